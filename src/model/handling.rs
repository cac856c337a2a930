//! The work that a contact makes.

use super::Distribution;
use crate::units::{Factor, Span};

/// Handling of a contact: talk while the customer is there, wrap-up after they have left.
#[derive(Clone, Debug, PartialEq)]
pub struct Handling {
    /// Time with the customer, hold included.
    pub talk: Distribution,
    /// Work after the customer has left; `None` if there is none.
    pub wrap_up: Option<Distribution>,
}

impl Handling {
    /// Mean handling time (AHT): mean talk plus mean wrap-up.
    pub fn mean(&self) -> Span {
        self.mean_with(Factor::ONE)
    }

    /// The same where a factor lies on the talk.
    pub fn mean_with(&self, talk_factor: Factor) -> Span {
        let wrap_up = self.wrap_up.as_ref().map_or(Span::ZERO, Distribution::mean);
        self.talk.mean() * talk_factor + wrap_up
    }
}
