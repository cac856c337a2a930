//! Recorded values and quantiles as laws of a length of time.
//!
//! The column with the lengths ends in its unit, or holds durations like `0:03:25`.

use std::path::Path;

use super::Reading;
use super::cell::{DurationUnit, Misread, quoted, share};
use super::csv_table::{self, listed};
use crate::model::Distribution;
use crate::units::{Share, Span};

/// More recorded values than this say nothing more about a law.
const MOST_VALUES: usize = 10_000_000;
/// More quantiles than this are recorded values.
const MOST_QUANTILES: usize = 100_000;

/// Reads recorded values, each as likely as the next; `column` is by default the only one.
pub(crate) fn empirical_values(
    mut reading: Reading<'_>,
    path: &Path,
    column: Option<&str>,
) -> Option<Distribution> {
    let reading = &mut reading;
    let mut table = csv_table::open(reading, path)?;
    let column = match (column, table.header()) {
        (Some(name), _) => table.column(reading, name)?,
        (None, [_]) => 0,
        (None, header) => {
            let found = format!("several columns in `{}`", table.file_name());
            let misread = Misread::new(found, format!("column = one of {}", listed(header)));
            reading.refuse(misread);
            return None;
        }
    };
    let unit = DurationUnit::of_column(&table.header()[column]);
    let noted = reading.problems.noted();
    let mut values = Vec::new();
    while let Some(row) = table.next_row(reading) {
        if values.len() == MOST_VALUES {
            let misread = Misread::new("more values", format!("at most {MOST_VALUES} values"));
            reading.refuse_cell(&row, column, || misread);
            break;
        }
        match unit.duration(row.cell(column)) {
            Ok(value) => values.push(value),
            Err(misread) => reading.refuse_cell(&row, column, || misread),
        }
    }
    if values.is_empty() && reading.problems.noted() == noted {
        let found = format!("no values in `{}`", table.file_name());
        reading.refuse(Misread::new(found, "at least one value below the header"));
    }
    if reading.problems.noted() > noted {
        return None;
    }
    Distribution::empirical(values).ok()
}

/// Reads a distribution function: columns `share` (from 0 to 1) and `value_s` or the like.
pub(crate) fn empirical_quantiles(mut reading: Reading<'_>, path: &Path) -> Option<Distribution> {
    let reading = &mut reading;
    let mut table = csv_table::open(reading, path)?;
    let share_column = table.column(reading, "share");
    let value_column = {
        let is_value = |name: &&String| *name == "value" || name.starts_with("value_");
        let name = table.header().iter().find(is_value).cloned();
        table.column(reading, name.as_deref().unwrap_or("value_s"))
    };
    let (share_column, value_column) = (share_column?, value_column?);
    let unit = DurationUnit::of_column(&table.header()[value_column]);
    let noted = reading.problems.noted();
    let mut points: Vec<(Share, Span)> = Vec::new();
    let mut last = None;
    while let Some(row) = table.next_row(reading) {
        if points.len() == MOST_QUANTILES {
            let misread = Misread::new("more rows", format!("at most {MOST_QUANTILES} quantiles"));
            reading.refuse_cell(&row, share_column, || misread);
            break;
        }
        let part = share(row.cell(share_column));
        let value = unit.duration(row.cell(value_column));
        if let (Ok(part), Ok(value)) = (&part, &value) {
            if points.last().is_some_and(|last| *part <= last.0) {
                let found = format!(
                    "{}, not above the row before",
                    quoted(row.cell(share_column))
                );
                let misread = Misread::new(found, "shares that ascend from row to row");
                reading.refuse_cell(&row, share_column, || misread);
            }
            if points.last().is_some_and(|last| *value < last.1) {
                let found = format!("{}, below the row before", quoted(row.cell(value_column)));
                let misread = Misread::new(found, "lengths that do not descend");
                reading.refuse_cell(&row, value_column, || misread);
            }
            if points.is_empty() && *part > Share::ZERO {
                let found = format!("{} in the first row", quoted(row.cell(share_column)));
                let misread = Misread::new(found, "0, with the shortest length there is");
                reading.refuse_cell(&row, share_column, || misread);
            }
            points.push((*part, *value));
            last = Some(row.mark());
        }
        if let Err(misread) = part {
            reading.refuse_cell(&row, share_column, || misread);
        }
        if let Err(misread) = value {
            reading.refuse_cell(&row, value_column, || misread);
        }
    }
    if reading.problems.noted() > noted {
        return None;
    }
    match (points.last(), last) {
        (Some((part, _)), Some(mark)) if *part < Share::ONE => {
            let found = format!("the last share is {}", part.as_f64());
            let misread = Misread::new(found, "1 in the last row")
                .with_hint("add a row with the longest length there is");
            let place = table.place_of(mark, share_column);
            reading.refuse_at(place, "share", misread);
            None
        }
        (None, _) => {
            let found = format!("no rows in `{}`", table.file_name());
            let misread = Misread::new(found, "at least two rows: the shares 0 and 1");
            reading.refuse(misread);
            None
        }
        _ => Distribution::quantiles(points).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::table::trial::Trial;

    #[test]
    fn recorded_values_are_a_law() {
        let mut trial = Trial::default();
        let law = trial.read("talk_min\n2\n1.5\n\n0:00:30\n", |reading, path| {
            empirical_values(reading, path, None)
        });
        trial.expect_sound();
        let values = [30, 90, 120].map(Span::from_secs).to_vec();
        assert_eq!(law, Some(Distribution::Empirical { values }));
    }

    #[test]
    fn values_without_a_unit_are_refused_but_clock_times_are_not() {
        let mut trial = Trial::default();
        let law = trial.read("id,talk\n1,0:30\n2,95\n", |reading, path| {
            empirical_values(reading, path, Some("talk"))
        });
        assert_eq!(law, None);
        trial.expect_problems(&[(3, 3, "talk", "without a unit")]);
    }

    #[test]
    fn quantiles_go_from_nothing_to_all() {
        let mut trial = Trial::default();
        let law = trial.read("share,value_s\n0,0\n50%,60\n1,600\n", |reading, path| {
            empirical_quantiles(reading, path)
        });
        trial.expect_sound();
        assert_eq!(law.unwrap().mean(), Span::from_secs(180));
    }

    #[test]
    fn quantiles_that_no_law_has_are_refused() {
        let mut trial = Trial::default();
        let law = trial.read(
            "share,value_s\n0.1,5\n0.5,4\n0.5,60\n50,70\n",
            empirical_quantiles,
        );
        assert_eq!(law, None);
        trial.expect_problems(&[
            (2, 1, "share", "first row"),
            (3, 5, "value_s", "below the row before"),
            (4, 1, "share", "not above"),
            (5, 1, "share", "`50%`"),
        ]);
        let mut trial = Trial::default();
        let law = trial.read("share,value\n0,0:00\n0.9,1:00\n", |reading, path| {
            empirical_quantiles(reading, path)
        });
        assert_eq!(law, None);
        trial.expect_problems(&[(3, 1, "share", "0.9")]);
    }
}
