//! Instants of the horizon as scenarios write them: local date and time.

use super::clock;
use super::key::SectionKeys;
use super::reader::{Fault, Reader};
use super::section::{Section, join};
use super::toml_tree::{Item, Value};
use super::value::list_of;
use crate::model::{Horizon, Note};
use crate::units::{SimTime, quantity_text};

/// The most periods in a list.
const MOST: usize = 1_000;

/// Periods of the horizon, each a table with `from` and `to`, in order of time; none that overlap.
pub(crate) fn periods<'t>(
    reader: &mut Reader,
    section: &Section<'t>,
    name: &str,
    keys: &'static SectionKeys,
    horizon: &Horizon,
) -> Vec<(SimTime, SimTime, Section<'t>)> {
    let Some(item) = section.item(name) else {
        return Vec::new();
    };
    let path = section.path_of(name);
    let of = "periods: [{ from = \"…\", to = \"…\" }]";
    let mut periods: Vec<(SimTime, SimTime, Section<'t>)> = Vec::new();
    for (i, item) in list_of(reader, &path, item, MOST, of)
        .unwrap_or_default()
        .iter()
        .enumerate()
    {
        let path = join(&path, &(i + 1).to_string());
        if let Some(period) = period(reader, keys, path, item, horizon) {
            periods.push(period);
        }
    }
    periods.sort_by_key(|period| period.0);
    for pair in periods.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        if after.0 < before.1 {
            let fault = Fault::new(
                "a period that begins in another",
                "periods one after the other",
            )
            .hint("join the two, or shorten one");
            reader.refuse(&after.2.place, &after.2.path, fault);
        }
    }
    periods
}

/// One period, cut to the horizon; `None` if it lies outside or a problem was noted.
fn period<'t>(
    reader: &mut Reader,
    keys: &'static SectionKeys,
    path: String,
    item: &'t Item,
    horizon: &Horizon,
) -> Option<(SimTime, SimTime, Section<'t>)> {
    let Value::Table(_) = &item.value else {
        let fault = Fault::new(item.describe(), "a period: { from = \"…\", to = \"…\" }");
        reader.refuse(&item.place, &path, fault);
        return None;
    };
    let section = Section::open(reader, keys, path, item)?;
    let from = section.required(reader, "from");
    let to = section.required(reader, "to");
    let from = clock::moment(reader, &section.path_of("from"), &from?.item, horizon);
    let until = clock::moment(reader, &section.path_of("to"), &to?.item, horizon);
    let (from, until) = (from?, until?);
    if until <= from {
        let fault = Fault::new("a period that ends before it begins", "`to` after `from`")
            .hint("look at the dates, or exchange the two");
        reader.refuse(&section.place, &section.path, fault);
        return None;
    }
    let end = horizon.zoned_at(horizon.end());
    let start = horizon.zoned_at(SimTime::START);
    if until <= start || from >= end {
        let length = quantity_text::write_duration(horizon.end().since_start());
        reader.warn(
            &section.place,
            &section.path,
            Note::new(
                format!("a period outside the horizon of {length}"),
                format!("时段不在模拟的{length}之内"),
            ),
            Note::new(
                "look at the dates, or remove it",
                "请核对日期，或删除该时段",
            ),
        );
        return None;
    }
    let from = horizon.instant_of(&from).unwrap_or(SimTime::START);
    Some((from, horizon.instant_of(&until)?, section))
}
