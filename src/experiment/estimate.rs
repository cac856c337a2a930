//! A number with its uncertainty.

/// What the replications say about a measure: the value with its confidence interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    value: Option<f64>,
    interval: Option<(f64, f64)>,
    standard_error: Option<f64>,
    replications: u64,
}

impl Estimate {
    /// Nothing is known: nothing of the kind happened (0 ÷ 0).
    pub const fn undefined(replications: u64) -> Self {
        Self {
            value: None,
            interval: None,
            standard_error: None,
            replications,
        }
    }

    /// The value, in the measure's unit; `None` where it is not defined (0 ÷ 0).
    pub const fn value(&self) -> Option<f64> {
        self.value
    }

    /// The confidence interval; `None` with one replication, where the value is not defined, and
    /// where only the value is kept.
    pub const fn interval(&self) -> Option<(f64, f64)> {
        self.interval
    }

    /// Half the width of the confidence interval, if there is one.
    pub fn half_width(&self) -> Option<f64> {
        self.interval.map(|(low, high)| (high - low) / 2.0)
    }

    /// The standard error behind the confidence interval, before the interval was cut to possible
    /// values; the interval is value ± Student's t (replications − 1) × this, but for percentiles.
    pub const fn standard_error(&self) -> Option<f64> {
        self.standard_error
    }

    /// How many replications it rests on.
    pub const fn replications(&self) -> u64 {
        self.replications
    }
}
