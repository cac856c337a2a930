//! `compare` and `sweep` as people meet them: what is printed, what is written, what is refused.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::small::SCENARIO;

/// What the small centre's plans are.
const VARIANTS: &str = r#"
[variant.more]
change.skill_group.front.agents = 8
[variant.one-more]
title = "One more"
change.skill_group.front.agents = 6
[variant.new-line.change]
queue.orders.target.wait = "30s"
contact_type.orders = { queue = "orders", groups = ["front"], talk = { law = "exponential", mean = "3min" }, demand.rate = "5/h" }
skill_group.front.serves = ["calls", "claims", "orders"]
"#;

struct Desk(TempDir);

struct Told {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::write(desk.path("plans.toml"), format!("{SCENARIO}{VARIANTS}")).unwrap();
        fs::write(desk.path("alone.toml"), SCENARIO).unwrap();
        desk
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Told {
        let output = Command::new(env!("CARGO_BIN_EXE_springtide"))
            .current_dir(self.0.path())
            .stdin(Stdio::null())
            .args(arguments)
            .output()
            .unwrap();
        Told {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs what must succeed.
    fn done(&self, arguments: &[&str]) -> Told {
        let told = self.run(arguments);
        assert_eq!(
            told.code,
            Some(0),
            "{arguments:?}: {}{}",
            told.out,
            told.err
        );
        told
    }

    fn refused(&self, arguments: &[&str], code: i32, parts: &[&str]) {
        let told = self.run(arguments);
        assert_eq!(
            told.code,
            Some(code),
            "{arguments:?}: {}{}",
            told.out,
            told.err
        );
        for part in parts {
            assert!(told.err.contains(part), "{arguments:?}: {}", told.err);
        }
        assert!(!self.path("output").exists(), "{arguments:?} wrote");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }
}

/// The rows of a table, by the names of its columns.
fn rows(text: &str) -> Vec<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let row = |row: csv::StringRecord| {
        let cells = heads.iter().zip(row.iter());
        cells
            .map(|(head, cell)| (head.to_owned(), cell.to_owned()))
            .collect()
    };
    reader.records().map(|one| row(one.unwrap())).collect()
}

fn of<'a>(row: &'a [(String, String)], column: &str) -> &'a str {
    let cell = row.iter().find(|(head, _)| head == column);
    &cell.unwrap_or_else(|| panic!("no column {column}")).1
}

/// All files of a folder, in order.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn compare_shows_plans_beside_each_other() {
    let desk = Desk::new();
    let told = desk.done(&["compare", "plans.toml", "--target"]);
    for part in [
        "4 plans on the same chance; differences with paired intervals that hold for all 3 together with 95 % confidence",
        "against base",
        "better",
        "chance target met, whole centre",
        "times fewer replications than with customers of their own",
    ] {
        assert!(told.out.contains(part), "{part}: {}", told.out);
    }
    let sentence = told.out.lines().last().unwrap();
    assert!(
        sentence.starts_with(
            "service level against base, with 95 % confidence for all plans together: better: more +"
        ),
        "{sentence}"
    );
    assert!(
        !sentence.contains("best"),
        "a winner is not asked for: {sentence}"
    );
    assert!(told.err.ends_with(
        "written to output/plans-compare: measures.csv, differences.csv, summary.json, report.html, run.json\n"
    ));
    let quiet = desk.done(&["compare", "plans.toml", "--target", "--quiet"]);
    assert_eq!((quiet.out.trim_end(), quiet.err.as_str()), (sentence, ""));
    let json = desk.done(&["compare", "plans.toml", "--target", "--json"]);
    let sentence_of_file = desk.read("output/plans-compare/summary.json");
    assert!(json.out.starts_with(sentence_of_file.trim_end()));
}

/// What several plans have with other numbers is told once, with their names.
#[test]
fn a_warning_of_several_plans_is_told_once() {
    let desk = Desk::new();
    let scenario = SCENARIO.replace("agents = 5", "agents = 4");
    let text = format!(
        "{scenario}[variant.slower]\nchange.contact_type.calls.talk.mean = \"6min\"\n[variant.many]\nchange.skill_group.front.agents = 20\n"
    );
    fs::write(desk.path("loaded.toml"), text).unwrap();
    let told = desk.done(&["compare", "loaded.toml"]);
    let at_once: String = told
        .err
        .split_whitespace()
        .filter(|word| *word != "│")
        .collect::<Vec<_>>()
        .join(" ");
    assert_eq!(
        at_once.matches("must leave or be turned away").count(),
        1,
        "{at_once}"
    );
    assert!(
        at_once.contains("with other numbers in slower too"),
        "{at_once}"
    );
    let page = desk.read("output/loaded-compare/report.html");
    let notes: Vec<&str> = page
        .lines()
        .filter(|line| line.contains("must leave"))
        .collect();
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(
        notes[0].contains("(under the base plan; with other numbers under “slower”)"),
        "{notes:?}"
    );
}

/// Parts for which the terminal has no room are named, with the file that has them.
#[test]
fn parts_without_a_column_are_named() {
    let desk = Desk::new();
    let mut text = "[clock]\nstart = \"2026-03-02\"\ntime_zone = \"UTC\"\nhorizon = \"2 days\"\ninterval = \"12h\"\n[replication]\nreplications = 2\n[report]\ncharts = false\nworkbook = false\n[skill_group.front]\nagents = 9\n[variant.more]\nchange.skill_group.front.agents = 10\n".to_owned();
    for queue in 1..=18 {
        let part = format!(
            "[queue.q{queue}.target]\nwait = \"20s\"\nshare = \"80%\"\n[contact_type.t{queue}]\nqueue = \"q{queue}\"\ndemand.rate = \"2/h\"\ntalk = {{ law = \"exponential\", mean = \"5min\" }}\n"
        );
        text.push_str(&part);
    }
    fs::write(desk.path("wide.toml"), text).unwrap();
    let out = desk.done(&["run", "wide.toml"]).out;
    let named = "not shown here but in measures.csv: q16, q17, q18\n";
    assert_eq!(out.matches(named).count(), 2, "queues and days: {out}");
    let out = desk.done(&["compare", "wide.toml", "--target"]).out;
    let queues: Vec<String> = (9..=18).map(|queue| format!("q{queue}")).collect();
    let named = format!(
        "not shown here but in differences.csv: {}\n",
        queues.join(", ")
    );
    assert!(out.contains(&named), "{named}: {out}");
    assert!(
        out.contains("not shown here but in measures.csv: q8, q9, "),
        "{out}"
    );
}

/// Of many plans the sentence names the few that differ most, with what they cost.
#[test]
fn the_sentence_about_many_plans_is_short() {
    let desk = Desk::new();
    let mut text = SCENARIO
        .replace("[clock]", "currency = \"EUR\"\n[clock]")
        .replace(
            "[skill_group.front]\n",
            "[skill_group.front]\nhourly_rate = 30\n",
        );
    for more in 1..=6 {
        let (agents, talk) = (5 + more, 6 + more);
        let pair = format!(
            "[variant.more-{more}]\nchange.skill_group.front.agents = {agents}\n[variant.slower-{more}]\nfixed_cost = {more}\nchange.contact_type.calls.talk.mean = \"{talk}min\"\n"
        );
        text.push_str(&pair);
    }
    fs::write(desk.path("many.toml"), text).unwrap();
    let told = desk.done(&["compare", "many.toml", "--quiet", "--target"]);
    insta::assert_snapshot!(told.out.trim_end());
    let chosen = [
        "compare",
        "many.toml",
        "--quiet",
        "--best",
        "asa",
        "--most-replications",
        "100",
        "--indifference",
        "0.01s",
    ];
    insta::assert_snapshot!(desk.done(&chosen).out.trim_end());
}

#[test]
fn two_plans_need_nothing_for_all_together() {
    let desk = Desk::new();
    let told = desk.done(&["compare", "plans.toml", "one-more"]);
    assert!(
        told.out
            .contains("2 plans on the same chance; differences with paired 95 %")
    );
    for row in rows(&desk.read("output/plans-compare/differences.csv")) {
        assert_eq!(of(&row, "variant"), "one-more");
        assert_eq!(of(&row, "low"), of(&row, "low_of_all"));
        assert_eq!(of(&row, "high"), of(&row, "high_of_all"));
    }
}

/// What is written of differences is what is written of the plans.
#[test]
fn differences_are_those_of_the_measures() {
    let desk = Desk::new();
    desk.done(&["compare", "plans.toml", "--quiet"]);
    let measures = rows(&desk.read("output/plans-compare/measures.csv"));
    let value = |variant: &str, row: &[(String, String)]| -> Option<f64> {
        let columns = ["measure", "scope_kind", "scope", "period"];
        let same = |one: &&Vec<(String, String)>| {
            of(one, "variant") == variant
                && columns
                    .iter()
                    .all(|column| of(one, column) == of(row, column))
        };
        of(measures.iter().find(same)?, "value").parse().ok()
    };
    let differences = rows(&desk.read("output/plans-compare/differences.csv"));
    let mut seen = 0;
    for row in &differences {
        let variant = of(row, "variant");
        let (base, own) = (value("base", row), value(variant, row));
        let Ok(found) = of(row, "difference").parse::<f64>() else {
            assert!(base.is_none() || own.is_none(), "{row:?}");
            continue;
        };
        let wanted = own.unwrap() - base.unwrap();
        let scale = own.unwrap().abs().max(base.unwrap().abs());
        assert!(
            (found - wanted).abs() <= 1e-6 * scale.max(1e-6),
            "{row:?}: {wanted}"
        );
        let bound = |column: &str| of(row, column).parse::<f64>().ok();
        if let (Some(low), Some(high)) = (bound("low"), bound("high")) {
            let (wide_low, wide_high) =
                (bound("low_of_all").unwrap(), bound("high_of_all").unwrap());
            assert!(
                wide_low <= low && low <= found && found <= high && high <= wide_high,
                "{row:?}"
            );
            let change = of(row, "change");
            let is_apart = wide_low > 0.0 || wide_high < 0.0;
            assert_eq!(matches!(change, "not_sure" | "same"), !is_apart, "{row:?}");
            seen += 1;
        }
    }
    assert!(seen > 500, "{seen}");
    // A part that only one plan has is compared with nothing.
    assert!(differences.iter().all(|row| of(row, "scope") != "orders"));
    assert!(measures.iter().any(|row| of(row, "scope") == "orders"));
    // Percentiles and chances are among those with an interval.
    for measure in ["wait_p95", "chance_target_met", "occupancy", "queue_length"] {
        let has = |row: &&Vec<(String, String)>| {
            of(row, "measure") == measure && !of(row, "low").is_empty()
        };
        assert!(differences.iter().any(|row| has(&row)), "{measure}");
    }
}

/// Every chart is there as SVG and PNG, in the language that is asked for, and run.json knows it.
#[cfg(feature = "charts")]
#[test]
fn studies_draw_their_charts() {
    let desk = Desk::new();
    let drawn = ["--set", "report.charts=true", "--replications", "3"];
    let sweep = ["--vary", "skill_group.front.agents=4..8:2", "--lang", "zh"];
    let studies: [(&[&str], &str, &[&str], &str); 2] = [
        (
            &["compare", "plans.toml"],
            "plans-compare",
            &[
                "differences",
                "wait",
                "service_level",
                "wait_distribution",
                "flows",
                "line_length",
                "occupancy",
                "service_level_map",
            ],
            "replications",
        ),
        (
            &[
                "sweep",
                "plans.toml",
                sweep[0],
                sweep[1],
                sweep[2],
                sweep[3],
            ],
            "plans-sweep",
            &["sweep"],
            "模拟3次",
        ),
    ];
    for (study, folder, charts, word) in studies {
        let told = desk.done(&[study, &drawn].concat());
        let record = desk.read(&format!("output/{folder}/run.json"));
        for chart in charts {
            let file = |ending: &str| format!("chart_{chart}.{ending}");
            let svg = desk.read(&format!("output/{folder}/{}", file("svg")));
            assert!(svg.starts_with("<svg") && svg.contains(word), "{chart}");
            let png = fs::read(desk.path(&format!("output/{folder}/{}", file("png")))).unwrap();
            assert!(png.starts_with(b"\x89PNG") && png.len() > 5_000, "{chart}");
            for name in [file("svg"), file("png")] {
                let quoted = format!("\"{name}\"");
                assert!(
                    record.contains(&quoted) && told.err.contains(&name),
                    "{name}"
                );
            }
        }
        let all = files(&desk.path(&format!("output/{folder}")));
        let drawings = all.iter().filter(|(name, _)| name.starts_with("chart_"));
        assert_eq!(drawings.count(), 2 * charts.len());
    }
    // What has a cost has a chart of it.
    let money = [
        "--set",
        "currency=\"EUR\"",
        "--set",
        "skill_group.front.hourly_rate=30",
    ];
    desk.done(&[&["compare", "plans.toml"][..], &drawn, &money].concat());
    assert!(
        desk.read("output/plans-compare/chart_cost.svg")
            .contains("EUR")
    );
}

#[test]
fn threads_do_not_change_a_byte() {
    let desk = Desk::new();
    let studies: [&[&str]; 3] = [
        &["compare", "plans.toml"],
        &[
            "compare",
            "plans.toml",
            "--best",
            "asa",
            "--indifference",
            "1s",
        ],
        &[
            "sweep",
            "plans.toml",
            "--vary",
            "skill_group.front.agents=4..8:2",
        ],
    ];
    for study in studies {
        let with = |threads: &str| {
            let extra = ["--threads", threads, "--out", threads];
            let told = desk.done(&[study, &extra].concat());
            (told.out, files(&desk.path(threads)))
        };
        let one = with("1");
        assert_eq!(one, with("2"), "{study:?}");
        assert_eq!(one, with("3"), "{study:?}");
        for threads in ["1", "2", "3"] {
            fs::remove_dir_all(desk.path(threads)).unwrap();
        }
    }
}

#[test]
fn the_best_plan_is_named_with_its_confidence() {
    let desk = Desk::new();
    let told = desk.done(&[
        "compare",
        "plans.toml",
        "--best",
        "asa",
        "--confidence",
        "90%",
    ]);
    let sentence = told.out.lines().last().unwrap();
    assert!(
        sentence.starts_with("more is best by ASA, or within ")
            && sentence.contains("with 90 % confidence"),
        "{sentence}"
    );
    let told = desk.done(&[
        "compare",
        "plans.toml",
        "one-more",
        "more",
        "--best",
        "asa",
        "--of",
        "queue.claims",
        "--indifference",
        "0.01s",
        "--most-replications",
        "110",
        "--quiet",
    ]);
    assert!(
        told.out.contains("best by ASA of claims") && told.out.contains("replications"),
        "{}",
        told.out
    );
}

#[test]
fn the_terminal_calls_plans_by_their_titles() {
    let desk = Desk::new();
    let more = r#"
[variant.same]
title = "One more"
change.skill_group.front.agents = 7
[variant.long-a]
title = "A title that is longer than a column may be: first"
change.skill_group.front.agents = 7
[variant.long-b]
title = "A title that is longer than a column may be: second"
change.skill_group.front.agents = 8
"#;
    let text = format!("{SCENARIO}{VARIANTS}{more}");
    fs::write(desk.path("titled.toml"), text).unwrap();
    let out = desk.done(&["compare", "titled.toml", "one-more"]).out;
    assert!(
        out.contains("base") && out.contains("  One more\n"),
        "{out}"
    );
    assert!(!out.contains("one-more"), "{out}");
    let sentence = out.lines().last().unwrap();
    assert!(sentence.contains("better: “One more” +"), "{sentence}");
    let told = desk.done(&["compare", "titled.toml", "--target", "--best", "asa"]);
    let out = told.out;
    for head in [
        "One more (one-more)",
        "One more (same)",
        "long-a: A title that is longer …",
        "long-b: A title that is longer …",
    ] {
        assert!(out.contains(head), "{head}: {out}");
    }
    let page = desk.read("output/titled-compare/report.html");
    let out = desk
        .done(&["compare", "titled.toml", "one-more", "same"])
        .out;
    let sentence = out.lines().last().unwrap();
    assert!(sentence.contains("“One more” (one-more) +"), "{sentence}");
    assert!(page.contains("One more (same)"));
    let differences = desk.read("output/titled-compare/differences.csv");
    assert!(differences.contains("\none-more,") && !differences.contains("One more"));
}

#[test]
fn what_does_not_matter_may_be_an_amount_of_money() {
    let desk = Desk::new();
    let priced = SCENARIO
        .replace("[clock]", "currency = \"EUR\"\n[clock]")
        .replace(
            "[skill_group.front]\n",
            "[skill_group.front]\nhourly_rate = 30\n",
        );
    fs::write(desk.path("priced.toml"), format!("{priced}{VARIANTS}")).unwrap();
    let compare = |zone: &'static str| {
        [
            "compare",
            "priced.toml",
            "more",
            "--best",
            "cost",
            "--indifference",
            zone,
        ]
    };
    for zone in ["10 EUR", "eur 10", "10EUR", "10", "1_0 EUR"] {
        let out = desk.done(&compare(zone)).out;
        assert!(
            out.contains("base is best by cost, or within 10 EUR"),
            "{zone}: {out}"
        );
    }
    fs::remove_dir_all(desk.path("output")).unwrap();
    desk.refused(
        &compare("10 USD"),
        2,
        &["\"10 USD\" for cost, which is in EUR", "write \"10 EUR\""],
    );
    for wrong in ["ten EUR", "10 E U R", "0 EUR", "10 coins", "EUR"] {
        desk.refused(&compare(wrong), 2, &["above nothing: an amount, as in 100"]);
    }
}

#[test]
fn a_choice_by_costs_takes_costs() {
    let desk = Desk::new();
    let compare = |file: &'static str, rest: &[&'static str]| {
        [&["compare", file, "more", "--best"][..], rest].concat()
    };
    desk.refused(
        &compare("plans.toml", &["cost"]),
        2,
        &[
            "does not measure \"cost\"",
            "`currency = ",
            "hourly_rate`",
            "fixed_cost`",
        ],
    );
    let no_rates = SCENARIO.replace("[clock]", "currency = \"EUR\"\n[clock]");
    fs::write(desk.path("free.toml"), format!("{no_rates}{VARIANTS}")).unwrap();
    for measure in ["cost", "cost_per_handled", "cost_fixed"] {
        desk.refused(
            &compare("free.toml", &[measure]),
            2,
            &["no plan costs anything", "`skill_group.NAME.hourly_rate`"],
        );
    }
    let fixed = VARIANTS.replace("[variant.more]\n", "[variant.more]\nfixed_cost = 500\n");
    fs::write(desk.path("fixed.toml"), format!("{no_rates}{fixed}")).unwrap();
    desk.refused(
        &compare("fixed.toml", &["cost"]),
        2,
        &[
            "cost, of which the base has none",
            "--indifference \"100 EUR\"",
        ],
    );
    let told = desk.done(&compare(
        "fixed.toml",
        &["cost", "--indifference", "100 EUR"],
    ));
    assert!(told.out.contains("base is best by cost"), "{}", told.out);
}

#[test]
fn compare_goes_on_until_every_plan_is_known() {
    let desk = Desk::new();
    let until = "replication.until=[{ measure = \"asa\", relative_half_width = \"2%\" }]";
    let extra = [
        "--set",
        "replication.replications=100",
        "--set",
        until,
        "--quiet",
    ];
    desk.done(&[&["compare", "plans.toml", "more"][..], &extra].concat());
    let measures = rows(&desk.read("output/plans-compare/measures.csv"));
    let mut done = Vec::new();
    for row in &measures {
        let (measure, period) = (of(row, "measure"), of(row, "period"));
        if (measure, period, of(row, "scope_kind")) == ("asa", "horizon", "centre") {
            let number = |column: &str| of(row, column).parse::<f64>().unwrap();
            assert!(
                number("high") - number("low") <= 0.04 * number("value"),
                "{row:?}"
            );
            done.push(of(row, "replications").to_owned());
        }
    }
    assert_eq!(done.len(), 2);
    assert!(
        done[0] == done[1] && done[0].parse::<u64>().unwrap() > 100,
        "{done:?}"
    );
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let desk = Desk::new();
    let compare = |rest: &[&'static str]| [&["compare", "plans.toml"][..], rest].concat();
    desk.refused(
        &["compare", "alone.toml"],
        3,
        &["nothing to compare", "[variant."],
    );
    desk.refused(
        &["compare", "alone.toml", "--best", "asa"],
        3,
        &["nothing to compare"],
    );
    desk.refused(
        &compare(&["base"]),
        2,
        &["base alone: nothing to compare", "name none to compare all"],
    );
    desk.refused(
        &compare(&["mroe"]),
        3,
        &["no variant \"mroe\"", "did you mean `more`?"],
    );
    desk.refused(
        &compare(&["--best", "asaa"]),
        2,
        &["does not measure \"asaa\"", "did you mean `asa`?"],
    );
    desk.refused(
        &compare(&["--best", "offered"]),
        2,
        &["neither more nor less is better"],
    );
    desk.refused(
        &compare(&["--best", "utilisation"]),
        2,
        &["neither more nor less"],
    );
    desk.refused(
        &compare(&["--best", "asa", "--of", "queue.hotlin"]),
        2,
        &["no \"queue.hotlin\"", "did you mean `queue.hotline`?"],
    );
    desk.refused(
        &compare(&["--best", "asa", "--indifference", "5"]),
        2,
        &["--indifference: \"5\" for asa", "as in 5s"],
    );
    desk.refused(
        &compare(&["--best", "asa", "--indifference", "0s"]),
        2,
        &["above nothing"],
    );
    desk.refused(
        &compare(&["--confidence", "20%"]),
        2,
        &["from 50% to 99.99%"],
    );
    desk.refused(&compare(&["--indifference", "5s"]), 2, &["--best"]);
}

#[test]
fn sweep_answers_how_many_agents() {
    let desk = Desk::new();
    let vary = [
        "sweep",
        "alone.toml",
        "--vary",
        "skill_group.front.agents=5..13:2",
    ];
    let told = desk.done(&[&vary[..], &["--replications", "60"]].concat());
    assert!(
        told.out
            .contains("5 points on the same chance, 60 replications each, seed 7")
    );
    let sentence = told.out.lines().last().unwrap();
    assert!(
        sentence.contains("hotline: skill_group.front.agents = ")
            && sentence
                .contains(" is the first to meet the service level of 80 % with 95 % confidence")
            && sentence.contains("meets the target with a chance of "),
        "{sentence}"
    );
    assert!(
        told.err
            .ends_with("written to output/alone-sweep: sweep.csv, summary.json, run.json\n")
    );
    // The first value that is named is the first whose whole interval keeps the promise.
    let rows = rows(&desk.read("output/alone-sweep/sweep.csv"));
    let of_hotline = rows.iter().filter(|row| {
        of(row, "measure") == "service_level"
            && (of(row, "scope_kind"), of(row, "scope")) == ("queue", "hotline")
    });
    let lows = of_hotline.map(|row| {
        let low: f64 = of(row, "low").parse().unwrap();
        (of(row, "skill_group.front.agents").to_owned(), low)
    });
    let lows: Vec<(String, f64)> = lows.collect();
    assert_eq!(lows.len(), 5);
    let first = lows.iter().find(|(_, low)| *low >= 0.8).unwrap();
    assert!(first.0 != "5", "the base itself must not meet it: {lows:?}");
    let named = format!(
        "hotline: skill_group.front.agents = {} is the first to meet the service level",
        first.0
    );
    assert!(sentence.contains(&named), "{sentence}");
    // A point is what the scenario says with this value set.
    let run = desk.done(&[
        "run",
        "alone.toml",
        "--set",
        "skill_group.front.agents=7",
        "--replications",
        "60",
        "--quiet",
    ]);
    assert_eq!(run.err, "");
    let measures = self::rows(&desk.read("output/alone/measures.csv"));
    let mut same = 0;
    for row in rows
        .iter()
        .filter(|row| of(row, "skill_group.front.agents") == "7")
    {
        let columns = ["measure", "scope_kind", "scope", "period"];
        let other = measures.iter().find(|one| {
            columns
                .iter()
                .all(|column| of(one, column) == of(row, column))
        });
        let other = other.unwrap_or_else(|| panic!("{row:?}"));
        for column in ["value", "low", "high", "replications"] {
            assert_eq!(of(row, column), of(other, column), "{row:?}");
        }
        same += 1;
    }
    assert!(same > 100, "{same}");
}

#[test]
fn two_keys_make_a_grid() {
    let desk = Desk::new();
    let told = desk.done(&[
        "sweep",
        "alone.toml",
        "--vary",
        "skill_group.front.agents=5,7",
        "--vary",
        "contact_type.calls.patience.mean=1min..3min:1min",
        "--measure",
        "abandonment",
    ]);
    assert!(told.out.contains("6 points on the same chance"));
    assert!(
        told.out.contains("contact_type.calls.patience.mean = 3min"),
        "{}",
        told.out
    );
    assert!(!told.out.contains("occupancy"));
    let rows = rows(&desk.read("output/alone-sweep/sweep.csv"));
    let mut points: Vec<(&str, &str)> = (rows.iter())
        .map(|row| {
            (
                of(row, "skill_group.front.agents"),
                of(row, "contact_type.calls.patience.mean"),
            )
        })
        .collect();
    points.dedup();
    let means = ["1min", "2min", "3min"];
    let wanted: Vec<(&str, &str)> = ["5", "7"]
        .into_iter()
        .flat_map(|agents| means.map(|mean| (agents, mean)))
        .collect();
    assert_eq!(points, wanted);
}

/// Commas and dots inside of a list or a text belong to it.
#[test]
fn lists_and_paths_are_values_too() {
    let desk = Desk::new();
    for (vary, wanted) in [
        (
            r#"skill_group.front.serves=["calls", "claims"],["claims", "calls"]"#,
            [r#"["calls", "claims"]"#, r#"["claims", "calls"]"#],
        ),
        (
            r#"queue.hotline.title="Few, many",'1..2:1'"#,
            [r#""Few, many""#, "'1..2:1'"],
        ),
    ] {
        desk.done(&["sweep", "alone.toml", "--vary", vary, "--out", "values"]);
        let sweep = rows(&desk.read("values/sweep.csv"));
        let key = vary.split('=').next().unwrap();
        let mut points: Vec<&str> = sweep.iter().map(|row| of(row, key)).collect();
        points.dedup();
        assert_eq!(points, wanted);
    }
}

#[test]
fn what_is_no_sweep_is_refused() {
    let desk = Desk::new();
    let vary = |what: &'static str| ["sweep", "alone.toml", "--vary", what];
    let agents = "skill_group.front.agents=1..10000000:1";
    desk.refused(
        &vary(agents),
        2,
        &["10,000,000 points", "at most 1,000 points"],
    );
    desk.refused(
        &vary("skill_group.front.agents=9..5:1"),
        2,
        &["a range of 0 points", "turn its sign round"],
    );
    desk.refused(
        &vary("skill_group.front.agnets=5..9:1"),
        3,
        &[
            "unknown key `agnets` (and so at 4 more points)",
            "did you mean `agents`?",
            "1 problem in --vary #1",
        ],
    );
    desk.refused(
        &vary("contact_type.calls.queue=1..3:1"),
        3,
        &["--vary #1", "(and so at 2 more points)", "1 problem"],
    );
    desk.refused(
        &[
            &vary("skill_group.front.agents=5,6")[..],
            &["--measure", "asaa"],
        ]
        .concat(),
        2,
        &["does not measure \"asaa\"", "did you mean `asa`?"],
    );
    desk.refused(
        &vary("replication.seed=1..3:1"),
        3,
        &[
            "`replication.seed`, which is the same at all points",
            "--set 'replication.seed=…'",
        ],
    );
    desk.refused(&["sweep", "alone.toml"], 2, &["--vary"]);
}
