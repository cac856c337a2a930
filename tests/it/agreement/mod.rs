//! The simulation against exact answers.
//!
//! `tests/reference` holds contact centres whose answers are known (`README.md` there says what they
//! are and how to put other tables in their place). Each becomes scenario text, goes through the
//! public path, and every answer is compared: the difference over its standard error, carried from
//! Student's law to the normal one, is a `z`. [`verdict`] holds the rule by which many `z` together are
//! judged, [`score`] what is compared as a count because it hardly ever happens. [`published`] holds what
//! another program printed for its own examples; those are estimates too, and have a rule of their own.
//!
//! ```sh
//! cargo test --release --test it agreement -- --nocapture
//! SPRINGTIDE_AGREEMENT=full cargo test --release --test it agreement -- --nocapture
//! ```
//!
//! The first takes a sample of each family and a minute or so, the second every case and about 25
//! minutes on two cores. `SPRINGTIDE_AGREEMENT_ONLY=f01c` (or `f05 TV01m`) runs one family or
//! case and prints every comparison.

#![expect(clippy::print_stdout, reason = "the table is what the harness is for")]

mod case;
mod columns;
mod families;
mod normal;
mod published;
mod run;
mod score;
mod size;
mod table;
mod verdict;
mod watch;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use case::{Case, Clock};
use run::Outcome;
use size::{Effort, Size};
use verdict::{Lean, Summary};

/// The tables that come with the program.
const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference");

/// How much is done.
struct Plan {
    effort: Effort,
    /// Cases taken of a family with so many; those that need more than the effort are not among them.
    cases: fn(usize) -> usize,
    /// Whether cases that need more than the effort are run all the same, with shorter replications.
    takes_all: bool,
    /// The beginning of the family and name of the only cases that are wanted, if any.
    only: String,
}

impl Plan {
    fn chosen() -> Self {
        let only = std::env::var("SPRINGTIDE_AGREEMENT_ONLY").unwrap_or_default();
        match std::env::var("SPRINGTIDE_AGREEMENT") {
            Ok(form) if form == "full" => Self {
                effort: Effort {
                    contacts: 60e6,
                    profiles: 300_000,
                    looks_first: true,
                },
                cases: |cases| cases,
                takes_all: true,
                only,
            },
            Ok(form) => panic!("SPRINGTIDE_AGREEMENT is `{form}`: it may be `full`, or not there"),
            Err(_) if cfg!(debug_assertions) => {
                Self::quick(only, 150_000.0, 200, |cases| cases.div_ceil(20))
            }
            Err(_) => Self::quick(only, 3e6, 4_000, |cases| cases.div_ceil(5).max(4)),
        }
    }

    const fn quick(only: String, contacts: f64, profiles: u64, cases: fn(usize) -> usize) -> Self {
        Self {
            effort: Effort {
                contacts,
                profiles,
                looks_first: false,
            },
            cases,
            takes_all: false,
            only,
        }
    }

    /// The cases of a family that are run: evenly spread over those that can be.
    fn sample(&self, cases: Vec<Case>) -> Vec<Case> {
        let wanted = (self.cases)(cases.len());
        let mut fitting: Vec<Case> = (cases.into_iter())
            .filter(|case| self.takes_all || size::fewest_contacts(case) <= self.effort.contacts)
            .collect();
        let (of, mut place) = (fitting.len(), 0);
        fitting.retain(|_| {
            place += 1;
            of <= wanted || place * wanted / of > (place - 1) * wanted / of
        });
        fitting
    }
}

/// The cases of every family, sampled; families that are not known are named.
fn cases(plan: &Plan) -> Vec<Case> {
    let folder = std::env::var_os("SPRINGTIDE_REFERENCE")
        .map_or_else(|| PathBuf::from(SHIPPED), PathBuf::from);
    let mut all = Vec::new();
    for file in table::files(&folder) {
        let table = table::Table::read(&file);
        match families::cases(&table) {
            Some(cases) if plan.only.is_empty() => all.extend(plan.sample(cases)),
            Some(cases) => all.extend(
                (cases.into_iter())
                    .filter(|case| format!("{} {}", case.family, case.id).starts_with(&plan.only)),
            ),
            None => println!("{}: not known, passed over", table.name),
        }
    }
    assert!(
        !all.is_empty(),
        "{} holds no case that is known",
        folder.display()
    );
    all
}

#[test]
fn every_case_is_a_valid_scenario() {
    let mut families = BTreeSet::new();
    for file in table::files(Path::new(SHIPPED)) {
        for case in families::cases(&table::Table::read(&file)).unwrap_or_default() {
            let size = match case.clock {
                Clock::Steady { .. } => Size::of(&case, 1e6),
                Clock::Profile {
                    interval_s,
                    intervals,
                    ..
                } => Size::profile(interval_s, intervals, 100),
            };
            let _ = run::load(&case, &case.text(&size, 1));
            assert!(!case.comparisons.is_empty(), "{} has no answers", case.id);
            families.insert(case.family);
        }
    }
    let due = "f01a f01b f01c f01d f02a f02b f03a f03b f04a f04b f04c f05 f06 f08 f10b f11 f12";
    assert_eq!(families.into_iter().collect::<Vec<_>>().join(" "), due);
}

#[test]
fn simulation_agrees_with_exact_answers() {
    let plan = Plan::chosen();
    let cases = cases(&plan);
    let outcomes: Vec<Outcome> = cases
        .iter()
        .map(|case| run::run(case, plan.effort, 0))
        .collect();
    print(&plan, &outcomes);
    let found = verdict::breaches(&outcomes);
    if found.is_empty() {
        return;
    }
    println!("\nRun once more, afresh and with four times the work:");
    for breach in &found {
        println!("  {breach}");
    }
    let concerned = cases.iter().filter(|case| {
        found
            .iter()
            .any(|breach| breach.concerns(&case.family, &case.id))
    });
    let again: Vec<Outcome> = concerned
        .map(|case| run::run(case, plan.effort.times(4), 1))
        .collect();
    print(&plan, &again);
    let repeated = verdict::repeated(found, &again);
    let words: Vec<String> = repeated.iter().map(ToString::to_string).collect();
    assert!(
        words.is_empty(),
        "the simulation disagrees:\n  {}",
        words.join("\n  ")
    );
}

/// Prints a line a family and one over all, then what stays open.
fn print(plan: &Plan, outcomes: &[Outcome]) {
    println!(
        "\n{:<8}{:>7}{:>10}{:>9}{:>8}{:>10}  {:<38}{:>10}{:>10}",
        "family", "cases", "compared", "mean z", "sd", "worst |z|", "at", "in 95 %", "contacts"
    );
    for of_family in outcomes.chunk_by(|a, b| a.family == b.family) {
        line(&of_family[0].family, of_family);
    }
    line("all", outcomes);
    let lean = Lean::of(outcomes.iter());
    println!(
        "mean over cases, towards congestion: {:+.3} with standard error {:.3}",
        lean.mean, lean.error
    );
    let counts: usize = (outcomes.iter().flat_map(|outcome| &outcome.scores))
        .filter(|score| score.as_count)
        .count();
    println!("compared as a count of rare events: {counts}");
    list(
        "left out, means of what hardly happens",
        outcomes,
        |outcome| outcome.left_out.clone(),
    );
    if plan.takes_all {
        list("wider than wanted", outcomes, |outcome| {
            outcome.wide.clone()
        });
    }
    if plan.only.is_empty() {
        return;
    }
    for outcome in outcomes {
        for score in &outcome.scores {
            println!("{} {} {score}", outcome.family, outcome.id);
        }
    }
}

fn line(name: &str, outcomes: &[Outcome]) {
    let summary = Summary::of(outcomes.iter());
    let contacts: f64 = outcomes.iter().map(|outcome| outcome.contacts).sum();
    println!(
        "{name:<8}{:>7}{:>10}{:>+9.3}{:>8.3}{:>10.2}  {:<38}{:>8.1} %{:>8.0} M",
        summary.cases,
        summary.comparisons,
        summary.mean,
        summary.deviation,
        summary.worst,
        summary.worst_at,
        100.0 * summary.coverage,
        contacts / 1e6
    );
}

fn list(what: &str, outcomes: &[Outcome], of: impl Fn(&Outcome) -> Vec<String>) {
    let all: Vec<(&Outcome, Vec<String>)> = (outcomes.iter())
        .map(|outcome| (outcome, of(outcome)))
        .filter(|(_, columns)| !columns.is_empty())
        .collect();
    let columns: usize = all.iter().map(|(_, columns)| columns.len()).sum();
    println!("{what}: {columns} in {} cases", all.len());
    for (outcome, columns) in all {
        println!("  {} {}: {}", outcome.family, outcome.id, columns.join(" "));
    }
}
