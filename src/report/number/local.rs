//! Numbers in the words of a reader's language.

use super::{MOST_SHOWN, MOST_TOLD_APART, MOST_WRITTEN, Shown, Style, fewest_decimals};
use crate::measures::Unit;
use crate::model::Language;
use crate::units::number::nearest;

/// The minus that is as wide as a plus.
const MINUS: char = '−';

/// Writes numbers in a language: `1:22 min` is `1分22秒` in Chinese.
///
/// ```
/// use springtide::measures::Unit;
/// use springtide::model::Language;
/// use springtide::report::number::Local;
/// let (en, zh) = (Local(Language::English), Local(Language::Chinese));
/// assert_eq!(en.people(Unit::Seconds, 82.0), "1:22 min");
/// assert_eq!(zh.people(Unit::Seconds, 82.0), "1分22秒");
/// assert_eq!(zh.people(Unit::Share, 0.8), "80%");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Local(pub Language);

/// A number and what stands behind it, each to be set as it suits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The value with its unit.
    pub value: String,
    /// The confidence interval without brackets, if there is one: `70.3–71.4`. It is left out where both
    /// bounds read as the value does.
    pub interval: Option<String>,
}

impl Local {
    /// A number without its confidence interval, as [`super::people`].
    pub fn people(self, unit: Unit, value: f64) -> String {
        let decimals = fewest_decimals(unit, value);
        self.text(Style::of(unit, value), value, decimals, true)
    }

    /// What somebody wrote, as exactly as it was written, as [`super::as_written`].
    pub fn as_written(self, unit: Unit, value: f64) -> String {
        if self.0 == Language::English {
            return super::as_written(unit, value);
        }
        let style = match unit {
            Unit::Seconds if value < 60.0 => Style::Seconds,
            Unit::Seconds if value < 3_600.0 => Style::Minutes,
            _ => Style::of(unit, value),
        };
        if style.exact(value).fract() > 0.0 {
            let text = self.text(style, value, MOST_WRITTEN, true);
            trimmed_decimals(&text)
        } else {
            self.people(unit, value)
        }
    }

    /// A number with its confidence interval apart, as exact as the half-width allows.
    pub fn parts(self, unit: Unit, value: f64, interval: Option<(f64, f64)>) -> Parts {
        self.parts_of(&Shown::new(unit, value, interval))
    }

    /// The same with as many decimals more as it takes to show on which side of the promise value and
    /// bounds are.
    pub fn parts_against(
        self,
        unit: Unit,
        value: f64,
        interval: Option<(f64, f64)>,
        promise: f64,
    ) -> Parts {
        let mut shown = Shown::new(unit, value, interval);
        while shown.decimals < MOST_TOLD_APART && !shown.is_apart_from(promise) {
            shown.decimals += 1;
        }
        self.parts_of(&shown)
    }

    /// A number with its confidence interval in brackets: `61 % (59–63)`, `61%（59%～63%）`.
    pub fn with_interval(self, unit: Unit, value: f64, interval: Option<(f64, f64)>) -> String {
        self.joined(&self.parts(unit, value, interval))
    }

    /// A mean wait \[s\] with its confidence interval apart. Seconds are left out where the half-width is half a
    /// minute or more.
    ///
    /// ```
    /// use springtide::model::Language;
    /// use springtide::report::number::Local;
    /// let shown = |language| Local(language).mean_wait_in_words(2_280.0, Some((2_160.0, 2_400.0)));
    /// assert_eq!(shown(Language::English), "38 min on average (36–40)");
    /// assert_eq!(shown(Language::Chinese), "平均38分钟（36分钟～40分钟）");
    /// ```
    pub fn mean_wait(self, value: f64, interval: Option<(f64, f64)>) -> Parts {
        let mut shown = Shown::new(Unit::Seconds, value, interval);
        if interval.is_none_or(|(low, high)| high - low >= 60.0) {
            shown.style = shown.style.without_seconds();
        }
        self.parts_of(&shown)
    }

    /// The same as a clause: `38 min on average (36–40)`.
    pub fn mean_wait_in_words(self, value: f64, interval: Option<(f64, f64)>) -> String {
        let Parts { value, interval } = self.mean_wait(value, interval);
        let value = match self.0 {
            Language::English => format!("{value} on average"),
            Language::Chinese => format!("平均{value}"),
        };
        self.joined(&Parts { value, interval })
    }

    /// How much more one plan has than another, with its sign: of shares in points.
    ///
    /// ```
    /// use springtide::measures::Unit;
    /// use springtide::model::Language;
    /// use springtide::report::number::Local;
    /// let shown = |language| {
    ///     Local(language).difference(Unit::Share, 0.144, Some((0.139, 0.149)), true)
    /// };
    /// assert_eq!(shown(Language::English), "+14.4 points (+13.9 to +14.9)");
    /// assert_eq!(shown(Language::Chinese), "+14.4个百分点（+13.9～+14.9）");
    /// ```
    pub fn difference(
        self,
        unit: Unit,
        value: f64,
        interval: Option<(f64, f64)>,
        is_signed: bool,
    ) -> String {
        self.joined(&self.difference_parts(unit, value, interval, is_signed))
    }

    /// The same with the interval apart. Without signs both are told as amounts, for a sentence that
    /// says which way: the interval then must not hold zero.
    pub fn difference_parts(
        self,
        unit: Unit,
        value: f64,
        interval: Option<(f64, f64)>,
        is_signed: bool,
    ) -> Parts {
        let (value, interval) = match interval {
            Some((low, high)) if !is_signed && high <= 0.0 => (-value, Some((-high, -low))),
            None if !is_signed => (value.abs(), None),
            _ => (value, interval),
        };
        let (low, high) = interval.unwrap_or((value, value));
        let largest = low.abs().max(high.abs()).max(value.abs());
        let style = Style::of(unit, largest);
        let half_width = style.scaled(high - low) / 2.0;
        let decimals = if half_width > 0.0 {
            let of_step = [1.0, 0.1, 0.01].iter().position(|step| half_width >= *step);
            style.fitting(of_step.unwrap_or(MOST_SHOWN))
        } else {
            fewest_decimals(unit, value.abs())
        };
        // A bound that is not zero must not read as zero: which way it goes would be lost.
        let mut decimals = decimals;
        let reads_as_zero =
            |value: f64, decimals| value.abs() > 0.0 && style.rounded(value, decimals).abs() <= 0.0;
        while decimals < style.most_decimals().min(MOST_TOLD_APART)
            && [low, high]
                .iter()
                .any(|bound| reads_as_zero(*bound, decimals))
        {
            decimals += 1;
        }
        let digits = |value: f64, with_unit: bool| {
            let text = match (style, self.0) {
                (Style::Percent, Language::English)
                    if with_unit && style.digits(value.abs(), decimals) == "1" =>
                {
                    "1 point".to_owned()
                }
                (Style::Percent, Language::English) if with_unit => {
                    format!("{} points", style.digits(value.abs(), decimals))
                }
                (Style::Percent, Language::Chinese) if with_unit => {
                    format!("{}个百分点", style.digits(value.abs(), decimals))
                }
                (Style::Percent, _) => style.digits(value.abs(), decimals),
                (_, Language::English) if !with_unit => style.digits(value.abs(), decimals),
                _ => self.text(style, value.abs(), decimals, false),
            };
            let is_nothing = !text.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
            match value {
                _ if is_nothing || !is_signed => text,
                _ if value < 0.0 => format!("{MINUS}{text}"),
                _ => format!("+{text}"),
            }
        };
        let between = match self.0 {
            Language::English if is_signed => " to ",
            Language::English => "–",
            Language::Chinese => "～",
        };
        let own = digits(value, false);
        let bounds = interval.map(|(low, high)| (digits(low, false), digits(high, false)));
        Parts {
            value: digits(value, true),
            interval: joined(bounds, &own, between),
        }
    }

    /// A length of time \[s\] in words: `1 h 10 min`, `1小时10分钟`.
    pub fn in_words(self, seconds: f64) -> String {
        if self.0 == Language::English {
            return super::in_words(seconds);
        }
        if seconds < 10.0 && (seconds - seconds.round()).abs() > 1e-9 {
            return format!("{seconds:.1}秒");
        }
        let total = nearest(seconds);
        let parts = [
            (total / 86_400, "天"),
            (total / 3_600 % 24, "小时"),
            (total / 60 % 60, "分钟"),
            (total % 60, "秒"),
        ];
        let told = parts.iter().filter(|(count, _)| *count > 0).take(2);
        let mut text = String::new();
        for (count, unit) in told {
            text.push_str(&super::whole(*count));
            text.push_str(unit);
        }
        if text.is_empty() {
            "0秒".to_owned()
        } else {
            text
        }
    }

    /// Value and interval in one text.
    pub fn joined(self, parts: &Parts) -> String {
        match (&parts.interval, self.0) {
            (None, _) => parts.value.clone(),
            (Some(interval), Language::English) => format!("{} ({interval})", parts.value),
            (Some(interval), Language::Chinese) => format!("{}（{interval}）", parts.value),
        }
    }

    fn parts_of(self, shown: &Shown) -> Parts {
        let (style, decimals) = (shown.style, shown.decimals);
        let bound = |value| match self.0 {
            Language::English => style.digits(value, decimals),
            Language::Chinese => self.text(style, value, decimals, false),
        };
        let between = match self.0 {
            Language::English => "–",
            Language::Chinese => "～",
        };
        let bounds = (shown.interval).map(|(low, high)| (bound(low), bound(high)));
        let value = self.text(style, shown.value, decimals, false);
        let interval = joined(bounds, &bound(shown.value), between);
        Parts {
            // What is known exactly needs no zeros that say how exactly.
            value: if interval.is_none() {
                trimmed_decimals(&value)
            } else {
                value
            },
            interval,
        }
    }

    /// A number with its unit; short: whole minutes and hours are said as such.
    fn text(self, style: Style, value: f64, decimals: usize, is_short: bool) -> String {
        let digits = style.digits(value, decimals);
        let short = match style {
            Style::Minutes if is_short => digits.strip_suffix(":00"),
            Style::Hours if is_short => digits.strip_suffix(":00:00"),
            _ => None,
        };
        if self.0 == Language::English {
            return format!("{}{}", short.unwrap_or(&digits), style.unit());
        }
        match (style, short) {
            (Style::Plain, _) => digits,
            (Style::Money(currency), _) if currency.code() == "CNY" => format!("{digits}元"),
            (Style::Money(_), _) => format!("{digits}{}", style.unit()),
            (Style::Percent, _) => format!("{digits}%"),
            (Style::Seconds, _) => format!("{digits}秒"),
            (Style::WholeMinutes, _) | (Style::Minutes, Some(_)) => {
                format!("{}分钟", short.unwrap_or(&digits))
            }
            (Style::Hours, Some(hours)) => format!("{hours}小时"),
            (Style::Minutes, None) => in_units(&digits, &["分", "秒"]),
            (Style::Hours, None) => in_units(&digits, &["小时", "分", "秒"]),
            (Style::HoursAndMinutes, _) => in_units(&digits, &["小时", "分"]),
        }
    }
}

/// Both bounds in one text, unless they say no more than the value.
fn joined(bounds: Option<(String, String)>, value: &str, between: &str) -> Option<String> {
    bounds
        .filter(|(low, high)| low != value || high != value)
        .map(|(low, high)| format!("{low}{between}{high}"))
}

/// The parts of `1:02:30` with a unit each, without the zeros that fill up: `1小时2分30秒`.
fn in_units(digits: &str, units: &[&str]) -> String {
    let mut text = String::new();
    for (i, (part, unit)) in digits.split(':').zip(units).enumerate() {
        let without_zero = part.strip_prefix('0');
        let without_zero =
            without_zero.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        text.push_str(without_zero.filter(|_| i > 0).unwrap_or(part));
        text.push_str(unit);
    }
    text
}

/// A text whose only decimals lose their trailing zeros: `1分30.50秒` becomes `1分30.5秒`.
fn trimmed_decimals(text: &str) -> String {
    let Some((whole, rest)) = text.split_once('.') else {
        return text.to_owned();
    };
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (fraction, unit) = rest.split_at(end);
    match fraction.trim_end_matches('0') {
        "" => format!("{whole}{unit}"),
        fraction => format!("{whole}.{fraction}{unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::number;

    const EN: Local = Local(Language::English);
    const ZH: Local = Local(Language::Chinese);

    #[test]
    fn english_is_what_the_table_says() {
        for (unit, value, interval) in [
            (Unit::Share, 0.612, Some((0.59, 0.63))),
            (Unit::Seconds, 82.4, Some((80.0, 84.9))),
            (Unit::Seconds, 4_000.0, None),
            (Unit::Contacts, 2_297.0, Some((2_285.0, 2_309.0))),
        ] {
            let told = number::people_with_interval(unit, value, interval);
            assert_eq!(EN.with_interval(unit, value, interval), told);
            assert_eq!(EN.people(unit, value), number::people(unit, value));
        }
    }

    #[test]
    fn chinese_times_are_said_in_units() {
        let shown = |seconds| ZH.people(Unit::Seconds, seconds);
        assert_eq!(shown(15.0), "15秒");
        assert_eq!(shown(60.0), "1分钟");
        assert_eq!(shown(65.0), "1分5秒");
        assert_eq!(shown(600.0), "10分钟");
        assert_eq!(shown(3_600.0), "1小时");
        assert_eq!(shown(3_750.0), "1小时2分30秒");
        assert_eq!(ZH.as_written(Unit::Seconds, 90.5), "1分30.5秒");
        assert_eq!(ZH.as_written(Unit::Share, 0.999_5), "99.95%");
        assert_eq!(ZH.in_words(4_200.0), "1小时10分钟");
        let wait = ZH.with_interval(Unit::Seconds, 82.4, Some((80.0, 84.9)));
        assert_eq!(wait, "1分22秒（1分20秒～1分25秒）");
    }

    #[test]
    fn what_is_exact_has_no_superfluous_digits() {
        let exact = EN.parts(Unit::Fte, 28.0, Some((28.0 - 1e-9, 28.0 + 1e-9)));
        assert_eq!((&*exact.value, exact.interval), ("28", None));
        assert_eq!(EN.parts(Unit::Share, 0.0, Some((0.0, 0.0))).interval, None);
    }

    #[test]
    fn a_bound_on_one_side_of_zero_does_not_read_as_zero() {
        let shown = EN.difference(Unit::Share, 0.03, Some((0.002, 0.058)), true);
        assert_eq!(shown, "+3.0 points (+0.2 to +5.8)");
        let one = EN.difference(Unit::Share, 0.01, Some((-0.02, 0.04)), true);
        assert_eq!(one, "+1 point (−2 to +4)");
    }

    #[test]
    fn differences_have_signs_unless_the_sentence_says_which_way() {
        let of = |language: Local, unit, value, interval, is_signed| {
            language.difference(unit, value, Some(interval), is_signed)
        };
        let seconds = |is_signed| of(EN, Unit::Seconds, -12.34, (-13.0, -11.6), is_signed);
        assert_eq!(seconds(true), "−12.3 s (−13.0 to −11.6)");
        assert_eq!(seconds(false), "12.3 s (11.6–13.0)");
        let across = of(EN, Unit::Share, 0.001, (-0.02, 0.022), true);
        assert_eq!(across, "0 points (−2 to +2)");
        let minutes = of(ZH, Unit::Seconds, 75.0, (70.0, 80.0), true);
        assert_eq!(minutes, "+1分15秒（+1分10秒～+1分20秒）");
        assert_eq!(EN.difference(Unit::Contacts, -3.0, None, true), "−3");
    }
}
