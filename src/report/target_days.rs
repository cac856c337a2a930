//! How likely each day keeps what was promised.

use super::Findings;
use crate::experiment::{Estimate, Period, Scope};
use crate::measures::Promised;

/// A day's chance of keeping every promise of a queue, or of all queues.
#[derive(Clone, Copy, Debug)]
pub struct TargetDay {
    /// The day, by its place in the horizon.
    pub day: usize,
    /// The centre or a queue.
    pub scope: Scope,
    /// The chance.
    pub chance: Estimate,
}

/// The centre if there are several queues, and the queues with a promise.
pub fn scopes(findings: &Findings<'_>) -> Vec<Scope> {
    let measure = Promised::Target.measure();
    let has_chance = |scope: &Scope| findings.over_horizon(measure, *scope).is_some();
    let several = findings.centre.queues().len() > 1;
    let scopes = Scope::all(findings.centre).into_iter();
    scopes
        .filter(|scope| several || *scope != Scope::Centre)
        .filter(has_chance)
        .collect()
}

/// The days by scope; none where the horizon is one day, or days are not reported.
pub fn of(findings: &Findings<'_>) -> Vec<TargetDay> {
    let horizon = findings.centre.horizon();
    let counted = |day: &usize| horizon.days()[*day].to > horizon.counted_from();
    let days: Vec<usize> = (0..horizon.days().len()).filter(counted).collect();
    if days.len() < 2 {
        return Vec::new();
    }
    let measure = Promised::Target.measure();
    let scopes = scopes(findings).into_iter();
    scopes
        .flat_map(|scope| days.iter().map(move |day| (scope, *day)))
        .filter_map(|(scope, day)| {
            let chance = (findings.estimates).get(measure, scope, Period::Day(day))?;
            Some(TargetDay { day, scope, chance })
        })
        .collect()
}
