//! The `[log]` section: recorded contacts, dealt out to the contact types that replay them.

use std::path::PathBuf;

use super::LogSummary;
use super::catalogue;
use super::clock::Calendar;
use super::problem::Place;
use super::reader::{Fault, Reader};
use super::section::Section;
use super::table::{LogSpec, RowFilter, check_readable, contact_log};
use super::toml_tree::{Entry, shortened};
use crate::model::{ArrivalRecord, Note};

/// The most values of one contact type, and the most conditions of one kind.
const MOST: usize = 1_000;

/// Values of the log that are a contact type.
#[derive(Clone, Debug)]
pub(crate) struct Replay {
    pub(crate) values: Vec<(String, Place)>,
    pub(crate) path: String,
    pub(crate) place: Place,
}

impl Replay {
    /// The values of a `replay` key; one alone needs no list.
    pub(crate) fn read(reader: &mut Reader, demand: &Section<'_>, entry: &Entry) -> Option<Self> {
        let of = "values of the log's contact type column";
        let path = demand.path_of("replay");
        let texts = demand.texts(reader, "replay", MOST, of)?;
        if texts.is_empty() {
            let fault = Fault::new("an empty list", format!("a list of {of}"))
                .hint("write [\"*\"] for all rows");
            reader.refuse(&entry.item.place, &path, fault);
            return None;
        }
        Some(Self {
            values: texts
                .into_iter()
                .map(|(text, place)| (text.to_owned(), place.clone()))
                .collect(),
            path,
            place: entry.item.place.clone(),
        })
    }
}

/// Recorded contacts by contact type, and what became of the rows.
pub(crate) type Replayed = (Vec<Vec<ArrivalRecord>>, LogSummary);

/// Reads the log for the types that replay it, named by their place in the file's order.
pub(crate) fn read(
    reader: &mut Reader,
    root: &Section<'_>,
    replays: &[(usize, Replay)],
    calendar: &Calendar,
) -> Option<Replayed> {
    let Some(entry) = root.entry("log") else {
        if let Some((_, replay)) = replays.first()
            && !reader.doubt.may_hold(&root.place, &["log"])
        {
            let fault = Fault::new(
                format!("`{}` without a section `[log]`", replay.path),
                "a contact log to replay",
            )
            .hint("add `[log]` with `file` and `time`");
            reader.refuse(&replay.place, "log", fault);
        }
        return None;
    };
    let section = Section::open(reader, &catalogue::LOG, "log".to_owned(), &entry.item)?;
    if replays.is_empty() {
        reader.warn(
            &entry.key_place,
            "log",
            Note::new("no contact type replays the log", "没有联络类型回放该日志"),
            Note::new(
                "write `replay` in the demand of a contact type, or remove `[log]`",
                "请在联络类型的需求中写`replay`，或删除`[log]`",
            ),
        );
    }
    let sound = values_are_distinct(reader, replays);
    let file = section.required(reader, "file");
    section.required(reader, "time");
    let spec = spec(reader, &section, replays);
    let path: Option<PathBuf> = file.and_then(|file| reader.path_of("log.file", &file.item));
    let (file, path, spec, horizon) = (file?, path?, spec?, calendar.horizon()?);
    if replays.is_empty() || !sound {
        return None;
    }
    let reading = reader.reading("log.file", &file.item.place, None);
    if calendar.is_stand_in() {
        // Which contacts matter is not known, but that the file is there can be said.
        check_readable(reading, &path);
        return None;
    }
    contact_log(reading, &path, &spec, horizon)
}

/// A row of the log is one contact of one type.
fn values_are_distinct(reader: &mut Reader, replays: &[(usize, Replay)]) -> bool {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    let mut sound = true;
    for (_, replay) in replays {
        for (value, place) in &replay.values {
            if let Some((_, path)) = seen.iter().find(|(other, _)| other == value) {
                let fault = Fault::new(
                    format!("\"{}\" a second time: {path} has it too", shortened(value)),
                    "each value of the log in one contact type",
                );
                reader.refuse(place, &replay.path, fault);
                sound = false;
            } else {
                seen.push((value, &replay.path));
            }
        }
    }
    sound
}

/// What the section asks for; `None` if a key that is needed is missing or wrong.
fn spec(
    reader: &mut Reader,
    section: &Section<'_>,
    replays: &[(usize, Replay)],
) -> Option<LogSpec> {
    let mut named = Vec::new();
    let mut column = |reader: &mut Reader, name: &str| {
        let text = section.text(reader, name)?.to_owned();
        let place = section.item(name)?.place.clone();
        named.push((text.clone(), section.path_of(name), place));
        Some(text)
    };
    let (date, time) = (column(reader, "date"), column(reader, "time"));
    let contact_type = column(reader, "contact_type");
    let handling = column(reader, "handling");
    let mut filters = |reader: &mut Reader, name: &str| filters(reader, section, name, &mut named);
    let spec = LogSpec {
        date,
        time: time.unwrap_or_default(),
        contact_type,
        handling,
        keep_if_any: filters(reader, "keep_if_any")?,
        keep_if_all: filters(reader, "keep_if_all")?,
        drop_if_any: filters(reader, "drop_if_any")?,
        named,
        wanted: replays
            .iter()
            .map(|(index, replay)| {
                let values = replay.values.iter().map(|(value, _)| value.clone());
                (values.collect(), *index)
            })
            .collect(),
    };
    let by_value = replays
        .iter()
        .flat_map(|(_, replay)| &replay.values)
        .any(|(value, _)| value != "*");
    if by_value && spec.contact_type.is_none() && section.entry("contact_type").is_none() {
        section.refuse_missing(reader, "contact_type");
        return None;
    }
    section.item("time").is_some().then_some(spec)
}

/// The conditions of a key, none if it is not written; their columns are added to those `named`.
fn filters(
    reader: &mut Reader,
    section: &Section<'_>,
    name: &str,
    named: &mut Vec<(String, String, Place)>,
) -> Option<Vec<RowFilter>> {
    if section.item(name).is_none() {
        return Some(Vec::new());
    }
    let of = "conditions like \"outcome = AGENT\"";
    let mut filters = Vec::new();
    let mut sound = true;
    for (text, place) in section.texts(reader, name, MOST, of)? {
        match RowFilter::read(text) {
            Ok(filter) => {
                let column = filter.column().to_owned();
                named.push((column, section.path_of(name), place.clone()));
                filters.push(filter);
            }
            Err((found, allowed, hint)) => {
                let fault = Fault::new(found, allowed).maybe(hint);
                reader.refuse(place, &section.path_of(name), fault);
                sound = false;
            }
        }
    }
    sound.then_some(filters)
}
