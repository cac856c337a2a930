//! Agents take contacts and finish them.

use super::agent::InHand;
use super::observer::{Answer, Contact, Observer};
use super::router::Looks;
use super::world::World;
use crate::model::SkillGroupId;
use crate::units::{Factor, Span, number};

impl<O: Observer> World<'_, O> {
    /// An agent takes a contact; the group already counts the agent as busy.
    #[inline(always)]
    pub(super) fn start_handling(
        &mut self,
        contact: &Contact,
        group: usize,
        agent: u32,
        waited: bool,
    ) {
        let (talk, wrap_up) = self.answer(contact, group, agent, waited);
        let end = self.now + talk + wrap_up;
        if self.inputs.reads_occupancy {
            self.agents[number::index(agent)].work += talk + wrap_up;
        }
        if self.inputs.follows_talk {
            let contact = *contact;
            self.agents[number::index(agent)].in_hand = Some(InHand { contact, wrap_up });
            self.handling.set(agent, self.now + talk);
        } else {
            self.handling.set(agent, end);
        }
    }

    /// The same for what is rare.
    #[inline(never)]
    pub(super) fn start_handling_apart(
        &mut self,
        contact: &Contact,
        group: usize,
        agent: u32,
        waited: bool,
    ) {
        self.start_handling(contact, group, agent, waited);
    }

    /// Draws what a contact asks of a group and announces the answer: talk and wrap-up.
    #[inline(always)]
    pub(super) fn answer(
        &mut self,
        contact: &Contact,
        group: usize,
        agent: u32,
        waited: bool,
    ) -> (Span, Span) {
        if self.inputs.has_callbacks
            && contact.matter != Contact::NO_MATTER
            && let Some(call) = self.calls_back(contact, group, agent)
        {
            return call;
        }
        let (talk, wrap_up) = self.work_of(contact, group, agent);
        let group = SkillGroupId::new(group);
        self.observer.answered(
            contact,
            &Answer {
                at: self.now,
                waited,
                group,
                agent,
                talk,
                wrap_up,
            },
        );
        (talk, wrap_up)
    }

    /// Talk and wrap-up with all that the agent and the matter make of them.
    #[inline(never)]
    fn adjusted(
        &mut self,
        contact: &Contact,
        (group, agent): (usize, u32),
        talk: Span,
        wrap_up: Span,
    ) -> (Span, Span) {
        let factor = if self.inputs.people.is_empty() {
            Factor::ONE
        } else {
            self.handling_factor(group, agent)
        };
        let talk = if contact.matter == Contact::NO_MATTER {
            talk * factor
        } else {
            self.talk_about(contact, talk * factor)
        };
        (talk, wrap_up * factor)
    }

    /// What a contact asks of a group: talk and wrap-up.
    #[inline(always)]
    pub(super) fn work_of(&mut self, contact: &Contact, group: usize, agent: u32) -> (Span, Span) {
        let t = contact.contact_type.index();
        let part = &self.inputs.contact_types[t];
        let (talk, wrap_up) = match self.inputs.handling_by(t, group) {
            Some(law) => self.sources[t].handling(part, law, self.inputs, contact),
            None => unreachable!(
                "group {group} was routed a contact of type {t}, which it does not serve"
            ),
        };
        if self.inputs.adjusts_handling {
            self.adjusted(contact, (group, agent), talk, wrap_up)
        } else {
            (talk, wrap_up)
        }
    }

    /// An agent's clock rings: the contact in hand, or its talk, is over.
    #[inline(always)]
    pub(super) fn handling_ends(&mut self, agent: u32) {
        if self.inputs.follows_talk && self.talk_ends(agent) {
            return;
        }
        let group = self.inputs.group_of(agent);
        if self.groups[group].excess > 0 && self.leaves(group, agent) {
            return;
        }
        match self.next_contact(group, Looks::Everywhere) {
            Some(contact) => self.start_handling(&contact, group, agent, true),
            None => self.becomes_idle(group, agent),
        }
    }

    /// The customer of an agent hangs up; true if wrap-up follows.
    #[inline(never)]
    fn talk_ends(&mut self, agent: u32) -> bool {
        let Some(in_hand) = self.agents[number::index(agent)].in_hand.take() else {
            return false;
        };
        let handover = self.customer_hangs_up(&in_hand.contact, self.inputs.group_of(agent), agent);
        let still_busy = handover + in_hand.wrap_up;
        if still_busy.is_zero() {
            return false;
        }
        self.handling.set(agent, self.now + still_busy);
        true
    }

    /// A talk with an agent of a group is over: a trunk becomes free, and the matter may be over. Tells
    /// how long the agent is busy with handing the contact over.
    pub(super) fn customer_hangs_up(
        &mut self,
        contact: &Contact,
        group: usize,
        agent: u32,
    ) -> Span {
        self.release_trunk(self.inputs.contact_types[contact.contact_type.index()].queue);
        if contact.matter == Contact::NO_MATTER
            || self.inputs.has_callbacks && self.rang_in_vain(contact)
        {
            Span::ZERO
        } else {
            self.is_handled(contact, group, agent)
        }
    }

    #[inline(always)]
    fn becomes_idle(&mut self, group: usize, agent: u32) {
        self.handling.clear(agent);
        self.groups[group].busy -= 1;
        self.waits_for_work(group, agent);
        self.announce(group);
    }

    /// An agent joins those who are free.
    #[inline]
    pub(super) fn waits_for_work(&mut self, group: usize, agent: u32) {
        if self.inputs.reads_idle_times {
            self.agents[number::index(agent)].idle_since = self.now;
        }
        self.groups[group].idle.push_back(agent);
        self.idle += 1;
    }
}
