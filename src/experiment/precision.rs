//! Replications until numbers are known as exactly as asked.
//!
//! The rule is that of Chow and Robbins (Annals of Mathematical Statistics 36, 1965): stop as soon as
//! the half-width of the confidence interval is no longer than the one asked for; the interval then
//! covers as promised in the limit of narrow ones. For wide ones it does not if one looks early and
//! often, since one then stops where the spread happens to be underestimated (Law 2015, section 9.4.1;
//! Singham, ACM TOMACS 24, 2014). So the first look comes late
//! ([`StoppingRule::LEAST_FIRST_LOOK`]), and the next ones are few: each is where the spread so far says that
//! it will be enough, but at least a tenth and at most three times further on.
//!
//! Where the looks are follows from the numbers alone, so neither threads nor time move them, and what
//! is found after so many replications is what as many replications find without a rule.

use super::estimates::reach;
use super::view::View;
use super::{Estimate, Estimates, Period, Totals};
use crate::measures::{Precision, StoppingRule};
use crate::units::{Share, number};

/// A number that is not known as exactly as asked after the most replications.
#[derive(Clone, Debug, PartialEq)]
pub struct Shortfall {
    /// What was asked for.
    pub precision: Precision,
    /// What is known.
    pub estimate: Estimate,
    /// About how many replications would do, if that can be said.
    pub needed: Option<u64>,
}

/// After how many replications to look again; `None`: what is asked for is known, or these are the
/// most replications.
pub fn next_look(totals: &Totals, rule: &StoppingRule, confidence: Share) -> Option<u64> {
    let done = totals.replications();
    if done >= rule.most_replications {
        return None;
    }
    let (blueprint, sums) = (&totals.blueprint, &totals.sums);
    let reach = reach(confidence, done);
    let estimate = |precision: &Precision| {
        let measure = blueprint.catalogue.find(&precision.measure)?;
        View::new(blueprint, sums, reach, precision.scope, Period::Horizon).estimate(measure)
    };
    let most = done.saturating_mul(4);
    let needed = |precision: &Precision| {
        let estimate = estimate(precision);
        // Where nothing can be said yet, a good deal more has to be seen.
        estimate.map_or(most, |estimate| {
            precision.needed(&estimate, done).unwrap_or(most)
        })
    };
    let needed = rule.conditions.iter().map(needed).max()?;
    let least = done.saturating_mul(11).div_ceil(10);
    (needed > done).then(|| needed.clamp(least, most).min(rule.most_replications))
}

impl Precision {
    /// About how many replications it takes, if so many were done: as many if they were enough.
    /// `None` if there is no interval, or no value to which it could be in proportion.
    fn needed(&self, estimate: &Estimate, done: u64) -> Option<u64> {
        let (value, found) = (estimate.value()?, estimate.half_width()?);
        let wanted = self.half_width.of(value);
        if wanted <= 0.0 {
            return None;
        }
        if found <= wanted {
            return Some(done);
        }
        let excess = found / wanted;
        let needed = number::nearest((number::float(done) * excess * excess).ceil());
        Some(needed.max(done + 1))
    }
}

impl Estimates {
    /// Notes what of a rule these estimates fall short of.
    pub(super) fn held_against(mut self, rule: &StoppingRule) -> Self {
        let done = self.replications();
        let short = |precision: &Precision| {
            let estimate = self.get(&precision.measure, precision.scope, Period::Horizon)?;
            let needed = precision.needed(&estimate, done);
            let is_reached = needed == Some(done);
            (!is_reached).then(|| Shortfall {
                precision: precision.clone(),
                estimate,
                needed,
            })
        };
        self.shortfalls = rule.conditions.iter().filter_map(short).collect();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::{HalfWidth, Scope};

    fn precision(half_width: HalfWidth) -> Precision {
        Precision {
            measure: "asa".to_owned(),
            scope: Scope::Centre,
            half_width,
        }
    }

    #[test]
    fn what_is_needed_grows_with_the_square() {
        let estimate = Estimate::with_interval(40.0, Some((38.0, 42.0)), 2.0, 100);
        let needed = |half_width| precision(half_width).needed(&estimate, 100);
        assert_eq!(needed(HalfWidth::Absolute(2.0)), Some(100));
        assert_eq!(needed(HalfWidth::Absolute(5.0)), Some(100));
        assert_eq!(needed(HalfWidth::Absolute(1.0)), Some(400));
        assert_eq!(needed(HalfWidth::Absolute(1.999_999)), Some(101));
        assert_eq!(needed(HalfWidth::Relative(0.05)), Some(100));
        assert_eq!(needed(HalfWidth::Relative(0.01)), Some(2_500));
    }

    #[test]
    fn nothing_has_no_relative_half_width() {
        let nothing = Estimate::with_interval(0.0, Some((0.0, 0.0)), 2.0, 100);
        assert_eq!(
            precision(HalfWidth::Relative(0.1)).needed(&nothing, 100),
            None
        );
        assert_eq!(
            precision(HalfWidth::Absolute(0.1)).needed(&nothing, 100),
            Some(100)
        );
        let unknown = Estimate::undefined(100);
        assert_eq!(
            precision(HalfWidth::Absolute(0.1)).needed(&unknown, 100),
            None
        );
    }
}
