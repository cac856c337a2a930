//! From exact sums to numbers with confidence intervals.
//!
//! - Means over replications: Student's t with n − 1 degrees of freedom.
//! - Ratios of totals, load and standard deviations: the delta method on the totals of all
//!   replications, with the same t (for ratios: Cochran, Sampling Techniques, 1977, eq. 2.39).
//! - Means of daily ratios: one number a replication, then as for means.
//! - Costs: means and ratios, with what is fixed added (`cost`).
//! - Chances: the share of replications, with the interval of Wilson (`chances`).
//! - Percentiles: the interval of the share at the pooled quantile, as a ratio of totals, carried through
//!   the pooled quantile function (Woodruff, JASA 47, 1952).

use std::cell::OnceCell;

use super::blueprint::Blueprint;
use super::estimate::Possible;
use super::moments::Place;
use super::side::Side;
use super::student_t;
use super::totals::{DayMean, Sums};
use super::wait_totals::Pooled;
use super::{Estimate, Period, Scope};
use crate::measures::{Contacts, Estimator, Measure, Quantity, Unit, WaitKind};
use crate::model::SkillGroupId;
use crate::units::number;

/// The measures of a scope in a period.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) blueprint: &'a Blueprint,
    pub(super) sums: &'a Sums,
    /// The chance below the upper end of a confidence interval.
    pub(super) chance: f64,
    /// The quantile of Student's t.
    pub(super) multiple: f64,
    pub(super) scope: Scope,
    pub(super) period: Period,
    /// By kind of wait.
    pooled: [OnceCell<Option<Pooled>>; WaitKind::ALL.len()],
}

/// A measure as a smooth function of totals over replications.
#[derive(Debug)]
pub(super) struct Smooth<'a> {
    /// `None` where it is not defined (0 ÷ 0).
    pub(super) value: Option<f64>,
    place: Place<'a>,
    /// How it changes with the totals of the place; `None` where that is not known.
    pub(super) slopes: Option<Vec<(usize, f64)>>,
}

impl<'a> Smooth<'a> {
    pub(super) fn new(place: Place<'a>, value: f64, slopes: Vec<(usize, f64)>) -> Self {
        Self {
            value: Some(value),
            place,
            slopes: Some(slopes),
        }
    }

    fn without_error(place: Place<'a>, value: f64) -> Self {
        Self {
            value: Some(value),
            place,
            slopes: None,
        }
    }

    pub(super) fn undefined(place: Place<'a>) -> Self {
        Self {
            value: None,
            place,
            slopes: None,
        }
    }

    /// The standard error, by the delta method.
    pub(super) fn standard_error(&self) -> Option<f64> {
        self.place.standard_error(self.slopes.as_ref()?)
    }
}

impl<'a> View<'a> {
    pub(super) fn new(
        blueprint: &'a Blueprint,
        sums: &'a Sums,
        (chance, multiple): (f64, f64),
        scope: Scope,
        period: Period,
    ) -> Self {
        Self {
            blueprint,
            sums,
            chance,
            multiple,
            scope,
            period,
            pooled: Default::default(),
        }
    }

    /// A measure; `None` if it does not exist here.
    pub(super) fn estimate(&self, measure: &Measure) -> Option<Estimate> {
        let is_of_period = match self.period {
            Period::Interval(_) => measure.is_of_intervals(),
            Period::Horizon | Period::Day(_) => measure.is_of_days(),
        };
        if !is_of_period || !measure.is_of(self.scope.kind()) {
            return None;
        }
        if matches!(measure.unit, Unit::Money(_)) && !self.blueprint.has_rate(self.scope) {
            return None;
        }
        match measure.estimator {
            Estimator::DayMean(top, bottom) => self.day_mean((top, bottom), measure.contacts),
            Estimator::Percentile(waits, share) => self.percentile(waits, share.as_f64()),
            Estimator::FixedCost(cost) => self.fixed_cost(cost),
            Estimator::ChanceMet(promised) => self.chance_met(promised),
            Estimator::DaysMet => self.days_met(),
            _ => Some(self.estimate_of(measure, &self.smooth(measure)?)),
        }
    }

    /// A measure as a function of totals; `None` if it does not exist here or is none.
    pub(super) fn smooth(&self, measure: &Measure) -> Option<Smooth<'a>> {
        let among = measure.contacts;
        match measure.estimator {
            Estimator::Mean(of) => self.mean(of, among, 1.0),
            Estimator::TimeMean(of) => {
                let counted = self.blueprint.counted(self.period).as_secs_f64();
                self.mean(of, among, 1.0 / counted)
            }
            Estimator::Ratio(top, bottom) => self.ratio((top, bottom), among),
            Estimator::Load => self.load(among),
            Estimator::StandardDeviation(waits) => self.standard_deviation(waits, among),
            Estimator::LongestLine => self.line(0),
            Estimator::LineAtStart => self.line(1),
            Estimator::HandledBy(group) => self.handled_by(group),
            Estimator::Cost(fixed) => self.cost(fixed),
            Estimator::CostPerHandled(fixed) => self.cost_per_handled(fixed),
            Estimator::CostPerResolved(fixed) => self.cost_per_resolved(fixed),
            Estimator::FixedCost(_)
            | Estimator::DayMean(..)
            | Estimator::Percentile(..)
            | Estimator::ChanceMet(_)
            | Estimator::DaysMet => None,
        }
    }

    fn estimate_of(&self, measure: &Measure, smooth: &Smooth<'_>) -> Estimate {
        smooth.value.map_or_else(
            || self.undefined(),
            |value| self.with_error(measure, value, smooth.standard_error()),
        )
    }

    fn replications(&self) -> u64 {
        self.sums.replications
    }

    fn undefined(&self) -> Estimate {
        Estimate::undefined(self.replications())
    }

    fn with_error(&self, measure: &Measure, value: f64, error: Option<f64>) -> Estimate {
        let possible = match measure.unit {
            Unit::Share => Possible(0.0, 1.0),
            // What is fixed may be less than nothing.
            Unit::Money(_) => Possible(f64::NEG_INFINITY, f64::INFINITY),
            _ => Possible(0.0, f64::INFINITY),
        };
        Estimate::with_error(value, error, self.multiple, possible, self.replications())
    }

    /// The side that knows these quantities here, and its moments; of the whole centre those of the
    /// customers among its own that the number is about.
    pub(super) fn moments(
        &self,
        quantities: &[Quantity],
        among: Contacts,
    ) -> Option<(&'a Side, Place<'a>)> {
        let (blueprint, sums) = (self.blueprint, self.sums);
        let of_people = Blueprint::is_of_people(self.scope, quantities);
        let (side, whole, intervals, block) = if of_people {
            let block = blueprint.people_of(self.scope)?;
            (
                &blueprint.people,
                &sums.people,
                &sums.people_intervals,
                block,
            )
        } else {
            let block = blueprint.customers_of(self.scope, among)?;
            let (whole, intervals) = (&sums.customers, &sums.customer_intervals);
            (&blueprint.customers, whole, intervals, block)
        };
        let place = if let Period::Interval(interval) = self.period {
            let block = side.interval_blocks[block]?;
            let place = block * blueprint.intervals_kept() + blueprint.kept_interval(interval)?;
            intervals.place(place, sums.replications)
        } else {
            let period = blueprint.place_of(self.period)?;
            whole.place(block * blueprint.periods.len() + period, sums.replications)
        };
        Some((side, place))
    }

    fn mean(&self, of: Quantity, among: Contacts, factor: f64) -> Option<Smooth<'a>> {
        let (side, place) = self.moments(&[of], among)?;
        let of_place = side.place_of(of)?;
        let slope = unit(of) * factor / number::float(self.replications());
        let value = place.total(of_place) * slope;
        Some(Smooth::new(place, value, vec![(of_place, slope)]))
    }

    fn ratio(&self, (top, bottom): (Quantity, Quantity), among: Contacts) -> Option<Smooth<'a>> {
        let (side, place) = self.moments(&[top, bottom], among)?;
        let (x, y) = (side.place_of(top)?, side.place_of(bottom)?);
        if place.sum(y) == 0 {
            return Some(Smooth::undefined(place));
        }
        let units = unit(top) / unit(bottom);
        let ratio = place.total(x) / place.total(y) * units;
        let slopes = vec![(x, units / place.total(y)), (y, -ratio / place.total(y))];
        Some(Smooth::new(place, ratio, slopes))
    }

    fn load(&self, among: Contacts) -> Option<Smooth<'a>> {
        let quantities = [Quantity::Offered, Quantity::Handling, Quantity::Handled];
        let (side, place) = self.moments(&quantities, among)?;
        let [offered, handling, answered] = quantities.map(|quantity| side.place_of(quantity));
        let (offered, handling, answered) = (offered?, handling?, answered?);
        if place.sum(offered) == 0 {
            return Some(Smooth::without_error(place, 0.0));
        }
        if place.sum(answered) == 0 {
            return Some(Smooth::undefined(place));
        }
        let time =
            self.blueprint.counted(self.period).as_micros_f64() * number::float(place.replications);
        let load = place.total(offered) / time * place.total(handling) / place.total(answered);
        if place.sum(handling) == 0 {
            return Some(Smooth::without_error(place, load));
        }
        let slopes = vec![
            (offered, load / place.total(offered)),
            (handling, load / place.total(handling)),
            (answered, -load / place.total(answered)),
        ];
        Some(Smooth::new(place, load, slopes))
    }

    fn standard_deviation(&self, waits: WaitKind, among: Contacts) -> Option<Smooth<'a>> {
        let quantities = waits.moments();
        let (side, place) = self.moments(&quantities, among)?;
        let [count, sum, squares] = quantities.map(|quantity| side.place_of(quantity));
        let (count, sum, squares) = (count?, sum?, squares?);
        if place.sum(count) == 0 {
            return Some(Smooth::undefined(place));
        }
        let contacts = place.total(count);
        let deviation = place.spread(count, sum, squares).sqrt() / contacts;
        let mean = place.total(sum) / contacts;
        let slopes = if deviation > 0.0 {
            let slope = 1e-6 / (2.0 * deviation * contacts);
            vec![
                (squares, slope),
                (sum, -2.0 * mean * slope),
                (count, (mean * mean - deviation * deviation) * slope),
            ]
        } else {
            vec![(count, 0.0)]
        };
        Some(Smooth::new(place, deviation * 1e-6, slopes))
    }

    fn day_mean(&self, (top, bottom): (Quantity, Quantity), among: Contacts) -> Option<Estimate> {
        let blueprint = self.blueprint;
        let block = blueprint.customers_of(self.scope, among)?;
        let period = blueprint.place_of(self.period)?;
        let mean = blueprint.day_mean(top, bottom)?;
        let place = (block * blueprint.periods.len() + period) * blueprint.day_means.len() + mean;
        let days = self.sums.day_means[place];
        let multiple = if days.replications == self.replications() {
            self.multiple
        } else {
            student_t::quantile(self.chance, days.replications.saturating_sub(1))
        };
        Some(days.estimate(multiple))
    }

    pub(super) fn percentile(&self, kind: WaitKind, share: f64) -> Option<Estimate> {
        let blueprint = self.blueprint;
        let block = blueprint.customers_of(self.scope, kind.contacts())?;
        let place = (blueprint.kinds.iter()).position(|known| *known == kind)?;
        let pooled = self.pooled[place]
            .get_or_init(|| (self.sums.waits).pooled(blueprint, block, self.period, kind))
            .as_ref()?;
        let Some(value) = pooled.quantile(share) else {
            return Some(self.undefined());
        };
        let replications = self.replications();
        let interval = (self.sums.waits)
            .above(blueprint, block, self.period, kind)
            .and_then(|above| above.standard_error(value, replications))
            .and_then(|error| {
                let reach = self.multiple * error;
                pooled
                    .quantile(share - reach)
                    .zip(pooled.quantile(share + reach))
            });
        Some(Estimate::with_interval(
            value,
            interval,
            self.multiple,
            replications,
        ))
    }

    fn line(&self, quantity: usize) -> Option<Smooth<'a>> {
        let line = self.blueprint.line_of(self.scope)?;
        let place = if let Period::Interval(interval) = self.period {
            let interval = self.blueprint.kept_interval(interval)?;
            let place = line * self.blueprint.intervals_kept() + interval;
            self.sums.line_intervals.place(place, self.replications())
        } else {
            let period = self.blueprint.place_of(self.period)?;
            let place = line * self.blueprint.periods.len() + period;
            self.sums.lines.place(place, self.replications())
        };
        Some(self.mean_of(place, quantity))
    }

    fn handled_by(&self, group: SkillGroupId) -> Option<Smooth<'a>> {
        let pair = self.blueprint.pair_of(self.scope, group)?;
        let place = if let Period::Interval(interval) = self.period {
            let interval = self.blueprint.kept_interval(interval)?;
            let place = pair * self.blueprint.intervals_kept() + interval;
            self.sums.pair_intervals.place(place, self.replications())
        } else {
            let period = self.blueprint.place_of(self.period)?;
            let place = pair * self.blueprint.periods.len() + period;
            self.sums.pairs.place(place, self.replications())
        };
        Some(self.mean_of(place, 0))
    }

    fn mean_of(&self, place: Place<'a>, quantity: usize) -> Smooth<'a> {
        let slope = 1.0 / number::float(self.replications());
        Smooth::new(
            place,
            place.total(quantity) * slope,
            vec![(quantity, slope)],
        )
    }
}

impl DayMean {
    pub(super) fn estimate(self, multiple: f64) -> Estimate {
        let Self {
            replications,
            sum,
            squares,
        } = self;
        if replications == 0 {
            return Estimate::undefined(0);
        }
        let one = number::float(1 << Self::FRACTION_BITS);
        let n = number::float(replications);
        let error = (replications > 1).then(|| {
            let spread = super::moments::centred(replications, squares.into(), (sum, sum));
            (spread.max(0.0) / (n - 1.0)).sqrt() / n / one
        });
        let value = number::float_wide(sum) / n / one;
        Estimate::with_error(value, error, multiple, Possible(0.0, 1.0), replications)
    }
}

/// What one of a quantity is in the units of measures: a microsecond in seconds, a contact in
/// contacts, a millionth of a currency's unit in that.
pub(super) fn unit(quantity: Quantity) -> f64 {
    if quantity.is_in_millionths() {
        1e-6
    } else {
        1.0
    }
}
