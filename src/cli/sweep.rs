//! `springtide sweep`: how does the answer change over a range of one or two inputs?

use super::Failure;
use super::args::SweepArguments;
use super::compare::{folder, replication};
use super::interrupt;
use super::parquet_option;
use super::progress::Progress;
use super::sound_scenario;
use super::terminal;
use super::unmeasured;
use super::vary;
use crate::compile;
use crate::experiment::{self, Estimates, TooMuch};
use crate::measures::Catalogue;
use crate::model::{Note, ReplicationPlan};
use crate::report::columns::listed;
use crate::report::sweep::{self, Axis, Column, Point, Swept, summary_json, table};
use crate::report::{Findings, OutputDir, number};
use crate::scenario::{self, BASE, Scenario, Warning};
use crate::units::number::count;

/// The most numbers of all points together.
const MOST_NUMBERS: u64 = 5_000_000;

/// What is shown unless measures are named.
const USUAL: [&str; 7] = [
    "service_level",
    "chance_target_met",
    "asa",
    "wait_p90",
    "abandonment",
    "occupancy",
    "cost",
];

/// Simulates a scenario at every point of a range, writes the folder and prints what was found.
///
/// # Errors
/// Fails on a range that is none, on points that are not valid, and on an output that cannot be written.
pub(super) fn sweep(arguments: &SweepArguments) -> Result<(), Failure> {
    let study = &arguments.study;
    let axes = vary::axes(&arguments.vary)?;
    let options = options(&axes);
    let parquet = parquet_option::wanted(study.parquet)?;
    let mut base = sound_scenario::load(&arguments.scenario, &study.overrides)?;
    base.report.parquet = parquet;
    scenario::check_points(&arguments.scenario, &study.overrides, &options)
        .map_err(Failure::Scenario)?;
    let shown = shown(&arguments.measures, &base)?;
    let plan = replication(&base, study);
    let names = sweep::file_names(&base.report);
    let path = folder(study, &arguments.scenario, "sweep");
    let folder = OutputDir::look(&path, &names)?;
    interrupt::listen();
    if !study.quiet {
        terminal::tell(&terminal::rendering().warnings(&base.warnings));
    }

    let found = points(arguments, &options, &plan)?;
    let Some(first) = &found.first else {
        return Ok(());
    };
    let language = arguments.language.unwrap_or(base.centre.language());
    let report = &base.report;
    let warnings: Vec<Note> = (base.warnings.iter().map(Warning::written))
        .chain(found.notes)
        .collect();
    let swept = Swept {
        scenario: &base.name,
        centre: &base.centre,
        question: base.question.as_deref(),
        overrides: &study.overrides,
        hash: &base.hash,
        plan,
        warnings: &warnings,
        axes: &axes,
        columns: &found.columns,
        points: &found.points,
        shown: &shown,
        first,
    };
    let written =
        interrupt::without_interrupt(|| sweep::write_all(&swept, report, language, &folder));
    // Who has waited for the numbers sees them, even if they could not be kept.
    let printed = print(&swept, arguments);
    if !study.quiet {
        // It hangs on the machine, so it is no part of the record.
        if let Some(substitution) = crate::report::substitution(report, language) {
            terminal::tell(&format!("warning: {substitution}\n"));
        }
        for note in &warnings[base.warnings.len()..] {
            terminal::tell(&format!("warning: {}\n", note.en));
        }
    }
    written?;
    if !study.quiet {
        let names = names.join(", ");
        terminal::tell(&format!("written to {}: {names}\n", path.display()));
    }
    printed
}

/// The overrides of each point, those of the second key changing fastest.
fn options(axes: &[Axis]) -> Vec<Vec<String>> {
    let mut points: Vec<Vec<String>> = vec![Vec::new()];
    for axis in axes {
        let with = |point: &Vec<String>| {
            let point = point.clone();
            let values = axis.values.iter();
            values
                .map(move |value| {
                    let own = format!("{}={value}", axis.key);
                    point.iter().cloned().chain([own]).collect()
                })
                .collect::<Vec<Vec<String>>>()
        };
        points = points.iter().flat_map(with).collect();
    }
    points
}

/// The names of the measures that are shown.
fn shown(wanted: &[String], scenario: &Scenario) -> Result<Vec<String>, Failure> {
    let catalogue = Catalogue::new(&scenario.centre, &scenario.report);
    let of_days = || catalogue.measures().iter().filter(|one| one.is_of_days());
    if wanted.is_empty() {
        let is_there = |name: &&str| of_days().any(|measure| measure.name == *name);
        return Ok(USUAL
            .into_iter()
            .filter(is_there)
            .map(str::to_owned)
            .collect());
    }
    for name in wanted {
        let names = || of_days().map(|measure| measure.name.as_str());
        if !names().any(|known| known == name) {
            return Err(Failure::Argument {
                argument: "--measure",
                found: format!("the scenario does not measure \"{name}\""),
                allowed: format!("a measure of the horizon: {}", listed(names())),
                hint: unmeasured::hint(name, scenario.centre.money().is_some(), names()),
            });
        }
    }
    Ok(wanted.to_vec())
}

/// What was found at all points.
#[derive(Default)]
struct Found {
    columns: Vec<Column>,
    points: Vec<Point>,
    notes: Vec<Note>,
    /// Of the first point.
    first: Option<Estimates>,
}

/// Simulates every point, one after the other, on the same seed.
fn points(
    arguments: &SweepArguments,
    options: &[Vec<String>],
    plan: &ReplicationPlan,
) -> Result<Found, Failure> {
    let study = &arguments.study;
    let all = plan.replications.saturating_mul(count(options.len()));
    let progress = Progress::new("sweeping", all, study.quiet);
    let (mut found, points) = (Found::default(), options.len());
    for (place, options) in options.iter().enumerate() {
        let overrides: Vec<String> = study.overrides.iter().chain(options).cloned().collect();
        let mut scenario = sound_scenario::load(&arguments.scenario, &overrides)?;
        scenario.report.intervals = false;
        scenario.report.interval_percentiles = false;
        // Who asks for a number of replications gets that number.
        if study.replications.is_some() {
            scenario.until = None;
        }
        let before = plan.replications.saturating_mul(count(place));
        let done = |done: u64| progress.set(before.saturating_add(done.min(plan.replications)));
        let estimates = simulate(&scenario, plan, study.threads.map(usize::from), &done)
            .map_err(|error| sound_scenario::too_large(&scenario, &error))?;
        let findings = Findings {
            scenario: &scenario.name,
            variant: BASE,
            variant_title: None,
            question: None,
            hash: &scenario.hash,
            overrides: &overrides,
            centre: &scenario.centre,
            plan: ReplicationPlan {
                replications: estimates.replications(),
                ..*plan
            },
            warnings: &[],
            log: None,
            estimates: &estimates,
        };
        if place == 0 {
            found.columns = Column::of(&findings);
            refuse_too_many(found.columns.len(), points)?;
        }
        found.points.push(Point::of(&findings, &found.columns));
        for note in findings.late_notes() {
            if !found.notes.contains(&note) {
                found.notes.push(note);
            }
        }
        found.first.get_or_insert(estimates);
    }
    Ok(found)
}

fn simulate(
    scenario: &Scenario,
    plan: &ReplicationPlan,
    threads: Option<usize>,
    done: &(dyn Fn(u64) + Sync),
) -> Result<Estimates, TooMuch> {
    let (centre, report) = (&scenario.centre, &scenario.report);
    let inputs = compile::compile(centre, report);
    match &scenario.until {
        None => experiment::replicate(&inputs, centre, report, plan, threads, done),
        Some(rule) => {
            experiment::replicate_until(&inputs, centre, report, (plan, rule), threads, done)
        }
    }
}

/// Refuses more numbers of all points together than fit into memory.
fn refuse_too_many(columns: usize, points: usize) -> Result<(), Failure> {
    let numbers = count(columns).saturating_mul(count(points));
    if numbers <= MOST_NUMBERS {
        return Ok(());
    }
    Err(Failure::Argument {
        argument: "--vary",
        found: format!(
            "{} points with {} numbers each",
            number::whole(count(points)),
            number::whole(count(columns))
        ),
        allowed: format!(
            "at most {} numbers of all points together",
            number::whole(MOST_NUMBERS)
        ),
        hint: Some("take a larger step, or report no days (`--set report.days=false`)".to_owned()),
    })
}

fn print(swept: &Swept<'_>, arguments: &SweepArguments) -> Result<(), Failure> {
    let study = &arguments.study;
    if study.json {
        let mut text = Vec::new();
        summary_json::write(&mut text, swept).map_err(Failure::Print)?;
        return terminal::print(&String::from_utf8_lossy(&text));
    }
    if !study.quiet {
        terminal::print(&table::to_text(swept, terminal::width()))?;
    }
    terminal::print(&terminal::coloured(&table::last_line(swept), None))
}
