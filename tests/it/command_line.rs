//! The program itself: arguments, exit codes, what goes to which stream, and the folder of a run.

use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use jiff::ToSpan;
use jiff::civil::date;
use tempfile::TempDir;

use crate::small::SCENARIO;

/// A folder with a small scenario in it, in which the program is run.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.write("small.toml", SCENARIO);
        desk
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    fn command(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_springtide"));
        command
            .current_dir(self.path())
            .stdin(Stdio::null())
            .args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Told {
        self.command(arguments).output().unwrap().into()
    }

    /// The names in a folder, sorted; none if it is not there.
    fn listing(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path().join(folder)) else {
            return Vec::new();
        };
        let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name();
        let mut names: Vec<String> = entries
            .map(|entry| name(entry).into_string().unwrap())
            .collect();
        names.sort_unstable();
        names
    }
}

/// What the program said and how it ended.
#[derive(Debug)]
struct Told {
    code: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Told {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

const FILES: [&str; 5] = [
    "intervals.csv",
    "measures.csv",
    "report.html",
    "run.json",
    "summary.json",
];

#[test]
fn a_run_prints_a_table_and_writes_its_folder() {
    let desk = Desk::new();
    let told = desk.run(&["run", "small.toml"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    assert!(
        told.out.starts_with("two queues\nWill the hotline keep"),
        "{}",
        told.out
    );
    assert!(
        told.out.lines().last().unwrap().contains(" targets "),
        "{}",
        told.out
    );
    assert!(!told.out.contains('\u{1b}'), "no colour without a terminal");
    assert!(
        told.err.ends_with(
            "written to output/small: measures.csv, intervals.csv, summary.json, report.html, run.json\n"
        ),
        "{}",
        told.err
    );
    assert!(
        !told.err.contains('\r'),
        "no progress without a terminal: {}",
        told.err
    );
    assert_eq!(desk.listing("output/small"), FILES);
    assert_eq!(desk.listing("output"), ["small"]);
}

#[test]
fn the_page_is_in_the_language_of_the_scenario_or_of_the_asker() {
    let desk = Desk::new();
    let page = |arguments: &[&str]| {
        let all = [&["run", "small.toml", "--quiet"], arguments].concat();
        assert_eq!(desk.run(&all).code, Some(0));
        desk.read("output/small/report.html")
    };
    assert!(page(&[]).contains("<html lang=\"en\">"));
    assert!(page(&["--lang", "zh"]).contains("<html lang=\"zh-CN\">"));
    let chinese = ["--set", "language=\"zh\""];
    assert!(page(&chinese).contains("<html lang=\"zh-CN\">"));
    let english = [&chinese[..], &["--lang", "en"]].concat();
    assert!(page(&english).contains("<html lang=\"en\">"));
    let told = desk.run(&["run", "small.toml", "--lang", "de"]);
    assert_eq!(told.code, Some(2));
    assert!(told.err.contains("[possible values: en, zh]"), "{told:?}");
}

#[cfg(unix)]
#[test]
fn where_there_is_no_browser_the_page_is_there_all_the_same() {
    let desk = Desk::new();
    let told = Command::new(env!("CARGO_BIN_EXE_springtide"))
        .current_dir(desk.0.path())
        .env("PATH", "")
        .args(["run", "small.toml", "--quiet", "--open"])
        .output()
        .unwrap();
    assert_eq!(told.status.code(), Some(0), "{told:?}");
    let err = String::from_utf8(told.stderr).unwrap();
    assert!(
        err.starts_with("warning: no browser could be started"),
        "{err}"
    );
    assert!(desk.read("output/small/report.html").contains("</html>"));
}

#[test]
fn quiet_prints_the_verdict_alone() {
    let desk = Desk::new();
    let told = desk.run(&["run", "small.toml", "--quiet"]);
    assert_eq!((told.code, told.err.as_str()), (Some(0), ""));
    assert_eq!(told.out.lines().count(), 1);
    let whole = desk.run(&["run", "small.toml"]);
    assert_eq!(whole.out.lines().last(), told.out.lines().last());
}

#[test]
fn json_prints_the_summary() {
    let desk = Desk::new();
    let told = desk.run(&["run", "small.toml", "--json"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    assert_eq!(told.out, desk.read("output/small/summary.json"));
    let summary: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(summary["scenario"], "two queues");
}

#[test]
fn arguments_overrule_the_scenario() {
    let desk = Desk::new();
    let told = desk.run(&[
        "run",
        "small.toml",
        "--seed",
        "99",
        "--replications",
        "3",
        "--threads",
        "1",
        "--out",
        "here/there",
        "--set",
        "queue.hotline.target.wait=40s",
        "--set",
        "report.intervals=false",
    ]);
    assert_eq!(told.code, Some(0), "{told:?}");
    assert_eq!(desk.listing("output"), Vec::<String>::new());
    assert_eq!(
        desk.listing("here/there"),
        ["measures.csv", "report.html", "run.json", "summary.json"]
    );
    let record: serde_json::Value =
        serde_json::from_str(&desk.read("here/there/run.json")).unwrap();
    assert_eq!(
        (&record["seed"], &record["replications"]),
        (&99.into(), &3.into())
    );
    assert_eq!(record["overrides"][0], "queue.hotline.target.wait=40s");
    assert!(told.out.contains("in 40 s, abandons_miss"), "{}", told.out);
}

#[test]
fn replications_end_when_sure_or_at_their_most() {
    let desk = Desk::new();
    let until = "replication.until=[{ measure = 'asa', queue = 'hotline', half_width = '500ms' }]";
    let first = "replication.replications=100";
    let told = desk.run(&["run", "small.toml", "--set", first, "--set", until]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    assert!(!told.err.contains("is known to"), "{}", told.err);
    let numbers = desk.read("output/small/measures.csv");
    let record = desk.read("output/small/run.json");
    let (_, rest) = record.split_once("\"replications\": ").unwrap();
    let (done, _) = rest.split_once(',').unwrap();
    assert!(done.parse::<u64>().unwrap() > 100, "{done}");
    // The file would end them elsewhere, but the option says how many.
    let told = desk.run(&[
        "run",
        "small.toml",
        "--set",
        first,
        "--set",
        until,
        "--replications",
        done,
        "--threads",
        "1",
    ]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    assert_eq!(desk.read("output/small/measures.csv"), numbers);
    let most = "replication.most_replications=110";
    let told = desk.run(&[
        "run",
        "small.toml",
        "--set",
        first,
        "--set",
        until,
        "--set",
        most,
    ]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    let warning = "warning: after 110 replications asa of queue hotline is known to ± ";
    assert!(told.err.contains(warning), "{}", told.err);
    assert!(told.err.contains("not to ± 0.5 s; about "), "{}", told.err);
    assert!(
        desk.read("output/small/run.json")
            .contains("is known to ± ")
    );
}

#[test]
fn wrong_arguments_end_with_2() {
    let desk = Desk::new();
    for arguments in [
        &["fly"][..],
        &["run"],
        &["run", "small.toml", "--replications", "0"],
        &["run", "small.toml", "--seed", "-1"],
        &["run", "small.toml", "--threads", "0"],
        &["run", "small.toml", "--unknown"],
        &[],
    ] {
        let told = desk.run(arguments);
        assert_eq!(told.code, Some(2), "{arguments:?}: {told:?}");
        assert!(told.out.is_empty() && !told.err.is_empty(), "{told:?}");
    }
    for arguments in [&["--help"][..], &["--version"], &["run", "--help"]] {
        let told = desk.run(arguments);
        assert_eq!(told.code, Some(0), "{arguments:?}: {told:?}");
        assert!(told.err.is_empty() && !told.out.is_empty(), "{told:?}");
    }
    assert_eq!(desk.listing("."), ["small.toml"]);
}

#[test]
fn a_scenario_that_is_not_valid_ends_with_3_and_touches_nothing() {
    let desk = Desk::new();
    desk.write("bad.toml", "[clock]\nstart = 5\n");
    for arguments in [
        &["run", "bad.toml", "--trace", "trace.csv"][..],
        &["run", "nowhere.toml"],
        &["run", "."],
        &["run", "small.toml", "--set", "queue.hotline.target.wait=20"],
        &["check", "bad.toml"],
        &[
            "check",
            "small.toml",
            "--set",
            "queue.hotlin.target.wait=20s",
        ],
    ] {
        let told = desk.run(arguments);
        assert_eq!(told.code, Some(3), "{arguments:?}: {told:?}");
        assert!(told.out.is_empty() && !told.err.is_empty(), "{told:?}");
    }
    assert_eq!(desk.listing("."), ["bad.toml", "small.toml"]);
}

#[test]
fn what_does_not_fit_into_memory_is_refused_by_check_as_by_run() {
    let desk = Desk::new();
    let large = [
        "--set",
        "clock.horizon=30 days",
        "--set",
        "clock.interval=1min",
        "--set",
        "report.interval_percentiles=true",
    ];
    for command in ["check", "run"] {
        let told = desk.run(&[&[command, "small.toml"], &large[..]].concat());
        assert_eq!(told.code, Some(3), "{told:?}");
        assert!(told.out.is_empty());
        for part in ["report.interval_percentiles: tables of", "--set #3:1:29"] {
            assert!(told.err.contains(part), "{}", told.err);
        }
        // What helps is said, and helps.
        assert!(
            told.err.contains("`interval_percentiles = false`"),
            "{}",
            told.err
        );
    }
    let less = ["--set", "report.interval_percentiles=false"];
    let told = desk.run(&[&["check", "small.toml"], &large[..], &less].concat());
    assert_eq!(told.code, Some(0), "{told:?}");
}

#[test]
fn check_says_what_a_scenario_holds() {
    let desk = Desk::new();
    let told = desk.run(&["check", "small.toml"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    assert_eq!(
        told.out,
        "two queues is valid: 2 contact types, 2 queues, 2 skill groups, 1 day of 5 intervals\n\n\
         Expected contacts  calls  claims  all types\n\
         Sun 2026-10-25     1,500  300     1,800\n\
         whole horizon      1,500  300     1,800\n"
    );
    assert_eq!(desk.listing("."), ["small.toml"]);
}

#[test]
fn check_shows_what_special_days_do_to_each_day() {
    let desk = Desk::new();
    desk.write(
        "days.csv",
        "date,kind,name\n2026-10-26,holiday,Fair\n2026-10-26,sale,\n",
    );
    let scenario = SCENARIO.replace("horizon = \"1 day\"", "horizon = \"3 days\"");
    let days = "[calendar]\nfile = \"days.csv\"\n[special_day.holiday]\n\
                volume = { \"-1\" = 0.9, \"0\" = 2, \"+1\" = 1.5 }\n[special_day.sale]\nvolume = 1.25\n\
                [contact_type.claims.special_day.sale]\nvolume = 1\n";
    desk.write("days.toml", &format!("{scenario}{days}"));
    let told = desk.run(&["check", "days.toml"]);
    let table = told.out.split("\n\n").nth(1).unwrap();
    let lines = [
        "Expected contacts  special day           factor  calls  claims  all types",
        "Sun 2026-10-25                           ×0.9    1,350  270     1,620",
        "Mon 2026-10-26     holiday (Fair), sale  ×2–2.5  3,600  576     4,176",
        "Tue 2026-10-27                           ×1.5    2,160  432     2,592",
        "whole horizon                                    7,110  1,278   8,388",
        "",
    ];
    assert_eq!(table, lines.join("\n"), "{told:?}");
    // Of a long horizon the days are shown that are not like others.
    let scenario = scenario.replace("horizon = \"3 days\"", "horizon = \"400 days\"");
    desk.write("days.toml", &format!("{scenario}{days}"));
    let told = desk.run(&["check", "days.toml"]);
    let shown = told
        .out
        .lines()
        .filter(|line| line.contains("2026-10-"))
        .count();
    assert_eq!(shown, 3, "{told:?}");
    assert!(
        told.out
            .ends_with("397 days are not shown; no special day changes them\n"),
        "{told:?}"
    );
    // What a day before the horizon does is explained too.
    desk.write("days.csv", "date,kind,name\n2026-10-24,holiday,Fair\n");
    let told = desk.run(&["check", "days.toml"]);
    assert!(
        told.out
            .contains("\nSun 2026-10-25                  ×1.5    2,250"),
        "{told:?}"
    );
    // All of a year are shown, and of more it is said how many are not.
    let from = |day: i64| (date(2026, 10, 26) + day.days()).to_string();
    let sales: String = (0..380).map(|day| from(day) + ",sale,\n").collect();
    desk.write("days.csv", &format!("date,kind,name\n{sales}"));
    let told = desk.run(&["check", "days.toml"]);
    let shown = told
        .out
        .lines()
        .filter(|line| line.contains("sale"))
        .count();
    assert_eq!(shown, 366, "{told:?}");
    let left_out = "34 days are not shown, of which 14 are special or changed by one that is\n";
    assert!(told.out.ends_with(left_out), "{told:?}");
}

/// The fenced blocks of a kind in the README.
fn readme_blocks(kind: &str) -> Vec<&'static str> {
    let readme = include_str!("../../README.md");
    let blocks = readme.split("\n```").skip(1).step_by(2);
    let of_kind = blocks.filter_map(|block| block.strip_prefix(kind));
    of_kind
        .map(|block| block.trim_start_matches('\n'))
        .collect()
}

#[test]
fn the_readme_begins_with_two_commands_and_shows_a_sound_scenario() {
    assert_eq!(
        readme_blocks("sh")[0].lines().collect::<Vec<_>>(),
        [
            "cargo run --release -- compare scenarios/spring-festival.toml",
            "cargo test --release"
        ]
    );
    let desk = Desk::new();
    desk.write("readme.toml", readme_blocks("toml")[0]);
    let told = desk.run(&["check", "readme.toml"]);
    assert_eq!((told.code, told.err.as_str()), (Some(0), ""), "{told:?}");
}

#[test]
fn new_never_overwrites() {
    let desk = Desk::new();
    let printed = desk.run(&["new"]);
    assert_eq!((printed.code, printed.err.as_str()), (Some(0), ""));
    assert_eq!(desk.run(&["new", "mine.toml"]).code, Some(0));
    assert_eq!(desk.read("mine.toml"), printed.out);
    assert_eq!(desk.run(&["check", "mine.toml"]).code, Some(0));
    let told = desk.run(&["new", "small.toml"]);
    assert_eq!(told.code, Some(5), "{told:?}");
    assert!(told.err.contains("small.toml"), "{told:?}");
    assert_eq!(desk.read("small.toml"), SCENARIO);
}

#[test]
fn a_second_run_replaces_its_own_files_only() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["run", "small.toml", "--quiet"]).code, Some(0));
    let first = desk.read("output/small/measures.csv");
    desk.write("output/small/notes.txt", "mine");
    let again = [
        "run",
        "small.toml",
        "--quiet",
        "--seed",
        "8",
        "--set",
        "report.intervals=false",
    ];
    assert_eq!(desk.run(&again).code, Some(0));
    assert_ne!(desk.read("output/small/measures.csv"), first);
    assert_eq!(
        desk.listing("output/small"),
        [
            "measures.csv",
            "notes.txt",
            "report.html",
            "run.json",
            "summary.json"
        ]
    );
}

#[cfg(feature = "charts")]
#[test]
fn charts_come_with_a_run_and_go_with_the_next() {
    let desk = Desk::new();
    let run = |changes: &[&str]| {
        let mut arguments = vec!["run", "small.toml"];
        for change in changes {
            arguments.extend(["--set", change]);
        }
        desk.run(&arguments)
    };
    let charts = || {
        let files = desk.listing("output/small").into_iter();
        files
            .filter(|name| name.starts_with("chart_"))
            .collect::<Vec<_>>()
    };
    let told = run(&["report.charts=true"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    assert_eq!(charts().len(), 16);
    assert!(
        told.err
            .contains("summary.json, report.html, chart_wait.svg, chart_wait.png, "),
        "{told:?}"
    );
    let record: serde_json::Value =
        serde_json::from_str(&desk.read("output/small/run.json")).unwrap();
    // Eight charts in two forms, two tables, the summary and the page: the record knows everything but
    // itself.
    assert_eq!(record["files"].as_array().unwrap().len(), 20);

    let told = run(&["report.charts=true", "report.intervals=false"]);
    let files = ["chart_wait_distribution.png", "chart_wait_distribution.svg"];
    assert_eq!(charts(), files);
    let why = "there are no charts over time: ";
    assert!(
        told.err.contains(why) && !told.out.contains(why),
        "{told:?}"
    );

    assert_eq!(run(&[]).code, Some(0));
    assert_eq!(desk.listing("output/small"), FILES);

    desk.write("output/small/chart_wait.png", "mine");
    let told = run(&["report.charts=true"]);
    assert_eq!(told.code, Some(5), "{told:?}");
    assert_eq!(desk.read("output/small/chart_wait.png"), "mine");
    assert_eq!(charts(), ["chart_wait.png"]);
}

#[test]
fn a_foreign_file_is_refused_before_anything_is_simulated() {
    let desk = Desk::new();
    fs::create_dir(desk.path().join("results")).unwrap();
    desk.write("results/measures.csv", "mine");
    let told = desk.run(&["run", "small.toml", "--out", "results"]);
    assert_eq!(told.code, Some(5), "{told:?}");
    assert!(told.out.is_empty());
    assert!(told.err.contains("results/measures.csv"), "{}", told.err);
    assert_eq!(desk.read("results/measures.csv"), "mine");
    assert_eq!(desk.listing("results"), ["measures.csv"]);
    let told = desk.run(&["run", "small.toml", "--out", "small.toml"]);
    assert_eq!(told.code, Some(5), "{told:?}");
    assert_eq!(desk.read("small.toml"), SCENARIO);
}

#[test]
fn a_file_of_the_users_in_an_old_folder_is_foreign() {
    let desk = Desk::new();
    let run = ["run", "small.toml", "--quiet"];
    assert_eq!(desk.run(&run).code, Some(0));
    desk.write("output/small/measures.csv", "mine");
    let told = desk.run(&run);
    assert_eq!(told.code, Some(5), "{told:?}");
    assert!(
        told.err.contains("output/small/measures.csv"),
        "{}",
        told.err
    );
    assert_eq!(desk.read("output/small/measures.csv"), "mine");
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_parquet_says_how_to_get_one_that_has_it() {
    let desk = Desk::new();
    let told = desk.run(&["run", "small.toml", "--parquet"]);
    assert_eq!((told.code, &*told.out), (Some(2), ""), "{told:?}");
    for part in [
        "error: --parquet: this build of springtide was made without Parquet",
        "cargo build --release --features parquet",
    ] {
        assert!(told.err.contains(part), "{told:?}");
    }
    assert!(!desk.path().join("output").exists());
}

#[test]
fn a_trace_holds_every_contact_and_replaces_only_a_trace() {
    let desk = Desk::new();
    let trace = [
        "run",
        "small.toml",
        "--quiet",
        "--replications",
        "2",
        "--trace",
        "trace.csv",
    ];
    assert_eq!(desk.run(&trace).code, Some(0));
    let first = desk.read("trace.csv");
    assert!(
        first.lines().count() > 2 * 24 * 60,
        "{}",
        first.lines().count()
    );
    assert_eq!(desk.run(&trace).code, Some(0));
    assert_eq!(desk.read("trace.csv"), first);
    assert_eq!(desk.listing("."), ["output", "small.toml", "trace.csv"]);

    let over = ["run", "small.toml", "--trace", "small.toml"];
    let told = desk.run(&over);
    assert_eq!(told.code, Some(5), "{told:?}");
    assert_eq!(desk.read("small.toml"), SCENARIO);
    let nowhere = ["run", "small.toml", "--trace", "no/such/folder.csv"];
    let told = desk.run(&nowhere);
    assert_eq!(told.code, Some(5), "{told:?}");
    assert!(told.err.contains("no/such/folder.csv"), "{}", told.err);
}

/// Also of those who are in self-service as the horizon ends and ask for an agent after it.
#[test]
fn a_trace_holds_all_that_is_measured() {
    let desk = Desk::new();
    let scenario = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/scenarios/14-self-service.toml"
    );
    let options = ["--quiet", "--replications", "5", "--trace", "trace.csv"];
    let told = desk.run(&[&["run", scenario], &options[..]].concat());
    assert!(told.err.is_empty(), "{told:?}");
    let measures = desk.read("output/14-self-service/measures.csv");
    for (measure, outcome) in [("answered", ",answered,"), ("offered", ",yes,")] {
        let row = format!("base,{measure},contacts,centre,");
        let row = measures
            .lines()
            .find(|line| line.starts_with(&row) && line.contains(",horizon,"));
        let mean: f64 = row.unwrap().split(',').nth(6).unwrap().parse().unwrap();
        let trace = desk.read("trace.csv");
        let lines = trace.lines().filter(|line| line.contains(outcome)).count();
        assert_eq!((mean * 5.0).to_string(), lines.to_string(), "{measure}");
    }
}

#[test]
fn contacts_that_were_there_are_numbered_apart() {
    let desk = Desk::new();
    let trace = [
        "run",
        "small.toml",
        "--quiet",
        "--replications",
        "1",
        "--trace",
        "trace.csv",
        "--set",
        "contact_type.calls.waiting_at_start=2",
    ];
    assert_eq!(desk.run(&trace).code, Some(0));
    let text = desk.read("trace.csv");
    for number in ["b0", "b1", "0", "1"] {
        assert!(text.contains(&format!("\n0,calls,{number},")), "{number}");
    }
}

#[test]
fn the_warm_up_and_warnings_are_seen_once() {
    let desk = Desk::new();
    let run = [
        "run",
        "small.toml",
        "--set",
        "clock.warm_up=1h",
        "--set",
        "queue.spare={}",
    ];
    let told = desk.run(&run);
    let heading = "the first 1 h are warm-up and not counted: numbers are from 2026-10-25 01:00 on";
    assert!(told.out.contains(heading), "{}", told.out);
    for file in ["summary.json", "run.json"] {
        let text = desk.read(&format!("output/small/{file}"));
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["warm_up_s"], 3_600.0, "{file}");
    }
    let warning = "no contact type waits in this queue";
    assert_eq!(told.err.matches(warning).count(), 1, "{}", told.err);
    assert_eq!(told.out.matches(warning).count(), 0, "{}", told.out);
}

#[test]
fn two_plans_see_the_same_customers() {
    let desk = Desk::new();
    let customers = |set: &str| {
        let told = desk.run(&[
            "run",
            "small.toml",
            "--quiet",
            "--replications",
            "2",
            "--trace",
            "trace.csv",
            "--set",
            set,
        ]);
        assert_eq!(told.code, Some(0), "{told:?}");
        let text = desk.read("trace.csv");
        let customer = |line: &str| line.split(',').take(9).collect::<Vec<_>>().join(",");
        (text.lines().map(customer).collect::<Vec<_>>(), text)
    };
    let (few, few_trace) = customers("skill_group.front.agents=5");
    let (many, many_trace) = customers("skill_group.front.agents=9");
    assert_eq!(few, many);
    assert_ne!(few_trace, many_trace);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    let desk = Desk::new();
    let mut child = desk
        .command(["run", "small.toml"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{err}");
    assert!(!err.contains("error"), "{err}");
    assert_eq!(desk.listing("output/small"), FILES);
}

#[cfg(unix)]
#[test]
fn a_trace_into_a_closed_pipe_ends_quietly() {
    let desk = Desk::new();
    let mut child = desk
        .command(["run", "small.toml", "--quiet", "--trace", "/dev/stdout"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Who has read the beginning goes away.
    let mut beginning = [0; 64];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut beginning).unwrap();
    drop(out);
    let told = child.wait_with_output().unwrap();
    let err = String::from_utf8(told.stderr).unwrap();
    assert_eq!((told.status.code(), err.as_str()), (Some(0), ""));
    assert_eq!(desk.listing("output/small"), FILES);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_with_5() {
    let desk = Desk::new();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let told: Told = desk
        .command(["run", "small.toml"])
        .stdout(full)
        .output()
        .unwrap()
        .into();
    assert_eq!(told.code, Some(5), "{told:?}");
    assert!(told.err.contains("standard output"), "{}", told.err);
    let told = desk.run(&["run", "small.toml", "--trace", "/dev/full"]);
    assert_eq!(told.code, Some(5), "{told:?}");
    assert!(told.err.contains("/dev/full"), "{}", told.err);
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_nothing() {
    let desk = Desk::new();
    let mut child = desk
        .command([
            "run",
            "small.toml",
            "--replications",
            "10000000",
            "--trace",
            "trace.csv",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The trace is begun after the program has begun to listen to interrupts.
    while desk.listing(".").len() == 1 {
        assert!(
            child.try_wait().unwrap().is_none(),
            "the program ended by itself"
        );
        std::thread::yield_now();
    }
    let interrupt = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(interrupt.unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(desk.listing("."), ["small.toml"]);
}

#[test]
fn a_variant_is_run_by_its_name() {
    let desk = Desk::new();
    let group = SCENARIO
        .lines()
        .find_map(|line| line.strip_prefix("[skill_group.")?.strip_suffix(']'))
        .unwrap();
    let variants = format!(
        "[variant.'more / people']\nchange.skill_group.{group}.agents = 40\n\
         [variant.broken]\nchange.skill_group.{group}.agents = -4\n"
    );
    desk.write("small.toml", &format!("{SCENARIO}\n{variants}"));
    let told = desk.run(&["run", "small.toml", "--variant", "more / people"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    assert!(
        told.out.contains("\nvariant more / people\n"),
        "{}",
        told.out
    );
    assert_eq!(desk.listing("output"), ["small-more___people"]);
    let measures = desk.read("output/small-more___people/measures.csv");
    let mut lines = measures.lines().skip(1);
    assert!(lines.all(|line| line.starts_with("more / people,")));
    let record = desk.read("output/small-more___people/run.json");
    assert!(
        record.contains("\"variant\": \"more / people\""),
        "{record}"
    );
    // The scenario itself runs although one of its variants cannot; `check` reads them all.
    for arguments in [
        &["run", "small.toml"][..],
        &["run", "small.toml", "--variant", "base"],
    ] {
        let told = desk.run(arguments);
        assert_eq!(told.code, Some(0), "{told:?}");
        assert!(desk.read("output/small/measures.csv").contains("\nbase,"));
    }
    let told = desk.run(&["check", "small.toml"]);
    assert_eq!(told.code, Some(3), "{told:?}");
    let place = format!("variant.broken.change.skill_group.{group}.agents");
    assert!(told.err.contains(&place), "{}", told.err);
    let told = desk.run(&["run", "small.toml", "--variant", "more"]);
    assert_eq!(told.code, Some(3), "{told:?}");
    assert!(
        told.err.contains("there is no variant \"more\""),
        "{}",
        told.err
    );
    let sound = variants.replace("-4", "4");
    desk.write("small.toml", &format!("{SCENARIO}\n{sound}"));
    let told = desk.run(&["check", "small.toml"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    assert!(
        told.out.contains("\n2 variants: more / people, broken\n"),
        "{}",
        told.out
    );
}
