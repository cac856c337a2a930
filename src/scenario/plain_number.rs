//! Numbers without a unit: coefficients of variation, correlations, weights, multiples.

use super::reader::{Fault, Reader};
use super::toml_tree::{Item, Value};

/// The plain number that a value is, if it fits.
pub(crate) fn plain_number(
    reader: &mut Reader,
    path: &str,
    item: &Item,
    allowed: &str,
    fits: impl Fn(f64) -> bool,
) -> Option<f64> {
    hinted_number(reader, path, item, allowed, fits, |value| match value {
        Value::Text(text) => meant(text),
        _ => None,
    })
}

/// The same with a hint of its own for what does not fit.
pub(crate) fn hinted_number(
    reader: &mut Reader,
    path: &str,
    item: &Item,
    allowed: &str,
    fits: impl Fn(f64) -> bool,
    hint: impl Fn(&Value) -> Option<String>,
) -> Option<f64> {
    let number = item.value.as_number().filter(|number| fits(*number));
    if number.is_none() {
        let fault = Fault::new(item.describe_plain(), allowed).maybe(hint(&item.value));
        reader.refuse(&item.place, path, fault);
    }
    number
}

/// How a text could be written as a number: a percentage is its hundredth part.
fn meant(text: &str) -> Option<String> {
    let (digits, part) = match text.trim().strip_suffix('%') {
        Some(digits) => (digits.trim(), 100.0),
        None => (text.trim().trim_start_matches(['x', '×']), 1.0),
    };
    let value: f64 = digits.trim_start_matches('+').parse().ok()?;
    (digits.len() <= 12 && value.is_finite()).then(|| format!("write {}", value / part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_how_to_be_numbers() {
        assert_eq!(meant("150%").as_deref(), Some("write 1.5"));
        assert_eq!(meant("×3").as_deref(), Some("write 3"));
        assert_eq!(meant(" 0.2 ").as_deref(), Some("write 0.2"));
        assert_eq!(meant("many"), None);
        assert_eq!(meant("inf"), None);
    }
}
