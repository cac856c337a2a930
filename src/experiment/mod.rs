//! Many replications, one answer.
//!
//! [`replicate`] simulates the replications on all threads and returns [`Estimates`]: every measure
//! of the catalogue with its confidence interval. What the replications leave behind are whole
//! numbers, so that adding them up in any order and in any parts gives the same bytes.

mod above;
mod batches;
mod blueprint;
pub mod estimate;
pub mod estimates;
pub mod longer_waits;
pub mod memory;
mod moments;
pub mod replications;
mod room;
pub mod scope;
mod side;
pub mod student_t;
pub mod totals;
mod view;
mod wait_totals;
pub mod worst_stretch;

pub use estimate::Estimate;
pub use estimates::{Estimates, IntervalRow, Omission, Row};
pub use longer_waits::LongerWaits;
pub use memory::{TooMuch, check};
pub use replications::replicate;
pub use scope::{Period, Scope};
pub use totals::Totals;
pub use worst_stretch::WorstStretch;

#[cfg(test)]
mod tests;
