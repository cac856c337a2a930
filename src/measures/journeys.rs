//! Measures of what happens around contacts: each with its words, in both languages.
//!
//! They exist only where matters are followed, those of self-service only where there is one.

use super::{Better, Estimator, Quantity, Unit};
use crate::model::Cause;

/// A measure of what happens around contacts.
#[derive(Debug)]
pub(super) struct JourneyMeasure {
    pub(super) name: &'static str,
    pub(super) unit: Unit,
    pub(super) estimator: Estimator,
    pub(super) better: Better,
    /// Whether it is about self-service.
    pub(super) of_self_service: bool,
    pub(super) en: &'static str,
    pub(super) zh: &'static str,
    pub(super) definition: &'static str,
    pub(super) zh_definition: &'static str,
}

/// What a measure is called and what it means: heading and definition in English, then in Chinese.
type Words = [&'static str; 4];

const fn measure(
    name: &'static str,
    unit: Unit,
    estimator: Estimator,
    better: Better,
    words: Words,
) -> JourneyMeasure {
    let [en, definition, zh, zh_definition] = words;
    JourneyMeasure {
        name,
        unit,
        estimator,
        better,
        of_self_service: false,
        en,
        zh,
        definition,
        zh_definition,
    }
}

const fn contacts(
    name: &'static str,
    of: Quantity,
    better: Better,
    words: Words,
) -> JourneyMeasure {
    measure(name, Unit::Contacts, Estimator::Mean(of), better, words)
}

const fn matters(name: &'static str, of: Quantity, better: Better, words: Words) -> JourneyMeasure {
    measure(name, Unit::Matters, Estimator::Mean(of), better, words)
}

const fn share(
    name: &'static str,
    (top, bottom): (Quantity, Quantity),
    better: Better,
    words: Words,
) -> JourneyMeasure {
    let estimator = Estimator::Ratio(top, bottom);
    measure(name, Unit::Share, estimator, better, words)
}

impl JourneyMeasure {
    const fn of_self_service(mut self) -> Self {
        self.of_self_service = true;
        self
    }
}

/// What it means that a contact arrived.
pub(super) const ARRIVED: &str = "contacts that came in: offered, deflected, and what self-service contained, turned away or lost; who arrives elsewhere instead counts there too";

/// All of them, in the order in which they are shown.
pub(super) const MEASURES: [JourneyMeasure; 38] = [
    contacts(
        "arrived",
        Quantity::Arrived,
        Better::Neither,
        [
            "Contacts arrived",
            ARRIVED,
            "到达量",
            "到达的联络次数：进线量、分流量以及由自助服务解决、谢绝或流失的；转往别处的在那里再计一次",
        ],
    ),
    contacts(
        "redials",
        Quantity::ArrivedBecause(Cause::Redial),
        Better::Lower,
        [
            "Redials",
            "contacts that came in because the one before was not answered",
            "重拨量",
            "因上一次未获接听而再次发起的联络次数",
        ],
    ),
    contacts(
        "repeats",
        Quantity::ArrivedBecause(Cause::Repeat),
        Better::Lower,
        [
            "Repeats",
            "contacts that came in because an agent did not resolve the matter",
            "重复联络量",
            "因坐席未解决问题而再次发起的联络次数",
        ],
    ),
    contacts(
        "returns",
        Quantity::ArrivedBecause(Cause::FalselyContained),
        Better::Lower,
        [
            "Returns after false containment",
            "contacts that came in because self-service had counted the matter as solved, and it was not",
            "误判解决后返回量",
            "因自助服务误判为已解决而再次发起的联络次数",
        ],
    ),
    contacts(
        "offered_first",
        Quantity::AskedBecause(Cause::First),
        Better::Neither,
        [
            "Offered: first contacts",
            "of the contacts offered, the first of their matters",
            "进线量：首次联络",
            "进线量中属于首次联络的次数",
        ],
    ),
    contacts(
        "offered_redial",
        Quantity::AskedBecause(Cause::Redial),
        Better::Lower,
        [
            "Offered: redials",
            "of the contacts offered, those that came because the one before was not answered",
            "进线量：重拨",
            "进线量中属于重拨的次数",
        ],
    ),
    contacts(
        "offered_repeat",
        Quantity::AskedBecause(Cause::Repeat),
        Better::Lower,
        [
            "Offered: repeats",
            "of the contacts offered, those that came because an agent did not resolve the matter",
            "进线量：重复联络",
            "进线量中因坐席未解决而再次联络的次数",
        ],
    ),
    contacts(
        "offered_falsely_contained",
        Quantity::AskedBecause(Cause::FalselyContained),
        Better::Lower,
        [
            "Offered: falsely contained before",
            "of the contacts offered, those that came because self-service had counted the matter as solved, and it was not",
            "进线量：自助误判后返回",
            "进线量中因自助服务误判为已解决而返回的次数",
        ],
    ),
    contacts(
        "offered_transfer",
        Quantity::AskedBecause(Cause::Transfer),
        Better::Lower,
        [
            "Offered: transferred",
            "of the contacts offered, those that another agent passed on to where they belong; each transfer is offered again",
            "进线量：转接",
            "进线量中由其他坐席转到应去之处的次数；每次转接重新计入进线量",
        ],
    ),
    contacts(
        "offered_wrong_transfer",
        Quantity::AskedBecause(Cause::WrongTransfer),
        Better::Lower,
        [
            "Offered: transferred wrongly",
            "of the contacts offered, those that another agent passed on to where they do not belong",
            "进线量：错误转接",
            "进线量中由其他坐席转到错误之处的次数",
        ],
    ),
    contacts(
        "transfers",
        Quantity::Transfers,
        Better::Lower,
        [
            "Transfers",
            "contacts that an agent passed on to other agents, counted where they arrived",
            "转接量",
            "由坐席转给其他坐席的联络次数，按到达时间计",
        ],
    ),
    contacts(
        "wrong_transfers",
        Quantity::WrongTransfers,
        Better::Lower,
        [
            "Wrong transfers",
            "of the transfers, those to agents who could not help and passed the contact on again",
            "错误转接量",
            "转接量中转到无法处理、需再次转接之处的次数",
        ],
    ),
    share(
        "transfer_share",
        (Quantity::Transfers, Quantity::Answered),
        Better::Lower,
        [
            "Transfer rate",
            "transfers ÷ answered",
            "转接率",
            "转接量 ÷ 接起量",
        ],
    ),
    contacts(
        "sessions",
        Quantity::Dialogues,
        Better::Neither,
        [
            "Self-service sessions",
            "dialogues with self-service that began",
            "自助服务会话量",
            "开始的自助服务会话次数",
        ],
    )
    .of_self_service(),
    contacts(
        "contained",
        Quantity::Contained,
        Better::Neither,
        [
            "Contained",
            "sessions that ended as solved, falsely or truly",
            "自助解决量",
            "以“已解决”结束的会话次数，包括误判的",
        ],
    )
    .of_self_service(),
    contacts(
        "falsely_contained",
        Quantity::FalselyContained,
        Better::Lower,
        [
            "Falsely contained",
            "of the contained, those whose matter was not solved",
            "误判解决量",
            "自助解决量中问题其实没有解决的次数",
        ],
    )
    .of_self_service(),
    contacts(
        "given_up",
        Quantity::GivenUp,
        Better::Lower,
        [
            "Given up in self-service",
            "sessions that ended with no result and no agent asked for",
            "自助放弃量",
            "既无结果也未转人工而结束的会话次数",
        ],
    )
    .of_self_service(),
    contacts(
        "escalated",
        Quantity::Escalated,
        Better::Neither,
        [
            "Escalated",
            "sessions that ended with the customer passed on to the agents",
            "转人工量",
            "以转人工结束的会话次数",
        ],
    )
    .of_self_service(),
    contacts(
        "turned_away",
        Quantity::TurnedAway,
        Better::Lower,
        [
            "Turned away by self-service",
            "contacts refused by a self-service that was full or out of order",
            "自助谢绝量",
            "因自助服务已满或故障而被谢绝的联络次数",
        ],
    )
    .of_self_service(),
    contacts(
        "bypassed",
        Quantity::Bypassed,
        Better::Neither,
        [
            "Past self-service",
            "contacts that went straight to the agents because self-service was full or out of order",
            "绕过自助量",
            "因自助服务已满或故障而直接转人工的联络次数",
        ],
    )
    .of_self_service(),
    share(
        "containment_reported",
        (Quantity::NotPassedOn, Quantity::DialoguesEnded),
        Better::Neither,
        [
            "Containment as reported",
            "sessions that ended without an agent ÷ sessions that ended: what self-service says of itself, customers who gave up and false containment included",
            "自助解决率（报告值）",
            "未转人工的会话 ÷ 结束的会话：自助服务自报的数字，含放弃与误判",
        ],
    )
    .of_self_service(),
    share(
        "containment_true",
        (Quantity::TrulyContained, Quantity::DialoguesEnded),
        Better::Higher,
        [
            "True containment",
            "sessions that ended with the matter solved ÷ sessions that ended",
            "自助解决率（真实值）",
            "问题确已解决的会话 ÷ 结束的会话",
        ],
    )
    .of_self_service(),
    share(
        "escalation",
        (Quantity::Escalated, Quantity::DialoguesEnded),
        Better::Neither,
        [
            "Escalation rate",
            "escalated ÷ sessions that ended",
            "转人工率",
            "转人工量 ÷ 结束的会话",
        ],
    )
    .of_self_service(),
    measure(
        "session_time",
        Unit::Seconds,
        Estimator::Ratio(Quantity::DialogueTime, Quantity::DialoguesEnded),
        Better::Neither,
        [
            "Mean session",
            "mean length of a session with self-service",
            "平均会话时长",
            "自助服务会话的平均时长",
        ],
    )
    .of_self_service(),
    measure(
        "failed_turns",
        Unit::Turns,
        Estimator::Ratio(Quantity::FailedTurns, Quantity::DialoguesEnded),
        Better::Lower,
        [
            "Failed turns of a session",
            "mean number of turns of a session in which self-service did not understand",
            "每次会话未理解轮数",
            "每次会话中自助服务未能理解的平均轮数",
        ],
    )
    .of_self_service(),
    measure(
        "self_service_load",
        Unit::Erlangs,
        Estimator::TimeMean(Quantity::DialogueTime),
        Better::Neither,
        [
            "Load of self-service",
            "length of the sessions that began ÷ time: sessions at once on average",
            "自助服务负荷",
            "开始的会话的总时长 ÷ 时间：平均同时进行的会话数",
        ],
    )
    .of_self_service(),
    matters(
        "matters",
        Quantity::Matters,
        Better::Neither,
        [
            "Matters",
            "what customers want solved, counted where the first contact came in",
            "问题数",
            "客户要解决的问题个数，按首次联络的到达时间计",
        ],
    ),
    matters(
        "matters_resolved",
        Quantity::Resolved,
        Better::Higher,
        [
            "Matters resolved",
            "matters resolved by an agent or by self-service before the replication ended",
            "已解决问题数",
            "在模拟结束前由坐席或自助服务解决的问题个数",
        ],
    ),
    matters(
        "matters_given_up",
        Quantity::LetBe,
        Better::Lower,
        [
            "Matters given up",
            "matters that customers let be, unresolved",
            "未解决而放弃的问题数",
            "客户未获解决便作罢的问题个数",
        ],
    ),
    matters(
        "matters_open",
        Quantity::Open,
        Better::Lower,
        [
            "Matters open at the end",
            "matters neither resolved nor given up when the replication ended: the customer is waiting, being served or going to come back",
            "期末未结问题数",
            "模拟结束时既未解决也未作罢的问题个数：客户在等待、在服务中或还会再来",
        ],
    ),
    share(
        "resolution",
        (Quantity::Resolved, Quantity::Matters),
        Better::Higher,
        [
            "Resolution rate",
            "matters resolved ÷ matters",
            "问题解决率",
            "已解决问题数 ÷ 问题数",
        ],
    ),
    share(
        "resolved_in_self_service",
        (Quantity::ResolvedAlone, Quantity::Matters),
        Better::Higher,
        [
            "Matters that never reached an agent",
            "matters resolved by self-service without an agent being asked for ÷ matters",
            "从未转人工而解决的问题占比",
            "未曾转人工、由自助服务解决的问题 ÷ 问题数",
        ],
    )
    .of_self_service(),
    share(
        "fcr",
        (Quantity::NotRepeated, Quantity::HandledMatters),
        Better::Higher,
        [
            "First contact resolution (FCR)",
            "share of matters handled by an agent whose customer is not back with them within report.fcr_window",
            "首次联络解决率（FCR）",
            "经坐席处理的问题中，客户未在 report.fcr_window 内因此再来的占比",
        ],
    ),
    measure(
        "contacts_per_resolved",
        Unit::Contacts,
        Estimator::Ratio(Quantity::ContactsOfResolved, Quantity::Resolved),
        Better::Lower,
        [
            "Contacts per resolved matter",
            "mean number of contacts that a resolved matter took",
            "每个已解决问题的联络次数",
            "已解决问题平均所用的联络次数",
        ],
    ),
    measure(
        "time_to_resolution",
        Unit::Seconds,
        Estimator::Ratio(Quantity::TimeToResolution, Quantity::Resolved),
        Better::Lower,
        [
            "Time to resolution",
            "mean time from the first contact of a resolved matter to its resolution",
            "解决用时",
            "已解决问题从首次联络到解决的平均时间",
        ],
    ),
    share(
        "redial_share",
        (Quantity::AskedBecause(Cause::Redial), Quantity::Asked),
        Better::Lower,
        [
            "Share of redials",
            "offered_redial ÷ offered",
            "重拨占比",
            "进线量中重拨的占比",
        ],
    ),
    share(
        "repeat_share",
        (Quantity::AskedBecause(Cause::Repeat), Quantity::Asked),
        Better::Lower,
        [
            "Share of repeats",
            "offered_repeat ÷ offered",
            "重复联络占比",
            "进线量中重复联络的占比",
        ],
    ),
    share(
        "return_share",
        (Quantity::AskedBecause(Cause::FalselyContained), Quantity::Asked),
        Better::Lower,
        [
            "Share falsely contained before",
            "offered_falsely_contained ÷ offered",
            "自助误判返回占比",
            "进线量中因自助误判而返回的占比",
        ],
    ),
];
