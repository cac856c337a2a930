//! The folder of a run: what may be overwritten, and how files appear whole or not at all.
//!
//! Files are written into a temporary folder on the same disk and then moved to their names. The
//! record [`RECORD`] lists what the program wrote, with the digest of each file; only that is ever
//! replaced or removed, and only as long as its content is what was written. Whatever else lies in the
//! folder is left alone, and a foreign file in the place of one of ours is refused.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::digest::{Digesting, of_file};

/// The file that lists what the program wrote into a folder.
pub const RECORD: &str = "run.json";

/// The mark by which the program knows its own record.
pub const PROGRAM: &str = "springtide";

/// Why an output could not be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OutputError {
    /// The disk, or who may write on it.
    #[error("{path}: {doing}: {source}", path = path.display())]
    Io {
        /// What was being done: a fragment such as "creating the folder".
        doing: &'static str,
        /// The path.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// Something that the program did not write is where a file should go.
    #[error("{path}: {reason}, so it is left as it is; {advice}", path = path.display())]
    Foreign {
        /// The path.
        path: PathBuf,
        /// Why it is foreign.
        reason: &'static str,
        /// What the user can do.
        advice: &'static str,
    },
}

impl OutputError {
    /// An error of the disk with what was being done.
    pub fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        Self::Io {
            doing,
            path,
            source,
        }
    }
}

/// A folder into which a run may be written.
#[derive(Debug)]
pub struct OutputDir {
    path: PathBuf,
    own: Vec<String>,
}

/// A file that the program wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenFile {
    /// Its name in the folder.
    pub name: String,
    /// SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
}

/// The part of the record that says what is ours beside the record itself.
#[derive(Deserialize)]
struct Record {
    program: String,
    files: Vec<WrittenFile>,
}

const ADVICE: &str = "move it away, or choose another folder with --out";

impl OutputDir {
    /// Looks at a folder without touching it: it need not exist; what the program wrote there
    /// before is known from its record.
    ///
    /// # Errors
    /// Refuses a path that is no folder or cannot be read, and a folder in which something foreign
    /// has one of the `names` that are to be written.
    pub fn look(path: &Path, names: &[&str]) -> Result<Self, OutputError> {
        let own = match fs::metadata(path) {
            Ok(found) if found.is_dir() => own_files(path)?,
            Ok(_) => return Err(foreign(path, "this is not a folder")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(OutputError::io("looking at the folder", path, error)),
        };
        let folder = Self {
            path: path.to_owned(),
            own,
        };
        for name in names {
            folder.refuse_foreign(name)?;
        }
        Ok(folder)
    }

    /// The folder's path, as it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Begins to write: nothing shows in the folder until [`Draft::publish`].
    ///
    /// # Errors
    /// Fails if the folder or the temporary one cannot be made.
    pub fn draft(&self) -> Result<Draft<'_>, OutputError> {
        let existed = self.path.is_dir();
        let mut made = Vec::new();
        // A folder that is there may be a disk of its own, so the temporary one goes into it; one
        // that is not there appears by a single move.
        let parent = if existed {
            self.path.clone()
        } else {
            let parent = parent_of(&self.path);
            make_folders(&parent, &mut made)?;
            parent
        };
        match make_temporary(&parent) {
            Ok(temporary) => Ok(Draft {
                folder: self,
                existed,
                temporary,
                made,
                files: Vec::new(),
            }),
            Err(error) => {
                remove_empty(&made);
                Err(error)
            }
        }
    }

    fn refuse_foreign(&self, name: &str) -> Result<(), OutputError> {
        let path = self.path.join(name);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_dir() => Err(foreign(&path, "this is a folder")),
            Ok(_) if !self.is_own(name) => Err(foreign(
                &path,
                "this file is not as springtide wrote it, if it did",
            )),
            Ok(_) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(OutputError::io("looking at the file", &path, error)),
        }
    }

    fn is_own(&self, name: &str) -> bool {
        self.own.iter().any(|own| own == name)
    }
}

/// Files on their way into a folder; dropped before [`Draft::publish`] they are gone without trace.
#[derive(Debug)]
pub struct Draft<'a> {
    folder: &'a OutputDir,
    existed: bool,
    temporary: PathBuf,
    made: Vec<PathBuf>,
    files: Vec<WrittenFile>,
}

impl Draft<'_> {
    /// Writes a file of the draft.
    ///
    /// # Errors
    /// Fails if `content` fails, with the path under which the file would have appeared.
    pub fn write(
        &mut self,
        name: &str,
        content: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
    ) -> Result<(), OutputError> {
        let failed =
            |error| OutputError::io("writing the file", &self.folder.path.join(name), error);
        let file = File::create(self.temporary.join(name)).map_err(failed)?;
        let mut writer = Digesting::new(BufWriter::new(file));
        content(&mut writer)
            .and_then(|()| writer.flush())
            .map_err(failed)?;
        let (writer, sha256) = writer.finish();
        writer.get_ref().sync_all().map_err(failed)?;
        let name = name.to_owned();
        self.files.push(WrittenFile { name, sha256 });
        Ok(())
    }

    /// The folder of the draft, for what is needed only while a file is made.
    pub fn temporary(&self) -> &Path {
        &self.temporary
    }

    /// The files written so far.
    pub fn files(&self) -> &[WrittenFile] {
        &self.files
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name.as_str())
    }

    /// Moves every file to its name, the record last, and removes what an earlier run wrote and
    /// this one did not. On an error everything is as it was before.
    ///
    /// # Errors
    /// Refuses what has become foreign meanwhile, and fails if the disk does.
    pub fn publish(mut self) -> Result<(), OutputError> {
        if !self.existed && fs::symlink_metadata(&self.folder.path).is_err() {
            fs::rename(&self.temporary, &self.folder.path).map_err(|error| {
                OutputError::io("moving the finished folder", &self.folder.path, error)
            })?;
            self.made.clear();
            return Ok(());
        }
        let names: Vec<&str> = self.names().collect();
        let fresh = OutputDir::look(&self.folder.path, &names)?;
        let mut moves = Moves::default();
        match self.move_in(&fresh, &mut moves) {
            Ok(()) => {
                self.made.clear();
                Ok(())
            }
            Err(error) => {
                moves.undo();
                Err(error)
            }
        }
    }

    fn move_in(&self, fresh: &OutputDir, moves: &mut Moves) -> Result<(), OutputError> {
        let before = self.temporary.join("before");
        fs::create_dir(&before)
            .map_err(|error| OutputError::io("creating the folder", &before, error))?;
        let stale = fresh
            .own
            .iter()
            .map(String::as_str)
            .filter(|own| *own != RECORD && !self.names().any(|name| name == *own));
        let data = self.names().filter(|name| *name != RECORD);
        for name in stale.chain(data).chain([RECORD]) {
            let place = fresh.path.join(name);
            if fs::symlink_metadata(&place).is_ok() {
                moves.rename(&place, before.join(name))?;
            }
            if self.names().any(|written| written == name) {
                moves.rename(&self.temporary.join(name), place)?;
            }
        }
        Ok(())
    }
}

impl Drop for Draft<'_> {
    /// Best effort: whoever sees an error here has already been told of a greater one.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.temporary);
        remove_empty(&self.made);
    }
}

/// Moves that were made, so that they can be taken back.
#[derive(Default)]
struct Moves(Vec<(PathBuf, PathBuf)>);

impl Moves {
    fn rename(&mut self, from: &Path, to: PathBuf) -> Result<(), OutputError> {
        fs::rename(from, &to)
            .map_err(|error| OutputError::io("moving the finished file", &to, error))?;
        self.0.push((from.to_owned(), to));
        Ok(())
    }

    fn undo(self) {
        for (from, to) in self.0.into_iter().rev() {
            let _ = fs::rename(to, from);
        }
    }
}

/// The record of a folder and the files that it lists, if they still are what was written; none without
/// a record. A record that is not the program's is itself foreign. Only plain names count: a record must
/// not lead elsewhere.
fn own_files(folder: &Path) -> Result<Vec<String>, OutputError> {
    let path = folder.join(RECORD);
    let reading = |error| OutputError::io("reading the record of the last run", &path, error);
    match fs::symlink_metadata(&path) {
        // Reading a pipe could wait for ever.
        Ok(found) if !found.is_file() => return Ok(Vec::new()),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(reading(error)),
    }
    let text = fs::read(&path).map_err(reading)?;
    Ok(match serde_json::from_slice::<Record>(&text) {
        Ok(record) if record.program == PROGRAM => {
            let is_own = |file: &WrittenFile| {
                let path = folder.join(&file.name);
                Path::new(&file.name).file_name() == Some(file.name.as_ref())
                    && fs::symlink_metadata(&path).is_ok_and(|found| found.is_file())
                    && of_file(&path).is_ok_and(|digest| digest == file.sha256)
            };
            let mut own = vec![RECORD.to_owned()];
            own.extend(
                record
                    .files
                    .into_iter()
                    .filter(is_own)
                    .map(|file| file.name),
            );
            own
        }
        _ => Vec::new(),
    })
}

fn foreign(path: &Path, reason: &'static str) -> OutputError {
    OutputError::Foreign {
        path: path.to_owned(),
        reason,
        advice: ADVICE,
    }
}

fn parent_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Makes a folder and those above it, and notes which ones were made.
fn make_folders(path: &Path, made: &mut Vec<PathBuf>) -> Result<(), OutputError> {
    let missing: Vec<&Path> = path
        .ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        .collect();
    for folder in missing.into_iter().rev() {
        if let Err(error) = fs::create_dir(folder) {
            remove_empty(made);
            return Err(OutputError::io("creating the folder", folder, error));
        }
        made.push(folder.to_owned());
    }
    Ok(())
}

fn make_temporary(parent: &Path) -> Result<PathBuf, OutputError> {
    let mut tries = 0;
    loop {
        let path = parent.join(temporary_name(tries));
        match fs::create_dir(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tries < 1_000 => {
                tries += 1;
            }
            Err(error) => return Err(OutputError::io("creating a temporary folder", &path, error)),
        }
    }
}

/// A hidden name that no other running program uses.
fn temporary_name(tries: u32) -> OsString {
    format!(".{PROGRAM}-{}-{tries}", std::process::id()).into()
}

fn remove_empty(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

#[cfg(test)]
mod tests;
