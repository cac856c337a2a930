//! The course of a day: how its volume is spread over the hours.

use std::sync::Arc;

use jiff::civil::Weekday;

use super::local_day::{DayStretch, LocalDay};
use super::weekday;
use crate::units::Span;

/// Weights over a day on the local clock.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DayProfile {
    /// From when after midnight, for how long, with which weight [0..]; nothing where no row is.
    pub(crate) rows: Vec<(Span, Span, f64)>,
}

/// The courses of the days of a week.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WeekProfile {
    /// Monday first.
    pub(crate) days: [Arc<DayProfile>; 7],
}

impl DayProfile {
    /// The same all day.
    pub(crate) fn even() -> Self {
        Self {
            rows: vec![(Span::ZERO, Span::DAY, 1.0)],
        }
    }

    /// The day in stretches, in order of time, each with contacts per hour if one contact comes in
    /// the whole day.
    ///
    /// The weights are normalised over the hours that the day really has. So a day keeps its volume
    /// when the clock is put forward or back: the hour that comes twice has its weight twice, the one
    /// that is missing none, and all are scaled alike. A day whose only weights lie in the missing hour
    /// is spread evenly.
    pub(crate) fn spread_over(&self, day: &LocalDay) -> Vec<(DayStretch, f64)> {
        let weighted = |rows: &[(Span, Span, f64)]| -> (Vec<(DayStretch, f64)>, f64) {
            let mut stretches = Vec::with_capacity(rows.len());
            for (at, holds, weight) in rows {
                stretches.extend(day.shows(*at, *holds).map(|stretch| (stretch, *weight)));
            }
            let of =
                |(stretch, weight): &(DayStretch, f64)| weight * stretch.length().as_hours_f64();
            let total = stretches.iter().map(of).sum();
            (stretches, total)
        };
        let (mut stretches, mut total) = weighted(&self.rows);
        if total <= 0.0 {
            (stretches, total) = weighted(&Self::even().rows);
        }
        if total <= 0.0 {
            return Vec::new();
        }
        stretches.sort_by_key(|(stretch, _)| *stretch);
        for (_, weight) in &mut stretches {
            *weight /= total;
        }
        stretches
    }
}

impl WeekProfile {
    /// The same every day.
    pub(crate) fn every_day(day: DayProfile) -> Self {
        let day = Arc::new(day);
        Self {
            days: std::array::from_fn(|_| Arc::clone(&day)),
        }
    }

    /// The course of a weekday.
    pub(crate) fn of(&self, day: Weekday) -> &Arc<DayProfile> {
        &self.days[weekday::place_of(day)]
    }
}
