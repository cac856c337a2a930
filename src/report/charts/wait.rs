//! How long customers wait, over time.

use super::over_time::{self, OverTime};
use super::picture::{Panel, Picture};
use super::scale::Scale;
use super::series::{self, Chosen};
use super::style::LINES;
use crate::experiment::Scope;
use crate::measures::Unit;
use crate::report::{Findings, MarkedDay, number};

/// The measure: the mean wait of all who were let in, so that those who gave up count too.
const MEASURE: &str = "wait_mean";

/// The chart: a panel a queue.
pub(super) fn picture(findings: &Findings<'_>, marked: &[MarkedDay]) -> Picture {
    let time = OverTime::of(findings, marked);
    let chosen = Chosen::queues(findings);
    let panels = chosen
        .scopes
        .iter()
        .map(|scope| panel(findings, &time, *scope));
    let panels: Vec<Panel> = panels.collect();
    let keys = over_time::keys(
        findings,
        &[(
            LINES[0],
            "mean wait of those who arrive then, whatever became of them",
        )],
        "target wait",
    );
    Picture {
        title: "How long customers wait".to_owned(),
        lines: time.lines(findings, chosen.note.as_slice()),
        keys,
        axis: time.axis,
        panels,
    }
}

fn panel(findings: &Findings<'_>, time: &OverTime, scope: Scope) -> Panel {
    let name = over_time::name(findings, scope);
    let target = over_time::target(findings, scope).map(|target| target.wait.as_secs_f64());
    let heading = target.map_or_else(
        || name.clone(),
        |wait| format!("{name}: target wait {}", number::in_words(wait)),
    );
    let runs = time.runs(findings, MEASURE, scope);
    let (value, high) = series::largest(&runs);
    let most = series::with_band(value, high);
    let scale = Scale::holding(Unit::Seconds, most.max(target.unwrap_or(0.0)));
    if let Some(why) = time.why_empty(findings, scope, &runs) {
        return Panel::message(heading, scale, &why);
    }
    Panel {
        heading,
        scale,
        curves: vec![time.curve(LINES[0], &runs)],
        promise: target,
        message: None,
    }
}
