//! The answer in two sentences: which plan, how much better, how sure; whether it keeps the promises, and
//! what it costs.

mod alone;
mod choice;
mod consequences;
mod lead;

use self::lead::Lead;
use super::Subject;
use super::words::tied;

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
