//! The chart of a sweep: how measures change along the first key, or over both.

use std::io;

use super::{Column, Swept};
use crate::experiment::Estimate;
use crate::measures::ScopeKind;
use crate::model::Language;
use crate::report::charts::{self, Look, Sweep, SweepAxis, SweepResult, SweepTargets};
use crate::report::verdict::Outcome;
use crate::report::{Draft, Findings, OutputError, write_chart};

/// The most measures that are drawn; `sweep.csv` has all of them.
const MOST_RESULTS: usize = 8;

/// The names of its files.
pub(super) const FILES: [&str; 2] = charts::SWEEP;

/// Draws it in a language.
pub(super) fn write(
    draft: &mut Draft<'_>,
    swept: &Swept<'_>,
    language: Language,
) -> Result<(), OutputError> {
    let findings = findings(swept);
    let look = Look {
        marked: &[],
        language,
        hover: false,
    };
    write_chart(draft, FILES, &look, |look| -> io::Result<String> {
        let axes = swept.axes.iter();
        let axes: Vec<SweepAxis> = axes.map(|own| axis(swept, own, look.language)).collect();
        let results = results(swept, look.language);
        let counts = swept.points.iter().map(|point| point.replications);
        let sweep = Sweep {
            axes: &axes,
            results: &results[..results.len().min(MOST_RESULTS)],
            left_out: results.len().saturating_sub(MOST_RESULTS),
            replications: (
                counts.clone().min().unwrap_or_default(),
                counts.max().unwrap_or_default(),
            ),
            targets: targets(swept),
        };
        charts::sweep(&findings, &sweep, look)
    })
}

fn axis(swept: &Swept<'_>, axis: &super::Axis, language: Language) -> SweepAxis {
    SweepAxis {
        key: axis.key.clone(),
        name: in_words(swept, &axis.key, language),
        values: axis.values.clone(),
        numbers: axis.numbers.clone(),
    }
}

/// What a key is before people, if it is one of those that are swept most.
fn in_words(swept: &Swept<'_>, key: &str, language: Language) -> Option<String> {
    let mut steps = key.splitn(3, '.');
    let (section, name, what) = (steps.next()?, steps.next()?, steps.next()?);
    let kind = match section {
        "skill_group" => ScopeKind::Group,
        "queue" => ScopeKind::Queue,
        "contact_type" => ScopeKind::Type,
        _ => return None,
    };
    let title = swept.title_of(kind, name, language);
    let (english, chinese) = match (kind, what) {
        (ScopeKind::Group, "agents") => ("number of agents", "坐席数"),
        (ScopeKind::Group, "shrinkage") => ("shrinkage", "损耗率"),
        (ScopeKind::Group, "hourly_rate") => ("hourly rate", "小时工资"),
        (ScopeKind::Queue, "target.wait") => ("target wait", "目标等待时间"),
        (ScopeKind::Queue, "queue_capacity") => ("places in line", "排队位"),
        (ScopeKind::Queue, "trunks") => ("number of trunks", "线路数"),
        (ScopeKind::Type, "demand.rate") => ("arrival rate", "进线速率"),
        (ScopeKind::Type, "talk.mean") => ("mean talk time", "平均通话时长"),
        (ScopeKind::Type, "patience.mean") => ("mean patience", "平均耐心时间"),
        _ => return None,
    };
    Some(match language {
        Language::English => format!("the {english} of {title}"),
        Language::Chinese => format!("{title}{chinese}"),
    })
}

/// What the chart's heading rests on.
fn findings<'a>(swept: &Swept<'a>) -> Findings<'a> {
    Findings {
        scenario: swept.scenario,
        variant: Findings::BASE,
        variant_title: None,
        question: swept.question,
        hash: swept.hash,
        overrides: swept.overrides,
        centre: swept.centre,
        plan: swept.plan,
        warnings: swept.warnings,
        log: None,
        estimates: swept.first,
    }
}

/// The shown measures in their order: of each queue to which something is promised, else of the whole
/// centre, else of each part that has them.
fn results<'a>(swept: &'a Swept<'_>, language: Language) -> Vec<SweepResult<'a>> {
    let of_horizon = |name: &str, kind: ScopeKind| {
        let all = swept.columns.iter().enumerate();
        let name = name.to_owned();
        all.filter(move |(_, column)| {
            column.measure.name == name && column.scope_kind == kind && column.period == "horizon"
        })
    };
    let mut results = Vec::new();
    for name in swept.shown {
        let mut own: Vec<SweepResult<'a>> = of_horizon(name, ScopeKind::Queue)
            .filter_map(|(place, column)| {
                let promise = promise(swept, column)?;
                Some(result(swept, place, Some(promise), language))
            })
            .collect();
        for kind in [
            ScopeKind::Centre,
            ScopeKind::Queue,
            ScopeKind::Type,
            ScopeKind::Group,
        ] {
            if own.is_empty() {
                let of_kind = of_horizon(name, kind);
                own.extend(of_kind.map(|(place, _)| result(swept, place, None, language)));
            }
        }
        results.extend(own);
    }
    results
}

fn result<'a>(
    swept: &'a Swept<'_>,
    place: usize,
    promise: Option<f64>,
    language: Language,
) -> SweepResult<'a> {
    let column = &swept.columns[place];
    let of = match (column.scope_kind, language) {
        (ScopeKind::Centre, Language::English) => "whole centre",
        (ScopeKind::Centre, Language::Chinese) => "整个客服中心",
        (kind, _) => swept.title_of(kind, &column.scope, language),
    };
    let at = |point: &super::Point| -> Option<Estimate> { point.estimates[place] };
    SweepResult {
        measure: &column.measure,
        of: of.to_owned(),
        promise,
        estimates: swept.points.iter().map(at).collect(),
    }
}

/// What was promised of a measure of a queue, if it is the same at all points.
fn promise(swept: &Swept<'_>, column: &Column) -> Option<f64> {
    let mut values = swept.points.iter().map(|point| {
        let mut kept = point.kept.iter();
        let own = kept
            .find(|one| one.queue == column.scope && one.promise.measure() == column.measure.name);
        own.map(|one| one.promise.value())
    });
    let first = values.next()??;
    let is_same = |value: Option<f64>| value.is_some_and(|value| value.total_cmp(&first).is_eq());
    values.all(is_same).then_some(first)
}

/// At which points every promise is kept, by the confidence intervals.
fn targets(swept: &Swept<'_>) -> SweepTargets {
    let all_met = |point: &super::Point| {
        let mut kept = point.kept.iter();
        !point.kept.is_empty() && kept.all(|one| one.outcome == Outcome::Met)
    };
    let counts = swept.points.iter().map(|point| point.kept.len());
    SweepTargets {
        count: counts.max().unwrap_or_default(),
        met: swept.points.iter().map(all_met).collect(),
    }
}
