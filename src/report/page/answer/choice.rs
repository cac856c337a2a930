//! Which plan was chosen as best, with which chance of being right.

use super::lead::Lead;
use crate::experiment::{Outcome, Scope, Selection};
use crate::measures::{Measure, glossary};
use crate::report::number;
use crate::report::page::Subject;

/// The sentence and the plan that it is about; `None` where the race came to nothing.
pub(super) fn sentence(
    subject: &Subject<'_>,
    selection: &Selection,
    lead: &Lead<'_>,
) -> Option<(String, usize)> {
    let words = subject.words;
    let measure = lead.measure()?;
    let by = label(subject, selection, measure);
    let confidence = words.share(selection.criterion.confidence.as_f64());
    let zone = words
        .numbers()
        .difference_parts(measure.unit, selection.indifference, None, false)
        .value;
    match &selection.outcome {
        Outcome::Best(plan) => {
            let name = subject.named(*plan);
            let amount = lead.amount(subject, *plan);
            let more = lead
                .more_than_base(subject, *plan)
                .map_or_else(String::new, |more| {
                    let base = subject.named(0);
                    words.pick(format!(", {more} than {base}"), format!("，比{base}{more}"))
                });
            let text = words.pick(
                format!("{name} is the best plan by {by} or within {zone} of the best, with {confidence} confidence: {amount}{more}."),
                format!("按{by}，{name}是最佳方案，或与最佳方案相差不超过{zone}（置信度{confidence}）：{amount}{more}。"),
            );
            Some((text, *plan))
        }
        Outcome::Undecided { plans, needed } => {
            let names: Vec<String> = plans.iter().map(|plan| subject.named(*plan)).collect();
            let (names, needed) = (words.list(&names), number::about(*needed));
            let text = words.pick(
                format!("Which plan is best by {by} is not decided at {confidence} confidence: {names} are too close, and at most {needed} replications of each would tell."),
                format!("在置信度{confidence}下，按{by}尚不能确定最佳方案：{names}过于接近，每个方案最多需要{needed}次模拟才能判断。"),
            );
            Some((text, plans.first().copied().unwrap_or(0)))
        }
        Outcome::Undefined(_) => None,
    }
}

/// What the choice was made by, and of which part of the centre if not of all of it: another plan may be best for
/// all.
fn label(subject: &Subject<'_>, selection: &Selection, measure: &Measure) -> String {
    let words = subject.words;
    let label = glossary::label(measure, words.0);
    let scope = selection.criterion.scopes.first().copied();
    match scope.unwrap_or(Scope::Centre) {
        Scope::Centre => format!("“{label}”"),
        part => {
            let part = part.title_in(subject.base().centre, words.0);
            words.pick(format!("“{label}” of {part}"), format!("{part}的“{label}”"))
        }
    }
}
