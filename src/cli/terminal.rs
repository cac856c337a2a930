//! Printing: results to standard output, the rest to standard error.

use std::io::{self, IsTerminal, Write};

use super::Failure;
use crate::report::table::USUAL_WIDTH;
use crate::report::verdict::Outcome;
use crate::scenario::Rendering;

/// Prints a result.
///
/// Colours are left out where standard output is no terminal or `NO_COLOR` is set.
///
/// # Errors
/// Fails if standard output does; a closed pipe is told from other failures where it is reported.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(Failure::Print)
}

/// Says something beside the result; if nobody can hear it, it is not said.
pub(super) fn tell(text: &str) {
    let mut out = anstream::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// How warnings and problems are drawn on standard error; colours are left out again where they are not
/// wanted.
pub(super) fn rendering() -> Rendering {
    Rendering {
        colour: true,
        width: width_of(&io::stderr()),
    }
}

/// The width of the terminal that shows standard output; a usual one where there is none.
pub(super) fn width() -> usize {
    width_of(&io::stdout())
}

fn width_of(stream: &impl IsTerminal) -> usize {
    if !stream.is_terminal() {
        return USUAL_WIDTH;
    }
    terminal_size::terminal_size().map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0))
}

/// A sentence in the colour of an outcome.
pub(super) fn coloured(sentence: &str, outcome: Option<Outcome>) -> String {
    let colour = match outcome {
        Some(Outcome::Missed) => "\u{1b}[1;31m",
        Some(Outcome::NotSure) => "\u{1b}[1;33m",
        Some(Outcome::Met) => "\u{1b}[1;32m",
        None => "\u{1b}[1m",
    };
    format!("{colour}{sentence}\u{1b}[0m\n")
}
