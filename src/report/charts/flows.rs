//! What comes, what is answered and what is lost, against what the people there could do, over time.

use super::heading;
use super::over_time::{self, Line, OverTime};
use super::picture::{Body, Panel, Picture};
use super::scale::Scale;
use super::series::{self, Sample};
use super::style::{LINES, PROMISE, Pen};
use super::subject::Subject;
use crate::measures::Unit;

/// Contacts offered.
const OFFERED: Pen = LINES[0];
/// Contacts answered.
const ANSWERED: Pen = LINES[2];
/// Contacts lost.
const ABANDONED: Pen = LINES[1];
/// What people could do.
const CAPACITY: Pen = Pen {
    dashes: &[],
    ..PROMISE
};

/// The chart: a panel a plan, of the whole centre.
pub(super) fn picture(subject: &Subject<'_>) -> Picture {
    let time = OverTime::of(subject);
    let words = subject.words;
    let plans = subject.shown().into_iter();
    let panels = plans.map(|plan| panel(subject, &time, plan));
    let mut panels: Vec<Panel> = panels.collect();
    // Plans are compared by their heights.
    let highest = panels.iter().map(|panel| &panel.scale);
    let highest = highest.max_by(|a, b| a.top.total_cmp(&b.top)).cloned();
    if let Some(scale) = highest {
        for panel in &mut panels {
            panel.scale = scale.clone();
        }
    }
    let capacity = words.pick(
        "capacity: people logged in ÷ mean handling time",
        "处理能力：在线人数 ÷ 平均处理时长",
    );
    let (answered, abandoned) = if time.is_by_day() {
        (
            words.pick("answered of those who came then", "当天进线中接起的"),
            words.pick("abandoned of those who came then", "当天进线中放弃的"),
        )
    } else {
        (
            words.pick(
                "answered then, whenever they came",
                "该时段接起（不论何时到达）",
            ),
            words.pick(
                "abandoned then, whenever they came",
                "该时段放弃（不论何时到达）",
            ),
        )
    };
    let mut keys: Vec<_> = [
        (OFFERED, words.pick("offered", "进线量")),
        (ANSWERED, answered),
        (ABANDONED, abandoned),
    ]
    .iter()
    .map(over_time::line_key)
    .collect();
    keys.extend(heading::band(subject, OFFERED.colour));
    keys.push(over_time::line_key(&(CAPACITY, capacity)));
    let notes: Vec<String> = subject.plans_left_out().into_iter().collect();
    let lines = time.lines(subject, &notes);
    Picture {
        name: "flows",
        title: words
            .pick(
                "What comes, what is answered, and what people could do",
                "进线、接起、放弃与处理能力",
            )
            .to_owned(),
        lines,
        keys,
        body: Body::Panels(time.axis, panels),
    }
}

fn panel(subject: &Subject<'_>, time: &OverTime, plan: usize) -> Panel {
    let words = subject.words;
    let each = (
        ["contacts each day", "每天联络量"],
        ["contacts in each interval", "每时段联络量"],
    );
    let heading = time.heading(subject, plan, each);
    let runs = |measure| time.runs(subject, plan, measure, Subject::CENTRE);
    // By day only those are counted who arrived then.
    let [answered, abandoned] = if time.is_by_day() {
        [runs("answered"), runs("abandoned")]
    } else {
        [runs("answered_then"), runs("abandoned_then")]
    };
    let flows = [
        (runs("offered"), OFFERED, words.pick("offered", "进线量")),
        (answered, ANSWERED, words.pick("answered", "接起")),
        (abandoned, ABANDONED, words.pick("abandoned", "放弃")),
    ];
    let capacity = capacity(subject, plan, &runs("logged_in"));
    let all = flows.iter().flat_map(|(runs, ..)| runs);
    let (value, high) = series::largest(all);
    let (could, _) = series::largest(&capacity);
    let most = series::with_band(value, high).max(could);
    let scale = Scale::holding(words, Unit::Contacts, most.max(1.0));
    if flows.iter().all(|(runs, ..)| runs.is_empty()) {
        return Panel::message(heading, scale, over_time::not_kept(subject));
    }
    if value <= 0.0 && could <= 0.0 {
        let why = words.pick("nobody contacted the centre", "没有客户联系");
        return Panel::message(heading, scale, why);
    }
    let line = |what: &str, pen| Line {
        plan: subject.plan_name(plan).map(str::to_owned),
        what: what.to_owned(),
        pen,
        unit: Unit::Contacts,
    };
    let could_line = line(words.pick("capacity", "处理能力"), CAPACITY);
    let mut curves = vec![time.steps(subject, could_line, &capacity)];
    curves.extend(
        flows
            .iter()
            .map(|(runs, pen, what)| time.curve(subject, line(what, *pen), runs)),
    );
    Panel::of_curves(heading, scale, curves)
}

/// What the people who are logged in could handle in each slot, at the mean handling time of the whole
/// horizon; nothing where nobody was served.
fn capacity(subject: &Subject<'_>, plan: usize, logged_in: &[Vec<Sample>]) -> Vec<Vec<Sample>> {
    let handling = subject.get(
        plan,
        "aht",
        Subject::CENTRE,
        crate::experiment::Period::Horizon,
    );
    let Some(handling) = handling.and_then(|handling| handling.value()) else {
        return Vec::new();
    };
    if handling <= 0.0 {
        return Vec::new();
    }
    let could = |sample: &Sample| Sample {
        value: sample.value * (sample.to - sample.from) / handling,
        interval: None,
        ..*sample
    };
    logged_in
        .iter()
        .map(|run| run.iter().map(could).collect())
        .collect()
}
