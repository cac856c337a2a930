//! `summary.json` of a comparison: the verdict and the numbers of the whole horizon, for scripts.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use super::run_json::warnings;
use super::{Change, Compared, sentence};
use crate::experiment::{Outcome, Period, Scope, Selection};
use crate::model::Language;
use crate::report::page::Subject;
use crate::report::summary_json::{Number, Titled};
use crate::report::worst_of_plans::WorstOfPlans;
use crate::report::{Findings, number, target_days, worst_stretch};
use crate::units::SimTime;

/// The whole file.
#[derive(Serialize)]
struct Summary<'a> {
    scenario: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Titled<'a>>,
    question: Option<&'a str>,
    start: String,
    end: String,
    replications: u64,
    confidence: Value,
    sentence: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    best: Option<Best<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'static str>,
    warnings: Vec<String>,
    plans: Vec<Plan<'a>>,
}

/// The choice of the best plan.
#[derive(Serialize)]
struct Best<'a> {
    measure: &'a str,
    scope_kind: &'static str,
    scope: &'a str,
    indifference: Value,
    confidence: Value,
    /// `best`, `undecided` or `undefined`.
    outcome: &'static str,
    /// The best plan, or those still in the race.
    variants: Vec<&'a str>,
}

#[derive(Serialize)]
struct Plan<'a> {
    variant: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Titled<'a>>,
    /// Where and when customers wait longest; missing where nobody waits or intervals are not measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    worst_stretch: Option<Worst<'a>>,
    parts: Vec<Part<'a>>,
    /// The chance that all targets are met, by scope and day; missing where there is one day only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    chance_target_met_by_day: Vec<Day<'a>>,
}

/// The numbers of a part of the centre over the horizon.
#[derive(Serialize)]
struct Part<'a> {
    scope_kind: &'static str,
    scope: &'a str,
    measures: Value,
    /// By how much they differ from those of the base; missing for the base itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    differences: Option<Value>,
}

/// The run of intervals in which customers of a queue wait longest.
#[derive(Serialize)]
struct Worst<'a> {
    queue: &'a str,
    from: String,
    to: String,
    /// The mean wait of those who arrive then \[s\].
    wait_mean: Number,
    /// The mean wait of those who arrive in the worst stretch of the base \[s\].
    #[serde(skip_serializing_if = "Option::is_none")]
    wait_mean_in_that_of_base: Option<Number>,
}

#[derive(Serialize)]
struct Day<'a> {
    scope_kind: &'static str,
    scope: &'a str,
    period: String,
    #[serde(flatten)]
    chance: Number,
}

#[derive(Serialize)]
struct Difference {
    value: Value,
    low: Value,
    high: Value,
    low_of_all: Value,
    high_of_all: Value,
    sure: Value,
    change: &'static str,
    times_fewer: Value,
}

/// Writes the file: times are in seconds and shares from 0 to 1; `null` is what is not defined (0 ÷ 0) or
/// has no confidence interval.
///
/// # Errors
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, compared: &Compared<'_>) -> io::Result<()> {
    let base = &compared.plans[0];
    let horizon = base.centre.horizon();
    let subject = Subject::of_plans(compared, Language::English);
    let worst = WorstOfPlans::of(&subject);
    let plans = (0..compared.plans.len()).map(|plan| self::plan(compared, worst.as_ref(), plan));
    let summary = Summary {
        scenario: base.scenario,
        title: base.centre.title().map(Titled::from),
        question: base.question,
        start: horizon.text_at(SimTime::START),
        end: horizon.text_at(horizon.end()),
        replications: compared.comparison.replications(),
        confidence: number::json(compared.comparison.confidence().as_f64()),
        sentence: sentence(compared),
        best: compared.selection.map(|chosen| best(compared, chosen)),
        currency: base.centre.money().map(|money| money.currency.code()),
        warnings: warnings(compared),
        plans: plans.collect::<io::Result<_>>()?,
    };
    serde_json::to_writer_pretty(&mut *out, &summary)?;
    writeln!(out)
}

fn best<'a>(compared: &Compared<'a>, chosen: &'a Selection) -> Best<'a> {
    let scope = chosen.criterion.scopes[0];
    let (outcome, plans) = match &chosen.outcome {
        Outcome::Best(plan) => ("best", vec![*plan]),
        Outcome::Undecided { plans, .. } => ("undecided", plans.clone()),
        Outcome::Undefined(_) => ("undefined", Vec::new()),
    };
    Best {
        measure: &chosen.criterion.measure,
        scope_kind: scope.kind().name(),
        scope: scope.name(compared.plans[0].centre),
        indifference: number::json(chosen.indifference),
        confidence: number::json(chosen.criterion.confidence.as_f64()),
        outcome,
        variants: (plans.into_iter())
            .map(|plan| compared.plans[plan].variant)
            .collect(),
    }
}

fn plan<'a>(
    compared: &Compared<'a>,
    worst: Option<&WorstOfPlans>,
    plan: usize,
) -> io::Result<Plan<'a>> {
    let findings = &compared.plans[plan];
    let centre = findings.centre;
    let days = target_days::of(findings);
    let scopes = Scope::all(centre).into_iter();
    Ok(Plan {
        variant: findings.variant,
        title: findings.variant_title.map(Titled::from),
        worst_stretch: worst.and_then(|worst| self::worst(findings, worst, plan)),
        parts: scopes
            .map(|scope| {
                Ok(Part {
                    scope_kind: scope.kind().name(),
                    scope: scope.name(centre),
                    measures: measures(compared, plan, scope)?,
                    differences: (plan > 0)
                        .then(|| differences(compared, plan, scope))
                        .transpose()?,
                })
            })
            .collect::<io::Result<_>>()?,
        chance_target_met_by_day: (days.iter())
            .map(|one| Day {
                scope_kind: one.scope.kind().name(),
                scope: one.scope.name(centre),
                period: centre.horizon().days()[one.day].date.to_string(),
                chance: Number::from(one.chance),
            })
            .collect(),
    })
}

fn worst<'a>(findings: &Findings<'a>, worst: &WorstOfPlans, plan: usize) -> Option<Worst<'a>> {
    let stretch = worst.stretch(plan)?;
    let horizon = findings.centre.horizon();
    let (from, to) = worst_stretch::ends(findings, stretch)?;
    Some(Worst {
        queue: &findings.centre.queues()[stretch.queue.index()].name,
        from: horizon.text_at(from),
        to: horizon.text_at(to),
        wait_mean: Number::from(stretch.wait),
        wait_mean_in_that_of_base: worst.there(plan).copied().map(Number::from),
    })
}

fn measures(compared: &Compared<'_>, plan: usize, scope: Scope) -> io::Result<Value> {
    let estimates = compared.comparison.estimates(plan);
    let mut map = Map::new();
    for measure in estimates.catalogue().measures() {
        if let Some(estimate) = estimates.get(&measure.name, scope, Period::Horizon) {
            let number = serde_json::to_value(Number::from(estimate))?;
            map.insert(measure.name.clone(), number);
        }
    }
    Ok(Value::Object(map))
}

/// The differences of a part of this plan, which is found by its name in the base.
fn differences(compared: &Compared<'_>, plan: usize, scope: Scope) -> io::Result<Value> {
    let (base, own) = (compared.plans[0].centre, compared.plans[plan].centre);
    let is_same = |one: &Scope| {
        one.kind() == scope.kind() && (*one == Scope::Centre || one.name(base) == scope.name(own))
    };
    let mut map = Map::new();
    let Some(of_base) = Scope::all(base).into_iter().find(is_same) else {
        return Ok(Value::Object(map));
    };
    let json = |value: Option<f64>| value.map_or(Value::Null, number::json);
    for measure in compared.comparison.estimates(0).catalogue().measures() {
        let found = compared
            .comparison
            .difference(plan, &measure.name, of_base, Period::Horizon);
        if let Some(found) = found {
            let (low, high) = found.interval().unzip();
            let (low_of_all, high_of_all) = found.simultaneous().unzip();
            let difference = Difference {
                value: json(found.value()),
                low: json(low),
                high: json(high),
                low_of_all: json(low_of_all),
                high_of_all: json(high_of_all),
                sure: json(found.sure()),
                change: Change::of(&found, measure.better).name(),
                times_fewer: json(found.times_fewer()),
            };
            map.insert(measure.name.clone(), serde_json::to_value(difference)?);
        }
    }
    Ok(Value::Object(map))
}
