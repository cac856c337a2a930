//! Every key that the reader knows, section by section.
//!
//! This is the one list: unknown keys are told from it, and the template is written from it.

pub(crate) use super::channel_keys::{GROUP_CHANNEL, GROUP_TICKETS};
pub(crate) use super::contact_type_keys::{BY_GROUP, CONTACT_TYPE, DEMAND};
pub(crate) use super::incident_keys::{ANNOUNCEMENT, INCIDENT};
use super::inner_keys::{LAW, OPENING_HOURS, SESSIONS, SINUSOID, UNTIL, WEEKDAY};
pub(crate) use super::inner_keys::{TITLE, URGENCY};
pub(crate) use super::journey_keys::{
    OUTAGES, REASON, REDIAL, REPEAT, RETURN, SELF_SERVICE, SLOW, TRANSFER,
};
use super::key::{Key, SectionKeys, Shown};
pub(crate) use super::people_keys::{LEARNING, PEOPLE, TENURE, UNDER_LOAD};
pub(crate) use super::queue_keys::{QUEUE, TARGET};
pub(crate) use super::relief_keys::{ANNOUNCED, BALKS, CALLBACK, OVERFLOW, WAIT_ANNOUNCEMENT};
pub(crate) use super::root_keys::{BUSYNESS, CLOCK, LOG, REPLICATION, REPORT, ROOT};
pub(crate) use super::skill_group_keys::SKILL_GROUP;
pub(crate) use super::special_day_keys::{
    CALENDAR, GROUP_SPECIAL_DAY, SPECIAL_DAY, TYPE_SPECIAL_DAY,
};
pub(crate) use super::variant_keys::{CHANGE, VARIANT};

/// All sections, in the template's order.
pub(crate) const SECTIONS: [&SectionKeys; 47] = [
    &ROOT,
    &CLOCK,
    &REPLICATION,
    &UNTIL,
    &BUSYNESS,
    &REPORT,
    &CALENDAR,
    &SPECIAL_DAY,
    &QUEUE,
    &OPENING_HOURS,
    &TARGET,
    &WAIT_ANNOUNCEMENT,
    &CALLBACK,
    &OVERFLOW,
    &CONTACT_TYPE,
    &URGENCY,
    &DEMAND,
    &SINUSOID,
    &WEEKDAY,
    &TYPE_SPECIAL_DAY,
    &BY_GROUP,
    &REASON,
    &REDIAL,
    &TRANSFER,
    &REPEAT,
    &RETURN,
    &ANNOUNCED,
    &BALKS,
    &SELF_SERVICE,
    &OUTAGES,
    &SLOW,
    &SKILL_GROUP,
    &GROUP_TICKETS,
    &GROUP_CHANNEL,
    &SESSIONS,
    &PEOPLE,
    &TENURE,
    &LEARNING,
    &UNDER_LOAD,
    &GROUP_SPECIAL_DAY,
    &INCIDENT,
    &ANNOUNCEMENT,
    &LOG,
    &VARIANT,
    &CHANGE,
    &TITLE,
    &LAW,
];

/// What is known of the key at a path, in which names may stand for a star.
pub(crate) fn key_at(path: &str) -> Option<&'static Key> {
    key_of(&path.split('.').collect::<Vec<&str>>())
}

/// What is known of the key at the path of these names.
pub(crate) fn key_of(names: &[&str]) -> Option<&'static Key> {
    let (last, above) = names.split_last()?;
    section_at(above)?.get(last)
}

/// What is known of the section at a path, in which names may stand for a star.
fn section_at(names: &[&str]) -> Option<&'static SectionKeys> {
    (SECTIONS.iter().copied()).find(|section| is_path(section.path, names))
}

/// Whether the path of a section is the one of these names.
pub(crate) fn is_path(path: &str, names: &[&str]) -> bool {
    let mut stars = path.split('.').filter(|part| !part.is_empty());
    let mut names = names.iter();
    loop {
        match (stars.next(), names.next()) {
            (None, None) => return true,
            (Some(star), Some(name)) if star == "*" || star == *name => {}
            _ => return false,
        }
    }
}

/// Whether a path leads to a section, or to sections by name, and not to a value that is a table.
pub(crate) fn is_section(names: &[&str]) -> bool {
    let holds_keys = |section: &SectionKeys| {
        let is_inside = |key: &Key| key.shown == Shown::Section && !key.example.is_empty();
        !section.keys.iter().all(is_inside)
    };
    if section_at(names).is_some_and(holds_keys) {
        return true;
    }
    key_of(names).is_some_and(|key| key.shown == Shown::Section && key.example.is_empty())
}
