//! Charts inside a page, as SVG, as many as there is room for.

use std::io;

use super::{Drawn, DrawnChart, Subject};
use crate::model::ReportPlan;
use crate::report::charts::{self, Chart, Look};
use crate::report::comparison::charts::differences;

/// What is left for charts \[bytes\].
struct Room(usize);

/// Draws the charts of the plans, in so much room \[bytes\].
///
/// # Errors
/// Fails only if a chart does.
pub(super) fn charts(subject: &Subject<'_>, report: &ReportPlan, room: usize) -> io::Result<Drawn> {
    let base = subject.base();
    let marked = base.marked_days(subject.words.0);
    let look = Look {
        marked: &marked,
        language: subject.words.0,
        hover: true,
    };
    let mut room = Room(room);
    let mut drawn = Drawn::default();
    let plans = subject.plans;
    let by_themselves = if let Some(comparison) = subject.comparison {
        let differences = differences(plans, comparison);
        if report.charts && differences.iter().any(|one| !one.plans.is_empty()) {
            let svg = charts::differences(plans, &differences, &look)?;
            room.take(svg, charts::DIFFERENCES[0], &mut drawn);
        }
        Chart::of_plans(report, plans.iter().map(|plan| plan.centre))
    } else {
        Chart::of_run(report, base.centre)
    };
    for chart in by_themselves {
        room.take(chart.svg(plans, &look)?, chart.files()[0], &mut drawn);
    }
    Ok(drawn)
}

impl Room {
    /// Takes a chart in if it fits.
    fn take(&mut self, svg: String, file: &'static str, drawn: &mut Drawn) {
        if svg.len() <= self.0 {
            self.0 -= svg.len();
            let is_tall = is_tall(&svg);
            drawn.charts.push(DrawnChart { svg, is_tall });
        } else {
            drawn.left_out.push(file);
        }
    }
}

/// Whether a chart is much higher than wide.
fn is_tall(svg: &str) -> bool {
    let size = |name: &str| -> Option<u32> {
        let (_, rest) = svg.split_once(name)?;
        rest.split('"').next()?.parse().ok()
    };
    let sizes = size(" width=\"").zip(size(" height=\""));
    sizes.is_some_and(|(width, height)| 4 * height > 5 * width)
}
