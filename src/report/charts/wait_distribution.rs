//! How many customers wait longer than this or that.

use super::drawing::PLOT_WIDTH;
use super::heading;
use super::labels;
use super::over_time;
use super::picture::{Axis, Body, Curve, Key, Panel, Picture, Symbol, Tick, Told};
use super::scale::{self, Scale};
use super::series::Chosen;
use super::style::{LINES, Pen};
use super::subject::{Part, Subject};
use crate::experiment::{Estimate, LongerWaits};
use crate::measures::{Unit, WaitKind};

/// Half an hour: the wait that makes the news \[s\].
const HALF_AN_HOUR: f64 = 1_800.0;

/// The axis ends where fewer contacts than this wait longer.
const LEAST_SHARE: f64 = 0.000_5;

/// The axis goes on to an hour, so that it holds the mark of half an hour.
const LEAST_END: f64 = 3_600.0;

/// Waits with what they are of.
struct Waits {
    plan: Option<String>,
    pen: Pen,
    longer: Vec<LongerWaits>,
    name: String,
    over: Option<Estimate>,
}

/// The chart: of one plan a curve a queue in one panel, of several a panel a queue.
pub(super) fn picture(subject: &Subject<'_>) -> Picture {
    let words = subject.words;
    let chosen = Chosen::queues(subject);
    let mut lines = vec![heading::text(subject)];
    let what = words.pick(
        "share of contacts let in that wait longer than the time below",
        "等待超过横轴时间的联络占比（不含被拒接的）",
    );
    let groups: Vec<(String, Vec<Waits>)> = if subject.is_one() {
        lines.extend(chosen.note.clone());
        vec![(what.to_owned(), by_queue(subject, &chosen))]
    } else {
        lines.extend(over_time::notes(subject, chosen.note.clone(), ""));
        let parts = chosen.parts.iter();
        parts
            .map(|part| {
                let name = subject.part_title(*part);
                let heading = words.pick(format!("{name}: {what}"), format!("{name}：{what}"));
                (heading, by_plan(subject, *part))
            })
            .collect()
    };
    let axis = axis(subject, groups.iter().flat_map(|(_, waits)| waits));
    let mut keys: Vec<Key> = if subject.is_one() {
        (groups.iter().flat_map(|(_, waits)| waits))
            .map(|waits| waits.key(subject))
            .collect()
    } else {
        over_time::plan_keys(subject, Symbol::Line)
    };
    if let Some(first) = groups.iter().find_map(|(_, waits)| waits.first()) {
        keys.extend(heading::band(subject, first.pen.colour));
    }
    let panels = groups
        .into_iter()
        .map(|(heading, waits)| panel(subject, &axis, heading, &waits));
    let panels = panels.collect();
    Picture {
        name: "wait_distribution",
        title: words
            .pick("How many customers wait how long", "有多少客户等待多久")
            .to_owned(),
        lines,
        keys,
        body: Body::Panels(axis, panels),
    }
}

fn panel(subject: &Subject<'_>, axis: &Axis, heading: String, waits: &[Waits]) -> Panel {
    let words = subject.words;
    let mut curves: Vec<Curve> = waits
        .iter()
        .map(|waits| waits.curve(subject, axis))
        .collect();
    if !subject.is_one() {
        curves.reverse();
    }
    let points = (curves.iter()).flat_map(|curve| curve.lines.iter().chain(&curve.bands).flatten());
    let most = points.fold(0.0, |most: f64, (_, share)| most.max(*share));
    let scale = Scale::holding(words, Unit::Share, most.max(0.01));
    if curves.is_empty() {
        let why = words.pick("nobody was let in", "没有客户被接入");
        return Panel::message(heading, scale, why);
    }
    Panel::of_curves(heading, scale, curves)
}

/// The queues of the only plan; with the whole centre where not all are shown.
fn by_queue(subject: &Subject<'_>, chosen: &Chosen<'_>) -> Vec<Waits> {
    let mut parts = chosen.parts.clone();
    if chosen.note.is_some() {
        parts.push(Subject::CENTRE);
    }
    parts
        .into_iter()
        .zip(LINES)
        .filter_map(|(part, pen)| {
            let waits = waits_of(subject, 0, part)?;
            Some(Waits {
                pen,
                name: subject.part_title(part),
                ..waits
            })
        })
        .collect()
}

/// The plans that are shown.
fn by_plan(subject: &Subject<'_>, part: Part<'_>) -> Vec<Waits> {
    let plans = subject.shown().into_iter();
    plans
        .filter_map(|plan| waits_of(subject, plan, part))
        .collect()
}

fn waits_of(subject: &Subject<'_>, plan: usize, part: Part<'_>) -> Option<Waits> {
    let findings = &subject.plans[plan];
    let scope = part.of(findings)?;
    let longer = findings.estimates.longer_waits(scope, WaitKind::All)?;
    (!longer.is_empty()).then(|| Waits {
        plan: subject.plan_name(plan).map(str::to_owned),
        pen: subject.plan_pen(plan),
        longer,
        name: subject.plan_title(plan),
        over: findings.over_horizon("waiting_over_30min", scope),
    })
}

/// An axis of the logarithms of waits, from one second.
fn axis<'a>(subject: &Subject<'_>, waits: impl Iterator<Item = &'a Waits>) -> Axis {
    let words = subject.words;
    let longest = waits.map(Waits::longest);
    let places = scale::waits_up_to(words, longest.fold(LEAST_END, f64::max));
    let to = places.last().map_or(1.0, |(wait, _)| libm::log10(*wait));
    let tick = |(wait, text): &(f64, String)| Tick::at(libm::log10(*wait), text.clone());
    let mut verticals = vec![Tick::at(
        libm::log10(HALF_AN_HOUR),
        words.pick("30-minute mark", "30分钟标线").to_owned(),
    )];
    if let [queue] = subject.base.centre.queues()
        && subject.is_one()
    {
        let wait = queue.target.wait.as_secs_f64();
        let at = libm::log10(wait);
        if wait > 1.0 && at < to {
            let wait = words.span(wait);
            let text = words.pick(format!("target wait {wait}"), format!("目标等待时间{wait}"));
            verticals.insert(0, Tick::at(at, text));
        }
    }
    Axis {
        from: 0.0,
        to,
        ticks: labels::readable(
            places.iter().map(tick).collect(),
            (0.0, to),
            PLOT_WIDTH,
            false,
        ),
        groups: Vec::new(),
        name: words
            .pick("wait, on a logarithmic axis", "等待时间（对数坐标）")
            .to_owned(),
        marks: Vec::new(),
        verticals,
        told: Vec::new(),
    }
}

impl Waits {
    /// The wait that hardly anybody exceeds \[s\].
    fn longest(&self) -> f64 {
        let mut common = self.longer.iter().filter(|longer| {
            longer
                .share
                .value()
                .is_some_and(|share| share >= LEAST_SHARE)
        });
        common
            .next_back()
            .map_or(0.0, |longer| longer.wait.as_secs_f64())
    }

    /// Shares along the axis; what waits up to a second stand at its beginning.
    fn curve(&self, subject: &Subject<'_>, axis: &Axis) -> Curve {
        let begin = self
            .longer
            .partition_point(|longer| longer.wait.as_secs_f64() <= 1.0);
        let shown = &self.longer[begin.saturating_sub(1)..];
        let place = |longer: &LongerWaits| {
            let wait = longer.wait.as_secs_f64();
            if wait <= 1.0 { 0.0 } else { libm::log10(wait) }
        };
        let point = |longer: &LongerWaits| Some((place(longer), longer.share.value()?));
        let bound = |of: fn((f64, f64)) -> f64| {
            move |longer: &LongerWaits| Some((place(longer), of(longer.share.interval()?)))
        };
        let mut line: Vec<(f64, f64)> = shown.iter().filter_map(point).collect();
        // Beyond the longest wait there is nobody.
        line.extend(line.last().copied().map(|(_, share)| (axis.to, share)));
        let mut band: Vec<(f64, f64)> = shown.iter().filter_map(bound(|(_, high)| high)).collect();
        band.extend(shown.iter().rev().filter_map(bound(|(low, _)| low)));
        line.retain(|(at, _)| *at <= axis.to);
        band.retain(|(at, _)| *at <= axis.to);
        let told = |longer: &LongerWaits| {
            let text = estimate_text(subject, &longer.share)?;
            let wait = subject.words.span(longer.wait.as_secs_f64());
            let at = place(longer);
            (at <= axis.to).then(|| Told {
                at,
                text: format!("> {wait}: {text}"),
            })
        };
        let told = (shown.iter().filter(|_| subject.hover)).filter_map(told);
        Curve {
            plan: self.plan.clone(),
            what: if subject.is_one() {
                self.name.clone()
            } else {
                String::new()
            },
            pen: self.pen,
            lines: vec![line],
            bands: if band.is_empty() {
                Vec::new()
            } else {
                vec![band]
            },
            told: told.collect(),
        }
    }

    /// The name with the shares that matter most.
    fn key(&self, subject: &Subject<'_>) -> Key {
        let words = subject.words;
        let share = |estimate: &Estimate| estimate_text(subject, estimate);
        let at_all = self.longer.first().and_then(|longer| share(&longer.share));
        let over = self.over.as_ref().and_then(share);
        let mut text = self.name.clone();
        if let Some(at_all) = at_all {
            text = words.pick(
                format!("{text}: {at_all} wait at all"),
                format!("{text}：{at_all}需要等待"),
            );
        }
        if let Some(over) = over {
            text = words.pick(
                format!("{text}, {over} longer than 30 min"),
                format!("{text}，{over}超过30分钟"),
            );
        }
        Key::of(Symbol::Line(self.pen), text)
    }
}

/// A share with its confidence interval.
fn estimate_text(subject: &Subject<'_>, estimate: &Estimate) -> Option<String> {
    let value = estimate.value()?;
    Some((subject.words).estimate(Unit::Share, value, estimate.interval()))
}
