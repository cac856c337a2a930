//! The same scenario, seed and version give the same bytes.

use springtide::report::{intervals_csv, measures_csv, run_json, summary_json, table};

use crate::small::Study;

/// Everything that a run prints and writes.
fn outputs(study: &Study) -> [String; 5] {
    [
        table::to_text(&study.findings(), 100) + &study.verdict(),
        study.written(measures_csv::write),
        study.written(intervals_csv::write),
        study.written(summary_json::write),
        study.written(|out, findings| run_json::write(out, findings, &study.file_names())),
    ]
}

#[test]
fn threads_do_not_change_a_byte() {
    let overrides = ["replication.replications=300", "report.line_length=true"];
    let one = outputs(&Study::run(&overrides, 1));
    for threads in [2, 3, 8] {
        assert_eq!(
            outputs(&Study::run(&overrides, threads)),
            one,
            "{threads} threads"
        );
    }
}

#[test]
fn parts_that_are_merged_are_the_whole() {
    let overrides = ["replication.replications=60", "report.line_length=true"];
    let whole = outputs(&Study::run(&overrides, 2));
    for ends in [&[60][..], &[1, 60], &[7, 20, 21, 59, 60]] {
        let parts = outputs(&Study::run_in_parts(&overrides, ends));
        assert_eq!(parts, whole, "parts that end at {ends:?}");
    }
}

#[test]
fn another_seed_is_another_run() {
    let run = |seed| outputs(&Study::run(&[seed], 2));
    assert_eq!(run("replication.seed=7"), run("replication.seed=7"));
    assert_ne!(run("replication.seed=7")[1], run("replication.seed=8")[1]);
}

#[test]
fn a_constant_curve_is_a_constant() {
    let folder = tempfile::tempdir().unwrap();
    let curve = folder.path().join("calls.csv");
    let rows = (0..24).map(|hour| format!("{hour:02}:00,60\n"));
    let text: String = std::iter::once("interval_start,calls_per_hour\n".to_owned())
        .chain(rows)
        .collect();
    std::fs::write(&curve, text).unwrap();
    let curved = format!(
        "contact_type.calls.demand={{ curve = '{}' }}",
        curve.display()
    );
    let numbers = |overrides: &[&str]| {
        let study = Study::run(overrides, 2);
        [
            study.written(measures_csv::write),
            study.written(intervals_csv::write),
        ]
    };
    assert_eq!(numbers(&[&curved]), numbers(&[]));
}
