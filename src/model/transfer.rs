//! How agents pass contacts on.

use super::{ContactTypeId, Distribution};
use crate::units::{Factor, Share};

/// How contacts that an agent did not resolve are passed on: to the contact type as which they then ask
/// for an agent, with that type's queue, priority and groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Transfer {
    /// Share of those not resolved [0..=1].
    pub chance: Share,
    /// As what they go on.
    pub to: ContactTypeId,
    /// As what some go on by mistake, and the share of them \[0..=1\]; whoever takes them resolves
    /// nothing and passes them on to where they belong.
    pub wrong: Option<(ContactTypeId, Share)>,
    /// The time that both agents are busy with handing over, if somebody is free to take the contact;
    /// `None`, or if nobody is: the customer goes (back) to the line.
    pub handover: Option<Distribution>,
    /// Factor on the talk after the transfer: below 1 if context is handed over, above 1 if it is lost
    /// \[> 0\].
    pub talk_factor: Factor,
    /// Factor on the talk of whoever takes a contact by mistake, which ends when that is found out
    /// \[> 0\].
    pub wrong_talk_factor: Factor,
}
