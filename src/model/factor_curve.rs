//! Factors over time, a step at a time.

use crate::units::{Factor, SimTime};

/// A factor that changes at instants and holds between them: by local day, or by time of day.
#[derive(Clone, Debug, PartialEq)]
pub struct FactorCurve {
    steps: Vec<(SimTime, Factor)>,
}

impl FactorCurve {
    /// Factors that hold from an instant to the next, in order of time; before the first the factor is
    /// 1. `None` if it is always 1: what does not exist costs nothing.
    pub fn new(steps: impl IntoIterator<Item = (SimTime, Factor)>) -> Option<Self> {
        let mut kept: Vec<(SimTime, Factor)> = Vec::new();
        for (from, factor) in steps {
            let before = kept.last().map_or(Factor::ONE, |last| last.1);
            if factor != before {
                kept.push((from, factor));
            }
        }
        (!kept.is_empty()).then_some(Self { steps: kept })
    }

    /// The factor at an instant.
    #[inline]
    pub fn at(&self, instant: SimTime) -> Factor {
        let next = self.steps.partition_point(|step| step.0 <= instant);
        next.checked_sub(1)
            .map_or(Factor::ONE, |place| self.steps[place].1)
    }

    /// The largest factor that holds at any time.
    pub fn largest(&self) -> Factor {
        let starts_with = match self.steps.first() {
            Some((from, factor)) if *from == SimTime::START => *factor,
            _ => Factor::ONE,
        };
        let factors = self.steps.iter().map(|step| step.1);
        factors.fold(
            starts_with,
            |most, factor| if factor > most { factor } else { most },
        )
    }

    /// Instants from which another factor holds, ascending, each with its factor.
    pub fn steps(&self) -> &[(SimTime, Factor)] {
        &self.steps
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Span;

    #[test]
    fn factors_hold_from_step_to_step_and_one_is_nothing() {
        let at = |days: u64| SimTime::START + Span::DAY.saturating_mul(days);
        let factor = |value: f64| Factor::new(value).unwrap();
        assert_eq!(
            FactorCurve::new((0..9).map(|day| (at(day), Factor::ONE))),
            None
        );
        let days = [1.0, 1.2, 1.2, 1.0, 0.5].map(factor);
        let factors = FactorCurve::new(
            days.iter()
                .enumerate()
                .map(|(day, f)| (at(u64::try_from(day).unwrap()), *f)),
        );
        let factors = factors.unwrap();
        assert_eq!(factors.steps().len(), 3);
        assert_eq!(factors.at(at(0)), Factor::ONE);
        assert_eq!(factors.at(at(2)), factor(1.2));
        assert_eq!(factors.at(at(3)), Factor::ONE);
        assert_eq!(factors.at(at(40)), factor(0.5));
        assert_eq!(factors.largest(), factor(1.2));
    }

    #[test]
    fn the_largest_factor_counts_the_one_before_the_first_step() {
        let half = Factor::new(0.5).unwrap();
        let largest = |from| FactorCurve::new([(from, half)]).map(|curve| curve.largest());
        assert_eq!(largest(SimTime::START), Some(half));
        assert_eq!(largest(SimTime::START + Span::HOUR), Some(Factor::ONE));
    }
}
