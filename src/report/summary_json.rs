//! `summary.json`: the verdict and the numbers of the whole horizon, for scripts.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use super::Findings;
use super::number;
use super::target_days::{self, TargetDay};
use super::verdict::{self, Judgement};
use crate::experiment::{Estimate, Period, Scope};
use crate::measures::ScopeKind;
use crate::model::{Language, Title};

/// The whole file.
#[derive(Serialize)]
struct Summary<'a> {
    scenario: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Titled<'a>>,
    variant: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    variant_title: Option<Titled<'a>>,
    question: Option<&'a str>,
    start: String,
    end: String,
    /// The beginning of the horizon that is not counted.
    warm_up_s: Value,
    replications: u64,
    confidence: Value,
    verdict: Verdict,
    /// The currency of the costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'static str>,
    warnings: Vec<String>,
    /// By scope and day; missing where there is one day only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    chance_target_met_by_day: Vec<Day<'a>>,
    centre: Value,
    contact_types: Vec<Part<'a>>,
    queues: Vec<Part<'a>>,
    skill_groups: Vec<Part<'a>>,
}

#[derive(Serialize)]
struct Verdict {
    /// `met`, `missed`, `not_sure`, or `null` where nothing was promised.
    outcome: Option<&'static str>,
    sentence: String,
    targets: Vec<Target>,
}

#[derive(Serialize)]
struct Target {
    queue: String,
    measure: &'static str,
    /// The target wait and the rule, where the promise is a service level.
    #[serde(skip_serializing_if = "Option::is_none")]
    wait_s: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
    promised: Value,
    outcome: &'static str,
    value: Value,
    low: Value,
    high: Value,
}

#[derive(Serialize)]
struct Day<'a> {
    scope_kind: &'static str,
    scope: &'a str,
    period: String,
    value: Value,
    low: Value,
    high: Value,
}

#[derive(Serialize)]
struct Part<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Titled<'a>>,
    measures: Value,
}

/// A title in both languages.
#[derive(Serialize)]
pub(super) struct Titled<'a> {
    en: &'a str,
    zh: &'a str,
}

#[derive(Serialize)]
pub(super) struct Number {
    pub(super) value: Value,
    pub(super) low: Value,
    pub(super) high: Value,
}

impl<'a> From<&'a Title> for Titled<'a> {
    fn from(title: &'a Title) -> Self {
        Self {
            en: &title.en,
            zh: &title.zh,
        }
    }
}

impl From<Estimate> for Number {
    fn from(estimate: Estimate) -> Self {
        let json = |value: Option<f64>| value.map_or(Value::Null, number::json);
        Self {
            value: json(estimate.value()),
            low: json(estimate.interval().map(|(low, _)| low)),
            high: json(estimate.interval().map(|(_, high)| high)),
        }
    }
}

/// Writes the file: times are in seconds and shares from 0 to 1; `null` is what is not defined (0 ÷
/// 0) or has no confidence interval.
///
/// # Errors
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, findings: &Findings<'_>) -> io::Result<()> {
    let horizon = findings.centre.horizon();
    let judgements = verdict::judgements(findings);
    let parts = |kind: ScopeKind| -> io::Result<Vec<Part<'_>>> {
        Scope::all(findings.centre)
            .into_iter()
            .filter(|scope| scope.kind() == kind)
            .map(|scope| {
                let name = scope.name(findings.centre);
                let title = scope.title(findings.centre).map(Titled::from);
                let measures = measures(findings, scope)?;
                Ok(Part {
                    name,
                    title,
                    measures,
                })
            })
            .collect()
    };
    let summary = Summary {
        scenario: findings.scenario,
        title: findings.centre.title().map(Titled::from),
        variant: findings.variant,
        variant_title: findings.variant_title.map(Titled::from),
        question: findings.question,
        start: horizon.text_at(crate::units::SimTime::START),
        end: horizon.text_at(horizon.end()),
        warm_up_s: number::json(horizon.counted_from().since_start().as_secs_f64()),
        replications: findings.plan.replications,
        confidence: number::json(findings.estimates.confidence().as_f64()),
        verdict: Verdict {
            outcome: verdict::overall(&judgements).map(verdict::Outcome::name),
            sentence: verdict::sentence(findings, &judgements),
            targets: judgements.iter().map(|one| target(findings, one)).collect(),
        },
        currency: (findings.centre.money()).map(|money| money.currency.code()),
        warnings: findings.notes(Language::English),
        chance_target_met_by_day: (target_days::of(findings).iter())
            .map(|one| day(findings, one))
            .collect(),
        centre: measures(findings, Scope::Centre)?,
        contact_types: parts(ScopeKind::Type)?,
        queues: parts(ScopeKind::Queue)?,
        skill_groups: parts(ScopeKind::Group)?,
    };
    serde_json::to_writer_pretty(&mut *out, &summary)?;
    writeln!(out)
}

/// The numbers of a part of the centre over the horizon, by the names of their measures.
fn measures(findings: &Findings<'_>, scope: Scope) -> io::Result<Value> {
    let mut map = Map::new();
    for measure in findings.estimates.catalogue().measures() {
        let estimate = findings
            .estimates
            .get(&measure.name, scope, Period::Horizon);
        if let Some(estimate) = estimate {
            let number = serde_json::to_value(Number::from(estimate))?;
            map.insert(measure.name.clone(), number);
        }
    }
    Ok(Value::Object(map))
}

fn day<'a>(findings: &Findings<'a>, one: &TargetDay) -> Day<'a> {
    let number = Number::from(one.chance);
    Day {
        scope_kind: one.scope.kind().name(),
        scope: one.scope.name(findings.centre),
        period: findings.centre.horizon().days()[one.day].date.to_string(),
        value: number.value,
        low: number.low,
        high: number.high,
    }
}

fn target(findings: &Findings<'_>, judgement: &Judgement) -> Target {
    let queue = &findings.centre.queues()[judgement.queue.index()];
    let number = Number::from(judgement.estimate);
    let is_share = matches!(judgement.promise, verdict::Promise::Share(_));
    Target {
        queue: queue.name.clone(),
        measure: judgement.promise.measure(),
        wait_s: is_share.then(|| number::json(queue.target.wait.as_secs_f64())),
        rule: is_share.then(|| queue.target.rule.name()),
        promised: number::json(judgement.promise.value()),
        outcome: judgement.outcome.name(),
        value: number.value,
        low: number.low,
        high: number.high,
    }
}
