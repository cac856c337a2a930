//! The `[contact_type.NAME.demand]` section: when contacts arrive.

use super::catalogue;
use super::clock::Calendar;
use super::inner_keys;
use super::log::Replay;
use super::reader::{Fault, Reader};
use super::section::Section;
use super::table::{Reading, rate_curve};
use super::toml_tree::Entry;
use crate::model::{Demand, RateCurve};

/// Words for the shape of a curve; whether it is linear.
const SHAPES: [(&str, bool); 2] = [("steps", false), ("linear", true)];

/// What a contact type's demand section asks for.
#[derive(Debug)]
pub(crate) enum Asked {
    Here(Demand),
    /// Contacts of the log, which is read once for all types.
    Replayed(Replay),
}

/// The demand of a contact type.
pub(crate) fn read(
    reader: &mut Reader,
    contact_type: &Section<'_>,
    name: &str,
    calendar: &Calendar,
) -> Option<Asked> {
    let Some(item) = contact_type.item("demand") else {
        if !reader.doubt.may_hold(&contact_type.place, &["demand"]) {
            let path = contact_type.path_of("demand");
            let fault = Fault::new(
                format!("`{path}` is missing"),
                "a section with one of rate, curve, sinusoid, replay",
            )
            .hint(format!("add `[{path}]` with, say, `rate = \"100/h\"`"));
            reader.refuse(&contact_type.place, &path, fault);
        }
        return None;
    };
    let path = contact_type.path_of("demand");
    let section = Section::open(reader, &catalogue::DEMAND, path, item)?;
    let asked = section.exactly_one_of(reader, &["rate", "curve", "sinusoid", "replay"]);
    if section.entry("curve").is_none() {
        for name in ["column", "shape"] {
            if let Some(entry) = section.entry(name) {
                let fault = Fault::new(format!("`{name}` without `curve`"), "with `curve` only")
                    .hint(format!("remove `{name}`"));
                reader.refuse(&entry.key_place, &section.path_of(name), fault);
            }
        }
    }
    let entry = asked?;
    match entry.key.as_str() {
        "rate" => section
            .rate(reader, "rate")
            .map(|rate| Asked::Here(Demand::Curve(RateCurve::constant(rate)))),
        "curve" => curve(reader, &section, entry, name, calendar),
        "sinusoid" => sinusoid(reader, &section, entry),
        _ => Replay::read(reader, &section, entry).map(Asked::Replayed),
    }
}

/// A rate curve from CSV.
fn curve(
    reader: &mut Reader,
    section: &Section<'_>,
    entry: &Entry,
    name: &str,
    calendar: &Calendar,
) -> Option<Asked> {
    let key = section.path_of("curve");
    let column = match section.item("column") {
        Some(_) => Some(section.text(reader, "column")?),
        None => None,
    };
    let linear = match section.item("shape") {
        Some(_) => section.word(reader, "shape", &SHAPES)?,
        None => false,
    };
    let path = reader.path_of(&key, &entry.item)?;
    let reading = Reading {
        key: &key,
        place: &entry.item.place,
        files: &mut reader.files,
        problems: &mut reader.problems,
        warnings: &mut reader.warnings,
    };
    let curve = rate_curve(reading, &path, column, name, linear, calendar.horizon()?)?;
    if !reader.count_rows(&entry.item.place, &key, curve.pieces().len()) {
        return None;
    }
    Some(Asked::Here(Demand::Curve(curve)))
}

/// A rate that swings about its mean and never falls below zero.
fn sinusoid(reader: &mut Reader, demand: &Section<'_>, entry: &Entry) -> Option<Asked> {
    let path = demand.path_of("sinusoid");
    let section = Section::open(reader, &inner_keys::SINUSOID, path, &entry.item)?;
    for name in ["mean", "amplitude", "period"] {
        section.required(reader, name);
    }
    let mean = section.rate(reader, "mean");
    let amplitude = section.rate(reader, "amplitude");
    let period = section.duration(reader, "period");
    let phase = match section.item("phase") {
        Some(_) => section.duration(reader, "phase"),
        None => Some(crate::units::Span::ZERO),
    };
    let (mean, amplitude, period, phase) = (mean?, amplitude?, period?, phase?);
    let mut refuse = |name: &str, found: &str, allowed: &str| {
        let place = section
            .item(name)
            .map_or(&section.place, |item| &item.place);
        let fault = Fault::new(found, allowed);
        reader.refuse(place, &section.path_of(name), fault);
    };
    if amplitude > mean {
        refuse(
            "amplitude",
            "an amplitude above the mean",
            "at most the mean, since no rate is below zero",
        );
        return None;
    }
    if period.is_zero() {
        refuse("period", "a period of nothing", "a duration above zero");
        return None;
    }
    Some(Asked::Here(Demand::Sinusoid {
        mean,
        amplitude,
        period,
        phase,
    }))
}
