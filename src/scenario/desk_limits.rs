//! What cannot go together with agents who have several contacts in hand, or tickets.
//!
//! These agents are looked for by what they have in hand, not among those who are free. What reads or
//! changes the number of free agents or the order of one line knows nothing of that, so it is refused
//! rather than simulated wrongly.

use super::advice::Places;
use super::idle_keys::written;
use super::reader::{Fault, Reader};
use super::section::{Section, join};
use crate::model::{ContactCentre, ContactChoice, OverflowTo};

/// Why.
const SEVERAL: &str = "agents with several contacts in hand, or with tickets";

/// Refuses what does not go with groups whose agents may have several contacts in hand, or tickets, and
/// with the contact types that they serve.
pub(crate) fn check(reader: &mut Reader, centre: &ContactCentre, places: &Places<'_, '_>) {
    let has_desks: Vec<bool> = (0..centre.skill_groups().len())
        .map(|group| centre.desks_of(group).is_some())
        .collect();
    if !has_desks.contains(&true) {
        return;
    }
    let is_at_desk: Vec<bool> = (centre.contact_types().iter())
        .map(|part| {
            let mut groups = part.groups.iter().flatten();
            groups.any(|group| has_desks[group.index()])
        })
        .collect();
    groups(reader, centre, places, &has_desks);
    types(reader, centre, places, &is_at_desk);
    queues(reader, centre, places, &is_at_desk);
    self_services(reader, centre, places, &is_at_desk);
}

/// Refuses a key, at its place.
fn refuse(reader: &mut Reader, section: &Section<'_>, path: &[&str], words: [String; 3]) {
    let place = written(section, path).map_or(&section.place, |item| &item.place);
    let key = path
        .iter()
        .fold(section.path.clone(), |key, name| join(&key, name));
    let [found, allowed, hint] = words;
    reader.refuse(place, &key, Fault::new(found, allowed).hint(hint));
}

fn groups(
    reader: &mut Reader,
    centre: &ContactCentre,
    places: &Places<'_, '_>,
    has_desks: &[bool],
) {
    for (g, group) in centre.skill_groups().iter().enumerate() {
        let Some(written) = places.groups.get(g).filter(|_| has_desks[g]) else {
            continue;
        };
        if group.takes == ContactChoice::WeightedWait {
            let words = [
                format!("weighted waits with {SEVERAL}"),
                "\"longest_waiting\" or \"ranked\" here".to_owned(),
                "write `takes = \"longest_waiting\"` and classes with `priority`".to_owned(),
            ];
            refuse(reader, &written.section, &["takes"], words);
        }
        if !group.people.under_load.is_empty() {
            let words = [
                format!("a pace under load with {SEVERAL}"),
                "no `under_load` here: `speeds` say how fast they go on".to_owned(),
                "remove `under_load`, or let a group of its own, without `channel`, answer these contacts".to_owned(),
            ];
            refuse(reader, &written.section, &["people", "under_load"], words);
        }
    }
}

fn types(
    reader: &mut Reader,
    centre: &ContactCentre,
    places: &Places<'_, '_>,
    is_at_desk: &[bool],
) {
    for (t, part) in centre.contact_types().iter().enumerate() {
        let Some(written) = places.types.get(t).filter(|_| is_at_desk[t]) else {
            continue;
        };
        for (g, _) in (part.reserve.iter().enumerate()).filter(|(_, kept)| **kept > 0) {
            let group = centre.skill_groups()[g].name.as_str();
            let words = [
                format!("agents kept back from contacts of {SEVERAL}"),
                "no `reserve` of a contact type that such agents answer".to_owned(),
                "remove `reserve`, or let a group of its own answer the others".to_owned(),
            ];
            let path = ["by_group", group, "reserve"];
            refuse(reader, &written.section, &path, words);
        }
    }
}

fn queues(
    reader: &mut Reader,
    centre: &ContactCentre,
    places: &Places<'_, '_>,
    is_at_desk: &[bool],
) {
    for (q, queue) in centre.queues().iter().enumerate() {
        let Some(section) = places.queues.get(q) else {
            continue;
        };
        let mut types = centre.contact_types().iter().zip(is_at_desk);
        let found = types.find(|(part, is_at_desk)| **is_at_desk && part.queue.index() == q);
        if let Some((part, _)) = found {
            let relief = &queue.relief;
            let keys = [
                ("announcement", relief.announcement.is_some()),
                ("callback", relief.callback.is_some()),
                ("overflow", !relief.overflows.is_empty()),
            ];
            for (key, _) in keys.iter().filter(|(_, is_there)| *is_there) {
                let words = [
                    format!(
                        "`{key}` of a queue with \"{}\", which is for {SEVERAL}",
                        part.name
                    ),
                    "a queue whose contacts only agents with one contact at a time answer"
                        .to_owned(),
                    format!(
                        "remove `{key}`, or give \"{}\" a queue of its own",
                        part.name
                    ),
                ];
                refuse(reader, section, &[*key], words);
            }
            continue;
        }
        for overflow in &queue.relief.overflows {
            let OverflowTo::Type(to) = overflow.to else {
                continue;
            };
            if is_at_desk[to.index()] {
                let to = &centre.contact_types()[to.index()].name;
                let words = [
                    format!("an overflow to \"{to}\", which is for {SEVERAL}"),
                    "a contact type that only agents with one contact at a time answer".to_owned(),
                    "name another contact type, or remove the overflow".to_owned(),
                ];
                let path = ["overflow", overflow.name.as_str(), "to_type"];
                refuse(reader, section, &path, words);
            }
        }
    }
}

fn self_services(
    reader: &mut Reader,
    centre: &ContactCentre,
    places: &Places<'_, '_>,
    is_at_desk: &[bool],
) {
    for (t, part) in centre.contact_types().iter().enumerate() {
        let service = centre.self_service_of(crate::model::ContactTypeId::new(t));
        let Some(service) = service.filter(|_| is_at_desk[t]) else {
            continue;
        };
        if service.escalation.only_below.is_some() {
            let words = [
                format!(
                    "an expected wait of \"{}\", which is for {SEVERAL}",
                    part.name
                ),
                "no `only_below` before such a contact type".to_owned(),
                "remove `only_below` and what goes with it".to_owned(),
            ];
            let path = ["self_service", service.name.as_str(), "only_below"];
            refuse(reader, places.root, &path, words);
        }
    }
}
