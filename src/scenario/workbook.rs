//! A sheet of an Excel workbook as a table in text, a line a row.
//!
//! Workbooks go the way of CSV files: the sheet becomes a text whose lines have the numbers of its
//! rows, so that what is wrong with a cell is shown with its row, and no reader has to know where its
//! rows come from. Dates are written as the tables write them; values of formulas are those that the
//! spreadsheet saved.
//!
//! A workbook is an archive that may hold a thousand times its size, so it is unpacked once for
//! nothing but to be counted, within a limit, before its sheets are looked at. That also finds bytes
//! that were damaged.

use std::io::{Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};
use zip::ZipArchive;

use super::files::Unreadable;
use super::reader::{did_you_mean, listed};
use crate::units::number;

/// The most bytes that a workbook may hold, unpacked, and that a sheet may have as text.
const MOST_BYTES: u64 = 128 << 20;

/// More parts than this are no workbook.
const MOST_PARTS: usize = 10_000;

/// As many rows as a sheet can have; a file may claim more.
const MOST_ROWS: usize = 1 << 20;

/// The most columns of a table.
const MOST_COLUMNS: usize = 16_384;

/// A sheet as text.
#[derive(Debug)]
pub(crate) struct SheetText {
    /// The name of the sheet.
    pub(crate) sheet: String,
    pub(crate) text: String,
}

/// Whether the bytes of a file are those of an archive, as a workbook is.
pub(crate) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Whether the bytes of a file are those of a workbook of old, or of one with a password.
pub(crate) fn is_old_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

/// The sheet of that name, or the first, as text.
///
/// # Errors
/// Refuses what is no workbook, holds more than [`MOST_BYTES`], or has no such sheet.
pub(crate) fn sheet_text(bytes: &[u8], sheet: Option<&str>) -> Result<SheetText, Unreadable> {
    measure(bytes)?;
    let broken = |error: XlsxError| Unreadable::NotAWorkbook(error.to_string());
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let names = workbook.sheet_names();
    let sheet = match sheet {
        Some(name) if names.iter().any(|known| known == name) => name.to_owned(),
        Some(name) => {
            let names = || names.iter().map(String::as_str);
            return Err(Unreadable::NoSheet {
                name: name.to_owned(),
                sheets: listed(names()),
                hint: did_you_mean(name, names()),
            });
        }
        None => names
            .first()
            .cloned()
            .ok_or_else(|| Unreadable::NotAWorkbook("it has no sheets".to_owned()))?,
    };
    let mut cells = workbook.worksheet_cells_reader(&sheet).map_err(broken)?;
    let mut rows = Rows::default();
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        let text = cell_text(cell.get_value());
        if !text.is_empty() {
            rows.add(number::index(row), number::index(column), &text)?;
        }
    }
    Ok(SheetText {
        sheet,
        text: rows.into_text(),
    })
}

/// Unpacks everything once, keeping nothing.
fn measure(bytes: &[u8]) -> Result<(), Unreadable> {
    let broken = |error: &dyn std::fmt::Display| Unreadable::NotAWorkbook(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > MOST_PARTS {
        return Err(Unreadable::NotAWorkbook(format!(
            "it has more than {MOST_PARTS} parts"
        )));
    }
    let mut left = MOST_BYTES;
    let mut buffer = vec![0; 1 << 16];
    for part in 0..archive.len() {
        let mut part = archive.by_index(part).map_err(|error| broken(&error))?;
        loop {
            match part.read(&mut buffer) {
                Ok(0) => break,
                Ok(length) => {
                    left = left
                        .checked_sub(number::count(length))
                        .ok_or(Unreadable::TooLargeUnpacked(MOST_BYTES >> 20))?;
                }
                Err(error) => return Err(broken(&error)),
            }
        }
    }
    Ok(())
}

/// The text of a table, row by row.
#[derive(Default)]
struct Rows {
    text: String,
    /// The row and the column after the cell that was added last.
    row: usize,
    column: usize,
    /// How many columns the first row with content has: rows that end early are filled up.
    width: Option<usize>,
}

impl Rows {
    fn add(&mut self, row: usize, column: usize, text: &str) -> Result<(), Unreadable> {
        if row < self.row || row == self.row && column < self.column {
            return Err(Unreadable::NotAWorkbook(format!(
                "a cell of row {} is out of order",
                row + 1
            )));
        }
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(Unreadable::NotAWorkbook(format!(
                "it has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns"
            )));
        }
        while self.row < row {
            self.end_row();
        }
        // A comma before each column but the first; those before the last cell are there.
        let there = self.column.saturating_sub(1);
        self.text.extend(std::iter::repeat_n(',', column - there));
        push_cell(&mut self.text, text);
        self.column = column + 1;
        if number::count(self.text.len()) > MOST_BYTES {
            return Err(Unreadable::TooLargeUnpacked(MOST_BYTES >> 20));
        }
        Ok(())
    }

    fn end_row(&mut self) {
        if self.column > 0 {
            let width = *self.width.get_or_insert(self.column);
            let missing = width.saturating_sub(self.column);
            self.text.extend(std::iter::repeat_n(',', missing));
        }
        self.text.push('\n');
        self.row += 1;
        self.column = 0;
    }

    fn into_text(mut self) -> String {
        if self.column > 0 {
            self.end_row();
        }
        self.text
    }
}

/// A cell between commas; line breaks would make lines that are no rows.
fn push_cell(text: &mut String, cell: &str) {
    let needs_quotes = cell.contains([',', '"']);
    if needs_quotes {
        text.push('"');
    }
    for c in cell.chars() {
        match c {
            '"' => text.push_str("\"\""),
            '\0' => text.push('\u{fffd}'),
            c if c.is_control() => text.push(' '),
            c => text.push(c),
        }
    }
    if needs_quotes {
        text.push('"');
    }
}

/// A cell as a table writes it.
fn cell_text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(value) => value.to_string(),
        DataRef::Float(value) => value.to_string(),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) if moment.is_duration() => duration_text(moment),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A date, a time of day, or both: what has no day is a time, what is at midnight a date.
fn moment_text(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let time = match (second, milli) {
        (0, 0) => format!("{hour:02}:{minute:02}"),
        (_, 0) => format!("{hour:02}:{minute:02}:{second:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}.{milli:03}"),
    };
    let date = format!("{year:04}-{month:02}-{day:02}");
    if moment.as_f64() < 1.0 {
        time
    } else if time == "00:00" {
        date
    } else {
        format!("{date} {time}")
    }
}

/// A length of time on a clock that does not stop at 24 hours: `h:mm:ss`, to the millisecond.
fn duration_text(moment: &ExcelDateTime) -> String {
    let millis = number::nearest(moment.as_f64() * 86_400_000.0);
    let (seconds, millis) = (millis / 1_000, millis % 1_000);
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if millis > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}.{millis:03}")
    } else {
        format!("{hours}:{minutes:02}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests;
