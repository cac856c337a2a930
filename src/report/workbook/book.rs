//! A workbook on its way: sheets with a head, rows and what is said about them.

use std::io;
use std::path::Path;

use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{Chart, DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::look::{Look, Looks};
use crate::report::number;
use crate::report::page::Words;
use crate::units::number::count;

/// The most rows of a sheet, by the format itself.
const MOST_ROWS: u32 = 1_048_576;

/// The most rows of a table: what does not fit on one sheet goes on on the next, but a workbook of many
/// millions of rows opens nowhere.
const MOST_ROWS_IN_ALL: u64 = 2_000_000;

/// Tables of more cells are not kept in memory while they are written.
const MOST_CELLS_KEPT: u64 = 200_000;

/// The most letters of a cell, by the format itself, with some to spare.
const MOST_LETTERS: usize = 30_000;

/// The paper, by its number: A4.
const A4: u8 = 9;

/// The most columns that can be read on the width of a page; more go on the next page, this much smaller
/// than on the screen \[%\].
const MOST_ON_A_PAGE: usize = 20;
const SCALE_OF_MANY: u16 = 60;

/// How many columns a sentence goes across, and how many letters of it fit on a line.
const SENTENCE: (u16, usize) = (14, 110);

/// The height of a line of a sentence \[points\].
const LINE: f64 = 15.0;

/// A workbook on its way.
pub(super) struct Book {
    workbook: Workbook,
    looks: Looks,
    pub(super) words: Words,
    limits: Limits,
}

/// The most rows: of a sheet, and of a table on all its sheets.
#[derive(Clone, Copy, Debug)]
struct Limits {
    of_sheet: u32,
    in_all: u64,
}

/// The head of a column, and how wide it is \[letters\].
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) text: String,
    pub(super) width: f64,
}

/// What is in a cell.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    Nothing,
    Text(String),
    Number(f64, Look),
    Day(Date),
    /// The time on the wall.
    Instant(DateTime),
    /// A word that is also told by colour.
    Word(String, Look),
}

/// A table to be written.
#[derive(Debug)]
pub(super) struct Sheet {
    /// What stands on its tab.
    pub(super) name: &'static str,
    /// The question that it answers.
    pub(super) question: String,
    /// What a reader must know, a line each.
    pub(super) notes: Vec<String>,
    pub(super) heads: Vec<Head>,
    /// How many columns stay where they are when one scrolls to the right.
    pub(super) frozen: u16,
    /// At least so many rows as there will be.
    pub(super) most_rows: u64,
    /// The file that has all rows.
    pub(super) file: &'static str,
}

/// Where a table stands: on its first sheet.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) sheet: String,
    /// Its first row of numbers.
    pub(super) first: u32,
    /// How many of them there are.
    pub(super) rows: u32,
}

impl Head {
    pub(super) fn new(text: impl Into<String>, width: f64) -> Self {
        let text = text.into();
        Self { text, width }
    }
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn number(value: Option<f64>, look: Look) -> Self {
        value.map_or(Self::Nothing, |value| Self::Number(value, look))
    }

    pub(super) fn whole(value: u64) -> Self {
        Self::Number(crate::units::number::float(value), Look::Whole)
    }
}

impl Book {
    /// An empty workbook; what does not fit into memory goes into `temporary` meanwhile.
    pub(super) fn new(words: Words, title: &str, temporary: &Path) -> io::Result<Self> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(temporary).map_err(failed)?;
        // A time of its own would make the same run another file each time.
        let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        let properties = DocProperties::new()
            .set_title(cut(title))
            .set_author(concat!("springtide ", env!("CARGO_PKG_VERSION")))
            .set_creation_datetime(&created);
        workbook.set_properties(&properties);
        Ok(Self {
            workbook,
            looks: Looks::new(words),
            words,
            limits: Limits {
                of_sheet: MOST_ROWS,
                in_all: MOST_ROWS_IN_ALL,
            },
        })
    }

    /// The bytes of the file.
    pub(super) fn bytes(mut self) -> io::Result<Vec<u8>> {
        self.workbook.save_to_buffer().map_err(failed)
    }

    /// Adds a sheet of sentences, one below the other, and tells the first row below them.
    pub(super) fn sentences(&mut self, name: &str, lines: &[(Look, String)]) -> io::Result<u32> {
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(name).map_err(failed)?;
        sheet.set_paper_size(A4);
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_screen_gridlines(false);
        let mut row = 0;
        for (look, text) in lines {
            let text = cut(text);
            let format = self.looks.of(*look);
            if *look == Look::Title {
                sheet.set_row_height(row, 2.0 * LINE).map_err(failed)?;
            }
            if *look == Look::Sentence {
                let (columns, letters) = SENTENCE;
                // A letter of Chinese is as wide as two others.
                let width = unicode_width::UnicodeWidthStr::width(&*text);
                let lines = number_of(width.div_ceil(letters).max(1));
                (sheet.merge_range(row, 0, row, columns, &text, format)).map_err(failed)?;
                sheet.set_row_height(row, LINE * lines).map_err(failed)?;
            } else {
                sheet
                    .write_string_with_format(row, 0, &*text, format)
                    .map_err(failed)?;
            }
            row += 1;
        }
        Ok(row)
    }

    /// Adds a table; what does not fit on a sheet goes on on the next.
    pub(super) fn table(
        &mut self,
        sheet: &Sheet,
        rows: impl IntoIterator<Item = Vec<Cell>>,
    ) -> io::Result<Placed> {
        let words = self.words;
        let first = head_row(sheet) + 1;
        // The last row says that there is more.
        let room = self.limits.of_sheet.saturating_sub(first + 1);
        let width = count(sheet.heads.len());
        let is_kept = sheet.most_rows.saturating_mul(width) <= MOST_CELLS_KEPT;
        let mut rows = rows.into_iter().peekable();
        let mut placed: Option<Placed> = None;
        let mut written: u64 = 0;
        for part in 1_u32.. {
            let own = if part == 1 {
                sheet.name.to_owned()
            } else {
                format!("{} ({part})", sheet.name)
            };
            let worksheet = if is_kept {
                self.workbook.add_worksheet()
            } else {
                (self.workbook.add_worksheet_with_constant_memory()).map_err(failed)?
            };
            worksheet.set_name(&own).map_err(failed)?;
            head(worksheet, sheet, &mut self.looks).map_err(failed)?;
            let mut row = first;
            while row < first + room && written < self.limits.in_all {
                let Some(cells) = rows.next() else {
                    break;
                };
                write_row(worksheet, &mut self.looks, row, &cells).map_err(failed)?;
                row += 1;
                written += 1;
            }
            close(worksheet, sheet, row).map_err(failed)?;
            let place = Placed {
                sheet: own,
                first,
                rows: row - first,
            };
            placed.get_or_insert(place);
            if rows.peek().is_none() {
                break;
            }
            let more = if written < self.limits.in_all {
                let next = format!("{} ({})", sheet.name, part + 1);
                words.pick(
                    format!("to be continued on the sheet “{next}”"),
                    format!("下接工作表“{next}”"),
                )
            } else {
                let left_out = number::whole(count(rows.by_ref().count()));
                let file = sheet.file;
                words.pick(
                    format!("{left_out} more rows do not fit in here; {file} has them"),
                    format!("另有{left_out}行未列入，见 {file}"),
                )
            };
            let format = self.looks.of(Look::Note);
            (worksheet.write_string_with_format(row, 0, &more, format)).map_err(failed)?;
            if rows.peek().is_none() {
                break;
            }
        }
        placed.ok_or_else(|| io::Error::other("a table without a sheet"))
    }

    /// Begins new pages of a sheet that is there at these rows.
    pub(super) fn pages(&mut self, sheet: &str, rows: &[u32]) -> io::Result<()> {
        let sheet = self.workbook.worksheet_from_name(sheet).map_err(failed)?;
        sheet.set_page_breaks(rows).map_err(failed)?;
        Ok(())
    }

    /// Puts a chart on a sheet that is there.
    pub(super) fn chart(&mut self, sheet: &str, row: u32, chart: &Chart) -> io::Result<()> {
        let sheet = self.workbook.worksheet_from_name(sheet).map_err(failed)?;
        sheet.insert_chart(row, 0, chart).map_err(failed)?;
        Ok(())
    }
}

/// The row of the heads: below the question and the notes.
fn head_row(sheet: &Sheet) -> u32 {
    let lines = u32::try_from(sheet.notes.len()).unwrap_or(0);
    1 + lines
}

/// Writes what stands above the numbers.
fn head(worksheet: &mut Worksheet, sheet: &Sheet, looks: &mut Looks) -> Result<(), XlsxError> {
    worksheet.set_paper_size(A4);
    worksheet.set_landscape();
    if sheet.heads.len() > MOST_ON_A_PAGE {
        worksheet.set_print_scale(SCALE_OF_MANY);
        worksheet.set_repeat_columns(0, sheet.frozen.saturating_sub(1))?;
    } else {
        worksheet.set_print_fit_to_pages(1, 0);
    }
    let row = head_row(sheet);
    for (column, head) in (0_u16..).zip(&sheet.heads) {
        worksheet.set_column_width(column, head.width)?;
    }
    let format = looks.of(Look::Question);
    worksheet.write_string_with_format(0, 0, cut(&sheet.question), format)?;
    for (line, note) in (1_u32..).zip(&sheet.notes) {
        worksheet.write_string_with_format(line, 0, cut(note), looks.of(Look::Note))?;
    }
    let format = looks.of(Look::Head);
    worksheet.set_row_height(row, 4.0 * LINE)?;
    for (column, head) in (0_u16..).zip(&sheet.heads) {
        worksheet.write_string_with_format(row, column, cut(&head.text), format)?;
    }
    worksheet.set_freeze_panes(row + 1, sheet.frozen)?;
    worksheet.set_repeat_rows(row, row)?;
    Ok(())
}

/// Arrows for choosing rows, once it is known how many there are.
fn close(worksheet: &mut Worksheet, sheet: &Sheet, end: u32) -> Result<(), XlsxError> {
    let row = head_row(sheet);
    let last = u16::try_from(sheet.heads.len().saturating_sub(1)).unwrap_or(u16::MAX);
    worksheet.autofilter(row, 0, end.saturating_sub(1).max(row), last)?;
    Ok(())
}

fn write_row(
    worksheet: &mut Worksheet,
    looks: &mut Looks,
    row: u32,
    cells: &[Cell],
) -> Result<(), XlsxError> {
    for (column, cell) in (0_u16..).zip(cells) {
        match cell {
            Cell::Nothing => {}
            Cell::Text(text) => {
                let format = looks.of(Look::Text);
                worksheet.write_string_with_format(row, column, cut(text), format)?;
            }
            Cell::Word(text, look) => {
                worksheet.write_string_with_format(row, column, cut(text), looks.of(*look))?;
            }
            Cell::Number(value, look) => {
                worksheet.write_number_with_format(row, column, *value, looks.of(*look))?;
            }
            Cell::Day(date) => {
                let when = (day(*date), date.to_string(), Look::Day);
                write_when(worksheet, looks, (row, column), when)?;
            }
            Cell::Instant(instant) => {
                let when = (at(*instant), instant.to_string(), Look::Instant);
                write_when(worksheet, looks, (row, column), when)?;
            }
        }
    }
    Ok(())
}

/// A date, or its text where spreadsheets do not know it.
fn write_when(
    worksheet: &mut Worksheet,
    looks: &mut Looks,
    (row, column): (u32, u16),
    (when, text, look): (Option<ExcelDateTime>, String, Look),
) -> Result<(), XlsxError> {
    if let Some(when) = when {
        worksheet.write_datetime_with_format(row, column, &when, looks.of(look))?;
    } else {
        worksheet.write_string_with_format(row, column, text, looks.of(Look::Text))?;
    }
    Ok(())
}

/// A date as spreadsheets have them; they know none before 1900.
fn day(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    ExcelDateTime::from_ymd(year, month, day).ok()
}

fn at(instant: DateTime) -> Option<ExcelDateTime> {
    let day = day(instant.date())?;
    let hour = u16::from(instant.hour().unsigned_abs());
    let seconds = f64::from(instant.second());
    day.and_hms(hour, instant.minute().unsigned_abs(), seconds)
        .ok()
}

/// A text that fits into a cell.
fn cut(text: &str) -> String {
    if text.len() <= MOST_LETTERS {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(MOST_LETTERS / 4).collect();
    cut.push('…');
    cut
}

fn number_of(lines: usize) -> f64 {
    crate::units::number::float_len(lines)
}

pub(super) fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests;
