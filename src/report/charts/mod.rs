//! Charts: waits, service levels, staffing and lines over time, the distribution of waits, the week at a
//! glance; what plans cost and how they differ; what changes with an input.
//!
//! A chart is about one plan or several, the first being the base, and reads its numbers off the
//! findings: it computes none but the capacity of people. It is a picture (`picture.rs`) first, is drawn
//! once as SVG, and painted as PNG from that SVG. English text is in a font that the program carries
//! with it, so that a chart is the same on every machine; Chinese text is in a font of the system
//! ([`png()`]).
//!
//! # For pages
//!
//! The SVG stands by itself or in a page. It has no style sheet and no ids, and names what a page may
//! want to find:
//!
//! - `svg.chart[data-chart]`: the chart; `aria-label` is its title.
//! - `g.series[data-plan]`: what is drawn of a plan (its curve or band in one panel, its point, its row,
//!   its map), to be hidden together; `data-plan` is empty where a chart is not by plan.
//! - `g.key[data-plan]`: the plan's line in the explanation.
//! - `g.panel[data-left][data-right][data-top][data-bottom]`: the plot of curves, in units of the view
//!   box.
//! - `g.told[data-x][data-values]`: numbers to show to those who point: places from the left, with blanks
//!   between, and as many texts, with `|` between. Inside a series they are its numbers, inside a row of
//!   a map those of its cells; as a child of the chart they are the names of the times. Not there if
//!   [`Look::hover`] is off.
//! - `g.point > title`: the numbers of a point.

mod canvas;
mod causes;
mod cost;
mod differences;
mod dots;
mod drawing;
mod flows;
mod fonts;
mod heading;
mod heat_maps;
mod intervals_in_rows;
mod labels;
mod lettering;
mod line_length;
mod map_days;
mod occupancy;
mod over_time;
mod panel;
mod picture;
mod png;
mod scale;
mod series;
mod service_level;
mod service_level_map;
mod stack;
mod staffing;
mod style;
mod subject;
mod sweep;
mod sweep_map;
mod time_axis;
mod wait;
mod wait_distribution;
mod wait_of_most;
mod words;

use std::io;

use self::subject::Subject;
use self::words::Words;
use super::{Findings, MarkedDay};
use crate::model::{ContactCentre, Horizon, Language, ReportPlan};

pub use self::differences::{Differences, PlanDifference};
pub use self::sweep::{Sweep, SweepAxis, SweepResult, SweepTargets};

/// A chart of one plan or of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// Mean waits over time, and the waits that nine of ten do not exceed where they are known.
    Wait,
    /// Service levels over time.
    ServiceLevel,
    /// Load and people logged in over time, of the first plan.
    Staffing,
    /// How many contacts wait longer than this or that.
    WaitDistribution,
    /// Contacts offered, answered and abandoned over time against what people could do.
    Flows,
    /// Contacts offered over time by what they came for, where matters are followed.
    Causes,
    /// Customers in line over time.
    LineLength,
    /// How busy people are over time, by skill group.
    Occupancy,
    /// Service levels by day and interval.
    ServiceLevelMap,
    /// What plans cost against their service levels.
    Cost,
}

/// How charts are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// Days that are set off, with their names.
    pub marked: &'a [MarkedDay],
    /// The language of all texts but names, which have one only.
    pub language: Language,
    /// Whether numbers are there for readers who point at them; they make a chart larger.
    pub hover: bool,
}

impl Chart {
    /// Every chart of one plan, in the order in which they are written.
    pub const OF_RUN: [Self; 9] = [
        Self::Wait,
        Self::ServiceLevel,
        Self::Staffing,
        Self::WaitDistribution,
        Self::Flows,
        Self::Causes,
        Self::LineLength,
        Self::Occupancy,
        Self::ServiceLevelMap,
    ];

    /// Every chart of several plans, in the order in which they are written. How plans differ is drawn
    /// from their comparison ([`differences()`]).
    pub const OF_PLANS: [Self; 9] = [
        Self::Cost,
        Self::Wait,
        Self::ServiceLevel,
        Self::WaitDistribution,
        Self::Flows,
        Self::Causes,
        Self::LineLength,
        Self::Occupancy,
        Self::ServiceLevelMap,
    ];

    /// The charts of a run: those over time only where there is more than one time.
    pub fn of_run(report: &ReportPlan, centre: &ContactCentre) -> Vec<Self> {
        let mut charts = Self::possible(&Self::OF_RUN, report, centre.horizon());
        charts.retain(|chart| centre.follows_matters() || *chart != Self::Causes);
        charts
    }

    /// The charts of several plans, the base first: of cost and of causes if any plan has them.
    pub fn of_plans<'a>(
        report: &ReportPlan,
        centres: impl Iterator<Item = &'a ContactCentre>,
    ) -> Vec<Self> {
        let centres: Vec<&ContactCentre> = centres.collect();
        let Some(base) = centres.first() else {
            return Vec::new();
        };
        let mut charts = Self::possible(&Self::OF_PLANS, report, base.horizon());
        charts.retain(|chart| match chart {
            Self::Cost => centres.iter().any(|centre| centre.money().is_some()),
            Self::Causes => centres.iter().any(|centre| centre.follows_matters()),
            _ => true,
        });
        charts
    }

    fn possible(charts: &[Self], report: &ReportPlan, horizon: &Horizon) -> Vec<Self> {
        if !report.charts {
            return Vec::new();
        }
        let counted = horizon
            .days()
            .iter()
            .filter(|day| day.to > horizon.counted_from());
        let over_time = report.intervals || (report.days && counted.count() > 1);
        let charts = charts.iter().copied();
        charts
            .filter(|chart| match chart {
                Self::WaitDistribution | Self::Cost => true,
                Self::ServiceLevelMap => report.intervals,
                _ => over_time,
            })
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
            Self::Flows => ["chart_flows.svg", "chart_flows.png"],
            Self::Causes => ["chart_causes.svg", "chart_causes.png"],
            Self::LineLength => ["chart_line_length.svg", "chart_line_length.png"],
            Self::Occupancy => ["chart_occupancy.svg", "chart_occupancy.png"],
            Self::ServiceLevelMap => ["chart_service_level_map.svg", "chart_service_level_map.png"],
            Self::Cost => ["chart_cost.svg", "chart_cost.png"],
        }
    }

    /// The chart of plans, the base first, as SVG.
    ///
    /// # Errors
    /// Refuses to draw no plan at all.
    pub fn svg(self, plans: &[Findings<'_>], look: &Look<'_>) -> io::Result<String> {
        let subject = look.at(plans)?;
        let picture = match self {
            Self::Wait => wait::picture(&subject),
            Self::ServiceLevel => service_level::picture(&subject),
            Self::Staffing => staffing::picture(&subject),
            Self::WaitDistribution => wait_distribution::picture(&subject),
            Self::Flows => flows::picture(&subject),
            Self::Causes => causes::picture(&subject),
            Self::LineLength => line_length::picture(&subject),
            Self::Occupancy => occupancy::picture(&subject),
            Self::ServiceLevelMap => service_level_map::picture(&subject),
            Self::Cost => cost::picture(&subject),
        };
        drawing::to_svg(&picture)
    }
}

/// The names of the files of the chart of differences: SVG, PNG.
pub const DIFFERENCES: [&str; 2] = ["chart_differences.svg", "chart_differences.png"];

/// The names of the files of the chart of a sweep: SVG, PNG.
pub const SWEEP: [&str; 2] = ["chart_sweep.svg", "chart_sweep.png"];

/// How plans differ from the base, as SVG: a panel a measure, a row a plan.
///
/// # Errors
/// Refuses to draw no plan at all, and differences of plans that are not there.
pub fn differences(
    plans: &[Findings<'_>],
    differences: &[Differences<'_>],
    look: &Look<'_>,
) -> io::Result<String> {
    let subject = look.at(plans)?;
    let mut all = differences.iter().flat_map(|of| &of.plans);
    if all.any(|difference| difference.plan >= plans.len()) {
        return Err(refusal("a difference of a plan that is not there"));
    }
    drawing::to_svg(&differences::picture(&subject, differences))
}

/// What changes with an input, as SVG: curves of one input, a map of two.
///
/// # Errors
/// Refuses a sweep of no input or of more than two.
pub fn sweep(base: &Findings<'_>, sweep: &Sweep<'_>, look: &Look<'_>) -> io::Result<String> {
    let plans = std::slice::from_ref(base);
    let subject = look.at(plans)?;
    let picture = match sweep.axes {
        [_] => sweep::curves(&subject, sweep),
        [_, _] => sweep_map::picture(&subject, sweep),
        _ => return Err(refusal("a chart of a sweep has one input or two")),
    };
    drawing::to_svg(&picture)
}

/// The language of a chart that is to be painted: English where Chinese is wanted and the system has no
/// font with Chinese letters.
pub fn paintable(wanted: Language) -> Language {
    match wanted {
        Language::Chinese if !fonts::have_chinese() => Language::English,
        language => language,
    }
}

/// A chart painted from its SVG, as PNG. Letters that the program's own font lacks are taken from the
/// system's Chinese font, if it has one, so that such a picture may differ between machines.
///
/// # Errors
/// Fails if the text is not SVG, which no chart is.
pub fn png(svg: &str) -> io::Result<Vec<u8>> {
    png::of_svg(svg)
}

impl Look<'_> {
    /// What is drawn in this look.
    fn at<'a>(&'a self, plans: &'a [Findings<'a>]) -> io::Result<Subject<'a>> {
        let base = plans.first().ok_or_else(|| refusal("a chart of no plan"))?;
        Ok(Subject {
            plans,
            base,
            marked: self.marked,
            words: Words {
                language: self.language,
            },
            hover: self.hover,
        })
    }
}

fn refusal(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, what)
}
