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
use super::slip::{Slip, explain, is_no_pair};

/// Bytes that are parsed at most, over all attempts: about a second's work.
const MOST_BYTES: usize = 4 << 20;

/// Brackets that are looked for at most: the first that is found is enough.
const MOST_OPENERS: usize = 20;

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
