//! The words for measures that stand alone.

/// A measure with a name of its own: its name in files, its headings, and what it means in Chinese.
pub(super) struct Entry {
    pub(super) name: &'static str,
    pub(super) en: &'static str,
    pub(super) zh: &'static str,
    pub(super) zh_definition: &'static str,
}

const fn entry(
    name: &'static str,
    en: &'static str,
    zh: &'static str,
    zh_definition: &'static str,
) -> Entry {
    Entry {
        name,
        en,
        zh,
        zh_definition,
    }
}

/// All of them, in the order of the catalogue.
pub(super) const ENTRIES: [Entry; 50] = [
    entry(
        "deflected",
        "Contacts deflected",
        "分流量",
        "到达时因公告而不再联络、或转往别处的联络次数，后者在那里重新到达",
    ),
    entry("deflection", "Deflection rate", "分流率", "分流量 ÷ 到达量"),
    entry(
        "offered",
        "Contacts offered",
        "进线量",
        "要求人工服务的联络次数，包括被拒接和非服务时间到达的",
    ),
    entry(
        "answered",
        "Contacts answered",
        "接起量",
        "由坐席接起的联络次数，按到达时间计",
    ),
    entry(
        "abandoned",
        "Contacts abandoned",
        "放弃量",
        "未接起即离开队列、或不愿排队的联络次数，按到达时间计",
    ),
    entry(
        "blocked",
        "Contacts blocked",
        "拒接量",
        "因队列已满或线路全忙而被拒接的联络次数",
    ),
    entry(
        "sent_away",
        "Contacts sent away",
        "谢绝量",
        "到达时队列已关闭，或排队中队列关闭的联络次数",
    ),
    entry(
        "still_there",
        "Still waiting at the end",
        "期末滞留量",
        "一次模拟结束时（最迟为时段结束后7天，不等待工单）仍在排队的联络次数",
    ),
    entry(
        "answered_then",
        "Answered in the interval",
        "当段接起量",
        "该时段内由坐席接起的联络次数，不论何时到达（包括预热期和开始之前）",
    ),
    entry(
        "abandoned_then",
        "Abandoned in the interval",
        "当段放弃量",
        "该时段内未接起即离开的联络次数，不论何时到达（包括预热期和开始之前）",
    ),
    entry(
        "waited_share",
        "Share who had to wait",
        "排队率",
        "进入队列且未能立即接起的联络 ÷ 进线量",
    ),
    entry(
        "abandonment",
        "Abandonment rate",
        "放弃率",
        "放弃量 ÷ 进线量",
    ),
    entry("blocking", "Blocking rate", "拒接率", "拒接量 ÷ 进线量"),
    entry(
        "service_level",
        "Service level",
        "服务水平",
        "在目标等待时间内得到服务的联络占比，按各队列自己的口径计算",
    ),
    entry(
        "chance_target_met",
        "Chance to meet every target",
        "全部达标概率",
        "该时段内全部承诺都兑现的概率；对整个中心而言，指所有队列都兑现；没有可判断数据的模拟不计",
    ),
    entry(
        "days_target_met",
        "Share of days on target",
        "达标天数占比",
        "全部承诺都兑现的天数占比，没有可判断数据的日子不计",
    ),
    entry(
        "asa",
        "Average speed of answer (ASA)",
        "平均应答速度（ASA）",
        "已接起联络的平均等待时间，包括立即接起的",
    ),
    entry(
        "asa_waited",
        "Mean wait of those answered after waiting",
        "排队后接起的平均等待",
        "排队后接起的联络的平均等待时间",
    ),
    entry(
        "wait_mean",
        "Mean wait",
        "平均等待时间",
        "进入队列的联络的平均等待时间：直到接起、放弃或被谢绝；期末仍在排队的不计",
    ),
    entry(
        "wait_abandoned_mean",
        "Mean wait of those who abandoned",
        "放弃者平均等待",
        "放弃的联络的平均等待时间",
    ),
    entry(
        "load",
        "Workload",
        "工作负荷",
        "进线速率 × 平均处理时长：若无人流失，平均有多少人在忙（爱尔兰）",
    ),
    entry(
        "aht",
        "Average handling time (AHT)",
        "平均处理时长（AHT）",
        "已处理联络的通话与话后处理时间的平均值；坐席同时处理多个联络时，各占其时间的一份",
    ),
    entry(
        "handled",
        "Contacts handled",
        "处理量",
        "已接起并处理完的联络次数，按到达时间计",
    ),
    entry(
        "duration",
        "Time in hand",
        "处理历时",
        "从接起到话后处理结束的平均时间，不论坐席同时还在处理什么",
    ),
    entry(
        "concurrency",
        "Contacts in hand of a busy person",
        "人均并发量",
        "忙碌坐席手中的联络数，按时间平均",
    ),
    entry(
        "slot_occupancy",
        "Share of places taken",
        "并发位占用率",
        "手中的联络数 ÷ 在线人员最多可同时处理的联络数",
    ),
    entry(
        "silently_abandoned",
        "Left silently",
        "静默放弃量",
        "放弃的联络中，客户不告而别、需由坐席发现的次数",
    ),
    entry(
        "time_lost",
        "Time lost on those who left silently",
        "静默放弃耗时",
        "一次模拟中，坐席用于发现客户已离开的时间",
    ),
    entry(
        "backlog",
        "Backlog of tickets",
        "工单积压量",
        "无人处理的工单数（未开始或被搁置），按时间平均",
    ),
    entry(
        "backlog_age",
        "Age of the backlog",
        "积压工单平均时龄",
        "积压工单自提交以来的平均时长，按时间平均",
    ),
    entry(
        "time_to_finish",
        "Time to finish a ticket",
        "工单完成时长",
        "在一次模拟结束前完成的工单从提交到完成的平均时间",
    ),
    entry(
        "in_due_time",
        "Finished in due time",
        "工单按时完成率",
        "按时完成的工单 ÷ 时段内到期的工单，放弃的不计",
    ),
    entry(
        "busy",
        "People busy",
        "在忙人数",
        "正在服务或话后处理的人数，按时间平均",
    ),
    entry(
        "logged_in",
        "People logged in",
        "在线人数",
        "已签入的人数，按时间平均，包括下班后仍在处理最后一个联络的人",
    ),
    entry(
        "paid",
        "Paid people",
        "付薪人力",
        "付薪人力，按时间平均：在线人数 ÷（1 − 损耗率），损耗率取当日值",
    ),
    entry("occupancy", "Occupancy", "占用率", "忙碌时间 ÷ 在线时间"),
    entry(
        "utilisation",
        "Utilisation",
        "利用率",
        "忙碌时间 ÷ 付薪时间",
    ),
    entry(
        "cost_staff",
        "Cost of people",
        "人力费用",
        "付薪小时 × 小时工资，仅计有工资的技能组；损耗的小时也付薪",
    ),
    entry(
        "cost_contacts",
        "Cost of contacts paid one by one",
        "按次付费费用",
        "按次付费的技能组接起的联络次数 × 每次费用",
    ),
    entry(
        "cost_self_service",
        "Cost of self-service",
        "自助服务费用",
        "自助服务会话次数 × 每次费用",
    ),
    entry(
        "cost_trunks",
        "Cost of trunks",
        "线路费用",
        "线路数 × 小时数 × 每线路每小时费用",
    ),
    entry(
        "cost_abandoned",
        "Cost of abandoned contacts",
        "放弃造成的损失",
        "放弃的联络次数 × 每次损失",
    ),
    entry(
        "penalty",
        "Penalties",
        "违约金",
        "队列未兑现承诺的每个计划时段、每日或整个模拟时段的违约金",
    ),
    entry(
        "cost_per_resolved",
        "Cost per resolved matter",
        "每个已解决问题的费用",
        "总费用 ÷ 已解决问题数",
    ),
    entry(
        "cost_fixed",
        "Fixed cost",
        "固定费用",
        "整个时段内人力以外的费用：项目、许可等",
    ),
    entry(
        "cost",
        "Cost",
        "总费用",
        "各项费用之和：人力、按次付费、自助服务、线路、放弃损失、违约金与固定费用",
    ),
    entry(
        "cost_per_handled",
        "Cost per handled contact",
        "单次处理费用",
        "总费用 ÷ 处理量；技能组为其人力费用 ÷ 处理量",
    ),
    entry(
        "queue_length",
        "Contacts in line",
        "排队人数",
        "排队的联络数，按时间平均",
    ),
    entry(
        "queue_length_max",
        "Longest line",
        "最长队列",
        "一次模拟中最长的队列，对各次模拟取平均",
    ),
    entry(
        "queue_length_at_start",
        "Line as the interval begins",
        "时段初排队人数",
        "时段开始时、人员变动之前排队的联络数",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_says_something_of_its_own() {
        for (i, entry) in ENTRIES.iter().enumerate() {
            let is_new = |other: &Entry| {
                other.name != entry.name && other.en != entry.en && other.zh != entry.zh
            };
            assert!(ENTRIES[..i].iter().all(is_new), "{}", entry.name);
            assert!(!entry.zh_definition.is_ascii(), "{}", entry.name);
        }
    }
}
