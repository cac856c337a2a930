//! How many customers are served in time, over time.

use super::over_time::{self, OverTime};
use super::picture::{Panel, Picture};
use super::scale::Scale;
use super::series::Chosen;
use super::style::LINES;
use crate::experiment::Scope;
use crate::measures::Unit;
use crate::report::{Findings, MarkedDay, number};
use crate::units::Share;

/// The measure: by each queue's own target wait and rule.
const MEASURE: &str = "service_level";

/// The chart: a panel a queue.
pub(super) fn picture(findings: &Findings<'_>, marked: &[MarkedDay]) -> Picture {
    let time = OverTime::of(findings, marked);
    let chosen = Chosen::queues(findings);
    let panels = chosen
        .scopes
        .iter()
        .map(|scope| panel(findings, &time, *scope));
    let panels: Vec<Panel> = panels.collect();
    let has_promise = panels.iter().any(|panel| panel.promise.is_some());
    let keys = over_time::keys(
        findings,
        &[(LINES[0], "service level of those who arrive then")],
        if has_promise { "promised share" } else { "" },
    );
    Picture {
        title: "How many customers are served in time".to_owned(),
        lines: time.lines(findings, chosen.note.as_slice()),
        keys,
        axis: time.axis,
        panels,
    }
}

fn panel(findings: &Findings<'_>, time: &OverTime, scope: Scope) -> Panel {
    let mut heading = over_time::name(findings, scope);
    let mut promise = None;
    if let Some(target) = over_time::target(findings, scope) {
        let wait = number::in_words(target.wait.as_secs_f64());
        heading = format!("{heading}: within {wait} (rule {})", target.rule.name());
        promise = target.share.map(Share::as_f64);
    }
    if let Some(share) = promise {
        heading = format!("{heading}, promised {}", number::people(Unit::Share, share));
    }
    let runs = time.runs(findings, MEASURE, scope);
    if let Some(why) = time.why_empty(findings, scope, &runs) {
        return Panel::message(heading, Scale::of_shares(), &why);
    }
    Panel {
        heading,
        scale: Scale::of_shares(),
        curves: vec![time.curve(LINES[0], &runs)],
        promise,
        message: None,
    }
}
