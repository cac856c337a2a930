//! Keys around contacts that change nothing, and customers who vanish for want of one.

use super::advice::Places;
use super::problem::Place;
use super::reader::{Reader, listed_in_both};
use super::section::{Section, join};
use super::toml_tree::{Item, Value};
use crate::model::{
    ContactCentre, ContactType, ContactTypeId, FollowUp, Journey, Note, OpeningHours, Reason,
    WhenOut,
};
use crate::units::Share;

/// Says what is written around contacts and changes nothing, and who never comes back.
pub(crate) fn warn(reader: &mut Reader, centre: &ContactCentre, places: &Places<'_, '_>) {
    if !centre.follows_matters() {
        return;
    }
    let reach: Vec<Vec<bool>> = (0..centre.contact_types().len())
        .map(|t| reached_from(centre, t))
        .collect();
    for (t, part) in centre.contact_types().iter().enumerate() {
        let section = &places.types[t].section;
        let comers = (centre.contact_types().iter().zip(&reach))
            .filter(|(_, reached)| reached[t])
            .flat_map(|(other, _)| &other.journey.reasons);
        let comers: Vec<&Reason> = comers.collect();
        let meets = |to: usize| centre.contact_types()[to].journey.self_service.is_some();
        let meets_later = (0..reach[t].len()).any(|to| reach[t][to] && meets(to));
        if !meets_later {
            reasons_before_nothing(reader, section);
        }
        redials_of_nothing(reader, centre, part, section);
        let is_certain = is_certain(centre, part, &comers);
        repeats_of_nothing(reader, &part.journey, is_certain, section);
        returns_of_nothing(reader, &part.journey, &comers, section);
        for (name, how) in follow_ups(&part.journey) {
            let stays = how.other.is_none_or(|(_, share)| share < Share::ONE) && meets(t);
            let moves = how.other.is_some_and(|(other, _)| meets(other.index()));
            if how.past_self_service > Share::ZERO && !stays && !moves {
                let key = [name, "past_self_service"];
                let found = (
                    "no self-service is there to be gone past",
                    "没有可绕过的自助服务",
                );
                warn_at(reader, section, &key, found, REMOVE);
            }
        }
    }
    unresolved_for_good(reader, centre, places);
    falsely_contained_for_good(reader, centre, places);
}

/// Something said in English and in Chinese.
type Said = (&'static str, &'static str);

const REMOVE: Said = (
    "remove the key, or add `[self_service.NAME]`",
    "请删除该键，或添加`[self_service.NAME]`",
);

/// How customers of a type get in touch again, by the name of the section.
fn follow_ups(journey: &Journey) -> impl Iterator<Item = (&'static str, &FollowUp)> {
    let redial = journey.redial.as_ref().map(|redial| &redial.how);
    let repeat = journey.repeat.as_ref().map(|back| &back.how);
    let comes_back = journey.comes_back.as_ref().map(|back| &back.how);
    [
        ("redial", redial),
        ("repeat", repeat),
        ("return", comes_back),
    ]
    .into_iter()
    .filter_map(|(name, how)| Some((name, how?)))
}

/// Which types the customers of a type may come as, at once or later.
fn reached_from(centre: &ContactCentre, t: usize) -> Vec<bool> {
    let mut reached = vec![false; centre.contact_types().len()];
    let mut open = vec![t];
    while let Some(from) = open.pop() {
        if std::mem::replace(&mut reached[from], true) {
            continue;
        }
        let journey = &centre.contact_types()[from].journey;
        let others = follow_ups(journey).filter_map(|(_, how)| how.other.map(|(other, _)| other));
        let legs = journey.transfer.iter();
        let legs = legs.flat_map(|transfer| {
            let wrong = transfer.wrong.map(|(wrong, _)| wrong);
            [Some(transfer.to), wrong].into_iter().flatten()
        });
        open.extend(others.chain(legs).map(ContactTypeId::index));
    }
    reached
}

/// What is written under a path of keys.
pub(super) fn written<'t>(section: &Section<'t>, path: &[&str]) -> Option<&'t Item> {
    let (first, rest) = path.split_first()?;
    let mut item = section.item(first)?;
    for key in rest {
        let Value::Table(table) = &item.value else {
            return None;
        };
        item = &table.get(key)?.item;
    }
    Some(item)
}

/// Warns of a key, at its place.
pub(super) fn warn_at(
    reader: &mut Reader,
    section: &Section<'_>,
    path: &[&str],
    found: Said,
    advice: Said,
) {
    let place: &Place = written(section, path).map_or(&section.place, |item| &item.place);
    let key = path
        .iter()
        .fold(section.path.clone(), |key, name| join(&key, name));
    let note = |(english, chinese): Said| Note::new(english, chinese);
    reader.warn(place, &key, note(found), note(advice));
}

/// Reasons say what self-service understands, and there is none.
fn reasons_before_nothing(reader: &mut Reader, section: &Section<'_>) {
    for entry in section
        .item("reason")
        .into_iter()
        .flat_map(|item| match &item.value {
            Value::Table(table) => table.entries.as_slice(),
            _ => &[],
        })
    {
        for key in ["understood", "contained", "falsely_contained"] {
            let path = ["reason", entry.key.as_str(), key];
            if written(section, &path).is_some() {
                let found = (
                    "these customers meet no self-service: this changes nothing",
                    "这些客户不经过自助服务：此项不起作用",
                );
                let advice = (
                    "add `[self_service.NAME]`, or the type to its `contact_types`",
                    "请添加`[self_service.NAME]`，或把该类型写入其`contact_types`",
                );
                warn_at(reader, section, &path, found, advice);
                return;
            }
        }
    }
}

/// Redials after what cannot happen.
fn redials_of_nothing(
    reader: &mut Reader,
    centre: &ContactCentre,
    part: &ContactType,
    section: &Section<'_>,
) {
    let Some(redial) = &part.journey.redial else {
        return;
    };
    let queue = &centre.queues()[part.queue.index()];
    let service = (part.journey.self_service).map(|id| &centre.self_services()[id.index()]);
    let balks = part
        .announced
        .balks
        .iter()
        .any(|(_, share)| *share > Share::ZERO);
    // Who does not pick up when called back has abandoned too.
    let is_called_back = queue.relief.callback.is_some();
    let leaves = part.patience.law.is_some()
        || part.patience.leaves_at_once > Share::ZERO
        || balks
        || is_called_back;
    let is_turned_away = service.is_some_and(|service| {
        service.sessions.is_some() && service.when_full == WhenOut::TurnAway
            || !service.outages.is_empty() && service.during_outage == WhenOut::TurnAway
    });
    let is_refused = queue.queue_capacity.is_some() || queue.trunks.is_some() || is_turned_away;
    let closes = queue.opening_hours != OpeningHours::Always;
    for (key, share, happens, found, advice) in [
        (
            "after_abandoning",
            redial.after_abandoning,
            leaves,
            (
                "nobody abandons: no patience is written",
                "没有写耐心：没有客户会放弃",
            ),
            (
                "write `patience` for the contact type, or remove the key",
                "请为联络类型写`patience`，或删除该键",
            ),
        ),
        (
            "after_blocking",
            redial.after_blocking,
            is_refused,
            (
                "nobody is blocked: the queue has no queue_capacity and no trunks",
                "队列没有queue_capacity和trunks：没有客户会被拒接",
            ),
            (
                "write one of the two for the queue, or remove the key",
                "请为队列写其中之一，或删除该键",
            ),
        ),
        (
            "after_sent_away",
            redial.after_sent_away,
            closes,
            (
                "nobody is sent away: the queue has no opening_hours",
                "队列没有opening_hours：没有客户会被谢绝",
            ),
            (
                "write `opening_hours` for the queue, or remove the key",
                "请为队列写`opening_hours`，或删除该键",
            ),
        ),
        (
            "after_giving_up",
            redial.after_giving_up,
            service.is_some(),
            (
                "nobody gives up: these customers meet no self-service",
                "这些客户不经过自助服务：没有人会在其中放弃",
            ),
            (
                "add `[self_service.NAME]`, or remove the key",
                "请添加`[self_service.NAME]`，或删除该键",
            ),
        ),
    ] {
        if share > Share::ZERO && !happens {
            warn_at(reader, section, &["redial", key], found, advice);
        }
    }
}

/// Whether agents resolve whatever these customers bring.
fn is_certain(centre: &ContactCentre, part: &ContactType, comers: &[&Reason]) -> bool {
    let is_harder = |reason: &&Reason| reason.resolution_factor < Share::ONE;
    let groups = part.groups.iter().flatten();
    let lacks = groups
        .map(|id| &centre.skill_groups()[id.index()].people)
        .any(|people| {
            let learns = people
                .learning
                .is_some_and(|curve| curve.resolution_at_start < Share::ONE);
            people.resolution_sd > Share::ZERO || learns && !people.tenure.is_empty()
        });
    part.journey.resolution.is_empty() && !lacks && !comers.iter().any(is_harder)
}

/// Repeats although every contact resolves its matter.
fn repeats_of_nothing(
    reader: &mut Reader,
    journey: &Journey,
    is_certain: bool,
    section: &Section<'_>,
) {
    if journey.repeat.is_some() && is_certain {
        let found = (
            "agents resolve every matter at once: nobody comes back for that",
            "坐席总能一次解决：没有人会因此再次联络",
        );
        let advice = (
            "write `resolution`, say \"85%\", for the contact type or the skill groups",
            "请为联络类型或技能组写`resolution`，例如\"85%\"",
        );
        warn_at(reader, section, &["repeat"], found, advice);
    }
}

/// Returns although nothing is contained falsely.
fn returns_of_nothing(
    reader: &mut Reader,
    journey: &Journey,
    comers: &[&Reason],
    section: &Section<'_>,
) {
    if journey.comes_back.is_none() {
        return;
    }
    let is_false = |reason: &&Reason| reason.falsely_contained > Share::ZERO;
    if journey.self_service.is_none() {
        let found = (
            "these customers meet no self-service that could contain them falsely",
            "这些客户不经过自助服务，不会被误判为已解决",
        );
        let advice = (
            "write it for the contact type that meets self-service",
            "请写在经过自助服务的联络类型中",
        );
        warn_at(reader, section, &["return"], found, advice);
    } else if !comers.iter().any(is_false) {
        let found = (
            "no reason is contained falsely: nobody comes back for that",
            "没有原因会被误判为已解决：没有人会因此再次联络",
        );
        let advice = (
            "write `falsely_contained`, say \"10%\", for the reasons",
            "请为原因写`falsely_contained`，例如\"10%\"",
        );
        warn_at(reader, section, &["return"], found, advice);
    }
}

/// Matters that agents do not resolve, in a centre where nobody ever comes back for that.
fn unresolved_for_good(reader: &mut Reader, centre: &ContactCentre, places: &Places<'_, '_>) {
    let types = centre.contact_types();
    if types.iter().any(|part| part.journey.repeat.is_some()) {
        return;
    }
    let found: Vec<usize> = (0..types.len())
        .filter(|t| {
            let own: Vec<&Reason> = types[*t].journey.reasons.iter().collect();
            types[*t].journey.transfer.is_none() && !is_certain(centre, &types[*t], &own)
        })
        .collect();
    vanish(
        reader,
        places,
        &found,
        (
            "repeat",
            "whose matter an agent does not resolve",
            "问题未获坐席解决",
        ),
    );
}

/// Customers who are contained falsely, in a centre where nobody ever comes back for that.
fn falsely_contained_for_good(
    reader: &mut Reader,
    centre: &ContactCentre,
    places: &Places<'_, '_>,
) {
    let types = centre.contact_types();
    if types.iter().any(|part| part.journey.comes_back.is_some()) {
        return;
    }
    let found: Vec<usize> = (0..types.len())
        .filter(|t| {
            let journey = &types[*t].journey;
            let falsely = |reason: &Reason| reason.falsely_contained > Share::ZERO;
            journey.self_service.is_some() && journey.reasons.iter().any(falsely)
        })
        .collect();
    vanish(
        reader,
        places,
        &found,
        (
            "return",
            "whom self-service contains falsely",
            "被自助服务误判为已解决",
        ),
    );
}

fn vanish(
    reader: &mut Reader,
    places: &Places<'_, '_>,
    types: &[usize],
    (key, who, whose): (&str, &str, &str),
) {
    let Some(first) = types.first() else {
        return;
    };
    let section = &places.types[*first].section;
    let names: Vec<String> = (types.iter())
        .map(|t| format!("\"{}\"", places.types[*t].name))
        .collect();
    let names = listed_in_both(names.iter().map(String::as_str));
    let example = format!("`{key} = {{ chance = …, delay = … }}`");
    reader.warn(
        &section.place,
        &section.path_of(key),
        Note::new(
            format!("customers of {} {who} never come back", names.en),
            format!("{}的客户若{whose}，不会再次联络", names.zh),
        ),
        Note::new(
            format!("write {example} if they do"),
            format!("如果会再次联络，请写{example}"),
        ),
    );
}
