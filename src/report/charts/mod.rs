//! Charts: waits, service levels and staffing over time, and the distribution of waits.
//!
//! A chart reads its numbers off the findings and computes none. It is a picture (`picture.rs`)
//! first, is drawn once as SVG, and painted as PNG from that SVG. Text is in a font that the program
//! carries with it, so that a chart is the same on every machine.

mod canvas;
mod drawing;
mod heading;
mod labels;
mod lettering;
mod over_time;
mod panel;
mod picture;
mod png;
mod scale;
mod series;
mod service_level;
mod staffing;
mod style;
mod time_axis;
mod wait;
mod wait_distribution;

use std::io;

use super::{Findings, MarkedDay};
use crate::model::{Horizon, ReportPlan};

/// A chart of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// Mean waits over time, by queue.
    Wait,
    /// Service levels over time, by queue.
    ServiceLevel,
    /// Load and people logged in over time.
    Staffing,
    /// How many contacts wait longer than this or that.
    WaitDistribution,
}

impl Chart {
    /// Every chart, in the order in which they are written.
    pub const ALL: [Self; 4] = [
        Self::Wait,
        Self::ServiceLevel,
        Self::Staffing,
        Self::WaitDistribution,
    ];

    /// The charts of a run: those over time only where there is more than one time.
    pub fn of_run(report: &ReportPlan, horizon: &Horizon) -> Vec<Self> {
        if !report.charts {
            return Vec::new();
        }
        let counted = horizon
            .days()
            .iter()
            .filter(|day| day.to > horizon.counted_from());
        let over_time = report.intervals || (report.days && counted.count() > 1);
        let charts = Self::ALL.into_iter();
        charts
            .filter(|chart| over_time || *chart == Self::WaitDistribution)
            .collect()
    }

    /// The names of its files: SVG, PNG.
    pub const fn files(self) -> [&'static str; 2] {
        match self {
            Self::Wait => ["chart_wait.svg", "chart_wait.png"],
            Self::ServiceLevel => ["chart_service_level.svg", "chart_service_level.png"],
            Self::Staffing => ["chart_staffing.svg", "chart_staffing.png"],
            Self::WaitDistribution => {
                ["chart_wait_distribution.svg", "chart_wait_distribution.png"]
            }
        }
    }

    /// The chart as SVG, with days that have a name set off.
    ///
    /// # Errors
    /// Fails only if memory does.
    pub fn svg(self, findings: &Findings<'_>, marked: &[MarkedDay]) -> io::Result<String> {
        let picture = match self {
            Self::Wait => wait::picture(findings, marked),
            Self::ServiceLevel => service_level::picture(findings, marked),
            Self::Staffing => staffing::picture(findings, marked),
            Self::WaitDistribution => wait_distribution::picture(findings),
        };
        drawing::to_svg(&picture)
    }
}

/// A chart painted from its SVG, as PNG.
///
/// # Errors
/// Fails if the text is not SVG, which no chart is.
pub fn png(svg: &str) -> io::Result<Vec<u8>> {
    png::of_svg(svg)
}
