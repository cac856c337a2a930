//! The wait that nine of ten customers do not exceed, over time.
//!
//! By interval it is kept only if the scenario asks for percentiles by interval, since they take a
//! histogram each; by day it is known wherever there are several days.

use super::over_time::{Line, OverTime};
use super::picture::{Curve, Panel};
use super::scale::Scale;
use super::series::{self, Sample, Slots};
use super::style::{LINES, Pen};
use super::subject::{Part, Subject};
use super::words::Words;
use crate::experiment::Period;
use crate::measures::{Unit, WaitKind};
use crate::units::Share;

/// Nine of ten \[%\].
const PERCENT: u8 = 90;

/// Where the numbers come from.
pub(super) struct Source<'a> {
    slots: &'a Slots,
    share: Share,
}

/// The finest slots of which the numbers are known, if there are any.
pub(super) fn source<'a>(subject: &Subject<'_>, time: &'a OverTime) -> Option<Source<'a>> {
    let share = Share::new(f64::from(PERCENT) / 100.0).ok()?;
    let candidates = [time.slots(), time.days()];
    let slots = (candidates.into_iter().flatten()).find(|slots| {
        let known = |(period, _): &(Period, _)| {
            let estimates = subject.base.estimates;
            let scope = crate::experiment::Scope::Centre;
            estimates.wait_percentile(WaitKind::All, share, scope, *period)
        };
        slots.all().last().and_then(known).is_some()
    })?;
    Some(Source { slots, share })
}

impl Source<'_> {
    /// Whether the numbers are of the same slots as other curves over this time.
    pub(super) fn is_as_fine(&self, time: &OverTime) -> bool {
        !self.slots.are_days || time.days().is_none()
    }

    /// The numbers of a part of a plan's centre.
    fn runs(&self, subject: &Subject<'_>, plan: usize, part: Part<'_>) -> Vec<Vec<Sample>> {
        let findings = &subject.plans[plan];
        part.of(findings).map_or_else(Vec::new, |scope| {
            self.slots.runs_of(|period| {
                let estimates = findings.estimates;
                estimates.wait_percentile(WaitKind::All, self.share, scope, period)
            })
        })
    }

    /// The curve of the only plan, with the numbers that an axis must hold.
    pub(super) fn curve(
        &self,
        subject: &Subject<'_>,
        time: &OverTime,
        part: Part<'_>,
        pen: Pen,
    ) -> Option<(Curve, Vec<Vec<Sample>>)> {
        let runs = self.runs(subject, 0, part);
        let line = Line {
            plan: None,
            what: name(subject.words),
            pen,
            unit: Unit::Seconds,
        };
        (!runs.is_empty()).then(|| (self.drawn(subject, time, line, &runs), runs))
    }

    /// A curve; level over each day where the axis has finer slots.
    fn drawn(
        &self,
        subject: &Subject<'_>,
        time: &OverTime,
        line: Line,
        runs: &[Vec<Sample>],
    ) -> Curve {
        if self.is_as_fine(time) {
            time.curve(subject, line, runs)
        } else {
            time.level_curve(subject, line, runs)
        }
    }
}

/// What the numbers are.
pub(super) fn name(words: Words) -> String {
    words.pick(
        format!("wait that {PERCENT} % do not exceed"),
        format!("{PERCENT}%的客户不超过的等待时间"),
    )
}

/// A panel of a part of the centre with a curve a plan; nothing where nobody came, which the panel of
/// mean waits says.
pub(super) fn panel(
    subject: &Subject<'_>,
    time: &OverTime,
    source: &Source<'_>,
    part: Part<'_>,
) -> Option<Panel> {
    let words = subject.words;
    let mut curves: Vec<Curve> = Vec::new();
    let mut all: Vec<Vec<Sample>> = Vec::new();
    for plan in subject.shown() {
        let runs = source.runs(subject, plan, part);
        if runs.is_empty() {
            continue;
        }
        let line = Line {
            plan: subject.plan_name(plan).map(str::to_owned),
            what: String::new(),
            pen: if subject.is_one() {
                LINES[1]
            } else {
                subject.plan_pen(plan)
            },
            unit: Unit::Seconds,
        };
        curves.push(source.drawn(subject, time, line, &runs));
        all.extend(runs);
    }
    curves.reverse();
    let (value, high) = series::largest(&all);
    let scale = Scale::holding(words, Unit::Seconds, series::with_band(value, high));
    let part = subject.part_title(part);
    let by = if source.is_as_fine(time) {
        ""
    } else {
        words.pick(", by day", "（按天）")
    };
    let name = name(words);
    let heading = words.pick(format!("{part}, {name}{by}"), format!("{part}，{name}{by}"));
    (!curves.is_empty()).then(|| Panel::of_curves(heading, scale, curves))
}
