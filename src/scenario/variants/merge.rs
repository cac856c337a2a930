//! A variant's changes put over what it is based on.
//!
//! Sections are merged key by key, however they are written. A value that is a table in braces (a law,
//! hours by day, factors) is replaced as a whole; a dotted key changes that key alone. A law in braces
//! that does not name its `law` keeps what it does not say. Lists are replaced. A key that excludes
//! others takes their place, and they go with all that belongs to them. What is removed is taken out
//! first, so that a section that is removed and changed is replaced.

use super::written::{Removed, Variant};
use crate::scenario::alternatives::{self, Alternatives};
use crate::scenario::catalogue;
use crate::scenario::reader::{Fault, Reader, did_you_mean, listed};
use crate::scenario::section::join;
use crate::scenario::toml_tree::{Entry, Item, Table, Value, shortened};

/// Keys that are the same for all variants: they are compared on the same days and the same chance.
const COMMON: [&str; 8] = [
    "name",
    "title",
    "language",
    "currency",
    "clock",
    "replication",
    "report",
    "variant",
];

/// Kinds of parts that have a name, and what makes a part of a new name one.
const PARTS: [(&str, &str); 4] = [
    ("queue", "is the `queue` of a contact type of the change"),
    ("contact_type", "has `demand`"),
    (
        "skill_group",
        "has `serves`, and `agents`, `plan` or `sessions`",
    ),
    (
        "incident",
        "has `at` or `rate`, `size` or `contacts`, and `contact_types`",
    ),
];

/// What is put over a tree, and by whom.
struct Merge<'a, 't> {
    reader: &'a mut Reader,
    variant: &'a Variant<'t>,
    /// Those that were put over the tree before it and are not what it was written for.
    before: &'a [&'a Variant<'t>],
    /// Whether anything is another than before.
    is_changed: bool,
}

/// Puts a variant over the tree of what it is based on; reports what cannot be changed. What others have
/// taken out before it, it need not find. Returns whether anything is another than before.
pub(super) fn apply(
    reader: &mut Reader,
    tree: &mut Table,
    variant: &Variant<'_>,
    before: &[&Variant<'_>],
) -> bool {
    let mut merge = Merge {
        reader,
        variant,
        before,
        is_changed: false,
    };
    for removed in &variant.removed {
        merge.take_out(tree, removed);
    }
    if let Some(change) = variant.changes() {
        merge.table(tree, change, &mut Vec::new());
    }
    merge.is_changed
}

impl<'t> Merge<'_, 't> {
    /// Takes a key out.
    fn take_out(&mut self, tree: &mut Table, removed: &Removed) {
        let key = self.variant.path_of("remove");
        if let Some(first) = removed.parts.first()
            && COMMON.contains(&first.as_str())
        {
            self.reader.refuse(&removed.place, &key, common(first));
            return;
        }
        let replaced = self.change_at(&removed.parts);
        if replaced.is_some_and(|entry| !matches!(entry.item.value, Value::Table(_))) {
            let fault = Fault::new(
                format!("`{}` is removed and changed", shortened(&removed.path)),
                "one of the two",
            )
            .hint("take it out here: a change replaces what was there");
            self.reader.refuse(&removed.place, &key, fault);
            return;
        }
        let mut table = &mut *tree;
        for (i, part) in removed.parts.iter().enumerate() {
            let names = || table.entries.iter().map(|entry| entry.key.as_str());
            let Some(at) = table.entries.iter().position(|entry| entry.key == *part) else {
                if !self.is_gone(removed) && !self.reader.doubt.may_name(&[part]) {
                    let fault = Fault::new(
                        format!("there is no `{}`", shortened(&removed.path)),
                        match table.entries.len() {
                            0 => "a key that is written; there is none".to_owned(),
                            _ => format!("a key that is written: {}", listed(names())),
                        },
                    )
                    .maybe(did_you_mean(part, names()));
                    self.reader.refuse(&removed.place, &key, fault);
                }
                return;
            };
            if i + 1 == removed.parts.len() {
                match replaced {
                    // What is changed too keeps its place in the order of the file.
                    Some(entry) => {
                        table.entries[at].key_place = entry.key_place.clone();
                        table.entries[at].item = Item {
                            value: Value::Table(Table::default()),
                            place: entry.item.place.clone(),
                        };
                    }
                    None => {
                        table.entries.remove(at);
                    }
                }
                self.is_changed = true;
                break;
            }
            let described = table.entries[at].item.describe();
            let Value::Table(inner) = &mut table.entries[at].item.value else {
                let fault = Fault::new(
                    format!("`{}` holds {described}", join("", part)),
                    "keys below a table only",
                )
                .hint("remove the whole of it");
                self.reader.refuse(&removed.place, &key, fault);
                return;
            };
            table = inner;
        }
        // The last part of a kind goes with its kind.
        let is_bare = |entry: &Entry| {
            let is_kind = PARTS.iter().any(|(kind, _)| *kind == entry.key);
            is_kind && matches!(&entry.item.value, Value::Table(table) if table.entries.is_empty())
        };
        tree.entries.retain(|entry| !is_bare(entry));
    }

    /// The entry of the change at a path.
    fn change_at(&self, parts: &[String]) -> Option<&'t Entry> {
        let Some(Value::Table(table)) = self.variant.change.map(|item| &item.value) else {
            return None;
        };
        let mut table = table;
        let (last, above) = parts.split_last()?;
        for part in above {
            match &table.get(part)?.item.value {
                Value::Table(inner) => table = inner,
                _ => return None,
            }
        }
        table.get(last)
    }

    /// Puts the keys of a table over those of another; `above` is the path of both.
    fn table(&mut self, tree: &mut Table, change: &'t Table, above: &mut Vec<&'t str>) {
        for set in alternatives::ALL {
            if catalogue::is_path(set.path, above) {
                exclude(tree, change, set);
            }
        }
        for entry in &change.entries {
            above.push(&entry.key);
            if !self.is_refused(tree, entry, above) {
                self.entry(tree, entry, above);
            }
            above.pop();
        }
    }

    /// Reports what no change may write, or not so.
    fn is_refused(&mut self, tree: &Table, entry: &Entry, path: &[&str]) -> bool {
        let fault = match path {
            [first] if COMMON.contains(first) => common(first),
            [first] if is_dotted(first) => Fault::new(
                format!("the path `{}` in quotation marks", shortened(first)),
                "paths without them",
            )
            .hint(format!("write `{} = …`", shortened(first))),
            [kind, name] if tree.get(name).is_none() => {
                let Some(fault) = self.no_such_part(tree, kind, name, &entry.item) else {
                    return false;
                };
                fault
            }
            _ => return false,
        };
        let written = self.written(path);
        self.reader.refuse(&entry.key_place, &written, fault);
        true
    }

    /// The path of a key of the change, as the variant writes it.
    fn written(&self, path: &[&str]) -> String {
        let change = self.variant.path_of("change");
        path.iter().fold(change, |path, name| join(&path, name))
    }

    /// Whether another has taken out what is to be taken out.
    fn is_gone(&self, removed: &Removed) -> bool {
        let mut others = self.before.iter().flat_map(|other| &other.removed);
        others.any(|other| removed.parts.starts_with(&other.parts))
    }

    /// What is said of a part that is not there, unless the change makes a new one.
    fn no_such_part(&self, tree: &Table, kind: &str, name: &str, item: &Item) -> Option<Fault> {
        let (_, needed) = PARTS.iter().find(|(of, _)| *of == kind)?;
        let has = |keys: &[&str]| match &item.value {
            Value::Table(table) => keys.iter().any(|key| table.get(key).is_some()),
            // What stands in the place of a section is told by the reader of sections.
            _ => true,
        };
        let is_named = || {
            let change = self.variant.change;
            change.is_some_and(|change| mentions(change, name))
        };
        let is_new = match kind {
            "queue" => is_named(),
            "contact_type" => has(&["demand"]),
            "incident" => has(&alternatives::INCIDENT_START.names()),
            _ => has(&alternatives::STAFFING.names()) && (has(&["serves"]) || is_named()),
        };
        if is_new || self.reader.doubt.may_name(&[name]) {
            return None;
        }
        let what = kind.replace('_', " ");
        let names = || tree.entries.iter().map(|entry| entry.key.as_str());
        let fault = Fault::new(
            format!("there is no {what} \"{}\"", shortened(name)),
            match tree.entries.len() {
                0 => format!("a {what} of the scenario, which has none"),
                _ => format!("one of {}", listed(names())),
            },
        );
        Some(
            fault.hint(
                did_you_mean(name, names())
                    .unwrap_or_else(|| format!("a new {what} is made by a section that {needed}")),
            ),
        )
    }

    /// Puts one key over a table.
    fn entry(&mut self, tree: &mut Table, entry: &'t Entry, path: &mut Vec<&'t str>) {
        let Some(old) = tree.get_mut(&entry.key) else {
            tree.entries.push(entry.clone());
            self.is_changed = true;
            return;
        };
        let is_section = catalogue::is_section(path);
        match (&mut old.item.value, &entry.item.value) {
            (Value::Table(old), Value::Table(new))
                if is_section || !is_whole(&entry.item, old, new) =>
            {
                self.table(old, new, path);
            }
            (_, Value::Table(_)) if !is_section && !is_in_braces(&entry.item) => {
                let known = catalogue::key_of(path);
                let hint = match known.filter(|known| !known.example.is_empty()) {
                    Some(known) => format!(
                        "write the whole of it: `{} = {}`",
                        known.name, known.example
                    ),
                    None => "write the whole of it".to_owned(),
                };
                let fault = Fault::new(
                    format!("`{}` holds {}", join("", &entry.key), old.item.describe()),
                    "keys below a table only",
                )
                .hint(hint);
                let written = self.written(path);
                self.reader.refuse(&entry.key_place, &written, fault);
            }
            _ => {
                self.is_changed |= !is_equal(&old.item.value, &entry.item.value);
                // The key keeps its place in the order of the file.
                *old = entry.clone();
            }
        }
    }
}

/// Takes out the keys that a key of the change excludes, and what belongs to them.
fn exclude(tree: &mut Table, change: &Table, set: &Alternatives) {
    let is_chosen = |key: &str| change.get(key).is_some();
    let chosen = || set.keys.iter().filter(|one| is_chosen(one.key));
    if chosen().next().is_none() {
        return;
    }
    for other in set.keys.iter().filter(|one| !is_chosen(one.key)) {
        if tree.get(other.key).is_none() {
            continue;
        }
        let stays = |key: &str| chosen().any(|one| one.with.contains(&key));
        (tree.entries).retain(|entry| {
            let key = entry.key.as_str();
            key != other.key && (!other.with.contains(&key) || stays(key))
        });
    }
}

/// What is said of a key that is the same for all variants.
fn common(key: &str) -> Fault {
    let allowed = "keys of queues, contact types, skill groups, calendars and logs";
    let hint = match key {
        "variant" => "write a variant of its own, with `based_on`",
        "title" => "write `title` in the variant itself",
        _ => {
            "change it in the scenario: variants are compared on the same days and the same chance"
        }
    };
    Fault::new(
        format!("`{key}`, which is the same for all variants"),
        allowed,
    )
    .hint(hint)
}

/// Whether a key is a path that was put into quotation marks.
fn is_dotted(key: &str) -> bool {
    key.split_once('.')
        .is_some_and(|(first, _)| catalogue::ROOT.get(first).is_some())
}

/// Whether a value that is a table replaces the whole of another.
fn is_whole(item: &Item, old: &Table, new: &Table) -> bool {
    is_in_braces(item) && (old.get("law").is_none() || new.get("law").is_some())
}

/// Whether a table is written between braces.
fn is_in_braces(item: &Item) -> bool {
    let text = item.place.source.text.as_bytes();
    text.get(item.place.span.start) == Some(&b'{')
}

/// Whether a text stands somewhere in a value.
fn mentions(item: &Item, text: &str) -> bool {
    match &item.value {
        Value::Text(found) => found == text,
        Value::List(items) => items.iter().any(|item| mentions(item, text)),
        Value::Table(table) => table
            .entries
            .iter()
            .any(|entry| mentions(&entry.item, text)),
        _ => false,
    }
}

/// Whether two values say the same, wherever they stand.
fn is_equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Text(one), Value::Text(other))
        | (Value::Integer(one, _), Value::Integer(other, _))
        | (Value::Float(one, _), Value::Float(other, _))
        | (Value::Moment(one), Value::Moment(other)) => one == other,
        (Value::Switch(one), Value::Switch(other)) => one == other,
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len()
                && (one.iter().zip(other)).all(|(one, other)| is_equal(&one.value, &other.value))
        }
        (Value::Table(one), Value::Table(other)) => {
            one.entries.len() == other.entries.len()
                && one.entries.iter().all(|entry| {
                    let same = other.get(&entry.key);
                    same.is_some_and(|same| is_equal(&entry.item.value, &same.item.value))
                })
        }
        _ => false,
    }
}
