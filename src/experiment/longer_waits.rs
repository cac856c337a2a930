//! How many contacts wait longer than this or that: the distribution of waits.

use super::estimate::Possible;
use super::{Estimate, Estimates, Period, Scope};
use crate::measures::WaitKind;
use crate::units::Span;

/// How many contacts wait longer than a wait.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LongerWaits {
    /// The wait.
    pub wait: Span,
    /// The share of contacts that wait longer [0..=1].
    pub share: Estimate,
}

impl Estimates {
    /// The share of contacts over the horizon that wait longer, for a grid of waits: zero, then 16
    /// waits an octave up to the longest that there was; of the whole centre those of live contacts, where
    /// it has any. Empty if there were no such contacts;
    /// `None` in a scope without customers.
    pub fn longer_waits(&self, scope: Scope, kind: WaitKind) -> Option<Vec<LongerWaits>> {
        let blueprint = &*self.blueprint;
        let block = blueprint.customers_of(scope, kind.contacts())?;
        let waits = &self.sums.waits;
        let above = waits.above(blueprint, block, Period::Horizon, kind)?;
        let replications = self.replications();
        let shares = above.shares(replications);
        let estimate = |(share, error)| {
            Estimate::with_error(share, error, self.reach.1, Possible(0.0, 1.0), replications)
        };
        Some(
            shares
                .map(|(wait, share, error)| LongerWaits {
                    wait,
                    share: estimate((share, error)),
                })
                .collect(),
        )
    }
}
