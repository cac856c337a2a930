//! Tables of reference cases: rows whose columns are looked up by name, and which remember what was read.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A table of reference cases.
pub(super) struct Table {
    /// The file's name without its ending.
    pub(super) name: String,
    /// The columns, in order.
    pub(super) columns: Vec<String>,
    /// The rows, in order.
    pub(super) rows: Vec<Row>,
}

/// A row. Columns that are asked for are inputs; what is left over has to be an answer.
pub(super) struct Row {
    /// The case's name.
    pub(super) case_id: String,
    cells: BTreeMap<String, String>,
    asked: RefCell<BTreeSet<String>>,
}

impl Table {
    /// Reads a table.
    pub(super) fn read(path: &Path) -> Self {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let mut reader = csv::Reader::from_path(path)
            .unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
        let columns: Vec<String> = (reader.headers().unwrap().iter())
            .map(str::to_owned)
            .collect();
        let rows = reader.records().map(|record| {
            let record = record.unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
            let cells: BTreeMap<String, String> = (columns.iter().cloned())
                .zip(record.iter().map(str::to_owned))
                .collect();
            Row {
                case_id: cells["case_id"].clone(),
                cells,
                asked: RefCell::new(BTreeSet::from(["case_id".to_owned()])),
            }
        });
        let rows = rows.collect();
        Self {
            name,
            columns,
            rows,
        }
    }
}

impl Row {
    /// An input as text; `None` if the case does not have it.
    pub(super) fn text(&self, column: &str) -> Option<&str> {
        self.asked.borrow_mut().insert(column.to_owned());
        let cell = self.cells.get(column)?;
        Some(cell.as_str()).filter(|cell| !cell.is_empty())
    }

    /// An input as a number; `None` if the case does not have it.
    pub(super) fn number(&self, column: &str) -> Option<f64> {
        self.text(column)
            .map(|text| number(&self.case_id, column, text))
    }

    /// An input that every case has.
    pub(super) fn need(&self, column: &str) -> f64 {
        self.number(column)
            .unwrap_or_else(|| panic!("{}: {column} is missing", self.case_id))
    }

    /// The answer in a column; `None` if there is none.
    pub(super) fn answer(&self, column: &str) -> Option<f64> {
        let cell = self.cells.get(column).filter(|cell| !cell.is_empty())?;
        Some(number(&self.case_id, column, cell))
    }

    /// Whether a column was read as an input.
    pub(super) fn is_input(&self, column: &str) -> bool {
        self.asked.borrow().contains(column)
    }
}

fn number(case: &str, column: &str, text: &str) -> f64 {
    text.parse()
        .unwrap_or_else(|_| panic!("{case}: {column}: `{text}` is no number"))
}

/// The tables `f*.csv` of a folder, by name.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap_or_else(|problem| panic!("{}: {problem}", folder.display()));
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            name.starts_with('f') && name.ends_with(".csv")
        })
        .collect();
    files.sort();
    files
}
