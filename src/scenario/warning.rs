//! What is allowed but probably not meant.

use std::fmt;

use super::problem::Place;

/// Something that can be simulated but that the user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where it is.
    pub place: Place,
    /// The key path as the user would write it.
    pub key: String,
    /// What was found: a lower-case fragment, which names files as the scenario does.
    pub found: String,
    /// What to do about it.
    pub advice: String,
}

impl Warning {
    /// One line for files: as [`Display`](fmt::Display) has it, but with the path that the scenario
    /// writes, so that the line is the same wherever the scenario's folder lies.
    pub fn written(&self) -> String {
        self.line(&self.place.source.written)
    }

    fn line(&self, file: &str) -> String {
        let (line, column) = self.place.line_and_column();
        format!(
            "{file}:{line}:{column}: {}: {}; {}",
            self.key, self.found, self.advice
        )
    }
}

impl fmt::Display for Warning {
    /// One line: file, line, column, key, what was found; what to do.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line(&self.place.source.name))
    }
}
