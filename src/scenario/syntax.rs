//! Mistakes of TOML itself, all of them in one go.
//!
//! The parser recovers from most mistakes where they are. From three it does not: a line that is no
//! `key = value`, a section header that is not closed, and a list or table that is not closed, which
//! swallows the lines after it. Such a line is taken out, at the same length so that every other place
//! stays where it is, and the text is parsed again.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use toml::de::DeTable;

use super::problem::{Place, Problem, Problems, Source};
use super::toml_tree::shortened;

/// Bytes that are parsed at most, over all attempts: about a second's work.
const MOST_BYTES: usize = 4 << 20;

/// Brackets that are looked for at most: the first that is found is enough.
const MOST_OPENERS: usize = 20;

/// A mistake and where it is.
#[derive(Debug)]
struct Slip {
    span: Range<usize>,
    message: String,
}

/// The text with what cannot be parsed around taken out, and its problems noted; `key_at` gives the
/// key whose value begins at an offset, or else in a line.
pub(super) fn mended(
    source: &Arc<Source>,
    problems: &mut Problems,
    key_at: impl Fn(&DeTable<'_>, usize, &Range<usize>) -> Option<String>,
) -> String {
    let mut text = source.text.clone();
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut left = MOST_BYTES;
    loop {
        let (tree, errors) = DeTable::parse_recoverable(&text);
        let mut slips: Vec<Slip> = errors
            .iter()
            .map(|error| Slip {
                span: error.span().unwrap_or(0..0),
                message: error.message().to_owned(),
            })
            .collect();
        slips.sort_by_key(|slip| (slip.span.start, slip.span.end));
        let swallowed = slips
            .iter()
            .filter(|slip| swallows(&slip.message))
            .take(MOST_OPENERS)
            .find_map(|slip| opener(&text, slip.span.start));
        let mut repairs = Vec::new();
        let mut line_end = None;
        for slip in &slips {
            if line_end.is_some_and(|end| slip.span.start <= end) {
                // The first mistake of a line tells what is wrong with it.
                continue;
            }
            let line = line_around(&text, slip.span.start);
            line_end = Some(line.end);
            let is_after = swallowed
                .as_ref()
                .is_some_and(|open| line.start >= open.start);
            if is_after {
                break;
            }
            if !told.insert(line.start) {
                continue;
            }
            let name = &source.name;
            if problems.count_in(name) < Problems::MOST_PER_FILE {
                let key =
                    key_at(tree.get_ref(), slip.span.start, &line).filter(|path| is_known(path));
                let problem = explain(source, &line, slip, key);
                problems.push(problem);
            } else {
                // Only counted: a file of rubbish has one in every line.
                problems.push_with(name, || explain(source, &line, slip, None));
            }
            if text[line.clone()].trim_start().starts_with('[') || is_no_pair(&slip.message) {
                repairs.push(line.clone());
            }
        }
        if let Some(open) = swallowed {
            let line = line_around(&text, open.start);
            if told.insert(line.start) {
                problems.push(Problem {
                    place: Place::new(source, open.clone()),
                    key: key_at(tree.get_ref(), open.start, &line)
                        .filter(|path| is_known(path))
                        .unwrap_or_else(|| "syntax".to_owned()),
                    found: "a list or table that is not closed".to_owned(),
                    allowed: "`]` after a list, `}` after a table".to_owned(),
                    hint: Some("close it at the end".to_owned()),
                });
                repairs.push(line);
            }
        }
        left = left.saturating_sub(text.len());
        if repairs.is_empty() || left < text.len() {
            return text;
        }
        for line in repairs {
            take_out(&mut text, line);
        }
    }
}

/// Whether a path does not lead through a header that was made harmless.
fn is_known(path: &str) -> bool {
    !path.starts_with("x-")
}

/// Whether a mistake takes the lines after it along.
fn swallows(message: &str) -> bool {
    message.starts_with("unclosed array,")
        || message.starts_with("unclosed inline table")
        || (message.starts_with("unexpected `=` in") && !message.contains("key"))
}

/// Whether a line is neither a key with its value nor anything else.
fn is_no_pair(message: &str) -> bool {
    message.starts_with("key with no value") || message.starts_with("invalid unquoted key")
}

/// The line of an offset, without its end.
fn line_around(text: &str, offset: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let offset = offset.min(bytes.len());
    let start = bytes[..offset]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |newline| newline + 1);
    let end = bytes[start..]
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(bytes.len(), |newline| start + newline);
    start..end
}

/// The bracket before an offset that was opened as the value of a key and is not closed in its line.
fn opener(text: &str, offset: usize) -> Option<Range<usize>> {
    const MOST_LINES: usize = 500;
    let mut at = offset;
    for _ in 0..MOST_LINES {
        let line = line_around(text, at);
        let content = &text[line.clone()];
        if let Some(equals) = content.find('=')
            && let Some(bracket) = unclosed(&content[equals..])
        {
            let start = line.start + equals + bracket;
            return Some(start..line.start + content.trim_end().len());
        }
        at = line.start.checked_sub(1)?;
    }
    None
}

/// The first bracket that a piece of a line opens and does not close.
fn unclosed(piece: &str) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut quote = None;
    for (i, byte) in piece.bytes().enumerate() {
        match (quote, byte) {
            (None, b'#') => break,
            (None, b'[' | b'{') => open.push(i),
            (None, b']' | b'}') => {
                open.pop();
            }
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(mark), byte) if mark == byte => quote = None,
            _ => {}
        }
    }
    open.first().copied()
}

/// Makes a line harmless without changing its length: a header becomes one of no known name, anything
/// else a comment.
fn take_out(text: &mut String, line: Range<usize>) {
    let length = line.len();
    let is_header = text[line.clone()].starts_with('[');
    let harmless = match (is_header, length) {
        (_, 0) => return,
        (true, 4..) => format!("[x{}]", "-".repeat(length - 3)),
        _ => format!("#{}", " ".repeat(length - 1)),
    };
    text.replace_range(line, &harmless);
}

/// A syntax error in planners' words.
fn explain(source: &Arc<Source>, line: &Range<usize>, slip: &Slip, key: Option<String>) -> Problem {
    let text = &source.text;
    let written = text.get(slip.span.clone()).unwrap_or_default();
    let written = shortened(written.trim());
    let whole_line = text.get(line.clone()).unwrap_or_default().trim_end();
    let content = line.start..line.start + whole_line.len();
    let message = slip.message.as_str();
    let pair = "`key = value`";
    let any = "`key = value`, `[section]` or `# comment`";
    let is_scalar = ["datetime", "integer", "float", "number", "digit"]
        .iter()
        .any(|kind| message.contains(kind));
    let (span, found, allowed, hint) = if is_no_pair(message) {
        let hint = whole_line
            .split_once(':')
            .filter(|(key, _)| !key.trim().contains(' ') && !whole_line.contains('='))
            .map(|(key, value)| format!("write `{} = {}`", key.trim(), shortened(value.trim())));
        let found = format!("a line that is no {pair}");
        (content, found, any, hint)
    } else if whole_line.starts_with('[') && message.starts_with("unclosed") {
        let found = "a section header without its closing bracket".to_owned();
        let hint = format!("write `{}]`", shortened(whole_line));
        (content, found, "`[section]`", Some(hint))
    } else if message.starts_with("string values must be quoted") && written.is_empty() {
        (content, "a key without a value".to_owned(), pair, None)
    } else if (message.starts_with("string values must be quoted") || is_scalar)
        && !written.is_empty()
    {
        (
            slip.span.clone(),
            format!("{written} without quotation marks"),
            "texts, durations, rates and shares in quotation marks",
            Some(format!("write \"{written}\"")),
        )
    } else if message.starts_with("duplicate key") {
        (
            slip.span.clone(),
            format!("`{written}` a second time"),
            "each key and each section once",
            Some("merge the two, or remove one".to_owned()),
        )
    } else if message.contains("recurs") {
        (
            slip.span.clone(),
            "tables or lists nested more than 80 deep".to_owned(),
            "the nesting of the template",
            None,
        )
    } else if message.starts_with("invalid basic string")
        || message.starts_with("invalid literal string")
    {
        (
            content,
            "a text without its closing quotation mark, or with a single \\".to_owned(),
            "a text between quotation marks",
            Some(if whole_line.contains('\\') {
                "write \\ as \\\\, or a path with /".to_owned()
            } else {
                "close the text with a quotation mark".to_owned()
            }),
        )
    } else {
        let found = format!("something that is not TOML: {message}");
        (slip.span.clone(), found, any, None)
    };
    Problem {
        place: Place::new(source, span),
        key: key.unwrap_or_else(|| "syntax".to_owned()),
        found,
        allowed: allowed.to_owned(),
        hint,
    }
}
