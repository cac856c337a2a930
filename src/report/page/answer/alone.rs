//! What is said of the only plan: whether it keeps the promises, how long customers wait, what it costs.

use super::consequences;
use crate::experiment::Scope;
use crate::report::number;
use crate::report::page::Subject;
use crate::report::verdict::{self, Judgement, Outcome, Promise};
use crate::units::number as convert;

/// Whether the only plan keeps its promises.
pub(super) fn promises(subject: &Subject<'_>) -> String {
    let words = subject.words;
    let findings = subject.base();
    let judgements = verdict::judgements(findings);
    let Some(worst) = verdict::overall(&judgements) else {
        return words.pick(
            "Nothing was promised to customers, so there is no promise to keep or break."
                .to_owned(),
            "场景中没有对客户的承诺，因此无所谓达标与否。".to_owned(),
        );
    };
    let confidence = words.share(findings.estimates.confidence().as_f64());
    let told: Vec<String> = (judgements.iter())
        .filter(|one| one.outcome == worst)
        .take(2)
        .map(|one| told(subject, one))
        .collect();
    let told = told.join(words.pick("; ", "；"));
    let (count, all) = (
        judgements.iter().filter(|one| one.outcome == worst).count(),
        judgements.len(),
    );
    let [count, all_text] = [count, all].map(|count| number::whole(convert::count(count)));
    let text = match (worst, all) {
        (Outcome::Missed, 1) => (
            "The promise to customers is broken".to_owned(),
            "对客户的承诺未兑现".to_owned(),
        ),
        (Outcome::NotSure, 1) => (
            "Whether the promise to customers is kept is not sure".to_owned(),
            "对客户的承诺能否兑现尚不确定".to_owned(),
        ),
        (Outcome::Met, 1) => (
            "The promise to customers is kept".to_owned(),
            "对客户的承诺得到兑现".to_owned(),
        ),
        (Outcome::Missed, _) => (
            format!("{count} of {all_text} promises to customers are broken"),
            format!("对客户的{all_text}项承诺中有{count}项未兑现"),
        ),
        (Outcome::NotSure, _) => (
            format!(
                "Of {all_text} promises to customers none is surely broken, but {count} may be"
            ),
            format!("对客户的{all_text}项承诺中没有确定未兑现的，但有{count}项尚不确定"),
        ),
        (Outcome::Met, _) => (
            format!("All {all_text} promises to customers are kept"),
            format!("对客户的{all_text}项承诺全部兑现"),
        ),
    };
    words.pick(
        format!("{} ({confidence} confidence): {told}.", text.0),
        format!("{}（置信度{confidence}）：{told}。", text.1),
    )
}

/// A number and the promise that it is held against.
fn told(subject: &Subject<'_>, one: &Judgement) -> String {
    let words = subject.words;
    let numbers = words.numbers();
    let queues = subject.base().centre.queues();
    let queue = &queues[one.queue.index()];
    let unit = one.promise.unit();
    let promised = numbers.as_written(unit, one.promise.value());
    let number = one.estimate.value().map_or_else(
        || words.pick("nothing", "无数据").to_owned(),
        |value| {
            let interval = one.estimate.interval();
            numbers.joined(&numbers.parts_against(unit, value, interval, one.promise.value()))
        },
    );
    let wait = words.span(queue.target.wait);
    let (english, chinese) = match one.promise {
        Promise::Share(_) => (
            format!("{number} of contacts are served within {wait}, promised are {promised}"),
            format!("{wait}内服务的占比为{number}，承诺为{promised}"),
        ),
        Promise::Asa(_) => (
            format!(
                "contacts are answered after {number} on average, promised is at most {promised}"
            ),
            format!("平均应答速度为{number}，承诺不超过{promised}"),
        ),
        Promise::Abandonment(_) => (
            format!("{number} of contacts are abandoned, promised is at most {promised}"),
            format!("放弃率为{number}，承诺不超过{promised}"),
        ),
        Promise::InDueTime(_) => (
            format!("{number} of tickets are finished in due time, promised are {promised}"),
            format!("工单按时完成率为{number}，承诺为{promised}"),
        ),
        Promise::BacklogAge(_) => (
            format!("the mean age of the backlog is {number}, promised is at most {promised}"),
            format!("积压工单平均时龄为{number}，承诺不超过{promised}"),
        ),
    };
    let text = words.pick(english, chinese);
    if queues.len() > 1 {
        let title = queue.title_in(words.0);
        words.pick(format!("{title}: {text}"), format!("{title}：{text}"))
    } else {
        text
    }
}

/// How long customers of the only plan wait, and what it costs.
pub(super) fn waits_and_cost(subject: &Subject<'_>) -> String {
    let words = subject.words;
    let numbers = words.numbers();
    let wait = |name: &str| {
        let estimate = subject.estimate(0, name, Scope::Centre)?;
        let value = estimate.value()?;
        let unit = subject.measure(name)?.unit;
        Some(numbers.with_interval(unit, value, estimate.interval()))
    };
    let cost = consequences::cost(subject, 0);
    let Some(mean) = wait("wait_mean") else {
        return words.pick(
            format!("Nobody waited; the plan {cost}."),
            format!("没有客户等待；方案{cost}。"),
        );
    };
    let tenth = wait("wait_p90").map_or_else(String::new, |wait| {
        words.pick(
            format!(", one in ten longer than {wait}"),
            format!("，十分之一的客户等待超过{wait}"),
        )
    });
    words.pick(
        format!("Customers wait {mean} on average{tenth}; the plan {cost}."),
        format!("客户平均等待{mean}{tenth}；方案{cost}。"),
    )
}
