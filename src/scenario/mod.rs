//! The file on disk: a scenario in TOML with its curves and logs in CSV beside it.

mod files;
pub mod problem;
mod table;
pub mod warning;

pub use problem::{Place, Problem, Problems, Source};
pub use warning::Warning;

/// What was kept of a contact log, and what was dropped and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogSummary {
    /// Rows of the log.
    pub rows: u64,
    /// Rows that arrive in the simulation.
    pub kept: u64,
    /// Rows left out, by the first reason that applied, in the order of the reasons.
    pub dropped: Vec<(String, u64)>,
}
