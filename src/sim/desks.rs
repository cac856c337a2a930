//! All desks of a centre, and which of them takes a contact.
//!
//! Agents who take more stand in lists, one a group and mix of contacts in hand, in the order in which
//! they came to have that mix. So the agent with the fewest or the most contacts in hand is found by
//! looking at as many lists as there are mixes, however many agents there are.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::Replication;
use super::desk::{Desk, Task};
use super::observer::Observer;
use super::world::World;
use crate::compile::{DeskInputs, DeskType, SimInputs, Tier, TierChoice};
use crate::engine::{Lists, Slab};
use crate::random::{Purpose, Stream};
use crate::units::{SimTime, number};

/// The desks of a centre; empty where there are none.
#[derive(Debug, Default)]
pub(super) struct Desks {
    /// By agent; nothing where nobody is logged in, and while a desk is taken out.
    agents: Vec<Option<Box<Desk>>>,
    /// Agents who take more, by group and mix.
    pub(super) lists: Lists,
    /// By group: agents with nothing in hand who take more.
    pub(super) free: Vec<u32>,
    /// Those beyond the plan, who have given up their place and finish.
    pub(super) leavers: Slab<Box<Desk>>,
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
            agents: (0..agents).map(|_| None).collect(),
            free: vec![0; inputs.groups.len()],
            laid_aside: inputs.lines.iter().map(|_| BTreeMap::new()).collect(),
            silence: silence.collect(),
            ..Self::default()
        }
    }

    /// Takes the desk of an agent out who is logged in, to be changed and [put back](Self::put).
    #[expect(
        clippy::unnecessary_box_returns,
        reason = "a desk stays where it is while it is changed"
    )]
    #[inline]
    pub(super) fn take(&mut self, agent: u32) -> Box<Desk> {
        let desk = self.take_if_any(agent);
        desk.unwrap_or_else(|| unreachable!("agent {agent} has no desk"))
    }

    /// The same of an agent who may have none.
    #[inline]
    pub(super) fn take_if_any(&mut self, agent: u32) -> Option<Box<Desk>> {
        self.agents.get_mut(number::index(agent))?.take()
    }

    #[inline]
    pub(super) fn put(&mut self, desk: Box<Desk>) {
        let place = number::index(desk.agent);
        self.agents[place] = Some(desk);
    }

    /// Has the memory of a desk and of what is in hand there fetched, which will soon be looked at.
    pub(super) fn fetch(&self, agent: u32) {
        if let Some(Some(desk)) = self.agents.get(number::index(agent)) {
            std::hint::black_box(desk.tasks.first().map(|task| task.agent));
        }
    }

    /// Whether an agent has something in hand.
    pub(super) fn is_busy(&self, agent: u32) -> bool {
        let desk = self.agents[number::index(agent)].as_ref();
        desk.is_some_and(|desk| !desk.tasks.is_empty())
    }

    /// Every contact in hand or laid aside, with its work accounted for up to now; the desks are empty
    /// afterwards.
    pub(super) fn clear(&mut self, now: SimTime, inputs: &SimInputs) -> Vec<Task> {
        let desks = self.agents.drain(..).flatten().chain(self.leavers.drain());
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

/// The lists of a group's agents with room for one more of a type's contacts and at least so many in hand,
/// each with its rank.
fn rooms<'i>(
    desks: &'i DeskInputs,
    desk_type: &'i DeskType,
    least: u32,
) -> impl Iterator<Item = (u32, u32)> + 'i {
    let rooms = desks.rooms_for(desk_type).iter();
    rooms
        .filter(move |room| room.in_hand >= least)
        .map(|room| (desk_type.rank(room.in_hand), room.list))
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
        let mut groups = tiers.iter().flat_map(Tier::with_reserve);
        let agent = groups.find_map(|(group, reserve)| {
            let least = self.least_in_hand(group, reserve);
            self.beside_tickets(group, desk_type, least)
        })?;
        Some(Pick::Desk(agent))
    }

    /// The agent of a group with desks who takes one more of a type with so many in hand at least.
    pub(super) fn pick_in(&self, group: usize, desk_type: &DeskType, least: u32) -> Option<u32> {
        let desks = self.inputs.groups[group].desks.as_ref()?;
        rooms(desks, desk_type, least).find_map(|(_, list)| self.desks.lists.first(list))
    }

    /// The agent of a group who lays tickets aside for a contact of a type, with so many in hand at least.
    pub(super) fn beside_tickets(
        &self,
        group: usize,
        desk_type: &DeskType,
        least: u32,
    ) -> Option<u32> {
        let desks = self.inputs.groups[group].desks.as_ref()?;
        let rooms = desks.rooms_beside_tickets[desk_type.channel.index()].iter();
        rooms
            .filter(|room| room.in_hand >= least)
            .find_map(|room| self.desks.lists.first(room.list))
    }

    /// How many contacts an agent of a group must have in hand to take one more, so that others with
    /// nothing in hand are kept back: no agent has [`u32::MAX`].
    pub(super) fn least_in_hand(&self, group: usize, reserve: u32) -> u32 {
        if reserve == 0 {
            return 0;
        }
        match self.free_in(group).cmp(&reserve) {
            Ordering::Less => u32::MAX,
            Ordering::Equal => 1,
            Ordering::Greater => 0,
        }
    }

    /// How many agents of a group have nothing in hand and take contacts.
    pub(super) fn free_in(&self, group: usize) -> u32 {
        if self.inputs.groups[group].desks.is_some() {
            self.desks.free[group]
        } else {
            number::id(self.groups[group].idle.len())
        }
    }

    /// Whether somebody on the way of a contact type would take a contact at once.
    pub(super) fn is_room_for(&self, t: usize) -> bool {
        let part = &self.inputs.contact_types[t];
        let route = part.desk.as_ref().map_or(&part.route, |desk| &desk.route);
        let mut groups = route.tiers.iter().flat_map(Tier::with_reserve);
        groups.any(|(group, reserve)| {
            let least = self.least_in_hand(group, reserve);
            match (&part.desk, &self.inputs.groups[group].desks) {
                (Some(desk), Some(_)) => {
                    (self.pick_in(group, desk, least)).is_some()
                        || self.beside_tickets(group, desk, least).is_some()
                }
                _ => self.free_in(group) > reserve,
            }
        })
    }

    fn pick_of(&mut self, tier: &Tier, desk_type: &DeskType, t: usize, index: u64) -> Option<Pick> {
        let (pick, place) = match tier.choice {
            TierChoice::LongestIdle => (self.longest_idle_of(tier, desk_type)?, 0),
            TierChoice::LeastOccupied => self.least_occupied_of(tier, desk_type)?,
            TierChoice::Fastest => self.fastest_of(tier, desk_type, t)?,
            TierChoice::Random => self.any_of(tier, desk_type, t, index)?,
        };
        if let Pick::Plain(group, _) = pick {
            // An agent without a desk is free no longer.
            let _ = self.groups[group].idle.remove(place);
        }
        Some(pick)
    }

    /// Of the best agents of a tier that have room, the least occupied, with the place among its equals.
    #[inline(never)]
    fn least_occupied_of(&self, tier: &Tier, desk_type: &DeskType) -> Option<(Pick, usize)> {
        let best_rank = self.best_rank(tier, desk_type)?;
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
        least.map(|(_, pick, place)| (pick, place))
    }

    /// Of the best agents of a tier that have room, who handles a type in the shortest mean time, with the
    /// place among its equals.
    #[inline(never)]
    fn fastest_of(&self, tier: &Tier, desk_type: &DeskType, t: usize) -> Option<(Pick, usize)> {
        let best_rank = self.best_rank(tier, desk_type)?;
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
        best.map(|(_, pick, place)| (pick, place))
    }

    /// Any of the best agents of a tier that have room, with the place among its equals.
    #[inline(never)]
    fn any_of(
        &self,
        tier: &Tier,
        desk_type: &DeskType,
        t: usize,
        index: u64,
    ) -> Option<(Pick, usize)> {
        let best_rank = self.best_rank(tier, desk_type)?;
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
        Some((pick, chosen))
    }

    /// Of the best agents of a tier that have room, the one who has been so longest.
    fn longest_idle_of(&self, tier: &Tier, desk_type: &DeskType) -> Option<Pick> {
        let nobody = desk_type.rank(0);
        let mut best: Option<((u32, SimTime), Pick)> = None;
        // The first of the least: groups that tie keep the order of the tier.
        let mut weigh = |rank, (agent, pick): (u32, Pick)| {
            let key = (rank, self.agents[number::index(agent)].idle_since);
            if best.is_none_or(|(least, _)| key < least) {
                best = Some((key, pick));
            }
        };
        for (group, reserve) in tier.with_reserve() {
            let Some(desks) = &self.inputs.groups[group].desks else {
                if self.free_in(group) > reserve
                    && let Some(first) = self.first_of(Equals::Plain(group))
                {
                    weigh(nobody, first);
                }
                continue;
            };
            let least = self.least_in_hand(group, reserve);
            let mut best_here = u32::MAX;
            for (rank, list) in rooms(desks, desk_type, least) {
                if rank > best_here {
                    break;
                }
                if let Some(first) = self.first_of(Equals::List(list)) {
                    best_here = rank;
                    weigh(rank, first);
                }
            }
        }
        best.map(|(_, pick)| pick)
    }

    /// The rank of the best agents of a tier that have room.
    fn best_rank(&self, tier: &Tier, desk_type: &DeskType) -> Option<u32> {
        let ranks = (tier.with_reserve()).filter_map(|(group, reserve)| {
            match &self.inputs.groups[group].desks {
                Some(desks) => {
                    let least = self.least_in_hand(group, reserve);
                    rooms(desks, desk_type, least)
                        .find(|(_, list)| self.desks.lists.length(*list) > 0)
                        .map(|(rank, _)| rank)
                }
                None => (self.free_in(group) > reserve).then_some(desk_type.rank(0)),
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
        let nobody = desk_type.rank(0);
        tier.with_reserve().flat_map(move |(group, reserve)| {
            let desks = self.inputs.groups[group].desks.as_ref();
            let is_plain = desks.is_none() && best == nobody && self.free_in(group) > reserve;
            let plain = is_plain.then_some(Equals::Plain(group));
            let least = self.least_in_hand(group, reserve);
            let lists = desks.into_iter().flat_map(move |desks| {
                rooms(desks, desk_type, least)
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
}
