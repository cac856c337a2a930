//! The words for measures that are one of a family: by rule, wait, share, group or promise.

use super::{Words, spaced};
use crate::measures::{Promised, Quantity, WaitKind};
use crate::model::ServiceLevelRule;

/// What a rule does with abandonments, in both languages.
const fn rule(rule: ServiceLevelRule) -> (&'static str, &'static str) {
    match rule {
        ServiceLevelRule::AbandonsMiss => ("abandonments miss", "放弃计为未达标"),
        ServiceLevelRule::ShortAbandonsExcluded => ("short abandonments left out", "短时放弃不计"),
        ServiceLevelRule::ShortAbandonsMeet => ("short abandonments meet", "短时放弃计为达标"),
        ServiceLevelRule::AnsweredOnly => ("of those answered", "仅计已接起"),
    }
}

pub(super) fn service_level(of: ServiceLevelRule, within: Option<&str>) -> Words {
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

pub(super) fn day_mean(top: Quantity) -> Words {
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

pub(super) fn over(wait: &str) -> Words {
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

pub(super) fn deviation(waits: WaitKind) -> Words {
    let (en, zh) = whose(waits);
    let [_, times, noun, _] = what(waits);
    Words {
        en: format!("Standard deviation of {times}{en}"),
        zh: format!("{}{noun}标准差", heading_zh(waits)),
        zh_definition: format!("{zh}的{noun}的标准差"),
    }
}

pub(super) fn percentile(waits: WaitKind, percent: &str) -> Words {
    let (en, zh) = whose(waits);
    let [time, _, noun, clause] = what(waits);
    Words {
        en: format!("{time}{en} that {percent} % do not exceed"),
        zh: format!("{}{percent}%分位{noun}", heading_zh(waits)),
        zh_definition: format!("{zh}中，{percent}%{clause}不超过这个时间"),
    }
}

pub(super) fn time_with(count: u32) -> Words {
    let contacts = if count == 1 { "contact" } else { "contacts" };
    Words {
        en: format!("Time with {count} {contacts} in hand"),
        zh: format!("同时处理{count}个联络的时间占比"),
        zh_definition: format!("手中恰有{count}个联络的时间 ÷ 在线时间"),
    }
}

pub(super) fn handled_by(group: &str) -> Words {
    Words {
        en: format!("Handled by {group}"),
        zh: format!("由{group}处理"),
        zh_definition: format!("该业务类型中由“{group}”处理的联络次数"),
    }
}

pub(super) fn chance(promised: Promised) -> Option<Words> {
    let (en, zh) = match promised {
        Promised::ServiceLevel => ("service level", "服务水平"),
        Promised::Asa => ("ASA", "平均应答速度"),
        Promised::Abandonment => ("abandonment rate", "放弃率"),
        Promised::InDueTime => ("share finished in due time", "工单按时完成率"),
        Promised::BacklogAge => ("age of the backlog", "积压工单平均时龄"),
        Promised::Target => return None,
    };
    Some(Words {
        en: format!("Chance to keep the promised {en}"),
        zh: format!("{zh}达标概率"),
        zh_definition: format!("该时段兑现所承诺的{zh}的概率，用于有多项承诺的队列"),
    })
}
