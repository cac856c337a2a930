//! A number with its confidence interval, rounded as far as that bears.

use super::MOST_SHOWN;
use super::style::{Style, fewest_decimals};
use crate::measures::Unit;

/// A number on its way to text.
pub(super) struct Shown {
    pub(super) style: Style,
    pub(super) value: f64,
    pub(super) interval: Option<(f64, f64)>,
    pub(super) decimals: usize,
}

impl Shown {
    pub(super) fn new(unit: Unit, value: f64, interval: Option<(f64, f64)>) -> Self {
        let (least, most) = match unit {
            Unit::Share => (0.0, 1.0),
            // What is saved is less than nothing.
            Unit::Money(_) => (f64::NEG_INFINITY, f64::INFINITY),
            _ => (0.0, f64::INFINITY),
        };
        let clamped = |bound: f64| bound.clamp(least, most);
        let interval = interval.map(|(low, high)| (clamped(low), clamped(high)));
        let style = Style::of(unit, interval.map_or(value, |(_, high)| high.max(value)));
        let half_width = interval.map_or(0.0, |(low, high)| style.scaled(high - low) / 2.0);
        let decimals = if half_width > 0.0 {
            let steps = [1.0, 0.1, 0.01];
            let of_step = steps.iter().position(|step| half_width >= *step);
            style.fitting(of_step.unwrap_or(MOST_SHOWN))
        } else {
            fewest_decimals(unit, value)
        };
        Self {
            style,
            value,
            interval,
            decimals,
        }
    }

    /// Whether rounding leaves value and bounds on their side of the promise, which is not rounded.
    pub(super) fn is_apart_from(&self, promise: f64) -> bool {
        let rounded = |value: f64| self.style.rounded(value, self.decimals);
        let promised = self.style.exact(promise);
        let (low, high) = self.interval.unwrap_or((self.value, self.value));
        [low, self.value, high]
            .iter()
            .all(|value| value.partial_cmp(&promise) == rounded(*value).partial_cmp(&promised))
    }

    pub(super) fn to_text(&self) -> String {
        let digits = |value| self.style.digits(value, self.decimals);
        let bounds = self.interval.map_or_else(String::new, |(low, high)| {
            format!(" ({}–{})", digits(low), digits(high))
        });
        format!("{}{}{bounds}", digits(self.value), self.style.unit())
    }
}
