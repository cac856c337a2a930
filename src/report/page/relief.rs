//! What a manager should know of announcements, callbacks and overflow, read off the centre.

use super::Subject;
use super::assumptions::names;
use crate::model::{
    CallbackTime, ContactCentre, Otherwise, Overflow, OverflowTo, Queue, WaitEstimator,
};

/// One sentence for each thing that happens to contacts which cannot be answered at once.
pub(super) fn sentences(subject: &Subject<'_>, centre: &ContactCentre) -> Vec<String> {
    let mut sentences = Vec::new();
    sentences.extend(announcements(subject, centre));
    for queue in centre.queues() {
        sentences.extend(callbacks(subject, queue));
    }
    sentences.extend(overflows(subject, centre));
    sentences.extend(diversions(subject, centre));
    sentences.extend(estimators(subject, centre));
    sentences
}

/// The titles of the queues for which something holds; `None` if there are none.
fn queues(
    subject: &Subject<'_>,
    centre: &ContactCentre,
    holds: impl Fn(&Queue) -> bool,
) -> Option<String> {
    let mut titles = (centre.queues().iter())
        .filter(|queue| holds(queue))
        .map(|queue| queue.title_in(subject.words.0))
        .peekable();
    titles.peek()?;
    Some(names(subject, titles))
}

fn announcements(subject: &Subject<'_>, centre: &ContactCentre) -> Option<String> {
    let queues = queues(subject, centre, |queue| queue.relief.announcement.is_some())?;
    Some(subject.words.pick(
        format!("Who must wait in {queues} is told the expected wait; how many leave because of it, and how much more or less patience the others have, is as the scenario states."),
        format!("在{queues}排队的客户会被告知预计等待时间；有多少人因此离开、其余客户的耐心如何变化，按场景的设定。"),
    ))
}

fn callbacks(subject: &Subject<'_>, queue: &Queue) -> Option<String> {
    let words = subject.words;
    let callback = queue.relief.callback.as_ref()?;
    let title = queue.title_in(words.0);
    let (acceptance, picks_up) = (
        words.share(callback.acceptance.as_f64()),
        words.share(callback.picks_up.as_f64()),
    );
    Some(match callback.time {
        CallbackTime::KeptPlace => words.pick(
            format!("Of those offered a callback in {title}, {acceptance} take it and keep their place in line; {picks_up} pick up when called. They are neither answered nor abandoned, and count as not in time."),
            format!("在{title}获得回呼邀约的客户中，{acceptance}接受并保留排队位置；回呼时{picks_up}会接听。他们既不计为接起也不计为放弃，服务水平中按未达标计。"),
        ),
        CallbackTime::TimeSlot(after) => {
            let after = words.span(after);
            words.pick(
                format!("Of those offered a callback in {title}, {acceptance} take it and are called {after} later, before those who wait then; {picks_up} pick up. They are neither answered nor abandoned, and count as not in time."),
                format!("在{title}获得回呼邀约的客户中，{acceptance}接受，并在{after}后先于排队者被回呼；{picks_up}会接听。他们既不计为接起也不计为放弃，服务水平中按未达标计。"),
            )
        }
    })
}

fn overflows(subject: &Subject<'_>, centre: &ContactCentre) -> Vec<String> {
    let words = subject.words;
    let leads = |queue: &Queue, to: fn(&Overflow) -> bool| queue.relief.overflows.iter().any(to);
    let is_to_type = |overflow: &Overflow| matches!(overflow.to, OverflowTo::Type(_));
    let is_to_group = |overflow: &Overflow| matches!(overflow.to, OverflowTo::Group(_));
    let moved = queues(subject, centre, |queue| leads(queue, is_to_type)).map(|queues| {
        words.pick(
            format!("When the line of {queues} is too long, contacts leave it and are offered anew as another contact type; the whole centre counts both."),
            format!("{queues}排队过长时，联络会离开并改作其他业务类型重新进线；整个中心的进线量两者都计。"),
        )
    });
    let helped = queues(subject, centre, |queue| leads(queue, is_to_group)).map(|queues| {
        words.pick(
            format!("When the line of {queues} is too long, further groups help, which take its contacts at no other time."),
            format!("{queues}排队过长时由其他技能组协助；其余时间这些组不接其联络。"),
        )
    });
    moved.into_iter().chain(helped).collect()
}

fn diversions(subject: &Subject<'_>, centre: &ContactCentre) -> Vec<String> {
    let words = subject.words;
    let sentence = |service: &crate::model::SelfService| {
        let only = service.escalation.only_below?;
        let (title, wait) = (service.title_in(words.0), words.span(only.wait));
        Some(match only.otherwise {
            Otherwise::Callback => words.pick(
                format!("{title} passes customers on while the expected wait is below {wait}, and offers a callback otherwise."),
                format!("预计等待不足{wait}时，{title}才转人工，否则提供回呼。"),
            ),
            Otherwise::Type(other) => {
                let other = centre.contact_types()[other.index()].title_in(words.0);
                words.pick(
                    format!("{title} passes customers on while the expected wait is below {wait}; the others become {other}."),
                    format!("预计等待不足{wait}时，{title}才转人工，否则改为{other}。"),
                )
            }
        })
    };
    centre.self_services().iter().filter_map(sentence).collect()
}

fn estimators(subject: &Subject<'_>, centre: &ContactCentre) -> Vec<String> {
    let words = subject.words;
    if !centre.relieves_lines() {
        return Vec::new();
    }
    let by = |estimator: WaitEstimator| {
        queues(subject, centre, |queue| {
            let relief = &queue.relief;
            let is_read = relief.announcement.is_some() || relief.callback.is_some();
            relief.estimator == estimator && (is_read || !relief.overflows.is_empty())
        })
    };
    let length = by(WaitEstimator::QueueLength).map(|queues| words.pick(
        format!("The expected wait in {queues} is estimated by the length of the line: those in it and one more, ÷ the pace of the people logged in."),
        format!("{queues}的预计等待按队列长度估计：（排队人数 + 1）÷ 在线人员的处理速度。"),
    ));
    let head = by(WaitEstimator::HeadOfLine).map(|queues| words.pick(
        format!("The expected wait in {queues} is the wait so far of who stands at the head of the line."),
        format!("{queues}的预计等待取队首客户已等待的时间。"),
    ));
    let last = by(WaitEstimator::LastAnswered).map(|queues| {
        words.pick(
            format!("The expected wait in {queues} is the wait of who was answered last."),
            format!("{queues}的预计等待取最近一位被接起客户的等待时间。"),
        )
    });
    length.into_iter().chain(head).chain(last).collect()
}
