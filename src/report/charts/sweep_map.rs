//! How the answer changes over ranges of two inputs.

use super::heat_maps::{Cell, Map, Row};
use super::picture::{Body, Key, Picture, Symbol};
use super::style;
use super::subject::Subject;
use super::sweep::{self, Sweep, SweepAxis, SweepResult};
use crate::experiment::Estimate;
use crate::measures::{Better, Unit, glossary};
use crate::report::number as text;
use crate::units::number;

/// The chart of two inputs: a map a measure, lighter where it is better.
pub(super) fn picture(subject: &Subject<'_>, of: &Sweep<'_>) -> Picture {
    let words = subject.words;
    let [columns, rows] = of.axes else {
        return sweep::empty(subject);
    };
    let maps = of
        .results
        .iter()
        .map(|result| map(subject, (columns, rows), &of.targets.met, result));
    let mut results = of.results.iter();
    let text = if results.all(|result| result.measure.better != Better::Neither) {
        words.pick(
            "lighter is better: from the worst to the best value of the map",
            "颜色越浅越好：从图中最差值到最好值",
        )
    } else {
        words.pick(
            "lighter is better or, where neither is, more",
            "颜色越浅越好；无好坏之分时为越多",
        )
    };
    let mut keys = vec![Key::of(Symbol::Ramp, text)];
    if of.targets.met.contains(&true) {
        let text = words.pick("every target is surely met", "确定达到全部目标");
        keys.push(Key::of(Symbol::Dotted(style::heat(0.0)), text));
    }
    let mut lines = sweep::lines(subject, of);
    let up = rows.label(words);
    lines.push(words.pick(format!("Upwards: {up}."), format!("纵轴：{up}。")));
    Picture {
        name: "sweep",
        title: sweep::title(subject, of),
        lines,
        keys,
        body: Body::Maps(maps.collect()),
    }
}

fn map(
    subject: &Subject<'_>,
    (columns, rows): (&SweepAxis, &SweepAxis),
    met: &[bool],
    result: &SweepResult<'_>,
) -> Map {
    let words = subject.words;
    let unit = result.measure.unit;
    let name = glossary::label(result.measure, words.language);
    let heading = |range: &str| {
        words.pick(
            format!("{name}, {}{range}", result.of),
            format!("{name}，{}{range}", result.of),
        )
    };
    let known = result.estimates.iter().flatten();
    let known = known.filter_map(Estimate::value);
    let (least, most) = known.fold(
        (f64::INFINITY, f64::NEG_INFINITY),
        |(least, most), value| (least.min(value), most.max(value)),
    );
    if least > most {
        let why = words.pick("this measure has no value here", "该指标在此没有数值");
        return Map::message(heading(""), why);
    }
    let [from, to] = [least, most].map(|value| short(subject, unit, value));
    let range = if from == to {
        words.pick(format!(": {from}"), format!("：{from}"))
    } else {
        words.pick(
            format!(": from {from} to {to}"),
            format!("：从{from}到{to}"),
        )
    };
    let heading = heading(&range);
    let heat = |value: f64| {
        let part = if most > least {
            (value - least) / (most - least)
        } else {
            0.5
        };
        if result.measure.better == Better::Lower {
            1.0 - part
        } else {
            part
        }
    };
    let count = number::float_len(columns.values.len());
    let cell = |row: usize, column: usize| {
        let place = column * rows.values.len() + row;
        let estimate = result.estimates.get(place).and_then(Option::as_ref);
        let value = estimate.and_then(Estimate::value);
        let interval = estimate.and_then(Estimate::interval);
        let left = number::float_len(column);
        let told = value.map(|value| words.estimate(unit, value, interval));
        Cell {
            from: left / count,
            to: (left + 1.0) / count,
            share_of_row: (0, 1),
            heat: value.map(heat),
            text: value.map_or_else(String::new, |value| short(subject, unit, value)),
            told: told.filter(|_| subject.hover).unwrap_or_default(),
            has_dot: met.get(place) == Some(&true),
        }
    };
    // The axis of rows goes upwards.
    let all = (0..rows.values.len()).rev();
    let ticks = columns.values.iter().enumerate().map(|(column, text)| {
        let middle = (number::float_len(column) + 0.5) / count;
        (middle, SweepAxis::shown(text))
    });
    Map {
        plan: None,
        heading,
        rows: all
            .map(|row| Row {
                name: SweepAxis::shown(&rows.values[row]),
                is_marked: false,
                cells: (0..columns.values.len())
                    .map(|column| cell(row, column))
                    .collect(),
            })
            .collect(),
        ticks: ticks.collect(),
        name: columns.label(words),
        message: None,
    }
}

/// A number for a cell: shares without decimals.
fn short(subject: &Subject<'_>, unit: Unit, value: f64) -> String {
    match unit {
        Unit::Share => {
            let percent = text::whole(number::nearest(value * 100.0));
            subject
                .words
                .pick(format!("{percent} %"), format!("{percent}%"))
        }
        _ => subject.words.value(unit, value),
    }
}
