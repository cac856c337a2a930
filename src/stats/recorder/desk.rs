//! What ends at desks, and tickets by their due times.

use super::{Recorder, square};
use crate::model::SkillGroupId;
use crate::sim::observer::{Contact, Finish, How};
use crate::stats::desks::micros;
use crate::units::{SimTime, number};

impl Recorder<'_> {
    /// Counts a ticket, finished at an instant or not at all, by whether that was in due time.
    pub(super) fn note_due(&mut self, contact: &Contact, finished: Option<SimTime>) {
        let layout = self.layout;
        let Some(clock) = &layout.due[contact.contact_type.index()] else {
            return;
        };
        let due = clock.due_at(contact.arrived);
        if due <= layout.end {
            let cell = &mut self.tally.desks.types[layout.place_of(contact)];
            cell.due += 1;
            cell.in_due_time += u64::from(finished.is_some_and(|at| at <= due));
        }
    }

    /// Counts what ended at a desk, by how it ended.
    pub(super) fn finishes(&mut self, contact: &Contact, finish: &Finish) {
        if !contact.is_counted() {
            return;
        }
        let layout = self.layout;
        let place = layout.place_of(contact);
        let cell = &mut self.tally.desks.types[place];
        if finish.how == How::FoundGone {
            cell.lost += micros(finish.time);
            return;
        }
        cell.time += micros(finish.time);
        cell.duration += micros(finish.at - finish.taken);
        let slot = layout.slots[number::index(contact.interval)];
        let pair = slot.pairs + layout.pair_of(contact.contact_type, finish.group);
        self.tally.pairs[pair].handling += micros(finish.time);
        if layout.is_ticket[contact.contact_type.index()] {
            let is_finished = finish.how == How::Finished;
            if is_finished {
                let time = finish.at - contact.arrived;
                cell.finished += 1;
                cell.to_finish += micros(time);
                cell.square_to_finish += square(time);
                self.tally.waits[layout.waits_of(contact)]
                    .to_finish
                    .add(time);
            }
            self.note_due(contact, is_finished.then_some(finish.at));
        }
    }

    /// An agent of a group has more contacts in hand, or fewer.
    pub(super) fn changes_hands(&mut self, group: SkillGroupId, at: SimTime, from: u32, to: u32) {
        let places = self.layout.hands_of_group(group.index());
        // Agents with nothing in hand are the rest of those who are logged in.
        for (in_hand, joins) in [(from, false), (to, true)] {
            if in_hand > 0 {
                let place = places.start + number::index(in_hand - 1);
                self.desk_clocks.hands_changed(place, at, joins);
            }
        }
    }
}
