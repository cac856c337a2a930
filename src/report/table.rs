//! What the terminal shows: a section a kind of part, and the verdict.

use std::fmt::Write;

use super::Findings;
use super::columns::{Columns, listed, printable};
use super::number;
use super::target_days;
use super::verdict;
use crate::experiment::Scope;
use crate::measures::{Measure, ScopeKind, Unit};
use crate::model::{ContactCentre, Language, ServiceTarget};
use crate::units::SimTime;

/// How many parts of a kind are shown; `measures.csv` has all of them.
const MOST_PARTS: usize = 16;

/// How many days are shown; `measures.csv` has all of them.
const MOST_DAYS: usize = 31;

/// The width of the table where there is no terminal to ask [terminal cells].
pub const USUAL_WIDTH: usize = 100;

/// What the table says of queues and contact types, by the names of the measures. A name that ends
/// in `*` stands for the measures that begin so and go on with a digit; rows of what never happened
/// are left out where marked.
pub(super) const OF_CONTACTS: [Line; 54] = [
    Line::if_any("arrived"),
    Line::if_any("deflected"),
    Line::if_any("deflection"),
    Line::always("offered"),
    Line::if_any("redials"),
    Line::if_any("repeats"),
    Line::if_any("returns"),
    Line::if_any("transfers"),
    Line::if_any("blocked"),
    Line::if_any("sent_away"),
    Line::always("answered"),
    Line::always("abandoned"),
    Line::if_any("balked"),
    Line::if_any("overflowed"),
    Line::if_any("callbacks"),
    Line::if_any("callbacks_reached"),
    Line::if_any("callbacks_lost"),
    Line::if_any("callbacks_open"),
    Line::if_any("silently_abandoned"),
    Line::if_any("still_there"),
    Line::always("abandonment"),
    Line::always("waited_share"),
    Line::always("service_level"),
    Line::always("chance_target_met"),
    Line::always("days_target_met"),
    Line::always("asa"),
    Line::if_any("callback_wait"),
    Line::always("wait_mean"),
    Line::always("wait_p*"),
    Line::always("waiting_over_*"),
    Line::always("aht"),
    Line::always("duration"),
    Line::if_any("time_lost"),
    Line::always("load"),
    Line::always("queue_length"),
    Line::if_any("queue_length_max"),
    Line::if_any("sessions"),
    Line::if_any("bypassed"),
    Line::if_any("turned_away"),
    Line::if_any("contained"),
    Line::if_any("falsely_contained"),
    Line::if_any("escalated"),
    Line::if_any("containment_reported"),
    Line::if_any("containment_true"),
    Line::if_any("given_up"),
    Line::always("resolution"),
    Line::always("fcr"),
    Line::always("contacts_per_resolved"),
    Line::always("time_to_resolution"),
    Line::if_any("backlog"),
    Line::if_any("backlog_age"),
    Line::if_any("time_to_finish"),
    Line::if_any("to_finish_p*"),
    Line::if_any("in_due_time"),
];

/// What the table says of the cost of the whole centre.
pub(super) const OF_MONEY: [Line; 10] = [
    Line::always("cost_staff"),
    Line::if_any("cost_contacts"),
    Line::if_any("cost_self_service"),
    Line::if_any("cost_trunks"),
    Line::if_any("cost_abandoned"),
    Line::if_any("penalty"),
    Line::if_any("cost_fixed"),
    Line::if_any("cost"),
    Line::always("cost_per_handled"),
    Line::always("cost_per_resolved"),
];

/// What the table says of skill groups.
pub(super) const OF_GROUPS: [Line; 12] = [
    Line::always("handled"),
    Line::always("aht"),
    Line::always("busy"),
    Line::always("logged_in"),
    Line::always("paid"),
    Line::always("occupancy"),
    Line::always("utilisation"),
    Line::always("concurrency"),
    Line::always("slot_occupancy"),
    Line::always("cost_staff"),
    Line::if_any("cost_contacts"),
    Line::always("cost_per_handled"),
];

/// A line of a section: which measure, and whether it is shown where it is zero everywhere.
pub(super) struct Line {
    measure: &'static str,
    pub(super) is_shown_when_zero: bool,
}

impl Line {
    pub(super) const fn always(measure: &'static str) -> Self {
        Self {
            measure,
            is_shown_when_zero: true,
        }
    }

    pub(super) const fn if_any(measure: &'static str) -> Self {
        Self {
            measure,
            is_shown_when_zero: false,
        }
    }

    pub(super) fn is_of(&self, measure: &Measure) -> bool {
        match self.measure.strip_suffix('*') {
            Some(beginning) => measure
                .name
                .strip_prefix(beginning)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())),
            None => measure.name == self.measure,
        }
    }
}

/// The whole table without its last line, which is [`last_line`]. Warnings are drawn beside it, and stand
/// in the files.
pub fn to_text(findings: &Findings<'_>, width: usize) -> String {
    let mut paragraphs = vec![heading(findings)];
    paragraphs.extend(
        sections(findings)
            .iter()
            .map(|section| section.to_text(findings, width)),
    );
    paragraphs.extend(days(findings, width));
    // The verdict is a paragraph of its own.
    paragraphs.push(String::new());
    paragraphs.join("\n")
}

/// What was run.
pub(super) fn heading(findings: &Findings<'_>) -> String {
    let horizon = findings.centre.horizon();
    let plan = &findings.plan;
    let question = findings.question.unwrap_or_default().lines().map(printable);
    let centre = findings.centre;
    let mut lines = vec![printable(centre.title_in(Language::English))];
    lines.extend(question);
    if findings.variant != Findings::BASE {
        let title = (findings.variant_title).map(|title| title.in_language(Language::English));
        let title = title.map_or_else(String::new, |title| format!(": {}", printable(title)));
        lines.push(format!("variant {}{title}", printable(findings.variant)));
    }
    let wall = |instant| horizon.zoned_at(instant).strftime("%Y-%m-%d %H:%M");
    let zone = horizon.start().time_zone().iana_name().unwrap_or("UTC");
    let replications = number::whole(plan.replications);
    let plural = if plan.replications == 1 { "" } else { "s" };
    lines.push(format!(
        "{} to {} ({zone}), {replications} replication{plural}, seed {}",
        wall(SimTime::START),
        wall(horizon.end()),
        plan.seed
    ));
    let warm_up = horizon.counted_from().since_start();
    if !warm_up.is_zero() {
        let length = number::as_written(Unit::Seconds, warm_up.as_secs_f64());
        lines.push(format!(
            "the first {length} are warm-up and not counted: numbers are from {} on",
            wall(horizon.counted_from())
        ));
    }
    if plan.replications > 1 {
        let confidence = findings.estimates.confidence().as_f64();
        let confidence = number::as_written(Unit::Share, confidence);
        lines.push(format!("in brackets: {confidence} confidence intervals"));
    }
    lines.extend(live_alone(findings.centre));
    lines.push(String::new());
    lines.join("\n")
}

/// Whose waits those of the whole centre are, if they are not everybody's.
pub(super) fn live_alone(centre: &ContactCentre) -> Option<String> {
    let whose = "of the whole centre, shares of contacts, service levels and waits are those of live contacts";
    centre.mixes_tickets().then(|| whose.to_owned())
}

/// How likely each day keeps the promises, if there are several days.
fn days(findings: &Findings<'_>, width: usize) -> Option<String> {
    let days = target_days::of(findings);
    let first = days.first()?.scope;
    let mut scopes = target_days::scopes(findings);
    let of_no_room = scopes.split_off(scopes.len().min(MOST_PARTS));
    let dates: Vec<usize> = (days.iter())
        .take_while(|one| one.scope == first)
        .map(|one| one.day)
        .collect();
    let row = |day: &usize| {
        let date = findings.centre.horizon().days()[*day].date.to_string();
        let cell = |scope: &Scope| {
            let chance = (days.iter()).find(|one| one.scope == *scope && one.day == *day);
            chance.map_or_else(String::new, |one| estimate_text(Unit::Share, &one.chance))
        };
        (date, scopes.iter().map(cell).collect())
    };
    let table = Columns {
        title: "chance target met".to_owned(),
        heads: scopes.iter().map(|scope| head(findings, *scope)).collect(),
        rows: dates.iter().take(MOST_DAYS).map(row).collect(),
    };
    let mut text = table.to_text(width);
    let more = dates.len().saturating_sub(MOST_DAYS);
    if more > 0 {
        let days = number::whole(crate::units::number::count(more));
        let _ = writeln!(text, "and {days} more days in measures.csv");
    }
    text.push_str(&left_out(findings, &of_no_room, "measures.csv"));
    Some(text)
}

/// The line that names parts for which a table has no room, and the file that has them; nothing if there are none.
pub(super) fn left_out(findings: &Findings<'_>, scopes: &[Scope], file: &str) -> String {
    if scopes.is_empty() {
        return String::new();
    }
    let heads: Vec<String> = (scopes.iter())
        .map(|scope| printable(&head(findings, *scope)))
        .collect();
    let names = listed(heads.iter().map(String::as_str));
    format!("not shown here but in {file}: {names}\n")
}

/// What stands above the column of a part.
pub(super) fn head(findings: &Findings<'_>, scope: Scope) -> String {
    match scope {
        Scope::Centre => "whole centre".to_owned(),
        _ => scope
            .title_in(findings.centre, Language::English)
            .to_owned(),
    }
}

/// Parts of one kind, beside each other.
struct Section {
    title: &'static str,
    scopes: Vec<Scope>,
    left_out: Vec<Scope>,
    lines: &'static [Line],
}

/// The sections that say something new: the centre beside its queues only where there are several,
/// contact types only where a queue has several.
fn sections(findings: &Findings<'_>) -> Vec<Section> {
    let centre = findings.centre;
    let of_kind = |kind: ScopeKind| {
        Scope::all(centre)
            .into_iter()
            .filter(move |s| s.kind() == kind)
    };
    let section = |title, mut scopes: Vec<Scope>, lines| Section {
        title,
        left_out: scopes.split_off(scopes.len().min(MOST_PARTS)),
        scopes,
        lines,
    };
    let mut queues: Vec<Scope> = of_kind(ScopeKind::Queue).collect();
    if queues.len() > 1 {
        queues.insert(0, Scope::Centre);
    }
    let mut sections = vec![section("Queues", queues, &OF_CONTACTS[..])];
    let mut used: Vec<_> = centre
        .contact_types()
        .iter()
        .map(|part| part.queue)
        .collect();
    used.sort_unstable();
    used.dedup();
    if used.len() < centre.contact_types().len() {
        let types = of_kind(ScopeKind::Type).collect();
        sections.push(section("Contact types", types, &OF_CONTACTS[..]));
    }
    let groups = of_kind(ScopeKind::Group).collect();
    sections.push(section("Skill groups", groups, &OF_GROUPS[..]));
    if centre.money().is_some() {
        sections.push(section("Costs", vec![Scope::Centre], &OF_MONEY[..]));
    }
    sections
}

impl Section {
    fn to_text(&self, findings: &Findings<'_>, width: usize) -> String {
        let table = self.columns(findings).to_text(width);
        format!(
            "{table}{}",
            left_out(findings, &self.left_out, "measures.csv")
        )
    }

    fn columns(&self, findings: &Findings<'_>) -> Columns {
        let mut rows = Vec::new();
        for line in self.lines {
            let measures = findings.estimates.catalogue().measures();
            for measure in measures.iter().filter(|measure| line.is_of(measure)) {
                let row = self.row(findings, measure, line.is_shown_when_zero);
                let target = row.is_some() && measure.name == "service_level";
                rows.extend(row);
                rows.extend(target.then(|| self.targets(findings)));
            }
        }
        Columns {
            title: self.title.to_owned(),
            heads: (self.scopes.iter())
                .map(|scope| head(findings, *scope))
                .collect(),
            rows,
        }
    }

    /// A measure over the parts; `None` if none of them has it, or it is nothing everywhere.
    fn row(
        &self,
        findings: &Findings<'_>,
        measure: &Measure,
        is_shown_when_zero: bool,
    ) -> Option<(String, Vec<String>)> {
        let estimates: Vec<_> = self
            .scopes
            .iter()
            .map(|scope| findings.over_horizon(&measure.name, *scope))
            .collect();
        let mut known = estimates.iter().flatten().peekable();
        known.peek()?;
        let is_zero = known.all(|estimate| estimate.value().is_none_or(|value| value.abs() <= 0.0));
        if is_zero && !is_shown_when_zero {
            return None;
        }
        let cell = |estimate: &Option<_>| match estimate {
            None => String::new(),
            Some(estimate) => estimate_text(measure.unit, estimate),
        };
        Some((label(&measure.name), estimates.iter().map(cell).collect()))
    }

    /// What each part's service level counts: the target wait and the rule.
    fn targets(&self, findings: &Findings<'_>) -> (String, Vec<String>) {
        let centre = findings.centre;
        let target = |scope: &Scope| -> Option<&ServiceTarget> {
            let queue = match scope {
                Scope::Queue(queue) => *queue,
                Scope::Type(id) => centre.contact_types()[id.index()].queue,
                Scope::Centre | Scope::Group(_) => return None,
            };
            Some(&centre.queues()[queue.index()].target)
        };
        let cell = |scope: &Scope| {
            target(scope).map_or_else(
                || "as promised by queue".to_owned(),
                |target| {
                    let wait = number::as_written(Unit::Seconds, target.wait.as_secs_f64());
                    format!("in {wait}, {}", target.rule.name())
                },
            )
        };
        (String::new(), self.scopes.iter().map(cell).collect())
    }
}

pub(super) fn estimate_text(unit: Unit, estimate: &crate::experiment::Estimate) -> String {
    estimate.value().map_or_else(
        || "–".to_owned(),
        |value| number::people_with_interval(unit, value, estimate.interval()),
    )
}

/// A measure's name for people: the same words as in the files, so that it can be found there.
pub(super) fn label(name: &str) -> String {
    match name {
        "asa" => "ASA".to_owned(),
        "aht" => "AHT".to_owned(),
        _ => match name.rsplit_once("_p") {
            // The point of a percentile is no word.
            Some((waits, percent)) if percent.starts_with(|c: char| c.is_ascii_digit()) => {
                format!("{} p{}", waits.replace('_', " "), percent.replace('_', "."))
            }
            _ => name.replace('_', " "),
        },
    }
}

/// The verdict in one sentence, fit for a terminal.
pub fn last_line(findings: &Findings<'_>) -> String {
    printable(&verdict::sentence(findings, &verdict::judgements(findings)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_the_words_of_the_files() {
        assert_eq!(label("wait_p99_5"), "wait p99.5");
        assert_eq!(label("wait_answered_p95"), "wait answered p95");
        assert_eq!(label("wait_mean"), "wait mean");
        assert_eq!(label("waiting_over_30min"), "waiting over 30min");
    }
}
