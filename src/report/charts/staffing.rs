//! The work that customers bring against the people who are there for it, over time.

use super::over_time::{self, Line, OverTime};
use super::picture::{Body, Panel, Picture};
use super::scale::Scale;
use super::series::{self, Chosen};
use super::style::{LINES, Pen};
use super::subject::{Part, Subject};
use crate::measures::Unit;

/// Load: people who would be busy if nobody were lost.
const LOAD: Pen = LINES[0];
/// People logged in.
const STAFF: Pen = LINES[1];
/// People busy.
const BUSY: Pen = LINES[2];

/// The chart of the first plan: the whole centre, and below it a panel a skill group where there are
/// several.
///
/// Who will serve a contact is known only afterwards, so load is there for the whole centre and
/// groups show how many of their people are busy.
pub(super) fn picture(subject: &Subject<'_>) -> Picture {
    let time = OverTime::of(subject);
    let words = subject.words;
    let chosen = Chosen::groups(subject);
    let load = words.pick(
        "load: people busy if nobody were lost",
        "工作负荷：若无客户流失，平均有多少人在忙",
    );
    let mut keys = vec![
        (LOAD, load),
        (STAFF, words.pick("people logged in", "在线人数")),
    ];
    let mut panels = vec![panel(subject, &time, Subject::CENTRE, ("load", LOAD, load))];
    if subject.base.centre.skill_groups().len() > 1 {
        let busy = words.pick("people busy", "忙碌人数");
        keys.push((BUSY, busy));
        let groups = chosen.parts.iter();
        panels.extend(groups.map(|part| panel(subject, &time, *part, ("busy", BUSY, busy))));
    }
    Picture {
        name: "staffing",
        title: words
            .pick("Work offered and people there to do it", "工作量与在线人数")
            .to_owned(),
        lines: time.lines(subject, chosen.note.as_slice()),
        keys: over_time::keys(subject, &keys, ""),
        body: Body::Panels(time.axis, panels),
    }
}

fn panel(
    subject: &Subject<'_>,
    time: &OverTime,
    part: Part<'_>,
    (measure, pen, what): (&str, Pen, &str),
) -> Panel {
    let words = subject.words;
    let name = subject.part_title(part);
    let heading = words.pick(format!("{name}, people"), format!("{name}，人数"));
    let work = time.runs(subject, 0, measure, part);
    let staff = time.runs(subject, 0, "logged_in", part);
    let (most_work, high) = series::largest(&work);
    let (most_staff, _) = series::largest(&staff);
    let most = series::with_band(most_work, high).max(most_staff);
    let scale = Scale::holding(words, Unit::Agents, most.max(1.0));
    if work.is_empty() && staff.is_empty() {
        return Panel::message(heading, scale, over_time::not_kept(subject));
    }
    if most_work <= 0.0 && most_staff <= 0.0 {
        let why = words.pick("no contacts, and nobody logged in", "没有客户，也无人在线");
        return Panel::message(heading, scale, why);
    }
    let line = |what: &str, pen| Line {
        plan: None,
        what: what.to_owned(),
        pen,
        unit: Unit::Agents,
    };
    let staff_line = line(words.pick("people logged in", "在线人数"), STAFF);
    let curves = vec![
        time.steps(subject, staff_line, &staff),
        time.curve(subject, line(what, pen), &work),
    ];
    Panel::of_curves(heading, scale, curves)
}
