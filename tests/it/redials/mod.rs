//! Customers who try again: against a chain that is solved exactly ([`chain`]).
//!
//! The model of `f07` (the tables hold none): Poisson first attempts, exponential handling, patience and
//! time until the redial; whoever abandons or is blocked tries again with a chance, by the same rules.

mod chain;

use springtide::experiment::Scope;
use springtide::model::ContactTypeId;

use crate::long_run::{Deviates, LongRun};
use chain::Centre;

/// A centre with first attempts an hour, handling, patience and the time until a redial in seconds.
const fn centre(agents: usize, per_hour: f64, [talk, patience, delay]: [f64; 3]) -> Centre {
    Centre {
        agents,
        arrivals: per_hour / 3_600.0,
        service: 1.0 / talk,
        departures: if patience > 0.0 { 1.0 / patience } else { 0.0 },
        room: UNLIMITED,
        after_abandoning: 0.0,
        after_blocking: 0.0,
        later: None,
        most: None,
        back: 1.0 / delay,
        cut: 60,
    }
}

/// Longer than any line of the cases.
const UNLIMITED: usize = 90;

/// Each with a name.
fn cases() -> Vec<(&'static str, Centre)> {
    vec![
        (
            "half of the impatient try again",
            Centre {
                after_abandoning: 0.5,
                ..centre(5, 75.0, [240.0, 120.0, 600.0])
            },
        ),
        (
            "one agent, and hardly anybody lets it be",
            Centre {
                after_abandoning: 0.9,
                cut: 70,
                ..centre(1, 18.0, [180.0, 60.0, 900.0])
            },
        ),
        (
            "little room, nobody loses patience",
            Centre {
                room: 5,
                after_blocking: 0.7,
                ..centre(10, 170.0, [190.0, 0.0, 300.0])
            },
        ),
        (
            "no room",
            Centre {
                room: 0,
                after_blocking: 0.8,
                ..centre(3, 50.0, [180.0, 0.0, 120.0])
            },
        ),
        (
            "overload, both ways",
            Centre {
                room: 10,
                after_abandoning: 0.5,
                after_blocking: 0.8,
                cut: 130,
                ..centre(20, 480.0, [180.0, 90.0, 600.0])
            },
        ),
        (
            "back in a minute",
            Centre {
                room: 2,
                after_abandoning: 0.4,
                after_blocking: 0.9,
                ..centre(2, 40.0, [150.0, 180.0, 60.0])
            },
        ),
        (
            "later tries are rarer",
            Centre {
                room: 2,
                after_abandoning: 0.9,
                after_blocking: 0.8,
                later: Some(0.4),
                ..centre(2, 60.0, [150.0, 100.0, 300.0])
            },
        ),
        (
            "twice at most, rarer the second time",
            Centre {
                room: 0,
                after_blocking: 0.95,
                later: Some(0.6),
                most: Some(2),
                cut: 40,
                ..centre(2, 50.0, [150.0, 0.0, 300.0])
            },
        ),
        (
            "once at most",
            Centre {
                room: 2,
                after_abandoning: 1.0,
                after_blocking: 0.5,
                most: Some(1),
                cut: 40,
                ..centre(2, 60.0, [150.0, 100.0, 400.0])
            },
        ),
    ]
}

fn text(centre: &Centre, replications: u64, seed: usize) -> String {
    let exponential = |rate: f64| {
        let mean = 1.0 / rate;
        format!("{{ law = \"exponential\", mean = \"{mean}s\" }}")
    };
    let percent = |share: f64| format!("\"{}%\"", share * 100.0);
    let line = |key: &str, value: Option<String>| {
        value.map_or(String::new(), |value| format!("{key} = {value}\n"))
    };
    let room = (centre.room < UNLIMITED).then(|| centre.room.to_string());
    let patience = (centre.departures > 0.0).then(|| exponential(centre.departures));
    format!(
        "[clock]\nstart = \"2026-01-05\"\ntime_zone = \"UTC\"\nhorizon = \"96h\"\nwarm_up = \"16h\"\ninterval = \"1 day\"\n\
         [replication]\nreplications = {replications}\nseed = {seed}\n\
         [queue.line]\n{}[contact_type.calls]\ndemand.rate = \"{}/h\"\ntalk = {}\n{}\
         [contact_type.calls.redial]\nafter_abandoning = {}\nafter_blocking = {}\n{}{}delay = {}\n\
         [skill_group.agents]\nagents = {}\n",
        line("queue_capacity", room),
        centre.arrivals * 3_600.0,
        exponential(centre.service),
        line("patience", patience),
        percent(centre.after_abandoning),
        percent(centre.after_blocking),
        line("later", centre.later.map(percent)),
        line("most", centre.most.map(|most| most.to_string())),
        exponential(centre.back),
        centre.agents,
    )
}

#[test]
fn redials_agree_with_a_small_chain() {
    let mut deviates = Deviates::default();
    // Each with chance of its own: the same customers would err the same way everywhere.
    for (seed, (name, centre)) in cases().into_iter().enumerate() {
        let exact = centre.answers();
        let run = LongRun::of(&text(&centre, 400, seed));
        let mut of_case = deviates.case(name);
        for (measure, exact) in [
            ("waited_share", exact.waited_share),
            ("blocking", exact.blocking),
            ("abandonment", exact.abandonment),
            ("wait_mean", exact.wait_mean),
            ("asa", exact.asa),
            ("wait_abandoned_mean", exact.wait_abandoned),
            ("queue_length", exact.line),
            ("busy", exact.busy),
            ("redial_share", 1.0 - centre.arrivals / exact.attempts),
        ] {
            if exact > 1e-6 {
                of_case.add(measure, run.z(measure, Scope::Centre, exact));
            }
        }
        of_case.add(
            "attempts",
            run.z("offered", Scope::Centre, exact.attempts * run.counted_s()),
        );
        of_case.add("away", run.z_watched("away", exact.away));
        of_case.add(
            "served ever",
            run.z_watched("resolved ÷ matters", exact.served_ever),
        );
    }
    deviates.judge();
}

#[test]
fn the_test_could_tell_other_rules_apart() {
    let (_, centre) = cases().swap_remove(6);
    let run = LongRun::of(&text(&centre, 100, 7));
    let other = Centre {
        later: None,
        ..centre
    };
    let z = run.z_watched("away", other.answers().away);
    assert!(z < -6.0, "only {z:.2} standard errors apart");
}

/// Whoever is blocked tries another channel, where nobody waits: Erlang B, and what overflows.
#[test]
fn who_tries_another_channel_loads_that() {
    let (agents, load, again) = (4_u32, 3.5, 0.6);
    let mut blocking = 1.0;
    for n in 1..=agents {
        let n = f64::from(n);
        blocking = load * blocking / (n + load * blocking);
    }
    let text = format!(
        "[clock]\nstart = \"2026-01-05\"\ntime_zone = \"UTC\"\nhorizon = \"96h\"\nwarm_up = \"8h\"\ninterval = \"1 day\"\n\
         [replication]\nreplications = 300\nseed = 5\n\
         [queue.phone]\nqueue_capacity = 0\n[queue.desk]\n\
         [contact_type.calls]\nqueue = \"phone\"\ngroups = [\"phone\"]\ndemand.rate = \"70/h\"\n\
         talk = {{ law = \"exponential\", mean = \"3min\" }}\n\
         [contact_type.calls.redial]\nafter_blocking = \"60%\"\ndelay = {{ law = \"exponential\", mean = \"20min\" }}\n\
         instead = \"chats\"\n\
         [contact_type.chats]\nqueue = \"desk\"\ngroups = [\"desk\"]\ndemand.rate = \"10/h\"\n\
         talk = {{ law = \"lognormal\", mean = \"6min\", cv = 1.5 }}\n\
         [skill_group.phone]\nserves = [\"calls\"]\nagents = {agents}\n\
         [skill_group.desk]\nserves = [\"chats\"]\nagents = 60\n"
    );
    let run = LongRun::of(&text);
    let calls = Scope::Type(ContactTypeId::new(0));
    let chats = Scope::Type(ContactTypeId::new(1));
    let moved = 70.0 * blocking * again;
    let mut deviates = Deviates::default();
    let mut of_case = deviates.case("another channel");
    let hours = run.counted_s() / 3_600.0;
    of_case.add("blocking", run.z("blocking", calls, blocking));
    of_case.add("calls", run.z("offered", calls, 70.0 * hours));
    of_case.add("chats", run.z("offered", chats, (10.0 + moved) * hours));
    of_case.add("redials", run.z("redials", chats, moved * hours));
    of_case.add(
        "busy",
        run.z(
            "busy",
            Scope::Group(springtide::model::SkillGroupId::new(1)),
            (10.0 + moved) * 0.1,
        ),
    );
    of_case.add("away", run.z_watched("away", moved / 3.0));
    of_case.add(
        "resolved",
        run.z_watched(
            "resolved ÷ matters",
            1.0 - 70.0 * blocking * (1.0 - again) / 80.0,
        ),
    );
    deviates.judge();
}
