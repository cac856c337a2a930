//! What a sweep over one or two keys found, for people and for files.

#[cfg(feature = "charts")]
mod chart;
pub mod run_json;
mod sentence;
pub mod summary_json;
pub mod sweep_csv;
pub mod table;

#[cfg(feature = "parquet")]
use super::parquet_tables;
use super::verdict::{self, Outcome, Promise};
use super::{Findings, OutputDir, OutputError, output_dir, workbook};
use crate::experiment::{Estimate, Estimates, Period, Scope};
use crate::measures::{Measure, ScopeKind};
use crate::model::{ContactCentre, Language, Note, ReplicationPlan, ReportPlan};
use crate::units::Share;
pub use sentence::sentence;

/// A key and the values that it takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The key, as it is written.
    pub key: String,
    /// Its values in order, as they are written [at least one].
    pub values: Vec<String>,
    /// The same as numbers without their unit, ascending, if they are all of one unit.
    pub numbers: Option<Vec<f64>>,
}

/// What a sweep found.
#[derive(Clone, Debug)]
pub struct Swept<'a> {
    /// The scenario's name.
    pub scenario: &'a str,
    /// The centre of the scenario as it stands, without the values that are varied.
    pub centre: &'a ContactCentre,
    /// The question that the scenario asks, if it opens with one.
    pub question: Option<&'a str>,
    /// Changes of all points, as they were written.
    pub overrides: &'a [String],
    /// SHA-256 over everything that was read for the scenario as it stands.
    pub hash: &'a str,
    /// Seed, and replications of the scenario as it stands.
    pub plan: ReplicationPlan,
    /// What the user should know, one line each.
    pub warnings: &'a [Note],
    /// One or two keys.
    pub axes: &'a [Axis],
    /// What is measured, of what and when.
    pub columns: &'a [Column],
    /// Every combination of values, those of the second key changing fastest.
    pub points: &'a [Point],
    /// The names of the measures that are shown.
    pub shown: &'a [String],
    /// The numbers of the first point \[only how often it was simulated and how sure they are is used\].
    pub first: &'a Estimates,
}

/// What is measured, of what and when.
#[derive(Clone, Debug)]
pub struct Column {
    /// What is measured.
    pub measure: Measure,
    /// The kind of the part of the centre.
    pub scope_kind: ScopeKind,
    /// Its name.
    pub scope: String,
    /// `horizon`, or the date of a day.
    pub period: String,
}

/// What was found at one combination of values.
#[derive(Clone, Debug)]
pub struct Point {
    /// How many replications there were.
    pub replications: u64,
    /// By column; `None` where the point does not have it.
    pub estimates: Vec<Option<Estimate>>,
    /// What became of every promise.
    pub kept: Vec<Kept>,
}

/// What became of a promise at a point.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The queue.
    pub queue: String,
    /// The promise.
    pub promise: Promise,
    /// The number that it is held against.
    pub estimate: Estimate,
    /// Whether it is kept, by the confidence interval.
    pub outcome: Outcome,
    /// The chance that the horizon keeps every promise of the queue.
    pub chance: Option<Estimate>,
}

/// Where a promise begins to be kept along the first key.
#[derive(Clone, Debug)]
pub struct First<'a> {
    /// The queue.
    pub queue: &'a str,
    /// The promise, as it is at the first point.
    pub promise: Promise,
    /// The place among the values of the second key, if there is one.
    pub second: Option<usize>,
    /// The place among the values of the first key of the first that keeps it with the confidence of the
    /// intervals; `None` if none does.
    pub value: Option<usize>,
    /// What was found there.
    pub kept: Option<&'a Kept>,
    /// The place of a later value that does not keep it, if any.
    pub but_not_at: Option<usize>,
}

impl Column {
    /// The columns of what was found: the horizon, and of days the chance to meet targets.
    pub fn of(findings: &Findings<'_>) -> Vec<Self> {
        let rows = findings.estimates.rows();
        rows.filter(|row| is_kept(row.measure, row.period))
            .map(|row| Self {
                measure: row.measure.clone(),
                scope_kind: row.scope.kind(),
                scope: row.scope.name(findings.centre).to_owned(),
                period: super::measures_csv::period_text(findings, row.period),
            })
            .collect()
    }
}

fn is_kept(measure: &Measure, period: Period) -> bool {
    period == Period::Horizon || measure.name == "chance_target_met"
}

impl Point {
    /// What of the findings belongs to the columns.
    pub fn of(findings: &Findings<'_>, columns: &[Column]) -> Self {
        let own = Column::of(findings);
        let rows = findings.estimates.rows();
        let rows: Vec<Estimate> = rows
            .filter(|row| is_kept(row.measure, row.period))
            .map(|row| row.estimate)
            .collect();
        let same = |one: &Column, other: &Column| {
            one.measure.name == other.measure.name
                && one.scope_kind == other.scope_kind
                && one.scope == other.scope
                && one.period == other.period
        };
        // Points mostly have the same columns in the same order.
        let place = |(place, column): (usize, &Column)| {
            let here = own.get(place).filter(|one| same(one, column));
            let found = here.map(|_| place);
            found.or_else(|| own.iter().position(|one| same(one, column)))
        };
        let places = columns.iter().enumerate().map(place);
        let kept = verdict::judgements(findings).into_iter().map(|one| {
            let scope = Scope::Queue(one.queue);
            Kept {
                queue: scope.name(findings.centre).to_owned(),
                promise: one.promise,
                estimate: one.estimate,
                outcome: one.outcome,
                chance: findings.over_horizon("chance_target_met", scope),
            }
        });
        Self {
            replications: findings.estimates.replications(),
            estimates: places.map(|place| rows.get(place?).copied()).collect(),
            kept: kept.collect(),
        }
    }
}

impl Swept<'_> {
    /// The warnings in a language.
    pub(super) fn warnings_in(&self, language: Language) -> Vec<&str> {
        let warnings = self.warnings.iter();
        warnings.map(|note| note.in_language(language)).collect()
    }

    /// The point at a value of the first key and one of the second.
    pub fn point(&self, first: usize, second: Option<usize>) -> &Point {
        let width = self.axes.get(1).map_or(1, |axis| axis.values.len());
        &self.points[first * width + second.unwrap_or(0)]
    }

    /// The places of the values of the first and the second key at a point.
    pub fn places_of(&self, point: usize) -> [usize; 2] {
        let width = self.axes.get(1).map_or(1, |axis| axis.values.len());
        [point / width, point % width]
    }

    /// The values of the keys at a point, as they are written.
    pub fn values_of(&self, point: usize) -> Vec<&str> {
        let axes = self.axes.iter().zip(self.places_of(point));
        axes.map(|(axis, place)| axis.values[place].as_str())
            .collect()
    }

    /// Where each promise begins to be kept: for each value of the second key, if there is one.
    pub fn firsts(&self) -> Vec<First<'_>> {
        let Some(first_point) = self.points.first() else {
            return Vec::new();
        };
        let seconds: Vec<Option<usize>> = match self.axes.get(1) {
            Some(axis) => (0..axis.values.len()).map(Some).collect(),
            None => vec![None],
        };
        let values = self.axes[0].values.len();
        let mut firsts = Vec::new();
        for promised in &first_point.kept {
            for second in &seconds {
                let at = |value: usize| {
                    let kept = self.point(value, *second).kept.iter();
                    kept.into_iter().find(|one| {
                        one.queue == promised.queue
                            && one.promise.measure() == promised.promise.measure()
                    })
                };
                let is_met =
                    |value: &usize| at(*value).is_some_and(|one| one.outcome == Outcome::Met);
                let value = (0..values).find(is_met);
                firsts.push(First {
                    queue: &promised.queue,
                    promise: promised.promise,
                    second: *second,
                    value,
                    kept: value.and_then(at),
                    but_not_at: value
                        .and_then(|value| (value + 1..values).find(|later| !is_met(later))),
                });
            }
        }
        firsts
    }

    /// What people are shown instead of the name of a part.
    pub(super) fn title_of<'s>(
        &'s self,
        kind: ScopeKind,
        name: &'s str,
        language: Language,
    ) -> &'s str {
        let mut parts = Scope::all(self.centre).into_iter();
        let part = parts.find(|one| one.kind() == kind && one.name(self.centre) == name);
        part.map_or(name, |part| part.title_in(self.centre, language))
    }

    /// The confidence of the intervals.
    pub const fn confidence(&self) -> Share {
        self.plan.confidence
    }
}

pub(super) const SWEEP: &str = "sweep.csv";
const SUMMARY: &str = "summary.json";

/// The names of the files of a sweep; the workbook and the chart only if the scenario asks for them.
pub fn file_names(report: &ReportPlan) -> Vec<&'static str> {
    let mut names = vec![SWEEP, SUMMARY];
    #[cfg(feature = "parquet")]
    names.extend(report.parquet.then_some(parquet_tables::SWEEP));
    names.extend(report.workbook.then_some(workbook::FILE));
    #[cfg(feature = "charts")]
    names.extend(report.charts.then_some(chart::FILES).into_iter().flatten());
    names.push(output_dir::RECORD);
    names
}

/// Writes every file of a sweep into a folder, whole or not at all; `report` is that of the scenario, and
/// `language` that of the workbook and the chart.
///
/// # Errors
/// Fails if the disk does, or if something foreign lies in the place of a file; then the folder is as it
/// was.
pub fn write_all(
    swept: &Swept<'_>,
    report: &ReportPlan,
    language: Language,
    folder: &OutputDir,
) -> Result<(), OutputError> {
    let mut draft = folder.draft()?;
    draft.write(SWEEP, |out| sweep_csv::write(out, swept))?;
    draft.write(SUMMARY, |out| summary_json::write(out, swept))?;
    #[cfg(feature = "parquet")]
    if report.parquet {
        draft.write(parquet_tables::SWEEP, |out| {
            parquet_tables::write_sweep(out, swept)
        })?;
    }
    if report.workbook {
        let temporary = draft.temporary().to_owned();
        draft.write(workbook::FILE, |out| {
            workbook::write_sweep(out, swept, language, &temporary)
        })?;
    }
    #[cfg(feature = "charts")]
    if report.charts {
        chart::write(&mut draft, swept, language)?;
    }
    let written = draft.files().to_vec();
    draft.write(output_dir::RECORD, |out| {
        run_json::write(out, swept, &written)
    })?;
    draft.publish()
}
