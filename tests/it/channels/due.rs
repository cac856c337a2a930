//! A promise of due time, kept and broken where the share in due time is known.

use springtide::experiment::{Period, Scope};
use springtide::model::QueueId;
use springtide::report::summary_json;

use crate::small::Study;

/// One agent takes half an hour for a ticket, and each is due an hour after it came in. On the first day four come
/// at midnight, of which the second is finished just in time and the others are not; on the second day
/// two come, one after the other; one that is due after the horizon is not looked at.
pub(super) const TICKETS: &str = r#"
[clock]
start = "2026-03-02 00:00"
time_zone = "UTC"
horizon = "2 days"

[replication]
replications = 3

[report]
workbook = false
charts = false

[log]
file = "tests/it/channels/due.csv"
time = "arrival"
contact_type = "type"

[queue.mail.target]
due_share = "60%"

[contact_type.letters]
queue = "mail"
channel = "ticket"
due = "1h"
demand.replay = ["letter"]
talk = { law = "deterministic", value = "30min" }

[skill_group.clerk]
agents = 1
"#;

const MAIL: Scope = Scope::Queue(QueueId::new(0));

fn value(study: &Study, measure: &str, scope: Scope, period: Period) -> f64 {
    let estimate = study.findings().estimates.get(measure, scope, period);
    let value = estimate.and_then(|estimate| estimate.value());
    value.unwrap_or_else(|| panic!("no {measure}"))
}

#[track_caller]
fn is(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-12, "{found}, not {expected}");
}

#[test]
fn a_promise_of_due_time_is_judged_by_the_share_in_due_time() {
    let study = Study::of(TICKETS, &[], 1);
    let of = |measure, period| value(&study, measure, MAIL, period);
    is(of("in_due_time", Period::Horizon), 4.0 / 6.0);
    is(of("in_due_time", Period::Day(0)), 0.5);
    is(of("in_due_time", Period::Day(1)), 1.0);
    is(of("chance_target_met", Period::Horizon), 1.0);
    is(of("chance_target_met", Period::Day(0)), 0.0);
    is(of("chance_target_met", Period::Day(1)), 1.0);
    is(of("days_target_met", Period::Horizon), 0.5);
    is(of("to_finish_sd", Period::Day(1)), 0.0);
    // The resolution of the histogram.
    let half_an_hour = of("to_finish_p50", Period::Day(1));
    assert!((half_an_hour / 1_800.0 - 1.0).abs() < 0.004);
    assert_eq!(
        study.verdict(),
        "target met: 66.7 % (66.7–66.7) finished in due time, promised 60 %; \
         target missed on 1 of 2 days"
    );
    let summary = study.written(summary_json::write);
    for line in ["\"measure\": \"in_due_time\"", "\"outcome\": \"met\""] {
        assert!(summary.contains(line), "{line}");
    }
}

#[test]
fn a_broken_promise_of_due_time_costs_its_penalty() {
    let target = "queue.mail.target";
    let changes = [
        "currency=\"EUR\"".to_owned(),
        format!("{target}.penalty=100"),
        format!("{target}.due_share=\"67%\""),
    ];
    let run = |per: &str| {
        let mut changes: Vec<&str> = changes.iter().map(String::as_str).collect();
        let per = format!("{target}.penalty_per=\"{per}\"");
        changes.push(&per);
        Study::of(TICKETS, &changes, 1)
    };
    // The first day alone, and the horizon.
    for per in ["day", "horizon"] {
        let study = run(per);
        is(
            value(&study, "penalty", Scope::Centre, Period::Horizon),
            100.0,
        );
        is(
            value(&study, "chance_target_met", MAIL, Period::Horizon),
            0.0,
        );
        assert!(study.verdict().starts_with("target missed: 66.7 %"));
    }
}

/// Each promise of a queue with several has a chance of its own.
#[test]
fn due_time_is_one_promise_of_several() {
    let study = Study::of(TICKETS, &["queue.mail.target.asa=\"1min\""], 1);
    let of = |measure| value(&study, measure, MAIL, Period::Horizon);
    is(of("chance_in_due_time_met"), 1.0);
    is(of("chance_asa_met"), 0.0);
    is(of("chance_target_met"), 0.0);
}
