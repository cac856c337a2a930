//! Numbers become things that people open.
//!
//! [`write_all`] writes every file of a run; [`table`] is what the terminal shows, and its last
//! line the [`verdict`]. Numbers become text in [`number`] and nowhere else.

pub mod columns;
pub mod findings;
pub mod intervals_csv;
pub mod measures_csv;
pub mod number;
pub mod output_dir;
pub mod run_json;
pub mod summary_json;
pub mod table;
pub mod verdict;

pub use findings::{Findings, LogCounts};
pub use output_dir::{Draft, OutputDir, OutputError};

/// The names of the files of a run; the table of intervals only if the scenario asks for it.
pub const fn file_names(with_intervals: bool) -> &'static [&'static str] {
    if with_intervals {
        &[MEASURES, INTERVALS, SUMMARY, output_dir::RECORD]
    } else {
        &[MEASURES, SUMMARY, output_dir::RECORD]
    }
}

const MEASURES: &str = "measures.csv";
const INTERVALS: &str = "intervals.csv";
const SUMMARY: &str = "summary.json";

/// Writes every file of a run into a folder, whole or not at all.
///
/// # Errors
/// Fails if the disk does, or if something foreign lies in the place of a file; then the folder is
/// as it was.
pub fn write_all(
    findings: &Findings<'_>,
    with_intervals: bool,
    folder: &OutputDir,
) -> Result<(), OutputError> {
    let names = file_names(with_intervals);
    let mut draft = folder.draft()?;
    draft.write(MEASURES, |out| measures_csv::write(out, findings))?;
    if with_intervals {
        draft.write(INTERVALS, |out| intervals_csv::write(out, findings))?;
    }
    draft.write(SUMMARY, |out| summary_json::write(out, findings))?;
    draft.write(output_dir::RECORD, |out| {
        run_json::write(out, findings, names)
    })?;
    draft.publish()
}
