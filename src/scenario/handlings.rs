//! Handling of a contact type by each group that serves it, and what is in hand at the start.

use super::contact_types::Written as WrittenType;
use super::reader::{Fault, Reader};
use super::skill_groups::Written as WrittenGroup;
use super::value::grouped;
use crate::model::{Handling, Queue};
use crate::units::{Agents, SimTime};

/// Handling by group, in the file's order of groups; `None` for groups that do not serve the type.
pub(crate) fn of_type(
    reader: &mut Reader,
    written: &WrittenType<'_>,
    ranks: &[Vec<usize>],
    groups: &[WrittenGroup<'_>],
) -> Vec<Option<Handling>> {
    for by_group in &written.by_group {
        if !ranks.iter().flatten().any(|g| *g == by_group.group) {
            let group = groups.get(by_group.group).map_or("", |group| group.name);
            let fault = Fault::new(
                format!("the group \"{group}\" does not serve \"{}\"", written.name),
                "groups that serve the contact type",
            )
            .hint(format!(
                "add \"{group}\" to `{}`",
                written.section.path_of("groups")
            ));
            reader.refuse(&by_group.section.place, &by_group.section.path, fault);
        }
    }
    let mut missing = false;
    let handlings = (0..groups.len())
        .map(|g| {
            if !ranks.iter().flatten().any(|group| *group == g) {
                return None;
            }
            let own = written.by_group.iter().find(|own| own.group == g);
            let own_talk = own.and_then(|own| own.talk.clone());
            let own_wrap_up = own.and_then(|own| own.wrap_up.clone());
            missing |= own.is_none_or(|own| own.section.item("talk").is_none());
            Some(Handling {
                talk: own_talk.or_else(|| written.talk.clone())?,
                wrap_up: own_wrap_up.or_else(|| written.wrap_up.clone()),
            })
        })
        .collect();
    if missing && written.section.item("talk").is_none() {
        written.section.refuse_missing(reader, "talk");
    }
    handlings
}

/// The most contacts in line at the start, over all types.
const MOST_AT_START: u64 = 5_000_000;

/// Reports more contacts at the start than there are people, places or trunks for.
pub(crate) fn check_start(
    reader: &mut Reader,
    types: &[WrittenType<'_>],
    queues: &[Queue],
    groups: &[WrittenGroup<'_>],
) {
    for (g, group) in groups.iter().enumerate() {
        let Some(staffing) = &group.staffing else {
            continue;
        };
        let present = staffing.at(SimTime::START);
        let mut in_hand = 0_u64;
        for own in types.iter().flat_map(|written| &written.by_group) {
            if own.group != g || own.in_service_at_start == 0 {
                continue;
            }
            in_hand += u64::from(own.in_service_at_start);
            let rules = group.concurrency.as_ref();
            let each = rules.map_or(1, |rules| rules.most_in_hand([true; 3]));
            let most = u64::from(present.as_u32()) * u64::from(each);
            if in_hand > most {
                let place = own.section.item("in_service_at_start");
                let place = place.map_or(&own.section.place, |item| &item.place);
                let fault = Fault::new(
                    format!("{in_hand} contacts in service with {}", people(present)),
                    match each {
                        1 => "at most one contact for each agent at the start".to_owned(),
                        each => format!("at most {each} contacts for each agent at the start"),
                    },
                )
                .hint(format!("write at most {most}, or plan more agents"));
                let path = own.section.path_of("in_service_at_start");
                reader.refuse(place, &path, fault);
            }
        }
    }
    let mut in_all = 0_u64;
    for written in types {
        in_all += u64::from(written.waiting_at_start);
        if in_all > MOST_AT_START {
            let place = written.section.item("waiting_at_start");
            let place = place.map_or(&written.section.place, |item| &item.place);
            let path = written.section.path_of("waiting_at_start");
            let found = format!("{} contacts in line at the start, in all", grouped(in_all));
            let allowed = format!("at most {}", grouped(MOST_AT_START));
            reader.refuse(place, &path, Fault::new(found, allowed));
            break;
        }
    }
    for (q, queue) in queues.iter().enumerate() {
        let (mut waiting, mut on_the_line) = (0_u64, 0_u64);
        for written in types.iter().filter(|written| written.queue == Some(q)) {
            let in_hand: u64 = written
                .by_group
                .iter()
                .map(|own| u64::from(own.in_service_at_start))
                .sum();
            waiting += u64::from(written.waiting_at_start);
            on_the_line += u64::from(written.waiting_at_start) + in_hand;
            let full = queue
                .queue_capacity
                .is_some_and(|most| waiting > u64::from(most));
            let taken = queue
                .trunks
                .is_some_and(|most| on_the_line > u64::from(most));
            if (full || taken) && on_the_line > 0 {
                let place = written.section.item("waiting_at_start");
                let place = place.map_or(&written.section.place, |item| &item.place);
                let fault = if full {
                    Fault::new(
                        format!("{waiting} contacts in line at the start"),
                        "at most the queue_capacity of the queue",
                    )
                } else {
                    Fault::new(
                        format!("{on_the_line} contacts on the line at the start"),
                        "at most the trunks of the queue",
                    )
                };
                let path = written.section.path_of("waiting_at_start");
                reader.refuse(place, &path, fault);
            }
        }
    }
}

/// A number of agents for a message.
fn people(agents: Agents) -> String {
    match agents.as_u32() {
        1 => "1 agent".to_owned(),
        count => format!("{count} agents"),
    }
}
