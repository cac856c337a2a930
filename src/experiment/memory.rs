//! What an experiment may take of the memory.

use thiserror::Error;

/// An experiment that would need too much memory.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("the tables would need {} MB, more than {} MB: {advice}", bytes / 1_000_000, TooMuch::MOST_BYTES / 1_000_000)]
pub struct TooMuch {
    /// The memory needed \[bytes\].
    pub bytes: u64,
    /// What makes it less.
    pub advice: &'static str,
}

impl TooMuch {
    /// The most that the tables of an experiment may take \[bytes\].
    pub const MOST_BYTES: u64 = 4_000_000_000;
}
