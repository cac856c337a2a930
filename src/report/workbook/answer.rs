//! The first sheet: the answer, what it rests on, and the charts.

use std::io;

use super::book::Book;
use super::chart::{self, Curve, MOST_CURVES, MOST_POINTS, Plot, Shape};
use super::look::Look;
use super::parts::{self, Shown};
use super::periods::OverTime;
use super::wide;
use crate::measures::Measure;
use crate::report::page::{self, Subject};

/// The measures that charts show.
const DRAWN: [&str; 2] = ["service_level", "wait_mean"];

/// Writes the sheet without its charts, and tells the first row below the text.
pub(super) fn write(book: &mut Book, subject: &Subject<'_>) -> io::Result<u32> {
    let words = book.words;
    let base = subject.base();
    let horizon = base.centre.horizon();
    let mut lines = vec![(Look::Title, page::title(subject))];
    lines.extend(base.question.map(|text| (Look::Sentence, text.to_owned())));
    lines.push((Look::Note, words.horizon(horizon)));
    lines.push((Look::Text, String::new()));
    let head = |(english, chinese): (&str, &str)| {
        (Look::Question, words.pick(english, chinese).to_owned())
    };
    lines.push(head(("The answer", "结论")));
    let answer = page::answer(subject).into_iter();
    lines.extend(answer.map(|text| (Look::Sentence, text)));
    let notes = page::notes(subject);
    if !notes.is_empty() {
        lines.push((Look::Text, String::new()));
        lines.push(head(("Notes", "程序提示")));
        lines.extend(notes.into_iter().map(|text| (Look::Sentence, text)));
    }
    lines.push((Look::Text, String::new()));
    lines.push(head(("How these numbers were made", "数据的生成方式")));
    lines.extend(page::facts(subject).into_iter().map(|fact| {
        let (name, text) = (fact.name, fact.text);
        let text = words.pick(format!("{name}: {text}"), format!("{name}：{text}"));
        (Look::Sentence, text)
    }));
    lines.push((Look::Text, String::new()));
    book.sentences(name(subject), &lines)
}

pub(super) fn name(subject: &Subject<'_>) -> &'static str {
    subject.words.pick("Answer", "结论")
}

/// What there is to be drawn from.
pub(super) struct Drawn<'t, 'a> {
    /// The whole centre under each plan; of one plan, the queues.
    pub(super) parts: &'t Shown<'a>,
    /// How the parts are called: of one plan, its own columns.
    pub(super) over_time: Option<&'t OverTime<'a>>,
    /// How the time is written.
    pub(super) dates: &'static str,
}

/// Draws the charts below the text.
pub(super) fn charts(
    book: &mut Book,
    subject: &Subject<'_>,
    first: u32,
    drawn: &Drawn<'_, '_>,
) -> io::Result<()> {
    let mut row = first;
    let mut pages = vec![first];
    let measures: Vec<&Measure> = DRAWN
        .iter()
        .filter_map(|one| subject.measure(one))
        .collect();
    for measure in measures {
        let plots = [
            of_parts(subject, measure, drawn.parts),
            drawn
                .over_time
                .and_then(|over_time| of_time(subject, measure, over_time, drawn.dates)),
        ];
        for plot in plots.into_iter().flatten() {
            if row > first && (row - first).is_multiple_of(chart::OF_PAGE * chart::ROWS) {
                pages.push(row);
            }
            book.chart(name(subject), row, &chart::chart(&plot))?;
            row += chart::ROWS;
        }
    }
    book.pages(name(subject), &pages)
}

/// A column a plan, or a queue.
fn of_parts<'t>(
    subject: &Subject<'_>,
    measure: &Measure,
    shown: &'t Shown<'_>,
) -> Option<Plot<'t>> {
    let words = subject.words;
    let (value, half) = shown.wide.place_of(&measure.name)?;
    let up = wide::heading(measure, words);
    let along = if subject.is_one() {
        words.pick("Queue", "队列")
    } else {
        words.pick("Plan", "方案")
    };
    // Of a centre of one queue, both would be the same.
    let is_twice = subject.is_one() && has_one_queue(subject);
    if shown.placed.rows == 0 || is_twice {
        return None;
    }
    Some(Plot {
        title: up.clone(),
        along: along.to_owned(),
        unit: measure.unit,
        better: measure.better,
        shape: Shape::Columns,
        placed: &shown.placed,
        categories: shown.before - 1,
        values: (shown.before + value, half.map(|half| shown.before + half)),
        curves: vec![Curve {
            name: up.clone(),
            first: 0,
            rows: shown.placed.rows,
        }],
        up,
        dates: None,
    })
}

fn has_one_queue(subject: &Subject<'_>) -> bool {
    subject.base().centre.queues().len() == 1
}

/// A line a plan, of the whole centre; of one plan, a line a queue.
fn of_time<'t>(
    subject: &Subject<'_>,
    measure: &Measure,
    over_time: &'t OverTime<'_>,
    dates: &'static str,
) -> Option<Plot<'t>> {
    let words = subject.words;
    let (value, half) = over_time.wide.place_of(&measure.name)?;
    let centre = parts::whole_centre(words);
    let are_queues = subject.is_one() && !has_one_queue(subject);
    let fits = |first: u32, rows: u32| {
        rows > 0 && rows <= MOST_POINTS && first.saturating_add(rows) <= over_time.placed.rows
    };
    let runs = over_time.runs.iter();
    let runs = runs.filter(|run| fits(run.first, run.rows));
    let curves: Vec<Curve> = runs
        .filter(|run| are_queues || run.part == centre)
        .take(MOST_CURVES)
        .map(|run| Curve {
            name: if subject.is_one() {
                run.part.clone()
            } else {
                subject.plan(run.plan)
            },
            first: run.first,
            rows: run.rows,
        })
        .collect();
    if curves.is_empty() {
        return None;
    }
    let up = wide::heading(measure, words);
    Some(Plot {
        title: words.pick(format!("{up}, over time"), format!("{up}：随时间变化")),
        along: String::new(),
        unit: measure.unit,
        better: measure.better,
        shape: Shape::Line,
        placed: &over_time.placed,
        categories: over_time.time,
        values: (
            over_time.before + value,
            half.map(|half| over_time.before + half),
        ),
        curves,
        up,
        dates: Some(dates),
    })
}
