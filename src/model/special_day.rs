//! Days that are not like others of their weekday, and what they change.

use jiff::civil::Date;

use super::{FactorCurve, StaffingPlan};
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
    /// Whether it is worked in place of another day, which the calendar names.
    pub is_make_up: bool,
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
    pub volume: Vec<Option<FactorCurve>>,
    /// By contact type: the factor on the handling of contacts that arrive on a day, if it is not
    /// always 1.
    pub handling: Vec<Option<FactorCurve>>,
    /// By skill group: people planned, if on special days fewer or more of them are there than on
    /// others.
    pub planned: Vec<Option<StaffingPlan>>,
}

impl SpecialDays {
    /// The factor on the volume of a contact type at an instant.
    pub fn volume_at(&self, contact_type: usize, instant: SimTime) -> Factor {
        let factors = self.volume.get(contact_type).and_then(Option::as_ref);
        factors.map_or(Factor::ONE, |factors| factors.at(instant))
    }

    /// The factors on the handling of a contact type, by the day of arrival; `None`: always 1.
    pub fn handling_of(&self, contact_type: usize) -> Option<&FactorCurve> {
        self.handling.get(contact_type)?.as_ref()
    }

    /// The plan of a skill group without special days; `None`: they change nothing there.
    pub fn planned_of(&self, group: usize) -> Option<&StaffingPlan> {
        self.planned.get(group)?.as_ref()
    }
}
