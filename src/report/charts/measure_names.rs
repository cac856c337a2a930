//! What measures are called in charts.

use super::words::Words;
use crate::measures::Measure;

/// Names of measures: in files, in English, in Chinese.
const NAMES: [(&str, &str, &str); 21] = [
    ("service_level", "service level", "服务水平"),
    ("wait_mean", "mean wait", "平均等待时间"),
    (
        "wait_p90",
        "wait that 90 % do not exceed",
        "90% 的客户不超过的等待时间",
    ),
    (
        "asa",
        "mean wait of those answered (ASA)",
        "平均应答速度（ASA）",
    ),
    ("abandonment", "share that abandons", "放弃率"),
    ("blocking", "share that is blocked", "阻塞率"),
    ("waited_share", "share that waits", "需等待的比例"),
    (
        "waiting_over_30min",
        "share that waits longer than 30 min",
        "等待超过 30 分钟的比例",
    ),
    ("offered", "contacts offered", "呼入量"),
    ("answered", "contacts answered", "接起量"),
    ("abandoned", "contacts abandoned", "放弃量"),
    ("occupancy", "occupancy", "占用率"),
    ("utilisation", "utilisation", "利用率"),
    ("queue_length", "customers in line", "排队客户数"),
    (
        "chance_target_met",
        "chance that the target is met",
        "达标概率",
    ),
    (
        "days_target_met",
        "share of days that meet the target",
        "达标天数比例",
    ),
    ("cost", "cost", "成本"),
    ("cost_staff", "cost of people", "人员成本"),
    ("cost_fixed", "fixed cost", "固定成本"),
    (
        "cost_per_handled",
        "cost per handled contact",
        "每次处理成本",
    ),
    ("paid", "paid people", "付薪人数"),
];

/// The name of a measure for people; the one in files where there is no other.
pub(super) fn of(words: Words, measure: &Measure) -> String {
    let known = NAMES.iter().find(|(name, ..)| *name == measure.name);
    known.map_or_else(
        || measure.name.replace('_', " "),
        |(_, english, chinese)| words.pick(*english, *chinese).to_owned(),
    )
}
