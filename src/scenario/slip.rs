//! A mistake of TOML itself, said in planners' words.

use std::ops::Range;
use std::sync::Arc;

use super::catalogue::key_at;
use super::problem::{Place, Problem, Source};
use super::suggestion;
use super::toml_tree::shortened;

/// A mistake and where it is.
#[derive(Debug)]
pub(super) struct Slip {
    pub(super) span: Range<usize>,
    pub(super) message: String,
}

/// Quotation marks that word processors set in the place of straight ones.
const CURLY: [char; 8] = ['“', '”', '„', '‟', '‘', '’', '«', '»'];

/// Whether a line is neither a key with its value nor anything else.
pub(super) fn is_no_pair(message: &str) -> bool {
    message.starts_with("key with no value") || message.starts_with("invalid unquoted key")
}

/// What is said of a slip: where, what was found, what is allowed, a likely fix.
type Said = (Range<usize>, String, &'static str, Option<String>);

const PAIR: &str = "`key = value`";
const ANY: &str = "`key = value`, `[section]` or `# comment`";

/// A slip, in planners' words.
pub(super) fn explain(
    source: &Arc<Source>,
    line: &Range<usize>,
    slip: &Slip,
    key: Option<String>,
) -> Problem {
    let whole_line = (source.text.get(line.clone()).unwrap_or_default()).trim_end();
    let content = line.start..line.start + whole_line.len();
    let said = decimal_comma(whole_line, line.start)
        .or_else(|| of_the_line(whole_line, &content, slip))
        .or_else(|| without_marks(whole_line, line.start, slip))
        .or_else(|| of_a_text(whole_line, &content, slip));
    let (span, found, allowed, hint) = said.unwrap_or_else(|| {
        let found = format!("something that is not TOML: {}", slip.message);
        (slip.span.clone(), found, ANY, None)
    });
    // What follows a decimal comma looks like the name of a key.
    let key = key.map(|key| match key.rsplit_once('.') {
        Some((table, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            let before = source.text.get(line.start..span.start).unwrap_or_default();
            let name = before.trim_end_matches([' ', '\t', '=']);
            let from = name.rfind([' ', '\t', '{', ',']).map_or(0, |at| at + 1);
            super::section::join(table, &name[from..])
        }
        _ => key,
    });
    let known = key
        .as_deref()
        .and_then(key_at)
        .filter(|known| !known.example.is_empty());
    let hint = hint.or_else(|| {
        let known = known.filter(|_| allowed == PAIR)?;
        Some(format!("write, say, `{} = {}`", known.name, known.example))
    });
    Problem {
        place: Place::new(source, span),
        key: key.unwrap_or_else(|| "syntax".to_owned()),
        found,
        allowed: allowed.to_owned(),
        hint,
    }
}

/// A value like `1,2`.
fn decimal_comma(line: &str, start: usize) -> Option<Said> {
    let bare = without_texts(line);
    for (equals, _) in bare.match_indices('=') {
        let value = bare[equals + 1..].trim_start();
        let from = bare.len() - value.len();
        let length = value.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '-');
        let number = &value[..length.unwrap_or(value.len())];
        // The comma after a whole number may be that of a table.
        let Some((whole, fraction)) = number.trim_end_matches(',').split_once(',') else {
            continue;
        };
        let digits = whole.trim_start_matches('-');
        let is_number = [digits, fraction]
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        let follows = value[whole.len() + 1 + fraction.len()..].trim_start();
        if is_number && !follows.starts_with('=') && !follows.starts_with('.') {
            let end = from + whole.len() + 1 + fraction.len();
            let found = format!("{whole},{fraction}, with a decimal comma");
            let hint = format!("write `{whole}.{fraction}`");
            let allowed = "a number with a decimal point";
            return Some((start + from..start + end, found, allowed, Some(hint)));
        }
    }
    None
}

/// A line that is neither a key with its value nor a section.
fn of_the_line(line: &str, content: &Range<usize>, slip: &Slip) -> Option<Said> {
    let message = slip.message.as_str();
    if is_no_pair(message) {
        let hint = line
            .split_once(':')
            .filter(|(key, _)| !key.trim().contains(' ') && !line.contains('='))
            .map(|(key, value)| format!("write `{} = {}`", key.trim(), shortened(value.trim())));
        let found = format!("a line that is no {PAIR}");
        return Some((content.clone(), found, ANY, hint));
    }
    if line.starts_with('[') && message.starts_with("unclosed") {
        let found = "a section header without its closing bracket".to_owned();
        let hint = format!("write `{}]`", shortened(line));
        return Some((content.clone(), found, "`[section]`", Some(hint)));
    }
    if message.starts_with("duplicate key") {
        let found = format!("`{}` a second time", shortened(within(line, content, slip)));
        let hint = "merge the two, or remove one".to_owned();
        let allowed = "each key and each section once";
        return Some((slip.span.clone(), found, allowed, Some(hint)));
    }
    message.contains("recurs").then(|| {
        let found = "tables or lists nested more than 80 deep".to_owned();
        (
            slip.span.clone(),
            found,
            "the nesting of the template",
            None,
        )
    })
}

/// What the slip spans, as far as it is in its line.
fn within<'l>(line: &'l str, content: &Range<usize>, slip: &Slip) -> &'l str {
    let (from, to) = (slip.span.start, slip.span.end.min(content.end));
    let piece = line.get(from - content.start..to.saturating_sub(content.start));
    piece.unwrap_or_default().trim()
}

/// A value that should be a text, and is not one.
fn without_marks(line: &str, start: usize, slip: &Slip) -> Option<Said> {
    let message = slip.message.as_str();
    let kinds = [
        "datetime",
        "invalid date",
        "invalid time",
        "integer",
        "float",
        "number",
        "digit",
    ];
    let is_bare = message.starts_with("string values must be quoted")
        || kinds.iter().any(|kind| message.contains(kind));
    let range = bare_value(line, slip.span.start.saturating_sub(start))?;
    let value = &line[range.clone()];
    let span = start + range.start..start + range.end;
    if value.is_empty() && is_bare {
        let content = start..start + line.len();
        return Some((content, "a key without a value".to_owned(), PAIR, None));
    }
    let allowed = "texts, durations, rates and shares in quotation marks";
    if value.contains(CURLY) {
        let straight = value.replace(CURLY, "");
        let found = format!(
            "{} in quotation marks that are not straight",
            shortened(value)
        );
        let hint = format!("write \"{}\"", shortened(straight.trim()));
        return Some((span, found, "texts in straight quotation marks", Some(hint)));
    }
    if !is_bare || value.starts_with(['"', '\'']) {
        return None;
    }
    let shown = shortened(value);
    let found = format!("{shown} without quotation marks");
    let hint = suggestion::date(value)
        .or_else(|| suggestion::is_no_day(value).then(|| suggestion::NO_SUCH_TIME.to_owned()))
        .or_else(|| suggestion::rate(value))
        .or_else(|| suggestion::duration(value))
        .or_else(|| suggestion::share(value))
        .unwrap_or_else(|| format!("write \"{shown}\""));
    Some((span, found, allowed, Some(hint)))
}

/// A text that does not end, or with a sign in it that cannot be.
fn of_a_text(line: &str, content: &Range<usize>, slip: &Slip) -> Option<Said> {
    let message = slip.message.as_str();
    let is_text = message.starts_with("invalid basic string")
        || message.starts_with("invalid literal string");
    is_text.then(|| {
        let found = "a text without its closing quotation mark, or with a single \\".to_owned();
        let hint = if line.contains('\\') {
            "write \\ as \\\\, or a path with /"
        } else {
            "close the text with a quotation mark"
        };
        let allowed = "a text between quotation marks";
        (content.clone(), found, allowed, Some(hint.to_owned()))
    })
}

/// The value around an offset of a line that stands between signs of TOML, outside of texts.
fn bare_value(line: &str, at: usize) -> Option<Range<usize>> {
    let bare = without_texts(line);
    let at = at.min(bare.len());
    let equals = bare.find('=')?;
    let is_alone = !bare[equals + 1..].trim_start().starts_with(['[', '{']);
    let (from, to) = if is_alone {
        let end = bare[equals..]
            .find('#')
            .map_or(bare.len(), |end| equals + end);
        (equals + 1, end)
    } else {
        let from = bare.get(..at)?.rfind(['=', ',', '[', '{', '('])? + 1;
        let end = bare[from..].find([',', ']', '}', '#']);
        (from, end.map_or(bare.len(), |end| from + end))
    };
    let piece = &line[from..to];
    let from = from + piece.len() - piece.trim_start().len();
    Some(from..from + piece.trim().len())
}

/// A line in which everything inside quotation marks is blank, at the same length.
fn without_texts(line: &str) -> String {
    let mut quote = None;
    let mut bare = String::with_capacity(line.len());
    for c in line.chars() {
        let is_mark = matches!(c, '"' | '\'');
        if quote.is_some() && !is_mark {
            bare.extend(std::iter::repeat_n(' ', c.len_utf8()));
            continue;
        }
        match quote {
            None if is_mark => quote = Some(c),
            Some(open) if open == c => quote = None,
            _ => {}
        }
        bare.push(c);
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_comma_is_told_from_the_comma_of_a_list() {
        let is_one = |line: &str| decimal_comma(line, 0).map(|(span, ..)| line[span].to_owned());
        assert_eq!(is_one("cv = 1,2").as_deref(), Some("1,2"));
        assert_eq!(
            is_one("talk = { mean = \"5min\", cv = 1,2 }").as_deref(),
            Some("1,2")
        );
        assert_eq!(
            is_one("talk = { cv = -0,8, law = \"gamma\" }").as_deref(),
            Some("-0,8")
        );
        for line in [
            "list = [1,2]",
            "{ stages = 3, mean = \"5min\" }",
            "text = \"cv = 1,2\"",
            "x = 3",
            "x = { a = 1,2 = 3 }",
        ] {
            assert_eq!(is_one(line), None, "{line}");
        }
    }

    #[test]
    fn a_value_is_taken_whole() {
        let value = |line: &str, at: usize| line[bare_value(line, at).unwrap()].to_owned();
        assert_eq!(value("horizon = 1 day # long", 10), "1 day");
        assert_eq!(value("a = { b = \"x, y\", c = 5 min }", 24), "5 min");
        assert_eq!(value("a = [ front, back ]", 7), "front");
    }
}
