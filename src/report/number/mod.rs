//! How each kind of number is printed; the only place that rounds.
//!
//! People get percent, `mm:ss` and counts, with as many decimals as the confidence interval bears;
//! files get plain decimals of eight significant digits, times in seconds and shares from 0 to 1.

mod local;
mod plain;
mod shown;
mod style;

use self::shown::Shown;
use self::style::{Style, fewest_decimals};
use crate::measures::Unit;
use crate::model::Language;

pub use local::{Local, Parts};
pub use plain::{file, file_if_any, json};

/// Most decimals in a file: what is smaller is noise.
const MOST_DECIMALS: usize = 12;

/// Most decimals for people, but for telling a number from a promise that it nearly meets.
const MOST_SHOWN: usize = 2;

/// Most decimals for telling a number from a promise.
const MOST_TOLD_APART: usize = 6;

/// Decimals of what somebody wrote: times are whole microseconds, and ten decimals of a percentage hide
/// that 0.07 × 100 is not exactly 7.
const MOST_WRITTEN: usize = 10;

/// A number for people, without its confidence interval; whole minutes and hours are said as such.
///
/// ```
/// use springtide::measures::Unit;
/// use springtide::report::number::people;
/// assert_eq!(people(Unit::Share, 0.8), "80 %");
/// assert_eq!(people(Unit::Seconds, 390.0), "6:30 min");
/// assert_eq!(people(Unit::Seconds, 60.0), "1 min");
/// assert_eq!(people(Unit::Contacts, 30_140.0), "30,140");
/// ```
pub fn people(unit: Unit, value: f64) -> String {
    let style = Style::of(unit, value);
    let decimals = fewest_decimals(unit, value);
    let text = style.digits(value, decimals);
    let text = match style {
        Style::Minutes => text.strip_suffix(":00").unwrap_or(&text),
        Style::Hours => text.strip_suffix(":00:00").unwrap_or(&text),
        _ => &text,
    };
    format!("{text}{}", style.unit())
}

/// What somebody wrote, for people: as exactly as it was written, without rounding.
///
/// ```
/// use springtide::measures::Unit;
/// use springtide::report::number::as_written;
/// assert_eq!(as_written(Unit::Share, 0.999_5), "99.95 %");
/// assert_eq!(as_written(Unit::Seconds, 6.55), "6.55 s");
/// assert_eq!(as_written(Unit::Seconds, 90.5), "1:30.5 min");
/// ```
pub fn as_written(unit: Unit, value: f64) -> String {
    let style = match unit {
        Unit::Seconds if value < 60.0 => Style::Seconds,
        Unit::Seconds if value < 3_600.0 => Style::Minutes,
        _ => Style::of(unit, value),
    };
    // What has no decimals is said as ever: whole minutes as such.
    if style.exact(value).fract() > 0.0 {
        let text = style.digits(value, MOST_WRITTEN);
        let text = text.trim_end_matches('0').trim_end_matches('.');
        format!("{text}{}", style.unit())
    } else {
        people(unit, value)
    }
}

/// Half the width of a confidence interval for people, rounded up to two significant digits, so that
/// it never looks narrower than it is.
///
/// ```
/// use springtide::measures::Unit;
/// use springtide::report::number::half_width;
/// assert_eq!(half_width(Unit::Share, 0.010_01), "1.1 points");
/// assert_eq!(half_width(Unit::Share, 0.01), "1 point");
/// assert_eq!(half_width(Unit::Seconds, 4.32), "4.4 s");
/// assert_eq!(half_width(Unit::Contacts, 1_234.0), "1,300");
/// ```
pub fn half_width(unit: Unit, value: f64) -> String {
    half_width_in(unit, value, Language::English)
}

/// The same in a language.
pub fn half_width_in(unit: Unit, value: f64, language: Language) -> String {
    let style = match unit {
        Unit::Share => Style::Percent,
        Unit::Seconds => Style::Seconds,
        Unit::Money(currency) => Style::Money(currency),
        _ => Style::Plain,
    };
    // A hundred millionth less: what is written 1 % is a little more than 1 as a float.
    let scaled = style.scaled(value) * (1.0 - 1e-8);
    let text = rounded_up(scaled);
    match (style, language) {
        (Style::Percent, Language::Chinese) => format!("{text}个百分点"),
        (Style::Seconds, Language::Chinese) => format!("{text}秒"),
        (Style::Percent, Language::English) if text == "1" => "1 point".to_owned(),
        (Style::Percent, Language::English) => format!("{text} points"),
        _ => format!("{text}{}", style.unit()),
    }
}

/// A difference for people, with its sign and its confidence interval, as in [`Local::difference`].
///
/// ```
/// use springtide::measures::Unit;
/// use springtide::report::number::difference;
/// assert_eq!(difference(Unit::Share, 0.151, Some((0.138, 0.164))), "+15 points (+14 to +16)");
/// assert_eq!(difference(Unit::Seconds, -65.0, Some((-80.0, -50.0))), "−1:05 min (−1:20 to −0:50)");
/// assert_eq!(difference(Unit::Seconds, -3.25, None), "−3.2 s");
/// assert_eq!(difference(Unit::Contacts, 0.0, Some((-2.0, 2.0))), "0 (−2 to +2)");
/// ```
pub fn difference(unit: Unit, value: f64, interval: Option<(f64, f64)>) -> String {
    Local(Language::English).difference(unit, value, interval, true)
}

/// A large count of which only the size is known: rounded up to two significant digits.
pub fn about(count: u64) -> String {
    rounded_up(crate::units::number::float(count))
}

/// A number, rounded up to two significant digits.
fn rounded_up(value: f64) -> String {
    let mut step = 1.0;
    while value > 100.0 * step && step < 1e15 {
        step *= 10.0;
    }
    let mut decimals = 0;
    let mut parts = 1.0;
    while value > 0.0 && value * parts < 10.0 && decimals < MOST_DECIMALS {
        parts *= 10.0;
        decimals += 1;
    }
    let rounded = (value * parts / step).ceil() * step / parts;
    let text = format!("{rounded:.decimals$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    match fraction.trim_end_matches('0') {
        "" => grouped(whole),
        fraction => format!("{}.{fraction}", grouped(whole)),
    }
}

/// A number for people with its confidence interval: `61 % (59–63)`.
///
/// Of two numbers that differ after rounding one is not more exact than the half-width allows.
/// Bounds that the quantity cannot reach (a share below 0) are shown as the last that it can.
pub fn people_with_interval(unit: Unit, value: f64, interval: Option<(f64, f64)>) -> String {
    Shown::new(unit, value, interval).to_text()
}

/// As [`people_with_interval`], with as many decimals more as it takes that value and bounds are on
/// the same side of the promise after rounding as before.
pub fn people_against(
    unit: Unit,
    value: f64,
    interval: Option<(f64, f64)>,
    promise: f64,
) -> String {
    let mut shown = Shown::new(unit, value, interval);
    while shown.decimals < MOST_TOLD_APART && !shown.is_apart_from(promise) {
        shown.decimals += 1;
    }
    shown.to_text()
}

/// A mean wait \[s\] with its confidence interval in a sentence: `38 min on average (36–40)`, as exact as
/// [`Local::mean_wait`].
pub fn mean_wait(value: f64, interval: Option<(f64, f64)>) -> String {
    Local(Language::English).mean_wait_in_words(value, interval)
}

/// A length of time \[s\] in words that need no explanation: `40 s`, `12 min`, `1 h 10 min`, `3 days`.
///
/// ```
/// use springtide::report::number::in_words;
/// assert_eq!(in_words(4_200.0), "1 h 10 min");
/// assert_eq!(in_words(0.5), "0.5 s");
/// ```
pub fn in_words(seconds: f64) -> String {
    if seconds < 10.0 && (seconds - seconds.round()).abs() > 1e-9 {
        return format!("{seconds:.1} s");
    }
    let total = crate::units::number::nearest(seconds);
    let [days, hours, minutes, rest] = [
        total / 86_400,
        total / 3_600 % 24,
        total / 60 % 60,
        total % 60,
    ];
    let day = if days == 1 { "day" } else { "days" };
    let parts: Vec<String> = [(days, day), (hours, "h"), (minutes, "min"), (rest, "s")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, unit)| format!("{} {unit}", whole(number)))
        .take(2)
        .collect();
    if parts.is_empty() {
        "0 s".to_owned()
    } else {
        parts.join(" ")
    }
}

/// Digits in groups of three.
fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A factor for people, to three decimals: `×1.25`.
///
/// ```
/// use springtide::report::number;
/// assert_eq!(number::factor(2.5), "×2.5");
/// assert_eq!(number::factor(0.333_333), "×0.333");
/// ```
pub fn factor(value: f64) -> String {
    let text = format!("{value:.3}");
    format!("×{}", text.trim_end_matches('0').trim_end_matches('.'))
}

/// Expected contacts for people: whole, but for a few of them to one decimal.
///
/// ```
/// use springtide::report::number;
/// assert_eq!(number::expected(1_234.6), "1,235");
/// assert_eq!(number::expected(3.25), "3.2");
/// ```
pub fn expected(contacts: f64) -> String {
    if contacts >= 10.0 || contacts <= 0.0 {
        return whole(crate::units::number::nearest(contacts));
    }
    let text = format!("{contacts:.1}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A count that is exact.
pub fn whole(count: u64) -> String {
    grouped(&count.to_string())
}

#[cfg(test)]
mod tests;
