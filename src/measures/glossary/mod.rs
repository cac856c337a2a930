//! What measures are called before people, and what they mean, in each language.
//!
//! Files and the terminal keep the names of the [catalogue](super::Catalogue). English definitions stand
//! there; this is the other half: headings in both languages and definitions in Chinese.

mod entries;
mod families;

use self::entries::ENTRIES;
use super::{Contacts, Estimator, Measure, Quantity, worded, wording};
use crate::model::{Language, ServiceLevelRule};

/// The words for a measure.
struct Words {
    /// What it is called in English.
    en: String,
    /// What it is called in Chinese.
    zh: String,
    /// What it means, in Chinese.
    zh_definition: String,
}

/// What a measure is called before people.
pub fn label(measure: &Measure, language: Language) -> String {
    match (words(measure), language) {
        (Some(words), Language::English) => words.en,
        (Some(words), Language::Chinese) => words.zh,
        (None, _) => measure.name.replace('_', " "),
    }
}

/// What a measure means, in one sentence without a full stop.
pub fn definition(measure: &Measure, language: Language) -> String {
    match language {
        Language::English => measure.definition.clone(),
        Language::Chinese => {
            let Some(words) = words(measure) else {
                return measure.definition.clone();
            };
            words.zh_definition + contacts_clause(measure.contacts, language)
        }
    }
}

/// The words for a measure: of one that stands alone, or of one of a family.
fn words(measure: &Measure) -> Option<Words> {
    let own = ENTRIES.iter().find(|entry| entry.name == measure.name);
    if let Some(entry) = own {
        return Some(Words {
            en: entry.en.to_owned(),
            zh: entry.zh.to_owned(),
            zh_definition: entry.zh_definition.to_owned(),
        });
    }
    if let Some(known) = worded::all().find(|known| known.name == measure.name) {
        return Some(Words {
            en: known.en.to_owned(),
            zh: known.zh.to_owned(),
            zh_definition: known.zh_definition.to_owned(),
        });
    }
    match &measure.estimator {
        Estimator::DayMean(top, _) => Some(families::day_mean(*top)),
        Estimator::Ratio(Quantity::Met(rule), _) => Some(families::service_level(*rule, None)),
        Estimator::Ratio(Quantity::MetWithin(rule, _), _) => {
            Some(families::service_level(*rule, ending(measure, "_within_")))
        }
        Estimator::Ratio(Quantity::WithInHand(count), _) => Some(families::time_with(*count)),
        Estimator::Ratio(Quantity::WaitedOver(_), _) => {
            ending(measure, "waiting_over_").map(families::over)
        }
        Estimator::StandardDeviation(waits) => Some(families::deviation(*waits)),
        Estimator::Percentile(waits, share) => {
            Some(families::percentile(*waits, &wording::percent(*share)))
        }
        Estimator::HandledBy(_) => ending(measure, "handled_by_").map(families::handled_by),
        Estimator::ChanceMet(promised) => families::chance(*promised),
        _ => None,
    }
}

/// What a measure's name says after a word.
fn ending<'a>(measure: &'a Measure, word: &str) -> Option<&'a str> {
    measure.name.split_once(word).map(|(_, ending)| ending)
}

/// A wait in a name, with a space before its unit: `30min` becomes `30 min`.
pub(super) fn spaced(wait: &str) -> (String, String) {
    let end = wait
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(wait.len());
    let (number, unit) = wait.split_at(end);
    let chinese = match unit {
        "h" => "小时",
        "min" => "分钟",
        "s" => "秒",
        "ms" => "毫秒",
        _ => "微秒",
    };
    (format!("{number} {unit}"), format!("{number}{chinese}"))
}

/// Whose contacts a number of the whole centre is about, as the end of a definition; nothing where it is
/// about all.
pub(super) const fn contacts_clause(contacts: Contacts, language: Language) -> &'static str {
    match (contacts, language) {
        (Contacts::All, _) => "",
        (Contacts::Live, Language::English) => {
            "; of the whole centre, live contacts alone (no tickets)"
        }
        (Contacts::Live, Language::Chinese) => "；整个客服中心仅计实时联络（不含工单）",
    }
}

/// How abandonments count in a service level, as the end of a clause; nothing where they count as usual,
/// against it.
pub const fn rule_clause(rule: ServiceLevelRule, language: Language) -> &'static str {
    let (english, chinese) = match rule {
        ServiceLevelRule::AbandonsMiss => ("", ""),
        ServiceLevelRule::ShortAbandonsExcluded => {
            (", short abandonments left out", "，短时放弃不计")
        }
        ServiceLevelRule::ShortAbandonsMeet => {
            (", short abandonments count as kept", "，短时放弃计为达标")
        }
        ServiceLevelRule::AnsweredOnly => (", of those answered", "，仅计已接起"),
    };
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

/// What it is to have so many contacts in hand.
pub(super) fn with_in_hand(count: u32) -> String {
    let contacts = if count == 1 { "contact" } else { "contacts" };
    format!("share of logged-in time with just {count} {contacts} in hand")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_in_names_become_words() {
        assert_eq!(spaced("30min"), ("30 min".to_owned(), "30分钟".to_owned()));
        assert_eq!(spaced("2500ms").1, "2500毫秒");
    }
}
