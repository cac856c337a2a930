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
                tiers.push(Tier {
                    groups: ids(equal),
                    choice,
                });
            }
        } else if !groups.is_empty() {
            tiers.push(Tier {
                groups: ids(&groups),
                choice,
            });
        }
    }
    Route { tiers }
}

fn ids(groups: &[usize]) -> Vec<u32> {
    groups.iter().map(|group| number::id(*group)).collect()
}
