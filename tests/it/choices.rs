//! Which contact a free agent takes, and which agents are kept back, against exact answers.

use springtide::compile::compile;
use springtide::experiment::{self, Estimates, Period, Scope};
use springtide::model::{ContactTypeId, ReplicationPlan};
use springtide::scenario;
use springtide::units::number;

fn found(text: &str, seed: u64, replications: u64) -> Estimates {
    let folder = tempfile::tempdir().unwrap();
    let scenario = scenario::load_text(text, "choices.toml", folder.path(), &[])
        .unwrap_or_else(|problems| panic!("{problems}"));
    let inputs = compile(&scenario.centre, &scenario.report);
    let plan = ReplicationPlan {
        replications: if cfg!(debug_assertions) {
            replications / 10
        } else {
            replications
        },
        seed,
        ..scenario.replication
    };
    let (centre, report) = (&scenario.centre, &scenario.report);
    experiment::replicate(&inputs, centre, report, &plan, None, &|_| ()).unwrap()
}

const CLOCK: &str = r#"
[clock]
start = "2026-03-02 00:00"
time_zone = "UTC"
horizon = "48h"
warm_up = "8h"
interval = "1h"

[queue.line]
"#;

const CALLS: Scope = Scope::Type(ContactTypeId::new(0));
const CLAIMS: Scope = Scope::Type(ContactTypeId::new(1));

fn close(estimates: &Estimates, answers: &[(&str, Scope, f64)]) {
    for (name, scope, exact) in answers {
        let estimate = estimates.get(name, *scope, Period::Horizon).unwrap();
        let value = estimate.value().unwrap();
        let z = (value - exact) / estimate.standard_error().unwrap();
        let said = format!("{name} {scope:?} exact {exact:.5} found {value:.5} z {z:+.2}");
        crate::aloud::say(said.clone());
        assert!(z.abs() < 4.0, "{said}");
    }
}

/// One agent and two types whose waits count differently: delay-dependent priorities (Kleinrock, "A delay
/// dependent queue discipline", Naval Research Logistics Quarterly 11, 1964), with exponential handling of
/// one mean.
#[test]
fn weighted_waits_are_delay_dependent_priorities() {
    const MEAN_S: f64 = 120.0;
    for (seed, weight) in [(1, 1.0), (2, 2.0), (3, 5.0), (4, 1_000.0)] {
        let text = format!(
            r#"{CLOCK}
[contact_type.calls]
demand.rate = "12/h"
talk = {{ law = "exponential", mean = "{MEAN_S}s" }}
urgency = {{ weight = {weight} }}

[contact_type.claims]
demand.rate = "10/h"
talk = {{ law = "exponential", mean = "{MEAN_S}s" }}

[skill_group.front]
agents = 1
takes = "weighted_wait"
"#
        );
        let load = |per_hour: f64| per_hour / 3_600.0 * MEAN_S;
        let (calls, claims) = (load(12.0), load(10.0));
        let all = (calls + claims) * MEAN_S / (1.0 - calls - claims);
        let of_claims = all / (1.0 - calls * (1.0 - 1.0 / weight));
        let of_calls = all - claims * of_claims * (1.0 - 1.0 / weight);
        let estimates = found(&text, seed, 1_500);
        close(
            &estimates,
            &[("asa", CALLS, of_calls), ("asa", CLAIMS, of_claims)],
        );
    }
}

/// Where waits count alike, the weighted is the longest; where a base is longer than any wait, it is a
/// priority: no byte differs.
#[test]
fn the_limits_of_weighted_waits_are_the_other_choices() {
    let text = |takes: &str, calls: &str, claims: &str| {
        format!(
            r#"{CLOCK}
[contact_type.calls]
demand.rate = "40/h"
talk = {{ law = "lognormal", mean = "3min", cv = 1.2 }}
patience = {{ law = "exponential", mean = "6min" }}
{calls}

[contact_type.claims]
demand.rate = "30/h"
talk = {{ law = "exponential", mean = "4min" }}
patience = {{ law = "exponential", mean = "9min" }}
{claims}

[skill_group.front]
agents = 4
takes = "{takes}"
"#
        )
    };
    let waits = |text: &str| {
        let estimates = found(text, 5, 100);
        let of = |scope, name: &str| estimates.get(name, scope, Period::Horizon).unwrap().value();
        ["asa", "abandoned", "wait_p90"].map(|name| (of(CALLS, name), of(CLAIMS, name)))
    };
    let weighted = waits(&text("weighted_wait", "", ""));
    assert_eq!(weighted, waits(&text("longest_waiting", "", "")));
    let urgent = waits(&text("weighted_wait", "urgency.base = \"100 days\"", ""));
    let first = text("longest_waiting", "priority = 1", "priority = 2");
    assert_eq!(urgent, waits(&first));
    assert_ne!(urgent, weighted);
}

/// Nobody waits; claims find an agent only if more than so many are free: a birth-and-death chain with
/// guard channels (as of cellular networks: Hong and Rappaport 1986).
#[test]
fn reserved_agents_are_guard_channels() {
    const MEAN_S: f64 = 180.0;
    for (seed, agents, reserve) in [(1, 4_usize, 0), (2, 4, 1), (3, 6, 2), (4, 6, 6)] {
        let text = format!(
            r#"{CLOCK}
queue_capacity = 0

[contact_type.calls]
demand.rate = "50/h"
talk = {{ law = "exponential", mean = "{MEAN_S}s" }}

[contact_type.claims]
demand.rate = "40/h"
talk = {{ law = "exponential", mean = "{MEAN_S}s" }}

[contact_type.claims.by_group.front]
reserve = {reserve}

[skill_group.front]
agents = {agents}
"#
        );
        let per_s = |per_hour: f64| per_hour / 3_600.0;
        let (calls, claims) = (per_s(50.0), per_s(40.0));
        let mut share = vec![1.0];
        for busy in 0..agents {
            let comes = calls + if agents - busy > reserve { claims } else { 0.0 };
            let ends = number::float_len(busy + 1) / MEAN_S;
            share.push(share[busy] * comes / ends);
        }
        let sum: f64 = share.iter().sum();
        let beyond = |from: usize| share[from..].iter().sum::<f64>() / sum;
        let busy = share.iter().enumerate();
        let busy = busy.map(|(busy, share)| number::float_len(busy) * share / sum);
        let estimates = found(&text, seed, 600);
        let busy = ("busy", Scope::Centre, busy.sum());
        let blocked = ("blocking", CALLS, beyond(agents));
        close(&estimates, &[blocked, busy]);
        if agents > reserve {
            close(
                &estimates,
                &[("blocking", CLAIMS, beyond(agents - reserve))],
            );
        } else {
            let all = estimates.get("blocking", CLAIMS, Period::Horizon).unwrap();
            assert_eq!(all.value(), Some(1.0));
        }
    }
}

/// Claims wait while so many agents are free as are kept back, and are taken as soon as there is one more.
#[test]
fn who_waits_for_a_reserve_is_taken_once_it_is_full() {
    const MEAN_S: f64 = 180.0;
    const AGENTS: usize = 3;
    const PLACES: usize = 5;
    let text = format!(
        r#"{CLOCK}
queue_capacity = {PLACES}

[contact_type.calls]
demand.rate = "0/h"
talk = {{ law = "exponential", mean = "{MEAN_S}s" }}

[contact_type.claims]
demand.rate = "40/h"
talk = {{ law = "exponential", mean = "{MEAN_S}s" }}

[contact_type.claims.by_group.front]
reserve = 1

[skill_group.front]
agents = {AGENTS}
"#
    );
    // Nobody else comes: as if there were one agent less, M/M/2 with five places.
    let per_s = 40.0 / 3_600.0;
    let mut share = vec![1.0];
    for present in 0..AGENTS - 1 + PLACES {
        let ends = number::float_len((present + 1).min(AGENTS - 1)) / MEAN_S;
        share.push(share[present] * per_s / ends);
    }
    let sum: f64 = share.iter().sum();
    let of = |from: usize, to: usize| share[from..to].iter().sum::<f64>() / sum;
    let last = share.len() - 1;
    let estimates = found(&text, 9, 600);
    close(
        &estimates,
        &[
            ("blocking", CLAIMS, of(last, last + 1)),
            ("waited_share", CLAIMS, of(AGENTS - 1, last)),
        ],
    );
}
