//! A place to read tables from in tests.

use std::path::Path;
use std::sync::Arc;

use jiff::{ToSpan, Zoned};

use super::Reading;
use crate::model::Horizon;
use crate::scenario::files::Files;
use crate::scenario::problem::{Place, Problems, Source};
use crate::scenario::warning::Warning;
use crate::units::Span;

/// Reads texts as files, and keeps what was noted.
#[derive(Default)]
pub(super) struct Trial {
    pub(super) problems: Problems,
    pub(super) warnings: Vec<Warning>,
}

impl Trial {
    /// So many local days in quarter hours.
    pub(super) fn horizon(start: &str, days: i64) -> Horizon {
        let start: Zoned = start.parse().unwrap();
        let end = &start + days.days();
        Horizon::new(start, &end, Span::MINUTE.saturating_mul(15), Span::ZERO).unwrap()
    }

    /// Writes a text to a file and reads it.
    pub(super) fn read<T>(
        &mut self,
        text: impl AsRef<[u8]>,
        read: impl FnOnce(Reading<'_>, &Path) -> Option<T>,
    ) -> Option<T> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let scenario = Source::new("scenario.toml".to_owned(), "file".to_owned());
        let place = Place::beginning(&Arc::new(scenario));
        let noted = self.problems.noted();
        let reading = Reading {
            key: "key",
            place: &place,
            sheet: None,
            files: &mut Files::default(),
            problems: &mut self.problems,
            warnings: &mut self.warnings,
        };
        let found = read(reading, file.path());
        assert_eq!(
            found.is_none(),
            self.problems.noted() > noted,
            "{:#?}",
            self.problems
        );
        found
    }

    /// Line, column, name of the column and a part of what was found, of each problem.
    pub(super) fn expect_problems(&self, expected: &[(u64, u64, &str, &str)]) {
        let found: Vec<_> = self.problems.iter().collect();
        for (problem, (line, column, key, part)) in found.iter().zip(expected) {
            assert_eq!(
                problem.place.line_and_column(),
                (*line, *column),
                "{problem:#?}"
            );
            assert_eq!(problem.key, *key, "{problem:#?}");
            let message = format!("{problem:?}");
            assert!(message.contains(part), "no `{part}` in {problem:#?}");
        }
        assert_eq!(found.len(), expected.len(), "{found:#?}");
    }

    /// Nothing was noted.
    pub(super) fn expect_sound(&self) {
        assert!(self.problems.is_empty(), "{:#?}", self.problems);
    }
}
