//! Patience that varies over the day: by the instant of arrival, the customer's own.
//!
//! Two agents, four places in line, and customers who are five times as patient if they come in the
//! second half of an hour; [`chain`] knows the answers.

mod chain;

use springtide::compile::compile;
use springtide::experiment::{self, Period, Scope};
use springtide::report::{intervals_csv, measures_csv};
use springtide::scenario::{self, Scenario};
use springtide::sim::{Contact, Customer, Observer, Replication, simulate};
use springtide::units::{Factor, SimTime, Span};

use crate::small::Study;
use chain::{LEAVE, answers};

const SCENARIO: &str = r#"
[clock]
start = "2026-03-02 08:00"
time_zone = "UTC"
horizon = "1h"
interval = "30min"

[queue.line]
queue_capacity = 4

[contact_type.calls]
demand.rate = "60/h"
talk = { law = "exponential", mean = "3min" }
patience = { law = "exponential", mean = "1min" }
patience_by_time = "patience.csv"

[skill_group.front]
agents = 2
"#;

const CURVE: &str = "interval_start,calls_patience_factor\n08:00,1\n08:30,5\n";

fn load(text: &str, curve: &str) -> Result<Scenario, scenario::Problems> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("patience.csv"), curve).unwrap();
    scenario::load_text(text, "patience.toml", folder.path(), &[])
}

#[test]
fn two_steps_agree_with_a_small_chain() {
    let scenario = load(SCENARIO, CURVE).unwrap_or_else(|problems| panic!("{problems}"));
    let inputs = compile(&scenario.centre, &scenario.report);
    let plan = springtide::model::ReplicationPlan {
        replications: if cfg!(debug_assertions) {
            2_000
        } else {
            40_000
        },
        ..scenario.replication
    };
    let found = experiment::replicate(
        &inputs,
        &scenario.centre,
        &scenario.report,
        &plan,
        None,
        &|_| (),
    )
    .unwrap();
    let deviate = |name: &str, half: usize, exact: f64| {
        let estimate = found
            .get(name, Scope::Centre, Period::Interval(half))
            .unwrap();
        (estimate.value().unwrap() - exact) / estimate.standard_error().unwrap()
    };
    for ((name, half), exact) in answers(LEAVE[0]) {
        let z = deviate(name, half, exact);
        crate::aloud::say(format!("{name}[{half}] answer {exact:.6} z {z:+.2}"));
        assert!(
            z.abs() < 4.0,
            "{name}[{half}] is {z:.2} standard errors off"
        );
    }
    // The test could tell if it were the patience of the present that counts.
    let other = answers(LEAVE[1])[&("abandonment", 0)];
    let z = deviate("abandonment", 0, other);
    assert!(z > 4.0, "only {z:.2} standard errors apart");
}

/// Every customer of a replication.
#[derive(Default)]
struct Register(Vec<(SimTime, Customer)>);

impl Observer for Register {
    const FOLLOWS_CUSTOMERS: bool = true;

    fn customer(&mut self, contact: &Contact, customer: &Customer) {
        if contact.is_counted() {
            self.0.push((contact.arrived, *customer));
        }
    }
}

fn customers(text: &str) -> Vec<(SimTime, Customer)> {
    let scenario = load(text, CURVE).unwrap_or_else(|problems| panic!("{problems}"));
    let mut register = Register::default();
    let replication = Replication { seed: 3, index: 0 };
    let inputs = compile(&scenario.centre, &scenario.report);
    simulate(&inputs, replication, &mut register);
    register.0
}

#[test]
fn a_customer_has_the_same_patience_under_every_plan() {
    let text = SCENARIO.replace(
        "[contact_type.calls]",
        "[contact_type.calls]\nleaves_at_once = \"5%\"",
    );
    let with = customers(&text);
    let more_people = text.replace("agents = 2", "agents = 9");
    assert_eq!(with, customers(&more_people));
    let without = customers(&text.replace("patience_by_time = \"patience.csv\"\n", ""));
    assert_eq!(with.len(), without.len());
    let step = SimTime::START + Span::MINUTE.saturating_mul(30);
    let five = Factor::new(5.0).unwrap();
    for (one, (arrived, plain)) in with.iter().zip(without) {
        let patience = plain.patience.map(|patience| {
            if arrived < step {
                patience
            } else {
                patience * five
            }
        });
        assert_eq!(*one, (arrived, Customer { patience, ..plain }));
    }
}

#[test]
fn a_constant_curve_changes_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("patience.csv");
    let written =
        |study: &Study| study.written(measures_csv::write) + &study.written(intervals_csv::write);
    let plain = written(&Study::run(&[], 2));
    let key = format!("contact_type.calls.patience_by_time={}", path.display());
    for (rows, is_same) in [
        ("08:00,1\n09:00,1.0\n", true),
        ("08:00,1\n09:00,1.1\n", false),
    ] {
        std::fs::write(
            &path,
            format!("interval_start,calls_patience_factor\n{rows}"),
        )
        .unwrap();
        assert_eq!(written(&Study::run(&[&key], 2)) == plain, is_same, "{rows}");
    }
}

#[test]
fn what_says_something_of_nothing_is_refused() {
    let said = |text: &str, words: [&str; 2]| {
        let problems = load(text, CURVE).unwrap_err();
        let all: Vec<_> = problems.iter().collect();
        assert_eq!(all.len(), 1, "{all:#?}");
        let (key, found) = (&all[0].key, &all[0].found);
        assert_eq!([key.as_str(), found.as_str()], words);
        assert!(all[0].place.line_and_column().0 > 10, "{all:#?}");
    };
    let law = "patience = { law = \"exponential\", mean = \"1min\" }\n";
    said(
        &SCENARIO.replace(law, ""),
        [
            "contact_type.calls.patience_by_time",
            "`patience_by_time` without `patience`",
        ],
    );
    let curve = "patience_by_time = \"patience.csv\"";
    said(
        &SCENARIO.replace(curve, "patience_column = \"x_factor\""),
        [
            "contact_type.calls.patience_column",
            "`patience_column` without `patience_by_time`",
        ],
    );
    let other = SCENARIO.replace(curve, &format!("{curve}\npatience_column = \"x\""));
    let problems = load(&other, CURVE).unwrap_err();
    let message = problems.to_string();
    assert!(
        message.contains("`x`") && message.contains("patience.csv"),
        "{message}"
    );
}
