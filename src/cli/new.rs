//! `springtide new`: show me one to start from.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::Failure;
use super::args::NewArguments;
use super::terminal;
use crate::report::OutputError;
use crate::scenario;

/// Writes the template to a new file, or prints it.
///
/// # Errors
/// Refuses to overwrite anything, and fails if the file cannot be written.
pub(super) fn new(arguments: &NewArguments) -> Result<(), Failure> {
    let Some(path) = &arguments.path else {
        return terminal::print(&scenario::template());
    };
    create(path)?;
    let path = path.display();
    terminal::tell(&format!("written to {path}; next: springtide run {path}\n"));
    Ok(())
}

fn create(path: &Path) -> Result<(), OutputError> {
    let mut file = match File::create_new(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(OutputError::Foreign {
                path: path.to_owned(),
                reason: "there is something already",
                advice: "choose another name",
            });
        }
        Err(error) => return Err(OutputError::io("creating the scenario", path, error)),
    };
    let written = file.write_all(scenario::template().as_bytes());
    written.map_err(|error| {
        let _ = fs::remove_file(path);
        OutputError::io("writing the scenario", path, error)
    })
}
