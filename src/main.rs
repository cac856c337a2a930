//! The program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    springtide::cli::run(std::env::args_os()).into()
}
