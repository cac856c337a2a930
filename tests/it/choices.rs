//! Which contact a free agent takes, and which agents are kept back, against exact answers.

use springtide::experiment::Scope;
use springtide::model::ContactTypeId;
use springtide::units::number;

use crate::steady::Steady;

/// The beginning of a scenario, down to its queue.
fn clock(seed: u64) -> String {
    format!(
        r#"
[clock]
start = "2026-03-02 00:00"
time_zone = "UTC"
horizon = "48h"
warm_up = "8h"
interval = "1h"

[replication]
seed = {seed}

[queue.line]
"#
    )
}

const CALLS: Scope = Scope::Type(ContactTypeId::new(0));
const CLAIMS: Scope = Scope::Type(ContactTypeId::new(1));

/// One agent and two types whose waits count differently: delay-dependent priorities (Kleinrock, "A delay
/// dependent queue discipline", Naval Research Logistics Quarterly 11, 1964), with exponential handling of
/// one mean.
#[test]
fn weighted_waits_are_delay_dependent_priorities() {
    const MEAN_S: f64 = 120.0;
    for (seed, weight) in [(1, 1.0), (2, 2.0), (3, 5.0), (4, 1_000.0)] {
        let clock = clock(seed);
        let text = format!(
            r#"{clock}
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
        let mut found = Steady::run("weighted waits", &text, 1_500);
        found.expect("asa", CALLS, of_calls);
        found.expect("asa", CLAIMS, of_claims);
    }
}

/// Where waits count alike, the weighted is the longest; where a base is longer than any wait, it is a
/// priority: no byte differs.
#[test]
fn the_limits_of_weighted_waits_are_the_other_choices() {
    let clock = clock(5);
    let text = |takes: &str, calls: &str, claims: &str| {
        format!(
            r#"{clock}
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
        let found = Steady::run("limits of weighted waits", text, 100);
        ["asa", "abandoned", "wait_p90"]
            .map(|name| [CALLS, CLAIMS].map(|scope| found.value(name, scope).to_bits()))
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
        let clock = clock(seed);
        let text = format!(
            r#"{clock}
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
        let mut found = Steady::run("guard channels", &text, 600);
        found.expect("blocking", CALLS, beyond(agents));
        found.expect("busy", Scope::Centre, busy.sum());
        let of_claims = if agents > reserve {
            beyond(agents - reserve)
        } else {
            1.0
        };
        found.expect("blocking", CLAIMS, of_claims);
    }
}

/// Claims wait while so many agents are free as are kept back, and are taken as soon as there is one more.
#[test]
fn who_waits_for_a_reserve_is_taken_once_it_is_full() {
    const MEAN_S: f64 = 180.0;
    const AGENTS: usize = 3;
    const PLACES: usize = 5;
    let clock = clock(9);
    let text = format!(
        r#"{clock}
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
    let mut found = Steady::run("a reserve that is full", &text, 600);
    found.expect("blocking", CLAIMS, of(last, last + 1));
    found.expect("waited_share", CLAIMS, of(AGENTS - 1, last));
}
