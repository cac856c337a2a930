//! What happens in dialogues with self-service.

use super::{Part, WordedMeasure, contacts, measure, share};
use crate::measures::{Better, Estimator, Quantity, Unit};

/// In the order in which they are shown.
pub(super) const MEASURES: [WordedMeasure; 13] = [
    contacts(
        Part::SelfService,
        "sessions",
        Quantity::Dialogues,
        Better::Neither,
        [
            "Self-service sessions",
            "dialogues with self-service that began",
            "自助服务会话量",
            "开始的自助服务会话次数",
        ],
    ),
    contacts(
        Part::SelfService,
        "contained",
        Quantity::Contained,
        Better::Neither,
        [
            "Contained",
            "sessions that ended as solved, falsely or truly",
            "自助解决量",
            "以“已解决”结束的会话次数，包括误判的",
        ],
    ),
    contacts(
        Part::SelfService,
        "falsely_contained",
        Quantity::FalselyContained,
        Better::Lower,
        [
            "Falsely contained",
            "of the contained, those whose matter was not solved",
            "误判解决量",
            "自助解决量中问题其实没有解决的次数",
        ],
    ),
    contacts(
        Part::SelfService,
        "given_up",
        Quantity::GivenUp,
        Better::Lower,
        [
            "Given up in self-service",
            "sessions that ended with no result and no agent asked for",
            "自助放弃量",
            "既无结果也未转人工而结束的会话次数",
        ],
    ),
    contacts(
        Part::SelfService,
        "escalated",
        Quantity::Escalated,
        Better::Neither,
        [
            "Escalated",
            "sessions that ended with the customer passed on to the agents",
            "转人工量",
            "以转人工结束的会话次数",
        ],
    ),
    contacts(
        Part::SelfService,
        "turned_away",
        Quantity::TurnedAway,
        Better::Lower,
        [
            "Turned away by self-service",
            "contacts refused by a self-service that was full or out of order",
            "自助谢绝量",
            "因自助服务已满或故障而被谢绝的联络次数",
        ],
    ),
    contacts(
        Part::SelfService,
        "bypassed",
        Quantity::Bypassed,
        Better::Neither,
        [
            "Past self-service",
            "contacts that went straight to the agents because self-service was full or out of order",
            "绕过自助量",
            "因自助服务已满或故障而直接转人工的联络次数",
        ],
    ),
    share(
        Part::SelfService,
        "containment_reported",
        (Quantity::NotPassedOn, Quantity::DialoguesEnded),
        Better::Neither,
        [
            "Containment as reported",
            "sessions that ended without an agent ÷ sessions that ended: what self-service says of itself, customers who gave up and false containment included",
            "自助解决率（报告值）",
            "未转人工的会话 ÷ 结束的会话：自助服务自报的数字，含放弃与误判",
        ],
    ),
    share(
        Part::SelfService,
        "containment_true",
        (Quantity::TrulyContained, Quantity::DialoguesEnded),
        Better::Higher,
        [
            "True containment",
            "sessions that ended with the matter solved ÷ sessions that ended",
            "自助解决率（真实值）",
            "问题确已解决的会话 ÷ 结束的会话",
        ],
    ),
    share(
        Part::SelfService,
        "escalation",
        (Quantity::Escalated, Quantity::DialoguesEnded),
        Better::Neither,
        [
            "Escalation rate",
            "escalated ÷ sessions that ended",
            "转人工率",
            "转人工量 ÷ 结束的会话",
        ],
    ),
    measure(
        Part::SelfService,
        "session_time",
        (
            Unit::Seconds,
            Estimator::Ratio(Quantity::DialogueTime, Quantity::DialoguesEnded),
        ),
        Better::Neither,
        [
            "Mean session",
            "mean length of a session with self-service",
            "平均会话时长",
            "自助服务会话的平均时长",
        ],
    ),
    measure(
        Part::SelfService,
        "failed_turns",
        (
            Unit::Turns,
            Estimator::Ratio(Quantity::FailedTurns, Quantity::DialoguesEnded),
        ),
        Better::Lower,
        [
            "Failed turns of a session",
            "mean number of turns of a session in which self-service did not understand",
            "每次会话未理解轮数",
            "每次会话中自助服务未能理解的平均轮数",
        ],
    ),
    measure(
        Part::SelfService,
        "self_service_load",
        (Unit::Erlangs, Estimator::TimeMean(Quantity::DialogueTime)),
        Better::Neither,
        [
            "Load of self-service",
            "length of the sessions that began ÷ time: sessions at once on average",
            "自助服务负荷",
            "开始的会话的总时长 ÷ 时间：平均同时进行的会话数",
        ],
    ),
];
