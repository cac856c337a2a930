//! `run.json` of a comparison: what it rests on, and which files it wrote beside this one.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::Compared;
use crate::model::Language;
use crate::report::number;
use crate::report::output_dir::{PROGRAM, WrittenFile};

/// The whole file; `output_dir` reads `program` and `files` back.
#[derive(Serialize)]
struct Run<'a> {
    program: &'static str,
    version: &'static str,
    scenario: &'a str,
    variants: Vec<Variant<'a>>,
    overrides: &'a [String],
    seed: u64,
    replications: u64,
    warm_up_s: Value,
    warnings: Vec<String>,
    files: &'a [WrittenFile],
}

#[derive(Serialize)]
struct Variant<'a> {
    #[serde(rename = "variant")]
    name: &'a str,
    scenario_hash: &'a str,
    /// Replications looked at for the choice of the best plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    replications_for_choice: Option<u64>,
}

/// Writes the file.
///
/// # Errors
/// Fails if `out` does.
pub fn write(
    out: &mut dyn Write,
    compared: &Compared<'_>,
    files: &[WrittenFile],
) -> io::Result<()> {
    let base = &compared.plans[0];
    let variants = compared
        .plans
        .iter()
        .enumerate()
        .map(|(plan, findings)| Variant {
            name: findings.variant,
            scenario_hash: findings.hash,
            replications_for_choice: compared.selection.map(|chosen| chosen.replications[plan]),
        });
    let run = Run {
        program: PROGRAM,
        version: env!("CARGO_PKG_VERSION"),
        scenario: base.scenario,
        variants: variants.collect(),
        overrides: base.overrides,
        seed: base.plan.seed,
        replications: compared.comparison.replications(),
        warm_up_s: number::json(
            base.centre
                .horizon()
                .counted_from()
                .since_start()
                .as_secs_f64(),
        ),
        warnings: warnings(compared),
        files,
    };
    serde_json::to_writer_pretty(&mut *out, &run)?;
    writeln!(out)
}

/// What the user should know of any plan, each once.
pub(super) fn warnings(compared: &Compared<'_>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for findings in compared.plans {
        for note in findings.notes(Language::English) {
            if !all.contains(&note) {
                all.push(note);
            }
        }
    }
    all
}
