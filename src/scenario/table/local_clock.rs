//! The local clock of the centre: from what a table says to instants, daylight saving included.

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::cell::Misread;
use super::local_time::LocalTime;
use crate::model::Horizon;
use crate::units::{SimTime, Span};

/// The clock on the centre's wall.
#[derive(Debug)]
pub(super) struct LocalClock {
    zone: TimeZone,
    start: Timestamp,
}

/// How often the clock shows a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// As nearly always.
    Once(Timestamp),
    /// In the hour that comes twice in autumn, and the offset from UTC is not written.
    Twice(Timestamp, Timestamp),
}

/// A stretch of time in which the offset from UTC does not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EvenStretch {
    pub(super) from: SimTime,
    pub(super) to: SimTime,
    /// What the clock shows at its beginning.
    pub(super) shown: DateTime,
}

impl LocalClock {
    /// The clock by which a horizon is cut.
    pub(super) fn new(horizon: &Horizon) -> Self {
        Self {
            zone: horizon.start().time_zone().clone(),
            start: horizon.start().timestamp(),
        }
    }

    /// When the clock shows a time.
    ///
    /// # Errors
    /// Refuses a time that the clock jumps over in spring, and an offset that is not the zone's.
    pub(super) fn shown(&self, local: LocalTime) -> Result<Shown, Misread> {
        let at = |offset: Offset| {
            offset.to_timestamp(local.civil).map_err(|_| {
                Misread::new(
                    format!("{}", local.civil),
                    "a date within the years 1 to 9998",
                )
            })
        };
        if let Some(written) = local.offset {
            let instant = at(written)?;
            let offset = self.zone.to_offset(instant);
            if offset == written {
                return Ok(Shown::Once(instant));
            }
            return Err(Misread::new(
                format!("{} with the offset {written}", shown_text(local.civil)),
                format!("the offset of {} at that instant, {offset}", self.name()),
            )
            .with_hint("write local times, with the offset of the zone or without any"));
        }
        match self.zone.to_ambiguous_timestamp(local.civil).offset() {
            AmbiguousOffset::Unambiguous { offset } => Ok(Shown::Once(at(offset)?)),
            AmbiguousOffset::Fold { before, after } => Ok(Shown::Twice(at(before)?, at(after)?)),
            AmbiguousOffset::Gap { before, after } => {
                let jump = after.seconds() - before.seconds();
                Err(Misread::new(
                    format!(
                        "{}, which does not exist: the clock in {} is put forward by {} min that night",
                        shown_text(local.civil),
                        self.name(),
                        jump / 60,
                    ),
                    "a time that the local clock shows",
                )
                .with_hint("leave the missing hour out, or check the time zone of the scenario"))
            }
        }
    }

    /// When the clock first shows a time; `None` if it jumps over it.
    pub(super) fn first_showing(&self, civil: DateTime) -> Option<Timestamp> {
        let local = LocalTime {
            civil,
            offset: None,
        };
        match self.shown(local).ok()? {
            Shown::Once(instant) | Shown::Twice(instant, _) => Some(instant),
        }
    }

    /// The name of the time zone.
    pub(super) fn name(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }

    /// What the clock shows at an instant.
    pub(super) fn civil(&self, instant: Timestamp) -> DateTime {
        self.zone.to_datetime(instant)
    }

    /// An instant in the horizon's own time; `None` before its start.
    pub(super) fn sim_time(&self, instant: Timestamp) -> Option<SimTime> {
        let micros = instant.as_microsecond() - self.start.as_microsecond();
        u64::try_from(micros).ok().map(SimTime::from_micros)
    }

    /// The time up to an instant, in stretches without a change of the clock.
    pub(super) fn even_stretches(&self, until: SimTime) -> Vec<EvenStretch> {
        let mut stretches = Vec::new();
        let mut from = SimTime::START;
        while from < until {
            let micros = i64::try_from(from.as_micros()).unwrap_or(i64::MAX);
            let since_start = SignedDuration::from_micros(micros);
            let instant = self.start.saturating_add(since_start).unwrap_or(self.start);
            let change = self.zone.following(instant).next();
            let to = change.and_then(|change| self.sim_time(change.timestamp()));
            let to = to.filter(|to| *to > from).map_or(until, |to| to.min(until));
            let shown = self.civil(instant);
            stretches.push(EvenStretch { from, to, shown });
            from = to;
        }
        stretches
    }
}

/// A local time as it is said in a message.
pub(super) fn shown_text(civil: DateTime) -> String {
    let text = format!("{} {}", civil.date(), civil.time());
    text.strip_suffix(":00").map_or(text.clone(), str::to_owned)
}

/// The time from one instant to a later one; zero if it is not later.
pub(super) fn span_between(from: Timestamp, to: Timestamp) -> Span {
    let micros = to.as_microsecond() - from.as_microsecond();
    u64::try_from(micros).map_or(Span::ZERO, Span::from_micros)
}

/// The time between two times on a clock that is never put forward or back; zero if the second is
/// not later.
pub(super) fn civil_span(from: DateTime, to: DateTime) -> Span {
    let micros = to.duration_since(from).as_micros();
    u64::try_from(micros).map_or(Span::ZERO, Span::from_micros)
}
