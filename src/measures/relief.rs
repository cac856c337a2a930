//! Measures of what relieves lines: each with its words, in both languages.
//!
//! They exist only where a queue announces waits, calls back or lets contacts overflow, or where a
//! self-service passes on only while the wait is short; each only where its own part is in use.

use super::{Better, Estimator, Quantity, Unit};
use crate::model::{ContactCentre, OverflowTo};

/// Where a measure exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Where waits are announced.
    Announcement,
    /// Where contacts overflow to other contact types.
    Overflow,
    /// Where customers are called back.
    Callback,
    /// Where self-service passes on only while the wait is short.
    OnlyBelow,
}

/// A measure of what relieves lines.
#[derive(Debug)]
pub(super) struct ReliefMeasure {
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
) -> ReliefMeasure {
    let [en, definition, zh, zh_definition] = words;
    ReliefMeasure {
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
) -> ReliefMeasure {
    let kind = (Unit::Contacts, Estimator::Mean(of));
    measure(part, name, kind, better, words)
}

const fn mean_time(
    part: Part,
    name: &'static str,
    (top, bottom): (Quantity, Quantity),
    words: Words,
) -> ReliefMeasure {
    let kind = (Unit::Seconds, Estimator::Ratio(top, bottom));
    measure(part, name, kind, Better::Lower, words)
}

impl Part {
    /// Whether a centre uses it.
    pub(super) fn is_of(self, centre: &ContactCentre) -> bool {
        let mut queues = centre.queues().iter().map(|queue| &queue.relief);
        match self {
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

/// All of them, in the order in which they are shown.
pub(super) const MEASURES: [ReliefMeasure; 10] = [
    contacts(
        Part::Announcement,
        "announced",
        Quantity::Told,
        Better::Lower,
        [
            "Told a wait",
            "contacts that could not be answered at once and were told how long it would take",
            "告知等待量",
            "未能立即接起、并被告知预计等待时间的联络次数",
        ],
    ),
    mean_time(
        Part::Announcement,
        "announced_wait",
        (Quantity::ToldTime, Quantity::Told),
        [
            "Mean wait announced",
            "mean of the waits that customers were told; where nobody was logged in who could answer, a week",
            "平均告知等待时间",
            "告知客户的预计等待时间的平均值；无人在线可接时按一周计",
        ],
    ),
    contacts(
        Part::Announcement,
        "balked",
        Quantity::Balked,
        Better::Lower,
        [
            "Left because of the announcement",
            "of the contacts abandoned, those that left at once because of the wait that they were told",
            "听到告知即放弃量",
            "放弃量中听到预计等待时间后立即离开的联络次数",
        ],
    ),
    contacts(
        Part::Overflow,
        "overflowed",
        Quantity::Moved,
        Better::Neither,
        [
            "Overflowed",
            "contacts that left the queue by an overflow and were offered anew as contacts of another type",
            "溢出量",
            "按溢出规则离开队列、改作其他业务类型再次进线的联络次数",
        ],
    ),
    contacts(
        Part::Callback,
        "callbacks",
        Quantity::Callbacks,
        Better::Neither,
        [
            "Callbacks taken",
            "contacts whose customer took a callback instead of waiting",
            "回呼约定量",
            "客户以回呼代替排队等待的联络次数",
        ],
    ),
    contacts(
        Part::Callback,
        "callbacks_reached",
        Quantity::CallbacksReached,
        Better::Higher,
        [
            "Callbacks that reached the customer",
            "of the callbacks taken, those at which the customer picked up",
            "回呼接通量",
            "回呼约定量中客户接听了的次数",
        ],
    ),
    contacts(
        Part::Callback,
        "callbacks_lost",
        Quantity::CallbacksLost,
        Better::Lower,
        [
            "Callbacks lost",
            "of the callbacks taken, those at which the customer did not pick up, the last time either",
            "回呼失败量",
            "回呼约定量中最后一次仍无人接听的次数",
        ],
    ),
    contacts(
        Part::Callback,
        "callbacks_open",
        Quantity::CallbacksOpen,
        Better::Lower,
        [
            "Callbacks open at the end",
            "of the callbacks taken, those still owed when the replication ended, at most 7 days after the horizon",
            "期末未回呼量",
            "回呼约定量中一次模拟结束时（最迟为时段结束后7天）仍未完成的次数",
        ],
    ),
    mean_time(
        Part::Callback,
        "callback_wait",
        (Quantity::CallbackWait, Quantity::CallbacksReached),
        [
            "Mean time until called back",
            "mean time from taking a callback to picking up",
            "平均回呼等待时间",
            "从约定回呼到客户接听的平均时间",
        ],
    ),
    contacts(
        Part::OnlyBelow,
        "diverted",
        Quantity::Diverted,
        Better::Neither,
        [
            "Diverted by self-service",
            "of the contacts escalated, those that became a contact of another type, or a callback, because the wait would have been too long",
            "自助分流量",
            "转人工量中因预计等待过长而改为其他业务类型（如工单）或回呼的联络次数",
        ],
    ),
];
