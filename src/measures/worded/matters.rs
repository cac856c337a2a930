//! What becomes of matters, and who comes back for them.

use super::{Part, WordedMeasure, Words, measure, share};
use crate::measures::{Better, Estimator, Quantity, Unit};
use crate::model::Cause;

const fn matters(name: &'static str, of: Quantity, better: Better, words: Words) -> WordedMeasure {
    let kind = (Unit::Matters, Estimator::Mean(of));
    measure(Part::Matters, name, kind, better, words)
}

/// In the order in which they are shown.
pub(super) const MEASURES: [WordedMeasure; 12] = [
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
        Part::Matters,
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
        Part::SelfService,
        "resolved_in_self_service",
        (Quantity::ResolvedAlone, Quantity::Matters),
        Better::Higher,
        [
            "Matters that never reached an agent",
            "matters resolved by self-service without an agent being asked for ÷ matters",
            "从未转人工而解决的问题占比",
            "未曾转人工、由自助服务解决的问题 ÷ 问题数",
        ],
    ),
    share(
        Part::Matters,
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
        Part::Matters,
        "contacts_per_resolved",
        (
            Unit::Contacts,
            Estimator::Ratio(Quantity::ContactsOfResolved, Quantity::Resolved),
        ),
        Better::Lower,
        [
            "Contacts per resolved matter",
            "mean number of contacts that a resolved matter took",
            "每个已解决问题的联络次数",
            "已解决问题平均所用的联络次数",
        ],
    ),
    measure(
        Part::Matters,
        "time_to_resolution",
        (
            Unit::Seconds,
            Estimator::Ratio(Quantity::TimeToResolution, Quantity::Resolved),
        ),
        Better::Lower,
        [
            "Time to resolution",
            "mean time from the first contact of a resolved matter to its resolution",
            "解决用时",
            "已解决问题从首次联络到解决的平均时间",
        ],
    ),
    share(
        Part::Matters,
        "redial_share",
        (Quantity::AskedBecause(Cause::Redial), Quantity::Asked),
        Better::Lower,
        [
            "Share of redials",
            "offered_redial ÷ contacts offered, those that overflowed counted once",
            "重拨占比",
            "进线量中重拨的占比",
        ],
    ),
    share(
        Part::Matters,
        "repeat_share",
        (Quantity::AskedBecause(Cause::Repeat), Quantity::Asked),
        Better::Lower,
        [
            "Share of repeats",
            "offered_repeat ÷ contacts offered, those that overflowed counted once",
            "重复联络占比",
            "进线量中重复联络的占比",
        ],
    ),
    share(
        Part::Matters,
        "return_share",
        (
            Quantity::AskedBecause(Cause::FalselyContained),
            Quantity::Asked,
        ),
        Better::Lower,
        [
            "Share falsely contained before",
            "offered_falsely_contained ÷ contacts offered, those that overflowed counted once",
            "自助误判返回占比",
            "进线量中因自助误判而返回的占比",
        ],
    ),
];
