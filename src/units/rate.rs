//! Rates and the load they make.

use std::ops::Mul;

use super::Span;

/// Events per hour [0..].
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct PerHour(f64);

impl PerHour {
    /// None.
    pub const ZERO: Self = Self(0.0);

    /// A rate from a finite number that is not negative; anything else is `None`.
    pub fn new(per_hour: f64) -> Option<Self> {
        (per_hour.is_finite() && per_hour >= 0.0).then_some(Self(per_hour))
    }

    /// Events per hour.
    pub const fn as_f64(self) -> f64 {
        self.0
    }

    /// Events per microsecond, the clock's own unit.
    pub const fn per_micro(self) -> f64 {
        self.0 / 3_600e6
    }

    /// Expected events in a span.
    pub const fn expected_in(self, span: Span) -> f64 {
        self.0 * span.as_hours_f64()
    }
}

/// Offered load: rate × handling time [0..]; so many people are busy on average if nobody is lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Erlangs(f64);

impl Erlangs {
    /// The load as a number.
    pub const fn as_f64(self) -> f64 {
        self.0
    }
}

/// Volume × handling time = load happens here only.
///
/// ```
/// use springtide::units::{PerHour, Span};
/// let load = PerHour::new(120.0).unwrap() * Span::from_secs(300);
/// assert_eq!(load.as_f64(), 10.0);
/// ```
impl Mul<Span> for PerHour {
    type Output = Erlangs;
    fn mul(self, handling: Span) -> Erlangs {
        Erlangs(self.0 * handling.as_hours_f64())
    }
}

impl std::ops::Add for Erlangs {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}
