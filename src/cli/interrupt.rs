//! Ctrl-C: the program ends at once, and leaves nothing half-done.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::ExitCode;
use super::terminal;

/// Files that must go if the program is interrupted. Whoever holds the lock is not interrupted.
static TEMPORARY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// From now on an interrupt removes what is temporary and ends the program.
///
/// A machine that does not let us listen ends the program by itself, as it always does.
pub(super) fn listen() {
    let _ = ctrlc::set_handler(|| {
        let temporary = temporary();
        for path in temporary.iter() {
            let _ = fs::remove_file(path);
        }
        terminal::tell("interrupted\n");
        std::process::exit(ExitCode::Interrupted.number().into());
    });
}

/// Does something that an interrupt must wait for.
pub(super) fn without_interrupt<T>(work: impl FnOnce() -> T) -> T {
    let _held = temporary();
    work()
}

/// A file that is removed when this is dropped, and when the program is interrupted before.
#[derive(Debug)]
pub(super) struct Temporary(PathBuf);

impl Temporary {
    /// Takes charge of a file.
    pub(super) fn new(path: PathBuf) -> Self {
        temporary().push(path.clone());
        Self(path)
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let mut temporary = temporary();
        let _ = fs::remove_file(&self.0);
        temporary.retain(|path| *path != self.0);
    }
}

fn temporary() -> MutexGuard<'static, Vec<PathBuf>> {
    TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner)
}
