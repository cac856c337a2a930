//! `springtide compare`: which plan is better, by how much, and how sure is that?

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::Failure;
use super::args::{CompareArguments, StudyArguments};
use super::browser;
use super::choice;
use super::interrupt;
use super::parquet_option;
use super::progress::Progress;
use super::sound_scenario;
use super::terminal;
use crate::compile::{self, SimInputs};
use crate::experiment::{self, Comparison, Contender, Criterion, Selection, TooMuch};
use crate::model::{Note, ReplicationPlan};
use crate::report::comparison::{self, Compared, summary_json, table};
use crate::report::{Findings, LogCounts, OutputDir, page};
use crate::scenario::{self, BASE, Plan, Scenario, Warning};

/// Simulates a scenario and its variants on the same chance, writes their folder and prints what was found.
///
/// # Errors
/// Fails on plans that are not valid or too large together, on a choice that cannot be made, and on an output
/// that cannot be written.
pub(super) fn compare(arguments: &CompareArguments) -> Result<(), Failure> {
    let study = &arguments.study;
    let parquet = parquet_option::wanted(study.parquet)?;
    let mut plans =
        sound_scenario::load_plans(&arguments.scenario, &study.overrides, &arguments.variants)?;
    for plan in &mut plans {
        plan.scenario.report.parquet = parquet;
    }
    let [base, _, ..] = &plans[..] else {
        return Err(nothing_to_compare(arguments, &plans));
    };
    let mut replication = replication(&base.scenario, study);
    replication.confidence =
        choice::confidence(arguments.confidence.as_deref(), replication.confidence)?;
    let criterion = choice::criterion(arguments, &plans, replication.confidence)?;
    let report = &base.scenario.report;
    let centres = plans.iter().map(|plan| &plan.scenario.centre);
    let names = comparison::file_names(report, centres);
    let path = folder(study, &arguments.scenario, "compare");
    let folder = OutputDir::look(&path, &names)?;
    interrupt::listen();
    if !study.quiet {
        terminal::tell(&terminal::rendering().warnings(&scenario::warnings(&plans)));
    }

    let inputs: Vec<SimInputs> = (plans.iter())
        .map(|plan| compile::compile(&plan.scenario.centre, &plan.scenario.report))
        .collect();
    let contenders = contenders(&plans, &inputs, study);
    let (comparison, selection) = simulate(&contenders, &replication, criterion.as_ref(), study)
        .map_err(|error| sound_scenario::too_large(&base.scenario, &error))?;
    replication.replications = comparison.replications();
    let kept = Kept::of(&plans);
    let findings: Vec<Findings<'_>> = (plans.iter().zip(&kept).enumerate())
        .map(|(place, (plan, kept))| Findings {
            scenario: &plan.scenario.name,
            variant: &plan.name,
            variant_title: plan.title.as_ref(),
            question: plan.scenario.question.as_deref(),
            hash: &plan.scenario.hash,
            overrides: &study.overrides,
            centre: &plan.scenario.centre,
            plan: replication,
            warnings: &kept.warnings,
            log: kept.log.as_ref(),
            estimates: comparison.estimates(place),
        })
        .collect();
    let compared = Compared {
        plans: &findings,
        comparison: &comparison,
        selection: selection.as_ref(),
        shows_targets: arguments.target,
    };
    let language = (arguments.page.language).unwrap_or(base.scenario.centre.language());
    let written = interrupt::without_interrupt(|| {
        comparison::write_all(&compared, report, language, &folder)
    });
    // Who has waited for the numbers sees them, even if they could not be kept.
    let printed = print(&compared, study);
    if !study.quiet {
        // It hangs on the machine, so it is no part of the record.
        if let Some(substitution) = crate::report::substitution(report, language) {
            terminal::tell(&format!("warning: {substitution}\n"));
        }
        let mut told = Vec::new();
        for note in findings.iter().flat_map(Findings::late_notes) {
            if !told.contains(&note) {
                terminal::tell(&format!("warning: {}\n", note.en));
                told.push(note);
            }
        }
    }
    written?;
    if !study.quiet {
        let names = names.join(", ");
        terminal::tell(&format!("written to {}: {names}\n", path.display()));
    }
    if arguments.page.open {
        browser::open(&path.join(page::FILE));
    }
    printed
}

/// There is the scenario itself and nothing beside it.
fn nothing_to_compare(arguments: &CompareArguments, plans: &[Plan]) -> Failure {
    if !arguments.variants.is_empty() {
        return Failure::Argument {
            argument: "VARIANT",
            found: format!("{BASE} alone: nothing to compare the scenario with"),
            allowed: "the names of variants; the scenario itself is always compared".to_owned(),
            hint: Some("name none to compare all of them".to_owned()),
        };
    }
    let refused = plans.first().map(|base| {
        base.scenario.refused(
            "variant",
            "nothing to compare the scenario with".to_owned(),
            "at least one variant".to_owned(),
            "write one, like `[variant.five-more]` with `change.skill_group.NAME.agents = 25`"
                .to_owned(),
        )
    });
    Failure::Scenario(refused.unwrap_or_default())
}

/// The scenario's replications and seed, unless the arguments say otherwise.
pub(super) fn replication(scenario: &Scenario, study: &StudyArguments) -> ReplicationPlan {
    let mut plan = scenario.replication;
    plan.seed = study.seed.unwrap_or(plan.seed);
    plan.replications = study.replications.unwrap_or(plan.replications);
    plan
}

/// The folder of the results: by the name of the scenario's file and what is done, unless the arguments say
/// otherwise.
pub(super) fn folder(study: &StudyArguments, scenario: &Path, what: &str) -> PathBuf {
    study.out.clone().unwrap_or_else(|| {
        let mut name = OsString::from(scenario.file_stem().unwrap_or_default());
        name.push("-");
        name.push(what);
        Path::new("output").join(name)
    })
}

/// What is simulated. Who asks for a number of replications gets that number.
fn contenders<'a>(
    plans: &'a [Plan],
    inputs: &'a [SimInputs],
    study: &StudyArguments,
) -> Vec<Contender<'a>> {
    let is_fixed = study.replications.is_some();
    let plans = plans.iter().zip(inputs);
    plans
        .map(|(plan, inputs)| Contender {
            inputs,
            centre: &plan.scenario.centre,
            report: &plan.scenario.report,
            until: plan.scenario.until.as_ref().filter(|_| !is_fixed),
        })
        .collect()
}

fn simulate(
    contenders: &[Contender<'_>],
    plan: &ReplicationPlan,
    criterion: Option<&Criterion>,
    study: &StudyArguments,
) -> Result<(Comparison, Option<Selection>), TooMuch> {
    let rules = contenders.iter().filter_map(|one| one.until);
    let most = rules.map(|rule| rule.most_replications).max();
    let most = most.unwrap_or(0).max(plan.replications);
    let most = most.max(criterion.map_or(0, |criterion| criterion.most_replications));
    let what = match criterion {
        Some(_) => "choosing",
        None if most > plan.replications => "comparing until sure",
        None => "comparing",
    };
    let progress = Progress::new(what, most, study.quiet);
    let threads = study.threads.map(usize::from);
    let done = |done| progress.set(done);
    match criterion {
        None => {
            let found = experiment::compare(contenders, plan, threads, &done)?;
            Ok((found, None))
        }
        Some(criterion) => {
            let (comparison, selection) =
                experiment::compare_and_choose(contenders, plan, criterion, threads, &done)?;
            Ok((comparison, Some(selection)))
        }
    }
}

/// What is kept of a plan for its findings.
struct Kept {
    warnings: Vec<Note>,
    log: Option<LogCounts>,
}

impl Kept {
    fn of(plans: &[Plan]) -> Vec<Self> {
        plans
            .iter()
            .map(|plan| Self {
                warnings: plan
                    .scenario
                    .warnings
                    .iter()
                    .map(Warning::written)
                    .collect(),
                log: plan.scenario.log.as_ref().map(|log| LogCounts {
                    rows: log.rows,
                    kept: log.kept,
                    dropped: log.dropped.clone(),
                }),
            })
            .collect()
    }
}

fn print(compared: &Compared<'_>, study: &StudyArguments) -> Result<(), Failure> {
    if study.json {
        let mut text = Vec::new();
        summary_json::write(&mut text, compared).map_err(Failure::Print)?;
        return terminal::print(&String::from_utf8_lossy(&text));
    }
    if !study.quiet {
        terminal::print(&table::to_text(compared, terminal::width()))?;
    }
    terminal::print(&terminal::coloured(&table::last_line(compared), None))
}
