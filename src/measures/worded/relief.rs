//! What relieves lines: announced waits, overflow, callbacks and diversion.

use super::{Part, WordedMeasure, Words, contacts, measure};
use crate::measures::{Better, Estimator, Quantity, Unit};

const fn mean_time(
    part: Part,
    name: &'static str,
    (top, bottom): (Quantity, Quantity),
    words: Words,
) -> WordedMeasure {
    let kind = (Unit::Seconds, Estimator::Ratio(top, bottom));
    measure(part, name, kind, Better::Lower, words)
}

/// In the order in which they are shown.
pub(super) const MEASURES: [WordedMeasure; 10] = [
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
