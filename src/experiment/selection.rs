//! Which plan is best, with a stated chance of being right.
//!
//! The procedure is the fully sequential one of Kim and Nelson (ACM TOMACS 11, 2001, 251–273; its steps
//! are on page 257, here with c = 1): after a first stage every plan still in the race is observed once
//! more and more, and leaves when another is ahead by more than chance explains. So the plans between which the race
//! is close are simulated most. It asks of observations that they be normal, and allows that the plans
//! hang together, which common random numbers see to. If the best plan is better than each other by the
//! *indifference zone* or more, it is chosen with at least the stated confidence; where others are
//! nearer to it, it does not matter which of these is chosen.
//!
//! An observation is what [`BATCH`] replications together say (macro-replications: Law 2015, section
//! 10.4.3; Kim and Nelson 2001, section 5): ratios of totals, percentiles and chances of so many
//! replications vary much as normal numbers do, and their bias, which falls with their number, is
//! much the same for plans on the same chance.

use std::ops::Range;
use std::sync::Arc;

use super::blueprint::Blueprint;
use super::comparison::{Comparison, Contender, compare_observing};
use super::crew::Crew;
use super::{Period, Scope, TooMuch, Totals};
use crate::measures::Better;
use crate::model::ReplicationPlan;
use crate::sim::Replication;
use crate::stats::Recorder;
use crate::units::{Share, number};

/// How many replications are one observation.
pub const BATCH: u64 = 10;

/// The fewest observations of the first stage: with fewer the spread is known so badly that the
/// allowance for it costs more than they do (Kim and Nelson 2001, section 3.2, recommend 10 to 20).
const LEAST_FIRST_STAGE: usize = 10;

/// What is to be chosen by.
#[derive(Clone, Debug, PartialEq)]
pub struct Criterion {
    /// The name of a measure that every plan has.
    pub measure: String,
    /// Of which part of the centre, by plan.
    pub scopes: Vec<Scope>,
    /// Which direction is better; not [`Better::Neither`].
    pub better: Better,
    /// The difference that does not matter.
    pub indifference: Zone,
    /// The chance that the choice is right \[0 < confidence < 1\].
    pub confidence: Share,
    /// The most replications of a plan.
    pub most_replications: u64,
}

/// The difference that does not matter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Zone {
    /// In the unit of the measure (above 0).
    Absolute(f64),
    /// As a part of the base's value in the comparison (above 0).
    Relative(f64),
}

/// What the race came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// What was chosen by.
    pub criterion: Criterion,
    /// The indifference zone in the unit of the measure.
    pub indifference: f64,
    /// Which plan is best, or why that is not known.
    pub outcome: Outcome,
    /// How many replications of each plan were looked at.
    pub replications: Vec<u64>,
    /// The mean of each plan's observations.
    pub means: Vec<f64>,
}

/// Which plan is best, or why that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// This plan is.
    Best(usize),
    /// These plans were still in the race after the most replications, the one ahead first; about so many
    /// replications of each would have been enough.
    Undecided {
        /// The plans.
        plans: Vec<usize>,
        /// The most that the procedure can need.
        needed: u64,
    },
    /// The measure of this plan is not defined in some observation, or the zone is not above zero.
    Undefined(usize),
}

/// Observations of every plan, in order, turned so that more is better.
#[derive(Debug)]
struct Race {
    observations: Vec<Vec<f64>>,
    remaining: Vec<bool>,
    /// Spread of the differences of each pair, from the first stage.
    spreads: Vec<Vec<f64>>,
    zone: f64,
    /// h² of the procedure.
    allowance: f64,
}

/// Compares plans as [`compare`](super::compare) does, and goes on until one is known to be best.
///
/// `progress` is told the replications of the plan with most of them; it starts again where the comparison
/// is done and the race goes on.
///
/// # Errors
/// Refuses what would need more memory than a machine can be expected to have.
pub fn compare_and_choose(
    contenders: &[Contender<'_>],
    plan: &ReplicationPlan,
    criterion: &Criterion,
    threads: Option<usize>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(Comparison, Selection), TooMuch> {
    let focus = Focus {
        measure: &criterion.measure,
        scopes: &criterion.scopes,
    };
    let (comparison, first) = compare_observing(contenders, plan, threads, Some(focus), progress)?;
    let first_done = first.iter().map(Vec::len).min().unwrap_or(0);
    let (low_is_better, confidence) = (criterion.better == Better::Lower, criterion.confidence);
    let zone = match criterion.indifference {
        Zone::Absolute(zone) => Some(zone),
        Zone::Relative(part) => {
            let base = comparison.estimates(0);
            let base = base.get(&criterion.measure, criterion.scopes[0], Period::Horizon);
            base.and_then(|base| Some(base.value()?.abs() * part))
        }
    };
    let mut selection = Selection {
        criterion: criterion.clone(),
        indifference: zone.unwrap_or(0.0),
        outcome: Outcome::Undefined(0),
        replications: vec![comparison.replications(); contenders.len()],
        means: vec![f64::NAN; contenders.len()],
    };
    let Some(zone) = zone.filter(|zone| *zone > 0.0) else {
        return Ok((comparison, selection));
    };
    let observer = Observer::new(contenders, focus, plan.seed, threads, progress)?;
    let mut race = Observations {
        values: first,
        low_is_better,
    };
    let stage = first_done.max(LEAST_FIRST_STAGE);
    let all = vec![true; contenders.len()];
    race.extend(&observer, &all, first_done..stage);
    if let Some(plan) = race.undefined() {
        selection.outcome = Outcome::Undefined(plan);
        return Ok((comparison, selection));
    }
    let mut contest = Race::new(race.turned(), stage, zone, confidence);
    let most = number::index_wide(criterion.most_replications / BATCH).max(stage);
    let mut done = stage;
    contest.screen(done);
    while contest.left().count() > 1 && done < most {
        // Several at once, so that threads have something to share; each is looked at on its own.
        let next = (done + done.div_ceil(10)).min(most);
        race.extend(&observer, &contest.remaining, done..next);
        if let Some(plan) = race.undefined() {
            selection.outcome = Outcome::Undefined(plan);
            return Ok((comparison, selection));
        }
        contest.observations = race.turned();
        while done < next && contest.left().count() > 1 {
            done += 1;
            contest.screen(done);
        }
    }
    selection.replications = (contest.observations.iter())
        .map(|values| number::count(values.len()) * BATCH)
        .collect();
    let sign = race.sign();
    selection.means = (contest.observations.iter())
        .map(|values| mean_of(values) * sign)
        .collect();
    selection.outcome = contest.outcome(done);
    Ok((comparison, selection))
}

/// What is observed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Focus<'a> {
    measure: &'a str,
    /// By plan.
    scopes: &'a [Scope],
}

impl Focus<'_> {
    /// What some replications say of a plan.
    pub(super) fn of(&self, plan: usize, totals: &Totals) -> Option<f64> {
        totals.value_of(self.measure, self.scopes[plan])
    }
}

/// What was observed, by plan, in order; NaN where it is not defined.
struct Observations {
    values: Vec<Vec<f64>>,
    low_is_better: bool,
}

impl Observations {
    /// Observes the plans that are in the race.
    fn extend(&mut self, observer: &Observer<'_>, in_race: &[bool], batches: Range<usize>) {
        for values in self
            .values
            .iter_mut()
            .zip(in_race)
            .filter(|(_, is_in)| **is_in)
        {
            values.0.truncate(batches.start);
        }
        let plans: Vec<usize> = (0..in_race.len()).filter(|plan| in_race[*plan]).collect();
        for (plan, value) in observer.observe(&plans, &batches) {
            self.values[plan].push(value.unwrap_or(f64::NAN));
        }
    }

    fn undefined(&self) -> Option<usize> {
        (self.values.iter()).position(|values| values.iter().any(|value| value.is_nan()))
    }

    fn sign(&self) -> f64 {
        if self.low_is_better { -1.0 } else { 1.0 }
    }

    /// So that more is better.
    fn turned(&self) -> Vec<Vec<f64>> {
        let sign = self.sign();
        let turned = |values: &Vec<f64>| values.iter().map(|value| value * sign).collect();
        self.values.iter().map(turned).collect()
    }
}

/// Observes single plans.
struct Observer<'a> {
    contenders: &'a [Contender<'a>],
    blueprints: Vec<Arc<Blueprint>>,
    focus: Focus<'a>,
    seed: u64,
    crew: Crew<'a>,
}

impl<'a> Observer<'a> {
    fn new(
        contenders: &'a [Contender<'a>],
        focus: Focus<'a>,
        seed: u64,
        threads: Option<usize>,
        progress: &'a (dyn Fn(u64) + Sync),
    ) -> Result<Self, TooMuch> {
        let blueprints = contenders
            .iter()
            .map(|one| Blueprint::new(one.centre, one.report).map(Arc::new))
            .collect::<Result<Vec<_>, _>>()?;
        let bytes = blueprints.iter().map(|one| one.bytes()).max().unwrap_or(0);
        Ok(Self {
            contenders,
            blueprints,
            focus,
            seed,
            // What the comparison has found is kept meanwhile.
            crew: Crew::new(
                threads,
                u64::MAX,
                (bytes, number::count(contenders.len())),
                progress,
            ),
        })
    }

    /// What each of these batches says of each of these plans, by plan, then batch.
    fn observe(&self, plans: &[usize], batches: &Range<usize>) -> Vec<(usize, Option<f64>)> {
        let of_batch = number::count(plans.len());
        let tasks = number::count(batches.len()) * of_batch;
        let found = self.crew.share(0..tasks, |tasks| {
            let mut found = Vec::new();
            while let Some(task) = tasks.next() {
                let plan = plans[number::index_wide(task % of_batch)];
                let batch = number::count(batches.start) + task / of_batch;
                found.push((plan, batch, self.observation(plan, batch)));
            }
            found
        });
        let mut found: Vec<_> = found.into_iter().flatten().collect();
        found.sort_unstable_by_key(|(plan, batch, _)| (*plan, *batch));
        self.crew.tell(number::count(batches.end) * BATCH);
        found
            .into_iter()
            .map(|(plan, _, value)| (plan, value))
            .collect()
    }

    fn observation(&self, plan: usize, batch: u64) -> Option<f64> {
        let blueprint = &self.blueprints[plan];
        let mut totals = Totals::of(Arc::clone(blueprint));
        let mut recorder = Recorder::new(&blueprint.layout);
        for index in batch * BATCH..(batch + 1) * BATCH {
            let replication = Replication {
                seed: self.seed,
                index,
            };
            totals.simulate_one(self.contenders[plan].inputs, replication, &mut recorder);
        }
        self.focus.of(plan, &totals)
    }
}

impl Race {
    fn new(observations: Vec<Vec<f64>>, stage: usize, zone: f64, confidence: Share) -> Self {
        let plans = observations.len();
        let spread = |a: usize, b: usize| {
            let pairs = observations[a][..stage].iter().zip(&observations[b]);
            let differences: Vec<f64> = pairs.map(|(a, b)| a - b).collect();
            let middle = mean_of(&differences);
            let squares = differences
                .iter()
                .map(|one| (one - middle) * (one - middle));
            squares.sum::<f64>() / (number::float_len(stage) - 1.0)
        };
        let freedom = number::float_len(stage) - 1.0;
        let others = number::float_len(plans.max(2) - 1);
        let beyond = 2.0 * (1.0 - confidence.as_f64()) / others;
        // η = ½ [(2α / (k − 1))^(−2 / (n₀ − 1)) − 1], h² = 2 c η (n₀ − 1) with c = 1.
        let eta = 0.5 * libm::expm1(-2.0 / freedom * libm::log(beyond));
        Self {
            spreads: (0..plans)
                .map(|a| (0..plans).map(|b| spread(a, b)).collect())
                .collect(),
            remaining: vec![true; plans],
            observations,
            zone,
            allowance: 2.0 * eta * freedom,
        }
    }

    fn left(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.remaining.len()).filter(|plan| self.remaining[*plan])
    }

    /// Lets go of the plans that are behind after so many observations, and of what of theirs came later.
    fn screen(&mut self, observed: usize) {
        let r = number::float_len(observed);
        let means: Vec<f64> = (self.observations.iter())
            .map(|values| mean_of(&values[..observed.min(values.len())]))
            .collect();
        let is_behind = |plan: usize| {
            self.left().any(|other| {
                let spread = self.spreads[plan][other];
                let slack =
                    self.zone / 2.0 / r * (self.allowance * spread / (self.zone * self.zone) - r);
                let slack = slack.max(0.0);
                let behind = means[other] - slack - means[plan];
                // Where nothing tells two plans apart any more, either will do.
                behind > 0.0 || (slack <= 0.0 && behind >= 0.0 && other < plan)
            })
        };
        let behind: Vec<usize> = self.left().filter(|plan| is_behind(*plan)).collect();
        for plan in behind {
            self.remaining[plan] = false;
            self.observations[plan].truncate(observed);
        }
    }

    fn outcome(&self, observed: usize) -> Outcome {
        let mut plans: Vec<usize> = self.left().collect();
        if let [best] = plans[..] {
            return Outcome::Best(best);
        }
        let mean = |plan: &usize| mean_of(&self.observations[*plan][..observed]);
        plans.sort_by(|a, b| mean(b).total_cmp(&mean(a)));
        let pairs = plans
            .iter()
            .flat_map(|a| plans.iter().map(|b| self.spreads[*a][*b]));
        let most = pairs.fold(0.0, f64::max) * self.allowance / (self.zone * self.zone);
        let needed = number::nearest(most.ceil())
            .saturating_add(1)
            .saturating_mul(BATCH);
        Outcome::Undecided { plans, needed }
    }
}

fn mean_of(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / number::float_len(values.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two plans, the second ahead by one; differences of the first stage are 0 and 2 in turn.
    fn race(zone: f64) -> Race {
        let base = vec![0.0; 40];
        let other = (0..40)
            .map(|i| if i % 2 == 0 { 0.0 } else { 2.0 })
            .collect();
        Race::new(vec![base, other], 20, zone, Share::new(0.95).unwrap())
    }

    #[test]
    fn the_allowance_is_that_of_the_procedure() {
        let race = race(1.0);
        // η = ½ (0.1^(−2/19) − 1) = 0.137 137, h² = 38 η.
        let eta = 0.5 * (libm::pow(0.1, -2.0 / 19.0) - 1.0);
        assert!(
            (race.allowance - 38.0 * eta).abs() < 1e-9,
            "{}",
            race.allowance
        );
        assert!((race.spreads[0][1] - 20.0 / 19.0).abs() < 1e-12);
        assert!(race.spreads[0][0].abs() < 1e-12);
    }

    #[test]
    fn who_is_behind_by_more_than_the_slack_leaves() {
        // h² S² = 5.49: with a zone of 1 it is used up before 20 observations, with 0.1 it lasts for 549,
        // and the slack is (0.05 / 20) (549 − 20) = 1.3, more than the second's lead.
        let mut wide = race(1.0);
        wide.screen(20);
        assert_eq!(wide.remaining, [false, true]);
        assert_eq!(wide.outcome(20), Outcome::Best(1));
        let mut narrow = race(0.1);
        narrow.screen(20);
        assert_eq!(narrow.remaining, [true, true]);
        let Outcome::Undecided { plans, needed } = narrow.outcome(20) else {
            panic!("decided");
        };
        assert_eq!((plans, needed), (vec![1, 0], 5_500));
        // (0.05 / 40) (549 − 40) = 0.64.
        narrow.screen(40);
        assert_eq!(narrow.remaining, [false, true]);
    }

    #[test]
    fn of_the_same_either_will_do() {
        let same = vec![vec![1.0; 10]; 3];
        let mut race = Race::new(same, 10, 0.5, Share::new(0.95).unwrap());
        race.screen(10);
        assert_eq!(race.remaining, [true, false, false]);
    }
}
