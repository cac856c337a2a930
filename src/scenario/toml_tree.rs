//! A TOML text as a tree whose every key and value knows its place.
//!
//! The tree owns its texts, so that values from the command line can be set into it: they keep
//! pointing at the option they came from.

use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::problem::{Place, Problem, Problems, Source};

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
    pub(crate) fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.key == key)
    }
}

impl Item {
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
    let (root, errors) = DeTable::parse_recoverable(&source.text);
    // A missing quotation mark makes several errors in its line; the first tells what is wrong.
    let mut last_line = None;
    let mut errors: Vec<(usize, usize, String)> = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or(0..0);
            (span.start, span.end, error.message().to_owned())
        })
        .collect();
    errors.sort_unstable();
    let mut lines = LineStarts::new(&source.text);
    for (start, end, message) in errors {
        let line = lines.of(start);
        if last_line.replace(line) == Some(line) {
            continue;
        }
        let place = Place::new(source, start..end);
        problems.push(explain(place, &message));
    }
    table(root.get_ref(), source)
}

/// Whether a text is TOML without a flaw.
pub(crate) fn is_sound(text: &str) -> bool {
    DeTable::parse(text).is_ok()
}

/// The line of ascending offsets, each byte looked at once.
struct LineStarts<'t> {
    text: &'t [u8],
    seen: usize,
    line: usize,
}

impl<'t> LineStarts<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text: text.as_bytes(),
            seen: 0,
            line: 0,
        }
    }

    fn of(&mut self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        if offset > self.seen {
            let new = &self.text[self.seen..offset];
            self.line += new.iter().filter(|byte| **byte == b'\n').count();
            self.seen = offset;
        }
        self.line
    }
}

/// A syntax error in planners' words.
fn explain(place: Place, message: &str) -> Problem {
    let text = &place.source.text;
    let written = text.get(place.span.clone()).unwrap_or_default();
    let written = shortened(written.trim());
    let (key, found, allowed, hint) = if message.starts_with("string values must be quoted") {
        if written.is_empty() {
            (
                "syntax",
                "a key without a value".to_owned(),
                "`key = value`",
                None,
            )
        } else {
            (
                "syntax",
                format!("{written} without quotation marks"),
                "texts, durations, rates and shares in quotation marks",
                Some(format!("write \"{written}\"")),
            )
        }
    } else if message.starts_with("duplicate key") {
        (
            "syntax",
            format!("`{written}` a second time"),
            "each key and each section once",
            Some("merge the two, or remove one".to_owned()),
        )
    } else if message.contains("recursion") {
        (
            "syntax",
            "tables or lists nested more than 80 deep".to_owned(),
            "the nesting of the template",
            None,
        )
    } else if message.starts_with("key with no value") {
        (
            "syntax",
            "a word that is no `key = value`".to_owned(),
            "`key = value`, `[section]` or `# comment`",
            None,
        )
    } else {
        (
            "syntax",
            format!("something that is not TOML: {message}"),
            "`key = value`, `[section]` or `# comment`",
            None,
        )
    };
    Problem {
        place,
        key: key.to_owned(),
        found,
        allowed: allowed.to_owned(),
        hint,
    }
}

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
