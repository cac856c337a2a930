//! How each kind of number is printed; the only place that rounds.
//!
//! People get percent, `mm:ss` and counts, with as many decimals as the confidence interval bears;
//! files get plain decimals of eight significant digits, times in seconds and shares from 0 to 1.

mod local;

use crate::measures::Unit;
use crate::model::Language;
use crate::units::Currency;

pub use local::{Local, Parts};

/// How many significant digits a file gets.
const SIGNIFICANT: usize = 8;

/// Most decimals in a file: what is smaller is noise.
const MOST_DECIMALS: usize = 12;

/// Most decimals for people, but for telling a number from a promise that it nearly meets.
const MOST_SHOWN: usize = 2;

/// Most decimals for telling a number from a promise.
const MOST_TOLD_APART: usize = 6;

/// Decimals of what somebody wrote: times are whole microseconds, and ten decimals of a percentage hide
/// that 0.07 × 100 is not exactly 7.
const MOST_WRITTEN: usize = 10;

/// A number for a file: a plain decimal of eight significant digits, all digits before the point,
/// no trailing zeros; what is not finite is an empty text.
///
/// ```
/// use springtide::report::number;
/// assert_eq!(number::file(0.612_345_678_9), "0.61234568");
/// assert_eq!(number::file(123_456_789.4), "123456789");
/// assert_eq!(number::file(20.0), "20");
/// ```
pub fn file(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let scientific = format!("{value:.*e}", SIGNIFICANT - 1);
    let exponent = scientific
        .split_once('e')
        .and_then(|(_, exponent)| exponent.parse::<i32>().ok())
        .unwrap_or(0);
    let before_point = usize::try_from(exponent.saturating_add(1));
    let decimals = match before_point {
        Ok(digits) => SIGNIFICANT.saturating_sub(digits),
        Err(_) => SIGNIFICANT + usize::try_from(-exponent - 1).unwrap_or(MOST_DECIMALS),
    };
    let text = format!("{value:.*}", decimals.min(MOST_DECIMALS));
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

/// The same of a number that may not be defined: then nothing.
pub fn file_if_any(value: Option<f64>) -> String {
    value.map_or_else(String::new, file)
}

/// A number for a JSON file, rounded as [`file()`] does; what is not finite is `null`.
pub fn json(value: f64) -> serde_json::Value {
    file(value)
        .parse::<f64>()
        .ok()
        .and_then(serde_json::Number::from_f64)
        .map_or(serde_json::Value::Null, serde_json::Value::Number)
}

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

/// A mean wait \[s\] with its confidence interval in a sentence: `38 min on average (36–40)`.
///
/// Seconds are left out where the half-width is half a minute or more.
pub fn mean_wait(value: f64, interval: Option<(f64, f64)>) -> String {
    let mut shown = Shown::new(Unit::Seconds, value, interval);
    if interval.is_none_or(|(low, high)| high - low >= 60.0) {
        shown.style = shown.style.without_seconds();
    }
    let (value, bounds) = shown.to_texts();
    format!("{value} on average{bounds}")
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

/// A number on its way to text.
struct Shown {
    style: Style,
    value: f64,
    interval: Option<(f64, f64)>,
    decimals: usize,
}

impl Shown {
    fn new(unit: Unit, value: f64, interval: Option<(f64, f64)>) -> Self {
        let (least, most) = match unit {
            Unit::Share => (0.0, 1.0),
            // What is saved is less than nothing.
            Unit::Money(_) => (f64::NEG_INFINITY, f64::INFINITY),
            _ => (0.0, f64::INFINITY),
        };
        let clamped = |bound: f64| bound.clamp(least, most);
        let interval = interval.map(|(low, high)| (clamped(low), clamped(high)));
        let style = Style::of(unit, interval.map_or(value, |(_, high)| high.max(value)));
        let half_width = interval.map_or(0.0, |(low, high)| style.scaled(high - low) / 2.0);
        let decimals = if half_width > 0.0 {
            let steps = [1.0, 0.1, 0.01];
            let of_step = steps.iter().position(|step| half_width >= *step);
            style.fitting(of_step.unwrap_or(MOST_SHOWN))
        } else {
            fewest_decimals(unit, value)
        };
        Self {
            style,
            value,
            interval,
            decimals,
        }
    }

    /// Whether rounding leaves value and bounds on their side of the promise, which is not rounded.
    fn is_apart_from(&self, promise: f64) -> bool {
        let rounded = |value: f64| self.style.rounded(value, self.decimals);
        let promised = self.style.exact(promise);
        let (low, high) = self.interval.unwrap_or((self.value, self.value));
        [low, self.value, high]
            .iter()
            .all(|value| value.partial_cmp(&promise) == rounded(*value).partial_cmp(&promised))
    }

    fn to_text(&self) -> String {
        let (value, bounds) = self.to_texts();
        format!("{value}{bounds}")
    }

    /// The value with its unit, and what stands in brackets behind it.
    fn to_texts(&self) -> (String, String) {
        let digits = |value| self.style.digits(value, self.decimals);
        let value = format!("{}{}", digits(self.value), self.style.unit());
        let bounds = self.interval.map_or_else(String::new, |(low, high)| {
            format!(" ({}–{})", digits(low), digits(high))
        });
        (value, bounds)
    }
}

/// Decimals of a number without a half-width: none if it is whole.
fn fewest_decimals(unit: Unit, value: f64) -> usize {
    let style = Style::of(unit, value);
    let scaled = style.scaled(value);
    if style.most_decimals() == 0 || (scaled - scaled.round()).abs() < 1e-9 {
        0
    } else if matches!(
        unit,
        Unit::Turns | Unit::Agents | Unit::Erlangs | Unit::Fte | Unit::Money(_)
    ) {
        2
    } else {
        1
    }
}

/// The text form of a number and its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Plain,
    Percent,
    Seconds,
    Minutes,
    Hours,
    WholeMinutes,
    HoursAndMinutes,
    Money(Currency),
}

impl Style {
    /// The form that suits the largest number to be shown.
    fn of(unit: Unit, largest: f64) -> Self {
        match unit {
            Unit::Contacts
            | Unit::Matters
            | Unit::Turns
            | Unit::Agents
            | Unit::Fte
            | Unit::Erlangs => Self::Plain,
            Unit::Share => Self::Percent,
            Unit::Money(currency) => Self::Money(currency),
            Unit::Seconds if largest < 59.95 => Self::Seconds,
            Unit::Seconds if largest < 3_599.5 => Self::Minutes,
            Unit::Seconds => Self::Hours,
        }
    }

    fn unit(self) -> String {
        let unit = match self {
            Self::Plain => return String::new(),
            Self::Percent => "%",
            Self::Seconds => "s",
            Self::Minutes | Self::WholeMinutes => "min",
            Self::Hours | Self::HoursAndMinutes => "h",
            Self::Money(currency) => currency.code(),
        };
        format!(" {unit}")
    }

    /// The same without seconds, where it has more than these.
    const fn without_seconds(self) -> Self {
        match self {
            Self::Minutes => Self::WholeMinutes,
            Self::Hours => Self::HoursAndMinutes,
            other => other,
        }
    }

    fn scaled(self, value: f64) -> f64 {
        match self {
            Self::Percent => value * 100.0,
            Self::WholeMinutes | Self::HoursAndMinutes => value / 60.0,
            _ => value,
        }
    }

    /// The number in the unit that is shown, rounded.
    fn rounded(self, value: f64, decimals: usize) -> f64 {
        let text = format!("{:.decimals$}", self.scaled(value));
        text.parse().unwrap_or(value)
    }

    /// The number in the unit that is shown, as somebody wrote it.
    fn exact(self, value: f64) -> f64 {
        self.rounded(value, MOST_WRITTEN)
    }

    const fn most_decimals(self) -> usize {
        match self {
            Self::Minutes | Self::Hours | Self::WholeMinutes | Self::HoursAndMinutes => 0,
            _ => MOST_SHOWN,
        }
    }

    /// So many decimals, or as many as are usual: amounts of money have none or two.
    const fn fitting(self, decimals: usize) -> usize {
        match self {
            Self::Money(_) if decimals > 0 => MOST_SHOWN,
            _ if decimals > self.most_decimals() => self.most_decimals(),
            _ => decimals,
        }
    }

    fn digits(self, value: f64, decimals: usize) -> String {
        let text = format!("{:.decimals$}", self.scaled(value));
        let (sign, text) = match text.strip_prefix('-') {
            Some(rest) if rest.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) => ("-", rest),
            Some(rest) => ("", rest),
            None => ("", text.as_str()),
        };
        let (whole, fraction) = text
            .find('.')
            .map_or((text, ""), |point| text.split_at(point));
        let whole = match self {
            Self::Minutes | Self::Hours | Self::HoursAndMinutes => self.clock(whole),
            _ => grouped(whole),
        };
        format!("{sign}{whole}{fraction}")
    }

    /// Whole seconds as `m:ss` or `h:mm:ss`, whole minutes as `h:mm`; what has too many digits
    /// stays as it is.
    fn clock(self, whole: &str) -> String {
        match whole.parse::<u64>() {
            Ok(total) => {
                let (hours, minutes, seconds) = (total / 3_600, total / 60 % 60, total % 60);
                if self == Self::Hours {
                    format!("{}:{minutes:02}:{seconds:02}", grouped(&hours.to_string()))
                } else {
                    format!("{}:{seconds:02}", grouped(&(total / 60).to_string()))
                }
            }
            Err(_) => whole.to_owned(),
        }
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
