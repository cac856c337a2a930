//! A forecast as a file, and a run with it.

use std::fmt::Write as _;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};
use springtide::compile::compile;
use springtide::experiment::{self, Estimates};
use springtide::scenario::{self, Scenario};

/// A forecast: what is expected in each interval, from the start to the end of a number of days.
pub(super) struct Forecast {
    /// IANA name of the zone.
    pub(super) zone: &'static str,
    /// The first date.
    pub(super) start: &'static str,
    /// How many days.
    pub(super) days: i64,
    /// The length of the intervals [min].
    pub(super) interval_min: i64,
}

impl Forecast {
    /// The local time at which each interval begins.
    pub(super) fn starts(&self) -> Vec<Zoned> {
        let zone = TimeZone::get(self.zone).unwrap();
        let start: DateTime = format!("{}T00:00", self.start).parse().unwrap();
        let start = start.to_zoned(zone).unwrap();
        let end = &start + self.days.days();
        let mut starts = vec![start];
        loop {
            let next = starts.last().unwrap() + self.interval_min.minutes();
            if next >= end {
                return starts;
            }
            starts.push(next);
        }
    }

    /// Simulates a centre with this forecast and these special days.
    pub(super) fn run(
        &self,
        expected: &[f64],
        special_days: &str,
        centre: &str,
        replications: u64,
    ) -> (Scenario, Estimates) {
        let folder = tempfile::tempdir().unwrap();
        let mut csv = "interval_start,calls_contacts\n".to_owned();
        for (start, contacts) in self.starts().iter().zip(expected) {
            writeln!(csv, "{},{contacts}", start.strftime("%Y-%m-%dT%H:%M%:z")).unwrap();
        }
        std::fs::write(folder.path().join("forecast.csv"), csv).unwrap();
        std::fs::write(folder.path().join("days.csv"), special_days).unwrap();
        let text = format!(
            "[clock]\nstart = \"{}\"\ntime_zone = \"{}\"\nhorizon = \"{} days\"\ninterval = \"{}min\"\n\
             [replication]\nreplications = {replications}\n[report]\ndays = true\npercentiles = []\n\
             [calendar]\nfile = \"days.csv\"\n{centre}",
            self.start, self.zone, self.days, self.interval_min
        );
        let scenario = scenario::load_text(&text, "forecast.toml", folder.path(), &[])
            .unwrap_or_else(|problems| panic!("{problems}"));
        let inputs = compile(&scenario.centre, &scenario.report);
        let estimates = experiment::replicate(
            &inputs,
            &scenario.centre,
            &scenario.report,
            &scenario.replication,
            None,
            &|_| (),
        );
        (scenario, estimates.unwrap())
    }
}
