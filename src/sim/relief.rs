//! What awaits contacts that cannot be answered at once, before they stand in line.
//!
//! Overflows come first, in the order of the file; then the room in line; then a callback is offered; then
//! the wait is announced, and some leave.

use super::Replication;
use super::consequences::Loss;
use super::observer::{Contact, Observer};
use super::overflow::TimerState;
use super::source::Source;
use super::world::World;
use crate::compile::SimInputs;
use crate::compile::relief::Destination;
use crate::model::{OverflowWhen, WaitAnnouncement};
use crate::random::{Purpose, Stream};
use crate::units::{Factor, Span};

/// What a replication keeps of what relieves its lines.
#[derive(Debug, Default)]
pub(super) struct ReliefState {
    /// By contact type; empty where nothing relieves a line.
    pub(super) chances: Vec<ReliefChances>,
    /// By timer.
    pub(super) timers: Vec<TimerState>,
    /// Counted callbacks that are owed.
    pub(super) counted_callbacks: u64,
}

/// What is drawn for what the customers of a type do.
#[derive(Debug)]
pub(super) struct ReliefChances {
    balks: Stream,
    takes_callback: Stream,
    pub(super) picks_up: Stream,
    pub(super) ringing: Stream,
    pub(super) called_again: Stream,
    takes_otherwise: Stream,
}

impl ReliefState {
    pub(super) fn new(inputs: &SimInputs, Replication { seed, index }: Replication) -> Self {
        if !inputs.has_relief {
            return Self::default();
        }
        let chances = inputs.contact_types.iter().map(|part| {
            let stream = |purpose| Stream::new(seed, index, part.whose, purpose);
            ReliefChances {
                balks: stream(Purpose::Balks),
                takes_callback: stream(Purpose::TakesCallback),
                picks_up: stream(Purpose::PicksUp),
                ringing: stream(Purpose::Ringing),
                called_again: stream(Purpose::CalledAgain),
                takes_otherwise: stream(Purpose::TakesOtherwise),
            }
        });
        Self {
            chances: chances.collect(),
            timers: inputs
                .timers
                .iter()
                .map(|_| TimerState::default())
                .collect(),
            counted_callbacks: 0,
        }
    }
}

impl ReliefChances {
    /// Whether the customer of a contact takes what self-service offers in the place of an agent.
    pub(super) fn takes_otherwise(&self, share: f64, index: u64) -> bool {
        self.takes_otherwise.draw(index).unit() < share
    }
}

impl<O: Observer> World<'_, O> {
    /// A contact of a queue with relief cannot be answered at once.
    #[inline(never)]
    pub(super) fn meets_relief(&mut self, contact: Contact, capacity: Option<u32>) {
        let inputs = self.inputs;
        let t = contact.contact_type.index();
        let queue = inputs.contact_types[t].queue;
        let relief = match &inputs.queues[queue].relief {
            Some(relief) if !Source::is_of_backlog(contact.index) => relief,
            // Who was there before the horizon is in line already.
            _ => {
                let part = &inputs.contact_types[t];
                let patience = self.sources[t].patience(part, inputs, &contact);
                return self.joins_line(&contact, part.line, patience);
            }
        };
        let expected = if relief.reads_expected {
            self.expected_wait_in_line(t)
        } else {
            Span::ZERO
        };
        let mut mask = 0;
        for (when, to) in &relief.overflows {
            if !self.applies(*when, queue, expected) {
                continue;
            }
            match *to {
                Destination::Type(other) => {
                    self.moves_on(&contact, other, false);
                    return;
                }
                Destination::Group { group, bit } => {
                    let line = inputs.contact_types[t].lines[mask | bit];
                    if self.is_taken_by(&contact, group, line) {
                        return;
                    }
                    mask |= bit;
                }
                Destination::Callback => {
                    if self.takes_callback(&contact) {
                        self.callback_is_owed(contact, false);
                        return;
                    }
                }
            }
        }
        if capacity.is_some_and(|capacity| self.waiting_in(queue) >= capacity) {
            self.observer.blocked(&contact);
            self.goes_unanswered(&contact, Loss::Blocked);
            return;
        }
        let offered = relief.callback.as_ref().and_then(|callback| callback.above);
        if offered.is_some_and(|above| expected >= above) && self.takes_callback(&contact) {
            self.callback_is_owed(contact, false);
            return;
        }
        let factor = match relief.announcement {
            Some(announcement) if expected >= announcement.above => {
                match self.hears(&contact, announcement, expected) {
                    Some(factor) => factor,
                    None => return,
                }
            }
            _ => Factor::ONE,
        };
        let part = &inputs.contact_types[t];
        let patience = self.sources[t].patience(part, inputs, &contact);
        let patience = if patience == Span::MAX {
            patience
        } else {
            patience * factor
        };
        self.joins_line(&contact, part.lines[mask], patience);
    }

    /// How many customers wait in a queue: callbacks that keep their place are not among them.
    pub(super) fn waiting_in(&self, queue: usize) -> u32 {
        let state = &self.queues[queue];
        state.in_line - state.callbacks_in_line
    }

    /// Whether an overflow applies to a contact that is about to join the line.
    fn applies(&mut self, when: OverflowWhen, queue: usize, expected: Span) -> bool {
        match when {
            OverflowWhen::LineAbove(line) => self.waiting_in(queue) >= line,
            OverflowWhen::ExpectedAbove(wait) => expected >= wait,
            OverflowWhen::OldestAbove(wait) => {
                let relief = self.inputs.queues[queue].relief.as_ref();
                let lines = relief.map_or(&[][..], |relief| &relief.lines);
                self.oldest_wait(lines) >= wait
            }
            OverflowWhen::After(_) => false,
        }
    }

    /// Whether the customer of a contact takes a callback; only matters can be followed up.
    pub(super) fn takes_callback(&self, contact: &Contact) -> bool {
        let t = contact.contact_type.index();
        let queue = self.inputs.contact_types[t].queue;
        let relief = self.inputs.queues[queue].relief.as_ref();
        let callback = relief.and_then(|relief| relief.callback.as_ref());
        contact.matter != Contact::NO_MATTER
            && callback.is_some_and(|callback| {
                let mut draw = self.relief.chances[t].takes_callback.draw(contact.index);
                draw.unit() < callback.acceptance
            })
    }

    /// The customer of a contact hears how long it will take: the factor on their patience, or `None` if
    /// they leave.
    fn hears(
        &mut self,
        contact: &Contact,
        announcement: WaitAnnouncement,
        expected: Span,
    ) -> Option<Factor> {
        let t = contact.contact_type.index();
        let announced = &self.inputs.contact_types[t].announced;
        let told = rounded_up(expected, announcement.rounds_to);
        self.observer.hears(contact, told);
        let share = announced.balking(told).as_f64();
        let mut draw = self.relief.chances[t].balks.draw(contact.index);
        if share > 0.0 && draw.unit() < share {
            self.observer.balks(contact);
            self.observer.abandoned(contact, self.now);
            self.goes_unanswered(contact, Loss::Abandoned);
            return None;
        }
        Some(announced.patience_factor)
    }
}

/// A wait as a whole number of steps; for ever stays for ever.
fn rounded_up(wait: Span, step: Span) -> Span {
    let steps = wait.as_micros().div_ceil(step.as_micros());
    step.saturating_mul(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_rounded_up_to_whole_steps() {
        let minute = Span::MINUTE;
        for (wait, told) in [(0, 0), (1, 60), (60, 60), (61, 120)] {
            let told = Span::from_secs(told);
            assert_eq!(rounded_up(Span::from_secs(wait), minute), told);
        }
        assert!(rounded_up(Span::MAX, minute) > Span::DAY.saturating_mul(1_000));
    }
}
