//! What a plan costs beside what its people cost.

use crate::units::{Cost, Currency};

/// The money of a centre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Money {
    /// The currency of all amounts.
    pub currency: Currency,
    /// What the plan costs over the horizon beside its people: a project, a licence; below zero if it
    /// saves something.
    pub fixed_cost: Cost,
}
