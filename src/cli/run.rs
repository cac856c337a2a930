//! `springtide run`: how long will customers wait?

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::Failure;
use super::args::RunArguments;
use super::browser;
use super::interrupt;
use super::parquet_option;
use super::progress::Progress;
use super::sound_scenario;
use super::terminal;
use super::trace_file::TraceFile;
use crate::compile;
use crate::experiment;
use crate::model::{Note, ReplicationPlan, Title};
use crate::report::{self, Findings, LogCounts, OutputDir};
use crate::report::{summary_json, table, verdict};
use crate::scenario::{BASE, Problems, Scenario, Warning};

/// Simulates a scenario, writes its folder and prints what was found.
///
/// # Errors
/// Fails on a scenario that is not valid or too large, and on an output that cannot be written.
pub(super) fn run(arguments: &RunArguments) -> Result<(), Failure> {
    let parquet = parquet_option::wanted(arguments.parquet)?;
    let (variant, title, mut scenario) = scenario_of(arguments)?;
    scenario.report.parquet = parquet;
    let mut plan = plan(&scenario, arguments);
    // Who asks for a number of replications gets that number.
    let until = (scenario.until.as_ref()).filter(|_| arguments.replications.is_none());
    let names = report::file_names(&scenario.report, &scenario.centre);
    let path = folder_of(arguments, &variant);
    let folder = OutputDir::look(&path, &names)?;
    interrupt::listen();
    let trace = arguments
        .trace
        .as_deref()
        .map(TraceFile::create)
        .transpose()?;
    let mut warnings: Vec<Note> = scenario.warnings.iter().map(Warning::written).collect();
    let left_out = report::left_out(&scenario.report, &scenario.centre);
    warnings.extend(left_out.clone());
    if !arguments.quiet {
        terminal::tell(&terminal::rendering().warnings(&scenario.warnings));
    }

    let inputs = compile::compile(&scenario.centre, &scenario.report);
    let most = until.map_or(plan.replications, |rule| rule.most_replications);
    let what = until.map_or("simulating", |_| "simulating until sure");
    let progress = Progress::new(what, most, arguments.quiet);
    let threads = arguments.threads.map(usize::from);
    let (centre, report) = (&scenario.centre, &scenario.report);
    let done = |done| progress.set(done);
    let estimates = match until {
        None => experiment::replicate(&inputs, centre, report, &plan, threads, &done),
        Some(rule) => {
            experiment::replicate_until(&inputs, centre, report, (&plan, rule), threads, &done)
        }
    }
    .map_err(|error| sound_scenario::too_large(&scenario, &error))?;
    plan.replications = estimates.replications();
    drop(progress);
    let traced = trace.as_ref().map_or(Ok(()), |trace| {
        let progress = Progress::new("tracing", plan.replications, arguments.quiet);
        trace.write(&scenario.centre, &inputs, &plan, &progress)
    });

    let log = scenario.log.as_ref().map(|log| LogCounts {
        rows: log.rows,
        kept: log.kept,
        dropped: log.dropped.clone(),
    });
    let findings = Findings {
        scenario: &scenario.name,
        variant: &variant,
        variant_title: title.as_ref(),
        question: scenario.question.as_deref(),
        hash: &scenario.hash,
        overrides: &arguments.overrides,
        centre: &scenario.centre,
        plan,
        warnings: &warnings,
        log: log.as_ref(),
        estimates: &estimates,
    };
    let language = (arguments.page.language).unwrap_or(scenario.centre.language());
    let written = interrupt::without_interrupt(|| {
        report::write_all(&findings, &scenario.report, language, &folder)?;
        traced?;
        trace.as_ref().map_or(Ok(()), TraceFile::publish)
    });
    // Who has waited for the numbers sees them, even if they could not be kept.
    let printed = print(&findings, arguments);
    if !arguments.quiet {
        if let Some(omission) = left_out {
            terminal::tell(&format!("warning: {}\n", omission.en));
        }
        // It hangs on the machine, so it is no part of the record.
        if let Some(substitution) = report::substitution(&scenario.report, language) {
            terminal::tell(&format!("warning: {substitution}\n"));
        }
        for note in findings.late_notes() {
            terminal::tell(&format!("warning: {}\n", note.en));
        }
    }
    written?;
    if !arguments.quiet {
        let names = names.join(", ");
        terminal::tell(&format!("written to {}: {names}\n", path.display()));
    }
    if arguments.page.open {
        browser::open(&path.join(report::page::FILE));
    }
    printed
}

/// The scenario itself or the variant that is asked for, with its name and title.
fn scenario_of(arguments: &RunArguments) -> Result<(String, Option<Title>, Scenario), Failure> {
    let (path, overrides) = (&arguments.scenario, &arguments.overrides);
    let Some(variant) = &arguments.variant else {
        let scenario = sound_scenario::load(path, overrides)?;
        return Ok((BASE.to_owned(), None, scenario));
    };
    let names = std::slice::from_ref(variant);
    let mut plans = sound_scenario::load_plans(path, overrides, names)?;
    // The scenario itself comes first, the variant last; of `base` there is but one.
    let plan = plans
        .pop()
        .map(|plan| (plan.name, plan.title, plan.scenario));
    plan.ok_or_else(|| Failure::Scenario(Problems::default()))
}

/// The scenario's replications and seed, unless the arguments say otherwise.
fn plan(scenario: &Scenario, arguments: &RunArguments) -> ReplicationPlan {
    let mut plan = scenario.replication;
    plan.seed = arguments.seed.unwrap_or(plan.seed);
    plan.replications = arguments.replications.unwrap_or(plan.replications);
    plan
}

/// The folder of the results: by the name of the scenario's file and the variant, unless the arguments
/// say otherwise.
fn folder_of(arguments: &RunArguments, variant: &str) -> PathBuf {
    let mut name = OsString::from(arguments.scenario.file_stem().unwrap_or_default());
    if variant != BASE {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let plain = variant.chars().map(|c| if is_plain(c) { c } else { '_' });
        name.push("-");
        name.push(plain.collect::<String>());
    }
    let usual = || Path::new("output").join(name);
    arguments.out.clone().unwrap_or_else(usual)
}

fn print(findings: &Findings<'_>, arguments: &RunArguments) -> Result<(), Failure> {
    if arguments.json {
        let mut text = Vec::new();
        summary_json::write(&mut text, findings).map_err(Failure::Print)?;
        return terminal::print(&String::from_utf8_lossy(&text));
    }
    if !arguments.quiet {
        terminal::print(&table::to_text(findings, terminal::width()))?;
    }
    let outcome = verdict::overall(&verdict::judgements(findings));
    terminal::print(&terminal::coloured(&table::last_line(findings), outcome))
}
