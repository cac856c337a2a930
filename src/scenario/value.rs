//! Values of a scenario: quantities, counts, switches, words and names.
//!
//! Each function returns `None` when the key is missing or when it has noted a problem.

use super::problem::Place;
use super::reader::{Fault, Reader, did_you_mean, listed};
use super::section::Section;
use super::toml_tree::{Item, Value, shortened};
use crate::units::quantity_text::{self, NotAQuantity};
use crate::units::{PerHour, Share, Span};

/// A kind of quantity: how it is read, and what is said when it is not.
struct Kind<T: 'static> {
    read: fn(&str) -> Result<T, NotAQuantity>,
    allowed: &'static str,
    /// The readings that a number without a unit could have had.
    readings: fn(&str) -> String,
}

/// Lengths of time.
const DURATION: Kind<Span> = Kind {
    read: quantity_text::read_duration,
    allowed: "a duration with its unit: \"250ms\", \"90s\", \"6m30s\", \"15min\", \"1.5h\", \"2 days\"",
    readings: |number| format!("write \"{number}s\" or \"{number}min\""),
};

/// Rates of arrival.
const RATE: Kind<PerHour> = Kind {
    read: quantity_text::read_rate,
    allowed: "a rate with its unit: \"100/h\", \"3.5/min\", \"0.2/s\", \"1000/day\"",
    readings: |number| format!("write \"{number}/h\" or \"{number}/day\""),
};

/// Parts of a whole.
const SHARE: Kind<Share> = Kind {
    read: quantity_text::read_share,
    allowed: "a share from \"0%\" to \"100%\"",
    readings: share_readings,
};

/// 0.8 may have meant 80 % or 0.8 %; 80 can only have meant 80 %.
fn share_readings(number: &str) -> String {
    match number.parse::<f64>() {
        Ok(value) if value <= 1.0 => {
            let share = Share::new(value).unwrap_or_default();
            let percent = quantity_text::write_share(share);
            format!("write \"{percent}\" or \"{number}%\"")
        }
        _ => format!("write \"{number}%\""),
    }
}

/// The quantity that a value is; reports bare numbers with both readings.
fn quantity<T>(reader: &mut Reader, path: &str, item: &Item, kind: &Kind<T>) -> Option<T> {
    let fault = match &item.value {
        Value::Text(text) => match (kind.read)(text) {
            Ok(quantity) => return Some(quantity),
            Err(NotAQuantity::NoUnit) => Fault::new(
                format!("\"{}\" without a unit", shortened(text)),
                kind.allowed,
            )
            .hint((kind.readings)(shortened(text.trim()).as_str())),
            Err(reason) => refused_text(text, &reason, kind.allowed),
        },
        Value::Integer(text, _) | Value::Float(text, _) => {
            let fault = Fault::new(item.describe(), kind.allowed);
            if text.starts_with(|c: char| c.is_ascii_digit()) && text.len() <= 20 {
                fault.hint((kind.readings)(text))
            } else {
                fault
            }
        }
        _ => Fault::new(item.describe(), kind.allowed),
    };
    reader.refuse(&item.place, path, fault);
    None
}

/// What is said of a text that is no quantity.
fn refused_text(text: &str, reason: &NotAQuantity, allowed: &str) -> Fault {
    let fault = Fault::new(format!("\"{}\": {reason}", shortened(text)), allowed);
    match reason {
        NotAQuantity::UnknownUnit(unit) => {
            let hint = match unit.to_lowercase().trim_start_matches('/') {
                "minute" | "minutes" | "mins" => Some("the unit of minutes is `min`"),
                "second" | "seconds" | "secs" => Some("the unit of seconds is `s`"),
                "hour" | "hours" | "hr" | "hrs" => Some("the unit of hours is `h`"),
                "week" | "weeks" | "w" => Some("a week is 7 days"),
                "percent" | "pct" => Some("the sign of percent is `%`"),
                _ => None,
            };
            fault.maybe(hint.map(str::to_owned))
        }
        NotAQuantity::NotANumber(number) if number.contains(',') => {
            fault.hint("write the decimals after a point")
        }
        _ => fault,
    }
}

/// The duration that a value is.
pub(crate) fn duration_of(reader: &mut Reader, path: &str, item: &Item) -> Option<Span> {
    quantity(reader, path, item, &DURATION)
}

/// The share that a value is.
pub(crate) fn share_of(reader: &mut Reader, path: &str, item: &Item) -> Option<Share> {
    quantity(reader, path, item, &SHARE)
}

/// The rate that a value is.
pub(crate) fn rate_of(reader: &mut Reader, path: &str, item: &Item) -> Option<PerHour> {
    quantity(reader, path, item, &RATE)
}

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
        let found = item.describe().replace("bare number", "number");
        let allowed = format!(
            "a whole number from {} to {}",
            grouped(least),
            grouped(most)
        );
        let fault = match &item.value {
            Value::Integer(_, Some(value)) => match u64::try_from(*value) {
                Ok(value) if (least..=most).contains(&value) => return Some(value),
                _ => Fault::new(found, allowed),
            },
            Value::Text(text) if text.parse::<u64>().is_ok() => {
                Fault::new(found, allowed).hint(format!("write {text} without quotation marks"))
            }
            _ => Fault::new(found, allowed),
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
        let value = match &item.value {
            Value::Integer(text, _) => text.parse().unwrap_or(f64::NAN),
            Value::Float(_, value) => *value,
            _ => f64::NAN,
        };
        if value.is_finite() && value > 0.0 {
            return Some(value);
        }
        let found = item.describe().replace("bare number", "number");
        let fault = Fault::new(found, allowed);
        let fault = match &item.value {
            Value::Text(text) if text.parse::<f64>().is_ok() => {
                fault.hint(format!("write {text} without quotation marks"))
            }
            _ => fault,
        };
        reader.refuse(&item.place, &self.path_of(name), fault);
        None
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
