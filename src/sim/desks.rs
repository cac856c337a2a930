//! All desks of a centre, and which of them takes a contact.
//!
//! Agents who take more stand in lists, one a group and mix of contacts in hand, in the order in which
//! they came to have that mix. So the agent with the fewest or the most contacts in hand is found by
//! looking at as many lists as there are mixes, however many agents there are.

use std::collections::BTreeMap;

use super::Replication;
use super::desk::{Desk, Task};
use super::observer::Observer;
use super::world::World;
use crate::compile::{DeskInputs, DeskType, SimInputs, Tier, TierChoice};
use crate::engine::{Lists, Slab};
use crate::model::ChannelKind;
use crate::random::{Purpose, Stream};
use crate::units::{SimTime, number};

/// The desks of a centre; empty where there are none.
#[derive(Debug, Default)]
pub(super) struct Desks {
    /// By agent.
    agents: Vec<Desk>,
    /// Agents who take more, by group and mix.
    pub(super) lists: Lists,
    /// By group: agents with nothing in hand who take more.
    pub(super) free: Vec<u32>,
    /// Those beyond the plan, who have given up their place and finish.
    pub(super) leavers: Slab<Desk>,
    /// By line: tickets begun and laid aside, those due first in front.
    pub(super) laid_aside: Vec<BTreeMap<TicketKey, Task>>,
    /// How many these are.
    pub(super) laid_aside_count: u32,
    /// Whether some were laid aside since others were last asked to go on with them.
    pub(super) has_just_laid_aside: bool,
    /// Counted tickets in line that nobody has begun: nobody waits for them after the horizon.
    pub(super) tickets_in_line: u64,
    /// Counted live contacts in hand: they are waited for.
    pub(super) live_in_hand: u64,
    /// By contact type: whether customers leave silently, and how long it takes to find out.
    pub(super) silence: Vec<Option<[Stream; 2]>>,
}

/// The order of tickets: due, came in, contact type, number.
pub(super) type TicketKey = (SimTime, SimTime, u32, u64);

/// Who takes a contact.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pick {
    /// An agent without a desk, taken out of those who are free: group and agent.
    Plain(usize, u32),
    /// An agent with a desk.
    Desk(u32),
}

/// Agents who rank equally for a contact.
#[derive(Clone, Copy, Debug)]
enum Equals {
    /// The free agents of a group without desks.
    Plain(usize),
    /// A list of agents with desks.
    List(u32),
}

impl Desks {
    pub(super) fn new(inputs: &SimInputs, replication: Replication) -> Self {
        if !inputs.has_desks() {
            return Self::default();
        }
        let agents = inputs.group_of_agent.len();
        let Replication { seed, index } = replication;
        let silence = inputs.contact_types.iter().map(|part| {
            part.desk.as_ref()?.silence.as_ref()?;
            let purposes = [Purpose::SilentAbandonment, Purpose::FindingOut];
            Some(purposes.map(|purpose| Stream::new(seed, index, part.whose, purpose)))
        });
        Self {
            lists: Lists::new(agents, inputs.desk_lists),
            agents: (0..agents).map(|_| Desk::default()).collect(),
            free: vec![0; inputs.groups.len()],
            laid_aside: inputs.lines.iter().map(|_| BTreeMap::new()).collect(),
            silence: silence.collect(),
            ..Self::default()
        }
    }

    /// Takes the desk of an agent out, to be changed and [put back](Self::put).
    pub(super) fn take(&mut self, agent: u32) -> Desk {
        std::mem::take(&mut self.agents[number::index(agent)])
    }

    pub(super) fn put(&mut self, desk: Desk) {
        let place = number::index(desk.agent);
        self.agents[place] = desk;
    }

    pub(super) fn of(&self, agent: u32) -> &Desk {
        &self.agents[number::index(agent)]
    }

    /// Every contact in hand or laid aside, with its work accounted for up to now; the desks are empty
    /// afterwards.
    pub(super) fn clear(&mut self, now: SimTime, inputs: &SimInputs) -> Vec<Task> {
        let desks = self.agents.drain(..).chain(self.leavers.drain());
        let desks = desks.map(|mut desk| {
            if let Some(desks) = &inputs.groups[desk.group].desks {
                desk.progress(now, desks);
            }
            desk
        });
        let in_hand = desks.flat_map(|desk| desk.tasks);
        let laid_aside = self.laid_aside.iter_mut().map(std::mem::take);
        in_hand
            .chain(laid_aside.flat_map(BTreeMap::into_values))
            .collect()
    }
}

/// The lists of a group's agents with room for one more of a channel, by the number in hand: the fewest
/// first, or the most.
fn rooms(
    desks: &DeskInputs,
    channel: ChannelKind,
    most_first: bool,
) -> impl Iterator<Item = (u32, u32)> + '_ {
    let rooms = &desks.rooms[channel.index()];
    (0..rooms.len()).map(move |place| {
        let place = if most_first {
            rooms.len() - 1 - place
        } else {
            place
        };
        let mix = rooms[place];
        let in_hand = desks.mixes[number::index(mix)].in_hand;
        let rank = if most_first {
            u32::MAX - in_hand
        } else {
            in_hand
        };
        (rank, desks.first_list + mix)
    })
}

impl<O: Observer> World<'_, O> {
    /// Who takes a contact of a type that is answered at desks: a free agent, or one who lays tickets
    /// aside.
    pub(super) fn pick(&mut self, desk_type: &DeskType, t: usize, index: u64) -> Option<Pick> {
        let tiers = &desk_type.route.tiers;
        let free = (tiers.iter()).find_map(|tier| self.pick_of(tier, desk_type, t, index));
        if free.is_some() {
            return free;
        }
        let groups = tiers.iter().flat_map(|tier| &tier.groups);
        let desks =
            groups.filter_map(|group| self.inputs.groups[number::index(*group)].desks.as_ref());
        let channel = desk_type.channel.index();
        let mut lists = desks.flat_map(|desks| {
            let mixes = desks.rooms_beside_tickets[channel].iter();
            mixes.map(|mix| desks.first_list + mix)
        });
        let agent = lists.find_map(|list| self.desks.lists.first(list))?;
        Some(Pick::Desk(agent))
    }

    /// The agent of a group with desks who takes one more of a channel.
    pub(super) fn pick_in(&self, group: usize, desk_type: &DeskType) -> Option<u32> {
        let desks = self.inputs.groups[group].desks.as_ref()?;
        rooms(desks, desk_type.channel, desk_type.most_first)
            .find_map(|(_, list)| self.desks.lists.first(list))
    }

    fn pick_of(&mut self, tier: &Tier, desk_type: &DeskType, t: usize, index: u64) -> Option<Pick> {
        let best_rank = self.best_rank(tier, desk_type)?;
        match tier.choice {
            TierChoice::LongestIdle => {
                let equals = self.equals(tier, desk_type, best_rank);
                // The first of the least: groups that tie keep the order of the tier.
                let (_, pick) = equals
                    .filter_map(|equals| {
                        let (agent, pick) = self.first_of(equals)?;
                        Some((self.agents[number::index(agent)].idle_since, pick))
                    })
                    .min_by_key(|(since, _)| *since)?;
                Some(self.taken(pick, 0))
            }
            TierChoice::LeastOccupied => {
                let mut least: Option<(u32, Pick, usize)> = None;
                for equals in self.equals(tier, desk_type, best_rank) {
                    for (place, (agent, pick)) in self.all_of(equals).enumerate() {
                        let is_less = least.is_none_or(|(other, _, _)| {
                            let [one, other] =
                                [agent, other].map(|agent| &self.agents[number::index(agent)]);
                            one.is_less_occupied_than(other, self.now)
                        });
                        if is_less {
                            least = Some((agent, pick, place));
                        }
                    }
                }
                least.map(|(_, pick, place)| self.taken(pick, place))
            }
            TierChoice::Fastest => {
                let mut best: Option<(f64, Pick, usize)> = None;
                for equals in self.equals(tier, desk_type, best_rank) {
                    for (place, (agent, pick)) in self.all_of(equals).enumerate() {
                        let group = self.inputs.group_of(agent);
                        let mean = self.inputs.contact_types[t].mean_handling[group];
                        let people = &self.inputs.people[group].0;
                        let traits = &self.traits[number::index(agent)];
                        let time = mean * traits.handling_factor(people, self.now);
                        if best.is_none_or(|(shortest, ..)| time < shortest) {
                            best = Some((time, pick, place));
                        }
                    }
                }
                best.map(|(_, pick, place)| self.taken(pick, place))
            }
            TierChoice::Random => {
                let equals = || self.equals(tier, desk_type, best_rank);
                let all: usize = equals().map(|equals| self.count_of(equals)).sum();
                let part = self.sources[t].choice(index).unit() * number::float_len(all);
                let mut chosen = number::index_wide(number::floor(part));
                let holds = |equals: &Equals| {
                    let count = self.count_of(*equals);
                    let holds = chosen < count;
                    chosen -= if holds { 0 } else { count };
                    holds
                };
                let equals = equals().find(holds)?;
                let (_, pick) = self.all_of(equals).nth(chosen)?;
                Some(self.taken(pick, chosen))
            }
        }
    }

    /// The rank of the best agents of a tier that have room.
    fn best_rank(&self, tier: &Tier, desk_type: &DeskType) -> Option<u32> {
        let ranks =
            tier.groups.iter().filter_map(|group| {
                let group = number::index(*group);
                match &self.inputs.groups[group].desks {
                    Some(desks) => rooms(desks, desk_type.channel, desk_type.most_first)
                        .find(|(_, list)| self.desks.lists.length(*list) > 0)
                        .map(|(rank, _)| rank),
                    None => (!self.groups[group].idle.is_empty())
                        .then_some(if desk_type.most_first { u32::MAX } else { 0 }),
                }
            });
        ranks.min()
    }

    /// The agents of a tier with this rank.
    fn equals<'w>(
        &'w self,
        tier: &'w Tier,
        desk_type: &'w DeskType,
        best: u32,
    ) -> impl Iterator<Item = Equals> + 'w {
        let nobody = if desk_type.most_first { u32::MAX } else { 0 };
        tier.groups.iter().flat_map(move |group| {
            let group = number::index(*group);
            let desks = self.inputs.groups[group].desks.as_ref();
            let plain = (desks.is_none() && best == nobody).then_some(Equals::Plain(group));
            let lists = desks.into_iter().flat_map(move |desks| {
                rooms(desks, desk_type.channel, desk_type.most_first)
                    .filter(move |(rank, _)| *rank == best)
                    .map(|(_, list)| Equals::List(list))
            });
            plain.into_iter().chain(lists)
        })
    }

    fn first_of(&self, equals: Equals) -> Option<(u32, Pick)> {
        match equals {
            Equals::Plain(group) => {
                let agent = *self.groups[group].idle.front()?;
                Some((agent, Pick::Plain(group, agent)))
            }
            Equals::List(list) => {
                let agent = self.desks.lists.first(list)?;
                Some((agent, Pick::Desk(agent)))
            }
        }
    }

    fn all_of(&self, equals: Equals) -> impl Iterator<Item = (u32, Pick)> + '_ {
        let (plain, list) = match equals {
            Equals::Plain(group) => (Some(group), None),
            Equals::List(list) => (None, Some(list)),
        };
        let plain = plain.into_iter().flat_map(|group| {
            let idle = self.groups[group].idle.iter();
            idle.map(move |agent| (*agent, Pick::Plain(group, *agent)))
        });
        let listed = list
            .into_iter()
            .flat_map(|list| self.desks.lists.iter(list));
        plain.chain(listed.map(|agent| (agent, Pick::Desk(agent))))
    }

    fn count_of(&self, equals: Equals) -> usize {
        match equals {
            Equals::Plain(group) => self.groups[group].idle.len(),
            Equals::List(list) => number::index(self.desks.lists.length(list)),
        }
    }

    /// An agent without a desk is free no longer.
    fn taken(&mut self, pick: Pick, place: usize) -> Pick {
        if let Pick::Plain(group, _) = pick {
            let _ = self.groups[group].idle.remove(place);
        }
        pick
    }
}
