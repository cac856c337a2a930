//! The text forms of numbers, by unit and size.

use super::{MOST_SHOWN, MOST_WRITTEN, grouped};
use crate::measures::Unit;
use crate::units::Currency;

/// Decimals of a number without a half-width: none if it is whole.
pub(super) fn fewest_decimals(unit: Unit, value: f64) -> usize {
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
pub(super) enum Style {
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
    pub(super) fn of(unit: Unit, largest: f64) -> Self {
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

    pub(super) fn unit(self) -> String {
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
    pub(super) const fn without_seconds(self) -> Self {
        match self {
            Self::Minutes => Self::WholeMinutes,
            Self::Hours => Self::HoursAndMinutes,
            other => other,
        }
    }

    pub(super) fn scaled(self, value: f64) -> f64 {
        match self {
            Self::Percent => value * 100.0,
            Self::WholeMinutes | Self::HoursAndMinutes => value / 60.0,
            _ => value,
        }
    }

    /// The number in the unit that is shown, rounded.
    pub(super) fn rounded(self, value: f64, decimals: usize) -> f64 {
        let text = format!("{:.decimals$}", self.scaled(value));
        text.parse().unwrap_or(value)
    }

    /// The number in the unit that is shown, as somebody wrote it.
    pub(super) fn exact(self, value: f64) -> f64 {
        self.rounded(value, MOST_WRITTEN)
    }

    pub(super) const fn most_decimals(self) -> usize {
        match self {
            Self::Minutes | Self::Hours | Self::WholeMinutes | Self::HoursAndMinutes => 0,
            _ => MOST_SHOWN,
        }
    }

    /// So many decimals, or as many as are usual: amounts of money have none or two.
    pub(super) const fn fitting(self, decimals: usize) -> usize {
        match self {
            Self::Money(_) if decimals > 0 => MOST_SHOWN,
            _ if decimals > self.most_decimals() => self.most_decimals(),
            _ => decimals,
        }
    }

    pub(super) fn digits(self, value: f64, decimals: usize) -> String {
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
