//! Announcements of the wait, balking, overflow and callbacks: against small Markov chains that are solved
//! ([`exact`]), against cases that are known in another way ([`limits`]), second by second ([`timeline`]), that
//! nobody is lost ([`conservation`]), and for agents who may have several contacts in hand ([`desks`]).

mod conservation;
mod desks;
mod exact;
mod limits;
mod mistakes;
mod timeline;

use std::path::Path;

use springtide::experiment::Scope;
use springtide::scenario::{self, Scenario};

use crate::steady::Steady;

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
pub(super) fn simulated(text: &str, replications: u64) -> (Scenario, Steady) {
    let scenario = load(text);
    let found = Steady::of("relief", &scenario, replications);
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
    let scenario = load(text);
    let mut found = Steady::of(case, &scenario, 600);
    for (measure, of, exact) in answers {
        let scope = scope(&scenario, of);
        // The intervals are narrow enough to tell a wrong answer.
        let error = found.error(measure, scope);
        assert!(
            error < 0.02 * exact.max(0.02),
            "{case}: {measure} is known to ± {error}"
        );
        found.expect(measure, scope, *exact);
    }
    let squares: f64 = found.deviations().iter().map(|z| z * z).sum();
    let mean = squares / springtide::units::number::float_len(answers.len());
    assert!(mean < 4.0, "{case}: mean square {mean:.2}");
}

/// A number of a simulated scenario.
pub(super) fn number((scenario, found): &(Scenario, Steady), measure: &str, of: &str) -> f64 {
    found.value(measure, scope(scenario, of))
}
