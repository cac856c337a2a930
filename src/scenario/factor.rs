//! Factors as scenarios write them: plain numbers, since a percentage could be the whole or what is
//! added to it.

use super::plain_number::hinted_number;
use super::reader::Reader;
use super::toml_tree::{Item, Value, shortened};
use crate::units::Factor;

/// The largest factor that is read; more is a slip of the decimal point.
const MOST: f64 = 1_000.0;

/// What a factor may be.
const ALLOWED: &str = "a factor: a number from 0 to 1,000 (1 changes nothing, 1.1 is a tenth more)";
const ALLOWED_ABOVE_ZERO: &str =
    "a factor: a number above 0, up to 1,000 (1 changes nothing, 1.1 is a tenth more)";

/// The factor that a value is [0..=1000].
pub(crate) fn factor_of(reader: &mut Reader, path: &str, item: &Item) -> Option<Factor> {
    number(reader, path, item, ALLOWED, |value| value >= 0.0)
}

/// The factor that a value is, where nothing at all would make no sense [0 < factor ≤ 1000].
pub(crate) fn factor_above_zero_of(reader: &mut Reader, path: &str, item: &Item) -> Option<Factor> {
    // What is smaller than this is no factor but a way to write nothing.
    number(reader, path, item, ALLOWED_ABOVE_ZERO, |value| {
        value >= 1e-3
    })
}

fn number(
    reader: &mut Reader,
    path: &str,
    item: &Item,
    allowed: &str,
    fits: impl Fn(f64) -> bool,
) -> Option<Factor> {
    let hint = |value: &Value| match value {
        Value::Text(text) => meant(text),
        _ => None,
    };
    let fits = |value| value <= MOST && fits(value);
    hinted_number(reader, path, item, allowed, fits, hint).and_then(Factor::new)
}

/// How a text that is no factor could be written as one.
fn meant(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(percent) = text.strip_suffix('%') {
        let percent = percent.trim();
        let value: f64 = percent.replace('\u{2212}', "-").parse().ok()?;
        // One part in a million hides that 1.1 × 100 is not exactly 110.
        let written = |factor: f64| {
            let text = format!("{factor:.6}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        };
        let (whole, added) = (written(value / 100.0), written(1.0 + value / 100.0));
        return match percent.chars().next()? {
            '+' | '-' | '\u{2212}' => (value >= -100.0).then(|| format!("write {added}")),
            _ if value >= 100.0 => Some(format!("write {whole}")),
            _ => Some(format!(
                "write {whole} for so much of it, or {added} for so much more"
            )),
        };
    }
    let number = text.trim_start_matches(['x', '×', '*']).trim_start();
    (number.len() <= 20 && number.parse::<f64>().is_ok())
        .then(|| format!("write {} without quotation marks", shortened(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_told_how_to_be_factors() {
        assert_eq!(meant("110%").as_deref(), Some("write 1.1"));
        assert_eq!(meant("+10 %").as_deref(), Some("write 1.1"));
        assert_eq!(meant("-20%").as_deref(), Some("write 0.8"));
        assert_eq!(meant("\u{2212}20%").as_deref(), Some("write 0.8"));
        assert_eq!(
            meant("30%").as_deref(),
            Some("write 0.3 for so much of it, or 1.3 for so much more")
        );
        assert_eq!(
            meant("×1.2").as_deref(),
            Some("write 1.2 without quotation marks")
        );
        assert_eq!(meant("many"), None);
    }
}
