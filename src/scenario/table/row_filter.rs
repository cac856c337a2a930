//! Conditions on the rows of a contact log: `column op value`.

use super::cell::{Misread, clock_duration, quoted};
use super::local_time::date;

/// A condition that a row meets or not, like `wait_s > 0` or `outcome = AGENT`.
///
/// Two numbers are compared as numbers, and so are durations like `0:01:30`, in seconds; everything
/// else is compared as text, which also puts dates in order.
///
/// `Display` gives it as it was written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RowFilter {
    text: String,
    column: String,
    comparison: Comparison,
    value: String,
    number: Option<f64>,
}

/// How a cell is compared with the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Equal,
    Unequal,
    Below,
    AtMost,
    Above,
    AtLeast,
}

const ALLOWED: &str = "`column op value` with one of = != < <= > >=";

impl RowFilter {
    /// Reads a condition.
    ///
    /// # Errors
    /// Says, as found, allowed and perhaps a hint, why a text is no condition.
    pub(crate) fn read(text: &str) -> Result<Self, (String, String, Option<String>)> {
        Self::parse(text).map_err(|misread| (misread.found, misread.allowed, misread.hint))
    }

    fn parse(text: &str) -> Result<Self, Misread> {
        let refuse = || Misread::new(quoted(text), ALLOWED);
        let at = text.find(['=', '!', '<', '>']).ok_or_else(refuse)?;
        let (column, rest) = text.split_at(at);
        let (comparison, value) = [
            ("==", None),
            ("!=", Some(Comparison::Unequal)),
            ("<=", Some(Comparison::AtMost)),
            (">=", Some(Comparison::AtLeast)),
            ("=", Some(Comparison::Equal)),
            ("<", Some(Comparison::Below)),
            (">", Some(Comparison::Above)),
        ]
        .into_iter()
        .find_map(|(sign, comparison)| Some((comparison, rest.strip_prefix(sign)?)))
        .ok_or_else(refuse)?;
        let (column, value) = (column.trim(), value.trim());
        let Some(comparison) = comparison else {
            return Err(refuse().with_hint(format!("write `{column} = {value}`")));
        };
        if value.starts_with(['=', '!', '<', '>']) {
            return Err(refuse());
        }
        if column.is_empty() {
            return Err(refuse().with_hint("the name of a column comes first"));
        }
        let number = as_number(value);
        let orders = !matches!(comparison, Comparison::Equal | Comparison::Unequal);
        if orders && number.is_none() && date(value).is_err() {
            let misread = Misread::new(
                format!("{} compared in order", quoted(value)),
                "a number, a duration like 0:01:30 or a date like 2026-03-02 after < <= > >=",
            );
            return Err(misread.with_hint(format!("write `{column} = {value}` for sameness")));
        }
        Ok(Self {
            text: text.trim().to_owned(),
            column: column.to_owned(),
            comparison,
            value: value.to_owned(),
            number,
        })
    }

    /// The column that it looks at.
    pub(crate) fn column(&self) -> &str {
        &self.column
    }

    /// Whether a cell meets it; an empty cell is neither above nor below anything.
    ///
    /// # Errors
    /// Refuses a cell that is no number where a number is compared in order.
    pub(super) fn is_met(&self, cell: &str) -> Result<bool, Misread> {
        let number = self
            .number
            .and_then(|number| Some((as_number(cell)?, number)));
        Ok(match (self.comparison, number) {
            (Comparison::Equal, Some((cell, value))) => cell.total_cmp(&value).is_eq(),
            (Comparison::Equal, None) => cell == self.value,
            (Comparison::Unequal, Some((cell, value))) => cell.total_cmp(&value).is_ne(),
            (Comparison::Unequal, None) => cell != self.value,
            (_, None) if cell.is_empty() => false,
            (comparison, Some((cell, value))) => comparison.allows(cell.total_cmp(&value)),
            (_, None) if self.number.is_some() => {
                let found = format!("{}, which `{}` cannot compare", quoted(cell), self.text);
                return Err(Misread::new(found, "a number, or a duration like 0:01:30"));
            }
            (comparison, None) => comparison.allows(cell.cmp(&self.value)),
        })
    }
}

impl std::fmt::Display for RowFilter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

impl Comparison {
    const fn allows(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Unequal => order.is_ne(),
            Self::Below => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Above => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }
}

/// A finite number, or a duration like `0:01:30` in seconds. Minus zero is zero.
fn as_number(text: &str) -> Option<f64> {
    let number = match clock_duration(text) {
        Some(span) => span.as_secs_f64(),
        None => text.parse().ok()?,
    };
    number.is_finite().then_some(number + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_met(filter: &str, cell: &str) -> bool {
        RowFilter::parse(filter).unwrap().is_met(cell).unwrap()
    }

    #[test]
    fn numbers_are_compared_as_numbers_and_the_rest_as_text() {
        assert!(is_met("wait_s > 0", "0.5"));
        assert!(is_met("wait_s>9", "10"));
        assert!(!is_met("wait_s > 0", ""));
        assert!(is_met("wait = 90", "0:01:30"));
        assert!(is_met("wait <= 0:02:00", "0:01:30"));
        assert!(is_met("id = 007", "7"));
        assert!(is_met("outcome = AGENT", "AGENT"));
        assert!(!is_met("outcome = AGENT", "agent"));
        assert!(is_met("outcome != AGENT", ""));
        assert!(is_met("agent =", ""));
        assert!(is_met("date >= 1999-01-10", "1999-01-10"));
        assert!(!is_met("date < 1999-01-10", "1999-02-01"));
        assert!(is_met("vru_s < 0", "-5"));
        assert!(is_met("vru_s = 0", "-0"));
        let filter = RowFilter::parse("wait_s > 0").unwrap();
        assert!(filter.is_met("long").is_err());
        assert_eq!(filter.to_string(), "wait_s > 0");
    }

    #[test]
    fn what_is_no_condition_is_refused() {
        for text in [
            "", "wait", "= 3", "a ! b", "a > many", "a == 3", "a <", "a => 3",
        ] {
            assert!(RowFilter::read(text).is_err(), "{text}");
        }
        let (_, _, hint) = RowFilter::read("a == 3").unwrap_err();
        assert_eq!(hint.as_deref(), Some("write `a = 3`"));
    }
}
