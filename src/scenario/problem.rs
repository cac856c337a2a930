//! What is wrong with a scenario, and where.

use std::ops::Range;
use std::sync::Arc;

/// A text that was read: a scenario, a CSV file or a command-line option.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as the user would write it, or the option.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The text.
    pub source: Arc<Source>,
    /// Bytes of the text.
    pub span: Range<usize>,
}

/// One mistake of the user's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// The key path as the user wrote it, or the column of a table.
    pub key: String,
    /// What was found: a lower-case fragment.
    pub found: String,
    /// What is allowed there.
    pub allowed: String,
    /// A likely fix.
    pub hint: Option<String>,
}
