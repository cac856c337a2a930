//! Which days a map of days shows.

use std::ops::Range;

use super::service_level::MEASURE;
use super::subject::Subject;
use super::words::Which;
use crate::experiment::Period;

/// The most days of a map.
const MOST_DAYS: usize = 28;

/// The most days of each of several plans' maps.
const MOST_DAYS_OF_PLANS: usize = 7;

/// The days that are shown.
pub(super) struct Days {
    /// Places in the horizon.
    pub(super) places: Range<usize>,
    /// Which ones they are, if not all.
    pub(super) note: Option<String>,
}

impl Days {
    /// All days that are counted; of many those in a row with the lowest mean of daily service levels of
    /// the base.
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        let horizon = subject.base.centre.horizon();
        let days = horizon.days();
        let first = days
            .iter()
            .position(|day| day.to > horizon.counted_from())
            .unwrap_or(0);
        let most = if subject.is_one() {
            MOST_DAYS
        } else {
            MOST_DAYS_OF_PLANS
        };
        let all = days.len() - first;
        if all <= most {
            return Self {
                places: first..days.len(),
                note: None,
            };
        }
        let level = |day: usize| {
            let period = Period::Day(day);
            let level = subject.get(0, MEASURE, Subject::CENTRE, period);
            level.and_then(|level| level.value()).unwrap_or(1.0)
        };
        let sum = |from: usize| (from..from + most).map(level).sum::<f64>();
        let starts = first..=days.len() - most;
        let worst = starts.min_by(|a, b| sum(*a).total_cmp(&sum(*b)));
        let from = worst.unwrap_or(first);
        Self {
            places: from..from + most,
            note: Some(subject.words.shown_of(
                most,
                all,
                if subject.is_one() {
                    Which::Days
                } else {
                    Which::DaysOfPlans
                },
            )),
        }
    }
}
