//! What the numbers take for granted about chats and tickets, and what the words mean.

use super::Subject;
use super::assumptions::{names, titles};
use crate::model::{ChannelKind, ContactCentre, ContactType, SkillGroup};

/// What people have in hand, and what happens to chats and tickets.
pub(super) fn sentences(subject: &Subject<'_>, centre: &ContactCentre) -> Vec<String> {
    let mut sentences = in_hand(subject, centre);
    sentences.extend(silence(subject, centre));
    sentences.extend(tickets(subject, centre));
    sentences
}

/// The titles of the groups of which something holds, by their place.
fn groups(
    subject: &Subject<'_>,
    centre: &ContactCentre,
    holds: impl Fn(usize) -> bool,
) -> Option<String> {
    let language = subject.words.0;
    let wanted = |(g, _): &(usize, &SkillGroup)| holds(*g);
    let mut groups = (centre.skill_groups().iter().enumerate())
        .filter(wanted)
        .map(|(_, group)| group.title_in(language))
        .peekable();
    groups.peek()?;
    Some(names(subject, groups))
}

fn in_hand(subject: &Subject<'_>, centre: &ContactCentre) -> Vec<String> {
    let words = subject.words;
    let differ = (centre.skill_groups().iter()).any(|group| group.people.differ());
    let Some(several) = groups(subject, centre, |g| centre.most_in_hand(g) > 1) else {
        let sentence = if differ {
            words.pick(
                "An agent has one contact at a time and finishes it. People of a skill group differ as far as the scenario states.",
                "每名坐席一次只处理一个联络并处理完毕；同一技能组的人员差异按场景的设定。",
            )
        } else {
            words.pick(
                "An agent has one contact at a time and finishes it. All people of a skill group work alike.",
                "每名坐席一次只处理一个联络并处理完毕；同一技能组的人员水平相同。",
            )
        };
        return vec![sentence.to_owned()];
    };
    let (alike, alike_zh) = if differ {
        (
            "People of a skill group differ as far as the scenario states.",
            "同一技能组的人员差异按场景的设定。",
        )
    } else {
        (
            "All people of a skill group work alike.",
            "同一技能组的人员水平相同。",
        )
    };
    let mut sentences = vec![words.pick(
        format!("People of {several} have several contacts in hand at once, as many as the scenario allows; with more in hand each goes on more slowly, as stated. {alike}"),
        format!("{several}的坐席可同时处理多个联络，数量按场景的设定；同时处理越多，每个进展越慢，快慢按设定。{alike_zh}"),
    )];
    let alone = groups(subject, centre, |g| centre.most_in_hand(g) == 1);
    sentences.extend(alone.map(|alone| {
        words.pick(
            format!("People of {alone} have one contact at a time."),
            format!("{alone}的坐席一次只处理一个联络。"),
        )
    }));
    sentences
}

fn silence(subject: &Subject<'_>, centre: &ContactCentre) -> Option<String> {
    let words = subject.words;
    let is_silent = |part: &&ContactType| part.channel.silence().is_some();
    let types = titles(subject, centre.contact_types().iter().filter(is_silent))?;
    Some(words.pick(
        format!("Some customers of {types} leave the line without a word: they keep their place, and an agent finds out when their turn comes. They count as having given up when they left."),
        format!("{types}的部分客户会不告而别：其位置仍保留，轮到时才由坐席发现；按离开的时间计为放弃。"),
    ))
}

fn tickets(subject: &Subject<'_>, centre: &ContactCentre) -> Vec<String> {
    let words = subject.words;
    let is_ticket = |part: &&ContactType| part.channel.kind() == ChannelKind::Ticket;
    let Some(types) = titles(subject, centre.contact_types().iter().filter(is_ticket)) else {
        return Vec::new();
    };
    let mut sentences = vec![words.pick(
        format!("Tickets ({types}) come in at any time and are worked when no live contact waits that the agent has room for, those due first in front. Due times are counted in the opening hours of their queue. The end of the period does not wait for tickets."),
        format!("工单（{types}）随时可提交，在没有坐席可接的实时联络排队时处理，先到期的优先；期限按其队列的营业时间计算。时段结束时不等待工单。"),
    )];
    let lays_aside = |g: usize| {
        centre.channels_of(g)[ChannelKind::Ticket.index()]
            && centre.desks_of(g).is_some_and(|desks| desks.interruptible)
    };
    sentences.extend(groups(subject, centre, lays_aside).map(|groups| {
        words.pick(
            format!("In {groups} a ticket is laid aside for a customer who finds nobody free, and gone on with later where it was left."),
            format!("在{groups}，没有空闲坐席时工单会为实时客户让路，之后从中断处继续。"),
        )
    }));
    sentences
}

/// Words of chats and tickets, each in both languages: the word, and what it means.
pub(super) fn terms(centre: &ContactCentre) -> Vec<[(&'static str, &'static str); 2]> {
    let mut terms = Vec::new();
    if (0..centre.skill_groups().len()).any(|g| centre.most_in_hand(g) > 1) {
        terms.push([
            ("In hand", "手中的联络"),
            (
                "taken by an agent and not finished, wrap-up included; of an agent's time with several in hand each takes an equal part",
                "已由坐席接起、尚未处理完（含话后处理）的联络；同时处理多个时，各占坐席时间的等份",
            ),
        ]);
    }
    if centre.has_channel(ChannelKind::Ticket) {
        terms.push([
            ("Ticket", "工单"),
            (
                "a contact that nobody waits beside: an e-mail, a form; it is answered when an agent begins it, and finished when the work ends",
                "客户不在线等待的联络：邮件、表单等；坐席开始处理时计为接起，处理结束时计为完成",
            ),
        ]);
    }
    terms
}
