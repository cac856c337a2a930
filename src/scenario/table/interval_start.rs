//! The first column of a curve: when a row begins.

use super::cell::{Misread, quoted};
use super::local_time::{LocalTime, date_and_time, time_of_day};
use crate::units::Span;

/// When a row begins, in one of the three forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IntervalStart {
    /// `08:00`: every day, that long after midnight on the clock \[< 24 h\].
    Daily(Span),
    /// `Mon 08:00`: every week; days are counted from Monday [0..=6].
    Weekly(u8, Span),
    /// `2026-03-02T08:00`: once.
    Dated(LocalTime),
}

const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

impl IntervalStart {
    /// Reads the form that the text looks like.
    pub(super) fn read(text: &str) -> Result<Self, Misread> {
        let starts = |test: fn(&char) -> bool| text.chars().next().is_some_and(|sign| test(&sign));
        if text.is_empty() {
            return Err(no_start(text));
        }
        if starts(char::is_ascii_alphabetic) {
            let (day, time) = text.split_once([' ', '\t']).unwrap_or((text, ""));
            let day = weekday(day).ok_or_else(|| no_start(text))?;
            return Ok(Self::Weekly(day, start_of_day(time.trim_start(), text)?));
        }
        // A date has its first separator after the year, a time at the second or third sign.
        if text.len() <= 8 && text.contains(':') {
            return Ok(Self::Daily(start_of_day(text, text)?));
        }
        let dated = date_and_time(text).map_err(|misread| Misread {
            allowed: no_start(text).allowed,
            ..misread
        });
        dated.map(Self::Dated)
    }

    /// The form, as it is said in a message.
    pub(super) const fn form(self) -> &'static str {
        match self {
            Self::Daily(_) => "times of day like 08:00",
            Self::Weekly(..) => "days of the week with times like Mon 08:00",
            Self::Dated(_) => "dates with times like 2026-03-02T08:00",
        }
    }
}

/// The day of the week from Monday [0..=6]: at least three letters of its English name.
pub(super) fn weekday(text: &str) -> Option<u8> {
    let lower = text.to_ascii_lowercase();
    let day = DAYS
        .iter()
        .position(|day| lower.len() >= 3 && day.starts_with(&lower))?;
    u8::try_from(day).ok()
}

fn start_of_day(time: &str, whole: &str) -> Result<Span, Misread> {
    let into_day = time_of_day(time).map_err(|misread| Misread {
        hint: misread.hint,
        ..no_start(whole)
    })?;
    if into_day == Span::DAY {
        return Err(no_start(whole).with_hint("midnight is 00:00 of the next day"));
    }
    Ok(into_day)
}

fn no_start(text: &str) -> Misread {
    Misread::new(
        quoted(text),
        "the start of an interval: 08:00, or Mon 08:00, or 2026-03-02T08:00",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_forms() {
        let eight = Span::HOUR.saturating_mul(8);
        assert_eq!(
            IntervalStart::read("08:00"),
            Ok(IntervalStart::Daily(eight))
        );
        assert_eq!(
            IntervalStart::read("Mon 08:00"),
            Ok(IntervalStart::Weekly(0, eight))
        );
        assert_eq!(
            IntervalStart::read("sunday 8:00"),
            Ok(IntervalStart::Weekly(6, eight))
        );
        assert!(matches!(
            IntervalStart::read("2026-03-02 08:00"),
            Ok(IntervalStart::Dated(_))
        ));
        for text in [
            "",
            "24:00",
            "Mo 08:00",
            "Mon",
            "Mon 25:00",
            "x",
            "8",
            "Montag 08:00",
        ] {
            assert!(IntervalStart::read(text).is_err(), "{text}");
        }
    }
}
