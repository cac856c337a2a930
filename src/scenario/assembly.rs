//! The sections of a scenario put together into a contact centre.

use super::LogSummary;
use super::advice;
use super::busyness;
use super::catalogue;
use super::channels;
use super::clock::{self, Calendar};
use super::closed_days;
use super::contact_channel;
use super::contact_types::{self, Known, Written as WrittenType};
use super::demand::Asked;
use super::handlings;
use super::incidents;
use super::journeys;
use super::log;
use super::money;
use super::name::Names;
use super::plans;
use super::queues;
use super::reader::{Fault, Reader};
use super::reliefs;
use super::section::Section;
use super::self_services;
use super::services::Services;
use super::skill_groups::{self, Written as WrittenGroup};
use super::special_days;
use super::title;
use super::toml_tree::{Entry, Item, shortened};
use super::until::{self, Parts as Named};
use crate::measures::StoppingRule;
use crate::model::{
    ContactCentre, ContactType, ContactTypeId, Demand, Handling, Horizon, Misfit, Otherwise, Queue,
    QueueId, RateCurve, ReplicationPlan, ReportPlan, SelfService, SkillGroup, SkillGroupId,
    SpecialDays, StaffingPlan,
};
use crate::units::{Agents, PerHour, Share};

/// Everything that a scenario says.
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) name: String,
    pub(crate) centre: ContactCentre,
    pub(crate) replication: ReplicationPlan,
    pub(crate) until: Option<StoppingRule>,
    pub(crate) report: ReportPlan,
    pub(crate) log: Option<LogSummary>,
}

/// Reads all sections; `None` exactly when a problem was noted.
pub(crate) fn read(reader: &mut Reader, tree: &Item, file_stem: &str) -> Option<Parts> {
    let root = Section::open(reader, &catalogue::ROOT, String::new(), tree)?;
    let name = name(reader, &root, file_stem);
    let title = title::of(reader, &root);
    let language = title::language(reader, &root);
    let currency = money::currency(reader, &root);
    let calendar = clock::read(reader, &root);
    let replication = plans::replication(reader, &root);
    let report = plans::report(reader, &root);
    let correlation = busyness::correlation(reader, &root);
    require_parts(reader, &root);
    let [queue_entries, type_entries, group_entries] =
        ["queue", "contact_type", "skill_group"].map(|kind| root.named(reader, kind));
    let [queue_names, type_names, group_names] = names(
        reader,
        [
            ("queue", "queue", queue_entries),
            ("contact type", "contact_type", type_entries),
            ("skill group", "skill_group", group_entries),
        ],
    )?;
    let named = Named {
        queues: &queue_names,
        contact_types: &type_names,
        skill_groups: &group_names,
    };
    let until = until::read(reader, &root, &replication, &named);
    let overflow = reliefs::Known {
        types: &type_names,
        groups: &group_names,
    };
    let queues = queues::read(reader, queue_entries, &calendar, overflow);
    let special = special_days::read(reader, &root, &calendar)?;
    let known = Known {
        queues: &queue_names,
        groups: &group_names,
        types: &type_names,
        calendar: &calendar,
        special: &special,
    };
    let mut types = contact_types::read(reader, type_entries, &known);
    let groups = skill_groups::read(reader, group_entries, &type_names, &calendar, &special);
    let self_services = self_services::read(reader, &root, &mut types, &type_names, &calendar);
    money::check_amounts(reader, &root);
    let log = replay(reader, &root, &mut types, &calendar);
    let incidents = incidents::read(reader, &root, &type_names, &types, &calendar);
    let read = [queues.len(), types.len(), groups.len()];
    if read != [&queue_names, &type_names, &group_names].map(Names::len) {
        return None;
    }
    contact_channel::check_queues(reader, &types, &queues);
    let services = Services::agreed(reader, &types, &groups);
    let handling = handling_of_types(reader, &types, &services, &groups);
    check_reliefs(reader, &queues, &types, &services, &self_services);
    let (queue_parts, queue_sections): (Vec<Queue>, Vec<Section<'_>>) = queues.into_iter().unzip();
    self_services::check_otherwise(reader, &root, &self_services, &types, &queue_parts);
    handlings::check_start(reader, &types, &queue_parts, &groups);
    if !reader.problems.is_empty() {
        return None;
    }
    let horizon = calendar.into_horizon()?;
    advise_on_days(reader, &root, &special, (&types, &groups), &horizon);
    let special_days = special_day_parts(&special, &horizon, &mut types, &groups);
    let centre = ContactCentre::new(
        name.clone(),
        horizon,
        contact_type_parts(&mut types, &groups, &services, handling),
        queue_parts,
        skill_group_parts(&groups, &services),
    );
    let centre = centre
        .map(|centre| centre.with_title(title, language))
        .map(|centre| centre.with_money(money::of(currency)))
        .map(|centre| centre.with_self_services(self_services))
        .map(|centre| centre.with_special_days(special_days))
        .map(|centre| centre.with_incidents(incidents))
        .map(|centre| centre.with_busyness_correlation(correlation))
        .map_err(|misfits| refuse_misfits(reader, &root, &misfits))
        .ok()?;
    let places = advice::Places {
        queues: &queue_sections,
        types: &types,
        groups: &groups,
        root: &root,
    };
    let sections: Vec<&Section<'_>> = groups.iter().map(|written| &written.section).collect();
    channels::check(reader, &centre, &sections);
    let until = until.and_then(|until| until.resolved(reader, &centre, &report));
    advice::advise(reader, &centre, &replication, &places);
    closed_days::warn(reader, &centre, &special, &places);
    reader.problems.is_empty().then_some(Parts {
        name,
        centre,
        replication,
        until,
        report,
        log,
    })
}

/// Says which special days, and which of their keys, change nothing.
fn advise_on_days(
    reader: &mut Reader,
    root: &Section<'_>,
    special: &special_days::SpecialDays<'_>,
    (types, groups): (&[WrittenType<'_>], &[WrittenGroup<'_>]),
    horizon: &Horizon,
) {
    let own_days = types.iter().flat_map(|written| &written.own_days);
    let own_days = own_days.chain(groups.iter().flat_map(|written| &written.own_days));
    special.warn_of_unused(reader, root, &own_days.collect::<Vec<_>>(), horizon);
    warn_without_effect(reader, special, types, groups);
}

/// Handling by contact type and group.
fn handling_of_types(
    reader: &mut Reader,
    types: &[WrittenType<'_>],
    services: &Services,
    groups: &[WrittenGroup<'_>],
) -> Vec<Vec<Option<Handling>>> {
    let ranked = types.iter().zip(&services.groups);
    ranked
        .map(|(written, ranks)| handlings::of_type(reader, written, ranks, groups))
        .collect()
}

/// Reports what relieves the lines of queues and does not fit.
fn check_reliefs(
    reader: &mut Reader,
    queues: &[(Queue, Section<'_>)],
    types: &[WrittenType<'_>],
    services: &Services,
    self_services: &[(SelfService, Vec<ContactTypeId>)],
) {
    reliefs::check_groups(reader, queues, types, &services.groups);
    reliefs::check(reader, queues, types, &bot_callbacks(self_services, types));
}

/// The queues whose callback some self-service offers.
fn bot_callbacks(
    services: &[(SelfService, Vec<ContactTypeId>)],
    types: &[WrittenType<'_>],
) -> Vec<usize> {
    let offers = |service: &SelfService| {
        let only = service.escalation.only_below;
        only.is_some_and(|only| only.otherwise == Otherwise::Callback)
    };
    (services.iter())
        .filter(|(service, _)| offers(service))
        .flat_map(|(_, met)| met.iter().filter_map(|t| types.get(t.index())?.queue))
        .collect()
}

/// The names of parts of some kinds; `None` if there are too many of one.
fn names<'t, const N: usize>(
    reader: &mut Reader,
    kinds: [(&'static str, &str, &'t [Entry]); N],
) -> Option<[Names<'t>; N]> {
    let names = kinds.map(|(kind, key, entries)| Names::of(reader, kind, key, entries));
    let fits = names.iter().all(|names| names.len() <= Names::MOST);
    fits.then_some(names)
}

/// Refuses a scenario without a queue, a contact type or a skill group.
fn require_parts(reader: &mut Reader, root: &Section<'_>) {
    for (kind, example) in [
        ("queue", "hotline"),
        ("contact_type", "calls"),
        ("skill_group", "front"),
    ] {
        if root.entry(kind).is_none() && !reader.doubt.may_hold(&root.place, &[kind]) {
            let fault = Fault::new(
                format!("there is no section `[{kind}.NAME]`"),
                "at least one",
            )
            .hint(format!("add `[{kind}.{example}]`"));
            reader.refuse(&root.place, kind, fault);
        }
    }
}

/// The scenario's name, which stands in headings and files.
fn name(reader: &mut Reader, root: &Section<'_>, file_stem: &str) -> String {
    let fits = |name: &str| {
        !name.is_empty()
            && name.trim() == name
            && name.chars().count() <= 80
            && !name.chars().any(char::is_control)
    };
    if let Some(item) = root.item("name") {
        if let Some(name) = root.text(reader, "name") {
            if fits(name) {
                return name.to_owned();
            }
            let fault = Fault::new(
                format!("the name \"{}\"", shortened(name)),
                "1 to 80 characters, no line breaks, no space at either end",
            )
            .hint("choose a name that can be said aloud");
            reader.refuse(&item.place, "name", fault);
        }
        return String::new();
    }
    if fits(file_stem) {
        file_stem.to_owned()
    } else {
        "scenario".to_owned()
    }
}

/// Deals the log out to the types that replay it.
fn replay(
    reader: &mut Reader,
    root: &Section<'_>,
    types: &mut [WrittenType<'_>],
    calendar: &Calendar,
) -> Option<LogSummary> {
    let replays: Vec<(usize, log::Replay)> = types
        .iter()
        .enumerate()
        .filter_map(|(t, written)| match &written.demand {
            Some(Asked::Replayed(replay)) => Some((t, replay.clone())),
            _ => None,
        })
        .collect();
    if replays.is_empty() && root.entry("log").is_none() {
        return None;
    }
    let (mut records, summary) = log::read(reader, root, &replays, calendar)?;
    for (t, _) in replays {
        let taken = records.get_mut(t).map(std::mem::take).unwrap_or_default();
        types[t].demand = Some(Asked::Here(Demand::Replay(taken)));
    }
    Some(summary)
}

/// The contact types as the model has them; takes their demand along.
fn contact_type_parts(
    types: &mut [WrittenType<'_>],
    groups: &[WrittenGroup<'_>],
    services: &Services,
    handling: Vec<Vec<Option<Handling>>>,
) -> Vec<ContactType> {
    let mut parts = Vec::with_capacity(types.len());
    for ((written, ranks), handling) in types.iter_mut().zip(&services.groups).zip(handling) {
        let mut in_service_at_start = vec![Agents::ZERO; handling.len()];
        for own in &written.by_group {
            if let Some(count) = in_service_at_start.get_mut(own.group) {
                *count = Agents::new(own.in_service_at_start);
            }
        }
        let demand = match written.demand.take() {
            Some(Asked::Here(demand)) => demand,
            _ => Demand::Curve(RateCurve::constant(PerHour::ZERO)),
        };
        parts.push(ContactType {
            name: written.name.to_owned(),
            title: written.title.clone(),
            channel: written.channel.clone(),
            queue: QueueId::new(written.queue.unwrap_or(0)),
            priority: written.priority,
            demand,
            busyness: written.busyness,
            patience: written.patience.clone(),
            announced: written.announced.clone(),
            groups: ranks
                .iter()
                .map(|rank| rank.iter().map(|g| SkillGroupId::new(*g)).collect())
                .collect(),
            choice: written.choice,
            urgency: written.urgency,
            reserve: reserve(written, groups.len()),
            handling,
            journey: journeys::of_type(written, groups),
            waiting_at_start: written.waiting_at_start,
            in_service_at_start,
        });
    }
    parts
}

/// Free agents kept back from a contact type, by group; empty where there are none.
fn reserve(written: &WrittenType<'_>, groups: usize) -> Vec<u32> {
    let mut reserve = vec![0; groups];
    for own in &written.by_group {
        if let Some(kept_back) = reserve.get_mut(own.group) {
            *kept_back = own.reserve;
        }
    }
    if reserve.iter().all(|kept_back| *kept_back == 0) {
        reserve.clear();
    }
    reserve
}

/// Says which keys of special days change nothing.
fn warn_without_effect(
    reader: &mut Reader,
    special: &special_days::SpecialDays<'_>,
    types: &[WrittenType<'_>],
    groups: &[WrittenGroup<'_>],
) {
    let types: Vec<_> = (types.iter())
        .map(|written| (written.takes, written.own_days.as_slice()))
        .collect();
    let groups: Vec<_> = (groups.iter())
        .map(|written| {
            let is_planned = matches!(written.staffing, Some(StaffingPlan::Steps(_)));
            let can_change = is_planned && written.shrinkage > Share::ZERO;
            (can_change, written.own_days.as_slice())
        })
        .collect();
    special.warn_without_effect(reader, &types, &groups);
}

/// The special days as the model has them; takes the factors of types along.
fn special_day_parts(
    special: &special_days::SpecialDays<'_>,
    horizon: &Horizon,
    types: &mut [WrittenType<'_>],
    groups: &[WrittenGroup<'_>],
) -> SpecialDays {
    SpecialDays {
        days: special.listed(horizon),
        volume: (types.iter_mut())
            .map(|written| written.volume_by_day.take())
            .collect(),
        handling: (types.iter_mut())
            .map(|written| written.handling_by_day.take())
            .collect(),
        planned: groups.iter().map(|group| group.planned.clone()).collect(),
    }
}

/// The skill groups as the model has them.
fn skill_group_parts(groups: &[WrittenGroup<'_>], services: &Services) -> Vec<SkillGroup> {
    groups
        .iter()
        .zip(&services.serves)
        .map(|(written, served)| SkillGroup {
            name: written.name.to_owned(),
            title: written.title.clone(),
            serves: served.iter().map(|t| ContactTypeId::new(*t)).collect(),
            takes: written.takes,
            concurrency: written.concurrency.clone(),
            staffing: written
                .staffing
                .clone()
                .unwrap_or_else(|| StaffingPlan::constant(Agents::ZERO)),
            shrinkage: written.shrinkage,
            hourly_rate: written.hourly_rate,
            cost_per_contact: written.cost_per_contact,
            people: written.people.clone(),
            leaving: written.leaving,
        })
        .collect()
}

/// What the model refuses although each section is sound.
fn refuse_misfits(reader: &mut Reader, root: &Section<'_>, misfits: &[Misfit]) {
    for misfit in misfits {
        let (key, allowed) = match misfit {
            Misfit::TooLarge { .. } => ("skill_group", "fewer people, or fewer days"),
            _ => ("clock", "parts that fit together"),
        };
        let place = root.item(key).map_or(&root.place, |item| &item.place);
        reader.refuse(place, key, Fault::new(misfit.to_string(), allowed));
    }
}
