//! The workbook of a sweep: where targets begin to be met, the curves, and every number of every point.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use super::book::{Book, Cell, Head, Placed, Sheet};
use super::chart::{self, Curve, MOST_CURVES, Plot, Shape};
use super::definitions;
use super::differences::kind;
use super::look::Look;
use super::numbers::{number_cells, number_heads, whole_horizon};
use super::parts::{NAME, whole_centre};
use super::targets;
use super::wide::{self, Wide};
use crate::measures::{Measure, ScopeKind, Unit, glossary};
use crate::model::Language;
use crate::report::page::Words;
use crate::report::sweep::{Axis, Column, First, SWEEP, Swept, sentence};
use crate::units::number::count;

/// The width of a column of values \[letters\].
const VALUE: f64 = 18.0;

/// Writes the workbook of a sweep, in a language; what does not fit into memory is kept in the folder
/// `temporary` meanwhile.
///
/// # Errors
/// Fails if `out` does, or the disk.
pub fn write_sweep(
    out: &mut dyn Write,
    swept: &Swept<'_>,
    language: Language,
    temporary: &Path,
) -> io::Result<()> {
    let words = Words(language);
    let title = swept.centre.title_in(language);
    let mut book = Book::new(words, title, temporary)?;
    let below = answer(&mut book, swept)?;
    targets(&mut book, swept)?;
    let points = points(&mut book, swept)?;
    numbers(&mut book, swept)?;
    let mut measures: Vec<&Measure> = Vec::new();
    for column in swept.columns {
        if measures
            .iter()
            .all(|known| known.name != column.measure.name)
        {
            measures.push(&column.measure);
        }
    }
    definitions::write(&mut book, &measures)?;
    charts(&mut book, swept, below, &points)?;
    out.write_all(&book.bytes()?)
}

const fn answer_name(words: Words) -> &'static str {
    match words.0 {
        Language::English => "Answer",
        Language::Chinese => "结论",
    }
}

fn answer(book: &mut Book, swept: &Swept<'_>) -> io::Result<u32> {
    let words = book.words;
    let mut lines = vec![(Look::Title, swept.centre.title_in(words.0).to_owned())];
    lines.extend(swept.question.map(|text| (Look::Sentence, text.to_owned())));
    lines.push((Look::Note, words.horizon(swept.centre.horizon())));
    lines.push((Look::Text, String::new()));
    let head = |(english, chinese): (&str, &str)| {
        (Look::Question, words.pick(english, chinese).to_owned())
    };
    lines.push(head(("The answer", "结论")));
    lines.push((
        Look::Sentence,
        match words.0 {
            Language::English => words.sentence(&format!("{}.", sentence(swept))),
            Language::Chinese if swept.firsts().is_empty() => "未承诺任何目标。".to_owned(),
            Language::Chinese => "从哪个值起达标，见工作表“目标”。".to_owned(),
        },
    ));
    if !swept.warnings.is_empty() {
        lines.push((Look::Text, String::new()));
        lines.push(head(("Notes", "程序提示")));
        let notes = swept.warnings_in(words.0).into_iter();
        lines.extend(notes.map(|text| (Look::Sentence, text.to_owned())));
    }
    lines.push((Look::Text, String::new()));
    lines.push(head(("How these numbers were made", "数据的生成方式")));
    let program = concat!("springtide ", env!("CARGO_PKG_VERSION"));
    let facts = [
        (("Program", "程序"), program.to_owned()),
        (("Scenario", "场景"), swept.scenario.to_owned()),
        (("Seed", "随机种子"), swept.plan.seed.to_string()),
        (
            ("Confidence", "置信度"),
            words.share(swept.confidence().as_f64()),
        ),
        (
            ("Changed for this run", "本次更改"),
            swept.overrides.join(", "),
        ),
        (
            (
                "Hash of all that was read (SHA-256)",
                "所读内容的哈希（SHA-256）",
            ),
            swept.hash.to_owned(),
        ),
    ];
    for ((english, chinese), text) in facts {
        if !text.is_empty() {
            let name = words.pick(english, chinese);
            let text = words.pick(format!("{name}: {text}"), format!("{name}：{text}"));
            lines.push((Look::Sentence, text));
        }
    }
    lines.push((Look::Text, String::new()));
    book.sentences(answer_name(words), &lines)
}

/// A row a promise, and a value of the second key if there is one: where it begins to be kept.
fn targets(book: &mut Book, swept: &Swept<'_>) -> io::Result<()> {
    let firsts = swept.firsts();
    if firsts.is_empty() {
        return Ok(());
    }
    let words = book.words;
    let head = |(english, chinese), width| Head::new(words.pick(english, chinese), width);
    let mut heads = vec![
        head(("Queue", "队列"), NAME),
        head(("Promise", "承诺"), 36.0),
    ];
    heads.extend((swept.axes.get(1)).map(|axis| Head::new(&*axis.key, VALUE)));
    let first_key = &swept.axes[0].key;
    heads.push(Head::new(
        words.pick(
            format!("First value of {first_key} that keeps it"),
            format!("{first_key} 首个达标值"),
        ),
        VALUE,
    ));
    heads.extend([
        head(("Unit", "单位"), 10.0),
        head(("Promised", "承诺值"), 14.0),
        head(("Found there", "该处实际值"), 14.0),
        head(("± Found", "± 实际值"), 14.0),
        head(("Chance to keep every promise", "全部承诺兑现的概率"), 14.0),
        head(("± Chance, points", "± 概率（百分点）"), 14.0),
        head(("But not surely at", "但此值不确定达标"), VALUE),
    ]);
    let confidence = words.share(swept.confidence().as_f64());
    let sheet = Sheet {
        name: words.pick("Targets", "目标"),
        question: words
            .pick("From where on is what was promised kept?", "从哪个值起达标？")
            .to_owned(),
        notes: vec![words.pick(
            format!("kept: the whole {confidence} confidence interval says so; empty: no value of the range surely does; times are in minutes"),
            format!("达标：整个{confidence}置信区间如此；空白：范围内没有确定达标的值；时间以分钟计"),
        )],
        heads,
        frozen: 1,
        most_rows: count(firsts.len()),
        file: SWEEP,
    };
    let rows = firsts.iter().map(|first| first_row(swept, first, words));
    book.table(&sheet, rows).map(|_| ())
}

fn first_row(swept: &Swept<'_>, first: &First<'_>, words: Words) -> Vec<Cell> {
    let queue = swept.title_of(ScopeKind::Queue, first.queue, words.0);
    let measure = (swept.columns.iter()).find(|one| one.measure.name == first.promise.measure());
    let mut cells = vec![
        Cell::text(queue),
        measure.map_or(Cell::Nothing, |column| {
            Cell::text(glossary::label(&column.measure, words.0))
        }),
    ];
    if let Some(second) = swept.axes.get(1) {
        cells.push(
            first
                .second
                .map_or(Cell::Nothing, |place| key_cell(second, place)),
        );
    }
    let at = |place: Option<usize>| place.map_or(Cell::Nothing, |at| key_cell(&swept.axes[0], at));
    cells.push(at(first.value));
    cells.push(Cell::text(super::look::unit_text(
        first.promise.unit(),
        words,
    )));
    cells.extend(targets::found(
        first.promise,
        first.kept.map(|kept| &kept.estimate),
    ));
    let chance = first.kept.and_then(|kept| kept.chance);
    cells.push(wide::value(Unit::Share, chance.as_ref()));
    cells.push(wide::half_width(Unit::Share, chance.as_ref()));
    cells.push(at(first.but_not_at));
    cells
}

/// A value of a key: a number where all are of one unit, which the head then says.
fn key_cell(axis: &Axis, place: usize) -> Cell {
    match &axis.numbers {
        Some(numbers) => Cell::Number(numbers[place], Look::Plain),
        None => Cell::text(&*axis.values[place]),
    }
}

/// A key with the unit of its values, if they are numbers of one.
fn key_head(axis: &Axis) -> Head {
    let unit = axis.numbers.as_ref().and_then(|_| {
        let value = axis.values.first()?;
        let unit = value.trim_start_matches(|c: char| c.is_ascii_digit() || "+-._".contains(c));
        (!unit.trim().is_empty()).then(|| unit.trim().to_owned())
    });
    let text = unit.map_or_else(|| axis.key.clone(), |unit| format!("{}, {unit}", axis.key));
    Head::new(text, VALUE)
}

/// Where the points stand.
struct Points<'a> {
    placed: Placed,
    wide: Wide<'a>,
    before: u16,
    /// The points in the order of their rows, of the centre first: those of one value of the second key
    /// after each other.
    curves: Vec<Curve>,
}

/// The measures that are shown, a row a point and part.
fn points<'a>(book: &mut Book, swept: &Swept<'a>) -> io::Result<Points<'a>> {
    let words = book.words;
    let mut shown: Vec<&Measure> = Vec::new();
    for name in swept.shown {
        let column = (swept.columns.iter()).find(|column| column.measure.name == *name);
        shown.extend(column.map(|column| &column.measure));
    }
    let wide = Wide::named(shown);
    let parts = parts(swept);
    let mut heads = vec![Head::new(words.pick("Part", "范围"), NAME)];
    heads.extend(swept.axes.iter().rev().map(key_head));
    let before = u16::try_from(heads.len()).unwrap_or(u16::MAX);
    heads.extend(wide.heads(words));
    let confidence = words.share(swept.confidence().as_f64());
    let sheet = Sheet {
        name: words.pick("Points", "各取值"),
        question: words
            .pick("How do the numbers change?", "数据如何变化？")
            .to_owned(),
        notes: vec![words.pick(
            format!("all points see the same customers; times are in minutes; ± is half the width of the {confidence} confidence interval"),
            format!("各取值面对相同的客户；时间以分钟计；±为{confidence}置信区间宽度的一半"),
        )],
        heads,
        frozen: before,
        most_rows: count(parts.len()).saturating_mul(count(swept.points.len())),
        file: SWEEP,
    };
    let firsts = swept.axes[0].values.len();
    let seconds: Vec<Option<usize>> = match swept.axes.get(1) {
        Some(axis) => (0..axis.values.len()).map(Some).collect(),
        None => vec![None],
    };
    let in_order: Vec<(Option<usize>, usize)> = (seconds.iter())
        .flat_map(|second| (0..firsts).map(move |first| (*second, first)))
        .collect();
    let of_horizon = swept.columns.iter().enumerate();
    let of_horizon = of_horizon.filter(|(_, column)| column.period == "horizon");
    let by_name: BTreeMap<(ScopeKind, &str, &str), usize> = of_horizon
        .map(|(place, column)| {
            let what = (column.scope_kind, &*column.scope, &*column.measure.name);
            (what, place)
        })
        .collect();
    let rows = parts.iter().flat_map(|(kind, name)| {
        let (wide, by_name) = (&wide, &by_name);
        in_order.iter().map(move |(second, first)| {
            let title = match kind {
                ScopeKind::Centre => whole_centre(words),
                kind => swept.title_of(*kind, name, words.0),
            };
            let mut cells = vec![Cell::text(title)];
            if let (Some(axis), Some(second)) = (swept.axes.get(1), second) {
                cells.push(key_cell(axis, *second));
            }
            cells.push(key_cell(&swept.axes[0], *first));
            let point = swept.point(*first, *second);
            cells.extend(wide.cells(|measure| {
                let place = by_name.get(&(*kind, *name, &*measure.name))?;
                point.estimates.get(*place).copied().flatten()
            }));
            cells
        })
    });
    let placed = book.table(&sheet, rows)?;
    let rows = u32::try_from(firsts).unwrap_or(u32::MAX);
    let curves = (0_u32..).zip(&seconds).map(|(place, second)| Curve {
        name: match (swept.axes.get(1), second) {
            (Some(axis), Some(second)) => format!("{} = {}", axis.key, axis.values[*second]),
            _ => whole_centre(words).to_owned(),
        },
        first: place * rows,
        rows,
    });
    Ok(Points {
        placed,
        wide,
        before,
        curves: curves.take(MOST_CURVES).collect(),
    })
}

/// The parts of which something is shown: the centre first, then queues and skill groups.
fn parts<'a>(swept: &'a Swept<'_>) -> Vec<(ScopeKind, &'a str)> {
    let mut parts: Vec<(ScopeKind, &str)> = Vec::new();
    for kind in [ScopeKind::Centre, ScopeKind::Queue, ScopeKind::Group] {
        for column in swept.columns {
            let part = (column.scope_kind, column.scope.as_str());
            let is_shown = swept.shown.contains(&column.measure.name);
            if column.scope_kind == kind && is_shown && !parts.contains(&part) {
                parts.push(part);
            }
        }
    }
    parts
}

/// The rows of `sweep.csv`.
fn numbers(book: &mut Book, swept: &Swept<'_>) -> io::Result<()> {
    let words = book.words;
    let mut heads: Vec<Head> = swept.axes.iter().map(key_head).collect();
    heads.extend([
        Head::new(words.pick("Kind of part", "范围类别"), 14.0),
        Head::new(words.pick("Part", "范围"), NAME),
        Head::new(words.pick("Period", "时段"), 14.0),
    ]);
    heads.extend(number_heads(words));
    let sheet = Sheet {
        name: words.pick("All numbers", "全部数据"),
        question: words
            .pick("What was measured?", "测得哪些数据？")
            .to_owned(),
        notes: vec![
            words
                .pick("times are in minutes", "时间以分钟计")
                .to_owned(),
        ],
        heads,
        frozen: 0,
        most_rows: count(swept.columns.len()).saturating_mul(count(swept.points.len())),
        file: SWEEP,
    };
    let rows = (swept.points.iter().enumerate()).flat_map(|(place, point)| {
        let pairs = swept.columns.iter().zip(&point.estimates);
        pairs.filter_map(move |(column, estimate)| {
            let estimate = (*estimate)?;
            let mut cells: Vec<Cell> = (swept.axes.iter().zip(swept.places_of(place)))
                .map(|(axis, place)| key_cell(axis, place))
                .collect();
            cells.push(Cell::text(kind(words, column.scope_kind)));
            cells.push(Cell::text(match column.scope_kind {
                ScopeKind::Centre => whole_centre(words),
                kind => swept.title_of(kind, &column.scope, words.0),
            }));
            cells.push(period(column, words));
            cells.extend(number_cells(&column.measure, &estimate, words));
            Some(cells)
        })
    });
    book.table(&sheet, rows).map(|_| ())
}

fn period(column: &Column, words: Words) -> Cell {
    match column.period.parse() {
        Ok(date) => Cell::Day(date),
        Err(_) => Cell::text(whole_horizon(words)),
    }
}

/// A curve a measure, and a value of the second key.
fn charts(book: &mut Book, swept: &Swept<'_>, below: u32, points: &Points<'_>) -> io::Result<()> {
    let words = book.words;
    let axis = &swept.axes[0];
    let mut row = below;
    let mut pages = vec![below];
    let of_centre = points.wide.measures();
    for measure in of_centre.filter(|measure| measure.is_of(ScopeKind::Centre)) {
        let Some((value, half)) = points.wide.place_of(&measure.name) else {
            continue;
        };
        let up = wide::heading(measure, words);
        let plot = Plot {
            title: words.pick(
                format!("{up}, by {}", axis.key),
                format!("{up}：随 {} 变化", axis.key),
            ),
            along: key_head(axis).text,
            unit: measure.unit,
            better: measure.better,
            shape: if axis.numbers.is_some() {
                Shape::Scatter
            } else {
                Shape::Columns
            },
            placed: &points.placed,
            categories: points.before - 1,
            values: (points.before + value, half.map(|half| points.before + half)),
            curves: points
                .curves
                .iter()
                .map(|curve| Curve {
                    name: curve.name.clone(),
                    first: curve.first,
                    rows: curve.rows,
                })
                .collect(),
            up,
            dates: None,
        };
        if row > below && (row - below).is_multiple_of(chart::OF_PAGE * chart::ROWS) {
            pages.push(row);
        }
        book.chart(answer_name(words), row, &chart::chart(&plot))?;
        row += chart::ROWS;
    }
    book.pages(answer_name(words), &pages)
}
