//! The files beside a scenario, each read once.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, ErrorKind, Read, Take};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::problem::Source;
use crate::units::number;

/// Files already read, by path. Several contact types often take a column each of one file.
#[derive(Debug, Default)]
pub(crate) struct Files {
    read: BTreeMap<PathBuf, Result<Arc<Source>, Unreadable>>,
    /// Paths as the scenario writes them.
    written: BTreeMap<PathBuf, String>,
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
        let read = read_bytes(path, Self::MOST_BYTES).and_then(|bytes| {
            self.digests.push(Sha256::digest(&bytes).into());
            into_text(bytes)
        });
        let source = read.map(|text| {
            let name = path.display().to_string();
            Arc::new(Source::new(name, text).written_as(self.written(path)))
        });
        self.read.insert(path.to_owned(), source.clone());
        source
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
