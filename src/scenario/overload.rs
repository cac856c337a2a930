//! Load that can never be served.
//!
//! The line is taken as a fluid: it grows by the work that arrives and shrinks by the people who are
//! there. A set of contact types is overloaded from an instant on if from then until the latest instant
//! of a replication, a week past the horizon, its line never runs dry and its people are never idle.
//! Overload that passes is no overload: there the simulation says what happens. Customers who leave are
//! looked at elsewhere ([`shortfall`](super::shortfall)), but not those who could leave and hardly will: whose
//! patience is longer than the horizon, or whose line does not grow to the places that there are.

use super::workload::{Workload, hours_of};
use crate::model::{AtClosing, ContactCentre, Handling, OpeningHours};
use crate::units::{SimTime, Span, number};

/// Types that together have more work than all their groups can do.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Overload {
    /// Contact types, by place.
    pub(crate) types: Vec<usize>,
    /// Where it begins.
    pub(crate) from: SimTime,
    /// Mean load from there to the end of the horizon, in erlangs.
    pub(crate) load: f64,
    /// Mean agents over the same time.
    pub(crate) agents: f64,
}

/// Sums of cells that are looked at, at most: a second's work for the largest centres.
const MOST_SUMS: usize = 400_000_000;

/// Every smallest set found: single types, types with all that share their groups, and whole parts
/// of the centre that share nothing with the rest.
pub(crate) fn find(centre: &ContactCentre, workload: &Workload) -> Vec<Overload> {
    let waiting: Vec<usize> = (0..centre.contact_types().len())
        .filter(|t| waits_to_the_end(centre, *t))
        .collect();
    let mut found: Vec<Overload> = Vec::new();
    let mut seen: Vec<Vec<usize>> = Vec::new();
    let mut sums = 0;
    for types in candidates(centre, &waiting) {
        let holds_another = found
            .iter()
            .any(|other| other.types.iter().all(|t| types.contains(t)));
        sums += types.len() * workload.cells();
        if holds_another || seen.contains(&types) || sums > MOST_SUMS {
            continue;
        }
        found.extend(overload(centre, workload, &types));
        seen.push(types);
    }
    found
}

/// Sets of some types to look at: single types, types with all that share their groups, and whole parts
/// of the centre.
pub(crate) fn candidates(centre: &ContactCentre, of: &[usize]) -> Vec<Vec<usize>> {
    let mut candidates: Vec<Vec<usize>> = of.iter().map(|t| vec![*t]).collect();
    candidates.extend(sharing(centre, of));
    candidates.extend(connected(centre, of));
    candidates
}

/// Whether the customers of a type who are let in stay until they are answered, or to the end.
fn waits_to_the_end(centre: &ContactCentre, t: usize) -> bool {
    let patience = &centre.contact_types()[t].patience;
    let length = centre.horizon().end().since_start();
    let patient = (patience.law.as_ref()).is_none_or(|law| law.mean() >= length);
    patient && !is_emptied(centre, t)
}

/// Whether everybody who waits is sent away when the queue of a type closes.
pub(crate) fn is_emptied(centre: &ContactCentre, t: usize) -> bool {
    let queue = &centre.queues()[centre.contact_types()[t].queue.index()];
    queue.opening_hours != OpeningHours::Always && queue.at_closing == AtClosing::SendAway
}

/// The groups that may answer a type.
fn groups_of(centre: &ContactCentre, t: usize) -> impl Iterator<Item = usize> {
    let ranks = &centre.contact_types()[t].groups;
    ranks.iter().flatten().map(|group| group.index())
}

/// Which groups may answer one of some types.
pub(crate) fn group_mask(centre: &ContactCentre, types: &[usize]) -> Vec<bool> {
    let mut mask = vec![false; centre.skill_groups().len()];
    for group in types.iter().flat_map(|t| groups_of(centre, *t)) {
        mask[group] = true;
    }
    mask
}

/// For each type, all types that only its groups serve.
fn sharing(centre: &ContactCentre, waiting: &[usize]) -> Vec<Vec<usize>> {
    waiting
        .iter()
        .map(|t| {
            let mask = group_mask(centre, &[*t]);
            let inside = |other: &&usize| groups_of(centre, **other).all(|group| mask[group]);
            waiting.iter().filter(inside).copied().collect()
        })
        .collect()
}

/// Types linked through groups, directly or through others.
fn connected(centre: &ContactCentre, waiting: &[usize]) -> Vec<Vec<usize>> {
    let mut part_of_group: Vec<Option<usize>> = vec![None; centre.skill_groups().len()];
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for &t in waiting {
        let touched: Vec<usize> = groups_of(centre, t)
            .filter_map(|group| part_of_group[group])
            .collect();
        let target = touched.iter().min().copied().unwrap_or(parts.len());
        if target == parts.len() {
            parts.push(Vec::new());
        }
        parts[target].push(t);
        for group in groups_of(centre, t) {
            part_of_group[group] = Some(target);
        }
        for other in touched.into_iter().filter(|other| *other != target) {
            let moved = std::mem::take(&mut parts[other]);
            parts[target].extend(moved);
            for part in part_of_group
                .iter_mut()
                .filter(|part| **part == Some(other))
            {
                *part = Some(target);
            }
        }
    }
    parts.retain(|part| !part.is_empty());
    for part in &mut parts {
        part.sort_unstable();
    }
    parts
}

/// Whether a set of types is overloaded to the end, and from when.
fn overload(centre: &ContactCentre, workload: &Workload, types: &[usize]) -> Option<Overload> {
    let horizon = centre.horizon();
    let mask = group_mask(centre, types);
    let cells = workload.cells();
    let mut arriving = vec![0.0; cells];
    let capacity = hours_of(&workload.capacity, |group| mask[group], cells);
    for &t in types {
        // When there is always a line, a share of those who come leaves at once.
        let stays = centre.contact_types()[t]
            .patience
            .leaves_at_once
            .complement();
        for (sum, work) in arriving.iter_mut().zip(&workload.work[t]) {
            *sum += work * stays.as_f64();
        }
    }
    let (mut backlog, mut most, mut at_end, mut first) = (0.0_f64, 0.0_f64, 0.0, 0);
    for cell in 0..cells {
        let excess = arriving[cell] - capacity[cell];
        backlog += excess;
        // Just as much work as people counts as overload: the line then has no bound either.
        let spare = excess < -1e-9 * capacity[cell];
        if backlog <= 0.0 && (spare || arriving[cell] <= 0.0) {
            first = cell + 1;
        }
        backlog = backlog.max(0.0);
        if workload.edges[cell] < horizon.end() {
            most = most.max(backlog);
        }
        if workload.edges[cell + 1] == horizon.end() {
            at_end = backlog;
        }
    }
    let from = *workload.edges.get(first)?;
    if from >= horizon.end() || is_full(centre, workload, types, most) {
        return None;
    }
    let inside = |cell: &usize| workload.edges[*cell] < horizon.end();
    let hours = horizon.end().since(from).as_hours_f64();
    let total = |of: &[f64]| {
        (first..cells)
            .filter(inside)
            .map(|cell| of[cell])
            .sum::<f64>()
    };
    let found = Overload {
        types: types.to_vec(),
        from,
        load: total(&arriving) / hours,
        agents: total(&capacity) / hours,
    };
    let long = hours >= 0.25 * horizon.end().since_start().as_hours_f64();
    (long || is_large(centre, workload, types, at_end, &capacity)).then_some(found)
}

/// Whether so many hours of work in line may fill one of the queues, so that it blocks. The line also swings
/// by chance, by a few times the root of all who come.
fn is_full(centre: &ContactCentre, workload: &Workload, types: &[usize], backlog: f64) -> bool {
    const SWING: f64 = 5.0;
    let mask = group_mask(centre, types);
    let people = (centre.skill_groups().iter().zip(mask))
        .filter(|(_, listed)| *listed)
        .map(|(group, _)| number::float_len(group.staffing.most()))
        .sum::<f64>();
    types.iter().any(|t| {
        let part = &centre.contact_types()[*t];
        let queue = &centre.queues()[part.queue.index()];
        let shortest = part.handling.iter().flatten().map(Handling::mean).min();
        let come: f64 = workload.arrivals[*t].iter().sum();
        let waiting =
            backlog / shortest.unwrap_or(Span::ZERO).as_hours_f64().max(1e-9) + SWING * come.sqrt();
        let is_reached =
            |places: Option<u32>, there: f64| places.is_some_and(|most| there >= f64::from(most));
        is_reached(queue.queue_capacity, waiting) || is_reached(queue.trunks, waiting + people)
    })
}

/// Whether the line at the end of a short overload is worth a word: at least ten contacts, and half
/// an hour's work for the people who are there next.
fn is_large(
    centre: &ContactCentre,
    workload: &Workload,
    types: &[usize],
    backlog: f64,
    capacity: &[f64],
) -> bool {
    let end = centre.horizon().end();
    let next = workload.edges.partition_point(|edge| *edge < end);
    let people = capacity.get(next).copied().unwrap_or(0.0);
    let handling = types
        .iter()
        .flat_map(|t| centre.contact_types()[*t].handling.iter().flatten())
        .map(Handling::mean)
        .max()
        .unwrap_or(Span::ZERO);
    backlog >= 10.0 * handling.as_hours_f64() && backlog >= 0.5 * people
}

#[cfg(test)]
mod tests;
