//! The days simulated, cut into planning intervals on the local clock.

use jiff::Zoned;
use jiff::civil::Date;
use thiserror::Error;

use crate::units::{SimTime, Span};

/// The days simulated, cut into planning intervals.
///
/// Intervals begin where the local clock shows a multiple of the interval after midnight, and where
/// the offset from UTC changes; so a day of 23 or 25 hours has that many hours of intervals.
///
/// ```
/// use springtide::model::Horizon;
/// use springtide::units::Span;
/// let start: jiff::Zoned = "2026-03-29T00:00[Europe/Berlin]".parse().unwrap();
/// let end: jiff::Zoned = "2026-03-30T00:00[Europe/Berlin]".parse().unwrap();
/// let horizon = Horizon::new(start, &end, Span::from_secs(900), Span::ZERO).unwrap();
/// assert_eq!(horizon.intervals().len(), 92);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Horizon {
    start: Zoned,
    end: SimTime,
    counted_from: SimTime,
    interval: Span,
    intervals: Vec<Interval>,
    days: Vec<Day>,
}

/// One planning interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Its first instant.
    pub from: SimTime,
    /// The first instant after it.
    pub to: SimTime,
    /// The place of its day in [`Horizon::days`].
    pub day: usize,
}

/// One local day, or the part of it inside the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: Date,
    /// Its first instant inside the horizon.
    pub from: SimTime,
    /// The first instant after it.
    pub to: SimTime,
}

/// Why a horizon cannot be.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum HorizonError {
    /// It ends before it begins.
    #[error("the horizon must be longer than nothing")]
    Empty,
    /// It is too long to simulate.
    #[error("the horizon is longer than {} days", Horizon::MOST_DAYS)]
    TooLong,
    /// The interval does not divide a day.
    #[error(
        "the interval must be a whole number of seconds, at least 10, that divides an hour or a day"
    )]
    Interval,
    /// There would be too many intervals.
    #[error("the horizon has more than {} intervals", Horizon::MOST_INTERVALS)]
    TooManyIntervals,
    /// Nothing would be counted.
    #[error("the warm-up must be shorter than the horizon")]
    WarmUp,
}

impl Horizon {
    /// The longest horizon in days.
    pub const MOST_DAYS: u64 = 3_660;
    /// The most intervals in a horizon.
    pub const MOST_INTERVALS: usize = 1_000_000;
    /// How long a replication goes on, uncounted, after the horizon for those still in line.
    pub const RUN_OFF: Span = Span::from_secs(7 * 86_400);

    /// A horizon from its first to its last instant; what arrives in the warm-up is not counted.
    ///
    /// # Errors
    /// Refuses an empty or too long horizon, an interval that does not divide a day, and a warm-up
    /// that leaves nothing.
    pub fn new(
        start: Zoned,
        end: &Zoned,
        interval: Span,
        warm_up: Span,
    ) -> Result<Self, HorizonError> {
        let micros = end.timestamp().as_microsecond() - start.timestamp().as_microsecond();
        let length = u64::try_from(micros).map_or(Span::ZERO, Span::from_micros);
        if length.is_zero() {
            return Err(HorizonError::Empty);
        }
        if length > Span::DAY.saturating_mul(Self::MOST_DAYS) {
            return Err(HorizonError::TooLong);
        }
        if !Self::is_interval(interval) {
            return Err(HorizonError::Interval);
        }
        if length.as_micros() / interval.as_micros()
            > crate::units::number::count(Self::MOST_INTERVALS)
        {
            return Err(HorizonError::TooManyIntervals);
        }
        if warm_up >= length {
            return Err(HorizonError::WarmUp);
        }
        let end = SimTime::START + length;
        let mut horizon = Self {
            start,
            end,
            counted_from: SimTime::START + warm_up,
            interval,
            intervals: Vec::new(),
            days: Vec::new(),
        };
        horizon.cut();
        Ok(horizon)
    }

    fn cut(&mut self) {
        let mut from = SimTime::START;
        while from < self.end {
            let local = self.zoned_at(from);
            let into_day = local
                .datetime()
                .duration_since(local.date().at(0, 0, 0, 0))
                .as_micros();
            let into_day = u64::try_from(into_day).unwrap_or(0);
            let step = self.interval.as_micros();
            let mut to = from + Span::from_micros(step - into_day % step);
            if let Some(shift) = local.time_zone().following(local.timestamp()).next() {
                let until = shift.timestamp().as_microsecond() - local.timestamp().as_microsecond();
                to = u64::try_from(until)
                    .map_or(to, |until| to.min(from + Span::from_micros(until)));
            }
            let to = to.min(self.end);
            match self.days.last_mut() {
                Some(day) if day.date == local.date() => day.to = to,
                _ => self.days.push(Day {
                    date: local.date(),
                    from,
                    to,
                }),
            }
            self.intervals.push(Interval {
                from,
                to,
                day: self.days.len() - 1,
            });
            from = to;
        }
    }

    /// The first instant, with its place on the calendar.
    pub const fn start(&self) -> &Zoned {
        &self.start
    }

    /// The first instant after the horizon.
    pub const fn end(&self) -> SimTime {
        self.end
    }

    /// Whether a length can be a planning interval: whole seconds, at least 10, that divide a day.
    pub const fn is_interval(length: Span) -> bool {
        let micros = length.as_micros();
        micros >= 10 * Span::SECOND.as_micros()
            && micros.is_multiple_of(Span::SECOND.as_micros())
            && Span::DAY.as_micros().is_multiple_of(micros)
    }

    /// The first instant that counts: the end of the warm-up.
    pub const fn counted_from(&self) -> SimTime {
        self.counted_from
    }

    /// The latest instant that a replication can reach.
    pub fn latest(&self) -> SimTime {
        self.end + Self::RUN_OFF
    }

    /// The planning interval.
    pub const fn interval(&self) -> Span {
        self.interval
    }

    /// The planning intervals, in order; together they are the horizon.
    pub fn intervals(&self) -> &[Interval] {
        &self.intervals
    }

    /// The local days, in order; together they are the horizon.
    pub fn days(&self) -> &[Day] {
        &self.days
    }

    /// An instant on the calendar, with its offset.
    pub fn zoned_at(&self, instant: SimTime) -> Zoned {
        let micros = i64::try_from(instant.as_micros()).unwrap_or(i64::MAX);
        self.start
            .saturating_add(jiff::SignedDuration::from_micros(micros))
    }

    /// An instant as files show it, to the second: `2026-10-25T02:15:00+01:00`.
    pub fn text_at(&self, instant: SimTime) -> String {
        let zoned = self.zoned_at(instant);
        zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// The instant of a place on the calendar; `None` before the start of the horizon.
    pub fn instant_of(&self, zoned: &Zoned) -> Option<SimTime> {
        let micros = zoned.timestamp().as_microsecond() - self.start.timestamp().as_microsecond();
        u64::try_from(micros).ok().map(SimTime::from_micros)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn horizon(start: &str, end: &str, interval: u64) -> Horizon {
        let end: Zoned = end.parse().unwrap();
        Horizon::new(
            start.parse().unwrap(),
            &end,
            Span::from_secs(interval),
            Span::ZERO,
        )
        .unwrap()
    }

    #[test]
    fn autumn_has_an_hour_more() {
        let day = horizon(
            "2026-10-25T00:00[Europe/Berlin]",
            "2026-10-26T00:00[Europe/Berlin]",
            900,
        );
        assert_eq!(day.intervals().len(), 100);
        assert_eq!(day.days().len(), 1);
        assert_eq!(
            day.zoned_at(day.intervals()[12].from).to_string(),
            "2026-10-25T02:00:00+01:00[Europe/Berlin]"
        );
        assert_eq!(
            day.text_at(day.intervals()[9].from),
            "2026-10-25T02:15:00+02:00"
        );
    }

    #[test]
    fn a_shift_of_half_an_hour_starts_an_interval_of_its_own() {
        // Lord Howe Island turns back by half an hour.
        let day = horizon(
            "2026-04-05T00:00[Australia/Lord_Howe]",
            "2026-04-06T00:00[Australia/Lord_Howe]",
            3_600,
        );
        assert_eq!(day.intervals().len(), 25);
        assert_eq!(
            day.end(),
            SimTime::START + Span::from_secs(24 * 3_600 + 1_800)
        );
    }

    #[test]
    fn a_start_inside_an_interval_makes_a_short_first_one() {
        let day = horizon(
            "2026-01-05T08:10[Asia/Shanghai]",
            "2026-01-06T08:10[Asia/Shanghai]",
            1_800,
        );
        let first = day.intervals()[0];
        assert_eq!(first.to - first.from, Span::from_secs(1_200));
        assert_eq!(day.days().len(), 2);
    }

    #[test]
    fn days_without_a_midnight_begin_where_the_clock_does() {
        // In Beirut the clock jumps from 00:00 to 01:00.
        let days = horizon(
            "2026-03-28T00:00[Asia/Beirut]",
            "2026-03-30T00:00[Asia/Beirut]",
            3_600,
        );
        assert_eq!(days.days().len(), 2);
        assert_eq!(
            days.days()[1].to - days.days()[1].from,
            Span::from_secs(23 * 3_600)
        );
    }

    #[test]
    fn odd_intervals_are_refused() {
        let start: Zoned = "2026-01-05T00:00[UTC]".parse().unwrap();
        let end: Zoned = "2026-01-06T00:00[UTC]".parse().unwrap();
        for secs in [0, 7, 11, 1_000, 7_000, 100_000] {
            let made = Horizon::new(start.clone(), &end, Span::from_secs(secs), Span::ZERO);
            assert_eq!(made, Err(HorizonError::Interval), "{secs}");
        }
        assert_eq!(
            Horizon::new(start.clone(), &end, Span::HOUR, Span::DAY),
            Err(HorizonError::WarmUp)
        );
        assert_eq!(
            Horizon::new(end, &start, Span::HOUR, Span::DAY),
            Err(HorizonError::Empty)
        );
    }
}
