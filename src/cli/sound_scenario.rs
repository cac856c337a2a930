//! A scenario that can be run, or everything that is wrong with it.

use std::path::Path;

use super::Failure;
use crate::experiment::{self, TooMuch};
use crate::report::number;
use crate::scenario::{self, Plan, Scenario};

/// Reads a scenario, and sees to it that its results fit into memory.
///
/// # Errors
/// Fails on a scenario that is not valid or too large, with everything that is wrong with it.
pub(super) fn load(path: &Path, overrides: &[String]) -> Result<Scenario, Failure> {
    let scenario = scenario::load(path, overrides).map_err(Failure::Scenario)?;
    fits(&scenario)?;
    Ok(scenario)
}

/// Reads a scenario and the variants named, all of them if none is, and sees to it that the results of each
/// fit into memory; the scenario itself is the first plan.
///
/// # Errors
/// Fails on what is not valid or too large, with everything that is wrong with it.
pub(super) fn load_plans(
    path: &Path,
    overrides: &[String],
    names: &[String],
) -> Result<Vec<Plan>, Failure> {
    let plans = scenario::load_plans(path, overrides, names).map_err(Failure::Scenario)?;
    plans.iter().try_for_each(|plan| fits(&plan.scenario))?;
    Ok(plans)
}

/// Refuses a scenario whose results do not fit into memory.
fn fits(scenario: &Scenario) -> Result<(), Failure> {
    experiment::check(&scenario.centre, &scenario.report)
        .map_err(|error| too_large(scenario, &error))
}

/// The refusal of a scenario whose tables would not fit, at the key that is to blame.
pub(super) fn too_large(scenario: &Scenario, error: &TooMuch) -> Failure {
    let megabytes = |bytes: u64| format!("{} MB", number::whole(bytes / 1_000_000));
    Failure::Scenario(scenario.refused(
        error.key,
        format!("tables of {}", megabytes(error.bytes)),
        format!("at most {}", megabytes(TooMuch::MOST_BYTES)),
        error.advice.to_owned(),
    ))
}
