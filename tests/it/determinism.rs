//! The same scenario, seed and version give the same bytes.

use std::fs;
use std::path::Path;
use std::process::Command;

use springtide::report::{intervals_csv, measures_csv, run_json, summary_json, table};

use crate::small::{SCENARIO, Study};

/// Everything that a run prints and writes.
fn outputs(study: &Study) -> [String; 5] {
    [
        table::to_text(&study.findings(), 100) + &study.verdict(),
        study.written(measures_csv::write),
        study.written(intervals_csv::write),
        study.written(summary_json::write),
        study.written(|out, findings| run_json::write(out, findings, &[])),
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

/// Runs a scenario from a folder, and reads every file that it writes.
fn files_of_run(from: &Path, scenario: &str, data: &Path) -> Vec<(String, String)> {
    let out = tempfile::tempdir().unwrap();
    let told = Command::new(env!("CARGO_BIN_EXE_springtide"))
        .current_dir(from)
        .env("SPRINGTIDE_DATA", data)
        .args(["run", scenario, "--quiet", "--replications", "2", "--out"])
        .arg(out.path().join("run"))
        .output()
        .unwrap();
    assert!(told.status.success(), "{told:?}");
    let names = [
        "measures.csv",
        "intervals.csv",
        "summary.json",
        "run.json",
        "report.html",
    ];
    let read = |name: &str| fs::read_to_string(out.path().join("run").join(name)).unwrap();
    names.map(|name| (name.to_owned(), read(name))).into()
}

#[test]
fn it_does_not_matter_where_the_files_lie() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["05-replay.toml", "06-blocking.toml"] {
        let here = files_of_run(&root.join("scenarios"), name, root);
        let has_warnings = here[3].1.contains(&format!("\"{name}:"));
        assert_eq!(has_warnings, name == "06-blocking.toml");
        assert_eq!(here, files_of_run(root, &format!("scenarios/{name}"), root));
        let absolute = root.join("scenarios").join(name);
        assert_eq!(here, files_of_run(root, absolute.to_str().unwrap(), root));
    }
    // A curve that ends too early, behind a variable: a warning that names the file.
    let text = SCENARIO.replacen(
        "demand.rate = \"60/h\"",
        "demand.curve = \"$SPRINGTIDE_DATA/calls.csv\"",
        1,
    );
    let runs = [(); 2].map(|()| {
        let folder = tempfile::tempdir().unwrap();
        let rows = "interval_start,calls_per_hour\n2026-10-25 00:00,60\n2026-10-25 01:00,70\n";
        fs::write(folder.path().join("calls.csv"), rows).unwrap();
        fs::write(folder.path().join("small.toml"), &text).unwrap();
        files_of_run(folder.path(), "small.toml", folder.path())
    });
    assert!(
        runs[0][3].1.contains("$SPRINGTIDE_DATA/calls.csv"),
        "{:?}",
        runs[0][3]
    );
    assert_eq!(runs[0], runs[1]);
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
    fs::write(&curve, text).unwrap();
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
