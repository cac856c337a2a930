//! The penalties of short periods add up to those of longer ones, and to the periods that broke a promise.

use proptest::prelude::*;
use springtide::experiment::{Period, Scope};
use springtide::model::QueueId;

use crate::small::Study;

const INTERVALS: usize = 16;
const DAYS: usize = 2;

/// Two queues, each with promises and a penalty for periods of a kind.
fn text(per: [&str; 2], amounts: [u32; 2], rate: u32, agents: u32) -> String {
    format!(
        r#"currency = "CNY"
[clock]
start = "2026-03-02"
time_zone = "UTC"
horizon = "2 days"
interval = "3h"
[replication]
replications = 7
[report]
percentiles = []
[queue.a.target]
share = "80%"
abandonment = "10%"
penalty = {}
penalty_per = "{}"
[queue.b.target]
asa = "1min"
penalty = {}
penalty_per = "{}"
[contact_type.a]
queue = "a"
demand.rate = "{rate}/day"
patience = {{ law = "exponential", mean = "5min" }}
talk = {{ law = "exponential", mean = "20min" }}
[contact_type.b]
queue = "b"
demand.rate = "20/day"
talk = {{ law = "exponential", mean = "10min" }}
[skill_group.team]
serves = ["a", "b"]
agents = {agents}
"#,
        amounts[0], per[0], amounts[1], per[1]
    )
}

/// The periods of a kind.
fn periods(per: &str) -> Vec<Period> {
    match per {
        "interval" => (0..INTERVALS).map(Period::Interval).collect(),
        "day" => (0..DAYS).map(Period::Day).collect(),
        _ => vec![Period::Horizon],
    }
}

fn is_near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * expected.abs().max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn penalties_add_up(
        kinds in prop::array::uniform2(prop::sample::select(vec!["interval", "day", "horizon"])),
        amounts in prop::array::uniform2(0_u32..5_000),
        rate in 1_u32..200,
        agents in 1_u32..4,
    ) {
        let study = Study::of(&text(kinds, amounts, rate, agents), &[], 1);
        let estimates = study.findings().estimates;
        let penalty = |period| {
            estimates.get("penalty", Scope::Centre, period).unwrap().value().unwrap()
        };
        // What the broken periods of a kind cost a replication, by how often they were broken.
        let owed = |of: &str| -> f64 {
            let queues = kinds.iter().zip(amounts).enumerate();
            queues.filter(|(_, (kind, _))| **kind == of).map(|(queue, (_, amount))| {
                let broken = |period| {
                    let scope = Scope::Queue(QueueId::new(queue));
                    let chance = estimates.get("chance_target_met", scope, period).unwrap();
                    let judged = springtide::units::number::float(chance.replications());
                    chance.value().map_or(0.0, |met| judged * (1.0 - met) / 7.0)
                };
                f64::from(amount) * periods(of).into_iter().map(broken).sum::<f64>()
            }).sum()
        };
        let all = |of: &str| periods(of).into_iter().map(penalty).sum::<f64>();
        let [intervals, days, horizon] = ["interval", "day", "horizon"].map(owed);
        prop_assert!(is_near(all("interval"), intervals), "{} {intervals}", all("interval"));
        prop_assert!(is_near(all("day"), intervals + days), "{} {days}", all("day"));
        let whole = intervals + days + horizon;
        prop_assert!(is_near(penalty(Period::Horizon), whole), "{} {whole}", penalty(Period::Horizon));
    }
}
