//! Special days: a calendar names them with their kinds, the scenario says what days of a kind change.
//!
//! [`SpecialDays`] is read once and asked by every part: a contact type what its dates do to volume,
//! course and handling, a skill group what they do to shrinkage. Everything is resolved while the
//! scenario is loaded: volume ends up in rate curves, shrinkage in staffing plans, handling in a
//! factor by day.

mod calendar;
mod effects;
mod influence;
mod without_effect;

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::catalogue;
use super::clock;
use super::local_day::{LocalDay, local_days};
use super::name::Names;
use super::reader::{Reader, meant};
use super::section::Section;
use super::toml_tree::shortened;
use crate::model::{FactorCurve, Horizon, Note, SpecialDay};
use crate::units::Factor;

pub(crate) use calendar::Calendar;
pub(crate) use effects::{Effects, read as read_effects};
pub(crate) use influence::Influence;
pub(crate) use without_effect::Takes;

/// The special days of a scenario.
#[derive(Debug)]
pub(crate) struct SpecialDays<'t> {
    calendar: Calendar,
    kinds: Vec<Effects<'t>>,
    /// What dates do to a part that says nothing of its own.
    common: BTreeMap<Date, Influence>,
    /// The local days up to the latest instant of a replication.
    days: Vec<LocalDay>,
}

/// The special days of a scenario; `None` if there is no horizon to look at them by.
pub(crate) fn read<'t>(
    reader: &mut Reader,
    root: &Section<'t>,
    clock: &clock::Calendar,
) -> Option<SpecialDays<'t>> {
    let horizon = clock.horizon()?;
    let entries = root.named(reader, "special_day");
    Names::of(reader, "kind of special day", "special_day", entries);
    let calendar = calendar::read(reader, root, horizon);
    let kinds = read_effects(reader, root, &catalogue::SPECIAL_DAY, horizon);
    Some(SpecialDays {
        common: influence::by_date(&calendar, &kinds, &[]),
        calendar,
        kinds,
        days: local_days(horizon),
    })
}

impl SpecialDays<'_> {
    /// What dates do to a part that has sections of its own; dates that are like others are left out.
    pub(crate) fn influence(&self, own: &[Effects<'_>]) -> Cow<'_, BTreeMap<Date, Influence>> {
        if own.is_empty() {
            return Cow::Borrowed(&self.common);
        }
        Cow::Owned(influence::by_date(&self.calendar, &self.kinds, own))
    }

    /// The local days, whole, up to the latest instant of a replication.
    pub(crate) fn days(&self) -> &[LocalDay] {
        &self.days
    }

    /// A factor of each date as the model has it; `None` if it is always 1.
    pub(crate) fn factors(
        &self,
        influence: &BTreeMap<Date, Influence>,
        factor: impl Fn(&Influence) -> Factor,
    ) -> Option<FactorCurve> {
        FactorCurve::new(self.days.iter().filter_map(|day| {
            let of_day = influence.get(&day.date).map_or(Factor::ONE, &factor);
            Some((day.from()?, of_day))
        }))
    }

    /// The special days inside the horizon, ascending by date.
    pub(crate) fn listed(&self, horizon: &Horizon) -> Vec<SpecialDay> {
        let is_inside = |date: Date| {
            let days = horizon.days();
            days.binary_search_by_key(&date, |day| day.date).is_ok()
        };
        let mut days: Vec<SpecialDay> = Vec::new();
        for occasion in &self.calendar.occasions {
            let dates = occasion.days().filter(|date| is_inside(*date));
            days.extend(dates.map(|date| SpecialDay {
                date,
                kind: occasion.kind.clone(),
                name: occasion.name.clone(),
                is_make_up: self.calendar.is_make_up(occasion, date),
            }));
        }
        days.sort();
        days
    }

    /// Says which kinds of days change nothing, and which sections have no day.
    pub(crate) fn warn_of_unused(
        &self,
        reader: &mut Reader,
        root: &Section<'_>,
        own: &[&Effects<'_>],
        horizon: &Horizon,
    ) {
        let sections = || self.kinds.iter().chain(own.iter().copied());
        for effects in sections() {
            if !self.calendar.kinds.contains(effects.kind) {
                let known = self.calendar.kinds.iter().map(String::as_str);
                let advice =
                    meant(effects.kind, known).unwrap_or_else(|| match root.entry("calendar") {
                        Some(_) => Note::new(
                            "write its days into a file of [calendar], or remove the section",
                            "请把这些日期写入[calendar]的文件，或删除该小节",
                        ),
                        None => Note::new(
                            "name a file with its days: [calendar], `file = …`",
                            "请给出包含这些日期的文件：[calendar]，`file = …`",
                        ),
                    });
                let kind = shortened(effects.kind);
                let found = Note::new(
                    format!("no day of the calendar is of the kind \"{kind}\""),
                    format!("日历中没有“{kind}”类的日期"),
                );
                reader.warn(&effects.place, &effects.path, found, advice);
            }
        }
        let mut unsaid: BTreeMap<&str, usize> = BTreeMap::new();
        let listed = self.listed(horizon);
        for day in &listed {
            let is_known = sections().any(|effects| effects.kind == day.kind)
                || self.calendar.replaced.contains_key(&day.date);
            if !is_known {
                *unsaid.entry(&day.kind).or_default() += 1;
            }
        }
        let place = root
            .item("calendar")
            .map_or(&root.place, |item| &item.place);
        for (kind, count) in unsaid {
            let plural = if count == 1 { "" } else { "s" };
            let name = shortened(kind);
            let found = Note::new(
                format!("{count} day{plural} of the kind \"{name}\", which changes nothing"),
                format!("{count}个“{name}”类的日期不起作用"),
            );
            let near = meant(kind, sections().map(|effects| effects.kind));
            let advice = near.unwrap_or_else(|| {
                Note::new(
                    "say what changes in a section `[special_day.KIND]`; an empty one says that nothing does",
                    "请在`[special_day.KIND]`小节中写明变化；空的小节表示没有变化",
                )
            });
            reader.warn(place, "calendar", found, advice);
        }
    }
}
