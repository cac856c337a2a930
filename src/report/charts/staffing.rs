//! The work that customers bring against the people who are there for it, over time.

use super::over_time::{self, NOT_KEPT, OverTime};
use super::picture::{Curve, Panel, Picture};
use super::scale::Scale;
use super::series::{self, Chosen, Sample};
use super::style::{LINES, Pen};
use crate::experiment::Scope;
use crate::measures::Unit;
use crate::report::{Findings, MarkedDay};

/// Load: people who would be busy if nobody were lost.
const LOAD: Pen = LINES[0];
/// People logged in.
const STAFF: Pen = LINES[1];
/// People busy.
const BUSY: Pen = LINES[2];

/// The chart: the whole centre, and below it a panel a skill group where there are several.
///
/// Who will serve a contact is known only afterwards, so load is there for the whole centre and
/// groups show how many of their people are busy.
pub(super) fn picture(findings: &Findings<'_>, marked: &[MarkedDay]) -> Picture {
    let time = OverTime::of(findings, marked);
    let chosen = Chosen::groups(findings);
    let mut keys = vec![
        (LOAD, "load: people busy if nobody were lost"),
        (STAFF, "people logged in"),
    ];
    let mut panels = vec![panel(findings, &time, Scope::Centre, ("load", LOAD))];
    if findings.centre.skill_groups().len() > 1 {
        keys.push((BUSY, "people busy"));
        let groups = chosen.scopes.iter();
        panels.extend(groups.map(|scope| panel(findings, &time, *scope, ("busy", BUSY))));
    }
    Picture {
        title: "Work offered and people there to do it".to_owned(),
        lines: time.lines(findings, chosen.note.as_slice()),
        keys: over_time::keys(findings, &keys, ""),
        axis: time.axis,
        panels,
    }
}

fn panel(
    findings: &Findings<'_>,
    time: &OverTime,
    scope: Scope,
    (work, pen): (&str, Pen),
) -> Panel {
    let heading = format!("{}, people", over_time::name(findings, scope));
    let work = time.runs(findings, work, scope);
    let staff = time.runs(findings, "logged_in", scope);
    let (most_work, high) = series::largest(&work);
    let (most_staff, _) = series::largest(&staff);
    let most = series::with_band(most_work, high).max(most_staff);
    let scale = Scale::holding(Unit::Agents, most.max(1.0));
    if work.is_empty() && staff.is_empty() {
        return Panel::message(heading, scale, NOT_KEPT);
    }
    if most_work <= 0.0 && most_staff <= 0.0 {
        return Panel::message(heading, scale, "no contacts, and nobody logged in");
    }
    let through = |run: &Vec<Sample>| series::through_middles(run, |sample| sample.value);
    let steps = |run: &Vec<Sample>| series::in_steps(run);
    Panel {
        heading,
        scale,
        curves: vec![
            Curve {
                pen: time.pen(STAFF),
                lines: staff.iter().map(steps).collect(),
                bands: Vec::new(),
            },
            Curve {
                pen: time.pen(pen),
                lines: work.iter().map(through).collect(),
                bands: work.iter().flat_map(|run| series::bands(run)).collect(),
            },
        ],
        promise: None,
        message: None,
    }
}
