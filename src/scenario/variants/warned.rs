//! The warnings of several plans together.

use super::Plan;
use super::naming::is_same_place;
use crate::model::{Note, differ_in_numbers_alone};
use crate::scenario::reader::listed_in_both;
use crate::scenario::warning::Warning;

/// The warnings of several plans, each once: what only a variant has names it, and what variants have with
/// other numbers is told with these variants' names.
pub fn warnings(plans: &[Plan]) -> Vec<Warning> {
    let mut known: Vec<Known<'_>> = Vec::new();
    for plan in plans {
        for warning in &plan.scenario.warnings {
            let is_at = |known: &&mut Known<'_>| {
                known.warning.key == warning.key
                    && is_same_place(&known.warning.place, &warning.place)
            };
            let mut before = known.iter_mut().filter(is_at);
            if before.any(|known| known.warning.found == warning.found) {
                continue;
            }
            // What a plan has twice, at different times, it is told of twice.
            let is_alike = |known: &&mut Known<'_>| {
                known.plan.name != plan.name
                    && differ_in_numbers_alone(&known.warning.found.en, &warning.found.en)
            };
            let mut before = known.iter_mut().filter(is_at);
            if let Some(known) = before.find(is_alike) {
                if !known.with_other_numbers.contains(&&*plan.name) {
                    known.with_other_numbers.push(&plan.name);
                }
            } else {
                known.push(Known {
                    warning,
                    plan,
                    with_other_numbers: Vec::new(),
                });
            }
        }
    }
    known.iter().map(Known::told).collect()
}

/// A warning, the first plan that has it, and those that have it with other numbers.
struct Known<'a> {
    warning: &'a Warning,
    plan: &'a Plan,
    with_other_numbers: Vec<&'a str>,
}

impl Known<'_> {
    fn told(&self) -> Warning {
        let naming = self.plan.scenario.naming.as_deref();
        let named = naming.map(|naming| naming.warning(self.warning.clone()));
        let mut told = named.unwrap_or_else(|| self.warning.clone());
        if !self.with_other_numbers.is_empty() {
            let others = listed_in_both(self.with_other_numbers.iter().copied());
            let Note { en, zh } = told.found;
            told.found = Note::new(
                format!("{en}; with other numbers in {} too", others.en),
                format!("{zh}；{}亦然，数字不同", others.zh),
            );
        }
        told
    }
}
