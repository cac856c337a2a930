//! How busy the people of each group are, over time.

use super::over_time::{self, OverTime};
use super::picture::{Body, Panel, Picture};
use super::scale::Scale;
use super::series::Chosen;
use super::style::LINES;
use super::subject::{Part, Subject};
use crate::measures::Unit;

/// The chart: a panel a skill group.
pub(super) fn picture(subject: &Subject<'_>) -> Picture {
    let time = OverTime::of(subject);
    let words = subject.words;
    let chosen = Chosen::groups(subject);
    let panels = chosen.parts.iter().map(|part| panel(subject, &time, *part));
    let panels = panels.collect();
    let what = words.pick(
        "occupancy: busy time ÷ logged-in time",
        "占用率：忙碌时间 ÷ 在线时间",
    );
    let said = words.pick(
        "Occupancy is busy time ÷ logged-in time.",
        "占用率为忙碌时间 ÷ 在线时间。",
    );
    let notes = over_time::notes(subject, chosen.note, said);
    Picture {
        name: "occupancy",
        title: words.pick("How busy people are", "人员有多忙").to_owned(),
        lines: time.lines(subject, &notes),
        keys: over_time::keys(subject, &[(LINES[0], what)], ""),
        body: Body::Panels(time.axis, panels),
    }
}

fn panel(subject: &Subject<'_>, time: &OverTime, part: Part<'_>) -> Panel {
    let words = subject.words;
    let heading = subject.part_title(part);
    let scale = Scale::of_shares(words);
    let (curves, runs) = time.by_plan(subject, ("occupancy", Unit::Share), part, LINES[0]);
    if time.slots().is_none() {
        return Panel::message(heading, scale, over_time::not_kept(subject));
    }
    if runs.is_empty() {
        let is_kept = subject.largest("logged_in", part) <= 0.0;
        let why = if is_kept {
            words.pick("nobody logged in", "无人在线")
        } else {
            over_time::not_kept(subject)
        };
        return Panel::message(heading, scale, why);
    }
    Panel::of_curves(heading, scale, curves)
}
