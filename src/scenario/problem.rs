//! What is wrong with a scenario, and where.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::units::number;

/// A text that was read: a scenario, a CSV file or a command-line option.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as the user would write it, or the option.
    pub name: String,
    /// The path as the scenario writes it; its own file by the name alone. It is the same wherever the
    /// scenario's folder lies.
    pub written: String,
    /// The whole text, or the excerpt of it that a problem shows.
    pub text: String,
    /// The number that the first line of `text` has in the file [1..]; above 1 for an excerpt.
    pub first_line: u64,
}

impl Source {
    /// A whole text.
    pub fn new(name: String, text: String) -> Self {
        Self::excerpt(name, text, 1)
    }

    /// A part of a text that is too long to keep, from the line of that number.
    pub fn excerpt(name: String, text: String, first_line: u64) -> Self {
        Self {
            written: name.clone(),
            name,
            text,
            first_line,
        }
    }

    /// The same, as the scenario writes its path.
    #[must_use]
    pub fn written_as(mut self, written: impl Into<String>) -> Self {
        self.written = written.into();
        self
    }
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

/// Every mistake that was found; at least one when it is returned as an error.
///
/// A file of rubbish may hold a mistake in every byte, so only the first
/// [`Problems::MOST_PER_FILE`] of each file are kept, and the rest is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    kept: Vec<Problem>,
    found: BTreeMap<String, u64>,
    noted: u64,
}

impl Place {
    /// A place in a text.
    pub fn new(source: &Arc<Source>, span: Range<usize>) -> Self {
        Self {
            source: Arc::clone(source),
            span,
        }
    }

    /// The very beginning of a text: where what concerns the whole of it is shown.
    pub fn beginning(source: &Arc<Source>) -> Self {
        Self::new(source, 0..0)
    }

    /// Line and column, both from 1; columns count characters.
    pub fn line_and_column(&self) -> (u64, u64) {
        let text = &self.source.text;
        let mut start = self.span.start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let before = &text[..start];
        let lines = before.matches('\n').count();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let characters = before[line_start..].chars().count();
        (
            self.source.first_line + number::count(lines),
            number::count(characters) + 1,
        )
    }
}

impl Problems {
    /// How many problems of one file are kept.
    pub const MOST_PER_FILE: u64 = 50;

    /// Notes a problem; one that is noted already (as when two keys read one file) is not repeated.
    pub fn push(&mut self, problem: Problem) {
        let name = problem.place.source.name.clone();
        self.push_with(&name, || problem);
    }

    /// Notes a problem of a file; past the limit it is not even made, so that counting is cheap.
    pub(crate) fn push_with(&mut self, name: &str, problem: impl FnOnce() -> Problem) {
        self.noted += 1;
        if !self.found.contains_key(name) {
            self.found.insert(name.to_owned(), 0);
        }
        let Some(found) = self.found.get_mut(name) else {
            return;
        };
        if *found < Self::MOST_PER_FILE {
            let problem = problem();
            if self.kept.contains(&problem) {
                return;
            }
            self.kept.push(problem);
        }
        *found += 1;
    }

    /// How often a problem was noted, repeats included: a reader that finds this number unchanged has
    /// noted nothing.
    pub(crate) const fn noted(&self) -> u64 {
        self.noted
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// How many problems were found, those that were not kept included.
    pub fn count(&self) -> u64 {
        self.found.values().sum()
    }

    /// The problems that were kept, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.kept.iter()
    }

    /// How many problems of a file were found, kept or not.
    pub fn count_in(&self, name: &str) -> u64 {
        self.found.get(name).copied().unwrap_or(0)
    }
}
