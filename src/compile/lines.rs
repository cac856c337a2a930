//! Contact types → lines, and the order in which groups look at them.
//!
//! Types that are alike for every agent (one queue, one channel, one priority class, one rank in every
//! group) share a line; tickets and chats whose customers leave silently have one of their own: first
//! come first served among them is then the order of the line, and an agent compares as few heads as
//! there are differences.

use std::collections::BTreeMap;

use crate::model::{ChannelKind, ContactCentre, ContactChoice, ContactType, SkillGroupId, Urgency};
use crate::units::number;

/// The lines of a centre.
#[derive(Debug)]
pub struct LinePlan {
    /// By line.
    pub lines: Vec<LineKey>,
    /// The lines of each contact type: by the overflows to groups that have applied (a bit each), the
    /// first where none has.
    pub lines_of_type: Vec<Vec<usize>>,
    /// The line of callbacks of each contact type that are due, where there are any.
    pub due_of_type: Vec<Option<usize>>,
    /// By group: lines by preference, level by level.
    pub levels: Vec<Vec<Vec<u32>>>,
}

/// What the types of a line have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineKey {
    /// The queue.
    pub queue: usize,
    /// Whether callbacks wait here that are due, before everybody else of their level.
    pub is_due: bool,
    /// The overflows to groups that have applied, a bit each.
    pub mask: usize,
    /// Base \[µs\] and weight of waits, as bits, where some group weighs them.
    pub urgency: (u64, u64),
    /// Free agents of each group that are kept back from its contacts; empty: none.
    pub reserve: Vec<u32>,
    /// Its channel.
    pub channel: ChannelKind,
    /// The contact type of a line that holds no other.
    pub own: Option<usize>,
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
    let weighs =
        (centre.skill_groups().iter()).any(|group| group.takes == ContactChoice::WeightedWait);
    let urgency = |t: usize| {
        let Urgency { base, weight } = types[t].urgency;
        (base.as_micros(), weight.to_bits())
    };
    let mut lines: Vec<LineKey> = Vec::new();
    let mut known: BTreeMap<LineKey, usize> = BTreeMap::new();
    let mut line_of = |t: usize, mask: usize, is_due: bool| {
        let queue = types[t].queue.index();
        let relief = &centre.queues()[queue].relief;
        let levels = levels_by_group.iter().map(|levels| levels[t]).enumerate();
        let level_in_group = levels.map(|(g, level)| {
            let group = SkillGroupId::new(g);
            let has_led =
                |(bit, other): (usize, SkillGroupId)| other == group && mask >> bit & 1 == 1;
            let is_open =
                !relief.is_by_overflow(group) || relief.overflow_groups().enumerate().any(has_led);
            level.filter(|_| is_open)
        });
        let key = LineKey {
            queue,
            is_due,
            mask,
            urgency: if weighs { urgency(t) } else { (0, 0) },
            reserve: types[t].reserve.clone(),
            level_in_group: level_in_group.collect(),
            channel: types[t].channel.kind(),
            own: has_own_line(&types[t]).then_some(t),
        };
        *known.entry(key).or_insert_with_key(|key| {
            lines.push(key.clone());
            lines.len() - 1
        })
    };
    let mut lines_of_type: Vec<Vec<usize>> = (0..types.len())
        .map(|t| vec![line_of(t, 0, false)])
        .collect();
    let mut due_of_type = vec![None; types.len()];
    for (t, part) in types.iter().enumerate() {
        let relief = &centre.queues()[part.queue.index()].relief;
        for mask in 1..1 << relief.overflow_groups().count() {
            lines_of_type[t].push(line_of(t, mask, false));
        }
        if relief.callback.is_some() {
            due_of_type[t] = Some(line_of(t, 0, true));
        }
    }
    let levels = (0..centre.skill_groups().len())
        .map(|group| levels_of(group, &lines))
        .collect();
    LinePlan {
        lines,
        lines_of_type,
        due_of_type,
        levels,
    }
}

/// Tickets are due by their type's own clock; who may leave silently stays in line.
fn has_own_line(part: &ContactType) -> bool {
    part.channel.kind() == ChannelKind::Ticket || part.channel.silence().is_some()
}

/// Levels of tickets come after those of all live contacts.
const TICKETS: usize = 1_000_000;

/// The level of each type in a group's preference: its rank in the list, or its priority class.
fn levels_in(
    takes: ContactChoice,
    serves: &[crate::model::ContactTypeId],
    types: &[ContactType],
) -> Vec<Option<usize>> {
    let mut levels = vec![None; types.len()];
    for (rank, id) in serves.iter().enumerate() {
        let part = &types[id.index()];
        let level = match takes {
            ContactChoice::Ranked => rank,
            ContactChoice::WeightedWait => 0,
            ContactChoice::LongestWaiting => number::index(part.priority),
        };
        let is_ticket = part.channel.kind() == ChannelKind::Ticket;
        levels[id.index()] = Some(level + if is_ticket { TICKETS } else { 0 });
    }
    levels
}

fn levels_of(group: usize, lines: &[LineKey]) -> Vec<Vec<u32>> {
    let mut levels: BTreeMap<(usize, bool), Vec<u32>> = BTreeMap::new();
    for (line, key) in lines.iter().enumerate() {
        if let Some(level) = key.level_in_group[group] {
            // What is due comes first.
            let place = (level, !key.is_due);
            levels.entry(place).or_default().push(number::id(line));
        }
    }
    levels.into_values().collect()
}
