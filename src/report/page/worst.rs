//! Where and when customers wait longest under each plan, as a table of the page.

use super::Subject;
use super::words::tied;
use crate::report::number::Parts;
use crate::report::worst_of_plans::WorstOfPlans;

/// The table, with what is said above it.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) heading: &'static str,
    pub(super) sentence: Option<String>,
    pub(super) hint: String,
    /// What the columns hold, that of the plans first.
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// A plan.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) plan: String,
    pub(super) place: String,
    /// How long customers wait there and, if that tells more, where the base is worst.
    pub(super) waits: Vec<Option<Parts>>,
}

/// The table of the base and some other plans; `None` for one plan alone, and where nobody waits.
pub(super) fn table(subject: &Subject<'_>, others: &[usize]) -> Option<Table> {
    if subject.is_one() {
        return None;
    }
    let worst = WorstOfPlans::of(subject)?;
    let words = subject.words;
    let set = |wait: Parts| Parts {
        value: tied(&wait.value),
        ..wait
    };
    let row = |plan: usize| Row {
        plan: subject.plan(plan),
        place: worst.place(subject, plan).unwrap_or_default(),
        waits: (worst.waits(subject, plan).into_iter())
            .map(|wait| wait.map(set))
            .collect(),
    };
    let heads = worst.heads(subject).into_iter();
    let name = words.pick("Plan", "方案").to_owned();
    let heads: Vec<String> = std::iter::once(name)
        .chain(heads.map(|head| words.sentence(&head)))
        .collect();
    let stretch = words.pick(
        "The worst stretch: the interval with the longest mean wait in any queue, and the intervals around it with at least half of that; tickets do not count.",
        "最差时段：任一队列中平均等待最长的时段，以及其前后平均等待不少于其一半的时段；不含工单。",
    );
    let there = words.pick(
        " The last column tells how long customers of each plan wait where the first plan is worst.",
        "最后一列为各方案在第一个方案最差时段的平均等待。",
    );
    let there = if heads.len() > 3 { there } else { "" };
    Some(Table {
        heading: words.pick("When customers wait longest", "客户何时等待最久"),
        sentence: worst.sentence(subject).map(|text| tied(&text)),
        hint: format!("{stretch}{there}"),
        heads,
        rows: std::iter::once(0)
            .chain(others.iter().copied())
            .map(row)
            .collect(),
    })
}
