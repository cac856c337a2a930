//! What the simulation announces; it says nothing about sums.

use super::matter::MatterState;
use crate::model::{Cause, ContactTypeId, SkillGroupId};
use crate::units::{SimTime, Span};

/// Who a contact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its type.
    pub contact_type: ContactTypeId,
    /// Its number among the contacts of its type in this replication [0..]; with the type it names
    /// the same customer under every plan.
    pub index: u64,
    /// When it arrived.
    pub arrived: SimTime,
    /// The planning interval in which it arrived, or [`Contact::NOT_COUNTED`].
    pub interval: u32,
    /// The matter it is about, a number that another matter may have later; [`Contact::NO_MATTER`]
    /// where nothing follows from contacts.
    pub matter: u32,
}

impl Contact {
    /// The interval of contacts that load the centre and are not counted: those of the warm-up,
    /// those there from the start, and those after the horizon.
    pub const NOT_COUNTED: u32 = u32::MAX;

    /// The matter of contacts where nothing follows from them.
    pub const NO_MATTER: u32 = u32::MAX;

    /// Whether the contact counts.
    #[inline]
    pub const fn is_counted(&self) -> bool {
        self.interval != Self::NOT_COUNTED
    }
}

/// An agent's answer to a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// When the agent took the contact.
    pub at: SimTime,
    /// Whether the contact stood in line before.
    pub waited: bool,
    /// The agent's group.
    pub group: SkillGroupId,
    /// The agent's number among all agents of the centre.
    pub agent: u32,
    /// Time with the customer.
    pub talk: Span,
    /// Work after the customer has left.
    pub wrap_up: Span,
}

/// What became of a contact that an agent with a desk had in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finish {
    /// When it was over.
    pub at: SimTime,
    /// When an agent took the contact for the first time.
    pub taken: SimTime,
    /// The group of the agent who had it last.
    pub group: SkillGroupId,
    /// The number of that agent.
    pub agent: u32,
    /// The agents' time that it took: the time with j contacts in hand ÷ j.
    pub time: Span,
    /// How it ended.
    pub how: How,
}

/// How a contact in hand ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It is finished, wrap-up included.
    Finished,
    /// The replication ended first, with the contact in hand or laid aside.
    Unfinished,
    /// An agent found out that the customer had left silently.
    FoundGone,
}

/// The people of a group at an instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupState {
    /// Free and ready.
    pub idle: u32,
    /// With a contact or in wrap-up, those who will leave after it included.
    pub busy: u32,
    /// Of the busy, those beyond the plan, who take no further contact.
    pub leaving: u32,
}

/// What a customer is made of, whatever becomes of the contact; the same under every plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Customer {
    /// How long it would wait; `None`: for ever. Zero if it would not stand in line at all.
    pub patience: Option<Span>,
    /// Time with an agent of the first group in the type's order.
    pub talk: Span,
    /// Work of that agent after the customer has left.
    pub wrap_up: Span,
}

/// How a dialogue with self-service ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEnd {
    /// The matter is solved.
    Contained,
    /// It counts as solved and is not.
    FalselyContained,
    /// The customer leaves with nothing.
    GivenUp,
    /// The customer is passed on to the agents.
    Escalated,
}

/// Listens to one replication.
///
/// Announcements come in the order in which they are decided, which is the order of time but for
/// those who leave a line: they may be announced later than they left, with the true instant, before
/// anything that depends on them; and for dialogues that nobody leaves for an agent: their end, and what
/// follows from it, may be announced as they begin, with the true instants. Who arrives is announced as offered or as deflected. Every contact that
/// is offered is announced exactly once more as blocked, sent away, answered, abandoned, moving on, taking
/// a callback or still there.
///
/// Methods do nothing unless overridden, and cost nothing then.
#[expect(
    unused_variables,
    reason = "the parameters are for those who override the methods"
)]
pub trait Observer {
    /// Whether [`Observer::customer`] is to be called; it costs a draw or two a contact.
    const FOLLOWS_CUSTOMERS: bool = false;

    /// Who has just been announced as offered, or deflected, is such a customer.
    fn customer(&mut self, contact: &Contact, customer: &Customer) {}

    /// An interval begins; `interval` is its place in the horizon. The people of this instant's
    /// staffing change are announced after this.
    fn interval_started(&mut self, at: SimTime, interval: u32) {}

    /// The last interval has ended; what follows is not counted.
    fn horizon_ended(&mut self, at: SimTime) {}

    /// An announcement deflects a contact as it arrives: it does not ask for an agent. If it arrives
    /// elsewhere instead, that is announced after this, as of another contact.
    fn deflected(&mut self, contact: &Contact) {}

    /// A contact asks for an agent.
    fn offered(&mut self, contact: &Contact) {}

    /// A contact is refused because the line, or every trunk, is full.
    fn blocked(&mut self, contact: &Contact) {}

    /// A contact could not be answered at once and stands in line.
    fn waits(&mut self, contact: &Contact) {}

    /// A contact arrives at a closed queue (`waited` is false), or waits in it as it closes.
    fn sent_away(&mut self, contact: &Contact, at: SimTime, waited: bool) {}

    /// An agent takes a contact.
    fn answered(&mut self, contact: &Contact, answer: &Answer) {}

    /// An agent who may have several contacts in hand, or lay one aside, takes a contact. Talk and wrap-up
    /// are as they would be with nothing else in hand; what they took is announced as it
    /// [ends](Observer::finished).
    fn answered_at_desk(&mut self, contact: &Contact, answer: &Answer) {
        self.answered(contact, answer);
    }

    /// A contact that was announced as answered at a desk, or as left silently, is in hand no longer.
    fn finished(&mut self, contact: &Contact, finish: &Finish) {}

    /// An agent of a group with desks has `to` contacts in hand and had `from`.
    fn hands_changed(&mut self, group: SkillGroupId, at: SimTime, from: u32, to: u32) {}

    /// A ticket joins those that nobody works on (it came in, or was laid aside), or leaves them.
    fn backlog_changed(&mut self, contact: &Contact, at: SimTime, joins: bool) {}

    /// Who has just been announced as abandoned left silently: an agent has yet to find out.
    fn left_silently(&mut self, contact: &Contact) {}

    /// A contact left the line; or, at the instant of its arrival, would not stand in it.
    fn abandoned(&mut self, contact: &Contact, at: SimTime) {}

    /// A contact that cannot be answered at once is told a wait; what follows is announced after this.
    fn hears(&mut self, contact: &Contact, wait: Span) {}

    /// A contact is about to abandon at once because of what it was told.
    fn balks(&mut self, contact: &Contact) {}

    /// A contact is about to be offered again as one of another type; `waited`: it stood in line until
    /// now.
    fn moves_on(&mut self, contact: &Contact, at: SimTime, waited: bool) {}

    /// A contact is to be called back; `waited`: it stood in line until now.
    fn takes_callback(&mut self, contact: &Contact, at: SimTime, waited: bool) {}

    /// A customer who was to be called back has picked up, so long after taking the callback.
    fn called_back(&mut self, contact: &Contact, answer: &Answer, after: Span) {}

    /// A customer who was to be called back has not picked up, the last time too.
    fn callback_lost(&mut self, contact: &Contact) {}

    /// A contact that self-service would pass on takes something else, because the wait is too long.
    fn diverted(&mut self, contact: &Contact) {}

    /// A contact stands in line when the replication ends.
    fn still_there(&mut self, contact: &Contact, at: SimTime) {}

    /// The people of a group changed to `state`. Not announced when an agent ends one contact and
    /// takes the next at the same instant.
    fn group_changed(&mut self, group: SkillGroupId, at: SimTime, state: GroupState) {}

    /// A customer gets in touch for the first time (where matters are followed, here and below).
    fn matter_began(&mut self, contact: &Contact) {}

    /// A contact comes in: it meets self-service or asks for an agent.
    fn arrived(&mut self, contact: &Contact, cause: Cause) {}

    /// A contact goes past a self-service that cannot take it.
    fn bypasses_self_service(&mut self, contact: &Contact) {}

    /// A contact is turned away by a self-service that cannot take it.
    fn turned_away(&mut self, contact: &Contact) {}

    /// A dialogue with self-service begins.
    fn dialogue_begins(&mut self, contact: &Contact) {}

    /// A dialogue has ended.
    fn dialogue_ended(
        &mut self,
        contact: &Contact,
        end: SessionEnd,
        length: Span,
        failed_turns: u32,
    ) {
    }

    /// A contact is about to be announced as offered, for this cause.
    fn asked(&mut self, contact: &Contact, cause: Cause) {}

    /// The talk of a contact is over; `matter` is as before it, and the customer comes back after so long, if so.
    fn handled(&mut self, contact: &Contact, matter: &MatterState, comes_back: Option<Span>) {}

    /// An agent of a group has passed a contact on, rightly or wrongly, and is busy with that for so long.
    fn transferred(
        &mut self,
        contact: &Contact,
        group: SkillGroupId,
        cause: Cause,
        handover: Span,
    ) {
    }

    /// A matter is resolved, by an agent or by self-service.
    fn matter_resolved(&mut self, matter: &MatterState, at: SimTime, by_agent: bool) {}

    /// A matter is over and not resolved.
    fn matter_given_up(&mut self, matter: &MatterState, at: SimTime) {}
}

/// Two listeners are a listener.
impl<A: Observer, B: Observer> Observer for (A, B) {
    const FOLLOWS_CUSTOMERS: bool = A::FOLLOWS_CUSTOMERS || B::FOLLOWS_CUSTOMERS;

    fn customer(&mut self, contact: &Contact, customer: &Customer) {
        self.0.customer(contact, customer);
        self.1.customer(contact, customer);
    }

    #[inline]
    fn interval_started(&mut self, at: SimTime, interval: u32) {
        self.0.interval_started(at, interval);
        self.1.interval_started(at, interval);
    }

    #[inline]
    fn horizon_ended(&mut self, at: SimTime) {
        self.0.horizon_ended(at);
        self.1.horizon_ended(at);
    }

    #[inline]
    fn deflected(&mut self, contact: &Contact) {
        self.0.deflected(contact);
        self.1.deflected(contact);
    }

    #[inline]
    fn offered(&mut self, contact: &Contact) {
        self.0.offered(contact);
        self.1.offered(contact);
    }

    #[inline]
    fn blocked(&mut self, contact: &Contact) {
        self.0.blocked(contact);
        self.1.blocked(contact);
    }

    #[inline]
    fn waits(&mut self, contact: &Contact) {
        self.0.waits(contact);
        self.1.waits(contact);
    }

    #[inline]
    fn sent_away(&mut self, contact: &Contact, at: SimTime, waited: bool) {
        self.0.sent_away(contact, at, waited);
        self.1.sent_away(contact, at, waited);
    }

    #[inline]
    fn answered(&mut self, contact: &Contact, answer: &Answer) {
        self.0.answered(contact, answer);
        self.1.answered(contact, answer);
    }

    #[inline]
    fn answered_at_desk(&mut self, contact: &Contact, answer: &Answer) {
        self.0.answered_at_desk(contact, answer);
        self.1.answered_at_desk(contact, answer);
    }

    #[inline]
    fn finished(&mut self, contact: &Contact, finish: &Finish) {
        self.0.finished(contact, finish);
        self.1.finished(contact, finish);
    }

    #[inline]
    fn hands_changed(&mut self, group: SkillGroupId, at: SimTime, from: u32, to: u32) {
        self.0.hands_changed(group, at, from, to);
        self.1.hands_changed(group, at, from, to);
    }

    #[inline]
    fn backlog_changed(&mut self, contact: &Contact, at: SimTime, joins: bool) {
        self.0.backlog_changed(contact, at, joins);
        self.1.backlog_changed(contact, at, joins);
    }

    #[inline]
    fn left_silently(&mut self, contact: &Contact) {
        self.0.left_silently(contact);
        self.1.left_silently(contact);
    }

    #[inline]
    fn abandoned(&mut self, contact: &Contact, at: SimTime) {
        self.0.abandoned(contact, at);
        self.1.abandoned(contact, at);
    }

    #[inline]
    fn hears(&mut self, contact: &Contact, wait: Span) {
        self.0.hears(contact, wait);
        self.1.hears(contact, wait);
    }

    #[inline]
    fn balks(&mut self, contact: &Contact) {
        self.0.balks(contact);
        self.1.balks(contact);
    }

    #[inline]
    fn moves_on(&mut self, contact: &Contact, at: SimTime, waited: bool) {
        self.0.moves_on(contact, at, waited);
        self.1.moves_on(contact, at, waited);
    }

    #[inline]
    fn takes_callback(&mut self, contact: &Contact, at: SimTime, waited: bool) {
        self.0.takes_callback(contact, at, waited);
        self.1.takes_callback(contact, at, waited);
    }

    #[inline]
    fn called_back(&mut self, contact: &Contact, answer: &Answer, after: Span) {
        self.0.called_back(contact, answer, after);
        self.1.called_back(contact, answer, after);
    }

    #[inline]
    fn callback_lost(&mut self, contact: &Contact) {
        self.0.callback_lost(contact);
        self.1.callback_lost(contact);
    }

    #[inline]
    fn diverted(&mut self, contact: &Contact) {
        self.0.diverted(contact);
        self.1.diverted(contact);
    }

    #[inline]
    fn still_there(&mut self, contact: &Contact, at: SimTime) {
        self.0.still_there(contact, at);
        self.1.still_there(contact, at);
    }

    #[inline]
    fn group_changed(&mut self, group: SkillGroupId, at: SimTime, state: GroupState) {
        self.0.group_changed(group, at, state);
        self.1.group_changed(group, at, state);
    }

    #[inline]
    fn matter_began(&mut self, contact: &Contact) {
        self.0.matter_began(contact);
        self.1.matter_began(contact);
    }

    #[inline]
    fn arrived(&mut self, contact: &Contact, cause: Cause) {
        self.0.arrived(contact, cause);
        self.1.arrived(contact, cause);
    }

    #[inline]
    fn bypasses_self_service(&mut self, contact: &Contact) {
        self.0.bypasses_self_service(contact);
        self.1.bypasses_self_service(contact);
    }

    #[inline]
    fn turned_away(&mut self, contact: &Contact) {
        self.0.turned_away(contact);
        self.1.turned_away(contact);
    }

    #[inline]
    fn dialogue_begins(&mut self, contact: &Contact) {
        self.0.dialogue_begins(contact);
        self.1.dialogue_begins(contact);
    }

    #[inline]
    fn dialogue_ended(
        &mut self,
        contact: &Contact,
        end: SessionEnd,
        length: Span,
        failed_turns: u32,
    ) {
        self.0.dialogue_ended(contact, end, length, failed_turns);
        self.1.dialogue_ended(contact, end, length, failed_turns);
    }

    #[inline]
    fn asked(&mut self, contact: &Contact, cause: Cause) {
        self.0.asked(contact, cause);
        self.1.asked(contact, cause);
    }

    #[inline]
    fn handled(&mut self, contact: &Contact, matter: &MatterState, comes_back: Option<Span>) {
        self.0.handled(contact, matter, comes_back);
        self.1.handled(contact, matter, comes_back);
    }

    #[inline]
    fn transferred(
        &mut self,
        contact: &Contact,
        group: SkillGroupId,
        cause: Cause,
        handover: Span,
    ) {
        self.0.transferred(contact, group, cause, handover);
        self.1.transferred(contact, group, cause, handover);
    }

    #[inline]
    fn matter_resolved(&mut self, matter: &MatterState, at: SimTime, by_agent: bool) {
        self.0.matter_resolved(matter, at, by_agent);
        self.1.matter_resolved(matter, at, by_agent);
    }

    #[inline]
    fn matter_given_up(&mut self, matter: &MatterState, at: SimTime) {
        self.0.matter_given_up(matter, at);
        self.1.matter_given_up(matter, at);
    }
}
