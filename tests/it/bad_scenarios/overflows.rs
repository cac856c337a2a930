//! What is wrong with an overflow is shown at its key, in whatever form it is written.

use super::SOUND;
use super::variants::problems_of;

/// What an overflow says; the key to blame, and part of what is found.
#[rustfmt::skip]
const MISTAKES: &[[&str; 3]] = &[
    ["line_above = 9; to_group = \"bakc\"", "to_group", "there is no skill group \"bakc\""],
    ["line_above = 9; to_group = 2", "to_group", "the bare number 2"],
    ["line_above = 9; to_group = \"other\"", "to_group", "does not serve \"calls\""],
    ["line_above = 9; to_type = \"call\"", "to_type", "there is no contact type \"call\""],
    ["line_above = 9; to_type = \"calls\"", "to_type", "overflows in a circle: calls → calls"],
    ["line_above = 9; to = \"callback\"", "to", "a callback, which the queue does not know"],
    ["line_above = 9; to = \"agent\"", "to", "\"agent\""],
    ["line_above = 9; to = \"callback\"; to_group = \"back\"", "to_group", "both `to` and `to_group`"],
    ["line_above = 9; to_grup = \"back\"", "to_grup", "unknown key `to_grup`"],
    ["line_above = -1; to_group = \"back\"", "line_above", "the number -1"],
    ["line_above = \"9\"; to_group = \"back\"", "line_above", "the text \"9\""],
    ["line_above = 9; after = \"1min\"; to_group = \"back\"", "after", "both `line_above` and `after`"],
    ["oldest_above = 90; to_group = \"back\"", "oldest_above", "the bare number 90"],
    ["expected_above = \"soon\"; to_group = \"back\"", "expected_above", "\"soon\""],
    ["after = \"0s\"; to_group = \"back\"", "after", "no time at all"],
];

/// The overflow as a section, as keys with dots, and as changes of a variant.
fn forms(overflow: &str) -> [String; 3] {
    let keys: Vec<&str> = overflow.split("; ").collect();
    let under = |path: &str| format!("{path}{}\n", keys.join(&format!("\n{path}")));
    let (dotted, changed) = (
        under("overflow.long."),
        under("queue.hotline.overflow.long."),
    );
    let section = format!("[queue.hotline.overflow.long]\n{}\n", keys.join("\n"));
    let other = "[skill_group.other]\nserves = [\"mail\"]\nagents = 1\n[contact_type.mail]\n\
                 queue = \"hotline\"\ngroups = [\"front\", \"back\", \"other\"]\ndemand.rate = \"1/h\"\n\
                 talk = { law = \"exponential\", mean = \"5min\" }\n";
    let sound = SOUND.replace("serves = [\"calls\"]", "serves = [\"calls\", \"mail\"]");
    [
        format!("{sound}{section}"),
        sound.replace("[queue.hotline]\n", &format!("[queue.hotline]\n{dotted}")),
        format!("{sound}[variant.other.change]\n{changed}"),
    ]
    .map(|text| format!("{text}{other}"))
}

#[test]
fn mistakes_of_an_overflow_stand_at_its_keys() {
    for [overflow, key, found] in MISTAKES {
        for text in forms(overflow) {
            let problems = problems_of(&text, &[], &[]);
            let all: Vec<_> = problems.iter().collect();
            assert_eq!(all.len(), 1, "{overflow}: {problems}");
            assert!(all[0].found.contains(found), "{overflow}: {problems}");
            let (line, _) = all[0].place.line_and_column();
            let shown = text.lines().zip(1..).find(|(_, number)| *number == line);
            let (shown, _) = shown.unwrap();
            let path = format!("overflow.long.{key}");
            let written = shown.trim_start_matches("queue.hotline.");
            let written = written.trim_start_matches("overflow.long.");
            assert!(all[0].key.ends_with(&path), "{overflow}: {problems}");
            assert!(written.starts_with(&format!("{key} =")), "{problems}");
        }
    }
}
