//! One cell: text to number, duration or share.

use crate::units::{Share, Span};

/// The longest duration and the latest day of a horizon are bounded alike: 3,660 days.
const LONGEST: Span = Span::from_secs(3_660 * 86_400);

/// What is wrong with a text, in the words of a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Misread {
    pub(super) found: String,
    pub(super) allowed: String,
    pub(super) hint: Option<String>,
}

impl Misread {
    pub(super) fn new(found: impl Into<String>, allowed: impl Into<String>) -> Self {
        Self {
            found: found.into(),
            allowed: allowed.into(),
            hint: None,
        }
    }

    pub(super) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A cell as it is quoted in a message: in backticks, cut if it is long.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 40;
    if text.is_empty() {
        return "an empty cell".to_owned();
    }
    let shown = text.chars().take(MOST).flat_map(char::escape_debug);
    let more = if text.chars().nth(MOST).is_some() {
        "…"
    } else {
        ""
    };
    format!("`{}{more}`", shown.collect::<String>())
}

/// A finite number that is not negative.
pub(super) fn number(text: &str, allowed: &str) -> Result<f64, Misread> {
    let value = match text.parse::<f64>() {
        Ok(value) if value.is_finite() => value,
        Ok(value) if !value.is_nan() && text.bytes().any(|byte| byte.is_ascii_digit()) => {
            return Err(Misread::new(
                format!("{}, which is too large", quoted(text)),
                allowed,
            ));
        }
        Ok(_) => {
            return Err(
                Misread::new(format!("{}, which is no number", quoted(text)), allowed)
                    .with_hint("write 0 if there were none"),
            );
        }
        Err(_) => return Err(not_a_number(text, allowed)),
    };
    if value < 0.0 {
        return Err(
            Misread::new(format!("{}, which is negative", quoted(text)), allowed).with_hint(
                format!(
                    "write `{}` without the sign, or 0 if there were none",
                    text.trim_start_matches('-')
                ),
            ),
        );
    }
    Ok(value)
}

/// Says what a text that is no number probably was meant to be.
fn not_a_number(text: &str, allowed: &str) -> Misread {
    let misread = Misread::new(quoted(text), allowed);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if text.is_empty() {
        return misread.with_hint("write 0 if there were none");
    }
    if let Some((whole, fraction)) = text.rsplit_once(',') {
        let whole: String = whole
            .chars()
            .filter(|sign| !matches!(sign, '.' | ' ' | '\u{a0}' | '\''))
            .collect();
        let thousands: String = text.chars().filter(|sign| *sign != ',').collect();
        let is_grouped = digits(&thousands)
            && (1..=3).contains(&text.split(',').next().map_or(0, str::len))
            && text.split(',').skip(1).all(|group| group.len() == 3);
        if is_grouped && text.matches(',').count() > 1 {
            return misread.with_hint(format!("write `{thousands}`, without separators"));
        }
        if is_grouped {
            return misread.with_hint(format!(
                "write `{thousands}` if the comma sets thousands apart, `{whole}.{fraction}` if it is a \
                 decimal comma"
            ));
        }
        if digits(&whole) && digits(fraction) {
            return misread.with_hint(format!(
                "a decimal comma is not read; write `{whole}.{fraction}`"
            ));
        }
    }
    let plain: String = text
        .chars()
        .filter(|sign| !matches!(sign, ' ' | '\u{a0}' | '\u{202f}' | '\''))
        .collect();
    if plain != text && plain.parse::<f64>().is_ok() {
        return misread.with_hint(format!("write `{plain}`, without separators"));
    }
    if text.starts_with(|sign: char| sign.is_ascii_digit()) {
        return misread.with_hint("write the number alone: the unit is part of the column's name");
    }
    misread
}

/// The unit that a column's name ends in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum DurationUnit {
    /// `_ms`, `_s`, `_min` or `_h`: so many microseconds.
    Micros(f64),
    /// None of them: only `h:mm:ss` says what is meant.
    Unsaid,
}

impl DurationUnit {
    /// The unit of a column.
    pub(super) fn of_column(name: &str) -> Self {
        match name.rsplit_once('_').map_or(name, |(_, unit)| unit) {
            "ms" => Self::Micros(1e3),
            "s" => Self::Micros(1e6),
            "min" => Self::Micros(60e6),
            "h" => Self::Micros(3_600e6),
            _ => Self::Unsaid,
        }
    }

    /// A duration: a number in this unit, or `h:mm:ss` or `m:ss` in any column.
    pub(super) fn duration(self, text: &str) -> Result<Span, Misread> {
        const ALLOWED: &str = "a duration from 0 to 3,660 days: a number, or h:mm:ss";
        if let Some(span) = clock_duration(text) {
            return within_limit(span, text, ALLOWED);
        }
        let value = number(text, ALLOWED)?;
        match self {
            Self::Micros(micros) => {
                within_limit(Span::from_micros_f64(value * micros), text, ALLOWED)
            }
            Self::Unsaid => Err(Misread::new(
                format!("{}, a number without a unit", quoted(text)),
                "a column whose name ends in _ms, _s, _min or _h, or durations as h:mm:ss",
            )
            .with_hint("rename the column, for instance to end in `_s` if these are seconds")),
        }
    }
}

fn within_limit(span: Span, text: &str, allowed: &str) -> Result<Span, Misread> {
    if span > LONGEST {
        let found = format!("{}, which is too long", quoted(text));
        return Err(Misread::new(found, allowed));
    }
    Ok(span)
}

/// `h:mm:ss` or `m:ss`, seconds with decimals if need be; the first part may be as large as it likes.
pub(super) fn clock_duration(text: &str) -> Option<Span> {
    let (rest, seconds) = text.rsplit_once(':')?;
    let (hours, minutes) = match rest.split_once(':') {
        Some((hours, minutes)) => (leading(hours)?, sixties(minutes)?),
        None => (0, leading(rest)?),
    };
    let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
    let micros = micros_of_fraction(fraction)?;
    let seconds = hours * 3_600 + minutes * 60 + sixties(whole)?;
    Some(Span::from_secs(seconds) + Span::from_micros(micros))
}

/// The first part of a clock duration: up to nine digits.
fn leading(text: &str) -> Option<u64> {
    let digits = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// Two digits below 60.
fn sixties(text: &str) -> Option<u64> {
    if text.len() != 2 {
        return None;
    }
    leading(text).filter(|value| *value < 60)
}

/// Decimals of a second as microseconds: up to six digits, further ones only if they are zeros.
pub(super) fn micros_of_fraction(digits: &str) -> Option<u64> {
    let mut micros = 0;
    for place in 0..digits.len().max(6) {
        let digit = match digits.as_bytes().get(place) {
            Some(byte) if byte.is_ascii_digit() => u64::from(byte - b'0'),
            Some(_) => return None,
            None => 0,
        };
        if place < 6 {
            micros = micros * 10 + digit;
        } else if digit != 0 {
            return None;
        }
    }
    Some(micros)
}

/// A share: a number from 0 to 1, or a percentage with its sign.
pub(super) fn share(text: &str) -> Result<Share, Misread> {
    const ALLOWED: &str = "a share from 0 to 1, or from 0% to 100%";
    let value = match text.strip_suffix('%') {
        Some(percent) => number(percent.trim_end(), ALLOWED)? / 100.0,
        None => number(text, ALLOWED)?,
    };
    Share::new(value).map_err(|_| {
        let misread = Misread::new(format!("{}, which is above 1", quoted(text)), ALLOWED);
        if value <= 100.0 && !text.ends_with('%') {
            misread.with_hint(format!("write `{text}%` if it is a percentage"))
        } else {
            misread
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_planners_write_by_mistake_get_their_fix() {
        let hint = |text: &str| {
            number(text, "a number")
                .unwrap_err()
                .hint
                .unwrap_or_default()
        };
        assert!(hint("1,5").contains("`1.5`"));
        assert!(hint("1.234,5").contains("`1234.5`"));
        assert!(hint("1'200").contains("`1200`"));
        assert!(hint("1,000").contains("`1000` if the comma sets thousands apart, `1.000` if"));
        assert!(hint("1,234,567").contains("`1234567`"));
        assert!(hint("1234,567").contains("`1234.567`"));
        assert!(hint("-4").contains("`4` without the sign, or 0"));
        assert!(hint("12/h").contains("unit"));
        assert!(hint("").contains("write 0"));
        for text in ["NaN", "-1", "inf", "1e999", "abc", "0x10", "--1"] {
            assert!(number(text, "a number").is_err(), "{text}");
        }
        assert_eq!(number("1e2", "a number"), Ok(100.0));
    }

    #[test]
    fn durations_have_a_unit_or_look_like_a_clock() {
        let seconds = DurationUnit::of_column("service_s");
        assert_eq!(seconds.duration("2.5"), Ok(Span::from_millis(2_500)));
        assert_eq!(seconds.duration("0:03:25"), Ok(Span::from_secs(205)));
        assert_eq!(seconds.duration("3:25"), Ok(Span::from_secs(205)));
        assert_eq!(
            seconds.duration("1:00:00.25"),
            Ok(Span::from_millis(3_600_250))
        );
        let minutes = DurationUnit::of_column("talk_min");
        assert_eq!(minutes.duration("1.5"), Ok(Span::from_secs(90)));
        let unsaid = DurationUnit::of_column("service");
        assert_eq!(unsaid.duration("0:03:25"), Ok(Span::from_secs(205)));
        assert!(unsaid.duration("205").is_err());
        for text in [
            "1:2:3",
            "0:60:00",
            ":10",
            "1:",
            "-1",
            "1e300",
            "9999999:00:00",
        ] {
            assert!(seconds.duration(text).is_err(), "{text}");
        }
    }

    #[test]
    fn shares_are_parts_of_one() {
        assert_eq!(share("50%"), Share::new(0.5).map_err(|_| unreachable!()));
        assert_eq!(share("0.5"), share("50 %"));
        assert!(
            share("50")
                .unwrap_err()
                .hint
                .is_some_and(|hint| hint.contains("`50%`"))
        );
        assert!(share("120%").is_err());
    }
}
