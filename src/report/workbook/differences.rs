//! By how much each plan differs from the base.

use std::io;

use super::book::{Book, Cell, Head, Sheet};
use super::look::{Look, rounded, shown_difference, unit_text};
use super::parts::{self, NAME};
use super::wide;
use crate::experiment::{DifferenceRow, Period, Scope};
use crate::measures::{ScopeKind, glossary};
use crate::report::Compared;
use crate::report::comparison::{Change, DIFFERENCES};
use crate::report::page::{Subject, Words};
use crate::units::number::count;

/// The widths of columns of numbers and of measures \[letters\].
const WIDTHS: (f64, f64) = (14.0, 36.0);

/// Every difference of the horizon, one a row: `differences.csv` has those of the days too.
pub(super) fn write(
    book: &mut Book,
    subject: &Subject<'_>,
    compared: &Compared<'_>,
) -> io::Result<()> {
    let words = book.words;
    let confidence = words.share(compared.comparison.confidence().as_f64());
    let sheet = Sheet {
        name: words.pick("Differences", "差异"),
        question: words.pick(
            format!("How does each plan differ from {}?", subject.named(0)),
            format!("各方案与{}相差多少？", subject.named(0)),
        ),
        notes: vec![
            words.pick(
                format!(
                    "all plans see the same customers; {confidence} confidence intervals; times are in minutes, differences of shares in percentage points"
                ),
                format!("各方案面对相同的客户；{confidence}置信区间；时间以分钟计，占比之差以百分点计"),
            ),
            words.pick(
                "“of all” holds for all plans together, and better or worse is said by it; “times fewer” is what the same customers save in replications",
                "“同时”区间对所有方案同时成立，更好或更差据此判断；“节省倍数”为相同客户所节省的模拟次数",
            )
            .to_owned(),
        ],
        heads: heads(words),
        frozen: 4,
        most_rows: rows_at_most(subject),
        file: DIFFERENCES,
    };
    let rows = (1..subject.plans.len()).flat_map(|plan| {
        let rows = compared.comparison.differences(plan);
        let of_horizon = rows.filter(|row| row.period == Period::Horizon);
        of_horizon.map(move |row| {
            let mut cells = vec![
                Cell::text(subject.plan(plan)),
                Cell::text(kind(words, row.scope.kind())),
                Cell::text(parts::title(row.scope, subject, 0)),
            ];
            cells.extend(numbers(&row, words));
            cells
        })
    });
    book.table(&sheet, rows).map(|_| ())
}

fn heads(words: Words) -> Vec<Head> {
    let (number, measure) = WIDTHS;
    let texts = [
        (("Plan", "方案"), NAME),
        (("Kind of part", "范围类别"), number),
        (("Part", "范围"), NAME),
        (("Measure", "指标"), measure),
        (("Unit", "单位"), 10.0),
        (("Base plan", "基准方案"), number),
        (("This plan", "本方案"), number),
        (("Difference", "差异"), number),
        (("Low", "下限"), number),
        (("High", "上限"), number),
        (("Low, of all", "下限（同时）"), number),
        (("High, of all", "上限（同时）"), number),
        (("± of all", "±（同时）"), number),
        (("Sure to differ", "差异的把握"), number),
        (("Change", "变化"), number),
        (("Times fewer", "节省倍数"), number),
        (("Replications", "模拟次数"), number),
        (("Name in files", "文件中的名称"), NAME),
    ];
    let head = |((english, chinese), width)| Head::new(words.pick(english, chinese), width);
    texts.into_iter().map(head).collect()
}

fn numbers(row: &DifferenceRow<'_>, words: Words) -> Vec<Cell> {
    let (unit, difference) = (row.measure.unit, &row.difference);
    let of = |value: Option<f64>| {
        let value = value.and_then(|value| shown_difference(unit, value));
        Cell::number(value, Look::Difference(unit))
    };
    let (low, high) = difference.interval().unzip();
    let (low_of_all, high_of_all) = difference.simultaneous().unzip();
    let half = difference
        .simultaneous()
        .map(|(low, high)| (high - low) / 2.0);
    let change = Change::of(difference, row.measure.better);
    let plain = |value: Option<f64>, look| Cell::number(value.and_then(rounded), look);
    vec![
        Cell::text(glossary::label(row.measure, words.0)),
        Cell::text(unit_text(unit, words)),
        wide::value(unit, Some(&row.base)),
        wide::value(unit, Some(&row.other)),
        of(difference.value()),
        of(low),
        of(high),
        of(low_of_all),
        of(high_of_all),
        of(half),
        plain(difference.sure(), Look::Share),
        word(change, words),
        plain(difference.times_fewer(), Look::Times),
        Cell::whole(difference.replications()),
        Cell::text(&*row.measure.name),
    ]
}

/// What a difference is, in words and colour.
fn word(change: Change, words: Words) -> Cell {
    let ((english, chinese), look) = match change {
        Change::Better => (("better", "更好"), Look::Good),
        Change::Worse => (("worse", "更差"), Look::Bad),
        Change::NotSure => (("not sure", "不确定"), Look::Unsure),
        Change::Different => (("different", "不同"), Look::Text),
        Change::Same => (("the same", "相同"), Look::Text),
    };
    Cell::Word(words.pick(english, chinese).to_owned(), look)
}

/// What a kind of part is called before people.
pub(super) fn kind(words: Words, kind: ScopeKind) -> &'static str {
    match kind {
        ScopeKind::Centre => words.pick("centre", "中心"),
        ScopeKind::Type => words.pick("contact type", "业务类型"),
        ScopeKind::Queue => words.pick("queue", "队列"),
        ScopeKind::Group => words.pick("skill group", "技能组"),
    }
}

fn rows_at_most(subject: &Subject<'_>) -> u64 {
    let base = subject.base();
    let measures = base.estimates.catalogue().measures().len();
    let scopes = Scope::all(base.centre).len();
    count(measures)
        .saturating_mul(count(scopes))
        .saturating_mul(count(subject.plans.len()))
}
