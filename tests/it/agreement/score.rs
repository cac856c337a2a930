//! How far our number is from the answer, on the scale of a standard normal deviate.

use std::fmt;

use super::case::{Comparison, Kind};
use super::normal;

/// Fewer events than this are compared as a count.
const FEW_EVENTS: f64 = 400.0;
/// Fewer clumps of events than this are compared as a count: the error of their number is 10 %, and
/// what is averaged over them is no normal variable.
const FEW_CLUMPS: f64 = 100.0;
/// So many clumps tell how large they are.
const ENOUGH_CLUMPS: f64 = 20.0;
/// Fewer expected than this say too little to enter the statistics: only a glaring excess counts.
const ALMOST_NONE: f64 = 5.0;
/// What 12 significant digits leave open of a share near 1.
const DIGITS: f64 = 1e-12;

/// A number of ours with its 95 % confidence interval.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ours {
    /// The number.
    pub(super) value: f64,
    /// The lower end of the interval.
    pub(super) low: f64,
    /// The upper end.
    pub(super) high: f64,
    /// The standard error.
    pub(super) error: f64,
    /// How many replications it rests on.
    pub(super) replications: f64,
}

impl Ours {
    /// From a standard error.
    pub(super) fn with_error(value: f64, error: f64, replications: f64) -> Self {
        let half_width = normal::student_95(replications - 1.0) * error;
        Self {
            value,
            low: value - half_width,
            high: value + half_width,
            error,
            replications,
        }
    }

    /// From a confidence interval, which need not be symmetric: the error on the side of `exact`.
    pub(super) fn with_interval(
        value: f64,
        (low, high): (f64, f64),
        exact: f64,
        replications: f64,
    ) -> Self {
        let side = if exact < value {
            value - low
        } else {
            high - value
        };
        Self {
            value,
            low,
            high,
            error: side / normal::student_95(replications - 1.0),
            replications,
        }
    }

    /// The same number in another unit.
    pub(super) fn times(self, factor: f64) -> Self {
        Self {
            value: self.value * factor,
            low: self.low * factor,
            high: self.high * factor,
            error: self.error * factor,
            replications: self.replications,
        }
    }

    /// Half the width of the interval.
    pub(super) fn half_width(&self) -> f64 {
        (self.high - self.low) / 2.0
    }
}

/// How a comparison came out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Score {
    /// The column.
    pub(super) column: String,
    /// Our number.
    pub(super) value: f64,
    /// The answer.
    pub(super) exact: f64,
    /// Our number less the answer, as a normal deviate.
    pub(super) z: f64,
    /// The same with the sign of more congestion; zero for what is neither.
    pub(super) congestion: f64,
    /// Whether the 95 % interval holds the answer.
    pub(super) covered: bool,
    /// Whether it says enough for means and coverage; if not, only |z| > 5 counts.
    pub(super) counts: bool,
    /// Whether it was compared as a number of rare events.
    pub(super) as_count: bool,
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:<32} ours {:<12.6} answer {:<12.6} z {:+.2}{}{}",
            self.column,
            self.value,
            self.exact,
            self.z,
            if self.as_count { ", as a count" } else { "" },
            if self.counts {
                ""
            } else {
                ", too few to count"
            }
        )
    }
}

/// Events behind a share or a mean count: how many there were and should have been, and into how large
/// clumps they fall.
#[derive(Clone, Copy, Debug)]
pub(super) struct Events {
    seen: f64,
    expected: f64,
    /// Variance of the number ÷ the number: the mean size of clumps, weighted by size. A contact
    /// that waits long has neighbours that do; only clumps are independent, and so Poisson.
    clump: f64,
}

impl Events {
    /// The rarer of the events and their opposites, out of `bottom`.
    pub(super) fn of_share(exact: f64, ours: &Ours, bottom: f64) -> Self {
        let (p, value) = if exact <= 0.5 {
            (exact, ours.value)
        } else {
            ((1.0 - exact).max(0.0), 1.0 - ours.value)
        };
        Self::new(
            value * bottom,
            p.max(DIGITS / 2.0) * bottom,
            ours.error * bottom,
        )
    }

    /// Events counted in each replication.
    pub(super) fn of_count(exact: f64, ours: &Ours) -> Self {
        let bottom = ours.replications;
        Self::new(ours.value * bottom, exact * bottom, ours.error * bottom)
    }

    fn new(seen: f64, expected: f64, deviation: f64) -> Self {
        let seen = seen.max(0.0);
        let clump = if seen > 0.5 {
            deviation * deviation / seen
        } else {
            1.0
        };
        Self {
            seen,
            expected,
            clump: clump.max(1.0),
        }
    }

    /// Takes the clumps of commoner events of the case where these are too few to tell.
    pub(super) fn clumped_like(mut self, common: f64) -> Self {
        if self.known_clump().is_none() {
            self.clump = self.clump.max(common);
        }
        self
    }

    /// The mean size of clumps, if there are enough to tell.
    pub(super) fn known_clump(&self) -> Option<f64> {
        (self.seen / self.clump >= ENOUGH_CLUMPS).then_some(self.clump)
    }

    /// Whether so many events of the case would be too few clumps.
    pub(super) fn would_be_few(events: f64, clump: f64) -> bool {
        events / clump < FEW_CLUMPS
    }

    /// The mean size of clumps, as far as it can be told.
    pub(super) fn clump(&self) -> f64 {
        self.clump
    }

    /// Whether there are too few for a mean to be nearly normal.
    pub(super) fn are_few(&self) -> bool {
        self.expected < FEW_EVENTS
            || self.expected / self.clump < FEW_CLUMPS
            || self.seen / self.clump < FEW_CLUMPS
    }
}

/// Compares our number with the answer. `events` are those behind a share or count.
pub(super) fn score(comparison: &Comparison, ours: &Ours, events: Option<Events>) -> Score {
    let exact = comparison.exact;
    let few = events.filter(Events::are_few);
    let (z, covered, counts) = match few {
        Some(events) => {
            let z =
                normal::from_poisson(events.seen / events.clump, events.expected / events.clump);
            // Of a share above one half the opposite events were counted.
            let opposite = matches!(comparison.kind, Kind::Share(_)) && exact > 0.5;
            let z = if opposite { -z } else { z };
            let counts = events.expected / events.clump >= ALMOST_NONE;
            (z, z.abs() <= normal::TWO_SIDED_95, counts)
        }
        None if ours.error > 0.0 => {
            let t = (ours.value - exact) / ours.error;
            let z = normal::from_student(t, ours.replications - 1.0);
            // A percentile that is exactly zero is the edge of a lump of probability, and its
            // distribution is no normal one.
            let is_edge = comparison.kind == Kind::Percentile && exact == 0.0;
            (z, ours.low <= exact && exact <= ours.high, !is_edge)
        }
        None => {
            let is_equal = (ours.value - exact).abs() <= 1e-9 * exact.abs();
            (if is_equal { 0.0 } else { f64::INFINITY }, is_equal, false)
        }
    };
    Score {
        column: comparison.column.clone(),
        value: ours.value,
        exact,
        z,
        congestion: z * comparison.sign.towards_congestion(),
        covered,
        counts,
        as_count: few.is_some(),
    }
}

/// How narrow the interval has to be: 2 % of the answer, for shares 0.004 if that is wider.
pub(super) fn wanted_half_width(comparison: &Comparison) -> f64 {
    let relative = 0.02 * comparison.exact.abs();
    match comparison.kind {
        Kind::Share(_) | Kind::TimeShare => relative.max(0.004),
        Kind::Count | Kind::Mean | Kind::Percentile => relative,
    }
}

/// How many contacts a share needs to rest on enough events, if it is neither 0 nor 1.
pub(super) fn wanted_bottom(exact: f64) -> f64 {
    let p = exact.min(1.0 - exact);
    if p > DIGITS { FEW_EVENTS / p } else { 0.0 }
}

#[cfg(test)]
mod tests;
