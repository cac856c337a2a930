//! Measures that exist only in some centres, each with its words in both languages: what happens around
//! contacts, and what relieves lines.

mod contacts;
mod matters;
mod relief;
mod self_service;

use super::{Better, Estimator, Quantity, Unit};
use crate::model::{ContactCentre, OverflowTo};

pub(super) use contacts::ARRIVED;

/// All of them, in the order in which they are shown.
pub(super) fn all() -> impl Iterator<Item = &'static WordedMeasure> {
    let parts: [&[WordedMeasure]; 4] = [
        &contacts::MEASURES,
        &self_service::MEASURES,
        &matters::MEASURES,
        &relief::MEASURES,
    ];
    parts.into_iter().flatten()
}

/// Where a measure exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Where matters are followed.
    Matters,
    /// Where matters are followed and there is self-service.
    SelfService,
    /// Where waits are announced.
    Announcement,
    /// Where contacts overflow to other contact types.
    Overflow,
    /// Where customers are called back.
    Callback,
    /// Where self-service passes on only while the wait is short.
    OnlyBelow,
}

/// A measure with its words.
#[derive(Debug)]
pub(super) struct WordedMeasure {
    pub(super) name: &'static str,
    pub(super) unit: Unit,
    pub(super) estimator: Estimator,
    pub(super) better: Better,
    pub(super) part: Part,
    pub(super) en: &'static str,
    pub(super) zh: &'static str,
    pub(super) definition: &'static str,
    pub(super) zh_definition: &'static str,
}

/// What a measure is called and what it means: heading and definition in English, then in Chinese.
type Words = [&'static str; 4];

const fn measure(
    part: Part,
    name: &'static str,
    (unit, estimator): (Unit, Estimator),
    better: Better,
    words: Words,
) -> WordedMeasure {
    let [en, definition, zh, zh_definition] = words;
    WordedMeasure {
        name,
        unit,
        estimator,
        better,
        part,
        en,
        zh,
        definition,
        zh_definition,
    }
}

const fn contacts(
    part: Part,
    name: &'static str,
    of: Quantity,
    better: Better,
    words: Words,
) -> WordedMeasure {
    let kind = (Unit::Contacts, Estimator::Mean(of));
    measure(part, name, kind, better, words)
}

const fn share(
    part: Part,
    name: &'static str,
    (top, bottom): (Quantity, Quantity),
    better: Better,
    words: Words,
) -> WordedMeasure {
    let kind = (Unit::Share, Estimator::Ratio(top, bottom));
    measure(part, name, kind, better, words)
}

impl Part {
    /// Whether a centre uses it.
    pub(super) fn is_of(self, centre: &ContactCentre) -> bool {
        let mut queues = centre.queues().iter().map(|queue| &queue.relief);
        let has_matters = centre.follows_matters();
        match self {
            Self::Matters => has_matters,
            Self::SelfService => has_matters && !centre.self_services().is_empty(),
            Self::Announcement => queues.any(|relief| relief.announcement.is_some()),
            Self::Callback => queues.any(|relief| relief.callback.is_some()),
            Self::Overflow => queues
                .flat_map(|relief| &relief.overflows)
                .any(|overflow| matches!(overflow.to, OverflowTo::Type(_))),
            Self::OnlyBelow => (centre.self_services().iter())
                .any(|service| service.escalation.only_below.is_some()),
        }
    }
}
