//! Many replications, one answer.
//!
//! [`replicate`] simulates the replications on all threads and returns [`Estimates`]: every measure
//! of the catalogue with its confidence interval; [`replicate_until`] as many as it takes to know some
//! of them as exactly as asked; [`compare`] plans on the same replications. What the replications leave behind are whole
//! numbers, so that adding them up in any order and in any parts gives the same bytes.

mod above;
mod batches;
mod blueprint;
mod chances;
mod charges;
pub mod comparison;
pub mod cost;
mod crew;
mod estimate;
pub mod estimates;
pub mod longer_waits;
pub mod memory;
mod moments;
pub mod precision;
pub mod replications;
mod room;
pub mod selection;
mod side;
pub mod student_t;
pub mod totals;
mod view;
mod wait_totals;
pub mod worst_stretch;

pub use comparison::{Comparison, Contender, Difference, DifferenceRow, compare};
pub use estimate::Estimate;
pub use estimates::{Estimates, IntervalRow, Omission, Row};
pub use longer_waits::LongerWaits;
pub use memory::{TooMuch, check};
pub use precision::{Shortfall, next_look};
pub use replications::{replicate, replicate_until};
pub use selection::{Criterion, Outcome, Selection, Zone, compare_and_choose};
pub use totals::Totals;
pub use worst_stretch::WorstStretch;

pub use crate::measures::{Period, Scope};

#[cfg(test)]
mod tests;
