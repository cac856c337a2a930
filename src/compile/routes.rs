//! Which groups are tried for a contact, and which of the free agents takes it.

use crate::model::{AgentChoice, ContactType, Relief};
use crate::units::{Span, number};

/// The groups tried for a contact type, in order.
#[derive(Clone, Debug)]
pub struct Route {
    /// Groups that rank equally, best first.
    pub tiers: Vec<Tier>,
}

/// Groups that rank equally for a contact type.
#[derive(Clone, Debug)]
pub struct Tier {
    /// The groups [at least one].
    pub groups: Vec<u32>,
    /// Which free agent of them takes the contact.
    pub choice: TierChoice,
    /// The only group, if whoever of it has been free longest takes the contact.
    pub alone: Option<u32>,
    /// Free agents of each of the groups that are kept back; empty: none.
    pub reserve: Vec<u32>,
}

impl Tier {
    /// The groups, each with how many of its free agents are kept back.
    pub fn with_reserve(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        (self.groups.iter().enumerate()).map(|(place, group)| {
            let reserve = self.reserve.get(place).copied().unwrap_or(0);
            (number::index(*group), reserve)
        })
    }
}

/// Which free agent of a tier takes a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TierChoice {
    /// Who has been free longest.
    LongestIdle,
    /// Who has the lowest occupancy since logging in.
    LeastOccupied,
    /// Who handles the contact type fastest, where people of a group differ.
    Fastest,
    /// Any.
    Random,
}

/// The route of a contact type; groups that only an overflow of its queue leads to are not on it.
///
/// The route of a contact type. "Fastest" needs no rule of its own where agents of a group are equally
/// fast: it splits a tier into tiers by mean handling time.
pub fn route(part: &ContactType, relief: &Relief, people_differ: bool) -> Route {
    let choice = match part.choice {
        AgentChoice::Fastest if people_differ => TierChoice::Fastest,
        AgentChoice::LongestIdle | AgentChoice::Fastest => TierChoice::LongestIdle,
        AgentChoice::LeastOccupied => TierChoice::LeastOccupied,
        AgentChoice::Random => TierChoice::Random,
    };
    let mean = |group: usize| {
        part.handling[group]
            .as_ref()
            .map_or(Span::MAX, crate::model::Handling::mean)
    };
    let mut tiers = Vec::new();
    for tier in &part.groups {
        let mut groups: Vec<usize> = (tier.iter())
            .filter(|group| !relief.is_by_overflow(**group))
            .map(|group| group.index())
            .collect();
        if part.choice == AgentChoice::Fastest && !people_differ {
            groups.sort_by_key(|group| mean(*group));
            for equal in groups.chunk_by(|a, b| mean(*a) == mean(*b)) {
                tiers.push(tier_of(part, equal, choice));
            }
        } else if !groups.is_empty() {
            tiers.push(tier_of(part, &groups, choice));
        }
    }
    Route { tiers }
}

/// Groups that rank equally, with what is kept back of each.
fn tier_of(part: &ContactType, groups: &[usize], choice: TierChoice) -> Tier {
    let kept_back = |group: &usize| part.reserve.get(*group).copied().unwrap_or(0);
    let keeps_back = groups.iter().any(|group| kept_back(group) > 0);
    let groups_of_tier = ids(groups);
    let alone = match (groups_of_tier.as_slice(), choice) {
        ([group], TierChoice::LongestIdle) if !keeps_back => Some(*group),
        _ => None,
    };
    Tier {
        groups: groups_of_tier,
        choice,
        alone,
        reserve: if keeps_back {
            groups.iter().map(kept_back).collect()
        } else {
            Vec::new()
        },
    }
}

fn ids(groups: &[usize]) -> Vec<u32> {
    groups.iter().map(|group| number::id(*group)).collect()
}
