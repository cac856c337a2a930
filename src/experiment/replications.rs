//! Replications on many threads.

use std::ops::Range;
use std::sync::Arc;

use super::blueprint::Blueprint;
use super::crew::Crew;
use super::{Estimates, TooMuch, Totals, next_look};
use crate::compile::SimInputs;
use crate::measures::StoppingRule;
use crate::model::{ContactCentre, ReplicationPlan, ReportPlan};
use crate::sim::Replication;
use crate::stats::Recorder;

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
    crew: Crew<'a>,
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
        let bytes = blueprint.bytes();
        Self {
            inputs,
            seed: plan.seed,
            blueprint,
            crew: Crew::new(threads, plan.replications, (bytes, kept), progress),
        }
    }

    /// Simulates some replications.
    fn simulate(&self, range: Range<u64>) -> Totals {
        let totals = self.crew.share(range, |replications| {
            let mut totals = Totals::of(Arc::clone(self.blueprint));
            let mut recorder = Recorder::new(&self.blueprint.layout);
            while let Some(index) = replications.next() {
                let replication = Replication {
                    seed: self.seed,
                    index,
                };
                totals.simulate_one(self.inputs, replication, &mut recorder);
                replications.is_done();
            }
            totals
        });
        let mut parts = totals.into_iter();
        let blueprint = || Arc::clone(self.blueprint);
        let mut whole = parts.next().unwrap_or_else(|| Totals::of(blueprint()));
        for part in parts {
            whole.merge(&part);
        }
        whole
    }
}
