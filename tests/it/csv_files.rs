//! CSV files beside a scenario: good ones in every dress, bad ones with the exact place of what is wrong.

use std::fmt::Write as _;

use springtide::model::{Demand, StaffingPlan};
use springtide::scenario::{self, Problems, Scenario};
use springtide::units::{Agents, SimTime, Span};

use crate::aloud::say;
use crate::rubbish::{Dice, spoil};

/// A scenario of one hotline, in which one part is read from `table.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Curve,
    Plan,
    Factors,
    Sessions,
    Log,
    Values,
    Quantiles,
}

const KINDS: [Kind; 7] = [
    Kind::Curve,
    Kind::Plan,
    Kind::Factors,
    Kind::Sessions,
    Kind::Log,
    Kind::Values,
    Kind::Quantiles,
];

impl Kind {
    fn scenario(self, start: &str) -> String {
        let pick = |kind: Kind, it: &'static str, else_it: &'static str| {
            if self == kind { it } else { else_it }
        };
        let demand = match self {
            Self::Curve => "{ curve = \"table.csv\" }",
            Self::Log => "{ replay = [\"A\", \"B\"] }",
            _ => "{ rate = \"10/h\" }",
        };
        let talk = match self {
            Self::Values => "{ law = \"empirical\", values = \"table.csv\" }",
            Self::Quantiles => "{ law = \"empirical\", quantiles = \"table.csv\" }",
            _ => "{ law = \"exponential\", mean = \"5min\" }",
        };
        let staffing = match self {
            Self::Plan => "plan = \"table.csv\"",
            Self::Sessions => "sessions = { file = \"table.csv\" }",
            _ => "agents = 3",
        };
        let by_time = pick(Self::Factors, "patience_by_time = \"table.csv\"\n", "");
        let log = pick(
            Self::Log,
            "[log]\nfile = \"table.csv\"\ndate = \"date\"\ntime = \"arrival\"\n\
             contact_type = \"type\"\nhandling = \"service_s\"\n\
             keep_if_any = [\"outcome = AGENT\", \"wait_s > 0\"]\n\
             drop_if_any = [\"outcome = PHANTOM\"]\n",
            "",
        );
        format!(
            "[clock]\nstart = \"{start}\"\ntime_zone = \"Europe/Berlin\"\nhorizon = \"1 day\"\n{log}\
             [queue.line]\n[contact_type.calls]\ndemand = {demand}\ntalk = {talk}\n\
             patience = {{ law = \"exponential\", mean = \"2min\" }}\n{by_time}\
             [skill_group.front]\n{staffing}\n"
        )
    }

    /// A file in which nothing is wrong.
    const fn good(self) -> &'static str {
        match self {
            Self::Curve => {
                "interval_start,calls_per_hour\n08:00,12\n08:15,30.5\n08:30,0\n08:45,7\n"
            }
            Self::Plan => "interval_start,front_agents\n08:00,3\n08:15,4\n08:30,4\n08:45,1\n",
            Self::Factors => {
                "interval_start,calls_patience_factor\n08:00,1.2\n08:15,0.5\n08:30,2\n"
            }
            Self::Sessions => {
                "agent,start,end\nA01,2026-03-02 08:00:00,2026-03-02 16:00:30\n\
                 A02,2026-03-02T09:00,2026-03-02T17:00+01:00\n\
                 A01,2026-03-02 18:00,2026-03-03 00:00\n"
            }
            Self::Log => {
                "date,arrival,wait_s,service_s,outcome,type\n\
                 2026-03-02,08:00:00,0,120,AGENT,A\n\
                 2026-03-02,8:00:07.5,30,0,HANG,B\n\
                 2026-03-02,09:10:00,4,0:03:25,AGENT,A\n\
                 2026-03-02,09:10:00,4,,PHANTOM,A\n"
            }
            Self::Values => "id,talk_s\n1,30\n2,0:01:00\n3,95.5\n",
            Self::Quantiles => "share,value_s\n0,5\n0.5,60\n90%,0:05:00\n1,1200\n",
        }
    }
}

/// Loads a scenario with that file beside it.
fn load_from(kind: Kind, start: &str, table: &[u8]) -> Result<Scenario, Problems> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("table.csv"), table).unwrap();
    let mut text = kind.scenario(start);
    if kind == Kind::Values {
        text = text.replace(
            "values = \"table.csv\"",
            "values = \"table.csv\", column = \"talk_s\"",
        );
    }
    scenario::load_text(&text, "scenario.toml", folder.path(), &[])
}

fn load(kind: Kind, table: impl AsRef<[u8]>) -> Result<Scenario, Problems> {
    load_from(kind, "2026-03-02", table.as_ref())
}

/// What is said of a file: line, column, column name, and words that the message holds.
type Said = (u64, u64, &'static str, &'static str);

const START: &str = "interval_start";
const CALLS: &str = "calls_per_hour";

/// Compares the problems of the table with what should be said, in order.
fn expect(kind: Kind, table: &[u8], said: &[Said]) {
    let shown = String::from_utf8_lossy(table);
    let Err(problems) = load(kind, table) else {
        panic!("{kind:?}: {shown} is taken");
    };
    let found: Vec<_> = problems.iter().collect();
    for (problem, (line, column, key, words)) in found.iter().zip(said) {
        let name = &problem.place.source.name;
        assert!(
            name.ends_with("table.csv"),
            "{kind:?}: {shown}\n{problem:#?}"
        );
        let place = problem.place.line_and_column();
        assert_eq!(place, (*line, *column), "{kind:?}: {shown}\n{problem:#?}");
        assert_eq!(problem.key, *key, "{kind:?}: {shown}\n{problem:#?}");
        let hint = problem.hint.as_deref().unwrap_or_default();
        let message = format!("{}; {}; {hint}", problem.found, problem.allowed);
        assert!(message.contains(words), "no `{words}` in {message}");
    }
    assert_eq!(found.len(), said.len(), "{kind:?}: {shown}\n{found:#?}");
}

/// Expects one problem, said of the scenario, where it names the file.
fn expect_in_scenario(kind: Kind, table: &[u8], words: &str) {
    let shown = String::from_utf8_lossy(table);
    let Err(problems) = load(kind, table) else {
        panic!("{kind:?}: {shown} is taken");
    };
    let found: Vec<_> = problems.iter().collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].place.source.name, "scenario.toml");
    assert!(found[0].place.line_and_column().0 > 4, "{found:#?}");
    let hint = found[0].hint.as_deref().unwrap_or_default();
    let message = format!("{}; {}; {hint}", found[0].found, found[0].allowed);
    assert!(message.contains("table.csv"), "{message}");
    assert!(message.contains(words), "no `{words}` in {message}");
}

#[test]
fn a_file_may_come_in_any_dress() {
    for kind in KINDS {
        let plain = load(kind, kind.good()).unwrap();
        let lines = kind.good().lines();
        let quoted = lines.map(|line| format!("\"{}\"\n", line.replace(',', "\",\"")));
        let quoted = quoted.collect::<Vec<_>>().concat();
        let dresses = [
            kind.good().replace('\n', "\r\n"),
            format!("\u{feff}{}", kind.good()),
            format!("\u{feff}{}", quoted.replace('\n', "\r\n")),
            kind.good().trim_end().to_owned(),
            kind.good().replace('\n', "\n\n"),
            kind.good().replace(',', " , "),
            format!(
                "{}{}\n",
                kind.good(),
                ",".repeat(kind.good().lines().next().unwrap().matches(',').count())
            ),
            quoted,
        ];
        for dress in dresses {
            let clad = load(kind, &dress).unwrap_or_else(|problems| panic!("{problems:#?}"));
            assert_eq!(clad.centre, plain.centre, "{dress}");
        }
    }
}

#[test]
fn what_no_table_may_be() {
    for kind in KINDS {
        let header = kind.good().lines().next().unwrap();
        let (first, rest) = kind.good().split_once('\n').unwrap();
        let key = match kind {
            Kind::Curve => "contact_type.calls.demand.curve",
            Kind::Plan => "skill_group.front.plan",
            Kind::Factors => "contact_type.calls.patience_by_time",
            Kind::Sessions => "skill_group.front.sessions.file",
            Kind::Log => "log.file",
            Kind::Values => "contact_type.calls.talk.values",
            Kind::Quantiles => "contact_type.calls.talk.quantiles",
        };
        let whole = |text: &[u8], line: u64, words: &'static str| {
            let problems = load(kind, text).unwrap_err();
            let found: Vec<_> = problems.iter().collect();
            assert_eq!(found.len(), 1, "{found:#?}");
            assert_eq!(found[0].place.line_and_column().0, line, "{found:#?}");
            let hint = found[0].hint.as_deref().unwrap_or_default();
            let message = format!("{}; {}; {hint}", found[0].found, found[0].allowed);
            assert!(message.contains(words), "no `{words}` in {message}");
            found[0].key.clone()
        };
        assert_eq!(whole(b"", 1, "an empty file"), key);
        assert_eq!(whole(b"\n\r\n\n", 1, "an empty file"), key);
        let semicolons = kind.good().replace(',', ";");
        assert_eq!(
            whole(semicolons.as_bytes(), 1, "semicolons"),
            header.replace(',', ";")
        );
        whole(kind.good().replace(',', "\t").as_bytes(), 1, "tabs");
        whole(format!("{first}\n\0{rest}").as_bytes(), 2, "UTF-16");
        whole(
            kind.good().replace('\n', "\r").as_bytes(),
            1,
            "carriage return alone",
        );
        whole(
            format!("{first}\n{}", "\"".repeat(3 << 20)).as_bytes(),
            2,
            "never closed",
        );
        whole(
            format!("{first}\n{}", ",".repeat(100_000)).as_bytes(),
            2,
            "without an end",
        );
        let mut bytes = kind.good().as_bytes().to_vec();
        let last = bytes.len() - 2;
        bytes[last] = 0xff;
        let lines = u64::try_from(kind.good().lines().count()).unwrap();
        whole(&bytes, lines, "UTF-8");
        let utf16: Vec<u8> = kind
            .good()
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        whole(&utf16, 1, "UTF-16");
    }
}

#[test]
fn what_a_file_lacks_is_said_where_the_scenario_names_it() {
    for kind in KINDS {
        let header = kind.good().lines().next().unwrap();
        expect_in_scenario(kind, header.as_bytes(), "no");
        let last = header.rsplit(',').next().unwrap();
        let twice = kind.good().replacen(header, &format!("{header},{last}"), 1);
        let rows: String = twice
            .lines()
            .enumerate()
            .map(|(i, line)| {
                if i == 0 {
                    format!("{line}\n")
                } else {
                    format!("{line},1\n")
                }
            })
            .collect();
        expect_in_scenario(kind, rows.as_bytes(), &format!("two columns `{last}`"));
    }
    expect_in_scenario(
        Kind::Curve,
        b"interval_start,call_per_hour\n08:00,1\n",
        "did you mean `call_per_hour`?",
    );
    expect_in_scenario(
        Kind::Curve,
        b"interval_start,calls_per_day\n08:00,240\n",
        "divide it by 24 and rename it `calls_per_hour`",
    );
    expect_in_scenario(
        Kind::Plan,
        b"interval_start,people\n08:00,2\n",
        "rename the column that is meant to `front_agents`",
    );
    expect_in_scenario(
        Kind::Curve,
        b"08:00,12\n08:15,13\n",
        "must name the columns",
    );
    expect_in_scenario(
        Kind::Curve,
        b"interval_start,calls_per_hour,calls_contacts\n08:00,1,1\n",
        "both `calls_per_hour` and `calls_contacts`",
    );
    expect_in_scenario(
        Kind::Sessions,
        b"agent,start,end\nA,2025-03-02 08:00,2025-03-02 09:00\n",
        "no session within the horizon",
    );
    expect_in_scenario(
        Kind::Log,
        b"date,arrival,wait_s,service_s,outcome,type\n2025-03-02,08:00,1,1,AGENT,A\n",
        "1 before the horizon",
    );
}

#[test]
fn a_column_of_the_log_is_missed_where_the_scenario_names_it() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("table.csv"), Kind::Log.good()).unwrap();
    let whole = Kind::Log.scenario("2026-03-02");
    for (old, new, key, shown) in [
        (
            "wait_s > 0",
            "waited > 0",
            "log.keep_if_any",
            "\"waited > 0\"",
        ),
        (
            "outcome = PHANTOM",
            "result = PHANTOM",
            "log.drop_if_any",
            "\"result = PHANTOM\"",
        ),
        (
            "time = \"arrival\"",
            "time = \"came\"",
            "log.time",
            "\"came\"",
        ),
        ("\"service_s\"", "\"work_s\"", "log.handling", "\"work_s\""),
    ] {
        let text = whole.replacen(old, new, 1);
        let problems = scenario::load_text(&text, "scenario.toml", folder.path(), &[]).unwrap_err();
        let problem = problems.iter().next().unwrap();
        assert_eq!((problem.key.as_str(), problems.count()), (key, 1));
        assert_eq!(
            &problem.place.source.text[problem.place.span.clone()],
            shown
        );
    }
    // What is no text has no columns yet.
    std::fs::write(folder.path().join("table.csv"), b"\xff\xfe,x\n1,2\n").unwrap();
    let problems = scenario::load_text(&whole, "scenario.toml", folder.path(), &[]).unwrap_err();
    assert_eq!(problems.iter().next().unwrap().key, "log.file");
}

#[test]
fn a_rate_beyond_all_measure_is_said_in_short() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "interval_start,calls_per_hour\n08:00,1e300\n09:00,1\n";
    std::fs::write(folder.path().join("table.csv"), rows).unwrap();
    let text = Kind::Curve.scenario("2026-03-02");
    let problems = scenario::load_text(&text, "scenario.toml", folder.path(), &[]).unwrap_err();
    assert_eq!(
        problems.iter().next().unwrap().found,
        "1e300 contacts per hour"
    );
}

#[test]
fn a_file_that_is_not_there_is_said_with_its_path() {
    let folder = tempfile::tempdir().unwrap();
    let text = Kind::Curve.scenario("2026-03-02");
    let problems = scenario::load_text(&text, "scenario.toml", folder.path(), &[]).unwrap_err();
    let problem = problems.iter().next().unwrap();
    assert!(problem.found.contains("table.csv") && problem.found.contains("no such file"));
    std::fs::create_dir(folder.path().join("table.csv")).unwrap();
    let problems = scenario::load_text(&text, "scenario.toml", folder.path(), &[]).unwrap_err();
    assert!(problems.iter().next().unwrap().found.contains("not a file"));
}

/// Rows below the good header of their kind, and what is said of them.
const BAD_ROWS: &[(Kind, &str, &[Said])] = &[
    (
        Kind::Curve,
        "08:00,-1\n08:15,NaN\n08:30,inf\n08:45,1e9\n",
        &[
            (2, 7, CALLS, "negative"),
            (3, 7, CALLS, "no number"),
            (4, 7, CALLS, "`inf`"),
        ],
    ),
    (
        Kind::Curve,
        "08:00,1\n08:15,1000000000\n",
        &[(3, 7, CALLS, "100,000,000")],
    ),
    (Kind::Curve, "08:00,1e999\n", &[(2, 7, CALLS, "too large")]),
    (
        Kind::Curve,
        "08:00,\"1,5\"\n08:15,\"1.234,5\"\n08:30,1 200\n08:45,12/h\n",
        &[
            (2, 7, CALLS, "write `1.5`"),
            (3, 7, CALLS, "write `1234.5`"),
            (4, 7, CALLS, "write `1200`"),
            (5, 7, CALLS, "the unit is part of the column's name"),
        ],
    ),
    (
        Kind::Curve,
        "08:00,1,5\n08:15,2\n",
        &[(2, 7, START, "decimal point, not a comma")],
    ),
    (
        Kind::Curve,
        "08:00\n08:15,2\n",
        &[(2, 1, START, "1 column in this row")],
    ),
    (
        Kind::Curve,
        "08:00;3\n08:15,2\n",
        &[(2, 1, START, "not by semicolons")],
    ),
    (
        Kind::Curve,
        "08:00,1\n08:15,\"2\n08:30,3\n",
        &[(3, 7, CALLS, "")],
    ),
    (
        Kind::Curve,
        "08:00,\n08:15,x\n",
        &[(2, 7, CALLS, "an empty cell"), (3, 7, CALLS, "`x`")],
    ),
    (
        Kind::Curve,
        "08:00,1\n08:15,1\n08:15,2\n08:30,3\n",
        &[(4, 1, START, "each interval once")],
    ),
    (
        Kind::Curve,
        "08:00,1\n08:15,1\n08:45,2\n09:00,3\n",
        &[(4, 1, START, "a row 30 min after")],
    ),
    (
        Kind::Curve,
        "08:00,1\n08:15,1\n08:20,2\n08:35,3\n",
        &[(4, 1, START, "5 min after")],
    ),
    (
        Kind::Curve,
        "08:30,1\n08:45,1\n09:00,2\n08:15,1\n",
        &[(5, 1, START, "rows in order of time")],
    ),
    (
        Kind::Curve,
        "8,1\n25:00,1\n24:00,1\n08:60,1\n08:00 pm,2\n",
        &[
            (2, 1, START, "start of an interval"),
            (3, 1, START, "`25:00`"),
            (4, 1, START, "00:00 of the next day"),
            (5, 1, START, "`08:60`"),
            (6, 1, START, "24-hour clock"),
        ],
    ),
    (
        Kind::Curve,
        "08:00,1\nMon 08:15,1\n2026-03-02 08:30,2\n",
        &[
            (3, 1, START, "times of day like 08:00, as in the rows above"),
            (4, 1, START, "as in the rows above"),
        ],
    ),
    (
        Kind::Curve,
        "Mon 08:00,1\nMon 08:15,1\nTue 08:00,2\nMon 08:30,1\n",
        &[(5, 1, START, "keep the rows of a day together")],
    ),
    (
        Kind::Curve,
        "Mo 08:00,1\nMontag 08:00,1\n",
        &[(2, 1, START, "`Mo 08:00`"), (3, 1, START, "`Montag 08:00`")],
    ),
    (
        Kind::Curve,
        "2026-02-29 08:00,1\n02.03.2026 08:00,1\n3/2/2026 08:00,1\n",
        &[
            (2, 1, START, "no day of the calendar"),
            (3, 1, START, "year-month-day"),
            (4, 1, START, "year-month-day"),
        ],
    ),
    (
        Kind::Curve,
        "2026-03-29 01:45,1\n2026-03-29 02:00,1\n2026-03-29 03:00,1\n",
        &[(
            3,
            1,
            START,
            "does not exist: the clock in Europe/Berlin is put forward by 60 min",
        )],
    ),
    (
        Kind::Curve,
        "2026-03-02T08:00+02:00,1\n2026-03-02T08:15+01:00,1\n2026-03-02T08:30Z,1\n",
        &[
            (
                2,
                1,
                START,
                "the offset of Europe/Berlin at that instant, +01",
            ),
            (4, 1, START, "the offset of Europe/Berlin"),
        ],
    ),
    (
        Kind::Curve,
        "2026-03-02 08:00,1\n2026-03-02 08:15,1\n2026-03-02 09:00,1\n2026-03-02 09:15,1\n",
        &[(4, 1, START, "a row 45 min after")],
    ),
    (
        Kind::Plan,
        "08:00,2.5\n08:15,-1\n08:30,1000001\n08:45,two\n",
        &[
            (2, 7, "front_agents", "write `2` or `3`"),
            (3, 7, "front_agents", "negative"),
            (4, 7, "front_agents", "too many"),
            (5, 7, "front_agents", "`two`"),
        ],
    ),
    (
        Kind::Sessions,
        "A,2026-03-02 08:00,2026-03-02 07:00\n,2026-03-02 08:00,2026-03-02 09:00\n",
        &[
            (
                2,
                20,
                "end",
                "a session past midnight ends on the next date",
            ),
            (3, 1, "agent", "an empty cell"),
        ],
    ),
    (
        Kind::Sessions,
        "A,2.3.2026 08:00,2026-03-02 9\nA,08:00,2026-03-02 26:00\n",
        &[
            (2, 3, "start", "year-month-day"),
            (2, 18, "end", "`2026-03-02 9`"),
            (3, 3, "start", "`08:00`"),
            (3, 9, "end", "`2026-03-02 26:00`"),
        ],
    ),
    (
        Kind::Log,
        "2026-03-02,25:00:00,1,1,AGENT,A\n02/03/2026,08:00,1,1,AGENT,A\n2026-03-02,,1,1,AGENT,A\n",
        &[
            (2, 12, "arrival", "`25:00:00`"),
            (3, 1, "date", "year-month-day"),
            (4, 12, "arrival", "an empty cell"),
        ],
    ),
    (
        Kind::Log,
        "2026-03-02,08:00,soon,1,HANG,A\n2026-03-02,08:00,1,-3,AGENT,A\n2026-03-02,08:00,1,1\n",
        &[
            (2, 18, "wait_s", "`wait_s > 0` cannot compare"),
            (3, 20, "service_s", "negative"),
            (4, 20, "date", "4 columns in this row"),
        ],
    ),
    (
        Kind::Log,
        "2026-03-02,08:00,1,9999999999,AGENT,A\n2026-03-02,08:00:00.1234567,1,1,AGENT,A\n",
        &[
            (2, 20, "service_s", "too long"),
            (3, 12, "arrival", "08:00:00.1234567"),
        ],
    ),
    (
        Kind::Values,
        "1,-5\n2,\n3,1:99\n4,1e30\n5,\"2,5\"\n",
        &[
            (2, 3, "talk_s", "negative"),
            (3, 3, "talk_s", "an empty cell"),
            (4, 3, "talk_s", "`1:99`"),
            (5, 3, "talk_s", "too long"),
            (6, 3, "talk_s", "write `2.5`"),
        ],
    ),
    (
        Kind::Quantiles,
        "0.1,1\n0.5,0\n0.5,3\n50,4\n",
        &[
            (2, 1, "share", "first row"),
            (3, 5, "value_s", "below the row before"),
            (4, 1, "share", "not above the row before"),
            (5, 1, "share", "write `50%`"),
        ],
    ),
    (
        Kind::Quantiles,
        "0,1\n0.9,30\n",
        &[(3, 1, "share", "1 in the last row")],
    ),
];

#[test]
fn bad_rows_name_line_column_and_fix() {
    for (kind, rows, said) in BAD_ROWS {
        let header = kind.good().lines().next().unwrap();
        let table = format!("{header}\n{rows}");
        expect(*kind, table.as_bytes(), said);
        let windows = format!("\u{feff}{}", table.replace('\n', "\r\n"));
        expect(*kind, windows.as_bytes(), said);
    }
}

#[test]
fn fifty_problems_of_a_file_are_kept_and_the_rest_is_counted() {
    let mut table = "interval_start,calls_per_hour\n".to_owned();
    for i in 0..96 {
        writeln!(table, "{:02}:{:02},-1", i / 4, i % 4 * 15).unwrap();
    }
    let problems = load(Kind::Curve, &table).unwrap_err();
    assert_eq!(problems.iter().count(), 50);
    assert_eq!(problems.count(), 96);
}

#[test]
fn two_keys_that_read_one_file_say_a_problem_once() {
    let folder = tempfile::tempdir().unwrap();
    let table = "interval_start,front_agents,back_agents\n08:00,1,2\n08:15,1,2\n08:15,1,2\n";
    std::fs::write(folder.path().join("table.csv"), table).unwrap();
    let text = Kind::Plan.scenario("2026-03-02") + "[skill_group.back]\nplan = \"table.csv\"\n";
    let problems = scenario::load_text(&text, "scenario.toml", folder.path(), &[]).unwrap_err();
    assert_eq!(problems.count(), 1, "{problems:#?}");
}

fn rates(scenario: &Scenario) -> Vec<(u64, f64)> {
    let Demand::Curve(curve) = &scenario.centre.contact_types()[0].demand else {
        panic!("no curve");
    };
    let minute = Span::MINUTE.as_micros();
    let pieces = curve.pieces().iter();
    let end = scenario.centre.horizon().end();
    pieces
        .filter(|piece| piece.from < end)
        .map(|piece| (piece.from.as_micros() / minute, piece.rate.as_f64()))
        .collect()
}

/// A curve of all quarter hours, with their number after midnight as the rate.
fn quarters_of_the_day() -> String {
    let mut table = "interval_start,calls_per_hour\n".to_owned();
    for i in 0..96 {
        writeln!(table, "{:02}:{:02},{i}", i / 4, i % 4 * 15).unwrap();
    }
    table
}

#[test]
fn in_spring_the_missing_hour_is_skipped_in_berlin() {
    let table = quarters_of_the_day();
    let scenario = load_from(Kind::Curve, "2026-03-29", table.as_bytes()).unwrap();
    assert_eq!(scenario.centre.horizon().intervals().len(), 92);
    let numbers: Vec<u32> = (0..8).chain(12..96).collect();
    let expected: Vec<(u64, f64)> = (0..)
        .step_by(15)
        .zip(numbers.into_iter().map(f64::from))
        .collect();
    assert_eq!(rates(&scenario), expected);
}

#[test]
fn in_autumn_the_repeated_hour_comes_twice_in_berlin() {
    let table = quarters_of_the_day();
    let scenario = load_from(Kind::Curve, "2026-10-25", table.as_bytes()).unwrap();
    assert_eq!(scenario.centre.horizon().intervals().len(), 100);
    let numbers: Vec<u32> = (0..12).chain(8..96).collect();
    let expected: Vec<(u64, f64)> = (0..)
        .step_by(15)
        .zip(numbers.into_iter().map(f64::from))
        .collect();
    assert_eq!(rates(&scenario), expected);
}

#[test]
fn people_follow_the_local_clock_in_berlin() {
    let table = b"interval_start,front_agents\n01:00,1\n02:00,2\n03:00,3\n";
    let scenario = load_from(Kind::Plan, "2026-10-25", table).unwrap();
    let plan: &StaffingPlan = &scenario.centre.skill_groups()[0].staffing;
    let people: Vec<Agents> = (0..6)
        .map(|hour| plan.at(SimTime::START + Span::HOUR.saturating_mul(hour)))
        .collect();
    assert_eq!(people, [0, 1, 2, 2, 3, 0].map(Agents::new));
}

#[test]
fn a_log_is_counted_and_its_warnings_are_said() {
    let mut table = Kind::Log.good().to_owned();
    table += "2026-03-02,10:00,0,0,HANG,A\n2026-03-01,23:59:59,9,9,AGENT,A\n\
              2026-03-03,00:00:00,9,9,AGENT,A\n2026-03-02,12:00,9,9,AGENT,C\n";
    let scenario = load(Kind::Log, &table).unwrap();
    let log = scenario.log.unwrap();
    assert_eq!((log.rows, log.kept), (8, 3));
    let dropped: Vec<(&str, u64)> = log
        .dropped
        .iter()
        .map(|(reason, rows)| (reason.as_str(), *rows))
        .collect();
    let expected = [
        ("outcome = PHANTOM", 1),
        ("none of: outcome = AGENT, wait_s > 0", 1),
        ("before the horizon", 1),
        ("after the horizon", 1),
        ("contact type not in the scenario", 1),
    ];
    assert_eq!(dropped, expected);

    let table = "date,arrival,wait_s,service_s,outcome,type\n\
                 2026-10-25,02:10,1,1,AGENT,A\n2026-10-25,02:05,1,1,AGENT,B\n";
    let scenario = load_from(Kind::Log, "2026-10-25", table.as_bytes()).unwrap();
    let Demand::Replay(records) = &scenario.centre.contact_types()[0].demand else {
        panic!("no replay");
    };
    let minutes: Vec<u64> = records
        .iter()
        .map(|record| record.arrived.as_micros() / 60_000_000)
        .collect();
    assert_eq!(minutes, [130, 185]);
    let said = scenario
        .warnings
        .iter()
        .any(|warning| warning.found.en.contains("comes twice"));
    assert!(said, "{:?}", scenario.warnings);
}

#[test]
fn the_bank_in_january_1999_offers_30_140_contacts() {
    if std::env::var_os("SPRINGTIDE_DATA").is_none() {
        say("skipped: SPRINGTIDE_DATA does not name the folder with the recorded data");
        return;
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = path.join("scenarios/bank-january-1999.toml");
    let scenario = scenario::load(&path, &[]).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let log = scenario.log.unwrap();
    assert_eq!((log.rows, log.kept), (31_599, 30_140));
}

#[test]
fn no_spoilt_file_panics_or_is_refused_without_a_reason() {
    for (number, kind) in (1..).zip(KINDS) {
        let mut dice = Dice(number);
        let mut refused = 0;
        for _ in 0..200 {
            let table = spoil(kind.good().as_bytes(), &mut dice);
            if let Err(problems) = load(kind, &table) {
                refused += 1;
                assert!(problems.iter().next().is_some());
                for problem in problems.iter() {
                    let (line, column) = problem.place.line_and_column();
                    assert!(line >= 1 && column >= 1);
                    assert!(!problem.found.is_empty() && !problem.allowed.is_empty());
                    let span = &problem.place.span;
                    assert!(
                        problem.place.source.text.get(span.clone()).is_some(),
                        "{problem:?}"
                    );
                }
            }
        }
        assert!(refused > 100, "{kind:?}: only {refused} were refused");
    }
}

#[test]
fn ten_megabytes_of_rubbish_are_refused_at_once() {
    let mut dice = Dice(7);
    let noise: Vec<u8> = (0..10 << 20)
        .map(|_| u8::try_from(dice.below(256)).unwrap())
        .collect();
    for kind in KINDS {
        let header = kind.good().lines().next().unwrap();
        assert!(load(kind, &noise).is_err());
        // The others are read as the curve is; the log is read in pieces.
        if !matches!(kind, Kind::Curve | Kind::Log) {
            continue;
        }
        for filling in ["x\n", "\"", ",", "1,2,3,4,5,6,7\n", "é"] {
            let rubbish = format!("{header}\n{}", filling.repeat((10 << 20) / filling.len()));
            assert!(load(kind, &rubbish).is_err(), "{kind:?}: {filling}");
        }
    }
}
