//! Queues open and close.

use super::callback;
use super::consequences::Loss;
use super::event::{Event, rank};
use super::observer::Observer;
use super::world::World;
use crate::model::{AtClosing, OpeningHours};
use crate::units::{SimTime, number};

impl<O: Observer> World<'_, O> {
    /// Posts the first opening of a queue that is not always open.
    pub(super) fn prepare_opening_hours(&mut self, queue: usize) {
        if self.inputs.queues[queue].opening_hours != OpeningHours::Always {
            self.queues[queue].is_open = false;
            self.post_opening(queue, 0);
        }
    }

    fn hours(&self, queue: usize, place: usize) -> Option<(SimTime, SimTime)> {
        match &self.inputs.queues[queue].opening_hours {
            OpeningHours::Always => None,
            OpeningHours::Spans(spans) => spans.get(place).copied(),
        }
    }

    fn post_opening(&mut self, queue: usize, hours: usize) {
        if let Some((from, _)) = self.hours(queue, hours) {
            let [queue, hours] = [queue, hours].map(number::id);
            self.post(from, rank::OPENING, Event::Opens { queue, hours });
        }
    }

    pub(super) fn queue_opens(&mut self, queue: usize, hours: usize) {
        self.queues[queue].is_open = true;
        if let Some((_, to)) = self.hours(queue, hours) {
            let [queue, hours] = [queue, hours].map(number::id);
            self.post(to, rank::OPENING, Event::Closes { queue, hours });
        }
    }

    pub(super) fn queue_closes(&mut self, queue: usize, hours: usize) {
        self.queues[queue].is_open = false;
        self.post_opening(queue, hours + 1);
        if self.inputs.queues[queue].at_closing == AtClosing::SendAway {
            self.send_away(queue);
        }
    }

    /// Everybody in the lines of a queue is sent away.
    fn send_away(&mut self, queue: usize) {
        let now = self.now;
        for place in 0..self.lines.len() {
            let line = &mut self.lines[place];
            if line.queue != queue {
                continue;
            }
            let (mut gone, mut owed) = (Vec::new(), Vec::new());
            let silent = line.clear(
                now,
                &mut self.line_totals,
                self.observer,
                |contact, observer| {
                    if callback::is_owed(&self.matters, contact) {
                        // Who has been promised a call is called all the same.
                        owed.push(*contact);
                    } else {
                        observer.sent_away(contact, now, true);
                        gone.push(*contact);
                    }
                },
            );
            if line.is_live {
                self.queues[queue].in_line -= number::id(gone.len()) + silent;
            }
            for contact in owed {
                let leaves_at = SimTime::NEVER;
                self.takes_place(&contact, leaves_at, place);
            }
            for _ in 0..silent {
                self.release_trunk(queue);
            }
            for contact in gone {
                self.release_trunk(queue);
                self.goes_unanswered(&contact, Loss::SentAway);
            }
        }
    }
}
