//! Recorded contacts: from the rows of a log to arrivals by contact type.
//!
//! The log is read row by row and may have any number of rows; memory goes to the records that are
//! kept. No row is lost without a word: it is kept, dropped for a reason that is counted, or a problem.
//! Arrival instants are exact to the microsecond. A local time in the hour that comes twice in autumn
//! goes by the order of the file ([`RepeatedHour`]); one in the hour that spring leaves out is a problem.

mod left_out;

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;

use super::Reading;
use super::cell::{DurationUnit, Misread, quoted};
use super::csv_row::Row;
use super::csv_table::{CsvTable, refuse_unreadable};
use super::local_clock::{LocalClock, Shown};
use super::local_time::{LocalTime, date, date_and_time, local};
use super::repeated_hour::RepeatedHour;
use super::row_filter::RowFilter;
use crate::model::{ArrivalRecord, Horizon, Note};
use crate::scenario::LogSummary;
use crate::scenario::files::Files;
use crate::scenario::problem::Place;
use crate::units::{SimTime, Span};
use left_out::{REASONS, nothing_kept, warn_of_left_out};

/// Stands for every value that no contact type names.
const EVERY_OTHER: &str = "*";

/// How a contact log is to be read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LogSpec {
    /// The column with the date, if it is not in that of the time.
    pub(crate) date: Option<String>,
    /// The column with the time, or date and time, of arrival.
    pub(crate) time: String,
    /// The column with the reason for contact; needed unless one type takes every row.
    pub(crate) contact_type: Option<String>,
    /// The column with recorded handling times, if they are wanted.
    pub(crate) handling: Option<String>,
    /// A row is dropped if it meets any of these.
    pub(crate) drop_if_any: Vec<RowFilter>,
    /// A row is kept only if it meets all of these.
    pub(crate) keep_if_all: Vec<RowFilter>,
    /// A row is kept only if it meets one of these, if there are any.
    pub(crate) keep_if_any: Vec<RowFilter>,
    /// The values of the reason column that are a contact type, and the index of that type.
    pub(crate) wanted: Vec<(Vec<String>, usize)>,
    /// Columns, and the key and place where the scenario names each.
    pub(crate) named: Vec<(String, String, Place)>,
}

/// The columns of the file that are looked at.
#[derive(Debug)]
struct Columns {
    date: Option<usize>,
    time: usize,
    contact_type: Option<usize>,
    handling: Option<(usize, DurationUnit)>,
    drop_if_any: Vec<usize>,
    keep_if_all: Vec<usize>,
    keep_if_any: Vec<usize>,
}

/// Reads the arrivals of each contact type, by the index of the type, in order of time; contacts of
/// the same instant stay in the order of the file.
///
/// Rows are dropped for the first of these reasons that applies: a `drop_if_any`, a `keep_if_all`,
/// `keep_if_any`, before the horizon, after the horizon, a contact type that is not in the
/// scenario. Rows of the days after the horizon ([`Horizon::RUN_OFF`]) are among the records though
/// they are not counted as kept: those who are in line at the end still have to be answered
/// among them. An empty or zero handling time was not recorded: of contacts that were lost, systems
/// write a zero.
pub(crate) fn contact_log(
    mut reading: Reading<'_>,
    path: &Path,
    spec: &LogSpec,
    horizon: &Horizon,
) -> Option<(Vec<Vec<ArrivalRecord>>, LogSummary)> {
    let reading = &mut reading;
    let input = match Files::stream(path) {
        Ok(input) => input,
        Err(unreadable) => {
            refuse_unreadable(reading, path, &unreadable);
            return None;
        }
    };
    let name = path.display().to_string();
    let mut table = CsvTable::new(reading, input, path, None)?;
    let columns = Columns::find(reading, &table, spec)?;
    let noted = reading.problems.noted();
    let mut log = Log::new(spec, horizon);
    let mut twice = RepeatedHour::default();
    while let Some(row) = table.next_row(reading) {
        log.rows += 1;
        if let Err((column, misread)) = log.take(&row, &columns, &mut twice) {
            reading.refuse_cell(&row, column, || misread);
        }
    }
    let written = table.written().to_owned();
    reading.files.close(table.into_input());
    if reading.problems.noted() > noted {
        return None;
    }
    let (records, summary) = log.finish();
    if summary.kept == 0 {
        reading.refuse(nothing_kept(&name, &summary));
        return None;
    }
    twice.warn(reading);
    warn_of_left_out(reading, &written, spec, &summary);
    for (values, contact_type) in &spec.wanted {
        if records[*contact_type].is_empty() {
            let values = values.join(", ");
            let found = Note::new(
                format!("no row of `{written}` has the contact type {values}"),
                format!("`{written}`中没有联络类型为{values}的行"),
            );
            let advice = Note::new(
                "check replay, or set the type's demand otherwise",
                "请检查replay，或用其他方式给出该类型的需求",
            );
            reading.warn(found, advice);
        }
    }
    Some((records, summary))
}

impl Columns {
    /// Finds the columns; every missing one is a problem.
    fn find<R: BufRead>(
        reading: &mut Reading<'_>,
        table: &CsvTable<R>,
        spec: &LogSpec,
    ) -> Option<Self> {
        let noted = reading.problems.noted();
        let mut find = |name: &str| match spec.named.iter().find(|(column, ..)| column == name) {
            Some((_, key, place)) => table.column(&mut reading.named_by(key, place), name),
            None => table.column(reading, name),
        };
        let mut filters = |filters: &[RowFilter]| -> Vec<usize> {
            filters
                .iter()
                .filter_map(|filter| find(filter.column()))
                .collect()
        };
        let drop_if_any = filters(&spec.drop_if_any);
        let keep_if_all = filters(&spec.keep_if_all);
        let keep_if_any = filters(&spec.keep_if_any);
        let date = spec.date.as_deref().and_then(&mut find);
        let contact_type = spec.contact_type.as_deref().and_then(&mut find);
        let handling = spec.handling.as_deref().and_then(&mut find);
        let time = find(&spec.time);
        let unit = |column: usize| DurationUnit::of_column(&table.header()[column]);
        let columns = Self {
            date,
            time: time?,
            contact_type,
            handling: handling.map(|column| (column, unit(column))),
            drop_if_any,
            keep_if_all,
            keep_if_any,
        };
        (reading.problems.noted() == noted).then_some(columns)
    }
}

/// What has been read so far.
struct Log<'a> {
    spec: &'a LogSpec,
    clock: LocalClock,
    end: SimTime,
    latest: SimTime,
    by_value: BTreeMap<&'a str, usize>,
    every_other: Option<usize>,
    records: Vec<Vec<ArrivalRecord>>,
    rows: u64,
    kept: u64,
    dropped: Dropped,
}

/// Rows left out, by reason.
struct Dropped {
    drop_if_any: Vec<u64>,
    keep_if_all: Vec<u64>,
    keep_if_any: u64,
    before: u64,
    after: u64,
    unknown_type: u64,
}

impl<'a> Log<'a> {
    fn new(spec: &'a LogSpec, horizon: &Horizon) -> Self {
        let mut by_value = BTreeMap::new();
        let mut every_other = None;
        let mut types = 0;
        for (values, contact_type) in &spec.wanted {
            types = types.max(contact_type + 1);
            for value in values {
                if value == EVERY_OTHER {
                    every_other = every_other.or(Some(*contact_type));
                } else {
                    by_value.entry(value.as_str()).or_insert(*contact_type);
                }
            }
        }
        Self {
            spec,
            clock: LocalClock::new(horizon),
            end: horizon.end(),
            latest: horizon.latest(),
            by_value,
            every_other,
            records: vec![Vec::new(); types],
            rows: 0,
            kept: 0,
            dropped: Dropped {
                drop_if_any: vec![0; spec.drop_if_any.len()],
                keep_if_all: vec![0; spec.keep_if_all.len()],
                keep_if_any: 0,
                before: 0,
                after: 0,
                unknown_type: 0,
            },
        }
    }

    /// Keeps or drops a row; the column and what is wrong with it if it cannot be read.
    fn take(
        &mut self,
        row: &Row<'_>,
        columns: &Columns,
        twice: &mut RepeatedHour,
    ) -> Result<(), (usize, Misread)> {
        if self.is_filtered_out(row, columns)? {
            return Ok(());
        }
        let local = arrival(row, columns)?;
        let shown = self
            .clock
            .shown(local)
            .map_err(|misread| (columns.time, misread))?;
        let instant = match shown {
            Shown::Once(instant) => instant,
            Shown::Twice(first, second) => twice.choose(local.civil, first, second),
        };
        let Some(arrived) = self.clock.sim_time(instant) else {
            self.dropped.before += 1;
            return Ok(());
        };
        if arrived >= self.latest {
            self.dropped.after += 1;
            return Ok(());
        }
        let value = columns.contact_type.map_or("", |column| row.cell(column));
        let contact_type = self.by_value.get(value).copied().or(self.every_other);
        let handling = match columns.handling {
            Some((column, unit)) if contact_type.is_some() => {
                handling(row.cell(column), unit).map_err(|misread| (column, misread))?
            }
            _ => None,
        };
        if arrived >= self.end {
            self.dropped.after += 1;
        } else if contact_type.is_some() {
            self.kept += 1;
        } else {
            self.dropped.unknown_type += 1;
        }
        if let Some(contact_type) = contact_type {
            self.records[contact_type].push(ArrivalRecord { arrived, handling });
        }
        Ok(())
    }

    /// Whether a filter drops a row, which is then counted.
    fn is_filtered_out(
        &mut self,
        row: &Row<'_>,
        columns: &Columns,
    ) -> Result<bool, (usize, Misread)> {
        let is_met = |filter: &RowFilter, column: usize| {
            filter
                .is_met(row.cell(column))
                .map_err(|misread| (column, misread))
        };
        for (i, filter) in self.spec.drop_if_any.iter().enumerate() {
            if is_met(filter, columns.drop_if_any[i])? {
                self.dropped.drop_if_any[i] += 1;
                return Ok(true);
            }
        }
        for (i, filter) in self.spec.keep_if_all.iter().enumerate() {
            if !is_met(filter, columns.keep_if_all[i])? {
                self.dropped.keep_if_all[i] += 1;
                return Ok(true);
            }
        }
        for (i, filter) in self.spec.keep_if_any.iter().enumerate() {
            if is_met(filter, columns.keep_if_any[i])? {
                return Ok(false);
            }
        }
        let is_out = !self.spec.keep_if_any.is_empty();
        self.dropped.keep_if_any += u64::from(is_out);
        Ok(is_out)
    }

    /// The records in order of time, and what was dropped; every filter is named, even if it dropped
    /// nothing, and of the other reasons those that applied.
    fn finish(self) -> (Vec<Vec<ArrivalRecord>>, LogSummary) {
        let mut records = self.records;
        for of_type in &mut records {
            if !of_type.is_sorted_by_key(|record| record.arrived) {
                of_type.sort_by_key(|record| record.arrived);
            }
            of_type.shrink_to_fit();
        }
        let counts = self.dropped;
        let mut dropped = Vec::new();
        for (filter, rows) in self.spec.drop_if_any.iter().zip(counts.drop_if_any) {
            dropped.push((filter.to_string(), rows));
        }
        for (filter, rows) in self.spec.keep_if_all.iter().zip(counts.keep_if_all) {
            dropped.push((format!("not: {filter}"), rows));
        }
        if !self.spec.keep_if_any.is_empty() {
            let filters: Vec<String> = self
                .spec
                .keep_if_any
                .iter()
                .map(ToString::to_string)
                .collect();
            dropped.push((
                format!("none of: {}", filters.join(", ")),
                counts.keep_if_any,
            ));
        }
        let others = [counts.before, counts.after, counts.unknown_type];
        for ((reason, _), rows) in REASONS.into_iter().zip(others) {
            if rows > 0 {
                dropped.push((reason.to_owned(), rows));
            }
        }
        let summary = LogSummary {
            rows: self.rows,
            kept: self.kept,
            dropped,
        };
        (records, summary)
    }
}

/// When a row arrived, on the local clock.
fn arrival(row: &Row<'_>, columns: &Columns) -> Result<LocalTime, (usize, Misread)> {
    let time = row.cell(columns.time);
    match columns.date {
        Some(column) => {
            let day = date(row.cell(column)).map_err(|misread| (column, misread))?;
            local(day, time)
        }
        None => date_and_time(time),
    }
    .map_err(|misread| (columns.time, misread))
}

/// A recorded handling time; `None` if there is none.
fn handling(text: &str, unit: DurationUnit) -> Result<Option<Span>, Misread> {
    if text.is_empty() {
        return Ok(None);
    }
    let handling = unit.duration(text).map_err(|misread| Misread {
        hint: misread.hint.or_else(|| {
            text.starts_with('-')
                .then(|| format!("drop such rows, or leave {} empty", quoted(text)))
        }),
        ..misread
    })?;
    Ok(Some(handling).filter(|handling| !handling.is_zero()))
}

#[cfg(test)]
mod tests;
