//! The `[incident.NAME]` sections.

mod announcement;
mod possible;
mod start;

use self::announcement::{announcement, refuse_circles};
use self::possible::is_possible;
use self::start::begins;
use super::alternatives;
use super::catalogue;
use super::clock::Calendar;
use super::contact_types::Written as WrittenType;
use super::demand::Asked;
use super::name::Names;
use super::plain_number::plain_number;
use super::problem::Place;
use super::reader::{Fault, Reader};
use super::section::{Section, join};
use super::title;
use super::toml_tree::{Value, shortened};
use super::value::{grouped, list_of, text_of};
use crate::model::{ContactTypeId, Demand, Horizon, Incident, IncidentSize};
use crate::units::Span;

/// The most incidents of a scenario.
const MOST: usize = 100;

/// The most times that are written for incidents, all of them together.
const MOST_TIMES: usize = 200;

/// The longest that a ramp, a top, a decay or a delay may be.
const LONGEST: Span = Span::DAY.saturating_mul(366);

/// The largest size: more is a slip of the decimal point.
const MOST_SIZE: f64 = 1_000.0;

/// The most contacts that an incident may bring to a contact type, all its beginnings together: each has a
/// number of its own (see `sim::source`).
const MOST_CONTACTS: f64 = 60_000_000.0;

/// What the incidents of a file may name.
struct Known<'a, 't> {
    names: &'a Names<'t>,
    types: &'a [WrittenType<'t>],
    calendar: &'a Calendar,
}

/// An incident as it is written, with where its contact types are.
struct Written {
    incident: Incident,
    place: Place,
    path: String,
    /// Where it says to which type customers are deflected.
    to: Option<Place>,
}

/// The incidents in the order of the file; those with mistakes are left out.
pub(crate) fn read(
    reader: &mut Reader,
    root: &Section<'_>,
    names: &Names<'_>,
    types: &[WrittenType<'_>],
    calendar: &Calendar,
) -> Vec<Incident> {
    let known = &Known {
        names,
        types,
        calendar,
    };
    let entries = root.named(reader, "incident");
    Names::of(reader, "incident", "incident", entries);
    if let Some(beyond) = entries.get(MOST) {
        let fault = Fault::new(
            format!("{} incidents", entries.len()),
            format!("at most {MOST}"),
        )
        .hint("write one incident with a `rate`, or with a list of times");
        reader.refuse(&beyond.key_place, "incident", fault);
        return Vec::new();
    }
    let Some(horizon) = known.calendar.horizon() else {
        return Vec::new();
    };
    let mut all = Vec::new();
    let mut times = 0;
    for entry in entries {
        let path = join("incident", &entry.key);
        let Some(section) = Section::open(reader, &catalogue::INCIDENT, path, &entry.item) else {
            continue;
        };
        let written = incident(reader, &section, &entry.key, known, horizon);
        let before = times;
        if let Some(written) = &written {
            times += written.incident.set_times().len();
        }
        if before <= MOST_TIMES && times > MOST_TIMES {
            let fault = Fault::new(
                format!("more than {MOST_TIMES} times of incidents"),
                "fewer of them",
            )
            .hint("write `rate` where they happen at random");
            reader.refuse(&section.place, &section.path_of("at"), fault);
        }
        all.extend(written);
    }
    refuse_circles(reader, &all, known.names);
    all.into_iter().map(|written| written.incident).collect()
}

/// One incident; `None` if something is wrong with it.
fn incident(
    reader: &mut Reader,
    section: &Section<'_>,
    name: &str,
    known: &Known<'_, '_>,
    horizon: &Horizon,
) -> Option<Written> {
    let noted = reader.problems.noted();
    let title = title::of(reader, section);
    let begins = begins(reader, section, known.calendar, horizon);
    let size = size(reader, section);
    let size_cv = section.item("size_cv").and_then(|item| {
        let allowed =
            "a coefficient of variation (standard deviation / mean): a number from 0 to 1";
        plain_number(reader, &section.path_of("size_cv"), item, allowed, |cv| {
            (0.0..=Incident::MOST_SIZE_CV).contains(&cv)
        })
    });
    let [ramp, lasts, decay] = ["ramp", "lasts", "decay"].map(|key| length(reader, section, key));
    let affects = affects(reader, section, known);
    let announcement = section
        .item("announcement")
        .and_then(|item| announcement(reader, section, item, known, affects.as_deref()));
    let whole = reader.problems.noted() == noted;
    let (announcement, to) = announcement.unzip();
    let incident = Incident {
        name: name.to_owned(),
        title,
        begins: begins?,
        size: size?,
        size_cv: size_cv.unwrap_or(0.0),
        ramp: ramp.unwrap_or_default(),
        lasts: lasts.unwrap_or_default(),
        decay: decay.unwrap_or_default(),
        affects: affects?,
        announcement,
    };
    let written = Written {
        incident,
        place: section.place.clone(),
        path: section.path.clone(),
        to: to.flatten(),
    };
    (whole && is_possible(reader, section, &written, known, horizon)).then_some(written)
}

/// How many extra contacts it brings.
fn size(reader: &mut Reader, section: &Section<'_>) -> Option<IncidentSize> {
    let names = alternatives::INCIDENT_SIZE.names();
    let entry = section.exactly_one_of(reader, &names)?;
    let path = section.path_of(&entry.key);
    if entry.key == "size" {
        let allowed = "how many times the usual rate comes on top at the incident's top: a number from 0 \
                       to 1,000";
        let fits = |size| (0.0..=MOST_SIZE).contains(&size);
        return plain_number(reader, &path, &entry.item, allowed, fits).map(IncidentSize::Times);
    }
    let allowed =
        "how many extra contacts it brings in all, on average: a number from 0 to 60,000,000";
    let fits = |contacts| (0.0..=MOST_CONTACTS).contains(&contacts);
    plain_number(reader, &path, &entry.item, allowed, fits).map(IncidentSize::Contacts)
}

/// A length of time that is no slip of a unit.
fn length(reader: &mut Reader, section: &Section<'_>, key: &str) -> Option<Span> {
    let span = section.duration(reader, key)?;
    if span <= LONGEST {
        return Some(span);
    }
    if let Some(item) = section.item(key) {
        let fault = Fault::new(
            format!("the {} {}", key, item.describe()),
            "at most 366 days",
        )
        .hint("look at the number and its unit");
        reader.refuse(&item.place, &section.path_of(key), fault);
    }
    None
}

/// The contact types that are affected: names, or weights by name.
fn affects(
    reader: &mut Reader,
    section: &Section<'_>,
    known: &Known<'_, '_>,
) -> Option<Vec<(ContactTypeId, f64)>> {
    let item = &section.required(reader, "contact_types")?.item;
    let path = section.path_of("contact_types");
    let mut named: Vec<(&str, &Place, Option<f64>)> = Vec::new();
    let mut sound = true;
    if let Value::Table(table) = &item.value {
        for entry in &table.entries {
            let allowed = "a weight: a number above 0, up to 1,000";
            let fits = |weight: f64| (1e-6..=MOST_SIZE).contains(&weight);
            let path = join(&path, &entry.key);
            let weight = plain_number(reader, &path, &entry.item, allowed, fits);
            sound &= weight.is_some();
            named.push((&entry.key, &entry.key_place, weight));
        }
    } else {
        let of = "names of contact types";
        for item in list_of(reader, &path, item, Names::MOST, of)? {
            match text_of(reader, &path, item) {
                Some(name) => named.push((name, &item.place, Some(1.0))),
                None => sound = false,
            }
        }
    }
    let mut affects: Vec<(ContactTypeId, f64)> = Vec::new();
    for (name, place, weight) in &named {
        let Some(t) = known.names.find(reader, name, place, &path) else {
            sound = false;
            continue;
        };
        let id = ContactTypeId::new(t);
        if affects.iter().any(|(other, _)| *other == id) {
            let fault = Fault::new(
                format!("\"{}\" a second time", shortened(name)),
                "each contact type once",
            )
            .hint("remove one of the two");
            reader.refuse(place, &path, fault);
            sound = false;
        } else if known.types.get(t).is_some_and(is_replayed) {
            let fault = Fault::new(
                format!("\"{}\", which replays a log", shortened(name)),
                "contact types that arrive by chance",
            )
            .hint("what was recorded has its incidents in it: take the type out here");
            reader.refuse(place, &path, fault);
            sound = false;
        } else {
            affects.push((id, weight.unwrap_or(1.0)));
        }
    }
    if named.is_empty() && sound {
        let fault = Fault::new("no contact type", "at least one contact type")
            .hint("write, say, `contact_types = [\"calls\"]`");
        reader.refuse(&item.place, &path, fault);
        return None;
    }
    sound.then_some(affects)
}

fn is_replayed(written: &WrittenType<'_>) -> bool {
    matches!(
        written.demand,
        Some(Asked::Replayed(_) | Asked::Here(Demand::Replay(_)))
    )
}

fn whole(count: f64) -> String {
    grouped(crate::units::number::nearest(count))
}
