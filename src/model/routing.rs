//! Rules of choice: which agent for a contact, which contact for an agent.

use crate::units::Span;

/// Which of the free agents of equally ranked groups takes a contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AgentChoice {
    /// Who has been free longest.
    #[default]
    LongestIdle,
    /// Who has the lowest occupancy since logging in.
    LeastOccupied,
    /// Who handles this contact type fastest on average; among equals, who has been free longest.
    Fastest,
    /// Any, with equal chance.
    Random,
}

/// Which waiting contact a free agent takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ContactChoice {
    /// Of the first type in the group's order that has anyone waiting.
    Ranked,
    /// The one waiting longest over all the group's types, lower priority classes only when no
    /// higher one waits.
    #[default]
    LongestWaiting,
    /// The one whose base + weight × wait is largest, over all the group's types.
    WeightedWait,
}

/// How the wait of a contact type's customers is weighted where groups choose by weighted wait.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Urgency {
    /// Waiting so long ahead of others.
    pub base: Span,
    /// How fast a wait counts [≥ 0].
    pub weight: f64,
}

impl Default for Urgency {
    fn default() -> Self {
        Self {
            base: Span::ZERO,
            weight: 1.0,
        }
    }
}
