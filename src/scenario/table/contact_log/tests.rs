use super::*;
use crate::scenario::table::trial::Trial;

fn spec() -> LogSpec {
    LogSpec {
        date: Some("date".to_owned()),
        time: "arrival".to_owned(),
        contact_type: Some("type".to_owned()),
        handling: Some("service_s".to_owned()),
        drop_if_any: vec![RowFilter::read("outcome = PHANTOM").unwrap()],
        keep_if_all: Vec::new(),
        keep_if_any: vec![
            RowFilter::read("outcome = AGENT").unwrap(),
            RowFilter::read("wait_s > 0").unwrap(),
        ],
        wanted: vec![
            (vec!["PS".to_owned(), "PE".to_owned()], 0),
            (vec!["NW".to_owned()], 2),
        ],
        named: Vec::new(),
    }
}

fn read(
    trial: &mut Trial,
    start: &str,
    spec: &LogSpec,
    text: &str,
) -> Option<(Vec<Vec<ArrivalRecord>>, LogSummary)> {
    let horizon = Trial::horizon(start, 1);
    trial.read(text, |reading, path| {
        contact_log(reading, path, spec, &horizon)
    })
}

fn record(seconds: u64, handling: Option<u64>) -> ArrivalRecord {
    ArrivalRecord {
        arrived: SimTime::START + Span::from_secs(seconds),
        handling: handling.map(Span::from_secs),
    }
}

const HEADER: &str = "date,arrival,wait_s,service_s,outcome,type\n";

#[test]
fn rows_are_kept_or_dropped_and_counted_by_the_first_reason() {
    let mut trial = Trial::default();
    let text = format!(
        "{HEADER}\
         1999-01-03,00:00:02,140,0,HANG,PS\n\
         1999-01-03,0:00:01.5,0,0:01:30,AGENT,PE\n\
         1999-01-03,00:00:02,5,60,AGENT,PS\n\
         1999-01-03,10:00:00,0,0,HANG,PS\n\
         1999-01-03,11:00:00,7,0,PHANTOM,PS\n\
         1999-01-03,12:00:00,7,,AGENT,NW\n\
         1999-01-03,12:00:00,7,9,AGENT,XX\n\
         1999-01-02,12:00:00,7,9,AGENT,NW\n\
         1999-01-04,12:00:00,7,9,AGENT,NW\n\
         1999-01-12,12:00:00,7,9,AGENT,NW\n"
    );
    let start = "1999-01-03T00:00[Asia/Jerusalem]";
    let (records, summary) = read(&mut trial, start, &spec(), &text).unwrap();
    trial.expect_sound();
    let arrived = SimTime::from_micros(1_500_000);
    let handling = Some(Span::from_secs(90));
    let first = ArrivalRecord { arrived, handling };
    assert_eq!(records[0], [first, record(2, None), record(2, Some(60))]);
    assert_eq!(records[1], []);
    assert_eq!(records[2], [record(43_200, None), record(129_600, Some(9))]);
    assert_eq!((summary.rows, summary.kept), (10, 4));
    let dropped: Vec<(&str, u64)> = summary
        .dropped
        .iter()
        .map(|(reason, rows)| (reason.as_str(), *rows))
        .collect();
    assert_eq!(
        dropped,
        [
            ("outcome = PHANTOM", 1),
            ("none of: outcome = AGENT, wait_s > 0", 1),
            ("before the horizon", 1),
            ("after the horizon", 2),
            ("contact type not in the scenario", 1),
        ]
    );
    // What filters drop was asked for.
    let said = trial.warnings.iter().map(|warning| &warning.found.en);
    let said: Vec<_> = said
        .filter(|found| found.starts_with("of 10 rows"))
        .collect();
    assert_eq!(said.len(), 1, "{said:?}");
    let reasons =
        "before the horizon (1), after the horizon (2), contact type not in the scenario (1)";
    assert!(said[0].ends_with(reasons), "{said:?}");
}

#[test]
fn every_row_may_be_of_one_type_and_one_column_hold_date_and_time() {
    let mut trial = Trial::default();
    let spec = LogSpec {
        date: None,
        time: "at".to_owned(),
        contact_type: None,
        handling: None,
        drop_if_any: Vec::new(),
        keep_if_all: Vec::new(),
        keep_if_any: Vec::new(),
        wanted: vec![(vec!["*".to_owned()], 0)],
        named: Vec::new(),
    };
    let text = "at\n2026-03-02T00:00:05+01:00\n2026-03-02 00:00:04\n";
    let (records, summary) = read(&mut trial, "2026-03-02[Europe/Berlin]", &spec, text).unwrap();
    assert_eq!(records, [[record(4, None), record(5, None)]]);
    assert_eq!((summary.rows, summary.kept), (2, 2));
    assert_eq!(summary.dropped, []);
    assert!(trial.warnings.is_empty());
}

#[test]
fn the_repeated_hour_goes_by_the_order_of_the_file_and_the_missing_one_is_refused() {
    let mut trial = Trial::default();
    let row = |date: &str, time: &str| format!("{date},{time},7,9,AGENT,PS\n");
    let mut text = HEADER.to_owned();
    for time in [
        "01:59:00", "02:10:00", "02:50:00", "02:05:00", "02:55:00", "03:00:00",
    ] {
        text += &row("2026-10-25", time);
    }
    let start = "2026-10-25T00:00[Europe/Berlin]";
    let (records, _) = read(&mut trial, start, &spec(), &text).unwrap();
    let minutes: Vec<u64> = records[0]
        .iter()
        .map(|record| record.arrived.as_micros() / 60_000_000)
        .collect();
    assert_eq!(minutes, [119, 130, 170, 185, 235, 240]);
    let said = &trial.warnings[0].found.en;
    assert!(
        said.contains("4 times") && said.contains("2 were taken as the first"),
        "{said}"
    );

    let mut trial = Trial::default();
    let text = format!(
        "{HEADER}{}{}",
        row("2026-03-29", "01:59:59"),
        row("2026-03-29", "02:00:00")
    );
    let start = "2026-03-29T00:00[Europe/Berlin]";
    assert_eq!(read(&mut trial, start, &spec(), &text), None);
    trial.expect_problems(&[(3, 12, "arrival", "does not exist")]);
}

#[test]
fn a_row_that_cannot_be_read_is_a_problem_with_its_own_line() {
    let mut trial = Trial::default();
    let text = format!(
        "{HEADER}\n\
         1999-01-03,00:00:02,140,0,HANG,PS\r\n\
         1999-01-03,25:00:02,140,0,HANG,PS\r\n\
         03/01/1999,00:00:02,140,0,HANG,PS\r\n\
         1999-01-03,00:00:02,long,0,HANG,PS\r\n\
         1999-01-03,00:00:02,140,-5,HANG,PS\r\n\
         \"1999-01-03\",\"00:00:02\",140,5,HANG\r\n"
    );
    let start = "1999-01-03T00:00[Asia/Jerusalem]";
    assert_eq!(read(&mut trial, start, &spec(), &text), None);
    trial.expect_problems(&[
        (4, 12, "arrival", "`25:00:02`"),
        (5, 1, "date", "year-month-day"),
        (6, 21, "wait_s", "cannot compare"),
        (7, 25, "service_s", "negative"),
        (8, 31, "date", "5 columns"),
    ]);
}

#[test]
fn missing_columns_are_named_all_at_once() {
    let mut trial = Trial::default();
    let text = "date,arivall,wait,outcome\n";
    assert_eq!(read(&mut trial, "1999-01-03[UTC]", &spec(), text), None);
    let found: Vec<&str> = trial.problems.iter().map(|p| p.found.as_str()).collect();
    assert_eq!(found.len(), 4, "{found:?}");
    let hints: Vec<&str> = trial
        .problems
        .iter()
        .filter_map(|problem| problem.hint.as_deref())
        .collect();
    assert!(hints.contains(&"did you mean `arivall`?"), "{hints:?}");
}

#[test]
fn a_log_of_other_days_is_a_mistake() {
    let mut trial = Trial::default();
    let text = format!("{HEADER}1999-01-03,00:00:02,140,0,HANG,PS\n");
    assert_eq!(read(&mut trial, "2026-03-02[UTC]", &spec(), &text), None);
    trial.expect_problems(&[(1, 1, "key", "1 before the horizon")]);
}

#[test]
#[expect(clippy::print_stdout, reason = "says that it was skipped")]
fn the_bank_in_january_1999_offers_30_140_contacts() {
    let Some(folder) = std::env::var_os("SPRINGTIDE_DATA") else {
        println!("skipped: SPRINGTIDE_DATA does not name the folder with the recorded data");
        return;
    };
    let path = Path::new(&folder).join("anonbank/calls_1999_01.csv");
    let mut spec = spec();
    let types = ["PS", "PE", "NW", "NE", "IN", "TT"];
    spec.wanted = types
        .iter()
        .enumerate()
        .map(|(i, name)| (vec![(*name).to_owned()], i))
        .collect();
    let mut trial = Trial::default();
    let horizon = Trial::horizon("1999-01-01T00:00[Asia/Jerusalem]", 31);
    let read = trial.read("", |reading, _| {
        contact_log(reading, &path, &spec, &horizon)
    });
    trial.expect_sound();
    let (records, summary) = read.unwrap();
    assert_eq!((summary.rows, summary.kept), (31_599, 30_140));
    assert_eq!(records.iter().map(Vec::len).sum::<usize>(), 30_140);
    let dropped: u64 = summary.dropped.iter().map(|(_, rows)| rows).sum();
    assert_eq!(dropped, 31_599 - 30_140);
}
