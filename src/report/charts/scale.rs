//! Axes of numbers: where they end and what is written beside them.

use super::words::Words;
use crate::measures::Unit;
use crate::units::number;

/// An axis of numbers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    /// Where it begins, in the unit of the numbers.
    pub(super) bottom: f64,
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
    /// An axis from nothing that holds all numbers up to `most`.
    pub(super) fn holding(words: Words, unit: Unit, most: f64) -> Self {
        let step = step(unit, most);
        let steps = number::floor((most / step - 1e-9).ceil()).max(1);
        Self::of_steps(words, unit, step, (0, i128::from(steps)))
    }

    /// An axis from nothing for averages of counts, which may be parts of one.
    pub(super) fn of_averages(words: Words, most: f64) -> Self {
        if most >= 3.0 {
            return Self::holding(words, Unit::Contacts, most);
        }
        let step = decimal_step(most).max(0.1);
        let steps = number::floor((most / step - 1e-9).ceil()).max(1);
        Self::of_steps(words, Unit::Contacts, step, (0, i128::from(steps)))
    }

    /// An axis that holds all numbers from `least` to `most`, and begins at nothing where that is not far.
    pub(super) fn between(words: Words, unit: Unit, least: f64, most: f64) -> Self {
        let (low, high) = with_room(unit, least, most);
        let begins_at_nothing = least >= 0.0 && low < high - low;
        let low = if begins_at_nothing { 0.0 } else { low };
        Self::of_range(words, unit, low, high)
    }

    fn of_range(words: Words, unit: Unit, low: f64, high: f64) -> Self {
        let step = step(unit, high - low);
        let whole = |value: f64| i128::from(number::nearest_signed(value));
        let from = whole((low / step + 1e-9).floor());
        let to = whole((high / step - 1e-9).ceil());
        Self::of_steps(words, unit, step, (from, to.max(from + 1)))
    }

    /// An axis of differences, with nothing inside: of shares in points, which its heading names.
    pub(super) fn of_differences(words: Words, unit: Unit, least: f64, most: f64) -> Self {
        let (low, high) = with_room(unit, least.min(0.0), most.max(0.0));
        let mut scale = Self::of_range(words, unit, low, high);
        if unit == Unit::Share {
            for (_, text) in &mut scale.ticks {
                *text = text.trim_end_matches('%').trim_end().to_owned();
            }
        }
        scale
    }

    fn of_steps(words: Words, unit: Unit, step: f64, (first, last): (i128, i128)) -> Self {
        let place = |i: i128| number::float_signed(i) * step;
        Self {
            bottom: place(first),
            top: place(last),
            ticks: (first..=last)
                .map(|i| (place(i), tick_text(words, unit, place(i))))
                .collect(),
        }
    }

    /// All shares, from 0 % to 100 %.
    pub(super) fn of_shares(words: Words) -> Self {
        Self::of_steps(words, Unit::Share, 0.2, (0, 5))
    }
}

/// The ends of an axis around numbers, so that none stands at the very end and one alone has some axis
/// around it.
fn with_room(unit: Unit, least: f64, most: f64) -> (f64, f64) {
    let small = match unit {
        Unit::Share => 0.05,
        _ => (most.abs() * 0.01).max(1.0),
    };
    let range = most - least;
    let room = (small - range).max(range * 0.1) / 2.0;
    let high = match unit {
        Unit::Share => (most + room).min(most.max(1.0)),
        _ => most + room,
    };
    (least - room, high)
}

/// A distance of two texts of an axis of such a length.
fn step(unit: Unit, most: f64) -> f64 {
    match unit {
        Unit::Seconds => {
            let fits = TIMES.into_iter().find(|step| most <= step * MOST_STEPS);
            fits.unwrap_or(most / MOST_STEPS)
        }
        Unit::Share => decimal_step(most),
        // Nobody counts halves of people.
        _ => decimal_step(most).max(1.0),
    }
}

/// The places of a logarithmic axis from 1 s that ends at the first of them not below `most`.
pub(super) fn waits_up_to(words: Words, most: f64) -> Vec<(f64, String)> {
    let within = WAITS.iter().take_while(|wait| **wait < most).count();
    let places = WAITS.iter().take(within + 1);
    places.map(|wait| (*wait, words.span(*wait))).collect()
}

/// A number beside an axis; less than nothing has a sign.
fn tick_text(words: Words, unit: Unit, value: f64) -> String {
    let text = words.tick(unit, value.abs());
    if value < 0.0 {
        format!("−{text}")
    } else {
        text
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
    use crate::model::Language;

    const WORDS: Words = Words {
        language: Language::English,
    };

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
            assert_eq!(
                texts(&Scale::holding(WORDS, unit, most)),
                expected,
                "{most}"
            );
        }
        assert_eq!(
            texts(&Scale::of_shares(WORDS)),
            "0 %, 20 %, 40 %, 60 %, 80 %, 100 %"
        );
    }

    #[test]
    fn no_number_is_too_large_or_too_small_for_an_axis() {
        for unit in [Unit::Seconds, Unit::Share, Unit::Agents] {
            let mut most = 1e-9;
            while most < 1e9 {
                let scale = Scale::holding(WORDS, unit, most);
                assert!(scale.top >= most * (1.0 - 1e-9), "{most}: {scale:?}");
                assert!(scale.ticks.len() <= 8, "{most}: {scale:?}");
                most *= 1.7;
            }
        }
    }

    #[test]
    fn axes_hold_what_is_not_near_to_nothing() {
        let between = |unit, least, most| texts(&Scale::between(WORDS, unit, least, most));
        assert_eq!(
            between(Unit::Agents, 99_000.0, 101_500.0),
            "98,500, 99,000, 99,500, 100,000, 100,500, 101,000, 101,500, 102,000"
        );
        assert_eq!(
            between(Unit::Share, 0.8, 0.8),
            "77 %, 78 %, 79 %, 80 %, 81 %, 82 %, 83 %"
        );
        let around = Scale::of_differences(WORDS, Unit::Seconds, -70.0, 20.0);
        assert_eq!(
            texts(&around),
            "−1 min 20 s, −1 min, −40 s, −20 s, 0 s, 20 s, 40 s"
        );
        let better = Scale::of_differences(WORDS, Unit::Share, 0.1, 0.7);
        assert_eq!(texts(&better), "−20, 0, 20, 40, 60, 80");
    }

    #[test]
    fn averages_may_be_parts_of_one() {
        let averages = |most| texts(&Scale::of_averages(WORDS, most));
        assert_eq!(averages(0.5), "0, 0.1, 0.2, 0.3, 0.4, 0.5");
        assert_eq!(averages(0.0), "0, 0.1");
        assert_eq!(averages(2.0), "0, 0.5, 1, 1.5, 2");
        assert_eq!(averages(9.0), "0, 2, 4, 6, 8, 10");
    }

    #[test]
    fn an_axis_of_waits_ends_at_a_round_one() {
        let ends = |most| waits_up_to(WORDS, most).pop().unwrap();
        assert_eq!(ends(3_600.0), (3_600.0, "1 h".to_owned()));
        assert_eq!(ends(3_601.0), (7_200.0, "2 h".to_owned()));
    }
}
