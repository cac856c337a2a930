//! Every file in `scenarios/` loads, runs, and keeps what its header promises.
//!
//! A promise is a line of the header: `# Promise: MEASURE of KIND NAME from LOW to HIGH`, where the measure
//! and the kind of scope are those of `measures.csv`, the period is the horizon, and a centre needs no name.

use std::path::{Path, PathBuf};

use springtide::compile;
use springtide::experiment::{Estimates, Period, Scope};
use springtide::scenario::{self, Scenario};

use crate::aloud::say;
use crate::small::simulated;

/// A line of the header.
#[derive(Debug)]
struct Promise<'a> {
    measure: &'a str,
    kind: &'a str,
    name: &'a str,
    low: f64,
    high: f64,
}

impl<'a> Promise<'a> {
    fn read(line: &'a str) -> Self {
        let text = line.trim_start_matches("# Promise:").trim();
        let read = || {
            let (measure, rest) = text.split_once(" of ")?;
            let (scope, range) = rest.rsplit_once(" from ")?;
            let (kind, name) = scope.split_once(' ').unwrap_or((scope, ""));
            let (low, high) = range.split_once(" to ")?;
            let (low, high) = (low.parse().ok()?, high.parse().ok()?);
            Some(Self {
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
    let inputs = compile::compile(&scenario.centre, &scenario.report);
    let estimates = simulated(&scenario, &inputs, None);
    (scenario, estimates)
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
        let (scenario, estimates) = run(&file);
        assert_eq!(
            scenario.question.as_deref(),
            first.strip_prefix("# "),
            "{file}"
        );
        for promise in promises {
            let scope = Scope::all(&scenario.centre)
                .into_iter()
                .find(|scope| promise.is_about(*scope, &scenario));
            let scope = scope.unwrap_or_else(|| panic!("{file}: {promise:?} of nothing"));
            let estimate = estimates.get(promise.measure, scope, Period::Horizon);
            let value = estimate.and_then(|estimate| estimate.value());
            let value = value.unwrap_or_else(|| panic!("{file}: {promise:?} has no value"));
            let is_kept = (promise.low..=promise.high).contains(&value);
            assert!(is_kept, "{file}: {promise:?}, but it is {value}");
        }
    }
}
