//! The program as people and scripts meet it; the only module that knows arguments, colour,
//! terminals and exit codes.
//!
//! Results go to standard output, everything else to standard error. A reader that closes the pipe
//! has seen enough: that is no error.

mod args;
mod browser;
mod check;
mod choice;
mod compare;
mod exit_code;
mod failure;
mod interrupt;
mod mixed_units;
mod new;
mod parquet_option;
mod progress;
mod run;
mod sound_scenario;
mod sweep;
mod terminal;
mod trace_file;
mod unmeasured;
mod vary;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};

use clap::Parser;

use args::{Arguments, Command};
pub use exit_code::ExitCode;
use failure::Failure;

/// Runs the program with its arguments, the program's own name first.
///
/// ```
/// use springtide::cli::{self, ExitCode};
/// assert_eq!(cli::run(["springtide", "run"]), ExitCode::WrongArguments);
/// ```
pub fn run(arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> ExitCode {
    let parsed = match Arguments::try_parse_from(arguments) {
        Ok(parsed) => parsed,
        Err(error) => {
            // A help text that nobody reads any more is no failure.
            let _ = error.print();
            return if error.use_stderr() {
                ExitCode::WrongArguments
            } else {
                ExitCode::Done
            };
        }
    };
    // A bug has shown its message when it is caught; it must end with our code for it.
    let outcome = catch_unwind(AssertUnwindSafe(|| carry_out(&parsed.command)));
    match outcome {
        Ok(Ok(())) => ExitCode::Done,
        Ok(Err(failure)) => failure.tell(),
        Err(_) => ExitCode::Unexpected,
    }
}

fn carry_out(command: &Command) -> Result<(), Failure> {
    match command {
        Command::Run(arguments) => run::run(arguments),
        Command::Compare(arguments) => compare::compare(arguments),
        Command::Sweep(arguments) => sweep::sweep(arguments),
        Command::Check(arguments) => check::check(arguments),
        Command::New(arguments) => new::new(arguments),
    }
}
