//! What broken promises cost, by the period that is judged, where it is known which of them break.

mod additive;

use std::path::Path;

use springtide::experiment::{Period, Scope};
use springtide::model::QueueId;
use springtide::report::{intervals_csv, summary_json};
use springtide::scenario;

use crate::comparison::Plans;
use crate::small::Study;

/// One person takes ten minutes for a call and nobody hangs up. Of the intervals of six hours
/// - the first has two calls, both answered at once;
/// - the second three at a time, of which the first alone is in time;
/// - the third none;
/// - the fourth two shortly before midnight, of which the second waits until after it;
/// - the fifth one, which waits for that one to end;
/// - the sixth one and the eighth two, all answered at once; the seventh none.
///
/// Visits are somebody else's: two at a time in the second interval, and one in the sixth.
const CALLS: &str = r#"currency = "EUR"

[clock]
start = "2026-03-02 00:00"
time_zone = "UTC"
horizon = "2 days"
interval = "6h"

[replication]
replications = 3

[report]
workbook = false
charts = false

[log]
file = "tests/it/penalties/calls.csv"
time = "arrival"
contact_type = "type"

[queue.hotline.target]
share = "60%"
penalty = 100
penalty_per = "interval"

[queue.desk]

[contact_type.calls]
queue = "hotline"
groups = ["front"]
demand.replay = ["call"]
talk = { law = "deterministic", value = "10min" }

[contact_type.visits]
queue = "desk"
groups = ["back"]
demand.replay = ["visit"]
talk = { law = "deterministic", value = "10min" }

[skill_group.front]
agents = 1
hourly_rate = 10

[skill_group.back]
agents = 1
"#;

/// By interval: whether the promise is kept; nothing where there is nothing to judge.
const KEPT: [Option<bool>; 8] = [
    Some(true),
    Some(false),
    None,
    Some(false),
    Some(false),
    Some(true),
    None,
    Some(true),
];

/// What two days of the person on the hotline cost.
const STAFF: f64 = 480.0;

const HOTLINE: Scope = Scope::Queue(QueueId::new(0));

fn run(changes: &[&str]) -> Study {
    Study::of(CALLS, changes, 1)
}

fn value(study: &Study, measure: &str, scope: Scope, period: Period) -> f64 {
    let estimate = study.findings().estimates.get(measure, scope, period);
    let value = estimate.and_then(|estimate| estimate.value());
    value.unwrap_or_else(|| panic!("no {measure} of {period:?}"))
}

fn penalty(study: &Study, period: Period) -> f64 {
    value(study, "penalty", Scope::Centre, period)
}

#[track_caller]
fn is(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found}, not {expected}");
}

#[test]
fn each_interval_that_breaks_the_promise_costs_the_penalty() {
    let study = run(&[]);
    for (interval, kept) in KEPT.into_iter().enumerate() {
        let period = Period::Interval(interval);
        let expected = if kept == Some(false) { 100.0 } else { 0.0 };
        is(penalty(&study, period), expected);
        for scope in [Scope::Centre, HOTLINE] {
            let chance = (study.findings().estimates).get("chance_target_met", scope, period);
            let chance = chance.unwrap().value();
            let expected = kept.map(|kept| if kept { 1.0 } else { 0.0 });
            assert_eq!(chance, expected, "{interval}");
        }
    }
    is(penalty(&study, Period::Day(0)), 200.0);
    is(penalty(&study, Period::Day(1)), 100.0);
    is(penalty(&study, Period::Horizon), 300.0);
    is(
        value(&study, "cost", Scope::Centre, Period::Horizon),
        STAFF + 300.0,
    );
    is(
        value(&study, "cost_per_handled", Scope::Centre, Period::Horizon),
        (STAFF + 300.0) / 14.0,
    );
    // All replications are the same calls.
    let estimate = study.findings().estimates;
    let estimate = estimate.get("penalty", Scope::Centre, Period::Horizon);
    let (low, high) = estimate.unwrap().interval().unwrap();
    is(low, 300.0);
    is(high, 300.0);
}

/// Of the same calls four of seven are in time on the first day, three of four on the second.
#[test]
fn the_period_that_is_judged_makes_the_cost() {
    for (per, cost) in [("interval", 300.0), ("day", 100.0), ("horizon", 0.0)] {
        let per = format!("queue.hotline.target.penalty_per=\"{per}\"");
        is(penalty(&run(&[&per]), Period::Horizon), cost);
    }
    // Without the key it is the day.
    let text = CALLS.replace("penalty_per = \"interval\"\n", "");
    is(penalty(&Study::of(&text, &[], 1), Period::Horizon), 100.0);
}

/// What is reported does not change what is owed.
#[test]
fn intervals_are_judged_whether_reported_or_not() {
    for report in [
        "report.intervals=false",
        "report.days=false",
        "report.most_interval_rows=1",
    ] {
        let study = run(&[report]);
        is(penalty(&study, Period::Horizon), 300.0);
        is(
            value(&study, "cost", Scope::Centre, Period::Horizon),
            STAFF + 300.0,
        );
    }
    let study = run(&["report.intervals=false"]);
    let estimates = study.findings().estimates;
    assert_eq!(estimates.interval_rows().count(), 0);
    for measure in ["penalty", "chance_target_met"] {
        let of_interval = estimates.get(measure, Scope::Centre, Period::Interval(0));
        assert_eq!(of_interval, None, "{measure}");
    }
}

/// What comes in during the warm-up is not judged: after 7:02 the second interval has one call, which is
/// late; after 7:03 it has none.
#[test]
fn the_warm_up_owes_nothing() {
    for (warm_up, cost) in [("6h", 300.0), ("422min", 300.0), ("423min", 200.0)] {
        let study = run(&[&format!("clock.warm_up=\"{warm_up}\"")]);
        is(penalty(&study, Period::Horizon), cost);
        is(penalty(&study, Period::Day(0)), cost - 100.0);
    }
}

/// A second promise breaks an interval but once; another queue owes for itself.
#[test]
fn an_interval_owes_once_for_each_queue() {
    let study = run(&["queue.hotline.target.asa=\"1s\""]);
    is(penalty(&study, Period::Horizon), 300.0);
    // Two visits wait five minutes on average.
    let desk = "queue.desk.target={asa=\"4min\",penalty=7,penalty_per=\"interval\"}";
    let study = run(&[desk]);
    is(penalty(&study, Period::Interval(1)), 107.0);
    is(penalty(&study, Period::Interval(3)), 100.0);
    is(penalty(&study, Period::Interval(5)), 0.0);
    is(penalty(&study, Period::Horizon), 307.0);
    let both = [desk, "queue.desk.target.penalty_per=\"day\""];
    let study = run(&both);
    is(penalty(&study, Period::Interval(1)), 100.0);
    is(penalty(&study, Period::Day(0)), 207.0);
    is(penalty(&study, Period::Horizon), 307.0);
}

#[test]
fn files_have_the_penalty_and_the_chance_of_each_interval() {
    let study = run(&[]);
    let csv = study.written(intervals_csv::write);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let place = |name: &str| {
        let place = heads.iter().position(|head| head == name);
        place.unwrap_or_else(|| panic!("no {name}: {heads:?}"))
    };
    let columns = [
        "penalty_eur",
        "chance_target_met",
        "chance_target_met_low",
        "chance_target_met_high",
    ]
    .map(place);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let of = |kind: &str, interval: usize| {
        let mut rows = rows.iter().filter(|row| &row[1] == kind);
        let row = rows.nth(interval).unwrap();
        columns.map(|place| row[place].to_owned())
    };
    // With three replications that agree Wilson's interval reaches to z² ÷ (3 + z²) = 0.56149703.
    assert_eq!(of("centre", 0), ["0", "1", "0.43850297", "1"]);
    assert_eq!(of("centre", 1), ["100", "0", "0", "0.56149703"]);
    assert_eq!(of("centre", 2), ["0", "", "", ""]);
    assert_eq!(of("queue", 1), ["", "0", "0", "0.56149703"]);
    let summary = study.written(summary_json::write);
    let json: serde_json::Value = serde_json::from_str(&summary).unwrap();
    assert_eq!(json["centre"]["penalty"]["value"], 300.0);
}

/// The difference of two plans' penalties, with its interval.
#[test]
fn plans_are_compared_by_the_penalties_of_their_intervals() {
    let text = format!("{CALLS}\n[variant.two]\nchange.skill_group.front.agents = 2\n");
    let plans = Plans::of(&text, &[]);
    let comparison = plans.compared(1, Some(1));
    // Two people leave one late call in the second interval alone, and two of three are in time.
    let expected = -300.0;
    for measure in ["penalty", "cost"] {
        let paid = if measure == "cost" { STAFF } else { 0.0 };
        let difference = comparison.difference(1, measure, Scope::Centre, Period::Horizon);
        let difference = difference.unwrap();
        is(difference.value().unwrap(), expected + paid);
        let (low, high) = difference.simultaneous().unwrap();
        is(low, expected + paid);
        is(high, expected + paid);
    }
    let of_day = comparison.difference(1, "penalty", Scope::Centre, Period::Day(0));
    is(of_day.unwrap().value().unwrap(), -200.0);
}

/// A period that is none, a period without penalty, and a penalty without promise.
#[test]
fn what_is_wrong_with_a_penalty_is_told() {
    for (from, to, key, found, hint) in [
        (
            "\"interval\"",
            "\"intervall\"",
            "penalty_per",
            "\"intervall\"",
            "interval",
        ),
        (
            "penalty = 100\n",
            "",
            "penalty_per",
            "`penalty_per` without `penalty`",
            "penalty",
        ),
        (
            "share = \"60%\"\n",
            "",
            "penalty",
            "`penalty` without `share`",
            "asa",
        ),
    ] {
        let text = CALLS.replace(from, to);
        assert_ne!(text, CALLS);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let problems = scenario::load_text(&text, "calls.toml", folder, &[]).unwrap_err();
        let all: Vec<_> = problems.iter().collect();
        assert_eq!(all.len(), 1, "{all:#?}");
        assert_eq!(all[0].key, format!("queue.hotline.target.{key}"));
        assert!(all[0].found.contains(found), "{all:#?}");
        let said = all[0].hint.as_deref().unwrap_or_default();
        assert!(said.contains(hint), "{all:#?}");
    }
}
