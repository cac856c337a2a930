//! Scenarios in the long run, for tests that compare with exact answers.

use std::path::Path;

use springtide::compile::compile;
use springtide::experiment::{self, Estimates, Period, Scope};
use springtide::model::ReplicationPlan;
use springtide::scenario;

/// What was found, and what is expected of it.
pub(crate) struct Steady {
    found: Estimates,
    name: String,
    /// Squares of the deviations so far.
    squares: Vec<f64>,
}

impl Steady {
    /// Simulates a scenario, whose clock should have a warm-up, so often.
    pub(crate) fn run(name: &str, text: &str, replications: u64) -> Self {
        let scenario = scenario::load_text(text, "steady.toml", Path::new("."), &[])
            .unwrap_or_else(|problems| panic!("{name}: {problems}"));
        let mut steady = Self::of(&scenario, replications);
        name.clone_into(&mut steady.name);
        steady
    }

    /// Simulates a scenario so often.
    pub(crate) fn of(scenario: &scenario::Scenario, replications: u64) -> Self {
        let plan = ReplicationPlan {
            replications: if cfg!(debug_assertions) {
                (replications / 10).max(10)
            } else {
                replications
            },
            ..scenario.replication
        };
        let inputs = compile(&scenario.centre, &scenario.report);
        let (centre, report) = (&scenario.centre, &scenario.report);
        let found = experiment::replicate(&inputs, centre, report, &plan, None, &|_| ()).unwrap();
        Self {
            found,
            name: String::new(),
            squares: Vec::new(),
        }
    }

    /// How many standard errors a measure of the horizon is from an answer; fails beyond four.
    pub(crate) fn expect(&mut self, measure: &str, scope: Scope, exact: f64) {
        let z = self.deviation(measure, scope, exact);
        let name = &self.name;
        crate::aloud::say(format!("{name} {measure} answer {exact:.6} z {z:+.2}"));
        assert!(
            z.abs() < 4.0,
            "{name}: {measure} is {z:.2} standard errors off"
        );
        self.squares.push(z * z);
    }

    /// How many standard errors a measure is from a value.
    pub(crate) fn deviation(&self, measure: &str, scope: Scope, exact: f64) -> f64 {
        let estimate = self.found.get(measure, scope, Period::Horizon).unwrap();
        let value = estimate.value().unwrap();
        let error = estimate.standard_error().unwrap();
        if (value - exact).abs() <= 1e-9 * exact.abs() {
            return 0.0;
        }
        (value - exact) / error
    }

    /// The squares of all deviations.
    pub(crate) fn squares(self) -> Vec<f64> {
        self.squares
    }

    /// Every value of the horizon, bit by bit.
    pub(crate) fn all(&self) -> Vec<(String, u64)> {
        let rows = self.found.rows().map(|row| {
            let value = row.estimate.value().map_or(0, f64::to_bits);
            (format!("{} {:?}", row.measure.name, row.scope), value)
        });
        rows.collect()
    }

    /// The value of a measure.
    pub(crate) fn value(&self, measure: &str, scope: Scope) -> f64 {
        let estimate = self.found.get(measure, scope, Period::Horizon).unwrap();
        estimate.value().unwrap()
    }
}
