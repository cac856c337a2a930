//! What a customer wants solved: one contact or more, from the first to the end.

use super::observer::{Contact, Observer, SessionEnd};
use super::source::{deflected_index, follow_up_index};
use super::world::World;
use crate::model::{Cause, ChannelKind, ContactTypeId, SelfServiceId};
use crate::units::{Factor, SimTime, Span, number};

/// A matter that is not over; two lines of a processor's cache, because customers are away by the ten
/// thousand.
#[derive(Clone, Debug)]
#[repr(align(64))]
pub(super) struct Matter {
    /// What is announced of it.
    pub(super) known: MatterState,
    /// Redials in a row so far.
    pub(super) tries: u32,
    /// The place of its reason among those of its type.
    pub(super) reason: Option<u32>,
    /// Numbers given to its contacts, those passed on counted again; as far as they tell contacts apart.
    pub(super) numbers: u16,
    /// Factor on the talk of the contact that it is in.
    pub(super) work: Factor,
    /// The time of handing over that the next talk begins with.
    pub(super) handover: Span,
    /// Where its contact belongs, if it was passed on by mistake.
    pub(super) belongs_to: Option<ContactTypeId>,
    /// The factor on the talk there.
    pub(super) work_there: Factor,
    /// Why its latest contact came.
    pub(super) cause: Cause,
    /// Where the customer is.
    pub(super) stage: Stage,
}

const _: () = assert!(size_of::<Option<Matter>>() <= 128);

/// What is announced of a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatterState {
    /// The type of its first contact.
    pub contact_type: ContactTypeId,
    /// The number of its first contact.
    pub index: u64,
    /// When that arrived.
    pub began: SimTime,
    /// The planning interval in which that arrived, or [`Contact::NOT_COUNTED`].
    pub interval: u32,
    /// Contacts so far [1..].
    pub contacts: u32,
    /// Whether one of them has asked for an agent.
    pub is_asked: bool,
    /// Whether an agent has handled one of them.
    pub is_handled: bool,
}

/// Where the customer of a matter is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stage {
    /// In line, or with an agent.
    WithAgents,
    /// In self-service since the contact arrived.
    InSelfService {
        /// The contact.
        contact: Contact,
        /// Which self-service.
        service: SelfServiceId,
        /// How the dialogue will end.
        end: SessionEnd,
        /// Its failed turns.
        failed_turns: u32,
    },
    /// Waiting to be called.
    Callback {
        /// The contact that was to wait.
        contact: Contact,
        /// When the customer took the callback.
        since: SimTime,
        /// How often the customer has been called.
        tries: u32,
    },
    /// Away, and coming back.
    Away {
        /// As what.
        contact_type: ContactTypeId,
        /// Whether straight to the agents.
        past_self_service: bool,
    },
}

impl<O: Observer> World<'_, O> {
    /// A customer gets in touch for the first time, unless the cause has been mended.
    #[inline(never)]
    pub(super) fn matter_begins(&mut self, contact: Contact) {
        let t = contact.contact_type.index();
        let journey = &self.inputs.journeys[t];
        let chances = &self.chances[t];
        let reason = chances.reason(&journey.reasons, contact.index);
        if reason.is_some_and(|reason| chances.is_spared(&journey.reasons[reason], contact.index)) {
            return;
        }
        let matter = self.matters.put(Matter {
            known: MatterState {
                contact_type: contact.contact_type,
                index: contact.index,
                began: contact.arrived,
                interval: contact.interval,
                contacts: 1,
                is_asked: false,
                is_handled: false,
            },
            tries: 0,
            reason: reason.map(number::id),
            numbers: 1,
            work: Factor::ONE,
            handover: Span::ZERO,
            belongs_to: None,
            work_there: Factor::ONE,
            cause: Cause::First,
            stage: Stage::WithAgents,
        });
        let contact = Contact { matter, ..contact };
        self.observer.matter_began(&contact);
        self.goes_in(contact, false);
    }

    /// A customer is back.
    pub(super) fn customer_returns(&mut self, id: u32) {
        let matter = self.matters.get_mut(id);
        let Stage::Away {
            contact_type,
            past_self_service,
        } = matter.stage
        else {
            unreachable!(
                "the customer of matter {id} returns from {:?}",
                matter.stage
            );
        };
        matter.known.contacts += 1;
        let contact = self.next_contact_of(id, contact_type.index());
        self.goes_in(contact, past_self_service);
    }

    /// A matter goes on, now, as a contact of a type.
    pub(super) fn next_contact_of(&mut self, id: u32, contact_type: usize) -> Contact {
        let matter = self.matters.get_mut(id);
        let first = matter.known;
        let index = follow_up_index(first.index, first.contact_type, matter.numbers.into());
        matter.numbers = matter.numbers.wrapping_add(1);
        Contact {
            contact_type: ContactTypeId::new(contact_type),
            index,
            arrived: self.now,
            interval: self.counts_to,
            matter: id,
        }
    }

    /// A contact of a matter comes in: it meets self-service first, or asks for an agent.
    fn goes_in(&mut self, contact: Contact, past_self_service: bool) {
        let journey = &self.inputs.journeys[contact.contact_type.index()];
        let matter = self.matters.get_mut(contact.matter);
        matter.stage = Stage::WithAgents;
        matter.work = Factor::ONE;
        let cause = matter.cause;
        self.observer.arrived(&contact, cause);
        if self.inputs.has_announcements
            && let Some(to) = self.deflection(&contact)
        {
            return self.is_moved(contact, to, past_self_service);
        }
        match journey.self_service {
            Some(service) if !past_self_service => self.meets_self_service(contact, service),
            _ => self.asks_for_agent(contact),
        }
    }

    /// A contact of a matter is deflected: it arrives as one of another type, or the customer lets the
    /// matter be.
    fn is_moved(&mut self, contact: Contact, to: Option<usize>, past_self_service: bool) {
        let Some(to) = to else {
            return self.matter_is_given_up(contact.matter, self.now);
        };
        let moved = Contact {
            contact_type: ContactTypeId::new(to),
            index: deflected_index(&contact),
            ..contact
        };
        self.goes_in(moved, past_self_service);
    }

    /// A contact of a matter asks for an agent.
    pub(super) fn asks_for_agent(&mut self, contact: Contact) {
        let matter = self.matters.get_mut(contact.matter);
        matter.known.is_asked = true;
        let cause = matter.cause;
        self.observer.asked(&contact, cause);
        self.offer(&contact);
    }

    /// A contact of a matter asks to be called back.
    pub(super) fn asks_for_callback(&mut self, contact: Contact) {
        let matter = self.matters.get_mut(contact.matter);
        matter.known.is_asked = true;
        let cause = matter.cause;
        self.observer.asked(&contact, cause);
        self.is_offered_callback(contact);
    }

    /// Whether the end of the replication waits for a contact that an agent has in hand: tickets can wait.
    pub(super) fn is_waited_for(&self, contact: &Contact) -> bool {
        let desk = &self.inputs.contact_types[contact.contact_type.index()].desk;
        contact.is_counted()
            && desk
                .as_ref()
                .is_none_or(|desk| desk.channel != ChannelKind::Ticket)
    }

    /// An agent takes a contact: what its matter makes of the talk by its reason, the context that was
    /// handed over or lost, and the time of handing over.
    #[inline(never)]
    pub(super) fn talk_about(&mut self, contact: &Contact, talk: Span) -> Span {
        self.counted_elsewhere += u64::from(self.is_waited_for(contact));
        let matter = self.matters.get_mut(contact.matter);
        let factor = matter.reason.map_or(matter.work, |reason| {
            let reasons = &self.inputs.journeys[matter.known.contact_type.index()].reasons;
            matter.work * reasons[number::index(reason)].talk_factor
        });
        talk * factor + std::mem::take(&mut matter.handover)
    }
}
