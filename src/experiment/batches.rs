//! The mean wait over any stretch of intervals, with its confidence interval.
//!
//! Waits of neighbouring intervals hang together, so the uncertainty of a stretch does not follow
//! from those of its intervals, and which stretch will be asked for is not known while the
//! replications run. So the replications are dealt into a few batches whose sums are kept by
//! interval: the batches are independent and much alike, and a stretch is a ratio of totals over
//! them (as with batch means).

use std::ops::Range;

use super::blueprint::Blueprint;
use super::estimate::Possible;
use super::moments::{Moments, Shape};
use super::room::{Room, SideRoom};
use super::student_t;
use super::{Estimate, Estimates, Scope};
use crate::measures::{Contacts, Quantity};
use crate::model::QueueId;
use crate::units::number;

/// How many batches there are: with 20, Student's t is within 7 % of that of any number of
/// replications, and more would only take memory.
const BATCHES: u64 = 20;

/// Contacts whose wait ended and the sum of their waits \[µs\], by batch, queue and interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Batches {
    replications: Vec<u64>,
    /// By batch × block of a queue × interval.
    waits: Vec<[u128; 2]>,
}

/// What is read off each tally for the batches.
#[derive(Clone, Debug, Default)]
pub(super) struct BatchPlan {
    /// The blocks of customers that are queues with rows in the table of intervals, ascending.
    blocks: Vec<usize>,
    /// The places of the number of ended waits and of their sum among the customers' quantities.
    places: [usize; 2],
}

impl BatchPlan {
    pub(super) fn new(blueprint: &Blueprint) -> Self {
        let side = &blueprint.customers;
        let wanted = [Quantity::Settled, Quantity::WaitSettled];
        let [Some(settled), Some(waits)] = wanted.map(|quantity| side.place_of(quantity)) else {
            return Self::default();
        };
        let queues = (0..blueprint.layout.queues()).map(|queue| Scope::Queue(QueueId::new(queue)));
        let mut blocks: Vec<usize> = queues
            .filter_map(|queue| blueprint.customers_of(queue, Contacts::All))
            .filter(|block| side.interval_blocks[*block].is_some())
            .collect();
        blocks.sort_unstable();
        blocks.dedup();
        Self {
            blocks,
            places: [settled, waits],
        }
    }

    /// The memory of the sums over so many intervals \[bytes\].
    pub(super) fn bytes(&self, intervals: usize) -> u64 {
        let sums = number::count(self.blocks.len()).saturating_mul(number::count(intervals));
        sums.saturating_mul(BATCHES * number::count(size_of::<[u128; 2]>()))
    }
}

impl Batches {
    pub(super) fn new(blueprint: &Blueprint) -> Self {
        let batches = number::index_wide(BATCHES);
        let sums = blueprint.batches.blocks.len() * blueprint.intervals_kept();
        Self {
            replications: vec![0; batches],
            waits: vec![[0; 2]; batches * sums],
        }
    }

    /// Notes that a replication is counted, and gives the batch to which it belongs.
    pub(super) fn begin(&mut self, replication: u64) -> usize {
        let batch = number::index_wide(replication % BATCHES);
        self.replications[batch] += 1;
        batch
    }

    /// Adds the cell in `room`, which is the `interval`-th interval that is kept.
    pub(super) fn add(
        &mut self,
        blueprint: &Blueprint,
        room: &Room,
        batch: usize,
        interval: usize,
    ) {
        let side = &blueprint.customers;
        let BatchPlan { blocks, places } = &blueprint.batches;
        let intervals = blueprint.intervals_kept();
        for (place, block) in blocks.iter().enumerate() {
            let values = SideRoom::block(side, &room.customers.cell, *block);
            let sums = &mut self.waits[(batch * blocks.len() + place) * intervals + interval];
            sums[0] += values[places[0]];
            sums[1] += values[places[1]];
        }
    }

    /// Adds what other replications left.
    pub(super) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.replications.iter_mut().zip(&other.replications) {
            *mine += theirs;
        }
        for (mine, theirs) in self.waits.iter_mut().zip(&other.waits) {
            mine[0] += theirs[0];
            mine[1] += theirs[1];
        }
    }
}

impl Estimates {
    /// The mean wait (`wait_mean`) \[s\] of the contacts that arrived in a queue during a run of
    /// intervals: their waits ÷ their number, all replications together; `None` if there is no
    /// interval, or the queue has no rows for all of them.
    pub fn mean_wait_over(&self, queue: QueueId, intervals: Range<usize>) -> Option<Estimate> {
        let (blueprint, batches) = (&*self.blueprint, &self.sums.batches);
        if intervals.is_empty() {
            return None;
        }
        let from = blueprint.kept_interval(intervals.start)?;
        let to = blueprint.kept_interval(intervals.end - 1)? + 1;
        let block = blueprint.customers_of(Scope::Queue(queue), Contacts::All)?;
        let place = blueprint.batches.blocks.binary_search(&block).ok()?;
        let mut moments = Moments::new(Shape::with_products(2), 1);
        let mut used = 0;
        for (batch, replications) in batches.replications.iter().enumerate() {
            if *replications > 0 {
                let first =
                    (batch * blueprint.batches.blocks.len() + place) * blueprint.intervals_kept();
                let mut sums = [0; 2];
                for [settled, waits] in &batches.waits[first + from..first + to] {
                    sums[0] += settled;
                    sums[1] += waits;
                }
                moments.add(0, &sums);
                used += 1;
            }
        }
        let sums = moments.place(0, used);
        if sums.sum(0) == 0 {
            return Some(Estimate::undefined(self.replications()));
        }
        let (contacts, waits) = (sums.total(0), sums.total(1) * 1e-6);
        let mean = waits / contacts;
        let error = sums.standard_error(&[(1, 1e-6 / contacts), (0, -mean / contacts)]);
        let multiple = student_t::quantile(self.reach.0, used.saturating_sub(1));
        let possible = Possible(0.0, f64::INFINITY);
        let replications = self.replications();
        Some(Estimate::with_error(
            mean,
            error,
            multiple,
            possible,
            replications,
        ))
    }
}
