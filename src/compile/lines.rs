//! Contact types → lines, and the order in which groups look at them.
//!
//! Types that are alike for every agent (one queue, one priority class, one rank in every group) share
//! a line: first come first served among them is then the order of the line, and an agent compares
//! as few heads as there are differences.

use std::collections::BTreeMap;

use crate::model::{ContactCentre, ContactChoice, ContactType};
use crate::units::number;

/// The lines of a centre.
#[derive(Debug)]
pub struct LinePlan {
    /// By line.
    pub lines: Vec<LineKey>,
    /// The line of each contact type.
    pub line_of_type: Vec<usize>,
    /// By group: lines by preference, level by level.
    pub levels: Vec<Vec<Vec<u32>>>,
}

/// What the types of a line have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineKey {
    /// The queue.
    pub queue: usize,
    /// Level of the type in every group, `None` where the group does not serve it.
    level_in_group: Vec<Option<usize>>,
}

/// The lines of a centre, numbered by their first contact type.
pub fn plan(centre: &ContactCentre) -> LinePlan {
    let types = centre.contact_types();
    let levels_by_group: Vec<Vec<Option<usize>>> = centre
        .skill_groups()
        .iter()
        .map(|group| levels_in(group.takes, &group.serves, types))
        .collect();
    let mut lines: Vec<LineKey> = Vec::new();
    let mut known: BTreeMap<LineKey, usize> = BTreeMap::new();
    let mut line_of_type = Vec::with_capacity(types.len());
    for (t, part) in types.iter().enumerate() {
        let level_in_group = levels_by_group.iter().map(|levels| levels[t]).collect();
        let key = LineKey {
            queue: part.queue.index(),
            level_in_group,
        };
        let line = *known.entry(key).or_insert_with_key(|key| {
            lines.push(key.clone());
            lines.len() - 1
        });
        line_of_type.push(line);
    }
    let levels = (0..centre.skill_groups().len())
        .map(|group| levels_of(group, &lines))
        .collect();
    LinePlan {
        lines,
        line_of_type,
        levels,
    }
}

/// The level of each type in a group's preference: its rank in the list, or its priority class.
fn levels_in(
    takes: ContactChoice,
    serves: &[crate::model::ContactTypeId],
    types: &[ContactType],
) -> Vec<Option<usize>> {
    let mut levels = vec![None; types.len()];
    for (rank, id) in serves.iter().enumerate() {
        levels[id.index()] = Some(match takes {
            ContactChoice::Ranked => rank,
            ContactChoice::LongestWaiting => number::index(types[id.index()].priority),
        });
    }
    levels
}

fn levels_of(group: usize, lines: &[LineKey]) -> Vec<Vec<u32>> {
    let mut levels: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for (line, key) in lines.iter().enumerate() {
        if let Some(level) = key.level_in_group[group] {
            levels.entry(level).or_default().push(number::id(line));
        }
    }
    levels.into_values().collect()
}
