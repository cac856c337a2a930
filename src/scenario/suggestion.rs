//! What somebody probably meant who wrote a quantity in another way.
//!
//! Every suggestion is read before it is made, so that it is right when it is followed.

use jiff::civil::{Date, DateTime};

use crate::units::Span;
use crate::units::quantity_text::{read_duration, read_rate, read_share, write_duration};

/// Units of time as people write them, with their names here.
const UNITS: [(&str, &[&str]); 5] = [
    ("s", &["s", "sec", "secs", "second", "seconds"]),
    ("min", &["m", "min", "mins", "minute", "minutes"]),
    ("h", &["h", "hr", "hrs", "hour", "hours", "hourly"]),
    ("days", &["d", "day", "days", "daily"]),
    ("weeks", &["w", "week", "weeks"]),
];

/// The number at the beginning of a text, with a point for decimals and without a sign, and what
/// follows it in lower case.
fn number_and_rest(text: &str) -> Option<(String, String)> {
    let text = text
        .trim()
        .trim_start_matches(['-', '\u{2212}', '+'])
        .trim();
    let end = text
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '_' | '\''))
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let number = without_separators(digits)?;
    Some((number, rest.trim().to_lowercase()))
}

/// A number as it is read here: thousands together, decimals after a point. `None` if it could be one
/// or the other.
pub(super) fn without_separators(digits: &str) -> Option<String> {
    let plain = digits.replace(['_', '\''], "");
    let plain = match plain.split_once(',') {
        // 1,000 may be a thousand.
        Some((_, fraction)) if fraction.len() == 3 || fraction.contains([',', '.']) => return None,
        Some(_) => plain.replace(',', "."),
        None => plain,
    };
    let is_number = plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.ends_with(|c: char| c.is_ascii_digit())
        && plain.matches('.').count() <= 1;
    is_number.then_some(plain)
}

/// The unit of time that a word means.
fn unit(word: &str) -> Option<&'static str> {
    let found = UNITS.iter().find(|(_, words)| words.contains(&word));
    found.map(|(unit, _)| *unit)
}

/// A duration: `20 seconds`, `1,5 h`, `-20s`, `0:20`, `1 week`.
pub(super) fn duration(text: &str) -> Option<String> {
    if let Some(clock) = clock(text) {
        return Some(clock);
    }
    let (number, rest) = number_and_rest(text)?;
    let meant = match unit(&rest)? {
        "weeks" => format!("{} days", number.parse::<u32>().ok()?.checked_mul(7)?),
        "days" if number == "1" => "1 day".to_owned(),
        "days" => format!("{number} days"),
        unit => format!("{number}{unit}"),
    };
    read_duration(&meant).ok()?;
    Some(format!("write \"{meant}\""))
}

/// What a time on a clock may have meant as a duration.
fn clock(text: &str) -> Option<String> {
    let parts: Vec<u64> = text
        .trim()
        .split(':')
        .map(|part| part.parse().ok().filter(|part| *part < 100_000))
        .collect::<Option<_>>()?;
    let of = |hours: u64, minutes: u64, seconds: u64| {
        write_duration(Span::from_secs(hours * 3_600 + minutes * 60 + seconds))
    };
    match parts[..] {
        [first, second] => Some(format!(
            "write \"{}\" if these are hours and minutes, \"{}\" if they are minutes and seconds",
            of(first, second, 0),
            of(0, first, second)
        )),
        [hours, minutes, seconds] => Some(format!("write \"{}\"", of(hours, minutes, seconds))),
        _ => None,
    }
}

/// A rate: `150 per hour`, `150 calls/h`, `150 an hour`, `1,5/min`.
pub(super) fn rate(text: &str) -> Option<String> {
    let (number, rest) = number_and_rest(text)?;
    let words: Vec<&str> = rest
        .split(|c: char| c.is_whitespace() || c == '/')
        .filter(|word| !word.is_empty())
        .collect();
    let last = *words.last()?;
    // "150 h" is no rate.
    if words.len() < 2 && !rest.contains('/') && !matches!(last, "hourly" | "daily") {
        return None;
    }
    let meant = match unit(last)? {
        "weeks" => return None,
        "days" => format!("{number}/day"),
        unit => format!("{number}/{unit}"),
    };
    read_rate(&meant).ok()?;
    Some(format!("write \"{meant}\""))
}

/// A share: `80 percent`, `80,5%`, `80 pct`.
pub(super) fn share(text: &str) -> Option<String> {
    let (number, rest) = number_and_rest(text)?;
    let is_percent = matches!(
        rest.as_str(),
        "%" | "percent" | "per cent" | "pct" | "prozent" | "pc"
    );
    let meant = format!("{number}%");
    (is_percent && read_share(&meant).is_ok()).then(|| format!("write \"{meant}\""))
}

/// A date, or a date and time: `2026-3-2 8:00`, `02.03.2026`, `2026/03/02`.
pub(super) fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let parts: Vec<&str> = day.split(['-', '.', '/']).collect();
    let [first, second, third] = parts[..] else {
        return None;
    };
    let (year, month, date) = match (first.len(), third.len()) {
        (4, 1..=2) => (first, second, third),
        // With points the day stands first; with strokes nobody knows.
        (1..=2, 4) if day.contains('.') => (third, second, first),
        _ => return None,
    };
    let number = |part: &str| part.parse::<i8>().ok();
    let date = Date::new(year.parse().ok()?, number(month)?, number(date)?).ok()?;
    if time.is_empty() {
        return Some(format!("write \"{date}\""));
    }
    let padded = match time.split_once(':') {
        Some((hour, _)) if hour.len() == 1 => format!("0{time}"),
        _ => time.to_owned(),
    };
    let meant = format!("{date} {padded}");
    meant.parse::<DateTime>().ok()?;
    Some(format!("write \"{meant}\""))
}

/// What is said of a date that has the right form and does not exist.
pub(super) const NO_SUCH_TIME: &str =
    "look at the month, the day and the hour: there is no such time";

/// Whether a text has the form of a date, or of a date and time, but is none.
pub(super) fn is_no_day(text: &str) -> bool {
    let text = text.trim();
    let year_first = text.get(..5).is_some_and(|year| {
        year.ends_with('-') && year[..4].bytes().all(|byte| byte.is_ascii_digit())
    });
    year_first && text.len() >= 10 && date(text).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(suggestion: Option<String>) -> String {
        suggestion.unwrap_or_default()
    }

    #[test]
    fn durations_are_understood_in_many_forms() {
        for (text, meant) in [
            ("20 seconds", "write \"20s\""),
            ("1,5min", "write \"1.5min\""),
            ("-20s", "write \"20s\""),
            ("2 Hours", "write \"2h\""),
            ("1 week", "write \"7 days\""),
            ("1:02:03", "write \"1h2min3s\""),
            ("1,000s", ""),
            ("5%", ""),
            ("20", ""),
        ] {
            assert_eq!(written(duration(text)), meant, "{text}");
        }
        let readings = "write \"20min\" if these are hours and minutes, \"20s\" if they are minutes \
                        and seconds";
        assert_eq!(written(duration("0:20")), readings);
        assert!(written(duration("24:00")).starts_with("write \"1d\" if"));
    }

    #[test]
    fn rates_and_shares_are_understood_in_many_forms() {
        for (text, meant) in [
            ("150 per hour", "write \"150/h\""),
            ("150 calls/h", "write \"150/h\""),
            ("150 calls per day", "write \"150/day\""),
            ("2,5/min", "write \"2.5/min\""),
            ("150/hour", "write \"150/h\""),
            ("150 h", ""),
            ("150/week", ""),
            ("many", ""),
        ] {
            assert_eq!(written(rate(text)), meant, "{text}");
        }
        for (text, meant) in [
            ("80 percent", "write \"80%\""),
            ("80,5 %", "write \"80.5%\""),
            ("-5%", "write \"5%\""),
            ("180%", ""),
        ] {
            assert_eq!(written(share(text)), meant, "{text}");
        }
    }

    #[test]
    fn dates_are_understood_if_there_is_only_one_reading() {
        for (text, meant) in [
            ("2026-3-2", "write \"2026-03-02\""),
            ("2026-3-2 8:00", "write \"2026-03-02 08:00\""),
            ("02.03.2026", "write \"2026-03-02\""),
            ("2026/03/02 08:00", "write \"2026-03-02 08:00\""),
            ("3/2/2026", ""),
            ("2026-02-30", ""),
            ("30.02.2026", ""),
        ] {
            assert_eq!(written(date(text)), meant, "{text}");
        }
    }
}
