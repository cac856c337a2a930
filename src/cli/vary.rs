//! `--vary KEY=FROM..TO:STEP`: a key and the values that it takes.

use super::Failure;
use super::mixed_units::InOneUnit;
use crate::report::number;
use crate::report::sweep::Axis;

/// The most points of a sweep.
pub(super) const MOST_POINTS: u64 = 1_000;

/// What an option may be, for messages.
const ALLOWED: &str = "KEY=FROM..TO:STEP, as in skill_group.front.agents=20..40:2 or \
                       queue.hotline.target.wait=10s..60s:10s, or a list, as in KEY=20,25,30";

/// The keys and their values.
///
/// # Errors
/// Refuses what is no range and no list, and more points than anybody would look at, with their number.
pub(super) fn axes(options: &[String]) -> Result<Vec<Axis>, Failure> {
    let read: Vec<(Axis, u128)> = options
        .iter()
        .map(|one| axis(one))
        .collect::<Result<_, _>>()?;
    let keys: Vec<&str> = read.iter().map(|(axis, _)| axis.key.as_str()).collect();
    if keys.len() > 2 {
        return Err(refused(
            format!("{} keys", keys.len()),
            Some("vary one or two keys".to_owned()),
        ));
    }
    if let [first, second] = keys[..]
        && first == second
    {
        return Err(refused(format!("`{first}` twice"), None));
    }
    let points = read.iter().map(|(_, points)| *points);
    let points = points.fold(1_u128, u128::saturating_mul);
    if points > u128::from(MOST_POINTS) {
        let count = u64::try_from(points).unwrap_or(u64::MAX);
        return Err(refused(
            format!("{} points", number::whole(count)),
            Some(format!(
                "a sweep has at most {} points: take a larger step",
                number::whole(MOST_POINTS)
            )),
        ));
    }
    Ok(read.into_iter().map(|(axis, _)| axis).collect())
}

/// A key with its values, and how many there would be; too many are not listed.
fn axis(option: &str) -> Result<(Axis, u128), Failure> {
    let Some(&equals) = places(option, "=").first() else {
        return Err(refused(format!("\"{option}\" has no `=`"), None));
    };
    let (key, values) = (option[..equals].trim(), option[equals + 1..].trim());
    if key.is_empty() || values.is_empty() {
        return Err(refused(format!("\"{option}\" lacks a key or values"), None));
    }
    let (values, points) = match places(values, "..").first() {
        Some(&dots) => range(option, &values[..dots], &values[dots + 2..])?,
        None => list(values)?,
    };
    let numbers: Option<Vec<f64>> = values.iter().map(|value| as_number(value)).collect();
    let rises = |numbers: &Vec<f64>| numbers.windows(2).all(|pair| pair[0] < pair[1]);
    let axis = Axis {
        key: key.to_owned(),
        numbers: numbers.filter(rises).filter(|_| of_one_unit(&values)),
        values,
    };
    Ok((axis, points))
}

/// Where a text has something that is not inside quotation marks or brackets.
fn places(text: &str, what: &str) -> Vec<usize> {
    let (mut quote, mut depth) = (None, 0_usize);
    let mut found = Vec::new();
    for (place, one) in text.char_indices() {
        match (quote, one) {
            (Some(open), one) if open == one => quote = None,
            (None, '"' | '\'') => quote = Some(one),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth = depth.saturating_sub(1),
            (None, _) if depth == 0 && text[place..].starts_with(what) => found.push(place),
            _ => {}
        }
    }
    found
}

/// Values between commas. Of a text in quotation marks or a list in brackets commas are a part.
fn list(values: &str) -> Result<(Vec<String>, u128), Failure> {
    let commas = places(values, ",");
    let starts = std::iter::once(0).chain(commas.iter().map(|comma| comma + 1));
    let ends = (commas.iter().copied()).chain(std::iter::once(values.len()));
    let values: Vec<String> = (starts.zip(ends))
        .map(|(start, end)| values[start..end].trim().to_owned())
        .collect();
    if values.iter().any(String::is_empty) {
        return Err(refused("a list with an empty value".to_owned(), None));
    }
    if let Some(twice) = (1..values.len()).find(|place| values[..*place].contains(&values[*place]))
    {
        return Err(refused(format!("the value {} twice", values[twice]), None));
    }
    let points = u128::try_from(values.len()).unwrap_or(u128::MAX);
    Ok((values, points))
}

/// A number as it is written: whole units of its last decimal, how many decimals, and what comes after.
struct Written<'a> {
    units: i128,
    decimals: u32,
    unit: &'a str,
}

impl<'a> Written<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let text = text.trim();
        let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '_' | '-' | '+');
        let end = text.find(|c| !is_of_number(c)).unwrap_or(text.len());
        let (digits, unit) = (text[..end].replace('_', ""), text[end..].trim());
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let decimals = u32::try_from(fraction.len()).ok().filter(|one| *one <= 9)?;
        let units = format!("{whole}{fraction}").parse().ok()?;
        let is_small = digits.len() <= 18 && digits.bytes().any(|byte| byte.is_ascii_digit());
        is_small.then_some(Self {
            units,
            decimals,
            unit,
        })
    }

    /// In units of a decimal further on.
    fn in_units(&self, decimals: u32) -> i128 {
        self.units * 10_i128.pow(decimals - self.decimals)
    }
}

fn number_of(text: &str) -> Result<Written<'_>, Failure> {
    Written::read(text)
        .ok_or_else(|| refused(format!("\"{}\", which is no number", text.trim()), None))
}

/// FROM..TO:STEP, in the same unit or in different ones of the same quantity.
fn range(option: &str, from: &str, rest: &str) -> Result<(Vec<String>, u128), Failure> {
    let Some((to, step)) = rest.split_once(':') else {
        return Err(refused(
            format!("the range \"{option}\" without a step"),
            Some(format!("write the step behind a colon: {option}:1")),
        ));
    };
    let texts = [from, to, step];
    let [from, to, step] = [number_of(from)?, number_of(to)?, number_of(step)?];
    if from.unit == to.unit && step.unit == to.unit {
        let decimals = from.decimals.max(to.decimals).max(step.decimals);
        let range = [&from, &to, &step].map(|one| one.in_units(decimals));
        return points(option, range, |value| {
            format!("{}{}", decimal(value, decimals), to.unit)
        });
    }
    let Some(mixed) = InOneUnit::read(texts) else {
        return Err(refused(
            format!(
                "a range in \"{}\", \"{}\" and \"{}\"",
                from.unit, to.unit, step.unit
            ),
            Some(
                "all three are amounts of one quantity, as in 10s..60s:10s or 3min..5min:30s"
                    .to_owned(),
            ),
        ));
    };
    points(option, mixed.range, |value| {
        let (units, decimals, unit) = mixed.written(value);
        format!("{}{unit}", decimal(units, decimals))
    })
}

/// The points of a range as they are written, and how many there would be; too many are not listed.
fn points(
    option: &str,
    [first, last, by]: [i128; 3],
    written: impl Fn(i128) -> String,
) -> Result<(Vec<String>, u128), Failure> {
    let is_away = (last - first).signum() * by.signum() < 0;
    if by == 0 || is_away {
        let (what, hint) = if by == 0 {
            ("a range without an end", "a step is not zero")
        } else {
            (
                "a range of 0 points",
                "the step leads away from the end: turn its sign round",
            )
        };
        return Err(refused(
            format!("\"{option}\", {what}"),
            Some(hint.to_owned()),
        ));
    }
    let points = (last - first).unsigned_abs() / by.unsigned_abs() + 1;
    if points > u128::from(MOST_POINTS) {
        return Ok((Vec::new(), points));
    }
    let mut values = Vec::new();
    let mut value = first;
    while values.len() < usize::try_from(points).unwrap_or(0) {
        values.push(written(value));
        value += by;
    }
    Ok((values, points))
}

/// A number of units of a decimal as a plain decimal.
fn decimal(units: i128, decimals: u32) -> String {
    let one = 10_u128.pow(decimals);
    let (whole, fraction) = (units.unsigned_abs() / one, units.unsigned_abs() % one);
    let sign = if units < 0 { "-" } else { "" };
    if decimals == 0 {
        return format!("{sign}{whole}");
    }
    let width = usize::try_from(decimals).unwrap_or(0);
    let text = format!("{sign}{whole}.{fraction:0width$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn as_number(value: &str) -> Option<f64> {
    let written = Written::read(value)?;
    decimal(written.units, written.decimals).parse().ok()
}

fn of_one_unit(values: &[String]) -> bool {
    let mut units = values
        .iter()
        .map(|value| Written::read(value).map(|one| one.unit));
    let first = units.next().flatten();
    units.all(|unit| unit == first)
}

fn refused(found: String, hint: Option<String>) -> Failure {
    Failure::Argument {
        argument: "--vary",
        found,
        allowed: ALLOWED.to_owned(),
        hint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(option: &str) -> Vec<String> {
        axis(option).unwrap().0.values
    }

    fn refusal(options: &[&str]) -> String {
        let options: Vec<String> = options.iter().map(|&one| one.to_owned()).collect();
        match axes(&options) {
            Err(Failure::Argument { found, hint, .. }) => {
                format!("{found}: {}", hint.unwrap_or_default())
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_range_goes_from_the_first_to_the_last() {
        assert_eq!(values("a.agents=20..26:2"), ["20", "22", "24", "26"]);
        assert_eq!(values("a.agents = 20..25:2"), ["20", "22", "24"]);
        assert_eq!(values("a=26..20:-3"), ["26", "23", "20"]);
        assert_eq!(values("a=10s..30s:10s"), ["10s", "20s", "30s"]);
        assert_eq!(values("a=10%..10.4%:0.2%"), ["10%", "10.2%", "10.4%"]);
        assert_eq!(values("a=0.1..0.3:0.1"), ["0.1", "0.2", "0.3"]);
        assert_eq!(values("a=-1..1:1"), ["-1", "0", "1"]);
        assert_eq!(values("a=100/h..120/h:20/h"), ["100/h", "120/h"]);
        assert_eq!(values("a=5..5:1"), ["5"]);
        let half_minutes = ["3min", "3.5min", "4min", "4.5min", "5min"];
        assert_eq!(values("a=3min..5min:30s"), half_minutes);
        assert_eq!(values("a=180s..5min:0.5min"), half_minutes);
        assert_eq!(values("a=1min30s..2min:15s"), ["1.5min", "1.75min", "2min"]);
        assert_eq!(values("a=2min..100s:-10s"), ["120s", "110s", "100s"]);
        assert_eq!(values("a=40s..1min:10s"), ["40s", "50s", "60s"]);
        assert_eq!(values("a=60/h..2/min:30/h"), ["1/min", "1.5/min", "2/min"]);
        assert_eq!(values("a.\"x=y\"=1,2"), ["1", "2"]);
        assert_eq!(values("a=10s, 1min"), ["10s", "1min"]);
    }

    #[test]
    fn numbers_are_known_where_they_are_of_one_unit() {
        let numbers = |option: &str| axis(option).unwrap().0.numbers;
        assert_eq!(numbers("a=10%..10.4%:0.2%"), Some(vec![10.0, 10.2, 10.4]));
        assert_eq!(numbers("a=1min..2min:30s"), Some(vec![1.0, 1.5, 2.0]));
        assert_eq!(numbers("a=10s,1min"), None);
        assert_eq!(numbers("a=2,1"), None);
        assert_eq!(numbers("a=longest_idle,random"), None);
    }

    #[test]
    fn what_is_no_sweep_is_refused() {
        for (options, wanted) in [
            (&["a=1..10000000:1"][..], "10,000,000 points"),
            (&["a=1..100:1", "b=1..100:1"], "10,000 points"),
            (&["a=1s..10 days:1ms"], "863,999,001 points"),
            (&["a=10s..2:1s"], "a range in \"s\", \"\" and \"s\""),
            (&["a=1min..50s:1s"], "of 0 points"),
            (&["a=1..9:0"], "without an end: a step is not zero"),
            (&["a=1..9:-1"], "of 0 points: the step leads away"),
            (&["a=9..1:1"], "of 0 points: the step leads away"),
            (&["a=1..9"], "without a step"),
            (
                &["a=1s..1/min:1s"],
                "all three are amounts of one quantity, as in 10s..60s:10s",
            ),
            (&["a=x..y:1"], "\"x\", which is no number"),
            (&["a=1,,2"], "empty value"),
            (&["a=1,1"], "the value 1 twice"),
            (&["a=1", "a=2"], "`a` twice"),
            (&["a=1", "b=2", "c=3"], "3 keys"),
            (&["a"], "no `=`"),
            (&["a="], "lacks a key or values"),
            (&["a=99999999999999999999..1:1"], "no number"),
        ] {
            let found = refusal(options);
            assert!(found.contains(wanted), "{options:?}: {found}");
        }
    }
}
