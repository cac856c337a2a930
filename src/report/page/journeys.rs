//! What the page says of what happens around contacts: bots before them, and who comes back after them.

use super::Subject;
use super::assumptions::titles;
use crate::model::{
    ContactCentre, ContactType, ContactTypeId, Distribution, FollowUp, Journey, SelfService,
    WhenOut,
};
use crate::units::Share;

/// What is taken for granted around contacts, one sentence or two each.
pub(super) fn sentences(subject: &Subject<'_>, centre: &ContactCentre) -> Vec<String> {
    let mut sentences: Vec<String> = (centre.self_services().iter().enumerate())
        .map(|(place, service)| self_service(subject, centre, (place, service)))
        .collect();
    sentences.extend(redials(subject, centre));
    sentences.extend(resolution(subject, centre));
    sentences.push(transfers(subject, centre));
    let chances = subject.words.pick(
        "Whether a customer is understood, solved or tries again hangs on the customer and the scenario's chances, not on how long the wait was.",
        "客户能否被理解、问题能否解决、是否再次联络，取决于客户本身和场景给出的概率，与等待时长无关。",
    );
    sentences.push(chances.to_owned());
    sentences
}

fn self_service(
    subject: &Subject<'_>,
    centre: &ContactCentre,
    (place, service): (usize, &SelfService),
) -> String {
    let words = subject.words;
    let bot = service.title_in(words.0);
    let meets = |part: &&ContactType| {
        let met = part.journey.self_service;
        met.is_some_and(|met| met.index() == place)
    };
    let types = || centre.contact_types().iter().filter(meets);
    let met = titles(subject, types()).unwrap_or_default();
    let mut parts = vec![words.pick(
        format!("{bot} meets the customers of {met} first: how many it understands and contains is as the scenario states for each reason."),
        format!("{met}的客户先由{bot}接待：能理解和解决多少，按场景为各原因给出的概率。"),
    )];
    let falsely = types()
        .flat_map(|part| &part.journey.reasons)
        .any(|reason| reason.falsely_contained > Share::ZERO);
    if falsely {
        let back = types().find_map(|part| part.journey.comes_back.as_ref());
        parts.push(match back {
            Some(back) => {
                let delay = mean(subject, &back.how);
                words.pick(
                    format!("Some matters count as contained and are not solved; of these customers some come back, after {delay} on average."),
                    format!("有些问题被误判为已解决；其中一部分客户会再来，平均在{delay}之后。"),
                )
            }
            None => words
                .pick(
                    "Some matters count as contained and are not solved; these customers do not come back.",
                    "有些问题被误判为已解决，这些客户不会再来。",
                )
                .to_owned(),
        });
    }
    if !service.escalation.is_possible {
        parts.push(
            words
                .pick("It passes nobody on to agents.", "它不会转人工。")
                .to_owned(),
        );
    }
    parts.extend(service.sessions.map(|sessions| {
        let (does, done) = match service.when_full {
            WhenOut::Bypass => ("go straight to the agents", "直接转人工"),
            WhenOut::TurnAway => ("are turned away", "被谢绝"),
        };
        words.pick(
            format!("It holds {sessions} dialogues at once; others {does}."),
            format!("最多同时进行{sessions}个会话，超出者{done}。"),
        )
    }));
    if !service.outages.is_empty() {
        let (does, done) = match service.during_outage {
            WhenOut::Bypass => ("go straight to the agents", "直接转人工"),
            WhenOut::TurnAway => ("are turned away", "被谢绝"),
        };
        parts.push(words.pick(
            format!("During its outages customers {does}."),
            format!("故障期间客户{done}。"),
        ));
    }
    parts.join(words.pick(" ", ""))
}

/// Who tries again when nobody answered.
fn redials(subject: &Subject<'_>, centre: &ContactCentre) -> Vec<String> {
    let words = subject.words;
    let types = || centre.contact_types().iter();
    let mut sentences: Vec<String> = by_delay(subject, centre, |journey| {
        journey.redial.as_ref().map(|redial| &redial.how)
    })
    .into_iter()
    .map(|(names, delay)| {
        words.pick(
            format!("Of the customers of {names} whom nobody answered some try again, after {delay} on average, and may do so several times; each try has patience of its own."),
            format!("{names}的客户若未接通，其中一部分会再次尝试，平均在{delay}之后，并可能多次；每次尝试的耐心各自独立。"),
        )
    })
    .collect();
    let never = titles(
        subject,
        types().filter(|part| part.journey.redial.is_none()),
    );
    if sentences.is_empty() {
        sentences.push(
            words
                .pick(
                    "Who gave up or was turned away does not try again.",
                    "放弃或被拒的客户不会再次联络。",
                )
                .to_owned(),
        );
    } else if let Some(never) = never {
        sentences.push(words.pick(
            format!("Customers of {never} who gave up or were turned away do not try again."),
            format!("{never}中放弃或被拒的客户不会再次联络。"),
        ));
    }
    sentences
}

/// Who comes back because nothing was solved.
fn resolution(subject: &Subject<'_>, centre: &ContactCentre) -> Vec<String> {
    let words = subject.words;
    let may_fail = |part: &&ContactType| {
        let groups = part.groups.iter().flatten();
        let mut people = groups.map(|id| &centre.skill_groups()[id.index()].people);
        let differ = people.any(|people| {
            people.resolution_sd > Share::ZERO
                || people
                    .learning
                    .is_some_and(|curve| curve.resolution_at_start < Share::ONE)
        });
        let harder = part.journey.reasons.iter();
        let harder = harder.map(|reason| reason.resolution_factor);
        !part.journey.resolution.is_empty() || differ || harder.into_iter().any(|f| f < Share::ONE)
    };
    let types = || centre.contact_types().iter();
    let mut sentences = by_delay(subject, centre, |journey| {
        journey.repeat.as_ref().map(|repeat| &repeat.how)
    })
    .into_iter()
    .map(|(names, delay)| {
        words.pick(
            format!("Agents do not solve every matter of {names}; of these customers some come back, after {delay} on average."),
            format!("{names}的问题并非都能由坐席解决；未解决的客户中一部分会再来，平均在{delay}之后。"),
        )
    })
    .collect::<Vec<String>>();
    let vanish = types()
        .filter(may_fail)
        .filter(|part| part.journey.repeat.is_none());
    sentences.extend(titles(subject, vanish).map(|names| {
        words.pick(
            format!("Customers of {names} whose matter an agent neither solves nor passes on do not come back."),
            format!("{names}的问题若坐席既未解决也未转接，客户不会再来。"),
        )
    }));
    let certain = types().filter(|part| !may_fail(part)).count();
    if certain == types().count() {
        sentences.push(
            words
                .pick(
                    "A contact that was answered is settled: nobody comes back because an agent did not solve the matter.",
                    "接起即解决：没有客户因坐席未解决而再次联络。",
                )
                .to_owned(),
        );
    }
    sentences
}

fn transfers(subject: &Subject<'_>, centre: &ContactCentre) -> String {
    let words = subject.words;
    let passed = |part: &&ContactType| part.journey.transfer.is_some();
    let Some(names) = titles(subject, centre.contact_types().iter().filter(passed)) else {
        let nobody = words.pick("Nobody is passed on between agents.", "坐席之间没有转接。");
        return nobody.to_owned();
    };
    words.pick(
        format!("Contacts of {names} that an agent does not solve are passed on in part, and wait again where nobody is free."),
        format!("{names}的联络若坐席未能解决，会部分转接；若无人空闲则重新排队。"),
    )
}

/// Contact types that share the mean time until customers are back, by that time in the order of the centre.
fn by_delay<'a>(
    subject: &Subject<'_>,
    centre: &'a ContactCentre,
    how: impl Fn(&'a Journey) -> Option<&'a FollowUp>,
) -> Vec<(String, String)> {
    let mut groups: Vec<(String, Vec<ContactTypeId>)> = Vec::new();
    for (t, part) in centre.contact_types().iter().enumerate() {
        let Some(how) = how(&part.journey) else {
            continue;
        };
        let delay = mean(subject, how);
        let id = ContactTypeId::new(t);
        match groups.iter_mut().find(|(known, _)| *known == delay) {
            Some((_, types)) => types.push(id),
            None => groups.push((delay, vec![id])),
        }
    }
    let named = groups.into_iter().filter_map(|(delay, types)| {
        let types = types.iter().map(|id| &centre.contact_types()[id.index()]);
        Some((titles(subject, types)?, delay))
    });
    named.collect()
}

fn mean(subject: &Subject<'_>, how: &FollowUp) -> String {
    let mean = |law: &Distribution| subject.words.span(law.mean());
    mean(&how.delay)
}
