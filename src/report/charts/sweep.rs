//! How the answer changes over a range of one or two inputs.

use super::drawing::PLOT_WIDTH;
use super::picture::{Axis, Body, Curve, Dot, Key, Panel, Picture, Symbol, Tick, Told};
use super::scale::Scale;
use super::series::{self, Sample};
use super::style::{LINES, Marker, PROMISE, Pen, error_bar};
use super::subject::Subject;
use super::words::Words;
use super::{heading, labels, over_time};
use crate::experiment::Estimate;
use crate::measures::{Measure, Unit, glossary};
use crate::report::columns::printable;
use crate::units::number;

/// What was swept and what was found.
#[derive(Clone, Debug)]
pub struct Sweep<'a> {
    /// One or two inputs, each with its values.
    pub axes: &'a [SweepAxis],
    /// What was found of each measure.
    pub results: &'a [SweepResult<'a>],
    /// How many measures are not among them for want of room.
    pub left_out: usize,
    /// The least and the most replications of a point.
    pub replications: (u64, u64),
    /// Where the targets are met.
    pub targets: SweepTargets,
}

/// Where targets are met.
#[derive(Clone, Debug, Default)]
pub struct SweepTargets {
    /// How many there are.
    pub count: usize,
    /// Whether all of them are surely met, in the order of the estimates.
    pub met: Vec<bool>,
}

/// An input and the values that it took.
#[derive(Clone, Debug)]
pub struct SweepAxis {
    /// The key.
    pub key: String,
    /// What it is before people, if that is known.
    pub name: Option<String>,
    /// The values in order, as they are written.
    pub values: Vec<String>,
    /// The same as numbers, ascending, if all of them are.
    pub numbers: Option<Vec<f64>>,
}

/// What was found of a measure.
#[derive(Clone, Debug)]
pub struct SweepResult<'a> {
    /// The measure.
    pub measure: &'a Measure,
    /// Of what it is, for people.
    pub of: String,
    /// What was promised, if anything was.
    pub promise: Option<f64>,
    /// By value of the first input × value of the second, the second changing fastest; `None`
    /// where there is no such number.
    pub estimates: Vec<Option<Estimate>>,
}

/// How signs of values look.
const SIGN: Pen = Pen {
    marker: Some(Marker::Disc),
    ..LINES[0]
};

impl SweepAxis {
    /// What people read of the key.
    fn title(&self) -> String {
        let title = self.name.as_deref().unwrap_or(&self.key);
        printable(title)
    }

    /// The same with the key.
    pub(super) fn label(&self, words: Words) -> String {
        let (title, key) = (self.title(), printable(&self.key));
        if title == key {
            return key;
        }
        words.pick(format!("{title} ({key})"), format!("{title}（{key}）"))
    }

    /// A value for people: a text without the quotes of TOML.
    pub(super) fn shown(value: &str) -> String {
        let text = value
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        heading::shortened(text.unwrap_or(value))
    }

    /// Where the values are on an axis: as far apart as the numbers are, or else evenly.
    fn places(&self) -> Vec<f64> {
        self.numbers
            .clone()
            .unwrap_or_else(|| (0..self.values.len()).map(number::float_len).collect())
    }
}

/// The chart of one input: a panel a measure, with a curve and its band.
pub(super) fn curves(subject: &Subject<'_>, sweep: &Sweep<'_>) -> Picture {
    let words = subject.words;
    let Some(input) = sweep.axes.first() else {
        return empty(subject);
    };
    let places = input.places();
    let panels = sweep
        .results
        .iter()
        .map(|result| curve(subject, input, &places, result));
    let panels: Vec<Panel> = panels.collect();
    let estimate = words.pick("estimate", "估计值");
    let mut keys = Vec::new();
    if input.numbers.is_some() {
        keys.push(over_time::line_key(&(SIGN, estimate)));
        keys.extend(heading::band(subject, SIGN.colour));
    } else {
        keys.push(Key::of(Symbol::Sign(SIGN), estimate));
        let text = heading::confidence(subject, ("interval", "置信区间"));
        let bar = Symbol::Line(error_bar(SIGN.colour));
        keys.extend(text.map(|text| Key::of(bar, text)));
    }
    if panels.iter().any(|panel| panel.promise.is_some()) {
        keys.push(over_time::line_key(&(
            PROMISE,
            words.pick("promised", "承诺值"),
        )));
    }
    let mut axis = axis(words, input, &places);
    let mut lines = lines(subject, sweep);
    let values = places.iter().zip(&input.values);
    let value_at = |place: usize| values.clone().nth(place);
    match Met::of(&sweep.targets.met).map(|met| (met, met.place().and_then(value_at))) {
        Some((met, Some((at, value)))) => {
            let text = met.text(subject, sweep.targets.count, &SweepAxis::shown(value));
            axis.verticals.push(Tick::at(*at, text));
        }
        Some((met, None)) => lines.push(met.text(subject, sweep.targets.count, "")),
        None => {}
    }
    Picture {
        name: "sweep",
        title: title(subject, sweep),
        lines,
        keys,
        body: Body::Panels(axis, panels),
    }
}

/// Along an input, where all targets are met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Met {
    /// Nowhere.
    Nowhere,
    /// At all values.
    Everywhere,
    /// From the value of this place on.
    From(usize),
    /// Up to the value of this place.
    UpTo(usize),
}

impl Met {
    /// `None` where there are no targets, or where they are met here and there.
    fn of(met: &[bool]) -> Option<Self> {
        let changes = met.windows(2).filter(|pair| pair[0] != pair[1]).count();
        let (first, last) = (met.first()?, met.last()?);
        match (changes, first, last) {
            (0, false, _) => Some(Self::Nowhere),
            (0, true, _) => Some(Self::Everywhere),
            (1, false, true) => met.iter().position(|met| *met).map(Self::From),
            (1, true, false) => met.iter().rposition(|met| *met).map(Self::UpTo),
            _ => None,
        }
    }

    const fn place(self) -> Option<usize> {
        match self {
            Self::Nowhere | Self::Everywhere => None,
            Self::From(place) | Self::UpTo(place) => Some(place),
        }
    }

    /// So many targets are met where, in words.
    fn text(self, subject: &Subject<'_>, targets: usize, value: &str) -> String {
        let words = subject.words;
        let (target, of_label, all) = match targets {
            1 => ("the target", "target", ""),
            _ => ("all targets", "all targets", "全部"),
        };
        let (english, chinese) = match self {
            Self::Nowhere => (
                format!("No value surely meets {target}."),
                format!("没有取值能确定达到{all}目标。"),
            ),
            Self::Everywhere => (
                format!("Every value surely meets {target}."),
                format!("所有取值都确定达到{all}目标。"),
            ),
            Self::From(_) => (
                format!("{of_label} met from {value} on"),
                format!("从{value}起{all}达标"),
            ),
            Self::UpTo(_) => (
                format!("{of_label} met up to {value}"),
                format!("到{value}为止{all}达标"),
            ),
        };
        words.pick(english, chinese)
    }
}

/// What the chart rests on, and what it does not show.
pub(super) fn lines(subject: &Subject<'_>, sweep: &Sweep<'_>) -> Vec<String> {
    let words = subject.words;
    let mut lines = vec![heading::of(subject, sweep.replications)];
    if sweep.left_out > 0 {
        let (shown, all) = (sweep.results.len(), sweep.results.len() + sweep.left_out);
        lines.push(words.pick(
            format!("Shown are the first {shown} of {all} measures; sweep.csv has all."),
            format!("图中为{all}个指标中的前{shown}个；全部数据见sweep.csv。"),
        ));
    }
    lines
}

pub(super) fn title(subject: &Subject<'_>, sweep: &Sweep<'_>) -> String {
    let words = subject.words;
    match sweep.axes {
        [input] => {
            let title = input.title();
            words.pick(
                format!("What changes with {title}"),
                format!("{title}变化的影响"),
            )
        }
        _ => words
            .pick("What changes with two inputs", "两个输入变化的影响")
            .to_owned(),
    }
}

/// Nothing was swept.
pub(super) fn empty(subject: &Subject<'_>) -> Picture {
    Picture {
        name: "sweep",
        title: String::new(),
        lines: vec![heading::text(subject)],
        keys: Vec::new(),
        body: Body::Maps(Vec::new()),
    }
}

fn axis(words: Words, input: &SweepAxis, places: &[f64]) -> Axis {
    let (first, last) = (
        places.first().copied().unwrap_or(0.0),
        places.last().copied().unwrap_or(1.0),
    );
    // A value alone stands in the middle.
    let room = if last > first {
        (last - first) * 0.03
    } else {
        1.0
    };
    let (from, to) = (first - room, last + room);
    let ticks = places.iter().zip(&input.values);
    let ticks = ticks.map(|(at, text)| Tick::at(*at, SweepAxis::shown(text)));
    Axis {
        from,
        to,
        ticks: labels::readable(ticks.collect(), (from, to), PLOT_WIDTH, true),
        groups: Vec::new(),
        name: input.label(words),
        marks: Vec::new(),
        verticals: Vec::new(),
        told: Vec::new(),
    }
}

fn curve(
    subject: &Subject<'_>,
    input: &SweepAxis,
    places: &[f64],
    result: &SweepResult<'_>,
) -> Panel {
    let words = subject.words;
    let unit = result.measure.unit;
    let mut runs: Vec<Vec<Sample>> = vec![Vec::new()];
    let mut dots = Vec::new();
    let mut told = Vec::new();
    for ((at, text), estimate) in places.iter().zip(&input.values).zip(&result.estimates) {
        let known = estimate.and_then(|estimate| Some((estimate.value()?, estimate.interval())));
        let Some((value, interval)) = known else {
            runs.push(Vec::new());
            continue;
        };
        if let Some(run) = runs.last_mut() {
            run.push(Sample {
                from: *at,
                to: *at,
                value,
                interval,
            });
        }
        let shown = words.estimate(unit, value, interval);
        let tip = format!("{}: {shown}", SweepAxis::shown(text));
        told.push(Told {
            at: *at,
            text: shown,
        });
        dots.push(Dot {
            plan: None,
            pen: SIGN,
            at: (*at, value),
            across: None,
            up: interval,
            label: String::new(),
            tip,
        });
    }
    runs.retain(|run| !run.is_empty());
    let name = glossary::label(result.measure, words.language);
    let heading = words.pick(
        format!("{name}, {}", result.of),
        format!("{name}，{}", result.of),
    );
    let (value, high) = series::largest(&runs);
    let most = series::with_band(value, high).max(result.promise.unwrap_or(0.0));
    let scale = if unit == Unit::Share && most > 0.5 {
        Scale::of_shares(words)
    } else {
        Scale::holding(words, unit, most)
    };
    if runs.is_empty() {
        let why = words.pick("this measure has no value here", "该指标在此没有数值");
        return Panel::message(heading, scale, why);
    }
    let line = |run: &Vec<Sample>| series::through_middles(run, |sample| sample.value);
    let curve = Curve {
        plan: None,
        what: String::new(),
        pen: LINES[0],
        lines: runs.iter().map(line).collect(),
        bands: runs.iter().flat_map(|run| series::bands(run)).collect(),
        told: if subject.hover { told } else { Vec::new() },
    };
    // Between values that are no numbers there is nothing.
    let curves = input.numbers.as_ref().map(|_| curve).into_iter().collect();
    let mut panel = Panel::of_curves(heading, scale, curves);
    panel.promise = result.promise;
    panel.dots = dots;
    panel
}
