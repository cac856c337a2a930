//! Announcements of the wait, balking, overflow and callbacks: against small Markov chains that are solved
//! here ([`exact`]), against cases that are known in another way ([`limits`]), second by second
//! ([`timeline`]), that nobody is lost ([`conservation`]), and for agents who may have several contacts in
//! hand ([`desks`]).

mod chain;
mod conservation;
mod desks;
mod exact;
mod limits;
mod mistakes;
mod timeline;

use std::path::Path;

use springtide::compile::compile;
use springtide::experiment::{self, Estimates, Period, Scope};
use springtide::model::ReplicationPlan;
use springtide::scenario::{self, Scenario};

/// The clock of centres in balance: eight hours to forget how they began, forty that count.
pub(super) const BALANCE: &str = "[clock]\nstart = \"2026-03-02\"\ntime_zone = \"UTC\"\n\
    horizon = \"48h\"\ninterval = \"24h\"\nwarm_up = \"8h\"\n\
    [report]\ndays = false\nintervals = false\npercentiles = []\n";

/// The seconds that count.
pub(super) const COUNTED_S: f64 = 40.0 * 3_600.0;

/// Loads a scenario that has to be sound.
pub(super) fn load(text: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    scenario::load_text(text, "relief.toml", folder, &[])
        .unwrap_or_else(|problems| panic!("{problems}\n{text}"))
}

/// Simulates a scenario so many times.
pub(super) fn simulated(text: &str, replications: u64) -> (Scenario, Estimates) {
    let scenario = load(text);
    let inputs = compile(&scenario.centre, &scenario.report);
    let replications = if cfg!(debug_assertions) {
        replications / 10
    } else {
        replications
    };
    let plan = ReplicationPlan {
        replications,
        ..scenario.replication
    };
    let (centre, report) = (&scenario.centre, &scenario.report);
    let found = experiment::replicate(&inputs, centre, report, &plan, None, &|_| ()).unwrap();
    (scenario, found)
}

/// The scope of a part by its kind and name: `queue line`, or the `centre`.
pub(super) fn scope(scenario: &Scenario, of: &str) -> Scope {
    let (kind, name) = of.split_once(' ').unwrap_or((of, ""));
    let centre = &scenario.centre;
    Scope::all(centre)
        .into_iter()
        .find(|scope| {
            let is_named = kind == "centre" || scope.name(centre) == name;
            scope.kind().name() == kind && is_named
        })
        .unwrap_or_else(|| panic!("there is no {of}"))
}

/// Compares measures of a simulated scenario with exact answers: each within four standard errors, and
/// all together no further off than chance would have them.
pub(super) fn agree(case: &str, text: &str, answers: &[(&str, &str, f64)]) {
    let (scenario, found) = simulated(text, 600);
    let mut squares = 0.0;
    for (measure, of, exact) in answers {
        let estimate = found
            .get(measure, scope(&scenario, of), Period::Horizon)
            .unwrap_or_else(|| panic!("{case}: there is no {measure} of {of}"));
        let value = estimate.value().unwrap();
        let error = estimate.standard_error().unwrap();
        let z = (value - exact) / error;
        crate::aloud::say(format!(
            "{case}: {measure} of {of} answer {exact:.6} found {value:.6} z {z:+.2}"
        ));
        // The intervals are narrow enough to tell a wrong answer.
        assert!(
            error < 0.02 * exact.max(0.02),
            "{case}: {measure} is known to ± {error}"
        );
        assert!(
            z.abs() < 4.0,
            "{case}: {measure} of {of} is {z:.2} errors off"
        );
        squares += z * z;
    }
    let count = springtide::units::number::float_len(answers.len());
    assert!(
        squares / count < 4.0,
        "{case}: mean square {:.2}",
        squares / count
    );
}

/// A number of a simulated scenario.
pub(super) fn number(found: &(Scenario, Estimates), measure: &str, of: &str) -> f64 {
    let (scenario, estimates) = found;
    let estimate = estimates.get(measure, scope(scenario, of), Period::Horizon);
    let estimate = estimate.unwrap_or_else(|| panic!("there is no {measure} of {of}"));
    estimate.value().unwrap_or(f64::NAN)
}
