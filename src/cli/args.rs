//! What may be typed; no decisions.

use std::path::PathBuf;

use clap::builder::RangedU64ValueParser;
use clap::{Args, Parser, Subcommand};

use super::ExitCode;

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
