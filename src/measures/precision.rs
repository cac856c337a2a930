//! How exactly numbers are to be known before replications end.

use super::Scope;

/// Until when replications go on.
#[derive(Clone, Debug, PartialEq)]
pub struct StoppingRule {
    /// What must be known, and how exactly; all of it.
    pub conditions: Vec<Precision>,
    /// The most replications, whatever is known then [≥ the first look].
    pub most_replications: u64,
}

/// How exactly a number of the horizon is to be known.
#[derive(Clone, Debug, PartialEq)]
pub struct Precision {
    /// The name of its measure.
    pub measure: String,
    /// Of which part of the centre.
    pub scope: Scope,
    /// The widest that half its confidence interval may be.
    pub half_width: HalfWidth,
}

/// The widest that half a confidence interval may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum HalfWidth {
    /// In the unit of the measure (above 0).
    Absolute(f64),
    /// As a part of the value \[0 < part < 1\].
    Relative(f64),
}

impl StoppingRule {
    /// The fewest replications before the first look.
    ///
    /// With fewer the spread itself is known so badly that replications often end just where it is
    /// underestimated, and the intervals then miss the truth too often.
    pub const LEAST_FIRST_LOOK: u64 = 100;
}

impl HalfWidth {
    /// The half-width asked for in the unit of the measure, for a number of this value.
    pub fn of(self, value: f64) -> f64 {
        match self {
            Self::Absolute(half_width) => half_width,
            Self::Relative(part) => part * value.abs(),
        }
    }
}
