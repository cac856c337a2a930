//! A TOML text as a tree whose every key and value knows its place.
//!
//! The tree owns its texts, so that values from the command line can be set into it: they keep
//! pointing at the option they came from.

use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::problem::{Place, Problems, Source};
use super::section::join;
use super::syntax;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) value: Value,
    pub(crate) place: Place,
}

#[derive(Clone, Debug)]
pub(crate) enum Value {
    Text(String),
    /// As written, and its value if 64 bits hold it.
    Integer(String, Option<i64>),
    Float(String, f64),
    Switch(bool),
    /// A date, a time, or both, as TOML writes them.
    Moment(String),
    List(Vec<Item>),
    Table(Table),
}

/// Keys and values in the order of the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_place: Place,
    pub(crate) item: Item,
}

impl Table {
    /// The entry of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The entry of a key, to be changed.
    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.key == key)
    }
}

impl Value {
    /// The number that is written, whole or with decimals.
    pub(crate) fn as_number(&self) -> Option<f64> {
        match self {
            Self::Integer(text, _) => text.parse().ok(),
            Self::Float(_, value) => Some(*value),
            _ => None,
        }
    }
}

impl Item {
    /// What was found where numbers need no unit, as a lower-case fragment.
    pub(crate) fn describe_plain(&self) -> String {
        self.describe().replace("bare number", "number")
    }

    /// What was found, as a lower-case fragment.
    pub(crate) fn describe(&self) -> String {
        match &self.value {
            Value::Text(text) => format!("the text \"{}\"", shortened(text)),
            Value::Integer(text, _) | Value::Float(text, _) => {
                format!("the bare number {}", shortened(text))
            }
            Value::Switch(on) => format!("{on}"),
            Value::Moment(moment) => format!("the date or time {moment}"),
            Value::List(items) => match items.len() {
                0 => "an empty list".to_owned(),
                _ => "a list".to_owned(),
            },
            Value::Table(_) => "a table of keys".to_owned(),
        }
    }
}

/// A text short enough for a message, without line breaks or control characters.
pub(crate) fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let mut short: String = text
        .chars()
        .take(MOST)
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}

/// Reads a text, noting every syntax error; what can be understood in spite of them is kept, so that
/// other mistakes are found in the same pass.
pub(crate) fn read(source: &Arc<Source>, problems: &mut Problems) -> Table {
    let mended = syntax::mended(source, problems, |tree, offset, line| {
        let tree = table(tree, source);
        path_where(&tree, &|start| start == offset)
            .or_else(|| path_where(&tree, &|start| line.contains(&start)))
    });
    let (root, _) = DeTable::parse_recoverable(&mended);
    table(root.get_ref(), source)
}

/// The path of the first value whose beginning is wanted.
fn path_where(table: &Table, wanted: &impl Fn(usize) -> bool) -> Option<String> {
    table.entries.iter().find_map(|entry| {
        let inner = match &entry.item.value {
            Value::Table(inner) => path_where(inner, wanted),
            _ if wanted(entry.item.place.span.start) => Some(String::new()),
            _ => None,
        };
        inner.map(|inner| match inner.as_str() {
            "" => join("", &entry.key),
            path => format!("{}.{path}", join("", &entry.key)),
        })
    })
}

/// Whether a text is TOML without a flaw.
pub(crate) fn is_sound(text: &str) -> bool {
    DeTable::parse(text).is_ok()
}

/// A table of the parser with places in a source, in the order of the file.
fn table(table_read: &DeTable<'_>, source: &Arc<Source>) -> Table {
    let mut entries: Vec<Entry> = table_read
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_place: Place::new(source, key.span()),
            item: Item {
                value: owned(value.get_ref(), source),
                place: Place::new(source, value.span()),
            },
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_place.span.start);
    Table { entries }
}

/// A value of the parser with places in a source.
fn owned(value: &DeValue<'_>, source: &Arc<Source>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(integer) => Value::Integer(
            integer.to_string(),
            i64::from_str_radix(integer.as_str(), integer.radix()).ok(),
        ),
        DeValue::Float(float) => {
            let text = float.as_str();
            Value::Float(text.to_owned(), text.parse().unwrap_or(f64::NAN))
        }
        DeValue::Boolean(on) => Value::Switch(*on),
        DeValue::Datetime(moment) => Value::Moment(moment.to_string()),
        DeValue::Array(items) => Value::List(
            items
                .iter()
                .map(|item| Item {
                    value: owned(item.get_ref(), source),
                    place: Place::new(source, item.span()),
                })
                .collect(),
        ),
        DeValue::Table(inner) => Value::Table(table(inner, source)),
    }
}
