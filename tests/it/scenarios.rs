//! Every file in `scenarios/` loads, runs, and keeps what its header promises; the largest of them has a test
//! of its own, in `spring_festival`.

use std::path::{Path, PathBuf};

use springtide::compile;
use springtide::experiment::Estimates;
use springtide::scenario::{self, Scenario};

use crate::aloud::say;
use crate::promises;
use crate::small::simulated;

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
        .filter(|name| name != crate::spring_festival::FILE)
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
        let promises = promises::of(&file, &text);
        let plans = scenario::load_plans(&folder().join(&file), &[], &[])
            .unwrap_or_else(|problems| panic!("{file}: {problems}"));
        let question = plans[0].scenario.question.as_deref();
        assert_eq!(question, first.strip_prefix("# "), "{file}");
        let estimates: Vec<Estimates> =
            plans.iter().map(|plan| estimates(&plan.scenario)).collect();
        promises::are_kept(&file, &promises, &plans, &estimates);
    }
}
