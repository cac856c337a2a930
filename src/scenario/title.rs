//! Titles: what parts are called before people, in one language or two.

use super::catalogue;
use super::reader::{Fault, Reader};
use super::section::Section;
use super::toml_tree::{Item, Value, shortened};
use super::value::text_of;
use crate::model::{Language, Title};

/// The most characters of a title.
const MOST: usize = 120;

/// The title of a section, if it has one: a text for both languages, or one for each of them.
pub(crate) fn of(reader: &mut Reader, section: &Section<'_>) -> Option<Title> {
    let item = section.item("title")?;
    let path = section.path_of("title");
    let Value::Table(table) = &item.value else {
        return words(reader, &path, item).map(Title::same);
    };
    let inner = Section::over(&catalogue::TITLE, path.clone(), item.place.clone(), table);
    inner.refuse_unknown(reader, |key| catalogue::TITLE.get(key).is_some());
    let mut of_language =
        |key: &str| -> Option<String> { words(reader, &inner.path_of(key), inner.item(key)?) };
    let (en, zh) = (of_language("en"), of_language("zh"));
    match (en, zh) {
        (Some(en), Some(zh)) => Some(Title { en, zh }),
        (Some(one), None) | (None, Some(one)) => Some(Title::same(one)),
        (None, None) => {
            if table.entries.is_empty() {
                let fault = Fault::new("a title without words", "en, zh or both")
                    .hint("write, say, `title = \"The hotline\"`");
                reader.refuse(&item.place, &path, fault);
            }
            None
        }
    }
}

/// The language that results are told in; English where none is written.
pub(crate) fn language(reader: &mut Reader, root: &Section<'_>) -> Language {
    let Some(item) = root.item("language") else {
        return Language::default();
    };
    let Some(text) = text_of(reader, "language", item) else {
        return Language::default();
    };
    if let Some(known) = Language::ALL.into_iter().find(|known| known.code() == text) {
        return known;
    }
    let codes = Language::ALL.map(Language::code);
    let fault = Fault::new(
        format!("\"{}\"", shortened(text)),
        format!("one of {}", codes.join(", ")),
    );
    let meant = match text.to_lowercase().as_str() {
        "english" | "englisch" | "eng" | "en-gb" | "en-us" | "英文" | "英语" => Some("en"),
        "chinese" | "cn" | "chi" | "zho" | "zh-cn" | "zh-hans" | "中文" | "简体中文" => {
            Some("zh")
        }
        _ => None,
    };
    let fault = fault.maybe(meant.map(|code| format!("write \"{code}\"")));
    reader.refuse(&item.place, "language", fault);
    Language::default()
}

/// Words that fit into a heading.
fn words(reader: &mut Reader, path: &str, item: &Item) -> Option<String> {
    let text = text_of(reader, path, item)?;
    let fits = !text.trim().is_empty()
        && text.trim() == text
        && text.chars().count() <= MOST
        && !text.chars().any(char::is_control);
    if fits {
        return Some(text.to_owned());
    }
    let fault = Fault::new(
        format!("the title \"{}\"", shortened(text)),
        format!("1 to {MOST} characters, no line breaks, no space at either end"),
    )
    .hint("choose a title that fits above a chart");
    reader.refuse(&item.place, path, fault);
    None
}
