//! The charts of a sweep of one input or two.

use springtide::experiment::{Estimate, Scope};
use springtide::model::Language;
use springtide::report::charts::{self, Look, Sweep, SweepAxis, SweepResult, SweepTargets};

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
        name: None,
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

fn results<'a>(studies: &'a [Study], measures: &[(&str, Option<f64>)]) -> Vec<SweepResult<'a>> {
    let catalogue = studies[0].findings().estimates.catalogue();
    measures
        .iter()
        .map(|(name, promise)| {
            let of = |study: &Study| study.findings().over_horizon(name, Scope::Centre).unwrap();
            SweepResult {
                measure: catalogue.find(name).unwrap(),
                of: "whole centre".to_owned(),
                promise: *promise,
                estimates: studies
                    .iter()
                    .map(of)
                    .map(Some)
                    .collect::<Vec<Option<Estimate>>>(),
            }
        })
        .collect()
}

fn sweep_of<'a>(axes: &'a [SweepAxis], results: &'a [SweepResult<'a>]) -> Sweep<'a> {
    Sweep {
        axes,
        results,
        left_out: 0,
        replications: (2, 2),
        targets: SweepTargets::default(),
    }
}

/// What is said of the targets along an input.
#[test]
fn where_targets_are_met_is_said() {
    let axes = [input("skill_group.front.agents", &["3", "4", "5"])];
    let studies = studies(&axes);
    let results = results(&studies, &[("wait_mean", None)]);
    let cases = [
        (
            [true, true, false],
            Language::English,
            "all targets met up to 4",
        ),
        ([true, false, false], Language::Chinese, "到3为止全部达标"),
        ([false, false, true], Language::Chinese, "从5起全部达标"),
        (
            [true; 3],
            Language::English,
            "Every value surely meets all targets.",
        ),
        (
            [false; 3],
            Language::English,
            "No value surely meets all targets.",
        ),
    ];
    for (met, language, expected) in cases {
        let targets = SweepTargets {
            count: 2,
            met: met.to_vec(),
        };
        let sweep = Sweep {
            targets,
            ..sweep_of(&axes, &results)
        };
        let look = Look { language, ..LOOK };
        let svg = charts::sweep(&studies[0].findings(), &sweep, &look).unwrap();
        assert!(svg.contains(expected), "{expected}");
    }
    let targets = SweepTargets {
        count: 2,
        met: vec![true, false, true],
    };
    let sweep = Sweep {
        targets,
        ..sweep_of(&axes, &results)
    };
    let svg = charts::sweep(&studies[0].findings(), &sweep, &LOOK).unwrap();
    assert!(!svg.contains("targets"), "neither from nor up to a value");
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
    );
    let met = [false, false, false, false, false, true, true, true];
    let sweep = Sweep {
        targets: SweepTargets {
            count: 1,
            met: met.to_vec(),
        },
        left_out: 3,
        ..sweep_of(&axes, &results)
    };
    let svg = charts::sweep(&studies[0].findings(), &sweep, &LOOK).unwrap();
    leave("sweep of one", charts::SWEEP, &svg);
    let texts = check("sweep of one", &svg, 2, 0);
    assert!(has(&texts, "target met from 8 on"), "{texts:?}");
    let left_out = "Shown are the first 2 of 5 measures; sweep.csv has all.";
    assert!(has(&texts, left_out), "{texts:?}");
    assert!(has(&texts, "skill_group.front.agents"), "{texts:?}");
}

#[test]
fn values_that_are_no_numbers_stand_evenly() {
    let axes = [input(
        "skill_group.front.takes",
        &["\"ranked\"", "\"longest_waiting\""],
    )];
    let studies = studies(&axes);
    let results = results(&studies, &[("wait_mean", None)]);
    let sweep = sweep_of(&axes, &results);
    let svg = charts::sweep(&studies[0].findings(), &sweep, &LOOK).unwrap();
    leave("sweep of words", charts::SWEEP, &svg);
    check("sweep of words", &svg, 1, 0);
    let alone = [input("skill_group.front.agents", &["5"])];
    let sweep = sweep_of(&alone, &results);
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
    let results = results(&studies, &[("service_level", None), ("wait_mean", None)]);
    let sweep = sweep_of(&axes, &results);
    let svg = charts::sweep(&studies[0].findings(), &sweep, &LOOK).unwrap();
    leave("sweep of two", charts::SWEEP, &svg);
    let texts = check("sweep of two", &svg, 2, 0);
    assert!(!svg.contains("surely met"), "no target is known");
    let targets = SweepTargets {
        count: 1,
        met: (0..12).map(|point| point > 6).collect(),
    };
    let sweep = Sweep {
        targets,
        ..sweep_of(&axes, &results)
    };
    let svg = charts::sweep(&studies[0].findings(), &sweep, &LOOK).unwrap();
    assert!(
        svg.contains("every target is surely met"),
        "dots have a key"
    );
    assert!(
        has(&texts, "Upwards: contact_type.calls.demand.rate."),
        "{texts:?}"
    );
    let heading = |what: &str| texts.iter().find(|text| text.starts_with(what)).cloned();
    assert!(
        heading("Mean wait, whole centre: from ").is_some(),
        "{texts:?}"
    );
    assert!(has(&texts, "skill_group.front.agents"), "{texts:?}");
    let shares = heading("Service level, whole centre: from ").unwrap();
    assert_eq!(shares.matches(" %").count(), 2, "{shares}");
    let is_percent = |text: &&String| {
        let number = text.strip_suffix(" %").unwrap_or_default();
        number.parse::<u32>().is_ok()
    };
    assert_eq!(texts.iter().filter(is_percent).count(), 12, "{texts:?}");
    let none = sweep_of(&[], &results);
    let error = charts::sweep(&studies[0].findings(), &none, &LOOK).unwrap_err();
    assert_eq!(error.to_string(), "a chart of a sweep has one input or two");
}
