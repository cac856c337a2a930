//! Contacts that leave a line which is too long for another way, or may be taken by others too.

use super::event::{Event, rank};
use super::observer::{Contact, Observer};
use super::source::deflected_index;
use super::taker::Way;
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
    /// A contact is offered anew as one of another type, for the cause that it has already; whether it stood in
    /// line before.
    pub(super) fn moves_on(&mut self, contact: &Contact, other: usize, waited: bool) {
        self.observer.moves_on(contact, self.now, waited);
        let moved = self.moved_to(contact, other);
        self.offer(&moved);
    }

    /// A contact as one of another type; its wait begins now.
    pub(super) fn moved_to(&self, contact: &Contact, other: usize) -> Contact {
        Contact {
            contact_type: ContactTypeId::new(other),
            index: deflected_index(contact),
            arrived: self.now,
            ..*contact
        }
    }

    /// Whether an agent of a group takes a contact at once that would stand in a line.
    pub(super) fn is_taken_by(&mut self, contact: &Contact, group: usize, line: usize) -> bool {
        let t = contact.contact_type.index();
        let Some(pick) = self.taker_in(group, t, line) else {
            return false;
        };
        self.note_answer_at_once(t);
        let waited = false;
        self.takes_up(pick, contact, Way { line, waited });
        true
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
        let is_silent = waiting.has_left_silently();
        let queue = self.lines[line].queue;
        match to {
            // Nobody is there who could go another way; an agent finds out.
            Destination::Callback | Destination::Type(_) if is_silent => {}
            Destination::Callback => {
                if self.takes_callback(&contact) {
                    self.leaves_for_callback(line, number, &contact);
                }
            }
            Destination::Type(other) => {
                self.lines[line].take_out(number, &mut self.line_totals);
                self.queues[queue].in_line -= 1;
                self.release_trunk(queue);
                self.note_ticket_leaves(&contact);
                self.moves_on(&contact, other, true);
            }
            Destination::Group { group, bit } => {
                let t = contact.contact_type.index();
                let lines = &self.inputs.contact_types[t].lines;
                let other = lines[self.inputs.lines[line].mask | bit];
                self.lines[line].take_out(number, &mut self.line_totals);
                if let Some(pick) = self.taker_in(group, t, other) {
                    self.queues[queue].in_line -= 1;
                    if is_silent {
                        return self.takes_up_gone(pick, &contact, other);
                    }
                    self.queues[queue].last_wait = self.now.since(contact.arrived);
                    self.note_ticket_leaves(&contact);
                    let way = Way {
                        line: other,
                        waited: true,
                    };
                    self.takes_up(pick, &contact, way);
                } else {
                    self.takes_place(&contact, waiting.leaves_at, other);
                    if is_silent {
                        // Nobody waits for whoever is not there.
                        self.line_totals.leaves(&contact);
                    }
                }
            }
        }
    }
}
