//! Every measure of an experiment, with its confidence interval.

use std::fmt;

use super::{Estimate, Period, Scope};
use crate::measures::{Catalogue, Measure};
use crate::units::Share;

/// Every measure of an experiment, with its confidence interval.
#[derive(Clone, Debug)]
pub struct Estimates {
    catalogue: Catalogue,
    confidence: Share,
    replications: u64,
}

/// One number of the tidy table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// What is measured.
    pub measure: &'a Measure,
    /// Of which part of the centre.
    pub scope: Scope,
    /// Over which time: the horizon or a day.
    pub period: Period,
    /// The number.
    pub estimate: Estimate,
}

/// One row of the wide table of intervals.
#[derive(Clone, Debug)]
pub struct IntervalRow {
    /// Which part of the centre.
    pub scope: Scope,
    /// Which interval, by its place in the horizon.
    pub interval: usize,
    /// The numbers, in the order of [`Estimates::interval_measures`]; `None` where the measure does
    /// not exist in the scope.
    pub estimates: Vec<Option<Estimate>>,
}

/// Something that was asked for and is left out, because it would take too much room.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Omission {
    /// Percentiles of waits by day.
    DayPercentiles,
    /// Rows of the table of intervals.
    IntervalRows {
        /// How many rows are kept.
        kept: u64,
        /// How many are left out.
        left_out: u64,
    },
}

impl fmt::Display for Omission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DayPercentiles => write!(
                f,
                "there are too many days and contact types for percentiles of each day: those of the horizon are kept"
            ),
            Self::IntervalRows { kept, left_out } => write!(
                f,
                "the table of intervals keeps {kept} rows and leaves out {left_out}: report.most_interval_rows allows more"
            ),
        }
    }
}

impl Estimates {
    pub(super) fn empty(catalogue: Catalogue, confidence: Share, replications: u64) -> Self {
        Self {
            catalogue,
            confidence,
            replications,
        }
    }

    /// The measures, with their definitions.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The confidence of the intervals [0 < confidence < 1].
    pub fn confidence(&self) -> Share {
        self.confidence
    }

    /// How many replications there were.
    pub fn replications(&self) -> u64 {
        self.replications
    }

    /// What was asked for and is left out.
    pub fn omissions(&self) -> &[Omission] {
        &[]
    }

    /// Every number of the horizon and the days: by scope (centre, types, queues, groups), then
    /// period, then measure.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        std::iter::empty()
    }

    /// The measures of the table of intervals, in order.
    pub fn interval_measures(&self) -> Vec<&Measure> {
        Vec::new()
    }

    /// The rows of the table of intervals: by scope (centre, types, queues, groups), then interval.
    pub fn interval_rows(&self) -> impl Iterator<Item = IntervalRow> {
        std::iter::empty()
    }

    /// One number; `None` if the measure does not exist there.
    pub fn get(&self, _measure: &str, _scope: Scope, _period: Period) -> Option<Estimate> {
        None
    }
}
