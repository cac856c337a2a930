//! Days of the week as scenarios write them.

use jiff::civil::Weekday;

use super::reader::{Fault, Reader, did_you_mean};
use super::toml_tree::{Item, shortened};
use super::value::text_of;

/// Days of the week by their names in files, Monday first.
pub(crate) const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

/// The days that a key names, as places in the week; a range may pass Sunday.
pub(crate) fn days_named(key: &str) -> Option<Vec<usize>> {
    let place = |name: &str| DAYS.iter().position(|(day, _)| *day == name);
    let (first, last) = match key.split_once('-') {
        Some((first, last)) => (place(first)?, place(last)?),
        None => (place(key)?, place(key)?),
    };
    let count = (last + 7 - first) % 7 + 1;
    Some((0..count).map(|i| (first + i) % 7).collect())
}

/// What is said of a key that names no day.
pub(crate) fn no_day(key: &str) -> Fault {
    fault(
        key,
        "mon, tue, wed, thu, fri, sat, sun, or a range like mon-fri",
    )
}

/// The day that a value is.
pub(crate) fn day_of(reader: &mut Reader, path: &str, item: &Item) -> Option<Weekday> {
    let text = text_of(reader, path, item)?;
    let day = DAYS.iter().find(|(name, _)| *name == text);
    if day.is_none() {
        let fault = fault(text, "one of mon, tue, wed, thu, fri, sat, sun");
        reader.refuse(&item.place, path, fault);
    }
    day.map(|(_, day)| *day)
}

fn fault(key: &str, allowed: &str) -> Fault {
    let lower = key.to_lowercase();
    let hint = lower
        .get(..3)
        .filter(|short| days_named(short).is_some())
        .map(|short| format!("write `{short}`"))
        .or_else(|| did_you_mean(&lower, DAYS.iter().map(|(name, _)| *name)));
    Fault::new(format!("unknown day `{}`", shortened(key)), allowed).maybe(hint)
}

/// The place of a day in the week, Monday first [0..=6].
pub(crate) fn place_of(day: Weekday) -> usize {
    DAYS.iter()
        .position(|(_, named)| *named == day)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_a_range_may_pass_sunday() {
        assert_eq!(days_named("fri-mon"), Some(vec![4, 5, 6, 0]));
        assert_eq!(days_named("mon-fri"), Some(vec![0, 1, 2, 3, 4]));
        assert_eq!(days_named("monday"), None);
    }
}
