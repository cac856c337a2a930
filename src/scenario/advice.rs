//! What can be simulated but is probably not meant.

use super::contact_types::Written as WrittenType;
use super::limits;
use super::overload;
use super::problem::Place;
use super::reader::{Reader, listed};
use super::section::Section;
use super::shortfall;
use super::skill_groups::Written as WrittenGroup;
use super::workload::Workload;
use crate::model::{ContactCentre, ReplicationPlan};
use crate::units::{SimTime, Span, quantity_text};

/// Where the parts of the centre are written.
#[derive(Debug)]
pub(crate) struct Places<'a, 't> {
    pub(crate) root: &'a Section<'t>,
    pub(crate) queues: &'a [Section<'t>],
    pub(crate) types: &'a [WrittenType<'t>],
    pub(crate) groups: &'a [WrittenGroup<'t>],
}

/// Looks at a sound centre and says what its author may have overlooked.
pub(crate) fn advise(
    reader: &mut Reader,
    centre: &ContactCentre,
    plan: &ReplicationPlan,
    places: &Places<'_, '_>,
) {
    let workload = Workload::of(centre);
    limits::check(reader, centre, plan, &workload, places);
    patience(reader, centre, places);
    unused_queues(reader, centre, places);
    idle_plans(reader, centre, places);
    groups_without_rate(reader, centre, places);
    nobody_there(reader, centre, &workload, places);
    let overloads = overload::find(centre, &workload);
    let told: Vec<usize> = (overloads.iter())
        .flat_map(|found| found.types.iter().copied())
        .collect();
    for found in shortfall::find(centre, &workload, &told) {
        let Some(first) = found.types.first().and_then(|t| places.types.get(*t)) else {
            continue;
        };
        let names = names_of(&found.types, places);
        let percent = crate::units::number::floor(found.lost * 100.0);
        reader.warn(
            &first.section.place,
            &first.section.path,
            format!(
                "from {} to {} {names} have a load of {:.1} erlangs for {:.1} agents: at least \
                 {percent} % must leave or be turned away",
                shown(centre, found.from),
                shown(centre, found.to),
                found.load,
                found.agents
            ),
            "add agents then, or look at the units of the rates and handling times",
        );
    }
    for found in overloads {
        let Some(first) = found.types.first().and_then(|t| places.types.get(*t)) else {
            continue;
        };
        let names = names_of(&found.types, places);
        let begins = match found.from {
            SimTime::START => "from the start".to_owned(),
            from => format!("from {} on", shown(centre, from)),
        };
        reader.warn(
            &first.section.place,
            &first.section.path,
            format!(
                "{begins} {names} can never be served: a load of {:.1} erlangs for {:.1} agents",
                found.load, found.agents
            ),
            "hardly anybody leaves in time, so the line grows to the end: add agents, or write how \
             long customers really wait (`patience`)",
        );
    }
}

/// A local time for a message.
fn shown(centre: &ContactCentre, instant: SimTime) -> String {
    let zoned = centre.horizon().zoned_at(instant);
    zoned.strftime("%Y-%m-%d %H:%M").to_string()
}

/// Names of contact types for a message, in quotation marks.
fn names_of(types: &[usize], places: &Places<'_, '_>) -> String {
    let names = types.iter().filter_map(|t| places.types.get(*t));
    let quoted: Vec<String> = names.map(|part| format!("\"{}\"", part.name)).collect();
    listed(quoted.iter().map(String::as_str))
}

/// Types whose customers never hang up, in one warning.
fn patience(reader: &mut Reader, centre: &ContactCentre, places: &Places<'_, '_>) {
    let patient: Vec<usize> = (0..centre.contact_types().len())
        .filter(|t| centre.contact_types()[*t].patience.law.is_none())
        .collect();
    let Some(first) = patient.first().and_then(|t| places.types.get(*t)) else {
        return;
    };
    reader.warn(
        &first.section.place,
        &first.section.path_of("patience"),
        format!("no patience is written for {}: nobody hangs up", names_of(&patient, places)),
        "write, say, `patience = { law = \"exponential\", mean = \"2min\" }`, unless customers really \
         wait for ever",
    );
}

/// Queues in which nobody ever waits.
fn unused_queues(reader: &mut Reader, centre: &ContactCentre, places: &Places<'_, '_>) {
    for (q, section) in places.queues.iter().enumerate() {
        let used = centre
            .contact_types()
            .iter()
            .any(|part| part.queue.index() == q);
        if !used {
            let found = match section.entry("target") {
                Some(_) => "no contact type waits in this queue, but it has a target",
                None => "no contact type waits in this queue",
            };
            let advice = "write `queue` in a contact type, or remove this section";
            reader.warn(&section.place, &section.path, found, advice);
        }
    }
}

/// Groups in which there is never anybody.
fn idle_plans(reader: &mut Reader, centre: &ContactCentre, places: &Places<'_, '_>) {
    for (group, written) in centre.skill_groups().iter().zip(places.groups) {
        if group.staffing.most() == 0 {
            let section = &written.section;
            let place = ["agents", "plan", "sessions"]
                .iter()
                .find_map(|key| section.item(key))
                .map_or(&section.place, |item| &item.place);
            reader.warn(
                place,
                &section.path,
                "the group has no agents at any time",
                "write how many there are, or remove the group",
            );
        }
    }
}

/// Groups that cost nothing although others do.
fn groups_without_rate(reader: &mut Reader, centre: &ContactCentre, places: &Places<'_, '_>) {
    let without: Vec<&WrittenGroup<'_>> = (centre.skill_groups().iter().zip(places.groups))
        .filter(|(group, _)| group.hourly_rate.is_none())
        .map(|(_, written)| written)
        .collect();
    if without.len() == centre.skill_groups().len() {
        return;
    }
    if let Some(first) = without.first() {
        let names = without.iter().map(|group| format!("\"{}\"", group.name));
        let names: Vec<String> = names.collect();
        reader.warn(
            &first.section.place,
            &first.section.path_of("hourly_rate"),
            format!(
                "no hourly rate is written for {}: the costs are those of the other groups",
                listed(names.iter().map(String::as_str))
            ),
            "write `hourly_rate`, or 0 if these people cost nothing here",
        );
    }
}

/// Times when customers come to a queue and none of its people is there.
fn nobody_there(
    reader: &mut Reader,
    centre: &ContactCentre,
    workload: &Workload,
    places: &Places<'_, '_>,
) {
    let end = centre.horizon().end();
    for (q, section) in places.queues.iter().enumerate() {
        let types: Vec<usize> = (0..centre.contact_types().len())
            .filter(|t| centre.contact_types()[*t].queue.index() == q)
            .collect();
        let mut there = vec![false; workload.cells()];
        let listed = overload::group_mask(centre, &types);
        for (_, people) in listed
            .iter()
            .zip(&workload.capacity)
            .filter(|(listed, _)| **listed)
        {
            for (there, hours) in there.iter_mut().zip(people) {
                *there |= *hours > 0.0;
            }
        }
        let mut first: Option<SimTime> = None;
        let mut total = Span::ZERO;
        for (cell, there) in there.into_iter().enumerate() {
            let (from, to) = (workload.edges[cell], workload.edges[cell + 1]);
            let coming = types.iter().any(|t| workload.arrivals[*t][cell] > 0.0);
            if from < end && coming && !there {
                first = first.or(Some(from));
                total += to.since(from);
            }
        }
        if let Some(first) = first {
            reader.warn(
                section_place(section),
                &section.path,
                format!(
                    "customers come but nobody is planned to answer, first at {}, {} in all",
                    shown(centre, first),
                    quantity_text::write_duration(total)
                ),
                "plan agents for these times, or write `opening_hours`",
            );
        }
    }
}

/// The opening hours if they are written, otherwise the section.
fn section_place<'a>(section: &'a Section<'_>) -> &'a Place {
    section
        .item("opening_hours")
        .map_or(&section.place, |item| &item.place)
}
