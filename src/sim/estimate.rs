//! The wait that a contact has to expect.
//!
//! Three estimators of Ibrahim and Whitt (2009), "Real-time delay estimation in overloaded multiserver
//! queues with abandonments", Management Science 55(10): by the queue's length (QL), by the wait so far
//! of the head of the line (HOL), by the wait of who was answered last (LES).

use super::observer::Observer;
use super::world::World;
use crate::model::WaitEstimator;
use crate::units::{SimTime, Span, number};

impl<O: Observer> World<'_, O> {
    /// The wait that a contact of a type has to expect if it asks for an agent now.
    pub(super) fn expected_wait(&mut self, t: usize) -> Span {
        if self.is_room_for(t) {
            Span::ZERO
        } else {
            self.expected_wait_in_line(t)
        }
    }

    /// The wait that a contact of a type has to expect which cannot be answered at once;
    /// [`Span::MAX`] if nobody is logged in who could.
    pub(super) fn expected_wait_in_line(&mut self, t: usize) -> Span {
        let part = &self.inputs.contact_types[t];
        match self.inputs.queues[part.queue].estimator {
            WaitEstimator::QueueLength => self.wait_by_queue_length(t),
            WaitEstimator::HeadOfLine => self.oldest_wait(&part.lines),
            WaitEstimator::LastAnswered => self.queues[part.queue].last_wait,
        }
    }

    /// (Those in line + 1) ÷ the pace of the people logged in.
    fn wait_by_queue_length(&self, t: usize) -> Span {
        let part = &self.inputs.contact_types[t];
        let paces = (part.paces.iter())
            .map(|(group, pace)| number::float(self.people_of(number::index(*group))) * pace);
        let pace: f64 = paces.sum();
        if pace > 0.0 {
            let before = u64::from(self.queues[part.queue].in_line);
            Span::from_micros_f64(number::float(before + 1) / pace)
        } else {
            Span::MAX
        }
    }

    /// How long the oldest contact of some lines has waited; zero if nobody waits.
    pub(super) fn oldest_wait(&mut self, lines: &[usize]) -> Span {
        let heads = lines.iter().filter_map(|line| {
            self.lines[*line].head(self.now, &mut self.line_totals, self.observer)
        });
        let oldest: Option<SimTime> = heads.min();
        oldest.map_or(Span::ZERO, |arrived| self.now.since(arrived))
    }
}
