//! Values of a scenario: quantities, counts, switches, words and names.
//!
//! Each function returns `None` when the key is missing or when it has noted a problem.

use super::problem::Place;
use super::reader::{Fault, Reader, did_you_mean, listed};
use super::section::Section;
use super::suggestion;
use super::toml_tree::{Item, Value, shortened};
use crate::units::quantity_text::{self, NotAQuantity};
use crate::units::{PerHour, Share, Span, number};

/// A kind of quantity: how it is read, and what is said when it is not.
struct Kind<T: 'static> {
    read: fn(&str) -> Result<T, NotAQuantity>,
    allowed: &'static str,
    /// The readings that a number without a unit could have had, as texts.
    readings: fn(&str) -> Vec<String>,
    /// What a text in another form was probably meant to be.
    suggest: fn(&str) -> Option<String>,
    /// A quantity that is right anywhere.
    example: &'static str,
}

impl<T> Kind<T> {
    /// The readings of a number that can be read: `write "20s" or "20min"`.
    fn reading(&self, number: &str) -> Option<String> {
        let number = number.trim_start_matches('-');
        let readings: Vec<String> = (self.readings)(number)
            .into_iter()
            .filter(|reading| (self.read)(reading).is_ok())
            .map(|reading| format!("\"{reading}\""))
            .collect();
        (!readings.is_empty()).then(|| format!("write {}", readings.join(" or ")))
    }

    /// A way out where nobody knows what was meant.
    fn say(&self) -> String {
        format!("write, say, \"{}\"", self.example)
    }
}

/// Lengths of time.
const DURATION: Kind<Span> = Kind {
    read: quantity_text::read_duration,
    allowed: "a duration with its unit: \"250ms\", \"90s\", \"6m30s\", \"15min\", \"1.5h\", \"2 days\"",
    readings: |number| vec![format!("{number}s"), format!("{number}min")],
    suggest: suggestion::duration,
    example: "90s",
};

/// Rates of arrival.
const RATE: Kind<PerHour> = Kind {
    read: quantity_text::read_rate,
    allowed: "a rate with its unit: \"100/h\", \"3.5/min\", \"0.2/s\", \"1000/day\"",
    readings: |number| vec![format!("{number}/h"), format!("{number}/day")],
    suggest: suggestion::rate,
    example: "100/h",
};

/// Parts of a whole.
const SHARE: Kind<Share> = Kind {
    read: quantity_text::read_share,
    allowed: "a share from \"0%\" to \"100%\"",
    readings: share_readings,
    suggest: suggestion::share,
    example: "80%",
};

/// 0.8 may have meant 80 % or 0.8 %; 80 can only have meant 80 %.
fn share_readings(number: &str) -> Vec<String> {
    let as_part = number
        .parse::<f64>()
        .ok()
        .and_then(|value| Share::new(value).ok());
    let percent = as_part.map(quantity_text::write_share);
    percent.into_iter().chain([format!("{number}%")]).collect()
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
            .hint(kind.reading(text.trim()).unwrap_or_else(|| kind.say())),
            Err(reason) => refused_text(text, &reason, kind),
        },
        Value::Integer(text, _) | Value::Float(text, _) if text.len() <= 20 => {
            Fault::new(item.describe(), kind.allowed)
                .hint(kind.reading(text).unwrap_or_else(|| kind.say()))
        }
        _ => Fault::new(item.describe(), kind.allowed).hint(kind.say()),
    };
    reader.refuse(&item.place, path, fault);
    None
}

/// What is said of a text that is no quantity.
fn refused_text<T>(text: &str, reason: &NotAQuantity, kind: &Kind<T>) -> Fault {
    let fault = Fault::new(format!("\"{}\": {reason}", shortened(text)), kind.allowed);
    let hint = (kind.suggest)(text).unwrap_or_else(|| match reason {
        NotAQuantity::TooLarge(_) => "look at the number and its unit".to_owned(),
        _ => kind.say(),
    });
    match reason {
        NotAQuantity::NotANumber(number) if number.contains(',') => {
            fault.hint(format!("{hint}: decimals stand after a point"))
        }
        _ => fault.hint(hint),
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

/// The durations that a number may have meant.
pub(crate) fn durations_of(item: &Item) -> Option<Vec<String>> {
    let (Value::Integer(text, _) | Value::Float(text, _)) = &item.value else {
        return None;
    };
    let readable = |duration: &String| (DURATION.read)(duration).is_ok();
    let durations: Vec<String> = (DURATION.readings)(text)
        .into_iter()
        .filter(readable)
        .collect();
    (!durations.is_empty()).then_some(durations)
}

/// The rates that a number, or a text in another form, may have meant.
pub(crate) fn rates_of(item: &Item) -> Option<Vec<String>> {
    let readable = |readings: Vec<String>| -> Vec<String> {
        readings
            .into_iter()
            .filter(|rate| (RATE.read)(rate).is_ok())
            .collect()
    };
    let rates = match &item.value {
        Value::Integer(text, _) | Value::Float(text, _) => readable((RATE.readings)(text)),
        Value::Text(text) if (RATE.read)(text).is_ok() => vec![text.clone()],
        _ => Vec::new(),
    };
    (!rates.is_empty()).then_some(rates)
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
            Value::Text(text) => fault.maybe(bare_number(text)),
            Value::Integer(..) | Value::Float(..) if value < 0.0 => {
                fault.hint(format!("write {} without the sign", -value))
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
    let plain = suggestion::plain_number(digits)?;
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
