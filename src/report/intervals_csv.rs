//! `intervals.csv`: a row an interval and part of the centre, a column a measure.

use std::io::{self, Write};

use super::Findings;
use super::number;
use crate::measures::Unit;

/// The names of the columns that say which row it is.
pub const KEYS: [&str; 4] = ["variant", "scope_kind", "scope", "interval_start"];

/// The names of all columns.
pub fn header(findings: &Findings<'_>) -> Vec<String> {
    let mut header: Vec<String> = KEYS.map(str::to_owned).into();
    for measure in findings.estimates.interval_measures() {
        let mut add = |bound| header.push(column(&measure.name, bound, measure.unit));
        add("");
        if measure.has_interval_bounds() {
            add("_low");
            add("_high");
        }
    }
    header
}

/// Writes the table; cells of measures that a part of the centre does not have, or that are not
/// defined (0 ÷ 0), are empty.
///
/// # Errors
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, findings: &Findings<'_>) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    let estimates = findings.estimates;
    table.write_record(header(findings))?;
    let horizon = findings.centre.horizon();
    for row in estimates.interval_rows() {
        let start = horizon.text_at(horizon.intervals()[row.interval].from);
        let scope = row.scope.name(findings.centre);
        for field in [findings.variant, row.scope.kind().name(), scope, &start] {
            table.write_field(field)?;
        }
        for (measure, estimate) in estimates.interval_measures().iter().zip(&row.estimates) {
            let value = estimate.and_then(|estimate| estimate.value());
            let interval = estimate.and_then(|estimate| estimate.interval());
            table.write_field(number::file_if_any(value))?;
            if measure.has_interval_bounds() {
                table.write_field(number::file_if_any(interval.map(|(low, _)| low)))?;
                table.write_field(number::file_if_any(interval.map(|(_, high)| high)))?;
            }
        }
        table.write_record(None::<&[u8]>)?;
    }
    table.flush()
}

/// The name of a measure's column, ending in its unit; shares and contacts have no ending.
fn column(name: &str, bound: &str, unit: Unit) -> String {
    let currency;
    let ending = match unit {
        Unit::Contacts | Unit::Matters | Unit::Turns | Unit::Share => "",
        Unit::Seconds => "_s",
        Unit::Agents => "_agents",
        Unit::Fte => "_fte",
        Unit::Erlangs => "_erl",
        Unit::Money(of) => {
            currency = format!("_{}", of.code().to_lowercase());
            &currency
        }
    };
    format!("{name}{bound}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Currency;

    #[test]
    fn headers_end_in_their_unit() {
        let names = [
            column("asa", "_low", Unit::Seconds),
            column("paid", "", Unit::Fte),
            column("load", "", Unit::Erlangs),
            column("offered", "_high", Unit::Contacts),
            column("cost_staff", "", Unit::Money(Currency::of("EUR").unwrap())),
        ];
        let expected = [
            "asa_low_s",
            "paid_fte",
            "load_erl",
            "offered_high",
            "cost_staff_eur",
        ];
        assert_eq!(names, expected);
    }
}
