//! Tables that do not fit on a sheet, and what is in cells.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use jiff::civil::date;

use super::*;
use crate::model::Language;

fn sheet(most_rows: u64) -> Sheet {
    Sheet {
        name: "Rows",
        question: "Which rows?".to_owned(),
        notes: vec!["a note".to_owned()],
        heads: vec![Head::new("Number", 10.0), Head::new("Text", 10.0)],
        frozen: 1,
        most_rows,
        file: "rows.csv",
    }
}

/// The sheets of a table of so many rows, each as its cells.
fn written(rows: u32, limits: Limits, most_rows: u64) -> Vec<(String, Vec<Vec<Data>>)> {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::new(Words(Language::English), "rows", folder.path()).unwrap();
    book.limits = limits;
    let row = |i: u32| vec![Cell::whole(u64::from(i)), Cell::text(format!("row {i}"))];
    book.table(&sheet(most_rows), (0..rows).map(row)).unwrap();
    read(book)
}

fn read(book: Book) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut file = Xlsx::new(Cursor::new(book.bytes().unwrap())).unwrap();
    let sheets = file.worksheets().into_iter();
    let cells = |range: calamine::Range<Data>| range.rows().map(<[Data]>::to_vec).collect();
    sheets.map(|(name, range)| (name, cells(range))).collect()
}

/// The numbers of all sheets, and the last sentence of each.
fn numbers_and_ends(sheets: &[(String, Vec<Vec<Data>>)]) -> (Vec<f64>, Vec<String>) {
    let (mut numbers, mut ends) = (Vec::new(), Vec::new());
    for (_, rows) in sheets {
        assert_eq!(rows[0][0], Data::String("Which rows?".to_owned()));
        assert_eq!(rows[2][0], Data::String("Number".to_owned()));
        for row in &rows[3..] {
            match &row[0] {
                Data::Float(number) => numbers.push(*number),
                other => ends.push(other.to_string()),
            }
        }
    }
    (numbers, ends)
}

#[test]
fn what_does_not_fit_goes_on_on_the_next_sheet() {
    let limits = Limits {
        of_sheet: 14,
        in_all: 1_000,
    };
    // In memory, and not.
    for most_rows in [25, MOST_CELLS_KEPT] {
        let sheets = written(25, limits, most_rows);
        let names: Vec<&str> = sheets.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, ["Rows", "Rows (2)", "Rows (3)"]);
        let (numbers, ends) = numbers_and_ends(&sheets);
        assert_eq!(numbers, (0..25).map(f64::from).collect::<Vec<f64>>());
        assert_eq!(
            ends,
            [
                "to be continued on the sheet “Rows (2)”",
                "to be continued on the sheet “Rows (3)”"
            ]
        );
        assert!(sheets.iter().all(|(_, rows)| rows.len() <= 14));
    }
    // Exactly full: nothing is to be continued.
    assert_eq!(numbers_and_ends(&written(10, limits, 10)).1.len(), 0);
    assert_eq!(written(10, limits, 10).len(), 1);
    assert_eq!(written(0, limits, 0).len(), 1);
}

#[test]
fn what_fits_nowhere_is_told() {
    let limits = Limits {
        of_sheet: 14,
        in_all: 15,
    };
    let (numbers, ends) = numbers_and_ends(&written(25, limits, 25));
    assert_eq!(numbers, (0..15).map(f64::from).collect::<Vec<f64>>());
    assert_eq!(
        ends,
        [
            "to be continued on the sheet “Rows (2)”",
            "10 more rows do not fit in here; rows.csv has them"
        ]
    );
}

#[test]
fn texts_are_no_formulas_and_dates_are_dates() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::new(Words(Language::Chinese), "=1+1", folder.path()).unwrap();
    let long = "界".repeat(40_000);
    let rows = vec![
        vec![Cell::text("=1+1"), Cell::text("\u{1b}[2J")],
        vec![Cell::Day(date(2026, 10, 25)), Cell::Day(date(1066, 10, 14))],
        vec![
            Cell::Instant(date(2026, 10, 25).at(2, 30, 0, 0)),
            Cell::text(&*long),
        ],
        vec![Cell::Nothing, Cell::number(None, Look::Times)],
    ];
    book.table(&sheet(4), rows).unwrap();
    let sheets = read(book);
    let rows = &sheets[0].1;
    assert_eq!(rows[3][0], Data::String("=1+1".to_owned()));
    let Data::DateTime(day) = &rows[4][0] else {
        panic!("{:?}", rows[4][0]);
    };
    assert_eq!(day.to_ymd_hms_milli(), (2026, 10, 25, 0, 0, 0, 0));
    assert_eq!(rows[4][1], Data::String("1066-10-14".to_owned()));
    let Data::DateTime(at) = &rows[5][0] else {
        panic!("{:?}", rows[5][0]);
    };
    assert_eq!(at.to_ymd_hms_milli(), (2026, 10, 25, 2, 30, 0, 0));
    let Data::String(text) = &rows[5][1] else {
        panic!("{:?}", rows[5][1]);
    };
    assert!(text.ends_with('…') && text.chars().count() < 32_767);
}
