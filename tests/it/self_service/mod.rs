//! Self-service against what is exact: dialogues, room, outages and slow hours.

mod dialogue;
mod policies;

use springtide::experiment::{Period, Scope};
use springtide::model::ContactTypeId;
use springtide::scenario;

use crate::long_run::{Deviates, LongRun};
use dialogue::{Policy, REASONS};

/// A policy each, with a name.
const POLICIES: [(&str, Policy); 6] = [
    (
        "all_ways",
        Policy {
            gives_up: 0.15,
            asks: 0.3,
            after: Some(3),
            on_request: true,
            escalates: true,
            at_once: None,
        },
    ),
    (
        "on_request",
        Policy {
            gives_up: 0.15,
            asks: 0.3,
            after: None,
            on_request: true,
            escalates: true,
            at_once: None,
        },
    ),
    (
        "by_turns",
        Policy {
            gives_up: 0.15,
            asks: 0.3,
            after: Some(2),
            on_request: false,
            escalates: true,
            at_once: None,
        },
    ),
    (
        "never",
        Policy {
            gives_up: 0.2,
            asks: 0.3,
            after: None,
            on_request: true,
            escalates: false,
            at_once: None,
        },
    ),
    (
        "patient",
        Policy {
            gives_up: 0.0,
            asks: 0.0,
            after: Some(4),
            on_request: true,
            escalates: true,
            at_once: None,
        },
    ),
    (
        "at_once",
        Policy {
            gives_up: 0.1,
            asks: 0.2,
            after: Some(2),
            on_request: true,
            escalates: true,
            at_once: Some(1),
        },
    ),
];

const PER_HOUR: f64 = 100.0;

/// A contact type and a bot for each policy, and agents enough for all.
fn text() -> String {
    let mut text = "[clock]\nstart = \"2026-01-05\"\ntime_zone = \"UTC\"\nhorizon = \"10 days\"\ninterval = \"1 day\"\n\
         [replication]\nreplications = 60\nseed = 21\n[queue.line]\n[skill_group.agents]\nagents = 200\n"
        .to_owned();
    for (name, policy) in &POLICIES {
        let of_type = format!(
            "[contact_type.{name}]\ndemand.rate = \"{PER_HOUR}/h\"\ntalk = {{ law = \"exponential\", mean = \"3min\" }}\n"
        );
        text.push_str(&of_type);
        for reason in &REASONS {
            text += &reason.text(name);
        }
        text += &policy.text(name);
    }
    text
}

#[test]
fn dialogues_end_as_they_should() {
    let run = LongRun::of(&text());
    let sessions = PER_HOUR / 3_600.0 * run.counted_s();
    let mut deviates = Deviates::default();
    for (t, (name, policy)) in POLICIES.iter().enumerate() {
        let exact = policy.dialogue();
        let scope = Scope::Type(ContactTypeId::new(t));
        let mut of_case = deviates.case(name);
        for (measure, exact) in [
            ("sessions", sessions),
            ("containment_reported", 1.0 - exact.escalated),
            ("containment_true", exact.contained),
            ("falsely_contained", sessions * exact.falsely_contained),
            ("given_up", sessions * exact.given_up),
            ("escalation", exact.escalated),
            ("offered", sessions * exact.escalated),
            ("failed_turns", exact.failed_turns),
            ("session_time", exact.seconds),
            ("self_service_load", exact.seconds * PER_HOUR / 3_600.0),
        ] {
            of_case.add(measure, run.z(measure, scope, exact));
        }
    }
    deviates.judge();
}

#[test]
fn advice_knows_who_is_passed_on() {
    let scenario = scenario::load_text(&text(), "bots", std::path::Path::new("."), &[]).unwrap();
    let centre = &scenario.centre;
    let types = centre.contact_types().iter().zip(centre.self_services());
    for ((part, service), (name, policy)) in types.zip(&POLICIES) {
        let reasons = part.journey.reasons.iter().enumerate();
        for (place, reason) in reasons {
            let exact = policy.of_reason(place).escalated;
            let found = service.passes_on(reason);
            assert!((found - exact).abs() < 1e-12, "{name}: {found} {exact}");
        }
    }
    for (t, (_, policy)) in POLICIES.iter().enumerate() {
        let found = centre.asking_share(ContactTypeId::new(t));
        assert!((found - policy.dialogue().escalated).abs() < 1e-12);
    }
}

/// M/G/n/n: who finds no session free is lost to it, whatever the law of dialogues (Sevast'yanov 1957).
#[test]
fn full_rooms_are_erlang_b() {
    let text = |when_full: &str, seed: u64| {
        format!(
            "[clock]\nstart = \"2026-01-05\"\ntime_zone = \"UTC\"\nhorizon = \"11 days\"\nwarm_up = \"1 day\"\ninterval = \"1 day\"\n\
             [replication]\nreplications = 100\nseed = {seed}\n[queue.line]\n[skill_group.agents]\nagents = 30\n\
             [contact_type.chats]\ndemand.rate = \"60/h\"\ntalk = {{ law = \"exponential\", mean = \"3min\" }}\n\
             [contact_type.chats.reason.any]\ncontained = \"100%\"\n\
             [self_service.bot]\nsessions = 5\nwhen_full = \"{when_full}\"\n\
             contained_time = {{ law = \"lognormal\", mean = \"4min\", cv = 1.3 }}\n"
        )
    };
    let mut full = 1.0;
    for n in 1..=5 {
        full = 4.0 * full / (f64::from(n) + 4.0 * full);
    }
    let mut deviates = Deviates::default();
    for (seed, (when_full, counted, offered)) in [
        ("turn_away", "turned_away", 0.0),
        ("bypass", "bypassed", 1.0),
    ]
    .into_iter()
    .enumerate()
    {
        let run = LongRun::of(&text(when_full, u64::try_from(seed).unwrap()));
        let arrived = run.counted_s() / 60.0;
        let mut of_case = deviates.case(when_full);
        for (measure, exact) in [
            ("arrived", arrived),
            ("sessions", arrived * (1.0 - full)),
            (counted, arrived * full),
            ("offered", arrived * full * offered),
            ("self_service_load", 4.0 * (1.0 - full)),
        ] {
            of_case.add(measure, run.z(measure, Scope::Centre, exact));
        }
    }
    deviates.judge();
}

/// The third day is an outage of one bot and partly of the other, the fifth is slow; dialogues that have
/// begun go on.
#[test]
fn outages_and_slow_times_begin_and_end_on_time() {
    let text = r#"
[clock]
start = "2026-01-05"
time_zone = "UTC"
horizon = "7 days"
interval = "1 day"
[replication]
replications = 200
seed = 4
[queue.line]
[skill_group.agents]
agents = 60
[contact_type.chats]
demand.rate = "30/h"
talk = { law = "exponential", mean = "3min" }
[contact_type.chats.reason.any]
contained = "100%"
[contact_type.calls]
demand.rate = "30/h"
talk = { law = "exponential", mean = "3min" }
[contact_type.calls.reason.any]
contained = "100%"
[self_service.text]
contact_types = ["chats"]
contained_time = { law = "exponential", mean = "4min" }
outages = [{ from = "2026-01-07 00:00", to = "2026-01-08 00:00" }]
slow = [{ from = "2026-01-09 00:00", to = "2026-01-10 00:00", factor = 2.5 }]
[self_service.voice]
contact_types = ["calls"]
contained_time = { law = "exponential", mean = "4min" }
outages = [{ from = "2026-01-07 20:20", to = "2026-01-08 00:00" }, { from = "2026-01-07 06:17", to = "2026-01-07 11:53" }]
during_outage = "turn_away"
"#;
    let run = LongRun::of(text);
    let mut deviates = Deviates::default();
    let (chats, calls) = (
        Scope::Type(ContactTypeId::new(0)),
        Scope::Type(ContactTypeId::new(1)),
    );
    for day in 0..7 {
        let name = format!("day {day}");
        let mut of_case = deviates.case(&name);
        let mut add = |measure: &str, scope, exact: f64| {
            let z = run.z_in(measure, scope, Period::Day(day), exact);
            of_case.add(measure, z);
        };
        let (out, slow) = (day == 2, day == 4);
        let (past, met) = if out { (720.0, 0.0) } else { (0.0, 720.0) };
        add("bypassed", chats, past);
        add("offered", chats, past);
        add("sessions", chats, met);
        if !out {
            let factor = if slow { 2.5 } else { 1.0 };
            add("session_time", chats, 240.0 * factor);
        }
        // 3 h 40 min and 5 h 36 min.
        let away = if out {
            f64::midpoint(220.0, 336.0)
        } else {
            0.0
        };
        add("turned_away", calls, away);
        add("sessions", calls, 720.0 - away);
        add("offered", calls, 0.0);
    }
    deviates.judge();
}
