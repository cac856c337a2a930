//! The files beside a scenario, each read once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufReader, ErrorKind, Read, Take};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::problem::Source;
use super::workbook;
use crate::units::number;

/// Files already read, by path. Several contact types often take a column each of one file.
#[derive(Debug, Default)]
pub(crate) struct Files {
    read: BTreeMap<PathBuf, Result<Arc<Source>, Unreadable>>,
    /// Paths as the scenario writes them.
    written: BTreeMap<PathBuf, String>,
    /// Tables already read, by path and sheet.
    tables: BTreeMap<(PathBuf, Option<String>), Result<Arc<Source>, Unreadable>>,
    /// Files whose digest is taken.
    digested: BTreeSet<PathBuf>,
    /// SHA-256 of each file, in the order of first reading.
    digests: Vec<[u8; 32]>,
}

/// Why a file cannot be read: a lower-case fragment that follows the file's name.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub(crate) enum Unreadable {
    #[error("there is no such file")]
    Missing,
    #[error("it is not a file")]
    NotAFile,
    #[error("it is larger than {0} MiB")]
    TooLarge(u64),
    #[error("it is not text: the byte in line {line} at {byte} is not UTF-8")]
    NotText {
        /// The line, from 1.
        line: u64,
        /// The byte in the file, from 0.
        byte: usize,
    },
    #[error("it cannot be read ({0})")]
    Refused(String),
    #[error("it is not an Excel workbook that can be read ({0})")]
    NotAWorkbook(String),
    #[error("it holds more than {0} MiB, unpacked")]
    TooLargeUnpacked(u64),
    #[error("it is an Excel workbook of the old format, or one with a password")]
    OldWorkbook,
    #[error("there is no sheet \"{name}\" in it")]
    NoSheet {
        /// The sheet asked for.
        name: String,
        /// The sheets that there are.
        sheets: String,
        /// A similar one.
        hint: Option<String>,
    },
    #[error("it is a text, which has no sheets")]
    NoSheets,
}

impl Files {
    /// The largest file that is read: some ten million rows of a log.
    pub(crate) const MOST_BYTES: u64 = 512 << 20;

    /// Notes how the scenario writes a path.
    pub(crate) fn note_written(&mut self, path: &Path, written: &str) {
        let known = self.written.entry(path.to_owned());
        known.or_insert_with(|| written.to_owned());
    }

    /// A path as the scenario writes it.
    pub(crate) fn written(&self, path: &Path) -> String {
        let known = self.written.get(path).cloned();
        known.unwrap_or_else(|| path.display().to_string())
    }

    /// The whole text of a file, from the first reading if there was one.
    ///
    /// A byte-order mark stays in the text. The source is named by the path as given.
    ///
    /// # Errors
    /// Refuses what is missing, not a plain file (reading a pipe could wait for ever), larger than
    /// [`Files::MOST_BYTES`], or not UTF-8.
    pub(crate) fn text(&mut self, path: &Path) -> Result<Arc<Source>, Unreadable> {
        if let Some(known) = self.read.get(path) {
            return known.clone();
        }
        let read = self.bytes(path).and_then(into_text);
        let source = read.map(|text| {
            let name = path.display().to_string();
            Arc::new(Source::new(name, text).written_as(self.written(path)))
        });
        self.read.insert(path.to_owned(), source.clone());
        source
    }

    /// The text of a table: a CSV file, or a sheet of an Excel workbook, whose lines have the numbers of
    /// its rows. Which of the two a file is, its first bytes tell.
    ///
    /// # Errors
    /// Refuses what [`Files::text`] refuses, and workbooks that cannot be read, hold too much or have
    /// no such sheet.
    pub(crate) fn table(
        &mut self,
        path: &Path,
        sheet: Option<&str>,
    ) -> Result<Arc<Source>, Unreadable> {
        let key = (path.to_owned(), sheet.map(str::to_owned));
        if let Some(known) = self.tables.get(&key) {
            return known.clone();
        }
        let name = path.display().to_string();
        let read = self.bytes(path).and_then(|bytes| {
            if workbook::is_workbook(&bytes) {
                let found = workbook::sheet_text(&bytes, sheet)?;
                let name = format!("{name}, sheet {}", found.sheet);
                Ok(Source::new(name, found.text))
            } else if workbook::is_old_workbook(&bytes) {
                Err(Unreadable::OldWorkbook)
            } else if sheet.is_some() {
                Err(Unreadable::NoSheets)
            } else {
                Ok(Source::new(name, into_text(bytes)?))
            }
        });
        let source = read.map(Arc::new);
        self.tables.insert(key, source.clone());
        source
    }

    /// The bytes of a file, whose digest is taken the first time.
    fn bytes(&mut self, path: &Path) -> Result<Vec<u8>, Unreadable> {
        let bytes = read_bytes(path, Self::MOST_BYTES)?;
        if self.digested.insert(path.to_owned()) {
            self.digests.push(Sha256::digest(&bytes).into());
        }
        Ok(bytes)
    }

    /// Opens a file that is read row by row, since it may be larger than what is kept in memory.
    ///
    /// What is added to the file after it was opened is not read.
    ///
    /// # Errors
    /// Refuses what is missing and what is not a plain file.
    pub(crate) fn stream(path: &Path) -> Result<BufReader<Stream>, Unreadable> {
        let metadata = std::fs::metadata(path).map_err(|error| refused(&error))?;
        if !metadata.is_file() {
            return Err(Unreadable::NotAFile);
        }
        let file = File::open(path)
            .map_err(|error| refused(&error))?
            .take(metadata.len());
        let digest = Sha256::new();
        Ok(BufReader::with_capacity(1 << 16, Stream { file, digest }))
    }

    /// Notes that a stream has been read to its end.
    pub(crate) fn close(&mut self, stream: BufReader<Stream>) {
        self.digests
            .push(stream.into_inner().digest.finalize().into());
    }

    /// SHA-256 of each file that was read, in the order of first reading.
    pub(crate) fn digests(&self) -> &[[u8; 32]] {
        &self.digests
    }
}

/// A file whose digest is taken while it is read.
#[derive(Debug)]
pub(crate) struct Stream {
    file: Take<File>,
    digest: Sha256,
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.file.read(buffer)?;
        self.digest.update(&buffer[..length]);
        Ok(length)
    }
}

/// Why the system does not let us read.
fn refused(error: &std::io::Error) -> Unreadable {
    match error.kind() {
        ErrorKind::NotFound => Unreadable::Missing,
        _ => Unreadable::Refused(error.to_string()),
    }
}

/// The bytes of a plain file.
pub(crate) fn read_bytes(path: &Path, most: u64) -> Result<Vec<u8>, Unreadable> {
    let metadata = std::fs::metadata(path).map_err(|error| refused(&error))?;
    if !metadata.is_file() {
        return Err(Unreadable::NotAFile);
    }
    if metadata.len() > most {
        return Err(Unreadable::TooLarge(most >> 20));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| refused(&error))?;
    // The file may grow while it is read.
    let read = file.take(most + 1).read_to_end(&mut bytes);
    if read.map(number::count).map_err(|error| refused(&error))? > most {
        return Err(Unreadable::TooLarge(most >> 20));
    }
    Ok(bytes)
}

/// The bytes as text.
pub(crate) fn into_text(bytes: Vec<u8>) -> Result<String, Unreadable> {
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        let newlines = error.as_bytes()[..byte].iter().filter(|b| **b == b'\n');
        let line = number::count(newlines.count()) + 1;
        Unreadable::NotText { line, byte }
    })
}
