//! How many customers wait longer than this or that.

use super::drawing::PLOT_WIDTH;
use super::heading;
use super::labels::{self, Label};
use super::over_time;
use super::picture::{Axis, Curve, Key, Panel, Picture, Symbol, Tick};
use super::scale::{self, Scale};
use super::series::Chosen;
use super::style::{LINES, Pen};
use crate::experiment::{LongerWaits, Scope};
use crate::measures::{Unit, WaitKind};
use crate::report::{Findings, number as text};
use crate::units::number;

/// Half an hour: the wait that makes the news \[s\].
const HALF_AN_HOUR: f64 = 1_800.0;

/// The axis ends where fewer contacts than this wait longer.
const LEAST_SHARE: f64 = 0.000_5;

/// The axis goes on to an hour, so that it holds the mark of half an hour.
const LEAST_END: f64 = 3_600.0;

/// The waits of a part of the centre.
struct Waits {
    scope: Scope,
    pen: Pen,
    longer: Vec<LongerWaits>,
}

/// The chart: a curve a queue in one panel.
pub(super) fn picture(findings: &Findings<'_>) -> Picture {
    let chosen = Chosen::queues(findings);
    let mut scopes = chosen.scopes.clone();
    if chosen.note.is_some() {
        scopes.push(Scope::Centre);
    }
    let waits: Vec<Waits> = scopes
        .into_iter()
        .zip(LINES)
        .filter_map(|(scope, pen)| {
            let longer = findings.estimates.longer_waits(scope, WaitKind::All)?;
            (!longer.is_empty()).then_some(Waits { scope, pen, longer })
        })
        .collect();
    let axis = axis(findings, &waits);
    let curves: Vec<Curve> = waits.iter().map(|waits| waits.curve(&axis)).collect();
    let points = (curves.iter()).flat_map(|curve| curve.lines.iter().chain(&curve.bands).flatten());
    let most = points.fold(0.0, |most: f64, (_, share)| most.max(*share));
    let top = Scale::holding(Unit::Share, most.max(0.01));
    let what = "contacts let in that wait longer than the time below".to_owned();
    let panel = if curves.is_empty() {
        Panel::message(what, top, "nobody was let in")
    } else {
        Panel {
            heading: what,
            scale: top,
            curves,
            promise: None,
            message: None,
        }
    };
    let mut keys: Vec<Key> = waits.iter().map(|waits| waits.key(findings)).collect();
    if let Some(first) = waits.first() {
        keys.extend(heading::band(findings, first.pen.colour));
    }
    let mut lines = vec![heading::text(findings)];
    lines.extend(chosen.note);
    Picture {
        title: "How many customers wait how long".to_owned(),
        lines,
        keys,
        axis,
        panels: vec![panel],
    }
}

/// An axis of the logarithms of waits, from one second.
fn axis(findings: &Findings<'_>, waits: &[Waits]) -> Axis {
    let longest = waits.iter().map(Waits::longest);
    let places = scale::waits_up_to(longest.fold(LEAST_END, f64::max));
    let to = places.last().map_or(1.0, |(wait, _)| libm::log10(*wait));
    let tick = |(wait, text): &(f64, String)| Tick::at(libm::log10(*wait), text.clone());
    let mut verticals = vec![Tick::at(
        libm::log10(HALF_AN_HOUR),
        "30-minute mark".to_owned(),
    )];
    if let [queue] = findings.centre.queues() {
        let wait = queue.target.wait.as_secs_f64();
        let at = libm::log10(wait);
        if wait > 1.0 && at < to {
            let text = format!("target wait {}", text::in_words(wait));
            verticals.insert(0, Tick::at(at, text));
        }
    }
    Axis {
        from: 0.0,
        to,
        ticks: readable(places.iter().map(tick).collect(), to),
        groups: Vec::new(),
        name: "wait, on a logarithmic axis".to_owned(),
        marks: Vec::new(),
        verticals,
    }
}

/// Ticks without the texts that would stand too near to the one before.
fn readable(ticks: Vec<Tick>, to: f64) -> Vec<Tick> {
    let pixel = |at: f64| number::nearest_signed(at / to * number::float_small(PLOT_WIDTH));
    let label = |tick: &Tick| Label {
        middle: pixel(tick.at),
        text: tick.text.clone(),
        row: 0,
    };
    let kept = labels::apart(ticks.iter().map(label));
    let is_kept = |tick: &Tick| kept.iter().any(|label| label.text == tick.text);
    ticks.into_iter().filter(is_kept).collect()
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
    fn curve(&self, axis: &Axis) -> Curve {
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
        Curve {
            pen: self.pen,
            lines: vec![line],
            bands: if band.is_empty() {
                Vec::new()
            } else {
                vec![band]
            },
        }
    }

    /// The name with the shares that matter most.
    fn key(&self, findings: &Findings<'_>) -> Key {
        let name = over_time::name(findings, self.scope);
        let share = |estimate: &crate::experiment::Estimate| {
            let value = estimate.value()?;
            Some(text::people_with_interval(
                Unit::Share,
                value,
                estimate.interval(),
            ))
        };
        let at_all = self.longer.first().and_then(|longer| share(&longer.share));
        let over = findings.over_horizon("waiting_over_30min", self.scope);
        let over = over.as_ref().and_then(share);
        let mut text = name;
        if let Some(at_all) = at_all {
            text = format!("{text}: {at_all} wait at all");
        }
        if let Some(over) = over {
            text = format!("{text}, {over} longer than 30 min");
        }
        Key {
            symbol: Symbol::Line(self.pen),
            text,
        }
    }
}
