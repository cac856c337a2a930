//! Contacts that leave a line which is too long for another way, or may be taken by others too.

use super::event::{Event, rank};
use super::observer::{Contact, Observer};
use super::source::deflected_index;
use super::world::World;
use crate::compile::relief::Destination;
use crate::model::ContactTypeId;
use crate::units::{SimTime, number};

/// An overflow that applies to those in a line after some wait.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TimerState {
    /// Whether the next time is posted.
    is_posted: bool,
    /// The number in line from which contacts have not reached that wait.
    next: u64,
}

impl<O: Observer> World<'_, O> {
    /// A contact is offered anew as one of another type; whether it stood in line before.
    pub(super) fn moves_on(&mut self, contact: &Contact, other: usize, waited: bool) {
        self.observer.moves_on(contact, self.now, waited);
        self.is_offered_as(contact, other);
    }

    /// A contact asks for an agent as one of another type; its wait begins now.
    pub(super) fn is_offered_as(&mut self, contact: &Contact, other: usize) {
        let moved = Contact {
            contact_type: ContactTypeId::new(other),
            index: deflected_index(contact),
            arrived: self.now,
            ..*contact
        };
        if moved.matter == Contact::NO_MATTER {
            self.offer(&moved);
        } else {
            self.asks_for_agent(moved);
        }
    }

    /// Whether an agent of a group that is free takes a contact which is not in line.
    pub(super) fn is_taken_by(&mut self, contact: &Contact, group: usize) -> bool {
        let Some(agent) = self.free_agent_in(group) else {
            return false;
        };
        if self.inputs.reads_last_wait {
            let queue = self.inputs.contact_types[contact.contact_type.index()].queue;
            self.queues[queue].last_wait = crate::units::Span::ZERO;
        }
        self.take_trunk(contact.contact_type.index());
        self.start_handling_apart(contact, group, agent, false);
        true
    }

    /// Takes the agent of a group who has been free longest, who is busy from now on.
    fn free_agent_in(&mut self, group: usize) -> Option<u32> {
        let agent = self.groups[group].idle.pop_front()?;
        self.idle -= 1;
        self.groups[group].busy += 1;
        self.announce(group);
        Some(agent)
    }

    /// Somebody has joined a line with timers.
    pub(super) fn starts_timers(&mut self, line: usize, arrived: SimTime) {
        for timer in &self.inputs.lines[line].timers {
            let state = &mut self.relief.timers[*timer];
            if !state.is_posted {
                state.is_posted = true;
                let at = arrived + self.inputs.timers[*timer].after;
                self.post(at, rank::OVERFLOW, Event::OverflowDue(number::id(*timer)));
            }
        }
    }

    /// The contacts of a line have new numbers.
    pub(super) fn renumbers_timers(&mut self, line: usize) {
        for timer in &self.inputs.lines[line].timers {
            // Who is looked at a second time does what they did the first time.
            self.relief.timers[*timer].next = 0;
        }
    }

    /// Contacts of a line have waited so long that an overflow applies to them.
    pub(super) fn overflow_is_due(&mut self, timer: u32) {
        let timer = number::index(timer);
        let inputs = self.inputs.timers[timer];
        let line = inputs.line;
        loop {
            let first = self.lines[line].first_number();
            let number = self.relief.timers[timer].next.max(first);
            self.relief.timers[timer].next = number;
            let Some(waiting) = self.lines[line].at(number) else {
                self.relief.timers[timer].is_posted = false;
                return;
            };
            let is_there = !waiting.is_gone() && !self.is_owed_callback(&waiting.contact);
            if is_there {
                let at = waiting.contact.arrived + inputs.after;
                if at > self.now {
                    self.post(at, rank::OVERFLOW, Event::OverflowDue(number::id(timer)));
                    return;
                }
            }
            self.relief.timers[timer].next += 1;
            if is_there {
                self.overflows(line, number, inputs.to);
            }
        }
    }

    /// An overflow applies to a contact in a line.
    fn overflows(&mut self, line: usize, number: u64, to: Destination) {
        let Some(waiting) = self.lines[line].at(number) else {
            return;
        };
        let contact = waiting.contact;
        let queue = self.lines[line].queue;
        match to {
            Destination::Callback => {
                if self.takes_callback(&contact) {
                    self.leaves_for_callback(line, number, &contact);
                }
            }
            Destination::Type(other) => {
                self.lines[line].take_out(number, &mut self.line_totals);
                self.queues[queue].in_line -= 1;
                self.release_trunk(queue);
                self.moves_on(&contact, other, true);
            }
            Destination::Group { group, bit } => {
                self.lines[line].take_out(number, &mut self.line_totals);
                if let Some(agent) = self.free_agent_in(group) {
                    self.queues[queue].in_line -= 1;
                    self.queues[queue].last_wait = self.now.since(contact.arrived);
                    self.start_handling_apart(&contact, group, agent, true);
                } else {
                    let lines = &self.inputs.contact_types[contact.contact_type.index()].lines;
                    let other = lines[self.inputs.lines[line].mask | bit];
                    self.takes_place(&contact, waiting.leaves_at, other);
                }
            }
        }
    }
}
