//! What happens to a customer around the contact itself: self-service before, what follows after.

use super::{ComeBack, Reason, Redial, SelfServiceId, Transfer};
use crate::units::Share;

/// What happens to the customers of a contact type before an agent is asked for and after.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journey {
    /// The self-service that they meet first, if there is one.
    pub self_service: Option<SelfServiceId>,
    /// Why they get in touch; none where it makes no difference.
    pub reasons: Vec<Reason>,
    /// Chance that a group resolves a matter, in the centre's order of groups; empty: all do.
    pub resolution: Vec<Share>,
    /// Who tries again after an attempt that nobody answered.
    pub redial: Option<Redial>,
    /// Who is passed on because an agent did not resolve the matter.
    pub transfer: Option<Transfer>,
    /// Who comes back because an agent neither resolved the matter nor passed it on.
    pub repeat: Option<ComeBack>,
    /// Who comes back because self-service contained the contact falsely.
    pub comes_back: Option<ComeBack>,
}

impl Journey {
    /// Whether anything happens around the contact.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}
