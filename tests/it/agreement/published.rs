//! The simulation beside what another program printed for its own examples.
//!
//! Both sides are estimates. What was printed has a confidence interval, rounded to the digits shown; it
//! is widened by half a last digit and by our own half-width, and our number has to lie in it. The
//! examples of one program share their arrivals, so these are a handful of independent comparisons
//! and not one for each line.

use super::SHIPPED;
use super::case::{Clock, Comparison};
use super::families::published;
use super::run::Findings;
use super::size::Size;

/// Days of ours; the other program simulated a thousand.
const DAYS: u64 = if cfg!(debug_assertions) { 400 } else { 4_000 };

/// A printed confidence interval.
struct Printed {
    measure: String,
    low: f64,
    high: f64,
    /// Half of the last digit shown.
    rounding: f64,
}

/// What was printed for an example.
fn printed(model: &str) -> Vec<Printed> {
    let path = format!("{SHIPPED}/b_published_results.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headers = reader.headers().unwrap().clone();
    let place = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let (of, measure) = (place("model"), place("measure"));
    let (low, high) = (place("ci_low"), place("ci_high"));
    (reader.records())
        .map(Result::unwrap)
        .filter(|record| &record[of] == model)
        .map(|record| Printed {
            measure: record[measure].to_owned(),
            low: record[low].parse().unwrap(),
            high: record[high].parse().unwrap(),
            rounding: half_a_last_digit(&record[low]).max(half_a_last_digit(&record[high])),
        })
        .collect()
}

/// Half of the last digit of a number as written.
fn half_a_last_digit(text: &str) -> f64 {
    let decimals = text.split_once('.').map_or(0, |(_, digits)| digits.len());
    (0..decimals).fold(0.5, |half, _| half / 10.0)
}

/// Compares every line of an example that was printed.
fn compare(model: &str, lines: usize) {
    let printed = printed(model);
    assert_eq!(printed.len(), lines, "{model}");
    let comparisons = printed.iter().map(|line| {
        let known = match model {
            "Telethon" => published::telethon_printed,
            _ => published::published,
        };
        let (scale, source, kind, sign) = (known(&line.measure))
            .unwrap_or_else(|| panic!("{model}: `{}` is not known", line.measure));
        Comparison {
            column: line.measure.clone(),
            // What our number is divided by.
            exact: scale,
            source,
            kind,
            sign,
            rests_on: None,
        }
    });
    let case = published::case("b", model, comparisons.collect());
    let Clock::Profile {
        interval_s,
        intervals,
        ..
    } = case.clock
    else {
        panic!("{model} is a day");
    };
    let findings = Findings::new(
        &case,
        &Size::profile(interval_s, intervals, DAYS),
        20_100_821,
    );
    let mut outside = Vec::new();
    for (line, comparison) in printed.iter().zip(&case.comparisons) {
        let ours = findings.ours(comparison).times(1.0 / comparison.exact);
        let room = line.rounding + ours.half_width();
        let words = format!(
            "{model:<8}{:<66}ours {:<10.4}± {:<8.4}printed {} to {}",
            line.measure,
            ours.value,
            ours.half_width(),
            line.low,
            line.high
        );
        println!("{words}");
        if ours.value < line.low - room || ours.value > line.high + room {
            outside.push(words);
        }
    }
    assert!(outside.is_empty(), "outside:\n{}", outside.join("\n"));
}

#[test]
fn an_ordinary_day_is_as_printed() {
    compare("MMC", 4);
}

#[test]
fn a_day_with_abandonment_is_as_printed() {
    compare("MMCAb", 6);
}

#[test]
fn a_day_whose_line_is_cleared_at_closing_is_as_printed() {
    compare("MMCClrQ", 6);
}

#[test]
fn mornings_on_which_callers_leave_a_message_are_as_printed() {
    compare("Telethon", 10);
}

#[test]
fn a_last_digit_is_counted_from_the_point() {
    for (text, half) in [("1812.618", 0.000_5), ("0.900", 0.000_5), ("12", 0.5)] {
        assert!((half_a_last_digit(text) - half).abs() < 1e-12, "{text}");
    }
}
