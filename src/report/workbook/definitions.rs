//! What the measures are.

use std::io;

use super::book::{Book, Cell, Head, Sheet};
use super::look::unit_text;
use super::parts::NAME;
use crate::measures::{Measure, glossary};
use crate::report::MEASURES;
use crate::units::number::count;

/// The widths of columns of names and of definitions \[letters\].
const WIDTHS: (f64, f64) = (44.0, 110.0);

/// Every measure with its unit and what it means.
pub(super) fn write(book: &mut Book, measures: &[&Measure]) -> io::Result<()> {
    let words = book.words;
    let (name, definition) = WIDTHS;
    let sheet = Sheet {
        name: words.pick("Words", "用语"),
        question: words
            .pick("What do the words mean?", "用语是什么意思？")
            .to_owned(),
        notes: Vec::new(),
        heads: vec![
            Head::new(words.pick("Measure", "指标"), name),
            Head::new(words.pick("Unit", "单位"), 10.0),
            Head::new(words.pick("Name in files", "文件中的名称"), NAME),
            Head::new(words.pick("Meaning", "含义"), definition),
        ],
        frozen: 1,
        most_rows: count(measures.len()),
        file: MEASURES,
    };
    let rows = measures.iter().map(|measure| {
        vec![
            Cell::text(glossary::label(measure, words.0)),
            Cell::text(unit_text(measure.unit, words)),
            Cell::text(&*measure.name),
            Cell::text(glossary::definition(measure, words.0)),
        ]
    });
    book.table(&sheet, rows).map(|_| ())
}
