//! Where the customer of each matter is, from announcement to announcement.

use std::collections::BTreeMap;

use springtide::model::Cause;
use springtide::sim::{Answer, Contact, MatterState, Observer, SessionEnd};
use springtide::units::{SimTime, Span};

/// Who a customer is: the type and number of the first contact.
type Who = (usize, u64);

/// Follows every customer, and does not let anybody be in two places, or nowhere.
pub(super) struct Customers {
    counted_from: SimTime,
    end: SimTime,
    /// By the number of the matter, for as long as it is not over.
    open: BTreeMap<u32, Customer>,
    /// Every customer once, with the counted contacts of the matter.
    seen: BTreeMap<Who, u64>,
    counted: Counted,
}

/// The customer of a matter that is not over.
#[derive(Clone, Debug)]
struct Customer {
    who: Who,
    began: SimTime,
    contacts: u32,
    counted_contacts: u64,
    place: Place,
    /// Whether the contact of just now counts.
    is_counted: bool,
    talk_ends: Option<SimTime>,
}

/// Where a customer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// About to get in touch, or between self-service and the agents.
    AtTheDoor,
    InSelfService,
    /// About to be refused, answered, or to stand in line.
    AsksForAgent,
    InLine,
    WithAgent,
    /// The contact is over: the matter ends, or the customer comes back.
    Undecided,
    /// Contained falsely, or not resolved by an agent, or unanswered: back because of this.
    Away(Cause),
}

/// Counted contacts and matters.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    arrived: u64,
    contained: u64,
    given_up: u64,
    turned_away: u64,
    offered: u64,
    matters: u64,
    resolved: u64,
    let_be: u64,
}

impl Customers {
    pub(super) fn new(counted_from: SimTime, end: SimTime) -> Self {
        Self {
            counted_from,
            end,
            open: BTreeMap::new(),
            seen: BTreeMap::new(),
            counted: Counted::default(),
        }
    }

    fn of(&mut self, contact: &Contact) -> &mut Customer {
        (self.open.get_mut(&contact.matter)).unwrap_or_else(|| panic!("{contact:?} has no matter"))
    }

    /// The customer goes from one place to another; nobody is followed who has no matter.
    fn moves(&mut self, contact: &Contact, from: Place, to: Place) {
        if contact.matter == Contact::NO_MATTER {
            return;
        }
        let customer = self.of(contact);
        assert_eq!(customer.place, from, "{contact:?} goes to {to:?}");
        customer.place = to;
    }

    /// A matter is over: who it was.
    fn is_over(&mut self, matter: &MatterState, at: SimTime, places: &[Place]) -> Customer {
        let who = (matter.contact_type.index(), matter.index);
        let id = self.open.iter().find(|(_, customer)| customer.who == who);
        let id = *id.unwrap_or_else(|| panic!("{matter:?} is not open")).0;
        let customer = self.open.remove(&id).unwrap();
        assert!(places.contains(&customer.place), "{customer:?}");
        assert_eq!(customer.contacts, matter.contacts, "{customer:?}");
        assert_eq!(customer.began, matter.began);
        assert!(at >= matter.began);
        *self.seen.get_mut(&who).unwrap() = customer.counted_contacts;
        customer
    }

    /// What must hold at the end.
    pub(super) fn add_up(&self, follows: bool) {
        let counted = self.counted;
        assert_eq!(!self.seen.is_empty(), follows);
        let still = (self.open.values())
            .filter(|customer| customer.is_counted && customer.place == Place::InSelfService);
        let still = u64::try_from(still.count()).unwrap();
        assert_eq!(
            counted.arrived,
            counted.contained + counted.given_up + counted.turned_away + counted.offered + still,
            "{counted:?}"
        );
        // Every matter is resolved, given up or open, and its contacts add up.
        let open = self.open.values();
        let is_counted = |began: SimTime| self.counted_from <= began && began < self.end;
        let still_open = open
            .clone()
            .filter(|customer| is_counted(customer.began))
            .count();
        assert_eq!(
            counted.matters,
            counted.resolved + counted.let_be + u64::try_from(still_open).unwrap(),
            "{counted:?}"
        );
        let contacts: u64 = self.seen.values().sum();
        let of_open: u64 = open.map(|customer| customer.counted_contacts).sum();
        assert_eq!(counted.arrived, contacts + of_open, "{counted:?}");
    }
}

impl Observer for Customers {
    fn matter_began(&mut self, contact: &Contact) {
        let who = (contact.contact_type.index(), contact.index);
        assert!(self.seen.insert(who, 0).is_none(), "{who:?} a second time");
        let customer = Customer {
            who,
            began: contact.arrived,
            contacts: 0,
            counted_contacts: 0,
            place: Place::Away(Cause::First),
            is_counted: false,
            talk_ends: None,
        };
        let before = self.open.insert(contact.matter, customer);
        assert!(before.is_none(), "{before:?} has lost its matter");
        self.counted.matters += u64::from(contact.is_counted());
    }

    fn arrived(&mut self, contact: &Contact, cause: Cause) {
        self.counted.arrived += u64::from(contact.is_counted());
        let customer = self.of(contact);
        // Redials follow what nobody answered, and are known by nothing else before they come.
        let expected = match customer.place {
            Place::Undecided => Cause::Redial,
            Place::Away(cause) => cause,
            elsewhere => panic!("{contact:?} comes from {elsewhere:?}"),
        };
        assert_eq!(cause, expected, "{contact:?}");
        customer.place = Place::AtTheDoor;
        customer.contacts += 1;
        customer.counted_contacts += u64::from(contact.is_counted());
        customer.is_counted = contact.is_counted();
    }

    fn bypasses_self_service(&mut self, contact: &Contact) {
        self.moves(contact, Place::AtTheDoor, Place::AtTheDoor);
    }

    fn turned_away(&mut self, contact: &Contact) {
        self.counted.turned_away += u64::from(contact.is_counted());
        self.moves(contact, Place::AtTheDoor, Place::Undecided);
    }

    fn dialogue_begins(&mut self, contact: &Contact) {
        self.moves(contact, Place::AtTheDoor, Place::InSelfService);
    }

    fn dialogue_ended(&mut self, contact: &Contact, end: SessionEnd, _: Span, _: u32) {
        let counts = u64::from(contact.is_counted());
        let to = match end {
            SessionEnd::Contained | SessionEnd::GivenUp => Place::Undecided,
            SessionEnd::FalselyContained => Place::Away(Cause::FalselyContained),
            SessionEnd::Escalated => Place::AtTheDoor,
        };
        match end {
            SessionEnd::Contained | SessionEnd::FalselyContained => {
                self.counted.contained += counts;
            }
            SessionEnd::GivenUp => self.counted.given_up += counts,
            SessionEnd::Escalated => {}
        }
        self.moves(contact, Place::InSelfService, to);
    }

    fn asked(&mut self, contact: &Contact, _: Cause) {
        self.counted.offered += u64::from(contact.is_counted());
        self.moves(contact, Place::AtTheDoor, Place::AsksForAgent);
    }

    fn blocked(&mut self, contact: &Contact) {
        self.moves(contact, Place::AsksForAgent, Place::Undecided);
    }

    fn waits(&mut self, contact: &Contact) {
        self.moves(contact, Place::AsksForAgent, Place::InLine);
    }

    fn sent_away(&mut self, contact: &Contact, _: SimTime, waited: bool) {
        let from = if waited {
            Place::InLine
        } else {
            Place::AsksForAgent
        };
        self.moves(contact, from, Place::Undecided);
    }

    fn answered(&mut self, contact: &Contact, answer: &Answer) {
        let from = if answer.waited {
            Place::InLine
        } else {
            Place::AsksForAgent
        };
        self.moves(contact, from, Place::WithAgent);
        if contact.matter != Contact::NO_MATTER {
            self.of(contact).talk_ends = Some(answer.at + answer.talk);
        }
    }

    fn abandoned(&mut self, contact: &Contact, at: SimTime) {
        let waited = at > contact.arrived;
        let from = if waited {
            Place::InLine
        } else {
            Place::AsksForAgent
        };
        self.moves(contact, from, Place::Undecided);
    }

    fn still_there(&mut self, contact: &Contact, _: SimTime) {
        self.moves(contact, Place::InLine, Place::InLine);
    }

    fn handled(&mut self, contact: &Contact, matter: &MatterState, comes_back: Option<Span>) {
        let to = match comes_back {
            Some(_) => Place::Away(Cause::Repeat),
            None => Place::Undecided,
        };
        self.moves(contact, Place::WithAgent, to);
        assert_eq!(self.of(contact).contacts, matter.contacts);
        assert!(matter.is_asked, "{matter:?}");
    }

    fn matter_resolved(&mut self, matter: &MatterState, at: SimTime, by_agent: bool) {
        let customer = self.is_over(matter, at, &[Place::Undecided]);
        if by_agent {
            assert_eq!(customer.talk_ends, Some(at), "{customer:?}");
        }
        self.counted.resolved += u64::from(matter.interval != Contact::NOT_COUNTED);
    }

    fn matter_given_up(&mut self, matter: &MatterState, at: SimTime) {
        let back = Place::Away(Cause::FalselyContained);
        let _ = self.is_over(matter, at, &[Place::Undecided, back]);
        self.counted.let_be += u64::from(matter.interval != Contact::NOT_COUNTED);
    }
}
