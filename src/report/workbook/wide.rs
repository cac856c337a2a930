//! Measures beside each other: a column a number, and one for half the width of its confidence interval.

use super::book::{Cell, Head};
use super::look::{Look, shown, unit_text};
use crate::experiment::{Estimate, Scope};
use crate::measures::{Measure, Unit, glossary};
use crate::report::page::{Subject, Words};
use crate::report::table::Line;

/// The width of a column of numbers \[letters\].
const NUMBER: f64 = 13.0;

/// Measures beside each other.
pub(super) struct Wide<'a> {
    columns: Vec<Column<'a>>,
}

struct Column<'a> {
    measure: &'a Measure,
    /// Whether half the width of its interval stands beside it.
    has_half: bool,
}

impl<'a> Wide<'a> {
    /// The measures of some lines that any plan has, in their order; those that are shown only where they
    /// happen, only if they do.
    pub(super) fn of(subject: &Subject<'a>, lines: &[&[Line]]) -> Self {
        let measures = measures(subject, lines).into_iter();
        let column = |measure| Column {
            measure,
            has_half: is_ever_uncertain(subject, measure),
        };
        Self {
            columns: measures.map(column).collect(),
        }
    }

    /// The same of the table of intervals, with half-widths where they are known.
    pub(super) fn of_intervals(subject: &Subject<'a>, lines: &[&[Line]]) -> Self {
        let measures = measures(subject, lines).into_iter();
        Self {
            columns: measures
                .filter(|measure| measure.is_of_intervals())
                .map(|measure| Column {
                    measure,
                    has_half: measure.has_interval_bounds() && is_ever_uncertain(subject, measure),
                })
                .collect(),
        }
    }

    /// Measures that are named.
    pub(super) fn named(measures: Vec<&'a Measure>) -> Self {
        let column = |measure| Column {
            measure,
            has_half: true,
        };
        Self {
            columns: measures.into_iter().map(column).collect(),
        }
    }

    /// The same but for one measure.
    pub(super) fn without(mut self, name: &str) -> Self {
        self.columns.retain(|column| column.measure.name != name);
        self
    }

    pub(super) fn measures(&self) -> impl Iterator<Item = &'a Measure> {
        self.columns.iter().map(|column| column.measure)
    }

    pub(super) fn heads(&self, words: Words) -> Vec<Head> {
        let of_column = |column: &Column<'_>| {
            let text = heading(column.measure, words);
            let half = column.has_half.then(|| half_heading(column.measure, words));
            [Some(text), half]
        };
        let texts = self.columns.iter().flat_map(of_column).flatten();
        texts.map(|text| Head::new(text, NUMBER)).collect()
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        let of_column = |column: &Column<'_>| 1 + usize::from(column.has_half);
        self.columns.iter().map(of_column).sum()
    }

    /// The place of a measure among the columns, if it is there, and that of its half-width.
    pub(super) fn place_of(&self, measure: &str) -> Option<(u16, Option<u16>)> {
        let mut place = 0;
        for column in &self.columns {
            let half = column.has_half.then_some(place + 1);
            if column.measure.name == measure {
                return Some((place, half));
            }
            place += 1 + u16::from(column.has_half);
        }
        None
    }

    /// The cells of a row, by the estimate of each measure.
    pub(super) fn cells(&self, estimate: impl Fn(&Measure) -> Option<Estimate>) -> Vec<Cell> {
        let mut cells = Vec::with_capacity(self.len());
        for column in &self.columns {
            let found = estimate(column.measure);
            cells.push(value(column.measure.unit, found.as_ref()));
            if column.has_half {
                cells.push(half_width(column.measure.unit, found.as_ref()));
            }
        }
        cells
    }
}

/// Whether chance moves a measure in any part under any plan.
fn is_ever_uncertain(subject: &Subject<'_>, measure: &Measure) -> bool {
    subject.plans.iter().any(|findings| {
        let mut scopes = Scope::all(findings.centre).into_iter();
        scopes.any(|scope| {
            let estimate = findings.over_horizon(&measure.name, scope);
            let interval = estimate.and_then(|estimate| estimate.interval());
            interval.is_some_and(|(low, high)| low < high)
        })
    })
}

fn measures<'a>(subject: &Subject<'a>, lines: &[&[Line]]) -> Vec<&'a Measure> {
    let mut found: Vec<&Measure> = Vec::new();
    for line in lines.iter().flat_map(|lines| lines.iter()) {
        for findings in subject.plans {
            let catalogue = findings.estimates.catalogue().measures();
            for measure in catalogue.iter().filter(|measure| line.is_of(measure)) {
                let is_new = found.iter().all(|known| known.name != measure.name);
                let happens = || line.is_shown_when_zero || subject.is_ever_above_zero(measure);
                if is_new && happens() {
                    found.push(measure);
                }
            }
        }
    }
    found
}

/// A measure with its unit, where its name does not say what is counted.
pub(super) fn heading(measure: &Measure, words: Words) -> String {
    let label = glossary::label(measure, words.0);
    match measure.unit {
        Unit::Contacts | Unit::Agents => label,
        unit => {
            let unit = unit_text(unit, words);
            words.pick(format!("{label}, {unit}"), format!("{label}（{unit}）"))
        }
    }
}

fn half_heading(measure: &Measure, words: Words) -> String {
    let label = glossary::label(measure, words.0);
    match measure.unit {
        Unit::Contacts | Unit::Agents => format!("± {label}"),
        Unit::Share => words.pick(format!("± {label}, points"), format!("± {label}（百分点）")),
        unit => {
            let unit = unit_text(unit, words);
            words.pick(format!("± {label}, {unit}"), format!("± {label}（{unit}）"))
        }
    }
}

pub(super) fn value(unit: Unit, estimate: Option<&Estimate>) -> Cell {
    let value = estimate.and_then(Estimate::value);
    Cell::number(
        value.and_then(|value| shown(unit, value)),
        Look::Value(unit),
    )
}

/// Half the width of a confidence interval.
pub(super) fn half_width(unit: Unit, estimate: Option<&Estimate>) -> Cell {
    let half = estimate.and_then(|estimate| {
        let (low, high) = estimate.interval()?;
        shown(unit, (high - low) / 2.0)
    });
    Cell::number(half, Look::Value(unit))
}

/// What the columns of half-widths are.
pub(super) fn note(subject: &Subject<'_>) -> String {
    let words = subject.words;
    let confidence = words.share(subject.base().estimates.confidence().as_f64());
    words.pick(
        format!(
            "counts are means a replication, times are in minutes; ± is half the width of the {confidence} confidence interval"
        ),
        format!("次数为每次模拟的平均值，时间以分钟计；±为{confidence}置信区间宽度的一半"),
    )
}
