//! Replications that end when sure: the intervals cover as often as they say although they ended
//! them, and the numbers are those of as many replications without a rule.

use std::path::Path;

use springtide::compile;
use springtide::experiment::{Period, Scope, Totals, next_look};
use springtide::measures::{HalfWidth, Precision, StoppingRule};
use springtide::report::{intervals_csv, measures_csv, run_json};
use springtide::scenario::{self, Scenario};
use springtide::stats::Recorder;
use springtide::units::{Share, number};

use crate::aloud::say;
use crate::coverage::{
    BUSY, Chance, Day, QUIET, TWO_DAYS, draw_replication, of_customers, share_within,
    true_deviation, true_percentile,
};
use crate::small::{Study, simulated};

const STUDIES: u64 = 800;

/// A number that is to be known, and its truth.
struct Sought {
    rule: StoppingRule,
    truth: f64,
    /// Whether the numbers end it too soon: a look after each replication from the second on.
    is_naive: bool,
    covered: u64,
    replications: u64,
}

impl Sought {
    fn new(measure: &str, half_width: HalfWidth, truth: f64) -> Self {
        Self {
            rule: StoppingRule {
                conditions: vec![Precision {
                    measure: measure.to_owned(),
                    scope: Scope::Centre,
                    half_width,
                }],
                most_replications: 10_000,
            },
            truth,
            is_naive: false,
            covered: 0,
            replications: 0,
        }
    }

    fn first_look(&self) -> u64 {
        if self.is_naive {
            2
        } else {
            StoppingRule::LEAST_FIRST_LOOK
        }
    }

    /// Looks; the next look, or `None` at the end.
    fn look(&mut self, totals: &Totals) -> Option<u64> {
        let confidence = Share::new(0.95).unwrap();
        if let Some(next) = next_look(totals, &self.rule, confidence) {
            let each = totals.replications() + 1;
            return Some(if self.is_naive { each } else { next });
        }
        self.replications += totals.replications();
        let estimates = totals.clone().estimates(confidence);
        let measure = &self.rule.conditions[0].measure;
        let estimate = estimates.get(measure, Scope::Centre, Period::Horizon);
        let (low, high) = estimate.unwrap().interval().unwrap();
        self.covered += u64::from((low..=high).contains(&self.truth));
        None
    }

    fn told(&self) -> String {
        let Precision {
            measure,
            half_width,
            ..
        } = &self.rule.conditions[0];
        let percent = number::float(self.covered * 100) / number::float(STUDIES);
        let mean = self.replications / STUDIES;
        format!("{measure} {half_width:?}: {percent:.1} % after {mean} replications on average")
    }
}

/// Draws studies, in each of which every number is sought on its own.
fn seek(scenario: &Scenario, sought: &mut [Sought]) {
    for study in 0..STUDIES {
        let mut chance = Chance::of(study);
        let mut totals = Totals::new(&scenario.centre, &scenario.report).unwrap();
        let layout = totals.layout().clone();
        let mut recorder = Recorder::new(&layout);
        let mut looks: Vec<Option<u64>> = sought.iter().map(|one| Some(one.first_look())).collect();
        while looks.iter().any(Option::is_some) {
            draw_replication(&mut chance, &mut recorder);
            totals.add(totals.replications(), recorder.finish());
            recorder.clear();
            for (one, look) in sought.iter_mut().zip(&mut looks) {
                if *look == Some(totals.replications()) {
                    *look = one.look(&totals);
                }
            }
        }
    }
}

fn two_days(overrides: &[&str]) -> Scenario {
    let overrides: Vec<String> = overrides.iter().map(|&text| text.to_owned()).collect();
    scenario::load_text(TWO_DAYS, "test.toml", Path::new("."), &overrides).unwrap()
}

/// The chance that so many of a hundred customers or more of a day are served within 20 s.
fn chance_met(share: f64) -> f64 {
    let of = |day: &Day| {
        let in_time = share_within(day, 20.0);
        (0..400_u32)
            .map(|more| {
                let mean = day.more_customers;
                let poisson =
                    f64::from(more) * libm::log(mean) - mean - libm::lgamma(f64::from(more) + 1.0);
                let customers = more + 1;
                let kept =
                    (0..=customers).filter(|met| f64::from(*met) / f64::from(customers) >= share);
                let binomial = |met: u32| {
                    let (met, all) = (f64::from(met), f64::from(customers));
                    let ways = libm::lgamma(all + 1.0)
                        - libm::lgamma(met + 1.0)
                        - libm::lgamma(all - met + 1.0);
                    libm::exp(ways + met * libm::log(in_time) + (all - met) * libm::log1p(-in_time))
                };
                libm::exp(poisson) * kept.map(binomial).sum::<f64>()
            })
            .sum::<f64>()
    };
    f64::midpoint(of(&QUIET), of(&BUSY))
}

#[test]
fn intervals_cover_after_stopping() {
    use HalfWidth::{Absolute, Relative};
    let scenario = two_days(&[
        "queue.hotline.target.share=80%",
        "report.waiting_over=['2min']",
    ]);
    let service_level = of_customers(|day| share_within(day, 20.0));
    let asa = of_customers(|day| day.waiting * day.mean_wait);
    let waiting_long = 1.0 - of_customers(|day| share_within(day, 120.0));
    let mut sought = vec![
        Sought::new("offered", Relative(0.05), 80.0),
        Sought::new("offered", Absolute(2.5), 80.0),
        Sought::new("service_level", Absolute(0.015), service_level),
        Sought::new("service_level", Relative(0.015), service_level),
        Sought::new("asa", Absolute(1.2), asa),
        Sought::new("asa", Relative(0.04), asa),
        Sought::new("wait_p75", Absolute(2.0), true_percentile(0.75)),
        Sought::new("wait_p95", Absolute(3.0), true_percentile(0.95)),
        Sought::new("wait_sd", Absolute(1.2), true_deviation()),
        Sought::new("waiting_over_2min", Relative(0.06), waiting_long),
        Sought::new("days_target_met", Absolute(0.05), chance_met(0.8)),
    ];
    seek(&scenario, &mut sought);
    for one in &sought {
        say(one.told());
        let off = (one.covered * 100).abs_diff(STUDIES * 95);
        assert!(off <= STUDIES * 3, "{}", one.told());
    }
}

/// Why the first look is late and the looks are few.
#[test]
fn looking_early_and_often_covers_too_seldom() {
    let scenario = two_days(&["report.waiting_over=['2min']"]);
    let asa = of_customers(|day| day.waiting * day.mean_wait);
    let waiting_long = 1.0 - of_customers(|day| share_within(day, 120.0));
    let mut sought = vec![
        Sought::new("offered", HalfWidth::Absolute(10.0), 80.0),
        Sought::new("asa", HalfWidth::Absolute(2.2), asa),
        Sought::new("wait_sd", HalfWidth::Absolute(2.0), true_deviation()),
        Sought::new("wait_p95", HalfWidth::Absolute(6.0), true_percentile(0.95)),
        Sought::new("waiting_over_2min", HalfWidth::Relative(0.2), waiting_long),
    ];
    for one in &mut sought {
        one.is_naive = true;
    }
    seek(&scenario, &mut sought);
    for one in &sought {
        say(format!("looking after each replication: {}", one.told()));
        assert!(one.covered * 100 < STUDIES * 93, "{}", one.told());
    }
}

#[test]
fn the_interval_of_a_chance_covers() {
    let shares = [0.5, 0.7, 0.8, 0.9, 0.95];
    let scenarios = shares.map(|share| {
        let percent = number::nearest(share * 100.0);
        two_days(&[&format!("queue.hotline.target.share={percent}%")])
    });
    let mut covered = [0_u64; 5];
    for study in 0..STUDIES {
        let mut chance = Chance::of(study);
        let mut all = scenarios
            .each_ref()
            .map(|scenario| Totals::new(&scenario.centre, &scenario.report).unwrap());
        let layout = all[0].layout().clone();
        let mut recorder = Recorder::new(&layout);
        for index in 0..100 {
            draw_replication(&mut chance, &mut recorder);
            let tally = recorder.finish();
            for totals in &mut all {
                totals.add(index, tally);
            }
            recorder.clear();
        }
        for ((totals, share), covered) in all.into_iter().zip(shares).zip(&mut covered) {
            let estimates = totals.estimates(Share::new(0.95).unwrap());
            let chance = estimates.get("chance_target_met", Scope::Centre, Period::Day(1));
            let (low, high) = chance.unwrap().interval().unwrap();
            *covered += u64::from((low..=high).contains(&chance_met(share)));
        }
    }
    for (share, covered) in shares.into_iter().zip(covered) {
        let percent = number::float(covered * 100) / number::float(STUDIES);
        say(format!(
            "a chance of {:.3}: {percent:.1} %",
            chance_met(share)
        ));
        let off = (covered * 100).abs_diff(STUDIES * 95);
        assert!(off <= STUDIES * 3, "{share}: {covered} of {STUDIES}");
    }
}

/// As many agents as callers, who are as patient as their calls are long: the number in the system is
/// that of M/M/∞, a Poisson number.
const ERLANG_A: &str = r#"
[clock]
start = "2026-03-02"
time_zone = "UTC"
horizon = "70min"
interval = "10min"
warm_up = "10min"
[replication]
until = [
    { measure = "waited_share", half_width = "0.9 points" },
    { measure = "abandonment", queue = "hotline", relative_half_width = "5%" },
]
[report]
intervals = false
percentiles = []
[queue.hotline.target]
wait = "20s"
[contact_type.calls]
demand.rate = "3/min"
talk = { law = "exponential", mean = "1min" }
patience = { law = "exponential", mean = "1min" }
[skill_group.front]
agents = 3
"#;

/// From the scenario to the estimates, against the formula.
#[test]
fn simulated_studies_that_stop_when_sure_cover() {
    const SEEDS: u64 = 500;
    let mut scenario = scenario::load_text(ERLANG_A, "test.toml", Path::new("."), &[]).unwrap();
    let inputs = compile::compile(&scenario.centre, &scenario.report);
    let states = |of: &dyn Fn(f64) -> f64| -> f64 {
        let mut chance = libm::exp(-3.0);
        (0..200_u32)
            .map(|in_system| {
                let sum = chance * of(f64::from(in_system));
                chance *= 3.0 / f64::from(in_system + 1);
                sum
            })
            .sum()
    };
    let truths = [
        ("waited_share", states(&|n| f64::from(u8::from(n >= 3.0)))),
        // All who stand in line leave it at the rate of impatience.
        ("abandonment", states(&|n| (n - 3.0).max(0.0)) / 3.0),
    ];
    let mut covered = [0_u64; 2];
    let mut replications = 0;
    for seed in 0..SEEDS {
        scenario.replication.seed = seed;
        let estimates = simulated(&scenario, &inputs, None);
        assert!(estimates.shortfalls().is_empty());
        replications += estimates.replications();
        for (covered, (measure, truth)) in covered.iter_mut().zip(&truths) {
            let estimate = estimates.get(measure, Scope::Centre, Period::Horizon);
            let (low, high) = estimate.unwrap().interval().unwrap();
            *covered += u64::from((low..=high).contains(truth));
        }
    }
    for ((measure, truth), covered) in truths.iter().zip(covered) {
        let mean = replications / SEEDS;
        let told = format!("{measure} {truth:.4}: {covered} of {SEEDS} after {mean} replications");
        say(&told);
        assert!((covered * 100).abs_diff(SEEDS * 95) <= SEEDS * 3, "{told}");
    }
}

#[test]
fn a_run_until_sure_is_a_run_of_as_many_replications() {
    let until = "replication.until=[{ measure = 'wait_p95', queue = 'hotline', half_width = '1500ms' }, \
                 { measure = 'chance_target_met', queue = 'claims', half_width = '7 points' }]";
    let numbers = |study: &Study| {
        [
            study.written(measures_csv::write),
            study.written(intervals_csv::write),
        ]
    };
    let first = "replication.replications=100";
    let one = Study::run(&[first, until], 1);
    let record = one.written(|out, findings| run_json::write(out, findings, &[]));
    let done = record
        .lines()
        .find_map(|line| line.trim().strip_prefix("\"replications\": "))
        .and_then(|rest| rest.trim_end_matches(',').parse::<u64>().ok())
        .unwrap();
    assert!(done > 100, "{done}");
    for threads in [2, 3] {
        let many = Study::run(&[first, until], threads);
        assert_eq!(numbers(&many), numbers(&one), "{threads} threads");
    }
    let fixed = Study::run(&[&format!("replication.replications={done}")], 2);
    assert_eq!(numbers(&fixed), numbers(&one));
}
