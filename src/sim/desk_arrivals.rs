//! Contacts that are answered at desks come in, wait, and leave the line.

use super::consequences::Loss;
use super::desks::Pick;
use super::observer::{Contact, How, Observer};
use super::world::World;
use crate::compile::DeskType;
use crate::model::ChannelKind;
use crate::units::SimTime;

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
        match self.pick(desk_type, t, contact.index) {
            Some(Pick::Desk(agent)) => {
                self.take_trunk(t);
                let mut desk = self.desks.take(agent);
                self.takes(&mut desk, &contact, false);
                self.settle(desk);
                return;
            }
            Some(Pick::Plain(group, agent)) => {
                self.idle -= 1;
                self.groups[group].busy += 1;
                self.announce(group);
                self.take_trunk(t);
                self.start_handling_apart(&contact, group, agent, false);
                return;
            }
            None => {}
        }
        let queue = self.inputs.contact_types[t].queue;
        if capacity.is_some_and(|capacity| self.queues[queue].in_line >= capacity) {
            self.observer.blocked(&contact);
            self.goes_unanswered(&contact, Loss::Blocked);
        } else if self.join_line_apart(&contact) && desk_type.channel == ChannelKind::Ticket {
            self.desks.tickets_in_line += u64::from(contact.is_counted());
            self.observer.backlog_changed(&contact, self.now, true);
        }
    }

    /// A contact that a group has just taken when the horizon starts; false if nobody there has room.
    pub(super) fn is_in_hand_at_start(&mut self, contact: &Contact, group: usize) -> bool {
        let t = contact.contact_type.index();
        let Some(desk_type) = &self.inputs.contact_types[t].desk else {
            return false;
        };
        let Some(agent) = self.pick_in(group, desk_type) else {
            return false;
        };
        self.take_trunk(t);
        let mut desk = self.desks.take(agent);
        self.takes(&mut desk, contact, false);
        self.settle(desk);
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
            self.desks.tickets_in_line -= u64::from(contact.is_counted());
            self.observer.backlog_changed(&contact, at, false);
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
            let how = match task.phase {
                super::desk::Phase::FindingOut => How::FoundGone,
                _ => How::Unfinished,
            };
            self.announce_end(&task, how);
        }
    }
}
