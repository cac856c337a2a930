use std::io::Write;

use rust_xlsxwriter::{ExcelDateTime as Moment, Format, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn forecast() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Notes").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Forecast").unwrap();
    let both = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let time = Format::new().set_num_format("hh:mm");
    let long = Format::new().set_num_format("[h]:mm:ss");
    sheet.write(2, 0, "interval_start").unwrap();
    sheet.write(2, 1, "calls_per_hour").unwrap();
    sheet.write(2, 3, "a \"note\", and\nmore").unwrap();
    let moment = Moment::parse_from_str("2026-03-02 08:20").unwrap();
    sheet.write_with_format(3, 0, &moment, &both).unwrap();
    sheet.write(3, 1, 12.5).unwrap();
    let day = Moment::parse_from_str("2026-03-03").unwrap();
    sheet.write_with_format(5, 0, &day, &both).unwrap();
    sheet.write_with_format(6, 0, 8.25 / 24.0, &time).unwrap();
    sheet.write_with_format(6, 2, 26.5 / 24.0, &long).unwrap();
    sheet.write(7, 1, true).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_sheet_is_a_text_whose_lines_are_its_rows() {
    let read = sheet_text(&forecast(), Some("Forecast")).unwrap();
    let lines = [
        "",
        "",
        "interval_start,calls_per_hour,,\"a \"\"note\"\", and more\"",
        "2026-03-02 08:20,12.5,,",
        "",
        "2026-03-03,,,",
        "08:15,,26:30:00,",
        ",true,,",
        "",
    ];
    assert_eq!(read.text, lines.join("\n"));
    assert_eq!(sheet_text(&forecast(), None).unwrap().sheet, "Notes");
    let Err(Unreadable::NoSheet { sheets, hint, .. }) = sheet_text(&forecast(), Some("forcast"))
    else {
        panic!("there is no such sheet");
    };
    assert!(
        sheets.contains("Notes") && sheets.contains("Forecast"),
        "{sheets}"
    );
    assert!(hint.unwrap().contains("`Forecast`"));
}

/// An archive of parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_workbook_is_refused() {
    for bytes in [
        archive(&[]),
        archive(&[("word/document.xml", b"<w/>")]),
        archive(&[("xl/workbook.xml", b"<workbook/>")]),
        b"PK\x03\x04".to_vec(),
        Vec::new(),
    ] {
        let refused = sheet_text(&bytes, None);
        assert!(
            matches!(refused, Err(Unreadable::NotAWorkbook(_))),
            "{refused:?}"
        );
    }
}

#[test]
fn archives_that_unpack_to_too_much_are_refused() {
    // A few hundred kilobytes that would be a part of 200 MiB.
    let zeros = vec![0; usize::try_from(MOST_BYTES).unwrap() + 1];
    let bomb = archive(&[("xl/sharedStrings.xml", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    let refused = sheet_text(&bomb, None);
    assert!(
        matches!(refused, Err(Unreadable::TooLargeUnpacked(128))),
        "{refused:?}"
    );
}

#[test]
fn cells_far_out_do_not_fill_the_memory() {
    let cell = |row: usize, column: usize| {
        let mut rows = Rows::default();
        rows.add(row, column, "x").map(|()| rows.into_text())
    };
    assert_eq!(cell(1, 2).unwrap(), "\n,,x\n");
    assert_eq!(cell(1_048_575, 0).unwrap().len(), 1_048_577);
    assert!(cell(0, MOST_COLUMNS).is_err());
    assert!(cell(4_000_000_000, 0).is_err());
    let mut rows = Rows::default();
    rows.add(3, 3, "x").unwrap();
    assert!(rows.add(3, 3, "again").is_err());
    assert!(rows.add(2, 9, "above").is_err());
}
