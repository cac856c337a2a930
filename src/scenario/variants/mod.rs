//! Variants: named sets of changes to a scenario, each a plan of its own.
//!
//! The scenario itself is the plan [`BASE`]. A variant is put over the tree of what it is based on
//! (`merge`), and what comes out is read like any scenario, so that its mistakes are told as a
//! scenario's are; a mistake that the scenario has anyway is not told again (`naming`).

mod merge;
mod naming;
mod warned;
mod written;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::load::{Parsed, Scenario, read_file};
use super::problem::{Place, Problem, Problems, Source};
use super::reader::{Fault, Reader, did_you_mean, listed};
use super::toml_tree::{Item, Table, Value, shortened};
use crate::model::{Note, Title};
use crate::units::Cost;
pub(super) use naming::Naming;
use naming::is_same;
pub use warned::warnings;
use written::Variant;

/// The name of the scenario itself among its variants.
pub const BASE: &str = "base";

/// The largest of all plans together: keys of their trees and pairs of contact type and skill group.
const MOST_SIZE: usize = 5_000_000;

/// The scenario itself, or a variant of it: what is simulated and compared.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The variant's name; [`BASE`] for the scenario itself.
    pub name: String,
    /// What people are shown instead of the name.
    pub title: Option<Title>,
    /// What the plan costs beside its people over the horizon, in the scenario's currency: its own and
    /// that of the variants that it is based on; negative if it saves something. `None`: nothing is
    /// stated.
    pub fixed_cost: Option<Cost>,
    /// The scenario with the variant's changes in it.
    pub scenario: Scenario,
}

/// Which plans are wanted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wanted<'a> {
    /// The scenario itself alone.
    Base,
    /// The scenario itself, then these variants; all of the file if there is none.
    Variants(&'a [String]),
}

/// Reads a scenario and its variants: the scenario itself first, then the variants named, in that order and
/// each once, or all of them in the order of the file if none is named.
///
/// Overrides are set into the scenario before the variants change it.
///
/// # Errors
/// Returns every problem found: in the scenario, in the files beside it, in the overrides, in each of
/// those variants, and in the names. What is wrong with the scenario itself is not repeated for each
/// variant.
pub fn load_plans(
    path: &Path,
    overrides: &[String],
    names: &[String],
) -> Result<Vec<Plan>, Problems> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let text = read_file(path)?;
    load_plans_text(&text, &path.display().to_string(), folder, overrides, names)
}

/// Reads a scenario and its variants from a text, as [`load_plans`] does from a file; `name` is what
/// messages call it, `folder` where its files are.
///
/// # Errors
/// Returns every problem found.
pub fn load_plans_text(
    text: &str,
    name: &str,
    folder: &Path,
    overrides: &[String],
    names: &[String],
) -> Result<Vec<Plan>, Problems> {
    load(text, name, folder, overrides, Wanted::Variants(names))
}

/// Reads a scenario and the plans of it that are wanted.
pub(super) fn load(
    text: &str,
    name: &str,
    folder: &Path,
    overrides: &[String],
    wanted: Wanted<'_>,
) -> Result<Vec<Plan>, Problems> {
    let parsed = Parsed::read(text, name, folder, overrides)?;
    let mut reader = parsed.reader(0);
    let variants = written::read(&mut reader, &parsed.tree);
    let variants = variants.unwrap_or_default();
    let wanted = match wanted {
        Wanted::Base => Vec::new(),
        Wanted::Variants([]) => (0..variants.len()).collect(),
        Wanted::Variants(names) => named(&mut reader, names, &variants),
    };
    let is_too_large = refuse_too_many(&mut reader, &parsed.tree, &variants, &wanted);

    let (base, mut of_base) = parsed.scenario(&parsed.tree, 0, None);
    let mut rows = of_base.rows();
    let mut plans: Vec<Plan> = Vec::new();
    let mut trees = Trees::new(&parsed, &variants);
    let mut told: Vec<Problem> = of_base.problems.iter().cloned().collect();
    if !is_too_large {
        for v in wanted {
            let variant = &variants[v];
            let Some(tree) = trees.of(&mut reader, v) else {
                continue;
            };
            let naming = Naming::of(variant);
            let (scenario, found) = parsed.scenario(&tree, rows, Some(naming.clone()));
            let of_tree = std::mem::take(&mut reader.warnings);
            rows = found.rows();
            for problem in found.problems.iter() {
                if !told.iter().any(|known| is_same(known, problem)) {
                    told.push(problem.clone());
                    reader.problems.push(naming.problem(problem.clone()));
                }
            }
            plans.extend(scenario.map(|mut scenario| {
                scenario.warnings.extend(of_tree);
                let fixed_cost = fixed_cost(&variants, v);
                scenario.centre = scenario
                    .centre
                    .with_fixed_cost(fixed_cost.unwrap_or_default());
                Plan {
                    name: variant.name.to_owned(),
                    title: variant.title.clone(),
                    fixed_cost,
                    scenario,
                }
            }));
        }
    }
    // What the scenario itself has comes first; what stands in the text alone is in both.
    for problem in reader.problems.iter().skip(parsed.problems.iter().count()) {
        of_base.problems.push(problem.clone());
    }
    match base {
        Some(scenario) if of_base.problems.is_empty() => {
            let base = Plan {
                name: BASE.to_owned(),
                title: None,
                fixed_cost: None,
                scenario,
            };
            plans.insert(0, base);
            Ok(plans)
        }
        _ => Err(of_base.problems),
    }
}

/// The variants that are asked for by name, each once.
fn named(reader: &mut Reader, names: &[String], variants: &[Variant<'_>]) -> Vec<usize> {
    let mut found = Vec::new();
    for name in names {
        match variants.iter().position(|variant| variant.name == name) {
            Some(v) if !found.contains(&v) => found.push(v),
            Some(_) => {}
            // The scenario itself is among the plans anyway.
            None if name == BASE => {}
            None => {
                let source = Arc::new(Source::new("the command line".to_owned(), name.clone()));
                let known = || variants.iter().map(|variant| variant.name);
                let fault = Fault::new(
                    format!("there is no variant \"{}\"", shortened(name)),
                    match variants.len() {
                        0 => "base alone: the scenario has no variants".to_owned(),
                        _ => format!("one of {}", listed(known())),
                    },
                );
                let fault = fault.maybe(did_you_mean(name, known()));
                let place = Place::new(&source, 0..name.len());
                if !reader.doubt.may_name(&[name]) {
                    reader.refuse(&place, "variant", fault);
                }
            }
        }
    }
    found
}

/// Reports more plans of so large a scenario than fit into memory together.
fn refuse_too_many(
    reader: &mut Reader,
    tree: &Item,
    variants: &[Variant<'_>],
    wanted: &[usize],
) -> bool {
    let parts = |kind: &str| match &tree.value {
        Value::Table(table) => match table.get(kind).map(|entry| &entry.item.value) {
            Some(Value::Table(parts)) => parts.entries.len(),
            _ => 0,
        },
        _ => 0,
    };
    let size = keys(tree).saturating_add(parts("contact_type") * parts("skill_group"));
    let most = MOST_SIZE / size.max(1);
    let beyond = wanted.get(most).map(|v| &variants[*v]);
    if let Some(beyond) = beyond {
        let fault = Fault::new(
            format!("{} variants of so large a scenario", wanted.len()),
            format!("at most {most} at a time"),
        )
        .hint("name the variants to read: they need not all be compared at once");
        reader.refuse(&beyond.place, "variant", fault);
    }
    beyond.is_some()
}

/// How many values a tree holds.
fn keys(item: &Item) -> usize {
    1 + match &item.value {
        Value::Table(table) => table.entries.iter().map(|entry| keys(&entry.item)).sum(),
        Value::List(items) => items.iter().map(keys).sum(),
        _ => 0,
    }
}

/// What a variant costs beside its people, with those that it is based on, each once.
fn fixed_cost(variants: &[Variant<'_>], variant: usize) -> Option<Cost> {
    let chain = written::chain(variants, variant);
    let costs = chain.iter().filter_map(|v| variants[*v].fixed_cost);
    costs.reduce(|sum, cost| sum + cost)
}

/// The trees of variants, each made once.
struct Trees<'a, 't> {
    parsed: &'a Parsed<'t>,
    variants: &'a [Variant<'a>],
    /// By the variant; `None` if it cannot be made.
    made: BTreeMap<usize, Option<Item>>,
}

impl<'a, 't> Trees<'a, 't> {
    fn new(parsed: &'a Parsed<'t>, variants: &'a [Variant<'a>]) -> Self {
        Self {
            parsed,
            variants,
            made: BTreeMap::new(),
        }
    }

    /// The tree of a variant, which is reported on the first time; `None` if it cannot be made.
    fn of(&mut self, reader: &mut Reader, v: usize) -> Option<Item> {
        if let Some(made) = self.made.get(&v) {
            return made.clone();
        }
        let made = self.make(reader, v);
        self.made.insert(v, made.clone());
        made
    }

    fn make(&mut self, reader: &mut Reader, v: usize) -> Option<Item> {
        let variant = &self.variants[v];
        if !variant.is_founded {
            return None;
        }
        let mut tree = match variant.based_on.first() {
            Some(below) => self.of(reader, *below)?,
            None => self.parsed.tree.clone(),
        };
        for further in variant.based_on.iter().skip(1) {
            // What is wrong with it alone is told there.
            self.of(reader, *further)?;
        }
        let empty = &mut Table::default();
        let table = match &mut tree.value {
            Value::Table(table) => table,
            _ => empty,
        };
        let mut done = (variant.based_on.first())
            .map_or_else(Vec::new, |below| written::chain(self.variants, *below));
        for further in written::chain(self.variants, v) {
            if further != v && !done.contains(&further) {
                let before: Vec<&Variant<'_>> = done.iter().map(|v| &self.variants[*v]).collect();
                self.put_over(reader, table, further, &before);
                done.push(further);
            }
        }
        let is_changed = merge::apply(reader, table, variant, &[]) || variant.based_on.len() > 1;
        if !is_changed && variant.fixed_cost.is_none() && reader.problems.is_empty() {
            reader.warn(
                &variant.place,
                &variant.path_of("change"),
                Note::new(
                    "the variant changes nothing: what it writes is so already",
                    "该方案没有改变任何内容：所写的值与原来相同",
                ),
                Note::new(
                    "write other values, or remove the variant",
                    "请写其他值，或删除该方案",
                ),
            );
        }
        Some(tree)
    }

    /// Puts a variant over what others have changed already; what only now is wrong with it is reported.
    fn put_over(&self, reader: &mut Reader, table: &mut Table, v: usize, before: &[&Variant<'_>]) {
        let mut apart = self.parsed.reader(0);
        let known = apart.problems.iter().count();
        merge::apply(&mut apart, table, &self.variants[v], before);
        for problem in apart.problems.iter().skip(known) {
            if !reader.problems.iter().any(|other| is_same(other, problem)) {
                reader.problems.push(problem.clone());
            }
        }
    }
}
