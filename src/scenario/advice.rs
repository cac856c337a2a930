//! What can be simulated but is probably not meant.

use super::circles;
use super::contact_types::Written as WrittenType;
use super::idle_keys;
use super::limits;
use super::overload;
use super::problem::Place;
use super::reader::{Reader, listed_in_both};
use super::section::Section;
use super::shortfall;
use super::skill_groups::Written as WrittenGroup;
use super::workload::Workload;
use crate::model::{ChannelKind, ContactCentre, Note, ReplicationPlan};
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
    circles::refuse(reader, centre, places);
    idle_keys::warn(reader, centre, places);
    unused_queues(reader, centre, places);
    all_kept_back(reader, centre, places);
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
        let able = able(centre, &found.types, found.agents);
        let percent = crate::units::number::floor(found.lost * 100.0);
        let [from, to] = [found.from, found.to].map(|instant| shown(centre, instant));
        reader.warn(
            &first.section.place,
            &first.section.path,
            Note::new(
                format!(
                    "from {from} to {to} {} have a load of {:.1} erlangs for {}: at least \
                     {percent} % must leave or be turned away",
                    names.en, found.load, able.en
                ),
                format!(
                    "从{from}到{to}，{}的负荷为{:.1} Erlang，而{}：至少{percent}%的客户必然离开或被拒",
                    names.zh, found.load, able.zh
                ),
            ),
            Note::new(
                "add agents then, or look at the units of the rates and handling times",
                "请在该时段增加坐席，或检查到达率和处理时长的单位",
            ),
        );
    }
    for found in overloads {
        let Some(first) = found.types.first().and_then(|t| places.types.get(*t)) else {
            continue;
        };
        let names = names_of(&found.types, places);
        let able = able(centre, &found.types, found.agents);
        let begins = match found.from {
            SimTime::START => Note::new("from the start", "从一开始"),
            from => {
                let from = shown(centre, from);
                Note::new(format!("from {from} on"), format!("从{from}起"))
            }
        };
        reader.warn(
            &first.section.place,
            &first.section.path,
            Note::new(
                format!(
                    "{} {} can never be served: a load of {:.1} erlangs for {}",
                    begins.en, names.en, found.load, able.en
                ),
                format!(
                    "{}，{}永远无法全部得到服务：负荷为{:.1} Erlang，而{}",
                    begins.zh, names.zh, found.load, able.zh
                ),
            ),
            Note::new(
                "hardly anybody leaves in time, so the line grows to the end: add agents, or write how \
                 long customers really wait (`patience`)",
                "几乎没有客户及时离开，排队会一直增长到结束：请增加坐席，或写明客户实际会等多久（`patience`）",
            ),
        );
    }
}

/// Who does the work of some types, for a message.
fn able(centre: &ContactCentre, types: &[usize], agents: f64) -> Note {
    let mask = overload::group_mask(centre, types);
    let several =
        (mask.iter().enumerate()).any(|(g, is_able)| *is_able && centre.most_in_hand(g) > 1);
    if several {
        Note::new(
            format!("people who do that of {agents:.1}, with as many in hand as is fastest"),
            format!("坐席同时处理最有利的数量时相当于{agents:.1}名"),
        )
    } else {
        Note::new(
            format!("{agents:.1} agents"),
            format!("坐席为{agents:.1}名"),
        )
    }
}

/// A local time for a message.
fn shown(centre: &ContactCentre, instant: SimTime) -> String {
    let zoned = centre.horizon().zoned_at(instant);
    zoned.strftime("%Y-%m-%d %H:%M").to_string()
}

/// Names of contact types for a message, in quotation marks.
fn names_of(types: &[usize], places: &Places<'_, '_>) -> Note {
    let names = types.iter().filter_map(|t| places.types.get(*t));
    let quoted: Vec<String> = names.map(|part| format!("\"{}\"", part.name)).collect();
    listed_in_both(quoted.iter().map(String::as_str))
}

/// Contact types from which all agents are kept back.
fn all_kept_back(reader: &mut Reader, centre: &ContactCentre, places: &Places<'_, '_>) {
    for (part, written) in centre.contact_types().iter().zip(places.types) {
        let is_kept = |group: &crate::model::SkillGroupId| {
            let reserve = part.reserve.get(group.index()).copied().unwrap_or(0);
            let most = centre.skill_groups()[group.index()].staffing.most();
            reserve > 0 && most <= crate::units::number::index(reserve)
        };
        let mut groups = part.groups.iter().flatten();
        if groups.all(is_kept) {
            reader.warn(
                &written.section.place,
                &written.section.path,
                Note::new(
                    format!("all agents are kept back from \"{}\": nobody answers", written.name),
                    format!("所有坐席都为其他业务保留，“{}”无人接听", written.name),
                ),
                Note::new(
                    "write a smaller `reserve`, or add agents: one is taken only if more are free than are kept back",
                    "请减小`reserve`或增加坐席：只有空闲坐席多于保留人数时才会接听",
                ),
            );
        }
    }
}

/// Types whose customers never hang up, in one warning.
fn patience(reader: &mut Reader, centre: &ContactCentre, places: &Places<'_, '_>) {
    let patient: Vec<usize> = (0..centre.contact_types().len())
        .filter(|t| {
            let part = &centre.contact_types()[*t];
            part.patience.law.is_none() && part.channel.kind() != ChannelKind::Ticket
        })
        .collect();
    let Some(first) = patient.first().and_then(|t| places.types.get(*t)) else {
        return;
    };
    let names = names_of(&patient, places);
    reader.warn(
        &first.section.place,
        &first.section.path_of("patience"),
        Note::new(
            format!("no patience is written for {}: nobody hangs up", names.en),
            format!("{}没有写耐心：没有客户会挂断", names.zh),
        ),
        Note::new(
            "write, say, `patience = { law = \"exponential\", mean = \"2min\" }`, unless customers really \
             wait for ever",
            "请写例如`patience = { law = \"exponential\", mean = \"2min\" }`，除非客户确实会一直等待",
        ),
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
                Some(_) => Note::new(
                    "no contact type waits in this queue, but it has a target",
                    "没有联络类型在该队列等待，但它有目标",
                ),
                None => Note::new(
                    "no contact type waits in this queue",
                    "没有联络类型在该队列等待",
                ),
            };
            let advice = Note::new(
                "write `queue` in a contact type, or remove this section",
                "请在联络类型中写`queue`，或删除该小节",
            );
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
                Note::new(
                    "the group has no agents at any time",
                    "该组在任何时候都没有坐席",
                ),
                Note::new(
                    "write how many there are, or remove the group",
                    "请写明坐席人数，或删除该组",
                ),
            );
        }
    }
}

/// Groups that cost nothing although others do.
fn groups_without_rate(reader: &mut Reader, centre: &ContactCentre, places: &Places<'_, '_>) {
    let without: Vec<&WrittenGroup<'_>> = (centre.skill_groups().iter().zip(places.groups))
        .filter(|(group, _)| group.hourly_rate.is_none() && group.cost_per_contact.is_none())
        .map(|(_, written)| written)
        .collect();
    if without.len() == centre.skill_groups().len() {
        return;
    }
    if let Some(first) = without.first() {
        let names = without.iter().map(|group| format!("\"{}\"", group.name));
        let names: Vec<String> = names.collect();
        let names = listed_in_both(names.iter().map(String::as_str));
        reader.warn(
            &first.section.place,
            &first.section.path_of("hourly_rate"),
            Note::new(
                format!(
                    "no hourly rate is written for {}: the costs are those of the other groups",
                    names.en
                ),
                format!("{}没有写时薪：成本只包含其他组", names.zh),
            ),
            Note::new(
                "write `hourly_rate`, or 0 if these people cost nothing here",
                "请写`hourly_rate`；如果这些人员在此不计成本，请写0",
            ),
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
            .filter(|t| {
                let part = &centre.contact_types()[*t];
                // Tickets can wait until somebody is there.
                part.queue.index() == q && part.channel.kind() != ChannelKind::Ticket
            })
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
            let (from, total) = (shown(centre, first), quantity_text::write_duration(total));
            reader.warn(
                section_place(section),
                &section.path,
                Note::new(
                    format!(
                        "customers come but nobody is planned to answer, first at {from}, {total} in all"
                    ),
                    format!("有客户到达但没有安排坐席：最早在{from}，共{total}"),
                ),
                Note::new(
                    "plan agents for these times, or write `opening_hours`",
                    "请为这些时段安排坐席，或写`opening_hours`",
                ),
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
