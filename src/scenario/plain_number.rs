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
    let value = match &item.value {
        Value::Integer(text, _) => text.parse().unwrap_or(f64::NAN),
        Value::Float(_, value) => *value,
        _ => f64::NAN,
    };
    if fits(value) {
        return Some(value);
    }
    let found = item.describe().replace("bare number", "number");
    let hint = match &item.value {
        Value::Text(text) => meant(text),
        _ => None,
    };
    reader.refuse(&item.place, path, Fault::new(found, allowed).maybe(hint));
    None
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
