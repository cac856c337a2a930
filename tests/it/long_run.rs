//! A scenario in the long run, and how far its numbers are from exact answers.

use std::collections::BTreeMap;
use std::path::Path;

use springtide::compile::compile;
use springtide::experiment::{self, Estimates, Period, Scope};
use springtide::model::{Cause, Horizon};
use springtide::scenario::{self, Scenario};
use springtide::sim::{Answer, Contact, MatterState, Observer, Replication, SessionEnd, simulate};
use springtide::units::{SimTime, Span, number};

/// One comparison may be so many standard errors off.
const FARTHEST: f64 = 4.0;

/// What a scenario's replications came to: the program's own estimates, and what was watched beside.
pub(crate) struct LongRun {
    scenario: Scenario,
    estimates: Estimates,
    watched: BTreeMap<&'static str, (f64, f64)>,
    /// Talks, and those of them that resolved the matter, by group.
    by_group: BTreeMap<usize, [f64; 2]>,
}

impl LongRun {
    /// Runs a scenario that has to be valid.
    pub(crate) fn of(text: &str) -> Self {
        let scenario = scenario::load_text(text, "long run", Path::new("."), &[])
            .unwrap_or_else(|problems| panic!("{problems}\n{text}"));
        let (centre, report, plan) = (&scenario.centre, &scenario.report, &scenario.replication);
        let inputs = compile(centre, report);
        let estimates = experiment::replicate(&inputs, centre, report, plan, None, &|_| ());
        let estimates = estimates.unwrap_or_else(|refusal| panic!("{refusal}"));
        let mut by_group = BTreeMap::new();
        let mut sums: [Vec<(f64, f64)>; WATCHED.len()] = Default::default();
        for index in 0..plan.replications {
            let seed = plan.seed;
            let mut matters = Matters::new(centre.horizon());
            simulate(&inputs, Replication { seed, index }, &mut matters);
            for (sum, pair) in sums.iter_mut().zip(matters.numbers()) {
                sum.push(pair);
            }
            for (group, [talks, resolved]) in matters.by_group {
                let sums: &mut [f64; 2] = by_group.entry(group).or_default();
                *sums = [sums[0] + talks, sums[1] + resolved];
            }
        }
        let watched = sums.map(|pairs| ratio(&pairs));
        Self {
            estimates,
            watched: WATCHED.into_iter().zip(watched).collect(),
            by_group,
            scenario,
        }
    }

    /// The length of what is counted \[s\].
    pub(crate) fn counted_s(&self) -> f64 {
        let horizon = self.scenario.centre.horizon();
        (horizon.end() - horizon.counted_from()).as_secs_f64()
    }

    /// A measure's distance from the answer, in standard errors.
    pub(crate) fn z(&self, measure: &str, scope: Scope, exact: f64) -> f64 {
        self.z_in(measure, scope, Period::Horizon, exact)
    }

    /// The same over a part of the horizon.
    pub(crate) fn z_in(&self, measure: &str, scope: Scope, period: Period, exact: f64) -> f64 {
        let estimate = (self.estimates.get(measure, scope, period))
            .unwrap_or_else(|| panic!("there is no `{measure}` of {scope:?}"));
        let value = estimate.value().unwrap_or(f64::NAN);
        distance(value, estimate.standard_error().unwrap_or(0.0), exact)
    }

    /// The distance from the answer of what was watched, by the instant of the event: `away` (customers
    /// who will be back, on average over time), `resolved ÷ matters`, `contacts ÷ resolved`.
    pub(crate) fn z_watched(&self, name: &str, exact: f64) -> f64 {
        let (value, error) = self.watched[name];
        distance(value, error, exact)
    }
}

impl LongRun {
    /// How far the share of talks with a group that resolve the matter is from a chance, in standard
    /// errors of as many trials.
    pub(crate) fn z_resolved_by(&self, group: usize, chance: f64) -> f64 {
        let [talks, resolved] = self.by_group[&group];
        (resolved - chance * talks) / (talks * chance * (1.0 - chance)).sqrt()
    }
}

/// In standard errors; what never varies has to be the answer.
fn distance(value: f64, error: f64, exact: f64) -> f64 {
    if error > 0.0 {
        (value - exact) / error
    } else if (value - exact).abs() <= 1e-9 * exact.abs() {
        0.0
    } else {
        f64::INFINITY
    }
}

/// Distances of many cases.
#[derive(Default)]
pub(crate) struct Deviates {
    cases: Vec<(String, Vec<f64>)>,
    worst: f64,
}

/// Distances of a case.
pub(crate) struct OfCase<'a> {
    name: &'a str,
    zs: &'a mut Vec<f64>,
    worst: &'a mut f64,
}

impl Deviates {
    /// Another case.
    pub(crate) fn case(&mut self, name: &str) -> OfCase<'_> {
        self.cases.push((name.to_owned(), Vec::new()));
        let (name, zs) = self.cases.last_mut().unwrap();
        OfCase {
            name,
            zs,
            worst: &mut self.worst,
        }
    }

    /// No number is far off, and the cases do not lean: what a case compares hangs together, so each
    /// counts once, with the mean of its numbers.
    pub(crate) fn judge(self) {
        let all: Vec<f64> = self.cases.iter().flat_map(|(_, zs)| zs).copied().collect();
        let count = number::float_len(all.len());
        let mean = all.iter().sum::<f64>() / count;
        let spread = (all.iter().map(|z| z * z).sum::<f64>() / count).sqrt();
        let within = all.iter().filter(|z| z.abs() <= 1.96).count();
        crate::aloud::say(format!(
            "{} cases, {} numbers: mean z {mean:+.3}, root of mean z² {spread:.3}, worst |z| {:.2}, within 1.96: {:.1} %",
            self.cases.len(),
            all.len(),
            self.worst,
            100.0 * number::float_len(within) / count
        ));
        assert!(
            self.worst < FARTHEST,
            "a number is {:.2} standard errors off",
            self.worst
        );
        let mean_bound = FARTHEST / number::float_len(self.cases.len()).sqrt();
        assert!(mean.abs() < mean_bound, "the mean of z is {mean}");
    }
}

impl OfCase<'_> {
    /// Another number.
    pub(crate) fn add(&mut self, what: &str, z: f64) {
        crate::aloud::say(format!("  {}: {what} z {z:+.2}", self.name));
        assert!(!z.is_nan(), "{}: {what} is not defined", self.name);
        self.zs.push(z);
        *self.worst = self.worst.max(z.abs());
    }
}

/// What is watched.
const WATCHED: [&str; 3] = ["away", "resolved ÷ matters", "contacts ÷ resolved"];

/// A ratio of totals with its standard error (Cochran 1977, 2.39).
fn ratio(pairs: &[(f64, f64)]) -> (f64, f64) {
    let n = number::float_len(pairs.len());
    let (top, bottom) = pairs
        .iter()
        .fold((0.0, 0.0), |(t, b), (x, y)| (t + x, b + y));
    let ratio = top / bottom;
    let squares: f64 = pairs
        .iter()
        .map(|(x, y)| (x - ratio * y) * (x - ratio * y))
        .sum();
    (ratio, (squares / (n - 1.0) / n).sqrt() / (bottom / n))
}

/// What becomes of matters, by the instant at which it happens.
struct Matters {
    from: SimTime,
    to: SimTime,
    away: f64,
    since: SimTime,
    away_seconds: f64,
    began: f64,
    resolved: f64,
    contacts_of_resolved: f64,
    /// When a talk about a matter ends, and the group.
    talks: BTreeMap<u32, (SimTime, usize)>,
    by_group: BTreeMap<usize, [f64; 2]>,
    /// The group of the talk that is just over.
    group: usize,
    /// A talk is over, and nobody comes back from it.
    is_over: bool,
}

impl Matters {
    fn new(horizon: &Horizon) -> Self {
        Self {
            from: horizon.counted_from(),
            to: horizon.end(),
            away: 0.0,
            since: SimTime::START,
            away_seconds: 0.0,
            began: 0.0,
            resolved: 0.0,
            contacts_of_resolved: 0.0,
            talks: BTreeMap::new(),
            by_group: BTreeMap::new(),
            group: 0,
            is_over: false,
        }
    }

    fn numbers(&self) -> [(f64, f64); WATCHED.len()] {
        let seconds = (self.to - self.from).as_secs_f64();
        [
            (self.away_seconds, seconds),
            (self.resolved, self.began),
            (self.contacts_of_resolved, self.resolved),
        ]
    }

    fn counts(&self, at: SimTime) -> f64 {
        f64::from(u8::from(self.from <= at && at < self.to))
    }

    fn changes(&mut self, at: SimTime, by: f64) {
        let counted = at.min(self.to).since(self.since.max(self.from));
        self.away_seconds += self.away * counted.as_secs_f64();
        self.since = at;
        self.away += by;
    }
}

impl Observer for Matters {
    fn matter_began(&mut self, contact: &Contact) {
        self.began += self.counts(contact.arrived);
    }

    fn arrived(&mut self, contact: &Contact, cause: Cause) {
        if cause != Cause::First {
            self.changes(contact.arrived, -1.0);
        }
    }

    // Who is lost is away, unless it is announced next that the matter is given up.
    fn blocked(&mut self, contact: &Contact) {
        self.changes(contact.arrived, 1.0);
    }

    fn abandoned(&mut self, _: &Contact, at: SimTime) {
        self.changes(at, 1.0);
    }

    fn turned_away(&mut self, contact: &Contact) {
        self.changes(contact.arrived, 1.0);
    }

    fn dialogue_ended(&mut self, contact: &Contact, end: SessionEnd, length: Span, _: u32) {
        if matches!(end, SessionEnd::FalselyContained | SessionEnd::GivenUp) {
            self.changes(contact.arrived + length, 1.0);
        }
    }

    fn answered(&mut self, contact: &Contact, answer: &Answer) {
        let talk = (answer.at + answer.talk, answer.group.index());
        self.talks.insert(contact.matter, talk);
    }

    fn handled(&mut self, contact: &Contact, _: &MatterState, comes_back: Option<Span>) {
        let (at, group) = self.talks.remove(&contact.matter).unwrap();
        self.by_group.entry(group).or_default()[0] += 1.0;
        self.group = group;
        if comes_back.is_some() {
            self.changes(at, 1.0);
        } else {
            self.is_over = true;
        }
    }

    fn matter_resolved(&mut self, matter: &MatterState, at: SimTime, by_agent: bool) {
        if by_agent {
            self.by_group.entry(self.group).or_default()[1] += 1.0;
        }
        self.is_over = false;
        self.resolved += self.counts(at);
        self.contacts_of_resolved += self.counts(at) * f64::from(matter.contacts);
    }

    fn matter_given_up(&mut self, _: &MatterState, at: SimTime) {
        if !std::mem::take(&mut self.is_over) {
            self.changes(at, -1.0);
        }
    }

    fn horizon_ended(&mut self, at: SimTime) {
        self.changes(at, 0.0);
    }
}
