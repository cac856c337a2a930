//! Agents take contacts and finish them.

use super::agent::InHand;
use super::observer::{Answer, Contact, Observer};
use super::router::Looks;
use super::world::World;
use crate::model::SkillGroupId;
use crate::units::{Factor, SimTime, Span, number};

/// What an agent who takes a contact is busy with.
pub(super) enum Work {
    /// Talk and wrap-up of an answer.
    ToBeAnnounced((Span, Span)),
    /// Talk and wrap-up of a call to a customer, which has been announced.
    Announced((Span, Span)),
    /// So long it rings in vain.
    Ringing(Span),
}

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
        if !self.inputs.handles_plainly {
            self.start_further_handling(*contact, group, agent, waited);
            return;
        }
        let (talk, wrap_up) = self.plain_work(contact, group);
        self.announce_answer(contact, group, agent, waited, (talk, wrap_up));
        self.handling.set(agent, self.now + talk + wrap_up);
    }

    /// An agent takes a contact where that asks for more than its law says, or something is kept of it.
    #[inline(never)]
    fn start_further_handling(&mut self, contact: Contact, group: usize, agent: u32, waited: bool) {
        let (talk, wrap_up) = self.answer(&contact, group, agent, waited);
        let end = if self.inputs.notes_handling {
            self.note_handling(&contact, agent, (talk, wrap_up))
        } else {
            self.now + talk + wrap_up
        };
        self.handling.set(agent, end);
    }

    /// An agent takes a contact where something is kept of that; tells when the agent's clock is to
    /// ring.
    fn note_handling(
        &mut self,
        contact: &Contact,
        agent: u32,
        (talk, wrap_up): (Span, Span),
    ) -> SimTime {
        let state = &mut self.agents[number::index(agent)];
        if self.inputs.reads_occupancy {
            state.work += talk + wrap_up;
        }
        if !self.inputs.follows_talk {
            return self.now + talk + wrap_up;
        }
        let contact = *contact;
        state.in_hand = Some(InHand { contact, wrap_up });
        self.now + talk
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
        let (talk, wrap_up) = if self.inputs.adjusts_handling {
            match self.adjusted_work(contact, group, agent) {
                Work::ToBeAnnounced(work) => work,
                Work::Announced(work) => return work,
                Work::Ringing(time) => return (time, Span::ZERO),
            }
        } else {
            self.plain_work(contact, group)
        };
        self.announce_answer(contact, group, agent, waited, (talk, wrap_up));
        (talk, wrap_up)
    }

    #[inline(always)]
    fn announce_answer(
        &mut self,
        contact: &Contact,
        group: usize,
        agent: u32,
        waited: bool,
        (talk, wrap_up): (Span, Span),
    ) {
        let answer = Answer {
            at: self.now,
            waited,
            group: SkillGroupId::new(group),
            agent,
            talk,
            wrap_up,
        };
        self.observer.answered(contact, &answer);
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

    /// What a contact asks of a group by its law: talk and wrap-up.
    #[inline(always)]
    fn plain_work(&self, contact: &Contact, group: usize) -> (Span, Span) {
        let t = contact.contact_type.index();
        let part = &self.inputs.contact_types[t];
        match self.inputs.handling_by(t, group) {
            Some(law) => self.sources[t].handling(part, law, self.inputs, contact),
            None => unreachable!(
                "group {group} was routed a contact of type {t}, which it does not serve"
            ),
        }
    }

    /// What a contact asks of an agent of a group where that is more than its law says, or where it may
    /// stand for a callback.
    #[inline(never)]
    fn adjusted_work(&mut self, contact: &Contact, group: usize, agent: u32) -> Work {
        if self.inputs.has_callbacks
            && contact.matter != Contact::NO_MATTER
            && let Some(call) = self.calls_back(contact, group, agent)
        {
            return call;
        }
        Work::ToBeAnnounced(self.work_of(contact, group, agent))
    }

    /// What a contact asks of an agent of a group with desks.
    pub(super) fn work_at_desk(&mut self, contact: &Contact, group: usize, agent: u32) -> Work {
        if self.inputs.adjusts_handling {
            self.adjusted_work(contact, group, agent)
        } else {
            Work::ToBeAnnounced(self.plain_work(contact, group))
        }
    }

    /// What a contact asks of an agent of a group: talk and wrap-up.
    pub(super) fn work_of(&mut self, contact: &Contact, group: usize, agent: u32) -> (Span, Span) {
        let (talk, wrap_up) = self.plain_work(contact, group);
        self.adjusted(contact, (group, agent), talk, wrap_up)
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

    /// The customer of an agent hangs up; true if wrap-up follows, or if a desk goes on by itself.
    #[inline(never)]
    fn talk_ends(&mut self, agent: u32) -> bool {
        if self.inputs.groups[self.inputs.group_of(agent)]
            .desks
            .is_some()
        {
            self.desk_ends(agent);
            return true;
        }
        let Some(in_hand) = self.agents[number::index(agent)].in_hand.take() else {
            return false;
        };
        let handover = self.customer_hangs_up(&in_hand.contact, self.inputs.group_of(agent), agent);
        let still_busy = handover.unwrap_or(Span::ZERO) + in_hand.wrap_up;
        if still_busy.is_zero() {
            return false;
        }
        self.handling.set(agent, self.now + still_busy);
        true
    }

    /// A talk with an agent of a group is over: a trunk becomes free, and the matter may be over. Tells
    /// how long the agent is busy with handing the contact over, if it is passed on.
    pub(super) fn customer_hangs_up(
        &mut self,
        contact: &Contact,
        group: usize,
        agent: u32,
    ) -> Option<Span> {
        self.release_trunk(self.inputs.contact_types[contact.contact_type.index()].queue);
        if contact.matter == Contact::NO_MATTER
            || self.inputs.has_callbacks && self.rang_in_vain(contact)
        {
            None
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
