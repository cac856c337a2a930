//! A valid model made fast: flat arrays by small index, read-only, shared by all threads.
//!
//! Nothing here can fail; what could be wrong was refused when the model was made.

pub mod arrivals;
pub mod busyness;
pub mod incidents;
pub mod inputs;
pub mod journeys;
pub mod lines;
pub mod people;
pub mod relief;
pub mod roster;
pub mod routes;
pub mod samplers;

pub use inputs::{GroupInputs, HandlingSampler, LineInputs, QueueInputs, SimInputs, TypeInputs};
pub use roster::Roster;
pub use routes::{Route, Tier, TierChoice};

use crate::model::{
    ContactCentre, ContactChoice, ContactType, Handling, Queue, ReportPlan, SkillGroup,
    WaitEstimator,
};
use crate::random::{StandardExponential, streams};
use crate::units::number;

/// Compiles a centre. Of the report only `line_length` matters here: a line whose length is asked
/// for must know at once who has left.
pub fn compile(centre: &ContactCentre, report: &ReportPlan) -> SimInputs {
    let horizon = centre.horizon();
    let mut plan = lines::plan(centre);
    let follows_matters = centre.follows_matters();
    let people = people_inputs(centre);
    let timers = relief::timers(centre, &plan);
    let lines = line_inputs(centre, report, &plan, &timers);
    let queues = (centre.queues().iter().enumerate())
        .map(|(q, queue)| queue_inputs(queue, relief::relief(queue, q, &plan)))
        .collect();
    let mut first_agent = 0;
    let groups = centre
        .skill_groups()
        .iter()
        .zip(std::mem::take(&mut plan.levels))
        .map(|(group, levels)| {
            let mut inputs = group_inputs(group, first_agent, levels);
            let keeps_back = |line: &u32| !lines[number::index(*line)].reserve.is_empty();
            inputs.weighs = group.takes == ContactChoice::WeightedWait;
            inputs.is_choosy = inputs.weighs || inputs.levels.iter().flatten().any(keeps_back);
            first_agent += inputs.agents;
            inputs
        });
    let groups: Vec<GroupInputs> = groups.collect();
    let group_of_agent = (groups.iter().enumerate())
        .flat_map(|(g, group)| std::iter::repeat_n(number::id(g), number::index(group.agents)))
        .collect();
    let has_trunks = centre.queues().iter().any(|queue| queue.trunks.is_some());
    let contact_types: Vec<TypeInputs> = (centre.contact_types().iter())
        .enumerate()
        .map(|(t, part)| type_inputs(centre, t, part, &plan))
        .collect();
    let reads_occupancy = centre
        .contact_types()
        .iter()
        .any(|part| part.choice == crate::model::AgentChoice::LeastOccupied);
    let reads_last_wait = centre.relieves_lines()
        && (centre.queues().iter())
            .any(|queue| queue.relief.estimator == WaitEstimator::LastAnswered);
    let has_announcements = centre.has_announcements();
    SimInputs {
        reads_idle_times: (contact_types.iter())
            .flat_map(|part| &part.route.tiers)
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
        adjusts_handling: follows_matters || !people.is_empty(),
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
        exponential: StandardExponential::new(),
        reads_occupancy,
        incidents: incidents::incidents(centre),
        has_announcements,
        follows_arrivals: follows_matters || has_announcements,
        notes_handling: reads_occupancy || has_trunks || follows_matters,
        notes_answers: has_trunks || reads_last_wait,
        has_trunks,
        follows_talk: has_trunks || follows_matters,
        has_relief: centre.relieves_lines(),
        has_callbacks: (centre.queues().iter()).any(|queue| queue.relief.callback.is_some()),
        reads_last_wait,
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
    let lines = plan.lines.iter().enumerate().map(|(l, line)| LineInputs {
        queue: line.queue,
        is_live: report.line_length
            || follows_matters
            || reads_load
            || centre.queues()[line.queue].reads_line_length(),
        mask: line.mask,
        base: number::float(line.urgency.0),
        weight: f64::from_bits(line.urgency.1),
        reserve: line.reserve.clone(),
        timers: (timers.iter().enumerate())
            .filter(|(_, timer)| timer.line == l)
            .map(|(number, _)| number)
            .collect(),
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
    part: &ContactType,
    plan: &lines::LinePlan,
) -> TypeInputs {
    let horizon = centre.horizon();
    let queue = &centre.queues()[part.queue.index()];
    TypeInputs {
        whose: streams::whose(&part.name),
        queue: part.queue.index(),
        line: plan.lines_of_type[t][0],
        lines: plan.lines_of_type[t].clone(),
        due_line: plan.due_of_type[t],
        paces: relief::paces(part, queue),
        announced: part.announced.clone(),
        route: routes::route(part, &queue.relief, people_differ(centre, part)),
        mean_handling: (part.handling.iter())
            .map(|law| law.as_ref().map_or(0.0, |law| law.mean().as_micros_f64()))
            .collect(),
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

fn group_inputs(group: &SkillGroup, first_agent: u32, levels: Vec<Vec<u32>>) -> GroupInputs {
    GroupInputs {
        first_agent,
        agents: number::id(group.staffing.most()),
        is_choosy: false,
        weighs: false,
        roster: roster::roster(&group.staffing, group.leaving),
        levels,
    }
}

/// The queues whose contacts a group answers, each once.
fn queues_of(centre: &ContactCentre, group: &SkillGroup) -> Vec<usize> {
    let types = group
        .serves
        .iter()
        .map(|id| &centre.contact_types()[id.index()]);
    let mut queues: Vec<usize> = types.map(|part| part.queue.index()).collect();
    queues.sort_unstable();
    queues.dedup();
    queues
}

fn queue_inputs(queue: &Queue, relief: Option<relief::ReliefInputs>) -> QueueInputs {
    QueueInputs {
        capacity: queue.queue_capacity,
        trunks: queue.trunks,
        opening_hours: queue.opening_hours.clone(),
        at_closing: queue.at_closing,
        estimator: queue.relief.estimator,
        relief: relief.map(Box::new),
    }
}
