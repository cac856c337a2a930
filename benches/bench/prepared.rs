//! A scenario by the public path, ready to be simulated again and again.

use std::path::{Path, PathBuf};
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, SamplingMode, Throughput};
use springtide::compile::{self, SimInputs};
use springtide::experiment::{self, Estimates, Period, Scope};
use springtide::scenario::{self, Scenario};
use springtide::units::number;

/// The folder of the scenarios.
pub(crate) fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/scenarios")
}

/// A compiled scenario.
pub(crate) struct Prepared {
    scenario: Scenario,
    inputs: SimInputs,
}

impl Prepared {
    /// Reads and compiles a scenario of the folder, with changes (`key=value`).
    pub(crate) fn new(file: &str, overrides: &[String]) -> Self {
        let scenario = match scenario::load(&scenarios().join(file), overrides) {
            Ok(scenario) => scenario,
            Err(problems) => panic!("{file}: {problems}"),
        };
        let inputs = compile::compile(&scenario.centre, &scenario.report);
        Self { scenario, inputs }
    }

    /// Simulates all replications.
    pub(crate) fn simulate(&self, threads: usize) -> Estimates {
        let Scenario {
            centre,
            report,
            replication,
            ..
        } = &self.scenario;
        let threads = Some(threads);
        experiment::replicate(&self.inputs, centre, report, replication, threads, &|_| ()).unwrap()
    }

    /// Contacts of all replications, counted by simulating them.
    pub(crate) fn contacts(&self) -> u64 {
        let estimates = self.simulate(1);
        let offered = estimates.get("offered", Scope::Centre, Period::Horizon);
        let mean = offered.and_then(|offered| offered.value()).unwrap();
        number::nearest(mean * number::float(estimates.replications()))
    }

    /// Times all replications on so many threads, a contact at a time.
    pub(crate) fn time(
        &self,
        group: &mut BenchmarkGroup<'_, WallTime>,
        name: &str,
        threads: usize,
    ) {
        group.throughput(Throughput::Elements(self.contacts()));
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter(|| self.simulate(threads));
        });
    }
}

/// A group whose iterations take about a second each.
pub(crate) fn long<'a>(criterion: &'a mut Criterion, name: &str) -> BenchmarkGroup<'a, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group
        .sample_size(10)
        .sampling_mode(SamplingMode::Flat)
        .warm_up_time(Duration::from_secs(1));
    group
}
