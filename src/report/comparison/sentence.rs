//! The answer in one sentence.

use super::{Change, Compared};
use crate::experiment::{Difference, Estimate, Outcome, Period, Scope, Selection};
use crate::measures::{Measure, Unit};
use crate::model::Language;
use crate::report::{number, plan_names, table};
use crate::units::number::count;

/// How many plans of one kind the sentence names at most; of more it names so many less one that differ most.
const MOST_NAMED: usize = 3;

/// The measure that a comparison is mostly about: what was chosen by, or else the service level where
/// one is promised, or else the mean wait.
pub fn headline<'a>(compared: &Compared<'a>) -> &'a str {
    if let Some(selection) = compared.selection {
        return &selection.criterion.measure;
    }
    let mut queues = compared.plans[0].centre.queues().iter();
    if queues.any(|queue| queue.target.share.is_some()) {
        "service_level"
    } else {
        "wait_mean"
    }
}

/// The answer in one sentence, without a full stop: the plans that matter most; the table has all.
pub fn sentence(compared: &Compared<'_>) -> String {
    let mut clauses: Vec<String> = match compared.selection {
        Some(selection) => vec![chosen(compared, selection)],
        None => against_base(compared, headline(compared))
            .into_iter()
            .collect(),
    };
    clauses.extend(compared.shows_targets.then(|| chances(compared)).flatten());
    clauses.join("; ")
}

/// The first names of a list that is sorted by what matters, and how many more there are.
fn foremost(mut texts: Vec<String>) -> String {
    let all = texts.len();
    if all > MOST_NAMED {
        texts.truncate(MOST_NAMED - 1);
    }
    let text = texts.join(", ");
    match all - texts.len() {
        0 => text,
        rest => format!("{text} and {} more", number::whole(count(rest))),
    }
}

/// The best plan, or why there is none.
fn chosen(compared: &Compared<'_>, selection: &Selection) -> String {
    let criterion = &selection.criterion;
    let estimates = compared.comparison.estimates(0);
    let Some(measure) = estimates.catalogue().find(&criterion.measure) else {
        return String::new();
    };
    let scope = criterion.scopes[0];
    let label = table::label(&measure.name);
    let by = match scope {
        Scope::Centre => label,
        _ => format!(
            "{label} of {}",
            scope.title_in(compared.plans[0].centre, Language::English)
        ),
    };
    let zone = number::half_width(measure.unit, selection.indifference);
    let sure = number::as_written(Unit::Share, criterion.confidence.as_f64());
    let name = |plan: usize| plan_names::in_sentence(compared.plans, plan);
    match &selection.outcome {
        Outcome::Best(plan) => {
            let value = estimate(compared, *plan, measure, criterion.scopes[*plan]);
            let more =
                difference(compared, *plan, measure, scope).map_or_else(String::new, |text| {
                    let price = price(compared, *plan, measure).unwrap_or_default();
                    format!(", {text}{price} against base")
                });
            let most = selection.replications.iter().max().copied().unwrap_or(0);
            format!(
                "{} is best by {by}, or within {zone} of the best, with {sure} confidence: {value}{more}; chosen after {} replications",
                name(*plan),
                number::whole(most)
            )
        }
        Outcome::Undecided { plans, needed } => {
            let names: Vec<String> = plans.iter().map(|plan| name(*plan)).collect();
            let most = plans
                .first()
                .map_or(0, |plan| selection.replications[*plan]);
            format!(
                "not decided which plan is best by {by}: after {} replications each of {} may still be, {} being ahead; --most-replications {} would be enough, or a wider --indifference than {zone}",
                number::whole(most),
                if names.len() > MOST_NAMED {
                    foremost(names.clone())
                } else {
                    listed(&names)
                },
                names.first().map_or("", String::as_str),
                number::about(*needed).replace(',', "")
            )
        }
        Outcome::Undefined(plan) => format!(
            "no plan was chosen: {by} of {} is not defined in some replications, or is nothing of which {zone} could be a part",
            name(*plan)
        ),
    }
}

/// Which plans are better than the base in a measure, and which are not, those that differ most first; `None` if
/// there is no such measure.
fn against_base(compared: &Compared<'_>, measure: &str) -> Option<String> {
    let comparison = compared.comparison;
    let measure = comparison.estimates(0).catalogue().find(measure)?;
    let label = table::label(&measure.name);
    let confidence = number::as_written(Unit::Share, comparison.confidence().as_f64());
    let mut found: Vec<(usize, Difference)> = (1..compared.plans.len())
        .filter_map(|plan| {
            let found =
                comparison.difference(plan, &measure.name, Scope::Centre, Period::Horizon)?;
            Some((plan, found))
        })
        .collect();
    if found.is_empty() {
        return None;
    }
    let size = |difference: &Difference| difference.value().map_or(0.0, f64::abs);
    found.sort_by(|(_, one), (_, other)| size(other).total_cmp(&size(one)));
    let told = |change: Change| {
        let of: Vec<String> = (found.iter())
            .filter(|(_, one)| Change::of(one, measure.better) == change)
            .map(|(plan, one)| {
                let name = plan_names::in_sentence(compared.plans, *plan);
                let price = price(compared, *plan, measure).unwrap_or_default();
                if change == Change::Same {
                    format!("{name}{price}")
                } else {
                    format!("{name} {}{price}", difference_text(measure, one))
                }
            })
            .collect();
        (!of.is_empty()).then(|| foremost(of))
    };
    let words = [
        (Change::Better, "better"),
        (Change::Worse, "worse"),
        (Change::Different, "different"),
        (Change::NotSure, "not sure"),
        (Change::Same, "the same"),
    ];
    let clauses: Vec<String> = (words.into_iter())
        .filter_map(|(change, word)| Some(format!("{word}: {}", told(change)?)))
        .collect();
    let together = if compared.plans.len() > 2 {
        " for all plans together"
    } else {
        ""
    };
    Some(format!(
        "{label} against base, with {confidence} confidence{together}: {}",
        clauses.join("; ")
    ))
}

/// What a plan costs more or less than the base, as far as that is sure, behind what it gains: ` for +3,840 CNY`;
/// `None` where the gain itself is money or nothing costs anything.
fn price(compared: &Compared<'_>, plan: usize, gained: &Measure) -> Option<String> {
    let comparison = compared.comparison;
    let cost = comparison.estimates(0).catalogue().find("cost")?;
    if matches!(gained.unit, Unit::Money(_)) {
        return None;
    }
    let found = comparison.difference(plan, &cost.name, Scope::Centre, Period::Horizon)?;
    let value = found.value()?;
    Some(match Change::of(&found, cost.better) {
        Change::Same => " at the same cost".to_owned(),
        Change::NotSure => {
            format!(" at a cost of {}", difference_text(cost, &found))
        }
        _ => {
            // As exact as it is known, but the sentence has room for one interval a plan only.
            let numbers = number::Local(Language::English);
            let parts = numbers.difference_parts(cost.unit, value, found.simultaneous(), true);
            format!(" for {}", parts.value)
        }
    })
}

/// How likely each plan keeps every promise, the likeliest first.
fn chances(compared: &Compared<'_>) -> Option<String> {
    let measure = "chance_target_met";
    let mut found: Vec<(usize, Estimate)> = (compared.plans.iter().enumerate())
        .filter_map(|(plan, findings)| Some((plan, findings.over_horizon(measure, Scope::Centre)?)))
        .collect();
    let value = |chance: &Estimate| chance.value().unwrap_or(0.0);
    found.sort_by(|(_, one), (_, other)| value(other).total_cmp(&value(one)));
    let told: Vec<String> = (found.iter())
        .map(|(plan, chance)| {
            let text = table::estimate_text(Unit::Share, chance);
            let name = plan_names::in_sentence(compared.plans, *plan);
            format!("{name} {text}")
        })
        .collect();
    (!told.is_empty()).then(|| format!("chance to meet every target: {}", foremost(told)))
}

fn estimate(compared: &Compared<'_>, plan: usize, measure: &Measure, scope: Scope) -> String {
    let found = compared.plans[plan].over_horizon(&measure.name, scope);
    found.map_or_else(String::new, |found| {
        table::estimate_text(measure.unit, &found)
    })
}

/// By how much a plan differs from the base; `None` for the base itself.
fn difference(
    compared: &Compared<'_>,
    plan: usize,
    measure: &Measure,
    scope: Scope,
) -> Option<String> {
    if plan == 0 {
        return None;
    }
    let found = (compared.comparison).difference(plan, &measure.name, scope, Period::Horizon)?;
    found.value().map(|_| difference_text(measure, &found))
}

/// A difference with the interval that holds for all plans together.
pub(super) fn difference_text(measure: &Measure, difference: &Difference) -> String {
    difference.value().map_or_else(
        || "–".to_owned(),
        |value| number::difference(measure.unit, value, difference.simultaneous()),
    )
}

fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}
