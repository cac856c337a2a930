//! What plans cost against how many customers they serve in time.

use super::drawing::PLOT_WIDTH;
use super::heading;
use super::labels;
use super::over_time;
use super::picture::{Axis, Body, Curve, Dot, Key, Panel, Picture, Symbol, Tick};
use super::scale::Scale;
use super::service_level::MEASURE;
use super::style::{self, FRONTIER};
use super::subject::Subject;
use super::words::Words;
use crate::experiment::{Estimate, Period};
use crate::measures::Unit;

/// The measure of cost.
pub(super) const COST: &str = "cost";

/// What a plan costs and how many customers it serves in time.
struct Spot {
    plan: usize,
    cost: Estimate,
    level: Estimate,
    at: (f64, f64),
}

/// The chart: a point a plan, and the border of those that nobody beats in both.
pub(super) fn picture(subject: &Subject<'_>) -> Picture {
    let words = subject.words;
    let spots = spots(subject);
    let unit = (subject.base.estimates.catalogue().find(COST)).map_or(Unit::Contacts, |m| m.unit);
    let of = |estimate: &Estimate| {
        let value = estimate.value();
        estimate.interval().or_else(|| value.zip(value))
    };
    let ends = |of_spot: &dyn Fn(&Spot) -> Option<(f64, f64)>| {
        let bounds = spots.iter().filter_map(of_spot);
        let (least, most) = bounds.fold(
            (f64::INFINITY, f64::NEG_INFINITY),
            |(least, most), (low, high)| (least.min(low), most.max(high)),
        );
        if least <= most {
            (least, most)
        } else {
            (0.0, 1.0)
        }
    };
    let costs = ends(&|spot| of(&spot.cost));
    let levels = ends(&|spot| of(&spot.level));
    let across = Scale::between(words, unit, costs.0, costs.1);
    let up = Scale::between(words, Unit::Share, levels.0, levels.1.min(1.0));
    let dots = spots.iter().map(|spot| dot(subject, unit, spot)).collect();
    let live = subject.live_alone();
    let heading = words.pick(
        format!("service level of the whole centre over the whole period{live}"),
        format!("整个客服中心在全部时段的服务水平{live}"),
    );
    let mut panel = Panel::of_curves(heading, up, frontier(&spots));
    panel.dots = dots;
    if spots.is_empty() {
        let why = words.pick("no plan has a cost", "没有方案给出费用");
        panel.message = Some(why.to_owned());
    }
    let mut keys: Vec<Key> = spots
        .iter()
        .map(|spot| Key {
            plan: subject.plan_name(spot.plan).map(str::to_owned),
            symbol: Symbol::Sign(subject.plan_pen(spot.plan)),
            text: subject.plan_title(spot.plan),
        })
        .collect();
    if let Some(text) = heading::confidence(subject, ("intervals", "置信区间")) {
        let pen = style::error_bar(style::INK);
        keys.push(Key::of(Symbol::Line(pen), text));
    }
    if spots.len() > 1 {
        let text = words.pick(
            "frontier: no other plan serves more in time for less",
            "前沿：没有其他方案以更低费用及时服务更多客户",
        );
        keys.push(over_time::line_key(&(FRONTIER, text)));
    }
    let (ticks, currency) = without_currency(&across, words);
    let name = words.pick(
        format!("cost over the whole period{currency}"),
        format!("全部时段的费用{currency}"),
    );
    Picture {
        name: "cost",
        title: words
            .pick(
                "What plans cost, and how many customers they serve in time",
                "各方案的费用与及时服务的客户比例",
            )
            .to_owned(),
        lines: vec![heading::text(subject)],
        keys,
        body: Body::Panels(axis(&Scale { ticks, ..across }, name), vec![panel]),
    }
}

/// The texts of a scale of money without its currency, for which long amounts leave no room, and the currency behind
/// the name of the axis.
fn without_currency(scale: &Scale, words: Words) -> (Vec<(f64, String)>, String) {
    let bare = |text: &str| text.trim_end_matches(|c: char| !c.is_ascii_digit()).len();
    let currency = scale
        .ticks
        .first()
        .map_or("", |(_, text)| text[bare(text)..].trim());
    let ticks = scale.ticks.iter();
    let ticks = ticks
        .map(|(value, text)| (*value, text[..bare(text)].to_owned()))
        .collect();
    let name = if currency.is_empty() {
        String::new()
    } else {
        words.pick(format!(", {currency}"), format!("（{currency}）"))
    };
    (ticks, name)
}

/// A scale from left to right.
pub(super) fn axis(scale: &Scale, name: String) -> Axis {
    let ticks = (scale.ticks.iter())
        .map(|(value, text)| Tick::at(*value, text.clone()))
        .collect();
    Axis {
        from: scale.bottom,
        to: scale.top,
        ticks: labels::readable(ticks, (scale.bottom, scale.top), PLOT_WIDTH, true),
        groups: Vec::new(),
        name,
        marks: Vec::new(),
        verticals: Vec::new(),
        told: Vec::new(),
    }
}

fn spots(subject: &Subject<'_>) -> Vec<Spot> {
    let number = |plan, measure| subject.get(plan, measure, Subject::CENTRE, Period::Horizon);
    let plans = 0..subject.plans.len();
    plans
        .filter_map(|plan| {
            let (cost, level) = (number(plan, COST)?, number(plan, MEASURE)?);
            Some(Spot {
                plan,
                at: (cost.value()?, level.value()?),
                cost,
                level,
            })
        })
        .collect()
}

fn dot(subject: &Subject<'_>, unit: Unit, spot: &Spot) -> Dot {
    let words = subject.words;
    let title = subject.plan_title(spot.plan);
    let cost = words.estimate(unit, spot.at.0, spot.cost.interval());
    let level = words.estimate(Unit::Share, spot.at.1, spot.level.interval());
    Dot {
        plan: subject.plan_name(spot.plan).map(str::to_owned),
        pen: subject.plan_pen(spot.plan),
        at: spot.at,
        across: spot.cost.interval(),
        up: spot.level.interval(),
        tip: format!("{title}: {cost}; {level}"),
        label: title,
    }
}

/// The border of the plans of which none is both cheaper and better than another, from the cheapest to
/// the best.
fn frontier(spots: &[Spot]) -> Vec<Curve> {
    let mut points: Vec<(f64, f64)> = spots.iter().map(|spot| spot.at).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
    let mut best = f64::NEG_INFINITY;
    points.retain(|(_, level)| {
        let is_better = *level > best;
        best = best.max(*level);
        is_better
    });
    if points.len() < 2 {
        return Vec::new();
    }
    vec![Curve {
        plan: None,
        what: "frontier".to_owned(),
        pen: FRONTIER,
        lines: vec![points],
        bands: Vec::new(),
        told: Vec::new(),
    }]
}
