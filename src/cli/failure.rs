//! Why the program could not do what was asked.

use std::io;

use super::ExitCode;
use super::terminal;
use crate::report::OutputError;
use crate::report::columns::printable;
use crate::scenario::Problems;

/// Why the program could not do what was asked.
#[derive(Debug)]
pub(super) enum Failure {
    /// The scenario is not valid, or asks for more than fits into memory.
    Scenario(Problems),
    /// An argument asks for something that the scenario does not have.
    Argument {
        /// The argument, as it is typed.
        argument: &'static str,
        /// What was found.
        found: String,
        /// What is allowed.
        allowed: String,
        /// A way out, if one is likely.
        hint: Option<String>,
    },
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
            Self::Argument {
                argument,
                found,
                allowed,
                hint,
            } => {
                let hint = hint.map_or_else(String::new, |hint| format!("\n  help: {hint}"));
                terminal::tell(&format!(
                    "error: {argument}: {}\n  allowed: {}{hint}\n",
                    printable(&found),
                    printable(&allowed)
                ));
                ExitCode::WrongArguments
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
