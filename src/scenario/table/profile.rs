//! Courses of a day: weights by time of day, the same every day or by day of the week.

use std::path::Path;
use std::sync::Arc;

use super::Reading;
use super::cell::{Misread, number, quoted};
use super::csv_table::{self, listed};
use super::interval_table::IntervalTable;
use super::local_clock::LocalClock;
use crate::model::Horizon;
use crate::scenario::day_profile::{DayProfile, WeekProfile};
use crate::scenario::weekday::{DAYS, days_named};

/// The column of weights that are the same every day.
const WEIGHT: &str = "weight";
/// A weight beyond this is a slip.
const MOST_WEIGHT: f64 = 1e12;
const ALLOWED: &str = "a weight from 0: contacts in the interval, or any share of the day";

/// Reads the course of special days: the columns `interval_start` and `weight`.
pub(crate) fn day_profile(
    mut reading: Reading<'_>,
    path: &Path,
    horizon: &Horizon,
) -> Option<DayProfile> {
    let reading = &mut reading;
    let table = csv_table::open(reading, path)?;
    let column = table.column(reading, WEIGHT)?;
    column_profile(reading, path, column, horizon)
}

/// Reads the courses of a week: `interval_start` and `weight`, or a column for each day of the week, or
/// for several: `mon-thu`, `fri`, `sat-sun`.
pub(crate) fn week_profile(
    mut reading: Reading<'_>,
    path: &Path,
    horizon: &Horizon,
) -> Option<WeekProfile> {
    let reading = &mut reading;
    let table = csv_table::open(reading, path)?;
    if table.header().iter().any(|name| name == WEIGHT) {
        let column = table.column(reading, WEIGHT)?;
        return column_profile(reading, path, column, horizon).map(WeekProfile::every_day);
    }
    let mut columns: [Option<usize>; 7] = [None; 7];
    for (column, name) in table.header().iter().enumerate() {
        for day in days_named(name).unwrap_or_default() {
            if columns[day].replace(column).is_some() {
                let found = format!("two columns for {} in `{}`", DAYS[day].0, table.file_name());
                reading.refuse(Misread::new(found, "each day of the week in one column"));
                return None;
            }
        }
    }
    let missing: Vec<&str> = (0..7)
        .filter(|day| columns[*day].is_none())
        .map(|day| DAYS[day].0)
        .collect();
    if !missing.is_empty() {
        let misread = if missing.len() == 7 {
            Misread::new(
                format!("no column of weights in `{}`", table.file_name()),
                format!(
                    "`{WEIGHT}`, or a column for each day of the week; there are {}",
                    listed(table.header())
                ),
            )
            .with_hint("name the column `weight` if every day is spread alike")
        } else {
            Misread::new(
                format!(
                    "no column for {} in `{}`",
                    missing.join(", "),
                    table.file_name()
                ),
                "a column for each day of the week, or for several of them: `mon-fri`, `sat-sun`",
            )
        };
        reading.refuse(misread);
        return None;
    }
    let mut read: Vec<(usize, Option<Arc<DayProfile>>)> = Vec::new();
    for column in columns.into_iter().flatten() {
        if read.iter().all(|(known, _)| *known != column) {
            let profile = column_profile(reading, path, column, horizon).map(Arc::new);
            read.push((column, profile));
        }
    }
    let of_day = |day: usize| {
        let column = columns[day]?;
        let known = read.iter().find(|(known, _)| *known == column)?;
        known.1.clone()
    };
    let days: Option<Vec<Arc<DayProfile>>> = (0..7).map(of_day).collect();
    Some(WeekProfile {
        days: days?.try_into().ok()?,
    })
}

/// The weights of one column.
fn column_profile(
    reading: &mut Reading<'_>,
    path: &Path,
    column: usize,
    horizon: &Horizon,
) -> Option<DayProfile> {
    let table = csv_table::open(reading, path)?;
    let clock = LocalClock::new(horizon);
    let table = IntervalTable::read(reading, table, column, &clock, weight, 0.0)?;
    let Some(rows) = table.day() else {
        let misread = Misread::new(
            "a course that is not one of a day",
            "times of day like 08:00",
        )
        .with_hint("give each day of the week a column: interval_start,mon-fri,sat,sun");
        reading.refuse_at(table.first_start(), "interval_start", misread);
        return None;
    };
    if rows.iter().all(|(_, _, weight)| *weight <= 0.0) {
        let found = format!("no weight above 0 in `{}`", table.column_name());
        let misread = Misread::new(found, "at least one time at which somebody comes")
            .with_hint("a day without contacts has a factor of 0");
        reading.refuse_at(table.place_of(0), table.column_name(), misread);
        return None;
    }
    Some(DayProfile { rows })
}

fn weight(text: &str) -> Result<f64, Misread> {
    let share = text.strip_suffix('%').map_or(text, str::trim_end);
    let weight = number(share, ALLOWED)?;
    if weight > MOST_WEIGHT {
        return Err(Misread::new(
            format!("{}, which is too large", quoted(text)),
            ALLOWED,
        ));
    }
    Ok(weight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::table::trial::Trial;
    use crate::units::Span;

    fn week(text: &str) -> (Option<WeekProfile>, Trial) {
        let mut trial = Trial::default();
        let horizon = Trial::horizon("2026-03-02T00:00[UTC]", 1);
        let profile = trial.read(text, |reading, path| week_profile(reading, path, &horizon));
        (profile, trial)
    }

    #[test]
    fn one_column_is_every_day_and_seven_may_share() {
        let (profile, trial) = week("interval_start,weight\n08:00,3\n09:00,1\n");
        trial.expect_sound();
        let profile = profile.unwrap();
        let hour = |hours: u64| Span::HOUR.saturating_mul(hours);
        let rows = vec![(hour(8), hour(1), 3.0), (hour(9), hour(1), 1.0)];
        assert!(profile.days.iter().all(|day| day.rows == rows));
        let (profile, trial) =
            week("interval_start,mon-fri,sat-sun\n08:00,30%,10%\n20:00,70%,90%\n");
        trial.expect_sound();
        let profile = profile.unwrap();
        assert_eq!(profile.days[0], profile.days[4]);
        assert!((profile.days[6].rows[1].2 - 90.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_no_course_of_a_day_is_refused() {
        for (text, line, words) in [
            (
                "interval_start,weight\nMon 08:00,1\n",
                2,
                "not one of a day",
            ),
            (
                "interval_start,weight\n08:00,0\n09:00,0\n",
                2,
                "no weight above 0",
            ),
            (
                "interval_start,mon-fri,sat\n08:00,1,1\n",
                1,
                "no column for sun",
            ),
            (
                "interval_start,mon-fri,fri-sun\n08:00,1,1\n",
                1,
                "two columns for fri",
            ),
            ("interval_start,calls\n08:00,1\n", 1, "no column of weights"),
            ("interval_start,weight\n08:00,-1\n", 2, "negative"),
            (
                "interval_start,weight\n08:00,1e300\n",
                2,
                "`1e300`, which is too large",
            ),
        ] {
            let (profile, trial) = week(text);
            assert_eq!(profile, None, "{text}");
            let problem = trial.problems.iter().next().unwrap();
            assert_eq!(problem.place.line_and_column().0, line, "{text}");
            assert!(problem.found.contains(words), "{text}: {}", problem.found);
        }
    }
}
