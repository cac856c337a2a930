//! The local days of a horizon, whole, and how the clock runs through them.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::Horizon;
use crate::units::{SimTime, Span};

/// A whole local day; the first may begin before the horizon does.
#[derive(Clone, Debug)]
pub(crate) struct LocalDay {
    pub(crate) date: Date,
    /// The parts between which the clock is put forward or back: mostly one.
    parts: Vec<EvenPart>,
}

/// A part of a day in which the clock runs evenly: microseconds after the start of the horizon.
#[derive(Clone, Copy, Debug)]
struct EvenPart {
    from: i64,
    to: i64,
    /// Microseconds after midnight that the clock shows at its beginning.
    shown: i64,
}

/// A stretch of a day, in microseconds after the start of the horizon; negative before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DayStretch {
    from: i64,
    to: i64,
}

impl DayStretch {
    /// Its length.
    pub(crate) fn length(self) -> Span {
        Span::from_micros(u64::try_from(self.to - self.from).unwrap_or(0))
    }

    /// The part of it inside the horizon and after.
    pub(crate) fn inside(self) -> Option<(SimTime, SimTime)> {
        let to = u64::try_from(self.to).ok().filter(|to| *to > 0)?;
        let from = u64::try_from(self.from).unwrap_or(0);
        Some((SimTime::from_micros(from), SimTime::from_micros(to)))
    }
}

impl LocalDay {
    /// When the clock shows a time from `at` until `at + holds` after midnight: in autumn perhaps twice,
    /// in spring perhaps not at all.
    pub(crate) fn shows(&self, at: Span, holds: Span) -> impl Iterator<Item = DayStretch> {
        let micros = |span: Span| i64::try_from(span.as_micros()).unwrap_or(i64::MAX);
        let (lower, upper) = (micros(at), micros(at).saturating_add(micros(holds)));
        self.parts.iter().filter_map(move |part| {
            let shown_to = part.shown + (part.to - part.from);
            let (from, to) = (lower.max(part.shown), upper.min(shown_to));
            (from < to).then(|| DayStretch {
                from: part.from + (from - part.shown),
                to: part.from + (to - part.shown),
            })
        })
    }

    /// The whole day; `None` if it does not exist, as when a place moves over the date line.
    pub(crate) fn whole(&self) -> Option<DayStretch> {
        let (first, last) = (self.parts.first()?, self.parts.last()?);
        Some(DayStretch {
            from: first.from,
            to: last.to,
        })
    }

    /// Its first instant inside the horizon.
    pub(crate) fn from(&self) -> Option<SimTime> {
        self.whole()?.inside().map(|(from, _)| from)
    }
}

/// The local days up to the latest instant that a replication reaches, in order.
pub(crate) fn local_days(horizon: &Horizon) -> Vec<LocalDay> {
    let last = horizon.zoned_at(horizon.latest()).date();
    let mut days = Vec::new();
    let mut date = Some(horizon.start().date());
    while let Some(day) = date.filter(|date| *date <= last) {
        let parts = parts(horizon, day);
        days.push(LocalDay { date: day, parts });
        date = day.tomorrow().ok();
    }
    days
}

fn parts(horizon: &Horizon, date: Date) -> Vec<EvenPart> {
    let zone = horizon.start().time_zone();
    let start = horizon.start().timestamp().as_microsecond();
    let midnight = |date: Date| date.to_zoned(zone.clone()).map(|zoned| zoned.timestamp());
    let next = date.tomorrow().and_then(midnight);
    let (Ok(begins), Ok(ends)) = (midnight(date), next) else {
        return Vec::new();
    };
    let midnight = date.at(0, 0, 0, 0);
    let mut parts = Vec::new();
    let mut from: Timestamp = begins;
    while from < ends {
        let change = zone.following(from).next().map(|change| change.timestamp());
        let to = change.map_or(ends, |change| change.min(ends));
        let shown = zone.to_datetime(from).duration_since(midnight).as_micros();
        parts.push(EvenPart {
            from: from.as_microsecond() - start,
            to: to.as_microsecond() - start,
            shown: i64::try_from(shown).unwrap_or(0),
        });
        from = to;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{ToSpan, Zoned};

    fn days(start: &str, count: i64) -> Vec<LocalDay> {
        let start: Zoned = start.parse().unwrap();
        let end = &start + count.days();
        let horizon = Horizon::new(start, &end, Span::HOUR, Span::ZERO).unwrap();
        local_days(&horizon)
    }

    fn hours(day: &LocalDay) -> f64 {
        day.whole().unwrap().length().as_hours_f64()
    }

    #[test]
    fn days_have_the_hours_that_their_clock_shows() {
        let autumn = &days("2026-10-25T08:00[Europe/Berlin]", 1)[0];
        assert!((hours(autumn) - 25.0).abs() < 1e-9);
        let at = |hour: u64| Span::HOUR.saturating_mul(hour);
        assert_eq!(autumn.shows(at(2), Span::HOUR).count(), 2);
        assert_eq!(autumn.from(), Some(SimTime::START));
        let spring = &days("2026-03-28T00:00[Europe/Berlin]", 2)[1];
        assert!((hours(spring) - 23.0).abs() < 1e-9);
        assert_eq!(spring.shows(at(2), Span::HOUR).count(), 0);
        assert_eq!(spring.from(), Some(SimTime::START + Span::DAY));
        // In Beirut the day itself begins at one.
        let beirut = &days("2026-03-29T01:00[Asia/Beirut]", 1)[0];
        assert!((hours(beirut) - 23.0).abs() < 1e-9);
        assert_eq!(beirut.shows(at(0), Span::HOUR).count(), 0);
    }

    #[test]
    fn a_date_that_never_was_has_no_hours() {
        let samoa = days("2011-12-29T00:00[Pacific/Apia]", 2);
        let missing = samoa.iter().find(|day| day.date.day() == 30).unwrap();
        assert!(missing.whole().is_none());
    }
}
