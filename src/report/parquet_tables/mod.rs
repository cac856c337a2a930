//! Parquet: the rows and columns of the CSV files, with types, for those who go on in a program.
//!
//! Texts are UTF-8, counts are 64-bit integers, all other numbers are doubles with the digits of the CSV
//! files; what is empty there is null here. There is no clock in the files, and nothing of the machine.

mod table;

use std::io::{self, Write};

use self::table::{Field, Kind, Table};
use super::comparison::{Change, differences_csv};
use super::intervals_csv;
use super::measures_csv::{self, period_text};
use super::sweep::{Axis, Swept, sweep_csv};
use super::{Compared, Findings, number};

/// The names of the files.
pub const MEASURES: &str = "measures.parquet";
/// The table of intervals.
pub const INTERVALS: &str = "intervals.parquet";
/// How plans differ.
pub const DIFFERENCES: &str = "differences.parquet";
/// The points of a sweep.
pub const SWEEP: &str = "sweep.parquet";

/// Writes the rows of `measures.csv`, those of several plans one after the other.
///
/// # Errors
/// Fails if `out` does.
pub fn write_measures(out: &mut (dyn Write + Send), plans: &[Findings<'_>]) -> io::Result<()> {
    let columns = measures_csv::COLUMNS.map(|name| (name.to_owned(), kind(name)));
    let mut table = Table::new(out, &columns)?;
    for findings in plans {
        for row in findings.estimates.rows() {
            let (low, high) = row.estimate.interval().unzip();
            table.push([
                Field::Text(findings.variant),
                Field::Text(&row.measure.name),
                Field::Text(row.measure.unit.name()),
                Field::Text(row.scope.kind().name()),
                Field::Text(row.scope.name(findings.centre)),
                Field::Text(&period_text(findings, row.period)),
                double(row.estimate.value()),
                double(low),
                double(high),
                Field::Count(row.estimate.replications()),
            ])?;
        }
    }
    table.finish()
}

/// Writes the rows of `intervals.csv`.
///
/// # Errors
/// Fails if `out` does.
pub fn write_intervals(out: &mut (dyn Write + Send), findings: &Findings<'_>) -> io::Result<()> {
    let header = intervals_csv::header(findings);
    let columns: Vec<(String, Kind)> = (header.into_iter().enumerate())
        .map(|(place, name)| {
            let is_key = place < intervals_csv::KEYS.len();
            (name, if is_key { Kind::Text } else { Kind::Double })
        })
        .collect();
    let mut table = Table::new(out, &columns)?;
    let (estimates, horizon) = (findings.estimates, findings.centre.horizon());
    let measures = estimates.interval_measures();
    for row in estimates.interval_rows() {
        let start = horizon.text_at(horizon.intervals()[row.interval].from);
        let mut fields = vec![
            Field::Text(findings.variant),
            Field::Text(row.scope.kind().name()),
            Field::Text(row.scope.name(findings.centre)),
            Field::Text(&start),
        ];
        for (measure, estimate) in measures.iter().zip(&row.estimates) {
            fields.push(double(estimate.and_then(|one| one.value())));
            if measure.has_interval_bounds() {
                let interval = estimate.and_then(|one| one.interval());
                let (low, high) = interval.unzip();
                fields.extend([double(low), double(high)]);
            }
        }
        table.push(fields)?;
    }
    table.finish()
}

/// Writes the rows of `differences.csv`.
///
/// # Errors
/// Fails if `out` does.
pub fn write_differences(out: &mut (dyn Write + Send), compared: &Compared<'_>) -> io::Result<()> {
    let columns = differences_csv::COLUMNS.map(|name| (name.to_owned(), kind(name)));
    let mut table = Table::new(out, &columns)?;
    let base = &compared.plans[0];
    for (plan, findings) in compared.plans.iter().enumerate().skip(1) {
        for row in compared.comparison.differences(plan) {
            let (low, high) = row.difference.interval().unzip();
            let (low_of_all, high_of_all) = row.difference.simultaneous().unzip();
            table.push([
                Field::Text(findings.variant),
                Field::Text(&row.measure.name),
                Field::Text(row.measure.unit.name()),
                Field::Text(row.scope.kind().name()),
                Field::Text(row.scope.name(base.centre)),
                Field::Text(&period_text(base, row.period)),
                double(row.base.value()),
                double(row.other.value()),
                double(row.difference.value()),
                double(low),
                double(high),
                double(low_of_all),
                double(high_of_all),
                double(row.difference.sure()),
                Field::Text(Change::of(&row.difference, row.measure.better).name()),
                double(row.difference.times_fewer()),
                Field::Count(row.difference.replications()),
            ])?;
        }
    }
    table.finish()
}

/// Writes the rows of `sweep.csv`; the values of a key are doubles if all of them are plain numbers.
///
/// # Errors
/// Fails if `out` does.
pub fn write_sweep(out: &mut (dyn Write + Send), swept: &Swept<'_>) -> io::Result<()> {
    let keys: Vec<Option<Vec<f64>>> = swept.axes.iter().map(plain_numbers).collect();
    let mut columns: Vec<(String, Kind)> = (swept.axes.iter().zip(&keys))
        .map(|(axis, numbers)| {
            let kind = numbers.as_ref().map_or(Kind::Text, |_| Kind::Double);
            (axis.key.clone(), kind)
        })
        .collect();
    columns.extend(sweep_csv::COLUMNS.map(|name| (name.to_owned(), kind(name))));
    let mut table = Table::new(out, &columns)?;
    for (place, point) in swept.points.iter().enumerate() {
        for (column, estimate) in swept.columns.iter().zip(&point.estimates) {
            let Some(estimate) = estimate else {
                continue;
            };
            let (low, high) = estimate.interval().unzip();
            let places = swept.places_of(place);
            let values =
                (swept.axes.iter().zip(&keys).zip(places)).map(
                    |((axis, numbers), at)| match numbers {
                        Some(numbers) => Field::Double(Some(numbers[at])),
                        None => Field::Text(&axis.values[at]),
                    },
                );
            let mut fields: Vec<Field<'_>> = values.collect();
            fields.extend([
                Field::Text(&column.measure.name),
                Field::Text(column.measure.unit.name()),
                Field::Text(column.scope_kind.name()),
                Field::Text(&column.scope),
                Field::Text(&column.period),
                double(estimate.value()),
                double(low),
                double(high),
                Field::Count(estimate.replications()),
            ]);
            table.push(fields)?;
        }
    }
    table.finish()
}

/// The type of a column of the tidy tables.
fn kind(name: &str) -> Kind {
    match name {
        "variant" | "measure" | "unit" | "scope_kind" | "scope" | "period" | "change" => Kind::Text,
        "replications" => Kind::Count,
        _ => Kind::Double,
    }
}

/// A number with the digits of the CSV files.
fn double(value: Option<f64>) -> Field<'static> {
    Field::Double(value.and_then(|value| number::file(value).parse().ok()))
}

/// The values of a key, if all of them are numbers without a unit.
fn plain_numbers(axis: &Axis) -> Option<Vec<f64>> {
    let read = |value: &String| value.replace('_', "").parse::<f64>().ok();
    let numbers: Option<Vec<f64>> = axis.values.iter().map(read).collect();
    numbers.filter(|numbers| numbers.iter().all(|one| one.is_finite()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_numbers_only_without_a_unit() {
        let of = |values: &[&str]| {
            plain_numbers(&Axis {
                key: "key".to_owned(),
                values: values.iter().map(|&one| one.to_owned()).collect(),
                numbers: None,
            })
        };
        assert_eq!(of(&["1_000", "2.5"]), Some(vec![1000.0, 2.5]));
        assert_eq!(of(&["10s", "20s"]), None);
        assert_eq!(of(&["1", "inf"]), None);
    }
}
