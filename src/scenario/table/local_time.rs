//! Dates and times as they are written in tables.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use super::cell::{Misread, micros_of_fraction, quoted};
use crate::units::{SimTime, Span};

const ALLOWED_DATE: &str = "a date like 2026-03-02";
const ALLOWED_TIME: &str = "a time like 08:30 or 08:30:15";
const ALLOWED_BOTH: &str = "a date and time like 2026-03-02 08:30";

/// A place on the local clock, with the offset from UTC if it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LocalTime {
    pub(super) civil: DateTime,
    pub(super) offset: Option<Offset>,
}

/// A date and a time in one text: `2026-03-02 08:30` or `2026-03-02T08:30:15.5+01:00`; a date alone
/// is its midnight.
pub(super) fn date_and_time(text: &str) -> Result<LocalTime, Misread> {
    if !text.is_ascii() || text.len() < 10 {
        return Err(no_date(text, ALLOWED_BOTH));
    }
    let (day, rest) = text.split_at(10);
    let day = date(day).map_err(|_| no_date(text, ALLOWED_BOTH))?;
    let Some(separator) = rest.as_bytes().first() else {
        return local(day, "00:00");
    };
    if !matches!(separator, b'T' | b't' | b' ') {
        return Err(no_date(text, ALLOWED_BOTH));
    }
    local(day, rest[1..].trim_start()).map_err(|misread| Misread {
        found: quoted(text),
        allowed: ALLOWED_BOTH.to_owned(),
        ..misread
    })
}

/// A time, with an offset if there is one, on a date.
pub(super) fn local(day: Date, text: &str) -> Result<LocalTime, Misread> {
    let refuse = || no_time(text);
    let end_of_time = text.find(['+', '-', 'Z', 'z']).unwrap_or(text.len());
    let (time, offset) = text.split_at(end_of_time);
    let offset = match offset {
        "" => None,
        "Z" | "z" => Some(Offset::UTC),
        written => Some(parse_offset(written).ok_or_else(refuse)?),
    };
    let into_day = time_of_day(time.trim_end())?;
    let (day, into_day) = if into_day == Span::DAY {
        (day.tomorrow().map_err(|_| refuse())?, Span::ZERO)
    } else {
        (day, into_day)
    };
    let civil = civil_at(day, into_day).ok_or_else(refuse)?;
    Ok(LocalTime { civil, offset })
}

/// That long after midnight on the clock of a day; `None` past its end.
pub(super) fn civil_at(day: Date, into_day: Span) -> Option<DateTime> {
    let since_start = SimTime::START + into_day;
    let micros = since_start.as_micros();
    let part = |micros: u64| i8::try_from(micros).ok();
    let nanos = i32::try_from(micros % 1_000_000 * 1_000).ok()?;
    let seconds = micros / 1_000_000;
    let hour = part(seconds / 3_600)?;
    let time = Time::new(hour, part(seconds / 60 % 60)?, part(seconds % 60)?, nanos).ok()?;
    Some(day.to_datetime(time))
}

/// A date: `2026-03-02`.
pub(super) fn date(text: &str) -> Result<Date, Misread> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return Err(no_date(text, ALLOWED_DATE));
    }
    let part = |from: usize, to: usize| {
        bytes[from..to].iter().try_fold(0_i16, |number, byte| {
            let digit = byte.is_ascii_digit().then(|| i16::from(byte - b'0'))?;
            Some(number * 10 + digit)
        })
    };
    let (Some(year), Some(month), Some(day)) = (part(0, 4), part(5, 7), part(8, 10)) else {
        return Err(no_date(text, ALLOWED_DATE));
    };
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
        return Err(no_date(text, ALLOWED_DATE));
    };
    Date::new(year, month, day).map_err(|_| {
        let found = format!("{}, which is no day of the calendar", quoted(text));
        Misread::new(found, ALLOWED_DATE)
    })
}

/// A time of day: `8:30`, `08:30:15` or `08:30:15.25`; 24:00 is the end of the day.
pub(super) fn time_of_day(text: &str) -> Result<Span, Misread> {
    let refuse = || no_time(text);
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut parts = whole.split(':');
    let mut next = |shortest: usize, below: u64| {
        let part = parts.next()?;
        let digits = (shortest..=2).contains(&part.len());
        let digits = digits && part.bytes().all(|byte| byte.is_ascii_digit());
        let value: u64 = digits.then(|| part.parse().ok()).flatten()?;
        (value < below).then_some(value)
    };
    let hours = next(1, 25).ok_or_else(refuse)?;
    let minutes = next(2, 60).ok_or_else(refuse)?;
    let has_seconds = whole.matches(':').count() == 2;
    let seconds = if has_seconds { next(2, 60) } else { Some(0) };
    let seconds = seconds.ok_or_else(refuse)?;
    let is_plain = whole.matches(':').count() <= 2 && (has_seconds || !text.contains('.'));
    let micros = micros_of_fraction(fraction).filter(|_| is_plain);
    let micros = micros.ok_or_else(refuse)?;
    let time = Span::from_secs(hours * 3_600 + minutes * 60 + seconds) + Span::from_micros(micros);
    if time > Span::DAY {
        return Err(refuse());
    }
    Ok(time)
}

/// An offset from UTC: `+01:00`, `-0330` or `+02`.
fn parse_offset(text: &str) -> Option<Offset> {
    let (sign, digits) = text.split_at_checked(1)?;
    let digits = match (digits.len(), digits.as_bytes().get(2)) {
        (2 | 4, _) => digits.to_owned(),
        (5, Some(b':')) => digits.replace(':', ""),
        _ => return None,
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits
        .get(2..)
        .filter(|m| !m.is_empty())
        .map_or(Some(0), |m| m.parse().ok())?;
    let seconds = (minutes < 60).then_some(hours * 3_600 + minutes * 60)?;
    Offset::from_seconds(if sign == "-" { -seconds } else { seconds }).ok()
}

fn no_date(text: &str, allowed: &str) -> Misread {
    let misread = Misread::new(quoted(text), allowed);
    let day = text.split([' ', 'T']).next().unwrap_or_default();
    let numbers = day.split(['.', '/', '-']).filter(|part| !part.is_empty());
    let looks_like_a_date = numbers.clone().count() == 3
        && numbers
            .clone()
            .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if text
        .get(..10)
        .is_some_and(|day| matches!(date_shape(day), Some(false)))
    {
        let found = format!("{}, which is no day of the calendar", quoted(text));
        return Misread::new(found, allowed);
    }
    if is_spreadsheet_day(text) {
        let hint =
            "a spreadsheet counts days like this: give the cells a date format and save again";
        return misread.with_hint(hint);
    }
    let starts_with_date = text.get(..10).is_some_and(|day| date_shape(day).is_some());
    if starts_with_date && allowed == ALLOWED_DATE {
        return misread.with_hint("write the day alone, without a time");
    }
    if looks_like_a_date {
        return misread.with_hint("write year-month-day with two digits for month and day");
    }
    misread
}

/// Whether a text is what a spreadsheet keeps of a date of our time, or of a date and a time: days since
/// the end of 1899, five digits from 1927 to 2173.
fn is_spreadsheet_day(text: &str) -> bool {
    let (days, fraction) = text.split_once('.').unwrap_or((text, ""));
    let all = [days, fraction].concat();
    days.len() == 5 && days >= "10000" && all.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text that has the shape of a date is one; `None` if it has another shape.
fn date_shape(text: &str) -> Option<bool> {
    let bytes = text.as_bytes();
    let has_shape = bytes.iter().enumerate().all(|(i, byte)| match i {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    has_shape.then(|| text.parse::<Date>().is_ok())
}

fn no_time(text: &str) -> Misread {
    let misread = Misread::new(quoted(text), ALLOWED_TIME);
    let lower = text.to_ascii_lowercase();
    if lower.ends_with("am") || lower.ends_with("pm") {
        return misread.with_hint("write times on the 24-hour clock");
    }
    misread
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_a_local_time() {
        let civil = |text: &str| date_and_time(text).unwrap().civil.to_string();
        assert_eq!(civil("2026-03-02 08:00"), "2026-03-02T08:00:00");
        assert_eq!(civil("2026-03-02T8:00:31"), "2026-03-02T08:00:31");
        assert_eq!(civil("2026-03-02 08:00:31.250"), "2026-03-02T08:00:31.25");
        assert_eq!(civil("2026-02-28 24:00"), "2026-03-01T00:00:00");
        assert_eq!(civil("2026-03-02"), "2026-03-02T00:00:00");
        let with_offset = date_and_time("2026-10-25T02:00+01:00").unwrap();
        assert_eq!(with_offset.offset, Offset::from_hours(1).ok());
        assert_eq!(
            date_and_time("2026-10-25T02:00:00Z").unwrap().offset,
            Some(Offset::UTC)
        );
        assert_eq!(
            date_and_time("2026-10-25T02:00-0330").unwrap().offset,
            Offset::from_seconds(-12_600).ok()
        );
    }

    #[test]
    fn what_is_no_local_time_says_what_it_may_have_been() {
        for text in [
            "",
            "x",
            "2026-02-30 08:00",
            "2026-03-02 25:00",
            "2026-03-02 24:01",
            "2026-03-02 08:60",
            "2026-03-02x08:00",
            "2026-03-02 08",
            "2026-03-02 08:00:00:00",
            "2026-03-02 08:00.5",
            "2026-03-02 08:00+99:99",
            "2026-03-02 08:00+1",
            "2026-13-01 00:00",
            "é026-03-02 08:00",
        ] {
            assert!(date_and_time(text).is_err(), "{text}");
        }
        let hint = |text: &str| date_and_time(text).unwrap_err().hint.unwrap_or_default();
        assert!(hint("02.03.2026 08:00").contains("year-month-day"));
        assert!(hint("3/2/2026 08:00").contains("year-month-day"));
        assert!(hint("2026-03-02 8:00 PM").contains("24-hour"));
        assert!(hint("46063.375").contains("date format"));
        assert_eq!(hint("460631"), "");
        let hint_of_date = |text: &str| date(text).unwrap_err().hint.unwrap_or_default();
        assert!(hint_of_date("46063").contains("date format"));
        assert!(hint_of_date("2026-03-02 08:00").contains("without a time"));
        assert!(hint_of_date("2026/3/2").contains("year-month-day"));
        let found = date_and_time("2026-02-30 08:00").unwrap_err().found;
        assert!(found.contains("no day of the calendar"), "{found}");
    }
}
