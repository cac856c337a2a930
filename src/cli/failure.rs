//! Why the program could not do what was asked.

use std::io;

use super::ExitCode;
use super::terminal;
use crate::report::OutputError;
use crate::scenario::Problems;

/// Why the program could not do what was asked.
#[derive(Debug)]
pub(super) enum Failure {
    /// The scenario is not valid, or asks for more than fits into memory.
    Scenario(Problems),
    /// A file could not be written.
    Output(OutputError),
    /// Standard output could not be written.
    Print(io::Error),
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        Self::Output(error)
    }
}

impl Failure {
    /// Says on standard error what went wrong, and gives the code to end with.
    pub(super) fn tell(self) -> ExitCode {
        match self {
            Self::Scenario(problems) => {
                terminal::tell(&terminal::rendering().problems(&problems));
                ExitCode::ScenarioNotValid
            }
            Self::Output(error) => {
                terminal::tell(&format!("error: {error}\n"));
                ExitCode::OutputNotWritten
            }
            Self::Print(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::Done,
            Self::Print(error) => {
                terminal::tell(&format!(
                    "error: standard output: writing the result: {error}\n"
                ));
                ExitCode::OutputNotWritten
            }
        }
    }
}
