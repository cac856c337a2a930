//! What measures are called before people, and what they mean, in each language.
//!
//! Files and the terminal keep the names of the [catalogue](super::Catalogue). English definitions stand
//! there; this is the other half: headings in both languages and definitions in Chinese.

use super::{
    Contacts, Estimator, Measure, Promised, Quantity, WaitKind, journeys, relief, wording,
};
use crate::model::{Language, ServiceLevelRule};

/// The words for a measure.
struct Words {
    /// What it is called in English.
    en: String,
    /// What it is called in Chinese.
    zh: String,
    /// What it means, in Chinese.
    zh_definition: String,
}

/// A measure with a name of its own: its name in files, its headings, and what it means in Chinese.
struct Entry {
    name: &'static str,
    en: &'static str,
    zh: &'static str,
    zh_definition: &'static str,
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

const ENTRIES: [Entry; 50] = [
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
        "队列未兑现承诺的日子或整个时段的违约金",
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

/// What a measure is called before people.
pub fn label(measure: &Measure, language: Language) -> String {
    match (words(measure), language) {
        (Some(words), Language::English) => words.en,
        (Some(words), Language::Chinese) => words.zh,
        (None, _) => measure.name.replace('_', " "),
    }
}

/// What a measure means, in one sentence without a full stop.
pub fn definition(measure: &Measure, language: Language) -> String {
    match language {
        Language::English => measure.definition.clone(),
        Language::Chinese => {
            let Some(words) = words(measure) else {
                return measure.definition.clone();
            };
            words.zh_definition + contacts_clause(measure.contacts, language)
        }
    }
}

/// The words for a measure: of one that stands alone, or of one of a family.
fn words(measure: &Measure) -> Option<Words> {
    let own = ENTRIES.iter().find(|entry| entry.name == measure.name);
    if let Some(entry) = own {
        return Some(Words {
            en: entry.en.to_owned(),
            zh: entry.zh.to_owned(),
            zh_definition: entry.zh_definition.to_owned(),
        });
    }
    let around = journeys::MEASURES
        .iter()
        .find(|known| known.name == measure.name);
    if let Some(known) = around {
        return Some(Words {
            en: known.en.to_owned(),
            zh: known.zh.to_owned(),
            zh_definition: known.zh_definition.to_owned(),
        });
    }
    let relief = relief::MEASURES
        .iter()
        .find(|known| known.name == measure.name);
    if let Some(known) = relief {
        return Some(Words {
            en: known.en.to_owned(),
            zh: known.zh.to_owned(),
            zh_definition: known.zh_definition.to_owned(),
        });
    }
    match &measure.estimator {
        Estimator::DayMean(top, _) => Some(day_mean(*top)),
        Estimator::Ratio(Quantity::Met(rule), _) => Some(service_level(*rule, None)),
        Estimator::Ratio(Quantity::MetWithin(rule, _), _) => {
            Some(service_level(*rule, ending(measure, "_within_")))
        }
        Estimator::Ratio(Quantity::WithInHand(count), _) => Some(time_with(*count)),
        Estimator::Ratio(Quantity::WaitedOver(_), _) => ending(measure, "waiting_over_").map(over),
        Estimator::StandardDeviation(waits) => Some(deviation(*waits)),
        Estimator::Percentile(waits, share) => Some(percentile(*waits, &wording::percent(*share))),
        Estimator::HandledBy(_) => ending(measure, "handled_by_").map(handled_by),
        Estimator::ChanceMet(promised) => chance(*promised),
        _ => None,
    }
}

/// What a measure's name says after a word.
fn ending<'a>(measure: &'a Measure, word: &str) -> Option<&'a str> {
    measure.name.split_once(word).map(|(_, ending)| ending)
}

/// A wait in a name, with a space before its unit: `30min` becomes `30 min`.
pub(super) fn spaced(wait: &str) -> (String, String) {
    let end = wait
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(wait.len());
    let (number, unit) = wait.split_at(end);
    let chinese = match unit {
        "h" => "小时",
        "min" => "分钟",
        "s" => "秒",
        "ms" => "毫秒",
        _ => "微秒",
    };
    (format!("{number} {unit}"), format!("{number}{chinese}"))
}

/// Whose contacts a number of the whole centre is about, as the end of a definition; nothing where it is
/// about all.
pub(super) const fn contacts_clause(contacts: Contacts, language: Language) -> &'static str {
    match (contacts, language) {
        (Contacts::All, _) => "",
        (Contacts::Live, Language::English) => {
            "; of the whole centre, live contacts alone (no tickets)"
        }
        (Contacts::Live, Language::Chinese) => "；整个客服中心仅计实时联络（不含工单）",
    }
}

/// How abandonments count in a service level, as the end of a clause; nothing where they count as usual,
/// against it.
pub const fn rule_clause(rule: ServiceLevelRule, language: Language) -> &'static str {
    let (english, chinese) = match rule {
        ServiceLevelRule::AbandonsMiss => ("", ""),
        ServiceLevelRule::ShortAbandonsExcluded => {
            (", short abandonments left out", "，短时放弃不计")
        }
        ServiceLevelRule::ShortAbandonsMeet => {
            (", short abandonments count as kept", "，短时放弃计为达标")
        }
        ServiceLevelRule::AnsweredOnly => (", of those answered", "，仅计已接起"),
    };
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

/// What a rule does with abandonments, in both languages.
const fn rule(rule: ServiceLevelRule) -> (&'static str, &'static str) {
    match rule {
        ServiceLevelRule::AbandonsMiss => ("abandonments miss", "放弃计为未达标"),
        ServiceLevelRule::ShortAbandonsExcluded => ("short abandonments left out", "短时放弃不计"),
        ServiceLevelRule::ShortAbandonsMeet => ("short abandonments meet", "短时放弃计为达标"),
        ServiceLevelRule::AnsweredOnly => ("of those answered", "仅计已接起"),
    }
}

fn service_level(of: ServiceLevelRule, within: Option<&str>) -> Words {
    let (en, zh) = rule(of);
    let (wait_en, wait_zh) = within.map_or_else(
        || (String::new(), String::new()),
        |wait| {
            let (en, zh) = spaced(wait);
            (format!(" within {en}"), format!("{zh}内"))
        },
    );
    let within = if wait_zh.is_empty() {
        "目标等待时间内"
    } else {
        &wait_zh
    };
    let zh_definition = match of {
        ServiceLevelRule::AbandonsMiss => format!("{within}接起 ÷ 进线量"),
        ServiceLevelRule::ShortAbandonsExcluded => {
            format!("{within}接起 ÷（进线量 − 短时放弃）")
        }
        ServiceLevelRule::ShortAbandonsMeet => format!("（{within}接起 + 短时放弃）÷ 进线量"),
        ServiceLevelRule::AnsweredOnly => format!("{within}接起 ÷ 接起量"),
    };
    Words {
        en: format!("Service level{wait_en} ({en})"),
        zh: format!("{wait_zh}服务水平（{zh}）"),
        zh_definition,
    }
}

fn day_mean(top: Quantity) -> Words {
    let (en, zh, what) = match top {
        Quantity::Met(of) => {
            let words = service_level(of, None);
            (words.en, words.zh, words.zh_definition)
        }
        _ => (
            "Service level".to_owned(),
            "服务水平".to_owned(),
            "在目标等待时间内得到服务的联络占比，按各队列自己的口径计算".to_owned(),
        ),
    };
    Words {
        en: format!("{en}, mean of the days"),
        zh: format!("{zh}（逐日平均）"),
        zh_definition: format!("每日占比的平均值，没有此类联络的日子不计：{what}"),
    }
}

fn over(wait: &str) -> Words {
    let (en, zh) = spaced(wait);
    Words {
        en: format!("Share waiting over {en}"),
        zh: format!("等待超过{zh}的占比"),
        zh_definition: format!("进入队列的联络中，排队超过{zh}的占比"),
    }
}

/// Whose waits, in both languages: behind the English noun, before the Chinese.
const fn whose(waits: WaitKind) -> (&'static str, &'static str) {
    match waits {
        WaitKind::ToFinish => (" of tickets", "已完成的工单"),
        WaitKind::All => ("", "进入队列的联络"),
        WaitKind::Answered => (" of those answered", "已接起的联络"),
        WaitKind::Waited => (" of those answered after waiting", "排队后接起的联络"),
        WaitKind::Abandoned => (" of those who abandoned", "放弃的联络"),
    }
}

/// What they are: one in English, several; as a Chinese noun, as a clause.
const fn what(waits: WaitKind) -> [&'static str; 4] {
    match waits {
        WaitKind::ToFinish => [
            "Time to finish",
            "times to finish",
            "完成时长",
            "从提交到完成",
        ],
        _ => ["Wait", "waits", "等待时间", "的等待"],
    }
}

/// The same before a Chinese heading; of all there is nothing to say.
fn heading_zh(waits: WaitKind) -> String {
    match waits {
        WaitKind::All => String::new(),
        WaitKind::ToFinish => "工单".to_owned(),
        _ => format!("{}：", whose(waits).1),
    }
}

fn deviation(waits: WaitKind) -> Words {
    let (en, zh) = whose(waits);
    let [_, times, noun, _] = what(waits);
    Words {
        en: format!("Standard deviation of {times}{en}"),
        zh: format!("{}{noun}标准差", heading_zh(waits)),
        zh_definition: format!("{zh}的{noun}的标准差"),
    }
}

fn percentile(waits: WaitKind, percent: &str) -> Words {
    let (en, zh) = whose(waits);
    let [time, _, noun, clause] = what(waits);
    Words {
        en: format!("{time}{en} that {percent} % do not exceed"),
        zh: format!("{}{percent}%分位{noun}", heading_zh(waits)),
        zh_definition: format!("{zh}中，{percent}%{clause}不超过这个时间"),
    }
}

/// What it is to have so many contacts in hand.
pub(super) fn with_in_hand(count: u32) -> String {
    let contacts = if count == 1 { "contact" } else { "contacts" };
    format!("share of logged-in time with just {count} {contacts} in hand")
}

fn time_with(count: u32) -> Words {
    let contacts = if count == 1 { "contact" } else { "contacts" };
    Words {
        en: format!("Time with {count} {contacts} in hand"),
        zh: format!("同时处理{count}个联络的时间占比"),
        zh_definition: format!("手中恰有{count}个联络的时间 ÷ 在线时间"),
    }
}

fn handled_by(group: &str) -> Words {
    Words {
        en: format!("Handled by {group}"),
        zh: format!("由{group}处理"),
        zh_definition: format!("该业务类型中由“{group}”处理的联络次数"),
    }
}

fn chance(promised: Promised) -> Option<Words> {
    let (en, zh) = match promised {
        Promised::ServiceLevel => ("service level", "服务水平"),
        Promised::Asa => ("ASA", "平均应答速度"),
        Promised::Abandonment => ("abandonment rate", "放弃率"),
        Promised::InDueTime => ("share finished in due time", "工单按时完成率"),
        Promised::Target => return None,
    };
    Some(Words {
        en: format!("Chance to keep the promised {en}"),
        zh: format!("{zh}达标概率"),
        zh_definition: format!("该时段兑现所承诺的{zh}的概率，用于有多项承诺的队列"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_in_names_become_words() {
        assert_eq!(spaced("30min"), ("30 min".to_owned(), "30分钟".to_owned()));
        assert_eq!(spaced("2500ms").1, "2500毫秒");
    }

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
