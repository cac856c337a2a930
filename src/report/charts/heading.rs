//! What stands below every title.

use plotters::style::RGBColor;

use super::picture::{Key, Symbol};
use super::subject::Subject;
use super::words::DATE;
use crate::measures::Unit;
use crate::report::columns::printable;
use crate::report::{Findings, number};
use crate::units::SimTime;

/// The longest name of a scenario or of a part of a centre that is written out \[letters\].
const MOST_NAME: usize = 40;

/// A name without control characters, cut to a length that leaves room for what is said of it; in its
/// middle, because long names often differ in their ends.
pub(super) fn shortened(name: &str) -> String {
    let letters: Vec<char> = printable(name).chars().collect();
    if letters.len() <= MOST_NAME {
        return letters.into_iter().collect();
    }
    let (first, last) = (MOST_NAME * 3 / 5, MOST_NAME * 2 / 5 - 1);
    let begin: String = letters[..first].iter().collect();
    let end: String = letters[letters.len() - last..].iter().collect();
    format!("{}…{}", begin.trim_end(), end.trim_start())
}

/// The scenario, its days and how often they were simulated.
pub(super) fn text(subject: &Subject<'_>) -> String {
    let counts = (subject.plans.iter()).map(|findings| findings.estimates.replications());
    let least = counts.clone().min().unwrap_or_default();
    of(subject, (least, counts.max().unwrap_or_default()))
}

/// The same where the least and the most replications are known from elsewhere.
pub(super) fn of(subject: &Subject<'_>, counts: (u64, u64)) -> String {
    let (findings, words) = (subject.base, subject.words);
    let horizon = findings.centre.horizon();
    let date = |instant: SimTime| words.date(horizon.zoned_at(instant).date(), DATE);
    let last = SimTime::from_micros(horizon.end().as_micros().saturating_sub(1));
    let (first, last) = (date(horizon.counted_from()), date(last));
    let days = if first == last {
        first
    } else {
        let to = words.pick(" to ", "至");
        format!("{first}{to}{last}")
    };
    let mut texts = vec![shortened(findings.centre.title_in(subject.language()))];
    if subject.is_one() && findings.variant != Findings::BASE {
        texts.push(subject.plan_title(0));
    }
    texts.push(days);
    texts.push(replications(subject, counts));
    words.list(&texts)
}

/// How many replications there were of each plan.
fn replications(subject: &Subject<'_>, (least, most): (u64, u64)) -> String {
    let plural = if most == 1 { "" } else { "s" };
    let mut count = number::whole(least);
    if least < most {
        count = format!("{count}–{}", number::whole(most));
    }
    let words = subject.words;
    words.pick(
        format!("{count} replication{plural}"),
        format!("模拟{count}次"),
    )
}

/// What a band of a colour means; nothing where there are no confidence intervals.
pub(super) fn band(subject: &Subject<'_>, colour: RGBColor) -> Option<Key> {
    let text = confidence(subject, ("confidence band", "置信带"))?;
    Some(Key::of(Symbol::Band(colour), text))
}

/// A kind of interval with its confidence; nothing where there are none.
pub(super) fn confidence(
    subject: &Subject<'_>,
    (english, chinese): (&str, &str),
) -> Option<String> {
    let estimates = subject.base.estimates;
    (estimates.replications() > 1).then(|| {
        let words = subject.words;
        let confidence = words.value(Unit::Share, estimates.confidence().as_f64());
        words.pick(
            format!("{confidence} {english}"),
            format!("{confidence}{chinese}"),
        )
    })
}
