//! A number with its uncertainty.

/// What the replications say about a measure: the value with its confidence interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    value: Option<f64>,
    interval: Option<(f64, f64)>,
    standard_error: Option<f64>,
    replications: u64,
}

/// What the values of a measure can be [least, most]; intervals are cut to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Possible(pub(super) f64, pub(super) f64);

impl Estimate {
    /// A value with its standard error, if that is known, and the quantile of Student's t by which it
    /// is multiplied.
    pub(super) fn with_error(
        value: f64,
        standard_error: Option<f64>,
        multiple: f64,
        possible: Possible,
        replications: u64,
    ) -> Self {
        let interval = standard_error.map(|error| {
            let Possible(least, most) = possible;
            let low = (value - multiple * error).clamp(least, most);
            (low, (value + multiple * error).clamp(least, most))
        });
        Self {
            value: Some(value),
            interval,
            standard_error,
            replications,
        }
    }

    /// A value with an interval found in another way.
    pub(super) fn with_interval(
        value: f64,
        interval: Option<(f64, f64)>,
        multiple: f64,
        replications: u64,
    ) -> Self {
        Self {
            value: Some(value),
            interval,
            standard_error: interval.map(|(low, high)| (high - low) / 2.0 / multiple),
            replications,
        }
    }

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

    /// The standard error. The confidence interval is value ± Student's t (replications − 1) × this,
    /// cut to what is possible; for percentiles and chances, whose intervals are not symmetric, it is
    /// the half-width over that t, or over the quantile of the normal law.
    pub const fn standard_error(&self) -> Option<f64> {
        self.standard_error
    }

    /// How many replications it rests on.
    pub const fn replications(&self) -> u64 {
        self.replications
    }
}
