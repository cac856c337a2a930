//! By how much a plan differs from the base.

use super::compare::Comparison;
use super::pairing::Pairing;
use super::proportions::PairedCounts;
use super::sections::Sections;
use crate::experiment::view::View;
use crate::experiment::{Estimate, Period, Scope, student_t};
use crate::measures::{Estimator, Measure, Unit, WaitKind};
use crate::random::normal;
use crate::units::number;

/// By how much a number of a plan differs from that of the base, in the unit of its measure: the plan's
/// minus the base's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    value: Option<f64>,
    spread: Option<Spread>,
    replications: u64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Spread {
    interval: (f64, f64),
    simultaneous: (f64, f64),
    standard_error: f64,
    times_fewer: Option<f64>,
    sure: f64,
}

impl Difference {
    /// The plan's value minus the base's; `None` where either is not defined (0 ÷ 0).
    pub const fn value(&self) -> Option<f64> {
        self.value
    }

    /// The paired confidence interval of this difference alone; `None` with one replication and where
    /// only values are kept.
    pub fn interval(&self) -> Option<(f64, f64)> {
        self.spread.map(|spread| spread.interval)
    }

    /// An interval so wide that those of all plans hold at once with the confidence asked for; the same as
    /// [`interval`](Self::interval) with two plans.
    pub fn simultaneous(&self) -> Option<(f64, f64)> {
        self.spread.map(|spread| spread.simultaneous)
    }

    /// The standard error of the difference.
    pub fn standard_error(&self) -> Option<f64> {
        self.spread.map(|spread| spread.standard_error)
    }

    /// How many times as many replications the same standard error would take if each plan had customers
    /// of its own: (s²ₓ + s²ᵧ) ÷ s²ₓ₋ᵧ, all measured. `None` where the replications do not differ.
    pub fn times_fewer(&self) -> Option<f64> {
        self.spread?.times_fewer
    }

    /// The highest confidence at which the simultaneous interval is on one side of zero [0..=1]; zero
    /// where even the lowest reaches across it.
    pub fn sure(&self) -> Option<f64> {
        self.spread.map(|spread| spread.sure)
    }

    /// How many replications it rests on.
    pub const fn replications(&self) -> u64 {
        self.replications
    }

    /// Which way it goes, if the simultaneous interval says so: -1, 1 or, where it holds zero, 0.
    pub fn sign(&self) -> i8 {
        match self.simultaneous() {
            Some((low, _)) if low > 0.0 => 1,
            Some((_, high)) if high < 0.0 => -1,
            _ => 0,
        }
    }
}

/// A difference with what it is a difference of.
#[derive(Clone, Copy, Debug)]
pub struct DifferenceRow<'a> {
    /// What is measured.
    pub measure: &'a Measure,
    /// Of which part of the base's centre.
    pub scope: Scope,
    /// Over which period of the base.
    pub period: Period,
    /// The base's number.
    pub base: Estimate,
    /// The plan's number.
    pub other: Estimate,
    /// The plan's minus the base's.
    pub difference: Difference,
}

/// A number of the base and the same of another plan.
struct Pair<'a> {
    comparison: &'a Comparison,
    plan: usize,
    /// As each plan lists it.
    measures: [&'a Measure; 2],
    views: [View<'a>; 2],
}

impl Comparison {
    /// By how much a plan [≥ 1] differs from the base in a measure, for a part of the base's centre and
    /// a period of its horizon or the whole; `None` if one of them does not have that.
    pub fn difference(
        &self,
        plan: usize,
        measure: &str,
        scope: Scope,
        period: Period,
    ) -> Option<Difference> {
        let base = &self.estimates(0).blueprint;
        let measure = base.catalogue.find(measure)?;
        self.row(plan, measure, scope, period)
            .map(|row| row.difference)
    }

    /// Every difference of a plan [≥ 1] from the base: by scope, then period, then measure.
    pub fn differences(&self, plan: usize) -> impl Iterator<Item = DifferenceRow<'_>> {
        let pairing = &self.against(plan).pairing;
        let measures = self.estimates(0).catalogue().measures();
        let periods = pairing.periods();
        pairing.scopes().flat_map(move |scope| {
            periods.clone().flat_map(move |period| {
                let rows = measures.iter();
                rows.filter_map(move |measure| self.row(plan, measure, scope, period))
            })
        })
    }

    fn row<'a>(
        &'a self,
        plan: usize,
        measure: &'a Measure,
        scope: Scope,
        period: Period,
    ) -> Option<DifferenceRow<'a>> {
        let [base, other] = [self.estimates(0), self.estimates(plan)];
        let pairing = &self.against(plan).pairing;
        let same = Pairing::measure(measure, &other.blueprint)?;
        let views = [
            base.view(scope, period),
            other.view(pairing.scope(scope)?, pairing.period(period)?),
        ];
        let estimates = [views[0].estimate(measure)?, views[1].estimate(same)?];
        let pair = Pair {
            comparison: self,
            plan,
            measures: [measure, same],
            views,
        };
        Some(DifferenceRow {
            measure,
            scope,
            period,
            base: estimates[0],
            other: estimates[1],
            difference: pair.difference(estimates),
        })
    }
}

impl Pair<'_> {
    fn difference(&self, [base, other]: [Estimate; 2]) -> Difference {
        let replications = self.comparison.estimates(0).replications();
        let value = base
            .value()
            .zip(other.value())
            .map(|(base, other)| other - base);
        let spread =
            value
                .filter(|_| replications > 1)
                .and_then(|value| match self.measures[1].estimator {
                    Estimator::Percentile(waits, share) => {
                        self.of_sections(value, (waits, share.as_f64()))
                    }
                    Estimator::ChanceMet(_) => self.of_chances(value),
                    Estimator::FixedCost(_) => Some(self.of_certainties(value)),
                    _ => self.of_gradients(value),
                });
        Difference {
            value,
            spread,
            replications,
        }
    }

    /// By the delta method on the totals of both plans.
    fn of_gradients(&self, value: f64) -> Option<Spread> {
        let variances = [self.own_variance(0)?, self.own_variance(1)?];
        let covariance = self.covariance()?;
        let degrees = self.comparison.estimates(0).replications() - 1;
        let mut spread = self.spread(value, variances, covariance, |chance| {
            student_t::quantile(chance, degrees)
        });
        spread.sure = self.sure(value, spread.standard_error, degrees);
        Some(spread)
    }

    /// Of what chance has no part in.
    fn of_certainties(&self, value: f64) -> Spread {
        let mut spread = self.spread(value, [0.0; 2], 0.0, |_| 0.0);
        spread.sure = self.sure(value, 0.0, 1);
        spread
    }

    /// By Newcombe's method for pairs; the standard errors are those of the delta method.
    fn of_chances(&self, value: f64) -> Option<Spread> {
        let variances = [self.own_variance(0)?, self.own_variance(1)?];
        let covariance = self.covariance()?;
        let counts = self.paired_counts()?;
        let mut spread = self.spread(value, variances, covariance, normal::quantile);
        let around = |chance: f64| {
            let (low, high) = counts.interval(normal::quantile(chance))?;
            Some((low.min(value), high.max(value)))
        };
        let [alone, all] = self.comparison.chances();
        (spread.interval, spread.simultaneous) = (around(alone)?, around(all)?);
        // How sure: by halving, for the interval has no formula that could be turned round.
        let (mut low, mut high) = (0.5, 1.0);
        for _ in 0..50 {
            let middle = f64::midpoint(low, high);
            let (from, to) = around(middle)?;
            if from > 0.0 || to < 0.0 {
                low = middle;
            } else {
                high = middle;
            }
        }
        spread.sure = self.comparison.sure_of_all(2.0 * (1.0 - low));
        Some(spread)
    }

    /// By sections; only of the horizon.
    fn of_sections(&self, value: f64, what: (WaitKind, f64)) -> Option<Spread> {
        let [base, other] = &self.views;
        if (base.period, other.period) != (Period::Horizon, Period::Horizon) {
            return None;
        }
        let block = |view: &View<'_>| (view.blueprint).customers_of(view.scope, what.0.contacts());
        let found = Sections::spread(
            (self.comparison.sections(0), block(base)?),
            (self.comparison.sections(self.plan), block(other)?),
            what,
        )?;
        let degrees = found.sections - 1;
        let squares = [found.base * found.base, found.other * found.other];
        let difference = found.difference * found.difference;
        let covariance = (squares[0] + squares[1] - difference) / 2.0;
        let mut spread = self.spread(value, squares, covariance, |chance| {
            student_t::quantile(chance, degrees)
        });
        spread.sure = self.sure(value, spread.standard_error, degrees);
        Some(spread)
    }

    /// The confidence at which zero is just inside the simultaneous interval of Student's t.
    fn sure(&self, value: f64, error: f64, degrees: u64) -> f64 {
        if value.abs() <= 0.0 {
            return 0.0;
        }
        if error <= 0.0 {
            return 1.0;
        }
        let beyond = 2.0 * student_t::cdf(-value.abs() / error, degrees);
        self.comparison.sure_of_all(beyond)
    }

    fn spread(
        &self,
        value: f64,
        [base, other]: [f64; 2],
        covariance: f64,
        quantile: impl Fn(f64) -> f64,
    ) -> Spread {
        let both = base + other;
        let mut variance = both - 2.0 * covariance;
        // Below what the rounding of the subtraction leaves, nothing differs.
        if variance <= both * 1e-12 {
            variance = 0.0;
        }
        let error = variance.sqrt();
        let most = if self.measures[1].unit == Unit::Share {
            1.0
        } else {
            f64::INFINITY
        };
        let around = |chance: f64| {
            let reach = quantile(chance) * error;
            ((value - reach).max(-most), (value + reach).min(most))
        };
        let [alone, all] = self.comparison.chances();
        Spread {
            interval: around(alone),
            simultaneous: around(all),
            standard_error: error,
            times_fewer: (variance > 0.0).then(|| both / variance),
            sure: 0.0,
        }
    }

    fn estimates_of(&self, side: usize) -> usize {
        if side == 0 { 0 } else { self.plan }
    }

    /// The squared standard error of one plan's number.
    fn own_variance(&self, side: usize) -> Option<f64> {
        let (view, measure) = (&self.views[side], self.measures[side]);
        let error = match measure.estimator {
            Estimator::ChanceMet(_) => {
                let estimate = view.estimate(measure)?;
                let (p, n) = (estimate.value()?, number::float(estimate.replications()));
                return (n > 1.0).then(|| p * (1.0 - p) / (n - 1.0));
            }
            Estimator::DaysMet => view.days()?.estimate(1.0).standard_error(),
            Estimator::DayMean(..) => view.estimate(measure)?.standard_error(),
            _ => view.smooth(measure)?.standard_error(),
        }?;
        Some(error * error)
    }

    fn covariance(&self) -> Option<f64> {
        let comparison = self.comparison;
        let of = |side: usize| {
            let plan = self.estimates_of(side);
            let (addresses, numbers) = comparison.numbers(plan);
            let gradient = addresses.gradient(&self.views[side], self.measures[side], numbers)?;
            Some((gradient, numbers))
        };
        let ((base, of_base), (other, of_other)) = (of(0)?, of(1)?);
        let replications = comparison.estimates(0).replications();
        comparison.against(self.plan).crossed.covariance(
            replications,
            (&base, of_base),
            (&other, of_other),
        )
    }

    /// In how many replications the base, the other plan, and both met a promise, of those in which
    /// both had something to judge: the products of the flags.
    fn paired_counts(&self) -> Option<PairedCounts> {
        let comparison = self.comparison;
        let addresses = |side: usize| {
            let (addresses, _) = comparison.numbers(self.estimates_of(side));
            let view = &self.views[side];
            addresses.of(view.blueprint, self.measures[side], view.scope, view.period)
        };
        let (base, other) = (addresses(0)?, addresses(1)?);
        let [[base_met, base_judged], [other_met, other_judged]] =
            [[base[0], *base.get(1)?], [other[0], *other.get(1)?]];
        let crossed = &comparison.against(self.plan).crossed;
        let count = |a, b| u64::try_from(crossed.product(a, b)?.as_u128()).ok();
        Some(PairedCounts {
            judged: count(base_judged, other_judged)?,
            base: count(base_met, other_judged)?,
            other: count(base_judged, other_met)?,
            both: count(base_met, other_met)?,
        })
    }
}
