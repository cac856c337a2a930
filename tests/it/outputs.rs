//! The table and every file of a small run, as text.

use springtide::report::{WrittenFile, intervals_csv, measures_csv, run_json, summary_json, table};

use crate::small::Study;

#[test]
fn the_table() {
    let study = Study::run(&[], 2);
    let text = table::to_text(&study.findings(), 100) + &study.verdict();
    insta::assert_snapshot!(text);
}

#[test]
fn the_table_on_a_narrow_terminal_says_the_same() {
    let study = Study::run(&[], 2);
    let words = |width| {
        let text = table::to_text(&study.findings(), width);
        assert!(width > 60 || text.lines().skip(4).all(|line| line.chars().count() <= 60));
        let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    assert_eq!(words(60), words(1_000));
}

#[test]
fn the_measures() {
    let study = Study::run(&["report.days=false"], 2);
    insta::assert_snapshot!(study.written(measures_csv::write));
}

#[test]
fn days_are_named_by_their_dates() {
    let study = Study::run(&["clock.horizon=2 days"], 2);
    let text = study.written(measures_csv::write);
    for period in ["horizon", "2026-10-25", "2026-10-26"] {
        let beginning = format!("base,offered,contacts,centre,two queues,{period},");
        assert!(text.contains(&beginning), "{beginning}");
    }
}

#[test]
fn the_intervals() {
    let study = Study::run(&[], 2);
    let text = study.written(intervals_csv::write);
    assert_eq!(text.lines().count(), 1 + 5 * 7);
    insta::assert_snapshot!(text);
}

#[test]
fn the_summary() {
    let study = Study::run(&["report.percentiles=[\"95%\"]", "report.within=[]"], 2);
    insta::assert_snapshot!(study.written(summary_json::write));
}

#[test]
fn the_record() {
    let study = Study::run(&[], 2);
    let files = [WrittenFile {
        name: "measures.csv".to_owned(),
        sha256: "0123".to_owned(),
    }];
    let text = study.written(|out, findings| run_json::write(out, findings, &files));
    insta::assert_snapshot!(text.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn one_replication_has_no_confidence_intervals() {
    let study = Study::run(&["replication.replications=1"], 1);
    let text = study.written(measures_csv::write);
    let mut lines = text.lines().skip(1);
    assert!(lines.all(|line| line.ends_with(",,,1")), "{text}");
    assert!(
        study
            .verdict()
            .ends_with("; one replication gives no confidence interval"),
        "{}",
        study.verdict()
    );
}

#[test]
fn a_promise_is_quoted_as_it_was_made() {
    let verdict = |target: &str| {
        let target = format!("queue.hotline.target={{ {target} }}");
        Study::run(&["queue.claims.target={}", &target], 2).verdict()
    };
    for (target, promised) in [
        ("share = \"99.95%\"", "promised 99.95 %"),
        ("share = \"97.25%\"", "promised 97.25 %"),
        (
            "share = \"80%\", wait = \"6.55s\"",
            "within 6.55 s, promised 80 %",
        ),
        ("asa = \"6.55s\"", "promised at most 6.55 s"),
        ("abandonment = \"7.25%\"", "promised at most 7.25 %"),
    ] {
        let sentence = verdict(target);
        assert!(sentence.ends_with(promised), "{sentence}");
    }
}

#[test]
fn the_verdict_is_one_sentence() {
    let verdict = |overrides: &[&str]| Study::run(overrides, 2).verdict();
    let alone = [
        "queue.claims.target={wait=\"1min\"}",
        "queue.hotline.target={share=\"80%\"}",
    ];
    let cases = [
        verdict(&[]),
        verdict(&alone),
        verdict(&[alone[0], alone[1], "skill_group.front.agents=9"]),
        verdict(&[alone[0], "queue.hotline.target={}"]),
        verdict(&[
            alone[0],
            "queue.hotline.target={}",
            "contact_type.calls.demand.rate=0/h",
            "contact_type.claims.demand.rate=0/h",
        ]),
        verdict(&["skill_group.front.agents=20"]),
    ];
    insta::assert_snapshot!(cases.join("\n"));
}

/// A peak in the evening that goes on past midnight, and quiet days between.
const EVENINGS: [&str; 4] = [
    "clock.interval=30min",
    "queue.hotline.queue_capacity=5000",
    "contact_type.calls.patience={ law = \"exponential\", mean = \"1h\" }",
    "contact_type.calls.demand={ sinusoid = { mean = \"50/h\", amplitude = \"40/h\", period = \"24h\", phase = \"9h\" } }",
];

#[test]
fn the_verdict_names_the_worst_stretch() {
    let verdict = |overrides: &[&str]| {
        let all: Vec<&str> = EVENINGS.iter().chain(overrides).copied().collect();
        Study::run(&all, 2).verdict()
    };
    let one_promise = [
        "queue.claims.target={wait=\"1min\"}",
        "queue.hotline.target={share=\"80%\"}",
    ];
    let days = "clock.horizon=3 days";
    let nights = "contact_type.calls.demand={ sinusoid = { mean = \"50/h\", amplitude = \"40/h\", period = \"24h\", phase = \"6h\" } }";
    let none = [one_promise[0], "queue.hotline.target={}"];
    let cases = [
        verdict(&[]),
        verdict(&[days]),
        verdict(&[one_promise[0], one_promise[1], days]),
        verdict(&[none[0], none[1], days]),
        verdict(&[none[0], none[1], "replication.replications=1"]),
        verdict(&["clock.start=\"2026-12-30\"", days]),
        verdict(&[one_promise[0], one_promise[1], days, nights]),
        verdict(&[days, "report.intervals=false"]),
        verdict(&[days, "report.days=false"]),
        verdict(&[days, "skill_group.front.agents=40"]),
    ];
    insta::assert_snapshot!(cases.join("\n"));
}
