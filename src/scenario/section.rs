//! One section of a scenario, read key by key.

use super::catalogue::SECTIONS;
use super::key::{Key, SectionKeys, Shown};
use super::problem::{Place, Problems};
use super::reader::{Fault, Reader, did_you_mean, listed, most_similar};
use super::synonyms;
use super::toml_tree::{Entry, Item, Table, Value, shortened};

/// A section, its path and its place.
#[derive(Clone, Debug)]
pub(crate) struct Section<'t> {
    pub(crate) keys: &'static SectionKeys,
    /// The path as the user writes it; empty for the file itself.
    pub(crate) path: String,
    /// The header, or the key with the table.
    pub(crate) place: Place,
    table: Option<&'t Table>,
}

impl<'t> Section<'t> {
    /// A section from its table, all of whose keys are known or reported.
    pub(crate) fn open(
        reader: &mut Reader,
        keys: &'static SectionKeys,
        path: String,
        item: &'t Item,
    ) -> Option<Self> {
        let Value::Table(table) = &item.value else {
            let fault = match &item.value {
                Value::List(_) if keys.path.ends_with(".*") => Fault::new(
                    item.describe(),
                    format!(
                        "sections with a name: `[{}]`",
                        keys.path.replace('*', "NAME")
                    ),
                ),
                _ => Fault::new(item.describe(), format!("a section `[{path}]`"))
                    .maybe(as_section(keys, &path, item)),
            };
            reader.refuse(&item.place, &path, fault);
            return None;
        };
        let section = Self::over(keys, path, item.place.clone(), table);
        section.refuse_unknown(reader, |name| keys.get(name).is_some());
        Some(section)
    }

    /// A section that is not written: every key is missing.
    pub(crate) fn absent(keys: &'static SectionKeys, path: &str, place: &Place) -> Self {
        Self {
            keys,
            path: path.to_owned(),
            place: place.clone(),
            table: None,
        }
    }

    /// A section over a table whose keys are checked by the caller.
    pub(crate) fn over(
        keys: &'static SectionKeys,
        path: String,
        place: Place,
        table: &'t Table,
    ) -> Self {
        Self {
            keys,
            path,
            place,
            table: Some(table),
        }
    }

    /// Reports the keys that are not known.
    pub(crate) fn refuse_unknown(&self, reader: &mut Reader, known: impl Fn(&str) -> bool) {
        for entry in self.entries().iter().filter(|entry| !known(&entry.key)) {
            let name = &entry.key_place.source.name;
            // Past the limit a problem is only counted, and looking for similar keys takes long.
            let fault = if reader.problems.count_in(name) < Problems::MOST_PER_FILE {
                self.unknown(&entry.key, &known)
            } else {
                Fault::new("", "")
            };
            reader.refuse(&entry.key_place, &self.path_of(&entry.key), fault);
        }
    }

    /// What is said of an unknown key: a similar one here, or its place elsewhere.
    fn unknown(&self, written: &str, known: &impl Fn(&str) -> bool) -> Fault {
        let here = || self.keys.names().filter(|name| known(name));
        let synonym = synonyms::of(written).find(|(key, _)| here().any(|name| name == *key));
        let synonym = synonym.map(|(key, about)| match about {
            "" => format!("did you mean `{key}`?"),
            about => format!("did you mean `{key}`? {about}"),
        });
        let hint = synonym
            .or_else(|| did_you_mean(written, here()))
            .or_else(|| {
                let meant = synonyms::of(written).next().map(|(key, _)| key);
                let written = meant.unwrap_or(written);
                let elsewhere = SECTIONS.iter().find(|section| {
                    section.get(written).is_some() && !section.path.contains("talk")
                })?;
                let place = match elsewhere.path {
                    "" => "the beginning of the file, before the first section".to_owned(),
                    path => format!("`[{}]`", path.replace('*', "NAME")),
                };
                Some(format!("`{written}` belongs in {place}"))
            })
            .unwrap_or_else(|| {
                let written = shortened(written);
                format!("remove `{written}`; `springtide new` shows every key that there is")
            });
        Fault::new(
            format!("unknown key `{}`", shortened(written)),
            format!("one of {}", listed_all(here())),
        )
        .hint(hint)
    }

    /// The keys as written, in the order of the file.
    pub(crate) fn entries(&self) -> &'t [Entry] {
        self.table.map_or(&[], |table| &table.entries)
    }

    /// The entry of a known key, if it is written.
    pub(crate) fn entry(&self, name: &str) -> Option<&'t Entry> {
        debug_assert!(self.key(name).is_some(), "`{name}` is not in the catalogue");
        self.table?.get(name)
    }

    /// The value of a known key, if it is written.
    pub(crate) fn item(&self, name: &str) -> Option<&'t Item> {
        self.entry(name).map(|entry| &entry.item)
    }

    /// The entry of a key that has to be there; reports its absence.
    pub(crate) fn required(&self, reader: &mut Reader, name: &str) -> Option<&'t Entry> {
        let entry = self.entry(name);
        if entry.is_none() {
            self.refuse_missing(reader, name);
        }
        entry
    }

    /// Reports that a key is missing, at the section.
    pub(crate) fn refuse_missing(&self, reader: &mut Reader, name: &str) {
        if self.is_misspelt(&[name]) || reader.doubt.may_hold(&self.place, &[name]) {
            // An unknown key, or a broken line, is reported already.
            return;
        }
        let (about, example) = self
            .key(name)
            .map_or(("a value", ""), |key| (key.about, key.example));
        let mut fault = Fault::new(format!("`{name}` is missing"), about);
        if !example.is_empty() {
            fault = fault.hint(format!("add `{name} = {example}`"));
        }
        reader.refuse(&self.place, &self.path_of(name), fault);
    }

    /// Whether an unknown key of the section stands for one of these.
    fn is_misspelt(&self, names: &[&str]) -> bool {
        self.entries().iter().any(|entry| {
            let written = entry.key.as_str();
            self.key(written).is_none()
                && names.iter().any(|name| {
                    synonyms::is_for(written, name)
                        || most_similar(written, self.keys.names()) == Some(name)
                })
        })
    }

    /// What is known of a key of this section.
    fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.get(name)
    }

    /// The path of a key of this section.
    pub(crate) fn path_of(&self, name: &str) -> String {
        join(&self.path, name)
    }

    /// The one of several keys that is written; reports none and more than one.
    pub(crate) fn exactly_one_of(&self, reader: &mut Reader, names: &[&str]) -> Option<&'t Entry> {
        let written: Vec<&Entry> = names.iter().filter_map(|name| self.entry(name)).collect();
        let all = names.join(", ");
        match written.as_slice() {
            [] => {
                if !self.is_misspelt(names) && !reader.doubt.may_hold(&self.place, names) {
                    let example = names.first().and_then(|name| self.key(name));
                    let hint =
                        example.map(|key| format!("add, say, `{} = {}`", key.name, key.example));
                    let fault =
                        Fault::new(format!("none of {all}"), format!("exactly one of {all}"));
                    reader.refuse(&self.place, &self.path, fault.maybe(hint));
                }
                None
            }
            [one] => Some(one),
            [first, others @ ..] => {
                for other in others {
                    self.refuse_both(reader, first, other, &format!("exactly one of {all}"));
                }
                None
            }
        }
    }

    /// Reports two keys that contradict each other, at the later one.
    pub(crate) fn refuse_both(
        &self,
        reader: &mut Reader,
        first: &Entry,
        other: &Entry,
        allowed: &str,
    ) {
        let (one, two) = (&first.key, &other.key);
        let hint = if first.key_place.source == other.key_place.source {
            format!("remove `{one}` or `{two}`")
        } else {
            // The file has one and an option the other: the option can replace the whole table.
            format!(
                "set the whole of `{0}` instead: `--set '{0}={{ … }}'`",
                self.path
            )
        };
        let fault = Fault::new(format!("both `{one}` and `{two}`"), allowed).hint(hint);
        reader.refuse(&other.key_place, &self.path_of(two), fault);
    }

    /// Reports keys that say something about a key that is not there.
    pub(crate) fn refuse_stray(&self, reader: &mut Reader, names: &[&str], beside: &[&str]) {
        if beside.iter().any(|name| self.entry(name).is_some()) {
            return;
        }
        let beside = beside.join("` or `");
        for entry in names.iter().filter_map(|name| self.entry(name)) {
            let name = &entry.key;
            let fault = Fault::new(
                format!("`{name}` without `{beside}`"),
                format!("with `{beside}` only"),
            )
            .hint(format!("remove `{name}`, or write `{beside}` too"));
            reader.refuse(&entry.key_place, &self.path_of(name), fault);
        }
    }

    /// The subsections of a key that holds sections by name, with name, place of the name and value.
    pub(crate) fn named(&self, reader: &mut Reader, name: &str) -> &'t [Entry] {
        let Some(entry) = self.entry(name) else {
            return &[];
        };
        if let Value::Table(table) = &entry.item.value {
            return &table.entries;
        }
        let path = self.path_of(name);
        let fault = Fault::new(
            entry.item.describe(),
            format!("sections with a name: `[{path}.NAME]`"),
        );
        reader.refuse(&entry.item.place, &path, fault);
        &[]
    }
}

/// How a value that stands in the place of a section is written as one.
fn as_section(keys: &SectionKeys, path: &str, item: &Item) -> Option<String> {
    let key = keys.keys.iter().find(|key| key.shown == Shown::Active)?;
    if keys.path.ends_with(".demand") {
        let rates = super::quantity::rates_of(item);
        if let Some(rates) = rates {
            let tables: Vec<String> = (rates.iter())
                .map(|rate| format!("`demand = {{ rate = \"{rate}\" }}`"))
                .collect();
            return Some(format!("write {}", tables.join(" or ")));
        }
    }
    Some(format!(
        "write a section `[{path}]` with, say, `{} = {}`",
        key.name, key.example
    ))
}

/// A key path from its parts; a part that is no plain word stands in quotation marks.
pub(crate) fn join(path: &str, name: &str) -> String {
    let plain = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let name = if plain {
        name.to_owned()
    } else {
        format!("\"{}\"", shortened(name))
    };
    if path.is_empty() {
        name
    } else {
        format!("{path}.{name}")
    }
}

/// The keys of a section are few enough to be named all.
fn listed_all(names: impl Iterator<Item = &'static str>) -> String {
    let names: Vec<&str> = names.collect();
    if names.len() <= 10 {
        listed(names)
    } else {
        names.join(", ")
    }
}
