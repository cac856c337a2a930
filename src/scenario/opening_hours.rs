//! When a queue lets contacts in: hours of the day, by day of the week.

use jiff::Zoned;
use jiff::civil::Date;

use super::clock::Calendar;
use super::problem::Place;
use super::reader::{Fault, Reader};
use super::section::Section;
use super::toml_tree::{Item, Value, shortened};
use super::value::{list_of, text_of};
use super::weekday::{DAYS, days_named, no_day};
use crate::model::{Horizon, Note, OpeningHours};
use crate::units::{ClockTime, SimTime};

/// What opening hours may be, for messages.
const ALLOWED: &str = "\"24h\", hours like \"08:00-20:00\", a list of them, or such by day: { mon-fri = \"08:00-20:00\" }";

/// Minutes after local midnight from which and until which a queue is open; past 24 × 60 the end is on
/// the next day.
type Hours = (u16, u16);

/// Hours by weekday, Monday first.
type Week = [Vec<Hours>; 7];

/// The opening hours of a queue, up to the latest instant that a replication reaches.
pub(crate) fn read(
    reader: &mut Reader,
    queue: &Section<'_>,
    calendar: &Calendar,
) -> Option<OpeningHours> {
    let Some(item) = queue.item("opening_hours") else {
        return Some(OpeningHours::Always);
    };
    let path = queue.path_of("opening_hours");
    let week = week(reader, &path, item)?;
    let horizon = calendar.horizon()?;
    let hours = on_the_calendar(&week, horizon);
    if hours.iter().all(|(from, _)| *from >= horizon.end()) {
        reader.warn(
            &item.place,
            &path,
            Note::new(
                "the queue is closed throughout the horizon",
                "该队列在整个模拟时段内都不开放",
            ),
            Note::new(
                "everybody is sent away; look at the days of the week that are simulated",
                "所有客户都被谢绝；请检查所模拟的是星期几",
            ),
        );
    }
    let whole =
        |(from, to): &(SimTime, SimTime)| *from == SimTime::START && *to >= horizon.latest();
    if hours.iter().any(whole) {
        // The same as no hours at all, to the byte.
        return Some(OpeningHours::Always);
    }
    Some(OpeningHours::Spans(hours))
}

/// The hours of each day; the same every day unless days are named.
fn week(reader: &mut Reader, path: &str, item: &Item) -> Option<Week> {
    let Value::Table(days) = &item.value else {
        let hours = day(reader, path, item)?;
        return Some(std::array::from_fn(|_| hours.clone()));
    };
    let mut week: Week = Default::default();
    let mut named: [Option<&str>; 7] = [None; 7];
    let mut sound = true;
    for entry in &days.entries {
        let path = format!("{path}.{}", entry.key);
        let Some(range) = days_named(&entry.key) else {
            reader.refuse(&entry.key_place, &path, no_day(&entry.key));
            sound = false;
            continue;
        };
        let hours = day(reader, &path, &entry.item);
        sound &= hours.is_some();
        for place in range {
            if let Some(other) = named[place].replace(&entry.key) {
                let fault = Fault::new(
                    format!("`{}` a second time: `{other}` has it too", DAYS[place].0),
                    "each day once",
                )
                .hint("take the day out of one of them");
                reader.refuse(&entry.key_place, &path, fault);
                sound = false;
            }
            week[place] = hours.clone().unwrap_or_default();
        }
    }
    sound.then_some(week)
}

/// The hours of one day, ascending and apart.
fn day(reader: &mut Reader, path: &str, item: &Item) -> Option<Vec<Hours>> {
    const MOST: usize = 24;
    if let Value::List(_) = item.value {
        let mut all: Vec<(Hours, &Place)> = Vec::new();
        let mut sound = true;
        for entry in list_of(reader, path, item, MOST, "hours: [\"08:00-12:00\", …]")? {
            match text_of(reader, path, entry).map(hours) {
                Some(Ok(hours)) => all.extend(hours.map(|hours| (hours, &entry.place))),
                Some(Err(fault)) => {
                    reader.refuse(&entry.place, path, fault);
                    sound = false;
                }
                None => sound = false,
            }
        }
        all.sort_by_key(|(hours, _)| *hours);
        for pair in all.windows(2) {
            if pair[0].0.1 > pair[1].0.0 {
                let fault = Fault::new("hours that overlap", "hours that follow each other")
                    .hint("make one of the two, or move one");
                reader.refuse(pair[1].1, path, fault);
                sound = false;
            }
        }
        return sound.then(|| all.into_iter().map(|(hours, _)| hours).collect());
    }
    let fault = match &item.value {
        Value::Text(text) => match hours(text) {
            Ok(hours) => return Some(hours.into_iter().collect()),
            Err(fault) => fault,
        },
        _ => Fault::new(item.describe(), ALLOWED),
    };
    reader.refuse(&item.place, path, fault);
    None
}

/// The hours that a text is; `None` for closed.
fn hours(text: &str) -> Result<Option<Hours>, Fault> {
    let refuse = || Fault::new(format!("\"{}\"", shortened(text)), ALLOWED);
    match text.trim() {
        "24h" => return Ok(Some((0, ClockTime::END_OF_DAY.minutes()))),
        "closed" => return Ok(None),
        _ => {}
    }
    let (from, to) = text.split_once(['-', '–']).ok_or_else(refuse)?;
    let clock = |text: &str| {
        text.trim()
            .parse::<ClockTime>()
            .map(ClockTime::minutes)
            .map_err(|reason| refuse().hint(reason.to_string()))
    };
    let (from, to) = (clock(from)?, clock(to)?);
    let day = ClockTime::END_OF_DAY.minutes();
    if from == to || from == day {
        return Err(refuse().hint("a queue that is open day and night has \"24h\""));
    }
    // An end at or before the start is on the next day.
    Ok(Some((from, if to < from { to + day } else { to })))
}

/// Hours on the dates from the day before the start, whose night may reach into the horizon.
fn on_the_calendar(week: &Week, horizon: &Horizon) -> Vec<(SimTime, SimTime)> {
    let mut spans: Vec<(SimTime, SimTime)> = Vec::new();
    let last = horizon.zoned_at(horizon.latest()).date();
    let mut date = horizon.start().date().yesterday().ok();
    while let Some(day) = date.filter(|date| *date <= last) {
        let place = DAYS.iter().position(|(_, name)| *name == day.weekday());
        for (from, to) in place.map_or(&[][..], |place| &week[place]) {
            let from = instant(horizon, day, *from);
            let to = instant(horizon, day, *to).min(horizon.latest());
            if from >= to {
                continue;
            }
            match spans.last_mut() {
                Some(before) if before.1 >= from => before.1 = before.1.max(to),
                _ => spans.push((from, to)),
            }
        }
        date = day.tomorrow().ok();
    }
    spans
}

/// The instant when the clock shows so many minutes after the midnight of a date: the first time, if
/// it shows them twice; what is skipped is as far after the gap as it was into it. What is before the
/// horizon counts as its start.
fn instant(horizon: &Horizon, date: Date, minutes: u16) -> SimTime {
    let day = ClockTime::END_OF_DAY.minutes();
    let date = match minutes / day {
        0 => Some(date),
        _ => date.tomorrow().ok(),
    };
    let minutes = minutes % day;
    let parts = i8::try_from(minutes / 60)
        .ok()
        .zip(i8::try_from(minutes % 60).ok());
    let zoned: Option<Zoned> = date.zip(parts).and_then(|(date, (hour, minute))| {
        let zone = horizon.start().time_zone().clone();
        date.at(hour, minute, 0, 0).to_zoned(zone).ok()
    });
    zoned.map_or(SimTime::NEVER, |zoned| {
        horizon.instant_of(&zoned).unwrap_or(SimTime::START)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Span;

    fn horizon(start: &str, days: u64) -> Horizon {
        let start: Zoned = start.parse().unwrap();
        let end = start
            .checked_add(jiff::Span::new().days(i64::try_from(days).unwrap()))
            .unwrap();
        Horizon::new(start, &end, Span::HOUR, Span::ZERO).unwrap()
    }

    fn hour(hours: u64) -> SimTime {
        SimTime::START + Span::HOUR.saturating_mul(hours)
    }

    #[test]
    fn nights_pass_midnight_and_meet() {
        let week: Week = std::array::from_fn(|_| vec![(22 * 60, 30 * 60)]);
        let spans = on_the_calendar(&week, &horizon("2026-03-02T00:00[UTC]", 1));
        assert_eq!(spans[0], (hour(0), hour(6)));
        assert_eq!(spans[1], (hour(22), hour(30)));
        assert_eq!(spans.last().unwrap().1, hour(8 * 24));
    }

    #[test]
    fn the_wall_clock_rules_when_it_is_put_forward() {
        let week: Week = std::array::from_fn(|_| vec![(8 * 60, 20 * 60)]);
        let spans = on_the_calendar(&week, &horizon("2026-03-29T00:00[Europe/Berlin]", 1));
        assert_eq!(spans[0], (hour(7), hour(19)));
    }
}
