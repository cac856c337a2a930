//! What the special days of a calendar do to each date.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, Weekday};

use super::calendar::Calendar;
use super::effects::Effects;
use crate::scenario::day_profile::DayProfile;
use crate::scenario::problem::Place;
use crate::units::Factor;

/// What special days do to a date, for a contact type or a skill group.
#[derive(Clone, Debug, Default)]
pub(crate) struct Influence {
    /// The factor on volume.
    pub(crate) volume: Factor,
    /// The part of it that the contact type itself asks for.
    pub(crate) own_volume: Factor,
    pub(crate) handling: Factor,
    pub(crate) shrinkage: Factor,
    /// Where a factor on shrinkage is written, if there is one.
    pub(crate) shrinkage_place: Option<Place>,
    /// The weekday whose factor and profile the date has.
    pub(crate) counts_as: Option<Weekday>,
    pub(crate) profile: Option<Arc<DayProfile>>,
}

/// The dates on which something is different, for a part that has sections of its own.
///
/// Factors that meet on a date multiply. Of several kinds that give a date a profile or a weekday,
/// the one whose section comes first does; a weekday that the calendar says to be replaced goes before
/// that of the scenario's kind, and after that of the part.
pub(crate) fn by_date(
    calendar: &Calendar,
    kinds: &[Effects<'_>],
    own: &[Effects<'_>],
) -> BTreeMap<Date, Influence> {
    let mut dates: BTreeMap<Date, Influence> = BTreeMap::new();
    let own_of = |kind: &str| own.iter().find(|effects| effects.kind == kind);
    for effects in own {
        if let Some(weekday) = effects.counts_as {
            for date in days_of(calendar, effects.kind) {
                let influence = dates.entry(date).or_default();
                influence.counts_as = influence.counts_as.or(Some(weekday));
            }
        }
    }
    for (date, weekday) in &calendar.replaced {
        let influence = dates.entry(*date).or_default();
        influence.counts_as = influence.counts_as.or(Some(*weekday));
    }
    let merged = kinds
        .iter()
        .map(|effects| match own_of(effects.kind) {
            Some(own) => effects.overridden_by(own),
            None => effects.clone(),
        })
        .chain(
            own.iter()
                .filter(|own| kinds.iter().all(|effects| effects.kind != own.kind))
                .cloned(),
        );
    for effects in merged {
        let is_own = own_of(effects.kind).is_some_and(|own| own.volume.is_some());
        apply(calendar, &effects, is_own, &mut dates);
    }
    dates
}

/// The days of a kind.
fn days_of(calendar: &Calendar, kind: &str) -> impl Iterator<Item = Date> {
    let of_kind = move |occasion: &&super::calendar::Occasion| occasion.kind == kind;
    let occasions = calendar.occasions.iter().filter(of_kind);
    occasions.flat_map(super::calendar::Occasion::days)
}

/// Adds what days of one kind do.
fn apply(
    calendar: &Calendar,
    effects: &Effects<'_>,
    volume_is_own: bool,
    dates: &mut BTreeMap<Date, Influence>,
) {
    let occasions = calendar.occasions.iter();
    for occasion in occasions.filter(|occasion| occasion.kind == effects.kind) {
        for (offset, factor) in effects.volume.iter().flatten() {
            for date in occasion.days_at(*offset) {
                let influence = dates.entry(date).or_default();
                influence.volume = influence.volume * *factor;
                if volume_is_own {
                    influence.own_volume = influence.own_volume * *factor;
                }
            }
        }
        for date in occasion.days() {
            let influence = dates.entry(date).or_default();
            influence.handling = influence.handling * effects.handling.unwrap_or_default();
            influence.shrinkage = influence.shrinkage * effects.shrinkage.unwrap_or_default();
            if effects.shrinkage.is_some() {
                influence
                    .shrinkage_place
                    .clone_from(&effects.shrinkage_place);
            }
            influence.counts_as = influence.counts_as.or(effects.counts_as);
            if influence.profile.is_none() {
                influence.profile.clone_from(&effects.profile);
            }
        }
    }
}
