//! Paths of keys, written as a text: `skill_group."the front".plan`.

use std::sync::Arc;

use super::problem::{Problems, Source};
use super::toml_tree::{self, Value};

/// The parts of a path; `None` if it is no path.
pub(crate) fn parts(path: &str) -> Option<Vec<String>> {
    let line = format!("{path}=0");
    if path.contains(['\n', '\r']) || !toml_tree::is_sound(&line) {
        return None;
    }
    let source = Arc::new(Source::new("path".to_owned(), line));
    let mut table = toml_tree::read(&source, &mut Problems::default());
    let mut parts = Vec::new();
    loop {
        let entry = table.entries.pop().filter(|_| table.entries.is_empty())?;
        parts.push(entry.key);
        match entry.item.value {
            Value::Table(inner) => table = inner,
            // What ends the path is our own value, and no other that the text holds.
            _ => return (entry.item.place.span.start == path.len() + 1).then_some(parts),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_what_toml_takes_for_one() {
        let of = |path: &str| parts(path).map(|parts| parts.join("|"));
        assert_eq!(
            of("queue.hotline.target").as_deref(),
            Some("queue|hotline|target")
        );
        assert_eq!(
            of("queue . \"the hotline\"").as_deref(),
            Some("queue|the hotline")
        );
        for path in [
            "",
            "queue.",
            ".queue",
            "a=1#",
            "a={b=1}",
            "queue the",
            "a\nb",
            "[queue]",
        ] {
            assert_eq!(of(path), None, "{path}");
        }
    }
}
