//! The widest that half a confidence interval may be, in the unit of its measure or relative to its
//! value.

use crate::measures::{HalfWidth, Measure, Unit};
use crate::scenario::quantity::duration_of;
use crate::scenario::reader::{Fault, Reader};
use crate::scenario::section::Section;
use crate::scenario::toml_tree::{Entry, Item, Value, shortened};
use crate::units::Share;
use crate::units::quantity_text::{self, NotAQuantity};

/// The half-width that is written for a measure.
pub(super) fn read(
    reader: &mut Reader,
    section: &Section<'_>,
    entry: &Entry,
    measure: &Measure,
) -> Option<HalfWidth> {
    let (key, item) = (entry.key.as_str(), &entry.item);
    let path = section.path_of(key);
    let (half_width, is_sound) = if key == "relative_half_width" {
        let part = section.share(reader, key)?.as_f64();
        (HalfWidth::Relative(part), part > 0.0 && part < 1.0)
    } else {
        let wide = absolute(reader, section, (key, item), measure)?;
        (HalfWidth::Absolute(wide), wide > 0.0)
    };
    if is_sound {
        return Some(half_width);
    }
    let fault = match half_width {
        HalfWidth::Absolute(_) => Fault::new(
            "a half-width of nothing, which no number of replications reaches",
            "a half-width above zero",
        ),
        HalfWidth::Relative(part) => {
            let part = quantity_text::write_share(Share::new(part).unwrap_or_default());
            let found = format!("a half-width of {part} of the value");
            Fault::new(found, "above 0% and below 100%")
        }
    };
    reader.refuse(&item.place, &path, fault);
    None
}

fn absolute(
    reader: &mut Reader,
    section: &Section<'_>,
    (key, item): (&str, &Item),
    measure: &Measure,
) -> Option<f64> {
    let path = section.path_of(key);
    let unit = match measure.unit {
        Unit::Share => return points_of(reader, &path, item),
        Unit::Seconds => return Some(duration_of(reader, &path, item)?.as_secs_f64()),
        Unit::Contacts => "contacts",
        Unit::Matters => "matters",
        Unit::Turns => "turns",
        Unit::Erlangs => "erlangs",
        Unit::Agents | Unit::Fte => "people",
        Unit::Money(currency) => currency.code(),
    };
    let allowed = format!(
        "a number of {unit} above zero, in which \"{}\" is",
        measure.name
    );
    section.number(reader, key, &allowed)
}

/// Percentage points, as a part of the whole; a percentage could also be a part of the value.
fn points_of(reader: &mut Reader, path: &str, item: &Item) -> Option<f64> {
    let (found, number) = match &item.value {
        Value::Text(text) => match quantity_text::read_points(text) {
            Ok(points) => return Some(points.as_f64()),
            Err(NotAQuantity::NoUnit) => (
                format!("\"{}\" without a unit", shortened(text)),
                Some(text.trim()),
            ),
            Err(NotAQuantity::UnknownUnit(unit)) if unit == "%" => (
                format!(
                    "\"{}\", which may be points or a part of the value",
                    shortened(text)
                ),
                Some(text.trim().trim_end_matches('%').trim_end()),
            ),
            Err(reason) => (format!("\"{}\": {reason}", shortened(text)), None),
        },
        Value::Integer(text, _) | Value::Float(text, _) => (item.describe(), Some(text.as_str())),
        _ => (item.describe(), None),
    };
    let plain = number.filter(|text| text.starts_with(|c: char| c.is_ascii_digit()));
    let fault = Fault::new(found, "percentage points: \"1 point\", \"0.5 points\"")
        .maybe(plain.map(|text| readings(&shortened(text))));
    reader.refuse(&item.place, path, fault);
    None
}

/// The readings that a number had.
fn readings(number: &str) -> String {
    let points = if number == "1" { "point" } else { "points" };
    format!(
        "write `half_width = \"{number} {points}\"` for 80 % ± {number} {points}, or \
         `relative_half_width = \"{number}%\"` for 80 % ± {number} % of these 80 %"
    )
}
