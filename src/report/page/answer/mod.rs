//! The answer in two sentences: which plan, how much better, how sure; whether it keeps the promises, and
//! what it costs.

mod alone;
mod choice;
mod consequences;
mod lead;

use self::lead::Lead;
use super::Subject;
use super::words::tied;

/// The places of the plans beside the base: all, or so many of those that do best by what the answer is
/// about, in their order.
pub(super) fn foremost(subject: &Subject<'_>, most: usize) -> Vec<usize> {
    let others = 1..subject.plans.len();
    if others.len() <= most {
        return others.collect();
    }
    let mut foremost = Lead::of(subject).best_first(subject);
    // Those that cannot be compared come last.
    let rest: Vec<usize> = others.filter(|plan| !foremost.contains(plan)).collect();
    foremost.extend(rest);
    foremost.truncate(most);
    foremost.sort_unstable();
    foremost
}

/// The answer.
pub(in crate::report) fn sentences(subject: &Subject<'_>) -> Vec<String> {
    let told = if subject.is_one() {
        [alone::promises(subject), alone::waits_and_cost(subject)]
    } else {
        let lead = Lead::of(subject);
        let chosen =
            (subject.selection).and_then(|selection| choice::sentence(subject, selection, &lead));
        let (first, plan) = chosen.unwrap_or_else(|| lead.sentence(subject));
        [first, consequences::sentence(subject, plan)]
    };
    told.map(|sentence| tied(&subject.words.sentence(&sentence)))
        .to_vec()
}
