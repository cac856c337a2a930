//! Recorded days, simulated: every contact of a log is there, by type and day, and the simulated waits are
//! printed next to the recorded ones.
//!
//! The waits are not expected to agree. Simulated people are at their desks for the whole of a session;
//! recorded ones take breaks and a few seconds between contacts. So simulated waits are too short, and by
//! how much is what is printed; nothing is tuned.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use springtide::experiment::{Estimates, Period, Scope};
use springtide::scenario::Scenario;

use crate::aloud::say;
use crate::scenarios;

/// What a log says of some contacts.
#[derive(Clone, Copy, Debug, Default)]
struct Recorded {
    offered: f64,
    abandoned: f64,
    waited: f64,
    waited_answered: f64,
    answered_in_time: f64,
}

impl Recorded {
    fn add(&mut self, wait: f64, is_answered: bool) {
        self.offered += 1.0;
        self.waited += wait;
        if is_answered {
            self.waited_answered += wait;
            self.answered_in_time += f64::from(u8::from(wait <= 20.0));
        } else {
            self.abandoned += 1.0;
        }
    }
}

/// The contacts of a log that asked for an agent, by date and contact type and, under an empty date, by
/// type; under two empty names, all of them.
fn read_log(path: &Path) -> BTreeMap<(String, String), Recorded> {
    let mut found: BTreeMap<(String, String), Recorded> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(path).unwrap();
    for row in reader.deserialize() {
        let row: BTreeMap<String, String> = row.unwrap();
        let wait: f64 = row["wait_s"].parse().unwrap();
        let is_answered = row["outcome"] == "AGENT";
        if row["outcome"] == "PHANTOM" || !(is_answered || wait > 0.0) {
            continue;
        }
        let of_type = |date: &str| (date.to_owned(), row["type"].clone());
        for key in [
            of_type(&row["date"]),
            of_type(""),
            (String::new(), String::new()),
        ] {
            found.entry(key).or_default().add(wait, is_answered);
        }
    }
    found
}

fn value(estimates: &Estimates, measure: &str, scope: Scope, period: Period) -> f64 {
    let estimate = estimates.get(measure, scope, period);
    let estimate = estimate.unwrap_or_else(|| panic!("no {measure} of {scope:?}"));
    estimate.value().unwrap_or(f64::NAN)
}

/// Runs a scenario and holds it against its log, of which the first name of each pair is the contact type
/// in the scenario and the second the value in the log.
fn compare(file: &str, log: &Path, types: &[(&str, &str)]) -> (Scenario, f64) {
    let recorded = read_log(log);
    let (scenario, estimates) = scenarios::run(file);
    let none = Recorded::default();
    for scope in Scope::all(&scenario.centre) {
        let Scope::Type(id) = scope else { continue };
        let name = &scenario.centre.contact_types()[id.index()].name;
        let (_, in_log) = types
            .iter()
            .find(|(of_scenario, _)| of_scenario == name)
            .unwrap();
        for (i, day) in scenario.centre.horizon().days().iter().enumerate() {
            let of = |measure: &str| value(&estimates, measure, scope, Period::Day(i));
            let key = (day.date.to_string(), (*in_log).to_owned());
            let expected = recorded.get(&key).unwrap_or(&none).offered;
            let offered = of("offered");
            assert!(
                (offered - expected).abs() < 1e-9,
                "{name} on {}: {offered}",
                day.date
            );
            let ways = [
                "answered",
                "abandoned",
                "blocked",
                "sent_away",
                "still_there",
            ];
            let gone: f64 = ways.iter().map(|way| of(way)).sum();
            assert!(
                (offered - gone).abs() < 1e-6,
                "{name} on {}: {gone} of {offered}",
                day.date
            );
        }
    }
    say(format!("\n{}: simulated (recorded)", scenario.name));
    say(format!(
        "{:<10}{:>8}{:>18}{:>18}{:>18}{:>18}",
        "", "offered", "abandonment %", "mean wait s", "ASA s", "within 20 s %"
    ));
    let rows = [("", "")].iter().chain(types);
    for (of_scenario, in_log) in rows {
        let scope = Scope::all(&scenario.centre)
            .into_iter()
            .find(|scope| match scope {
                Scope::Centre => of_scenario.is_empty(),
                Scope::Type(_) => scope.name(&scenario.centre) == *of_scenario,
                _ => false,
            })
            .unwrap();
        let of = |measure: &str| value(&estimates, measure, scope, Period::Horizon);
        let log = recorded[&(String::new(), (*in_log).to_owned())];
        let pair = |simulated: f64, recorded: f64| format!("{simulated:.1} ({recorded:.1})");
        say(format!(
            "{:<10}{:>8}{:>18}{:>18}{:>18}{:>18}",
            if of_scenario.is_empty() {
                "all"
            } else {
                of_scenario
            },
            of("offered"),
            pair(
                of("abandonment") * 100.0,
                log.abandoned / log.offered * 100.0
            ),
            pair(of("wait_mean"), log.waited / log.offered),
            pair(
                of("asa"),
                log.waited_answered / (log.offered - log.abandoned)
            ),
            pair(
                of("service_level") * 100.0,
                log.answered_in_time / log.offered * 100.0
            ),
        ));
    }
    let log = recorded[&(String::new(), String::new())];
    let simulated = value(&estimates, "wait_mean", Scope::Centre, Period::Horizon);
    let recorded = log.waited / log.offered;
    say(format!(
        "the mean wait is {:.0} % of the recorded one",
        simulated / recorded * 100.0
    ));
    (scenario, simulated / recorded)
}

#[test]
fn the_generated_log_is_all_there() {
    let log = scenarios::folder().join("logs/contacts.csv");
    let types = [("regular", "REG"), ("card", "CARD"), ("loan", "LOAN")];
    let (scenario, waits) = compare("05-replay.toml", &log, &types);
    let summary = scenario.log.unwrap();
    assert_eq!((summary.rows, summary.kept), (1_742, 1_663));
    assert!(
        (0.3..0.9).contains(&waits),
        "people at their desks all the time: {waits}"
    );
}

#[test]
fn the_bank_in_january_1999_is_all_there() {
    let Some(folder) = std::env::var_os("SPRINGTIDE_DATA") else {
        say("skipped: SPRINGTIDE_DATA does not name the folder with the recorded data");
        return;
    };
    let log = PathBuf::from(folder).join("anonbank/calls_1999_01.csv");
    let types = ["PS", "PE", "NW", "NE", "IN", "TT"].map(|name| (name, name));
    let (scenario, waits) = compare("bank-january-1999.toml", &log, &types);
    let summary = scenario.log.unwrap();
    assert_eq!((summary.rows, summary.kept), (31_599, 30_140));
    assert!(waits < 1.0, "people at their desks all the time: {waits}");
}
