//! The `[incident.NAME]` sections.

use super::catalogue;
use super::clock::Calendar;
use super::contact_types::Written as WrittenType;
use super::demand::Asked;
use super::frequency::frequency_of;
use super::name::Names;
use super::plain_number::plain_number;
use super::problem::Place;
use super::reader::{Fault, Reader};
use super::section::{Section, join};
use super::table::moment;
use super::title;
use super::toml_tree::{Entry, Item, Value, shortened};
use super::value::{grouped, list_of, text_of};
use crate::model::{
    Announcement, ContactTypeId, Demand, ExtraContacts, Horizon, Incident, IncidentSize,
    IncidentStart, Note,
};
use crate::units::{PerHour, SimTime, Span};

/// The most incidents of a scenario.
const MOST: usize = 100;

/// The most times that are written for incidents, all of them together.
const MOST_TIMES: usize = 200;

/// The most often that an incident begins at random in the horizon, on average.
const MOST_EXPECTED: f64 = 10_000.0;

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

/// When it begins: at times that are written, or at random.
fn begins(
    reader: &mut Reader,
    section: &Section<'_>,
    calendar: &Calendar,
    horizon: &Horizon,
) -> Option<IncidentStart> {
    let names = super::alternatives::INCIDENT_START.names();
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

/// How many extra contacts it brings.
fn size(reader: &mut Reader, section: &Section<'_>) -> Option<IncidentSize> {
    let names = super::alternatives::INCIDENT_SIZE.names();
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

/// What customers are told, and where it is written to which type they go.
fn announcement(
    reader: &mut Reader,
    incident: &Section<'_>,
    item: &Item,
    known: &Known<'_, '_>,
    affects: Option<&[(ContactTypeId, f64)]>,
) -> Option<(Announcement, Option<Place>)> {
    let path = incident.path_of("announcement");
    let section = Section::open(reader, &catalogue::ANNOUNCEMENT, path, item)?;
    let deflects = section
        .required(reader, "deflects")
        .and_then(|_| section.share(reader, "deflects"));
    let after = length(reader, &section, "after");
    let lasts = length(reader, &section, "lasts");
    let mut to = None;
    if let Some(item) = section.item("to") {
        let path = section.path_of("to");
        let name = text_of(reader, &path, item)?;
        let t = known.names.find(reader, name, &item.place, &path)?;
        let id = ContactTypeId::new(t);
        let is_affected = affects.is_some_and(|all| all.iter().any(|(other, _)| *other == id));
        if is_affected {
            let fault = Fault::new(
                format!(
                    "customers are deflected to \"{}\", which the incident affects too",
                    shortened(name)
                ),
                "a contact type that it does not affect",
            )
            .hint("take it out of `contact_types`, or name another, or leave `to` out");
            reader.refuse(&item.place, &path, fault);
            return None;
        }
        if known.types.get(t).is_some_and(is_replayed) {
            let fault = Fault::new(
                format!("\"{}\", which replays a log", shortened(name)),
                "a contact type that arrives by chance",
            )
            .hint("name another, or leave `to` out");
            reader.refuse(&item.place, &path, fault);
            return None;
        }
        to = Some((id, item.place.clone()));
    }
    let announcement = Announcement {
        after: after.unwrap_or_default(),
        lasts,
        deflects: deflects?,
        to: to.as_ref().map(|(id, _)| *id),
    };
    Some((announcement, to.map(|(_, place)| place)))
}

/// Refuses an incident without any length, and one too large; says which announcement is never made.
fn is_possible(
    reader: &mut Reader,
    section: &Section<'_>,
    written: &Written,
    known: &Known<'_, '_>,
    horizon: &Horizon,
) -> bool {
    let incident = &written.incident;
    if incident.length().is_zero() {
        let fault = Fault::new(
            "an incident that is over as it begins",
            "at least one of ramp, lasts and decay",
        )
        .hint("add, say, `lasts = \"1h\"`");
        reader.refuse(&written.place, &section.path_of("lasts"), fault);
        return false;
    }
    if let Some(announcement) = &incident.announcement
        && announcement.after >= incident.length()
    {
        let place = section.item("announcement").map(|item| &item.place);
        reader.warn(
            place.unwrap_or(&written.place),
            &section.path_of("announcement.after"),
            Note::new(
                "the announcement is never made: the incident is over before",
                "公告从未发布：事件在此之前已经结束",
            ),
            Note::new("write a shorter `after`", "请缩短 `after`"),
        );
    }
    // Ten standard deviations are beyond chance.
    let spread = 1.0 + 10.0 * incident.size_cv;
    for (id, _) in &incident.affects {
        let highest = known
            .types
            .get(id.index())
            .map_or(0.0, |of| highest(of, horizon));
        let at_top = match incident.extra_of(*id) {
            ExtraContacts::Times(times) => times * highest,
            ExtraContacts::Rate(rate) => rate.as_f64(),
        };
        let each = at_top * incident.time_at_top().as_hours_f64();
        let contacts = each * incident.expected_times() * spread;
        if contacts > MOST_CONTACTS {
            let fault = Fault::new(
                format!(
                    "an incident that may bring {} contacts of one contact type",
                    whole(contacts)
                ),
                format!("at most {}", whole(MOST_CONTACTS)),
            )
            .hint("look at the size, at how often it begins and at the units of its lengths");
            let key = ["size", "contacts"]
                .into_iter()
                .find_map(|key| section.entry(key));
            let place = key.map_or(&written.place, |entry| &entry.item.place);
            reader.refuse(place, &written.path, fault);
            return false;
        }
    }
    true
}

/// The highest rate of a contact type, per hour.
fn highest(written: &WrittenType<'_>, horizon: &Horizon) -> f64 {
    match &written.demand {
        Some(Asked::Here(Demand::Curve(curve))) => {
            let within = curve.pieces().iter();
            let within = within.take_while(|piece| piece.from < horizon.latest());
            let rates = within.flat_map(|piece| [piece.rate, piece.rate_at_end]);
            rates.map(PerHour::as_f64).fold(0.0, f64::max)
        }
        Some(Asked::Here(Demand::Sinusoid {
            mean, amplitude, ..
        })) => mean.as_f64() + amplitude.as_f64(),
        _ => 0.0,
    }
}

/// Refuses announcements that send customers round in a circle, at the one that closes it.
fn refuse_circles(reader: &mut Reader, all: &[Written], names: &Names<'_>) {
    // By type, where it is deflected to.
    let mut ways: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
    for written in all {
        let Some(to) = (written.incident.announcement).and_then(|announcement| announcement.to)
        else {
            continue;
        };
        let closes = written
            .incident
            .affects
            .iter()
            .any(|(from, _)| reaches(&ways, to.index(), from.index()));
        if closes {
            let fault = Fault::new(
                "customers who are deflected may come back to where they were",
                "a way that ends",
            )
            .hint("announcements of other incidents deflect them further: name another type in one of them");
            let place = written.to.as_ref().unwrap_or(&written.place);
            reader.refuse(place, &format!("{}.announcement.to", written.path), fault);
        }
        for (from, _) in &written.incident.affects {
            if let Some(way) = ways.get_mut(from.index())
                && !way.contains(&to.index())
            {
                way.push(to.index());
            }
        }
    }
}

/// Whether some way leads from one type to another.
fn reaches(ways: &[Vec<usize>], from: usize, to: usize) -> bool {
    let mut seen = vec![false; ways.len()];
    let mut ahead = vec![from];
    while let Some(t) = ahead.pop() {
        if t == to {
            return true;
        }
        if let Some(way) = ways.get(t)
            && !std::mem::replace(&mut seen[t], true)
        {
            ahead.extend(way);
        }
    }
    false
}

fn whole(count: f64) -> String {
    grouped(crate::units::number::nearest(count))
}
