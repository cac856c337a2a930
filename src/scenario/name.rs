//! Names that the user gives.

use super::problem::Place;
use super::reader::{Fault, Reader, did_you_mean, listed};
use super::section::join;
use super::toml_tree::{Entry, shortened};

/// Names of one kind of part, in the order of the file.
#[derive(Debug)]
pub(crate) struct Names<'t> {
    kind: &'static str,
    names: Vec<&'t str>,
}

impl<'t> Names<'t> {
    /// The most parts of a kind.
    pub(crate) const MOST: usize = 1_000;

    /// The names of the subsections; reports names that cannot be, and too many of them.
    pub(crate) fn of(
        reader: &mut Reader,
        kind: &'static str,
        path: &str,
        entries: &'t [Entry],
    ) -> Self {
        for entry in entries {
            let name = &entry.key;
            let fits = !name.trim().is_empty()
                && name.trim() == name
                && name.chars().count() <= 80
                && !name.chars().any(char::is_control);
            if !fits {
                let fault = Fault::new(
                    format!("the name \"{}\"", shortened(name)),
                    "1 to 80 characters, no line breaks, no space at either end",
                )
                .hint("choose a name that can be said aloud");
                reader.refuse(&entry.key_place, path, fault);
            }
        }
        if let Some(beyond) = entries.get(Self::MOST) {
            let fault = Fault::new(
                format!("{} {kind}s", entries.len()),
                format!("at most {}", Self::MOST),
            );
            reader.refuse(&beyond.key_place, path, fault);
        }
        Self {
            kind,
            names: entries.iter().map(|entry| entry.key.as_str()).collect(),
        }
    }

    /// How many names there are.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// The place of a name in the file's order; reports a name that does not exist.
    pub(crate) fn find(
        &self,
        reader: &mut Reader,
        name: &str,
        place: &Place,
        path: &str,
    ) -> Option<usize> {
        let found = self.names.iter().position(|known| *known == name);
        if found.is_none() && !reader.doubt.may_name(&[name]) {
            let fault = Fault::new(
                format!("there is no {} \"{}\"", self.kind, shortened(name)),
                match self.names.as_slice() {
                    [] => format!("a {} of the file, which has none", self.kind),
                    [only] => format!("\"{}\", the only one", shortened(only)),
                    names => format!("one of {}", listed(names.iter().copied())),
                },
            )
            .hint(
                did_you_mean(name, self.names.iter().copied()).unwrap_or_else(|| {
                    let section = self.kind.replace(' ', "_");
                    format!(
                        "add `[{}]`, or take the name out here",
                        join(&section, name)
                    )
                }),
            );
            reader.refuse(place, path, fault);
        }
        found
    }
}
