//! Growth from day to day, as in "+5%/year".

use jiff::civil::Date;

use super::reader::{Fault, Reader};
use super::toml_tree::{Item, Value, shortened};
use crate::units::{Factor, number};

const ALLOWED: &str =
    "growth with its sign and its time: \"+5%/year\", \"-2%/month\", \"+0.5%/week\"";

/// Units of time and their length in days.
const UNITS: [(&str, f64); 4] = [
    ("year", 365.0),
    ("month", 365.0 / 12.0),
    ("week", 7.0),
    ("day", 1.0),
];

/// Growth that is compounded from day to day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Trend {
    /// How many times as much it is after `days` \[> 0\].
    times: f64,
    /// \[days\].
    days: f64,
    /// The day on which it is 1.
    from: Date,
}

impl Trend {
    /// The growth that a value says, from a date on.
    pub(crate) fn read(reader: &mut Reader, path: &str, item: &Item, from: Date) -> Option<Self> {
        let fault = match &item.value {
            Value::Text(text) => {
                if let Some((times, days)) = growth(text) {
                    return Some(Self { times, days, from });
                }
                let bare = text.trim().strip_suffix('%').map(str::trim);
                let bare = bare.filter(|bare| bare.parse::<f64>().is_ok());
                let hint = bare.map(|bare| format!("write \"{bare}%/year\" or \"{bare}%/month\""));
                Fault::new(format!("the text \"{}\"", shortened(text)), ALLOWED).maybe(hint)
            }
            Value::Integer(number, _) | Value::Float(number, _) if number.len() <= 20 => {
                Fault::new(item.describe(), ALLOWED)
                    .hint(format!("write \"{number}%/year\" or \"{number}%/month\""))
            }
            _ => Fault::new(item.describe(), ALLOWED),
        };
        reader.refuse(&item.place, path, fault);
        None
    }

    /// The factor on a day.
    pub(crate) fn on(&self, date: Date) -> Factor {
        let hours = date.duration_since(self.from).as_hours();
        let days = number::float_signed(i128::from(hours)) / 24.0;
        let times = libm::pow(self.times, days / self.days);
        Factor::new(times.min(f64::MAX)).unwrap_or_default()
    }
}

/// How many times as much after how many days.
fn growth(text: &str) -> Option<(f64, f64)> {
    let (amount, unit) = text.split_once('/')?;
    let (_, days) = UNITS.iter().find(|(name, _)| *name == unit.trim())?;
    let percent = amount
        .trim()
        .strip_suffix('%')?
        .trim()
        .replace('\u{2212}', "-");
    let digits = percent.strip_prefix(['+', '-']).unwrap_or(&percent);
    let is_plain = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let value: f64 = is_plain.then(|| percent.parse().ok()).flatten()?;
    let times = 1.0 + value / 100.0;
    (times > 0.0 && value <= 1_000.0).then_some((times, *days))
}

/// The date that a value is.
pub(crate) fn date_of(reader: &mut Reader, path: &str, item: &Item) -> Option<Date> {
    if let Value::Text(text) | Value::Moment(text) = &item.value
        && text.trim().len() == 10
        && let Ok(date) = text.trim().parse::<Date>()
        && (1900..=2200).contains(&date.year())
    {
        return Some(date);
    }
    let fault = Fault::new(item.describe(), "a date: \"2026-01-01\", from 1900 to 2200");
    reader.refuse(&item.place, path, fault);
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn growth_is_compounded_over_its_time() {
        let (times, days) = growth("+5%/year").unwrap();
        let trend = Trend {
            times,
            days,
            from: date(2026, 1, 1),
        };
        assert_eq!(trend.on(date(2026, 1, 1)), Factor::ONE);
        assert!((trend.on(date(2027, 1, 1)).as_f64() - 1.05).abs() < 1e-12);
        assert!((trend.on(date(2028, 1, 1)).as_f64() - 1.1025).abs() < 1e-12);
        assert!(trend.on(date(2025, 12, 31)).as_f64() < 1.0);
        assert_eq!(growth(" -2.5 % / week"), Some((0.975, 7.0)));
        for text in [
            "5%",
            "5/year",
            "+5%/decade",
            "-100%/year",
            "1e3%/day",
            "",
            "%/day",
        ] {
            assert_eq!(growth(text), None, "{text}");
        }
    }
}
