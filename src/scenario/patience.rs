//! What a contact type says about patience: a law, who leaves at once, and how it goes over time.

use super::clock::Calendar;
use super::laws::law_of;
use super::reader::Reader;
use super::section::Section;
use super::table::factor_steps;
use super::toml_tree::Entry;
use crate::model::{FactorCurve, Patience};

/// The key of the curve.
const CURVE: &str = "patience_by_time";
/// The keys that say something about the curve.
const COLUMN: &str = "patience_column";
const SHEET: &str = "patience_sheet";

/// The patience of a contact type.
pub(crate) fn read(
    reader: &mut Reader,
    contact_type: &Section<'_>,
    name: &str,
    calendar: &Calendar,
) -> Patience {
    let leaves_at_once = contact_type.share(reader, "leaves_at_once");
    let law = law_of(reader, contact_type, "patience");
    contact_type.refuse_stray(reader, &[CURVE], &["patience"]);
    contact_type.refuse_stray(reader, &[COLUMN, SHEET], &[CURVE]);
    let by_time = contact_type
        .entry(CURVE)
        .and_then(|entry| by_time(reader, contact_type, entry, name, calendar));
    Patience {
        law,
        by_time,
        leaves_at_once: leaves_at_once.unwrap_or_default(),
    }
}

/// Factors from a table; `None` if they are always 1, or a problem was noted.
fn by_time(
    reader: &mut Reader,
    section: &Section<'_>,
    entry: &Entry,
    name: &str,
    calendar: &Calendar,
) -> Option<FactorCurve> {
    let key = section.path_of(CURVE);
    let column = section.optional_text(reader, COLUMN)?;
    let sheet = section.optional_text(reader, SHEET)?;
    let path = reader.path_of(&key, &entry.item)?;
    let reading = reader.reading(&key, &entry.item.place, sheet);
    let of = format!("{name}_patience");
    let steps = factor_steps(reading, &path, column, &of, calendar.horizon()?)?;
    let is_small = reader.count_rows(&entry.item.place, &key, steps.len());
    FactorCurve::new(steps).filter(|_| is_small)
}
