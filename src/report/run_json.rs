//! `run.json`: what a run rests on, and which files it wrote beside this one.
//!
//! It holds no clock, no path and no number of threads, so that the same run gives the same bytes.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::Findings;
use super::number;
use super::output_dir::{PROGRAM, WrittenFile};
use crate::model::Language;

/// The whole file; [`super::output_dir`] reads `program` and `files` back.
#[derive(Serialize)]
struct Run<'a> {
    program: &'static str,
    version: &'static str,
    scenario: &'a str,
    variant: &'a str,
    /// SHA-256 over the scenario's text, the changes to it and every file that it names.
    scenario_hash: &'a str,
    /// Changes from outside (`--set`), as they were written.
    overrides: &'a [String],
    seed: u64,
    replications: u64,
    /// The beginning of the horizon that is not counted.
    warm_up_s: Value,
    warnings: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact_log: Option<Log<'a>>,
    files: &'a [WrittenFile],
}

#[derive(Serialize)]
struct Log<'a> {
    rows: u64,
    kept: u64,
    dropped: Vec<Dropped<'a>>,
}

#[derive(Serialize)]
struct Dropped<'a> {
    reason: &'a str,
    rows: u64,
}

/// Writes the file.
///
/// # Errors
/// Fails if `out` does.
pub fn write(
    out: &mut dyn Write,
    findings: &Findings<'_>,
    files: &[WrittenFile],
) -> io::Result<()> {
    let run = Run {
        program: PROGRAM,
        version: env!("CARGO_PKG_VERSION"),
        scenario: findings.scenario,
        variant: findings.variant,
        scenario_hash: findings.hash,
        overrides: findings.overrides,
        seed: findings.plan.seed,
        replications: findings.plan.replications,
        warm_up_s: number::json(
            (findings.centre.horizon().counted_from().since_start()).as_secs_f64(),
        ),
        warnings: findings.notes(Language::English),
        contact_log: findings.log.map(|log| Log {
            rows: log.rows,
            kept: log.kept,
            dropped: log
                .dropped
                .iter()
                .map(|(reason, rows)| Dropped {
                    reason,
                    rows: *rows,
                })
                .collect(),
        }),
        files,
    };
    serde_json::to_writer_pretty(&mut *out, &run)?;
    writeln!(out)
}
