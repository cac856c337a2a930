//! What the page says of incidents: when, how many contacts they bring, and what customers are told.

use super::Subject;
use super::assumptions::names;
use crate::measures::Unit;
use crate::model::{
    Announcement, ContactCentre, ContactTypeId, ExtraContacts, Incident, IncidentSize,
    IncidentStart,
};
use crate::report::number;

/// How many incidents are told of.
const MOST: usize = 6;

/// The incidents of the base, one sentence or two each.
pub(super) fn sentences(subject: &Subject<'_>, centre: &ContactCentre) -> Vec<String> {
    let words = subject.words;
    let incidents = centre.incidents();
    let mut sentences: Vec<String> = (incidents.iter().take(MOST))
        .map(|incident| {
            let begins = begins(subject, centre, incident);
            let brings = brings(subject, centre, incident);
            let told = incident.announcement.as_ref();
            let told = told.map(|announcement| told_of(subject, centre, incident, announcement));
            let parts = [Some(begins), Some(brings), told];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            parts.join(words.pick(" ", ""))
        })
        .collect();
    let left_out = incidents.len().saturating_sub(MOST);
    if left_out > 0 {
        let more = number::whole(crate::units::number::count(left_out));
        sentences.push(words.pick(
            format!("{more} more incidents are as the scenario states."),
            format!("另有{more}个突发事件，按场景的设定。"),
        ));
    }
    sentences
}

/// When it happens, and for how long.
fn begins(subject: &Subject<'_>, centre: &ContactCentre, incident: &Incident) -> String {
    let words = subject.words;
    let title = incident.title_in(words.0);
    let length = words.span(incident.length());
    match &incident.begins {
        IncidentStart::At(instants) => {
            let instants: Vec<String> = (instants.iter())
                .map(|at| words.instant(centre.horizon(), *at))
                .collect();
            let instants = names(subject, instants.iter().map(String::as_str));
            words.pick(
                format!("“{title}” begins at {instants} and is over after {length}."),
                format!("“{title}”开始于{instants}，历时{length}。"),
            )
        }
        IncidentStart::Random { .. } => {
            let times = number::expected(incident.expected_times());
            words.pick(
                format!(
                    "“{title}” happens at random, on average {times} times over the horizon, and is over after {length}."
                ),
                format!("“{title}”随机发生，整个时段平均{times}次，每次历时{length}。"),
            )
        }
    }
}

/// What it brings.
fn brings(subject: &Subject<'_>, centre: &ContactCentre, incident: &Incident) -> String {
    let words = subject.words;
    let affected = affected(subject, centre, incident);
    match incident.size {
        IncidentSize::Contacts(contacts) => {
            let contacts = number::expected(contacts);
            words.pick(
                format!(
                    "It brings {contacts} contacts of {affected} on average, beside those who come anyway."
                ),
                format!("除照常到达的之外，平均带来{contacts}个{affected}的联络。"),
            )
        }
        IncidentSize::Times(_) => {
            let times = |id: ContactTypeId| match incident.extra_of(id) {
                ExtraContacts::Times(times) => times,
                ExtraContacts::Rate(_) => 0.0,
            };
            let of_each: Vec<String> = (incident.affects.iter())
                .map(|(id, _)| {
                    let title = centre.contact_types()[id.index()].title_in(words.0);
                    let times = words.numbers().as_written(Unit::Contacts, times(*id));
                    words.pick(
                        format!("{times} times as many of {title}"),
                        format!("{title}为平常的{times}倍"),
                    )
                })
                .collect();
            let of_each = names(subject, of_each.iter().map(String::as_str));
            words.pick(
                format!("At its top it brings, beside those who come anyway, {of_each}."),
                format!("高峰时，除照常到达的之外另有联络：{of_each}。"),
            )
        }
    }
}

/// What customers are told.
fn told_of(
    subject: &Subject<'_>,
    centre: &ContactCentre,
    incident: &Incident,
    announcement: &Announcement,
) -> String {
    let words = subject.words;
    let affected = affected(subject, centre, incident);
    let share = words.share(announcement.deflects.as_f64());
    let lasts = announcement.lasts.map(|lasts| words.span(lasts));
    let for_how_long = lasts.map_or_else(String::new, |lasts| {
        words.pick(format!(" for {lasts}"), format!("，持续{lasts}"))
    });
    let after = if announcement.after.is_zero() {
        words.pick("From its beginning".to_owned(), "一开始".to_owned())
    } else {
        let after = words.span(announcement.after);
        words.pick(
            format!("From {after} after its beginning"),
            format!("开始{after}后"),
        )
    };
    let instead = match announcement.to {
        Some(to) => {
            let to = centre.contact_types()[to.index()].title_in(words.0);
            words.pick(format!("arrive as {to} instead"), format!("改为“{to}”到达"))
        }
        None => words.pick("do not get in touch", "不再联络").to_owned(),
    };
    words.pick(
        format!(
            "{after}{for_how_long} customers are told of it: {share} of all who would arrive with {affected} then {instead}."
        ),
        format!("{after}发布公告{for_how_long}：其间本会以{affected}到达的客户中有{share}{instead}。"),
    )
}

/// The contact types that it affects.
fn affected(subject: &Subject<'_>, centre: &ContactCentre, incident: &Incident) -> String {
    let language = subject.words.0;
    let titles = incident.affects.iter();
    let titles = titles.map(|(id, _)| centre.contact_types()[id.index()].title_in(language));
    names(subject, titles)
}
