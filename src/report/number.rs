//! How each kind of number is printed; the only place that rounds.
//!
//! People get percent, `mm:ss` and counts, with as many decimals as the confidence interval bears;
//! files get plain decimals of eight significant digits, times in seconds and shares from 0 to 1.

use crate::measures::Unit;

/// How many significant digits a file gets.
const SIGNIFICANT: usize = 8;

/// Most decimals in a file: what is smaller is noise.
const MOST_DECIMALS: usize = 12;

/// Most decimals for people, but for telling a number from a promise that it nearly meets.
const MOST_SHOWN: usize = 2;

/// Most decimals for telling a number from a promise.
const MOST_TOLD_APART: usize = 6;

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

/// A number for a JSON file, rounded as [`file()`] does; what is not finite is `null`.
pub fn json(value: f64) -> serde_json::Value {
    file(value)
        .parse::<f64>()
        .ok()
        .and_then(serde_json::Number::from_f64)
        .map_or(serde_json::Value::Null, serde_json::Value::Number)
}

/// A number for people, without its confidence interval.
///
/// ```
/// use springtide::measures::Unit;
/// use springtide::report::number::people;
/// assert_eq!(people(Unit::Share, 0.8), "80 %");
/// assert_eq!(people(Unit::Seconds, 390.0), "6:30 min");
/// assert_eq!(people(Unit::Contacts, 30_140.0), "30,140");
/// ```
pub fn people(unit: Unit, value: f64) -> String {
    let style = Style::of(unit, value);
    let decimals = fewest_decimals(unit, value);
    format!("{}{}", style.digits(value, decimals), style.unit())
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

/// A number on its way to text.
struct Shown {
    style: Style,
    value: f64,
    interval: Option<(f64, f64)>,
    decimals: usize,
}

impl Shown {
    fn new(unit: Unit, value: f64, interval: Option<(f64, f64)>) -> Self {
        let most = if unit == Unit::Share {
            1.0
        } else {
            f64::INFINITY
        };
        let interval = interval.map(|(low, high)| (low.clamp(0.0, most), high.clamp(0.0, most)));
        let style = Style::of(unit, interval.map_or(value, |(_, high)| high.max(value)));
        let half_width = interval.map_or(0.0, |(low, high)| style.scaled(high - low) / 2.0);
        let decimals = if half_width > 0.0 {
            let steps = [1.0, 0.1, 0.01];
            let of_step = steps.iter().position(|step| half_width >= *step);
            of_step.unwrap_or(MOST_SHOWN).min(style.most_decimals())
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

    /// Whether rounding leaves value and bounds on their side of the promise.
    fn is_apart_from(&self, promise: f64) -> bool {
        let rounded = |value: f64| {
            let text = format!("{:.*}", self.decimals, self.style.scaled(value));
            text.parse::<f64>().unwrap_or(value)
        };
        let (low, high) = self.interval.unwrap_or((self.value, self.value));
        [low, self.value, high].iter().all(|value| {
            value.partial_cmp(&promise) == rounded(*value).partial_cmp(&rounded(promise))
        })
    }

    fn to_text(&self) -> String {
        let digits = |value| self.style.digits(value, self.decimals);
        let value = format!("{}{}", digits(self.value), self.style.unit());
        match self.interval {
            Some((low, high)) => format!("{value} ({}–{})", digits(low), digits(high)),
            None => value,
        }
    }
}

/// Decimals of a number without a half-width: none if it is whole.
fn fewest_decimals(unit: Unit, value: f64) -> usize {
    let style = Style::of(unit, value);
    let scaled = style.scaled(value);
    if style.most_decimals() == 0 || (scaled - scaled.round()).abs() < 1e-9 {
        0
    } else if matches!(unit, Unit::Agents | Unit::Erlangs | Unit::Fte) {
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
}

impl Style {
    /// The form that suits the largest number to be shown.
    fn of(unit: Unit, largest: f64) -> Self {
        match unit {
            Unit::Contacts | Unit::Agents | Unit::Fte | Unit::Erlangs => Self::Plain,
            Unit::Share => Self::Percent,
            Unit::Seconds if largest < 59.95 => Self::Seconds,
            Unit::Seconds if largest < 3_599.5 => Self::Minutes,
            Unit::Seconds => Self::Hours,
        }
    }

    const fn unit(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Percent => " %",
            Self::Seconds => " s",
            Self::Minutes => " min",
            Self::Hours => " h",
        }
    }

    fn scaled(self, value: f64) -> f64 {
        if self == Self::Percent {
            value * 100.0
        } else {
            value
        }
    }

    const fn most_decimals(self) -> usize {
        match self {
            Self::Minutes | Self::Hours => 0,
            _ => MOST_SHOWN,
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
            Self::Minutes | Self::Hours => self.clock(whole),
            _ => grouped(whole),
        };
        format!("{sign}{whole}{fraction}")
    }

    /// Whole seconds as `m:ss` or `h:mm:ss`; what has too many digits stays as it is.
    fn clock(self, whole_seconds: &str) -> String {
        match whole_seconds.parse::<u64>() {
            Ok(total) => {
                let (hours, minutes, seconds) = (total / 3_600, total / 60 % 60, total % 60);
                if self == Self::Hours {
                    format!("{}:{minutes:02}:{seconds:02}", grouped(&hours.to_string()))
                } else {
                    format!("{}:{seconds:02}", total / 60)
                }
            }
            Err(_) => whole_seconds.to_owned(),
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

/// A count that is exact.
pub fn whole(count: u64) -> String {
    grouped(&count.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_get_plain_decimals() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0 / 3.0, "0.33333333"),
            (9.999_999_99, "10"),
            (1e-9 / 3.0, "0.000000000333"),
            (1e-13, "0"),
            (0.000_012_345_678_9, "0.000012345679"),
            (1_234.567_891_234, "1234.5679"),
            (1e15, "1000000000000000"),
            (-2.5, "-2.5"),
            (f64::NAN, ""),
            (f64::INFINITY, ""),
        ];
        for (value, text) in cases {
            assert_eq!(file(value), text, "{value}");
        }
        assert_eq!(json(f64::NAN), serde_json::Value::Null);
        assert_eq!(json(0.5).to_string(), "0.5");
    }

    #[test]
    fn decimals_follow_the_half_width() {
        let share = |value, low, high| people_with_interval(Unit::Share, value, Some((low, high)));
        assert_eq!(share(0.61, 0.59, 0.63), "61 % (59–63)");
        assert_eq!(share(0.6123, 0.6093, 0.6153), "61.2 % (60.9–61.5)");
        assert_eq!(share(0.61234, 0.61231, 0.61237), "61.23 % (61.23–61.24)");
        assert_eq!(share(0.002, -0.01, 0.014), "0.2 % (0.0–1.4)");
        assert_eq!(
            people_with_interval(Unit::Contacts, 2_400.4, Some((2_390.0, 2_411.0))),
            "2,400 (2,390–2,411)"
        );
    }

    #[test]
    fn times_are_read_off_a_clock() {
        let time = |value| people(Unit::Seconds, value);
        assert_eq!(time(17.26), "17.3 s");
        assert_eq!(time(59.97), "1:00 min");
        assert_eq!(time(3_599.7), "1:00:00 h");
        assert_eq!(time(36_000_000.0), "10,000:00:00 h");
        assert_eq!(
            people_with_interval(Unit::Seconds, 58.0, Some((54.0, 62.0))),
            "0:58 min (0:54–1:02)"
        );
    }

    #[test]
    fn a_near_miss_does_not_look_like_a_hit() {
        let shown = people_against(Unit::Share, 0.796, Some((0.785, 0.807)), 0.8);
        assert_eq!(shown, "79.6 % (78.5–80.7)");
        let shown = people_against(Unit::Share, 0.799_96, Some((0.799_93, 0.799_99)), 0.8);
        assert_eq!(shown, "79.996 % (79.993–79.999)");
        assert_eq!(people_against(Unit::Share, 0.8, None, 0.8), "80 %");
    }
}
