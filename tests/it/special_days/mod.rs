//! Special days and daily volumes: what a scenario says is what is expected to come, to the last contact.

use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::{Date, date};
use jiff::{ToSpan, Zoned};

use springtide::compile;
use springtide::experiment::{self, Period, Scope};
use springtide::model::{ContactCentre, Demand, ExpectedArrivals, StaffingPlan};
use springtide::scenario::{self, Problems, Scenario};
use springtide::units::{Agents, SimTime, Span};

use crate::scenarios;

mod closed;
mod mistakes;

/// A scenario of one hotline with these sections added, and these files beside it.
fn load(
    clock: &str,
    demand: &str,
    sections: &str,
    files: &[(&str, &str)],
) -> Result<Scenario, Problems> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let text = format!(
        "[clock]\n{clock}\n[queue.line]\n[contact_type.calls]\ndemand = {{ {demand} }}\n\
         talk = {{ law = \"exponential\", mean = \"5min\" }}\n\
         patience = {{ law = \"exponential\", mean = \"2min\" }}\n\
         [skill_group.front]\nagents = 10\nshrinkage = \"30%\"\n{sections}\n"
    );
    scenario::load_text(&text, "scenario.toml", folder.path(), &[])
}

fn loaded(clock: &str, demand: &str, sections: &str, files: &[(&str, &str)]) -> Scenario {
    load(clock, demand, sections, files).unwrap_or_else(|problems| panic!("{problems}"))
}

const WEEK: &str = "start = \"2026-02-09\"\ntime_zone = \"Asia/Shanghai\"\nhorizon = \"7 days\"";

/// Expected contacts of the first type by local day.
fn volumes(centre: &ContactCentre) -> Vec<(Date, f64)> {
    let expected = ExpectedArrivals::of(&centre.contact_types()[0].demand);
    let days = centre.horizon().days().iter();
    days.map(|day| (day.date, expected.between(day.from, day.to)))
        .collect()
}

fn volume_on(centre: &ContactCentre, day: Date) -> f64 {
    let volumes = volumes(centre);
    volumes.iter().find(|(date, _)| *date == day).unwrap().1
}

fn assert_near(found: f64, wanted: f64, what: impl std::fmt::Display) {
    let error = (found - wanted).abs();
    assert!(
        error <= 1e-9 * wanted.max(1.0),
        "{what}: {found}, not {wanted}"
    );
}

/// Years of days in zones with and without daylight saving: each has daily volume × weekday × special
/// days × trend, whatever its length and its course.
#[test]
fn every_day_of_long_horizons_has_its_volume_to_the_last_contact() {
    let profile = "interval_start,mon-thu,fri,sat,sun\n00:00,1,2,3,0\n02:00,5,1,0,1\n\
                   04:00,0,0,2,2\n06:00,3,3,1,1\n08:00,9,8,0,0\n";
    let calendar = "date,kind,name\n2026-03-29,clock,Spring\n2026-10-25,clock,Autumn\n\
                    2027-03-28,clock,Spring\n2026-12-24,eve,\n2026-12-26,holiday,\n2026-12-25,holiday,\n";
    let demand = "daily_volume = \"1234.5/day\", weekday = { mon = 1.3, tue-fri = 1.0, sat = 0.5, \
                  sun = 0.25 }, profile = \"profile.csv\", trend = \"+7%/year\", \
                  trend_from = \"2025-06-01\"";
    let sections = "[calendar]\nfile = \"days.csv\"\n\
                    [special_day.clock]\nvolume = { \"-1\" = 1.5, \"0\" = 2, \"+1\" = 1.25 }\n\
                    [special_day.eve]\nvolume = { \"-3\" = 1.1, \"0\" = 1.7, \"+5\" = 0.3 }\n\
                    [special_day.holiday]\nvolume = { \"-1\" = 0.9, \"0\" = 0.4, \"1\" = 1.6 }\n";
    let files = [("profile.csv", profile), ("days.csv", calendar)];
    let special = |day: Date| {
        let apart = |from: Date| i64::from(from.until(day).unwrap().get_days());
        let clock: f64 = [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28)]
            .iter()
            .map(|from| match apart(*from) {
                -1 => 1.5,
                0 => 2.0,
                1 => 1.25,
                _ => 1.0,
            })
            .product();
        let eve = match apart(date(2026, 12, 24)) {
            -3 => 1.1,
            0 => 1.7,
            5 => 0.3,
            _ => 1.0,
        };
        // The 25th and the 26th are one occasion: a day before its first, a day after its last.
        let holiday = match apart(date(2026, 12, 25)) {
            -1 => 0.9,
            0 | 1 => 0.4,
            2 => 1.6,
            _ => 1.0,
        };
        clock * eve * holiday
    };
    for zone in [
        "Europe/Berlin",
        "Asia/Shanghai",
        "Australia/Lord_Howe",
        "Asia/Beirut",
    ] {
        let clock =
            format!("start = \"2025-11-03\"\ntime_zone = \"{zone}\"\nhorizon = \"900 days\"");
        let scenario = loaded(&clock, demand, sections, &files);
        let volumes = volumes(&scenario.centre);
        assert_eq!(volumes.len(), 900);
        for (day, volume) in volumes {
            let weekday = [1.3, 1.0, 1.0, 1.0, 1.0, 0.5, 0.25];
            let weekday =
                weekday[usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())];
            let hours = day.duration_since(date(2025, 6, 1)).as_hours();
            let days = f64::from(i32::try_from(hours / 24).unwrap());
            let trend = libm::pow(1.07, days / 365.0);
            let wanted = 1_234.5 * weekday * special(day) * trend;
            assert_near(volume, wanted, format!("{zone} {day}"));
        }
    }
}

/// In autumn the hour that comes twice has its weight twice, in spring the missing one none; the rest
/// of the day is scaled, and the course of other days is as it is written.
#[test]
fn a_course_follows_the_clock_when_it_is_put_forward_or_back() {
    let mut profile = "interval_start,weight\n".to_owned();
    for hour in 0..24 {
        let _ = writeln!(profile, "{hour:02}:00,{}", hour + 1);
    }
    let rates = |start: &str, hours: u64| -> Vec<f64> {
        let clock =
            format!("start = \"{start}\"\ntime_zone = \"Europe/Berlin\"\nhorizon = \"1 day\"");
        let demand = "daily_volume = \"3000/day\", profile = \"profile.csv\"";
        let scenario = loaded(&clock, demand, "", &[("profile.csv", &profile)]);
        let Demand::Curve(curve) = &scenario.centre.contact_types()[0].demand else {
            panic!("a daily volume is a curve")
        };
        let at = |hour: u64| SimTime::START + Span::HOUR.saturating_mul(hour);
        (0..hours).map(|hour| curve.at(at(hour)).as_f64()).collect()
    };
    let weights = |hours: &[u32]| -> Vec<f64> {
        let total: u32 = hours.iter().map(|hour| hour + 1).sum();
        let weight = |hour: &u32| 3_000.0 * f64::from(hour + 1) / f64::from(total);
        hours.iter().map(weight).collect()
    };
    let ordinary: Vec<u32> = (0..24).collect();
    let spring: Vec<u32> = (0..24).filter(|hour| *hour != 2).collect();
    let autumn: Vec<u32> = [0, 1, 2].into_iter().chain(2..24).collect();
    for (start, hours) in [
        ("2026-06-01", &ordinary),
        ("2026-03-29", &spring),
        ("2026-10-25", &autumn),
    ] {
        let found = rates(start, u64::try_from(hours.len()).unwrap());
        for (found, wanted) in found.iter().zip(weights(hours)) {
            assert_near(*found, wanted, start);
        }
    }
    // A day that is entered in the middle has the course of the whole day.
    let afternoon = rates("2026-06-01 12:00", 12);
    assert_near(afternoon[0], weights(&ordinary)[12], "noon");
}

#[test]
fn curves_that_meet_multiply_and_events_of_several_days_are_one() {
    let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Fair\r\n\
               CATEGORIES:fair\r\nDTSTART;VALUE=DATE:20260211\r\nDTEND;VALUE=DATE:20260213\r\n\
               END:VEVENT\r\nEND:VCALENDAR\r\n";
    let csv = "date,kind,name\n2026-02-13,payday,\n2026-02-12,sale,A\n2026-02-12,sale,B\n";
    let sections = "[calendar]\nfile = [\"a.ics\", \"b.csv\"]\n\
                    [special_day.fair]\nvolume = { \"-1\" = 0.5, \"0\" = 3, \"+1\" = 0.7 }\n\
                    [special_day.payday]\nvolume = { \"-1\" = 1.1, \"0\" = 2 }\n\
                    [special_day.sale]\nvolume = 1.5\n";
    let files = [("a.ics", ics), ("b.csv", csv)];
    for demand in ["daily_volume = \"240/day\"", "rate = \"10/h\""] {
        let scenario = loaded(WEEK, demand, sections, &files);
        let factors: Vec<f64> = volumes(&scenario.centre)
            .iter()
            .map(|(_, volume)| volume / 240.0)
            .collect();
        let wanted = [1.0, 0.5, 3.0, 3.0 * 1.1 * 1.5 * 1.5, 0.7 * 2.0, 1.0, 1.0];
        for (found, wanted) in factors.iter().zip(wanted) {
            assert_near(*found, wanted, demand);
        }
    }
}

#[test]
fn a_day_that_is_worked_instead_has_the_volume_and_the_course_of_that_weekday() {
    let profile = "interval_start,mon-fri,sat-sun\n00:00,1,5\n12:00,3,5\n";
    let calendar = "date,kind,name,replaces\n2026-02-14,makeup_workday,,2026-02-20\n";
    let demand =
        "daily_volume = \"1000/day\", profile = \"p.csv\", weekday = { fri = 1.2, sat = 0.4 }";
    let files = [("p.csv", profile), ("c.csv", calendar)];
    let with = loaded(WEEK, demand, "[calendar]\nfile = \"c.csv\"", &files);
    assert_eq!(
        with.warnings,
        [],
        "a day that replaces another needs no section"
    );
    assert_near(
        volume_on(&with.centre, date(2026, 2, 14)),
        1_200.0,
        "the volume",
    );
    let expected = ExpectedArrivals::of(&with.centre.contact_types()[0].demand);
    let at = |hours: u64| SimTime::START + Span::HOUR.saturating_mul(hours);
    assert_near(expected.between(at(120), at(132)), 300.0, "its morning");
    let own = "[calendar]\nfile = \"c.csv\"\n[contact_type.calls.special_day.makeup_workday]\n\
               counts_as = \"sun\"\n";
    let own = loaded(WEEK, demand, own, &files);
    assert_near(
        volume_on(&own.centre, date(2026, 2, 14)),
        1_000.0,
        "a type of its own mind",
    );
}

/// A calendar that names no day of consequence leaves every byte as it is.
#[test]
fn a_calendar_of_nothing_is_none() {
    let demand = "daily_volume = \"2400/day\"";
    let none = loaded(WEEK, demand, "", &[]);
    let far = "[calendar]\nfile = \"c.csv\"\n[special_day.holiday]\nvolume = 9\nhandling = 2\nshrinkage = 2\n";
    let far = loaded(
        WEEK,
        demand,
        far,
        &[("c.csv", "date,kind,name\n2031-01-01,holiday,\n")],
    );
    assert_eq!(far.centre, none.centre);
    let idle = "[calendar]\nfile = \"c.csv\"\n[special_day.holiday]\nvolume = { \"0\" = 1, \"+3\" = 1.0 }\n\
                handling = 1\nshrinkage = 1.0\n";
    let idle = loaded(
        WEEK,
        demand,
        idle,
        &[("c.csv", "date,kind,name\n2026-02-11,holiday,\n")],
    );
    assert_eq!(idle.centre.contact_types(), none.centre.contact_types());
    assert_eq!(idle.centre.skill_groups(), none.centre.skill_groups());
    assert_eq!(idle.centre.special_days().days.len(), 1);
    let bytes = |scenario: &Scenario| {
        let inputs = compile::compile(&scenario.centre, &scenario.report);
        format!("{inputs:?}")
    };
    assert_eq!(bytes(&idle), bytes(&none));
    // An even daily volume is a rate.
    let rate = loaded(WEEK, "rate = \"100/h\"", "", &[]);
    let steady = |scenario: &Scenario| scenario.centre.contact_types()[0].demand.clone();
    let latest = none.centre.horizon().latest();
    let expected = |demand: &Demand| ExpectedArrivals::of(demand).until(latest);
    assert_near(
        expected(&steady(&none)),
        expected(&steady(&rate)),
        "the same",
    );
}

#[test]
fn dates_that_were_forecast_have_their_special_days_in_them() {
    let mut forecast = "interval_start,calls_contacts\n".to_owned();
    for day in 9..=15 {
        let _ = writeln!(forecast, "2026-02-{day:02}T00:00,240");
    }
    let calendar =
        "[calendar]\nfile = \"c.csv\"\n[special_day.holiday]\nvolume = 3\nhandling = 1.5\n";
    let files = [
        ("f.csv", forecast.as_str()),
        ("c.csv", "date,kind,name\n2026-02-11,holiday,\n"),
    ];
    let scenario = loaded(WEEK, "curve = \"f.csv\"", calendar, &files);
    let day = date(2026, 2, 11);
    assert_near(volume_on(&scenario.centre, day), 240.0, "as forecast");
    let own = format!("{calendar}[contact_type.calls.special_day.holiday]\nvolume = 3\n");
    let scenario = loaded(WEEK, "curve = \"f.csv\"", &own, &files);
    assert_near(
        volume_on(&scenario.centre, day),
        720.0,
        "asked for by the type itself",
    );
}

/// The factor applies to the day of arrival, and to nobody else: the same customers come, with the
/// same patience, and bring more work on that day.
#[test]
fn handling_takes_longer_for_those_who_arrive_on_the_day() {
    let sections = "[calendar]\nfile = \"c.csv\"\n[special_day.slow]\nhandling = 1.5\n";
    let files = [("c.csv", "date,kind,name\n2026-02-11,slow,\n")];
    let plain = loaded(WEEK, "rate = \"60/h\"", "", &[]);
    let slow = loaded(WEEK, "rate = \"60/h\"", sections, &files);
    let aht = |scenario: &Scenario, day: usize| {
        let inputs = compile::compile(&scenario.centre, &scenario.report);
        let few = springtide::model::ReplicationPlan {
            replications: 5,
            ..scenario.replication
        };
        let done = experiment::replicate(
            &inputs,
            &scenario.centre,
            &scenario.report,
            &few,
            Some(1),
            &|_| {},
        );
        let done = done.unwrap();
        let estimate = done.get("load", Scope::Centre, Period::Day(day));
        estimate.unwrap().value().unwrap()
    };
    // With ample people and the same customers the load of the day is that much more.
    let ratio = aht(&slow, 2) / aht(&plain, 2);
    assert!((ratio - 1.5).abs() < 0.05, "{ratio}");
    assert!((aht(&slow, 0) - aht(&plain, 0)).abs() < 1e-9);
}

#[test]
fn fewer_of_the_paid_are_there_on_days_of_much_shrinkage() {
    let sections = "[calendar]\nfile = \"c.csv\"\n[special_day.flu]\nshrinkage = 1.5\n\
                    [special_day.calm]\nshrinkage = 0\n";
    let files = [(
        "c.csv",
        "date,kind,name\n2026-02-11,flu,\n2026-02-13,calm,\n",
    )];
    let scenario = loaded(WEEK, "rate = \"30/h\"", sections, &files);
    let group = &scenario.centre.skill_groups()[0];
    let on = |day: u64| {
        let noon = SimTime::START + Span::DAY.saturating_mul(day) + Span::HOUR;
        group.staffing.at(noon)
    };
    // 10 × (1 − 0.45) ÷ (1 − 0.3) = 7.86; 10 ÷ 0.7 = 14.3.
    assert_eq!(
        [on(1), on(2), on(3), on(4)],
        [10, 8, 10, 14].map(Agents::new)
    );
    let planned = scenario.centre.special_days().planned_of(0);
    assert_eq!(planned, Some(&StaffingPlan::constant(Agents::new(10))));
    let inputs = compile::compile(&scenario.centre, &scenario.report);
    let twice = springtide::model::ReplicationPlan {
        replications: 2,
        ..scenario.replication
    };
    let done = experiment::replicate(
        &inputs,
        &scenario.centre,
        &scenario.report,
        &twice,
        None,
        &|_| {},
    );
    let done = done.unwrap();
    let paid = |day: usize| {
        let group = springtide::model::SkillGroupId::new(0);
        let estimate = done.get("paid", Scope::Group(group), Period::Day(day));
        estimate.unwrap().value().unwrap()
    };
    // People who finish a contact past midnight are there a little longer.
    for day in [1, 2, 4] {
        assert!(
            (paid(day) - 10.0 / 0.7).abs() < 0.02,
            "{day}: {}",
            paid(day)
        );
    }
    let much =
        "[calendar]\nfile = \"c.csv\"\n[special_day.flu]\nshrinkage = 3.4\n[special_day.calm]\n";
    let problems = load(WEEK, "rate = \"30/h\"", much, &files).unwrap_err();
    let problem = problems.iter().next().unwrap();
    assert!(
        problem.found.contains("102% on 2026-02-11"),
        "{}",
        problem.found
    );
    let own = format!("{much}[skill_group.front.special_day.flu]\nshrinkage = 1.2\n");
    assert!(load(WEEK, "rate = \"30/h\"", &own, &files).is_ok());
}

/// What the model says of special days is what the charts mark.
#[test]
fn the_model_names_the_special_days_of_the_horizon() {
    let path = scenarios::folder().join("07-special-days.toml");
    let scenario = scenario::load(&path, &[]).unwrap();
    // New Year's Eve is more than the people of an ordinary week can carry, which is said.
    let warnings: Vec<String> = scenario.warnings.iter().map(ToString::to_string).collect();
    assert!(!warnings.is_empty());
    for warning in warnings {
        assert!(
            warning.contains("from 2026-02-16") && warning.contains("erlangs"),
            "{warning}"
        );
    }
    let days = &scenario.centre.special_days().days;
    let of_kind = |kind: &str| -> Vec<String> {
        let days = days.iter().filter(|day| day.kind == kind);
        days.map(|day| day.date.to_string()).collect()
    };
    assert_eq!(of_kind("makeup_workday"), ["2026-02-14", "2026-02-28"]);
    assert_eq!(of_kind("payday"), ["2026-02-11"]);
    assert_eq!(of_kind("holiday").len(), 9);
    assert_eq!(of_kind("eve"), ["2026-02-16"]);
    assert!(days.windows(2).all(|pair| pair[0] < pair[1]));
}

/// The days that the shipped scenario's header says break, and those that it says do not.
#[test]
fn the_eve_and_the_worked_saturdays_break_the_plan_of_ordinary_weeks() {
    let (scenario, estimates) = scenarios::run("07-special-days.toml");
    let queue = Scope::all(&scenario.centre)
        .into_iter()
        .find(|scope| scope.kind().name() == "queue" && scope.name(&scenario.centre) == "payments");
    for (place, day) in scenario.centre.horizon().days().iter().enumerate() {
        let level = estimates.get("service_level", queue.unwrap(), Period::Day(place));
        let level = level.unwrap().value().unwrap();
        match (day.date.month(), day.date.day()) {
            (2, 14 | 16 | 24 | 28) => assert!(level < 0.55, "{}: {level}", day.date),
            (2, 18..=23) => assert!(level > 0.95, "{}: {level}", day.date),
            _ => assert!(level > 0.6, "{}: {level}", day.date),
        }
    }
}

/// China's calendar is a copy of facts: every make-up day is on a weekend and replaces a weekday that
/// is off.
#[test]
fn the_shipped_calendar_pairs_each_worked_day_with_a_weekday_off() {
    let path = scenarios::folder().join("calendars/china-2026.csv");
    let text = std::fs::read_to_string(path).unwrap();
    let rows: Vec<Vec<&str>> = text
        .lines()
        .skip(1)
        .map(|row| row.split(',').collect())
        .collect();
    let has = |date: &str, kind: &str| rows.iter().any(|row| row[0] == date && row[1] == kind);
    let mut worked = 0;
    for row in &rows {
        let day: Date = row[0].parse().unwrap();
        let weekday = day.weekday().to_monday_zero_offset();
        if row[1] == "makeup_workday" {
            worked += 1;
            assert!(weekday >= 5, "{day}");
            assert!(
                has(row[3], "in_lieu_day_off") && has(row[3], "holiday"),
                "{day}"
            );
            let replaced: Date = row[3].parse().unwrap();
            assert!(replaced.weekday().to_monday_zero_offset() < 5, "{day}");
        } else {
            assert_eq!(row[3], "", "{day}");
        }
    }
    let off = rows
        .iter()
        .filter(|row| row[1] == "in_lieu_day_off")
        .count();
    assert_eq!((worked, off), (6, 6));
    assert_eq!(rows.iter().filter(|row| row[1] == "holiday").count(), 33);
}

/// The horizon need not begin or end at midnight, nor the calendar inside it.
#[test]
fn parts_of_days_have_parts_of_volumes() {
    let clock = "start = \"2026-02-10 18:00\"\ntime_zone = \"Asia/Shanghai\"\nhorizon = \"36h\"";
    let sections =
        "[calendar]\nfile = \"c.csv\"\n[special_day.x]\nvolume = { \"+1\" = 2, \"-1\" = 4 }\n";
    let files = [("c.csv", "date,kind,name\n2026-02-09,x,\n2026-02-13,x,\n")];
    let scenario = loaded(clock, "daily_volume = \"240/day\"", sections, &files);
    let volumes: Vec<f64> = volumes(&scenario.centre).iter().map(|day| day.1).collect();
    for (found, wanted) in volumes.iter().zip([120.0, 240.0, 240.0]) {
        assert_near(*found, wanted, "a part of a day");
    }
    let start: Zoned = "2026-02-10T18:00[Asia/Shanghai]".parse().unwrap();
    assert_eq!(scenario.centre.horizon().start(), &start);
    assert_eq!((&start + 36.hours()).date(), date(2026, 2, 12));
    assert!(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("scenarios/calendars")
            .is_dir()
    );
}
