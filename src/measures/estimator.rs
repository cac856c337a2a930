//! How a measure is estimated from many replications.

use super::{Contacts, Promised, Quantity};
use crate::model::{ChannelKind, ContactCentre, SkillGroupId};
use crate::units::{Cost, Share};

/// How a measure is estimated from many replications.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Estimator {
    /// The mean over replications.
    Mean(Quantity),
    /// The mean over time, and over replications.
    TimeMean(Quantity),
    /// Total over total, all replications together.
    Ratio(Quantity, Quantity),
    /// In each replication the mean of the ratios of the days; days with nothing at the bottom are
    /// left out. Then the mean over replications.
    DayMean(Quantity, Quantity),
    /// Offered rate × mean handling time.
    Load,
    /// The standard deviation of waits.
    StandardDeviation(WaitKind),
    /// The wait that a share of contacts does not exceed.
    Percentile(WaitKind, Share),
    /// The longest line of each replication; the mean over replications.
    LongestLine,
    /// The line as an interval begins; the mean over replications.
    LineAtStart,
    /// Contacts of a type that a group handled; the mean over replications.
    HandledBy(SkillGroupId),
    /// What the plan costs beside its people.
    FixedCost(Cost),
    /// What people cost, the mean over replications, and what the plan costs beside them.
    Cost(Cost),
    /// The same ÷ contacts handled, total over total; of a skill group what its people cost alone.
    CostPerHandled(Cost),
    /// The same ÷ matters resolved, total over total.
    CostPerResolved(Cost),
    /// The share of replications in which a period keeps promises, of those in which there was
    /// something to judge.
    ChanceMet(Promised),
    /// In each replication the share of the days that keep all promises, days with nothing to judge
    /// left out. Then the mean over replications.
    DaysMet,
}

/// Whose waits are looked at; of tickets also how long it takes until they are finished, which customers
/// wait for as others do for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WaitKind {
    /// All whose wait came to an end: answered, abandoned, or sent away from the line.
    All,
    /// Those answered.
    Answered,
    /// Those answered after standing in line.
    Waited,
    /// Those who abandoned.
    Abandoned,
    /// Tickets finished: from coming in to the end of the work.
    ToFinish,
}

impl WaitKind {
    /// Every kind, in the order in which they are reported.
    pub const ALL: [Self; 5] = [
        Self::All,
        Self::Answered,
        Self::Waited,
        Self::Abandoned,
        Self::ToFinish,
    ];

    /// Those that every centre has.
    pub const IN_LINE: [Self; 4] = [Self::All, Self::Answered, Self::Waited, Self::Abandoned];

    /// The kinds of waits of a centre.
    pub fn of(centre: &ContactCentre) -> &'static [Self] {
        if centre.has_channel(ChannelKind::Ticket) {
            &Self::ALL
        } else {
            &Self::IN_LINE
        }
    }

    /// Whose waits of this kind those of the whole centre are.
    pub const fn contacts(self) -> Contacts {
        match self {
            Self::All | Self::Answered | Self::Waited | Self::Abandoned => Contacts::Live,
            Self::ToFinish => Contacts::All,
        }
    }

    /// The part of a measure's name that says whose waits they are.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "wait",
            Self::Answered => "wait_answered",
            Self::Waited => "wait_waited",
            Self::Abandoned => "wait_abandoned",
            Self::ToFinish => "to_finish",
        }
    }

    /// What they are, in words: one, and several.
    pub const fn what(self) -> [&'static str; 2] {
        match self {
            Self::All | Self::Answered | Self::Waited | Self::Abandoned => ["wait", "waits"],
            Self::ToFinish => [
                "time from coming in to the end of the work",
                "times from coming in to the end of the work",
            ],
        }
    }

    /// Whose waits, in words.
    pub const fn who(self) -> &'static str {
        match self {
            Self::All => "contacts that were let in",
            Self::Answered => "answered contacts",
            Self::Waited => "contacts answered after standing in line",
            Self::Abandoned => "contacts that abandoned",
            Self::ToFinish => "tickets finished before the replication ended",
        }
    }

    /// Number, sum and sum of squares of these waits.
    pub const fn moments(self) -> [Quantity; 3] {
        match self {
            Self::All => [
                Quantity::Settled,
                Quantity::WaitSettled,
                Quantity::SquareSettled,
            ],
            Self::Answered => [
                Quantity::Answered,
                Quantity::WaitAnswered,
                Quantity::SquareAnswered,
            ],
            // Those answered at once add nothing to the sums.
            Self::Waited => [
                Quantity::AnsweredWaited,
                Quantity::WaitAnswered,
                Quantity::SquareAnswered,
            ],
            Self::Abandoned => [
                Quantity::Abandoned,
                Quantity::WaitAbandoned,
                Quantity::SquareAbandoned,
            ],
            Self::ToFinish => [
                Quantity::Finished,
                Quantity::ToFinish,
                Quantity::SquareToFinish,
            ],
        }
    }
}

impl Estimator {
    /// The quantities whose sums, squares and mutual products it needs.
    pub fn quantities(&self) -> Vec<Quantity> {
        match self {
            Self::Mean(of) | Self::TimeMean(of) => vec![*of],
            Self::Ratio(top, bottom) => vec![*top, *bottom],
            Self::Cost(_) => vec![Quantity::AllCost],
            Self::CostPerHandled(_) => {
                vec![Quantity::AllCost, Quantity::PeopleCost, Quantity::Handled]
            }
            Self::CostPerResolved(_) => vec![Quantity::AllCost, Quantity::ResolvedMatters],
            Self::Load => vec![Quantity::Offered, Quantity::Handling, Quantity::Handled],
            Self::StandardDeviation(waits) => waits.moments().to_vec(),
            Self::FixedCost(_)
            | Self::DayMean(..)
            | Self::Percentile(..)
            | Self::LongestLine
            | Self::LineAtStart
            | Self::HandledBy(_)
            | Self::ChanceMet(_)
            | Self::DaysMet => Vec::new(),
        }
    }
}
