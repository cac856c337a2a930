//! What a test has to say although it passes.
//!
//! What is printed by `println!` is captured in an ordinary `cargo test`; what goes to standard error directly
//! is not.

use std::io::{self, Write};

/// Says a line, whether or not output is captured.
pub(crate) fn say(line: impl AsRef<str>) {
    // Nobody may be listening.
    let _ = writeln!(io::stderr(), "{}", line.as_ref());
}
