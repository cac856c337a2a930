//! Days that are not like others of their weekday, and what they change.

use jiff::civil::Date;

use super::StaffingPlan;
use crate::units::{Factor, SimTime};

/// A day that a calendar names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpecialDay {
    /// The date.
    pub date: Date,
    /// What kind of day it is, in the scenario's own words: `holiday`, `payday`.
    pub kind: String,
    /// Its name for people; may be empty.
    pub name: String,
}

/// A factor by local day.
#[derive(Clone, Debug, PartialEq)]
pub struct DayFactors {
    steps: Vec<(SimTime, Factor)>,
}

/// The special days of a horizon, and what they change.
///
/// What they do to volume is in the demand already, and what they do to the people who are there in
/// the staffing plan; the factors on volume and the plan without special days are kept so that
/// people can be told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpecialDays {
    /// The days, ascending by date; a day may have several kinds.
    pub days: Vec<SpecialDay>,
    /// By contact type: the factor on the volume of each day, if it is not always 1.
    pub volume: Vec<Option<DayFactors>>,
    /// By contact type: the factor on the handling of contacts that arrive on a day, if it is not
    /// always 1.
    pub handling: Vec<Option<DayFactors>>,
    /// By skill group: people planned, if on special days fewer or more of them are there than on
    /// others.
    pub planned: Vec<Option<StaffingPlan>>,
}

impl DayFactors {
    /// Factors that hold from an instant to the next, in order of time; before the first the factor is
    /// 1. `None` if it is always 1: what does not exist costs nothing.
    pub fn new(steps: impl IntoIterator<Item = (SimTime, Factor)>) -> Option<Self> {
        let mut kept: Vec<(SimTime, Factor)> = Vec::new();
        for (from, factor) in steps {
            let before = kept.last().map_or(Factor::ONE, |last| last.1);
            if factor != before {
                kept.push((from, factor));
            }
        }
        (!kept.is_empty()).then_some(Self { steps: kept })
    }

    /// The factor at an instant.
    #[inline]
    pub fn at(&self, instant: SimTime) -> Factor {
        let next = self.steps.partition_point(|step| step.0 <= instant);
        next.checked_sub(1)
            .map_or(Factor::ONE, |place| self.steps[place].1)
    }

    /// Instants from which another factor holds, ascending, each with its factor.
    pub fn steps(&self) -> &[(SimTime, Factor)] {
        &self.steps
    }
}

impl SpecialDays {
    /// The factor on the volume of a contact type at an instant.
    pub fn volume_at(&self, contact_type: usize, instant: SimTime) -> Factor {
        let factors = self.volume.get(contact_type).and_then(Option::as_ref);
        factors.map_or(Factor::ONE, |factors| factors.at(instant))
    }

    /// The factors on the handling of a contact type, by the day of arrival; `None`: always 1.
    pub fn handling_of(&self, contact_type: usize) -> Option<&DayFactors> {
        self.handling.get(contact_type)?.as_ref()
    }

    /// The plan of a skill group without special days; `None`: they change nothing there.
    pub fn planned_of(&self, group: usize) -> Option<&StaffingPlan> {
        self.planned.get(group)?.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Span;

    #[test]
    fn factors_hold_from_day_to_day_and_one_is_nothing() {
        let at = |days: u64| SimTime::START + Span::DAY.saturating_mul(days);
        let factor = |value: f64| Factor::new(value).unwrap();
        assert_eq!(
            DayFactors::new((0..9).map(|day| (at(day), Factor::ONE))),
            None
        );
        let days = [1.0, 1.2, 1.2, 1.0, 0.5].map(factor);
        let factors = DayFactors::new(
            days.iter()
                .enumerate()
                .map(|(day, f)| (at(u64::try_from(day).unwrap()), *f)),
        );
        let factors = factors.unwrap();
        assert_eq!(factors.steps().len(), 3);
        assert_eq!(factors.at(at(0)), Factor::ONE);
        assert_eq!(factors.at(at(2)), factor(1.2));
        assert_eq!(factors.at(at(3)), Factor::ONE);
        assert_eq!(factors.at(at(40)), factor(0.5));
    }
}
