//! What an experiment may take of the memory.

use thiserror::Error;

use super::blueprint::Blueprint;
use crate::model::{ContactCentre, ReportPlan};

/// An experiment that would need too much memory.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("the tables would need {} MB, more than {} MB: {advice}", bytes / 1_000_000, TooMuch::MOST_BYTES / 1_000_000)]
pub struct TooMuch {
    /// The memory needed \[bytes\].
    pub bytes: u64,
    /// The key of the scenario that is to blame.
    pub key: &'static str,
    /// What makes it little enough.
    pub advice: &'static str,
}

impl TooMuch {
    /// The most that the tables of an experiment may take \[bytes\].
    pub const MOST_BYTES: u64 = 4_000_000_000;

    /// Refuses tables that would need more, with the first change of the report that helps.
    pub(super) fn check(
        blueprint: &Blueprint,
        centre: &ContactCentre,
        report: &ReportPlan,
    ) -> Result<(), Self> {
        let bytes = blueprint.bytes();
        if bytes <= Self::MOST_BYTES {
            return Ok(());
        }
        let helps = |change: fn(&mut ReportPlan)| {
            let mut less = report.clone();
            change(&mut less);
            less != *report && Blueprint::lay(centre, &less).bytes() <= Self::MOST_BYTES
        };
        let (key, advice) = if helps(|report| report.interval_percentiles = false) {
            let advice = "report no percentiles by interval (`interval_percentiles = false`)";
            ("report.interval_percentiles", advice)
        } else if helps(|report| report.intervals = false) {
            let advice = "report no intervals (`intervals = false`)";
            ("report.intervals", advice)
        } else if helps(|report| (report.intervals, report.days) = (false, false)) {
            let advice = "report neither intervals nor days (`intervals = false`, `days = false`)";
            ("report.days", advice)
        } else {
            ("clock.horizon", "simulate fewer days, or a smaller centre")
        };
        Err(Self { bytes, key, advice })
    }
}

/// Whether the tables of an experiment fit into memory.
///
/// # Errors
/// Refuses what would need more memory than a machine can be expected to have.
pub fn check(centre: &ContactCentre, report: &ReportPlan) -> Result<(), TooMuch> {
    Blueprint::new(centre, report).map(drop)
}
