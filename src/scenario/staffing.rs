//! Who is logged in when: a number, a plan in CSV, or recorded sessions.

use super::clock::Calendar;
use super::inner_keys;
use super::reader::{Fault, Reader};
use super::section::Section;
use super::table::{Reading, SessionColumns, check_readable, sessions, staffing_steps};
use super::toml_tree::Entry;
use crate::model::StaffingPlan;
use crate::units::Agents;

/// The most agents of a group.
const MOST_AGENTS: u32 = 1_000_000;

/// The staffing plan of a skill group.
pub(crate) fn read(
    reader: &mut Reader,
    group: &Section<'_>,
    name: &str,
    calendar: &Calendar,
) -> Option<StaffingPlan> {
    let asked = group.exactly_one_of(reader, &["agents", "plan", "sessions"]);
    if let (Some(entry), None) = (group.entry("plan_column"), group.entry("plan")) {
        let fault = Fault::new("`plan_column` without `plan`", "with `plan` only")
            .hint("remove `plan_column`");
        reader.refuse(&entry.key_place, &group.path_of("plan_column"), fault);
    }
    let entry = asked?;
    match entry.key.as_str() {
        "agents" => group
            .small_count(reader, "agents", (0, MOST_AGENTS))
            .map(|agents| StaffingPlan::constant(Agents::new(agents))),
        "plan" => plan(reader, group, entry, name, calendar),
        _ => logged(reader, group, entry, calendar),
    }
}

/// People by time, from CSV.
fn plan(
    reader: &mut Reader,
    group: &Section<'_>,
    entry: &Entry,
    name: &str,
    calendar: &Calendar,
) -> Option<StaffingPlan> {
    let key = group.path_of("plan");
    let column = match group.item("plan_column") {
        Some(_) => Some(group.text(reader, "plan_column")?),
        None => None,
    };
    let path = reader.path_of(&key, &entry.item)?;
    let reading = Reading {
        key: &key,
        place: &entry.item.place,
        files: &mut reader.files,
        problems: &mut reader.problems,
        warnings: &mut reader.warnings,
    };
    let plan = staffing_steps(reading, &path, column, name, calendar.horizon()?)?;
    let rows = match &plan {
        StaffingPlan::Steps(steps) => steps.len(),
        StaffingPlan::Sessions(sessions) => sessions.len(),
    };
    reader
        .count_rows(&entry.item.place, &key, rows)
        .then_some(plan)
}

/// People as they were logged in, from CSV.
fn logged(
    reader: &mut Reader,
    group: &Section<'_>,
    entry: &Entry,
    calendar: &Calendar,
) -> Option<StaffingPlan> {
    let key = group.path_of("sessions");
    let section = Section::open(reader, &inner_keys::SESSIONS, key, &entry.item)?;
    let file = section.required(reader, "file");
    let mut columns = SessionColumns::default();
    for (name, column) in [
        ("agent", &mut columns.agent),
        ("start", &mut columns.start),
        ("end", &mut columns.end),
    ] {
        if section.item(name).is_some() {
            section.text(reader, name)?.clone_into(column);
        }
    }
    let file = file?;
    let key = section.path_of("file");
    let path = reader.path_of(&key, &file.item)?;
    let reading = Reading {
        key: &key,
        place: &file.item.place,
        files: &mut reader.files,
        problems: &mut reader.problems,
        warnings: &mut reader.warnings,
    };
    if calendar.is_stand_in() {
        // Which sessions matter is not known, but that the file is there can be said.
        check_readable(reading, &path);
        return None;
    }
    sessions(reading, &path, &columns, calendar.horizon()?)
}
