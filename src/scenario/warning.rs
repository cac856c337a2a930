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
    /// What was found: a lower-case fragment.
    pub found: String,
    /// What to do about it.
    pub advice: String,
}

impl fmt::Display for Warning {
    /// One line: file, line, column, key, what was found; what to do.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.place.line_and_column();
        let file = &self.place.source.name;
        write!(
            f,
            "{file}:{line}:{column}: {}: {}; {}",
            self.key, self.found, self.advice
        )
    }
}
