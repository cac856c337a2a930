//! `springtide check`: is this scenario sound?

use super::Failure;
use super::args::CheckArguments;
use super::sound_scenario;
use super::terminal;
use crate::report::columns::printable;
use crate::report::{number, volumes};
use crate::units::number::count;

/// Reads a scenario and says what it holds: how much of everything, and the volume of each day.
///
/// # Errors
/// Fails on a scenario that is not valid, with everything that is wrong with it.
pub(super) fn check(arguments: &CheckArguments) -> Result<(), Failure> {
    let scenario = sound_scenario::load(&arguments.scenario, &arguments.overrides)?;
    terminal::tell(&terminal::rendering().warnings(&scenario.warnings));
    let counted = |len: usize, one: &str| {
        let plural = if len == 1 { "" } else { "s" };
        format!("{} {one}{plural}", number::whole(count(len)))
    };
    let centre = &scenario.centre;
    let table = volumes::to_text(centre, terminal::width());
    terminal::print(&format!(
        "{} is valid: {}, {}, {}, {} of {}\n\n{table}",
        printable(&scenario.name),
        counted(centre.contact_types().len(), "contact type"),
        counted(centre.queues().len(), "queue"),
        counted(centre.skill_groups().len(), "skill group"),
        counted(centre.horizon().days().len(), "day"),
        counted(centre.horizon().intervals().len(), "interval"),
    ))
}
