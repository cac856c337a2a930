//! Broken scenarios and the messages they earn.

mod changed_template;
mod hints;
mod journeys;
mod mistakes;
mod overflows;
mod variants;

use std::fs;
use std::path::Path;

use springtide::scenario::{Problems, Rendering, Scenario, load, load_text};

/// A small sound scenario that the tests break.
const SOUND: &str = r#"# How long do callers wait?
[clock]
start = "2026-03-02 08:00"
time_zone = "Europe/Berlin"
horizon = "8h"

[queue.hotline]
opening_hours = { mon-fri = "08:00-20:00" }
[queue.hotline.target]
wait = "20s"
share = "80%"

[contact_type.calls]
queue = "hotline"
groups = ["front", ["back"]]
patience = { law = "exponential", mean = "2min" }
talk = { law = "gamma", mean = "5min", cv = 0.8 }
[contact_type.calls.demand]
rate = "100/h"

[skill_group.front]
serves = ["calls"]
agents = 8
[skill_group.back]
agents = 2
"#;

/// Eight mistakes of eight kinds.
const EIGHT: &str = r#"# Which of these eight lines is right?
[clock]
start = 2026-03-02 08:00
time_zone = Europe/Berlin
horizon = "1 day"
intervall = "15min"

[queue.hotline.target]
wait = 20

[contact_type.calls]
queue = "hotlin"
groups = ["front"]
patience = "2min"
[contact_type.calls.demand]
rate = "100/h"
curve = "calls.csv"
[contact_type.calls.by_group.front]
talk = { law = "exponential", mean = "5min" }

[skill_group.front]
serves = ["calls"]
[skill_group.back]
serves = ["calls"]
agents = 3
"#;

fn load_in(text: &str, overrides: &[&str]) -> Result<Scenario, Problems> {
    let overrides: Vec<String> = overrides.iter().map(ToString::to_string).collect();
    load_text(text, "bad.toml", Path::new("nowhere"), &overrides)
}

fn problems_of(text: &str, overrides: &[&str]) -> Problems {
    match load_in(text, overrides) {
        Ok(_) => panic!("nothing was found wrong with {overrides:?}\n{text}"),
        Err(problems) => problems,
    }
}

#[test]
fn one_message_names_eight_mistakes() {
    let problems = problems_of(EIGHT, &[]);
    let page = Rendering::PLAIN.problems(&problems);
    insta::assert_snapshot!(page);
    assert_eq!(problems.count(), 8);
}

#[test]
fn warnings_are_drawn_like_problems() {
    let text = SOUND
        .replace(
            "patience = { law = \"exponential\", mean = \"2min\" }\n",
            "",
        )
        .replace("agents = 2", "agents = 0")
        + "[queue.spare]\n";
    let scenario = load_in(&text, &["skill_group.front.agents=7"]).unwrap();
    insta::assert_snapshot!(Rendering::PLAIN.warnings(&scenario.warnings));
}

#[test]
fn problems_of_options_point_at_the_option() {
    let problems = problems_of(
        SOUND,
        &[
            "queue.hotline.target.wait=20",
            "queue.hotlin.trunks=9",
            "skill_group.front.agents=many",
            "contact_type.calls.groups.3=back",
            "contact_type.calls.demand.sinusoid={mean=\"9/h\"}",
            "no equals sign",
        ],
    );
    insta::assert_snapshot!(Rendering::PLAIN.problems(&problems));
}

/// A slip of TOML hides what it may have swallowed, and nothing else.
#[test]
fn a_local_slip_hides_nothing_elsewhere() {
    let bare = "[clock]\nstart = \"2026-03-02\"\ntime_zone = \"UTC\"\nhorizon = 1 day\n\
                [queue.hotline]\n[contact_type.calls]\n\
                talk = { law = \"exponential\", mean = \"5min\" }\n";
    let told = |text: &str| -> Vec<String> {
        let problems = problems_of(text, &[]);
        problems.iter().map(|one| one.key.clone()).collect()
    };
    let elsewhere = [
        "skill_group",
        "contact_type.calls.demand",
        "contact_type.calls.groups",
    ];
    let mut expected = vec!["clock.horizon"];
    expected.extend(elsewhere);
    assert_eq!(told(bare), expected);
    // The same behind a comment, and with a key missing beside the slip.
    let behind = format!("# Why?\n{}", bare.replace("time_zone = \"UTC\"\n", ""));
    expected.insert(2, "clock.time_zone");
    let mut found = told(&behind);
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
    // A header that is not closed hides what it names, and what it holds.
    let header = SOUND.replace("[contact_type.calls.demand]", "[contact_type.calls.demand");
    assert_eq!(told(&header), ["syntax"]);
    let header = SOUND.replace("[skill_group.back]", "[skill_group.back");
    assert_eq!(told(&header), ["syntax"]);
    let header = header.replace("time_zone = \"Europe/Berlin\"\n", "");
    assert_eq!(told(&header).len(), 2);
}

#[test]
fn colour_changes_nothing_but_colour() {
    let problems = problems_of(EIGHT, &[]);
    let plain = Rendering::PLAIN.problems(&problems);
    let colour = Rendering {
        colour: true,
        ..Rendering::PLAIN
    };
    let coloured = colour.problems(&problems);
    assert!(coloured.contains("\u{1b}["));
    let mut without = String::new();
    let mut inside = false;
    for c in coloured.chars() {
        inside |= c == '\u{1b}';
        if !inside {
            without.push(c);
        }
        inside &= c != 'm';
    }
    assert_eq!(without, plain);
}

#[test]
fn files_that_are_no_scenario_are_a_problem_of_line_1() {
    let folder = tempfile::tempdir().unwrap();
    let told = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let problems = load(&path, &[]).unwrap_err();
        let problem = problems.iter().next().unwrap().clone();
        assert_eq!(problems.count(), 1, "{problems}");
        assert_eq!(problem.place.line_and_column(), (1, 1));
        assert_eq!(problem.place.source.name, path.display().to_string());
        problem.found
    };
    assert_eq!(told("empty.toml", b""), "an empty file");
    assert_eq!(told("blank.toml", b"\n \r\n\t\n"), "an empty file");
    assert_eq!(told("zeros.toml", &[0; 4_096]), "a file that is no text");
    assert_eq!(
        told("latin.toml", b"# Anfang\nname = \"M\xfcnchen\"\n"),
        "it is not text: the byte in line 2 at 18 is not UTF-8"
    );
    let every_byte: Vec<u8> = (0..=255).collect();
    assert!(told("bytes.toml", &every_byte).contains("not UTF-8"));
    let rubbish = "x = [ { \" \n".repeat(1_000_000);
    assert_eq!(
        told("large.toml", rubbish.as_bytes()),
        "it is larger than 1 MiB"
    );
    let problems = load(folder.path(), &[]).unwrap_err();
    assert!(problems.to_string().contains("it is not a file"));
    let problems = load(&folder.path().join("emtpy.toml"), &[]).unwrap_err();
    assert!(
        problems.to_string().contains("did you mean `empty.toml`?"),
        "{problems}"
    );
}

#[test]
fn marks_and_line_ends_of_other_systems_are_fine() {
    let text = format!("\u{feff}{}", SOUND.replace('\n', "\r\n"));
    let scenario = load_in(&text, &[]).unwrap();
    assert_eq!(
        scenario.question.as_deref(),
        Some("How long do callers wait?")
    );
}

#[test]
fn rubbish_and_deep_nesting_end_soon() {
    const LENGTH: usize = 1 << 18;
    let deep = |open: &str| format!("a = {}", open.repeat(LENGTH / open.len() - 4));
    let lines = |line: &str| line.repeat(LENGTH / line.len());
    for (text, most_shown) in [
        (deep("["), 60),
        (deep("{a="), 60),
        (deep("[\n"), 60),
        (deep("[,"), 60),
        (format!("{}b = 1", "a.".repeat(LENGTH / 2 - 10)), 60),
        (format!("[{}b]", "a.".repeat(LENGTH / 2 - 10)), 60),
        (lines("=\n"), 60),
        (lines("hello world\n"), 60),
        (lines("[a\n"), 60),
        (lines("\"\"\"\n"), 60),
        (lines("a = b\n"), 60),
        (lines("[[a]]\n"), 60),
        (lines("é = \"\u{202e}\"\n"), 60),
        ("x".repeat(LENGTH), 60),
    ] {
        let problems = problems_of(&text, &[]);
        let page = Rendering::PLAIN.problems(&problems);
        assert!(problems.iter().count() <= most_shown);
        assert!(page.len() < 60_000, "{}", page.len());
        assert!(!page.contains('\u{202e}'));
    }
}

#[test]
fn what_would_be_too_much_is_refused() {
    let told = |text: &str, options: &[&str]| {
        let problems = problems_of(text, options);
        assert_eq!(problems.count(), 1, "{problems}");
        problems.iter().next().unwrap().found.clone()
    };
    assert_eq!(
        told(
            SOUND,
            &[
                "contact_type.calls.demand.rate=100000000/h",
                "clock.horizon=100 days"
            ]
        ),
        "86,400,000,000 contacts in one horizon"
    );
    let patient = SOUND.replace("mean = \"2min\"", "mean = \"400 days\"");
    let told_line = told(&patient, &["contact_type.calls.demand.rate=2000000/h"]);
    assert!(told_line.starts_with("a line of "), "{told_line}");
    // The same rate is fine where customers leave, or where the queue is full soon.
    let rate = "contact_type.calls.demand.rate=2000000/h";
    load_in(SOUND, &[rate]).unwrap();
    load_in(&patient, &[rate, "queue.hotline.queue_capacity=500"]).unwrap();
    let many = SOUND.replace("[\"back\"]]", "[\"back\", \"a\", \"b\", \"c\"]]")
        + "[skill_group.a]\nagents = 1_000_000\n[skill_group.b]\nagents = 1_000_000\n\
           [skill_group.c]\nagents = 1_000_000\n";
    assert_eq!(told(&many, &[]), "3,000,010 people in all");
    let slow = load_in(
        SOUND,
        &[
            "contact_type.calls.demand.rate=10000000/h",
            "replication.replications=10000",
        ],
    );
    let warnings = slow.unwrap().warnings;
    assert!(
        warnings
            .iter()
            .any(|warning| warning.advice.en.contains("takes hours")),
        "{warnings:?}"
    );
}

#[test]
fn a_day_that_the_calendar_leaves_out_is_no_start() {
    let clock = |start: &str| {
        let option = format!("clock.start={start}");
        load_in(SOUND, &["clock.time_zone=Pacific/Apia", &option])
    };
    for start in ["2011-12-30", "2011-12-30 00:00", "2011-12-30 08:00"] {
        let problems = clock(start).unwrap_err();
        let hint = problems.iter().next().unwrap().hint.clone().unwrap();
        assert_eq!(problems.count(), 1, "{problems}");
        if !start.ends_with("08:00") {
            assert!(hint.contains("2011-12-31"), "{hint}");
        }
    }
    clock("2011-12-31").unwrap();
    // A midnight that is skipped is the beginning of its day all the same.
    load_in(
        SOUND,
        &["clock.time_zone=Africa/Cairo", "clock.start=2026-04-24"],
    )
    .unwrap();
}

#[test]
fn options_set_any_key() {
    let scenario = load_in(
        SOUND,
        &[
            "clock.horizon=2 days",
            "replication.seed=7",
            "queue.hotline.trunks = 12",
            "queue.hotline.target.asa=\"25s\"",
            "contact_type.calls.groups.2.1=back",
            "contact_type.calls.talk={law=\"mixture\",parts=[{share=\"40%\",law=\"exponential\",mean=\"1min\"},{share=\"60%\",law=\"deterministic\",value=\"2min\"}]}",
            "contact_type.calls.talk.parts.2.value=4min",
            "report.percentiles=[\"99%\",\"10%\"]",
            "skill_group.\"front\".shrinkage=10%",
            "name=another",
        ],
    )
    .unwrap();
    assert_eq!(scenario.name, "another");
    assert_eq!(scenario.centre.horizon().days().len(), 3);
    assert_eq!(scenario.replication.seed, 7);
    assert_eq!(scenario.centre.queues()[0].trunks, Some(12));
    assert_eq!(scenario.report.percentiles.len(), 2);
    let talk = &scenario.centre.contact_types()[0].handling[0]
        .as_ref()
        .unwrap()
        .talk;
    assert!((talk.mean().as_secs_f64() - 168.0).abs() < 1e-6);
    let plain = load_in(SOUND, &[]).unwrap();
    assert_ne!(plain.hash, scenario.hash);
    assert_eq!(plain.name, "bad");
    assert_eq!(plain.hash.len(), 64);
}

#[test]
fn parts_keep_the_order_of_the_file() {
    let text = SOUND.replace(
        "[queue.hotline]",
        "[queue.zebra]\n[queue.ape]\n[queue.hotline]",
    );
    let scenario = load_in(&text, &["queue.ape.trunks=3", "queue.new={}"]).unwrap();
    let names: Vec<&str> = scenario
        .centre
        .queues()
        .iter()
        .map(|queue| queue.name.as_str())
        .collect();
    assert_eq!(names, ["zebra", "ape", "hotline", "new"]);
}
