//! One replication of a contact centre: its whole horizon.

pub mod observer;

pub use observer::{Answer, Contact, GroupState, Observer};

use crate::compile::SimInputs;

/// Which replication of which experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replication {
    /// The experiment's seed.
    pub seed: u64,
    /// The replication's number [0..].
    pub index: u64,
}

/// Simulates one horizon and announces what happens.
pub fn simulate(_inputs: &SimInputs, _replication: Replication, _observer: &mut impl Observer) {}
