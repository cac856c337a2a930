//! Amounts of one quantity in different units, for `--vary KEY=3min..5min:30s`: lengths of time and rates.

use crate::units::{Span, quantity_text};

/// Parts of a unit that are told apart: a rate has at most nine decimals.
const BILLION: i128 = 1_000_000_000;

/// The most decimals for the sake of a larger unit.
const MOST_DECIMALS: u32 = 2;

/// An amount, exactly.
struct Amount<'a> {
    /// In the finest unit: microseconds, or billionths of one a day.
    size: i128,
    /// The units in which it is written.
    units: Vec<&'a str>,
}

/// Numbers in one unit: whole numbers of a decimal of it.
pub(super) struct InOneUnit {
    /// From where, to where and in which steps, in the finest unit.
    pub(super) range: [i128; 3],
    /// The unit in which all points are written, and its size in the finest.
    unit: (String, i128),
    /// With so many decimals.
    decimals: u32,
}

impl InOneUnit {
    /// Reads three texts as amounts of one quantity; `None` if they are none.
    pub(super) fn read(texts: [&str; 3]) -> Option<Self> {
        Self::of(texts, "", length, micros).or_else(|| Self::of(texts, "/", rate, per_day))
    }

    fn of<'a>(
        texts: [&'a str; 3],
        before_unit: &str,
        read: fn(&'a str) -> Option<Amount<'a>>,
        size_of: fn(&str) -> Option<i128>,
    ) -> Option<Self> {
        let [from, to, step] = texts.map(read);
        let (from, to, step) = (from?, to?, step?);
        let units = [&from.units[..], &to.units, &step.units].concat();
        let mut sized: Vec<(&str, i128)> = (units.into_iter())
            .map(|unit| Some((unit, size_of(unit)?)))
            .collect::<Option<_>>()?;
        // Of two names of one unit the one that was written first.
        sized.sort_by_key(|(_, size)| -size);
        let is_whole = |size: i128, decimals: u32| {
            let one = 10_i128.pow(decimals);
            (from.size * one) % size == 0 && (step.size * one) % size == 0
        };
        let readable = sized.iter().find_map(|(unit, size)| {
            let decimals = (0..=MOST_DECIMALS).find(|decimals| is_whole(*size, *decimals))?;
            Some((*unit, *size, decimals))
        });
        let (unit, size, decimals) = readable.or_else(|| {
            let (unit, size) = *sized.last()?;
            let decimals = (0..=9).find(|decimals| is_whole(size, *decimals))?;
            Some((unit, size, decimals))
        })?;
        Some(Self {
            range: [from.size, to.size, step.size],
            unit: (format!("{before_unit}{unit}"), size),
            decimals,
        })
    }

    /// A point of the range in the unit: whole numbers of its last decimal, how many decimals, and the
    /// unit.
    pub(super) fn written(&self, point: i128) -> (i128, u32, &str) {
        let (unit, size) = &self.unit;
        (
            point * 10_i128.pow(self.decimals) / size,
            self.decimals,
            unit,
        )
    }
}

/// The text without its sign, and the sign.
fn signed(text: &str) -> (&str, i128) {
    let text = text.trim();
    text.strip_prefix('-').map_or((text, 1), |rest| (rest, -1))
}

fn length(text: &str) -> Option<Amount<'_>> {
    let (text, sign) = signed(text);
    let span: Span = quantity_text::read_duration(text).ok()?;
    let is_apart = |c: char| !c.is_alphabetic();
    Some(Amount {
        size: sign * i128::from(span.as_micros()),
        units: text.split(is_apart).filter(|one| !one.is_empty()).collect(),
    })
}

fn micros(unit: &str) -> Option<i128> {
    quantity_text::micros_of(unit).map(i128::from)
}

fn rate(text: &str) -> Option<Amount<'_>> {
    let (text, sign) = signed(text);
    quantity_text::read_rate(text).ok()?;
    let (digits, unit) = text.split_once('/')?;
    let (whole, fraction) = digits.trim().split_once('.').unwrap_or((digits.trim(), ""));
    let fraction = format!("{fraction:0<9}");
    let billionths: i128 = format!("{whole}{fraction}").parse().ok()?;
    let unit = unit.trim();
    (fraction.len() == 9).then_some(())?;
    Some(Amount {
        size: sign * billionths * (per_day(unit)? / BILLION),
        units: vec![unit],
    })
}

/// One in a unit of time, in billionths of one a day.
fn per_day(unit: &str) -> Option<i128> {
    Some(micros("day")? / micros(unit)? * BILLION)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From, to and the step as they would be written.
    fn written(texts: [&str; 3]) -> Option<[String; 3]> {
        let read = InOneUnit::read(texts)?;
        Some(read.range.map(|point| {
            let (units, decimals, unit) = read.written(point);
            format!("{units}e-{decimals} {unit}")
        }))
    }

    #[test]
    fn the_largest_unit_with_few_decimals_is_taken() {
        let some = |texts: [&str; 3]| Some(texts.map(str::to_owned));
        assert_eq!(
            written(["3min", "5min", "30s"]),
            some(["30e-1 min", "50e-1 min", "5e-1 min"])
        );
        assert_eq!(
            written(["1s", "1min", "1s"]),
            some(["1e-0 s", "60e-0 s", "1e-0 s"])
        );
        assert_eq!(
            written(["1min30s", "1h", "-15s"]),
            some(["150e-2 min", "6000e-2 min", "-25e-2 min"])
        );
        assert_eq!(
            written(["30/h", "1/min", "0.5/h"]),
            some(["300e-1 /h", "600e-1 /h", "5e-1 /h"])
        );
    }

    #[test]
    fn different_quantities_have_no_unit_in_common() {
        for texts in [
            ["1s", "5%", "1s"],
            ["1s", "5", "1s"],
            ["1/h", "5min", "1/h"],
            ["1", "5", "1"],
            ["", "1s", "1min"],
        ] {
            assert_eq!(written(texts), None, "{texts:?}");
        }
    }
}
