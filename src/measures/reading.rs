//! How a quantity is read off a tally.

use super::Quantity;
use crate::model::ServiceLevelRule;
use crate::stats::{
    BacklogCell, DeskCell, GroupCell, Handled, JourneyCell, ReliefCell, ThenCell, TypeCell,
};
use crate::units::number;

/// What a tally says about a contact type in a cell.
#[derive(Clone, Copy, Debug)]
pub struct TypeView<'a> {
    /// What became of its contacts.
    pub cell: &'a TypeCell,
    /// What happened to its contacts in the cell.
    pub then: &'a ThenCell,
    /// What became of those answered at desks, and of tickets.
    pub desk: &'a DeskCell,
    /// Its tickets that nobody works on.
    pub backlog: &'a BacklogCell,
    /// Its contacts handled, by all groups.
    pub handled: Handled,
    /// Further waits: answered after standing in line within each, abandoned within each, longer.
    pub extras: &'a [u64],
    /// How many further waits there are within which answers are counted.
    pub within: usize,
    /// What happened around its contacts.
    pub journey: &'a JourneyCell,
    /// What became of those that met more than the line.
    pub relief: &'a ReliefCell,
    /// The rule of its queue.
    pub rule: ServiceLevelRule,
}

/// What a tally says about a skill group in a cell.
#[derive(Clone, Copy, Debug)]
pub struct GroupView<'a> {
    /// The time of its people.
    pub cell: GroupCell,
    /// The contacts that it handled, of all types.
    pub handled: Handled,
    /// Its paid time \[µs\].
    pub paid: u128,
    /// What that time costs \[millionths of the currency's unit\]; 0 where no rate is stated.
    pub cost: u128,
    /// What its contacts cost that are paid for one by one, in the same unit.
    pub contact_cost: u128,
    /// The time of its people with 1, 2, … contacts in hand; empty if it has no desks.
    pub hands: &'a [u128],
}

impl Quantity {
    /// The number of a contact type in a cell; zero if it is one of people.
    pub fn of_type(self, view: &TypeView<'_>) -> u128 {
        let cell = view.cell;
        let relief = view.relief;
        let answered = view.handled.contacts - relief.reached;
        let answered_at_once = answered - cell.answered_waited;
        let count = match self {
            Self::OfferedOrDeflected => cell.offered + cell.deflected,
            Self::Deflected => cell.deflected,
            Self::Offered => cell.offered,
            Self::Blocked => cell.blocked,
            Self::SentAway => cell.sent_away_at_door + cell.sent_away_from_line,
            Self::StillThere => cell.still_there,
            Self::Answered => answered,
            Self::Handled => view.handled.contacts,
            Self::Abandoned => cell.abandoned,
            Self::Accepted => {
                cell.offered - cell.blocked - cell.sent_away_at_door - relief.left_at_door()
            }
            Self::Settled => {
                answered + cell.abandoned + cell.sent_away_from_line + relief.left_from_line()
            }
            Self::Waited => {
                cell.answered_waited
                    + cell.abandoned
                    + cell.sent_away_from_line
                    + cell.still_there
                    + relief.left_from_line()
            }
            Self::AnsweredWaited => cell.answered_waited,
            Self::Met(rule) => {
                let answered = answered_at_once + cell.in_target_waited;
                met(rule, answered, cell.short_abandoned)
            }
            Self::Due(rule) => due(rule, answered, cell.offered, cell.short_abandoned),
            Self::MetOwn => return Self::Met(view.rule).of_type(view),
            Self::DueOwn => return Self::Due(view.rule).of_type(view),
            Self::MetWithin(rule, wait) => {
                let abandoned = view.extras[view.within + wait];
                met(rule, answered_at_once + view.extras[wait], abandoned)
            }
            Self::DueWithin(rule, wait) => due(
                rule,
                answered,
                cell.offered,
                view.extras[view.within + wait],
            ),
            Self::WaitedOver(wait) => view.extras[2 * view.within + wait],
            Self::AnsweredThen => answered_at_once + view.then.answered_waited,
            Self::AbandonedThen => view.then.abandoned,
            Self::WaitAnswered => return cell.wait_answered,
            Self::WaitAbandoned => return cell.wait_abandoned,
            Self::WaitSettled => {
                return cell.wait_answered + cell.wait_abandoned + cell.wait_sent_away;
            }
            Self::SquareAnswered => return cell.square_answered,
            Self::SquareAbandoned => return cell.square_abandoned,
            Self::SquareSettled => {
                return cell.square_answered + cell.square_abandoned + cell.square_sent_away;
            }
            Self::Handling => return view.handled.handling,
            Self::LineTime => return view.then.line_time,
            Self::Told => relief.told,
            Self::ToldTime => return relief.told_time,
            Self::Balked => relief.balked,
            Self::Moved => relief.moved_at_door + relief.moved_from_line,
            Self::Callbacks => relief.callbacks_at_door + relief.callbacks_from_line,
            Self::CallbacksReached => relief.reached,
            Self::CallbackWait => return relief.reached_after,
            Self::CallbacksLost => relief.lost,
            Self::CallbacksOpen => {
                relief.callbacks_at_door + relief.callbacks_from_line - relief.reached - relief.lost
            }
            Self::Diverted => relief.diverted,
            // Elsewhere than at desks the answer is followed by nothing but the handling.
            Self::Duration => {
                return view.handled.handling - view.desk.time + view.desk.duration;
            }
            Self::Finished => view.desk.finished,
            Self::ToFinish => return view.desk.to_finish,
            Self::SquareToFinish => return view.desk.square_to_finish,
            Self::DueByEnd => view.desk.due,
            Self::InDueTime => view.desk.in_due_time,
            Self::Backlog => return view.backlog.time,
            Self::BacklogAges => return view.backlog.ages,
            Self::SilentlyAbandoned => view.desk.silent,
            Self::TimeLost => return view.desk.lost,
            other => return other.around_contacts(view.journey),
        };
        u128::from(count)
    }

    /// The number of what happens around the contacts of a type in a cell.
    fn around_contacts(self, cell: &JourneyCell) -> u128 {
        let ended = cell.contained + cell.falsely_contained + cell.given_up + cell.escalated;
        let count = match self {
            Self::Arrived => cell.arrived.iter().sum(),
            Self::ArrivedBecause(cause) => cell.arrived[cause.index()],
            Self::Asked => cell.asked.iter().sum(),
            Self::AskedBecause(cause) => cell.asked[cause.index()],
            Self::Bypassed => cell.bypassed,
            Self::TurnedAway => cell.turned_away,
            Self::Dialogues => cell.dialogues,
            Self::DialoguesEnded => ended,
            Self::Contained => cell.contained + cell.falsely_contained,
            Self::TrulyContained => cell.contained,
            Self::FalselyContained => cell.falsely_contained,
            Self::GivenUp => cell.given_up,
            Self::NotPassedOn => ended - cell.escalated,
            Self::Escalated => cell.escalated,
            Self::FailedTurns => cell.failed_turns,
            Self::DialogueTime => return cell.dialogue_time,
            Self::Transfers => cell.transfers,
            Self::WrongTransfers => cell.wrong_transfers,
            Self::Matters => cell.matters,
            Self::Resolved => cell.resolved,
            Self::ResolvedAlone => cell.resolved_alone,
            Self::LetBe => cell.let_be,
            Self::Open => cell.matters - cell.resolved - cell.let_be,
            Self::ContactsOfResolved => cell.contacts_of_resolved,
            Self::TimeToResolution => return cell.time_to_resolution,
            Self::HandledMatters => cell.handled,
            Self::NotRepeated => cell.handled - cell.repeated,
            _ => 0,
        };
        u128::from(count)
    }

    /// The number of a skill group in a cell; zero if it is one of customers.
    pub fn of_group(self, view: &GroupView<'_>) -> u128 {
        match self {
            Self::Answered | Self::Handled => u128::from(view.handled.contacts),
            Self::Handling => view.handled.handling,
            Self::Busy => view.cell.busy,
            Self::LoggedIn => view.cell.logged_in,
            Self::Paid => view.paid,
            Self::StaffCost => view.cost,
            Self::ContactCost => view.contact_cost,
            Self::PeopleCost | Self::AllCost => view.cost + view.contact_cost,
            Self::InHand => view.in_hand(),
            Self::WithInHand(count) => view.with_in_hand(count),
            Self::Places => view.cell.logged_in * number::wide(view.hands.len().max(1)),
            _ => 0,
        }
    }
}

impl GroupView<'_> {
    /// Time of its people with just so many contacts in hand [1..].
    fn with_in_hand(&self, count: u32) -> u128 {
        match (self.hands, count) {
            ([], 1) => self.cell.busy,
            (hands, _) => {
                let place = number::index(count).checked_sub(1);
                place
                    .and_then(|place| hands.get(place))
                    .copied()
                    .unwrap_or(0)
            }
        }
    }

    /// Contacts in hand, all together over time.
    fn in_hand(&self) -> u128 {
        if self.hands.is_empty() {
            return self.cell.busy;
        }
        let by_count = (1_u128..).zip(self.hands);
        by_count.map(|(count, time)| count * time).sum()
    }
}

const fn met(rule: ServiceLevelRule, answered_in_time: u64, short_abandoned: u64) -> u64 {
    match rule {
        ServiceLevelRule::ShortAbandonsMeet => answered_in_time + short_abandoned,
        ServiceLevelRule::AbandonsMiss
        | ServiceLevelRule::ShortAbandonsExcluded
        | ServiceLevelRule::AnsweredOnly => answered_in_time,
    }
}

const fn due(rule: ServiceLevelRule, answered: u64, offered: u64, short_abandoned: u64) -> u64 {
    match rule {
        ServiceLevelRule::AbandonsMiss | ServiceLevelRule::ShortAbandonsMeet => offered,
        ServiceLevelRule::ShortAbandonsExcluded => offered - short_abandoned,
        ServiceLevelRule::AnsweredOnly => answered,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: JourneyCell = JourneyCell::NOTHING;

    static DESK: DeskCell = DeskCell {
        time: 0,
        duration: 0,
        finished: 0,
        to_finish: 0,
        square_to_finish: 0,
        due: 0,
        in_due_time: 0,
        silent: 0,
        lost: 0,
    };
    static BACKLOG: BacklogCell = BacklogCell { time: 0, ages: 0 };

    fn view<'a>(cell: &'a TypeCell, then: &'a ThenCell, extras: &'a [u64]) -> TypeView<'a> {
        TypeView {
            cell,
            then,
            desk: &DESK,
            backlog: &BACKLOG,
            handled: Handled {
                contacts: 70,
                handling: 7_000,
            },
            extras,
            within: 1,
            journey: &NOTHING,
            relief: &ReliefCell::NOTHING,
            rule: ServiceLevelRule::AnsweredOnly,
        }
    }

    #[test]
    fn the_four_rules_differ_by_what_abandonments_do() {
        let cell = TypeCell {
            offered: 100,
            blocked: 5,
            sent_away_at_door: 2,
            sent_away_from_line: 3,
            still_there: 1,
            answered_waited: 30,
            in_target_waited: 20,
            abandoned: 19,
            short_abandoned: 10,
            ..TypeCell::default()
        };
        let then = ThenCell::default();
        let view = view(&cell, &then, &[12, 4, 9]);
        let share = |rule| {
            (
                Quantity::Met(rule).of_type(&view),
                Quantity::Due(rule).of_type(&view),
            )
        };
        assert_eq!(share(ServiceLevelRule::AbandonsMiss), (60, 100));
        assert_eq!(share(ServiceLevelRule::ShortAbandonsExcluded), (60, 90));
        assert_eq!(share(ServiceLevelRule::ShortAbandonsMeet), (70, 100));
        assert_eq!(share(ServiceLevelRule::AnsweredOnly), (60, 70));
        assert_eq!(Quantity::MetOwn.of_type(&view), 60);
        assert_eq!(Quantity::DueOwn.of_type(&view), 70);
        let rule = ServiceLevelRule::ShortAbandonsMeet;
        assert_eq!(Quantity::MetWithin(rule, 0).of_type(&view), 40 + 12 + 4);
        let rule = ServiceLevelRule::ShortAbandonsExcluded;
        assert_eq!(Quantity::DueWithin(rule, 0).of_type(&view), 96);
        assert_eq!(Quantity::WaitedOver(0).of_type(&view), 9);
        assert_eq!(Quantity::Accepted.of_type(&view), 93);
        assert_eq!(Quantity::Settled.of_type(&view), 92);
        assert_eq!(Quantity::Waited.of_type(&view), 53);
    }
}
