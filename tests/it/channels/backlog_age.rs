//! A promise of the age of the backlog, kept and broken where the ages are known.
//!
//! Of the four tickets that come at midnight one is begun at once, the others after 30, 60 and 90 minutes. So the
//! backlog is of three tickets, then two, then one, half an hour each: three hours of waiting in all. A
//! ticket that waits w is w ÷ 2 old on average over that time, which adds up to (0.25 + 1 + 2.25) ÷ 2 = 1.75
//! hours², and the mean age is 1.75 ÷ 3 hours: 35 minutes. In the first half hour it is 15 minutes, in the second
//! 45, in the third 75. The tickets of the second day are begun as they come in.

use springtide::experiment::{Period, Scope};
use springtide::measures::{Promised, ScopeKind};
use springtide::model::QueueId;
use springtide::report::{intervals_csv, summary_json};

use super::due::TICKETS;
use crate::small::Study;

const MAIL: Scope = Scope::Queue(QueueId::new(0));

/// The mean ages of the first half hours \[min\].
const AGES: [f64; 3] = [15.0, 45.0, 75.0];

/// The tickets with a promise, and changes.
fn run(promised: &str, changes: &[&str]) -> Study {
    let text = TICKETS.replace(
        "due_share = \"60%\"",
        &format!("backlog_age = \"{promised}\""),
    );
    assert_ne!(text, TICKETS);
    let all = [&["clock.interval=\"30min\""], changes].concat();
    Study::of(&text, &all, 1)
}

fn found(study: &Study, measure: &str, scope: Scope, period: Period) -> Option<f64> {
    let estimate = study.findings().estimates.get(measure, scope, period);
    estimate.unwrap_or_else(|| panic!("no {measure}")).value()
}

#[track_caller]
fn is(found: Option<f64>, expected: f64) {
    let found = found.unwrap();
    assert!((found - expected).abs() < 1e-6, "{found}, not {expected}");
}

#[test]
fn the_mean_age_over_the_period_is_judged() {
    let study = run("35min", &[]);
    let of = |measure, period| found(&study, measure, MAIL, period);
    is(of("backlog_age", Period::Horizon), 35.0 * 60.0);
    is(of("backlog_age", Period::Day(0)), 35.0 * 60.0);
    assert_eq!(of("backlog_age", Period::Day(1)), None);
    is(of("chance_target_met", Period::Horizon), 1.0);
    is(of("chance_target_met", Period::Day(0)), 1.0);
    assert_eq!(of("chance_target_met", Period::Day(1)), None);
    is(of("days_target_met", Period::Horizon), 1.0);
    for (interval, age) in AGES.into_iter().enumerate() {
        let period = Period::Interval(interval);
        is(of("backlog_age", period), age * 60.0);
        let met = if age <= 35.0 { 1.0 } else { 0.0 };
        is(of("chance_target_met", period), met);
    }
    // From 1:30 on nothing waits, and there is nothing to judge.
    for interval in [3, 40, 95] {
        let period = Period::Interval(interval);
        assert_eq!(of("backlog_age", period), None);
        assert_eq!(of("chance_target_met", period), None);
    }
    // A second less is not kept.
    let broken = run("2099s", &[]);
    is(
        found(&broken, "chance_target_met", MAIL, Period::Horizon),
        0.0,
    );
    is(
        found(&broken, "days_target_met", MAIL, Period::Horizon),
        0.0,
    );
}

#[test]
fn the_verdict_and_the_files_tell_it() {
    let study = run("34min", &[]);
    assert_eq!(
        study.verdict(),
        "target missed: mean age of the backlog 35:00 min (35:00–35:00), promised at most 34 min; \
         target missed on 1 of 2 days"
    );
    let summary = study.written(summary_json::write);
    let json: serde_json::Value = serde_json::from_str(&summary).unwrap();
    let target = &json["verdict"]["targets"][0];
    assert_eq!(target["measure"], "backlog_age");
    assert_eq!(target["promised"], 2_040.0);
    assert_eq!(target["value"], 2_100.0);
    assert_eq!(target["outcome"], "missed");
    let heads = study.written(intervals_csv::write);
    let heads = heads.lines().next().unwrap();
    for head in ["backlog_age_s", "chance_target_met_low"] {
        assert!(heads.split(',').any(|known| known == head), "{heads}");
    }
}

/// Two half hours are too old, and so is the day; where the day is just not, nothing is owed for it.
#[test]
fn a_backlog_that_is_too_old_costs_its_penalty() {
    let target = "queue.mail.target";
    let penalty = format!("{target}.penalty=100");
    for (per, promised, cost) in [
        ("interval", "35min", 200.0),
        ("interval", "45min", 100.0),
        ("interval", "75min", 0.0),
        ("day", "35min", 0.0),
        ("day", "34min", 100.0),
        ("horizon", "34min", 100.0),
    ] {
        let per = format!("{target}.penalty_per=\"{per}\"");
        let study = run(promised, &["currency=\"EUR\"", &penalty, &per]);
        is(
            found(&study, "penalty", Scope::Centre, Period::Horizon),
            cost,
        );
        is(found(&study, "cost", Scope::Centre, Period::Horizon), cost);
    }
}

/// Each promise of a queue with several has a chance of its own.
#[test]
fn the_age_is_one_promise_of_several() {
    let study = run("34min", &["queue.mail.target.due_share=\"60%\""]);
    let of = |measure, period| found(&study, measure, MAIL, period);
    is(of("chance_in_due_time_met", Period::Horizon), 1.0);
    is(of("chance_backlog_age_met", Period::Horizon), 0.0);
    is(of("chance_target_met", Period::Horizon), 0.0);
    is(of("chance_backlog_age_met", Period::Interval(0)), 1.0);
    let findings = study.findings();
    let catalogue = findings.estimates.catalogue();
    let chance = catalogue.find(Promised::BacklogAge.measure()).unwrap();
    assert_eq!(chance.scopes, [ScopeKind::Queue]);
    assert!(
        chance
            .definition
            .contains("the promised age of the backlog")
    );
}
