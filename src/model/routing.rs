//! Rules of choice: which agent for a contact, which contact for an agent.

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
}
