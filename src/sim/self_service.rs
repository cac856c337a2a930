//! Dialogues with a bot or an IVR.

use super::consequences::Loss;
use super::event::{Event, rank};
use super::matter::Stage;
use super::observer::{Contact, Observer, SessionEnd};
use super::world::World;
use crate::compile::journeys::{ReasonInputs, SelfServiceInputs};
use crate::model::{OnlyBelow, Otherwise, SelfService, SelfServiceId, WhenOut};
use crate::units::{Factor, SimTime, Span, number};

/// A dialogue as it is going to be.
#[derive(Clone, Copy, Debug)]
struct Dialogue {
    end: SessionEnd,
    failed_turns: u32,
    length: Span,
}

impl<O: Observer> World<'_, O> {
    /// A contact meets self-service, unless that cannot take it.
    pub(super) fn meets_self_service(&mut self, contact: Contact, service: usize) {
        let inputs = &self.inputs.self_services[service];
        let out = if inputs.is_out(self.now) {
            Some(inputs.during_outage)
        } else if (inputs.sessions).is_some_and(|most| self.open_sessions[service] >= most) {
            Some(inputs.when_full)
        } else {
            None
        };
        match out {
            None => self.dialogue_begins(contact, service),
            Some(WhenOut::Bypass) => {
                self.observer.bypasses_self_service(&contact);
                self.asks_for_agent(contact);
            }
            Some(WhenOut::TurnAway) => {
                self.observer.turned_away(&contact);
                self.goes_unanswered(&contact, Loss::Blocked);
            }
        }
    }

    fn dialogue_begins(&mut self, contact: Contact, service: usize) {
        let dialogue = self.dialogue(&contact, service);
        self.observer.dialogue_begins(&contact);
        let end = self.now + dialogue.length;
        if self.matters_to_nobody_else(&dialogue, end, service) {
            self.ends_alone(&contact, (dialogue.end, dialogue.failed_turns), end);
            return;
        }
        self.open_sessions[service] += 1;
        self.counted_elsewhere += u64::from(contact.is_counted());
        self.matters.get_mut(contact.matter).stage = Stage::InSelfService {
            contact,
            service: SelfServiceId::new(service),
            end: dialogue.end,
            failed_turns: dialogue.failed_turns,
        };
        if dialogue.length.is_zero() {
            self.dialogue_ends(contact.matter);
        } else {
            self.post(end, rank::DIALOGUE, Event::DialogueEnds(contact.matter));
        }
    }

    /// Whether all that follows from the end of a dialogue is known as it begins: nobody asks for an
    /// agent, others may have as many sessions as they like, and the horizon does not end before.
    fn matters_to_nobody_else(&self, dialogue: &Dialogue, end: SimTime, service: usize) -> bool {
        dialogue.end != SessionEnd::Escalated
            && self.inputs.self_services[service].sessions.is_none()
            && end < self.inputs.end
    }

    /// How a dialogue is going to be: all of it hangs on who the customer is and on the policy.
    fn dialogue(&self, contact: &Contact, service: usize) -> Dialogue {
        let inputs = &self.inputs.self_services[service];
        let matter = self.matters.get(contact.matter);
        let reasons = &self.inputs.journeys[matter.known.contact_type.index()].reasons;
        let reason = matter.reason.map(|reason| &reasons[number::index(reason)]);
        let chances = &self.chances[contact.contact_type.index()];
        let (end, failed_turns) = match reason {
            Some(reason) if reason.at_once && inputs.escalates => {
                return Dialogue {
                    end: SessionEnd::Escalated,
                    failed_turns: 0,
                    length: Span::ZERO,
                };
            }
            Some(reason) if !chances.is_understood(reason, contact.index) => {
                self.misunderstanding(contact, inputs)
            }
            Some(reason) => (self.understanding(contact, reason, inputs), 0),
            // Who comes by a way that has no reasons of its own is not understood.
            None => self.misunderstanding(contact, inputs),
        };
        let times = &inputs.times[match end {
            SessionEnd::Contained | SessionEnd::FalselyContained => 0,
            SessionEnd::Escalated => 1,
            SessionEnd::GivenUp => 2,
        }];
        let laws = &self.inputs.laws;
        let mut length = times.draw(laws, chances.dialogue(contact.index));
        if let Some(law) = &inputs.failed_turn {
            let mut draws = chances.turns(contact.index);
            for _ in 0..failed_turns {
                length += law.draw(laws, draws.further());
            }
        }
        let slow = inputs.slow.as_ref();
        let factor = slow.map_or(Factor::ONE, |factors| factors.at(self.now));
        Dialogue {
            end,
            failed_turns,
            length: length * factor,
        }
    }

    /// The end of a dialogue about what is understood.
    fn understanding(
        &self,
        contact: &Contact,
        reason: &ReasonInputs,
        inputs: &SelfServiceInputs,
    ) -> SessionEnd {
        let chances = &self.chances[contact.contact_type.index()];
        if !chances.is_contained(reason, contact.index) {
            if inputs.escalates {
                SessionEnd::Escalated
            } else {
                SessionEnd::GivenUp
            }
        } else if chances.is_falsely_contained(reason, contact.index) {
            SessionEnd::FalselyContained
        } else {
            SessionEnd::Contained
        }
    }

    /// The end of a dialogue about what is not understood, and its failed turns.
    fn misunderstanding(&self, contact: &Contact, inputs: &SelfServiceInputs) -> (SessionEnd, u32) {
        let chances = &self.chances[contact.contact_type.index()];
        let mut draws = chances.failed_turns(contact.index);
        for turn in 1..=SelfService::MOST_FAILED_TURNS {
            // Both are drawn at each turn, so that a policy changes nobody's mind.
            let (gives_up, asks) = (draws.unit() < inputs.gives_up, draws.unit() < inputs.asks);
            if gives_up {
                return (SessionEnd::GivenUp, turn);
            }
            let is_enough = inputs.after_failed_turns.is_some_and(|most| turn >= most);
            if inputs.escalates && (asks && inputs.on_request || is_enough) {
                return (SessionEnd::Escalated, turn);
            }
        }
        (SessionEnd::GivenUp, SelfService::MOST_FAILED_TURNS)
    }

    /// The dialogue about a matter ends.
    pub(super) fn dialogue_ends(&mut self, id: u32) {
        let matter = self.matters.get_mut(id);
        let Stage::InSelfService {
            contact,
            service,
            end,
            failed_turns,
        } = matter.stage
        else {
            unreachable!("a dialogue about matter {id} ends in {:?}", matter.stage);
        };
        matter.stage = Stage::WithAgents;
        let service = service.index();
        self.open_sessions[service] -= 1;
        self.counted_elsewhere -= u64::from(contact.is_counted());
        if end == SessionEnd::Escalated {
            self.escalates(contact, service, failed_turns);
        } else {
            self.ends_alone(&contact, (end, failed_turns), self.now);
        }
    }

    /// A dialogue ends, at an instant that need not have come, and nobody asks for an agent.
    fn ends_alone(
        &mut self,
        contact: &Contact,
        (end, failed_turns): (SessionEnd, u32),
        at: SimTime,
    ) {
        let length = at - contact.arrived;
        (self.observer).dialogue_ended(contact, end, length, failed_turns);
        match end {
            SessionEnd::Contained => self.matter_is_resolved(contact.matter, false, at),
            SessionEnd::FalselyContained => self.comes_back(contact, at),
            SessionEnd::GivenUp => self.goes_unanswered_at(contact, Loss::GaveUp, at),
            SessionEnd::Escalated => unreachable!("who asks for an agent is not alone"),
        }
    }

    /// Self-service passes a customer on to the agents, or offers something else if the wait would be too
    /// long.
    fn escalates(&mut self, contact: Contact, service: usize, failed_turns: u32) {
        let diverts = self.diverts(&contact, service);
        if diverts.is_some_and(|only| !self.takes_otherwise(&contact, only)) {
            self.ends_alone(&contact, (SessionEnd::GivenUp, failed_turns), self.now);
            return;
        }
        let (end, length) = (SessionEnd::Escalated, self.now - contact.arrived);
        (self.observer).dialogue_ended(&contact, end, length, failed_turns);
        self.matters.get_mut(contact.matter).work = self.inputs.self_services[service].talk_factor;
        // The wait begins now; the interval stays the one in which the contact came.
        let contact = Contact {
            arrived: self.now,
            ..contact
        };
        match diverts {
            Some(only) => self.is_diverted(contact, only),
            None => self.asks_for_agent(contact),
        }
    }

    /// What a customer is offered in the place of an agent, if the wait would be too long.
    fn diverts(&mut self, contact: &Contact, service: usize) -> Option<OnlyBelow> {
        let only = self.inputs.self_services[service].only_below?;
        let is_too_long = self.expected_wait(contact.contact_type.index()) >= only.wait;
        is_too_long.then_some(only)
    }

    fn takes_otherwise(&self, contact: &Contact, only: OnlyBelow) -> bool {
        let chances = &self.relief.chances[contact.contact_type.index()];
        chances.takes_otherwise(only.acceptance.as_f64(), contact.index)
    }

    /// A customer takes something in the place of an agent.
    fn is_diverted(&mut self, contact: Contact, only: OnlyBelow) {
        self.observer.diverted(&contact);
        match only.otherwise {
            Otherwise::Type(other) => {
                let moved = self.moved_to(&contact, other.index());
                self.asks_for_agent(moved);
            }
            Otherwise::Callback => self.asks_for_callback(contact),
        }
    }
}
