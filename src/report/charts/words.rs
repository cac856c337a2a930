//! The words of charts, in the language of those who read them.

use jiff::civil::Date;

use crate::measures::Unit;
use crate::model::Language;
use crate::report::number;
use crate::units;

/// Texts in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// The language.
    pub(super) language: Language,
}

/// How a date is written: in English, in Chinese.
#[derive(Clone, Copy, Debug)]
pub(super) struct DateForm(&'static str, &'static str);

/// The day of the week, the day, the month and the year.
pub(super) const FULL: DateForm = DateForm("%a %-d %b %Y", "%Y年%-m月%-d日 %a");
/// The day of the week, the day and the month.
pub(super) const WEEKDAY: DateForm = DateForm("%a %-d %b", "%-m月%-d日 %a");
/// The day and the month.
pub(super) const DAY: DateForm = DateForm("%-d %b", "%-m月%-d日");
/// The day, the month and the year.
pub(super) const DATE: DateForm = DateForm("%-d %b %Y", "%Y年%-m月%-d日");
/// The day of the week and the day of the month.
pub(super) const SHORT: DateForm = DateForm("%a %-d", "%a %-d日");
/// The day of the month.
pub(super) const NUMBER: DateForm = DateForm("%-d", "%-d");
/// The month and the year.
pub(super) const MONTH_OF_YEAR: DateForm = DateForm("%B %Y", "%Y年%-m月");
/// The same, shorter.
pub(super) const SHORT_MONTH_OF_YEAR: DateForm = DateForm("%b %Y", "%Y年%-m月");
/// The month.
pub(super) const MONTH: DateForm = DateForm("%B", "%-m月");
/// The same, shorter.
pub(super) const SHORT_MONTH: DateForm = DateForm("%b", "%-m月");
/// The year.
pub(super) const YEAR: DateForm = DateForm("%Y", "%Y年");

/// The days of the week in Chinese, from Monday.
const WEEKDAYS: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

/// The units and words of numbers in Chinese.
const UNITS: [(&str, &str); 9] = [
    ("s", "秒"),
    ("min", "分钟"),
    ("h", "小时"),
    ("day", "天"),
    ("days", "天"),
    ("point", "个百分点"),
    ("points", "个百分点"),
    ("%", "%"),
    ("CNY", "元"),
];

impl Words {
    /// The text in the language.
    pub(super) fn pick<T>(self, english: T, chinese: T) -> T {
        match self.language {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }

    /// A date.
    pub(super) fn date(self, date: Date, DateForm(english, chinese): DateForm) -> String {
        match self.language {
            Language::English => date.strftime(english).to_string(),
            Language::Chinese => {
                let weekday = usize::try_from(date.weekday().to_monday_zero_offset());
                let weekday = WEEKDAYS[weekday.unwrap_or(0)];
                date.strftime(&chinese.replace("%a", weekday)).to_string()
            }
        }
    }

    /// A length of time \[s\] in words.
    pub(super) fn span(self, seconds: f64) -> String {
        self.number(number::in_words(seconds))
    }

    /// A number with its unit.
    pub(super) fn value(self, unit: Unit, value: f64) -> String {
        self.number(number::people(unit, value))
    }

    /// A number with its unit and its confidence interval.
    pub(super) fn estimate(self, unit: Unit, value: f64, interval: Option<(f64, f64)>) -> String {
        self.number(number::people_with_interval(unit, value, interval))
    }

    /// A difference with its sign, its unit and its confidence interval; the unit is fit for differences
    /// as large as `largest`.
    pub(super) fn difference(
        self,
        (unit, largest): (Unit, f64),
        value: f64,
        interval: Option<(f64, f64)>,
    ) -> String {
        let (low, high) = interval.unwrap_or((value, value));
        let (one, name) = match unit {
            Unit::Share => (0.01, "points"),
            Unit::Seconds if largest < 180.0 => (1.0, "s"),
            Unit::Seconds if largest < 10_800.0 => (60.0, "min"),
            Unit::Seconds => (3_600.0, "h"),
            Unit::Money(currency) => (1.0, currency.code()),
            _ => (1.0, ""),
        };
        let half_width = (high - low) / 2.0 / one;
        let steps = [1.0, 0.1];
        let decimals = steps.iter().position(|step| half_width >= *step);
        let decimals = decimals.unwrap_or(if interval.is_some() { 2 } else { 1 });
        let digits = |value: f64| signed(value / one, decimals);
        let mut text = format!("{} {name}", digits(value)).trim_end().to_owned();
        if interval.is_some() {
            let to = self.pick("to", "至");
            text = format!("{text} ({} {to} {})", digits(low), digits(high));
        }
        self.number(text)
    }

    /// A half-width of a share.
    pub(super) fn half_width(self, value: f64) -> String {
        self.number(number::half_width(Unit::Share, value))
    }

    /// A number of an axis.
    pub(super) fn tick(self, unit: Unit, value: f64) -> String {
        match unit {
            Unit::Seconds => self.span(value),
            _ => self.value(unit, value),
        }
    }

    /// What the module of numbers wrote, with its units in the language.
    pub(super) fn number(self, text: String) -> String {
        match self.language {
            Language::English => text,
            Language::Chinese => {
                let words = text.split(' ').map(|word| {
                    let known = UNITS.iter().find(|(english, _)| *english == word);
                    known.map_or(word, |(_, chinese)| chinese)
                });
                let text = words.collect::<Vec<&str>>().join(" ");
                text.replace(" %", "%")
            }
        }
    }

    /// Texts one after the other.
    pub(super) fn list(self, texts: &[String]) -> String {
        texts.join(self.pick(", ", "，"))
    }

    /// Says that only some of many are shown.
    pub(super) fn shown_of(self, shown: usize, all: usize, what: Which) -> String {
        let (english, chinese) = match what {
            Which::Queues => (
                "queues with the longest mean wait",
                "平均等待时间最长的队列",
            ),
            Which::Groups => (
                "skill groups with the highest occupancy",
                "占用率最高的技能组",
            ),
            Which::Plans => (
                "plans: the base and those with the shortest mean wait",
                "方案：基准方案和平均等待时间最短的方案",
            ),
            Which::Days => (
                "days: those in a row with the lowest service level",
                "天：服务水平最低的连续日期",
            ),
        };
        let table = match what {
            Which::Days => self.pick("intervals.csv has all", "全部数据见 intervals.csv"),
            _ => self.pick("measures.csv has all", "全部数据见 measures.csv"),
        };
        let [shown, all] = [shown, all].map(|count| number::whole(units::number::count(count)));
        self.pick(
            format!("Shown are the {shown} of {all} {english}; {table}."),
            format!("图中为 {all} 个中的 {shown} 个{chinese}；{table}。"),
        )
    }
}

/// A number with its sign, and digits in groups of three.
fn signed(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text
        .find('.')
        .map_or((text.as_str(), ""), |point| text.split_at(point));
    let is_nothing = !text.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    let sign = match value {
        _ if is_nothing => "±",
        value if value < 0.0 => "−",
        _ => "+",
    };
    let whole = whole
        .parse()
        .map_or_else(|_| whole.to_owned(), number::whole);
    format!("{sign}{whole}{fraction}")
}

/// What there is too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// Queues.
    Queues,
    /// Skill groups.
    Groups,
    /// Plans.
    Plans,
    /// Days.
    Days,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const ENGLISH: Words = Words {
        language: Language::English,
    };
    const CHINESE: Words = Words {
        language: Language::Chinese,
    };

    #[test]
    fn dates_are_written_as_people_write_them() {
        let day = date(2026, 2, 17);
        assert_eq!(ENGLISH.date(day, FULL), "Tue 17 Feb 2026");
        assert_eq!(CHINESE.date(day, FULL), "2026年2月17日 周二");
        assert_eq!(CHINESE.date(day, SHORT), "周二 17日");
    }

    #[test]
    fn differences_have_a_sign() {
        let text =
            |unit, value: f64, interval| ENGLISH.difference((unit, value.abs()), value, interval);
        assert_eq!(
            text(Unit::Share, 0.032, Some((0.021, 0.043))),
            "+3 points (+2 to +4)"
        );
        assert_eq!(
            text(Unit::Seconds, -200.0, Some((-230.0, -170.0))),
            "−3.3 min (−3.8 to −2.8)"
        );
        assert_eq!(text(Unit::Contacts, 12_345.0, None), "+12,345.0");
        assert_eq!(
            text(Unit::Seconds, 0.0, Some((-0.001, 0.001))),
            "±0.00 s (±0.00 to ±0.00)"
        );
        assert_eq!(
            CHINESE.difference((Unit::Share, 0.5), -0.5, Some((-0.7, -0.3))),
            "−50 个百分点 (−70 至 −30)"
        );
    }

    #[test]
    fn numbers_have_the_units_of_the_language() {
        assert_eq!(CHINESE.span(4_200.0), "1 小时 10 分钟");
        assert_eq!(
            CHINESE.estimate(Unit::Share, 0.5, Some((0.4, 0.6))),
            "50% (40–60)"
        );
        assert_eq!(ENGLISH.value(Unit::Seconds, 390.0), "6:30 min");
        assert_eq!(CHINESE.value(Unit::Contacts, 30_140.0), "30,140");
    }
}
