//! How differences are printed.

use super::{MOST_SHOWN, Style, fewest_decimals};
use crate::measures::Unit;

/// A difference for people, with its sign and its confidence interval: `+15 points (+14 to +16)`,
/// `−1:05 min (−1:20 to −0:50)`. Differences of shares are in percentage points.
///
/// ```
/// use springtide::measures::Unit;
/// use springtide::report::number::difference;
/// assert_eq!(difference(Unit::Share, 0.151, Some((0.138, 0.164))), "+15 points (+14 to +16)");
/// assert_eq!(difference(Unit::Seconds, -3.25, None), "−3.2 s");
/// assert_eq!(difference(Unit::Contacts, 0.0, Some((-2.0, 2.0))), "0 (−2 to +2)");
/// ```
pub fn difference(unit: Unit, value: f64, interval: Option<(f64, f64)>) -> String {
    let bounds = interval.map_or([value; 2], |(low, high)| [low, high]);
    let largest = bounds
        .iter()
        .fold(value.abs(), |most, one| most.max(one.abs()));
    let style = Style::of(unit, largest);
    let half_width = style.scaled(bounds[1] - bounds[0]) / 2.0;
    let decimals = if half_width > 0.0 {
        let of_step = [1.0, 0.1, 0.01].iter().position(|step| half_width >= *step);
        style.fitting(of_step.unwrap_or(MOST_SHOWN))
    } else {
        fewest_decimals(unit, value)
    };
    let signed = |value: f64| {
        let digits = style.digits(value.abs(), decimals);
        if digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
            let sign = if value < 0.0 { '−' } else { '+' };
            format!("{sign}{digits}")
        } else {
            digits
        }
    };
    let unit = match style {
        Style::Percent => " points".to_owned(),
        _ => style.unit(),
    };
    let value = format!("{}{unit}", signed(value));
    // What is certain has no bounds.
    let interval = interval.filter(|(low, high)| low < high);
    interval.map_or(value.clone(), |(low, high)| {
        format!("{value} ({} to {})", signed(low), signed(high))
    })
}
