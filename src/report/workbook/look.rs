//! How cells look: number formats, headings, and numbers as people count.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::measures::Unit;
use crate::report::number;
use crate::report::page::Words;

/// How a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// The name of the file: the largest letters.
    Title,
    /// The question of a sheet.
    Question,
    /// A sentence that takes several lines.
    Sentence,
    /// What is said beside the numbers.
    Note,
    /// The head of a column.
    Head,
    /// A text.
    Text,
    /// A date.
    Day,
    /// A date with the time of day.
    Instant,
    /// A number of a unit, as [`shown`].
    Value(Unit),
    /// A difference between two of them, with its sign, as [`shown_difference`].
    Difference(Unit),
    /// A share that is no measure.
    Share,
    /// A count.
    Whole,
    /// How many times.
    Times,
    /// A number as it was written.
    Plain,
    /// What is as it should be.
    Good,
    /// What is not.
    Bad,
    /// What is not known.
    Unsure,
}

/// The formats, each made once.
pub(super) struct Looks {
    words: Words,
    made: BTreeMap<Look, Format>,
}

impl Looks {
    pub(super) const fn new(words: Words) -> Self {
        Self {
            words,
            made: BTreeMap::new(),
        }
    }

    pub(super) fn of(&mut self, look: Look) -> &Format {
        let words = self.words;
        (self.made)
            .entry(look)
            .or_insert_with(|| format(look, words))
    }
}

fn format(look: Look, words: Words) -> Format {
    let plain = Format::new().set_align(FormatAlign::Top);
    // Fills are pale enough for a printer, and the word says it all.
    let filled = |colour: u32| plain.clone().set_background_color(Color::RGB(colour));
    match look {
        Look::Title => plain.set_bold().set_font_size(16),
        Look::Question => plain.set_bold().set_font_size(12),
        Look::Sentence => plain.set_text_wrap(),
        Look::Note => plain.set_italic().set_font_color(Color::RGB(0x40_4040)),
        Look::Head => Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Bottom)
            .set_background_color(Color::RGB(0xE8_EEF4))
            .set_border_bottom(FormatBorder::Thin),
        Look::Text => plain,
        Look::Good => filled(0xDD_F0E2),
        Look::Bad => filled(0xF9_DEDC),
        Look::Unsure => filled(0xFF_F3D1),
        Look::Day => plain.set_num_format("yyyy-mm-dd"),
        Look::Instant => plain.set_num_format("yyyy-mm-dd hh:mm"),
        Look::Value(unit) => plain.set_num_format(of_value(unit)),
        Look::Difference(unit) => plain.set_num_format(of_difference(unit, words)),
        Look::Share => plain.set_num_format("0.0%"),
        Look::Whole => plain.set_num_format("#,##0"),
        Look::Times => plain.set_num_format("0.0"),
        Look::Plain => plain.set_num_format("General"),
    }
}

fn of_value(unit: Unit) -> String {
    match unit {
        Unit::Share => "0.0%".to_owned(),
        Unit::Seconds => "[<1]0.000;[<100]0.00;#,##0.0".to_owned(),
        Unit::Contacts | Unit::Matters => "[<10]0.00;[<1000]0.0;#,##0".to_owned(),
        Unit::Turns | Unit::Agents | Unit::Fte | Unit::Erlangs => "#,##0.00".to_owned(),
        Unit::Money(currency) => format!("#,##0.00 \"{}\"", currency.code()),
    }
}

fn of_difference(unit: Unit, words: Words) -> String {
    let (digits, behind) = match unit {
        Unit::Share => ("0.0", words.pick(" points", "个百分点").to_owned()),
        Unit::Seconds => ("#,##0.000", String::new()),
        Unit::Contacts | Unit::Matters | Unit::Turns | Unit::Agents | Unit::Fte | Unit::Erlangs => {
            ("#,##0.00", String::new())
        }
        Unit::Money(currency) => ("#,##0.00", format!(" {}", currency.code())),
    };
    let number = if behind.is_empty() {
        digits.to_owned()
    } else {
        format!("{digits}\"{behind}\"")
    };
    format!("+{number};-{number};{number}")
}

/// A number of a unit as people count: times in minutes, the digits of the files. `None` where it is not
/// finite.
pub(super) fn shown(unit: Unit, value: f64) -> Option<f64> {
    let value = rounded(value)?;
    Some(match unit {
        Unit::Seconds => value / 60.0,
        _ => value,
    })
}

/// A difference as people count: times in minutes, shares in percentage points.
pub(super) fn shown_difference(unit: Unit, value: f64) -> Option<f64> {
    match unit {
        Unit::Share => rounded(value * 100.0),
        _ => shown(unit, value),
    }
}

/// The digits of the files: what is beyond them is noise.
pub(super) fn rounded(value: f64) -> Option<f64> {
    number::file(value).parse().ok()
}

/// What numbers of a unit are counted in.
pub(super) fn unit_text(unit: Unit, words: Words) -> &'static str {
    match unit {
        Unit::Share => "%",
        Unit::Seconds => words.pick("min", "分钟"),
        Unit::Contacts => words.pick("contacts", "次"),
        Unit::Matters => words.pick("matters", "个"),
        Unit::Turns => words.pick("turns", "轮"),
        Unit::Agents => words.pick("people", "人"),
        Unit::Fte => "FTE",
        Unit::Erlangs => words.pick("erlangs", "爱尔兰"),
        Unit::Money(currency) => currency.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::units::Currency;

    #[test]
    fn times_are_in_minutes_and_differences_of_shares_in_points() {
        assert_eq!(shown(Unit::Seconds, 90.0), Some(1.5));
        assert_eq!(shown(Unit::Share, 0.123_456_789_1), Some(0.123_456_79));
        assert_eq!(shown(Unit::Contacts, f64::NAN), None);
        assert_eq!(shown_difference(Unit::Share, -0.07), Some(-7.0));
        assert_eq!(shown_difference(Unit::Seconds, 30.0), Some(0.5));
    }

    #[test]
    fn money_says_its_currency() {
        let words = Words(Language::English);
        let euro = Unit::Money(Currency::of("EUR").unwrap());
        assert_eq!(of_value(euro), "#,##0.00 \"EUR\"");
        assert_eq!(
            of_difference(Unit::Share, words),
            "+0.0\" points\";-0.0\" points\";0.0\" points\""
        );
    }
}
