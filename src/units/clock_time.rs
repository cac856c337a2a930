//! Times on the wall.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A time on the wall: minutes after local midnight [0..=1440]; 24:00 is the end of the day.
///
/// ```
/// use springtide::units::ClockTime;
/// let opening: ClockTime = "08:30".parse().unwrap();
/// assert_eq!(opening.minutes(), 510);
/// assert_eq!(opening.to_string(), "08:30");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(u16);

/// Text that is no time of day.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{0}` is not a time of day like 08:30 (00:00 to 24:00)")]
pub struct NotAClockTime(String);

impl ClockTime {
    /// Local midnight, where the day begins.
    pub const MIDNIGHT: Self = Self(0);
    /// Local midnight, where the day ends.
    pub const END_OF_DAY: Self = Self(24 * 60);

    /// Minutes after local midnight [0..=1440].
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl FromStr for ClockTime {
    type Err = NotAClockTime;
    fn from_str(text: &str) -> Result<Self, NotAClockTime> {
        let refuse = || NotAClockTime(text.to_owned());
        let (hour, minute) = text.trim().split_once(':').ok_or_else(refuse)?;
        let digits = |part: &str, most: usize| {
            let fits = (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            fits.then(|| part.parse::<u16>().ok())
                .flatten()
                .ok_or_else(refuse)
        };
        let (hour, minute_number) = (digits(hour, 2)?, digits(minute, 2)?);
        let minutes = hour * 60 + minute_number;
        if minute.len() == 2 && minute_number < 60 && minutes <= 24 * 60 {
            Ok(Self(minutes))
        } else {
            Err(refuse())
        }
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_no_wall_shows() {
        for text in [
            "", "8", "24:01", "12:60", "-1:00", "aa:bb", "12:5", "012:00", "12:00:00",
        ] {
            assert!(text.parse::<ClockTime>().is_err(), "{text}");
        }
        assert_eq!("24:00".parse(), Ok(ClockTime::END_OF_DAY));
        assert_eq!("8:05".parse::<ClockTime>().map(ClockTime::minutes), Ok(485));
    }
}
