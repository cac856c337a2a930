//! Sums of products of the numbers of two plans, replication by replication.

use std::sync::Arc;

use ethnum::U256;

use super::addresses::{Gradient, Numbers};
use crate::experiment::moments::{centred, multiply};
use crate::units::number;

/// Which numbers of two plans are multiplied: pairs of addresses, ascending.
pub(super) type Products = Arc<Vec<(usize, usize)>>;

/// Sums over replications of products of a number of the base and one of another plan.
///
/// Whole numbers, so that adding up is exact in any order (see `Moments` for their size).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Crossed {
    pairs: Products,
    products: Vec<U256>,
}

impl Crossed {
    pub(super) fn new(pairs: Products) -> Self {
        Self {
            products: vec![U256::ZERO; pairs.len()],
            pairs,
        }
    }

    /// Adds the numbers of one replication under the base and under the other plan.
    pub(super) fn add(&mut self, base: &Numbers, other: &Numbers) {
        for (product, (a, b)) in self.products.iter_mut().zip(&*self.pairs) {
            *product = product.wrapping_add(multiply(base[*a], other[*b]));
        }
    }

    /// Adds what other replications left.
    pub(super) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.products.iter_mut().zip(&other.products) {
            *mine = mine.wrapping_add(*theirs);
        }
    }

    /// The sum of products of a number of the base and one of the other plan.
    pub(super) fn product(&self, base: usize, other: usize) -> Option<U256> {
        let place = self.pairs.binary_search(&(base, other)).ok()?;
        Some(self.products[place])
    }

    /// The covariance of a function of the base's totals and one of the other plan's, by the delta
    /// method; `None` with one replication, or if a product is not kept.
    pub(super) fn covariance(
        &self,
        replications: u64,
        (of_base, base): (&Gradient, &Numbers),
        (of_other, other): (&Gradient, &Numbers),
    ) -> Option<f64> {
        if replications < 2 {
            return None;
        }
        let mut covariance = 0.0;
        for (a, slope_a) in &of_base.0 {
            for (b, slope_b) in &of_other.0 {
                let sums = (base[*a], other[*b]);
                covariance +=
                    slope_a * slope_b * centred(replications, self.product(*a, *b)?, sums);
            }
        }
        Some(covariance / number::float(replications - 1))
    }

    /// The memory of so many products \[bytes\]; their addresses are shared.
    pub(super) fn bytes(pairs: &Products) -> u64 {
        number::count(pairs.len() * size_of::<U256>())
    }
}
