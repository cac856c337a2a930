//! `run.json` of a sweep: what it rests on, and which files it wrote beside this one.

use std::io::{self, Write};

use serde::Serialize;

use super::Swept;
use crate::model::Language;
use crate::report::output_dir::{PROGRAM, WrittenFile};

/// The whole file; `output_dir` reads `program` and `files` back.
#[derive(Serialize)]
struct Run<'a> {
    program: &'static str,
    version: &'static str,
    scenario: &'a str,
    /// SHA-256 over the scenario as it stands, without the values that are varied.
    scenario_hash: &'a str,
    overrides: &'a [String],
    vary: Vec<Axis<'a>>,
    seed: u64,
    /// The most replications of a point.
    replications: u64,
    warnings: Vec<&'a str>,
    files: &'a [WrittenFile],
}

#[derive(Serialize)]
pub(super) struct Axis<'a> {
    key: &'a str,
    values: &'a [String],
}

impl<'a> From<&'a super::Axis> for Axis<'a> {
    fn from(axis: &'a super::Axis) -> Self {
        Self {
            key: &axis.key,
            values: &axis.values,
        }
    }
}

/// Writes the file.
///
/// # Errors
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, swept: &Swept<'_>, files: &[WrittenFile]) -> io::Result<()> {
    let most = swept.points.iter().map(|point| point.replications).max();
    let run = Run {
        program: PROGRAM,
        version: env!("CARGO_PKG_VERSION"),
        scenario: swept.scenario,
        scenario_hash: swept.hash,
        overrides: swept.overrides,
        vary: swept.axes.iter().map(Axis::from).collect(),
        seed: swept.plan.seed,
        replications: most.unwrap_or(0),
        warnings: swept.warnings_in(Language::English),
        files,
    };
    serde_json::to_writer_pretty(&mut *out, &run)?;
    writeln!(out)
}
