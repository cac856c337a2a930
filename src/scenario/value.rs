//! Values of a scenario: counts, numbers, switches, words, names, and the quantities of keys.
//!
//! Each function returns `None` when the key is missing or when it has noted a problem.

use super::plain_number::hinted_number;
use super::problem::Place;
use super::quantity::{duration_of, rate_of, share_of};
use super::reader::{Fault, Reader, did_you_mean, listed};
use super::section::Section;
use super::suggestion;
use super::toml_tree::{Item, Value, shortened};
use crate::units::{PerHour, Share, Span, number};

/// The text that a value is.
pub(crate) fn text_of<'t>(reader: &mut Reader, path: &str, item: &'t Item) -> Option<&'t str> {
    if let Value::Text(text) = &item.value {
        return Some(text);
    }
    let fault = Fault::new(item.describe(), "a text");
    let written = item.place.source.text.get(item.place.span.clone());
    let fault = match (&item.value, written) {
        (
            Value::Integer(..) | Value::Float(..) | Value::Moment(_) | Value::Switch(_),
            Some(text),
        ) => fault.hint(format!("write \"{}\"", shortened(text))),
        _ => fault,
    };
    reader.refuse(&item.place, path, fault);
    None
}

/// The list that a value is.
pub(crate) fn list_of<'t>(
    reader: &mut Reader,
    path: &str,
    item: &'t Item,
    most: usize,
    of: &str,
) -> Option<&'t [Item]> {
    let fault = match &item.value {
        Value::List(items) if items.len() <= most => return Some(items),
        Value::List(items) => Fault::new(
            format!("{} entries", items.len()),
            format!("at most {most}"),
        ),
        _ => {
            let fault = Fault::new(item.describe(), format!("a list of {of}"));
            match &item.value {
                Value::Text(text) => fault.hint(format!("write [\"{}\"]", shortened(text))),
                _ => fault,
            }
        }
    };
    reader.refuse(&item.place, path, fault);
    None
}

impl<'t> Section<'t> {
    /// The duration of a key.
    pub(crate) fn duration(&self, reader: &mut Reader, name: &str) -> Option<Span> {
        duration_of(reader, &self.path_of(name), self.item(name)?)
    }

    /// The share of a key.
    pub(crate) fn share(&self, reader: &mut Reader, name: &str) -> Option<Share> {
        share_of(reader, &self.path_of(name), self.item(name)?)
    }

    /// The rate of a key.
    pub(crate) fn rate(&self, reader: &mut Reader, name: &str) -> Option<PerHour> {
        rate_of(reader, &self.path_of(name), self.item(name)?)
    }

    /// The text of a key.
    pub(crate) fn text(&self, reader: &mut Reader, name: &str) -> Option<&'t str> {
        text_of(reader, &self.path_of(name), self.item(name)?)
    }

    /// The text of a key that may be missing; `None` only if what is there is no text.
    #[expect(
        clippy::option_option,
        reason = "what is missing and what is wrong are told apart, and `?` passes on the latter"
    )]
    pub(crate) fn optional_text(&self, reader: &mut Reader, name: &str) -> Option<Option<&'t str>> {
        match self.item(name) {
            Some(_) => self.text(reader, name).map(Some),
            None => Some(None),
        }
    }

    /// The switch of a key.
    pub(crate) fn switch(&self, reader: &mut Reader, name: &str) -> Option<bool> {
        let item = self.item(name)?;
        if let Value::Switch(on) = item.value {
            return Some(on);
        }
        let fault = Fault::new(item.describe(), "true or false");
        let fault = match &item.value {
            Value::Text(text) if text == "true" || text == "false" => {
                fault.hint(format!("write {text} without quotation marks"))
            }
            _ => fault,
        };
        reader.refuse(&item.place, &self.path_of(name), fault);
        None
    }

    /// The whole number of a key, within a range.
    pub(crate) fn count(
        &self,
        reader: &mut Reader,
        name: &str,
        (least, most): (u64, u64),
    ) -> Option<u64> {
        let item = self.item(name)?;
        let found = item.describe_plain();
        let allowed = format!(
            "a whole number from {} to {}",
            grouped(least),
            grouped(most)
        );
        let fault = match &item.value {
            Value::Integer(_, Some(value)) => match u64::try_from(*value) {
                Ok(value) if (least..=most).contains(&value) => return Some(value),
                _ => Fault::new(found, allowed).maybe(whole_number(&item.value, (least, most))),
            },
            value => Fault::new(found, allowed).maybe(whole_number(value, (least, most))),
        };
        reader.refuse(&item.place, &self.path_of(name), fault);
        None
    }

    /// The same, in 32 bits.
    pub(crate) fn small_count(
        &self,
        reader: &mut Reader,
        name: &str,
        (least, most): (u32, u32),
    ) -> Option<u32> {
        let value = self.count(reader, name, (u64::from(least), u64::from(most)))?;
        u32::try_from(value).ok()
    }

    /// The number without a unit of a key, above zero.
    pub(crate) fn number(&self, reader: &mut Reader, name: &str, allowed: &str) -> Option<f64> {
        let item = self.item(name)?;
        let path = self.path_of(name);
        let fits = |value: f64| value.is_finite() && value > 0.0;
        hinted_number(reader, &path, item, allowed, fits, |value| match value {
            Value::Text(text) => bare_number(text),
            _ => (value.as_number().filter(|number| *number < 0.0))
                .map(|number| format!("write {} without the sign", -number)),
        })
    }

    /// Which of some words a key is.
    pub(crate) fn word<T: Copy>(
        &self,
        reader: &mut Reader,
        name: &str,
        words: &[(&str, T)],
    ) -> Option<T> {
        let item = self.item(name)?;
        let path = self.path_of(name);
        let text = text_of(reader, &path, item)?;
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*meaning);
        }
        let names = || words.iter().map(|(word, _)| *word);
        let fault = Fault::new(
            format!("\"{}\"", shortened(text)),
            format!("one of {}", listed(names())),
        )
        .maybe(did_you_mean(text, names()));
        reader.refuse(&item.place, &path, fault);
        None
    }

    /// The texts of a key that holds a list, each with its place.
    pub(crate) fn texts(
        &self,
        reader: &mut Reader,
        name: &str,
        most: usize,
        of: &str,
    ) -> Option<Vec<(&'t str, &'t Place)>> {
        let item = self.item(name)?;
        let path = self.path_of(name);
        let mut texts = Vec::new();
        let mut sound = true;
        for (i, entry) in list_of(reader, &path, item, most, of)?.iter().enumerate() {
            match text_of(reader, &format!("{path}.{}", i + 1), entry) {
                Some(text) => texts.push((text, &entry.place)),
                None => sound = false,
            }
        }
        sound.then_some(texts)
    }
}

/// The whole number that a value was probably meant to be.
fn whole_number(value: &Value, (least, most): (u64, u64)) -> Option<String> {
    let within = |value: u64| (least..=most).contains(&value);
    match value {
        Value::Text(text) => {
            let digits: String = text
                .trim()
                .chars()
                .take_while(char::is_ascii_digit)
                .collect();
            let rest = text.trim()[digits.len()..].trim_start();
            let is_word = rest.chars().all(char::is_alphabetic);
            let number = digits
                .parse()
                .ok()
                .filter(|number| is_word && within(*number))?;
            Some(format!("write {number} without quotation marks"))
        }
        Value::Integer(_, Some(negative @ ..0)) => {
            let number = negative.unsigned_abs();
            within(number).then(|| format!("write {number} without the sign"))
        }
        Value::Integer(_, Some(value)) if value.unsigned_abs() < least => {
            Some(format!("write {least}"))
        }
        Value::Integer(..) => Some(format!("write {most} or less")),
        Value::Float(_, float) if *float >= 0.0 => {
            let below = number::floor(*float);
            let choices = [below, below.saturating_add(1)];
            let is_whole = number::float(below).total_cmp(float).is_eq();
            let choices = if is_whole {
                &choices[..1]
            } else {
                &choices[..]
            };
            let shown: Vec<String> = choices
                .iter()
                .filter(|number| within(**number))
                .map(u64::to_string)
                .collect();
            (!shown.is_empty()).then(|| format!("write {}", shown.join(" or ")))
        }
        _ => None,
    }
}

/// The number that a text was probably meant to be.
fn bare_number(text: &str) -> Option<String> {
    let (digits, is_percent) = match text.trim().strip_suffix('%') {
        Some(percent) => (percent.trim_end(), true),
        None => (text.trim(), false),
    };
    let plain = suggestion::without_separators(digits)?;
    let number: f64 = plain.parse().ok()?;
    if number <= 0.0 {
        None
    } else if is_percent {
        Some(format!("write {} without quotation marks", number / 100.0))
    } else {
        Some(format!("write {plain} without quotation marks"))
    }
}

/// A number with thousands apart.
pub(crate) fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
