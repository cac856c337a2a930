//! What charts over time have in common.

use super::drawing::PLOT_WIDTH;
use super::picture::{Axis, Curve, Key, Symbol};
use super::series::{self, Sample, Slots};
use super::style::{PROMISE, Pen};
use super::{heading, time_axis};
use crate::experiment::Scope;
use crate::model::{Language, ServiceTarget};
use crate::report::{Findings, MarkedDay};

/// The time that a chart shows.
pub(super) struct OverTime {
    slots: Option<Slots>,
    /// The axis.
    pub(super) axis: Axis,
}

impl OverTime {
    /// The counted part of the horizon.
    pub(super) fn of(findings: &Findings<'_>, marked: &[MarkedDay]) -> Self {
        Self {
            slots: Slots::of(findings),
            axis: time_axis::of(findings.centre.horizon(), marked, PLOT_WIDTH),
        }
    }

    /// The numbers of a part of the centre, in runs without a gap.
    pub(super) fn runs(
        &self,
        findings: &Findings<'_>,
        measure: &str,
        scope: Scope,
    ) -> Vec<Vec<Sample>> {
        let runs = |slots: &Slots| slots.runs(findings, measure, scope);
        self.slots.as_ref().map_or_else(Vec::new, runs)
    }

    /// The pen for a curve over this time.
    pub(super) fn pen(&self, pen: Pen) -> Pen {
        let slots = self.slots.as_ref().map_or(0, Slots::len);
        pen.for_slots(slots)
    }

    /// A curve through the numbers, with its confidence band.
    pub(super) fn curve(&self, pen: Pen, runs: &[Vec<Sample>]) -> Curve {
        let line = |run: &Vec<Sample>| series::through_middles(run, |sample| sample.value);
        Curve {
            pen: self.pen(pen),
            lines: runs.iter().map(line).collect(),
            bands: runs.iter().flat_map(|run| series::bands(run)).collect(),
        }
    }

    /// Why a queue has no numbers to show, if so.
    pub(super) fn why_empty(
        &self,
        findings: &Findings<'_>,
        scope: Scope,
        runs: &[Vec<Sample>],
    ) -> Option<String> {
        if !series::has_contacts(findings, scope) {
            Some("nobody contacted this queue".to_owned())
        } else if runs.is_empty() && self.slots.is_some() {
            Some("nobody was let in".to_owned())
        } else if runs.is_empty() {
            Some(NOT_KEPT.to_owned())
        } else {
            None
        }
    }

    /// The lines below the title.
    pub(super) fn lines(&self, findings: &Findings<'_>, notes: &[String]) -> Vec<String> {
        let by = match &self.slots {
            Some(slots) if slots.are_days => "by day",
            _ => "by planning interval",
        };
        let mut lines = vec![format!("{}, {by}", heading::text(findings))];
        lines.extend_from_slice(notes);
        lines
    }
}

/// What lines mean, then the confidence band and the promise.
pub(super) fn keys(findings: &Findings<'_>, lines: &[(Pen, &str)], promise: &str) -> Vec<Key> {
    let key = |(pen, text): &(Pen, &str)| Key {
        symbol: Symbol::Line(*pen),
        text: (*text).to_owned(),
    };
    let mut keys: Vec<Key> = lines.iter().map(key).collect();
    if let [(pen, _), ..] = lines {
        keys.extend(heading::band(findings, pen.colour));
    }
    if !promise.is_empty() {
        keys.push(key(&(PROMISE, promise)));
    }
    keys
}

/// Said where intervals were asked for and too few of them kept.
pub(super) const NOT_KEPT: &str =
    "the numbers of this chart were not kept: report.most_interval_rows allows more";

/// The name of a part of the centre, for a heading.
pub(super) fn name(findings: &Findings<'_>, scope: Scope) -> String {
    match scope {
        Scope::Centre => "whole centre".to_owned(),
        _ => heading::shortened(scope.title_in(findings.centre, Language::English)),
    }
}

/// What the customers of a queue were promised.
pub(super) fn target<'a>(findings: &Findings<'a>, scope: Scope) -> Option<&'a ServiceTarget> {
    let Scope::Queue(id) = scope else {
        return None;
    };
    Some(&findings.centre.queues()[id.index()].target)
}
