//! Contacts come in, and wait if they must.
//!
//! On the way of every contact it is handed on by reference through what is inlined, and what is rare takes
//! a copy: a contact whose address is given to no call stays in registers.

use super::consequences::Loss;
use super::line::Waiting;
use super::observer::{Contact, Customer, Observer};
use super::source::Source;
use super::world::World;
use crate::compile::TypeInputs;
use crate::model::ContactTypeId;
use crate::units::{SimTime, Span, number};

impl<O: Observer> World<'_, O> {
    /// The next contact of a type arrives.
    #[inline(always)]
    pub(super) fn contact_arrives(&mut self, t: usize) {
        let inputs = self.inputs;
        let Some(part) = inputs.contact_types.get(t) else {
            self.extra_contact_arrives(t);
            return;
        };
        let source = &mut self.sources[t];
        let index = source.count_arrival();
        let next = source.next_arrival(part, inputs);
        self.arrivals.set(number::id(t), next);
        self.comes_in(part, t, index);
    }

    /// A contact with a number comes in now, and asks for an agent unless an announcement deflects it.
    #[inline(always)]
    fn comes_in(&mut self, part: &TypeInputs, t: usize, index: u64) {
        let contact = Contact {
            contact_type: ContactTypeId::new(t),
            index,
            arrived: self.now,
            interval: self.counts_to,
            matter: Contact::NO_MATTER,
        };
        if self.inputs.follows_arrivals {
            self.comes_in_followed(contact);
        } else {
            self.offer_now(part, &contact);
        }
    }

    /// A contact comes in where matters are followed, or announcements deflect.
    #[inline(never)]
    fn comes_in_followed(&mut self, contact: Contact) {
        if self.inputs.follows_matters() {
            self.matter_begins(contact);
        } else if !self.is_deflected(&contact) {
            self.offer(&contact);
        }
    }

    /// A contact of a matter asks for an agent.
    #[inline(never)]
    pub(super) fn offer(&mut self, contact: &Contact) {
        let part = &self.inputs.contact_types[contact.contact_type.index()];
        self.offer_now(part, contact);
    }

    /// A contact asks for an agent: it is refused, or let in.
    #[inline(always)]
    fn offer_now(&mut self, part: &TypeInputs, contact: &Contact) {
        self.observer.offered(contact);
        if O::FOLLOWS_CUSTOMERS {
            self.announce_customer(contact);
        }
        if !self.queues[part.queue].is_open {
            self.is_refused(*contact, Loss::SentAway);
        } else if self.inputs.has_trunks && self.all_trunks_are_taken(part.queue) {
            self.is_refused(*contact, Loss::Blocked);
        } else {
            self.admit(contact, true);
        }
    }

    #[inline(never)]
    pub(super) fn comes_in_apart(&mut self, t: usize, index: u64) {
        let inputs = self.inputs;
        self.comes_in(&inputs.contact_types[t], t, index);
    }

    /// A contact asks for a callback, whatever its queue's offer says: nobody calls from a closed one.
    #[inline(never)]
    pub(super) fn is_offered_callback(&mut self, contact: Contact) {
        let queue = self.inputs.contact_types[contact.contact_type.index()].queue;
        self.observer.offered(&contact);
        if O::FOLLOWS_CUSTOMERS {
            self.announce_customer(&contact);
        }
        if self.queues[queue].is_open {
            self.callback_is_owed(contact, false);
        } else {
            self.observer.sent_away(&contact, self.now, false);
            self.goes_unanswered(&contact, Loss::SentAway);
        }
    }

    /// A contact is answered at once, or waits if one more may, or leaves; `is_limited`: whether the queue's
    /// capacity counts.
    #[inline(always)]
    fn admit(&mut self, contact: &Contact, is_limited: bool) {
        let t = contact.contact_type.index();
        if let Some((group, agent)) = self.free_agent(t, contact.index) {
            self.idle -= 1;
            self.groups[group].busy += 1;
            self.announce(group);
            if self.inputs.notes_answers {
                self.note_answer_at_once(t);
            }
            self.start_handling(contact, group, agent, false);
            return;
        }
        let part = &self.inputs.contact_types[t];
        let queue = &self.inputs.queues[part.queue];
        let capacity = if is_limited { queue.capacity } else { None };
        if let Some(desk) = &part.desk {
            self.admit_at_desk(*contact, capacity, desk);
        } else if queue.relief.is_some() {
            self.meets_relief(*contact, capacity);
        } else if capacity.is_some_and(|capacity| self.queues[part.queue].in_line >= capacity) {
            self.is_refused(*contact, Loss::Blocked);
        } else {
            let _ = self.join_line(contact);
        }
    }

    /// A contact is answered at once where something is kept of that.
    #[inline(never)]
    pub(super) fn note_answer_at_once(&mut self, t: usize) {
        self.take_trunk(t);
        if self.inputs.reads_last_wait {
            self.queues[self.inputs.contact_types[t].queue].last_wait = Span::ZERO;
        }
    }

    #[inline(never)]
    fn admit_apart(&mut self, contact: &Contact) {
        self.admit(contact, false);
    }

    /// A contact stands in line, unless it has no patience at all: false then.
    #[inline(always)]
    fn join_line(&mut self, contact: &Contact) -> bool {
        let t = contact.contact_type.index();
        let part = &self.inputs.contact_types[t];
        let patience = self.sources[t].patience(part, self.inputs, contact);
        self.stands_in_line(contact, part.line, patience)
    }

    /// A contact stands in a line so long at most, unless it has no patience at all: false then.
    #[inline(always)]
    pub(super) fn stands_in_line(
        &mut self,
        contact: &Contact,
        line: usize,
        patience: Span,
    ) -> bool {
        if patience.is_zero() {
            self.is_refused(*contact, Loss::Abandoned);
            return false;
        }
        self.observer.waits(contact);
        self.take_trunk(contact.contact_type.index());
        let leaves_at = if patience == Span::MAX {
            SimTime::NEVER
        } else {
            self.now + patience
        };
        if self.lines[line].is_live {
            self.queues[self.lines[line].queue].in_line += 1;
        }
        self.takes_place(contact, leaves_at, line);
        true
    }

    /// A contact takes the last place of a line, until an instant at most.
    #[inline(always)]
    pub(super) fn takes_place(&mut self, contact: &Contact, leaves_at: SimTime, place: usize) {
        if self.lines[place].is_live && self.lines[place].wants_compacting() {
            self.deadlines
                .compact(place, &mut self.lines, &mut self.line_totals);
            self.renumbers_timers(place);
        }
        let line = &mut self.lines[place];
        let waiting = Waiting {
            contact: *contact,
            leaves_at,
        };
        let number = line.join(waiting, self.now, &mut self.line_totals, self.observer);
        if line.is_live {
            self.deadlines.post(leaves_at, place, number, &self.lines);
            self.rare_from = self.rare_from.min(leaves_at);
            self.starts_timers(place, contact.arrived);
        }
    }

    /// Somebody in a live line loses patience, unless answered before.
    pub(super) fn contact_leaves(&mut self) {
        let Some((at, line, place)) = self.deadlines.take_next() else {
            return;
        };
        self.now = at;
        if self.inputs.has_desks() && self.leaves_silently(at, line, place) {
            return;
        }
        let queue = self.lines[line].queue;
        if let Some(contact) = self.lines[line].leave(place, at, &mut self.line_totals) {
            self.queues[queue].in_line -= 1;
            self.release_trunk(queue);
            self.observer.abandoned(&contact, at);
            self.goes_unanswered(&contact, Loss::Abandoned);
        }
    }

    /// What was there before the horizon comes in: first those in service, then those in line.
    pub(super) fn backlog_arrives(&mut self) {
        for (t, part) in self.inputs.contact_types.iter().enumerate() {
            let mut place = 0;
            let mut newcomer = |observer: &mut O| {
                let contact_type = ContactTypeId::new(t);
                let index = Source::backlog_number(place);
                place += 1;
                let contact = Contact {
                    contact_type,
                    index,
                    arrived: SimTime::START,
                    interval: Contact::NOT_COUNTED,
                    matter: Contact::NO_MATTER,
                };
                observer.offered(&contact);
                contact
            };
            for (group, agents) in part.in_service_at_start.iter().enumerate() {
                for _ in 0..*agents {
                    let contact = newcomer(self.observer);
                    if self.inputs.has_desks() && self.is_in_hand_at_start(&contact, group) {
                        continue;
                    }
                    if let Some(agent) = self.groups[group].idle.pop_front() {
                        self.idle -= 1;
                        self.groups[group].busy += 1;
                        self.announce(group);
                        self.take_trunk(t);
                        self.start_handling_apart(&contact, group, agent, false);
                    } else {
                        self.admit_apart(&contact);
                    }
                }
            }
            for _ in 0..part.waiting_at_start {
                let contact = newcomer(self.observer);
                self.admit_apart(&contact);
            }
        }
    }

    /// Announces what a customer is made of, whatever becomes of the contact.
    #[cold]
    pub(super) fn announce_customer(&mut self, contact: &Contact) {
        let t = contact.contact_type.index();
        let part = &self.inputs.contact_types[t];
        let patience = self.sources[t].patience(part, self.inputs, contact);
        let route = part.desk.as_ref().map_or(&part.route, |desk| &desk.route);
        let first = route
            .tiers
            .first()
            .and_then(|tier| tier.groups.first())
            .copied();
        let handling = first.and_then(|group| self.inputs.handling_by(t, number::index(group)));
        let (talk, wrap_up) = handling.map_or((Span::ZERO, Span::ZERO), |law| {
            self.sources[t].handling(part, law, self.inputs, contact)
        });
        let patience = (patience != Span::MAX).then_some(patience);
        self.observer.customer(
            contact,
            &Customer {
                patience,
                talk,
                wrap_up,
            },
        );
    }

    /// A contact goes as it comes: it meets a closed queue or a full one, or would not stand in line.
    #[inline(never)]
    fn is_refused(&mut self, contact: Contact, how: Loss) {
        match how {
            Loss::SentAway => self.observer.sent_away(&contact, self.now, false),
            Loss::Blocked => self.observer.blocked(&contact),
            Loss::Abandoned | Loss::GaveUp => self.observer.abandoned(&contact, self.now),
        }
        self.goes_unanswered(&contact, how);
    }

    /// Whether a queue has trunks, and all of them are taken.
    #[inline(never)]
    fn all_trunks_are_taken(&self, queue: usize) -> bool {
        let trunks = self.inputs.queues[queue].trunks;
        trunks.is_some_and(|trunks| self.queues[queue].trunks_taken >= trunks)
    }

    #[inline]
    pub(super) fn take_trunk(&mut self, t: usize) {
        if self.inputs.has_trunks {
            self.queues[self.inputs.contact_types[t].queue].trunks_taken += 1;
        }
    }

    #[inline]
    pub(super) fn release_trunk(&mut self, queue: usize) {
        if self.inputs.has_trunks {
            self.queues[queue].trunks_taken -= 1;
        }
    }
}
