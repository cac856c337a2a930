//! What a manager should know that the numbers take for granted, read off the centre.

use jiff::civil::Date;

use super::{Subject, channels, incidents, journeys, relief};
use crate::model::{
    AtClosing, ChannelKind, ContactCentre, ContactType, Demand, OpeningHours, Queue,
};
use crate::report::{MarkedDay, number};
use crate::units::number as convert;

/// How many names a sentence spells out.
const MOST_NAMES: usize = 6;

/// The assumptions about the base, one sentence each; the other plans differ in what they change.
pub(super) fn sentences(subject: &Subject<'_>) -> Vec<String> {
    let centre = subject.base().centre;
    let mut sentences = Vec::new();
    if !subject.is_one() {
        sentences.push(
            subject
                .words
                .pick(
                    "All plans meet the same customers: the same arrivals, the same patience and the same amount of work. Only what a plan changes differs.",
                    "所有方案面对同样的客户：到达、耐心和工作量都相同，只有方案所改变的部分不同。",
                )
                .to_owned(),
        );
    }
    sentences.extend(demand(subject, centre));
    sentences.extend(special_days(subject));
    sentences.extend(incidents::sentences(subject, centre));
    sentences.extend(patience(subject, centre));
    sentences.extend(relief::sentences(subject, centre));
    if centre.follows_matters() {
        sentences.extend(journeys::sentences(subject, centre));
    }
    if !centre.follows_matters() {
        let settled = subject.words.pick(
            "Who gave up or was turned away does not try again, and a contact that was answered is settled: nobody comes back with the same matter, and nobody is passed on.",
            "放弃或被拒的客户不会再次联络；接起即解决：没有重复联络，也没有转接。",
        );
        sentences.push(settled.to_owned());
    }
    sentences.extend(channels::sentences(subject, centre));
    let mut always = |english: &str, chinese: &str| {
        sentences.push(subject.words.pick(english, chinese).to_owned());
    };
    always(
        "People are there as planned. Breaks, training and absence are in the planned shrinkage; nobody is late or ill by chance.",
        "人员按计划到岗。休息、培训和缺勤已计入计划损耗率；没有偶然的迟到或病假。",
    );
    sentences.extend(limits(subject, centre));
    sentences.extend(hours(subject, centre));
    sentences.extend(warm_up(subject, centre));
    sentences
}

/// Names in a sentence; of many the first.
pub(super) fn names<'a>(subject: &Subject<'_>, all: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<String> = all.map(str::to_owned).collect();
    let left_out = names.len().saturating_sub(MOST_NAMES);
    names.truncate(MOST_NAMES);
    if left_out > 0 {
        let more = number::whole(convert::count(left_out));
        names.push(
            subject
                .words
                .pick(format!("{more} more"), format!("其他{more}个")),
        );
    }
    subject.words.list(&names)
}

/// Titles of contact types in a sentence; `None` if there are none.
pub(super) fn titles<'a>(
    subject: &Subject<'_>,
    types: impl Iterator<Item = &'a ContactType>,
) -> Option<String> {
    let language = subject.words.0;
    let mut types = types.map(|part| part.title_in(language)).peekable();
    types.peek()?;
    Some(names(subject, types))
}

fn demand(subject: &Subject<'_>, centre: &ContactCentre) -> Vec<String> {
    let words = subject.words;
    let types = || centre.contact_types().iter();
    let is_replayed = |part: &&ContactType| matches!(part.demand, Demand::Replay(_));
    let mut sentences = Vec::new();
    if let Some(replayed) = titles(subject, types().filter(is_replayed)) {
        sentences.push(words.pick(
            format!("Contacts of {replayed} arrive at the very times of the log."),
            format!("{replayed}的联络按日志中的时间到达。"),
        ));
    }
    let by_plan = |part: &&ContactType| !is_replayed(part);
    let even = titles(
        subject,
        types()
            .filter(by_plan)
            .filter(|part| part.busyness.is_none()),
    );
    let uneven = titles(
        subject,
        types()
            .filter(by_plan)
            .filter(|part| !part.busyness.is_none()),
    );
    if let Some(even) = even {
        sentences.push(words.pick(
            format!("Of {even} the forecast volume is right on average; single contacts come by chance around it (Poisson). That a day is busier than foreseen is not counted in."),
            format!("{even}的预测量平均而言是准确的，单个联络在其附近随机到达（泊松过程）；未考虑某天比预测更忙的情况。"),
        ));
    }
    if let Some(uneven) = uneven {
        sentences.push(words.pick(
            format!("Of {uneven} the forecast volume is right on average; days or intervals are busier or calmer than foreseen, as far as the scenario states."),
            format!("{uneven}的预测量平均而言是准确的；各天或各时段会按场景给出的幅度更忙或更闲。"),
        ));
    }
    sentences
}

fn special_days(subject: &Subject<'_>) -> Option<String> {
    let words = subject.words;
    let days: Vec<String> = runs(&subject.base().marked_days(words.0))
        .iter()
        .map(|(name, first, last)| {
            let (from, to) = (words.date(*first), words.date(*last));
            if first == last {
                words.pick(format!("{name} ({from})"), format!("{name}（{from}）"))
            } else {
                words.pick(
                    format!("{name} ({from} to {to})"),
                    format!("{name}（{from}至{to}）"),
                )
            }
        })
        .collect();
    (!days.is_empty()).then(|| {
        let days = names(subject, days.iter().map(String::as_str));
        words.pick(
            format!("Special days are: {days}; what they change is as the scenario states."),
            format!("特殊日期：{days}；其影响按场景的设定。"),
        )
    })
}

/// Days in a row that have a name in common: the name, the first and the last.
fn runs(marked: &[MarkedDay]) -> Vec<(&str, Date, Date)> {
    let mut runs: Vec<(&str, Date, Date)> = Vec::new();
    for day in marked {
        let goes_on = |(name, _, last): &&mut (&str, Date, Date)| {
            *name == day.name && last.tomorrow().is_ok_and(|next| next == day.date)
        };
        match runs.iter_mut().find(goes_on) {
            Some((_, _, last)) => *last = day.date,
            None => runs.push((&day.name, day.date, day.date)),
        }
    }
    runs
}

fn patience(subject: &Subject<'_>, centre: &ContactCentre) -> Vec<String> {
    let words = subject.words;
    let types = || centre.contact_types().iter();
    let leave = titles(subject, types().filter(|part| part.patience.law.is_some()));
    let stays = |part: &&ContactType| {
        part.patience.law.is_none() && part.channel.kind() != ChannelKind::Ticket
    };
    let stay = titles(subject, types().filter(stays));
    let mut sentences = Vec::new();
    let plans = subject.plans.iter();
    let is_told = plans
        .flat_map(|plan| plan.centre.queues())
        .any(|queue| queue.relief.announcement.is_some());
    if let Some(leave) = leave {
        let (told, told_zh) = if is_told {
            ("", "")
        } else {
            (
                " and does not hang on what they are told",
                "，与告知内容无关",
            )
        };
        sentences.push(words.pick(
            format!("Customers of {leave} wait until their patience ends, then give up; patience is as the scenario states{told}."),
            format!("{leave}的客户等到耐心耗尽就放弃；耐心按场景的设定{told_zh}。"),
        ));
    }
    if let Some(stay) = stay {
        sentences.push(words.pick(
            format!("Customers of {stay} wait as long as it takes and never give up in the line."),
            format!("{stay}的客户会一直等待，排队中不会放弃。"),
        ));
    }
    sentences
}

fn limits(subject: &Subject<'_>, centre: &ContactCentre) -> Option<String> {
    let words = subject.words;
    let limited = |queue: &&Queue| queue.queue_capacity.is_some() || queue.trunks.is_some();
    let mut queues = (centre.queues().iter())
        .filter(limited)
        .map(|queue| queue.title_in(words.0))
        .peekable();
    queues.peek()?;
    let queues = names(subject, queues);
    Some(words.pick(
        format!("In {queues} the line or the trunks are limited: who comes when all are taken is turned away."),
        format!("{queues}的排队位或线路有限：占满时到达的客户被拒接。"),
    ))
}

fn hours(subject: &Subject<'_>, centre: &ContactCentre) -> Vec<String> {
    let words = subject.words;
    let closing = |at: AtClosing| {
        let mut queues = (centre.queues().iter())
            .enumerate()
            .filter(|(_, queue)| queue.opening_hours != OpeningHours::Always)
            .filter(|(q, queue)| queue.at_closing == at && !centre.holds_tickets(*q))
            .map(|(_, queue)| queue.title_in(words.0))
            .peekable();
        queues.peek()?;
        Some(names(subject, queues))
    };
    let served = closing(AtClosing::WorkOff).map(|queues| {
        words.pick(
            format!("Who waits in {queues} at closing time is still served."),
            format!("{queues}关闭时仍在排队的客户会继续得到服务。"),
        )
    });
    let sent = closing(AtClosing::SendAway).map(|queues| {
        words.pick(
            format!("Who waits in {queues} at closing time is sent away."),
            format!("{queues}关闭时仍在排队的客户被谢绝。"),
        )
    });
    served.into_iter().chain(sent).collect()
}

fn warm_up(subject: &Subject<'_>, centre: &ContactCentre) -> Option<String> {
    let words = subject.words;
    let horizon = centre.horizon();
    let warm_up = horizon.counted_from().since_start();
    (!warm_up.is_zero()).then(|| {
        let (length, from) = (
            words.span(warm_up),
            words.instant(horizon, horizon.counted_from()),
        );
        words.pick(
            format!(
                "The first {length} fill the lines and are not counted: numbers are from {from} on."
            ),
            format!("开头的{length}用于形成队列，不计入统计：数据从{from}起。"),
        )
    })
}
