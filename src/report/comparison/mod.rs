//! What plans have in common and what they do not, for people and for files.
//!
//! Nothing here calls a plan better without the confidence with which it is.

#[cfg(feature = "charts")]
pub(super) mod charts;
pub mod differences_csv;
pub mod run_json;
mod sentence;
pub mod summary_json;
pub mod table;

#[cfg(feature = "parquet")]
use super::parquet_tables;
use super::{Findings, OutputDir, OutputError, measures_csv, output_dir, page, workbook};
use crate::experiment::{Comparison, Difference, Outcome, Selection};
use crate::measures::Better;
use crate::model::{ContactCentre, Language, ReportPlan};
pub use sentence::{headline, sentence};

/// What a comparison found.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// What was found of each plan, the base first.
    pub plans: &'a [Findings<'a>],
    /// How the plans differ.
    pub comparison: &'a Comparison,
    /// Which is best, if that was asked.
    pub selection: Option<&'a Selection>,
    /// Whether the chances of each plan to meet its targets are to be shown, by day.
    pub shows_targets: bool,
}

/// Whether a plan does better than the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The simultaneous interval is on the better side of zero.
    Better,
    /// It is on the worse side.
    Worse,
    /// It holds zero, or there is none.
    NotSure,
    /// It is on one side, but neither way is better.
    Different,
    /// Nothing differs in any replication.
    Same,
}

impl Change {
    /// What a difference of a measure is, of which this direction is better.
    pub fn of(difference: &Difference, better: Better) -> Self {
        let nothing = Some(0.0);
        if difference.value() == nothing && difference.standard_error() == nothing {
            return Self::Same;
        }
        match (difference.sign(), better) {
            (0, _) => Self::NotSure,
            (_, Better::Neither) => Self::Different,
            (1, Better::Higher) | (-1, Better::Lower) => Self::Better,
            _ => Self::Worse,
        }
    }

    /// The word for it in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::NotSure => "not_sure",
            Self::Different => "different",
            Self::Same => "same",
        }
    }
}

impl Compared<'_> {
    /// The plan chosen as best, if one was.
    pub fn best(&self) -> Option<usize> {
        match self.selection?.outcome {
            Outcome::Best(plan) => Some(plan),
            Outcome::Undecided { .. } | Outcome::Undefined(_) => None,
        }
    }
}

const MEASURES: &str = "measures.csv";
pub(super) const DIFFERENCES: &str = "differences.csv";
const SUMMARY: &str = "summary.json";

/// The names of the files of a comparison of centres, the base first, whose report is `report`.
pub fn file_names<'a>(
    report: &ReportPlan,
    centres: impl Iterator<Item = &'a ContactCentre>,
) -> Vec<&'static str> {
    let mut names = vec![MEASURES, DIFFERENCES, SUMMARY, page::FILE];
    #[cfg(feature = "parquet")]
    if report.parquet {
        names.extend([parquet_tables::MEASURES, parquet_tables::DIFFERENCES]);
    }
    names.extend(report.workbook.then_some(workbook::FILE));
    #[cfg(feature = "charts")]
    names.extend(charts::file_names(report, centres));
    #[cfg(not(feature = "charts"))]
    drop(centres);
    names.push(output_dir::RECORD);
    names
}

/// Writes every file of a comparison into a folder, whole or not at all; `report` is that of the base, and
/// `language` that of the page, the workbook and the charts.
///
/// # Errors
/// Fails if the disk does, or if something foreign lies in the place of a file; then the folder is as it
/// was.
pub fn write_all(
    compared: &Compared<'_>,
    report: &ReportPlan,
    language: Language,
    folder: &OutputDir,
) -> Result<(), OutputError> {
    let mut draft = folder.draft()?;
    draft.write(MEASURES, |out| {
        measures_csv::write_plans(out, compared.plans)
    })?;
    draft.write(DIFFERENCES, |out| differences_csv::write(out, compared))?;
    draft.write(SUMMARY, |out| summary_json::write(out, compared))?;
    #[cfg(feature = "parquet")]
    if report.parquet {
        draft.write(parquet_tables::MEASURES, |out| {
            parquet_tables::write_measures(out, compared.plans)
        })?;
        draft.write(parquet_tables::DIFFERENCES, |out| {
            parquet_tables::write_differences(out, compared)
        })?;
    }
    draft.write(page::FILE, |out| {
        page::write_plans(out, compared, report, language)
    })?;
    if report.workbook {
        let temporary = draft.temporary().to_owned();
        draft.write(workbook::FILE, |out| {
            workbook::write_plans(out, compared, language, &temporary)
        })?;
    }
    #[cfg(feature = "charts")]
    charts::write(&mut draft, compared, report, language)?;
    let written = draft.files().to_vec();
    draft.write(output_dir::RECORD, |out| {
        run_json::write(out, compared, &written)
    })?;
    draft.publish()
}
