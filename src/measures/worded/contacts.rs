//! What comes in, for which cause, and what is passed on.

use super::{Part, WordedMeasure, contacts, share};
use crate::measures::{Better, Quantity};
use crate::model::Cause;

/// What it means that a contact arrived.
pub(in crate::measures) const ARRIVED: &str = "contacts that came in: offered, deflected, and what self-service contained, turned away or lost; who arrives elsewhere instead counts there too";

/// In the order in which they are shown.
pub(super) const MEASURES: [WordedMeasure; 13] = [
    contacts(
        Part::Matters,
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
        Part::Matters,
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
        Part::Matters,
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
        Part::Matters,
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
        Part::Matters,
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
        Part::Matters,
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
        Part::Matters,
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
        Part::Matters,
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
        Part::Matters,
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
        Part::Matters,
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
        Part::Matters,
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
        Part::Matters,
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
        Part::Matters,
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
];
