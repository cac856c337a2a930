//! The table of a page: what was promised, what customers meet, people and money, a column a plan.

use super::Subject;
use super::words::tied;
use crate::experiment::{Estimate, Scope};
use crate::measures::{Contacts, Measure, ScopeKind, Unit, glossary};
use crate::model::{QueueId, ServiceTarget};
use crate::report::comparison::Change;
use crate::report::verdict::{self, Judgement, Outcome, Promise};

/// How many queues or skill groups have rows of their own; `measures.csv` has all of them.
const MOST_PARTS: usize = 8;

/// What the table says of the customers of the whole centre, by the names of the measures.
const OF_CUSTOMERS: [&str; 17] = [
    "service_level",
    "wait_mean",
    "wait_p90",
    "abandonment",
    "blocking",
    "redials",
    "callbacks",
    "containment_reported",
    "containment_true",
    "falsely_contained",
    "escalated",
    "returns",
    "transfers",
    "resolution",
    "fcr",
    "time_to_resolution",
    "deflection",
];

/// Of these, what is left out where no plan has any.
const IF_ANY: [&str; 8] = [
    "blocking",
    "redials",
    "callbacks",
    "falsely_contained",
    "escalated",
    "returns",
    "transfers",
    "deflection",
];

/// How likely the promises are kept.
const OF_PROMISES: [&str; 2] = ["chance_target_met", "days_target_met"];

/// What the table says of money.
const OF_MONEY: [&str; 10] = [
    "cost",
    "cost_staff",
    "cost_contacts",
    "cost_self_service",
    "cost_trunks",
    "cost_abandoned",
    "penalty",
    "cost_fixed",
    "cost_per_handled",
    "cost_per_resolved",
];

/// Rows that belong together.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) title: String,
    pub(super) rows: Vec<Row>,
}

/// A measure of a part of the centre.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) measure: String,
    pub(super) label: String,
    /// What was promised, or whose number it is.
    pub(super) note: String,
    pub(super) cells: Vec<Cell>,
}

/// A number of a plan.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) value: String,
    pub(super) interval: Option<String>,
    pub(super) light: Option<Light>,
    pub(super) difference: Option<Mark>,
}

/// Whether a promise is kept, by colour, sign and word.
#[derive(Debug)]
pub(super) struct Light {
    pub(super) class: &'static str,
    pub(super) sign: &'static str,
    pub(super) word: &'static str,
}

/// The difference from the base, by colour and word.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) class: &'static str,
    pub(super) word: &'static str,
    pub(super) value: String,
    pub(super) interval: Option<String>,
}

/// A promise, if the row is about one.
#[derive(Clone, Copy)]
struct Promised<'a> {
    target: &'a ServiceTarget,
    promise: Promise,
}

/// All rows, in their sections; what nobody has is left out.
pub(super) fn sections(subject: &Subject<'_>) -> Vec<Section> {
    let words = subject.words;
    let mut sections = Vec::new();
    let mut add = |title: &str, rows: Vec<Row>| {
        if !rows.is_empty() {
            sections.push(Section {
                title: title.to_owned(),
                rows,
            });
        }
    };
    let promises = promises(subject);
    let only_queue = match subject.base().centre.queues() {
        [queue] => Some(&queue.target),
        _ => None,
    };
    add(
        words.pick("Promises to customers", "对客户的承诺"),
        promises,
    );
    let customers = customers(subject, only_queue);
    add(words.pick("Customers", "客户体验"), customers);
    add(words.pick("People", "人员"), people(subject));
    let money = OF_MONEY
        .iter()
        .filter_map(|measure| subject.measure(measure))
        .filter_map(|measure| row(subject, measure, Scope::Centre, None))
        .collect();
    add(words.pick("Money", "费用"), money);
    sections
}

/// Whether some queues or skill groups have no rows of their own.
pub(super) fn are_parts_left_out(subject: &Subject<'_>) -> bool {
    let kinds = [ScopeKind::Queue, ScopeKind::Group];
    let mut counts = kinds.iter().map(|kind| subject.scopes(*kind).len());
    counts.any(|count| count > MOST_PARTS)
}

/// A row a promise, with its light.
fn promises(subject: &Subject<'_>) -> Vec<Row> {
    let mut told: Vec<(String, &'static str)> = Vec::new();
    let mut rows = Vec::new();
    for findings in subject.plans {
        for judgement in verdict::judgements(findings) {
            let queue = &findings.centre.queues()[judgement.queue.index()];
            let key = (queue.name.clone(), judgement.promise.measure());
            if told.contains(&key) {
                continue;
            }
            let scope = subject.scope_named(ScopeKind::Queue, &queue.name);
            let (Some(scope), Some(measure)) = (scope, subject.measure(key.1)) else {
                continue;
            };
            let promised = Promised {
                target: &queue.target,
                promise: judgement.promise,
            };
            rows.extend(row(subject, measure, scope, Some(promised)));
            told.push(key);
        }
    }
    rows.truncate(MOST_PARTS * 3);
    let scope = match subject.base().centre.queues() {
        [_] => Scope::Queue(QueueId::new(0)),
        _ => Scope::Centre,
    };
    let chances = OF_PROMISES.iter().filter_map(|name| subject.measure(name));
    rows.extend(chances.filter_map(|measure| row(subject, measure, scope, None)));
    rows
}

/// What customers meet in the whole centre; what is promised to the only queue has been told.
fn customers(subject: &Subject<'_>, only_queue: Option<&ServiceTarget>) -> Vec<Row> {
    let is_told = |name: &str| {
        only_queue.is_some_and(|target| match name {
            "service_level" => target.share.is_some(),
            "abandonment" => target.abandonment.is_some(),
            _ => false,
        })
    };
    let over = |measure: &&Measure| measure.name.starts_with("waiting_over_");
    let named = OF_CUSTOMERS
        .iter()
        .filter(|name| !is_told(name))
        .filter_map(|name| subject.measure(name));
    let catalogue = subject.base().estimates.catalogue();
    let measures = named.chain(catalogue.measures().iter().filter(over));
    let mut rows: Vec<Row> = measures
        .filter(|measure| !IF_ANY.contains(&&*measure.name) || subject.is_ever_above_zero(measure))
        .filter_map(|measure| row(subject, measure, Scope::Centre, None))
        .collect();
    let queues: Vec<Scope> = subject.scopes(ScopeKind::Queue);
    if let (true, Some(wait)) = (queues.len() > 1, subject.measure("wait_mean")) {
        let of_queues = queues.into_iter().take(MOST_PARTS);
        rows.extend(of_queues.filter_map(|queue| row(subject, wait, queue, None)));
    }
    rows
}

fn people(subject: &Subject<'_>) -> Vec<Row> {
    let mut rows: Vec<Row> = ["paid"]
        .iter()
        .filter_map(|name| subject.measure(name))
        .filter_map(|measure| row(subject, measure, Scope::Centre, None))
        .collect();
    let groups = subject.scopes(ScopeKind::Group);
    let scopes = if groups.len() > 1 {
        groups
    } else {
        vec![Scope::Centre]
    };
    if let Some(occupancy) = subject.measure("occupancy") {
        let of_groups = scopes.into_iter().take(MOST_PARTS);
        rows.extend(of_groups.filter_map(|group| row(subject, occupancy, group, None)));
    }
    rows
}

/// A row; `None` if no plan has the number.
fn row(
    subject: &Subject<'_>,
    measure: &Measure,
    scope: Scope,
    promised: Option<Promised<'_>>,
) -> Option<Row> {
    let estimates: Vec<Option<Estimate>> = (0..subject.plans.len())
        .map(|plan| subject.estimate(plan, &measure.name, scope))
        .collect();
    estimates.iter().flatten().next()?;
    let base = subject.base();
    let mut note = Vec::new();
    let has_several = match scope.kind() {
        ScopeKind::Queue => base.centre.queues().len() > 1,
        ScopeKind::Group => base.centre.skill_groups().len() > 1,
        _ => false,
    };
    if scope == Scope::Centre && measure.contacts == Contacts::Live {
        let live = subject.words.pick("live contacts", "实时联络");
        note.push(live.to_owned());
    }
    if has_several {
        note.push(scope.title_in(base.centre, subject.words.0).to_owned());
    }
    note.extend(promised.map(|promised| promised.text(subject)));
    let cell = |(plan, estimate): (usize, &Option<Estimate>)| {
        cell(subject, measure, scope, (plan, estimate.as_ref()))
    };
    Some(Row {
        measure: measure.name.clone(),
        label: glossary::label(measure, subject.words.0),
        note: tied(&note.join(subject.words.pick(": ", "："))),
        cells: estimates.iter().enumerate().map(cell).collect(),
    })
}

fn cell(
    subject: &Subject<'_>,
    measure: &Measure,
    scope: Scope,
    (plan, estimate): (usize, Option<&Estimate>),
) -> Cell {
    let nothing = || "–".to_owned();
    let Some((estimate, value)) = estimate.and_then(|one| Some((one, one.value()?))) else {
        return Cell {
            value: nothing(),
            interval: None,
            light: None,
            difference: None,
        };
    };
    let judgement = subject.judgement(plan, &measure.name, scope);
    let numbers = subject.words.numbers();
    let parts = match &judgement {
        Some(one) => {
            let promised = one.promise.value();
            numbers.parts_against(measure.unit, value, estimate.interval(), promised)
        }
        None => numbers.parts(measure.unit, value, estimate.interval()),
    };
    Cell {
        value: parts.value,
        interval: parts.interval,
        light: judgement.map(|one| light(subject, &one)),
        difference: mark(subject, measure, scope, plan),
    }
}

fn light(subject: &Subject<'_>, judgement: &Judgement) -> Light {
    let (class, sign, word) = match judgement.outcome {
        Outcome::Met => ("met", "✔", ("kept", "达标")),
        Outcome::NotSure => ("not-sure", "?", ("not sure", "不确定")),
        Outcome::Missed => ("missed", "✘", ("missed", "未达标")),
    };
    Light {
        class,
        sign,
        word: subject.words.pick(word.0, word.1),
    }
}

fn mark(subject: &Subject<'_>, measure: &Measure, scope: Scope, plan: usize) -> Option<Mark> {
    let words = subject.words;
    let difference = subject.difference(plan, &measure.name, scope)?;
    let value = difference.value()?;
    let bounds = difference.simultaneous();
    let change = Change::of(&difference, measure.better);
    if change == Change::Same {
        return Some(Mark {
            class: "unsure",
            word: "",
            value: words.pick("the same", "相同").to_owned(),
            interval: None,
        });
    }
    // More people are neither good nor bad: what they cost and bring stands in other rows.
    let is_people = measure.unit == Unit::Fte;
    let is_money = matches!(measure.unit, Unit::Money(_));
    let (class, word) = match change {
        Change::Better if is_money => ("better", ("less", "更低")),
        Change::Worse if is_money => ("worse", ("more", "更高")),
        Change::Better if !is_people => ("better", ("better", "更好")),
        Change::Worse if !is_people => ("worse", ("worse", "更差")),
        Change::NotSure => ("unsure", ("not sure", "不确定")),
        _ => ("other", ("", "")),
    };
    let parts = words
        .numbers()
        .difference_parts(measure.unit, value, bounds, true);
    Some(Mark {
        class,
        word: words.pick(word.0, word.1),
        value: parts.value,
        interval: parts.interval,
    })
}

impl Promised<'_> {
    /// What was promised, in words.
    fn text(self, subject: &Subject<'_>) -> String {
        let words = subject.words;
        let numbers = words.numbers();
        match self.promise {
            Promise::Share(share) => {
                let (share, wait) = (words.share(share), words.span(self.target.wait));
                let rule = glossary::rule_clause(self.target.rule, words.0);
                words.pick(
                    format!("promised: {share} within {wait}{rule}"),
                    format!("承诺：{wait}内{share}{rule}"),
                )
            }
            Promise::Asa(seconds) | Promise::BacklogAge(seconds) => {
                let time = numbers.as_written(Unit::Seconds, seconds);
                words.pick(
                    format!("promised: at most {time}"),
                    format!("承诺：不超过{time}"),
                )
            }
            Promise::InDueTime(share) => {
                let share = words.share(share);
                words.pick(format!("promised: {share}"), format!("承诺：{share}"))
            }
            Promise::Abandonment(share) => {
                let share = words.share(share);
                words.pick(
                    format!("promised: at most {share}"),
                    format!("承诺：不超过{share}"),
                )
            }
        }
    }
}
