//! The `[skill_group.NAME]` sections.

use super::catalogue;
use super::channels;
use super::clock::Calendar;
use super::money;
use super::name::Names;
use super::people;
use super::problem::Place;
use super::reader::{Fault, Reader};
use super::section::{Section, join};
use super::special_days::{Effects, SpecialDays, read_effects};
use super::staffing;
use super::title;
use super::toml_tree::Entry;
use crate::model::{Concurrency, ContactChoice, Leaving, People, StaffingPlan, Title};
use crate::units::{CostPerHour, Share, UnitCost};

/// Words for the choice among waiting contacts.
const TAKES: [(&str, ContactChoice); 3] = [
    ("longest_waiting", ContactChoice::LongestWaiting),
    ("ranked", ContactChoice::Ranked),
    ("weighted_wait", ContactChoice::WeightedWait),
];

/// Words for what happens when fewer are planned than are busy.
const LEAVING: [(&str, Leaving); 2] = [("named", Leaving::Named), ("any", Leaving::Any)];

/// A skill group as it is written, before groups and types are put together.
#[derive(Debug)]
pub(crate) struct Written<'t> {
    pub(crate) name: &'t str,
    pub(crate) title: Option<Title>,
    pub(crate) section: Section<'t>,
    /// Contact types with the places where they are named; `None`: not written.
    pub(crate) serves: Option<Vec<(usize, Place)>>,
    /// Whether every name in `serves` is known, so that what is not named is not served.
    pub(crate) is_whole: bool,
    pub(crate) takes: ContactChoice,
    pub(crate) concurrency: Option<Concurrency>,
    pub(crate) staffing: Option<StaffingPlan>,
    /// The plan without special days, if they change who is there.
    pub(crate) planned: Option<StaffingPlan>,
    /// What special days change for this group alone.
    pub(crate) own_days: Vec<Effects<'t>>,
    pub(crate) shrinkage: Share,
    /// Chance that its agents resolve a matter, if that does not hang on the contact type alone.
    pub(crate) resolution: Option<Share>,
    pub(crate) people: People,
    pub(crate) hourly_rate: Option<CostPerHour>,
    pub(crate) cost_per_contact: Option<UnitCost>,
    pub(crate) leaving: Leaving,
}

/// The skill groups in the order of the file.
pub(crate) fn read<'t>(
    reader: &mut Reader,
    entries: &'t [Entry],
    types: &Names<'t>,
    calendar: &Calendar,
    special: &SpecialDays<'t>,
) -> Vec<Written<'t>> {
    let mut groups = Vec::new();
    for entry in entries {
        let path = join("skill_group", &entry.key);
        let Some(section) = Section::open(reader, &catalogue::SKILL_GROUP, path, &entry.item)
        else {
            continue;
        };
        let noted = reader.problems.noted();
        let serves = serves(reader, &section, types);
        let is_whole = reader.problems.noted() == noted;
        let shrinkage = shrinkage(reader, &section);
        let own_days = calendar.horizon().map_or_else(Vec::new, |horizon| {
            read_effects(reader, &section, &catalogue::GROUP_SPECIAL_DAY, horizon)
        });
        let planned = staffing::read(reader, &section, &entry.key, calendar);
        let by_day = staffing::presence(reader, special, &own_days, shrinkage);
        let present = match (&planned, &by_day) {
            (Some(planned), Some(by_day)) => Some(staffing::present(planned, by_day)),
            _ => None,
        };
        let (staffing, planned) = match present {
            Some(present) => (Some(present), planned),
            None => (planned, None),
        };
        groups.push(Written {
            name: &entry.key,
            title: title::of(reader, &section),
            serves,
            is_whole,
            takes: section.word(reader, "takes", &TAKES).unwrap_or_default(),
            concurrency: channels::read(reader, &section),
            staffing,
            planned,
            own_days,
            shrinkage,
            resolution: section.share(reader, "resolution"),
            people: people::read(reader, &section),
            hourly_rate: money::hourly(reader, &section, "hourly_rate"),
            cost_per_contact: money::each(reader, &section, "cost_per_contact"),
            leaving: section
                .word(reader, "leaving", &LEAVING)
                .unwrap_or_default(),
            section,
        });
    }
    groups
}

/// The contact types a group serves, each once.
fn serves(
    reader: &mut Reader,
    section: &Section<'_>,
    types: &Names<'_>,
) -> Option<Vec<(usize, Place)>> {
    let item = section.item("serves")?;
    let path = section.path_of("serves");
    let texts = section.texts(reader, "serves", Names::MOST, "names of contact types");
    let mut served: Vec<(usize, Place)> = Vec::new();
    for (name, place) in texts.iter().flatten() {
        let Some(found) = types.find(reader, name, place, &path) else {
            continue;
        };
        if served.iter().any(|(other, _)| *other == found) {
            let fault = Fault::new(
                format!("\"{name}\" a second time"),
                "each contact type once",
            )
            .hint("remove one of the two");
            reader.refuse(place, &path, fault);
        } else {
            served.push((found, (*place).clone()));
        }
    }
    if texts.is_some_and(|texts| texts.is_empty()) {
        let fault = Fault::new("an empty list", "at least one contact type")
            .hint("leave `serves` out to serve all types that list the group");
        reader.refuse(&item.place, &path, fault);
    }
    Some(served)
}

/// The planned shrinkage; all of the time would leave nobody.
fn shrinkage(reader: &mut Reader, section: &Section<'_>) -> Share {
    let share = section.share(reader, "shrinkage").unwrap_or_default();
    if let (Share::ONE, Some(item)) = (share, section.item("shrinkage")) {
        let fault = Fault::new("a shrinkage of 100%", "below 100%")
            .hint("nobody would be there, however many are paid");
        reader.refuse(&item.place, &section.path_of("shrinkage"), fault);
    }
    share
}
