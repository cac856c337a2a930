//! Chats: several in hand at speeds that fall with their number (reference f09), and customers who
//! leave without a word; [`chain`] knows the answers.

mod chain;
mod mistakes;

use std::path::Path;

use springtide::experiment::Scope;
use springtide::model::SkillGroupId;
use springtide::scenario;

use crate::steady::Steady;
use chain::{Case, Silent};

const GROUP: Scope = Scope::Group(SkillGroupId::new(0));

/// The scenario of a case.
fn text(case: &Case) -> String {
    let patience = case.patience.map_or_else(String::new, |patience| {
        format!("patience = {{ law = \"exponential\", mean = \"{patience}s\" }}\n")
    });
    let choice = if case.most_first {
        "most_first"
    } else {
        "fewest_first"
    };
    format!(
        r#"
[clock]
start = "2026-03-02 00:00"
time_zone = "UTC"
horizon = "2 days"
warm_up = "4h"

[report]
intervals = false
days = false

[queue.line]

[contact_type.chats]
channel = "chat"
chat_choice = "{choice}"
demand.rate = "{}/h"
talk = {{ law = "exponential", mean = "{}s" }}
{patience}
[skill_group.front]
agents = {}

[skill_group.front.channel.chat]
most = {}
speeds = {:?}
"#,
        case.arrivals * 3_600.0,
        case.work,
        case.agents,
        case.speeds.len(),
        case.speeds,
    )
}

fn case(agents: usize, speeds: &[f64], most_first: bool, load: f64, patience: f64) -> Case {
    let work = 300.0;
    Case {
        agents,
        speeds: speeds.to_vec(),
        most_first,
        arrivals: load / work,
        work,
        patience: (patience > 0.0).then_some(patience),
    }
}

/// The speeds 1 / (1 + α (j − 1)).
fn slowed(most: u32, alpha: f64) -> Vec<f64> {
    let others = (0..most).map(f64::from);
    others.map(|others| 1.0 / (1.0 + alpha * others)).collect()
}

#[test]
fn several_in_hand_agree_with_a_small_chain() {
    let cases = [
        case(1, &[1.0, 0.8, 0.65], false, 1.5, 120.0),
        case(2, &slowed(2, 0.25), false, 2.4, 90.0),
        case(2, &slowed(2, 0.25), true, 2.4, 90.0),
        case(3, &slowed(3, 0.5), false, 3.6, 200.0),
        case(3, &slowed(3, 0.5), true, 3.6, 200.0),
        case(2, &slowed(4, 0.2), true, 4.0, 0.0),
        case(2, &slowed(3, 0.25), false, 3.0, 0.0),
        case(3, &[1.0, 0.5, 0.34, 0.26], true, 4.5, 60.0),
    ];
    let mut squares = Vec::new();
    for case in &cases {
        let exact = chain::answers(case);
        let name = format!(
            "{} agents, {} chats, {}",
            case.agents,
            case.speeds.len(),
            if case.most_first { "most" } else { "least" }
        );
        let mut found = Steady::run(&name, &text(case), 400);
        for (measure, exact) in [
            ("waited_share", exact.waited_share),
            ("abandonment", exact.abandonment),
            ("duration", exact.duration),
            ("queue_length", exact.line),
        ] {
            if exact > 0.0 {
                found.expect(measure, Scope::Centre, exact);
            }
        }
        found.expect("slot_occupancy", GROUP, exact.places_taken);
        for (in_hand, share) in (1..).zip(&exact.with) {
            found.expect(&format!("time_with_{in_hand}"), GROUP, *share);
        }
        found.expect("occupancy", GROUP, exact.with.iter().sum());
        squares.extend(found.deviations().iter().map(|z| z * z));
    }
    // Deviations are those of a normal law, too: their squares are 1 on average, though not independent.
    let mean = squares.iter().sum::<f64>() / f64::from(u32::try_from(squares.len()).unwrap());
    crate::aloud::say(format!(
        "{} deviations, mean square {mean:.2}",
        squares.len()
    ));
    assert!((0.3..2.2).contains(&mean), "{mean}");
}

#[test]
fn who_takes_a_chat_makes_a_difference() {
    let least = case(3, &slowed(3, 0.5), false, 3.6, 200.0);
    let most = Case {
        most_first: true,
        ..least.clone()
    };
    let found = Steady::run("least", &text(&least), 50);
    let other = chain::answers(&most);
    let z = found.deviation("duration", Scope::Centre, other.duration);
    assert!(z < -8.0, "only {z:.2} standard errors apart");
}

/// The scenario of a case of silent abandonment.
fn silent_text(case: Silent) -> String {
    format!(
        r#"
[clock]
start = "2026-03-02 00:00"
time_zone = "UTC"
horizon = "3 days"
warm_up = "4h"

[report]
intervals = false
days = false

[queue.line]
queue_capacity = {}

[contact_type.chats]
channel = "chat"
demand.rate = "{}/h"
talk = {{ law = "exponential", mean = "{}s" }}
patience = {{ law = "exponential", mean = "{}s" }}
silent_abandonment = "{}%"
finding_out = {{ law = "exponential", mean = "{}s" }}

[skill_group.front]
agents = {}
"#,
        case.places,
        case.arrivals * 3_600.0,
        case.work,
        case.patience,
        case.share * 100.0,
        case.finding_out,
        case.agents,
    )
}

#[test]
fn silent_abandonment_agrees_with_a_small_chain() {
    let first = Silent {
        agents: 1,
        places: 5,
        arrivals: 1.2 / 300.0,
        work: 300.0,
        patience: 150.0,
        share: 0.5,
        finding_out: 120.0,
    };
    let second = Silent {
        agents: 2,
        places: 6,
        arrivals: 2.2 / 300.0,
        share: 0.25,
        finding_out: 60.0,
        ..first
    };
    let all = Silent {
        share: 1.0,
        ..second
    };
    for case in [first, second, all] {
        let exact = chain::silent(case);
        let name = format!("{} agents, {} silent", case.agents, case.share);
        let mut found = Steady::run(&name, &silent_text(case), 400);
        let offered = found.value("offered", Scope::Centre);
        for (measure, exact) in [
            ("blocking", exact.blocking),
            ("waited_share", exact.waited_share),
            ("abandonment", exact.abandonment),
            ("queue_length", exact.line),
        ] {
            found.expect(measure, Scope::Centre, exact);
        }
        found.expect("busy", GROUP, exact.busy);
        // Counts hang on how many came, which is known better than they are.
        found.expect("silently_abandoned", Scope::Centre, exact.silent * offered);
        let counted = offered / case.arrivals;
        found.expect("time_lost", Scope::Centre, exact.lost * counted);
    }
}

/// What became of the contacts, of a scenario that differs from another by some text.
fn outcomes(text: &str) -> Vec<u64> {
    let found = Steady::run("limit", text, 20);
    let measures = [
        "offered",
        "answered",
        "abandoned",
        "blocked",
        "asa",
        "wait_mean",
        "wait_sd",
    ];
    let values = measures
        .iter()
        .map(|name| found.value(name, Scope::Centre).to_bits());
    values.collect()
}

#[test]
fn nobody_silent_is_plain_abandonment() {
    let case = Silent {
        agents: 2,
        places: 6,
        arrivals: 2.2 / 300.0,
        work: 300.0,
        patience: 150.0,
        share: 0.0,
        finding_out: 60.0,
    };
    let chats = silent_text(case);
    let calls = chats.lines().filter(|line| {
        !["channel", "silent", "finding"]
            .iter()
            .any(|key| line.starts_with(key))
    });
    let calls: Vec<&str> = calls.collect();
    assert_eq!(outcomes(&chats), outcomes(&calls.join("\n")));
    // A share so small that nobody is chosen takes the other way through the program.
    let rare = chats.replace(
        "silent_abandonment = \"0%\"",
        "silent_abandonment = \"0.0000001%\"",
    );
    assert_ne!(rare, chats);
    assert_eq!(outcomes(&rare), outcomes(&chats));
}

#[test]
fn places_without_slowing_down_are_agents() {
    let case = case(3, &[1.0; 4], true, 11.0, 90.0);
    let several = text(&case);
    let start = several.find("[skill_group.front.channel").unwrap();
    let alone = several[..start].replace("agents = 3", "agents = 12");
    assert_eq!(outcomes(&several), outcomes(&alone));
}

/// A centre in which people come and go, queues close, and agents are chosen.
const BUSY: &str = r#"
[clock]
start = "2026-03-02 00:00"
time_zone = "UTC"
horizon = "2 days"
warm_up = "1h"

[report]
intervals = false
days = false

[queue.first]
queue_capacity = 6
opening_hours = "07:00-19:30"
trunks = 14

[queue.second]
opening_hours = "06:00-22:00"
at_closing = "send_away"

[contact_type.calls]
queue = "first"
demand.rate = "70/h"
talk = { law = "lognormal", mean = "4min", cv = 1 }
wrap_up = { law = "exponential", mean = "1min" }
patience = { law = "exponential", mean = "2min" }
groups = [["front", "back"]]
choice = "CHOICE"
waiting_at_start = 2

[contact_type.claims]
queue = "second"
priority = 2
demand.rate = "25/h"
talk = { law = "exponential", mean = "6min" }
patience = { law = "exponential", mean = "5min" }
groups = ["back", "front"]

[skill_group.front]
plan = "plan.csv"
CHANNELS

[skill_group.back]
sessions = { file = "sessions.csv", agent = "agent", start = "start", end = "end" }
takes = "ranked"
CHANNELS2
"#;

fn busy(choice: &str, have_desks: [bool; 2]) -> Vec<(String, u64)> {
    let folder = tempfile::tempdir().unwrap();
    let people = [
        3, 3, 3, 3, 3, 3, 2, 5, 5, 7, 7, 7, 6, 4, 4, 5, 5, 6, 6, 6, 2, 2, 2, 0,
    ];
    let rows = (0..)
        .zip(people)
        .map(|(hour, people)| format!("{hour:02}:00,{people}\n"));
    let plan = "interval_start,front_agents\n".to_owned() + &rows.collect::<String>();
    std::fs::write(folder.path().join("plan.csv"), plan).unwrap();
    let sessions = "agent,start,end\nann,2026-03-02 06:30,2026-03-02 14:00\nbob,2026-03-02 08:00,2026-03-02 12:00\nbob,2026-03-02 12:01,2026-03-02 18:00\neve,2026-03-02 09:00,2026-03-03 09:00\nann,2026-03-03 07:00,2026-03-03 21:00\n";
    std::fs::write(folder.path().join("sessions.csv"), sessions).unwrap();
    let desks = |group: &str, has: bool| {
        if has {
            format!("[skill_group.{group}.channel.voice]\nmost = 1\n")
        } else {
            String::new()
        }
    };
    let text = BUSY
        .replace("CHOICE", choice)
        .replace("CHANNELS2", &desks("back", have_desks[1]))
        .replace("CHANNELS", &desks("front", have_desks[0]));
    let scenario = scenario::load_text(&text, "busy.toml", Path::new(folder.path()), &[])
        .unwrap_or_else(|problems| panic!("{problems}"));
    Steady::of("what is written", &scenario, 20).all()
}

#[test]
fn one_at_a_time_at_a_desk_is_one_at_a_time() {
    for choice in ["longest_idle", "random"] {
        let plain = busy(choice, [false, false]);
        assert!(plain.len() > 100);
        for desks in [[true, false], [false, true], [true, true]] {
            assert_eq!(busy(choice, desks), plain, "{choice} {desks:?}");
        }
    }
}
