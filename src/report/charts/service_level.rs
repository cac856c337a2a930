//! How many customers are served in time, over time.

use super::over_time::{self, OverTime};
use super::picture::{Body, Panel, Picture};
use super::scale::Scale;
use super::series::Chosen;
use super::style::LINES;
use super::subject::{Part, Subject};
use crate::measures::{Unit, glossary};
use crate::units::Share;

/// The measure: by each queue's own target wait and rule.
pub(super) const MEASURE: &str = "service_level";

/// The chart: a panel a queue.
pub(super) fn picture(subject: &Subject<'_>) -> Picture {
    let time = OverTime::of(subject);
    let words = subject.words;
    let chosen = Chosen::queues(subject);
    let panels = chosen.parts.iter().map(|part| panel(subject, &time, *part));
    let panels: Vec<Panel> = panels.collect();
    let has_promise = panels.iter().any(|panel| panel.promise.is_some());
    let what = words.pick(
        "service level of those who arrive then",
        "该时段到达客户的服务水平",
    );
    let promise = words.pick("promised share", "承诺的比例");
    let keys = over_time::keys(
        subject,
        &[(LINES[0], what)],
        if has_promise { promise } else { "" },
    );
    Picture {
        name: "service_level",
        title: words
            .pick(
                "How many customers are served in time",
                "多少客户及时得到服务",
            )
            .to_owned(),
        lines: time.lines(subject, &over_time::notes(subject, chosen.note, "")),
        keys,
        body: Body::Panels(time.axis, panels),
    }
}

/// A part's name with what its customers were promised.
pub(super) fn heading(subject: &Subject<'_>, part: Part<'_>) -> String {
    let words = subject.words;
    let mut heading = subject.part_title(part);
    let Some(target) = subject.target(part) else {
        return words.pick(
            format!("{heading}: within the target wait of each queue"),
            format!("{heading}：在各队列的目标等待时间内"),
        );
    };
    let wait = words.span(target.wait.as_secs_f64());
    let rule = glossary::rule_clause(target.rule, words.language);
    heading = words.pick(
        format!("{heading}: within {wait}{rule}"),
        format!("{heading}：{wait}内{rule}"),
    );
    if let Some(share) = target.share.map(Share::as_f64) {
        let share = words.value(Unit::Share, share);
        heading = words.pick(
            format!("{heading}, promised {share}"),
            format!("{heading}，承诺{share}"),
        );
    }
    heading
}

fn panel(subject: &Subject<'_>, time: &OverTime, part: Part<'_>) -> Panel {
    let heading = heading(subject, part);
    let promise = subject.target(part).and_then(|target| target.share);
    let (curves, runs) = time.by_plan(subject, (MEASURE, Unit::Share), part, LINES[0]);
    let scale = Scale::of_shares(subject.words);
    if let Some(why) = time.why_empty(subject, part, &runs) {
        return Panel::message(heading, scale, &why);
    }
    Panel {
        promise: promise.map(Share::as_f64),
        ..Panel::of_curves(heading, scale, curves)
    }
}
