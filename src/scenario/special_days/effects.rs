//! The `[special_day.KIND]` sections: what days of a kind change.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Weekday;

use super::calendar::REACH;
use crate::model::Horizon;
use crate::scenario::day_profile::DayProfile;
use crate::scenario::factor::{factor_above_zero_of, factor_of};
use crate::scenario::key::SectionKeys;
use crate::scenario::problem::Place;
use crate::scenario::reader::{Fault, Reader};
use crate::scenario::section::{Section, join};
use crate::scenario::table::day_profile;
use crate::scenario::toml_tree::{Entry, Item, Value, shortened};
use crate::scenario::weekday::{day_of, days_named};
use crate::units::Factor;

/// What days of a kind change; what is not written changes nothing, or is as for all.
#[derive(Clone, Debug)]
pub(crate) struct Effects<'t> {
    pub(crate) kind: &'t str,
    pub(crate) place: Place,
    pub(crate) path: String,
    /// Factors on volume by days from the occasion: before its first, on its own (0), after its last.
    pub(crate) volume: Option<BTreeMap<i32, Factor>>,
    /// The weekday whose factor and profile the day has.
    pub(crate) counts_as: Option<Weekday>,
    pub(crate) profile: Option<Arc<DayProfile>>,
    pub(crate) handling: Option<Factor>,
    pub(crate) shrinkage: Option<Factor>,
    /// Where the factor on shrinkage is written.
    pub(crate) shrinkage_place: Option<Place>,
}

/// The sections of special days below a section, in the order of the file.
pub(crate) fn read<'t>(
    reader: &mut Reader,
    above: &Section<'t>,
    keys: &'static SectionKeys,
    horizon: &Horizon,
) -> Vec<Effects<'t>> {
    let mut all = Vec::new();
    let path = above.path_of("special_day");
    for entry in above.named(reader, "special_day") {
        let path = join(&path, &entry.key);
        if let Some(section) = Section::open(reader, keys, path, &entry.item) {
            all.push(effects(reader, &section, entry, horizon));
        }
    }
    all
}

fn effects<'t>(
    reader: &mut Reader,
    section: &Section<'t>,
    entry: &'t Entry,
    horizon: &Horizon,
) -> Effects<'t> {
    let written = |name: &str| {
        let is_known = section.keys.get(name).is_some();
        is_known.then(|| section.item(name)).flatten()
    };
    let volume =
        written("volume").and_then(|item| volume(reader, &section.path_of("volume"), item));
    let handling = written("handling")
        .and_then(|item| factor_above_zero_of(reader, &section.path_of("handling"), item));
    let shrinkage = written("shrinkage")
        .and_then(|item| factor_of(reader, &section.path_of("shrinkage"), item));
    let counts_as =
        written("counts_as").and_then(|item| day_of(reader, &section.path_of("counts_as"), item));
    if let (Some(_), None) = (written("sheet"), written("profile"))
        && let Some(entry) = section.entry("sheet")
    {
        let fault =
            Fault::new("`sheet` without `profile`", "with `profile` only").hint("remove `sheet`");
        reader.refuse(&entry.key_place, &section.path_of("sheet"), fault);
    }
    Effects {
        kind: &entry.key,
        place: section.place.clone(),
        path: section.path.clone(),
        volume,
        counts_as,
        profile: written("profile")
            .and_then(|item| profile(reader, section, item, horizon))
            .map(Arc::new),
        handling,
        shrinkage,
        shrinkage_place: written("shrinkage").map(|item| item.place.clone()),
    }
}

/// One factor for the day itself, or factors by days from it.
fn volume(reader: &mut Reader, path: &str, item: &Item) -> Option<BTreeMap<i32, Factor>> {
    let Value::Table(table) = &item.value else {
        if let Value::List(_) = item.value {
            let fault = Fault::new(
                item.describe(),
                "a factor for the day, or factors by days from it",
            )
            .hint("write, say, `{ \"-1\" = 0.8, \"0\" = 2.5, \"+1\" = 1.4 }`");
            reader.refuse(&item.place, path, fault);
            return None;
        }
        return factor_of(reader, path, item).map(|factor| BTreeMap::from([(0, factor)]));
    };
    let mut factors = BTreeMap::new();
    let mut sound = true;
    for entry in &table.entries {
        let path = join(path, &entry.key);
        let digits = entry.key.strip_prefix(['+', '-']).unwrap_or(&entry.key);
        let is_plain =
            (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let offset = entry
            .key
            .parse::<i32>()
            .ok()
            .filter(|offset| is_plain && (-REACH..=REACH).contains(offset));
        let factor = factor_of(reader, &path, &entry.item);
        let Some(offset) = offset else {
            let fault = Fault::new(
                format!("the key `{}`", shortened(&entry.key)),
                format!(
                    "days from the special day: \"-{REACH}\" to \"+{REACH}\", 0 for the day itself"
                ),
            );
            reader.refuse(&entry.key_place, &path, fault);
            sound = false;
            continue;
        };
        match factor {
            Some(factor) if factors.insert(offset, factor).is_some() => {
                let fault = Fault::new(format!("day {offset} a second time"), "each day once");
                reader.refuse(&entry.key_place, &path, fault);
                sound = false;
            }
            Some(_) => {}
            None => sound = false,
        }
    }
    sound.then_some(factors)
}

/// The course of the day from its file.
fn profile(
    reader: &mut Reader,
    section: &Section<'_>,
    item: &Item,
    horizon: &Horizon,
) -> Option<DayProfile> {
    let key = section.path_of("profile");
    if let Value::Text(text) = &item.value
        && let Some(day) = text.to_lowercase().get(..3)
        && days_named(day).is_some()
        && !text.contains('.')
    {
        let fault = Fault::new(
            format!("the text \"{}\"", shortened(text)),
            "the path of a file with the columns interval_start and weight",
        )
        .hint(format!(
            "a day that is like another weekday has `counts_as = \"{day}\"`"
        ));
        reader.refuse(&item.place, &key, fault);
        return None;
    }
    let sheet = section.optional_text(reader, "sheet")?;
    let path = reader.path_of(&key, item)?;
    let reading = reader.reading(&key, &item.place, sheet);
    day_profile(reading, &path, horizon)
}

impl Effects<'_> {
    /// These effects, with those of a part in the place of what it writes itself.
    pub(crate) fn overridden_by(&self, own: &Self) -> Self {
        Self {
            kind: self.kind,
            place: own.place.clone(),
            path: own.path.clone(),
            volume: own.volume.clone().or_else(|| self.volume.clone()),
            counts_as: own.counts_as.or(self.counts_as),
            profile: own.profile.clone().or_else(|| self.profile.clone()),
            handling: own.handling.or(self.handling),
            shrinkage: own.shrinkage.or(self.shrinkage),
            shrinkage_place: own
                .shrinkage_place
                .clone()
                .or_else(|| self.shrinkage_place.clone()),
        }
    }
}
