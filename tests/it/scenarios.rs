//! Every file in `scenarios/` loads, runs, and keeps what its header promises.
//!
//! A promise is a line of the header: `# Promise: MEASURE of KIND NAME from LOW to HIGH`, where the measure
//! and the kind of scope are those of `measures.csv`, the period is the horizon, and a centre needs no name.
//! `# Promise: variant NAME: …` is one of a variant.

use std::path::{Path, PathBuf};

use springtide::compile;
use springtide::experiment::{Estimates, Period, Scope};
use springtide::scenario::{self, BASE, Plan, Scenario};

use crate::aloud::say;
use crate::small::simulated;

/// A line of the header.
#[derive(Debug)]
struct Promise<'a> {
    variant: &'a str,
    measure: &'a str,
    kind: &'a str,
    name: &'a str,
    low: f64,
    high: f64,
}

impl<'a> Promise<'a> {
    fn read(line: &'a str) -> Self {
        let text = line.trim_start_matches("# Promise:").trim();
        let of_variant = (text.strip_prefix("variant ")).and_then(|rest| rest.split_once(": "));
        let (variant, text) = of_variant.unwrap_or((BASE, text));
        let read = || {
            let (measure, rest) = text.split_once(" of ")?;
            let (scope, range) = rest.rsplit_once(" from ")?;
            let (kind, name) = scope.split_once(' ').unwrap_or((scope, ""));
            let (low, high) = range.split_once(" to ")?;
            let (low, high) = (low.parse().ok()?, high.parse().ok()?);
            Some(Self {
                variant,
                measure,
                kind,
                name,
                low,
                high,
            })
        };
        read().unwrap_or_else(|| panic!("no promise: {line}"))
    }

    fn is_about(&self, scope: Scope, scenario: &Scenario) -> bool {
        let is_named = self.kind == "centre" || scope.name(&scenario.centre) == self.name;
        scope.kind().name() == self.kind && is_named
    }
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

/// Whether a scenario's data are not here.
pub(crate) fn lacks_data(text: &str) -> bool {
    text.contains("$SPRINGTIDE_DATA") && std::env::var_os("SPRINGTIDE_DATA").is_none()
}

/// Loads and simulates a shipped scenario.
pub(crate) fn run(file: &str) -> (Scenario, Estimates) {
    let scenario = scenario::load(&folder().join(file), &[])
        .unwrap_or_else(|problems| panic!("{file}: {problems:#?}"));
    let estimates = estimates(&scenario);
    (scenario, estimates)
}

fn estimates(scenario: &Scenario) -> Estimates {
    let inputs = compile::compile(&scenario.centre, &scenario.report);
    simulated(scenario, &inputs, None)
}

#[test]
fn shipped_scenarios_ask_a_question_and_keep_their_promises() {
    let mut files: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.to_ascii_lowercase().ends_with(".toml"))
        .collect();
    files.sort();
    assert!(files.len() >= 7, "{files:?}");
    for file in files {
        let text = std::fs::read_to_string(folder().join(&file)).unwrap();
        if lacks_data(&text) {
            say(format!(
                "{file} skipped: SPRINGTIDE_DATA does not name the folder with the recorded data"
            ));
            continue;
        }
        let first = text.lines().next().unwrap();
        assert!(
            first.starts_with("# ") && first.ends_with('?'),
            "{file} asks nothing: {first}"
        );
        let promises: Vec<Promise<'_>> = text
            .lines()
            .filter(|line| line.starts_with("# Promise:"))
            .map(Promise::read)
            .collect();
        assert!(!promises.is_empty(), "{file} promises nothing");
        let plans = scenario::load_plans(&folder().join(&file), &[], &[])
            .unwrap_or_else(|problems| panic!("{file}: {problems}"));
        let question = plans[0].scenario.question.as_deref();
        assert_eq!(question, first.strip_prefix("# "), "{file}");
        let is_promised = |plan: &Plan| promises.iter().any(|one| one.variant == plan.name);
        assert!(
            plans.iter().all(is_promised),
            "{file} has a plan without promise"
        );
        let estimates: Vec<Estimates> =
            plans.iter().map(|plan| estimates(&plan.scenario)).collect();
        for promise in promises {
            let plan = plans.iter().position(|plan| plan.name == promise.variant);
            let plan = plan.unwrap_or_else(|| panic!("{file}: {promise:?} of no variant"));
            let (scenario, estimates) = (&plans[plan].scenario, &estimates[plan]);
            let scope = Scope::all(&scenario.centre)
                .into_iter()
                .find(|scope| promise.is_about(*scope, scenario));
            let scope = scope.unwrap_or_else(|| panic!("{file}: {promise:?} of nothing"));
            let estimate = estimates.get(promise.measure, scope, Period::Horizon);
            let value = estimate.and_then(|estimate| estimate.value());
            let value = value.unwrap_or_else(|| panic!("{file}: {promise:?} has no value"));
            let is_kept = (promise.low..=promise.high).contains(&value);
            assert!(is_kept, "{file}: {promise:?}, but it is {value}");
        }
    }
}
