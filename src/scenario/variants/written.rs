//! The `[variant.NAME]` sections, before they are put over what they are based on.

use crate::model::Title;
use crate::scenario::catalogue;
use crate::scenario::key_path;
use crate::scenario::money;
use crate::scenario::name::Names;
use crate::scenario::problem::Place;
use crate::scenario::reader::{Fault, Reader};
use crate::scenario::section::{Section, join};
use crate::scenario::title;
use crate::scenario::toml_tree::{Item, Table, Value, shortened};
use crate::units::Cost;

/// The most variants of a scenario.
pub(super) const MOST: usize = 100;

/// The most keys that a variant takes out.
const MOST_REMOVED: usize = 1_000;

/// A variant as it is written.
#[derive(Clone, Debug)]
pub(super) struct Variant<'t> {
    pub(super) name: &'t str,
    /// Where its name is written.
    pub(super) place: Place,
    pub(super) title: Option<Title>,
    /// The variants that it is based on, by their places in the file, in the order in which they are put
    /// over each other; none: the scenario itself.
    pub(super) based_on: Vec<usize>,
    /// What it costs beside the people, without what the variants cost that it is based on.
    pub(super) fixed_cost: Option<Cost>,
    /// What is taken out first.
    pub(super) removed: Vec<Removed>,
    /// What is put over the rest.
    pub(super) change: Option<&'t Item>,
    /// Whether it is known what it is based on.
    pub(super) is_founded: bool,
}

/// A key that a variant takes out.
#[derive(Clone, Debug)]
pub(super) struct Removed {
    /// The path as it is written.
    pub(super) path: String,
    /// Its parts [at least one].
    pub(super) parts: Vec<String>,
    pub(super) place: Place,
}

impl Variant<'_> {
    /// The path of a key of the variant's.
    pub(super) fn path_of(&self, key: &str) -> String {
        format!("{}.{key}", join("variant", self.name))
    }

    /// The table of changes, if there is one.
    pub(super) fn changes(&self) -> Option<&Table> {
        match self.change.map(|item| &item.value) {
            Some(Value::Table(table)) => Some(table),
            _ => None,
        }
    }
}

/// The variants in the order of the file; `None` if there are too many.
pub(super) fn read<'t>(reader: &mut Reader, root: &'t Item) -> Option<Vec<Variant<'t>>> {
    let Value::Table(table) = &root.value else {
        return Some(Vec::new());
    };
    let root = Section::over(&catalogue::ROOT, String::new(), root.place.clone(), table);
    let entries = root.named(reader, "variant");
    if let Some(beyond) = entries.get(MOST) {
        let fault = Fault::new(
            format!("{} variants", entries.len()),
            format!("at most {MOST}"),
        )
        .hint("put what differs by a number into a range of `springtide sweep`");
        reader.refuse(&beyond.key_place, "variant", fault);
        return None;
    }
    let names = Names::of(reader, "variant", "variant", entries);
    let mut variants = Vec::new();
    let mut has_cost = false;
    for entry in entries {
        let path = join("variant", &entry.key);
        if entry.key == super::BASE {
            let fault = Fault::new("a variant named \"base\"", "another name")
                .hint("`base` is the scenario itself, without any change");
            reader.refuse(&entry.key_place, &path, fault);
        }
        let mut variant = Variant {
            name: &entry.key,
            place: entry.key_place.clone(),
            title: None,
            based_on: Vec::new(),
            fixed_cost: None,
            removed: Vec::new(),
            change: None,
            is_founded: true,
        };
        if let Some(section) = Section::open(reader, &catalogue::VARIANT, path, &entry.item) {
            let noted = reader.problems.noted();
            variant.based_on = based_on(reader, &section, &names);
            variant.is_founded = reader.problems.noted() == noted;
            variant.title = title::of(reader, &section);
            variant.fixed_cost = money::fixed_cost(reader, &section);
            if let (Some(item), Some(_)) = (section.item("fixed_cost"), variant.fixed_cost)
                && !std::mem::replace(&mut has_cost, true)
            {
                money::refuse_without_currency(
                    reader,
                    &root,
                    &section.path_of("fixed_cost"),
                    &item.place,
                );
            }
            variant.removed = removed(reader, &section);
            variant.change = change(reader, &section);
        }
        variants.push(variant);
    }
    refuse_circles(reader, &mut variants);
    Some(variants)
}

/// The variants that another is based on, one or a list; `base` may be written too.
fn based_on(reader: &mut Reader, section: &Section<'_>, names: &Names<'_>) -> Vec<usize> {
    let Some(item) = section.item("based_on") else {
        return Vec::new();
    };
    let texts = match &item.value {
        Value::List(_) => section.texts(reader, "based_on", MOST, "names of variants"),
        _ => section
            .text(reader, "based_on")
            .map(|text| vec![(text, &item.place)]),
    };
    let path = section.path_of("based_on");
    let mut found: Vec<usize> = Vec::new();
    for (text, place) in texts.into_iter().flatten() {
        if text == super::BASE {
            continue;
        }
        let Some(v) = names.find(reader, text, place, &path) else {
            continue;
        };
        if found.contains(&v) {
            let fault = Fault::new(format!("\"{text}\" a second time"), "each variant once")
                .hint("remove one of the two");
            reader.refuse(place, &path, fault);
            continue;
        }
        found.push(v);
    }
    found
}

/// The variants to be put over the scenario for one of them, itself the last, each once: what it is based on
/// comes before it.
pub(super) fn chain(variants: &[Variant<'_>], variant: usize) -> Vec<usize> {
    let mut chain = Vec::new();
    // What is still to be done: a variant whose bases come first, or one whose bases are done.
    let mut ahead = vec![(variant, false)];
    while let Some((v, is_founded)) = ahead.pop() {
        if chain.contains(&v) {
            continue;
        }
        if is_founded {
            chain.push(v);
        } else {
            ahead.push((v, true));
            ahead.extend(variants[v].based_on.iter().rev().map(|base| (*base, false)));
        }
    }
    chain
}

/// The keys that are taken out.
fn removed(reader: &mut Reader, section: &Section<'_>) -> Vec<Removed> {
    let path = section.path_of("remove");
    let texts = section.texts(reader, "remove", MOST_REMOVED, "paths of keys");
    let mut removed: Vec<Removed> = Vec::new();
    for (text, place) in texts.into_iter().flatten() {
        let Some(parts) = key_path::parts(text) else {
            let fault = Fault::new(
                format!("\"{}\"", shortened(text)),
                "the path of a key or section, like \"skill_group.front.plan\"",
            )
            .hint("a name with spaces stands in quotation marks: 'queue.\"the hotline\".trunks'");
            reader.refuse(place, &path, fault);
            continue;
        };
        if removed.iter().any(|other| other.parts == parts) {
            let fault = Fault::new(
                format!("`{}` a second time", shortened(text)),
                "each key once",
            )
            .hint("remove one of the two");
            reader.refuse(place, &path, fault);
            continue;
        }
        removed.push(Removed {
            path: text.to_owned(),
            parts,
            place: place.clone(),
        });
    }
    removed
}

/// The changes; reports that there are none.
fn change<'t>(reader: &mut Reader, section: &Section<'t>) -> Option<&'t Item> {
    let path = section.path_of("change");
    let Some(entry) = section.entry("change") else {
        let is_several = section
            .item("based_on")
            .is_some_and(|item| matches!(item.value, Value::List(_)));
        let has = |key| section.entry(key).is_some();
        let may_differ = is_several || has("remove") || has("fixed_cost");
        if !may_differ && !reader.doubt.may_hold(&section.place, &["change"]) {
            let fault = Fault::new("nothing is changed", "a section of changes").hint(format!(
                "add `[{path}]` with, say, `skill_group.NAME.agents = 25`"
            ));
            reader.refuse(&section.place, &path, fault);
        }
        return None;
    };
    let found = match &entry.item.value {
        Value::Table(table) if !table.entries.is_empty() => return Some(&entry.item),
        Value::Table(_) if reader.doubt.may_hold(&entry.item.place, &[]) => return None,
        Value::Table(_) => "an empty change".to_owned(),
        _ => entry.item.describe(),
    };
    let fault = Fault::new(found, "keys of the scenario with other values")
        .hint(format!("write, say, `{path}.skill_group.NAME.agents = 25`"));
    reader.refuse(&entry.item.place, &path, fault);
    None
}

/// Reports variants that are based on each other in a circle, once each circle; they cannot be made, nor
/// those that are based on them.
fn refuse_circles(reader: &mut Reader, variants: &mut [Variant<'_>]) {
    let mut is_told = vec![false; variants.len()];
    // Whether a variant leads back to the scenario itself, where that is known.
    let mut is_sound: Vec<Option<bool>> = vec![None; variants.len()];
    for start in 0..variants.len() {
        let mut way = vec![start];
        // By the variant on the way: how many of its bases have been looked at.
        let mut looked_at = vec![0];
        while let (Some(&v), Some(place)) = (way.last(), looked_at.last_mut()) {
            let next = variants[v].based_on.get(*place).copied();
            *place += 1;
            let Some(next) = next else {
                let bases = &variants[v].based_on;
                let sound = bases.iter().all(|base| is_sound[*base] == Some(true));
                is_sound[v] = Some(sound);
                way.pop();
                looked_at.pop();
                continue;
            };
            if let Some(from) = way.iter().position(|other| *other == next) {
                let circle = &way[from..];
                if !circle.iter().any(|v| is_told[*v]) {
                    refuse_circle(reader, variants, circle);
                }
                for v in circle {
                    is_told[*v] = true;
                }
            } else if is_sound[next].is_none() {
                way.push(next);
                looked_at.push(0);
            }
        }
    }
    for (variant, is_sound) in variants.iter_mut().zip(is_sound) {
        variant.is_founded &= is_sound == Some(true);
    }
}

fn refuse_circle(reader: &mut Reader, variants: &[Variant<'_>], circle: &[usize]) {
    let names: Vec<String> = (circle.iter().chain(circle.first()))
        .map(|v| format!("\"{}\"", shortened(variants[*v].name)))
        .collect();
    let Some(first) = circle.first().map(|v| &variants[*v]) else {
        return;
    };
    let found = match names.len() {
        2 => "a variant that is based on itself".to_owned(),
        _ => format!(
            "a circle: {} is based on {}",
            names[0],
            names[1..].join(", which is based on ")
        ),
    };
    let fault = Fault::new(found, "a variant that leads back to the scenario itself")
        .hint("take `based_on` out of one of them");
    reader.refuse(&first.place, &first.path_of("based_on"), fault);
}
