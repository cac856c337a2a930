//! A small centre that other tests run.

use std::io::{self, Write};
use std::path::Path;

use springtide::compile::{self, SimInputs};
use springtide::experiment::{self, Estimates, Totals};
use springtide::model::{Note, ReportPlan};
use springtide::report::{Findings, table};
use springtide::scenario::{self, Scenario, Warning};

/// Two queues, with promises of each kind, on the day of 25 hours; a second or two of simulation at
/// most.
pub(crate) const SCENARIO: &str = r#"# Will the hotline keep its promises on the longest day?
name = "two queues"

[clock]
start = "2026-10-25"
time_zone = "Europe/Berlin"
horizon = "1 day"
interval = "6h"

[replication]
replications = 20
seed = 7

[report]
percentiles = ["50%", "95%"]
within = ["10s"]
charts = false
workbook = false

[queue.hotline]
queue_capacity = 6

[queue.hotline.target]
wait = "20s"
share = "80%"
asa = "30s"
abandonment = "15%"

[queue.claims.target]
wait = "1min"
share = "70%"
rule = "answered_only"

[contact_type.calls]
queue = "hotline"
groups = ["front"]
patience = { law = "exponential", mean = "2min" }
talk = { law = "exponential", mean = "5min" }
wrap_up = { law = "deterministic", value = "30s" }
demand.rate = "60/h"

[contact_type.claims]
queue = "claims"
groups = ["experts", "front"]
patience = { law = "exponential", mean = "10min" }
talk = { law = "lognormal", mean = "10min", cv = 1.2 }
demand.rate = "12/h"

[skill_group.front]
serves = ["calls", "claims"]
takes = "ranked"
agents = 5
shrinkage = "25%"

[skill_group.experts]
serves = ["claims"]
agents = 2
"#;

/// What a scenario says of its replications, done: their number, or until it is sure.
pub(crate) fn simulated(
    scenario: &Scenario,
    inputs: &SimInputs,
    threads: Option<usize>,
) -> Estimates {
    let (centre, report, plan) = (&scenario.centre, &scenario.report, &scenario.replication);
    match &scenario.until {
        None => experiment::replicate(inputs, centre, report, plan, threads, &|_| {}),
        Some(rule) => {
            experiment::replicate_until(inputs, centre, report, (plan, rule), threads, &|_| {})
        }
    }
    .unwrap()
}

/// The small centre, simulated.
pub(crate) struct Study {
    scenario: Scenario,
    estimates: Estimates,
    warnings: Vec<Note>,
}

impl Study {
    /// Runs it with changes, on so many threads.
    pub(crate) fn run(overrides: &[&str], threads: usize) -> Self {
        Self::of(SCENARIO, overrides, threads)
    }

    /// Runs another scenario with changes, on so many threads.
    pub(crate) fn of(text: &str, overrides: &[&str], threads: usize) -> Self {
        Self::estimated(text, overrides, |scenario, inputs| {
            simulated(scenario, inputs, Some(threads))
        })
    }

    /// Runs its replications in parts that end before each of `ends`, and adds up the parts from
    /// the last to the first.
    pub(crate) fn run_in_parts(overrides: &[&str], ends: &[u64]) -> Self {
        Self::estimated(SCENARIO, overrides, |scenario, inputs| {
            let totals = || Totals::new(&scenario.centre, &scenario.report).unwrap();
            let mut all = totals();
            let starts = [0].into_iter().chain(ends.iter().copied());
            for (start, end) in starts.zip(ends).collect::<Vec<_>>().into_iter().rev() {
                let mut part = totals();
                part.simulate(inputs, scenario.replication.seed, start..*end);
                all.merge(&part);
            }
            assert_eq!(all.replications(), scenario.replication.replications);
            all.estimates(scenario.replication.confidence)
        })
    }

    fn estimated(
        text: &str,
        overrides: &[&str],
        estimates: impl FnOnce(&Scenario, &SimInputs) -> Estimates,
    ) -> Self {
        let overrides: Vec<String> = overrides.iter().map(|&text| text.to_owned()).collect();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let scenario = scenario::load_text(text, "small.toml", folder, &overrides).unwrap();
        let inputs = compile::compile(&scenario.centre, &scenario.report);
        let estimates = estimates(&scenario, &inputs);
        let mut scenario = scenario;
        scenario.replication.replications = estimates.replications();
        Self {
            estimates,
            warnings: scenario.warnings.iter().map(Warning::written).collect(),
            scenario,
        }
    }

    pub(crate) fn findings(&self) -> Findings<'_> {
        Findings {
            variant: scenario::BASE,
            variant_title: None,
            scenario: &self.scenario.name,
            question: self.scenario.question.as_deref(),
            hash: &self.scenario.hash,
            overrides: &[],
            centre: &self.scenario.centre,
            plan: self.scenario.replication,
            warnings: &self.warnings,
            log: None,
            estimates: &self.estimates,
        }
    }

    /// What is reported of the run.
    pub(crate) fn report(&self) -> ReportPlan {
        self.scenario.report.clone()
    }

    /// The names of the files of the run.
    #[cfg(feature = "charts")]
    pub(crate) fn file_names(&self) -> Vec<&'static str> {
        springtide::report::file_names(&self.scenario.report, &self.scenario.centre)
    }

    /// What one of the writers of `report` writes.
    pub(crate) fn written(
        &self,
        write: impl FnOnce(&mut dyn Write, &Findings<'_>) -> io::Result<()>,
    ) -> String {
        let mut bytes = Vec::new();
        write(&mut bytes, &self.findings()).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    pub(crate) fn verdict(&self) -> String {
        table::last_line(&self.findings())
    }
}
