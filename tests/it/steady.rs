//! Scenarios in the long run, for tests that compare with exact answers.

use std::path::Path;

use springtide::compile::compile;
use springtide::experiment::{self, Estimate, Estimates, Period, Scope};
use springtide::model::ReplicationPlan;
use springtide::scenario::{self, Scenario};

/// What was found, and what is expected of it.
pub(crate) struct Steady {
    found: Estimates,
    name: String,
    /// How far off, in standard errors, what varies has been so far.
    deviations: Vec<f64>,
}

impl Steady {
    /// Simulates a scenario, whose clock should have a warm-up, so often.
    pub(crate) fn run(name: &str, text: &str, replications: u64) -> Self {
        let scenario = scenario::load_text(text, "steady.toml", Path::new("."), &[])
            .unwrap_or_else(|problems| panic!("{name}: {problems}"));
        Self::of(name, &scenario, replications)
    }

    /// Simulates a scenario so often.
    pub(crate) fn of(name: &str, scenario: &Scenario, replications: u64) -> Self {
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
            name: name.to_owned(),
            deviations: Vec::new(),
        }
    }

    /// How many standard errors a measure of the horizon is from an answer; fails beyond four.
    pub(crate) fn expect(&mut self, measure: &str, scope: Scope, exact: f64) {
        let z = self.deviation(measure, scope, exact);
        let (name, value) = (&self.name, self.value(measure, scope));
        let said =
            format!("{name}: {measure} of {scope:?} answer {exact:.6} found {value:.6} z {z:+.2}");
        crate::aloud::say(said.clone());
        assert!(z.abs() < 4.0, "{said}");
        if self.error(measure, scope) > 0.0 {
            self.deviations.push(z);
        }
    }

    /// How many standard errors a measure is from a value.
    pub(crate) fn deviation(&self, measure: &str, scope: Scope, exact: f64) -> f64 {
        let (value, error) = (self.value(measure, scope), self.error(measure, scope));
        if (value - exact).abs() <= 1e-9 * exact.abs() {
            return 0.0;
        }
        (value - exact) / error
    }

    /// How far off, in standard errors, each answer was that was expected of what varies.
    pub(crate) fn deviations(&self) -> &[f64] {
        &self.deviations
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
        self.estimate(measure, scope).value().unwrap()
    }

    /// The same, if the scope has such a measure and it has a value.
    pub(crate) fn known(&self, measure: &str, scope: Scope) -> Option<f64> {
        self.found.get(measure, scope, Period::Horizon)?.value()
    }

    /// The standard error of a measure.
    pub(crate) fn error(&self, measure: &str, scope: Scope) -> f64 {
        self.estimate(measure, scope).standard_error().unwrap()
    }

    fn estimate(&self, measure: &str, scope: Scope) -> Estimate {
        (self.found.get(measure, scope, Period::Horizon))
            .unwrap_or_else(|| panic!("{}: there is no {measure} of {scope:?}", self.name))
    }
}
