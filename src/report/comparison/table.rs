//! What the terminal shows of a comparison: for each part of the centre the plans beside each other, and
//! how they differ from the base.

use std::fmt::Write;

use super::sentence::difference_text;
use super::{Change, Compared, headline, sentence};
use crate::experiment::{Difference, Period, Scope};
use crate::measures::{Measure, ScopeKind, Unit};
use crate::model::Language;
use crate::report::columns::{Columns, printable, shortened};
use crate::report::page::Subject;
use crate::report::table::{Line, estimate_text, head, heading, label, left_out};
use crate::report::worst_of_plans::WorstOfPlans;
use crate::report::{number, plan_names, target_days};
use crate::units::number::nearest;

/// How many parts of a kind are shown; the files have all of them.
const MOST_PARTS: usize = 8;

/// How many plans are shown beside each other with all parts; of more the whole centre is shown, a line a
/// plan.
const MOST_BESIDE: usize = 5;

/// How many days are shown.
const MOST_DAYS: usize = 31;

/// What is said of queues.
const OF_CONTACTS: [Line; 20] = [
    Line::always("service_level"),
    Line::always("chance_target_met"),
    Line::always("days_target_met"),
    Line::always("asa"),
    Line::always("wait_mean"),
    Line::always("wait_p90"),
    Line::if_any("waiting_over_*"),
    Line::always("abandonment"),
    Line::if_any("blocking"),
    Line::if_any("backlog_age"),
    Line::if_any("in_due_time"),
    Line::if_any("containment_true"),
    Line::always("resolution"),
    Line::always("fcr"),
    Line::always("time_to_resolution"),
    Line::if_any("penalty"),
    Line::if_any("deflection"),
    Line::always("cost"),
    Line::always("cost_per_handled"),
    Line::always("cost_per_resolved"),
];

/// What is said of many plans.
const OF_MANY: [Line; 5] = [
    Line::always("service_level"),
    Line::always("wait_mean"),
    Line::always("abandonment"),
    Line::always("resolution"),
    Line::always("cost"),
];

/// What is said of skill groups.
const OF_GROUPS: [Line; 1] = [Line::always("occupancy")];

/// The whole table without its last line, which is the [sentence](super::sentence()).
pub fn to_text(compared: &Compared<'_>, width: usize) -> String {
    let mut paragraphs = vec![top(compared)];
    if compared.plans.len() > MOST_BESIDE {
        paragraphs.extend(one_under_another(compared, width));
    } else {
        paragraphs.extend(beside_each_other(compared, width));
    }
    paragraphs.extend(worst_stretches(compared, width));
    if compared.shows_targets {
        paragraphs.extend(targets(compared, width));
    }
    paragraphs.extend(choice(compared, width));
    paragraphs.extend(saved(compared));
    // The sentence is a paragraph of its own.
    paragraphs.push(String::new());
    paragraphs.join("\n")
}

/// Many plans, a line each, for the whole centre.
fn one_under_another(compared: &Compared<'_>, width: usize) -> Vec<String> {
    let centre = compared.plans[0].centre;
    let is_only = |scope: &Scope| scope.kind() == ScopeKind::Queue && centre.queues().len() == 1;
    let only = Scope::all(centre).into_iter().find(is_only);
    let scope = only.unwrap_or(Scope::Centre);
    let mut paragraphs = vec![
        values(compared, scope, &OF_MANY)
            .transposed()
            .to_text(width),
    ];
    let differences = differences(compared, scope, &OF_MANY);
    if !differences.rows.is_empty() {
        paragraphs.push(differences.transposed().to_text(width));
    }
    paragraphs.push(
        "all measures of all plans, by queue, skill group and day, in report.html, measures.csv and differences.csv\n"
            .to_owned(),
    );
    paragraphs
}

/// Where and when customers wait longest under each plan, and a sentence on it.
fn worst_stretches(compared: &Compared<'_>, width: usize) -> Option<String> {
    let subject = Subject::of_plans(compared, Language::English);
    let worst = WorstOfPlans::of(&subject)?;
    let numbers = subject.words.numbers();
    let row = |(plan, head): (usize, String)| {
        let place = printable(&worst.place(&subject, plan).unwrap_or_default());
        let waits = worst.waits(&subject, plan).into_iter();
        let waits = waits.map(|wait| wait.map_or_else(String::new, |wait| numbers.joined(&wait)));
        (
            shortened(&head),
            std::iter::once(place).chain(waits).collect(),
        )
    };
    let heads = plan_names::heads(compared.plans).into_iter();
    let table = Columns {
        title: "worst stretch".to_owned(),
        heads: worst.heads(&subject),
        rows: heads.enumerate().map(row).collect(),
    };
    let sentence = worst.sentence(&subject).unwrap_or_default();
    Some(format!(
        "{}{}\n",
        table.to_text(width),
        printable(&sentence)
    ))
}

/// A few plans, for each part of the centre.
fn beside_each_other(compared: &Compared<'_>, width: usize) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let centre = compared.plans[0].centre;
    let of_kind = |kind: ScopeKind| {
        let all = Scope::all(centre).into_iter();
        all.filter(move |scope| scope.kind() == kind)
    };
    let mut queues: Vec<Scope> = of_kind(ScopeKind::Queue).take(MOST_PARTS).collect();
    if queues.len() > 1 {
        queues.insert(0, Scope::Centre);
    }
    let groups = of_kind(ScopeKind::Group).take(MOST_PARTS);
    let parts = queues.into_iter().map(|scope| (scope, &OF_CONTACTS[..]));
    let parts = parts.chain(groups.map(|scope| (scope, &OF_GROUPS[..])));
    for (scope, lines) in parts {
        paragraphs.push(values(compared, scope, lines).to_text(width));
        let differences = differences(compared, scope, lines);
        if !differences.rows.is_empty() {
            paragraphs.push(differences.to_text(width));
        }
    }
    let beyond = [ScopeKind::Queue, ScopeKind::Group].map(|kind| of_kind(kind).skip(MOST_PARTS));
    let beyond: Vec<Scope> = beyond.into_iter().flatten().collect();
    let left_out = left_out(&compared.plans[0], &beyond, "differences.csv");
    paragraphs.extend((!left_out.is_empty()).then_some(left_out));
    paragraphs
}

/// The last line, fit for a terminal.
pub fn last_line(compared: &Compared<'_>) -> String {
    printable(&sentence(compared))
}

/// What was run.
fn top(compared: &Compared<'_>) -> String {
    let mut text = heading(&compared.plans[0]);
    let plans = compared.plans.len();
    let confidence = compared.comparison.confidence().as_f64();
    let confidence = number::as_written(Unit::Share, confidence);
    let _ = match plans {
        0..=2 => writeln!(
            text,
            "2 plans on the same chance; differences with paired {confidence} confidence intervals"
        ),
        _ => writeln!(
            text,
            "{plans} plans on the same chance; differences with paired intervals that hold for all {} together with {confidence} confidence",
            plans - 1
        ),
    };
    text
}

/// A part of a plan that is called as a part of the base; costs are of the whole centre.
fn scope_in(compared: &Compared<'_>, plan: usize, scope: Scope) -> Option<Scope> {
    let (base, own) = (compared.plans[0].centre, compared.plans[plan].centre);
    if scope == Scope::Centre {
        return Some(scope);
    }
    let mut all = Scope::all(own).into_iter();
    all.find(|one| one.kind() == scope.kind() && one.name(own) == scope.name(base))
}

/// Of a centre of one queue, the queue stands for all of it, its costs included.
fn scope_of(compared: &Compared<'_>, measure: &Measure, scope: Scope) -> Scope {
    let is_only = compared.plans[0].centre.queues().len() == 1;
    if is_only && matches!(scope, Scope::Queue(_)) && matches!(measure.unit, Unit::Money(_)) {
        Scope::Centre
    } else {
        scope
    }
}

/// The measures of a table, in order.
fn measures<'a>(
    compared: &Compared<'a>,
    lines: &'a [Line],
) -> impl Iterator<Item = (&'a Measure, &'a Line)> {
    let catalogue = compared.comparison.estimates(0).catalogue().measures();
    lines.iter().flat_map(move |line| {
        let of_line = catalogue.iter().filter(|measure| line.is_of(measure));
        of_line.map(move |measure| (measure, line))
    })
}

/// The plans beside each other.
fn values(compared: &Compared<'_>, scope: Scope, lines: &[Line]) -> Columns {
    let row = |(measure, line): (&Measure, &Line)| {
        let estimates: Vec<_> = (0..compared.plans.len())
            .map(|plan| {
                let scope = scope_in(compared, plan, scope_of(compared, measure, scope))?;
                compared.plans[plan].over_horizon(&measure.name, scope)
            })
            .collect();
        let known = estimates.iter().flatten();
        let is_zero = known
            .clone()
            .all(|one| one.value().is_none_or(|value| value <= 0.0));
        if known.count() == 0 || (is_zero && !line.is_shown_when_zero) {
            return None;
        }
        let cell = |one: &Option<_>| {
            one.as_ref()
                .map_or_else(String::new, |one| estimate_text(measure.unit, one))
        };
        Some((label(&measure.name), estimates.iter().map(cell).collect()))
    };
    Columns {
        title: head(&compared.plans[0], scope),
        heads: plan_names::heads(compared.plans),
        rows: measures(compared, lines).filter_map(row).collect(),
    }
}

/// How each differs from the base; rows in which nothing differs are left out.
fn differences(compared: &Compared<'_>, scope: Scope, lines: &[Line]) -> Columns {
    let row = |(measure, _): (&Measure, &Line)| {
        let scope = scope_of(compared, measure, scope);
        let found: Vec<_> = (1..compared.plans.len())
            .map(|plan| {
                (compared.comparison).difference(plan, &measure.name, scope, Period::Horizon)
            })
            .collect();
        let mut values = found.iter().flatten().filter_map(Difference::value);
        if !values.any(|value| value.abs() > 0.0) {
            return None;
        }
        let cell = |one: &Option<_>| {
            one.as_ref().map_or_else(String::new, |one| {
                let word = match Change::of(one, measure.better) {
                    Change::Better => " better",
                    Change::Worse => " worse",
                    Change::NotSure => " not sure",
                    Change::Same => return "the same".to_owned(),
                    Change::Different => "",
                };
                format!("{}{word}", difference_text(measure, one))
            })
        };
        Some((label(&measure.name), found.iter().map(cell).collect()))
    };
    Columns {
        title: "against base".to_owned(),
        heads: plan_names::heads(compared.plans).split_off(1),
        rows: measures(compared, lines).filter_map(row).collect(),
    }
}

/// The chance of each plan to meet every target, over the horizon and by day.
fn targets(compared: &Compared<'_>, width: usize) -> Vec<String> {
    let base = &compared.plans[0];
    let scopes = target_days::scopes(base);
    if scopes.is_empty() {
        return vec!["no target is promised, so there is no chance to meet one\n".to_owned()];
    }
    let of = |scope: &Scope| {
        let dates: Vec<usize> = (target_days::of(base).iter())
            .filter(|one| one.scope == *scope)
            .map(|one| one.day)
            .collect();
        let mut periods = vec![Period::Horizon];
        periods.extend(dates.iter().take(MOST_DAYS).map(|day| Period::Day(*day)));
        let row = |period: &Period| {
            let name = match period {
                Period::Day(day) => base.centre.horizon().days()[*day].date.to_string(),
                _ => "horizon".to_owned(),
            };
            let cell = |plan: usize| {
                let found = scope_in(compared, plan, *scope).and_then(|scope| {
                    let estimates = compared.comparison.estimates(plan);
                    estimates.get("chance_target_met", scope, *period)
                });
                found.map_or_else(String::new, |one| estimate_text(Unit::Share, &one))
            };
            (name, (0..compared.plans.len()).map(cell).collect())
        };
        let table = Columns {
            title: format!("chance target met, {}", head(base, *scope)),
            heads: plan_names::heads(compared.plans),
            rows: periods.iter().map(row).collect(),
        };
        let mut text = table.to_text(width);
        let more = dates.len().saturating_sub(MOST_DAYS);
        if more > 0 {
            let _ = writeln!(text, "and {more} more days in measures.csv");
        }
        text
    };
    let mut tables: Vec<String> = scopes.iter().take(MOST_PARTS).map(of).collect();
    let beyond = scopes.get(MOST_PARTS..).unwrap_or_default();
    let left_out = left_out(base, beyond, "measures.csv");
    tables.extend((!left_out.is_empty()).then_some(left_out));
    tables
}

/// How the race went, if one was run.
fn choice(compared: &Compared<'_>, width: usize) -> Option<String> {
    let selection = compared.selection?;
    let replications = selection.replications.iter();
    let counts = replications.map(|count| number::whole(*count)).collect();
    let table = Columns {
        title: "choice".to_owned(),
        heads: plan_names::heads(compared.plans),
        rows: vec![("replications looked at".to_owned(), counts)],
    };
    Some(table.to_text(width))
}

/// What the pairing saved.
fn saved(compared: &Compared<'_>) -> Option<String> {
    let measure = headline(compared);
    let scope = compared
        .selection
        .map_or(Scope::Centre, |one| one.criterion.scopes[0]);
    let times = (1..compared.plans.len()).filter_map(|plan| {
        let found = compared
            .comparison
            .difference(plan, measure, scope, Period::Horizon)?;
        found.times_fewer()
    });
    let (least, most) = times.fold((f64::INFINITY, 0.0_f64), |(least, most), times| {
        (least.min(times), most.max(times))
    });
    if most <= 0.0 {
        return None;
    }
    let text = |times: f64| {
        if times < 10.0 {
            format!("{times:.1}")
        } else {
            number::whole(nearest(times))
        }
    };
    let (low, high) = (text(least), text(most));
    let times = if low == high {
        low
    } else {
        format!("{low} to {high}")
    };
    Some(format!(
        "the same customers under every plan: these differences of {} take {times} times fewer replications than with customers of their own\n",
        label(measure)
    ))
}
