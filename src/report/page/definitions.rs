//! What the words of a page mean.

use super::table::Section;
use super::{Subject, channels};
use crate::measures::glossary;
use crate::model::{ServiceLevelRule, ServiceTarget};

/// The measures that the charts of a page show beside those of the table.
const OF_CHARTS: [&str; 21] = [
    "offered",
    "offered_first",
    "offered_redial",
    "offered_repeat",
    "offered_falsely_contained",
    "offered_transfer",
    "offered_wrong_transfer",
    "answered",
    "abandoned",
    "abandonment",
    "service_level",
    "wait_mean",
    "wait_p90",
    "load",
    "aht",
    "handled",
    "busy",
    "logged_in",
    "occupancy",
    "queue_length",
    "cost",
];

/// A word and what it means.
#[derive(Debug)]
pub(super) struct Definition {
    /// The word.
    pub(super) term: String,
    /// Its name in files, if it is a measure.
    pub(super) name: Option<String>,
    pub(super) text: String,
}

/// The measures of the table and the charts, in the order of the catalogue, then the other words.
pub(super) fn definitions(
    subject: &Subject<'_>,
    sections: &[Section],
    has_charts: bool,
) -> Vec<Definition> {
    let rows = || sections.iter().flat_map(|section| &section.rows);
    let is_shown = |name: &str| {
        rows().any(|row| row.measure == name) || (has_charts && OF_CHARTS.contains(&name))
    };
    let mut told: Vec<&str> = Vec::new();
    let mut definitions = Vec::new();
    for findings in subject.plans {
        for measure in findings.estimates.catalogue().measures() {
            if is_shown(&measure.name) && !told.contains(&&*measure.name) {
                told.push(&measure.name);
                definitions.push(Definition {
                    term: glossary::label(measure, subject.words.0),
                    name: Some(measure.name.clone()),
                    text: glossary::definition(measure, subject.words.0),
                });
            }
        }
    }
    definitions.extend(terms(subject));
    definitions
}

/// Words that are no measures.
fn terms(subject: &Subject<'_>) -> Vec<Definition> {
    let words = subject.words;
    let estimates = subject.base().estimates;
    let confidence = words.share(estimates.confidence().as_f64());
    let word = |term: (&str, &str), text: String| Definition {
        term: words.pick(term.0, term.1).to_owned(),
        name: None,
        text,
    };
    let same = |term, (en, zh): (&str, &str)| word(term, words.pick(en, zh).to_owned());
    let mut terms = vec![word(
        ("Numbers in brackets", "括号中的数字"),
        words.pick(
            format!(
                "the {confidence} confidence interval: how far chance may have moved the number, for the replications that were simulated"
            ),
            format!("{confidence}置信区间：在所做的模拟次数下，偶然因素可能造成的偏差范围"),
        ),
    )];
    terms.push(same(
        ("Contact", "联络"),
        (
            "a customer who wants an agent: a call, a chat, an in-app request",
            "要求人工服务的客户联络：电话、在线会话或应用内请求",
        ),
    ));
    let of_channels = channels::terms(subject.base().centre).into_iter();
    terms.extend(of_channels.map(|[term, text]| same(term, text)));
    if let Some(rules) = rules(subject) {
        let term = (
            "How abandonments count in the service level",
            "放弃在服务水平中的计法",
        );
        terms.push(word(term, rules));
    }
    terms.push(same(
        ("Replication", "模拟次数"),
        (
            "one simulation of the whole period, each with chance of its own: other arrivals, other talk times",
            "对整个时段的模拟次数，每次的到达和通话时长等都由不同的随机数产生",
        ),
    ));
    terms.push(same(
        ("Kept, missed, not sure", "达标、未达标、不确定"),
        (
            "a promise is kept or missed if the whole confidence interval says so; it is not sure if the interval holds the promised value",
            "整个置信区间都满足（或都不满足）承诺时为达标（未达标）；区间包含承诺值时为不确定",
        ),
    ));
    if !subject.is_one() {
        terms.push(same(
            (
                "Better, worse, not surely different",
                "更好、更差、差异不确定",
            ),
            (
                "a plan is better or worse than the base plan if the whole interval of the difference says so, and it is not sure if the interval holds zero; with three plans or more, intervals are wide enough to hold for all plans together",
                "差异的整个区间都在同一侧时，方案比基准方案更好或更差；区间包含零时为不确定；有三个及以上方案时，区间足够宽，对所有方案同时成立",
            ),
        ));
    }
    terms
}

/// What the queues do with abandonments; of queues that differ in it, each.
fn rules(subject: &Subject<'_>) -> Option<String> {
    let words = subject.words;
    let queues = subject.base().centre.queues();
    let told = |target: &ServiceTarget| {
        let wait = words.span(target.short_abandon);
        match target.rule {
            ServiceLevelRule::AbandonsMiss => words.pick(
                "who gives up was not served in time".to_owned(),
                "放弃的联络计为未及时服务".to_owned(),
            ),
            ServiceLevelRule::ShortAbandonsExcluded => words.pick(
                format!("who gives up within {wait} is left out, who gives up later was not served in time"),
                format!("{wait}内放弃的联络不计，之后放弃的计为未及时服务"),
            ),
            ServiceLevelRule::ShortAbandonsMeet => words.pick(
                format!("who gives up within {wait} counts as served in time, who gives up later does not"),
                format!("{wait}内放弃的联络计为及时服务，之后放弃的计为未及时服务"),
            ),
            ServiceLevelRule::AnsweredOnly => words.pick(
                "only those who are answered are counted".to_owned(),
                "仅计已接起的联络".to_owned(),
            ),
        }
    };
    let first = told(&queues.first()?.target);
    if queues.iter().all(|queue| told(&queue.target) == first) {
        return Some(first);
    }
    let each = queues.iter().map(|queue| {
        let (title, told) = (queue.title_in(words.0), told(&queue.target));
        words.pick(format!("{title}: {told}"), format!("{title}：{told}"))
    });
    let each: Vec<String> = each.collect();
    Some(each.join(words.pick("; ", "；")))
}
