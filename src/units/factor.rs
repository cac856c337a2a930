//! Factors: how many times as much.

use std::ops::Mul;

use super::{PerHour, Span};

/// A factor [0..]: 1 changes nothing, 1.2 is a fifth more, 0.5 the half.
///
/// ```
/// use springtide::units::{Factor, Span};
/// let factor = Factor::new(1.5).unwrap();
/// assert_eq!(Span::from_secs(60) * factor, Span::from_secs(90));
/// assert!(Factor::new(-1.0).is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Factor(f64);

impl Factor {
    /// What changes nothing.
    pub const ONE: Self = Self(1.0);

    /// A factor from a finite number that is not negative; anything else is `None`.
    pub fn new(value: f64) -> Option<Self> {
        (value.is_finite() && value >= 0.0).then_some(Self(value))
    }

    /// The factor as a number [0..].
    #[inline]
    pub const fn as_f64(self) -> f64 {
        self.0
    }
}

impl Default for Factor {
    fn default() -> Self {
        Self::ONE
    }
}

/// Factors that apply together multiply; what would be past all numbers is the largest of them.
impl Mul for Factor {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self((self.0 * other.0).min(f64::MAX))
    }
}

/// So many times as long, rounded to the microsecond.
impl Mul<Factor> for Span {
    type Output = Self;
    #[inline]
    fn mul(self, factor: Factor) -> Self {
        Self::from_micros_f64(self.as_micros_f64() * factor.0)
    }
}

/// So many times as often; what would be past all numbers is `None`.
impl Mul<Factor> for PerHour {
    type Output = Option<Self>;
    fn mul(self, factor: Factor) -> Option<Self> {
        Self::new(self.as_f64() * factor.0)
    }
}
