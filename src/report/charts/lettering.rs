//! The font that the charts carry with them, and how wide text is in it.

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};
use unicode_width::UnicodeWidthChar;

use crate::units::number;

/// The font's name, then those that are most like it, for readers who do not have it.
pub(super) const FAMILY: &str =
    "DejaVu Sans, Verdana, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif";

/// The font's name.
pub(super) const NAME: &str = "DejaVu Sans";

/// What is assumed of letters that the font lacks \[em\].
const UNKNOWN: f64 = 0.7;

/// The same of those that take two cells of a terminal: Chinese ones are as wide as an em.
const UNKNOWN_WIDE: f64 = 1.0;

/// The font's files: regular, bold.
pub(super) fn files() -> [&'static [u8]; 2] {
    [dejavu::sans::regular(), dejavu::sans::bold()]
}

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// Most text.
    Regular,
    /// Titles.
    Bold,
}

/// The width of a text in letters of so many pixels an em, rounded up \[pixels\].
pub(super) fn width(text: &str, size: i32, weight: Weight) -> i32 {
    let [regular, bold] = files();
    let file = match weight {
        Weight::Regular => regular,
        Weight::Bold => bold,
    };
    let font = FontRef::new(file).ok();
    let letters = font.as_ref().map(|font| {
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        (font, metrics)
    });
    let ems: f64 = text.chars().map(|c| ems(letters.as_ref(), c)).sum();
    number::nearest_signed((ems * number::float_small(size)).ceil())
}

/// A text cut in its middle so that it fits into so much room: long names often differ in their ends.
pub(super) fn fitted_in_middle(text: &str, size: i32, weight: Weight, room: i32) -> String {
    if width(text, size, weight) <= room {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let cut = |kept: usize| {
        let last = kept * 2 / 5;
        let begin: String = letters[..kept - last].iter().collect();
        let end: String = letters[letters.len() - last..].iter().collect();
        format!("{}…{}", begin.trim_end(), end.trim_start())
    };
    let fits = |kept: &usize| width(&cut(*kept), size, weight) <= room;
    let kept = (1..letters.len()).rev().find(fits);
    kept.map_or_else(String::new, cut)
}

/// Whether the font has every letter of a text.
pub(super) fn has_all(text: &str) -> bool {
    let [regular, _] = files();
    let font = FontRef::new(regular).ok();
    let has = |font: &FontRef<'_>| {
        let letters = text.chars().filter(|c| !c.is_ascii());
        let charmap = font.charmap();
        letters.into_iter().all(|c| charmap.map(c).is_some())
    };
    font.as_ref().is_some_and(has)
}

fn ems(letters: Option<&(&FontRef<'_>, GlyphMetrics<'_>)>, c: char) -> f64 {
    letters
        .and_then(|(font, metrics)| metrics.advance_width(font.charmap().map(c)?))
        .map_or_else(
            || match c.width() {
                Some(0) => 0.0,
                Some(2) => UNKNOWN_WIDE,
                _ => UNKNOWN,
            },
            f64::from,
        )
}

/// A text cut so that it fits into so much room; nothing where not even one letter fits.
pub(super) fn fitted(text: &str, size: i32, weight: Weight, room: i32) -> String {
    if width(text, size, weight) <= room {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let cut = |letters: &[char]| {
        let kept: String = letters.iter().collect();
        format!("{}…", kept.trim_end())
    };
    // Width grows with the number of letters, so that halving finds how many fit.
    let (mut fits, mut too_many) = (0, letters.len());
    while fits + 1 < too_many {
        let middle = usize::midpoint(fits, too_many);
        if width(&cut(&letters[..middle]), size, weight) <= room {
            fits = middle;
        } else {
            too_many = middle;
        }
    }
    if fits == 0 {
        String::new()
    } else {
        cut(&letters[..fits])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        // An em of DejaVu Sans has 2,048 units; a digit is 1,303 wide.
        assert_eq!(width("00000", 100, Weight::Regular), 319);
        assert!(width("0", 100, Weight::Bold) > 64);
        assert_eq!(width("", 100, Weight::Regular), 0);
        assert_eq!(width("热", 10, Weight::Regular), 10);
    }

    #[test]
    fn what_does_not_fit_is_cut() {
        let room = width("customers of…", 22, Weight::Regular);
        let cut = |text, room| fitted(text, 22, Weight::Regular, room);
        assert_eq!(cut("customers of the hotline", room), "customers of…");
        assert_eq!(cut("short", room), "short");
        assert_eq!(cut("nothing", 3), "");
        let room = width("hotli…n 12", 22, Weight::Regular);
        let middle = |text, room| fitted_in_middle(text, 22, Weight::Regular, room);
        assert_eq!(middle("hotline with variant 12", room), "hotlin…12");
        assert_eq!(middle("short", room), "short");
        assert_eq!(middle("nothing", 3), "");
    }
}
