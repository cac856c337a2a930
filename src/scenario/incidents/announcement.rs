//! What customers are told of incidents, and where they are deflected.

use super::{Known, Written, is_replayed, length};
use crate::model::{Announcement, ContactTypeId};
use crate::scenario::catalogue;
use crate::scenario::name::Names;
use crate::scenario::problem::Place;
use crate::scenario::reader::{Fault, Reader};
use crate::scenario::section::Section;
use crate::scenario::toml_tree::{Item, shortened};
use crate::scenario::value::text_of;

/// What customers are told, and where it is written to which type they go.
pub(super) fn announcement(
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

/// Refuses announcements that send customers round in a circle, at the one that closes it.
pub(super) fn refuse_circles(reader: &mut Reader, all: &[Written], names: &Names<'_>) {
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
