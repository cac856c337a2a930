//! Values set on the command line: `--set queue.hotline.target.wait=20s`.

use std::sync::Arc;

use super::catalogue::key_at;
use super::problem::{Place, Problem, Problems, Source};
use super::reader::{Fault, did_you_mean, listed};
use super::section::join;
use super::toml_tree::{self, Entry, Item, Table, Value, shortened};

/// Sets one `key=value` into the tree; mistakes point at the option.
///
/// The value is read as TOML if it is TOML, otherwise as a text, so that `20s` needs no quotation
/// marks. Missing tables are made, but not parts with a name: a slip in a name would otherwise make a
/// second queue. Entries of lists are numbered from 1.
pub(crate) fn apply(tree: &mut Table, option: &str, number: usize, problems: &mut Problems) {
    let source = Arc::new(Source::new(format!("--set #{number}"), option.to_owned()));
    let result = read(&source).and_then(|(path, item)| set(tree, &path, "", item));
    if let Err((place, key, fault)) = result {
        problems.push(Problem {
            place,
            key,
            found: fault.found,
            allowed: fault.allowed,
            hint: fault.hint,
        });
    }
}

/// The keys of an option's path; `None` if it has none.
pub(crate) fn path_of(option: &str) -> Option<Vec<String>> {
    let source = Arc::new(Source::new("option".to_owned(), option.to_owned()));
    let (path, _) = read(&source).ok()?;
    Some(path.into_iter().map(|(key, _)| key).collect())
}

/// Where an option is wrong, the path, and what is said.
type Refusal = (Place, String, Fault);

/// A key of the path and its place in the option.
type Step = (String, Place);

/// What an option may be, for messages.
const ALLOWED: &str = "key=value, like queue.hotline.target.wait=20s";

/// The path and the value of an option.
fn read(source: &Arc<Source>) -> Result<(Vec<Step>, Item), Refusal> {
    let text = &source.text;
    let whole = Place::new(source, 0..text.len());
    let refuse = |found: &str| {
        (
            whole.clone(),
            "--set".to_owned(),
            Fault::new(found, ALLOWED),
        )
    };
    let Some(equals) = outside_quotes(text) else {
        return Err(refuse("no `=`"));
    };
    if text.contains(['\n', '\r']) {
        return Err(refuse("a line break"));
    }
    let value_text = text[equals + 1..].trim();
    let is_toml = !value_text.is_empty() && toml_tree::is_sound(text);
    // With a stand-in for a value that is no TOML, the key is still read at its own place.
    let keys_source = if is_toml {
        Arc::clone(source)
    } else {
        Arc::new(Source::new(
            source.name.clone(),
            format!("{}=0", &text[..equals]),
        ))
    };
    if !is_toml && !toml_tree::is_sound(&keys_source.text) {
        let fault = Fault::new(
            format!("the key `{}`", shortened(text[..equals].trim())),
            "words with dots between them, like queue.hotline.target.wait",
        )
        .hint("a name with spaces stands in quotation marks: queue.\"the hotline\".trunks=40");
        return Err((whole, "--set".to_owned(), fault));
    }
    let mut steps = Vec::new();
    let mut table = toml_tree::read(&keys_source, &mut Problems::default());
    loop {
        let Some(entry) = table.entries.pop() else {
            return Err(refuse("no key"));
        };
        steps.push((entry.key, Place::new(source, entry.key_place.span)));
        // The keys of the path end where the value begins.
        let is_value = entry.item.place.span.start > equals;
        match entry.item.value {
            Value::Table(inner) if !is_value => table = inner,
            _ if !is_toml => {
                let start = text.len() - text[equals + 1..].trim_start().len();
                let place = Place::new(source, start..text.len());
                let value = Value::Text(value_text.to_owned());
                return Ok((steps, Item { value, place }));
            }
            value => {
                let place = entry.item.place;
                return Ok((steps, Item { value, place }));
            }
        }
    }
}

/// The first equals sign that is not inside quotation marks.
fn outside_quotes(text: &str) -> Option<usize> {
    let mut quote = None;
    for (i, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'=') => return Some(i),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Sets a value at the end of a path; `written` is the part of the path that leads to the table.
fn set(tree: &mut Table, path: &[Step], written: &str, item: Item) -> Result<(), Refusal> {
    let Some(((key, place), rest)) = path.split_first() else {
        return Ok(());
    };
    let is_last = rest.is_empty();
    if tree.get(key).is_none() {
        let is_name = ["queue", "contact_type", "skill_group", "variant"].contains(&written);
        if is_name && !is_last {
            return Err(no_such_part(tree, written, key, place));
        }
        tree.entries.push(Entry {
            key: key.clone(),
            key_place: place.clone(),
            item: Item {
                value: Value::Table(Table::default()),
                place: place.clone(),
            },
        });
    }
    let written = join(written, key);
    match tree.get_mut(key) {
        // The key keeps its place in the file, which is the order of its part.
        Some(entry) => set_item(&mut entry.item, rest, &written, item),
        None => Ok(()),
    }
}

/// Sets a value at the end of a path below a value, or in its place.
fn set_item(at: &mut Item, path: &[Step], written: &str, item: Item) -> Result<(), Refusal> {
    let Some(((key, place), rest)) = path.split_first() else {
        *at = item;
        return Ok(());
    };
    let described = at.describe();
    match &mut at.value {
        Value::Table(table) => set(table, path, written, item),
        Value::List(items) => {
            let count = items.len();
            let written = join(written, key);
            match position(key, count) {
                Some(i) => set_item(&mut items[i], rest, &written, item),
                None => Err(no_such_entry(&written, key, count, place)),
            }
        }
        _ => {
            let fault = Fault::new(
                format!("`{written}` holds {described}"),
                "keys below a table only",
            )
            .hint(match key_at(written) {
                Some(known) if !known.example.is_empty() => {
                    let example = known.example.trim_matches('"');
                    format!("set the whole of it, like --set '{written}={example}'")
                }
                _ => format!("set the whole of it: --set '{written}=…'"),
            });
            Err((place.clone(), written.to_owned(), fault))
        }
    }
}

/// The place of an entry in a list, from its number.
fn position(number: &str, count: usize) -> Option<usize> {
    let place = number.parse::<usize>().ok()?.checked_sub(1)?;
    (place < count).then_some(place)
}

/// A list has no entry of that number.
fn no_such_entry(written: &str, number: &str, count: usize, place: &Place) -> Refusal {
    let fault = Fault::new(
        format!("entry `{}` of a list of {count}", shortened(number)),
        match count {
            0 => "no entry: the list is empty".to_owned(),
            _ => format!("a number from 1 to {count}"),
        },
    );
    (place.clone(), written.to_owned(), fault)
}

/// A part with that name is not in the file; options change parts, they do not make them.
fn no_such_part(table: &Table, kind: &str, name: &str, place: &Place) -> Refusal {
    let names = || table.entries.iter().map(|entry| entry.key.as_str());
    let what = kind.replace('_', " ");
    let fault = Fault::new(
        format!("there is no {what} \"{}\"", shortened(name)),
        match table.entries.len() {
            0 => format!("a {what} of the file, which has none"),
            _ => format!("one of {}", listed(names())),
        },
    )
    .maybe(did_you_mean(name, names()));
    (place.clone(), join(kind, name), fault)
}
