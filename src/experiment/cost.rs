//! What a plan costs: its people, whose hours differ between replications, and what is fixed.
//!
//! The fixed part is the same in every replication. It moves the mean and adds nothing to its variance; of
//! the ratio to the contacts handled it makes the numerator larger, and with it the slope in the
//! denominator (Cochran, Sampling Techniques, 1977, eq. 2.39, with a constant added to each total).

use super::estimate::Possible;
use super::view::{Smooth, View, unit};
use super::{Estimate, Period, Scope};
use crate::measures::{Contacts, Quantity};
use crate::units::{Cost, number};

/// What is fixed may be less than nothing.
const ANY: Possible = Possible(f64::NEG_INFINITY, f64::INFINITY);

impl<'a> View<'a> {
    /// The fixed cost, which is one of the whole centre and of the horizon.
    pub(super) fn fixed_cost(&self, cost: Cost) -> Option<Estimate> {
        let replications = self.sums.replications;
        let error = (replications > 1).then_some(0.0);
        let estimate = Estimate::with_error(cost.as_f64(), error, self.multiple, ANY, replications);
        self.is_whole().then_some(estimate)
    }

    /// The mean cost of a replication.
    pub(super) fn cost(&self, fixed: Cost) -> Option<Smooth<'a>> {
        if !self.is_whole() {
            return None;
        }
        let (side, place) = self.moments(&[Quantity::AllCost], Contacts::All)?;
        let all = side.place_of(Quantity::AllCost)?;
        let slope = unit(Quantity::AllCost) / number::float(place.replications);
        let value = place.total(all) * slope + fixed.as_f64();
        Some(Smooth::new(place, value, vec![(all, slope)]))
    }

    /// Cost over contacts handled, total over total; of a group, that of its people. The fixed cost is not
    /// divided among groups, nor among days.
    pub(super) fn cost_per_handled(&self, fixed: Cost) -> Option<Smooth<'a>> {
        match self.scope {
            Scope::Group(_) => self.cost_per(Quantity::PeopleCost, Cost::ZERO, Quantity::Handled),
            _ if self.is_whole() => self.cost_per(Quantity::AllCost, fixed, Quantity::Handled),
            _ => None,
        }
    }

    /// Cost over matters resolved, total over total.
    pub(super) fn cost_per_resolved(&self, fixed: Cost) -> Option<Smooth<'a>> {
        if !self.is_whole() {
            return None;
        }
        self.cost_per(Quantity::AllCost, fixed, Quantity::ResolvedMatters)
    }

    /// A cost with what is fixed over a count, total over total.
    fn cost_per(&self, cost: Quantity, fixed: Cost, of: Quantity) -> Option<Smooth<'a>> {
        let quantities = [cost, of];
        let (side, place) = self.moments(&quantities, Contacts::All)?;
        let [cost, count] = quantities.map(|quantity| side.place_of(quantity));
        let (cost, count) = (cost?, count?);
        if place.sum(count) == 0 {
            return Some(Smooth::undefined(place));
        }
        let one = unit(quantities[0]);
        let of_all = fixed.as_f64() * number::float(place.replications);
        let ratio = (place.total(cost) * one + of_all) / place.total(count);
        let slopes = vec![
            (cost, one / place.total(count)),
            (count, -ratio / place.total(count)),
        ];
        Some(Smooth::new(place, ratio, slopes))
    }

    /// Whether it is the whole centre over the whole horizon.
    fn is_whole(&self) -> bool {
        self.scope == Scope::Centre && self.period == Period::Horizon
    }
}
