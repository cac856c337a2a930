//! The whole numbers that measures are made of.

use crate::model::{Cause, ServiceLevelRule};

/// A whole number that can be read off a tally and added up over types, groups and periods.
///
/// Times are in microseconds, squares of times in square microseconds, costs in millionths of the
/// currency's unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// Offered and deflected: all who came, where matters are not followed.
    OfferedOrDeflected,
    /// Deflected by an announcement as they arrived.
    Deflected,
    /// Asked for an agent.
    Offered,
    /// Refused because the line, or every trunk, was full.
    Blocked,
    /// Arrived at a closed queue, or waited in it as it closed.
    SentAway,
    /// Still in line when the replication ended.
    StillThere,
    /// Answered.
    Answered,
    /// Handled: answered, or called back and reached.
    Handled,
    /// Left unanswered.
    Abandoned,
    /// Let in: offered less blocked and those who came to a closed queue.
    Accepted,
    /// Those whose wait came to an end: answered, abandoned, or sent away from the line.
    Settled,
    /// Not answered at once and let in.
    Waited,
    /// Answered after standing in line.
    AnsweredWaited,
    /// The top of the service level under a rule, within the queue's target wait.
    Met(ServiceLevelRule),
    /// Its bottom.
    Due(ServiceLevelRule),
    /// The top of the service level under each queue's own rule.
    MetOwn,
    /// Its bottom.
    DueOwn,
    /// The top of the service level under a rule, within one of the further waits.
    MetWithin(ServiceLevelRule, usize),
    /// Its bottom.
    DueWithin(ServiceLevelRule, usize),
    /// Waited longer than one of the asked waits.
    WaitedOver(usize),
    /// Waits of those answered.
    WaitAnswered,
    /// Waits of those who abandoned.
    WaitAbandoned,
    /// Waits of all whose wait came to an end.
    WaitSettled,
    /// Squares of the waits of those answered.
    SquareAnswered,
    /// Squares of the waits of those who abandoned.
    SquareAbandoned,
    /// Squares of the waits of all whose wait came to an end.
    SquareSettled,
    /// Talk and wrap-up of those answered.
    Handling,
    /// Time in line, all customers together.
    LineTime,
    /// Answered in the period, whenever they arrived.
    AnsweredThen,
    /// Abandoned in the period, whenever they arrived.
    AbandonedThen,
    /// Came in.
    Arrived,
    /// Came in for a cause.
    ArrivedBecause(Cause),
    /// Asked for an agent, where it is known for which cause.
    Asked,
    /// Asked for an agent for a cause.
    AskedBecause(Cause),
    /// Went past a self-service that could not take them.
    Bypassed,
    /// Turned away by a self-service that could not take them.
    TurnedAway,
    /// Dialogues with self-service.
    Dialogues,
    /// Dialogues that ended.
    DialoguesEnded,
    /// Dialogues that ended as solved.
    Contained,
    /// Dialogues that ended solved.
    TrulyContained,
    /// Dialogues that ended as solved, and were not.
    FalselyContained,
    /// Dialogues that ended with no result.
    GivenUp,
    /// Dialogues that ended without an agent.
    NotPassedOn,
    /// Dialogues that ended with an agent.
    Escalated,
    /// Turns of dialogues that were not understood.
    FailedTurns,
    /// Length of dialogues.
    DialogueTime,
    /// Passed on by agents.
    Transfers,
    /// Passed on to where they do not belong.
    WrongTransfers,
    /// Matters begun.
    Matters,
    /// Matters resolved.
    Resolved,
    /// Matters resolved by self-service, no agent asked.
    ResolvedAlone,
    /// Matters over and not resolved.
    LetBe,
    /// Matters that are not over.
    Open,
    /// Contacts of the matters resolved.
    ContactsOfResolved,
    /// From the first contact to the resolution.
    TimeToResolution,
    /// Matters that an agent has handled.
    HandledMatters,
    /// Of these not back within the window of FCR.
    NotRepeated,
    /// Told how long they would wait.
    Told,
    /// What they were told.
    ToldTime,
    /// Left at once because of that.
    Balked,
    /// Offered anew as contacts of another type.
    Moved,
    /// Took a callback.
    Callbacks,
    /// Callbacks that reached the customer.
    CallbacksReached,
    /// The time until then.
    CallbackWait,
    /// Callbacks that did not, the last time either.
    CallbacksLost,
    /// Callbacks still owed.
    CallbacksOpen,
    /// Took something else than an agent from self-service.
    Diverted,
    /// Time from the answer to the end of wrap-up, whatever else was in hand.
    Duration,
    /// Tickets finished.
    Finished,
    /// Time from coming in to the end of the work, of tickets finished.
    ToFinish,
    /// Squares of it.
    SquareToFinish,
    /// Tickets that were due within the horizon.
    DueByEnd,
    /// Those of them that were finished by then.
    InDueTime,
    /// Time of tickets that nobody works on.
    Backlog,
    /// Their ages over that time, in microseconds × seconds.
    BacklogAges,
    /// Customers who left silently.
    SilentlyAbandoned,
    /// Agents' time that finding out about them took.
    TimeLost,
    /// Contacts in hand, all together over time.
    InHand,
    /// Time of people with just so many contacts in hand.
    WithInHand(u32),
    /// Time of people logged in × the most contacts that one may have in hand.
    Places,
    /// Time of busy people.
    Busy,
    /// Time of people logged in.
    LoggedIn,
    /// Paid time behind the people logged in.
    Paid,
    /// What that time costs \[millionths of the currency's unit, as all costs\].
    StaffCost,
    /// What contacts cost that are paid for one by one.
    ContactCost,
    /// Both.
    PeopleCost,
    /// What dialogues with self-service cost; known of the whole centre alone, as are those that
    /// follow.
    SessionCost,
    /// What abandoned contacts cost.
    AbandonedCost,
    /// What trunks cost.
    TrunkCost,
    /// What broken promises cost.
    PenaltyCost,
    /// All of these.
    AllCost,
    /// Matters resolved, to be set beside costs.
    ResolvedMatters,
}

impl Quantity {
    /// Whether it is a length of time \[µs\] rather than a number of contacts.
    pub const fn is_time(self) -> bool {
        matches!(
            self,
            Self::WaitAnswered
                | Self::WaitAbandoned
                | Self::WaitSettled
                | Self::Handling
                | Self::LineTime
                | Self::DialogueTime
                | Self::TimeToResolution
                | Self::ToldTime
                | Self::CallbackWait
                | Self::Duration
                | Self::ToFinish
                | Self::Backlog
                | Self::BacklogAges
                | Self::TimeLost
                | Self::InHand
                | Self::WithInHand(_)
                | Self::Places
                | Self::Busy
                | Self::LoggedIn
                | Self::Paid
        )
    }

    /// Whether a millionth of its measure's unit is 1 of it: times and costs.
    pub const fn is_in_millionths(self) -> bool {
        self.is_time()
            || matches!(
                self,
                Self::StaffCost
                    | Self::ContactCost
                    | Self::PeopleCost
                    | Self::SessionCost
                    | Self::AbandonedCost
                    | Self::TrunkCost
                    | Self::PenaltyCost
                    | Self::AllCost
            )
    }

    /// Whether it is known of people and not of customers.
    pub const fn is_of_people(self) -> bool {
        matches!(
            self,
            Self::Busy
                | Self::LoggedIn
                | Self::Paid
                | Self::StaffCost
                | Self::ContactCost
                | Self::PeopleCost
                | Self::SessionCost
                | Self::AbandonedCost
                | Self::TrunkCost
                | Self::PenaltyCost
                | Self::AllCost
                | Self::ResolvedMatters
                | Self::InHand
                | Self::WithInHand(_)
                | Self::Places
        )
    }
}
