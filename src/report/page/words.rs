//! The language of a page: which of two texts, dates, lists.

use jiff::civil::Date;

use crate::measures::Unit;
use crate::model::{Horizon, Language};
use crate::report::number::Local;
use crate::units::{SimTime, Span};

/// Texts in a reader's language.
#[derive(Clone, Copy, Debug)]
pub struct Words(pub Language);

impl Words {
    /// One of two texts.
    pub fn pick<T>(self, english: T, chinese: T) -> T {
        match self.0 {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }

    /// Numbers in the language.
    pub const fn numbers(self) -> Local {
        Local(self.0)
    }

    /// The code of the language for browsers.
    pub fn code(self) -> &'static str {
        self.pick("en", "zh-CN")
    }

    /// A sentence whose first letter is a capital.
    pub fn sentence(self, text: &str) -> String {
        let mut letters = text.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect()
    }

    /// Several things in a row: `a, b and c`.
    pub fn list(self, texts: &[String]) -> String {
        let Some((last, others)) = texts.split_last() else {
            return String::new();
        };
        if others.is_empty() {
            return last.clone();
        }
        let (between, end) = self.pick((", ", " and "), ("、", "和"));
        format!("{}{end}{last}", others.join(between))
    }

    /// A date: `2 Mar 2026`, `2026年3月2日`.
    pub fn date(self, date: Date) -> String {
        let form = self.pick("%-d %b %Y", "%Y年%-m月%-d日");
        date.strftime(form).to_string()
    }

    /// A date with its time of day.
    pub fn instant(self, horizon: &Horizon, at: SimTime) -> String {
        let zoned = horizon.zoned_at(at);
        format!("{} {}", self.date(zoned.date()), zoned.strftime("%H:%M"))
    }

    /// The time that is simulated: whole days by their dates, else with times of day.
    pub fn horizon(self, horizon: &Horizon) -> String {
        let (start, end) = (horizon.start(), horizon.zoned_at(horizon.end()));
        let midnight = jiff::civil::Time::midnight();
        if start.time() == midnight && end.time() == midnight {
            let first = start.date();
            let last = end.date().yesterday().unwrap_or(end.date());
            if first >= last {
                return self.date(first);
            }
            let (first, last) = (self.date(first), self.date(last));
            return self.pick(format!("{first} to {last}"), format!("{first}至{last}"));
        }
        if start.date() == end.date() {
            let (day, from, to) = (
                self.date(start.date()),
                start.strftime("%H:%M"),
                end.strftime("%H:%M"),
            );
            return self.pick(
                format!("{day}, {from} to {to}"),
                format!("{day} {from}至{to}"),
            );
        }
        let (from, to) = (
            self.instant(horizon, SimTime::START),
            self.instant(horizon, horizon.end()),
        );
        self.pick(format!("{from} to {to}"), format!("{from}至{to}"))
    }

    /// A length of time as somebody wrote it.
    pub fn span(self, span: Span) -> String {
        self.numbers().as_written(Unit::Seconds, span.as_secs_f64())
    }

    /// A share as somebody wrote it.
    pub fn share(self, share: f64) -> String {
        self.numbers().as_written(Unit::Share, share)
    }
}

/// A text of which no line ends between a number and its unit.
pub(super) fn tied(text: &str) -> String {
    let mut tied = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(space) = rest.find(' ') {
        let (before, after) = (&rest[..space], &rest[space + 1..]);
        let is_number = before.ends_with(|c: char| c.is_ascii_digit());
        let unit = after
            .split([' ', ')', ',', '.', ';', '–'])
            .next()
            .unwrap_or(after);
        let is_unit = ["%", "s", "min", "h", "points", "point"].contains(&unit)
            || (unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase()));
        tied.push_str(before);
        tied.push(if is_number && is_unit { '\u{a0}' } else { ' ' });
        rest = after;
    }
    tied.push_str(rest);
    tied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_unit() {
        let text = "promised: 80 % within 20 s, at 3,840 CNY; 15 more points";
        let expected = "promised: 80\u{a0}% within 20\u{a0}s, at 3,840\u{a0}CNY; 15 more points";
        assert_eq!(tied(text), expected);
        assert_eq!(tied("a 2 b"), "a 2 b");
    }

    #[test]
    fn lists_and_dates_are_those_of_the_language() {
        let (en, zh) = (Words(Language::English), Words(Language::Chinese));
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(en.list(&names), "a, b and c");
        assert_eq!(zh.list(&names), "a、b和c");
        assert_eq!(en.list(&names[..1]), "a");
        let day = jiff::civil::date(2026, 3, 2);
        assert_eq!(en.date(day), "2 Mar 2026");
        assert_eq!(zh.date(day), "2026年3月2日");
    }
}
