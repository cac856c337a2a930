//! No tests, but what the header of a shipped scenario promises.
//!
//! A promise is a line of the header: `# Promise: MEASURE of KIND NAME from LOW to HIGH`, where the measure
//! and the kind of scope are those of `measures.csv`, the period is the horizon, and a centre needs no name.
//! `# Promise: variant NAME: …` is one of a variant.

use springtide::experiment::{Estimates, Period, Scope};
use springtide::scenario::{BASE, Plan, Scenario};

/// A line of the header.
#[derive(Debug)]
pub(crate) struct Promise<'a> {
    pub(crate) variant: &'a str,
    measure: &'a str,
    kind: &'a str,
    name: &'a str,
    low: f64,
    high: f64,
}

impl<'a> Promise<'a> {
    fn read(line: &'a str) -> Self {
        let text = line.trim_start_matches("# Promise:").trim();
        let of_variant = (text.strip_prefix("variant ")).and_then(|rest| rest.split_once(": "));
        let (variant, text) = of_variant.unwrap_or((BASE, text));
        let read = || {
            let (measure, rest) = text.split_once(" of ")?;
            let (scope, range) = rest.rsplit_once(" from ")?;
            let (kind, name) = scope.split_once(' ').unwrap_or((scope, ""));
            let (low, high) = range.split_once(" to ")?;
            let (low, high) = (low.parse().ok()?, high.parse().ok()?);
            Some(Self {
                variant,
                measure,
                kind,
                name,
                low,
                high,
            })
        };
        read().unwrap_or_else(|| panic!("no promise: {line}"))
    }

    fn is_about(&self, scope: Scope, scenario: &Scenario) -> bool {
        let is_named = self.kind == "centre" || scope.name(&scenario.centre) == self.name;
        scope.kind().name() == self.kind && is_named
    }
}

/// The promises of a scenario's text, at least one.
pub(crate) fn of<'a>(file: &str, text: &'a str) -> Vec<Promise<'a>> {
    let lines = text.lines().filter(|line| line.starts_with("# Promise:"));
    let promises: Vec<Promise<'_>> = lines.map(Promise::read).collect();
    assert!(!promises.is_empty(), "{file} promises nothing");
    promises
}

/// Fails unless every plan has promises, and keeps them.
pub(crate) fn are_kept(
    file: &str,
    promises: &[Promise<'_>],
    plans: &[Plan],
    estimates: &[Estimates],
) {
    let is_promised = |plan: &Plan| promises.iter().any(|one| one.variant == plan.name);
    assert!(
        plans.iter().all(is_promised),
        "{file} has a plan without promise"
    );
    let mut broken = Vec::new();
    for promise in promises {
        let plan = plans.iter().position(|plan| plan.name == promise.variant);
        let plan = plan.unwrap_or_else(|| panic!("{file}: {promise:?} of no variant"));
        let (scenario, estimates) = (&plans[plan].scenario, &estimates[plan]);
        let scope = Scope::all(&scenario.centre)
            .into_iter()
            .find(|scope| promise.is_about(*scope, scenario));
        let scope = scope.unwrap_or_else(|| panic!("{file}: {promise:?} of nothing"));
        let estimate = estimates.get(promise.measure, scope, Period::Horizon);
        let value = estimate.and_then(|estimate| estimate.value());
        let value = value.unwrap_or_else(|| panic!("{file}: {promise:?} has no value"));
        if !(promise.low..=promise.high).contains(&value) {
            broken.push(format!("{file}: {promise:?}, but it is {value}"));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
