//! How many customers stand in line, over time.

use super::over_time::{self, Line, OverTime};
use super::picture::{Body, Panel, Picture};
use super::scale::Scale;
use super::series::{self, Chosen};
use super::style::{LINES, Pen};
use super::subject::{Part, Subject};
use crate::measures::Unit;

/// The mean over the slot of time.
const MEAN: Pen = LINES[0];
/// The longest line of the slot.
const LONGEST: Pen = LINES[1];

/// The chart: a panel a queue; of one plan with the longest line too, where that is measured.
pub(super) fn picture(subject: &Subject<'_>) -> Picture {
    let time = OverTime::of(subject);
    let words = subject.words;
    let chosen = Chosen::queues(subject);
    let panels = chosen.parts.iter().map(|part| panel(subject, &time, *part));
    let panels = panels.collect();
    let catalogue = subject.base.estimates.catalogue();
    let mean = words.pick("customers in line, on average", "排队客户数（平均）");
    let mut keys = vec![(MEAN, mean)];
    if catalogue.find("queue_length_max").is_some() {
        keys.push((LONGEST, longest(subject)));
    }
    let said = if subject.base.centre.mixes_tickets() {
        words.pick(
            "The line is everybody who waits, on average over the time; that of the whole centre has the open tickets in it.",
            "曲线为该时段内排队客户数的平均值；整个客服中心包括未处理的工单。",
        )
    } else {
        words.pick(
            "The line is everybody who waits, on average over the time.",
            "曲线为该时段内排队客户数的平均值。",
        )
    };
    let notes = over_time::notes(subject, chosen.note, said);
    Picture {
        name: "line_length",
        title: words
            .pick("How many customers stand in line", "多少客户在排队")
            .to_owned(),
        lines: time.lines(subject, &notes),
        keys: over_time::keys(subject, &keys, ""),
        body: Body::Panels(time.axis, panels),
    }
}

fn longest(subject: &Subject<'_>) -> &'static str {
    subject.words.pick(
        "longest line, on average over replications",
        "最长队列（各次模拟的平均）",
    )
}

fn panel(subject: &Subject<'_>, time: &OverTime, part: Part<'_>) -> Panel {
    let words = subject.words;
    let name = subject.part_title(part);
    let heading = words.pick(
        format!("{name}, customers in line"),
        format!("{name}，排队客户数"),
    );
    let (mut curves, mut runs) =
        time.by_plan(subject, ("queue_length", Unit::Contacts), part, MEAN);
    if subject.is_one() {
        let most = time.runs(subject, 0, "queue_length_max", part);
        if !most.is_empty() {
            let line = Line {
                plan: None,
                what: longest(subject).to_owned(),
                pen: LONGEST,
                unit: Unit::Contacts,
            };
            curves.insert(0, time.curve(subject, line, &most));
            runs.extend(most);
        }
    }
    let (value, high) = series::largest(&runs);
    let scale = Scale::of_averages(words, series::with_band(value, high));
    if let Some(why) = time.why_empty(subject, part, &runs) {
        return Panel::message(heading, scale, &why);
    }
    Panel::of_curves(heading, scale, curves)
}
