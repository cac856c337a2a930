//! How the people of a skill group differ: its `people` section.

use super::catalogue;
use super::factor::factor_above_zero_of;
use super::key::SectionKeys;
use super::plain_number::hinted_number;
use super::quantity::share_of;
use super::reader::{Fault, Reader};
use super::section::{Section, join};
use super::value::list_of;
use crate::model::{Learning, People};
use crate::units::{Share, Span};

/// The largest coefficient of variation between people.
const MOST_CV: f64 = 3.0;

/// The most bands of tenure, and steps of load.
const MOST: usize = 100;

/// The people of a group.
pub(crate) fn read(reader: &mut Reader, group: &Section<'_>) -> People {
    let Some(item) = group.item("people") else {
        return People::default();
    };
    let path = group.path_of("people");
    let Some(section) = Section::open(reader, &catalogue::PEOPLE, path, item) else {
        return People::default();
    };
    section.refuse_stray(reader, &["learning"], &["tenure"]);
    section.refuse_stray(reader, &["tenure"], &["learning"]);
    People {
        handling_cv: spread(reader, &section, "handling_cv", MOST_CV),
        resolution_sd: section.share(reader, "resolution_sd").unwrap_or_default(),
        tenure: tenure(reader, &section),
        learning: learning(reader, &section),
        under_load: under_load(reader, &section),
    }
}

/// A number without a unit from 0 to a most.
fn spread(reader: &mut Reader, section: &Section<'_>, key: &str, most: f64) -> f64 {
    let Some(item) = section.item(key) else {
        return 0.0;
    };
    let allowed = format!("a number without a unit from 0 to {most}");
    let fits = |value| (0.0..=most).contains(&value);
    let path = section.path_of(key);
    hinted_number(reader, &path, item, &allowed, fits, |_| None).unwrap_or_default()
}

/// The tables of a list.
fn tables<'t>(
    reader: &mut Reader,
    section: &Section<'t>,
    key: &str,
    keys: &'static SectionKeys,
    of: &str,
) -> Vec<Section<'t>> {
    let Some(item) = section.item(key) else {
        return Vec::new();
    };
    let path = section.path_of(key);
    let items = list_of(reader, &path, item, MOST, of).unwrap_or_default();
    let mut tables = Vec::new();
    for (i, item) in items.iter().enumerate() {
        tables.extend(Section::open(
            reader,
            keys,
            join(&path, &(i + 1).to_string()),
            item,
        ));
    }
    tables
}

/// How long people have been there.
fn tenure(reader: &mut Reader, section: &Section<'_>) -> Vec<(Span, Share)> {
    let noted = reader.problems.noted();
    let of = "bands: [{ share = \"25%\", since = \"14 days\" }, …]";
    let bands = tables(reader, section, "tenure", &catalogue::TENURE, of);
    let mut tenure = Vec::new();
    for band in &bands {
        let share = band.required(reader, "share");
        let share = share.and_then(|entry| share_of(reader, &band.path_of("share"), &entry.item));
        let since = band.required(reader, "since");
        let since = since.and_then(|_| band.duration(reader, "since"));
        tenure.extend(since.zip(share));
    }
    let sum: f64 = tenure.iter().map(|(_, share)| share.as_f64()).sum();
    if let Some(item) = section.item("tenure")
        && reader.problems.noted() == noted
        && (sum - 1.0).abs() > 1e-6
    {
        let shown = format!("{:.4}", sum * 100.0);
        let shown = shown.trim_end_matches('0').trim_end_matches('.');
        let fault = Fault::new(
            format!("shares of people that add up to {shown}%"),
            "100% in all",
        )
        .hint("change one of the shares");
        reader.refuse(&item.place, &section.path_of("tenure"), fault);
    }
    tenure
}

/// The learning curve.
fn learning(reader: &mut Reader, section: &Section<'_>) -> Option<Learning> {
    let item = section.item("learning")?;
    let path = section.path_of("learning");
    let curve = Section::open(reader, &catalogue::LEARNING, path, item)?;
    let handling = curve
        .required(reader, "handling_at_start")
        .and_then(|entry| {
            factor_above_zero_of(reader, &curve.path_of("handling_at_start"), &entry.item)
        });
    let resolution = match curve.item("resolution_at_start") {
        Some(_) => curve.share(reader, "resolution_at_start"),
        None => Some(Share::ONE),
    };
    let half_life = curve.required(reader, "half_life").and_then(|entry| {
        let half_life = curve.duration(reader, "half_life")?;
        if half_life.is_zero() {
            let fault = Fault::new("people who learn in no time", "a half-life above zero")
                .hint("write, say, `half_life = \"28 days\"`");
            reader.refuse(&entry.item.place, &curve.path_of("half_life"), fault);
            return None;
        }
        Some(half_life)
    });
    Some(Learning {
        handling_at_start: handling?,
        resolution_at_start: resolution?,
        half_life: half_life?,
    })
}

/// How handling changes with the line, in order.
fn under_load(reader: &mut Reader, section: &Section<'_>) -> Vec<(f64, crate::units::Factor)> {
    let of = "steps: [{ waiting_per_agent = 0.5, handling = 0.95 }, …]";
    let steps = tables(reader, section, "under_load", &catalogue::UNDER_LOAD, of);
    let mut read = Vec::new();
    for step in &steps {
        let from = step
            .required(reader, "waiting_per_agent")
            .map(|_| spread(reader, step, "waiting_per_agent", 1e6));
        let factor = step
            .required(reader, "handling")
            .and_then(|entry| factor_above_zero_of(reader, &step.path_of("handling"), &entry.item));
        read.extend(from.zip(factor));
    }
    read.sort_by(|one, other| one.0.total_cmp(&other.0));
    read
}
