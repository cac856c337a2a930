//! What follows from the end of a contact: the matter is over, or the customer comes back.

use super::event::{Event, rank};
use super::matter::Stage;
use super::observer::{Contact, Observer};
use super::world::World;
use crate::compile::journeys::{FollowUpInputs, TransferInputs};
use crate::model::{Cause, ContactTypeId, SkillGroupId};
use crate::units::{SimTime, Span, number};

/// How a contact ends that no agent answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    /// It left the line.
    Abandoned,
    /// It was refused.
    Blocked,
    /// It met a closed queue.
    SentAway,
    /// It gave up in self-service.
    GaveUp,
}

impl Loss {
    const fn index(self) -> usize {
        match self {
            Self::Abandoned => 0,
            Self::Blocked => 1,
            Self::SentAway => 2,
            Self::GaveUp => 3,
        }
    }
}

/// The next leg of a contact that is passed on.
#[derive(Clone, Copy, Debug)]
struct Leg {
    /// As which contact type it goes on.
    to: usize,
    /// Why.
    cause: Cause,
    /// How long both agents would be busy with handing it over.
    handover: Span,
}

impl<O: Observer> World<'_, O> {
    /// A contact has ended unanswered: the customer tries again, or lets the matter be.
    pub(super) fn goes_unanswered(&mut self, contact: &Contact, loss: Loss) {
        self.goes_unanswered_at(contact, loss, self.now);
    }

    /// The same at an instant that need not have come.
    #[inline(never)]
    pub(super) fn goes_unanswered_at(&mut self, contact: &Contact, loss: Loss, at: SimTime) {
        if contact.matter == Contact::NO_MATTER {
            return;
        }
        let t = contact.contact_type.index();
        let matter = self.matters.get_mut(contact.matter);
        if let Some(redial) = &self.inputs.journeys[t].redial {
            let first = redial.after[loss.index()];
            let chance = match redial.later {
                Some(later) if matter.tries > 0 && first > 0.0 => later,
                _ => first,
            };
            let tries_again =
                matter.tries < redial.most && self.chances[t].comes_again(chance, contact.index);
            if tries_again {
                matter.tries += 1;
                self.goes_away(contact, &redial.how, Cause::Redial, at);
                return;
            }
        }
        self.matter_is_given_up(contact.matter, at);
    }

    /// Self-service has contained a contact and solved nothing, at an instant that need not have come.
    pub(super) fn comes_back(&mut self, contact: &Contact, at: SimTime) {
        let t = contact.contact_type.index();
        match &self.inputs.journeys[t].comes_back {
            Some(back) if self.chances[t].comes_again(back.chance, contact.index) => {
                self.matters.get_mut(contact.matter).tries = 0;
                self.goes_away(contact, &back.how, Cause::FalselyContained, at);
            }
            _ => self.matter_is_given_up(contact.matter, at),
        }
    }

    /// A talk with an agent of a group is over; tells how long the agent is busy with handing the contact
    /// over, if it is passed on.
    #[inline(never)]
    pub(super) fn is_handled(
        &mut self,
        contact: &Contact,
        group: usize,
        agent: u32,
    ) -> Option<Span> {
        let t = contact.contact_type.index();
        let journey = &self.inputs.journeys[t];
        self.counted_elsewhere -= u64::from(self.is_waited_for(contact));
        let matter = self.matters.get_mut(contact.matter);
        matter.tries = 0;
        if let Some(right) = matter.belongs_to.take() {
            matter.work = matter.work_there;
            let leg = Leg {
                to: right.index(),
                cause: Cause::Transfer,
                handover: Span::ZERO,
            };
            return Some(self.passes_on(contact, group, leg));
        }
        let mut chance = journey.resolution.get(group).copied().unwrap_or(1.0);
        if let Some(reason) = matter.reason {
            let reasons = &self.inputs.journeys[matter.known.contact_type.index()].reasons;
            chance *= reasons[number::index(reason)].resolution_factor;
        }
        let before = matter.known;
        let chance = self.chance_with(group, agent, chance);
        let is_resolved = self.chances[t].is_resolved(chance, contact.index);
        if let Some(transfer) = journey.transfer.as_ref().filter(|_| !is_resolved)
            && self.chances[t].is_passed_on(transfer.chance, contact.index)
        {
            let leg = self.leg(contact, transfer);
            return Some(self.passes_on(contact, group, leg));
        }
        self.matters.get_mut(contact.matter).known.is_handled = true;
        if is_resolved {
            self.observer.handled(contact, &before, None);
            self.matter_is_resolved(contact.matter, true, self.now);
            return None;
        }
        match &journey.repeat {
            Some(repeat) if self.chances[t].comes_again(repeat.chance, contact.index) => {
                let after = self.goes_away(contact, &repeat.how, Cause::Repeat, self.now);
                self.observer.handled(contact, &before, Some(after));
            }
            _ => {
                self.observer.handled(contact, &before, None);
                self.matter_is_given_up(contact.matter, self.now);
            }
        }
        None
    }

    /// Where a contact goes on that is passed on, and what the matter is prepared for it.
    fn leg(&mut self, contact: &Contact, transfer: &TransferInputs) -> Leg {
        let chances = &self.chances[contact.contact_type.index()];
        let wrong = transfer
            .wrong
            .filter(|(_, share)| chances.is_passed_on_wrongly(*share, contact.index));
        let handover = transfer.handover.as_ref().map_or(Span::ZERO, |law| {
            law.draw(&self.inputs.laws, chances.handover(contact.index))
        });
        let matter = self.matters.get_mut(contact.matter);
        if let Some((wrong, _)) = wrong {
            matter.belongs_to = Some(ContactTypeId::new(transfer.to));
            matter.work_there = transfer.talk_factor;
            matter.work = transfer.wrong_talk_factor;
            return Leg {
                to: wrong,
                cause: Cause::WrongTransfer,
                handover,
            };
        }
        matter.work = transfer.talk_factor;
        Leg {
            to: transfer.to,
            cause: Cause::Transfer,
            handover,
        }
    }

    /// An agent of a group passes a contact on; tells how long the agent is busy with that.
    fn passes_on(&mut self, contact: &Contact, group: usize, leg: Leg) -> Span {
        let matter = self.matters.get_mut(contact.matter);
        matter.cause = leg.cause;
        matter.handover = leg.handover;
        let mut next = self.next_contact_of(contact.matter, leg.to);
        if self.horizon_has_ended {
            // Whoever was being helped when the horizon ended is helped to the end.
            next.interval = contact.interval;
        }
        self.asks_for_agent(next);
        // Somebody was free and has begun with the handover, or the contact is in line without one.
        let taken = (self.matters.find_mut(contact.matter))
            .is_some_and(|matter| std::mem::take(&mut matter.handover).is_zero());
        let handover = if taken { leg.handover } else { Span::ZERO };
        self.observer
            .transferred(contact, SkillGroupId::new(group), leg.cause, handover);
        handover
    }

    /// The customer goes at an instant and comes back; tells after how long.
    fn goes_away(
        &mut self,
        contact: &Contact,
        how: &FollowUpInputs,
        cause: Cause,
        at: SimTime,
    ) -> Span {
        let t = contact.contact_type.index();
        let (delay, other, past_self_service) =
            self.chances[t].follow_up(how, &self.inputs.laws, contact.index);
        let matter = self.matters.get_mut(contact.matter);
        matter.cause = cause;
        matter.stage = Stage::Away {
            contact_type: other.map_or(contact.contact_type, ContactTypeId::new),
            past_self_service,
        };
        let back = Event::CustomerReturns(contact.matter);
        self.post(at + delay, rank::RETURN, back);
        delay
    }

    /// A matter is over at an instant and resolved, by an agent or by self-service.
    pub(super) fn matter_is_resolved(&mut self, matter: u32, by_agent: bool, at: SimTime) {
        let known = self.matters.take(matter).known;
        self.observer.matter_resolved(&known, at, by_agent);
    }

    /// A matter is over at an instant and not resolved.
    pub(super) fn matter_is_given_up(&mut self, matter: u32, at: SimTime) {
        let known = self.matters.take(matter).known;
        self.observer.matter_given_up(&known, at);
    }
}
