//! When incidents begin.

use super::{MOST_TIMES, whole};
use crate::model::{Horizon, IncidentStart};
use crate::scenario::alternatives;
use crate::scenario::clock::Calendar;
use crate::scenario::frequency::frequency_of;
use crate::scenario::reader::{Fault, Reader};
use crate::scenario::section::Section;
use crate::scenario::table::moment;
use crate::scenario::toml_tree::{Entry, Item, Value};
use crate::scenario::value::list_of;
use crate::units::SimTime;

/// The most often that an incident begins at random in the horizon, on average.
const MOST_EXPECTED: f64 = 10_000.0;

/// When it begins: at times that are written, or at random.
pub(super) fn begins(
    reader: &mut Reader,
    section: &Section<'_>,
    calendar: &Calendar,
    horizon: &Horizon,
) -> Option<IncidentStart> {
    let names = alternatives::INCIDENT_START.names();
    let entry = section.exactly_one_of(reader, &names);
    section.refuse_stray(reader, &["from", "to"], &["rate"]);
    let entry = entry?;
    if entry.key == "at" {
        return times(reader, section, entry, calendar, horizon).map(IncidentStart::At);
    }
    let path = section.path_of("rate");
    let rate = frequency_of(reader, &path, &entry.item);
    let mut bound = |key: &str, missing: SimTime| match section.item(key) {
        None => Some(missing),
        Some(item) => instant(reader, &section.path_of(key), item, calendar, horizon),
    };
    let (from, to) = (bound("from", SimTime::START), bound("to", horizon.end()));
    let (rate, from, to) = (rate?, from?, to?);
    if from >= to {
        let item = section.item("to").or(section.item("from"));
        let place = item.map_or(&section.place, |item| &item.place);
        let fault = Fault::new("a `to` that is not after `from`", "a later time")
            .hint("write the earlier time as `from`");
        reader.refuse(place, &section.path_of("to"), fault);
        return None;
    }
    let expected = rate.expected_in(to.since(from));
    if expected > MOST_EXPECTED {
        let fault = Fault::new(
            format!("{} incidents in one horizon", whole(expected)),
            format!("at most {}", whole(MOST_EXPECTED)),
        )
        .hint("look at the unit of the rate");
        reader.refuse(&entry.item.place, &path, fault);
        return None;
    }
    Some(IncidentStart::Random { rate, from, to })
}

/// One time, or a list of them, ascending.
fn times(
    reader: &mut Reader,
    section: &Section<'_>,
    entry: &Entry,
    calendar: &Calendar,
    horizon: &Horizon,
) -> Option<Vec<SimTime>> {
    let path = section.path_of("at");
    let items: &[Item] = match &entry.item.value {
        Value::List(_) => list_of(reader, &path, &entry.item, MOST_TIMES, "times")?,
        _ => std::slice::from_ref(&entry.item),
    };
    if items.is_empty() {
        let fault = Fault::new("an empty list", "at least one time")
            .hint("remove the incident, or write when it begins");
        reader.refuse(&entry.item.place, &path, fault);
        return None;
    }
    let mut times: Vec<SimTime> = Vec::new();
    let mut sound = true;
    for item in items {
        match instant(reader, &path, item, calendar, horizon) {
            Some(time) if times.contains(&time) => {
                let fault = Fault::new("the same time twice", "each time once")
                    .hint("remove one of the two");
                reader.refuse(&item.place, &path, fault);
                sound = false;
            }
            Some(time) if time < horizon.end() => times.push(time),
            Some(_) if calendar.is_stand_in() => sound = false,
            Some(_) => {
                let fault = Fault::new(
                    "a time at which the horizon ends",
                    "a time inside the horizon",
                )
                .hint("write an earlier one, or lengthen `horizon` of [clock]");
                reader.refuse(&item.place, &path, fault);
                sound = false;
            }
            None => sound = false,
        }
    }
    times.sort_unstable();
    sound.then_some(times)
}

/// An instant of the horizon.
fn instant(
    reader: &mut Reader,
    path: &str,
    item: &Item,
    calendar: &Calendar,
    horizon: &Horizon,
) -> Option<SimTime> {
    let found = match &item.value {
        Value::Text(text) | Value::Moment(text) => moment(text, horizon),
        _ => Err(Fault::new(
            item.describe(),
            "a local date and time like \"2026-03-02 20:10\"",
        )),
    };
    let fault = match found {
        Ok(Some(instant)) if instant <= horizon.end() => return Some(instant),
        // What the true horizon is, is not known.
        Ok(_) if calendar.is_stand_in() => return None,
        Ok(found) => {
            let which = if found.is_some() { "after" } else { "before" };
            let shown = |instant| {
                horizon
                    .zoned_at(instant)
                    .strftime("%Y-%m-%d %H:%M")
                    .to_string()
            };
            Fault::new(
                format!("a time {which} the horizon"),
                format!(
                    "a time from {} to {}",
                    shown(SimTime::START),
                    shown(horizon.end())
                ),
            )
            .hint("look at the date, or at `start` and `horizon` of [clock]")
        }
        Err(fault) => fault,
    };
    reader.refuse(&item.place, path, fault);
    None
}
