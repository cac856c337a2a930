//! Why the contacts come that ask for an agent: stacked areas over time.

use plotters::style::RGBColor;

use super::over_time::{self, Line, OverTime};
use super::picture::{Body, Curve, Key, Panel, Picture, Symbol};
use super::scale::Scale;
use super::series::{self, Sample};
use super::style::{AREA_EDGE, CAUSES, Pen};
use super::subject::Subject;
use super::words::Words;
use crate::measures::Unit;

/// A cause: its measure, its words in English and in Chinese.
type Cause = (&'static str, &'static str, &'static str);

/// The causes from the bottom up.
const OF_CONTACTS: [Cause; 6] = [
    ("offered_first", "first contacts", "首次联络"),
    ("offered_transfer", "transferred", "转接"),
    ("offered_wrong_transfer", "transferred wrongly", "错误转接"),
    (
        "offered_falsely_contained",
        "falsely contained before",
        "自助误判后返回",
    ),
    (
        "offered_repeat",
        "not resolved before (repeats)",
        "上次未解决（重复联络）",
    ),
    (
        "offered_redial",
        "not answered before (redials)",
        "上次未接起（重拨）",
    ),
];

/// The numbers of a cause, and how they look.
struct Layer {
    what: &'static str,
    colour: RGBColor,
    runs: Vec<Vec<Sample>>,
}

/// The chart: a panel a plan, of the whole centre, all on one scale.
pub(super) fn picture(subject: &Subject<'_>) -> Picture {
    let time = OverTime::of(subject);
    let words = subject.words;
    let plans = subject.shown();
    let layers: Vec<Vec<Layer>> = (plans.iter())
        .map(|plan| layers(subject, &time, *plan))
        .collect();
    let has_any = |place: &usize| {
        let mut runs = layers.iter().flat_map(|layers| &layers[*place].runs);
        runs.any(|run| run.iter().any(|sample| sample.value > 0.0))
    };
    let shown: Vec<usize> = (0..OF_CONTACTS.len()).filter(has_any).collect();
    let most = layers.iter().map(|layers| highest(layers));
    let most = most.fold(0.0, f64::max);
    let scale = Scale::holding(words, Unit::Contacts, most.max(1.0));
    let panels = (plans.iter().zip(&layers))
        .map(|(plan, layers)| panel(subject, &time, *plan, (layers, &shown), &scale));
    let panels = panels.collect();
    // As they lie: the topmost first.
    let keys = shown.iter().rev().map(|place| {
        let colour = CAUSES[*place];
        Key::of(Symbol::Fill(colour), said(words, &OF_CONTACTS[*place]))
    });
    let said = words.pick(
        "The areas lie on each other: together they are the contacts offered.",
        "各区域上下叠加，合计为进线量。",
    );
    let notes: Vec<String> = std::iter::once(said.to_owned())
        .chain(subject.plans_left_out())
        .collect();
    Picture {
        name: "causes",
        title: words.pick("Why contacts come", "联络从何而来").to_owned(),
        lines: time.lines(subject, &notes),
        keys: keys.collect(),
        body: Body::Panels(time.axis, panels),
    }
}

fn said(words: Words, (_, english, chinese): &Cause) -> &'static str {
    words.pick(*english, *chinese)
}

/// The numbers of a plan by cause, from the bottom up.
fn layers(subject: &Subject<'_>, time: &OverTime, plan: usize) -> Vec<Layer> {
    (OF_CONTACTS.iter().zip(CAUSES))
        .map(|(cause, colour)| Layer {
            what: said(subject.words, cause),
            colour,
            runs: time.runs(subject, plan, cause.0, Subject::CENTRE),
        })
        .collect()
}

/// The largest sum of a slot.
fn highest(layers: &[Layer]) -> f64 {
    let [lowest, others @ ..] = layers else {
        return 0.0;
    };
    let mut sums: Vec<f64> = lowest
        .runs
        .iter()
        .flatten()
        .map(|sample| sample.value)
        .collect();
    for layer in others {
        for (sum, sample) in sums.iter_mut().zip(layer.runs.iter().flatten()) {
            *sum += sample.value;
        }
    }
    sums.into_iter().fold(0.0, f64::max)
}

fn panel(
    subject: &Subject<'_>,
    time: &OverTime,
    plan: usize,
    (layers, shown): (&[Layer], &[usize]),
    scale: &Scale,
) -> Panel {
    let words = subject.words;
    let each = (
        ["contacts offered each day", "每天进线量"],
        ["contacts offered in each interval", "每时段进线量"],
    );
    let heading = time.heading(subject, plan, each);
    let scale = scale.clone();
    let findings = &subject.plans[plan];
    if !findings.centre.follows_matters() {
        let why = words.pick(
            "all are first contacts: nobody comes back in this plan",
            "全部是首次联络：该方案中没有客户再次联络",
        );
        return Panel::message(heading, scale, why);
    }
    if layers.iter().all(|layer| layer.runs.is_empty()) {
        return Panel::message(heading, scale, over_time::not_kept(subject));
    }
    if highest(layers) <= 0.0 {
        let why = words.pick("nobody asked for an agent", "没有客户要求人工服务");
        return Panel::message(heading, scale, why);
    }
    let mut below: Option<Vec<Vec<Sample>>> = None;
    let mut curves = Vec::new();
    for place in shown {
        let layer = &layers[*place];
        let top = match &below {
            None => layer.runs.clone(),
            Some(below) => above(below, &layer.runs),
        };
        curves.push(area(subject, time, plan, layer, (below.as_deref(), &top)));
        below = Some(top);
    }
    Panel {
        is_stacked: true,
        ..Panel::of_curves(heading, scale, curves)
    }
}

/// The upper edge of numbers that lie on others.
fn above(below: &[Vec<Sample>], runs: &[Vec<Sample>]) -> Vec<Vec<Sample>> {
    let on = |(below, run): (&Vec<Sample>, &Vec<Sample>)| {
        let samples = below.iter().zip(run);
        let raised = samples.map(|(low, own)| Sample {
            value: low.value + own.value,
            interval: None,
            ..*own
        });
        raised.collect()
    };
    below.iter().zip(runs).map(on).collect()
}

/// A layer between two edges, level over each slot.
fn area(
    subject: &Subject<'_>,
    time: &OverTime,
    plan: usize,
    layer: &Layer,
    (below, top): (Option<&[Vec<Sample>]>, &[Vec<Sample>]),
) -> Curve {
    let line = Line {
        plan: subject.plan_name(plan).map(str::to_owned),
        what: layer.what.to_owned(),
        pen: Pen {
            colour: layer.colour,
            ..AREA_EDGE
        },
        unit: Unit::Contacts,
    };
    let bands = top.iter().enumerate().map(|(place, run)| {
        let mut corners = series::in_steps(run);
        let floor = below.and_then(|below| below.get(place));
        let floor = floor.map_or_else(
            || {
                let ends = |sample: &Sample| [(sample.from, 0.0), (sample.to, 0.0)];
                run.iter().flat_map(ends).collect()
            },
            |run| series::in_steps(run),
        );
        corners.extend(floor.into_iter().rev());
        corners
    });
    Curve {
        bands: bands.collect(),
        lines: top.iter().map(|run| series::in_steps(run)).collect(),
        // What is told is the layer's own, not the sum.
        ..time.steps(subject, line, &layer.runs)
    }
}
