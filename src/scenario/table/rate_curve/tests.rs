use std::fmt::Write as _;

use super::*;
use crate::scenario::table::trial::Trial;
use crate::units::SimTime;

fn read(trial: &mut Trial, start: &str, days: i64, text: &str, linear: bool) -> Option<RateCurve> {
    let horizon = Trial::horizon(start, days);
    trial.read(text, |reading, path| {
        rate_curve(reading, path, None, "calls", linear, &horizon).map(|written| written.curve)
    })
}

fn hours(hours: f64) -> SimTime {
    SimTime::START + Span::from_secs_f64(hours * 3_600.0)
}

fn expected(curve: &RateCurve, from: f64, to: f64) -> f64 {
    curve.expected_between(hours(from), hours(to))
}

fn expect_rate(curve: &RateCurve, at: f64, per_hour: f64) {
    let found = curve.at(hours(at)).as_f64();
    assert!(
        (found - per_hour).abs() < 1e-9,
        "{found} and not {per_hour} after {at} h"
    );
}

/// A row every quarter hour from 00:00, with the hour as its rate.
fn quarter_hours(column: &str) -> String {
    let rows = (0..96).map(|i| format!("{:02}:{:02},{}\n", i / 4, i % 4 * 15, i / 4));
    format!("interval_start,{column}\n{}", rows.collect::<String>())
}

#[test]
fn the_hour_that_is_missing_in_spring_has_no_customers() {
    let mut trial = Trial::default();
    let start = "2026-03-29T00:00[Europe/Berlin]";
    let curve = read(
        &mut trial,
        start,
        1,
        &quarter_hours("calls_per_hour"),
        false,
    )
    .unwrap();
    trial.expect_sound();
    // 23 hours: 0 + 1 + 3 + … + 23.
    assert!((expected(&curve, 0.0, 23.0) - 274.0).abs() < 1e-9);
    expect_rate(&curve, 1.99, 1.0);
    expect_rate(&curve, 2.0, 3.0);
    assert_eq!(
        curve
            .pieces()
            .iter()
            .filter(|piece| piece.from < hours(23.0))
            .count(),
        23
    );
}

#[test]
fn the_hour_that_comes_twice_in_autumn_has_twice_the_customers() {
    let mut trial = Trial::default();
    let start = "2026-10-25T00:00[Europe/Berlin]";
    let curve = read(
        &mut trial,
        start,
        1,
        &quarter_hours("calls_contacts"),
        false,
    )
    .unwrap();
    trial.expect_sound();
    // A count of 2 in each quarter hour is a rate of 8, now for two hours.
    assert!((expected(&curve, 0.0, 25.0) - 4.0 * 278.0).abs() < 1e-6);
    expect_rate(&curve, 3.99, 8.0);
    expect_rate(&curve, 4.0, 12.0);
}

#[test]
fn an_open_day_is_closed_at_night() {
    let mut trial = Trial::default();
    let text = "\u{feff}interval_start,calls_per_hour\r\n08:00,60\r\n08:30,90\r\n";
    let curve = read(&mut trial, "2026-03-02T07:00[UTC]", 1, text, false).unwrap();
    trial.expect_sound();
    assert!((expected(&curve, 0.0, 24.0) - 75.0).abs() < 1e-9);
    assert_eq!(curve.at(hours(0.99)), PerHour::ZERO);
    expect_rate(&curve, 1.25, 60.0);
    assert_eq!(curve.at(hours(2.0)), PerHour::ZERO);
    expect_rate(&curve, 25.25, 60.0);
}

#[test]
fn weeks_recur_and_may_begin_on_any_day() {
    let mut trial = Trial::default();
    let text = "interval_start,calls_contacts\n\
                Sun 09:00,5\nSun 10:00,6\nMon 09:00,1\nMon 10:00,2\nMon 11:00,3\n";
    // 2026-03-02 is a Monday.
    let curve = read(
        &mut trial,
        "2026-03-02T00:00[Asia/Shanghai]",
        14,
        text,
        false,
    )
    .unwrap();
    trial.expect_sound();
    assert!((expected(&curve, 0.0, 24.0) - 6.0).abs() < 1e-9);
    assert!((expected(&curve, 24.0, 144.0)).abs() < 1e-9);
    assert!((expected(&curve, 144.0, 168.0) - 11.0).abs() < 1e-9);
    assert!((expected(&curve, 0.0, 336.0) - 34.0).abs() < 1e-9);
}

#[test]
fn linear_rates_rise_from_row_to_row_and_past_midnight() {
    let mut trial = Trial::default();
    let mut text = "interval_start,calls_per_hour\n".to_owned();
    for hour in 0..24 {
        let rate = if hour < 12 { hour } else { 24 - hour };
        writeln!(text, "{hour:02}:00,{rate}").unwrap();
    }
    let curve = read(&mut trial, "2026-03-02T00:30[UTC]", 2, &text, true).unwrap();
    trial.expect_sound();
    expect_rate(&curve, 0.0, 0.5);
    expect_rate(&curve, 0.25, 0.75);
    expect_rate(&curve, 11.5, 12.0);
    expect_rate(&curve, 23.0, 0.5); // from 1 to 0 at midnight
    assert!((expected(&curve, 0.0, 24.0) - 144.0).abs() < 1e-6);
}

#[test]
fn linear_rates_stop_at_closing_time() {
    let mut trial = Trial::default();
    let text = "interval_start,calls_per_hour\n08:00,10\n09:00,30\n";
    let curve = read(&mut trial, "2026-03-02[UTC]", 1, text, true).unwrap();
    assert!((expected(&curve, 8.0, 9.0) - 20.0).abs() < 1e-9);
    assert!((expected(&curve, 9.0, 24.0) - 30.0).abs() < 1e-9);
}

#[test]
fn dates_hold_once_and_the_last_goes_on() {
    let mut trial = Trial::default();
    let text = "interval_start,calls_per_hour\n\
                2026-03-01 23:00,7\n2026-03-02T00:00,8\n2026-03-02T01:00:00Z,9\n";
    let curve = read(&mut trial, "2026-03-02T00:30[UTC]", 1, text, false).unwrap();
    trial.expect_sound();
    expect_rate(&curve, 0.0, 8.0);
    expect_rate(&curve, 0.5, 9.0);
    expect_rate(&curve, 50.0, 9.0);
    assert_eq!(trial.warnings.len(), 1, "{:?}", trial.warnings);
    assert!(trial.warnings[0].found.en.contains("goes on"));
}

#[test]
fn a_dated_curve_is_cut_where_the_horizon_begins() {
    let mut trial = Trial::default();
    let text = "interval_start,calls_per_hour\n2026-03-02 00:00,0\n2026-03-02 02:00,20\n";
    let curve = read(&mut trial, "2026-03-02T00:30[UTC]", 1, text, true).unwrap();
    expect_rate(&curve, 0.0, 5.0);
    expect_rate(&curve, 1.5, 20.0);
}

#[test]
fn a_slope_that_goes_past_the_end_is_a_slope() {
    let mut trial = Trial::default();
    let text = "interval_start,calls_per_hour\n2026-03-02 00:00,0\n2026-04-01 00:00,720\n";
    let curve = read(&mut trial, "2026-03-02T00:00[UTC]", 1, text, true).unwrap();
    expect_rate(&curve, 12.0, 12.0);
    expect_rate(&curve, 24.0, 24.0);
    expect_rate(&curve, 800.0, 720.0);
}

/// All quarter hours of a local day in Berlin, as a reader of clocks would write them.
fn berlin_day(date: &str, quarters: i64, with_offsets: bool) -> String {
    let start: jiff::Zoned = format!("{date}T00:00[Europe/Berlin]").parse().unwrap();
    let mut text = "interval_start,calls_per_hour\n".to_owned();
    for i in 0..quarters {
        let at = &start + jiff::SignedDuration::from_mins(15 * i);
        let form = if with_offsets {
            "%Y-%m-%dT%H:%M%:z"
        } else {
            "%Y-%m-%d %H:%M"
        };
        writeln!(text, "{},{i}", at.strftime(form)).unwrap();
    }
    text
}

#[test]
fn dated_quarter_hours_follow_daylight_saving_with_and_without_offsets() {
    for (date, quarters) in [("2026-03-29", 92), ("2026-10-25", 100)] {
        for with_offsets in [false, true] {
            let mut trial = Trial::default();
            let start = format!("{date}T00:00[Europe/Berlin]");
            let text = berlin_day(date, quarters, with_offsets);
            let curve = read(&mut trial, &start, 1, &text, false).unwrap();
            trial.expect_sound();
            assert_eq!(trial.warnings, [], "{date}");
            assert_eq!(i64::try_from(curve.pieces().len()), Ok(quarters));
            for (i, piece) in (0_u64..).zip(curve.pieces()) {
                assert_eq!(
                    piece.from,
                    SimTime::START + Span::MINUTE.saturating_mul(15 * i)
                );
            }
        }
    }
}

#[test]
fn an_hour_that_comes_twice_must_be_given_twice() {
    let mut trial = Trial::default();
    let text = berlin_day("2026-10-25", 100, false);
    let mut lines: Vec<&str> = text.lines().collect();
    lines.drain(13..17);
    let curve = read(
        &mut trial,
        "2026-10-25[Europe/Berlin]",
        1,
        &lines.join("\n"),
        false,
    );
    assert_eq!(curve, None);
    trial.expect_problems(&[(14, 1, "interval_start", "two times")]);
}

#[test]
fn days_of_23_and_25_hours_are_days() {
    let mut trial = Trial::default();
    let text = "interval_start,calls_contacts\n2026-10-24,240\n2026-10-25,250\n2026-10-26,24\n";
    let curve = read(&mut trial, "2026-10-24[Europe/Berlin]", 3, text, false).unwrap();
    trial.expect_sound();
    expect_rate(&curve, 10.0, 10.0);
    expect_rate(&curve, 48.5, 10.0);
    expect_rate(&curve, 49.0, 1.0);
}

#[test]
fn two_hours_may_begin_in_the_missing_one() {
    let mut trial = Trial::default();
    let text = "interval_start,calls_per_hour\n2026-03-28 22:00,1\n2026-03-29 00:00,2\n\
                2026-03-29 04:00,3\n2026-03-29 06:00,4\n";
    let curve = read(&mut trial, "2026-03-29[Europe/Berlin]", 1, text, false).unwrap();
    expect_rate(&curve, 2.9, 2.0);
    expect_rate(&curve, 3.1, 3.0);
}

#[test]
fn a_constant_curve_is_a_constant() {
    let mut trial = Trial::default();
    for text in [
        "interval_start,calls_per_hour\n00:00,12\n",
        "interval_start,calls_contacts\n00:00,6\n00:30,6\n01:00,6\n01:30,6\n",
        "interval_start,calls_per_hour\n2026-03-02,12\n",
    ] {
        let curve = read(&mut trial, "2026-03-02[Europe/Berlin]", 1, text, false).unwrap();
        if text.contains("contacts") {
            expect_rate(&curve, 1.0, 12.0);
        } else {
            assert_eq!(curve, RateCurve::constant(PerHour::new(12.0).unwrap()));
        }
    }
}

#[test]
fn linear_counts_and_lonely_counts_are_refused() {
    let mut trial = Trial::default();
    let text = "interval_start,calls_contacts\n00:00,12\n00:15,12\n";
    assert_eq!(read(&mut trial, "2026-03-02[UTC]", 1, text, true), None);
    let text = "interval_start,calls_contacts\n2026-03-02,12\n";
    assert_eq!(read(&mut trial, "2026-03-02[UTC]", 1, text, false), None);
    trial.expect_problems(&[(1, 1, "key", "linear"), (1, 1, "key", "only row")]);
}

#[test]
fn too_many_pieces_are_refused_before_they_are_made() {
    let mut trial = Trial::default();
    let mut text = "interval_start,calls_per_hour\n".to_owned();
    for second in 0..86_400 {
        let (hour, minute) = (second / 3_600, second / 60 % 60);
        let rate = second % 2;
        writeln!(text, "{hour:02}:{minute:02}:{:02},{rate}", second % 60).unwrap();
    }
    assert_eq!(read(&mut trial, "2026-03-02[UTC]", 365, &text, false), None);
    trial.expect_problems(&[(1, 1, "key", "recur over the horizon")]);
}

#[test]
fn a_row_that_is_refused_leaves_no_gap_behind() {
    let mut trial = Trial::default();
    let text = "interval_start,calls_per_hour\n2026-03-02 00:00,1\n2026-03-02 01:00,1,0\n\
                2026-03-02 02:00\n2026-03-02 03:00,1\n2026-03-02 04:00,1\n2026-03-02 06:00,1\n";
    assert_eq!(read(&mut trial, "2026-03-02[UTC]", 1, text, false), None);
    trial.expect_problems(&[
        (3, 18, "interval_start", "3 columns in this row"),
        (4, 1, "interval_start", "1 column in this row"),
        (7, 1, "interval_start", "a row 2 h after the row above"),
    ]);
}

#[test]
fn days_of_a_forecast_keep_their_counts_over_daylight_saving() {
    for (start, days, hours) in [
        (
            "2026-03-28",
            ["2026-03-28", "2026-03-29", "2026-03-30"],
            [24.0, 47.0, 71.0],
        ),
        (
            "2026-03-27",
            ["2026-03-27", "2026-03-28", "2026-03-29"],
            [24.0, 48.0, 71.0],
        ),
        (
            "2026-03-29",
            ["2026-03-29", "2026-03-30", "2026-03-31"],
            [23.0, 47.0, 71.0],
        ),
        (
            "2026-10-24",
            ["2026-10-24", "2026-10-25", "2026-10-26"],
            [24.0, 49.0, 73.0],
        ),
        (
            "2026-10-23",
            ["2026-10-23", "2026-10-24", "2026-10-25"],
            [24.0, 48.0, 73.0],
        ),
    ] {
        let mut trial = Trial::default();
        let text = format!(
            "interval_start,calls_contacts\n{} 00:00,1000\n{} 00:00,2000\n{} 00:00,3000\n",
            days[0], days[1], days[2]
        );
        let start = format!("{start}T00:00[Europe/Berlin]");
        let curve = read(&mut trial, &start, 3, &text, false).unwrap();
        trial.expect_sound();
        assert!(trial.warnings.is_empty(), "{:?}", trial.warnings);
        let mut from = 0.0;
        for (day, to) in (1..=3).zip(hours) {
            let found = expected(&curve, from, to);
            assert!(
                (found - 1_000.0 * f64::from(day)).abs() < 1e-6,
                "{start}, day {day}: {found}"
            );
            from = to;
        }
    }
}
