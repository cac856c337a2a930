//! A valid model made fast: flat arrays by small index, read-only, shared by all threads.
//!
//! Nothing here can fail; what could be wrong was refused when the model was made.

pub mod arrivals;
pub mod busyness;
pub mod desks;
pub mod incidents;
pub mod inputs;
pub mod journeys;
pub mod lines;
pub mod people;
pub mod relief;
pub mod roster;
pub mod routes;
pub mod samplers;

pub use desks::{DeskInputs, DeskLine, DeskType, Pace, Room};
pub use inputs::{GroupInputs, HandlingSampler, LineInputs, QueueInputs, SimInputs, TypeInputs};
pub use roster::Roster;
pub use routes::{Route, Tier, TierChoice};

use crate::model::{
    ChannelKind, ContactCentre, ContactChoice, ContactType, Handling, OpeningHours, Queue,
    ReportPlan, SkillGroup, WaitEstimator,
};
use crate::random::{StandardLaws, streams};
use crate::units::number;

/// Compiles a centre. Of the report only `line_length` matters here: a line whose length is asked
/// for must know at once who has left.
pub fn compile(centre: &ContactCentre, report: &ReportPlan) -> SimInputs {
    let horizon = centre.horizon();
    let plan = lines::plan(centre);
    let follows_matters = centre.follows_matters();
    let people = people_inputs(centre);
    let timers = relief::timers(centre, &plan);
    let lines = line_inputs(centre, report, &plan, &timers);
    let queues = (centre.queues().iter().enumerate())
        .map(|(q, queue)| {
            let relief = relief::relief(queue, q, &plan);
            queue_inputs(queue, centre.holds_tickets(q), relief)
        })
        .collect();
    let desks = desks::desks(centre, &plan);
    let desk_lists = desks.iter().flatten().map(|desks| desks.mixes.len()).sum();
    let mut first_agent = 0;
    let groups = centre
        .skill_groups()
        .iter()
        .zip(plan.levels.iter().zip(desks))
        .map(|(group, (levels, desks))| {
            let mut inputs = group_inputs(group, first_agent, levels, desks);
            let keeps_back = |line: &u32| !lines[number::index(*line)].reserve.is_empty();
            inputs.weighs = group.takes == ContactChoice::WeightedWait;
            if inputs.weighs || inputs.levels.iter().flatten().any(keeps_back) {
                inputs.choosy_levels = std::mem::take(&mut inputs.levels);
            }
            first_agent += inputs.agents;
            inputs
        });
    let groups: Vec<GroupInputs> = groups.collect();
    let group_of_agent = (groups.iter().enumerate())
        .flat_map(|(g, group)| std::iter::repeat_n(number::id(g), number::index(group.agents)))
        .collect();
    let has_trunks = (centre.queues().iter().enumerate())
        .any(|(q, queue)| queue.trunks.is_some() && !centre.holds_tickets(q));
    let contact_types: Vec<TypeInputs> = (0..centre.contact_types().len())
        .map(|t| type_inputs(centre, t, &groups, &plan))
        .collect();
    let reads_occupancy = centre
        .contact_types()
        .iter()
        .any(|part| part.choice == crate::model::AgentChoice::LeastOccupied);
    let adjusts_handling = follows_matters || !people.is_empty();
    let notes_handling = reads_occupancy || has_trunks || follows_matters;
    let reads_last_wait = centre.relieves_lines()
        && (centre.queues().iter())
            .any(|queue| queue.relief.estimator == WaitEstimator::LastAnswered);
    let has_announcements = centre.has_announcements();
    SimInputs {
        reads_idle_times: (contact_types.iter())
            .flat_map(|part| match &part.desk {
                Some(desk) => &desk.route.tiers,
                None => &part.route.tiers,
            })
            .any(|tier| tier.choice == TierChoice::LongestIdle && tier.groups.len() > 1),
        contact_types,
        handling: centre
            .contact_types()
            .iter()
            .flat_map(|part| {
                part.handling
                    .iter()
                    .map(|handling| handling.as_ref().map(handling_sampler))
            })
            .collect(),
        groups,
        group_of_agent,
        queues,
        journeys: journey_inputs(centre),
        adjusts_handling,
        people,
        self_services: (centre.self_services().iter())
            .map(journeys::self_service)
            .collect(),
        lines,
        timers,
        interval_starts: horizon
            .intervals()
            .iter()
            .map(|interval| interval.from)
            .collect(),
        counted_from: horizon.counted_from(),
        end: horizon.end(),
        latest: horizon.latest(),
        laws: StandardLaws::new(),
        reads_occupancy,
        incidents: incidents::incidents(centre),
        has_announcements,
        follows_arrivals: follows_matters || has_announcements,
        notes_handling,
        handles_plainly: !adjusts_handling && !notes_handling,
        notes_answers: has_trunks || reads_last_wait,
        has_trunks,
        follows_talk: has_trunks || follows_matters || desk_lists > 0,
        has_relief: centre.relieves_lines(),
        has_callbacks: (centre.queues().iter()).any(|queue| queue.relief.callback.is_some()),
        reads_last_wait,
        desk_lists,
    }
}

/// The lines of a centre.
fn line_inputs(
    centre: &ContactCentre,
    report: &ReportPlan,
    plan: &lines::LinePlan,
    timers: &[relief::TimerInputs],
) -> Vec<LineInputs> {
    let follows_matters = centre.follows_matters();
    let mut groups = centre.skill_groups().iter();
    let reads_load = groups.any(|group| !group.people.under_load.is_empty());
    let lines = plan.lines.iter().enumerate().map(|(l, line)| {
        let desk = line.own.and_then(|t| desks::desk_line(centre, t));
        LineInputs {
            queue: line.queue,
            channel: line.channel,
            is_live: report.line_length
                || follows_matters
                || reads_load
                || desk.is_some()
                || centre.queues()[line.queue].reads_line_length(),
            desk,
            mask: line.mask,
            base: number::float(line.urgency.0),
            weight: f64::from_bits(line.urgency.1),
            reserve: line.reserve.clone(),
            timers: (timers.iter().enumerate())
                .filter(|(_, timer)| timer.line == l)
                .map(|(number, _)| number)
                .collect(),
        }
    });
    lines.collect()
}

/// What happens around contacts, by type; nothing where matters are not followed.
fn journey_inputs(centre: &ContactCentre) -> Vec<journeys::JourneyInputs> {
    if !centre.follows_matters() {
        return Vec::new();
    }
    let types = centre.contact_types().iter();
    types.map(journeys::journey).collect()
}

/// How people differ, by group, with how many there are at most; nothing where all are alike.
fn people_inputs(centre: &ContactCentre) -> Vec<(people::PeopleInputs, u32)> {
    let groups = centre.skill_groups();
    if !groups.iter().any(|group| group.people.differ()) {
        return Vec::new();
    }
    let people = groups.iter().map(|group| {
        let agents = number::id(group.staffing.most());
        (people::people(group, queues_of(centre, group)), agents)
    });
    people.collect()
}

fn type_inputs(
    centre: &ContactCentre,
    t: usize,
    groups: &[GroupInputs],
    plan: &lines::LinePlan,
) -> TypeInputs {
    let part = &centre.contact_types()[t];
    let horizon = centre.horizon();
    let queue = &centre.queues()[part.queue.index()];
    let mut route = routes::route(part, &queue.relief, people_differ(centre, part));
    let desk = desks::desk_type(centre, t, &route);
    if desk.is_some() {
        route.tiers.clear();
    }
    TypeInputs {
        whose: streams::whose(&part.name),
        queue: part.queue.index(),
        line: plan.lines_of_type[t][0],
        lines: plan.lines_of_type[t].clone(),
        due_line: plan.due_of_type[t],
        paces: relief::paces(part, queue, groups),
        announced: part.announced.clone(),
        mean_handling: (part.handling.iter())
            .map(|law| law.as_ref().map_or(0.0, |law| law.mean().as_micros_f64()))
            .collect(),
        route,
        desk,
        patience: part.patience.law.as_ref().map(samplers::sampler),
        patience_by_time: part.patience.by_time.clone(),
        leaves_at_once: part.patience.leaves_at_once.as_f64(),
        arrivals: arrivals::arrivals(&part.demand, &busyness::cuts(part, horizon)),
        busyness: busyness::busyness(part, centre.busyness_correlation(), horizon),
        handling_by_day: centre.special_days().handling_of(t).cloned(),
        waiting_at_start: part.waiting_at_start,
        in_service_at_start: part
            .in_service_at_start
            .iter()
            .map(|agents| agents.as_u32())
            .collect(),
    }
}

/// Whether people of the groups that answer a contact type differ.
fn people_differ(centre: &ContactCentre, part: &ContactType) -> bool {
    let mut groups = part.groups.iter().flatten();
    groups.any(|group| centre.skill_groups()[group.index()].people.differ())
}

fn handling_sampler(handling: &Handling) -> HandlingSampler {
    HandlingSampler {
        talk: samplers::sampler(&handling.talk),
        wrap_up: handling.wrap_up.as_ref().map(samplers::sampler),
    }
}

fn group_inputs(
    group: &SkillGroup,
    first_agent: u32,
    levels: &[Vec<u32>],
    desks: Option<Box<DeskInputs>>,
) -> GroupInputs {
    GroupInputs {
        first_agent,
        agents: number::id(group.staffing.most()),
        choosy_levels: Vec::new(),
        weighs: false,
        roster: roster::roster(&group.staffing, group.leaving),
        levels: if desks.is_some() {
            Vec::new()
        } else {
            levels.to_vec()
        },
        desks,
    }
}

/// The queues in which customers wait for a group, each once: nobody waits by a ticket.
fn queues_of(centre: &ContactCentre, group: &SkillGroup) -> Vec<usize> {
    let types = group
        .serves
        .iter()
        .map(|id| &centre.contact_types()[id.index()]);
    let live = types.filter(|part| part.channel.kind() != ChannelKind::Ticket);
    let mut queues: Vec<usize> = live.map(|part| part.queue.index()).collect();
    queues.sort_unstable();
    queues.dedup();
    queues
}

/// Tickets come in at any time: the opening hours of their queue are those of the clock by which they are
/// due. They take no trunks.
fn queue_inputs(
    queue: &Queue,
    holds_tickets: bool,
    relief: Option<relief::ReliefInputs>,
) -> QueueInputs {
    QueueInputs {
        capacity: queue.queue_capacity,
        trunks: queue.trunks.filter(|_| !holds_tickets),
        opening_hours: if holds_tickets {
            OpeningHours::Always
        } else {
            queue.opening_hours.clone()
        },
        at_closing: queue.at_closing,
        estimator: queue.relief.estimator,
        relief: relief.map(Box::new),
    }
}
