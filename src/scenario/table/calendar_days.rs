//! A calendar with a row a day: its date, its kind, its name, and the day that it replaces.

use std::path::Path;

use jiff::civil::{Date, Weekday};

use super::Reading;
use super::cell::{Misread, quoted};
use super::csv_row::Row;
use super::csv_table;
use super::interval_start::weekday;
use super::local_time::date;
use crate::model::Note;
use crate::scenario::problem::Place;
use crate::scenario::reader::most_similar;
use crate::scenario::toml_tree::shortened;
use crate::scenario::weekday::DAYS;

/// More rows than this are no calendar.
const MOST_ROWS: usize = 200_000;
/// Every column that is read, by its name.
const COLUMNS: [&str; 4] = ["date", "kind", "name", "replaces"];
/// Years outside of these are slips.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// A row of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CalendarDay {
    pub(crate) date: Date,
    pub(crate) kind: String,
    pub(crate) name: String,
    /// The weekday that a make-up working day replaces.
    pub(crate) replaces: Option<Weekday>,
    /// Where the date is written.
    pub(crate) place: Place,
}

/// The columns that are there.
struct Columns {
    date: usize,
    kind: Option<usize>,
    name: Option<usize>,
    replaces: Option<usize>,
}

/// Reads a calendar; `usual_kind` is the kind of days whose row does not say one.
pub(crate) fn calendar_days(
    mut reading: Reading<'_>,
    path: &Path,
    usual_kind: Option<&str>,
) -> Option<Vec<CalendarDay>> {
    let reading = &mut reading;
    let noted = reading.problems.noted();
    let mut table = csv_table::open(reading, path)?;
    let has = |name: &str| table.header().iter().any(|column| column == name);
    let has_kind = has("kind") || usual_kind.is_none();
    let (has_name, has_replaces) = (has("name"), has("replaces"));
    let mut find =
        |is_there: bool, name: &str| is_there.then(|| table.column(reading, name)).flatten();
    let columns = Columns {
        date: find(true, "date").unwrap_or(0),
        kind: find(has_kind, "kind"),
        name: find(has_name, "name"),
        replaces: find(has_replaces, "replaces"),
    };
    if reading.problems.noted() > noted {
        return None;
    }
    warn_of_slips(reading, table.header());
    let mut days = Vec::new();
    while let Some(row) = table.next_row(reading) {
        if days.len() == MOST_ROWS {
            let misread = Misread::new("more rows", format!("at most {MOST_ROWS} rows"));
            reading.refuse_cell(&row, columns.date, || misread);
            break;
        }
        days.extend(day(reading, &row, &columns, usual_kind));
    }
    (reading.problems.noted() == noted).then_some(days)
}

/// Says which columns have nearly the name of one that may be missing, and so are not read.
fn warn_of_slips(reading: &mut Reading<'_>, header: &[String]) {
    let is_there = |name: &str| header.iter().any(|column| column == name);
    let others = || {
        let columns = header.iter().map(String::as_str);
        columns.filter(|column| !COLUMNS.contains(column))
    };
    for name in COLUMNS.into_iter().filter(|name| !is_there(name)) {
        if let Some(column) = most_similar(name, others()) {
            let column = shortened(column);
            let found = Note::new(
                format!("the column `{column}`, which is not read"),
                format!("列`{column}`不会被读取"),
            );
            let advice = Note::new(
                format!("write `{name}` if that is meant"),
                format!("如果指的是`{name}`，请写`{name}`"),
            );
            reading.warn(found, advice);
        }
    }
}

/// The day of a row; notes each cell that is wrong.
fn day(
    reading: &mut Reading<'_>,
    row: &Row<'_>,
    columns: &Columns,
    usual_kind: Option<&str>,
) -> Option<CalendarDay> {
    let date = date(row.cell(columns.date)).and_then(|date| {
        let misread = || {
            let found = format!("the year {}", date.year());
            Misread::new(found, "a year from 1900 to 2200")
        };
        if YEARS.contains(&date.year()) {
            Ok(date)
        } else {
            Err(misread())
        }
    });
    let date = date
        .map_err(|misread| reading.refuse_cell(row, columns.date, || misread))
        .ok();
    let written = columns.kind.map_or("", |column| row.cell(column));
    let kind = Some(written).filter(|kind| !kind.is_empty()).or(usual_kind);
    if kind.is_none() {
        let misread = || {
            Misread::new(
                "a day without a kind",
                "a word for the kind of day: holiday, payday",
            )
            .with_hint("or write `kind` in [calendar]: the kind of days that do not say one")
        };
        reading.refuse_cell(row, columns.kind.unwrap_or(columns.date), misread);
    }
    let replaces = columns.replaces.map_or(Ok(None), |column| {
        let text = row.cell(column);
        if text.is_empty() {
            return Ok(None);
        }
        replaced(text).map(Some).map_err(|misread| {
            reading.refuse_cell(row, column, || misread);
        })
    });
    Some(CalendarDay {
        date: date?,
        kind: kind?.to_owned(),
        name: columns
            .name
            .map_or("", |column| row.cell(column))
            .to_owned(),
        replaces: replaces.ok()?,
        place: row.place(columns.date),
    })
}

/// A day of the week: by its name, or as that of a date.
fn replaced(text: &str) -> Result<Weekday, Misread> {
    if text.starts_with(|sign: char| sign.is_ascii_digit()) {
        return date(text).map(Date::weekday);
    }
    let day = weekday(text).and_then(|place| DAYS.get(usize::from(place)));
    day.map(|(_, day)| *day).ok_or_else(|| {
        Misread::new(
            quoted(text),
            "the weekday that the day replaces (mon, monday), or the date of that day",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::table::trial::Trial;

    fn read(trial: &mut Trial, text: &str, kind: Option<&str>) -> Option<Vec<CalendarDay>> {
        trial.read(text, |reading, path| calendar_days(reading, path, kind))
    }

    #[test]
    fn days_have_a_kind_a_name_and_perhaps_a_day_that_they_replace() {
        let mut trial = Trial::default();
        let text = "date,kind,name,replaces\n2026-02-14,makeup_workday,Spring Festival,2026-02-20\n\
                    2026-02-17,holiday,\"New Year, first day\",\n2026-02-28,makeup_workday,,Monday\n";
        let days = read(&mut trial, text, None).unwrap();
        trial.expect_sound();
        assert_eq!(days.len(), 3);
        assert_eq!(days[0].replaces, Some(Weekday::Friday));
        assert_eq!(days[1].name, "New Year, first day");
        assert_eq!(days[2].replaces, Some(Weekday::Monday));
        let mut trial = Trial::default();
        let days = read(&mut trial, "country,date\nDE,2026-10-03\n", Some("holiday"));
        trial.expect_sound();
        assert_eq!(days.unwrap()[0].kind, "holiday");
    }

    #[test]
    fn a_column_with_nearly_the_name_of_one_that_is_read_is_said() {
        for (header, warned) in [
            ("date,kind,Name,replace", vec!["`Name`", "`replace`"]),
            ("date,knid,name,replaces", vec!["`knid`"]),
            ("date,weekday,note,country", vec![]),
        ] {
            let mut trial = Trial::default();
            let text = format!("{header}\n2026-02-17,a,b,mon\n");
            assert!(read(&mut trial, &text, Some("holiday")).is_some());
            let said: Vec<&str> = trial.warnings.iter().map(|said| &*said.found.en).collect();
            assert_eq!(said.len(), warned.len(), "{header}: {said:?}");
            for (said, column) in said.iter().zip(warned) {
                assert!(said.contains(column), "{said}");
            }
        }
    }

    #[test]
    fn what_is_no_day_is_refused_where_it_stands() {
        let mut trial = Trial::default();
        let text = "date,kind,name,replaces\n17.02.2026,holiday,a,\n2026-02-30,holiday,b,\n\
                    2026-02-17,,c,\n2026-02-17,holiday,d,yesterday\n0026-02-17,holiday,e,\n";
        assert_eq!(read(&mut trial, text, None), None);
        trial.expect_problems(&[
            (2, 1, "date", "year-month-day"),
            (3, 1, "date", "no day of the calendar"),
            (4, 12, "kind", "without a kind"),
            (5, 22, "replaces", "`yesterday`"),
            (6, 1, "date", "the year 26"),
        ]);
        let mut trial = Trial::default();
        assert_eq!(read(&mut trial, "date,name\n2026-02-17,x\n", None), None);
        trial.expect_problems(&[(1, 1, "key", "no column `kind`")]);
    }
}
