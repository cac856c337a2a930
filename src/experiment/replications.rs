//! Replications on many threads.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::blueprint::Blueprint;
use super::{Estimates, TooMuch, Totals};
use crate::compile::SimInputs;
use crate::model::{ContactCentre, ReplicationPlan, ReportPlan};
use crate::sim::Replication;
use crate::stats::Recorder;
use crate::units::number;

/// How often `progress` is called at most.
const REPORTS: u64 = 2_000;

/// Simulates all replications and estimates every measure of the catalogue.
///
/// `threads` is how many work at once; `None`: as many as the machine has. Where memory is short, fewer
/// work. `progress` is called now and then, from any thread, with the number of replications done so
/// far. The numbers hang neither on the threads nor on who was first: every thread adds up whole numbers, and
/// these sums are added in the order of the threads.
///
/// # Errors
/// Refuses what would need more memory than a machine can be expected to have.
pub fn replicate(
    inputs: &SimInputs,
    centre: &ContactCentre,
    report: &ReportPlan,
    plan: &ReplicationPlan,
    threads: Option<usize>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Estimates, TooMuch> {
    let blueprint = Arc::new(Blueprint::new(centre, report)?);
    let wanted =
        threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let affordable = TooMuch::MOST_BYTES / blueprint.bytes().max(1);
    let workers = wanted
        .min(number::index_wide(affordable))
        .min(number::index_wide(plan.replications))
        .max(1);
    let work = Work {
        inputs,
        plan,
        blueprint: &blueprint,
        next: AtomicU64::new(0),
        done: AtomicU64::new(0),
        stride: plan.replications.div_ceil(REPORTS).max(1),
        progress,
    };
    // If the system grants no further threads, this one does it all.
    let pool = (workers > 1)
        .then(|| rayon::ThreadPoolBuilder::new().num_threads(workers).build())
        .and_then(Result::ok);
    let totals = match pool {
        Some(pool) => pool.broadcast(|_| work.share()),
        None => vec![work.share()],
    };
    let mut parts = totals.into_iter();
    let mut whole = parts.next().unwrap_or_else(|| Totals::of(blueprint));
    for part in parts {
        whole.merge(&part);
    }
    Ok(whole.estimates(plan.confidence))
}

/// The replications to be done.
struct Work<'a> {
    inputs: &'a SimInputs,
    plan: &'a ReplicationPlan,
    blueprint: &'a Arc<Blueprint>,
    next: AtomicU64,
    done: AtomicU64,
    stride: u64,
    progress: &'a (dyn Fn(u64) + Sync),
}

impl Work<'_> {
    /// One thread's part: whatever is next, until nothing is left.
    ///
    /// Taking one replication at a time costs nothing beside even a tiny one, and long ones leave no
    /// thread idle but for the last.
    fn share(&self) -> Totals {
        let mut totals = Totals::of(Arc::clone(self.blueprint));
        let mut recorder = Recorder::new(&self.blueprint.layout);
        loop {
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            if index >= self.plan.replications {
                return totals;
            }
            let seed = self.plan.seed;
            totals.simulate_one(self.inputs, Replication { seed, index }, &mut recorder);
            let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
            if done.is_multiple_of(self.stride) || done == self.plan.replications {
                (self.progress)(done);
            }
        }
    }
}
