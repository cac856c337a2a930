//! `springtide check`: is this scenario sound?

use super::Failure;
use super::args::CheckArguments;
use super::sound_scenario;
use super::terminal;
use crate::report::columns::printable;
use crate::report::{number, volumes};
use crate::scenario;
use crate::units::number::count;

/// Reads a scenario and all its variants and says what it holds: how much of everything, which variants,
/// and the volume of each day.
///
/// # Errors
/// Fails on a scenario that is not valid, with everything that is wrong with it.
pub(super) fn check(arguments: &CheckArguments) -> Result<(), Failure> {
    let plans = sound_scenario::load_plans(&arguments.scenario, &arguments.overrides, &[])?;
    terminal::tell(&terminal::rendering().warnings(&scenario::warnings(&plans)));
    let Some((base, variants)) = plans.split_first() else {
        return Ok(());
    };
    let scenario = &base.scenario;
    let counted = |len: usize, one: &str| {
        let plural = if len == 1 { "" } else { "s" };
        format!("{} {one}{plural}", number::whole(count(len)))
    };
    let centre = &scenario.centre;
    let table = volumes::to_text(centre, terminal::width());
    let of_variants = if variants.is_empty() {
        String::new()
    } else {
        let names = variants.iter().map(|plan| printable(&plan.name));
        let names = names.collect::<Vec<_>>().join(", ");
        format!("{}: {names}\n", counted(variants.len(), "variant"))
    };
    terminal::print(&format!(
        "{} is valid: {}, {}, {}, {} of {}\n{of_variants}\n{table}",
        printable(&scenario.name),
        counted(centre.contact_types().len(), "contact type"),
        counted(centre.queues().len(), "queue"),
        counted(centre.skill_groups().len(), "skill group"),
        counted(centre.horizon().days().len(), "day"),
        counted(centre.horizon().intervals().len(), "interval"),
    ))
}
