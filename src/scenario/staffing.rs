//! Who is logged in when: a number, a plan in CSV, or recorded sessions.

use super::alternatives;
use super::clock::Calendar;
use super::inner_keys;
use super::reader::{Fault, Reader};
use super::section::Section;
use super::special_days::{Effects, SpecialDays};
use super::table::{SessionColumns, check_readable, sessions, staffing_steps};
use super::toml_tree::Entry;
use crate::model::{FactorCurve, StaffingPlan};
use crate::units::{Agents, Factor, Share, SimTime, number};

/// The most agents of a group.
const MOST_AGENTS: u32 = 1_000_000;

/// The staffing plan of a skill group.
pub(crate) fn read(
    reader: &mut Reader,
    group: &Section<'_>,
    name: &str,
    calendar: &Calendar,
) -> Option<StaffingPlan> {
    let asked = group.exactly_one_of(reader, &alternatives::STAFFING.names());
    if let (Some(entry), None) = (group.entry("plan_column"), group.entry("plan")) {
        let fault = Fault::new("`plan_column` without `plan`", "with `plan` only")
            .hint("remove `plan_column`");
        reader.refuse(&entry.key_place, &group.path_of("plan_column"), fault);
    }
    if let (Some(entry), None) = (group.entry("plan_sheet"), group.entry("plan")) {
        let fault = Fault::new("`plan_sheet` without `plan`", "with `plan` only")
            .hint("remove `plan_sheet`");
        reader.refuse(&entry.key_place, &group.path_of("plan_sheet"), fault);
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
    let column = group.optional_text(reader, "plan_column")?;
    let sheet = group.optional_text(reader, "plan_sheet")?;
    let path = reader.path_of(&key, &entry.item)?;
    let reading = reader.reading(&key, &entry.item.place, sheet);
    let plan = staffing_steps(reading, &path, column, name, calendar.horizon()?)?;
    let rows = match &plan {
        StaffingPlan::Steps(steps) => steps.len(),
        StaffingPlan::Sessions(sessions) => sessions.len(),
    };
    reader
        .count_rows(&entry.item.place, &key, rows)
        .then_some(plan)
}

/// How many times as many of the paid people are there on each day as on ordinary ones; `None` if
/// special days change nothing. A shrinkage of all the time and more is refused.
pub(crate) fn presence(
    reader: &mut Reader,
    special: &SpecialDays<'_>,
    own: &[Effects<'_>],
    shrinkage: Share,
) -> Option<FactorCurve> {
    let influence = special.influence(own);
    let usually = shrinkage.complement().as_f64();
    let mut is_refused = false;
    for day in special.days() {
        let Some(of_day) = influence.get(&day.date) else {
            continue;
        };
        let lost = shrinkage.as_f64() * of_day.shrinkage.as_f64();
        if let (true, false, Some(place)) = (lost >= 1.0, is_refused, &of_day.shrinkage_place) {
            let found = format!(
                "a shrinkage of {:.0}% on {}: {:.0}% × {}",
                lost * 100.0,
                day.date,
                shrinkage.as_f64() * 100.0,
                of_day.shrinkage.as_f64()
            );
            let fault = Fault::new(
                found,
                "factors with which less than all of the time is lost",
            );
            reader.refuse(place, "shrinkage", fault);
            is_refused = true;
        }
    }
    if is_refused || usually <= 0.0 {
        return None;
    }
    special.factors(&influence, |of_day| {
        // An ordinary day is to have exactly the people that are planned.
        if of_day.shrinkage == Factor::ONE {
            return Factor::ONE;
        }
        let present = 1.0 - shrinkage.as_f64() * of_day.shrinkage.as_f64();
        Factor::new(present / usually).unwrap_or_default()
    })
}

/// The people of a plan who are there, to the nearest whole person (halves up), but at least one
/// where anybody is planned. Recorded sessions are who was there, whatever the day.
pub(crate) fn present(plan: &StaffingPlan, by_day: &FactorCurve) -> StaffingPlan {
    let StaffingPlan::Steps(steps) = plan else {
        return plan.clone();
    };
    let mut instants: Vec<SimTime> = steps.iter().map(|step| step.0).collect();
    instants.extend(by_day.steps().iter().map(|step| step.0));
    instants.sort_unstable();
    instants.dedup();
    let there = |at: SimTime| {
        let planned = plan.at(at);
        let factor = by_day.at(at);
        if planned == Agents::ZERO || factor == Factor::ONE {
            return planned;
        }
        let there = f64::from(planned.as_u32()) * factor.as_f64();
        Agents::new(number::low_half(
            number::nearest(there).clamp(1, u64::from(u32::MAX)),
        ))
    };
    let mut present: Vec<(SimTime, Agents)> = Vec::with_capacity(instants.len());
    for at in instants {
        let there = there(at);
        if present.last().is_none_or(|last| last.1 != there) {
            present.push((at, there));
        }
    }
    StaffingPlan::Steps(present)
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
    let reading = reader.reading(&key, &file.item.place, None);
    if calendar.is_stand_in() {
        // Which sessions matter is not known, but that the file is there can be said.
        check_readable(reading, &path);
        return None;
    }
    sessions(reading, &path, &columns, calendar.horizon()?)
}
