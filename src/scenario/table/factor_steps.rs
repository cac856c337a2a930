//! Factors over time: a number a row, 1 where no row holds.

use std::path::Path;

use super::Reading;
use super::cell::{Misread, number, quoted};
use super::csv_table;
use super::interval_table::IntervalTable;
use super::local_clock::LocalClock;
use crate::model::Horizon;
use crate::units::{Factor, SimTime};

/// The factors that are read; more or less is a slip of the decimal point.
const LEAST: f64 = 1e-3;
const MOST: f64 = 1e3;
const ALLOWED: &str = "a factor from 0.001 to 1,000 (1 changes nothing, 1.1 is a tenth more)";

/// The ending of the column's name.
const ENDING: &str = "_factor";

/// Reads factors on something, each from an instant on, in order of time; `column` is by default
/// `<of>_factor`.
pub(crate) fn factor_steps(
    mut reading: Reading<'_>,
    path: &Path,
    column: Option<&str>,
    of: &str,
    horizon: &Horizon,
) -> Option<Vec<(SimTime, Factor)>> {
    let reading = &mut reading;
    let table = csv_table::open(reading, path)?;
    let default = format!("{of}{ENDING}");
    let name = column.unwrap_or(&default);
    let column = table.column(reading, name)?;
    if !name.ends_with(ENDING) {
        let found = format!("column `{name}`, which does not say that it holds factors");
        let misread = Misread::new(found, "a column whose name ends in _factor");
        reading.refuse(misread.with_hint(format!("rename it `{name}{ENDING}`")));
        return None;
    }
    let clock = LocalClock::new(horizon);
    let table = IntervalTable::read(reading, table, column, &clock, factor, Factor::ONE)?;
    table.warn_of_ends(reading, horizon, ("1", "1"));
    table.steps(reading, horizon, &clock, Factor::ONE)
}

/// A factor, neither tiny nor huge.
fn factor(text: &str) -> Result<Factor, Misread> {
    let percent = text.strip_suffix('%').map(str::trim_end);
    if let Some(Ok(percent)) = percent.map(str::parse::<f64>) {
        let misread = Misread::new(quoted(text), ALLOWED);
        return Err(misread.with_hint(format!("write `{}`", percent / 100.0)));
    }
    let value = number(text, ALLOWED).map_err(|misread| Misread {
        // What is said of counts would be wrong here.
        hint: misread.hint.map(|hint| {
            hint.replace("write 0 if there were none", "write 1 if nothing changes")
                .replace(", or 0 if there were none", ", or 1 if nothing changes")
        }),
        ..misread
    })?;
    let beyond = if value < LEAST {
        "too small"
    } else if value > MOST {
        "too large"
    } else {
        return Factor::new(value).ok_or_else(|| Misread::new(quoted(text), ALLOWED));
    };
    let found = format!("{}, which is {beyond}", quoted(text));
    Err(Misread::new(found, ALLOWED))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FactorCurve;
    use crate::scenario::table::trial::Trial;
    use crate::units::Span;

    fn read(trial: &mut Trial, column: Option<&str>, text: &str) -> Option<FactorCurve> {
        // The clock is put forward on the second day.
        let horizon = Trial::horizon("2026-03-28T00:00[Europe/Berlin]", 2);
        trial
            .read(text, |reading, path| {
                factor_steps(reading, path, column, "calls_patience", &horizon)
            })
            .and_then(FactorCurve::new)
    }

    fn at<const N: usize>(curve: &FactorCurve, hours: [u64; N]) -> [Factor; N] {
        hours.map(|hours| curve.at(SimTime::START + Span::HOUR.saturating_mul(hours)))
    }

    fn factors<const N: usize>(values: [f64; N]) -> [Factor; N] {
        values.map(|value| Factor::new(value).unwrap())
    }

    #[test]
    fn the_factor_is_one_where_there_is_no_row() {
        let mut trial = Trial::default();
        let text = "interval_start,calls_patience_factor\n08:00,2\n09:00,2\n10:00,0.5\n";
        let curve = read(&mut trial, None, text).unwrap();
        trial.expect_sound();
        assert_eq!(
            at(&curve, [0, 7, 8, 9, 10, 11, 23]),
            factors([1.0, 1.0, 2.0, 2.0, 0.5, 1.0, 1.0])
        );
        // On the second day the clock is an hour ahead.
        assert_eq!(at(&curve, [30, 31, 33, 34]), factors([1.0, 2.0, 0.5, 1.0]));
    }

    #[test]
    fn ones_are_nothing() {
        let mut trial = Trial::default();
        let text = "interval_start,calls_patience_factor\nMon 08:00,1\nMon 08:15,1.0\n";
        assert_eq!(read(&mut trial, None, text), None);
        trial.expect_sound();
    }

    #[test]
    fn a_dated_file_begins_with_one_and_goes_on() {
        let mut trial = Trial::default();
        let text = "interval_start,calls_patience_factor\n\
                    2026-03-28T10:00,3\n2026-03-28T11:00,4\n";
        let curve = read(&mut trial, None, text).unwrap();
        assert_eq!(at(&curve, [9, 10, 11, 40]), factors([1.0, 3.0, 4.0, 4.0]));
        let warnings: Vec<String> = trial.warnings.iter().map(ToString::to_string).collect();
        assert_eq!(warnings.len(), 2, "{warnings:?}");
        assert!(warnings[0].contains("it is 1 until then"), "{warnings:?}");
    }

    #[test]
    fn factors_are_plain_numbers_of_a_sensible_size() {
        let mut trial = Trial::default();
        let text = "interval_start,calls_patience_factor\n\
                    08:00,0\n09:00,-1\n10:00,1001\n11:00,120%\n12:00,\n";
        assert_eq!(read(&mut trial, None, text), None);
        let column = "calls_patience_factor";
        trial.expect_problems(&[
            (2, 7, column, "too small"),
            (
                3,
                7,
                column,
                "`1` without the sign, or 1 if nothing changes",
            ),
            (4, 7, column, "too large"),
            (5, 7, column, "write `1.2`"),
            (6, 7, column, "write 1 if nothing changes"),
        ]);
    }

    #[test]
    fn a_column_says_that_it_holds_factors() {
        let mut trial = Trial::default();
        let text = "interval_start,patience\n08:00,2\n";
        assert_eq!(read(&mut trial, Some("patience"), text), None);
        assert_eq!(read(&mut trial, None, text), None);
        let messages = format!("{:?}", trial.problems);
        assert!(messages.contains("ends in _factor"), "{messages}");
        assert!(messages.contains("calls_patience_factor"), "{messages}");
    }
}
