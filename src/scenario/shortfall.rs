//! Load of which a large share cannot be served, because customers leave or are blocked before.
//!
//! Over any stretch of time, who comes is answered by the people who are there in it, is in line at its
//! end, or is lost. At most so many are in line at its end as come while one of them waits, and as the
//! queues hold; so the rest of the excess over what the people can do is lost, whatever the order in which
//! contacts are answered. The stretch told of is the one with the largest excess over the share that is
//! worth a word ([`defaults::MUST_LEAVE_PERCENT`]).

use super::defaults;
use super::limits::bound;
use super::overload::{candidates, group_mask, is_emptied};
use super::workload::{Workload, hours_of, is_open};
use crate::model::ContactCentre;
use crate::units::{SimTime, Span};

/// Types of which so many cannot be served.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shortfall {
    /// Contact types, by place.
    pub(crate) types: Vec<usize>,
    /// Where it begins and ends.
    pub(crate) from: SimTime,
    pub(crate) to: SimTime,
    /// Mean load in between, in erlangs.
    pub(crate) load: f64,
    /// Mean agents over the same time.
    pub(crate) agents: f64,
    /// The least part of the load that is lost [0..=1].
    pub(crate) lost: f64,
}

/// The fewest contacts that are worth a word.
const FEWEST: f64 = 10.0;

/// Sums of cells that are looked at, at most: a second's work for the largest centres.
const MOST_SUMS: usize = 400_000_000;

/// Every smallest set found, of types that are not `told` of already.
pub(crate) fn find(centre: &ContactCentre, workload: &Workload, told: &[usize]) -> Vec<Shortfall> {
    let leaving: Vec<usize> = (0..centre.contact_types().len())
        .filter(|t| !told.contains(t))
        .filter(|t| bound(centre, workload, *t).is_finite() || is_emptied(centre, *t))
        .collect();
    let mut found: Vec<Shortfall> = Vec::new();
    let mut sums = 0;
    for types in candidates(centre, &leaving) {
        let holds_another = found
            .iter()
            .any(|other| other.types.iter().all(|t| types.contains(t)));
        sums += types.len() * workload.cells();
        if !holds_another && sums <= MOST_SUMS {
            found.extend(shortfall(centre, workload, &types));
        }
    }
    found
}

/// The worst stretch of a set of types, if so many are lost in it.
fn shortfall(centre: &ContactCentre, workload: &Workload, types: &[usize]) -> Option<Shortfall> {
    let cells = workload
        .edges
        .partition_point(|edge| *edge < centre.horizon().end());
    let mask = group_mask(centre, types);
    let arriving = hours_of(&workload.work, |t| types.contains(&t), cells);
    let capacity = hours_of(&workload.capacity, |group| mask[group], cells);
    let worth_a_word = defaults::percent(defaults::MUST_LEAVE_PERCENT).as_f64();
    // When nobody is there is said elsewhere, and is no load for those who are.
    let is_staffed = |cell: &usize| capacity[*cell] > 0.0;
    let over = |cell: usize| (1.0 - worth_a_word) * arriving[cell] - capacity[cell];
    let (mut best, mut stretch) = (0.0, 0..0);
    let (mut sum, mut first) = (0.0, 0);
    for cell in (0..cells).filter(is_staffed) {
        if sum <= 0.0 {
            (sum, first) = (0.0, cell);
        }
        sum += over(cell);
        if sum > best {
            (best, stretch) = (sum, first..cell + 1);
        }
    }
    let staffed: Vec<usize> = stretch.clone().filter(is_staffed).collect();
    let total = |of: &[f64]| staffed.iter().map(|cell| of[*cell]).sum::<f64>();
    let (work, people) = (total(&arriving), total(&capacity));
    let to = workload.edges[stretch.end];
    let mut left = 0.0;
    let mut longest = 0.0_f64;
    for &t in types {
        let contacts: f64 = workload.arrivals[t][..cells].iter().sum();
        if contacts > 0.0 {
            let hours = workload.work[t][..cells].iter().sum::<f64>() / contacts;
            left += in_line_at(centre, workload, t, to) * hours;
            longest = longest.max(hours);
        }
    }
    let lost = work - people - left;
    let lengths = staffed
        .iter()
        .map(|cell| workload.edges[cell + 1].since(workload.edges[*cell]));
    let hours = lengths.fold(Span::ZERO, |sum, length| sum + length);
    let is_told = lost >= worth_a_word * work
        && lost >= FEWEST * longest
        && hours >= defaults::LONG_SHORTFALL;
    is_told.then(|| Shortfall {
        types: types.to_vec(),
        from: workload.edges[stretch.start],
        to,
        load: work / hours.as_hours_f64(),
        agents: people / hours.as_hours_f64(),
        lost: lost / work,
    })
}

/// The most contacts of a type that can be in line at an instant: none if they are sent away then.
fn in_line_at(centre: &ContactCentre, workload: &Workload, t: usize, at: SimTime) -> f64 {
    let queue = &centre.queues()[centre.contact_types()[t].queue.index()];
    if is_emptied(centre, t) && !is_open(&queue.opening_hours, at) {
        return 0.0;
    }
    bound(centre, workload, t)
}

#[cfg(test)]
mod tests;
