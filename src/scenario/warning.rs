//! What is allowed but probably not meant.

use std::fmt;

use super::problem::Place;
use crate::model::{Language, Note};

/// Something that can be simulated but that the user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where it is.
    pub place: Place,
    /// The key path as the user would write it.
    pub key: String,
    /// What was found: in English a lower-case fragment, which names files as the scenario does.
    pub found: Note,
    /// What to do about it.
    pub advice: Note,
}

impl Warning {
    /// One line for files: as [`Display`](fmt::Display) has it, but with the path that the scenario
    /// writes, so that the line is the same wherever the scenario's folder lies.
    pub fn written(&self) -> Note {
        let line = |language| self.line(&self.place.source.written, language);
        Note::new(line(Language::English), line(Language::Chinese))
    }

    fn line(&self, file: &str, language: Language) -> String {
        let (line, column) = self.place.line_and_column();
        let [found, advice] = [&self.found, &self.advice].map(|note| note.in_language(language));
        let (is, then) = match language {
            Language::English => (": ", "; "),
            Language::Chinese => ("：", "；"),
        };
        format!(
            "{file}:{line}:{column}: {}{is}{found}{then}{advice}",
            self.key
        )
    }
}

impl fmt::Display for Warning {
    /// One line: file, line, column, key, what was found; what to do.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line(&self.place.source.name, Language::English))
    }
}
