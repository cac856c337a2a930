//! Arrival rates over time: rates per hour, or counts in the rows' intervals.

use std::path::Path;

use super::Reading;
use super::cell::{Misread, number};
use super::csv_table::{self, CsvTable};
use super::interval_table::IntervalTable;
use super::local_clock::LocalClock;
use crate::model::{Horizon, RateCurve, RatePiece};
use crate::units::{PerHour, Span};

/// The highest rate that is read.
const MOST_PER_HOUR: f64 = 1e8;
const ALLOWED_RATE: &str = "contacts per hour, from 0 to 100,000,000";
const ALLOWED_COUNT: &str = "the number of contacts in the interval, 0 or more";

/// A rate curve as a file gives it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WrittenCurve {
    pub(crate) curve: RateCurve,
    pub(crate) rows: Rows,
}

/// How the rows of a curve say when they hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rows {
    /// Every day, whatever day it is.
    EveryDay,
    /// Every week.
    EveryWeek,
    /// Once, on dates, so that the special days among them are known already.
    Dated,
}

/// What a column counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Per {
    Hour,
    Interval,
}

/// Reads the arrival rate of a contact type; `column` is by default `<type>_per_hour` or
/// `<type>_contacts`, a count in each interval. With `linear`, each row gives the rate at its start and
/// the rate goes in a straight line to the next row's.
pub(crate) fn rate_curve(
    mut reading: Reading<'_>,
    path: &Path,
    column: Option<&str>,
    type_name: &str,
    linear: bool,
    horizon: &Horizon,
) -> Option<WrittenCurve> {
    let reading = &mut reading;
    let table = csv_table::open(reading, path)?;
    let (column, per) = value_column(reading, &table, column, type_name)?;
    if linear && per == Per::Interval {
        let found = format!("shape = \"linear\" with `{}`", table.header()[column]);
        let misread = Misread::new(
            found,
            "shape = \"steps\", or a column that ends in _per_hour",
        );
        reading.refuse(misread.with_hint("counts of intervals do not say the rate at their edges"));
        return None;
    }
    let clock = LocalClock::new(horizon);
    let read = |text: &str| match per {
        Per::Hour => number(text, ALLOWED_RATE),
        Per::Interval => number(text, ALLOWED_COUNT),
    };
    let table = IntervalTable::read(reading, table, column, &clock, read, 0.0)?;
    let rates = rates(reading, &table, per)?;
    table.warn_of_ends(reading, horizon, ("zero", "零"));
    let mut pieces = Pieces::default();
    let successors = table.successors();
    table.stretches(reading, horizon, &clock, |stretch| {
        if stretch.from > pieces.end {
            pieces.push(pieces.end, PerHour::ZERO, PerHour::ZERO);
        }
        let rate = rates[stretch.row];
        let next = successors[stretch.row].filter(|_| linear);
        let next = next.map_or(rate, |next| rates[next]);
        let at = |part: f64| between(rate, next, part);
        pieces.push(stretch.from, at(stretch.part_from), at(stretch.part_to));
        pieces.end = stretch.to;
    })?;
    let last = pieces
        .kept
        .last()
        .map_or(PerHour::ZERO, |last| last.rate_at_end);
    let after = if pieces.end < horizon.latest() {
        PerHour::ZERO
    } else {
        last
    };
    // A slope needs a piece after it, to have an end.
    pieces.push(pieces.end, after, after);
    let rows = table.recurrence();
    RateCurve::new(pieces.kept).map(|curve| WrittenCurve { curve, rows })
}

/// Pieces of a curve, neighbours with one constant rate in one.
#[derive(Default)]
struct Pieces {
    kept: Vec<RatePiece>,
    end: crate::units::SimTime,
}

impl Pieces {
    fn push(&mut self, from: crate::units::SimTime, rate: PerHour, rate_at_end: PerHour) {
        let goes_on = self.kept.last().is_some_and(|last| {
            last.rate == rate && last.rate_at_end == rate && rate == rate_at_end
        });
        if !goes_on {
            self.kept.push(RatePiece {
                from,
                rate,
                rate_at_end,
            });
        }
    }
}

/// The rate that far from one to the other.
fn between(rate: PerHour, next: PerHour, part: f64) -> PerHour {
    if rate == next || part <= 0.0 {
        return rate;
    }
    if part >= 1.0 {
        return next;
    }
    let mixed = rate.as_f64() + part * (next.as_f64() - rate.as_f64());
    PerHour::new(mixed).unwrap_or(rate)
}

/// Finds the value column and what it counts in.
fn value_column<R: std::io::BufRead>(
    reading: &mut Reading<'_>,
    table: &CsvTable<R>,
    column: Option<&str>,
    type_name: &str,
) -> Option<(usize, Per)> {
    let per = |name: &str| {
        let hour = name.ends_with("_per_hour").then_some(Per::Hour);
        hour.or_else(|| name.ends_with("_contacts").then_some(Per::Interval))
    };
    if let Some(name) = column {
        let index = table.column(reading, name)?;
        if let Some(per) = per(name) {
            return Some((index, per));
        }
        reading.refuse(
            Misread::new(
                format!("column `{name}`, which does not say what it counts in"),
                "a column whose name ends in _per_hour or _contacts",
            )
            .with_hint(rename(name)),
        );
        return None;
    }
    let hourly = format!("{type_name}_per_hour");
    let counted = format!("{type_name}_contacts");
    let has = |name: &String| table.header().contains(name);
    match (has(&hourly), has(&counted)) {
        (true, true) => {
            let found = format!("both `{hourly}` and `{counted}` in `{}`", table.file_name());
            let misread = Misread::new(found, "one of them");
            reading.refuse(misread.with_hint(format!("write column = \"{hourly}\"")));
            None
        }
        (false, true) => Some((table.column(reading, &counted)?, Per::Interval)),
        (true, false) => Some((table.column(reading, &hourly)?, Per::Hour)),
        (false, false) => {
            let of_type = (table.header().iter())
                .find(|name| name.starts_with(type_name) && rename(name).contains(&hourly));
            let Some(of_type) = of_type else {
                return Some((table.column(reading, &hourly)?, Per::Hour));
            };
            let found = format!(
                "no column `{hourly}` in `{}`, but `{of_type}`",
                table.file_name()
            );
            let allowed = "a column whose name ends in _per_hour or _contacts";
            reading.refuse(Misread::new(found, allowed).with_hint(rename(of_type)));
            None
        }
    }
}

/// How a column is to be named that does not say what it counts in, or in another unit.
fn rename(name: &str) -> String {
    let (stem, factor) = [
        ("_per_day", "divide it by 24 and"),
        ("_per_minute", "multiply it by 60 and"),
        ("_per_min", "multiply it by 60 and"),
        ("_per_second", "multiply it by 3600 and"),
        ("_per_s", "multiply it by 3600 and"),
        ("_per_h", ""),
    ]
    .into_iter()
    .find_map(|(ending, factor)| Some((name.strip_suffix(ending)?, factor)))
    .unwrap_or((name, "-"));
    match factor {
        "-" => format!(
            "rename it `{stem}_per_hour` for a rate, or `{stem}_contacts` for a count in each interval"
        ),
        "" => format!("rename it `{stem}_per_hour`"),
        factor => format!("{factor} rename it `{stem}_per_hour`"),
    }
}

/// The rate of each row.
fn rates(reading: &mut Reading<'_>, table: &IntervalTable<f64>, per: Per) -> Option<Vec<PerHour>> {
    let noted = reading.problems.noted();
    let mut rates = Vec::with_capacity(table.len());
    for row in 0..table.len() {
        let value = table.value(row);
        let per_hour = match per {
            Per::Hour => value,
            Per::Interval => {
                let length = table.length_of(row).unwrap_or(Span::ZERO);
                if length.is_zero() {
                    let misread = Misread::new("a count in the only row", "at least two rows");
                    let hint = "one row does not say how long its interval is; write a rate, in a \
                                column that ends in _per_hour";
                    reading.refuse(misread.with_hint(hint));
                    return None;
                }
                value / length.as_hours_f64()
            }
        };
        if let Some(rate) = PerHour::new(per_hour).filter(|_| per_hour <= MOST_PER_HOUR) {
            rates.push(rate);
        } else {
            let found = if per_hour < 1e15 {
                format!("{per_hour:.0} contacts per hour")
            } else {
                format!("{per_hour:.0e} contacts per hour")
            };
            let misread = Misread::new(found, "at most 100,000,000 contacts per hour");
            reading.refuse_at(table.place_of(row), table.column_name(), misread);
        }
    }
    (reading.problems.noted() == noted).then_some(rates)
}

#[cfg(test)]
mod tests;
