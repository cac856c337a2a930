//! What is shared while a scenario is read: problems, warnings and files.

use std::path::{Path, PathBuf};

use super::doubt::Doubt;
use super::files::Files;
use super::problem::{Place, Problem, Problems};
use super::table::Reading;
use super::toml_tree::shortened;
use super::warning::Warning;
use crate::model::Note;

/// The most rows of all curves and plans together, as often as they recur over the horizon.
const MOST_ROWS: usize = 10_000_000;

/// Collects what is found while a scenario is read.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    pub(crate) problems: Problems,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) files: Files,
    /// Rows of all curves and plans, as often as they recur over the horizon, those of other variants
    /// included.
    rows: usize,
    /// The folder of the scenario, from which its paths go.
    pub(crate) folder: PathBuf,
    /// Keys with amounts of money, and their places.
    pub(crate) amounts: Vec<(String, Place)>,
    /// What may be missing only because the text could not be understood.
    pub(crate) doubt: Doubt,
}

/// What is said of a place that is wrong.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) found: String,
    pub(crate) allowed: String,
    pub(crate) hint: Option<String>,
}

impl Fault {
    /// What was found, and what is allowed.
    pub(crate) fn new(found: impl Into<String>, allowed: impl Into<String>) -> Self {
        Self {
            found: found.into(),
            allowed: allowed.into(),
            hint: None,
        }
    }

    /// With a way out.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// With a way out, if one is known.
    pub(crate) fn maybe(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }
}

impl Reader {
    /// Reads a table for a key: `place` is shown when the file cannot be read or lacks a column.
    pub(crate) fn reading<'a>(
        &'a mut self,
        key: &'a str,
        place: &'a Place,
        sheet: Option<&'a str>,
    ) -> Reading<'a> {
        Reading {
            key,
            place,
            sheet,
            files: &mut self.files,
            problems: &mut self.problems,
            warnings: &mut self.warnings,
        }
    }

    /// A reader that has found nothing yet, for a scenario in a folder, when so many rows were read for
    /// other plans.
    pub(crate) fn at(folder: &Path, rows: usize) -> Self {
        Self {
            rows,
            folder: folder.to_owned(),
            ..Self::default()
        }
    }

    /// Notes a problem, unless its line is known to be broken already.
    pub(crate) fn refuse(&mut self, place: &Place, key: &str, fault: Fault) {
        if self.doubt.covers(place) {
            return;
        }
        self.problems.push(Problem {
            place: place.clone(),
            key: key.to_owned(),
            found: fault.found,
            allowed: fault.allowed,
            hint: fault.hint,
        });
    }

    /// Counts rows of a curve or plan; refuses more than fit in memory together.
    pub(crate) fn count_rows(&mut self, place: &Place, key: &str, rows: usize) -> bool {
        let before = self.rows;
        self.rows = before.saturating_add(rows);
        if before <= MOST_ROWS && self.rows > MOST_ROWS {
            let fault = Fault::new(
                "more than 10,000,000 rows in all curves and plans, as often as they recur",
                "fewer rows, fewer days, or fewer parts or variants with a curve of their own",
            );
            self.refuse(place, key, fault);
        }
        self.rows <= MOST_ROWS
    }

    /// Rows of all curves and plans so far.
    pub(crate) const fn rows(&self) -> usize {
        self.rows
    }

    /// Notes what is allowed but probably not meant.
    pub(crate) fn warn(&mut self, place: &Place, key: &str, found: Note, advice: Note) {
        self.warnings.push(Warning {
            place: place.clone(),
            key: key.to_owned(),
            found,
            advice,
        });
    }
}

/// The most similar of some words, if one is similar enough to be meant.
pub(crate) fn most_similar<'w>(
    written: &str,
    words: impl IntoIterator<Item = &'w str>,
) -> Option<&'w str> {
    // Nobody means a word by a text many times as long, and comparing it would take long.
    if written.len() > 60 {
        return None;
    }
    let written = written.to_lowercase();
    let most = (written.chars().count() / 3).max(1);
    words
        .into_iter()
        .filter(|word| word.len() <= 120)
        .map(|word| {
            let distance = strsim::damerau_levenshtein(&written, &word.to_lowercase());
            (distance, word)
        })
        .filter(|(distance, word)| {
            *distance <= most || (written.len() >= 4 && word.starts_with(&*written))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// "did you mean …?", if something similar exists.
pub fn did_you_mean<'w>(written: &str, words: impl IntoIterator<Item = &'w str>) -> Option<String> {
    most_similar(written, words).map(|word| format!("did you mean `{}`?", shortened(word)))
}

/// The most similar of some words, as a question.
pub(crate) fn meant<'w>(written: &str, words: impl IntoIterator<Item = &'w str>) -> Option<Note> {
    let word = shortened(most_similar(written, words)?);
    Some(Note::new(
        format!("did you mean `{word}`?"),
        format!("是否指`{word}`？"),
    ))
}

/// Names in a list for a message, the first ten of them.
pub(crate) fn listed<'w>(names: impl IntoIterator<Item = &'w str>) -> String {
    listed_in_both(names).en
}

/// The same in every language.
pub(crate) fn listed_in_both<'w>(names: impl IntoIterator<Item = &'w str>) -> Note {
    const MOST: usize = 10;
    let mut names = names.into_iter();
    let mut shown: Vec<String> = names.by_ref().take(MOST).map(shortened).collect();
    let more = names.count();
    let mut chinese = shown.join("、");
    if more > 0 {
        chinese = format!("{chinese}等{}个", shown.len() + more);
        shown.push(format!("{more} more"));
    }
    Note::new(shown.join(", "), chinese)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_keyboard_are_recognised_and_other_words_are_not() {
        let words = ["wait", "share", "rule", "interval_percentiles"];
        assert_eq!(most_similar("wiat", words), Some("wait"));
        assert_eq!(most_similar("shares", words), Some("share"));
        assert_eq!(
            most_similar("interval", words),
            Some("interval_percentiles")
        );
        assert_eq!(most_similar("agents", words), None);
        assert_eq!(most_similar(&"wait".repeat(1_000), words), None);
    }
}
