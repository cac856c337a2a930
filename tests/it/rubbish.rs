//! Calendars, courses, forecasts and workbooks, damaged in hundreds of ways: an error or a result, never a
//! panic, a hang, or silence about rows that were dropped. (Curves, plans, sessions, logs and recorded
//! values are damaged in `csv_files`.)

use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};

use jiff::civil::{Date, date};
use springtide::model::ExpectedArrivals;
use springtide::scenario::{self, Problems, Scenario};
use springtide::units::{SimTime, Span};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::scenarios;

/// How often each kind of file is damaged.
const TIMES: usize = 200;

/// A generator that any reader can follow: the high bits of a linear congruence.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let most = u64::try_from(most.max(1)).unwrap();
        usize::try_from((self.0 >> 33) % most).unwrap()
    }
}

const SPLINTERS: [&[u8]; 24] = [
    b",",
    b";",
    b"\"",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"-",
    b"NaN",
    b"inf",
    b"1e308",
    b"99999999999999999999",
    b"24:00",
    b"02:30",
    b"2026-02-30",
    b"9999-12-31",
    b"Mon ",
    b"+14:00",
    b"%",
    b"\xc3\xa9",
    b"0.0000000001",
    b"::",
];

/// Spoils a file in one to three places.
pub(crate) fn spoil(table: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = table.to_vec();
    for _ in 0..=dice.below(3) {
        let at = dice.below(bytes.len() + 1);
        let to = (at + dice.below(12)).min(bytes.len());
        match dice.below(6) {
            0 => drop(bytes.drain(at..to)),
            1 => drop(bytes.splice(at..at, SPLINTERS[dice.below(SPLINTERS.len())].to_vec())),
            2 => drop(bytes.splice(at..to, SPLINTERS[dice.below(SPLINTERS.len())].to_vec())),
            3 => bytes.truncate(at),
            4 => {
                let copy = bytes[at..to].to_vec();
                drop(bytes.splice(at..at, copy));
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(dice.below(256)).unwrap();
                }
            }
        }
    }
    bytes
}

/// A scenario of two years of days, with a file beside it.
fn load(demand: &str, sections: &str, name: &str, file: &[u8]) -> Result<Scenario, Problems> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), file).unwrap();
    let text = format!(
        "[clock]\nstart = \"2026-01-01\"\ntime_zone = \"Europe/Berlin\"\nhorizon = \"730 days\"\n\
         interval = \"1h\"\n[queue.line]\n[contact_type.calls]\ndemand = {{ {demand} }}\n\
         talk = {{ law = \"exponential\", mean = \"5min\" }}\n\
         patience = {{ law = \"exponential\", mean = \"2min\" }}\n\
         [skill_group.front]\nagents = 10\n{sections}\n"
    );
    scenario::load_text(&text, "scenario.toml", folder.path(), &[])
}

/// What is refused has a place in its text, and is said in words.
fn check_problems(problems: &Problems) {
    assert!(problems.iter().next().is_some());
    for problem in problems.iter() {
        let (line, column) = problem.place.line_and_column();
        assert!(line >= 1 && column >= 1);
        assert!(!problem.found.is_empty() && !problem.allowed.is_empty());
        let span = problem.place.span.clone();
        assert!(problem.place.source.text.get(span).is_some(), "{problem:?}");
    }
}

/// Damages a file and loads it, time and again; tells of each time that it loads. Most times it must be
/// refused.
fn damage(
    good: &[u8],
    seed: u64,
    load: impl Fn(&[u8]) -> Result<Scenario, Problems>,
    mut check: impl FnMut(&[u8], &Scenario),
) {
    let sound = load(good).unwrap_or_else(|problems| panic!("{problems}"));
    check(good, &sound);
    let mut dice = Dice(seed);
    let mut refused = 0;
    for _ in 0..TIMES {
        let bytes = spoil(good, &mut dice);
        match load(&bytes) {
            Ok(scenario) => check(&bytes, &scenario),
            Err(problems) => {
                refused += 1;
                check_problems(&problems);
            }
        }
    }
    assert!(refused > TIMES / 4, "only {refused} were refused");
}

/// Dates of the horizon at the beginning of lines.
fn dates_in(text: &str) -> Vec<Date> {
    let days = date(2026, 1, 1)..date(2028, 1, 1);
    let dates = text.lines().filter_map(|line| {
        let field = line.split(',').next()?.trim().trim_matches('"');
        field
            .trim()
            .parse::<Date>()
            .ok()
            .filter(|_| field.trim().len() == 10)
    });
    dates.filter(|date| days.contains(date)).collect()
}

#[test]
fn damaged_calendars_lose_no_row_in_silence() {
    let mut good = "date,kind,name,replaces\n".to_owned();
    for day in 1..=28 {
        writeln!(good, "2026-03-{day:02},k{},Day {day},", day % 3).unwrap();
        writeln!(good, "2027-02-{day:02},makeup_workday,,mon").unwrap();
    }
    let sections =
        "[calendar]\nfile = \"days.csv\"\n[special_day.k1]\nvolume = { \"-3\" = 1.1, \"0\" = 2 }\n";
    let load = |bytes: &[u8]| load("daily_volume = \"240/day\"", sections, "days.csv", bytes);
    damage(good.as_bytes(), 11, load, |bytes, scenario| {
        let text = String::from_utf8_lossy(bytes);
        let days = &scenario.centre.special_days().days;
        assert_eq!(days.len(), dates_in(&text).len(), "{text}");
    });
}

#[test]
fn damaged_icalendars_lose_no_event_in_silence() {
    let mut good = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n".to_owned();
    for day in 1..=9 {
        let rule = match day % 3 {
            0 => "RRULE:FREQ=MONTHLY;BYDAY=2TU,-1FR;UNTIL=20271231",
            1 => "DTEND;VALUE=DATE:20260412\r\nDESCRIPTION:folded\r\n  line",
            _ => "DURATION:P2D\r\nEXDATE;VALUE=DATE:20270101",
        };
        let start = if day % 3 == 0 { 13 } else { day };
        let month = if day % 3 == 0 { 10 } else { 4 };
        write!(
            good,
            "BEGIN:VEVENT\r\nUID:{day}\r\nSUMMARY:Day {day}\r\nCATEGORIES:k{day}\r\n\
             DTSTART;VALUE=DATE:2026{month:02}{start:02}\r\n{rule}\r\nEND:VEVENT\r\n"
        )
        .unwrap();
    }
    good.push_str("END:VCALENDAR\r\n");
    let sections =
        "[calendar]\nfile = \"days.ics\"\n[special_day.k1]\nvolume = { \"-3\" = 1.1, \"0\" = 2 }\n";
    let load = |bytes: &[u8]| load("daily_volume = \"240/day\"", sections, "days.ics", bytes);
    damage(good.as_bytes(), 12, load, |bytes, scenario| {
        let text = String::from_utf8_lossy(bytes);
        let inside = ["VALUE=DATE:2026", "VALUE=DATE:2027"];
        let starts = text.lines().filter(|line| {
            line.starts_with("DTSTART") && inside.iter().any(|year| line.contains(year))
        });
        let mut events: Vec<&str> = (scenario.centre.special_days().days.iter())
            .map(|day| day.kind.as_str())
            .collect();
        events.sort_unstable();
        events.dedup();
        assert!(events.len() >= starts.count(), "{text}");
    });
}

#[test]
fn damaged_courses_keep_the_volume_of_their_days() {
    let mut good = "interval_start,mon-fri,sat,sun\n".to_owned();
    for hour in 0..24 {
        writeln!(good, "{hour:02}:00,{},{hour},1", hour % 7 + 1).unwrap();
    }
    let demand = "daily_volume = \"240/day\", profile = \"p.csv\"";
    let load = |bytes: &[u8]| load(demand, "", "p.csv", bytes);
    damage(good.as_bytes(), 13, load, |_, scenario| {
        let expected = ExpectedArrivals::of(&scenario.centre.contact_types()[0].demand);
        for day in scenario.centre.horizon().days() {
            let volume = expected.between(day.from, day.to);
            assert!((volume - 240.0).abs() < 1e-6, "{}: {volume}", day.date);
        }
    });
}

/// A forecast over the night in which an hour comes twice.
fn forecast() -> String {
    let mut text = "interval_start,calls_contacts\n".to_owned();
    for hour in 0..96 {
        let hour = match hour {
            27.. => hour - 1,
            _ => hour,
        };
        let (day, hour) = (24 + hour / 24, hour % 24);
        writeln!(text, "2026-10-{day} {hour:02}:00,{}", 10 + hour).unwrap();
    }
    text
}

#[test]
fn damaged_forecasts_lose_no_contact_in_silence() {
    let load = |bytes: &[u8]| load("curve = \"f.csv\"", "", "f.csv", bytes);
    damage(forecast().as_bytes(), 14, load, |bytes, scenario| {
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{feff}');
        let rows: Vec<&str> = text
            .lines()
            .skip(1)
            .filter(|line| !line.trim().is_empty())
            .collect();
        let count = |row: &&str| -> f64 {
            let cell = row.split(',').nth(1).unwrap().trim().trim_matches('"');
            cell.trim().parse().unwrap()
        };
        let wanted: f64 = rows.iter().map(count).sum();
        // The file goes up hour by hour; its last value goes on, which is warned of.
        let first = rows[0]
            .trim_matches('"')
            .get(..16)
            .unwrap()
            .replace('T', " ");
        let first: jiff::civil::DateTime = first.parse().unwrap();
        let first = first.to_zoned(scenario.centre.horizon().start().time_zone().clone());
        let first = scenario
            .centre
            .horizon()
            .instant_of(&first.unwrap())
            .unwrap_or(SimTime::START);
        let end = first + Span::HOUR.saturating_mul(u64::try_from(rows.len()).unwrap());
        let expected = ExpectedArrivals::of(&scenario.centre.contact_types()[0].demand);
        let found = expected.until(end);
        assert!(
            (found - wanted).abs() < 1e-6 * wanted.max(1.0),
            "{found}, not {wanted}: {text}"
        );
    });
}

/// The forecast in a workbook, its starts as dates of the spreadsheet.
fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Forecast").unwrap();
    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd hh:mm");
    for (row, line) in (0..).zip(forecast().lines()) {
        let (start, count) = line.split_once(',').unwrap();
        let read = rust_xlsxwriter::ExcelDateTime::parse_from_str(start);
        if let (Ok(start), Ok(count)) = (read, count.parse::<f64>()) {
            sheet.write_with_format(row, 0, &start, &format).unwrap();
            sheet.write(row, 1, count).unwrap();
        } else {
            sheet.write(row, 0, start).unwrap();
            sheet.write(row, 1, count).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn load_workbook(bytes: &[u8]) -> Result<Scenario, Problems> {
    let demand = "curve = \"f.xlsx\", sheet = \"Forecast\"";
    load(demand, "", "f.xlsx", bytes)
}

/// Bytes of an archive are guarded by checksums: what is read in spite of the damage is what was
/// written.
#[test]
fn damaged_workbooks_are_refused_or_read_as_they_were() {
    let sound = load_workbook(&workbook()).unwrap();
    let csv = load("curve = \"f.csv\"", "", "f.csv", forecast().as_bytes()).unwrap();
    assert_eq!(sound.centre, csv.centre);
    damage(&workbook(), 15, load_workbook, |_, scenario| {
        assert_eq!(scenario.centre, sound.centre);
    });
}

/// Parts of a workbook, damaged and packed again with the right checksums.
#[test]
fn workbooks_of_damaged_parts_are_refused_or_read() {
    let bytes = workbook();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        parts.push((part.name().unwrap().into_owned(), content));
    }
    let mut dice = Dice(16);
    let mut refused = 0;
    for time in 0..2 * TIMES {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let chosen = match time % 2 {
            0 => parts
                .iter()
                .position(|(name, _)| name.contains("sheet1.xml"))
                .unwrap(),
            _ => dice.below(parts.len()),
        };
        for (place, (name, content)) in parts.iter().enumerate() {
            archive
                .start_file(name.as_str(), SimpleFileOptions::default())
                .unwrap();
            let spoilt = spoil(content, &mut dice);
            archive
                .write_all(if place == chosen { &spoilt } else { content })
                .unwrap();
        }
        let bytes = archive.finish().unwrap().into_inner();
        if let Err(problems) = load_workbook(&bytes) {
            refused += 1;
            check_problems(&problems);
        }
    }
    assert!(refused > TIMES / 4, "only {refused} were refused");
}

#[test]
fn megabytes_of_rubbish_are_refused_at_once() {
    let calendar = |name: &str| format!("[calendar]\nfile = \"{name}\"\n");
    for filling in ["x\n", "\"", ",", " y\n", "BEGIN:VEVENT\n", "é", ";"] {
        let rubbish = filling.repeat((5 << 20) / filling.len());
        for (name, header) in [
            ("days.csv", "date,kind,name\n"),
            ("days.ics", "BEGIN:VCALENDAR\n"),
            ("days.xlsx", "PK\u{3}\u{4}"),
        ] {
            let file = format!("{header}{rubbish}");
            let loaded = load("rate = \"1/h\"", &calendar(name), name, file.as_bytes());
            check_problems(&loaded.unwrap_err());
        }
    }
}

/// Variants, damaged: each load ends, and what it says has a place.
#[test]
fn damaged_variants_end_in_plans_or_in_problems() {
    let good = std::fs::read(scenarios::folder().join("10-plans.toml")).unwrap();
    let variants = good
        .windows(9)
        .position(|text| text == b"[variant.")
        .unwrap();
    let mut dice = Dice(16);
    let (mut loaded, mut refused) = (0, 0);
    for _ in 0..5 * TIMES {
        let mut bytes = good[..variants].to_vec();
        bytes.extend(spoil(&good[variants..], &mut dice));
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        let folder = std::path::Path::new("nowhere");
        match scenario::load_plans_text(&text, "plans.toml", folder, &[], &[]) {
            Ok(plans) => {
                let mut names: Vec<&str> = plans.iter().map(|plan| plan.name.as_str()).collect();
                assert_eq!(names[0], scenario::BASE);
                names.sort_unstable();
                names.dedup();
                assert_eq!(names.len(), plans.len());
                loaded += 1;
            }
            Err(problems) => {
                check_problems(&problems);
                refused += 1;
            }
        }
    }
    assert!(loaded > 50 && refused > 300, "{loaded} {refused}");
}
