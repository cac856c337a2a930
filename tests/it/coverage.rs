//! Confidence intervals cover the truth as often as they say, where the truth is known.
//!
//! A study is some replications of two days whose customers are drawn here and not simulated, so that
//! everything about them is known: a day is busy or quiet with equal chance; on a busy day three times as
//! many customers come, more of them wait, and longer. So waits and numbers hang together, as in life.

use std::path::Path;

use springtide::compile;
use springtide::experiment::{self, Estimate, Estimates, Period, Scope, Totals};
use springtide::model::{ContactTypeId, QueueId, SkillGroupId};
use springtide::scenario::{self, Scenario};
use springtide::sim::{Answer, Contact, Observer};
use springtide::stats::Recorder;
use springtide::units::{Share, SimTime, Span};

use crate::erlang_c;

const STUDIES: u64 = 400;
const REPLICATIONS: u64 = 100;

pub(crate) const TWO_DAYS: &str = r#"
[clock]
start = "2026-03-02"
time_zone = "UTC"
horizon = "2 days"
interval = "12h"
[replication]
replications = 1
[report]
percentiles = ["50%", "75%", "95%"]
[queue.hotline.target]
wait = "20s"
[contact_type.calls]
demand.rate = "1/h"
talk = { law = "exponential", mean = "1min" }
[skill_group.front]
agents = 1
"#;

/// What a day is like: how many customers come on average beyond the first, the share of them who
/// wait, and how long these wait on average [s].
pub(crate) struct Day {
    pub(crate) more_customers: f64,
    pub(crate) waiting: f64,
    pub(crate) mean_wait: f64,
}

pub(crate) const QUIET: Day = Day {
    more_customers: 19.0,
    waiting: 0.3,
    mean_wait: 15.0,
};
pub(crate) const BUSY: Day = Day {
    more_customers: 59.0,
    waiting: 0.7,
    mean_wait: 40.0,
};

/// Chance of our own, so that the test does not lean on what it tests.
pub(crate) struct Chance(u64);

impl Chance {
    /// The chance of a study.
    pub(crate) fn of(study: u64) -> Self {
        Self(study.wrapping_mul(0x2545_f491_4f6c_dd1d))
    }

    /// A number between 0 and 1 (`SplitMix64`: Steele, Lea and Flood 2014).
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        springtide::units::number::unit_open(bits ^ (bits >> 31))
    }

    fn exponential(&mut self, mean: f64) -> f64 {
        -mean * libm::log(self.unit())
    }

    /// A Poisson number: how many unit-rate gaps fit into the mean.
    fn poisson(&mut self, mean: f64) -> u64 {
        let mut time = self.exponential(1.0);
        let mut events = 0;
        while time < mean {
            time += self.exponential(1.0);
            events += 1;
        }
        events
    }
}

fn load(text: &str) -> Scenario {
    match scenario::load_text(text, "test.toml", Path::new("."), &[]) {
        Ok(scenario) => scenario,
        Err(problems) => panic!("{problems:?}"),
    }
}

/// One replication: all customers are answered, some after a wait.
pub(crate) fn draw_replication(chance: &mut Chance, recorder: &mut Recorder<'_>) {
    let calls = ContactTypeId::new(0);
    for interval in [0, 2] {
        let start = SimTime::START + Span::HOUR.saturating_mul(12 * u64::from(interval));
        recorder.interval_started(start, interval);
        let day = if chance.unit() < 0.5 { QUIET } else { BUSY };
        for index in 0..=chance.poisson(day.more_customers) {
            let contact = Contact {
                contact_type: calls,
                index,
                arrived: start + Span::from_secs(index),
                interval,
                matter: Contact::NO_MATTER,
            };
            let waits = chance.unit() < day.waiting;
            let wait = if waits {
                chance.exponential(day.mean_wait)
            } else {
                0.0
            };
            recorder.offered(&contact);
            if waits {
                recorder.waits(&contact);
            }
            let answer = Answer {
                at: contact.arrived + Span::from_secs_f64(wait),
                waited: waits,
                group: SkillGroupId::new(0),
                agent: 0,
                talk: Span::MINUTE,
                wrap_up: Span::ZERO,
            };
            recorder.answered(&contact, &answer);
        }
    }
}

fn study(scenario: &Scenario, replications: u64, seed: u64) -> Estimates {
    let mut chance = Chance::of(seed);
    let mut totals = Totals::new(&scenario.centre, &scenario.report).unwrap();
    let layout = totals.layout().clone();
    let mut recorder = Recorder::new(&layout);
    for index in 0..replications {
        draw_replication(&mut chance, &mut recorder);
        totals.add(index, recorder.finish());
        recorder.clear();
    }
    totals.estimates(Share::new(0.95).unwrap())
}

/// The mean over both kinds of day, weighted by their customers.
pub(crate) fn of_customers(of: impl Fn(&Day) -> f64) -> f64 {
    let customers = |day: &Day| day.more_customers + 1.0;
    (customers(&QUIET) * of(&QUIET) + customers(&BUSY) * of(&BUSY))
        / (customers(&QUIET) + customers(&BUSY))
}

pub(crate) fn share_within(day: &Day, wait: f64) -> f64 {
    1.0 - day.waiting * libm::exp(-wait / day.mean_wait)
}

/// The wait that a share of all customers does not exceed.
pub(crate) fn true_percentile(share: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1e4);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if of_customers(|day| share_within(day, middle)) < share {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

pub(crate) fn true_deviation() -> f64 {
    let mean = of_customers(|day| day.waiting * day.mean_wait);
    let square = of_customers(|day| 2.0 * day.waiting * day.mean_wait * day.mean_wait);
    (square - mean * mean).sqrt()
}

#[test]
fn each_kind_of_interval_covers() {
    let scenario = load(TWO_DAYS);
    let truths = [
        ("mean of a count", "offered", 80.0),
        (
            "ratio of totals",
            "service_level",
            of_customers(|day| share_within(day, 20.0)),
        ),
        (
            "ratio of totals",
            "asa",
            of_customers(|day| day.waiting * day.mean_wait),
        ),
        (
            "mean of daily ratios",
            "service_level_day_mean",
            f64::midpoint(share_within(&QUIET, 20.0), share_within(&BUSY, 20.0)),
        ),
        ("percentile", "wait_p50", true_percentile(0.5)),
        ("percentile", "wait_p75", true_percentile(0.75)),
        ("percentile", "wait_p95", true_percentile(0.95)),
        ("standard deviation", "wait_sd", true_deviation()),
    ];
    let mut covered = [0_u64; 8];
    let mut stretches_covered = 0;
    for seed in 0..STUDIES {
        let estimates = study(&scenario, REPLICATIONS, seed);
        let stretch = estimates.mean_wait_over(QueueId::new(0), 0..3).unwrap();
        let (low, high) = stretch.interval().unwrap();
        let mean_wait = of_customers(|day| day.waiting * day.mean_wait);
        stretches_covered += u64::from((low..=high).contains(&mean_wait));
        for (covered, (_, measure, truth)) in covered.iter_mut().zip(&truths) {
            let (low, high) = whole(&estimates, measure).interval().unwrap();
            *covered += u64::from((low..=high).contains(truth));
        }
    }
    let stretch = ("batch means", "mean wait over a stretch", 0.0);
    let kinds = truths.iter().zip(covered);
    for ((kind, measure, _), covered) in kinds.chain([(&stretch, stretches_covered)]) {
        let off = (covered * 100).abs_diff(STUDIES * 95);
        assert!(
            off <= STUDIES * 3,
            "{kind}: {measure}: {covered} of {STUDIES}"
        );
    }
}

/// Percentiles of an interval, whose customers are those of one busy or quiet day: a third to a half as many
/// as of the horizon.
#[test]
fn percentiles_of_an_interval_cover() {
    let text = TWO_DAYS.replace("[report]", "[report]\ninterval_percentiles = true");
    let scenario = load(&text);
    for (replications, allowed) in [(REPLICATIONS, 3), (20, 4)] {
        let truths = [("wait_p50", 0.5), ("wait_p75", 0.75), ("wait_p95", 0.95)];
        let mut covered = [0_u64; 3];
        for seed in 0..STUDIES {
            let estimates = study(&scenario, replications, STUDIES + seed);
            for (covered, (measure, share)) in covered.iter_mut().zip(truths) {
                let estimate = estimates.get(measure, Scope::Centre, Period::Interval(0));
                let (low, high) = estimate.unwrap().interval().unwrap();
                *covered += u64::from((low..=high).contains(&true_percentile(share)));
            }
        }
        for ((measure, _), covered) in truths.iter().zip(covered) {
            let off = (covered * 100).abs_diff(STUDIES * 95);
            assert!(
                off <= STUDIES * allowed,
                "{measure}: {covered} of {STUDIES} with {replications} replications"
            );
        }
    }
}

fn whole(estimates: &Estimates, measure: &str) -> Estimate {
    estimates
        .get(measure, Scope::Centre, Period::Horizon)
        .unwrap()
}

const ERLANG_C: &str = r#"
[clock]
start = "2026-03-02"
time_zone = "UTC"
horizon = "28h"
interval = "1h"
warm_up = "4h"
[replication]
replications = 100
seed = 11
[report]
percentiles = ["50%", "95%"]
[queue.hotline.target]
wait = "20s"
[contact_type.calls]
demand.rate = "4/min"
talk = { law = "exponential", mean = "1min" }
[skill_group.front]
agents = 5
"#;

/// From the scenario to the estimates, against the formula.
#[test]
fn a_queue_without_abandonment_is_erlangs() {
    let scenario = load(ERLANG_C);
    let inputs = compile::compile(&scenario.centre, &scenario.report);
    let estimates = experiment::replicate(
        &inputs,
        &scenario.centre,
        &scenario.report,
        &scenario.replication,
        None,
        &|_| {},
    )
    .unwrap();
    let waiting = erlang_c::waiting(5, 4.0);
    // Those who wait do so for an exponential time, of mean 1 / (c µ − λ) = 60 s.
    let mean = 60.0;
    for (measure, truth) in [
        ("offered", 24.0 * 240.0),
        ("waited_share", waiting),
        ("asa", waiting * mean),
        ("asa_waited", mean),
        ("wait_sd", mean * (2.0 * waiting - waiting * waiting).sqrt()),
        ("service_level", 1.0 - waiting * libm::exp(-20.0 / mean)),
        ("wait_p50", mean * libm::log(waiting / 0.5)),
        ("wait_p95", mean * libm::log(waiting / 0.05)),
        ("wait_waited_p50", mean * libm::log(2.0)),
        ("queue_length", waiting * mean * 4.0 / 60.0),
        ("busy", 4.0),
        ("occupancy", 0.8),
        ("load", 4.0),
        ("aht", 60.0),
    ] {
        let estimate = whole(&estimates, measure);
        let error = estimate.standard_error().unwrap();
        let z = (estimate.value().unwrap() - truth) / error;
        assert!(
            z.abs() < 3.5,
            "{measure}: {truth:.4}, found {estimate:?}, z {z:.2}"
        );
    }
}
