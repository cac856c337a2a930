//! Axes of numbers: where they end and what is written beside them.

use crate::measures::Unit;
use crate::report::number as text;
use crate::units::number;

/// An axis that begins at nothing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    /// Where it ends, in the unit of the numbers.
    pub(super) top: f64,
    /// What is written where, ascending.
    pub(super) ticks: Vec<(f64, String)>,
}

/// Lengths of time that people count in \[s\].
const TIMES: [f64; 28] = [
    1.0,
    2.0,
    5.0,
    10.0,
    20.0,
    30.0,
    60.0,
    120.0,
    300.0,
    600.0,
    900.0,
    1_200.0,
    1_800.0,
    3_600.0,
    7_200.0,
    10_800.0,
    21_600.0,
    43_200.0,
    86_400.0,
    172_800.0,
    432_000.0,
    864_000.0,
    1_728_000.0,
    4_320_000.0,
    8_640_000.0,
    17_280_000.0,
    43_200_000.0,
    86_400_000.0,
];

/// The most steps of an axis.
const MOST_STEPS: f64 = 6.0;

/// The places of a logarithmic axis of time that may have a text \[s\], from the shortest wait that is
/// told apart to the longest there can be.
const WAITS: [f64; 21] = [
    1.0,
    2.0,
    5.0,
    10.0,
    20.0,
    30.0,
    60.0,
    120.0,
    300.0,
    600.0,
    1_800.0,
    3_600.0,
    7_200.0,
    18_000.0,
    43_200.0,
    86_400.0,
    259_200.0,
    864_000.0,
    2_592_000.0,
    8_640_000.0,
    315_360_000.0,
];

impl Scale {
    /// An axis that holds all numbers up to `most`.
    pub(super) fn holding(unit: Unit, most: f64) -> Self {
        let step = match unit {
            Unit::Seconds => {
                let fits = TIMES.into_iter().find(|step| most <= step * MOST_STEPS);
                fits.unwrap_or(most / MOST_STEPS)
            }
            Unit::Share => decimal_step(most),
            // Nobody counts halves of people.
            _ => decimal_step(most).max(1.0),
        };
        let steps = number::floor((most / step - 1e-9).ceil()).max(1);
        let tick = |i: u64| {
            let value = number::float(i) * step;
            (value, tick_text(unit, value))
        };
        Self {
            top: number::float(steps) * step,
            ticks: (0..=steps).map(tick).collect(),
        }
    }

    /// All shares, from 0 % to 100 %.
    pub(super) fn of_shares() -> Self {
        let ticks = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];
        Self {
            top: 1.0,
            ticks: ticks
                .map(|share| (share, tick_text(Unit::Share, share)))
                .into(),
        }
    }
}

/// The places of a logarithmic axis from 1 s that ends at the first of them not below `most`.
pub(super) fn waits_up_to(most: f64) -> Vec<(f64, String)> {
    let within = WAITS.iter().take_while(|wait| **wait < most).count();
    let places = WAITS.iter().take(within + 1);
    places.map(|wait| (*wait, text::in_words(*wait))).collect()
}

fn tick_text(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Seconds => text::in_words(value),
        _ => text::people(unit, value),
    }
}

/// The smallest of 1, 2, 5 × a power of ten of which few enough reach `most`.
fn decimal_step(most: f64) -> f64 {
    let mut power = 1.0;
    while power * MOST_STEPS * 5.0 < most {
        power *= 10.0;
    }
    while power * MOST_STEPS / 2.0 >= most && power > 1e-3 {
        power /= 10.0;
    }
    let steps = [power, power * 2.0, power * 5.0];
    let fits = steps.into_iter().find(|step| most <= step * MOST_STEPS);
    fits.unwrap_or(power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(scale: &Scale) -> String {
        let texts: Vec<&str> = scale.ticks.iter().map(|(_, text)| text.as_str()).collect();
        texts.join(", ")
    }

    #[test]
    fn axes_count_in_steps_that_people_use() {
        let cases = [
            (Unit::Seconds, 0.0, "0 s, 1 s"),
            (Unit::Seconds, 33.0, "0 s, 10 s, 20 s, 30 s, 40 s"),
            (
                Unit::Seconds,
                4_000.0,
                "0 s, 15 min, 30 min, 45 min, 1 h, 1 h 15 min",
            ),
            (
                Unit::Seconds,
                200_000.0,
                "0 s, 12 h, 1 day, 1 day 12 h, 2 days, 2 days 12 h",
            ),
            (Unit::Share, 0.03, "0 %, 0.5 %, 1 %, 1.5 %, 2 %, 2.5 %, 3 %"),
            (Unit::Agents, 3.0, "0, 1, 2, 3"),
            (Unit::Agents, 9.0, "0, 2, 4, 6, 8, 10"),
            (Unit::Agents, 1_100.0, "0, 200, 400, 600, 800, 1,000, 1,200"),
            (Unit::Agents, 0.6, "0, 1"),
        ];
        for (unit, most, expected) in cases {
            assert_eq!(texts(&Scale::holding(unit, most)), expected, "{most}");
        }
        assert_eq!(
            texts(&Scale::of_shares()),
            "0 %, 20 %, 40 %, 60 %, 80 %, 100 %"
        );
    }

    #[test]
    fn no_number_is_too_large_or_too_small_for_an_axis() {
        for unit in [Unit::Seconds, Unit::Share, Unit::Agents] {
            let mut most = 1e-9;
            while most < 1e9 {
                let scale = Scale::holding(unit, most);
                assert!(scale.top >= most * (1.0 - 1e-9), "{most}: {scale:?}");
                assert!(scale.ticks.len() <= 8, "{most}: {scale:?}");
                most *= 1.7;
            }
        }
    }

    #[test]
    fn an_axis_of_waits_ends_at_a_round_one() {
        let ends = |most| waits_up_to(most).pop().unwrap();
        assert_eq!(ends(3_600.0), (3_600.0, "1 h".to_owned()));
        assert_eq!(ends(3_601.0), (7_200.0, "2 h".to_owned()));
    }
}
