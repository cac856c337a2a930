//! Customers who are called back instead of waiting in line.
//!
//! Who keeps a place stands in the line as before, with no patience to lose; who has a time slot, or was not
//! there the first time, comes into a line of its own that is served before the others of its level.

use super::consequences::Loss;
use super::event::{Event, rank};
use super::handling::Work;
use super::matter::{Matter, Stage};
use super::observer::{Answer, Contact, Observer};
use super::taker::Way;
use super::world::World;
use crate::compile::relief::CallbackInputs;
use crate::engine::Slab;
use crate::model::{CallbackTime, SkillGroupId};
use crate::units::SimTime;

/// Whether a contact in a line stands for a callback.
pub(super) fn is_owed(matters: &Slab<Matter>, contact: &Contact) -> bool {
    contact.matter != Contact::NO_MATTER
        && matches!(matters.get(contact.matter).stage, Stage::Callback { .. })
}

impl<O: Observer> World<'_, O> {
    /// Whether a contact in a line stands for a callback.
    pub(super) fn is_owed_callback(&self, contact: &Contact) -> bool {
        self.inputs.has_callbacks && is_owed(&self.matters, contact)
    }

    /// How a contact's customer is called back.
    fn callback_of(&self, contact: &Contact) -> &'_ CallbackInputs {
        let queue = self.inputs.contact_types[contact.contact_type.index()].queue;
        let relief = self.inputs.queues[queue].relief.as_ref();
        match relief.and_then(|relief| relief.callback.as_ref()) {
            Some(callback) => callback,
            None => unreachable!("queue {queue} knows no callbacks"),
        }
    }

    /// A customer who is not in line takes a callback and hangs up; whether the contact stood in line
    /// before.
    pub(super) fn callback_is_owed(&mut self, contact: Contact, waited: bool) {
        self.owes(&contact, waited);
        match self.callback_of(&contact).time {
            CallbackTime::TimeSlot(after) => {
                let at = self.now + after;
                self.post(at, rank::OVERFLOW, Event::CallbackDue(contact.matter));
            }
            CallbackTime::KeptPlace => {
                let line = self.inputs.contact_types[contact.contact_type.index()].line;
                self.callback_joins(contact, line);
            }
        }
    }

    /// A customer in a line takes a callback and hangs up.
    pub(super) fn leaves_for_callback(&mut self, line: usize, number: u64, contact: &Contact) {
        let queue = self.lines[line].queue;
        self.release_trunk(queue);
        match self.callback_of(contact).time {
            CallbackTime::TimeSlot(_) => {
                self.lines[line].take_out(number, &mut self.line_totals);
                self.queues[queue].in_line -= 1;
                self.callback_is_owed(*contact, true);
            }
            CallbackTime::KeptPlace => {
                self.lines[line].keeps_place(number);
                self.queues[queue].callbacks_in_line += 1;
                self.owes(contact, true);
            }
        }
    }

    /// From now on a callback is owed.
    fn owes(&mut self, contact: &Contact, waited: bool) {
        self.observer.takes_callback(contact, self.now, waited);
        self.relief.counted_callbacks += u64::from(contact.is_counted());
        self.matters.get_mut(contact.matter).stage = Stage::Callback {
            contact: *contact,
            since: self.now,
            tries: 0,
        };
    }

    /// A callback comes into a line.
    fn callback_joins(&mut self, contact: Contact, line: usize) {
        self.queues[self.lines[line].queue].callbacks_in_line += 1;
        self.queues[self.lines[line].queue].in_line += 1;
        let leaves_at = SimTime::NEVER;
        self.takes_place(&contact, leaves_at, line);
    }

    /// It is time to call a customer.
    pub(super) fn callback_is_due(&mut self, matter: u32) {
        let Stage::Callback { contact, .. } = self.matters.get(matter).stage else {
            unreachable!("no callback is owed to matter {matter}");
        };
        let contact = Contact {
            arrived: self.now,
            ..contact
        };
        let part = &self.inputs.contact_types[contact.contact_type.index()];
        if let Some(pick) = self.taker(contact.contact_type.index(), contact.index) {
            let way = Way {
                line: part.line,
                waited: false,
            };
            self.takes_up(pick, &contact, way);
        } else if let Some(line) = part.due_line {
            self.callback_joins(contact, line);
        }
    }

    /// What an agent does who has taken a callback, if it is one: talk and wrap-up, or how long it rings
    /// in vain.
    #[inline(never)]
    pub(super) fn calls_back(
        &mut self,
        contact: &Contact,
        group: usize,
        agent: u32,
    ) -> Option<Work> {
        let stage = &mut self.matters.get_mut(contact.matter).stage;
        let Stage::Callback { tries, since, .. } = stage else {
            return None;
        };
        *tries += 1;
        let (tries, since) = (*tries - 1, *since);
        let t = contact.contact_type.index();
        // An outgoing call takes a trunk, even the last one but none.
        self.take_trunk(t);
        let inputs = self.inputs;
        let chances = &self.relief.chances[t];
        let mut draw = chances.picks_up.draw(contact.index);
        let picks_up = (0..=tries).fold(0.0, |_, _| draw.unit());
        if picks_up >= self.callback_of(contact).picks_up {
            let mut draw = chances.ringing.draw(contact.index);
            let ringing = (0..=tries).fold(draw, |_, _| draw.further());
            let ringing = (self.callback_of(contact).ringing).draw(&inputs.laws, ringing);
            return Some(Work::Ringing(ringing));
        }
        self.matters.get_mut(contact.matter).stage = Stage::WithAgents;
        self.relief.counted_callbacks -= u64::from(contact.is_counted());
        let (talk, wrap_up) = self.work_of(contact, group, agent);
        let answer = Answer {
            at: self.now,
            waited: false,
            group: SkillGroupId::new(group),
            agent,
            talk,
            wrap_up,
        };
        self.observer
            .called_back(contact, &answer, self.now - since);
        Some(Work::Announced((talk, wrap_up)))
    }

    /// If it has rung in vain: the customer is called again, or the contact is lost.
    pub(super) fn rang_in_vain(&mut self, contact: &Contact) -> bool {
        let Stage::Callback { tries, .. } = self.matters.get(contact.matter).stage else {
            return false;
        };
        let how = self.callback_of(contact);
        if tries < how.tries {
            let chances = &self.relief.chances[contact.contact_type.index()];
            let mut draw = chances.called_again.draw(contact.index);
            let again = (0..tries).fold(draw, |_, _| draw.further());
            let after = how.again_after.draw(&self.inputs.laws, again);
            let at = self.now + after;
            self.post(at, rank::OVERFLOW, Event::CallbackDue(contact.matter));
        } else {
            self.matters.get_mut(contact.matter).stage = Stage::WithAgents;
            self.relief.counted_callbacks -= u64::from(contact.is_counted());
            self.observer.callback_lost(contact);
            self.goes_unanswered(contact, Loss::Abandoned);
        }
        true
    }
}
