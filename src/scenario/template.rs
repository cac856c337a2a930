//! A scenario to start from, with every key that there is.

use std::fmt::Write;

use super::catalogue::SECTIONS;
use super::key::{Key, SectionKeys, Shown};

/// The names that stand for the user's own in the template.
const NAMES: [(&str, &str); 11] = [
    ("queue.*", "queue.hotline"),
    ("overflow.*", "overflow.crowded"),
    ("contact_type.*", "contact_type.calls"),
    ("by_group.*", "by_group.front"),
    ("reason.*", "reason.any"),
    ("self_service.*", "self_service.bot"),
    ("special_day.*", "special_day.holiday"),
    ("skill_group.*", "skill_group.front"),
    ("incident.*", "incident.outage"),
    ("channel.*", "channel.chat"),
    ("variant.*", "variant.five-more"),
];

/// The longest comment line.
const WIDTH: usize = 100;

/// The top of the template: the question, and how to read the rest.
const OPENING: &str = "\
# How long will our customers wait, and how many of them will we answer in time?
#
# A scenario with every key that there is. Change what differs, remove what you do not need: most keys
# may be missing. A line like `#key = value`, without a space, is another way to write a key: take
# the `#` away and remove the line that it stands for.
#
# Durations, rates and shares carry their unit: \"20s\", \"6m30s\", \"15min\", \"1.5h\", \"2 days\"; \"100/h\",
# \"3.5/min\"; \"80%\". Paths go from the folder of this file.
";

/// The text of a scenario with every key that the reader knows, each with what it means.
///
/// It loads and runs as it is, without any other file.
pub fn template() -> String {
    let mut text = OPENING.to_owned();
    for section in SECTIONS {
        // Keys that stand inside a value are shown there.
        if section.keys.iter().any(|key| key.shown != Shown::Section) {
            write_section(&mut text, section);
        }
    }
    text
}

/// A section with all keys that it shows.
fn write_section(text: &mut String, section: &SectionKeys) {
    text.push('\n');
    if !section.about.is_empty() {
        comment(text, section.about);
    }
    if !section.path.is_empty() {
        let is_active = |key: &Key| key.shown == Shown::Active;
        let all_comments = !section.keys.iter().any(is_active);
        let mark = if all_comments { "#" } else { "" };
        line(text, mark, &format!("[{}]", named(section.path)));
    }
    for key in section
        .keys
        .iter()
        .filter(|key| key.shown != Shown::Section)
    {
        write_key(text, key);
    }
}

/// A key with what it means, and its other forms.
fn write_key(text: &mut String, key: &Key) {
    match key.default {
        Some(default) => comment(text, &format!("{}; missing: {default}", key.about)),
        None => comment(text, key.about),
    }
    let mark = if key.shown == Shown::Comment { "#" } else { "" };
    line(text, mark, &format!("{} = {}", key.name, key.example));
    for other in key.others {
        line(text, "#", &format!("{} = {other}", key.name));
    }
}

/// A line of TOML, perhaps as a comment.
fn line(text: &mut String, mark: &str, rest: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{mark}{rest}");
}

/// A comment, broken between words.
fn comment(text: &mut String, words: &str) {
    let mut width = 0;
    for word in words.split(' ') {
        let length = word.chars().count() + 1;
        if width == 0 || width + length > WIDTH {
            text.push_str(if width == 0 { "#" } else { "\n#" });
            width = 1;
        }
        text.push(' ');
        text.push_str(word);
        width += length;
    }
    text.push('\n');
}

/// A section's path with the template's names in it.
fn named(path: &str) -> String {
    NAMES.iter().fold(path.to_owned(), |path, (pattern, name)| {
        path.replace(pattern, name)
    })
}

#[cfg(test)]
mod tests;
