//! Simulates plans on the same replications.

use std::ops::Range;
use std::sync::Arc;

use super::addresses::{Addresses, Numbers};
use super::crossed::{Crossed, Products};
use super::pairing::Pairing;
use super::sections::Sections;
use crate::compile::SimInputs;
use crate::experiment::blueprint::Blueprint;
use crate::experiment::crew::Crew;
use crate::experiment::selection::{BATCH, Focus};
use crate::experiment::{Estimates, TooMuch, Totals, next_look};
use crate::measures::StoppingRule;
use crate::model::{ContactCentre, ReplicationPlan, ReportPlan};
use crate::sim::Replication;
use crate::stats::Recorder;
use crate::units::{Share, number};

/// A plan to be simulated beside others.
#[derive(Clone, Copy, Debug)]
pub struct Contender<'a> {
    /// What is simulated.
    pub inputs: &'a SimInputs,
    /// What it was compiled from.
    pub centre: &'a ContactCentre,
    /// What is measured.
    pub report: &'a ReportPlan,
    /// Until when replications go on, if their number is not fixed: until every plan's rule is kept.
    pub until: Option<&'a StoppingRule>,
}

/// Plans that were simulated on the same replications.
#[derive(Debug)]
pub struct Comparison {
    estimates: Vec<Estimates>,
    addresses: Vec<Addresses>,
    numbers: Vec<Numbers>,
    sections: Vec<Sections>,
    /// By plan after the base.
    against: Vec<Against>,
    confidence: Share,
}

/// A plan against the base.
#[derive(Debug)]
pub(super) struct Against {
    pub(super) pairing: Pairing,
    pub(super) crossed: Crossed,
}

/// What is simulated and kept.
struct Design<'a> {
    contenders: &'a [Contender<'a>],
    blueprints: Vec<Arc<Blueprint>>,
    addresses: Vec<Addresses>,
    pairings: Vec<Pairing>,
    products: Vec<Products>,
    seed: u64,
    focus: Option<Focus<'a>>,
}

/// What some replications left.
struct Gathered {
    totals: Vec<Totals>,
    sections: Vec<Sections>,
    crossed: Vec<Crossed>,
    /// What batches of replications say of each plan, each with its place.
    observed: Vec<(u64, Vec<f64>)>,
}

/// The numbers of the plans before and in the replication at hand.
struct Desk {
    before: Vec<Numbers>,
    own: Vec<Numbers>,
    now: Numbers,
}

/// Simulates plans on the same replications and estimates every measure, and every difference from the
/// first plan, which is the base.
///
/// `threads` and `progress` are as for [`replicate`](crate::experiment::replicate), and as there the numbers hang
/// on neither: a thread simulates a replication under every plan, and adds whole numbers.
///
/// ```
/// use springtide::compile;
/// use springtide::experiment::{Contender, Period, Scope, compare};
/// use springtide::scenario::load_plans_text;
///
/// let text = format!(
///     "{}\n[variant.more]\nchange.skill_group.front.agents = 8\n",
///     r#"
/// clock = { start = "2026-03-02", time_zone = "UTC", horizon = "2h", interval = "1h" }
/// replication.replications = 50
/// queue.hotline.target.wait = "20s"
/// [contact_type.calls]
/// demand.rate = "5/min"
/// talk = { law = "exponential", mean = "1min" }
/// patience = { law = "exponential", mean = "2min" }
/// [skill_group.front]
/// agents = 5
/// "#
/// );
/// let plans = load_plans_text(&text, "two.toml", ".".as_ref(), &[], &[]).unwrap();
/// let inputs: Vec<_> = (plans.iter())
///     .map(|plan| compile::compile(&plan.scenario.centre, &plan.scenario.report))
///     .collect();
/// let contenders: Vec<_> = (plans.iter().zip(&inputs))
///     .map(|(plan, inputs)| Contender {
///         inputs,
///         centre: &plan.scenario.centre,
///         report: &plan.scenario.report,
///         until: None,
///     })
///     .collect();
/// let comparison = compare(&contenders, &plans[0].scenario.replication, None, &|_| {}).unwrap();
/// let less = comparison.difference(1, "asa", Scope::Centre, Period::Horizon).unwrap();
/// let (low, high) = less.interval().unwrap();
/// assert!(low < high && high < 0.0);
/// assert!(less.times_fewer().unwrap() > 1.0);
/// ```
///
/// # Errors
/// Refuses what would need more memory than a machine can be expected to have.
///
/// # Panics
/// Without a contender.
pub fn compare(
    contenders: &[Contender<'_>],
    plan: &ReplicationPlan,
    threads: Option<usize>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Comparison, TooMuch> {
    compare_observing(contenders, plan, threads, None, progress).map(|(comparison, _)| comparison)
}

/// The same, and what each [`BATCH`] of replications says of each plan in one measure: by plan, the
/// batches from the first on, as far as none is missing.
pub(in crate::experiment) fn compare_observing(
    contenders: &[Contender<'_>],
    plan: &ReplicationPlan,
    threads: Option<usize>,
    focus: Option<Focus<'_>>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(Comparison, Vec<Vec<f64>>), TooMuch> {
    assert!(!contenders.is_empty(), "nothing to compare");
    let design = Design::new(contenders, plan.seed, focus)?;
    // What was found so far needs as much room as a thread.
    let is_fixed = contenders.iter().all(|one| one.until.is_none());
    let kept = u64::from(!is_fixed);
    let tables = design.bytes() * if focus.is_some() { 2 } else { 1 };
    let crew = Crew::new(threads, plan.replications, (tables, kept), progress);
    let rules: Vec<Option<&StoppingRule>> = contenders.iter().map(|one| one.until).collect();
    let most = rules.iter().flatten().map(|rule| rule.most_replications);
    let first = plan.replications.min(most.max().unwrap_or(u64::MAX));
    let mut gathered = design.simulate(&crew, 0..first);
    while let Some(next) = gathered.next_look(&rules, plan.confidence) {
        let done = gathered.replications();
        gathered.merge(design.simulate(&crew, done..next));
    }
    gathered.observed.sort_unstable_by_key(|(batch, _)| *batch);
    let in_row = gathered.observed.iter().zip(0..);
    let in_row = in_row.take_while(|((batch, _), place)| batch == place);
    let values: Vec<&Vec<f64>> = in_row.map(|((_, values), _)| values).collect();
    let observations = (0..contenders.len())
        .map(|plan| values.iter().map(|values| values[plan]).collect())
        .collect();
    Ok((design.comparison(gathered, plan.confidence), observations))
}

/// Refuses tables of all plans together that would need more memory than a machine can be expected to
/// have.
const fn check(bytes: u64) -> Result<(), TooMuch> {
    if bytes <= TooMuch::MOST_BYTES {
        return Ok(());
    }
    Err(TooMuch {
        bytes,
        key: "report.days",
        advice: "compare fewer plans at once, or report fewer periods (`days = false`, `intervals = false`)",
    })
}

impl<'a> Design<'a> {
    fn new(
        contenders: &'a [Contender<'a>],
        seed: u64,
        focus: Option<Focus<'a>>,
    ) -> Result<Self, TooMuch> {
        let blueprints = contenders
            .iter()
            .map(|one| Blueprint::new(one.centre, one.report).map(Arc::new))
            .collect::<Result<Vec<_>, _>>()?;
        let mut design = Self {
            addresses: (blueprints.iter().map(|one| Addresses::new(one))).collect(),
            pairings: Vec::new(),
            products: Vec::new(),
            contenders,
            blueprints,
            seed,
            focus,
        };
        design.pairings = (1..contenders.len())
            .map(|plan| {
                let side = |plan: usize| (contenders[plan].centre, &*design.blueprints[plan]);
                Pairing::new(side(0), side(plan))
            })
            .collect();
        // Refused before the lists are made, which take room as well.
        let lists = (design.pairings.iter()).map(|one| one.most_products(&design.blueprints[0]));
        check(lists.sum::<u64>().saturating_mul(16))?;
        design.products = (design.pairings.iter().enumerate())
            .map(|(other, pairing)| {
                let side = |plan: usize| (&*design.blueprints[plan], &design.addresses[plan]);
                Arc::new(pairing.products(side(0), side(other + 1)))
            })
            .collect();
        check(design.bytes())?;
        Ok(design)
    }

    /// The memory of one thread \[bytes\].
    fn bytes(&self) -> u64 {
        let plans = self.blueprints.iter().zip(&self.addresses);
        let of_plans = plans.map(|(blueprint, addresses)| {
            let numbers = number::count(3 * addresses.len() * size_of::<u128>());
            blueprint.bytes() + numbers + Sections::bytes(blueprint)
        });
        let of_products = self.products.iter().map(Crossed::bytes);
        of_plans.chain(of_products).sum()
    }

    fn nothing(&self) -> Gathered {
        let of = |blueprint: &Arc<Blueprint>| Totals::of(Arc::clone(blueprint));
        let products = self.products.iter();
        Gathered {
            totals: self.blueprints.iter().map(of).collect(),
            sections: (self.blueprints.iter())
                .map(|blueprint| Sections::new(blueprint))
                .collect(),
            crossed: products
                .map(|pairs| Crossed::new(Arc::clone(pairs)))
                .collect(),
            observed: Vec::new(),
        }
    }

    /// Simulates some replications under every plan.
    fn simulate(&self, crew: &Crew<'_>, range: Range<u64>) -> Gathered {
        // Batches begin where their number says.
        let focus = self.focus.filter(|_| range.start.is_multiple_of(BATCH));
        let parts = crew.share(range, |replications| {
            let mut gathered = self.nothing();
            let layouts = self.blueprints.iter().map(|blueprint| &blueprint.layout);
            let mut recorders: Vec<Recorder<'_>> = layouts.map(Recorder::new).collect();
            let mut desk = Desk::new(&self.addresses);
            let Some(focus) = focus else {
                while let Some(index) = replications.next() {
                    self.replicate(index, &mut recorders, &mut gathered, &mut desk);
                    replications.is_done();
                }
                return gathered;
            };
            while let Some(batch) = replications.next_of(BATCH) {
                let mut own = self.nothing();
                desk.clear();
                for index in batch.clone() {
                    self.replicate(index, &mut recorders, &mut own, &mut desk);
                    replications.is_done();
                }
                if batch.end - batch.start == BATCH {
                    let totals = own.totals.iter().enumerate();
                    let values = totals.map(|(plan, totals)| focus.of(plan, totals));
                    let values = values.map(|value| value.unwrap_or(f64::NAN)).collect();
                    own.observed.push((batch.start / BATCH, values));
                }
                gathered.merge(own);
            }
            gathered
        });
        let mut parts = parts.into_iter();
        let mut whole = parts.next().unwrap_or_else(|| self.nothing());
        for part in parts {
            whole.merge(part);
        }
        whole
    }

    /// One replication under every plan.
    fn replicate(
        &self,
        index: u64,
        recorders: &mut [Recorder<'_>],
        gathered: &mut Gathered,
        desk: &mut Desk,
    ) {
        let replication = Replication {
            seed: self.seed,
            index,
        };
        for (plan, recorder) in recorders.iter_mut().enumerate() {
            let totals = &mut gathered.totals[plan];
            totals.simulate_one(self.contenders[plan].inputs, replication, recorder);
            gathered.sections[plan].add(index, &totals.room.waits);
            desk.take(plan, totals);
        }
        for (other, crossed) in gathered.crossed.iter_mut().enumerate() {
            crossed.add(&desk.own[0], &desk.own[other + 1]);
        }
    }

    fn comparison(self, gathered: Gathered, confidence: Share) -> Comparison {
        let numbers = (gathered.totals.iter())
            .map(|totals| {
                let mut numbers = Numbers::new();
                Addresses::read(&totals.sums, &mut numbers);
                numbers
            })
            .collect();
        let estimates = (gathered.totals.into_iter().zip(self.contenders))
            .map(|(totals, contender)| {
                let estimates = totals.estimates(confidence);
                match contender.until {
                    Some(rule) => estimates.held_against(rule),
                    None => estimates,
                }
            })
            .collect();
        let against = self.pairings.into_iter().zip(gathered.crossed);
        Comparison {
            estimates,
            addresses: self.addresses,
            numbers,
            sections: gathered.sections,
            against: against
                .map(|(pairing, crossed)| Against { pairing, crossed })
                .collect(),
            confidence,
        }
    }
}

impl Desk {
    fn new(addresses: &[Addresses]) -> Self {
        let zeros: Vec<Numbers> = addresses.iter().map(|one| vec![0; one.len()]).collect();
        Self {
            own: zeros.clone(),
            before: zeros,
            now: Numbers::new(),
        }
    }

    /// Forgets what came before.
    fn clear(&mut self) {
        self.before.iter_mut().for_each(|numbers| numbers.fill(0));
    }

    /// What the last replication added to a plan's totals.
    fn take(&mut self, plan: usize, totals: &Totals) {
        Addresses::read(&totals.sums, &mut self.now);
        let before = &mut self.before[plan];
        let own = self.own[plan].iter_mut();
        for ((own, now), before) in own.zip(&self.now).zip(before) {
            *own = now - *before;
            *before = *now;
        }
    }
}

impl Gathered {
    fn replications(&self) -> u64 {
        self.totals[0].replications()
    }

    fn merge(&mut self, other: Self) {
        self.observed.extend(other.observed);
        for (mine, theirs) in self.totals.iter_mut().zip(&other.totals) {
            mine.merge(theirs);
        }
        for (mine, theirs) in self.sections.iter_mut().zip(&other.sections) {
            mine.merge(theirs);
        }
        for (mine, theirs) in self.crossed.iter_mut().zip(&other.crossed) {
            mine.merge(theirs);
        }
    }

    /// After how many replications to look again: when the last plan is thought to be known as asked.
    fn next_look(&self, rules: &[Option<&StoppingRule>], confidence: Share) -> Option<u64> {
        let looks = self.totals.iter().zip(rules);
        looks
            .filter_map(|(totals, rule)| next_look(totals, (*rule)?, confidence))
            .max()
    }
}

impl Comparison {
    /// How many plans there are, the base included.
    pub fn plans(&self) -> usize {
        self.estimates.len()
    }

    /// Every measure of a plan; the base is plan 0.
    ///
    /// # Panics
    /// If there is no such plan.
    pub fn estimates(&self, plan: usize) -> &Estimates {
        &self.estimates[plan]
    }

    /// How many replications there were of each plan.
    pub fn replications(&self) -> u64 {
        self.estimates[0].replications()
    }

    /// The confidence of the intervals, and of all plans' simultaneous ones together
    /// \[0 < confidence < 1\].
    pub fn confidence(&self) -> Share {
        self.confidence
    }

    pub(super) fn against(&self, plan: usize) -> &Against {
        &self.against[plan - 1]
    }

    pub(super) fn numbers(&self, plan: usize) -> (&Addresses, &Numbers) {
        (&self.addresses[plan], &self.numbers[plan])
    }

    pub(super) fn sections(&self, plan: usize) -> &Sections {
        &self.sections[plan]
    }

    /// The chance below the upper end of an interval for a difference alone, and for all at once.
    pub(super) fn chances(&self) -> [f64; 2] {
        let beyond = 1.0 - self.confidence.as_f64();
        [1.0, self.comparisons()].map(|several| 1.0 - beyond / (2.0 * several))
    }

    /// How sure one may be of a difference of which chance alone would give as much or more with this
    /// chance, when all plans are looked at.
    pub(super) fn sure_of_all(&self, beyond: f64) -> f64 {
        (1.0 - beyond * self.comparisons()).max(0.0)
    }

    fn comparisons(&self) -> f64 {
        number::float_len(self.against.len().max(1))
    }
}
