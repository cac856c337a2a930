//! Recorded counts of a year and of half a year as interval forecasts: every interval has its contacts.
//!
//! The counts become files of the form that the program documents, with their holidays in a calendar,
//! daylight saving included; then arrivals are simulated and compared interval by interval.

mod forecast;
mod judge;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::{ToSpan, Zoned};
use springtide::experiment::{Period, Scope};
use springtide::units::number;

use forecast::Forecast;
use judge::judge;

/// The folder of recorded data, if it is here.
fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("SPRINGTIDE_DATA").map(PathBuf::from);
    if folder.is_none() {
        // Written past the test harness, which would keep what a macro prints to itself.
        let mut out = std::io::stderr();
        writeln!(
            out,
            "skipped: SPRINGTIDE_DATA does not name the folder with the recorded data"
        )
        .unwrap();
    }
    folder
}

/// Counts by what the clock showed, `2016-03-13 01:00`.
fn counts(path: &Path, start: &str) -> BTreeMap<String, f64> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows = reader.deserialize().map(|row| {
        let row: BTreeMap<String, String> = row.unwrap();
        (row[start].clone(), row["calls"].parse::<f64>().unwrap())
    });
    rows.collect()
}

/// Medical calls of Denver's 911 in the leap year 2016, hour by hour. The clock is put forward on 13 March
/// and back on 6 November; the record has both passes of that hour in one row.
#[test]
fn a_year_of_emergency_calls_by_the_hour() {
    let Some(data) = data() else { return };
    let counts = counts(
        &data.join("denver_ems911/calls_hourly_2011_2017.csv"),
        "start_local",
    );
    let forecast = Forecast {
        zone: "America/Denver",
        start: "2016-01-01",
        days: 366,
        interval_min: 60,
    };
    let starts = forecast.starts();
    assert_eq!(starts.len(), 366 * 24);
    // Hours of fewer than three calls are missing in the record.
    let at = |place: usize| {
        let shown = starts[place].strftime("%Y-%m-%d %H:%M").to_string();
        counts.get(&shown).copied().unwrap_or(1.0)
    };
    let shown = |place: usize| starts[place].datetime();
    let mut expected: Vec<f64> = (0..starts.len()).map(at).collect();
    let mut repeated = 0;
    for place in 1..starts.len() - 2 {
        if shown(place) == shown(place + 1) {
            // Split as the hours before and after them.
            let (before, both, after) = (at(place - 1), at(place), at(place + 2));
            expected[place] = both * before / (before + after);
            expected[place + 1] = both * after / (before + after);
            assert!((expected[place] - expected[place + 1]).abs() > 1.0);
            repeated += 1;
        }
    }
    assert_eq!(repeated, 1);
    // A forecast that has dates has its holidays in it: their factor on volume must change nothing.
    let holidays = csv::Reader::from_path(data.join("holidays/public_holidays_2015_2028.csv"))
        .unwrap()
        .deserialize()
        .map(|row| row.unwrap())
        .filter(|row: &BTreeMap<String, String>| {
            row["country"] == "US" && row["date"].starts_with("2016")
        })
        .fold("date,kind,name\n".to_owned(), |text, row| {
            format!("{text}{},holiday,\"{}\"\n", row["date"], row["name"])
        });
    let centre = r#"
[special_day.holiday]
volume = { "-1" = 0.9, "0" = 2.5 }
[queue.dispatch]
[contact_type.calls]
talk = { law = "lognormal", mean = "40min", cv = 0.6 }
demand.curve = "forecast.csv"
patience = { law = "exponential", mean = "10min" }
[skill_group.crews]
agents = 12
"#;
    let replications = if cfg!(debug_assertions) { 20 } else { 40 };
    let (scenario, estimates) = forecast.run(&expected, &holidays, centre, replications);
    judge("denver 2016", &estimates, &expected, replications);
    let special = scenario.centre.special_days();
    assert!(special.days.len() >= 10, "{:?}", special.days);
    // The days of 23 and of 25 hours have the sum of their intervals.
    let days = scenario.centre.horizon().days();
    let mut from = 0;
    for (place, day) in days.iter().enumerate() {
        let hours = number::index_wide((day.to - day.from).as_micros() / 3_600_000_000);
        let sum: f64 = expected[from..from + hours].iter().sum();
        from += hours;
        if hours != 24 {
            let offered = estimates.get("offered", Scope::Centre, Period::Day(place));
            let offered = offered.unwrap().value().unwrap();
            let error = (sum / number::float(replications)).sqrt();
            let z = (offered - sum) / error;
            crate::aloud::say(format!(
                "{}: {hours} hours, {offered} contacts of {sum}",
                day.date
            ));
            assert!(z.abs() < 4.0, "{}: {offered} contacts of {sum}", day.date);
        }
    }
    assert_eq!(from, expected.len());
}

/// Calls of a bank from March to August 2003, every five minutes of its 121 days. Four holidays are not in
/// the record: their forecast is an ordinary day's, and the calendar closes them.
#[test]
fn half_a_year_of_bank_calls_every_five_minutes() {
    const HOLIDAYS: [(&str, &str); 4] = [
        ("2003-04-04", "no record"),
        ("2003-04-07", "no record"),
        ("2003-05-26", "Memorial Day"),
        ("2003-07-04", "Independence Day"),
    ];
    let Some(data) = data() else { return };
    let counts = counts(
        &data.join("bankcalls2003/bank_calls_5min_mar_aug22.csv"),
        "start",
    );
    let forecast = Forecast {
        zone: "America/New_York",
        start: "2003-03-03",
        days: 173,
        interval_min: 5,
    };
    let starts = forecast.starts();
    // An hour of the night of 6 April is missing.
    assert_eq!(starts.len(), 173 * 288 - 12);
    let of = |start: &Zoned| {
        let shown = start.strftime("%Y-%m-%d %H:%M").to_string();
        counts.get(&shown).copied()
    };
    let is_holiday = |start: &Zoned| {
        HOLIDAYS
            .iter()
            .any(|(date, _)| start.date().to_string() == *date)
    };
    let week_before = |start: &Zoned| of(&(start - 7.days()));
    let written: Vec<f64> = starts
        .iter()
        .map(|start| {
            let closed = if is_holiday(start) {
                week_before(start)
            } else {
                None
            };
            of(start).or(closed).unwrap_or(0.0)
        })
        .collect();
    let expected: Vec<f64> = (starts.iter().zip(&written))
        .map(|(start, contacts)| if is_holiday(start) { 0.0 } else { *contacts })
        .collect();
    let recorded: f64 = counts.values().sum();
    assert!((expected.iter().sum::<f64>() - recorded).abs() < 0.5);
    assert!(written.iter().sum::<f64>() > recorded + 80_000.0);
    let days = HOLIDAYS
        .iter()
        .fold("date,kind,name\n".to_owned(), |text, (date, name)| {
            format!("{text}{date},holiday,{name}\n")
        });
    // Nobody is let in, so that only arrivals cost time.
    let centre = r#"
[queue.door]
queue_capacity = 0
[contact_type.calls]
talk = { law = "deterministic", value = "300 days" }
demand.curve = "forecast.csv"
[contact_type.calls.special_day.holiday]
volume = 0
[skill_group.nobody]
agents = 1
"#;
    let replications = if cfg!(debug_assertions) { 4 } else { 20 };
    let (scenario, estimates) = forecast.run(&written, &days, centre, replications);
    judge("bank 2003", &estimates, &expected, replications);
    let days = scenario.centre.horizon().days();
    let busy = (0..days.len())
        .filter(|day| {
            let offered = estimates.get("offered", Scope::Centre, Period::Day(*day));
            offered.unwrap().value().unwrap() > 0.0
        })
        .count();
    assert_eq!(busy, 121);
}
