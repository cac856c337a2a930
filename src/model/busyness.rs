//! How far volume strays from what was foreseen.

/// How a contact type's volume strays from its expected rate, beyond the chance of single arrivals.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Busyness {
    /// Coefficient of variation of the day's factor, which all contacts of a local day share
    /// [0..=3]; 0: every day is as foreseen.
    pub day_cv: f64,
    /// Coefficient of variation of the planning interval's own factor [0..=3]; 0: none.
    pub interval_cv: f64,
}

impl Busyness {
    /// The largest coefficient of variation: beyond it nearly all days would be empty.
    pub const MOST_CV: f64 = 3.0;

    /// Whether volume strays at all.
    pub fn is_none(&self) -> bool {
        self.day_cv <= 0.0 && self.interval_cv <= 0.0
    }
}

/// How the busyness of days goes together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BusynessCorrelation {
    /// Correlation of the factors of any two contact types on one day [0..=1).
    pub between_types: f64,
    /// Correlation of a contact type's factors on neighbouring days [0..=1).
    pub day_to_day: f64,
}
