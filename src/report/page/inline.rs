//! Charts inside a page, as SVG, as many as there is room for.

use std::io;

use super::{Drawn, MOST_BYTES, Subject};
use crate::experiment::Scope;
use crate::model::ReportPlan;
use crate::report::charts::{self, Chart, Differences, Look, PlanDifference};

/// What the page needs beside its charts \[bytes\]: the table of many plans and definitions of all measures.
const REST: usize = 300_000;

/// What is left for charts \[bytes\].
struct Room(usize);

/// The measures of the chart of differences.
const COMPARED: [&str; 4] = ["service_level", "wait_mean", "abandonment", "cost"];

/// Draws the charts of the plans.
///
/// # Errors
/// Fails only if a chart does.
pub(super) fn charts(subject: &Subject<'_>, report: &ReportPlan) -> io::Result<Drawn> {
    let base = subject.base();
    let marked = base.marked_days();
    let look = Look {
        marked: &marked,
        language: subject.words.0,
        hover: true,
    };
    let mut room = Room(MOST_BYTES - REST);
    let mut drawn = Drawn::default();
    let horizon = base.centre.horizon();
    let of_plans = if subject.is_one() {
        Chart::of_run(report, horizon)
    } else {
        let differences = differences(subject);
        if report.charts && !differences.is_empty() {
            let svg = charts::differences(subject.plans, &differences, &look)?;
            room.take(svg, charts::DIFFERENCES[0], &mut drawn);
        }
        Chart::of_plans(report, horizon, subject.measure("cost").is_some())
    };
    for chart in of_plans {
        room.take(
            chart.svg(subject.plans, &look)?,
            chart.files()[0],
            &mut drawn,
        );
    }
    Ok(drawn)
}

/// How the plans differ from the base, by measure.
fn differences<'a>(subject: &Subject<'a>) -> Vec<Differences<'a>> {
    let of = |name: &&str| {
        let measure = subject.measure(name)?;
        let of_plan = |plan| {
            let difference = subject.difference(plan, name, Scope::Centre)?;
            Some(PlanDifference {
                plan,
                value: difference.value()?,
                interval: difference.interval(),
                simultaneous: difference.simultaneous(),
            })
        };
        let plans: Vec<PlanDifference> = (1..subject.plans.len()).filter_map(of_plan).collect();
        (!plans.is_empty()).then_some(Differences { measure, plans })
    };
    COMPARED.iter().filter_map(of).collect()
}

impl Room {
    /// Takes a chart in if it fits.
    fn take(&mut self, svg: String, file: &'static str, drawn: &mut Drawn) {
        if svg.len() <= self.0 {
            self.0 -= svg.len();
            drawn.charts.push(svg);
        } else {
            drawn.left_out.push(file);
        }
    }
}
