//! Promises to customers, and the rule by which they are counted.

use crate::units::{Share, Span, UnitCost};

/// How a service level counts those who abandon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServiceLevelRule {
    /// Answered in time ÷ offered: who abandons or is blocked counts as missed.
    #[default]
    AbandonsMiss,
    /// Answered in time ÷ (offered − short abandonments).
    ShortAbandonsExcluded,
    /// (Answered in time + short abandonments) ÷ offered.
    ShortAbandonsMeet,
    /// Answered in time ÷ answered.
    AnsweredOnly,
}

impl ServiceLevelRule {
    /// Every rule, in the order in which they are reported.
    pub const ALL: [Self; 4] = [
        Self::AbandonsMiss,
        Self::ShortAbandonsExcluded,
        Self::ShortAbandonsMeet,
        Self::AnsweredOnly,
    ];

    /// The rule's name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AbandonsMiss => "abandons_miss",
            Self::ShortAbandonsExcluded => "short_abandons_excluded",
            Self::ShortAbandonsMeet => "short_abandons_meet",
            Self::AnsweredOnly => "answered_only",
        }
    }
}

/// What the customers of a queue were promised.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ServiceTarget {
    /// The wait within which an answer counts.
    pub wait: Span,
    /// The wait within which an abandonment is short; the same as `wait` unless stated otherwise.
    pub short_abandon: Span,
    /// How abandonments are counted.
    pub rule: ServiceLevelRule,
    /// The promised share within the target wait, if one was promised.
    pub share: Option<Share>,
    /// The longest mean wait of answered contacts that was promised, if any.
    pub asa: Option<Span>,
    /// The largest share of abandonments that was promised, if any.
    pub abandonment: Option<Share>,
    /// The promised share of tickets that are finished in due time, if one was promised.
    pub due_share: Option<Share>,
    /// The largest mean age of the backlog of tickets that was promised, if any.
    pub backlog_age: Option<Span>,
    /// What it costs to break one of these promises, if that is agreed.
    pub penalty: Option<Penalty>,
}

impl ServiceTarget {
    /// Whether periods of this kind are judged for a penalty.
    pub fn has_penalty_per(&self, per: PenaltyPeriod) -> bool {
        self.penalty.is_some_and(|penalty| penalty.per == per)
    }
}

/// What broken promises cost: the contract's penalty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Penalty {
    /// What each period in which one of the promises is broken costs.
    pub amount: UnitCost,
    /// Which periods are judged.
    pub per: PenaltyPeriod,
}

/// The period over which promises are judged for a penalty. One with nothing to judge by costs nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PenaltyPeriod {
    /// Each planning interval.
    Interval,
    /// Each local day.
    #[default]
    Day,
    /// The horizon.
    Horizon,
}
