//! `differences.csv`: by how much each plan differs from the base, one number a line.

use std::io::{self, Write};

use super::{Change, Compared};
use crate::report::measures_csv::period_text;
use crate::report::number;

/// The names of the columns.
pub const COLUMNS: [&str; 17] = [
    "variant",
    "measure",
    "unit",
    "scope_kind",
    "scope",
    "period",
    "base",
    "value",
    "difference",
    "low",
    "high",
    "low_of_all",
    "high_of_all",
    "sure",
    "change",
    "times_fewer",
    "replications",
];

/// Writes the table: `difference` is `value` − `base`, between `low` and `high` by the paired interval of
/// this plan alone and between `low_of_all` and `high_of_all` by those of all plans together; `change` is by
/// the latter. What is not defined, or has no interval, is empty.
///
/// # Errors
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, compared: &Compared<'_>) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS)?;
    let base = &compared.plans[0];
    for (plan, findings) in compared.plans.iter().enumerate().skip(1) {
        for row in compared.comparison.differences(plan) {
            let (low, high) = row.difference.interval().unzip();
            let (low_of_all, high_of_all) = row.difference.simultaneous().unzip();
            let change = Change::of(&row.difference, row.measure.better);
            table.write_record([
                findings.variant,
                &row.measure.name,
                row.measure.unit.name(),
                row.scope.kind().name(),
                row.scope.name(base.centre),
                &period_text(base, row.period),
                &number::file_if_any(row.base.value()),
                &number::file_if_any(row.other.value()),
                &number::file_if_any(row.difference.value()),
                &number::file_if_any(low),
                &number::file_if_any(high),
                &number::file_if_any(low_of_all),
                &number::file_if_any(high_of_all),
                &number::file_if_any(row.difference.sure()),
                change.name(),
                &number::file_if_any(row.difference.times_fewer()),
                &row.difference.replications().to_string(),
            ])?;
        }
    }
    table.flush()
}
