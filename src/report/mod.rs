//! Numbers become things that people open.
//!
//! [`write_all`] writes every file of a run; [`table`] is what the terminal shows, and its last
//! line the [`verdict`]; [`page`] is for those who decide, [`workbook`] for
//! those who go on in a spreadsheet. Numbers become text in [`number`] and nowhere else.

#[cfg(feature = "charts")]
pub mod charts;
pub mod columns;
pub mod comparison;
mod digest;
pub mod findings;
pub mod intervals_csv;
pub mod measures_csv;
pub mod number;
pub mod output_dir;
pub mod page;
#[cfg(feature = "parquet")]
pub mod parquet_tables;
mod plan_names;
pub mod run_json;
pub mod shortfall;
pub mod summary_json;
pub mod sweep;
pub mod table;
pub mod target_days;
pub mod verdict;
pub mod volumes;
pub mod workbook;
mod worst_of_plans;
mod worst_stretch;

#[cfg(feature = "charts")]
use std::io;

use crate::model::{ContactCentre, Language, Note, ReportPlan};

#[cfg(feature = "charts")]
pub use charts::Chart;
pub use comparison::Compared;
pub use findings::{Findings, LogCounts, MarkedDay};
pub use output_dir::{Draft, OutputDir, OutputError, WrittenFile};

/// The names of the files of a run: the table of intervals and the charts only if the scenario asks for
/// them.
pub fn file_names(report: &ReportPlan, centre: &ContactCentre) -> Vec<&'static str> {
    let mut names = vec![MEASURES];
    names.extend(report.intervals.then_some(INTERVALS));
    #[cfg(feature = "parquet")]
    if report.parquet {
        names.push(parquet_tables::MEASURES);
        names.extend(report.intervals.then_some(parquet_tables::INTERVALS));
    }
    names.push(SUMMARY);
    names.push(page::FILE);
    names.extend(report.workbook.then_some(workbook::FILE));
    #[cfg(feature = "charts")]
    names.extend(
        Chart::of_run(report, centre)
            .into_iter()
            .flat_map(Chart::files),
    );
    #[cfg(not(feature = "charts"))]
    let _ = centre;
    names.push(output_dir::RECORD);
    names
}

const MEASURES: &str = "measures.csv";
const INTERVALS: &str = "intervals.csv";
const SUMMARY: &str = "summary.json";

/// Writes every file of a run into a folder, whole or not at all; `language` is that of the page, the
/// workbook and the charts.
///
/// # Errors
/// Fails if the disk does, or if something foreign lies in the place of a file; then the folder is
/// as it was.
pub fn write_all(
    findings: &Findings<'_>,
    report: &ReportPlan,
    language: Language,
    folder: &OutputDir,
) -> Result<(), OutputError> {
    let mut draft = folder.draft()?;
    draft.write(MEASURES, |out| measures_csv::write(out, findings))?;
    if report.intervals {
        draft.write(INTERVALS, |out| intervals_csv::write(out, findings))?;
    }
    #[cfg(feature = "parquet")]
    write_parquet(&mut draft, findings, report)?;
    draft.write(SUMMARY, |out| summary_json::write(out, findings))?;
    draft.write(page::FILE, |out| {
        page::write_run(out, findings, report, language)
    })?;
    if report.workbook {
        let temporary = draft.temporary().to_owned();
        draft.write(workbook::FILE, |out| {
            workbook::write_run(out, findings, language, &temporary)
        })?;
    }
    #[cfg(feature = "charts")]
    write_charts(
        &mut draft,
        findings,
        &Chart::of_run(report, findings.centre),
        language,
    )?;
    let written = draft.files().to_vec();
    draft.write(output_dir::RECORD, |out| {
        run_json::write(out, findings, &written)
    })?;
    draft.publish()
}

/// Writes the tables as Parquet, if that is asked.
#[cfg(feature = "parquet")]
fn write_parquet(
    draft: &mut Draft<'_>,
    findings: &Findings<'_>,
    report: &ReportPlan,
) -> Result<(), OutputError> {
    if !report.parquet {
        return Ok(());
    }
    draft.write(parquet_tables::MEASURES, |out| {
        parquet_tables::write_measures(out, std::slice::from_ref(findings))
    })?;
    if report.intervals {
        draft.write(parquet_tables::INTERVALS, |out| {
            parquet_tables::write_intervals(out, findings)
        })?;
    }
    Ok(())
}

#[cfg(feature = "charts")]
fn write_charts(
    draft: &mut Draft<'_>,
    findings: &Findings<'_>,
    charts: &[Chart],
    language: Language,
) -> Result<(), OutputError> {
    let marked = findings.marked_days(language);
    let look = charts::Look {
        marked: &marked,
        language,
        hover: false,
    };
    let plans = std::slice::from_ref(findings);
    for chart in charts {
        write_chart(draft, chart.files(), &look, |look| chart.svg(plans, look))?;
    }
    Ok(())
}

/// Writes a chart as SVG, and as PNG in a language that can be painted.
#[cfg(feature = "charts")]
fn write_chart(
    draft: &mut Draft<'_>,
    [svg, png]: [&str; 2],
    look: &charts::Look<'_>,
    draw: impl Fn(&charts::Look<'_>) -> io::Result<String>,
) -> Result<(), OutputError> {
    let mut text = String::new();
    draft.write(svg, |out| {
        text = draw(look)?;
        out.write_all(text.as_bytes())
    })?;
    draft.write(png, |out| {
        let language = charts::paintable(look.language);
        if language != look.language {
            text = draw(&charts::Look { language, ..*look })?;
        }
        out.write_all(&charts::png(&text)?)
    })
}

/// What is not as it was asked for because of the machine, for people.
#[cfg(feature = "charts")]
pub fn substitution(report: &ReportPlan, language: Language) -> Option<&'static str> {
    (report.charts && charts::paintable(language) != language).then_some(
        "the charts in PNG are in English: this machine has no font with Chinese letters; those in SVG are in Chinese",
    )
}

/// The same without charts: nothing.
#[cfg(not(feature = "charts"))]
pub const fn substitution(_: &ReportPlan, _: Language) -> Option<&'static str> {
    None
}

/// What was asked for and will not be drawn, for people.
pub fn left_out(report: &ReportPlan, centre: &ContactCentre) -> Option<Note> {
    let names = file_names(report, centre);
    let is_drawn = |name: &str| names.iter().any(|known| known.starts_with(name));
    (is_drawn("chart_wait_distribution") && !is_drawn("chart_wait.")).then(|| {
        Note::new(
            "there are no charts over time: report.intervals is off, and there are not several days that are reported",
            "没有随时间变化的图表：report.intervals已关闭，且没有多个报告日",
        )
    })
}
