//! Reading "90s", "6m30s", "80%", "12/h"; writing them back.
//!
//! Numbers are plain decimals (`12`, `1.5`): no sign, no exponent, no separators. What is written is
//! read back as the same quantity.

use thiserror::Error;

use super::{PerHour, Share, Span, number};

/// The longest duration that is read: 3,660 days.
pub const LONGEST: Span = Span::DAY.saturating_mul(3_660);

/// The highest rate that is read, per hour.
pub const HIGHEST_PER_HOUR: f64 = 100_000_000.0;

/// Units of time and their length in microseconds, the largest first.
const TIME_UNITS: [(&str, u64); 10] = [
    ("days", 86_400_000_000),
    ("day", 86_400_000_000),
    ("d", 86_400_000_000),
    ("h", 3_600_000_000),
    ("min", 60_000_000),
    ("m", 60_000_000),
    ("sec", 1_000_000),
    ("s", 1_000_000),
    ("ms", 1_000),
    ("us", 1),
];

/// The units in which durations are written back.
const WRITTEN_UNITS: [(&str, u64); 6] = [
    ("d", 86_400_000_000),
    ("h", 3_600_000_000),
    ("min", 60_000_000),
    ("s", 1_000_000),
    ("ms", 1_000),
    ("us", 1),
];

/// Text that is no quantity of the kind asked for: a lower-case fragment that says why.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotAQuantity {
    /// Nothing is there.
    #[error("it is empty")]
    Empty,
    /// A number without a unit.
    #[error("it has no unit")]
    NoUnit,
    /// A unit that is not known for this kind of quantity.
    #[error("`{0}` is not a unit known here")]
    UnknownUnit(String),
    /// Below zero.
    #[error("it is below zero")]
    Negative,
    /// Beyond what is allowed.
    #[error("it is more than {0}")]
    TooLarge(&'static str),
    /// Not a plain decimal number.
    #[error("`{0}` is not a plain number like 12 or 1.5")]
    NotANumber(String),
}

/// A length of time from a sequence of numbers with units, rounded to the microsecond.
///
/// ```
/// use springtide::units::{Span, quantity_text};
/// assert_eq!(quantity_text::read_duration("6m30s"), Ok(Span::from_secs(390)));
/// assert_eq!(quantity_text::read_duration("1.5 h"), Ok(Span::from_secs(5_400)));
/// assert!(quantity_text::read_duration("20").is_err());
/// ```
///
/// # Errors
/// Refuses a number without a unit, an unknown unit, signs, and more than [`LONGEST`].
pub fn read_duration(text: &str) -> Result<Span, NotAQuantity> {
    let mut rest = begin(text)?;
    let mut total = Span::ZERO;
    while !rest.is_empty() {
        let (digits, after) = split_number(rest)?;
        let after = after.trim_start();
        let end = after
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(after.len());
        let (unit, after) = after.split_at(end);
        if unit.is_empty() {
            return Err(no_unit(after));
        }
        let micros = TIME_UNITS
            .iter()
            .find(|(name, _)| *name == unit)
            .ok_or_else(|| NotAQuantity::UnknownUnit(unit.to_owned()))?
            .1;
        total += scaled(digits, micros)?;
        if total > LONGEST {
            return Err(NotAQuantity::TooLarge("3,660 days"));
        }
        rest = after.trim_start();
    }
    Ok(total)
}

/// How long a unit of time is, by its name in a duration (`min`) \[µs\]; `None` if it is none.
pub fn micros_of(unit: &str) -> Option<u64> {
    let known = TIME_UNITS.iter().find(|(name, _)| *name == unit);
    known.map(|(_, micros)| *micros)
}

/// A length of time as short text: `15min`, `1h30min`, `250ms`; nothing at all is `0s`.
///
/// ```
/// use springtide::units::{Span, quantity_text};
/// assert_eq!(quantity_text::write_duration(Span::from_secs(90)), "1min30s");
/// ```
pub fn write_duration(span: Span) -> String {
    let mut rest = span.as_micros();
    let mut text = String::new();
    for (unit, micros) in WRITTEN_UNITS {
        if rest >= micros {
            text.push_str(&(rest / micros).to_string());
            text.push_str(unit);
            rest %= micros;
        }
    }
    if text.is_empty() {
        text.push_str("0s");
    }
    text
}

/// A rate from a number and a unit of time: `12/h`, `3.5/min`, `0.2/s`, `1000/day`.
///
/// # Errors
/// Refuses a number without a unit, an unknown unit, signs, and more than [`HIGHEST_PER_HOUR`].
pub fn read_rate(text: &str) -> Result<PerHour, NotAQuantity> {
    let (digits, after) = split_number(begin(text)?)?;
    let after = after.trim_start();
    let Some(unit) = after.strip_prefix('/').map(str::trim) else {
        return Err(no_unit(after));
    };
    let (_, micros) = *TIME_UNITS
        .iter()
        .find(|(name, micros)| *name == unit && *micros >= 1_000_000)
        .ok_or_else(|| NotAQuantity::UnknownUnit(format!("/{unit}")))?;
    let units_per_hour = Span::HOUR.as_micros_f64() / number::float(micros);
    let per_hour = decimal(digits)? * units_per_hour;
    PerHour::new(per_hour)
        .filter(|rate| rate.as_f64() <= HIGHEST_PER_HOUR)
        .ok_or(NotAQuantity::TooLarge("100,000,000/h"))
}

/// A rate as text per hour: `12/h`.
pub fn write_rate(rate: PerHour) -> String {
    format!("{}/h", rate.as_f64())
}

/// A share from a percentage: `80%`, `2.5 %`.
///
/// ```
/// use springtide::units::{Share, quantity_text};
/// assert_eq!(quantity_text::read_share("2.5%"), Ok(Share::new(0.025).unwrap()));
/// assert!(quantity_text::read_share("0.8").is_err());
/// ```
///
/// # Errors
/// Refuses a number without a percent sign, signs, and more than 100 %.
pub fn read_share(text: &str) -> Result<Share, NotAQuantity> {
    let (digits, after) = split_number(begin(text)?)?;
    match after.trim() {
        // Read as a decimal, 0.7 % is the nearest number to 0.007; divided by 100 it would not be.
        "%" => Share::new(decimal(&format!("{digits}e-2"))?)
            .map_err(|_| NotAQuantity::TooLarge("100%")),
        rest => Err(no_unit(rest)),
    }
}

/// A difference of shares from a number of percentage points: `1 point`, `0.5 points`, `2pp`
/// [as a part of the whole, 0..=1].
///
/// ```
/// use springtide::units::{Share, quantity_text};
/// assert_eq!(quantity_text::read_points("0.5 points"), Ok(Share::new(0.005).unwrap()));
/// assert!(quantity_text::read_points("1%").is_err());
/// ```
///
/// # Errors
/// Refuses a number without the word, a percentage, signs, and more than 100 points.
pub fn read_points(text: &str) -> Result<Share, NotAQuantity> {
    let (digits, after) = split_number(begin(text)?)?;
    match after.trim() {
        "point" | "points" | "pp" => Share::new(decimal(&format!("{digits}e-2"))?)
            .map_err(|_| NotAQuantity::TooLarge("100 points")),
        rest => Err(no_unit(rest)),
    }
}

/// A share as a percentage: `80%`.
pub fn write_share(share: Share) -> String {
    // Ten decimals hide that 0.07 × 100 is not exactly 7, and lose nothing anybody writes.
    let percent = format!("{:.10}", share.as_f64() * 100.0);
    let percent = percent.trim_end_matches('0').trim_end_matches('.');
    format!("{percent}%")
}

/// The text without space around it, if it can be a quantity at all.
fn begin(text: &str) -> Result<&str, NotAQuantity> {
    let text = text.trim();
    if text.is_empty() {
        Err(NotAQuantity::Empty)
    } else if text.starts_with(['-', '\u{2212}']) {
        Err(NotAQuantity::Negative)
    } else {
        Ok(text)
    }
}

/// Why what follows a number is no unit.
fn no_unit(rest: &str) -> NotAQuantity {
    if rest.is_empty() {
        NotAQuantity::NoUnit
    } else {
        NotAQuantity::UnknownUnit(rest.chars().take(20).collect())
    }
}

/// The plain number at the beginning, and what follows it.
fn split_number(text: &str) -> Result<(&str, &str), NotAQuantity> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    // A comma or an underscore inside the number is a slip of the number, not a unit.
    let slip = rest.starts_with([',', '_', '\'', '+', '-']);
    let plain = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.matches('.').count() <= 1;
    if plain && !slip {
        Ok((digits, rest))
    } else {
        let word = text.split_whitespace().next().unwrap_or(text);
        Err(NotAQuantity::NotANumber(word.chars().take(20).collect()))
    }
}

/// The nearest float to a plain decimal number.
fn decimal(digits: &str) -> Result<f64, NotAQuantity> {
    digits
        .parse::<f64>()
        .ok()
        .filter(|value| value.is_finite())
        .ok_or(NotAQuantity::TooLarge("anything that makes sense"))
}

/// A decimal number of units, in whole microseconds rounded to nearest; exact arithmetic.
fn scaled(digits: &str, unit_micros: u64) -> Result<Span, NotAQuantity> {
    let too_large = NotAQuantity::TooLarge("3,660 days");
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole: u64 = whole.parse().map_err(|_| too_large.clone())?;
    // Digits past the twelfth are below a tenth of a microsecond even for days.
    let fraction = &fraction[..fraction.len().min(12)];
    let (mut parts, mut of) = (0_u128, 1_u128);
    for digit in fraction.bytes() {
        parts = parts * 10 + u128::from(digit - b'0');
        of *= 10;
    }
    let fraction_micros = (parts * u128::from(unit_micros) + of / 2) / of;
    let micros = whole
        .checked_mul(unit_micros)
        .and_then(|micros| micros.checked_add(u64::try_from(fraction_micros).ok()?))
        .ok_or(too_large)?;
    Ok(Span::from_micros(micros))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn micros(text: &str) -> Option<u64> {
        read_duration(text).ok().map(Span::as_micros)
    }

    #[test]
    fn durations_are_exact_in_every_unit() {
        assert_eq!(micros("90s"), Some(90_000_000));
        assert_eq!(micros("6m30s"), Some(390_000_000));
        assert_eq!(micros("1h 30min"), Some(5_400_000_000));
        assert_eq!(micros(" 2 days "), Some(172_800_000_000));
        assert_eq!(micros("250ms"), Some(250_000));
        assert_eq!(micros("17.25s"), Some(17_250_000));
        assert_eq!(micros("0.0000005s"), Some(1));
        assert_eq!(micros("0s"), Some(0));
    }

    #[test]
    fn what_is_no_duration_is_refused_with_its_reason() {
        use NotAQuantity::{Empty, Negative, NoUnit, NotANumber, TooLarge, UnknownUnit};
        for (text, reason) in [
            ("", Empty),
            ("  ", Empty),
            ("20", NoUnit),
            ("5min 20", NoUnit),
            ("-5s", Negative),
            ("20 secs", UnknownUnit("secs".to_owned())),
            ("5%", UnknownUnit("%".to_owned())),
            ("1,5h", NotANumber("1,5h".to_owned())),
            ("1e3s", UnknownUnit("e".to_owned())),
            ("NaN", NotANumber("NaN".to_owned())),
            (".5s", NotANumber(".5s".to_owned())),
            ("5.s", NotANumber("5.s".to_owned())),
            ("1.2.3s", NotANumber("1.2.3s".to_owned())),
            ("3661 days", TooLarge("3,660 days")),
            ("99999999999999999999999s", TooLarge("3,660 days")),
            ("18446744073709551615us", TooLarge("3,660 days")),
        ] {
            assert_eq!(read_duration(text), Err(reason), "{text}");
        }
    }

    #[test]
    fn rates_and_shares_are_refused_without_their_unit() {
        use NotAQuantity::{Negative, NoUnit, TooLarge, UnknownUnit};
        assert_eq!(read_rate("12/h").map(PerHour::as_f64), Ok(12.0));
        assert_eq!(read_rate("3.5 / min").map(PerHour::as_f64), Ok(210.0));
        assert_eq!(read_rate("2400/day").map(PerHour::as_f64), Ok(100.0));
        assert_eq!(read_rate("100"), Err(NoUnit));
        assert_eq!(read_rate("5/week"), Err(UnknownUnit("/week".to_owned())));
        assert_eq!(read_rate("5/ms"), Err(UnknownUnit("/ms".to_owned())));
        assert_eq!(read_rate("100000/s"), Err(TooLarge("100,000,000/h")));
        assert_eq!(read_share("80 %"), Ok(Share::new(0.8).unwrap()));
        assert_eq!(read_share("0.8"), Err(NoUnit));
        assert_eq!(read_share("-1%"), Err(Negative));
        assert_eq!(read_share("101%"), Err(TooLarge("100%")));
    }

    #[test]
    fn what_is_written_is_read_back() {
        for count in [0, 1, 999, 1_000, 250_000, 17_250_000, 5_400_000_000] {
            let span = Span::from_micros(count * 61 + count);
            assert_eq!(read_duration(&write_duration(span)), Ok(span));
        }
        for percent in 0..=1_000_u32 {
            let share = Share::new(f64::from(percent) / 1_000.0).unwrap();
            assert_eq!(read_share(&write_share(share)), Ok(share));
        }
        let rate = PerHour::new(12.5).unwrap();
        assert_eq!(read_rate(&write_rate(rate)), Ok(rate));
    }
}
