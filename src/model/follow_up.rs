//! How customers get in touch again.

use super::{ContactTypeId, Distribution};
use crate::units::Share;

/// When and as what a customer gets in touch again.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowUp {
    /// The time until then.
    pub delay: Distribution,
    /// Another contact type (another channel, mostly) and the share who take it \[0..=1\]; `None`: all
    /// come back as what they were.
    pub other: Option<(ContactTypeId, Share)>,
    /// Share who go straight to the agents, past self-service [0..=1].
    pub past_self_service: Share,
}

/// Who tries again after an attempt that no agent answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Redial {
    /// Share of those who abandoned [0..=1].
    pub after_abandoning: Share,
    /// Share of those who were blocked, or turned away by self-service [0..=1].
    pub after_blocking: Share,
    /// Share of those who were sent away by a closed queue [0..=1].
    pub after_sent_away: Share,
    /// Share of those who gave up in self-service [0..=1].
    pub after_giving_up: Share,
    /// Share from the second time in a row on, whatever happened, of those who would try at all
    /// [0..=1]; `None`: as the first time.
    pub later: Option<Share>,
    /// How often in a row a customer tries again at most; `None`: any number of times.
    pub most: Option<u32>,
    /// When and as what.
    pub how: FollowUp,
}

/// Who gets in touch again because the matter was not resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct ComeBack {
    /// Share of them [0..=1].
    pub chance: Share,
    /// When and as what.
    pub how: FollowUp,
}
