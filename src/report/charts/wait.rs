//! How long customers wait, over time: on average, and nine of ten at most.
//!
//! Of one plan both are in one panel, where both are known of the same slots of time; else each has a
//! panel.

use super::over_time::{self, OverTime};
use super::picture::{Body, Panel, Picture};
use super::scale::Scale;
use super::series::{self, Chosen};
use super::style::LINES;
use super::subject::{Part, Subject};
use super::wait_of_most::{self, Source};
use crate::measures::Unit;

/// The measure: the mean wait of all who were let in, so that those who gave up count too.
const MEASURE: &str = "wait_mean";

/// The chart: a panel a queue, and one more where the waits of most are known over time.
pub(super) fn picture(subject: &Subject<'_>) -> Picture {
    let time = OverTime::of(subject);
    let words = subject.words;
    let chosen = Chosen::queues(subject);
    let of_most = wait_of_most::source(subject, &time);
    let mut panels = Vec::new();
    let beside = (of_most.as_ref()).filter(|source| subject.is_one() && source.is_as_fine(&time));
    let below = of_most.as_ref().filter(|_| beside.is_none());
    for part in &chosen.parts {
        panels.push(panel(subject, &time, beside, *part));
        panels.extend(below.and_then(|source| wait_of_most::panel(subject, &time, source, *part)));
    }
    let has_target = chosen
        .parts
        .iter()
        .any(|part| subject.target(*part).is_some());
    let mean = words.pick(
        "mean wait of those who arrive then, whatever became of them",
        "该时段到达客户的平均等待时间（不论结果）",
    );
    let target = words.pick("target wait", "目标等待时间");
    let said = words.pick(
        "Waits are of those who arrive then, whatever became of them.",
        "等待时间按客户到达的时段统计，不论结果。",
    );
    let notes = over_time::notes(subject, chosen.note, said);
    let most = wait_of_most::name(words);
    let mut lines = vec![(LINES[0], mean)];
    lines.extend(of_most.as_ref().map(|_| (LINES[1], most.as_str())));
    Picture {
        name: "wait",
        title: words
            .pick("How long customers wait", "客户等待多久")
            .to_owned(),
        lines: time.lines(subject, &notes),
        keys: over_time::keys(subject, &lines, if has_target { target } else { "" }),
        body: Body::Panels(time.axis, panels),
    }
}

fn panel(
    subject: &Subject<'_>,
    time: &OverTime,
    beside: Option<&Source<'_>>,
    part: Part<'_>,
) -> Panel {
    let words = subject.words;
    let name = subject.part_title(part);
    let target = subject.target(part).map(|target| target.wait.as_secs_f64());
    let mut heading = name;
    if !subject.is_one() {
        heading = words.pick(
            format!("{heading}, mean wait"),
            format!("{heading}，平均等待时间"),
        );
    }
    if let Some(wait) = target {
        let wait = words.span(wait);
        heading = words.pick(
            format!("{heading}: target wait {wait}"),
            format!("{heading}：目标等待时间{wait}"),
        );
    }
    let (mut curves, mut runs) = time.by_plan(subject, (MEASURE, Unit::Seconds), part, LINES[0]);
    let of_most = beside.and_then(|source| source.curve(subject, time, part, LINES[1]));
    if let Some((curve, more)) = of_most {
        curves.insert(0, curve);
        runs.extend(more);
    }
    let (value, high) = series::largest(&runs);
    let most = series::with_band(value, high);
    let scale = Scale::holding(words, Unit::Seconds, most.max(target.unwrap_or(0.0)));
    if let Some(why) = time.why_empty(subject, part, &runs) {
        return Panel::message(heading, scale, &why);
    }
    Panel {
        promise: target,
        ..Panel::of_curves(heading, scale, curves)
    }
}
