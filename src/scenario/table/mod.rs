//! What is read from tables beside a scenario: curves, staffing, courses of a day, calendars, sessions,
//! contact logs, recorded values.
//!
//! Every function here takes a resolved path and a [`Reading`], which says where the scenario names
//! the file and where problems go. A function returns `None` exactly when it has noted a problem.
//!
//! All files are CSV with a header, commas between columns and points in numbers, in UTF-8; a
//! byte-order mark and Windows line ends are fine, and rows without any content are passed over.
//! All but sessions and contact logs, which may be large, may also be a sheet of an Excel workbook; it
//! is read as a text whose lines have the numbers of its rows, and so takes the same way.
//! Column names end in their unit (`calls_per_hour`, `service_s`), so that numbers stand alone.

mod calendar_days;
mod cell;
mod contact_log;
mod csv_row;
mod csv_table;
mod empirical;
mod factor_steps;
mod field_place;
mod interval_order;
mod interval_start;
mod interval_table;
mod local_clock;
mod local_time;
mod moment;
mod profile;
mod rate_curve;
mod repeated_hour;
mod row_filter;
mod sessions;
mod staffing_steps;
#[cfg(test)]
mod trial;

pub(crate) use calendar_days::{CalendarDay, calendar_days};
pub(crate) use contact_log::{LogSpec, contact_log};
pub(crate) use empirical::{empirical_quantiles, empirical_values};
pub(crate) use factor_steps::factor_steps;
pub(crate) use moment::moment;
pub(crate) use profile::{day_profile, week_profile};
pub(crate) use rate_curve::{Rows, WrittenCurve, rate_curve};
pub(crate) use row_filter::RowFilter;
pub(crate) use sessions::{SessionColumns, sessions};
pub(crate) use staffing_steps::staffing_steps;

use std::path::Path;

use super::files::Files;
use super::problem::{Place, Problem, Problems};
use super::warning::Warning;
use crate::model::Note;
use cell::Misread;
use csv_row::Row;

/// Who asks for a table, and where what is wrong with it goes.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    /// The key path that names the file.
    pub(crate) key: &'a str,
    /// Where the scenario names it: shown when the file cannot be read or lacks a column.
    pub(crate) place: &'a Place,
    /// The sheet to read if the file is a workbook; the first if none is named.
    pub(crate) sheet: Option<&'a str>,
    /// The files read so far.
    pub(crate) files: &'a mut Files,
    /// Where problems go.
    pub(crate) problems: &'a mut Problems,
    /// Where warnings go.
    pub(crate) warnings: &'a mut Vec<Warning>,
}

impl Reading<'_> {
    /// The same file, named by another key.
    fn named_by<'b>(&'b mut self, key: &'b str, place: &'b Place) -> Reading<'b> {
        Reading {
            key,
            place,
            sheet: self.sheet,
            files: self.files,
            problems: self.problems,
            warnings: self.warnings,
        }
    }

    /// Notes what is wrong with the file as a whole, where the scenario names it.
    fn refuse(&mut self, misread: Misread) {
        self.refuse_at(self.place.clone(), self.key, misread);
    }

    /// Notes what is wrong at a place of the file.
    fn refuse_at(&mut self, place: Place, column: &str, misread: Misread) {
        self.problems.push(Problem {
            place,
            key: column.to_owned(),
            found: misread.found,
            allowed: misread.allowed,
            hint: misread.hint,
        });
    }

    /// Notes what is wrong with a cell.
    fn refuse_cell(&mut self, row: &Row<'_>, column: usize, misread: impl FnOnce() -> Misread) {
        let key = match row.column_name(column) {
            // The header itself cannot be read.
            "" => self.key,
            name => name,
        };
        self.problems.push_with(row.file_name(), || {
            let misread = misread();
            Problem {
                place: row.place(column),
                key: key.to_owned(),
                found: misread.found,
                allowed: misread.allowed,
                hint: misread.hint,
            }
        });
    }

    /// Says what is allowed but probably not meant.
    fn warn(&mut self, found: Note, advice: Note) {
        self.warnings.push(Warning {
            place: self.place.clone(),
            key: self.key.to_owned(),
            found,
            advice,
        });
    }
}

/// Notes a file that cannot be read, when there is no horizon to read it for.
pub(crate) fn check_readable(mut reading: Reading<'_>, path: &Path) {
    if let Err(unreadable) = Files::stream(path) {
        csv_table::refuse_unreadable(&mut reading, path, &unreadable);
    }
}
