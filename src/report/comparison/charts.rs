//! The charts of plans that were compared, as files.

use super::Compared;
use crate::experiment::{Comparison, Period, Scope};
use crate::model::{ContactCentre, Language, ReportPlan};
use crate::report::charts::{self, Chart, Differences, Look, PlanDifference};
use crate::report::{Draft, Findings, OutputError, write_chart};

/// The measures of the chart of differences.
const COMPARED: [&str; 4] = ["service_level", "wait_mean", "abandonment", "cost"];

/// The names of the files.
pub(super) fn file_names<'a>(
    report: &ReportPlan,
    centres: impl Iterator<Item = &'a ContactCentre>,
) -> Vec<&'static str> {
    if !report.charts {
        return Vec::new();
    }
    // That of their differences comes before those of plans by themselves.
    let of_plans = Chart::of_plans(report, centres).into_iter();
    let mut names = charts::DIFFERENCES.to_vec();
    names.extend(of_plans.flat_map(Chart::files));
    names
}

/// Writes every chart, in a language.
pub(super) fn write(
    draft: &mut Draft<'_>,
    compared: &Compared<'_>,
    report: &ReportPlan,
    language: Language,
) -> Result<(), OutputError> {
    let plans = compared.plans;
    let (true, [base, ..]) = (report.charts, plans) else {
        return Ok(());
    };
    let marked = base.marked_days(language);
    let look = Look {
        marked: &marked,
        language,
        hover: false,
    };
    let differences = differences(plans, compared.comparison);
    write_chart(draft, charts::DIFFERENCES, &look, |look| {
        charts::differences(plans, &differences, look)
    })?;
    for chart in Chart::of_plans(report, plans.iter().map(|plan| plan.centre)) {
        write_chart(draft, chart.files(), &look, |look| chart.svg(plans, look))?;
    }
    Ok(())
}

/// How plans differ from the base over the horizon, by measure of the whole centre.
pub(in crate::report) fn differences<'a>(
    plans: &'a [Findings<'a>],
    comparison: &Comparison,
) -> Vec<Differences<'a>> {
    let of = |name: &&str| {
        let mut catalogues = plans.iter().map(|plan| plan.estimates.catalogue());
        let measure = catalogues.find_map(|catalogue| catalogue.find(name))?;
        let of_plan = |plan| {
            let difference = comparison.difference(plan, name, Scope::Centre, Period::Horizon)?;
            Some(PlanDifference {
                plan,
                value: difference.value()?,
                interval: difference.interval(),
                // Of one plan alone it is the same.
                simultaneous: difference.simultaneous().filter(|_| plans.len() > 2),
            })
        };
        Some(Differences {
            measure,
            plans: (1..plans.len()).filter_map(of_plan).collect(),
        })
    };
    COMPARED.iter().filter_map(of).collect()
}
