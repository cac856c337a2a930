//! The order of the rows of a curve: even steps, without gaps, once each.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::cell::Misread;
use super::interval_start::IntervalStart;
use super::local_clock::{LocalClock, Shown, civil_span, span_between};
use crate::units::{Span, number};

/// When a row begins, placed on the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// Every day, after midnight on the clock.
    Daily(Span),
    /// Every week, after the midnight before Monday on the clock.
    Weekly(Span),
    /// Once.
    Dated(Timestamp, DateTime),
    /// Nobody knows: that has been noted.
    Unread,
}

impl Start {
    /// Places a start on the clock; dates go up, which tells the two passes of the hour that comes
    /// twice apart.
    pub(super) fn from_written(
        start: IntervalStart,
        clock: &LocalClock,
        last: &mut Option<Timestamp>,
    ) -> Result<Self, Misread> {
        match start {
            IntervalStart::Daily(at) => Ok(Self::Daily(at)),
            IntervalStart::Weekly(day, at) => {
                Ok(Self::Weekly(Span::DAY.saturating_mul(u64::from(day)) + at))
            }
            IntervalStart::Dated(local) => {
                let instant = match clock.shown(local)? {
                    Shown::Once(instant) => instant,
                    Shown::Twice(first, second) => match last {
                        Some(last) if *last >= first => second,
                        _ => first,
                    },
                };
                *last = Some(instant);
                Ok(Self::Dated(instant, local.civil))
            }
        }
    }
}

/// The commonest time between neighbours, the shorter one of equals, days by the clock; `None` if no
/// rows are neighbours.
pub(super) fn usual_step(starts: &[Start]) -> Option<Span> {
    let mut counted: BTreeMap<Span, u64> = BTreeMap::new();
    for pair in starts.windows(2) {
        let step = match (pair[0], pair[1]) {
            (Start::Daily(one), Start::Daily(next)) => next.saturating_sub(one),
            (Start::Weekly(one), Start::Weekly(next)) if day_of(one) == day_of(next) => {
                next.saturating_sub(one)
            }
            (Start::Dated(one, shown), Start::Dated(next, shown_next)) => {
                let on_clock = civil_span(shown, shown_next);
                if whole_days(on_clock).is_some() {
                    on_clock
                } else {
                    span_between(one, next)
                }
            }
            _ => Span::ZERO,
        };
        if !step.is_zero() {
            *counted.entry(step).or_default() += 1;
        }
    }
    let most = counted
        .iter()
        .max_by_key(|(step, count)| (**count, std::cmp::Reverse(**step)));
    most.map(|(step, _)| *step)
}

/// How long the last row of a dated file holds: a step, in which days are as long as on the clock.
pub(super) fn length_of_last(from: Start, step: Span, clock: &LocalClock) -> Span {
    let Start::Dated(from, shown) = from else {
        return step;
    };
    let end = whole_days(step)
        .and_then(|days| shown.checked_add(jiff::Span::new().days(days)).ok())
        .and_then(|civil| clock.first_showing(civil));
    end.map_or(step, |end| span_between(from, end))
}

/// How many days a time is, if it is nothing but days.
fn whole_days(span: Span) -> Option<i32> {
    let (length, day) = (span.as_micros(), Span::DAY.as_micros());
    let days = i32::try_from(length / day).ok()?;
    (days > 0 && length.is_multiple_of(day)).then_some(days)
}

/// Tells of each row that does not follow the row above it by one step. Rows that recur may pause
/// overnight; a dated file may not, since nobody knows what a missing row means.
pub(super) fn check_order(
    starts: &[Start],
    step: Option<Span>,
    mut tell: impl FnMut(usize, Misread),
) {
    let mut seen_days = [false; 7];
    let mut before = None;
    for (row, start) in starts.iter().enumerate() {
        let misread = match (before, *start) {
            (Some(Start::Daily(before)), Start::Daily(at)) => uneven(step, before, at),
            (Some(Start::Weekly(before)), Start::Weekly(at)) if day_of(before) == day_of(at) => {
                uneven(step, before, at)
            }
            (before, Start::Weekly(at)) if before != Some(Start::Unread) => {
                let seen = seen_days.get_mut(day_of(at));
                let is_again = seen.is_some_and(|seen| std::mem::replace(seen, true));
                is_again.then(day_again)
            }
            (Some(Start::Dated(before, shown_before)), Start::Dated(at, shown)) => {
                uneven_dates(step, (before, shown_before), (at, shown))
            }
            _ => None,
        };
        if let Some(misread) = misread {
            tell(row, misread);
        }
        before = Some(*start);
    }
}

/// What is wrong with a row after the row before it, in a file that recurs.
fn uneven(step: Option<Span>, before: Span, at: Span) -> Option<Misread> {
    if at == before {
        return Some(duplicate());
    }
    if at < before {
        return Some(out_of_order());
    }
    let step = step?;
    let pause = at.saturating_sub(before);
    (pause != step).then(|| gap(pause, step))
}

/// The same for dates. Rows that are a step apart on the clock are even too, as the days of a daily
/// file over daylight saving, unless an hour that comes twice was given once.
fn uneven_dates(
    step: Option<Span>,
    (before, shown_before): (Timestamp, DateTime),
    (at, shown): (Timestamp, DateTime),
) -> Option<Misread> {
    if at == before {
        return Some(duplicate());
    }
    if at < before {
        return Some(out_of_order());
    }
    let step = step?;
    let pause = span_between(before, at);
    let on_clock = civil_span(shown_before, shown);
    let put_back = pause.saturating_sub(on_clock);
    let put_forward = on_clock.saturating_sub(pause);
    // The third: the row between them would have begun in the hour that the clock jumps over.
    let is_even = pause == step
        || on_clock == step && put_back < step
        || !put_forward.is_zero() && on_clock == step + step && put_forward < step;
    if is_even {
        return None;
    }
    let misread = gap(pause, step);
    Some(if put_back.is_zero() {
        misread
    } else {
        misread.with_hint(
            "the clock is put back that night: give the hour that comes twice two times, in order, \
             or with offsets",
        )
    })
}

/// The day of the week [0..=6].
fn day_of(into_week: Span) -> usize {
    number::index_wide(into_week.as_micros() / Span::DAY.as_micros())
}

fn day_again() -> Misread {
    Misread::new("a day that has come before", "each day once, in one block")
        .with_hint("keep the rows of a day together")
}

fn duplicate() -> Misread {
    Misread::new("the same start as the row above", "each interval once")
        .with_hint("remove one of the two rows, or add their values up if both count")
}

fn out_of_order() -> Misread {
    Misread::new(
        "a start before that of the row above",
        "rows in order of time",
    )
    .with_hint("sort the rows by interval_start")
}

fn gap(pause: Span, step: Span) -> Misread {
    let found = format!("a row {} after the row above", in_words(pause));
    let misread = Misread::new(
        found,
        format!("{}, as elsewhere in the file", in_words(step)),
    );
    if pause > step {
        misread
            .with_hint("add the rows between them, with 0 (1 for a factor) where nothing is meant")
    } else {
        misread.with_hint("give every row the same length, or take this row out")
    }
}

/// A span as it is said in a message.
fn in_words(span: Span) -> String {
    let seconds = span.as_micros() / Span::SECOND.as_micros();
    let parts = [
        (seconds / 86_400, "d"),
        (seconds / 3_600 % 24, "h"),
        (seconds / 60 % 60, "min"),
        (seconds % 60, "s"),
    ];
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count} {unit}"))
        .collect();
    if said.is_empty() {
        format!("{} µs", span.as_micros())
    } else {
        said.join(" ")
    }
}
