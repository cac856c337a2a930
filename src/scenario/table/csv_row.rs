//! One row of a CSV file, and where it is written.

use std::sync::Arc;

use super::cell::Misread;
use super::field_place::field_place;
use crate::scenario::problem::{Place, Source};

/// How much of a row an excerpt shows past the field that is wrong.
const EXCERPT: usize = 120;

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    pub(super) name: &'a str,
    pub(super) text: Option<&'a Arc<Source>>,
    pub(super) header: &'a [String],
    pub(super) raw: &'a [u8],
    pub(super) fields: &'a [u8],
    pub(super) ends: &'a [usize],
    pub(super) line: u64,
    pub(super) at: usize,
}

/// Where a row is written, to come back to it when the table has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowMark {
    pub(super) at: usize,
    pub(super) length: usize,
}

impl<'a> Row<'a> {
    /// The text of a cell without blanks around it; empty if the row is shorter.
    pub(super) fn cell(&self, column: usize) -> &'a str {
        let Some(end) = self.ends.get(column) else {
            return "";
        };
        let from = column.checked_sub(1).map_or(0, |before| self.ends[before]);
        std::str::from_utf8(&self.fields[from..*end]).map_or("", str::trim)
    }

    /// The name of a column.
    pub(super) fn column_name(&self, column: usize) -> &'a str {
        self.header.get(column).map_or("", String::as_str)
    }

    /// The file's name.
    pub(super) fn file_name(&self) -> &'a str {
        self.name
    }

    /// Where the row is, for later.
    pub(super) fn mark(&self) -> RowMark {
        RowMark {
            at: self.at,
            length: self.raw.len(),
        }
    }

    /// Where a cell is written.
    pub(super) fn place(&self, column: usize) -> Place {
        let field = field_place(self.raw, column);
        if let Some(text) = self.text {
            return Place::new(text, self.at + field.start..self.at + field.end);
        }
        let shown = &self.raw[..self.raw.len().min(field.end + EXCERPT)];
        let text = String::from_utf8_lossy(shown);
        let text = text.trim_end_matches(['\r', '\n', '\u{fffd}']).to_owned();
        // Bytes that are not UTF-8 are longer in the excerpt than in the file.
        let before = String::from_utf8_lossy(&self.raw[..field.start]).len();
        let length = field.len().min(text.len().saturating_sub(before));
        let end = (before + length..=text.len()).find(|at| text.is_char_boundary(*at));
        let source = Source::excerpt(self.name.to_owned(), text, self.line);
        let from = before.min(source.text.len());
        let to = end.unwrap_or(source.text.len());
        Place::new(&Arc::new(source), from..to)
    }

    /// What is wrong with a row that has not the columns of the header.
    pub(super) fn wrong_columns(&self) -> Misread {
        let (found, expected) = (self.ends.len(), self.header.len());
        let plural = if found == 1 { "" } else { "s" };
        let misread = Misread::new(
            format!("{found} column{plural} in this row"),
            format!("{expected}, as in the header"),
        );
        if self.raw.contains(&b'\n') && self.raw.contains(&b'"') {
            misread.with_hint("a quotation mark is opened in this row and not closed in it")
        } else if found > expected {
            misread.with_hint(
                "every column needs a name in the first row; in CSV, numbers have a decimal point, not a \
                 comma, and text with a comma needs quotation marks",
            )
        } else if self.raw.contains(&b';') {
            misread.with_hint("columns are separated by commas, not by semicolons")
        } else {
            misread.with_hint("an empty cell still needs its comma")
        }
    }

    /// The first field with a byte that is no text.
    pub(super) fn first_not_utf8(&self) -> usize {
        let columns = 0..self.ends.len();
        let from = |column: usize| column.checked_sub(1).map_or(0, |before| self.ends[before]);
        columns
            .into_iter()
            .find(|i| std::str::from_utf8(&self.fields[from(*i)..self.ends[*i]]).is_err())
            .unwrap_or(0)
    }
}

/// How many lines end in these bytes.
pub(super) fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == b'\n')).sum()
}
