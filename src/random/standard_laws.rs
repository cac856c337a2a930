//! The tables from which variates are drawn, built once and shared by all replications.

use super::{Exp, StandardExponential, StandardNormal};

/// The laws that others are made of.
#[derive(Clone, Debug, Default)]
pub struct StandardLaws {
    /// The exponential law with mean 1.
    pub exponential: StandardExponential,
    /// The normal law with mean 0 and standard deviation 1.
    pub normal: StandardNormal,
    /// Powers of e.
    pub exp: Exp,
}

impl StandardLaws {
    /// Builds the tables.
    pub fn new() -> Self {
        Self::default()
    }
}
