//! Keys of special days that change nothing in a scenario, said so that nobody trusts in them.

use super::SpecialDays;
use super::effects::Effects;
use crate::model::Note;
use crate::scenario::reader::Reader;
use crate::units::Factor;

/// A text in English and in Chinese.
type Both = (&'static str, &'static str);

/// What the demand of a contact type takes from special days, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Takes {
    /// Nothing, which is said where it is written: a rate that swings.
    Nothing,
    /// Nothing: recorded contacts, as many as came.
    Recorded,
    /// The factors on volume that its own sections write: a curve with dates.
    OwnVolume,
    /// Every factor on volume.
    Volume,
    /// Weekdays and courses too.
    Days,
}

impl Takes {
    /// Why a factor that is written for every type changes no volume if no type takes more than this,
    /// and what to do.
    fn why_no_volume(self) -> Option<(Both, Both)> {
        match self {
            Self::Recorded => Some((
                (
                    "recorded contacts have their special days in them",
                    "记录的联络已包含特殊日期的影响",
                ),
                ("remove the key", "请删除该键"),
            )),
            Self::OwnVolume => Some((
                (
                    "curves with dates have their special days in them",
                    "带日期的曲线已包含特殊日期的影响",
                ),
                (
                    "write it in the section of a contact type if it is to come on top",
                    "如需叠加，请写在联络类型的小节中",
                ),
            )),
            Self::Nothing | Self::Volume | Self::Days => None,
        }
    }
}

/// What a contact type takes, and its own sections.
pub(crate) type TypeTakes<'a, 't> = (Takes, &'a [Effects<'t>]);

/// Whether a skill group has a plan and a shrinkage that days can change, and its own sections.
pub(crate) type GroupTakes<'a, 't> = (bool, &'a [Effects<'t>]);

const TO_DAYS: Both = (
    "write the demand as daily_volume, or remove the key",
    "请用daily_volume给出需求，或删除该键",
);
const TO_SHRINKAGE: Both = (
    "write `shrinkage` for the skill group, or remove the key",
    "请为技能组写`shrinkage`，或删除该键",
);

impl SpecialDays<'_> {
    /// Tells of each key that is written for a kind of the calendar's days and changes nothing.
    pub(crate) fn warn_without_effect(
        &self,
        reader: &mut Reader,
        types: &[TypeTakes<'_, '_>],
        groups: &[GroupTakes<'_, '_>],
    ) {
        let most = types.iter().map(|(takes, _)| *takes).max();
        let is_present_fixed = groups.iter().all(|(can_change, _)| !can_change);
        for kind in self.of_calendar(&self.kinds) {
            if most < Some(Takes::Days) {
                let why = (
                    "no contact type has a daily_volume",
                    "没有联络类型使用daily_volume",
                );
                warn_of_course(reader, kind, why);
            }
            if has_volume(kind)
                && let Some((why, to)) = most.and_then(Takes::why_no_volume)
            {
                warn(reader, kind, "volume", why, to);
            }
            if is_present_fixed && has_shrinkage(kind) {
                let why = (
                    "no skill group has a plan and a shrinkage that it could multiply",
                    "没有技能组同时有排班和可乘的损耗率",
                );
                warn(reader, kind, "shrinkage", why, TO_SHRINKAGE);
            }
        }
        for (takes, own) in types {
            for kind in self.of_calendar(own).filter(|_| *takes < Takes::Days) {
                let why = ("the demand is no daily_volume", "需求不是daily_volume");
                warn_of_course(reader, kind, why);
            }
        }
        for (can_change, own) in groups {
            let fixed = self.of_calendar(own).filter(|_| !can_change);
            for kind in fixed.filter(|kind| has_shrinkage(kind)) {
                let why = (
                    "the group has no plan and shrinkage that it could multiply",
                    "该组没有排班和可乘的损耗率",
                );
                warn(reader, kind, "shrinkage", why, TO_SHRINKAGE);
            }
        }
    }

    /// The sections whose kind the calendar has; of the others something else is said.
    fn of_calendar<'a, 't>(
        &self,
        sections: &'a [Effects<'t>],
    ) -> impl Iterator<Item = &'a Effects<'t>> {
        let sections = sections.iter();
        sections.filter(|effects| self.calendar.kinds.contains(effects.kind))
    }
}

fn has_volume(kind: &Effects<'_>) -> bool {
    let mut factors = kind.volume.iter().flatten();
    factors.any(|(_, factor)| *factor != Factor::ONE)
}

fn has_shrinkage(kind: &Effects<'_>) -> bool {
    kind.shrinkage.is_some_and(|factor| factor != Factor::ONE)
}

/// Tells of the keys that say which weekday or course a day has.
fn warn_of_course(reader: &mut Reader, kind: &Effects<'_>, why: Both) {
    let written = [
        ("counts_as", kind.counts_as.is_some()),
        ("profile", kind.profile.is_some()),
    ];
    for (key, _) in written.into_iter().filter(|(_, is_written)| *is_written) {
        warn(reader, kind, key, why, TO_DAYS);
    }
}

fn warn(reader: &mut Reader, kind: &Effects<'_>, key: &str, why: Both, advice: Both) {
    let path = format!("{}.{key}", kind.path);
    let found = Note::new(
        format!("`{key}` changes nothing: {}", why.0),
        format!("`{key}`不起作用：{}", why.1),
    );
    reader.warn(&kind.place, &path, found, Note::new(advice.0, advice.1));
}
