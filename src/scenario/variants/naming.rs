//! Whose mistake it is: what is wrong only in a variant names it, at the variant's line.

use super::written::{Removed, Variant};
use crate::model::Note;
use crate::scenario::problem::{Place, Problem};
use crate::scenario::section::join;
use crate::scenario::toml_tree::{Item, Value};
use crate::scenario::warning::Warning;

/// What tells a variant's mistakes from those of the scenario.
#[derive(Clone, Debug)]
pub(in crate::scenario) struct Naming {
    name: String,
    place: Place,
    change: Option<Item>,
    removed: Vec<Removed>,
}

impl Naming {
    /// The naming of a variant.
    pub(super) fn of(variant: &Variant<'_>) -> Self {
        Self {
            name: variant.name.to_owned(),
            place: variant.place.clone(),
            change: variant.change.cloned(),
            removed: variant.removed.clone(),
        }
    }

    /// The variant's name.
    pub(in crate::scenario) fn name(&self) -> &str {
        &self.name
    }

    /// A problem that the variant has.
    pub(in crate::scenario) fn problem(&self, problem: Problem) -> Problem {
        let (place, key, line) = self.named(problem.place, &problem.key);
        let found = line.map_or_else(
            || problem.found.clone(),
            |line| of_line(&problem.found, line),
        );
        Problem {
            place,
            key,
            found,
            ..problem
        }
    }

    /// A warning that the variant has.
    pub(in crate::scenario) fn warning(&self, warning: Warning) -> Warning {
        let Note { en, zh } = warning.found;
        let (place, key, line) = self.named(warning.place, &warning.key);
        let found = match line {
            Some(line) => Note::new(of_line(&en, line), format!("{zh}（第{line}行）")),
            None => Note::new(en, zh),
        };
        Warning {
            place,
            key,
            found,
            ..warning
        }
    }

    /// Place and key, as the variant's, and the line of the scenario that the variant makes wrong, if it is
    /// one.
    fn named(&self, place: Place, key: &str) -> (Place, String, Option<u64>) {
        let variant = join("variant", &self.name);
        if key.starts_with(&variant) {
            return (place, key.to_owned(), None);
        }
        if self.change.as_ref().is_some_and(|item| holds(item, &place)) {
            return (place, format!("{variant}.change.{key}"), None);
        }
        let named = format!("{variant}: {key}");
        if place.source.name != self.place.source.name {
            return (place, named, None);
        }
        // The scenario's own line is right as such: the variant makes it wrong.
        let (line, _) = place.line_and_column();
        let removed = self.removed.iter().find(|removed| removed.path == key);
        let here = removed.map_or(&self.place, |removed| &removed.place);
        let line = (place.span.start > 0).then_some(line);
        (here.clone(), named, line)
    }
}

/// A finding with the line that it is about.
fn of_line(found: &str, line: u64) -> String {
    format!("{found} (of line {line})")
}

/// Whether a place is one of a key or value in a table.
fn holds(item: &Item, place: &Place) -> bool {
    let is_within = |of: &Place| {
        of.source.name == place.source.name
            && of.span.start <= place.span.start
            && place.span.start < of.span.end.max(of.span.start + 1)
    };
    is_within(&item.place)
        || match &item.value {
            Value::Table(table) => (table.entries.iter())
                .any(|entry| is_within(&entry.key_place) || holds(&entry.item, place)),
            Value::List(items) => items.iter().any(|item| holds(item, place)),
            _ => false,
        }
}

/// Whether two problems are one and the same, told again.
pub(super) fn is_same(one: &Problem, other: &Problem) -> bool {
    one.key == other.key && one.found == other.found && is_same_place(&one.place, &other.place)
}

/// Whether two places are the same, in texts that may have been read twice.
pub(super) fn is_same_place(one: &Place, other: &Place) -> bool {
    one.span == other.span
        && one.source.first_line == other.source.first_line
        && one.source.name == other.source.name
}
