//! Plans on the same replications: what is said of their differences is true, and as sure as it says.

use std::path::Path;

use springtide::compile::{self, SimInputs};
use springtide::experiment::{
    self, Comparison, Contender, Difference, Period, Scope, Totals, student_t,
};
use springtide::model::ReplicationPlan;
use springtide::scenario::{self, Plan};
use springtide::units::{Share, number};

use crate::aloud::say;
use crate::erlang_a::ErlangA;

/// A centre without a memory and five more agents there; waits within the first two hours are left
/// out, after which nothing of the empty start is left.
const SCENARIO: &str = r#"
[clock]
start = "2026-03-02"
time_zone = "UTC"
horizon = "4h"
interval = "2h"
warm_up = "2h"
[replication]
replications = 40
[report]
percentiles = ["50%", "90%"]
intervals = false
[queue.hotline.target]
wait = "20s"
share = "80%"
[contact_type.calls]
demand.rate = "1000/h"
talk = { law = "exponential", mean = "6min" }
patience = { law = "exponential", mean = "3min" }
[skill_group.front]
agents = 100
[variant.five-more.change.skill_group.front]
agents = 105
[variant.ten-more.change.skill_group.front]
agents = 110
"#;

const STUDIES: u64 = 200;

/// What a measure is in the long run.
type Exact = fn(&ErlangA) -> f64;

/// Plans that can be simulated.
pub(crate) struct Plans {
    pub(crate) plans: Vec<Plan>,
    pub(crate) inputs: Vec<SimInputs>,
}

impl Plans {
    pub(crate) fn of(text: &str, names: &[&str]) -> Self {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let plans = scenario::load_plans_text(text, "test.toml", Path::new("."), &[], &names);
        let plans = plans.unwrap_or_else(|problems| panic!("{problems:?}"));
        let compiled = |plan: &Plan| compile::compile(&plan.scenario.centre, &plan.scenario.report);
        Self {
            inputs: plans.iter().map(compiled).collect(),
            plans,
        }
    }

    pub(crate) fn contenders(&self) -> Vec<Contender<'_>> {
        let plans = self.plans.iter().zip(&self.inputs);
        plans
            .map(|(plan, inputs)| Contender {
                inputs,
                centre: &plan.scenario.centre,
                report: &plan.scenario.report,
                until: plan.scenario.until.as_ref(),
            })
            .collect()
    }

    pub(crate) fn compared(&self, seed: u64, threads: Option<usize>) -> Comparison {
        let plan = ReplicationPlan {
            seed,
            ..self.plans[0].scenario.replication
        };
        experiment::compare(&self.contenders(), &plan, threads, &|_| {}).unwrap()
    }
}

/// The difference of the whole centre over the horizon.
fn whole(comparison: &Comparison, plan: usize, measure: &str) -> Difference {
    let found = comparison.difference(plan, measure, Scope::Centre, Period::Horizon);
    found.unwrap_or_else(|| panic!("no difference of {measure}"))
}

fn holds(interval: Option<(f64, f64)>, truth: f64) -> bool {
    interval.is_some_and(|(low, high)| (low..=high).contains(&truth))
}

/// Erlang A at n and n + 5 agents: over many seeds the paired interval holds the exact difference as often
/// as it says, and takes at least five times fewer replications than plans with customers of their own.
#[test]
fn paired_intervals_cover_exact_differences() {
    let plans = Plans::of(SCENARIO, &["five-more"]);
    let exact = |agents| ErlangA::new(agents, 1000.0 / 3600.0, 360.0, 180.0);
    let (base, more) = (exact(100), exact(105));
    let truths: [(&str, Exact); 6] = [
        ("abandonment", ErlangA::abandonment),
        ("wait_mean", ErlangA::wait_mean),
        ("service_level", |exact| exact.within(20.0)),
        ("queue_length", ErlangA::line),
        ("waited_share", ErlangA::waiting),
        ("wait_p90", |exact| exact.percentile(0.9)),
    ];
    let mut covered = [0_u64; 6];
    let (mut fewer, mut found) = ([0.0; 6], [0.0; 6]);
    for seed in 0..STUDIES {
        let comparison = plans.compared(seed, None);
        for (m, (measure, of)) in truths.iter().enumerate() {
            let difference = whole(&comparison, 1, measure);
            let truth = of(&more) - of(&base);
            covered[m] += u64::from(holds(difference.interval(), truth));
            fewer[m] += 1.0 / difference.times_fewer().unwrap();
            let value = difference.value().unwrap();
            found[m] += value;
        }
    }
    let studies = number::float(STUDIES);
    for (m, (measure, of)) in truths.iter().enumerate() {
        let percent = number::float(covered[m] * 100) / studies;
        let times = studies / fewer[m];
        let truth = of(&more) - of(&base);
        say(format!(
            "{measure}: {truth:.6}, found {:.6} on average, covered in {percent} % of {STUDIES} seeds, {times:.1} times fewer replications",
            found[m] / studies
        ));
    }
    for (m, (measure, _)) in truths.iter().enumerate() {
        let percent = number::float(covered[m] * 100) / studies;
        assert!((90.5..=99.5).contains(&percent), "{measure}: {percent} %");
        assert!(studies / fewer[m] >= 5.0, "{measure}");
    }
}

/// What one replication says of a plan.
fn alone(plans: &Plans, plan: usize, seed: u64, index: u64, measure: &str) -> f64 {
    let scenario = &plans.plans[plan].scenario;
    let mut totals = Totals::new(&scenario.centre, &scenario.report).unwrap();
    totals.simulate(&plans.inputs[plan], seed, index..index + 1);
    let estimates = totals.estimates(Share::new(0.95).unwrap());
    let estimate = estimates.get(measure, Scope::Centre, Period::Horizon);
    estimate.unwrap().value().unwrap()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / number::float_len(values.len())
}

/// The standard error of the mean.
fn error(values: &[f64]) -> f64 {
    let (n, middle) = (number::float_len(values.len()), mean(values));
    let squares = values
        .iter()
        .map(|value| (value - middle) * (value - middle));
    (squares.sum::<f64>() / (n - 1.0) / n).sqrt()
}

/// By hand, replication by replication: means by the paired t interval, ratios by their residuals.
#[test]
fn the_spread_is_that_of_the_pairs() {
    let plans = Plans::of(SCENARIO, &["five-more", "ten-more"]);
    let comparison = plans.compared(5, None);
    let replications = plans.plans[0].scenario.replication.replications;
    let of = |plan: usize, measure: &str| -> Vec<f64> {
        let indices = 0..replications;
        (indices.map(|index| alone(&plans, plan, 5, index, measure))).collect()
    };
    let residuals = |plan: usize| -> Vec<f64> {
        let (abandoned, offered) = (of(plan, "abandoned"), of(plan, "offered"));
        let ratio = mean(&abandoned) / mean(&offered);
        let pairs = abandoned.iter().zip(&offered);
        pairs
            .map(|(top, bottom)| ratio + (top - ratio * bottom) / mean(&offered))
            .collect()
    };
    for plan in [1, 2] {
        for (measure, own, others) in [
            ("answered", of(0, "answered"), of(plan, "answered")),
            (
                "queue_length",
                of(0, "queue_length"),
                of(plan, "queue_length"),
            ),
            ("abandonment", residuals(0), residuals(plan)),
        ] {
            let pairs: Vec<f64> = others
                .iter()
                .zip(&own)
                .map(|(other, own)| other - own)
                .collect();
            let difference = whole(&comparison, plan, measure);
            let near = |found: f64, wanted: f64| (found - wanted).abs() <= 1e-9 * wanted.abs();
            let value = difference.value().unwrap();
            assert!(near(value, mean(&pairs)), "{measure}: {value}");
            let spread = difference.standard_error().unwrap();
            assert!(near(spread, error(&pairs)), "{measure}: {spread}");
            let squared = |values: &[f64]| error(values) * error(values);
            let times = (squared(&own) + squared(&others)) / squared(&pairs);
            assert!(near(difference.times_fewer().unwrap(), times), "{measure}");
            // Two plans beside the base: each has half of the 5 %.
            for (interval, beyond) in [
                (difference.interval(), 0.05),
                (difference.simultaneous(), 0.025),
            ] {
                let reach = student_t::quantile(1.0 - beyond / 2.0, replications - 1);
                let (low, high) = interval.unwrap();
                assert!(near(high - low, 2.0 * reach * error(&pairs)), "{measure}");
            }
            // Seen the other way round, the same confidence puts zero at the end of the interval.
            let sure = difference.sure().unwrap();
            let t = value.abs() / spread;
            let beyond = 2.0 * student_t::cdf(-t, replications - 1);
            assert!(
                (sure - (1.0 - 2.0 * beyond).max(0.0)).abs() < 1e-12,
                "{measure}"
            );
        }
    }
}

/// All numbers of a comparison, as bits.
fn bits(comparison: &Comparison) -> Vec<u64> {
    let of = |value: Option<f64>| value.map_or(u64::MAX, f64::to_bits);
    let mut bits = Vec::new();
    for plan in 1..comparison.plans() {
        for row in comparison.differences(plan) {
            let (low, high) = row.difference.simultaneous().unzip();
            bits.extend(
                [
                    row.difference.value(),
                    low,
                    high,
                    row.difference.times_fewer(),
                ]
                .map(of),
            );
        }
    }
    bits
}

#[test]
fn threads_make_no_difference() {
    let plans = Plans::of(SCENARIO, &[]);
    let one = bits(&plans.compared(3, Some(1)));
    assert!(one.len() > 300);
    assert_eq!(one, bits(&plans.compared(3, Some(2))));
    assert_eq!(one, bits(&plans.compared(3, Some(5))));
}

/// Each plan says what it says alone, with the same seed.
#[test]
fn a_plan_is_what_it_is_alone() {
    let plans = Plans::of(SCENARIO, &["ten-more"]);
    let comparison = plans.compared(1, None);
    for (place, plan) in plans.plans.iter().enumerate() {
        let scenario = &plan.scenario;
        let alone = experiment::replicate(
            &plans.inputs[place],
            &scenario.centre,
            &scenario.report,
            &scenario.replication,
            None,
            &|_| {},
        )
        .unwrap();
        let rows = alone.rows().zip(comparison.estimates(place).rows());
        for (alone, beside) in rows {
            assert_eq!(alone.estimate, beside.estimate, "{}", alone.measure.name);
        }
    }
    let same = Plans::of(
        &SCENARIO.replace("agents = 110", "agents = 100"),
        &["ten-more"],
    );
    for row in same.compared(1, None).differences(1) {
        let value = row.difference.value().unwrap_or_default();
        assert!(value.abs() <= 0.0, "{}", row.measure.name);
        assert_ne!(row.difference.sure(), Some(1.0), "{}", row.measure.name);
        assert_eq!(row.difference.sign(), 0, "{}", row.measure.name);
    }
}

/// A year of days for so many plans together does not fit into memory.
#[test]
fn too_many_plans_are_refused_before_they_are_simulated() {
    let text = SCENARIO
        .replace("\"4h\"", "\"366 days\"")
        .replace("percentiles = [\"50%\", \"90%\"]", "percentiles = []");
    let plans = Plans::of(&text, &["five-more"]);
    let of_year = plans.contenders();
    let many: Vec<Contender<'_>> = of_year.iter().copied().cycle().take(1_000).collect();
    let plan = plans.plans[0].scenario.replication;
    let refused = experiment::compare(&many, &plan, None, &|_| {}).unwrap_err();
    assert!(refused.bytes > 4_000_000_000, "{refused}");
    assert!(
        refused.to_string().contains("compare fewer plans at once"),
        "{refused}"
    );
}
