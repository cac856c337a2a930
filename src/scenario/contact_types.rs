//! The `[contact_type.NAME]` sections.

use super::catalogue;
use super::clock::Calendar;
use super::contact_channel;
use super::defaults;
use super::demand::{self, Asked, TypeDays};
use super::follow_ups;
use super::laws::law_of;
use super::name::Names;
use super::patience;
use super::problem::Place;
use super::reader::{Fault, Reader};
use super::reasons;
use super::reliefs;
use super::section::{Section, join};
use super::special_days::{Effects, SpecialDays, Takes, read_effects};
use super::title;
use super::toml_tree::{Entry, Item, Value};
use super::transfers;
use super::value::{list_of, text_of};
use crate::model::{
    AgentChoice, Announced, Busyness, Channel, ComeBack, Distribution, FactorCurve, Patience,
    Reason, Redial, Title, Transfer, Urgency,
};
use crate::units::Share;

/// The lowest class.
const LOWEST_PRIORITY: u32 = 1_000;

/// The most contacts that may be there already when the horizon starts.
pub(crate) const MOST_AT_START: u32 = 1_000_000;

/// The most agents that may be kept back.
const MOST_RESERVE: u32 = 1_000_000;

/// The most that a wait may be weighted.
const MOST_WEIGHT: f64 = 1e6;

/// Words for the choice among free agents.
const CHOICES: [(&str, AgentChoice); 4] = [
    ("longest_idle", AgentChoice::LongestIdle),
    ("least_occupied", AgentChoice::LeastOccupied),
    ("fastest", AgentChoice::Fastest),
    ("random", AgentChoice::Random),
];

/// A contact type as it is written, before groups and types are put together.
#[derive(Debug)]
pub(crate) struct Written<'t> {
    pub(crate) name: &'t str,
    pub(crate) title: Option<Title>,
    pub(crate) section: Section<'t>,
    pub(crate) channel: Channel,
    /// The place of its queue in the file's order, if that is known.
    pub(crate) queue: Option<usize>,
    pub(crate) priority: u32,
    pub(crate) demand: Option<Asked>,
    pub(crate) busyness: Busyness,
    pub(crate) patience: Patience,
    /// What an announcement of the wait does to its customers.
    pub(crate) announced: Announced,
    /// Groups in ranks, with the places where they are named; `None`: not written.
    pub(crate) groups: Option<Vec<Vec<(usize, Place)>>>,
    /// Whether every name in `groups` is known, so that who is not named does not serve the type.
    pub(crate) is_whole: bool,
    pub(crate) choice: AgentChoice,
    pub(crate) urgency: Urgency,
    pub(crate) talk: Option<Distribution>,
    pub(crate) wrap_up: Option<Distribution>,
    pub(crate) by_group: Vec<ByGroup<'t>>,
    pub(crate) reasons: Vec<Reason>,
    /// Chance that an agent resolves the matter.
    pub(crate) resolution: Option<Share>,
    pub(crate) redial: Option<Redial>,
    pub(crate) transfer: Option<Transfer>,
    pub(crate) repeat: Option<ComeBack>,
    pub(crate) comes_back: Option<ComeBack>,
    pub(crate) waiting_at_start: u32,
    /// What special days change for this type alone.
    pub(crate) own_days: Vec<Effects<'t>>,
    /// What its demand takes from special days.
    pub(crate) takes: Takes,
    /// The factor of special days that is in the demand.
    pub(crate) volume_by_day: Option<FactorCurve>,
    /// The factor on handling by the day of arrival.
    pub(crate) handling_by_day: Option<FactorCurve>,
}

/// What differs for one group.
#[derive(Debug)]
pub(crate) struct ByGroup<'t> {
    pub(crate) group: usize,
    pub(crate) section: Section<'t>,
    pub(crate) talk: Option<Distribution>,
    pub(crate) wrap_up: Option<Distribution>,
    pub(crate) resolution: Option<Share>,
    pub(crate) reserve: u32,
    pub(crate) in_service_at_start: u32,
}

/// What the contact types of a file may name.
#[derive(Debug)]
pub(crate) struct Known<'a, 't> {
    pub(crate) queues: &'a Names<'t>,
    pub(crate) groups: &'a Names<'t>,
    pub(crate) types: &'a Names<'t>,
    pub(crate) calendar: &'a Calendar,
    pub(crate) special: &'a SpecialDays<'t>,
}

/// The contact types in the order of the file.
pub(crate) fn read<'t>(
    reader: &mut Reader,
    entries: &'t [Entry],
    known: &Known<'_, 't>,
) -> Vec<Written<'t>> {
    let mut types = Vec::new();
    for entry in entries {
        let path = join("contact_type", &entry.key);
        if let Some(section) = Section::open(reader, &catalogue::CONTACT_TYPE, path, &entry.item) {
            types.push(contact_type(reader, section, &entry.key, known));
        }
    }
    types
}

/// One contact type; what is wrong in it leaves gaps.
fn contact_type<'t>(
    reader: &mut Reader,
    section: Section<'t>,
    name: &'t str,
    known: &Known<'_, 't>,
) -> Written<'t> {
    let queue = queue(reader, &section, known.queues);
    let priority = section.small_count(reader, "priority", (1, LOWEST_PRIORITY));
    let horizon = known.calendar.horizon();
    let own_days = horizon.map_or_else(Vec::new, |horizon| {
        read_effects(reader, &section, &catalogue::TYPE_SPECIAL_DAY, horizon)
    });
    let influence = known.special.influence(&own_days);
    let days = TypeDays {
        special: known.special,
        influence: &influence,
    };
    let demand = demand::read(reader, &section, name, known.calendar, days);
    let takes = demand.as_ref().map_or(Takes::Days, |read| read.takes);
    let (demand, volume_by_day, busyness) = match demand {
        Some(read) => (Some(read.asked), read.volume, read.busyness),
        None => (None, None, Busyness::default()),
    };
    let mut patience = patience::read(reader, &section, name, known.calendar);
    let channel = contact_channel::read(reader, &section, &mut patience);
    let noted = reader.problems.noted();
    let groups = groups(reader, &section, known.groups);
    let is_whole = reader.problems.noted() == noted;
    Written {
        name,
        title: title::of(reader, &section),
        channel,
        queue,
        priority: priority.unwrap_or(defaults::PRIORITY),
        demand,
        busyness,
        patience,
        announced: reliefs::of_type(reader, &section),
        groups,
        is_whole,
        choice: section.word(reader, "choice", &CHOICES).unwrap_or_default(),
        urgency: urgency(reader, &section),
        talk: law_of(reader, &section, "talk"),
        wrap_up: law_of(reader, &section, "wrap_up"),
        by_group: by_groups(reader, &section, known.groups),
        reasons: reasons::read(reader, &section),
        resolution: section.share(reader, "resolution"),
        redial: follow_ups::redial(reader, &section, known.types),
        transfer: transfers::read(reader, &section, known.types),
        repeat: follow_ups::come_back(reader, &section, "repeat", &catalogue::REPEAT, known.types),
        comes_back: follow_ups::come_back(
            reader,
            &section,
            "return",
            &catalogue::RETURN,
            known.types,
        ),
        waiting_at_start: section
            .small_count(reader, "waiting_at_start", (0, MOST_AT_START))
            .unwrap_or(0),
        own_days,
        takes,
        volume_by_day,
        handling_by_day: known.special.factors(&influence, |of_day| of_day.handling),
        section,
    }
}

/// The queue of a contact type; the only one needs no name.
fn queue(reader: &mut Reader, section: &Section<'_>, queues: &Names<'_>) -> Option<usize> {
    let Some(item) = section.item("queue") else {
        if queues.len() > 1 {
            section.refuse_missing(reader, "queue");
        }
        return (queues.len() == 1).then_some(0);
    };
    let name = section.text(reader, "queue")?;
    queues.find(reader, name, &item.place, &section.path_of("queue"))
}

/// How waits count for groups that choose by weighted wait.
fn urgency(reader: &mut Reader, contact_type: &Section<'_>) -> Urgency {
    let item = contact_type.item("urgency");
    let path = contact_type.path_of("urgency");
    let section = item.and_then(|item| Section::open(reader, &catalogue::URGENCY, path, item));
    let Some(section) = section else {
        return Urgency::default();
    };
    let allowed = "a number above 0, up to 1,000,000";
    let weight = section.number(reader, "weight", allowed).unwrap_or(1.0);
    if let (true, Some(item)) = (weight > MOST_WEIGHT, section.item("weight")) {
        let fault = Fault::new(item.describe_plain(), allowed);
        reader.refuse(&item.place, &section.path_of("weight"), fault);
    }
    Urgency {
        base: section.duration(reader, "base").unwrap_or_default(),
        weight,
    }
}

/// Groups in ranks: `["front", ["a", "b"]]`.
fn groups(
    reader: &mut Reader,
    section: &Section<'_>,
    names: &Names<'_>,
) -> Option<Vec<Vec<(usize, Place)>>> {
    let item = section.item("groups")?;
    let path = section.path_of("groups");
    let of = "names of skill groups: [\"first\", [\"second\", \"equal\"]]";
    let items = list_of(reader, &path, item, Names::MOST, of)?;
    let mut ranks: Vec<Vec<(usize, Place)>> = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let path = join(&path, &(i + 1).to_string());
        let equals: &[Item] = match &item.value {
            Value::List(_) => list_of(reader, &path, item, Names::MOST, of).unwrap_or_default(),
            _ => std::slice::from_ref(item),
        };
        let mut rank = Vec::new();
        for item in equals {
            let Some(name) = text_of(reader, &path, item) else {
                continue;
            };
            let Some(group) = names.find(reader, name, &item.place, &path) else {
                continue;
            };
            if ranks
                .iter()
                .flatten()
                .chain(&rank)
                .any(|(other, _)| *other == group)
            {
                let fault = Fault::new(format!("\"{name}\" a second time"), "each group once")
                    .hint("remove one of the two");
                reader.refuse(&item.place, &path, fault);
            } else {
                rank.push((group, item.place.clone()));
            }
        }
        if !rank.is_empty() {
            ranks.push(rank);
        }
    }
    if items.is_empty() {
        let fault = Fault::new("an empty list", "at least one skill group")
            .hint("leave `groups` out to take all groups that serve the type");
        reader.refuse(&item.place, &path, fault);
    }
    Some(ranks)
}

/// What differs by group, for the groups that exist.
fn by_groups<'t>(
    reader: &mut Reader,
    section: &Section<'t>,
    names: &Names<'_>,
) -> Vec<ByGroup<'t>> {
    let mut all = Vec::new();
    let path = section.path_of("by_group");
    for entry in section.named(reader, "by_group") {
        let path = join(&path, &entry.key);
        let group = names.find(reader, &entry.key, &entry.key_place, &path);
        let Some(section) = Section::open(reader, &catalogue::BY_GROUP, path, &entry.item) else {
            continue;
        };
        let talk = law_of(reader, &section, "talk");
        let wrap_up = law_of(reader, &section, "wrap_up");
        let resolution = section.share(reader, "resolution");
        let reserve = section.small_count(reader, "reserve", (0, MOST_RESERVE));
        let in_service = section.small_count(reader, "in_service_at_start", (0, MOST_AT_START));
        if let Some(group) = group {
            all.push(ByGroup {
                group,
                section,
                talk,
                wrap_up,
                resolution,
                reserve: reserve.unwrap_or(0),
                in_service_at_start: in_service.unwrap_or(0),
            });
        }
    }
    all
}
