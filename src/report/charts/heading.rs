//! What stands below every title.

use plotters::style::RGBColor;

use super::picture::{Key, Symbol};
use crate::measures::Unit;
use crate::model::{Language, Title};
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
pub(super) fn text(findings: &Findings<'_>) -> String {
    let horizon = findings.centre.horizon();
    let date = |instant: SimTime| {
        let date = horizon.zoned_at(instant).date();
        date.strftime("%-d %b %Y").to_string()
    };
    let last = SimTime::from_micros(horizon.end().as_micros().saturating_sub(1));
    let (first, last) = (date(horizon.counted_from()), date(last));
    let days = if first == last {
        first
    } else {
        format!("{first} to {last}")
    };
    let count = findings.plan.replications;
    let plural = if count == 1 { "" } else { "s" };
    let replications = number::whole(count);
    let mut scenario = shortened(findings.centre.title_in(Language::English));
    if findings.variant != Findings::BASE {
        let title = findings.variant_title;
        let title = Title::or_name(title, findings.variant, Language::English);
        scenario = format!("{scenario}, {}", shortened(title));
    }
    format!("{scenario}, {days}, {replications} replication{plural}")
}

/// What a band of a colour means; nothing where there are no confidence intervals.
pub(super) fn band(findings: &Findings<'_>, colour: RGBColor) -> Option<Key> {
    (findings.plan.replications > 1).then(|| {
        let confidence = findings.estimates.confidence().as_f64();
        let confidence = number::people(Unit::Share, confidence);
        Key {
            symbol: Symbol::Band(colour),
            text: format!("{confidence} confidence band"),
        }
    })
}
