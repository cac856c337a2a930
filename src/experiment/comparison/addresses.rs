//! Where each number of a replication stands among all of them.

use crate::experiment::blueprint::Blueprint;
use crate::experiment::side::Side;
use crate::experiment::totals::{DayMean, Sums};
use crate::experiment::view::View;
use crate::experiment::{Period, Scope};
use crate::measures::{Estimator, Measure};
use crate::units::number;

/// Where each number of a replication stands among all of them: the quantities of customers and of
/// people by block and period, then what is kept by pair, by line, of the days and of promises.
#[derive(Debug)]
pub(super) struct Addresses {
    people: usize,
    pairs: usize,
    lines: usize,
    day_means: usize,
    chances: usize,
    days_met: usize,
    len: usize,
}

/// The numbers of some replications, added up.
pub(super) type Numbers = Vec<u128>;

/// How a measure changes with the numbers of all replications together.
#[derive(Debug)]
pub(super) struct Gradient(pub(super) Vec<(usize, f64)>);

impl Addresses {
    pub(super) fn new(blueprint: &Blueprint) -> Self {
        let periods = blueprint.periods.len();
        let of_side = |side: &Side| side.blocks * periods * side.quantities.len();
        let people = of_side(&blueprint.customers);
        let pairs = people + of_side(&blueprint.people);
        let lines = pairs + blueprint.layout.pairs().len() * periods;
        let day_means = lines + blueprint.lines() * periods;
        let means = blueprint.customers.blocks * periods * blueprint.day_means.len();
        let chances = day_means + 2 * means;
        let days_met = chances + 2 * blueprint.judges.len() * periods;
        Self {
            people,
            pairs,
            lines,
            day_means,
            chances,
            days_met,
            len: days_met + 2 * blueprint.judges.len(),
        }
    }

    /// How many numbers there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Reads the numbers of all replications that were added up.
    pub(super) fn read(sums: &Sums, numbers: &mut Numbers) {
        numbers.clear();
        for moments in [&sums.customers, &sums.people, &sums.pairs, &sums.lines] {
            numbers.extend_from_slice(moments.sums());
        }
        let of_days = |days: &DayMean| [days.sum, u128::from(days.replications)];
        numbers.extend(sums.day_means.iter().flat_map(of_days));
        numbers.extend(sums.chances.counts().flatten().map(u128::from));
        numbers.extend(sums.chances.days().flat_map(of_days));
    }

    /// The addresses of what a measure is made of, for the horizon or a day: of a sum of a mean of days
    /// then that of its number, of a chance that of the replications met then that of those judged. `None`
    /// if it is not there, or not made of numbers.
    pub(super) fn of(
        &self,
        blueprint: &Blueprint,
        measure: &Measure,
        scope: Scope,
        period: Period,
    ) -> Option<Vec<usize>> {
        let period_place = blueprint.place_of(period)?;
        let periods = blueprint.periods.len();
        if !measure.is_of(scope.kind()) || !measure.is_of_days() {
            return None;
        }
        let first = match measure.estimator {
            Estimator::DayMean(top, bottom) => {
                let block = blueprint.customers_of(scope, measure.contacts)?;
                let mean = blueprint.day_mean(top, bottom)?;
                let place = (block * periods + period_place) * blueprint.day_means.len() + mean;
                self.day_means + 2 * place
            }
            Estimator::LongestLine => {
                self.lines + blueprint.line_of(scope)? * periods + period_place
            }
            Estimator::HandledBy(group) => {
                self.pairs + blueprint.pair_of(scope, group)? * periods + period_place
            }
            Estimator::ChanceMet(promised) => {
                let judged = blueprint.judges.place_of(scope, promised)?;
                self.chances + 2 * (judged * periods + period_place)
            }
            Estimator::DaysMet if period == Period::Horizon => {
                self.days_met + 2 * blueprint.judges.place_of_all(scope)?
            }
            _ => return self.of_quantities(blueprint, measure, scope, period_place),
        };
        let width = match measure.estimator {
            Estimator::LongestLine | Estimator::HandledBy(_) => 1,
            _ => 2,
        };
        Some((first..first + width).collect())
    }

    fn of_quantities(
        &self,
        blueprint: &Blueprint,
        measure: &Measure,
        scope: Scope,
        period: usize,
    ) -> Option<Vec<usize>> {
        let quantities = measure.estimator.quantities();
        let of_people = Blueprint::is_of_people(scope, &quantities);
        let (side, block, first) = if of_people {
            (&blueprint.people, blueprint.people_of(scope)?, self.people)
        } else {
            let block = blueprint.customers_of(scope, measure.contacts)?;
            (&blueprint.customers, block, 0)
        };
        let place = block * blueprint.periods.len() + period;
        let first = first + place * side.quantities.len();
        let places = quantities.iter().map(|one| side.place_of(*one));
        let places: Option<Vec<usize>> = places.map(|place| Some(first + place?)).collect();
        places.filter(|places| !places.is_empty())
    }

    /// How a measure changes with these numbers; `None` where it is not defined or has no error.
    pub(super) fn gradient(
        &self,
        view: &View<'_>,
        measure: &Measure,
        numbers: &Numbers,
    ) -> Option<Gradient> {
        let addresses = self.of(view.blueprint, measure, view.scope, view.period)?;
        let total = |address: usize| number::float_wide(numbers[address]);
        let share = |one: f64| {
            let [top, bottom] = addresses[..] else {
                return None;
            };
            let parts = total(bottom);
            let slopes = vec![
                (top, 1.0 / parts / one),
                (bottom, -total(top) / parts / parts / one),
            ];
            (parts > 0.0).then_some(Gradient(slopes))
        };
        match measure.estimator {
            Estimator::DayMean(..) | Estimator::DaysMet => {
                share(number::float(1 << DayMean::FRACTION_BITS))
            }
            Estimator::ChanceMet(_) => share(1.0),
            _ => {
                let slopes = view.smooth(measure)?.slopes?;
                // The quantities of a place stand together, in their order.
                let first = self.place_before(view.blueprint, &addresses);
                let at = |(quantity, slope)| (first + quantity, slope);
                Some(Gradient(slopes.into_iter().map(at).collect()))
            }
        }
    }

    /// The address of the first quantity of the place in which an address is.
    fn place_before(&self, blueprint: &Blueprint, addresses: &[usize]) -> usize {
        let (address, quantities) = (addresses[0], &blueprint.customers.quantities);
        if address >= self.pairs {
            address
        } else if address >= self.people {
            let within = address - self.people;
            address - within % blueprint.people.quantities.len()
        } else {
            address - address % quantities.len()
        }
    }
}
