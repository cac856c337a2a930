//! Numbers in files.

use super::MOST_DECIMALS;

/// How many significant digits a file gets.
const SIGNIFICANT: usize = 8;

/// A number for a file: a plain decimal of eight significant digits, all digits before the point,
/// no trailing zeros; what is not finite is an empty text.
///
/// ```
/// use springtide::report::number;
/// assert_eq!(number::file(0.612_345_678_9), "0.61234568");
/// assert_eq!(number::file(123_456_789.4), "123456789");
/// assert_eq!(number::file(20.0), "20");
/// ```
pub fn file(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let scientific = format!("{value:.*e}", SIGNIFICANT - 1);
    let exponent = scientific
        .split_once('e')
        .and_then(|(_, exponent)| exponent.parse::<i32>().ok())
        .unwrap_or(0);
    let before_point = usize::try_from(exponent.saturating_add(1));
    let decimals = match before_point {
        Ok(digits) => SIGNIFICANT.saturating_sub(digits),
        Err(_) => SIGNIFICANT + usize::try_from(-exponent - 1).unwrap_or(MOST_DECIMALS),
    };
    let text = format!("{value:.*}", decimals.min(MOST_DECIMALS));
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

/// The same of a number that may not be defined: then nothing.
pub fn file_if_any(value: Option<f64>) -> String {
    value.map_or_else(String::new, file)
}

/// A number for a JSON file, rounded as [`file()`] does; what is not finite is `null`.
pub fn json(value: f64) -> serde_json::Value {
    file(value)
        .parse::<f64>()
        .ok()
        .and_then(serde_json::Number::from_f64)
        .map_or(serde_json::Value::Null, serde_json::Value::Number)
}
