//! Contacts that are answered at desks come in, wait, and leave the line.

use super::consequences::Loss;
use super::desk::Phase;
use super::desks::Pick;
use super::observer::{Contact, How, Observer};
use super::taker::Way;
use super::world::World;
use crate::compile::DeskType;
use crate::model::ChannelKind;
use crate::units::{SimTime, Span};

impl<O: Observer> World<'_, O> {
    /// A contact is taken at once, or waits if one more may, or leaves.
    #[inline(never)]
    pub(super) fn admit_at_desk(
        &mut self,
        contact: Contact,
        capacity: Option<u32>,
        desk_type: &DeskType,
    ) {
        let t = contact.contact_type.index();
        let part = &self.inputs.contact_types[t];
        if let Some(pick) = self.pick(desk_type, t, contact.index) {
            self.note_answer_at_once(t);
            let way = Way {
                line: part.line,
                waited: false,
            };
            self.takes_up(pick, &contact, way);
        } else if self.inputs.queues[part.queue].relief.is_some() {
            self.meets_relief(contact, capacity);
        } else if capacity.is_some_and(|capacity| self.queues[part.queue].in_line >= capacity) {
            self.observer.blocked(&contact);
            self.goes_unanswered(&contact, Loss::Blocked);
        } else {
            let patience = self.sources[t].patience(part, self.inputs, &contact);
            self.joins_line(&contact, part.line, patience);
        }
    }

    /// A contact stands in a line so long at most, unless it has no patience at all; tickets are counted.
    #[inline(never)]
    pub(super) fn joins_line(&mut self, contact: &Contact, line: usize, patience: Span) {
        if self.stands_in_line(contact, line, patience) && self.is_ticket(contact) {
            self.desks.tickets_in_line += u64::from(contact.is_counted());
            self.observer.backlog_changed(contact, self.now, true);
        }
    }

    /// A contact that nobody has begun leaves its line: tickets are counted.
    pub(super) fn note_ticket_leaves(&mut self, contact: &Contact) {
        if self.is_ticket(contact) {
            self.desks.tickets_in_line -= u64::from(contact.is_counted());
            self.observer.backlog_changed(contact, self.now, false);
        }
    }

    /// Whether a contact is a ticket.
    pub(super) fn is_ticket(&self, contact: &Contact) -> bool {
        let desk = &self.inputs.contact_types[contact.contact_type.index()].desk;
        (desk.as_ref()).is_some_and(|desk| desk.channel == ChannelKind::Ticket)
    }

    /// A contact that a group has just taken when the horizon starts; false if nobody there has room.
    pub(super) fn is_in_hand_at_start(&mut self, contact: &Contact, group: usize) -> bool {
        let t = contact.contact_type.index();
        let Some(desk_type) = &self.inputs.contact_types[t].desk else {
            return false;
        };
        let Some(agent) = self.pick_in(group, desk_type, 0) else {
            return false;
        };
        self.take_trunk(t);
        let way = Way {
            line: self.inputs.contact_types[t].line,
            waited: false,
        };
        self.takes_up(Pick::Desk(agent), contact, way);
        true
    }

    /// Patience in a line of tickets or silent customers has run out; false if the contact leaves as
    /// everywhere.
    pub(super) fn leaves_silently(&mut self, at: SimTime, line: usize, place: u64) -> bool {
        let Some(desk) = &self.inputs.lines[line].desk else {
            return false;
        };
        let Some(waiting) = self.lines[line].at(place) else {
            return false;
        };
        let contact = waiting.contact;
        if waiting.leaves_at != at {
            return false;
        }
        if desk.is_tickets {
            self.note_ticket_leaves(&contact);
            return false;
        }
        let t = contact.contact_type.index();
        let share = self.inputs.contact_types[t].desk.as_ref();
        let share = share.and_then(|desk| desk.silence.as_ref().map(|(share, _)| *share));
        let (Some(share), Some([stream, _])) = (share, self.desks.silence[t]) else {
            return false;
        };
        if stream.draw(contact.index).unit() >= share {
            return false;
        }
        self.lines[line].leave_silently(place, &mut self.line_totals);
        self.observer.abandoned(&contact, at);
        self.observer.left_silently(&contact);
        self.goes_unanswered(&contact, Loss::Abandoned);
        true
    }

    /// Whether nobody is waited for any longer after the horizon: tickets are not, whoever is in hand is.
    pub(super) fn nobody_is_waited_for(&self) -> bool {
        self.line_totals.counted == self.desks.tickets_in_line && self.desks.live_in_hand == 0
    }

    /// Announces what is still in hand, or laid aside, at the end.
    pub(super) fn announce_unfinished(&mut self) {
        for task in self.desks.clear(self.now, self.inputs) {
            match task.phase {
                Phase::FindingOut => self.announce_end(&task, How::FoundGone),
                Phase::Talk | Phase::WrapUp => self.announce_end(&task, How::Unfinished),
                // The call is owed still.
                Phase::Ringing => {}
            }
        }
    }
}
