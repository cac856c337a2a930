//! What a measure is.

use super::Estimator;
use crate::units::Currency;

/// A number that we report, with its definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Its name in files: lower case, words joined by underscores.
    pub name: String,
    /// The unit of its values.
    pub unit: Unit,
    /// What it says, in one sentence for people.
    pub definition: String,
    /// The kinds of scope in which it exists, in the order of [`ScopeKind::ALL`].
    pub scopes: Vec<ScopeKind>,
    /// Which direction is better for customers and budget.
    pub better: Better,
    /// Whose contacts it is about in the whole centre.
    pub contacts: Contacts,
    /// Whether it is in the table of intervals.
    pub by_interval: IntervalUse,
    /// How it is estimated.
    pub estimator: Estimator,
}

impl Measure {
    /// Whether it exists in a kind of scope.
    pub fn is_of(&self, kind: ScopeKind) -> bool {
        self.scopes.contains(&kind)
    }

    /// Whether it is reported for the horizon and the days.
    pub fn is_of_days(&self) -> bool {
        self.by_interval != IntervalUse::Only
    }

    /// Whether it is in the table of intervals.
    pub fn is_of_intervals(&self) -> bool {
        self.by_interval != IntervalUse::Never
    }

    /// Whether it is in the table of intervals with its confidence interval.
    pub fn has_interval_bounds(&self) -> bool {
        matches!(
            self.by_interval,
            IntervalUse::Confidence | IntervalUse::Only
        )
    }
}

/// Whose contacts a number of the whole centre is about; one of a part is about all of that part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contacts {
    /// Those of every channel.
    #[default]
    All,
    /// Live contacts: not tickets, which nobody waits beside, so that the waits of both together would
    /// say nothing of either. In a centre that has but one of the two, all of them.
    Live,
}

/// How a measure takes part in the table of intervals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntervalUse {
    /// It is not there.
    Never,
    /// Its value is there. Confidence intervals for all measures of all intervals would take too
    /// much memory.
    Value,
    /// Its value is there with its confidence interval.
    Confidence,
    /// It is there with its confidence interval, and nowhere else.
    Only,
}

/// The unit of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Contacts a replication, or contacts in line.
    Contacts,
    /// Matters a replication.
    Matters,
    /// Turns of a dialogue.
    Turns,
    /// A part of a whole [0..=1].
    Share,
    /// Seconds.
    Seconds,
    /// People.
    Agents,
    /// Paid full-time people.
    Fte,
    /// Load: people busy on average if nobody is lost.
    Erlangs,
    /// Money.
    Money(Currency),
}

impl Unit {
    /// The unit's name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::Matters => "matters",
            Self::Turns => "turns",
            Self::Share => "share",
            Self::Seconds => "s",
            Self::Agents => "agents",
            Self::Fte => "fte",
            Self::Erlangs => "erlang",
            Self::Money(currency) => currency.code(),
        }
    }
}

/// Which part of the centre a number is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScopeKind {
    /// All of it.
    Centre,
    /// One contact type.
    Type,
    /// One queue.
    Queue,
    /// One skill group.
    Group,
}

impl ScopeKind {
    /// Every kind, in the order in which they are reported.
    pub const ALL: [Self; 4] = [Self::Centre, Self::Type, Self::Queue, Self::Group];

    /// The kind's name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Centre => "centre",
            Self::Type => "type",
            Self::Queue => "queue",
            Self::Group => "group",
        }
    }
}

/// Which direction of a measure is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// It depends.
    Neither,
}
