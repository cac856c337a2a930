//! The charts of a sweep of one input or two.

use springtide::experiment::{Estimate, Scope};
use springtide::model::Language;
use springtide::report::charts::{self, Look, Sweep, SweepAxis, SweepResult};

use super::{check, has, leave};
use crate::small::Study;

const LOOK: Look<'static> = Look {
    marked: &[],
    language: Language::English,
    hover: true,
};

fn input(key: &str, values: &[&str]) -> SweepAxis {
    let numbers: Option<Vec<f64>> = values.iter().map(|value| value.parse().ok()).collect();
    SweepAxis {
        key: key.to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        numbers,
    }
}

/// Simulates every combination of values.
fn studies(axes: &[SweepAxis]) -> Vec<Study> {
    let mut changes: Vec<Vec<String>> = vec![Vec::new()];
    for axis in axes {
        changes = (changes.iter())
            .flat_map(|before| {
                axis.values.iter().map(move |value| {
                    let mut all = before.clone();
                    all.push(format!("{}={value}", axis.key));
                    all
                })
            })
            .collect();
    }
    let run = |changes: &Vec<String>| {
        let mut all: Vec<&str> = changes.iter().map(String::as_str).collect();
        all.push("clock.interval=6h");
        Study::run(&all, 2)
    };
    changes.iter().map(run).collect()
}

fn results<'a>(
    studies: &'a [Study],
    measures: &[(&str, Option<f64>)],
    first_met: Option<usize>,
) -> Vec<SweepResult<'a>> {
    let catalogue = studies[0].findings().estimates.catalogue();
    measures
        .iter()
        .map(|(name, promise)| {
            let of = |study: &Study| study.findings().over_horizon(name, Scope::Centre).unwrap();
            SweepResult {
                measure: catalogue.find(name).unwrap(),
                of: "whole centre".to_owned(),
                promise: *promise,
                estimates: studies.iter().map(of).collect::<Vec<Estimate>>(),
                first_met,
            }
        })
        .collect()
}

#[test]
fn one_input_is_a_curve() {
    let axes = [input(
        "skill_group.front.agents",
        &["3", "4", "5", "6", "7", "8", "9", "10"],
    )];
    let studies = studies(&axes);
    let results = results(
        &studies,
        &[("service_level", Some(0.8)), ("wait_mean", None)],
        Some(5),
    );
    let sweep = Sweep {
        axes: &axes,
        results: &results,
    };
    let svg = charts::sweep(&studies[0].findings(), &sweep, &LOOK).unwrap();
    leave("sweep of one", charts::SWEEP, &svg);
    let texts = check("sweep of one", &svg, 2, 0);
    assert!(has(&texts, "target met from 8"), "{texts:?}");
    assert!(has(&texts, "skill_group.front.agents"), "{texts:?}");
}

#[test]
fn values_that_are_no_numbers_stand_evenly() {
    let axes = [input(
        "skill_group.front.takes",
        &["\"ranked\"", "\"longest_waiting\""],
    )];
    let studies = studies(&axes);
    let results = results(&studies, &[("wait_mean", None)], None);
    let sweep = Sweep {
        axes: &axes,
        results: &results,
    };
    let svg = charts::sweep(&studies[0].findings(), &sweep, &LOOK).unwrap();
    leave("sweep of words", charts::SWEEP, &svg);
    check("sweep of words", &svg, 1, 0);
    let alone = [input("skill_group.front.agents", &["5"])];
    let sweep = Sweep {
        axes: &alone,
        results: &results,
    };
    let svg = charts::sweep(&studies[0].findings(), &sweep, &LOOK).unwrap();
    check("sweep of one value", &svg, 1, 0);
}

#[test]
fn two_inputs_are_a_map() {
    let axes = [
        input("skill_group.front.agents", &["4", "6", "8"]),
        input(
            "contact_type.calls.demand.rate",
            &["40/h", "60/h", "80/h", "100/h"],
        ),
    ];
    let studies = studies(&axes);
    let results = results(
        &studies,
        &[("service_level", None), ("wait_mean", None)],
        None,
    );
    let sweep = Sweep {
        axes: &axes,
        results: &results,
    };
    let svg = charts::sweep(&studies[0].findings(), &sweep, &LOOK).unwrap();
    leave("sweep of two", charts::SWEEP, &svg);
    let texts = check("sweep of two", &svg, 2, 0);
    let upwards = "whole centre, Mean wait; upwards: contact_type.calls.demand.rate";
    assert!(
        has(&texts, upwards) && has(&texts, "skill_group.front.agents"),
        "{texts:?}"
    );
    let none = Sweep {
        axes: &[],
        results: &results,
    };
    let error = charts::sweep(&studies[0].findings(), &none, &LOOK).unwrap_err();
    assert_eq!(error.to_string(), "a chart of a sweep has one input or two");
}
