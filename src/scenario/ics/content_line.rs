//! Lines of an iCalendar file (RFC 5545, 3.1): unfolded, and cut into name, parameters and value.

use std::ops::Range;

/// A line longer than this, unfolded, is no calendar.
const LONGEST: usize = 1 << 16;

/// A line, unfolded: `NAME;PARAMETER=value:text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ContentLine {
    /// In capitals.
    pub(super) name: String,
    /// In capitals, with their values without quotation marks.
    pub(super) parameters: Vec<(String, String)>,
    /// As it is written.
    pub(super) value: String,
}

/// Unfolds a text: each line as it is meant, and the bytes at which it is written.
pub(super) fn unfolded(text: &str) -> impl Iterator<Item = (String, Range<usize>)> {
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    std::iter::from_fn(move || {
        let (mut line, mut span): (Option<String>, Range<usize>) = (None, at..at);
        while at < text.len() {
            let rest = &text[at..];
            let length = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
            let raw = rest[..length].trim_end_matches(['\n', '\r']);
            let folded = raw.strip_prefix([' ', '\t']);
            match (&mut line, folded) {
                (Some(line), Some(more)) if line.len() <= LONGEST => line.push_str(more),
                (Some(_), Some(_)) => {}
                (Some(_), None) => break,
                (None, _) if raw.trim().is_empty() => {}
                (None, _) => {
                    line = Some(raw.to_owned());
                    span.start = at;
                }
            }
            span.end = at + raw.len();
            at += length;
        }
        line.map(|line| (line, span))
    })
}

/// Cuts a line; what cannot be cut is said in a lower-case fragment.
pub(super) fn read(line: &str) -> Result<ContentLine, &'static str> {
    if line.len() > LONGEST {
        return Err("a line of more than 64 KiB");
    }
    if line.chars().any(|c| c.is_control() && c != '\t') {
        return Err("a control character");
    }
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let end = line.find([';', ':']).ok_or("a line without a colon")?;
    let (name, mut rest) = line.split_at(end);
    if !is_name(name) {
        return Err("a line that does not begin with the name of a property");
    }
    let mut parameters = Vec::new();
    while let Some(parameter) = rest.strip_prefix(';') {
        let (name, value) = parameter
            .split_once('=')
            .filter(|(name, _)| is_name(name))
            .ok_or("a parameter without its value")?;
        let mut is_quoted = false;
        let end = value
            .find(|c: char| {
                is_quoted ^= c == '"';
                !is_quoted && matches!(c, ';' | ':')
            })
            .ok_or("a line without a colon, or a quotation mark that is never closed")?;
        let (value, after) = value.split_at(end);
        parameters.push((name.to_ascii_uppercase(), value.replace('"', "")));
        rest = after;
    }
    Ok(ContentLine {
        name: name.to_ascii_uppercase(),
        parameters,
        value: rest.strip_prefix(':').unwrap_or(rest).to_owned(),
    })
}

/// Texts separated by commas, with their escapes (RFC 5545, 3.3.11) resolved; line breaks are blanks.
pub(super) fn texts(value: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut is_escaped = false;
    for c in value.chars() {
        let place = texts.len() - 1;
        match c {
            'n' | 'N' if is_escaped => texts[place].push(' '),
            _ if is_escaped => texts[place].push(c),
            '\\' => {
                is_escaped = true;
                continue;
            }
            ',' => texts.push(String::new()),
            _ => texts[place].push(c),
        }
        is_escaped = false;
    }
    texts.iter().map(|text| text.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_unfolded_and_keep_their_place() {
        let text = "BEGIN:X\r\nSUMMARY:one\r\n  two\r\n\tthree\r\n\r\nEND:X";
        let lines: Vec<(String, Range<usize>)> = unfolded(text).collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[1].0, "SUMMARY:one twothree");
        assert!(text[lines[1].1.clone()].starts_with("SUMMARY:one\r\n"));
        assert_eq!(&text[lines[2].1.clone()], "END:X");
        assert_eq!(unfolded("").count(), 0);
    }

    #[test]
    fn names_parameters_and_values_are_cut() {
        let line = read("dtstart;value=DATE;X-a=\"b:c;d\":20260217").unwrap();
        assert_eq!(line.name, "DTSTART");
        let parameters = [("VALUE", "DATE"), ("X-A", "b:c;d")];
        let parameters = parameters.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(line.parameters, parameters);
        assert_eq!(line.value, "20260217");
        for text in [
            "",
            "no colon",
            "A;B:c",
            "A;B=\"c:d",
            ":x",
            "A B:c",
            "A:\u{7}",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(texts("a\\, b,c\\nd\\\\"), ["a, b", "c d\\"]);
    }
}
