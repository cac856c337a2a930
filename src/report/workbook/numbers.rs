//! Every number, one a row: what the tidy CSV files have, in people's words.

use std::io;

use super::book::{Book, Cell, Head, Sheet};
use super::differences::kind;
use super::look::{Look, shown, unit_text};
use super::parts::{self, NAME};
use super::wide;
use crate::experiment::{Estimate, Period, Scope};
use crate::measures::{Measure, Unit, glossary};
use crate::report::MEASURES;
use crate::report::page::{Subject, Words};
use crate::units::number::count;

/// The widths of columns of numbers and of measures \[letters\].
const WIDTHS: (f64, f64) = (14.0, 36.0);

/// The rows of `measures.csv`.
pub(super) fn write(book: &mut Book, subject: &Subject<'_>) -> io::Result<()> {
    let words = book.words;
    let (number, _) = WIDTHS;
    let base = subject.base();
    let mut heads = vec![
        Head::new(words.pick("Plan", "方案"), NAME),
        Head::new(words.pick("Kind of part", "范围类别"), number),
        Head::new(words.pick("Part", "范围"), NAME),
        Head::new(words.pick("Period", "时段"), number),
    ];
    heads.extend(number_heads(words));
    let measures = base.estimates.catalogue().measures().len();
    let periods = base.centre.horizon().days().len() + 1;
    let in_all = [subject.plans.len(), Scope::all(base.centre).len(), periods];
    let in_all = in_all
        .into_iter()
        .map(count)
        .fold(count(measures), u64::saturating_mul);
    let sheet = Sheet {
        name: words.pick("All numbers", "全部数据"),
        question: words
            .pick("What was measured?", "测得哪些数据？")
            .to_owned(),
        notes: vec![wide::note(subject)],
        heads,
        frozen: 0,
        most_rows: in_all,
        file: MEASURES,
    };
    let rows = (0..subject.plans.len()).flat_map(|plan| {
        let findings = &subject.plans[plan];
        findings.estimates.rows().map(move |row| {
            let period = match row.period {
                Period::Day(day) => Cell::Day(findings.centre.horizon().days()[day].date),
                _ => Cell::text(whole_horizon(words)),
            };
            let mut cells = vec![
                Cell::text(subject.plan(plan)),
                Cell::text(kind(words, row.scope.kind())),
                Cell::text(parts::title(row.scope, subject, plan)),
                period,
            ];
            cells.extend(number_cells(row.measure, &row.estimate, words));
            cells
        })
    });
    book.table(&sheet, rows).map(|_| ())
}

pub(super) fn whole_horizon(words: Words) -> &'static str {
    words.pick("whole horizon", "整个时段")
}

/// The heads of a number: what it is, its value and its interval.
pub(super) fn number_heads(words: Words) -> Vec<Head> {
    let (number, measure) = WIDTHS;
    let texts = [
        (("Measure", "指标"), measure),
        (("Unit", "单位"), 10.0),
        (("Value", "数值"), number),
        (("Low", "下限"), number),
        (("High", "上限"), number),
        (("±", "±"), number),
        (("Replications", "模拟次数"), number),
        (("Name in files", "文件中的名称"), NAME),
    ];
    let head = |((english, chinese), width)| Head::new(words.pick(english, chinese), width);
    texts.into_iter().map(head).collect()
}

/// The cells below them.
pub(super) fn number_cells(measure: &Measure, estimate: &Estimate, words: Words) -> Vec<Cell> {
    let unit = measure.unit;
    let of = |value: Option<f64>, unit: Unit| {
        Cell::number(
            value.and_then(|value| shown(unit, value)),
            Look::Value(unit),
        )
    };
    let (low, high) = estimate.interval().unzip();
    vec![
        Cell::text(glossary::label(measure, words.0)),
        Cell::text(unit_text(unit, words)),
        of(estimate.value(), unit),
        of(low, unit),
        of(high, unit),
        wide::half_width(unit, Some(estimate)),
        Cell::whole(estimate.replications()),
        Cell::text(&*measure.name),
    ]
}
