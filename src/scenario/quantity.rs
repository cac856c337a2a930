//! Quantities with their units: durations, shares and rates, and what is said of what is none.

use super::reader::{Fault, Reader};
use super::suggestion;
use super::toml_tree::{Item, Value, shortened};
use crate::units::quantity_text::{self, NotAQuantity};
use crate::units::{PerHour, Share, Span};

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
