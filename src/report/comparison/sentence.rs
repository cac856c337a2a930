//! The answer in one sentence.

use super::{Change, Compared};
use crate::experiment::{Difference, Outcome, Period, Scope, Selection};
use crate::measures::{Measure, Unit};
use crate::model::Language;
use crate::report::{number, plan_names, table};
use crate::units::number::count;

/// How many plans of one kind the sentence spells out.
const MOST_TOLD: usize = 4;

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

/// The answer in one sentence, without a full stop.
pub fn sentence(compared: &Compared<'_>) -> String {
    let mut clauses = match compared.selection {
        Some(selection) => vec![chosen(compared, selection)],
        None => against_base(compared, headline(compared), Scope::Centre)
            .into_iter()
            .collect(),
    };
    let of_cost = against_base(compared, "cost", Scope::Centre);
    clauses.extend(of_cost.filter(|_| headline(compared) != "cost"));
    clauses.extend(compared.shows_targets.then(|| chances(compared)).flatten());
    clauses.join("; ")
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
            let more = difference(compared, *plan, measure, scope)
                .map_or_else(String::new, |text| format!(", {text} against base"));
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
                listed(&names),
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

/// Which plans are better than the base in a measure, and which are not; `None` if there is no such measure.
fn against_base(compared: &Compared<'_>, measure: &str, scope: Scope) -> Option<String> {
    let comparison = compared.comparison;
    let measure = comparison.estimates(0).catalogue().find(measure)?;
    let label = table::label(&measure.name);
    let confidence = number::as_written(Unit::Share, comparison.confidence().as_f64());
    let found: Vec<(usize, Difference)> = (1..compared.plans.len())
        .filter_map(|plan| {
            let found = comparison.difference(plan, &measure.name, scope, Period::Horizon)?;
            Some((plan, found))
        })
        .collect();
    if found.is_empty() {
        return None;
    }
    let told = |change: Change| {
        let of: Vec<String> = (found.iter())
            .filter(|(_, one)| Change::of(one, measure.better) == change)
            .map(|(plan, one)| {
                let name = plan_names::in_sentence(compared.plans, *plan);
                if change == Change::Same {
                    return name;
                }
                format!("{name} {}", difference_text(measure, one))
            })
            .collect();
        let rest = of.len().saturating_sub(MOST_TOLD);
        let mut text = of[..of.len() - rest].join(", ");
        if rest > 0 {
            text = format!("{text} and {} more", number::whole(count(rest)));
        }
        (!of.is_empty()).then_some(text)
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

/// How likely each plan keeps every promise.
fn chances(compared: &Compared<'_>) -> Option<String> {
    let measure = "chance_target_met";
    let told: Vec<String> = (compared.plans.iter().enumerate())
        .filter_map(|(plan, findings)| {
            let scopes = [Scope::Centre];
            let chance = scopes
                .iter()
                .find_map(|one| findings.over_horizon(measure, *one))?;
            let text = table::estimate_text(Unit::Share, &chance);
            let name = plan_names::in_sentence(compared.plans, plan);
            Some(format!("{name} {text}"))
        })
        .take(2 * MOST_TOLD)
        .collect();
    (!told.is_empty()).then(|| format!("chance to meet every target: {}", told.join(", ")))
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
