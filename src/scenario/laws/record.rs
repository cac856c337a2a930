//! Laws that are what was recorded.

use super::law::made;
use crate::model::Distribution;
use crate::scenario::problem::Place;
use crate::scenario::quantity::duration_of;
use crate::scenario::reader::{Fault, Reader};
use crate::scenario::section::{Section, join};
use crate::scenario::table::{empirical_quantiles, empirical_values};
use crate::scenario::toml_tree::{Table, Value, shortened};
use crate::units::quantity_text::{read_share, write_share};
use crate::units::{Share, Span};

/// Recorded values or quantiles, from a file or written in place.
pub(super) fn empirical(reader: &mut Reader, law: &Section<'_>) -> Option<Distribution> {
    let entry = law.exactly_one_of(reader, &["values", "quantiles"])?;
    let path = law.path_of(&entry.key);
    if entry.key == "quantiles" {
        if let Some(column) = law.entry("column") {
            law.refuse_both(reader, entry, column, "column only beside values");
            return None;
        }
        if let Value::Table(points) = &entry.item.value {
            let points = inline_quantiles(reader, &path, points)?;
            return made(reader, law, "quantiles", Distribution::quantiles(points));
        }
    }
    let column = law.optional_text(reader, "column")?;
    let file = reader.path_of(&path, &entry.item)?;
    let place: &Place = &entry.item.place;
    let reading = reader.reading(&path, place, None);
    if entry.key == "values" {
        empirical_values(reading, &file, column)
    } else {
        empirical_quantiles(reading, &file)
    }
}

/// Quantiles written as `{ "0%" = "0s", "100%" = "10min" }`, in any order.
fn inline_quantiles(reader: &mut Reader, path: &str, table: &Table) -> Option<Vec<(Share, Span)>> {
    let mut points = Vec::new();
    let mut sound = true;
    for entry in &table.entries {
        let path = join(path, &entry.key);
        let share = read_share(&entry.key);
        if share.is_err() {
            let fault = Fault::new(
                format!("the key `{}`", shortened(&entry.key)),
                "shares from \"0%\" to \"100%\" in quotation marks",
            )
            .hint("write it as a percentage: \"50%\"");
            reader.refuse(&entry.key_place, &path, fault);
        }
        let value = duration_of(reader, &path, &entry.item);
        match (share, value) {
            (Ok(share), Some(value)) => points.push((share, value)),
            _ => sound = false,
        }
    }
    points.sort_by(|a, b| a.0.as_f64().total_cmp(&b.0.as_f64()));
    if sound && !reaches_over_all(reader, path, table, &points) {
        return None;
    }
    sound.then_some(points)
}

/// Whether quantiles go from 0 % to 100 %; reports which end is missing, at the quantile next to it.
fn reaches_over_all(
    reader: &mut Reader,
    path: &str,
    table: &Table,
    points: &[(Share, Span)],
) -> bool {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return true;
    };
    let ends = [
        (first, Share::ZERO, "shortest"),
        (last, Share::ONE, "longest"),
    ];
    let mut sound = true;
    for ((share, _), end, word) in ends {
        let entry = table
            .entries
            .iter()
            .find(|entry| read_share(&entry.key) == Ok(*share));
        if *share != end
            && let Some(entry) = entry
        {
            let (end, share) = (write_share(end), write_share(*share));
            let fault = Fault::new(
                format!("{share} without {end}"),
                "shares from \"0%\" to \"100%\"",
            )
            .hint(format!(
                "add `\"{end}\" = …` with the {word} length there is"
            ));
            reader.refuse(&entry.key_place, path, fault);
            sound = false;
        }
    }
    sound
}
