//! What may seem to be missing only because a line could not be understood.
//!
//! A slip of TOML hides what it may have swallowed and nothing else: its own line; in its section the key
//! that the line begins with, or any key if nobody can tell which it was; under a header that is not
//! closed, whatever the header names; and everything after a text of several lines that never ends.

use std::ops::Range;
use std::sync::Arc;

use super::problem::{Place, Problems, Source};
use super::reader::most_similar;

/// The lines of a scenario that could not be understood.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doubt {
    source: Option<Arc<Source>>,
    broken: Vec<Broken>,
}

/// A line that could not be understood.
#[derive(Clone, Debug)]
struct Broken {
    /// Its bytes, the line end included.
    line: Range<usize>,
    /// Where the header of its section begins; `None` before the first section.
    section: Option<usize>,
    /// The words that say what it was about; none if it says nothing.
    words: Vec<String>,
    is_header: bool,
    /// Whether it opens a text of several lines.
    takes_the_rest: bool,
}

impl Doubt {
    /// The lines of a scenario in which its syntax has problems.
    pub(crate) fn about(source: &Arc<Source>, problems: &Problems) -> Self {
        let places = problems.iter().map(|problem| problem.place.span.start);
        Self {
            source: Some(Arc::clone(source)),
            broken: places
                .map(|start| Broken::at(&source.text, start))
                .collect(),
        }
    }

    /// Whether a place is in such a line, of which all has been said.
    pub(crate) fn covers(&self, place: &Place) -> bool {
        let is_of_the_file =
            (self.source.as_ref()).is_some_and(|of| Arc::ptr_eq(of, &place.source));
        let start = place.span.start;
        is_of_the_file && (self.broken.iter()).any(|broken| broken.line.contains(&start))
    }

    /// Whether one of these keys may be in a section although it seems not to be.
    pub(crate) fn may_hold(&self, section: &Place, keys: &[&str]) -> bool {
        let header = (section.span != (0..0)).then_some(section.span.start);
        self.broken.iter().any(|broken| {
            let is_here = !broken.is_header && broken.section == header;
            (is_here && broken.words.is_empty())
                || ((is_here || broken.is_header) && broken.is_about(keys))
                || broken.takes(header)
        })
    }

    /// Whether one of these names may be somewhere in the file although it seems not to be.
    pub(crate) fn may_name(&self, names: &[&str]) -> bool {
        (self.broken.iter()).any(|broken| broken.is_about(names) || broken.takes(None))
    }
}

impl Broken {
    fn at(text: &str, start: usize) -> Self {
        let start = start.min(text.len());
        let from = text.as_bytes()[..start]
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |newline| newline + 1);
        let to = text[from..].find('\n').map_or(text.len(), |end| from + end);
        let line = &text[from..to];
        let is_header = line.trim_start().starts_with('[');
        let about = if is_header {
            Some(line)
        } else {
            line.split_once(['=', ':']).map(|(key, _)| key)
        };
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        let words = about.unwrap_or_default().split(|c| !is_part(c));
        let is_open = |mark: &str| !line.matches(mark).count().is_multiple_of(2);
        Self {
            line: from..to + 1,
            section: section_of(text, from),
            words: words
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
            is_header,
            takes_the_rest: is_open("\"\"\"") || is_open("'''"),
        }
    }

    /// Whether the line says one of these words, or something like it.
    fn is_about(&self, names: &[&str]) -> bool {
        (self.words.iter()).any(|word| most_similar(word, names.iter().copied()).is_some())
            || names.iter().any(|name| {
                // A name of several words stands in a header in quotation marks.
                let parts: Vec<&str> = name.split_whitespace().collect();
                !parts.is_empty()
                    && parts
                        .iter()
                        .all(|part| self.words.iter().any(|w| w == part))
            })
    }

    /// Whether it takes a section along: one after it, or the file itself.
    fn takes(&self, header: Option<usize>) -> bool {
        self.takes_the_rest
            && header.is_none_or(|header| header >= self.line.start || self.section == Some(header))
    }
}

/// Where the header above a line begins.
fn section_of(text: &str, line: usize) -> Option<usize> {
    let mut end = line;
    while end > 0 {
        let start = text.as_bytes()[..end - 1]
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |newline| newline + 1);
        if text[start..].starts_with('[') {
            return Some(start);
        }
        end = start;
    }
    None
}
