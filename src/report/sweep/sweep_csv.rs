//! `sweep.csv`: every number of every point, one a line.

use std::io::{self, Write};

use super::Swept;
use crate::report::number;

/// The names of the columns after those of the keys.
pub const COLUMNS: [&str; 9] = [
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

/// Writes the table: the values of the keys stand in the first columns, which are called as the keys are; a
/// value that is not defined (0 ÷ 0), and bounds that do not exist, are empty.
///
/// # Errors
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, swept: &Swept<'_>) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    let keys = swept.axes.iter().map(|axis| axis.key.as_str());
    table.write_record(keys.chain(COLUMNS))?;
    for (place, point) in swept.points.iter().enumerate() {
        for (column, estimate) in swept.columns.iter().zip(&point.estimates) {
            let Some(estimate) = estimate else {
                continue;
            };
            let (low, high) = estimate.interval().unzip();
            let numbers = [
                number::file_if_any(estimate.value()),
                number::file_if_any(low),
                number::file_if_any(high),
                estimate.replications().to_string(),
            ];
            let what = [
                column.measure.name.as_str(),
                column.measure.unit.name(),
                column.scope_kind.name(),
                &column.scope,
                &column.period,
            ];
            let values = swept.values_of(place).into_iter();
            table.write_record(values.chain(what).chain(numbers.iter().map(String::as_str)))?;
        }
    }
    table.flush()
}
