//! `measures.csv`: every number of the horizon and its days, one a line.

use std::io::{self, Write};

use super::Findings;
use super::number;
use crate::experiment::Period;

/// The names of the columns.
pub const COLUMNS: [&str; 10] = [
    "variant",
    "measure",
    "unit",
    "scope_kind",
    "scope",
    "period",
    "value",
    "low",
    "high",
    "replications",
];

/// Writes the table: counts are means a replication; a value that is not defined (0 ÷ 0), and
/// bounds that do not exist, are empty. The period is `horizon` or the date of a day.
///
/// # Errors
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, findings: &Findings<'_>) -> io::Result<()> {
    write_plans(out, std::slice::from_ref(findings))
}

/// Writes the table of several plans, one after the other.
///
/// # Errors
/// Fails if `out` does.
pub fn write_plans(out: &mut dyn Write, plans: &[Findings<'_>]) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS)?;
    for findings in plans {
        write_rows(&mut table, findings)?;
    }
    table.flush()
}

fn write_rows(table: &mut csv::Writer<&mut dyn Write>, findings: &Findings<'_>) -> io::Result<()> {
    let centre = findings.centre;
    for row in findings.estimates.rows() {
        let interval = row.estimate.interval();
        let period = period_text(findings, row.period);
        table.write_record([
            findings.variant,
            &row.measure.name,
            row.measure.unit.name(),
            row.scope.kind().name(),
            row.scope.name(centre),
            &period,
            &number::file_if_any(row.estimate.value()),
            &number::file_if_any(interval.map(|(low, _)| low)),
            &number::file_if_any(interval.map(|(_, high)| high)),
            &row.estimate.replications().to_string(),
        ])?;
    }
    Ok(())
}

/// A period in files: `horizon`, the date of a day, or the instant at which an interval begins.
pub(super) fn period_text(findings: &Findings<'_>, period: Period) -> String {
    let horizon = findings.centre.horizon();
    match period {
        Period::Horizon => "horizon".to_owned(),
        Period::Day(day) => horizon.days()[day].date.to_string(),
        Period::Interval(interval) => horizon.text_at(horizon.intervals()[interval].from),
    }
}
