//! The `[clock]` section: which days are simulated.

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::temporal::Pieces;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{ToSpan, Zoned};

use super::catalogue;
use super::defaults;
use super::quantity::duration_of;
use super::reader::{Fault, Reader, did_you_mean};
use super::section::Section;
use super::suggestion;
use super::toml_tree::{Item, Value, shortened};
use super::value::grouped;
use crate::model::{Horizon, HorizonError};
use crate::units::quantity_text::{read_duration, write_duration};
use crate::units::{SimTime, Span};

/// What a start may be, for messages.
const ALLOWED_START: &str = "a local date and time like \"2026-03-02 08:00\", or a date";

/// A start as it is written: where on the wall, and the offset from UTC if one is given.
struct Written {
    date: Date,
    time: Time,
    offset_seconds: Option<i32>,
}

/// How long the horizon is.
enum Length {
    /// Days of the local calendar, of 23 or 25 hours now and then.
    Days(i64),
    Exactly(Span),
}

/// The horizon, or one that stands in for it so that the rest of the scenario can be looked at.
#[derive(Debug)]
pub(crate) struct Calendar {
    horizon: Option<Horizon>,
    is_stand_in: bool,
}

impl Calendar {
    /// The horizon to read files by; perhaps a stand-in.
    pub(crate) const fn horizon(&self) -> Option<&Horizon> {
        self.horizon.as_ref()
    }

    /// Whether the true horizon is not known, so that nothing should be said of what it leaves out.
    pub(crate) const fn is_stand_in(&self) -> bool {
        self.is_stand_in
    }

    /// The true horizon.
    pub(crate) fn into_horizon(self) -> Option<Horizon> {
        self.horizon.filter(|_| !self.is_stand_in)
    }
}

/// The horizon, or a week that stands in for it when something is wrong with its section.
pub(crate) fn read(reader: &mut Reader, root: &Section<'_>) -> Calendar {
    let horizon = horizon(reader, root);
    let is_stand_in = horizon.is_none();
    let stand_in = || {
        let start = Date::constant(2026, 1, 5).to_zoned(TimeZone::UTC).ok()?;
        let end = start.checked_add(7.days()).ok()?;
        Horizon::new(start, &end, defaults::INTERVAL, defaults::WARM_UP).ok()
    };
    Calendar {
        horizon: horizon.or_else(stand_in),
        is_stand_in,
    }
}

/// The horizon, if nothing is wrong with its section.
fn horizon(reader: &mut Reader, root: &Section<'_>) -> Option<Horizon> {
    let Some(entry) = root.entry("clock") else {
        if !reader.doubt.may_hold(&root.place, &["clock"]) {
            let fault = Fault::new(
                "the section `[clock]` is missing",
                "start, time_zone, horizon",
            )
            .hint("add `[clock]` with `start`, `time_zone` and `horizon`");
            reader.refuse(&root.place, "clock", fault);
        }
        return None;
    };
    let section = Section::open(reader, &catalogue::CLOCK, "clock".to_owned(), &entry.item)?;
    let written = section
        .required(reader, "start")
        .and_then(|entry| start(reader, &section, &entry.item));
    let zone = section
        .required(reader, "time_zone")
        .and_then(|_| time_zone(reader, &section));
    let length = section
        .required(reader, "horizon")
        .and_then(|entry| length(reader, &section, &entry.item));
    let interval = section.duration(reader, "interval");
    let interval = match section.item("interval") {
        Some(_) => interval,
        None => Some(defaults::INTERVAL),
    };
    let warm_up = match section.item("warm_up") {
        Some(_) => section.duration(reader, "warm_up"),
        None => Some(defaults::WARM_UP),
    };
    let start = zoned(reader, &section, &written?, &zone?)?;
    let end = match length? {
        Length::Days(days) => start.checked_add(days.days()),
        Length::Exactly(span) => i64::try_from(span.as_micros()).map_or_else(
            |_| start.checked_add(i64::MAX.microseconds()),
            |micros| start.checked_add(micros.microseconds()),
        ),
    };
    let made = match end {
        Ok(end) => Horizon::new(start, &end, interval?, warm_up?),
        Err(_) => Err(HorizonError::TooLong),
    };
    made.map_err(|error| refuse_horizon(reader, &section, &error))
        .ok()
}

/// Reports why the model refuses the horizon, at the key that is to blame.
fn refuse_horizon(reader: &mut Reader, section: &Section<'_>, error: &HorizonError) {
    let (key, allowed) = match error {
        HorizonError::Interval => (
            "interval",
            "\"5min\", \"10min\", \"15min\", \"30min\", \"1h\" and the like".to_owned(),
        ),
        HorizonError::WarmUp => ("warm_up", "less than the horizon".to_owned()),
        HorizonError::TooManyIntervals => (
            "horizon",
            format!(
                "at most {} intervals; a longer interval or fewer days",
                Horizon::MOST_INTERVALS
            ),
        ),
        _ => (
            "horizon",
            format!("at most {} days", grouped(Horizon::MOST_DAYS)),
        ),
    };
    let place = section.item(key).map_or(&section.place, |item| &item.place);
    let hint = match error {
        HorizonError::Interval => section.item("interval").and_then(nearest_intervals),
        HorizonError::Empty => Some("write, say, \"1 day\"".to_owned()),
        HorizonError::WarmUp => Some("shorten `warm_up`, or lengthen `horizon`".to_owned()),
        _ => None,
    };
    let fault = Fault::new(error.to_string(), allowed).maybe(hint);
    reader.refuse(place, &section.path_of(key), fault);
}

/// The intervals below and above one that does not divide a day.
fn nearest_intervals(item: &Item) -> Option<String> {
    let Value::Text(text) = &item.value else {
        return None;
    };
    let seconds = read_duration(text).ok()?.as_micros() / Span::SECOND.as_micros();
    // Nobody plans in odd seconds who asks for minutes.
    let step = if seconds < 60 { 1 } else { 60 };
    let fits = |length: &u64| {
        length.is_multiple_of(step) && Horizon::is_interval(Span::from_secs(*length))
    };
    let day = Span::DAY.as_micros() / Span::SECOND.as_micros();
    let below = (1..=seconds.min(day)).rev().find(fits);
    let above = (seconds.saturating_add(1)..=day).find(fits);
    let shown: Vec<String> = [below, above]
        .into_iter()
        .flatten()
        .map(|seconds| format!("\"{}\"", write_duration(Span::from_secs(seconds))))
        .collect();
    (!shown.is_empty()).then(|| format!("write {}", shown.join(" or ")))
}

/// The start as it is written.
fn start(reader: &mut Reader, section: &Section<'_>, item: &Item) -> Option<Written> {
    let written = match &item.value {
        Value::Text(text) | Value::Moment(text) => from_text(text),
        _ => Err(Fault::new(item.describe(), ALLOWED_START)),
    };
    let written = written.and_then(|written| {
        if (1900..=2200).contains(&written.date.year()) {
            Ok(written)
        } else {
            let found = format!("the year {}", written.date.year());
            Err(Fault::new(found, "a year from 1900 to 2200"))
        }
    });
    written
        .map_err(|fault| reader.refuse(&item.place, &section.path_of("start"), fault))
        .ok()
}

/// A place on the horizon's wall; where the clock is put forward or back, what it shows first.
pub(crate) fn moment(
    reader: &mut Reader,
    path: &str,
    item: &Item,
    horizon: &Horizon,
) -> Option<Zoned> {
    let written = match &item.value {
        Value::Text(text) | Value::Moment(text) => from_text(text),
        _ => Err(Fault::new(item.describe(), ALLOWED_START)),
    };
    let zone = horizon.zoned_at(SimTime::START).time_zone().clone();
    let zoned = written.and_then(|written| {
        let wall = DateTime::from_parts(written.date, written.time);
        let refuse = || Fault::new(item.describe(), ALLOWED_START);
        if let Some(seconds) = written.offset_seconds {
            let offset = jiff::tz::Offset::from_seconds(seconds).map_err(|_| refuse())?;
            let instant = offset.to_timestamp(wall).map_err(|_| refuse())?;
            return Ok(instant.to_zoned(zone));
        }
        (zone.to_ambiguous_zoned(wall).compatible()).map_err(|_| refuse())
    });
    zoned
        .map_err(|fault| reader.refuse(&item.place, path, fault))
        .ok()
}

/// A date, a date and time, or these with an offset; the zone has a key of its own.
fn from_text(text: &str) -> Result<Written, Fault> {
    let refuse = || Fault::new(format!("\"{}\"", shortened(text)), ALLOWED_START);
    let pieces = Pieces::parse(text.trim()).map_err(|_| {
        if let Some(date) = suggestion::date(text) {
            return refuse().hint(date);
        }
        if suggestion::is_no_day(text) {
            refuse().hint(suggestion::NO_SUCH_TIME)
        } else if text.contains(['.', '/']) {
            refuse().hint("write year, month, day: \"2026-03-02\"")
        } else {
            refuse()
        }
    })?;
    if pieces.time_zone_annotation().is_some() {
        return Err(refuse().hint("the zone has a key of its own: `time_zone`"));
    }
    let offset_seconds = pieces.to_numeric_offset().map(jiff::tz::Offset::seconds);
    let time = pieces.time();
    if offset_seconds.is_some() && time.is_none() {
        return Err(refuse());
    }
    Ok(Written {
        date: pieces.date(),
        time: time.unwrap_or_else(Time::midnight),
        offset_seconds,
    })
}

/// The zone from the bundled database, so that every machine takes the same rules.
fn time_zone(reader: &mut Reader, section: &Section<'_>) -> Option<TimeZone> {
    let text = section.text(reader, "time_zone")?;
    let database = TimeZoneDatabase::bundled();
    match database.get(text) {
        Ok(zone) if !zone.is_unknown() => Some(zone),
        _ => {
            let names: Vec<String> = database.available().map(|name| name.to_string()).collect();
            let names = || names.iter().map(String::as_str);
            // Many write the city alone, or a neighbour's abbreviation.
            let city = names().find(|name| {
                let city = name.rsplit('/').next().unwrap_or(name);
                city.eq_ignore_ascii_case(&text.replace(' ', "_"))
            });
            let hint = city
                .map(|name| format!("did you mean `{name}`?"))
                .or_else(|| fixed_offset(text, &database))
                .or_else(|| did_you_mean(text, names()));
            let fault = Fault::new(
                format!("unknown time zone \"{}\"", shortened(text)),
                "an IANA name: \"Europe/Berlin\", \"America/New_York\", \"Asia/Shanghai\", \"UTC\"",
            )
            .maybe(hint);
            let place = section
                .item("time_zone")
                .map_or(&section.place, |item| &item.place);
            reader.refuse(place, "clock.time_zone", fault);
            None
        }
    }
}

/// What to write for a zone that is an offset from UTC: `UTC+1`, `GMT-3`, `+01:00`.
fn fixed_offset(text: &str, database: &TimeZoneDatabase) -> Option<String> {
    let text = text.trim().to_uppercase();
    let offset = text
        .trim_start_matches(|c: char| c.is_ascii_alphabetic())
        .trim();
    let hours = offset.strip_suffix(":00").unwrap_or(offset);
    let sign = hours.get(..1).filter(|sign| matches!(*sign, "+" | "-"))?;
    let hours: u8 = hours[1..].trim().parse().ok()?;
    // The names of these zones count the other way round.
    let (other, way) = if sign == "+" {
        ("-", "ahead of")
    } else {
        ("+", "behind")
    };
    let name = format!("Etc/GMT{other}{hours}");
    database.get(&name).ok()?;
    Some(format!(
        "write the place whose clock it is, like \"Europe/Berlin\"; a clock that is always {hours} h \
         {way} UTC is \"{name}\""
    ))
}

/// "N days" are days of the calendar; everything else is an exact length.
fn length(reader: &mut Reader, section: &Section<'_>, item: &Item) -> Option<Length> {
    let path = section.path_of("horizon");
    if let (Value::Integer(number, Some(1..)), true) = (&item.value, number_is_short(item)) {
        let fault = Fault::new(
            item.describe(),
            "calendar days (\"7 days\") or an exact length (\"8h\")",
        )
        .hint(format!("write \"{number} days\" or \"{number}h\""));
        reader.refuse(&item.place, &path, fault);
        return None;
    }
    let span = duration_of(reader, &path, item)?;
    let days = match &item.value {
        Value::Text(text) => ["days", "day", "d"]
            .iter()
            .find_map(|unit| text.trim().strip_suffix(unit))
            .and_then(|digits| digits.trim().parse::<i64>().ok()),
        _ => None,
    };
    Some(days.map_or(Length::Exactly(span), Length::Days))
}

/// Whether a number is short enough to be repeated in a message.
fn number_is_short(item: &Item) -> bool {
    item.place.span.len() <= 12
}

/// The instant of a place on the wall, which may not exist, or exist twice.
fn zoned(
    reader: &mut Reader,
    section: &Section<'_>,
    written: &Written,
    zone: &TimeZone,
) -> Option<Zoned> {
    let wall = DateTime::from_parts(written.date, written.time);
    let ambiguous = zone.to_ambiguous_zoned(wall);
    let offset = ambiguous.offset();
    let fault = match (offset, written.offset_seconds) {
        // A date whose midnight is skipped begins when its clock begins.
        _ if written.offset_seconds.is_none()
            && (!ambiguous.is_ambiguous() || written.time == Time::midnight()) =>
        {
            match ambiguous.compatible() {
                // Where the date line was moved, a whole day is missing.
                Ok(zoned) if zoned.date() != written.date => Fault::new(
                    format!(
                        "{}, a day that the calendar of its time zone leaves out",
                        written.date
                    ),
                    "a day that exists",
                )
                .hint(format!(
                    "write \"{}\", the next day there was",
                    zoned.date()
                )),
                Ok(zoned) => return Some(zoned),
                Err(_) => Fault::new(format!("{wall}"), ALLOWED_START),
            }
        }
        (jiff::tz::AmbiguousOffset::Gap { .. }, _) => Fault::new(
            format!("{wall}, which the clock skips"),
            "a time that exists",
        )
        .hint("the clock is put forward then; take the hour before or after"),
        (jiff::tz::AmbiguousOffset::Fold { before, after }, None) => Fault::new(
            format!("{wall}, which the clock shows twice"),
            "a time with its offset",
        )
        .hint(format!("write \"{wall}{before}\" or \"{wall}{after}\"")),
        (_, Some(seconds)) => {
            for zoned in [
                zone.to_ambiguous_zoned(wall).earlier(),
                zone.to_ambiguous_zoned(wall).later(),
            ]
            .into_iter()
            .flatten()
            {
                if zoned.offset().seconds() == seconds {
                    return Some(zoned);
                }
            }
            Fault::new(
                format!("{wall} with an offset that its time zone does not have then"),
                "the offset of the time zone, or none",
            )
            .hint("leave the offset out")
        }
        (jiff::tz::AmbiguousOffset::Unambiguous { .. }, None) => {
            Fault::new(format!("{wall}"), ALLOWED_START)
        }
    };
    let place = section
        .item("start")
        .map_or(&section.place, |item| &item.place);
    reader.refuse(place, "clock.start", fault);
    None
}
