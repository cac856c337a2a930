//! Bytes of a CSV file to rows that can be trusted to have the columns of the header.
//!
//! What a planner's spreadsheet may have done to the file is recognised and named once: semicolons or
//! tabs between columns, UTF-16, Latin letters in another encoding, old line ends, a quotation mark that
//! is never closed. A row that is not as long as the header, or not text, is a problem of its own and
//! is passed over, so that the rest of the file can be looked at too.
//!
//! Small tables are read whole, and places of problems point into their text. A contact log may be
//! larger than memory; it is read in pieces, and a place is an excerpt that knows its line.

use std::io::{BufRead, Cursor};
use std::path::Path;
use std::sync::Arc;

use csv_core::ReadRecordResult;

use super::Reading;
use super::cell::{Misread, quoted};
use super::csv_row::{Row, RowMark, newlines};
use super::field_place::field_place;
use crate::scenario::files::Unreadable;
use crate::scenario::problem::{Place, Problem, Source};

/// A row longer than this is a quotation mark that was never closed.
const LONGEST_ROW: usize = 1 << 20;
/// More columns than this are no table.
const MOST_COLUMNS: usize = 16_384;

/// A CSV file that is being read.
///
/// The parser under the `csv` crate is used directly: a file that opens a quotation mark and never
/// closes it must not be read into memory as one row.
pub(super) struct CsvTable<R> {
    input: R,
    parser: csv_core::Reader,
    name: String,
    written: String,
    /// The whole text, if it is in memory; else places are excerpts.
    text: Option<Arc<Source>>,
    header: Vec<String>,
    /// The row just read, as it is written, without the line end before it.
    raw: Vec<u8>,
    fields: Vec<u8>,
    ends: Vec<usize>,
    columns: usize,
    /// Line and byte at which the row just read begins.
    line: u64,
    at: usize,
    /// Lines ended and bytes consumed so far.
    newlines: u64,
    consumed: usize,
    /// Whether a line ended in a carriage return without a line feed.
    has_bare_return: bool,
    is_over: bool,
}

/// The bytes of a text that others hold too.
pub(super) struct SharedBytes(Arc<Source>);

impl AsRef<[u8]> for SharedBytes {
    fn as_ref(&self) -> &[u8] {
        self.0.text.as_bytes()
    }
}

/// Reads a file whole, for tables that are small beside a contact log; `None` if it cannot be read, or
/// has no header.
pub(super) fn open(
    reading: &mut Reading<'_>,
    path: &Path,
) -> Option<CsvTable<Cursor<SharedBytes>>> {
    match reading.files.table(path, reading.sheet) {
        Ok(source) => {
            let input = Cursor::new(SharedBytes(Arc::clone(&source)));
            CsvTable::new(reading, input, path, Some(source))
        }
        Err(unreadable) => {
            refuse_unreadable(reading, path, &unreadable);
            None
        }
    }
}

/// Notes that a file cannot be read.
pub(super) fn refuse_unreadable(reading: &mut Reading<'_>, path: &Path, why: &Unreadable) {
    let name = path.display().to_string();
    if let Unreadable::NotText { line, .. } = why {
        let source = Source::excerpt(name, String::new(), *line);
        let place = Place::beginning(&Arc::new(source));
        reading.refuse_at(place, reading.key, not_utf8());
        return;
    }
    let allowed = match why {
        Unreadable::NoSheet { sheets, .. } => format!("one of its sheets: {sheets}"),
        Unreadable::NoSheets => "a sheet of an Excel workbook (.xlsx)".to_owned(),
        Unreadable::NotAWorkbook(_) | Unreadable::OldWorkbook | Unreadable::TooLargeUnpacked(_) => {
            "a CSV file, or a workbook as .xlsx".to_owned()
        }
        _ => "a CSV file that can be read".to_owned(),
    };
    let misread = Misread::new(format!("`{name}`: {why}"), allowed);
    reading.refuse(match why {
        Unreadable::Missing => {
            misread.with_hint("a path is relative to the scenario file; check its spelling")
        }
        Unreadable::NotAFile => misread.with_hint("name the file itself"),
        Unreadable::NoSheet {
            hint: Some(hint), ..
        } => misread.with_hint(hint.clone()),
        Unreadable::NoSheets => misread.with_hint("remove the key that names the sheet"),
        Unreadable::OldWorkbook => misread.with_hint("save it as .xlsx, without a password"),
        Unreadable::NotAWorkbook(_) => misread
            .with_hint("open it in a spreadsheet and save it again, or save the sheet as CSV"),
        Unreadable::TooLargeUnpacked(_) => misread.with_hint("save the sheet alone, as CSV"),
        _ => misread,
    });
}

fn not_utf8() -> Misread {
    Misread::new("a byte that is not UTF-8", "text in UTF-8")
        .with_hint("save the file as UTF-8; spreadsheets call it \"CSV UTF-8\"")
}

impl<R: BufRead> CsvTable<R> {
    /// A table from its bytes, with the header read; `None` if there is no header to speak of.
    pub(super) fn new(
        reading: &mut Reading<'_>,
        input: R,
        path: &Path,
        text: Option<Arc<Source>>,
    ) -> Option<Self> {
        let mut table = Self {
            input,
            parser: csv_core::Reader::new(),
            name: path.display().to_string(),
            written: reading.files.written(path),
            text,
            header: Vec::new(),
            raw: Vec::new(),
            fields: vec![0; 1_024],
            ends: vec![0; 64],
            columns: 0,
            line: 1,
            at: 0,
            newlines: 0,
            consumed: 0,
            has_bare_return: false,
            is_over: false,
        };
        if !table.read_row(reading) {
            if !table.is_over {
                let misread = Misread::new("an empty file", "a header and rows")
                    .with_hint("the first row names the columns");
                reading.refuse_at(table.row().place(0), reading.key, misread);
            }
            return None;
        }
        let row = table.row();
        let names = (0..row.ends.len()).map(|i| row.cell(i).trim_start_matches('\u{feff}'));
        let header: Vec<String> = names.map(|name| name.trim().to_owned()).collect();
        if let ([only], Some(misread)) = (header.as_slice(), wrong_separator(&header)) {
            let column = only.clone();
            reading.refuse_at(row.place(0), &column, misread);
            return None;
        }
        table.header = header;
        Some(table)
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// The file's name as the user would write it.
    pub(super) fn file_name(&self) -> &str {
        &self.name
    }

    /// The file's name as the scenario writes it, for warnings.
    pub(super) fn written(&self) -> &str {
        &self.written
    }

    /// The input, to be closed.
    pub(super) fn into_input(self) -> R {
        self.input
    }

    /// The index of a column; a problem where the scenario names the file if there is none of that
    /// name, or if there are two.
    pub(super) fn column(&self, reading: &mut Reading<'_>, name: &str) -> Option<usize> {
        let mut found = (0..self.header.len()).filter(|i| self.header[*i] == name);
        match (found.next(), found.next()) {
            (Some(column), None) => Some(column),
            (Some(_), Some(_)) => {
                reading.refuse(Misread::new(
                    format!("two columns `{name}` in `{}`", self.name),
                    "columns with different names",
                ));
                None
            }
            (None, _) => {
                self.refuse_missing(reading, name);
                None
            }
        }
    }

    /// Notes that a column is missing.
    fn refuse_missing(&self, reading: &mut Reading<'_>, name: &str) {
        let misread = Misread::new(
            format!("no column `{name}` in `{}`", self.name),
            format!("one of its columns: {}", listed(&self.header)),
        );
        let near = self
            .header
            .iter()
            .map(|column| (strsim::damerau_levenshtein(column, name), column))
            .filter(|(distance, _)| *distance <= name.chars().count().div_ceil(3))
            // A name that is right but for the unit is another column.
            .filter(|(_, column)| ending(column) == ending(name))
            .min();
        let starts_like_data = self
            .header
            .first()
            .is_some_and(|first| first.starts_with(|sign: char| sign.is_ascii_digit()));
        reading.refuse(if let Some((_, near)) = near {
            misread.with_hint(format!("did you mean `{near}`?"))
        } else if starts_like_data {
            misread.with_hint("the first row of the file must name the columns")
        } else {
            misread.with_hint(format!(
                "rename the column that is meant to `{name}` in the first row of the file"
            ))
        });
    }

    /// The next row that has the columns of the header; `None` at the end of what can be read. Rows that
    /// have other columns are noted and passed over; rows without any content are passed over.
    pub(super) fn next_row(&mut self, reading: &mut Reading<'_>) -> Option<Row<'_>> {
        while self.read_row(reading) {
            if self.columns == self.header.len() {
                return Some(self.row());
            }
            let row = self.row();
            reading.problems.push_with(&self.name, || {
                let misread = row.wrong_columns();
                Problem {
                    place: row.place(row.ends.len().min(row.header.len()).saturating_sub(1)),
                    key: row.column_name(0).to_owned(),
                    found: misread.found,
                    allowed: misread.allowed,
                    hint: misread.hint,
                }
            });
        }
        None
    }

    /// Where a cell of a row that was read before is written; the beginning of the file if its text is
    /// not in memory.
    pub(super) fn place_of(&self, mark: RowMark, column: usize) -> Place {
        let text = self
            .text
            .clone()
            .unwrap_or_else(|| Arc::new(Source::new(self.name.clone(), String::new())));
        let raw = text.text.as_bytes().get(mark.at..mark.at + mark.length);
        let field = field_place(raw.unwrap_or_default(), column);
        Place::new(&text, mark.at + field.start..mark.at + field.end)
    }

    fn row(&self) -> Row<'_> {
        Row {
            name: &self.name,
            text: self.text.as_ref(),
            header: &self.header,
            raw: &self.raw,
            fields: &self.fields,
            ends: &self.ends[..self.columns],
            line: self.line,
            at: self.at,
        }
    }

    /// Reads the next row that is not blank and is text; `false` at the end of what can be read.
    fn read_row(&mut self, reading: &mut Reading<'_>) -> bool {
        while !self.is_over {
            match self.parse_row() {
                Ok(true) => {}
                Ok(false) => return false,
                Err(error) => {
                    let found = format!("`{}`: it cannot be read ({error})", self.name);
                    reading.refuse(Misread::new(found, "a CSV file that can be read"));
                    self.is_over = true;
                    return false;
                }
            }
            if let Some(misread) = self.end_of_sense() {
                self.is_over = true;
                reading.refuse_at(self.row().place(0), reading.key, misread);
                return false;
            }
            if std::str::from_utf8(&self.raw).is_err() {
                let row = self.row();
                reading.refuse_cell(&row, row.first_not_utf8(), not_utf8);
            } else if !self.raw.iter().all(|byte| b", \t\r\n\"".contains(byte)) {
                return true;
            }
        }
        false
    }

    /// Parses one row into the buffers; `false` at the end of the file.
    fn parse_row(&mut self) -> std::io::Result<bool> {
        let ended_in_return = self.raw.last() == Some(&b'\r');
        self.raw.clear();
        self.columns = 0;
        let mut written = 0;
        loop {
            let input = self.input.fill_buf()?;
            let (result, read, wrote, ended) = self.parser.read_record(
                input,
                &mut self.fields[written..],
                &mut self.ends[self.columns..],
            );
            self.raw.extend_from_slice(&input[..read]);
            self.input.consume(read);
            written += wrote;
            self.columns += ended;
            let is_too_long = self.raw.len() > LONGEST_ROW || self.columns > MOST_COLUMNS;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.fields.resize(self.fields.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(false),
            }
            if is_too_long {
                break;
            }
        }
        self.place_row(ended_in_return);
        Ok(true)
    }

    /// Finds where the row begins: the end of the line before it may still have been in the way.
    fn place_row(&mut self, ended_in_return: bool) {
        let blank = self
            .raw
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let blank = blank.count();
        let newlines_before = newlines(&self.raw[..blank]);
        self.line = self.newlines + newlines_before + 1;
        self.at = self.consumed + blank;
        self.consumed += self.raw.len();
        self.newlines += newlines(&self.raw);
        self.raw.drain(..blank);
        self.has_bare_return |= ended_in_return && newlines_before == 0;
    }

    /// Why nothing after this row can be made sense of.
    fn end_of_sense(&self) -> Option<Misread> {
        if self.has_bare_return {
            return Some(
                Misread::new(
                    "lines that end in a carriage return alone",
                    "lines that end in a line feed, with or without a carriage return",
                )
                .with_hint("save the file with Unix or Windows line ends"),
            );
        }
        if self.at == 0 && self.raw.starts_with(b"PK\x03\x04") {
            return Some(
                Misread::new("an Excel workbook", "a CSV file").with_hint("save the sheet as CSV"),
            );
        }
        if self.raw.contains(&0) {
            return Some(
                Misread::new(
                    "a byte of zero: this is no text, or text in UTF-16",
                    "text in UTF-8",
                )
                .with_hint("save the file as UTF-8; spreadsheets call it \"CSV UTF-8\""),
            );
        }
        if self.raw.len() > LONGEST_ROW || self.columns > MOST_COLUMNS {
            return Some(
                Misread::new(
                    "a row without an end",
                    format!("rows of at most 1 MiB and {MOST_COLUMNS} columns"),
                )
                .with_hint("look for a quotation mark that is opened here and never closed"),
            );
        }
        None
    }
}

/// The unit at the end of a column's name.
fn ending(name: &str) -> &str {
    const UNITS: [&str; 14] = [
        "_per_hour",
        "_per_h",
        "_per_day",
        "_per_min",
        "_per_minute",
        "_per_interval",
        "_contacts",
        "_agents",
        "_ms",
        "_s",
        "_min",
        "_h",
        "_fte",
        "_pct",
    ];
    let unit = UNITS.iter().find_map(|unit| name.strip_suffix(unit));
    unit.map_or("", |stem| &name[stem.len()..])
}

/// A header in one piece that another separator would cut.
fn wrong_separator(header: &[String]) -> Option<Misread> {
    let first = header.first()?;
    let (sign, name) = [(';', "semicolons"), ('\t', "tabs"), ('|', "bars")]
        .into_iter()
        .find(|(sign, _)| first.contains(*sign))?;
    let commas = first.replace(sign, ",");
    Some(
        Misread::new(
            format!("columns separated by {name}: {}", quoted(first)),
            "columns separated by commas, numbers with a decimal point",
        )
        .with_hint(format!(
            "write `{}`, and `1.5` for `1,5`",
            commas.chars().take(60).collect::<String>()
        )),
    )
}

/// The names of columns, the first few of many.
pub(super) fn listed(header: &[String]) -> String {
    const MOST: usize = 12;
    let shown: Vec<String> = header.iter().take(MOST).map(|name| quoted(name)).collect();
    let more = header.len().saturating_sub(MOST);
    if more == 0 {
        shown.join(", ")
    } else {
        format!("{} and {more} more", shown.join(", "))
    }
}
