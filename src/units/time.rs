//! Instants of the simulated horizon, and lengths of time, in whole microseconds.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

use super::number;

const MICROS_PER_SECOND: u64 = 1_000_000;

/// A length of time in whole microseconds [0 ..= 584,000 years].
///
/// ```
/// use springtide::units::Span;
/// assert_eq!(Span::from_secs(90), Span::from_millis(90_000));
/// assert_eq!(Span::from_secs(90).as_secs_f64(), 90.0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(u64);

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    /// One second.
    pub const SECOND: Self = Self(MICROS_PER_SECOND);
    /// One minute.
    pub const MINUTE: Self = Self(60 * MICROS_PER_SECOND);
    /// One hour.
    pub const HOUR: Self = Self(3_600 * MICROS_PER_SECOND);
    /// Twenty-four hours; a local day may be shorter or longer.
    pub const DAY: Self = Self(86_400 * MICROS_PER_SECOND);
    /// The longest span there is; stands for "never" in patience.
    pub const MAX: Self = Self(u64::MAX);

    /// So many microseconds.
    pub const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// So many milliseconds, saturating.
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis.saturating_mul(1_000))
    }

    /// So many seconds, saturating.
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs.saturating_mul(MICROS_PER_SECOND))
    }

    /// Seconds rounded to the nearest microsecond; negative and NaN give zero, too long 292,000 years.
    pub fn from_secs_f64(secs: f64) -> Self {
        Self(number::nearest(secs * 1e6))
    }

    /// Microseconds rounded to the nearest; negative and NaN give zero, too long 292,000 years.
    #[inline]
    pub fn from_micros_f64(micros: f64) -> Self {
        Self(number::nearest(micros))
    }

    /// The length in microseconds.
    #[inline]
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// The length in microseconds, as a float.
    #[inline]
    pub const fn as_micros_f64(self) -> f64 {
        number::float(self.0)
    }

    /// The length in seconds.
    pub const fn as_secs_f64(self) -> f64 {
        number::float(self.0) / 1e6
    }

    /// The length in hours.
    pub const fn as_hours_f64(self) -> f64 {
        number::float(self.0) / 3_600e6
    }

    /// This span less another, or zero if the other is longer.
    #[inline]
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// This span so many times over, saturating.
    #[must_use]
    pub const fn saturating_mul(self, times: u64) -> Self {
        Self(self.0.saturating_mul(times))
    }

    /// Whether the length is zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl Add for Span {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Span {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Span {
    fn sum<I: Iterator<Item = Self>>(spans: I) -> Self {
        spans.fold(Self::ZERO, Add::add)
    }
}

/// An instant of the simulated horizon: microseconds after its start [0 ..= 2^64−1].
///
/// Instants and spans mix only in the ways that mean something: an instant and a span give an
/// instant, two instants a span.
///
/// ```
/// use springtide::units::{SimTime, Span};
/// let noon = SimTime::START + Span::HOUR.saturating_mul(12);
/// assert_eq!(noon - SimTime::START, Span::from_secs(43_200));
/// ```
///
/// ```compile_fail
/// use springtide::units::SimTime;
/// let nonsense = SimTime::START + SimTime::START;
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SimTime(u64);

impl SimTime {
    /// The first instant of the horizon.
    pub const START: Self = Self(0);
    /// Later than every instant that is ever reached.
    pub const NEVER: Self = Self(u64::MAX);

    /// The instant so many microseconds after the start.
    #[inline]
    pub const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// Microseconds since the start.
    #[inline]
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// The time since the start.
    pub const fn since_start(self) -> Span {
        Span(self.0)
    }

    /// The time from an earlier instant to this one, or zero if that one is later.
    #[inline]
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl Add<Span> for SimTime {
    type Output = Self;
    #[inline]
    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Sub for SimTime {
    type Output = Span;
    #[inline]
    fn sub(self, earlier: Self) -> Span {
        debug_assert!(self >= earlier, "{self:?} is before {earlier:?}");
        Span(self.0.wrapping_sub(earlier.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_stays_never() {
        assert_eq!(SimTime::NEVER + Span::DAY, SimTime::NEVER);
        assert_eq!(SimTime::START + Span::MAX, SimTime::NEVER);
    }

    #[test]
    fn seconds_round_to_the_nearest_microsecond() {
        assert_eq!(Span::from_secs_f64(1.000_000_4), Span::SECOND);
        assert_eq!(Span::from_secs_f64(-1.0), Span::ZERO);
        assert!(Span::from_secs_f64(f64::INFINITY) > Span::DAY.saturating_mul(100_000_000));
    }
}
