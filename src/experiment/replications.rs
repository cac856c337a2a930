//! Replications on many threads.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::ThreadPool;

use super::blueprint::Blueprint;
use super::{Estimates, TooMuch, Totals, next_look};
use crate::compile::SimInputs;
use crate::measures::StoppingRule;
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
    let work = Work::new(inputs, plan, &blueprint, (threads, 0), progress);
    let totals = work.simulate(0..plan.replications);
    Ok(totals.estimates(plan.confidence))
}

/// The same until a rule says that it is enough: the plan's number of replications comes before the
/// first look.
///
/// The estimates are those of [`replicate`] with as many replications, and say what of the rule they
/// [fall short of](Estimates::shortfalls) if the most replications were not enough.
///
/// # Errors
/// Refuses what would need more memory than a machine can be expected to have.
pub fn replicate_until(
    inputs: &SimInputs,
    centre: &ContactCentre,
    report: &ReportPlan,
    (plan, rule): (&ReplicationPlan, &StoppingRule),
    threads: Option<usize>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Estimates, TooMuch> {
    let blueprint = Arc::new(Blueprint::new(centre, report)?);
    // What was found so far needs as much room as a thread.
    let work = Work::new(inputs, plan, &blueprint, (threads, 1), progress);
    let mut totals = work.simulate(0..plan.replications.min(rule.most_replications));
    while let Some(next) = next_look(&totals, rule, plan.confidence) {
        totals.merge(&work.simulate(totals.replications()..next));
    }
    Ok(totals.estimates(plan.confidence).held_against(rule))
}

/// What replications take, and the threads that do them.
struct Work<'a> {
    inputs: &'a SimInputs,
    seed: u64,
    blueprint: &'a Arc<Blueprint>,
    /// `None`: this thread does it all.
    pool: Option<ThreadPool>,
    progress: &'a (dyn Fn(u64) + Sync),
}

/// The replications of one batch.
struct Batch<'a> {
    work: &'a Work<'a>,
    range: Range<u64>,
    next: AtomicU64,
    done: AtomicU64,
    stride: u64,
}

impl<'a> Work<'a> {
    /// Work for so many threads, while so many tables beside theirs are kept.
    fn new(
        inputs: &'a SimInputs,
        plan: &ReplicationPlan,
        blueprint: &'a Arc<Blueprint>,
        (threads, kept): (Option<usize>, u64),
        progress: &'a (dyn Fn(u64) + Sync),
    ) -> Self {
        let wanted =
            threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
        let affordable = TooMuch::MOST_BYTES / blueprint.bytes().max(1);
        let workers = wanted
            .min(number::index_wide(affordable.saturating_sub(kept)))
            .min(number::index_wide(plan.replications))
            .max(1);
        // If the system grants no further threads, this one does it all.
        let pool = (workers > 1)
            .then(|| rayon::ThreadPoolBuilder::new().num_threads(workers).build())
            .and_then(Result::ok);
        Self {
            inputs,
            seed: plan.seed,
            blueprint,
            pool,
            progress,
        }
    }

    /// Simulates some replications.
    fn simulate(&self, range: Range<u64>) -> Totals {
        let batch = Batch {
            work: self,
            next: AtomicU64::new(range.start),
            done: AtomicU64::new(range.start),
            stride: (range.end - range.start).div_ceil(REPORTS).max(1),
            range,
        };
        let totals = match &self.pool {
            Some(pool) => pool.broadcast(|_| batch.share()),
            None => vec![batch.share()],
        };
        let mut parts = totals.into_iter();
        let blueprint = || Arc::clone(self.blueprint);
        let mut whole = parts.next().unwrap_or_else(|| Totals::of(blueprint()));
        for part in parts {
            whole.merge(&part);
        }
        whole
    }
}

impl Batch<'_> {
    /// One thread's part: whatever is next, until nothing is left.
    ///
    /// Taking one replication at a time costs nothing beside even a tiny one, and long ones leave no
    /// thread idle but for the last.
    fn share(&self) -> Totals {
        let Work {
            inputs,
            seed,
            blueprint,
            progress,
            ..
        } = self.work;
        let mut totals = Totals::of(Arc::clone(blueprint));
        let mut recorder = Recorder::new(&blueprint.layout);
        loop {
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            if index >= self.range.end {
                return totals;
            }
            let replication = Replication { seed: *seed, index };
            totals.simulate_one(inputs, replication, &mut recorder);
            let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
            if done.is_multiple_of(self.stride) || done == self.range.end {
                progress(done);
            }
        }
    }
}
