//! The words of charts, in the language of those who read them.

use jiff::civil::Date;

use crate::measures::Unit;
use crate::model::Language;
use crate::report::number::{self, Local};
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

    /// Numbers in the language.
    const fn numbers(self) -> Local {
        Local(self.language)
    }

    /// A length of time \[s\] in words.
    pub(super) fn span(self, seconds: f64) -> String {
        self.numbers().in_words(seconds)
    }

    /// A number with its unit.
    pub(super) fn value(self, unit: Unit, value: f64) -> String {
        self.numbers().people(unit, value)
    }

    /// A number with its unit and its confidence interval.
    pub(super) fn estimate(self, unit: Unit, value: f64, interval: Option<(f64, f64)>) -> String {
        self.numbers().with_interval(unit, value, interval)
    }

    /// A difference with its sign, its unit and its confidence interval.
    pub(super) fn difference(self, unit: Unit, value: f64, interval: Option<(f64, f64)>) -> String {
        self.numbers().difference(unit, value, interval, true)
    }

    /// A half-width of a share.
    pub(super) fn half_width(self, value: f64) -> String {
        let points = self.numbers();
        points.difference(Unit::Share, value, None, false)
    }

    /// A number of an axis.
    pub(super) fn tick(self, unit: Unit, value: f64) -> String {
        match unit {
            Unit::Seconds => self.span(value),
            _ => self.value(unit, value),
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
                "plans: the base plan and those with the shortest mean wait",
                "方案：基准方案和平均等待时间最短的方案",
            ),
            Which::Days | Which::DaysOfPlans => (
                "days: those in a row with the lowest service level",
                "天：服务水平最低的连续日期",
            ),
        };
        let table = match what {
            Which::Days => self.pick("; intervals.csv has all", "；全部数据见intervals.csv"),
            Which::DaysOfPlans => "",
            _ => self.pick("; measures.csv has all", "；全部数据见measures.csv"),
        };
        let [shown, all] = [shown, all].map(|count| number::whole(units::number::count(count)));
        self.pick(
            format!("Shown are the {shown} of {all} {english}{table}."),
            format!("图中为{all}个中的{shown}个{chinese}{table}。"),
        )
    }
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
    /// Days of the only plan.
    Days,
    /// Days of several plans, of which no table has the intervals.
    DaysOfPlans,
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
    fn numbers_are_in_the_words_of_the_language() {
        assert_eq!(CHINESE.span(4_200.0), "1小时10分钟");
        let shares = CHINESE.estimate(Unit::Share, 0.5, Some((0.4, 0.6)));
        assert_eq!(shares, "50%（40%～60%）");
        assert_eq!(ENGLISH.value(Unit::Seconds, 390.0), "6:30 min");
        assert_eq!(ENGLISH.half_width(0.05), "5 points");
        let less = ENGLISH.difference(Unit::Seconds, -200.0, Some((-230.0, -170.0)));
        assert_eq!(less, "−3:20 min (−3:50 to −2:50)");
    }
}
