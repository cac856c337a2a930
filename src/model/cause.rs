//! Why contacts come.

/// Why a contact comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// It is the first of its matter.
    First,
    /// The one before was not answered.
    Redial,
    /// An agent did not resolve the matter.
    Repeat,
    /// Self-service counted the matter as solved, and it was not.
    FalselyContained,
    /// An agent passed the contact on.
    Transfer,
    /// An agent passed the contact on to where it does not belong.
    WrongTransfer,
}

impl Cause {
    /// Every cause, in the order in which they are reported.
    pub const ALL: [Self; 6] = [
        Self::First,
        Self::Redial,
        Self::Repeat,
        Self::FalselyContained,
        Self::Transfer,
        Self::WrongTransfer,
    ];

    /// Its place among all.
    pub const fn index(self) -> usize {
        match self {
            Self::First => 0,
            Self::Redial => 1,
            Self::Repeat => 2,
            Self::FalselyContained => 3,
            Self::Transfer => 4,
            Self::WrongTransfer => 5,
        }
    }
}
