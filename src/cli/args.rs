//! What may be typed; no decisions.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, RangedU64ValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};

use super::ExitCode;
use crate::model::Language;

/// Simulates a contact centre and tells how long its customers will wait.
#[derive(Debug, Parser)]
#[command(name = "springtide", version, after_help = after_help())]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Simulate a scenario: how long will customers wait?
    Run(RunArguments),
    /// Simulate a scenario and its variants on the same chance: which plan is better, by how much, and how
    /// sure is that?
    Compare(CompareArguments),
    /// Simulate a scenario over a range of one or two inputs, on the same chance: how does the answer
    /// change, and from where on are targets met?
    Sweep(SweepArguments),
    /// Read a scenario and tell everything that is wrong with it.
    Check(CheckArguments),
    /// Write a commented scenario to start from.
    New(NewArguments),
}

/// Arguments of `run`.
#[derive(Args, Debug)]
pub(super) struct RunArguments {
    /// The scenario file.
    pub scenario: PathBuf,
    /// Where chance starts, instead of the scenario's `replication.seed`.
    #[arg(long, value_name = "NUMBER", value_parser = seeds())]
    pub seed: Option<u64>,
    /// How many times to simulate the horizon, exactly, instead of the scenario's
    /// `replication.replications` and `replication.until`.
    #[arg(long, value_name = "NUMBER", value_parser = replications())]
    pub replications: Option<u64>,
    /// How many threads to use [default: as many as the machine has]; the numbers do not depend on
    /// it.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1_024))]
    pub threads: Option<u16>,
    /// The folder for the results [default: output/SCENARIO, or output/SCENARIO-VARIANT]; only files that springtide wrote
    /// there are replaced.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Change a key of the scenario, as in `--set queue.hotline.target.wait=30s`; may be repeated.
    /// Variants change what comes out.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub overrides: Vec<String>,
    /// Simulate this variant of the scenario instead of the scenario itself.
    #[arg(long, value_name = "NAME")]
    pub variant: Option<String>,
    /// Write one line a contact into this CSV file, for every replication.
    #[arg(long, value_name = "FILE")]
    pub trace: Option<PathBuf>,
    /// Print only the sentence with the verdict: no table, progress, warnings or notes (warnings
    /// stay in run.json).
    #[arg(long)]
    pub quiet: bool,
    /// Print summary.json instead of the table.
    #[arg(long)]
    pub json: bool,
    /// Write the tables as Parquet too (measures.parquet, intervals.parquet), with the feature `parquet`.
    #[arg(long)]
    pub parquet: bool,
    /// About the page.
    #[command(flatten)]
    pub page: PageArguments,
}

/// Arguments of those verbs that write `report.html`.
#[derive(Args, Debug)]
pub(super) struct PageArguments {
    /// The language of report.html, the workbook and the charts, en or zh, instead of the scenario's `language`.
    #[arg(long = "lang", value_name = "LANGUAGE", value_parser = languages())]
    pub language: Option<Language>,
    /// Open report.html in the browser.
    #[arg(long)]
    pub open: bool,
}

/// Arguments of `compare`.
#[derive(Args, Debug)]
pub(super) struct CompareArguments {
    /// The scenario file.
    pub scenario: PathBuf,
    /// The variants to compare with the scenario itself, which is the base [default: all of them].
    #[arg(value_name = "VARIANT")]
    pub variants: Vec<String>,
    /// Go on until one plan is known to be best by this measure, or as good as the best.
    #[arg(long, value_name = "MEASURE")]
    pub best: Option<String>,
    /// The part of the centre of which that measure is [default: all of it].
    #[arg(long, value_name = "KIND.NAME", requires = "best")]
    pub of: Option<String>,
    /// The difference that does not matter, as in `1%` or `5s` [default: 1% of a share, 2% of the base's
    /// value of anything else].
    #[arg(long, value_name = "DIFFERENCE", requires = "best")]
    pub indifference: Option<String>,
    /// How sure the intervals and the choice are to be, instead of the scenario's
    /// `replication.confidence`.
    #[arg(long, value_name = "SHARE")]
    pub confidence: Option<String>,
    /// The most replications of a plan before the choice is given up.
    #[arg(long, value_name = "NUMBER", requires = "best", default_value_t = 20_000, value_parser = replications())]
    pub most_replications: u64,
    /// Show the chance that each plan meets each target, over the horizon and by day.
    #[arg(long)]
    pub target: bool,
    /// What the runs of a scenario have in common.
    #[command(flatten)]
    pub study: StudyArguments,
    /// About the page.
    #[command(flatten)]
    pub page: PageArguments,
}

/// Arguments of `sweep`.
#[derive(Args, Debug)]
pub(super) struct SweepArguments {
    /// The scenario file.
    pub scenario: PathBuf,
    /// A key of the scenario and the values that it takes, as in `skill_group.front.agents=20..40:2`,
    /// `queue.hotline.target.wait=10s..60s:10s` or `KEY=20,25,30`; twice for two keys.
    #[arg(long, value_name = "KEY=FROM..TO:STEP", required = true, action = clap::ArgAction::Append)]
    pub vary: Vec<String>,
    /// A measure to show; may be repeated [default: service level, ASA and the like; sweep.csv has all].
    #[arg(long = "measure", value_name = "MEASURE")]
    pub measures: Vec<String>,
    /// The language of the workbook and the chart, en or zh, instead of the scenario's `language`.
    #[arg(long = "lang", value_name = "LANGUAGE", value_parser = languages())]
    pub language: Option<Language>,
    /// What the runs of a scenario have in common.
    #[command(flatten)]
    pub study: StudyArguments,
}

/// What studies of several plans have in common.
#[derive(Args, Debug)]
pub(super) struct StudyArguments {
    /// Where chance starts, instead of the scenario's `replication.seed`.
    #[arg(long, value_name = "NUMBER", value_parser = seeds())]
    pub seed: Option<u64>,
    /// How many times to simulate the horizon under each plan, exactly, instead of the scenario's
    /// `replication.replications` and `replication.until`.
    #[arg(long, value_name = "NUMBER", value_parser = replications())]
    pub replications: Option<u64>,
    /// How many threads to use [default: as many as the machine has]; the numbers do not depend on
    /// it.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1_024))]
    pub threads: Option<u16>,
    /// The folder for the results [default: below output/, by the scenario and what is done]; only files
    /// that springtide wrote there are replaced.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Change a key of the scenario, as in `--set queue.hotline.target.wait=30s`; may be repeated.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub overrides: Vec<String>,
    /// Write the tables as Parquet too, with the feature `parquet`.
    #[arg(long)]
    pub parquet: bool,
    /// Print only the sentence with the answer: no table, progress, warnings or notes (warnings stay in
    /// run.json).
    #[arg(long)]
    pub quiet: bool,
    /// Print summary.json instead of the table.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `check`.
#[derive(Args, Debug)]
pub(super) struct CheckArguments {
    /// The scenario file.
    pub scenario: PathBuf,
    /// Change a key of the scenario, as in `--set queue.hotline.target.wait=30s`; may be repeated.
    /// Variants change what comes out.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub overrides: Vec<String>,
}

/// Arguments of `new`.
#[derive(Args, Debug)]
pub(super) struct NewArguments {
    /// The file to write; nothing is ever overwritten [default: standard output].
    pub path: Option<PathBuf>,
}

/// The languages in which results are told, by their codes.
fn languages() -> impl TypedValueParser<Value = Language> {
    let codes = Language::ALL.map(Language::code);
    PossibleValuesParser::new(codes).map(|code| {
        let of_code = |language: &Language| language.code() == code;
        Language::ALL.into_iter().find(of_code).unwrap_or_default()
    })
}

/// The seeds that a scenario may have.
fn seeds() -> RangedU64ValueParser {
    clap::value_parser!(u64).range(0..=i64::MAX.cast_unsigned())
}

/// The numbers of replications that a scenario may have.
fn replications() -> RangedU64ValueParser {
    clap::value_parser!(u64).range(1..=10_000_000)
}

/// The exit codes, for scripts.
fn after_help() -> String {
    let line = |code: ExitCode| format!("  {:>3}  {}\n", code.number(), code.meaning());
    let lines: String = ExitCode::ALL.into_iter().map(line).collect();
    format!("Exit codes:\n{lines}")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }
}
