//! How often something happens on average, as in "2/month".

use super::reader::{Fault, Reader};
use super::toml_tree::{Item, Value, shortened};
use crate::units::PerHour;

const ALLOWED: &str =
    "how often on average: \"1/h\", \"0.5/day\", \"1/week\", \"2/month\", \"6/year\"";

/// Units of time and their length in hours; a month is a twelfth of a year of 365 days.
const UNITS: [(&str, f64); 5] = [
    ("h", 1.0),
    ("day", 24.0),
    ("week", 7.0 * 24.0),
    ("month", 365.0 / 12.0 * 24.0),
    ("year", 365.0 * 24.0),
];

/// The frequency that a value says.
pub(crate) fn frequency_of(reader: &mut Reader, path: &str, item: &Item) -> Option<PerHour> {
    let fault = match &item.value {
        Value::Text(text) => {
            if let Some(rate) = frequency(text) {
                return Some(rate);
            }
            Fault::new(format!("the text \"{}\"", shortened(text)), ALLOWED).maybe(meant(text))
        }
        Value::Integer(number, _) | Value::Float(number, _) => {
            Fault::new(item.describe(), ALLOWED).maybe(meant(number))
        }
        _ => Fault::new(item.describe(), ALLOWED),
    };
    reader.refuse(&item.place, path, fault);
    None
}

fn frequency(text: &str) -> Option<PerHour> {
    let (amount, unit) = text.split_once('/')?;
    let (_, hours) = UNITS.iter().find(|(name, _)| *name == unit.trim())?;
    PerHour::new(amount_of(amount)? / hours)
}

/// A plain decimal number.
fn amount_of(text: &str) -> Option<f64> {
    let text = text.trim();
    let is_plain = text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || c == '.')
        && text.len() <= 20;
    is_plain.then(|| text.parse().ok()).flatten()
}

/// How a number without a unit of time, or with the plural of one, could be written.
fn meant(text: &str) -> Option<String> {
    let (amount, unit) = text.split_once('/').unwrap_or((text, ""));
    amount_of(amount)?;
    let amount = amount.trim();
    let unit = unit.trim().to_lowercase();
    let stem = unit.trim_end_matches('s').trim_end_matches("ly");
    let known = UNITS.iter().map(|(name, _)| *name);
    let unit = match stem {
        "hour" | "hr" => Some("h"),
        "d" | "dai" => Some("day"),
        "w" | "wk" => Some("week"),
        "mo" | "mon" => Some("month"),
        "y" | "yr" | "a" => Some("year"),
        stem => known.into_iter().find(|name| *name == stem),
    };
    Some(match unit {
        Some(unit) => format!("write \"{amount}/{unit}\""),
        None => format!("write \"{amount}/week\" or \"{amount}/month\""),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequencies_are_numbers_over_times() {
        let day = |text: &str| frequency(text).unwrap().as_f64() * 24.0;
        assert!((day("0.5/day") - 0.5).abs() < 1e-12);
        assert!((day("1 / h") - 24.0).abs() < 1e-12);
        assert!((day("7/week") - 1.0).abs() < 1e-12);
        assert!((day("73/year") - 0.2).abs() < 1e-12);
        assert!((day("2/month") * 365.0 - 24.0).abs() < 1e-9);
        for text in [
            "", "2", "2/", "-1/day", "1e9/day", "many/day", "2/decade", "/day",
        ] {
            assert_eq!(frequency(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_none_is_told_how_to_be_one() {
        assert_eq!(meant("2").unwrap(), "write \"2/week\" or \"2/month\"");
        assert_eq!(meant("2/months").unwrap(), "write \"2/month\"");
        assert_eq!(meant("1/hour").unwrap(), "write \"1/h\"");
        assert_eq!(meant("often"), None);
    }
}
