//! What is drawn for what happens around a contact.

use super::Replication;
use crate::compile::journeys::{FollowUpInputs, ReasonInputs};
use crate::random::{Draw, Purpose, StandardLaws, Stream};
use crate::units::Span;

/// Everything that is drawn for the contacts of a type, apart from the contact itself.
#[derive(Debug)]
pub(super) struct Chances {
    reason: Stream,
    spared: Stream,
    understood: Stream,
    contained: Stream,
    falsely_contained: Stream,
    failed_turn: Stream,
    dialogue: Stream,
    turn: Stream,
    resolved: Stream,
    again: Stream,
    delay: Stream,
    other: Stream,
    past_self_service: Stream,
    passed_on: Stream,
    wrong_transfer: Stream,
    handover: Stream,
}

impl Chances {
    pub(super) fn new(whose: u64, Replication { seed, index }: Replication) -> Self {
        let stream = |purpose| Stream::new(seed, index, whose, purpose);
        Self {
            reason: stream(Purpose::Reason),
            spared: stream(Purpose::Spared),
            understood: stream(Purpose::Understood),
            contained: stream(Purpose::Contained),
            falsely_contained: stream(Purpose::FalselyContained),
            failed_turn: stream(Purpose::FailedTurn),
            dialogue: stream(Purpose::Dialogue),
            turn: stream(Purpose::TurnTime),
            resolved: stream(Purpose::Resolved),
            again: stream(Purpose::Again),
            delay: stream(Purpose::AgainDelay),
            other: stream(Purpose::AgainOther),
            past_self_service: stream(Purpose::PastSelfService),
            passed_on: stream(Purpose::PassedOn),
            wrong_transfer: stream(Purpose::WrongTransfer),
            handover: stream(Purpose::Handover),
        }
    }

    /// The place of the reason of a first contact.
    pub(super) fn reason(&self, reasons: &[ReasonInputs], index: u64) -> Option<usize> {
        let last = reasons.len().checked_sub(1)?;
        let drawn = self.reason.draw(index).unit();
        let found = reasons.iter().position(|reason| drawn < reason.up_to);
        Some(found.unwrap_or(last))
    }

    /// Whether the customer of a first contact does not get in touch at all.
    pub(super) fn is_spared(&self, reason: &ReasonInputs, index: u64) -> bool {
        reason.spared > 0.0 && happens(&self.spared, index, reason.spared)
    }

    pub(super) fn is_understood(&self, reason: &ReasonInputs, index: u64) -> bool {
        happens(&self.understood, index, reason.understood)
    }

    pub(super) fn is_contained(&self, reason: &ReasonInputs, index: u64) -> bool {
        happens(&self.contained, index, reason.contained)
    }

    pub(super) fn is_falsely_contained(&self, reason: &ReasonInputs, index: u64) -> bool {
        happens(&self.falsely_contained, index, reason.falsely_contained)
    }

    /// Draws for the failed turns of a dialogue, one after the other.
    pub(super) const fn failed_turns(&self, index: u64) -> Draw {
        self.failed_turn.draw(index)
    }

    /// The draw for the length of a dialogue.
    pub(super) const fn dialogue(&self, index: u64) -> Draw {
        self.dialogue.draw(index)
    }

    /// Draws for the lengths of failed turns, one after the other.
    pub(super) const fn turns(&self, index: u64) -> Draw {
        self.turn.draw(index)
    }

    pub(super) fn is_resolved(&self, chance: f64, index: u64) -> bool {
        happens(&self.resolved, index, chance)
    }

    pub(super) fn is_passed_on(&self, chance: f64, index: u64) -> bool {
        happens(&self.passed_on, index, chance)
    }

    pub(super) fn is_passed_on_wrongly(&self, share: f64, index: u64) -> bool {
        happens(&self.wrong_transfer, index, share)
    }

    /// The draw for the time of handing over.
    pub(super) const fn handover(&self, index: u64) -> Draw {
        self.handover.draw(index)
    }

    /// Whether the customer gets in touch again.
    pub(super) fn comes_again(&self, chance: f64, index: u64) -> bool {
        happens(&self.again, index, chance)
    }

    /// After how long the customer does, as which other type if so, and whether past self-service.
    pub(super) fn follow_up(
        &self,
        how: &FollowUpInputs,
        laws: &StandardLaws,
        index: u64,
    ) -> (Span, Option<usize>, bool) {
        let delay = how.delay.draw(laws, self.delay.draw(index));
        let other = how
            .other
            .filter(|(_, share)| happens(&self.other, index, *share));
        let past = how.past_self_service > 0.0
            && happens(&self.past_self_service, index, how.past_self_service);
        (delay, other.map(|(other, _)| other), past)
    }
}

/// Whether what has a chance happens.
fn happens(stream: &Stream, index: u64, chance: f64) -> bool {
    stream.draw(index).unit() < chance
}
