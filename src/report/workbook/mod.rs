//! `measures.xlsx`: the numbers in people's words, to go on with in a spreadsheet.
//!
//! A sheet answers a question: its heads say what is counted in what, stay in sight, and choose rows; half
//! the width of each confidence interval has a column of its own. Charts are drawn by the spreadsheet
//! from its own cells. The bytes hang on nothing but the numbers: there is no clock in them.

mod answer;
mod book;
mod chart;
mod definitions;
mod differences;
mod look;
mod numbers;
mod parts;
mod periods;
mod sweep;
mod targets;
mod wide;

use std::io::{self, Write};
use std::path::Path;

use self::answer::Drawn;
use self::book::Book;
use super::page::{self, Subject};
use super::{Compared, Findings};
use crate::measures::Measure;
use crate::model::Language;
pub use sweep::write_sweep;

/// The file's name.
pub const FILE: &str = "measures.xlsx";

/// Writes the workbook of one plan, in a language; what does not fit into memory is kept in the folder
/// `temporary` meanwhile.
///
/// # Errors
/// Fails if `out` does, or the disk.
pub fn write_run(
    out: &mut dyn Write,
    findings: &Findings<'_>,
    language: Language,
    temporary: &Path,
) -> io::Result<()> {
    write(out, &Subject::of_run(findings, language), None, temporary)
}

/// Writes the workbook of plans that were compared, likewise.
///
/// # Errors
/// Fails if `out` does, or the disk.
pub fn write_plans(
    out: &mut dyn Write,
    compared: &Compared<'_>,
    language: Language,
    temporary: &Path,
) -> io::Result<()> {
    let subject = Subject::of_plans(compared, language);
    write(out, &subject, Some(compared), temporary)
}

fn write(
    out: &mut dyn Write,
    subject: &Subject<'_>,
    compared: Option<&Compared<'_>>,
    temporary: &Path,
) -> io::Result<()> {
    let mut book = Book::new(subject.words, &page::title(subject), temporary)?;
    let below = answer::write(&mut book, subject)?;
    let plans = match compared {
        Some(_) => Some(parts::plans(&mut book, subject)?),
        None => None,
    };
    if let Some(compared) = compared {
        differences::write(&mut book, subject, compared)?;
    }
    targets::write(&mut book, subject)?;
    let queues = parts::queues(&mut book, subject)?;
    parts::contact_types(&mut book, subject)?;
    parts::skill_groups(&mut book, subject)?;
    let days = periods::days(&mut book, subject)?;
    let intervals = periods::intervals(&mut book, subject)?;
    periods::groups(&mut book, subject)?;
    numbers::write(&mut book, subject)?;
    definitions::write(&mut book, &measures(subject))?;
    let (over_time, dates) = match &days {
        Some(days) => (Some(days), "yyyy-mm-dd"),
        None if subject.base().centre.horizon().days().len() > 1 => {
            (intervals.as_ref(), "mm-dd hh:mm")
        }
        None => (intervals.as_ref(), "hh:mm"),
    };
    let drawn = Drawn {
        parts: plans.as_ref().unwrap_or(&queues),
        over_time,
        dates,
    };
    answer::charts(&mut book, subject, below, &drawn)?;
    out.write_all(&book.bytes()?)
}

/// The measures of any plan, each once.
fn measures<'a>(subject: &Subject<'a>) -> Vec<&'a Measure> {
    let mut measures: Vec<&Measure> = Vec::new();
    for findings in subject.plans {
        for measure in findings.estimates.catalogue().measures() {
            if measures.iter().all(|known| known.name != measure.name) {
                measures.push(measure);
            }
        }
    }
    measures
}
