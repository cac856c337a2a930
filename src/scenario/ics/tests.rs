use std::collections::BTreeSet;
use std::path::PathBuf;

use jiff::civil::date;

use super::*;
use crate::scenario::files::Files;
use crate::scenario::problem::Problems;

/// What was read of a text, and what was noted.
struct Found {
    days: Option<Vec<CalendarDay>>,
    problems: Problems,
    warnings: Vec<Warning>,
}

fn read(text: &str, usual_kind: Option<&str>) -> Found {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("days.ics");
    std::fs::write(&path, text).unwrap();
    let place = Place::beginning(&Arc::new(Source::new("s.toml".to_owned(), String::new())));
    let (mut problems, mut warnings) = (Problems::default(), Vec::new());
    let reading = Reading {
        key: "calendar.file",
        place: &place,
        sheet: None,
        files: &mut Files::default(),
        problems: &mut problems,
        warnings: &mut warnings,
    };
    let window = (date(2026, 1, 1), date(2026, 12, 31));
    let days = calendar_days(reading, &path, usual_kind, window, &mut BTreeSet::new());
    Found {
        days,
        problems,
        warnings,
    }
}

fn event(lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"
    )
}

fn dates(lines: &str) -> Vec<String> {
    let found = read(&event(lines), Some("holiday"));
    assert!(found.problems.is_empty(), "{lines}: {}", found.problems);
    let days = found.days.unwrap();
    days.iter().map(|day| day.date.to_string()).collect()
}

#[test]
fn the_end_of_an_event_is_not_part_of_it() {
    let days = "DTSTART;VALUE=DATE:20260215\nDTEND;VALUE=DATE:20260218";
    assert_eq!(dates(days), ["2026-02-15", "2026-02-16", "2026-02-17"]);
    let days = "DTSTART;VALUE=DATE:20260215\nDURATION:P2D";
    assert_eq!(dates(days), ["2026-02-15", "2026-02-16"]);
    assert_eq!(dates("DTSTART;VALUE=DATE:20260215"), ["2026-02-15"]);
}

#[test]
fn events_repeat_with_exceptions() {
    let days = "DTSTART;VALUE=DATE:20200110\nRRULE:FREQ=MONTHLY;UNTIL=20260501\n\
                EXDATE;VALUE=DATE:20260210,20260310\nRDATE;VALUE=DATE:20260212";
    assert_eq!(dates(days), ["2026-01-10", "2026-02-12", "2026-04-10"]);
    // An event of New Year's Eve and Day reaches into the window.
    let days = "DTSTART;VALUE=DATE:20191231\nDTEND;VALUE=DATE:20200102\nRRULE:FREQ=YEARLY";
    let days = dates(days);
    assert_eq!(
        days,
        ["2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"]
    );
}

#[test]
fn categories_are_kinds_and_the_summary_is_the_name() {
    let text = event(
        "DTSTART;VALUE=DATE:20260217\nSUMMARY;LANGUAGE=en:New Year\\, first\n  day\n\
         CATEGORIES:holiday,festival\nX-FOO;BAR=\"a:b\":c\nBEGIN:VALARM\nTRIGGER:-PT1H\nEND:VALARM",
    );
    let found = read(&text, None);
    assert!(found.problems.is_empty(), "{}", found.problems);
    let days = found.days.unwrap();
    let kinds: Vec<&str> = days.iter().map(|day| day.kind.as_str()).collect();
    assert_eq!(kinds, ["holiday", "festival"]);
    assert_eq!(days[0].name, "New Year, first day");
}

#[test]
fn cancelled_events_are_counted() {
    let found = read(
        &event("DTSTART:20260217\nSTATUS:CANCELLED"),
        Some("holiday"),
    );
    assert_eq!(found.days.map(|days| days.len()), Some(0));
    assert!(found.warnings[0].found.en.contains("1 cancelled event in"));
}

#[test]
fn what_is_not_understood_is_refused_with_its_line() {
    for (lines, line, words) in [
        ("DTSTART:20260217T080000", 5, "with a time of day"),
        (
            "DTSTART;TZID=Europe/Berlin:20260217T080000",
            5,
            "with a time of day",
        ),
        ("DTSTART;VALUE=DATE:20260230", 5, "a date that is none"),
        (
            "DTSTART;VALUE=DATE:20260217\nDTEND;VALUE=DATE:20260217",
            6,
            "not after the start",
        ),
        (
            "DTSTART;VALUE=DATE:20260217\nDTEND;VALUE=DATE:20960217",
            6,
            "an event of",
        ),
        (
            "DTSTART;VALUE=DATE:20260217\nDURATION:PT24H",
            6,
            "the duration",
        ),
        (
            "DTSTART;VALUE=DATE:20260217\nDURATION:P1D\nDTEND;VALUE=DATE:20260218",
            7,
            "given above",
        ),
        (
            "DTSTART;VALUE=DATE:20260217\nRRULE:FREQ=YEARLY;BYSETPOS=1",
            6,
            "BYSETPOS",
        ),
        (
            "DTSTART;VALUE=DATE:20260217\nRRULE:FREQ=WEEKLY;BYDAY=MO",
            5,
            "does not hit",
        ),
        (
            "DTSTART;VALUE=DATE:20260217\nRECURRENCE-ID;VALUE=DATE:20260217",
            6,
            "is changed",
        ),
        (
            "DTSTART;VALUE=DATE:20260217\nEXRULE:FREQ=DAILY",
            6,
            "the property EXRULE",
        ),
        ("SUMMARY:nothing", 4, "without DTSTART"),
        (
            "DTSTART;VALUE=DATE:20260217\nnonsense",
            6,
            "without a colon",
        ),
        ("END:VTODO", 5, "END:VTODO"),
    ] {
        let found = read(&event(lines), Some("holiday"));
        assert!(found.days.is_none(), "{lines}");
        let problem = found.problems.iter().next().unwrap();
        assert_eq!(
            problem.place.line_and_column().0,
            line,
            "{lines}: {problem:?}"
        );
        assert!(problem.found.contains(words), "{lines}: {}", problem.found);
    }
    let todo = "BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:x\nEND:VTODO\nEND:VCALENDAR\n";
    assert_eq!(read(todo, None).problems.count(), 1);
    for text in ["", "date,kind,name\n", "BEGIN:VCALENDAR\n", "PK\u{3}\u{4}"] {
        assert_eq!(read(text, None).problems.count(), 1, "{text}");
    }
    let nothing = event("DTSTART;VALUE=DATE:20260217");
    let problems = read(&nothing, None).problems;
    assert!(
        problems
            .iter()
            .next()
            .unwrap()
            .found
            .contains("without CATEGORIES")
    );
}

#[test]
fn bombs_go_off_at_once() {
    let many: Vec<String> = (0..300)
        .map(|i| {
            format!(
                "BEGIN:VEVENT\nSUMMARY:{i}\nCATEGORIES:a\nDTSTART:19000101\nDURATION:P366D\n\
                 RRULE:FREQ=DAILY;COUNT=1000000\nEND:VEVENT\n"
            )
        })
        .collect();
    let text = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", many.concat());
    let found = read(&text, None);
    assert!(found.days.is_none());
}
