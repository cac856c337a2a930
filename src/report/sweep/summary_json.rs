//! `summary.json` of a sweep: where targets begin to be met, and the measures that are shown.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::run_json::Axis;
use super::{First, Swept, sentence};
use crate::model::Language;
use crate::report::number;
use crate::report::summary_json::Number;

/// The whole file.
#[derive(Serialize)]
struct Summary<'a> {
    scenario: &'a str,
    question: Option<&'a str>,
    vary: Vec<Axis<'a>>,
    confidence: Value,
    sentence: String,
    first_met: Vec<Met<'a>>,
    warnings: Vec<&'a str>,
    points: Vec<Point<'a>>,
}

/// Where a promise begins to be kept.
#[derive(Serialize)]
struct Met<'a> {
    queue: &'a str,
    measure: &'static str,
    promised: Value,
    /// The value of the second key, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    second: Option<&'a str>,
    /// The first value of the first key that keeps it; `null` if none does.
    value: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<Number>,
    /// The chance that the horizon keeps every promise of the queue there.
    #[serde(rename = "chance_target_met", skip_serializing_if = "Option::is_none")]
    chance: Option<Number>,
    /// A later value that does not keep it, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    but_not_at: Option<&'a str>,
}

#[derive(Serialize)]
struct Point<'a> {
    /// By key.
    values: Vec<&'a str>,
    replications: u64,
    measures: Vec<Shown<'a>>,
}

#[derive(Serialize)]
struct Shown<'a> {
    measure: &'a str,
    scope_kind: &'static str,
    scope: &'a str,
    period: &'a str,
    #[serde(flatten)]
    number: Number,
}

/// Writes the file: times are in seconds and shares from 0 to 1; `null` is what is not defined (0 ÷ 0) or
/// has no confidence interval.
///
/// # Errors
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, swept: &Swept<'_>) -> io::Result<()> {
    let points = swept.points.iter().enumerate().map(|(place, point)| {
        let columns = swept.columns.iter().zip(&point.estimates);
        let shown = columns.filter(|(column, _)| swept.shown.contains(&column.measure.name));
        let measures = shown.filter_map(|(column, estimate)| {
            Some(Shown {
                measure: &column.measure.name,
                scope_kind: column.scope_kind.name(),
                scope: &column.scope,
                period: &column.period,
                number: Number::from((*estimate)?),
            })
        });
        Point {
            values: swept.values_of(place),
            replications: point.replications,
            measures: measures.collect(),
        }
    });
    let firsts = swept.firsts();
    let summary = Summary {
        scenario: swept.scenario,
        question: swept.question,
        vary: swept.axes.iter().map(Axis::from).collect(),
        confidence: number::json(swept.confidence().as_f64()),
        sentence: sentence(swept),
        first_met: firsts.iter().map(|first| met(swept, first)).collect(),
        warnings: swept.warnings_in(Language::English),
        points: points.collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &summary)?;
    writeln!(out)
}

fn met<'a>(swept: &'a Swept<'a>, first: &First<'a>) -> Met<'a> {
    let value = |place: usize| swept.axes[0].values[place].as_str();
    Met {
        queue: first.queue,
        measure: first.promise.measure(),
        promised: number::json(first.promise.value()),
        second: (first.second)
            .and_then(|place| Some(swept.axes.get(1)?.values.get(place)?.as_str())),
        value: first.value.map(value),
        found: first.kept.map(|kept| Number::from(kept.estimate)),
        chance: first.kept.and_then(|kept| kept.chance).map(Number::from),
        but_not_at: first.but_not_at.map(value),
    }
}
