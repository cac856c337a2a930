//! What was promised, and what became of it.

use std::io;

use super::book::{Book, Cell, Head, Sheet};
use super::look::{Look, shown, unit_text};
use super::parts::{self, NAME};
use super::wide;
use crate::experiment::{Estimate, Scope};
use crate::measures::{Promised, Unit, glossary};
use crate::report::MEASURES;
use crate::report::page::{Subject, Words};
use crate::report::verdict::{self, Judgement, Outcome, Promise};
use crate::units::number::count;

/// The widths of columns of numbers and of promises \[letters\].
const WIDTHS: (f64, f64) = (14.0, 36.0);

/// Every promise of every plan; no sheet where nothing was promised.
pub(super) fn write(book: &mut Book, subject: &Subject<'_>) -> io::Result<()> {
    let judged: Vec<(usize, Judgement)> = (subject.plans.iter().enumerate())
        .flat_map(|(plan, findings)| {
            let judgements = verdict::judgements(findings).into_iter();
            judgements.map(move |judgement| (plan, judgement))
        })
        .collect();
    if judged.is_empty() {
        return Ok(());
    }
    let words = book.words;
    let confidence = words.share(subject.base().estimates.confidence().as_f64());
    let sheet = Sheet {
        name: words.pick("Targets", "目标"),
        question: words
            .pick("Is what was promised kept?", "承诺是否兑现？")
            .to_owned(),
        notes: vec![
            wide::note(subject),
            words.pick(
                format!(
                    "kept or missed: the whole {confidence} confidence interval says so; the chance is that of one horizon to keep every promise of the queue"
                ),
                format!("达标或未达标：整个{confidence}置信区间如此；概率为一个时段内兑现该队列全部承诺的概率"),
            ),
        ],
        heads: heads(subject),
        frozen: if subject.is_one() { 2 } else { 3 },
        most_rows: count(judged.len()),
        file: MEASURES,
    };
    let rows = judged
        .iter()
        .map(|(plan, judgement)| row(subject, *plan, judgement));
    book.table(&sheet, rows).map(|_| ())
}

fn heads(subject: &Subject<'_>) -> Vec<Head> {
    let words = subject.words;
    let (number, promise) = WIDTHS;
    let head = |(english, chinese), width| Head::new(words.pick(english, chinese), width);
    let mut heads = vec![head(("Queue", "队列"), NAME)];
    heads.extend(parts::plan_head(subject));
    heads.extend([
        head(("Promise", "承诺"), promise),
        head(("Unit", "单位"), 10.0),
        head(("Within, min", "时限（分钟）"), number),
        head(("Promised", "承诺值"), number),
        head(("Found", "实际值"), number),
        head(("± Found", "± 实际值"), number),
        head(("Outcome", "结果"), number),
        head(
            ("Chance to keep every promise", "全部承诺兑现的概率"),
            number,
        ),
        head(("± Chance, points", "± 概率（百分点）"), number),
    ]);
    heads
}

fn row(subject: &Subject<'_>, plan: usize, judgement: &Judgement) -> Vec<Cell> {
    let words = subject.words;
    let findings = &subject.plans[plan];
    let (promise, scope) = (judgement.promise, Scope::Queue(judgement.queue));
    let unit = promise.unit();
    let measure = findings.estimates.catalogue().find(promise.measure());
    let chance = findings.over_horizon(Promised::Target.measure(), scope);
    let mut cells = vec![Cell::text(parts::title(scope, subject, plan))];
    cells.extend(parts::plan_cell(subject, plan));
    cells.push(measure.map_or(Cell::Nothing, |measure| {
        Cell::text(glossary::label(measure, words.0))
    }));
    cells.push(Cell::text(unit_text(unit, words)));
    let target = &findings.centre.queues()[judgement.queue.index()].target;
    let wait = target.wait.as_secs_f64();
    let within = matches!(promise, Promise::Share(_)).then_some(wait);
    cells.push(Cell::number(
        within.and_then(|wait| shown(Unit::Seconds, wait)),
        Look::Value(Unit::Seconds),
    ));
    cells.extend(found(promise, Some(&judgement.estimate)));
    cells.push(outcome(judgement.outcome, words));
    cells.push(wide::value(Unit::Share, chance.as_ref()));
    cells.push(wide::half_width(Unit::Share, chance.as_ref()));
    cells
}

/// What was promised, and what was found.
pub(super) fn found(promise: Promise, estimate: Option<&Estimate>) -> [Cell; 3] {
    let unit = promise.unit();
    [
        Cell::number(shown(unit, promise.value()), Look::Value(unit)),
        wide::value(unit, estimate),
        wide::half_width(unit, estimate),
    ]
}

/// Whether a promise is kept, in words and colour.
fn outcome(outcome: Outcome, words: Words) -> Cell {
    let ((english, chinese), look) = match outcome {
        Outcome::Met => (("kept", "达标"), Look::Good),
        Outcome::Missed => (("missed", "未达标"), Look::Bad),
        Outcome::NotSure => (("not sure", "不确定"), Look::Unsure),
    };
    Cell::Word(words.pick(english, chinese).to_owned(), look)
}
