//! People who differ, against answers that are exact.

use springtide::experiment::Scope;
use springtide::report::measures_csv;
use springtide::units::number;

use crate::markov::Chain;
use crate::small::Study;
use crate::steady::Steady;

fn text(agents: u32, rate: &str, seed: u64, more: &str) -> String {
    format!(
        r#"
[clock]
start = "2026-03-02 00:00"
time_zone = "UTC"
horizon = "60h"
warm_up = "12h"
interval = "1h"

[replication]
seed = {seed}

[queue.line]
queue_capacity = {PLACES}

[contact_type.calls]
demand.rate = "{rate}"
choice = "random"
talk = {{ law = "exponential", mean = "{MEAN_S}s" }}

[skill_group.front]
agents = {agents}

[skill_group.front.people]
{more}
"#
    )
}

const PLACES: usize = 8;
const MEAN_S: f64 = 180.0;

/// A chain by its flows.
fn chain(flows: &[(usize, usize, f64)]) -> Chain<usize> {
    Chain::new(0, |state| {
        let flows = flows.iter().filter(|(from, _, _)| from == state);
        flows.map(|(_, to, rate)| (*to, *rate)).collect()
    })
}

/// Shares of contacts that wait and that are blocked, where two agents end so often a second.
fn two_agents(per_s: f64, ends: [f64; 2]) -> (f64, f64) {
    // 0: nobody busy; 1 and 2: one of the two; 3 + k: both, and k waiting.
    let states = 4 + PLACES;
    let mut flows = vec![
        (0, 1, per_s / 2.0),
        (0, 2, per_s / 2.0),
        (1, 3, per_s),
        (2, 3, per_s),
        (1, 0, ends[0]),
        (2, 0, ends[1]),
        (3, 2, ends[0]),
        (3, 1, ends[1]),
    ];
    for waiting in 0..PLACES {
        flows.push((3 + waiting, 4 + waiting, per_s));
        flows.push((4 + waiting, 3 + waiting, ends[0] + ends[1]));
    }
    let (full, chain) = (states - 1, chain(&flows));
    let waits = chain.chance(|state| (3..full).contains(state));
    (waits, chain.chance(|state| *state == full))
}

/// Half of the people are new, so new that they need twice the time for the days that are simulated: of two, none, one or both
/// are; the shares of contacts are those of the three centres, weighted.
#[test]
fn new_and_old_people_are_a_mixture_of_centres() {
    let more = "tenure = [{ share = \"50%\", since = \"0s\" }, { share = \"50%\", since = \"3650 days\" }]\n\
                learning = { handling_at_start = 2.0, half_life = \"250 days\" }";
    let per_s = 30.0 / 3_600.0;
    // Half the half-lives of the horizon, and all of those before it.
    let (slow, fast) = (libm::exp2(-1.5 / 250.0), libm::exp2(-3_651.5 / 250.0));
    let [slow, fast] = [slow, fast].map(|lacks| 1.0 / MEAN_S / (1.0 + lacks));
    let cases = [
        ([slow, slow], 0.25),
        ([slow, fast], 0.5),
        ([fast, fast], 0.25),
    ];
    let (mut waits, mut blocked) = (0.0, 0.0);
    for (ends, weight) in cases {
        let (wait, block) = two_agents(per_s, ends);
        waits += weight * wait;
        blocked += weight * block;
    }
    let mut found = Steady::run("new and old", &text(2, "30/h", 1, more), 4_000);
    found.expect("waited_share", Scope::Centre, waits);
    found.expect("blocking", Scope::Centre, blocked);
}

/// One agent who is faster while two or more wait: the chain knows how long the one being talked to
/// takes, which was settled when the talk began.
#[test]
fn people_who_are_faster_under_load_agree_with_a_small_chain() {
    let factor = 0.5;
    let more = format!("under_load = [{{ waiting_per_agent = 2, handling = {factor} }}]");
    let per_s = 24.0 / 3_600.0;
    let (slow, fast) = (1.0 / MEAN_S, 1.0 / MEAN_S / factor);
    // 0: idle; 1 + k: slow talk and k waiting; 2 + PLACES + k: fast talk and k waiting.
    let (of_slow, of_fast) = (|waiting| 1 + waiting, |waiting| 2 + PLACES + waiting);
    let mut flows = vec![
        (0, of_slow(0), per_s),
        (of_slow(0), 0, slow),
        (of_fast(0), 0, fast),
    ];
    for waiting in 0..PLACES {
        for place in [of_slow(waiting), of_fast(waiting)] {
            flows.push((place, place + 1, per_s));
        }
        // Whoever is taken from the line no longer waits in it.
        let next = if waiting >= 2 {
            of_fast(waiting)
        } else {
            of_slow(waiting)
        };
        flows.push((of_slow(waiting + 1), next, slow));
        flows.push((of_fast(waiting + 1), next, fast));
    }
    let chain = chain(&flows);
    let at = |waiting| chain.chance(|state| [of_slow(waiting), of_fast(waiting)].contains(state));
    let (idle, blocked) = (chain.chance(|state| *state == 0), at(PLACES));
    let line = (0..=PLACES).map(|waiting| number::float_len(waiting) * at(waiting));
    let mut found = Steady::run("under load", &text(1, "24/h", 3, &more), 1_500);
    for (measure, exact) in [
        ("blocking", blocked),
        ("waited_share", 1.0 - idle - blocked),
        ("queue_length", line.sum()),
        ("occupancy", 1.0 - idle),
    ] {
        found.expect(measure, Scope::Centre, exact);
    }
}

#[test]
fn people_who_do_not_differ_change_no_byte() {
    let written = |study: &Study| study.written(measures_csv::write);
    let plain = written(&Study::run(&[], 2));
    let people = |what: &str| {
        let key = format!("skill_group.front.people={{ {what} }}");
        written(&Study::run(&[&key], 2)) == plain
    };
    assert!(people("handling_cv = 0.0, resolution_sd = \"0%\""));
    assert!(!people("handling_cv = 0.1"));
}
