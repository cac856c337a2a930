//! `measures.xlsx`: what stands in it is what stands in the CSV files, and it opens as people expect.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use calamine::{Data, Reader, Xlsx, open_workbook};
use tempfile::TempDir;

use crate::small::SCENARIO;

const VARIANTS: &str = r#"
[variant.more]
title = { en = "More people", zh = "增加坐席" }
fixed_cost = 100
change.skill_group.front.agents = 8
[variant.new-line.change]
queue.orders.target.wait = "30s"
contact_type.orders = { queue = "orders", groups = ["front"], talk = { law = "exponential", mean = "3min" }, demand.rate = "5/h" }
skill_group.front.serves = ["calls", "claims", "orders"]
"#;

/// The small centre over three days, with money, a workbook, plans, and titles that look like formulas.
fn scenario() -> String {
    let small = SCENARIO
        .replace("workbook = false", "workbook = true")
        .replace("horizon = \"1 day\"", "horizon = \"3 days\"")
        .replace("[clock]", "currency = \"EUR\"\n[clock]")
        .replace("agents = 2", "agents = 2\nhourly_rate = 30")
        .replace("[queue.hotline]", "[queue.hotline]\ntitle = \"=1+1\"")
        .replace(
            "[queue.claims.target]",
            "[queue.claims]\ntitle = \"Nowhere!A1:A2\"\n[queue.claims.target]",
        );
    format!("{small}{VARIANTS}")
}

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::write(desk.path("plans.toml"), scenario()).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs what must succeed, into a folder.
    fn done(&self, out: &str, arguments: &[&str]) {
        let output = Command::new(env!("CARGO_BIN_EXE_springtide"))
            .current_dir(self.0.path())
            .stdin(Stdio::null())
            .args(arguments)
            .args(["--out", out])
            .output()
            .unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }

    fn book(&self, folder: &str) -> Book {
        let mut file: Xlsx<_> = open_workbook(self.path(folder).join("measures.xlsx")).unwrap();
        let sheets = file.worksheets().into_iter();
        let rows = |range: calamine::Range<Data>| range.rows().map(<[Data]>::to_vec).collect();
        Book(sheets.map(|(name, range)| (name, rows(range))).collect())
    }

    fn csv(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_path(self.path(name)).unwrap();
        reader.deserialize().map(Result::unwrap).collect()
    }

    /// The texts of the parts of the file.
    fn parts(&self, folder: &str) -> BTreeMap<String, String> {
        let file = File::open(self.path(folder).join("measures.xlsx")).unwrap();
        let mut zip = zip::ZipArchive::new(file).unwrap();
        (0..zip.len())
            .map(|place| {
                let mut part = zip.by_index(place).unwrap();
                let mut text = String::new();
                part.read_to_string(&mut text).unwrap();
                (part.name().unwrap().into_owned(), text)
            })
            .collect()
    }
}

/// The sheets of a workbook, each as its rows.
struct Book(Vec<(String, Vec<Vec<Data>>)>);

impl Book {
    fn names(&self) -> Vec<&str> {
        self.0.iter().map(|(name, _)| &**name).collect()
    }

    fn cells(&self, name: &str) -> &[Vec<Data>] {
        let found = self.0.iter().find(|(known, _)| known == name);
        &found
            .unwrap_or_else(|| panic!("{name}: {:?}", self.names()))
            .1
    }

    /// The rows of a table, by their heads.
    fn rows(&self, name: &str) -> Vec<BTreeMap<String, Data>> {
        let cells = self.cells(name);
        // Above the heads there is nothing in the second column.
        let head = (cells.iter())
            .position(|row| row[1] != Data::Empty)
            .unwrap();
        let heads: Vec<String> = cells[head].iter().map(ToString::to_string).collect();
        assert!(heads.iter().all(|one| !one.is_empty()), "{name}: {heads:?}");
        let row = |row: &Vec<Data>| heads.iter().cloned().zip(row.iter().cloned()).collect();
        cells[head + 1..].iter().map(row).collect()
    }
}

fn number(cell: &Data) -> Option<f64> {
    match cell {
        Data::Float(number) => Some(*number),
        Data::Empty => None,
        other => panic!("{other:?} is no number"),
    }
}

/// A number of a CSV file as the workbook tells it.
fn told(unit: &str, text: &str) -> Option<f64> {
    let value: f64 = text.parse().ok()?;
    Some(if unit == "s" { value / 60.0 } else { value })
}

#[track_caller]
fn assert_same(found: Option<f64>, wanted: Option<f64>, what: &str) {
    match (found, wanted) {
        (None, None) => {}
        (Some(found), Some(wanted)) => {
            assert!(
                (found - wanted).abs() <= 1e-12 * wanted.abs(),
                "{what}: {found}, not {wanted}"
            );
        }
        other => panic!("{what}: {other:?}"),
    }
}

/// Holds the sheet of all numbers against the tidy table, row by row.
fn same_numbers(book: &Book, csv: &[BTreeMap<String, String>]) {
    let rows = book.rows("All numbers");
    assert_eq!(rows.len(), csv.len());
    let mut defined = 0;
    for (row, line) in rows.iter().zip(csv) {
        let what = format!("{line:?}");
        assert_eq!(row["Name in files"].to_string(), line["measure"], "{what}");
        let unit = &line["unit"];
        for (head, column) in [("Value", "value"), ("Low", "low"), ("High", "high")] {
            let wanted = told(unit, &line[column]);
            assert_same(number(&row[head]), wanted, &what);
            defined += u32::from(wanted.is_some());
        }
        let bounds = told(unit, &line["low"]).zip(told(unit, &line["high"]));
        let half = bounds.map(|(low, high)| (high - low) / 2.0);
        match (number(&row["±"]), half) {
            (None, None) => {}
            // The file has eight digits of each bound.
            (Some(found), Some(half)) => {
                let (low, high) = bounds.unwrap();
                let scale = low.abs().max(high.abs()).max(1e-9);
                assert!((found - half).abs() <= 1e-7 * scale, "{what}: {found}");
            }
            other => panic!("{what}: {other:?}"),
        }
        let replications: f64 = line["replications"].parse().unwrap();
        assert_same(number(&row["Replications"]), Some(replications), &what);
        match &row["Period"] {
            Data::String(text) => {
                assert_eq!((&**text, &*line["period"]), ("whole horizon", "horizon"));
            }
            Data::DateTime(day) => {
                let (year, month, day, ..) = day.to_ymd_hms_milli();
                assert_eq!(format!("{year}-{month:02}-{day:02}"), line["period"]);
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(defined > 500, "{defined}");
}

#[test]
fn a_run_has_a_sheet_a_question_with_the_numbers_of_its_files() {
    let desk = Desk::new();
    desk.done("out", &["run", "plans.toml"]);
    let book = desk.book("out");
    let names = [
        "Answer",
        "Targets",
        "Queues",
        "Skill groups",
        "Days",
        "Intervals",
        "Groups by interval",
        "All numbers",
        "Words",
    ];
    assert_eq!(book.names(), names);
    let csv = desk.csv("out/measures.csv");
    same_numbers(&book, &csv);

    let of = |measure: &str, scope: &str, period: &str, column: &str| {
        let is_it = |line: &&BTreeMap<String, String>| {
            line["measure"] == measure && line["scope"] == scope && line["period"] == period
        };
        let line = csv.iter().find(is_it).unwrap();
        told(&line["unit"], &line[column])
    };
    let queues = book.rows("Queues");
    for (row, scope) in queues.iter().zip(["two queues", "hotline", "claims"]) {
        for (head, measure) in [
            ("Service level, %", "service_level"),
            ("Average speed of answer (ASA), min", "asa"),
            ("Contacts offered", "offered"),
            ("Wait that 95 % do not exceed, min", "wait_p95"),
        ] {
            let wanted = of(measure, scope, "horizon", "value");
            assert_same(number(&row[head]), wanted, head);
        }
    }
    assert_eq!(queues.len(), 3);
    // A name that looks like a formula is a name.
    assert_eq!(queues[1]["Queue"], Data::String("=1+1".to_owned()));
    let cost = of("cost", "two queues", "horizon", "value");
    assert!(cost.is_some());
    assert_same(number(&queues[0]["Cost, EUR"]), cost, "cost");
    assert_eq!(queues[1]["Cost, EUR"], Data::Empty);

    let days = book.rows("Days");
    assert_eq!(days.len(), 9);
    for (row, day) in days[3..6].iter().zip(25..) {
        let wanted = of(
            "service_level",
            "hotline",
            &format!("2026-10-{day}"),
            "value",
        );
        assert_same(number(&row["Service level, %"]), wanted, "day");
    }
    assert_eq!(days[3]["Weekday"], Data::String("Sunday".to_owned()));
}

/// Of the intervals, those of the long night too.
#[test]
fn intervals_are_those_of_the_file() {
    let desk = Desk::new();
    desk.done("out", &["run", "plans.toml"]);
    let csv = desk.csv("out/intervals.csv");
    let shown = |kinds: [&str; 2]| -> Vec<&BTreeMap<String, String>> {
        let is_of = |line: &&BTreeMap<String, String>| kinds.contains(&&*line["scope_kind"]);
        csv.iter().filter(is_of).collect()
    };
    let book = desk.book("out");
    for (sheet, kinds, columns) in [
        (
            "Intervals",
            ["centre", "queue"],
            [
                ("Service level, %", "service_level", 1.0),
                ("Mean wait, min", "wait_mean_s", 60.0),
                ("Contacts in line", "queue_length", 1.0),
            ],
        ),
        (
            "Groups by interval",
            ["group", "group"],
            [
                ("Occupancy, %", "occupancy", 1.0),
                ("People busy", "busy_agents", 1.0),
                ("Average handling time (AHT), min", "aht_s", 60.0),
            ],
        ),
    ] {
        let (rows, lines) = (book.rows(sheet), shown(kinds));
        assert_eq!(rows.len(), lines.len(), "{sheet}");
        for (row, line) in rows.iter().zip(lines) {
            for (head, column, scale) in columns {
                let wanted = line[column].parse::<f64>().ok().map(|value| value / scale);
                assert_same(number(&row[head]), wanted, head);
            }
            let Data::DateTime(begins) = &row["Interval begins"] else {
                panic!("{row:?}");
            };
            let (year, month, day, hour, minute, ..) = begins.to_ymd_hms_milli();
            let offset = &row["Offset from UTC"];
            let text = format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00{offset}");
            assert_eq!(text, line["interval_start"]);
        }
    }
}

#[test]
fn a_comparison_has_plans_and_their_differences() {
    let desk = Desk::new();
    desk.done("out", &["compare", "plans.toml"]);
    let book = desk.book("out");
    assert_eq!(
        book.names()[..4],
        ["Answer", "Plans", "Differences", "Targets"]
    );
    same_numbers(&book, &desk.csv("out/measures.csv"));
    let plans = book.rows("Plans");
    let names: Vec<String> = plans.iter().map(|row| row["Plan"].to_string()).collect();
    assert_eq!(names, ["Base plan", "More people", "new-line"]);
    // The part that only a variant has is there too.
    assert!(
        book.rows("Queues")
            .iter()
            .any(|row| row["Queue"] == Data::String("orders".to_owned()))
    );

    let csv = desk.csv("out/differences.csv");
    let lines: Vec<_> = csv
        .iter()
        .filter(|line| line["period"] == "horizon")
        .collect();
    let rows = book.rows("Differences");
    assert_eq!(rows.len(), lines.len());
    for (row, line) in rows.iter().zip(lines) {
        let what = format!("{line:?}");
        assert_eq!(row["Name in files"].to_string(), line["measure"]);
        let unit = &line["unit"];
        let points = |text: &str| {
            let scale = if unit == "share" { 100.0 } else { 1.0 };
            told(unit, text).map(|value| value * scale)
        };
        for (head, wanted) in [
            ("Base plan", told(unit, &line["base"])),
            ("This plan", told(unit, &line["value"])),
            ("Sure to differ", line["sure"].parse().ok()),
            ("Times fewer", line["times_fewer"].parse().ok()),
        ] {
            assert_same(number(&row[head]), wanted, &what);
        }
        for (head, column) in [
            ("Difference", "difference"),
            ("Low", "low"),
            ("High", "high"),
            ("Low, of all", "low_of_all"),
            ("High, of all", "high_of_all"),
        ] {
            let (found, wanted) = (number(&row[head]), points(&line[column]));
            assert_eq!(found.is_some(), wanted.is_some(), "{what}");
            if let (Some(found), Some(wanted)) = (found, wanted) {
                assert!((found - wanted).abs() <= 1e-7 * wanted.abs(), "{what}");
            }
        }
        let change = row["Change"].to_string();
        assert_eq!(
            change.replace("the same", "same").replace(' ', "_"),
            line["change"]
        );
    }
}

#[test]
fn a_sweep_has_its_points_and_where_targets_begin_to_be_met() {
    let desk = Desk::new();
    let vary = [
        "sweep",
        "plans.toml",
        "--vary",
        "skill_group.front.agents=5..13:4",
        "--vary",
        "contact_type.calls.patience.mean=1min,2min",
    ];
    desk.done("out", &vary);
    let book = desk.book("out");
    assert_eq!(
        book.names(),
        ["Answer", "Targets", "Points", "All numbers", "Words"]
    );
    let csv = desk.csv("out/sweep.csv");
    same_numbers(&book, &csv);
    let rows = book.rows("Points");
    let of_centre: Vec<_> = rows
        .iter()
        .filter(|row| row["Part"] == Data::String("whole centre".to_owned()))
        .collect();
    assert_eq!(of_centre.len(), 6);
    let patience = "contact_type.calls.patience.mean";
    for row in of_centre {
        let agents = row["skill_group.front.agents"].to_string();
        let is_it = |line: &&BTreeMap<String, String>| {
            line["measure"] == "service_level"
                && line["scope_kind"] == "centre"
                && line["period"] == "horizon"
                && line["skill_group.front.agents"] == agents
                && line[patience] == format!("{}min", row[&format!("{patience}, min")])
        };
        let line = csv.iter().find(is_it).unwrap();
        let wanted = told("share", &line["value"]);
        assert_same(number(&row["Service level, %"]), wanted, &agents);
    }
    // Four promises, at each of two values of the second key.
    let targets = book.rows("Targets");
    assert_eq!(targets.len(), 8);
    let summary = fs::read_to_string(desk.path("out/summary.json")).unwrap();
    let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
    let head = "First value of skill_group.front.agents that keeps it";
    for (row, first) in targets.iter().zip(summary["first_met"].as_array().unwrap()) {
        let value = first["value"].as_str().map(str::to_owned);
        let found = number(&row[head]).map(|value| value.to_string());
        assert_eq!(found, value, "{first}");
    }
}

#[test]
fn the_same_numbers_are_the_same_bytes() {
    let desk = Desk::new();
    for (what, study) in [
        ("run", &["run", "plans.toml"][..]),
        ("compare", &["compare", "plans.toml"]),
        (
            "sweep",
            &[
                "sweep",
                "plans.toml",
                "--vary",
                "skill_group.front.agents=5,6",
            ],
        ),
    ] {
        let bytes = |threads: &str| {
            let out = format!("{what}-{threads}");
            desk.done(&out, &[study, &["--threads", threads]].concat());
            fs::read(desk.path(&out).join("measures.xlsx")).unwrap()
        };
        let one = bytes("1");
        assert!(one == bytes("2"), "{what}: another workbook on two threads");
        assert!(
            one == bytes("1"),
            "{what}: another workbook the second time"
        );
        let record = fs::read_to_string(desk.path(&format!("{what}-1/run.json"))).unwrap();
        assert!(record.contains("\"measures.xlsx\""));
    }
    let core = &desk.parts("run-1")["docProps/core.xml"];
    assert!(core.contains("2000-01-01T00:00:00Z"), "{core}");
}

/// Whether a formula like `Days!$D$4:$D$9` names cells that hold something.
fn holds_something(book: &Book, formula: &str) -> bool {
    let (sheet, cells) = formula.rsplit_once('!').unwrap();
    let sheet = sheet.trim_matches('\'');
    let corner = |text: &str| {
        let mut parts = text.trim_start_matches('$').split('$');
        let letters = parts.next().unwrap().bytes();
        let column = letters.fold(0, |column, letter| {
            column * 26 + usize::from(letter - b'A') + 1
        });
        let row: usize = parts.next().unwrap().parse().unwrap();
        (row - 1, column - 1)
    };
    let (first, last) = cells.split_once(':').unwrap_or((cells, cells));
    let ((first, column), (last, other)) = (corner(first), corner(last));
    assert_eq!(column, other, "{formula}");
    let rows = &book.cells(sheet)[first..=last];
    rows.iter().all(|row| row[column] != Data::Empty)
}

#[test]
fn sheets_and_charts_are_as_people_expect() {
    let desk = Desk::new();
    desk.done("run", &["run", "plans.toml"]);
    desk.done("compare", &["compare", "plans.toml", "--lang", "zh"]);
    desk.done(
        "sweep",
        &[
            "sweep",
            "plans.toml",
            "--vary",
            "skill_group.front.agents=5..7:1",
        ],
    );
    for (folder, charts) in [("run", 4), ("compare", 4), ("sweep", 6)] {
        let (book, parts) = (desk.book(folder), desk.parts(folder));
        let of = |start: &'static str| {
            let all = parts
                .iter()
                .filter(move |(name, _)| name.starts_with(start));
            all.filter(|(name, _)| !name.contains("_rels"))
        };
        let mut sheets = of("xl/worksheets/sheet");
        // All tables have their heads in sight and a choice of rows; the first sheet is text.
        let tables = sheets.clone().filter(|(_, text)| {
            text.contains("<pane ")
                && text.contains("state=\"frozen\"")
                && text.contains("<autoFilter ")
        });
        assert_eq!(tables.count(), book.names().len() - 1, "{folder}");
        assert!(sheets.all(|(_, text)| text.contains("<cols>") || !text.contains("<pane ")));
        assert_eq!(of("xl/charts/chart").count(), charts, "{folder}");
        for (name, text) in of("xl/charts/chart") {
            let chart = roxmltree::Document::parse(text).unwrap();
            let formulas = chart
                .descendants()
                .filter(|node| node.has_tag_name_local("f"));
            let formulas: Vec<&str> = formulas.filter_map(|node| node.text()).collect();
            assert!(formulas.len() >= 2, "{name}");
            for formula in formulas {
                assert!(
                    holds_something(&book, formula),
                    "{folder} {name}: {formula}"
                );
            }
            let is_title = |node: &roxmltree::Node<'_, '_>| node.has_tag_name_local("t");
            assert!(chart.descendants().any(|node| is_title(&node)), "{name}");
        }
        for (name, text) in &parts {
            assert!(
                !text.contains("TargetMode=\"External\""),
                "{folder}: {name}"
            );
            roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        // Numbers come with formats of their own: shares, money, signs of differences.
        let styles = &parts["xl/styles.xml"];
        let wanted = if folder == "compare" {
            &["0.0%", "&quot;EUR&quot;", "个百分点"][..]
        } else {
            &["0.0%", "&quot;EUR&quot;"]
        };
        for format in wanted {
            assert!(styles.contains(format), "{folder}: {format}: {styles}");
        }
    }
    let chinese = desk.book("compare");
    assert_eq!(chinese.names()[..4], ["结论", "方案", "差异", "目标"]);
    let plans = chinese.rows("方案");
    assert_eq!(plans[1]["方案"], Data::String("增加坐席".to_owned()));
    assert!(
        plans[1].contains_key("服务水平（%）"),
        "{:?}",
        plans[1].keys()
    );
}

trait LocalName {
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl LocalName for roxmltree::Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

#[test]
fn who_wants_no_workbook_gets_none() {
    let desk = Desk::new();
    let path = |folder: &str| Path::new(&desk.path(folder)).join("measures.xlsx");
    let off = ["--set", "report.workbook=false"];
    desk.done("out", &["run", "plans.toml"]);
    assert!(path("out").exists());
    desk.done("out", &[&["run", "plans.toml"][..], &off].concat());
    assert!(!path("out").exists(), "the one of the last run is gone");
    desk.done("two", &[&["compare", "plans.toml"][..], &off].concat());
    assert!(!path("two").exists());
    let sweep = [
        "sweep",
        "plans.toml",
        "--vary",
        "skill_group.front.agents=5,6",
    ];
    desk.done("three", &[&sweep[..], &off].concat());
    assert!(!path("three").exists());
}
