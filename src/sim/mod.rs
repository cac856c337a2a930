//! One replication of a contact centre: its whole horizon.
//!
//! A reader's way: [`observer`] says what is announced, `event` what can happen, `world` how the clock
//! moves; then `arrivals`, `router`, `handling`, `line`, `staffing`, `opening` and `incidents`, one
//! step each. What happens around contacts: `matter`, `self_service`, `consequences`. What relieves a
//! line: `relief`, `estimate`, `overflow`, `callback`, with `taker` for who takes a contact. Agents with several contacts in hand, or with
//! tickets, are apart: `desk`, `desks` and the files named after them.
//!
//! **Cost of a feature.** What a scenario does not use costs it nothing but a branch that is always
//! taken the same way: what is optional is decided when the scenario is compiled, kept out of the
//! common path behind one flag of [`SimInputs`], and drawn only when it is needed. Who adds an optional
//! part adds a line to `benches/cases.csv`: a scenario with it beside the same one without it. The
//! instructions of both are counted there and held to ± 3 %, so a part that others pay for is seen.

#![expect(
    clippy::inline_always,
    reason = "on the way of every contact: a tenth of the time of W1 to W3 went into calls"
)]

mod agent;
mod arrivals;
mod busyness;
mod callback;
mod chances;
mod consequences;
mod desk;
mod desk_arrivals;
mod desk_staffing;
mod desk_work;
mod desks;
mod estimate;
mod event;
mod handling;
mod incidents;
mod line;
mod matter;
mod opening;
mod origin;
mod overflow;
mod people;
mod relief;
mod router;
mod self_service;
mod source;
mod staffing;
mod taker;
mod world;

pub mod observer;

pub use matter::MatterState;
pub use observer::{Answer, Contact, Customer, Finish, GroupState, How, Observer, SessionEnd};
pub use origin::Origin;

use crate::compile::SimInputs;

/// Which replication of which experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replication {
    /// The experiment's seed.
    pub seed: u64,
    /// The replication's number [0..].
    pub index: u64,
}

/// Simulates one horizon from its stated start, and announces what happens.
pub fn simulate(inputs: &SimInputs, replication: Replication, observer: &mut impl Observer) {
    world::World::new(inputs, replication, observer).run();
}

#[cfg(test)]
mod tests;
