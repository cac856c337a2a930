//! Shares: parts of a whole.

use thiserror::Error;

/// A part of a whole [0..=1]; percent exists only in text.
///
/// ```
/// use springtide::units::Share;
/// assert!(Share::new(1.2).is_err());
/// assert_eq!(Share::new(0.25).unwrap().complement(), Share::new(0.75).unwrap());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Share(f64);

/// A number that is no share.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
#[error("{0} is not between 0 and 1")]
pub struct NotAShare(pub f64);

impl Share {
    /// None of it.
    pub const ZERO: Self = Self(0.0);
    /// All of it.
    pub const ONE: Self = Self(1.0);

    /// A share from a number in 0..=1.
    ///
    /// # Errors
    /// Refuses what is below 0, above 1 or not a number.
    pub fn new(value: f64) -> Result<Self, NotAShare> {
        if (0.0..=1.0).contains(&value) {
            Ok(Self(value))
        } else {
            Err(NotAShare(value))
        }
    }

    /// The share as a number [0..=1].
    #[inline]
    pub const fn as_f64(self) -> f64 {
        self.0
    }

    /// What is left of the whole.
    #[must_use]
    pub fn complement(self) -> Self {
        Self(1.0 - self.0)
    }
}
