//! The two questions of routing: which agent for this contact, which contact for this agent.

use super::observer::{Contact, Observer};
use super::world::World;
use crate::compile::{Tier, TierChoice};
use crate::units::{SimTime, number};

/// Which lines an agent may look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Looks {
    /// Every line of the group.
    Everywhere,
    /// Only lines of queues that are closed: who should have left works them off.
    AtClosedQueues,
}

impl<O: Observer> World<'_, O> {
    /// Takes a free agent for a contact from the first tier that has one: group and agent.
    #[inline(always)]
    pub(super) fn free_agent(&mut self, t: usize, index: u64) -> Option<(usize, u32)> {
        if self.idle == 0 {
            return None;
        }
        for tier in &self.inputs.contact_types[t].route.tiers {
            let found = if let Some(group) = tier.alone {
                let group = number::index(group);
                self.groups[group]
                    .idle
                    .pop_front()
                    .map(|agent| (group, agent))
            } else {
                self.free_agent_of(tier, t, index)
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    #[inline(never)]
    fn free_agent_of(&mut self, tier: &Tier, t: usize, index: u64) -> Option<(usize, u32)> {
        let within;
        let tier = if tier.reserve.is_empty() {
            tier
        } else {
            within = self.beyond_reserve(tier);
            &within
        };
        let (group, place) = match tier.choice {
            TierChoice::LongestIdle => self.longest_idle(tier),
            TierChoice::LeastOccupied => self.least_occupied(tier),
            TierChoice::Fastest => self.fastest(tier, t),
            TierChoice::Random => self.any_idle(tier, t, index),
        }?;
        self.groups[group]
            .idle
            .remove(place)
            .map(|agent| (group, agent))
    }

    /// The groups of a tier with more free agents than are kept back.
    fn beyond_reserve(&self, tier: &Tier) -> Tier {
        let groups = (tier.with_reserve())
            .filter(|(group, reserve)| number::id(self.groups[*group].idle.len()) > *reserve);
        Tier {
            groups: groups.map(|(group, _)| number::id(group)).collect(),
            choice: tier.choice,
            alone: None,
            reserve: Vec::new(),
        }
    }

    /// The agent free longest: group and place among its free agents.
    fn longest_idle(&self, tier: &Tier) -> Option<(usize, usize)> {
        let fronts = tier
            .groups
            .iter()
            .map(|group| number::index(*group))
            .filter_map(|group| {
                let agent = self.groups[group].idle.front()?;
                Some((self.agents[number::index(*agent)].idle_since, group))
            });
        // The first of the least: groups that tie keep the order of the tier.
        fronts
            .min_by_key(|(since, _)| *since)
            .map(|(_, group)| (group, 0))
    }

    fn least_occupied(&self, tier: &Tier) -> Option<(usize, usize)> {
        let mut least: Option<(usize, usize, &super::agent::Agent)> = None;
        for group in tier.groups.iter().map(|group| number::index(*group)) {
            for (place, agent) in self.groups[group].idle.iter().enumerate() {
                let agent = &self.agents[number::index(*agent)];
                if least.is_none_or(|(_, _, best)| agent.is_less_occupied_than(best, self.now)) {
                    least = Some((group, place, agent));
                }
            }
        }
        least.map(|(group, place, _)| (group, place))
    }

    /// The agent who handles a contact type in the shortest mean time; among equals, who has been free
    /// longest.
    fn fastest(&self, tier: &Tier, t: usize) -> Option<(usize, usize)> {
        let mut best: Option<(f64, usize, usize)> = None;
        for group in tier.groups.iter().map(|group| number::index(*group)) {
            let mean = self.inputs.contact_types[t].mean_handling[group];
            let people = &self.inputs.people[group].0;
            for (place, agent) in self.groups[group].idle.iter().enumerate() {
                let traits = &self.traits[number::index(*agent)];
                let time = mean * traits.handling_factor(people, self.now);
                if best.is_none_or(|(shortest, ..)| time < shortest) {
                    best = Some((time, group, place));
                }
            }
        }
        best.map(|(_, group, place)| (group, place))
    }

    fn any_idle(&self, tier: &Tier, t: usize, index: u64) -> Option<(usize, usize)> {
        let idle = |group: &u32| self.groups[number::index(*group)].idle.len();
        let all: usize = tier.groups.iter().map(idle).sum();
        let part = self.sources[t].choice(index).unit() * number::float_len(all);
        let mut chosen = number::index_wide(number::floor(part));
        for group in &tier.groups {
            if chosen < idle(group) {
                return Some((number::index(*group), chosen));
            }
            chosen -= idle(group);
        }
        None
    }

    /// Takes the contact that an agent of a group is to answer next.
    #[inline(always)]
    pub(super) fn next_contact(&mut self, group: usize, looks: Looks) -> Option<Contact> {
        if self.line_totals.occupied == 0 {
            return None;
        }
        let line = self.line_for(group, looks)?;
        self.take_head(line)
    }

    /// The line from which an agent of a group is to take the next contact.
    #[inline(always)]
    fn line_for(&mut self, group: usize, looks: Looks) -> Option<usize> {
        let inputs = &self.inputs.groups[group];
        for level in &inputs.levels {
            let found = match level.as_slice() {
                [line] => {
                    let line = number::index(*line);
                    self.head(line, looks).map(|_| line)
                }
                lines => self.longest_waiting(lines, looks),
            };
            if found.is_some() {
                return found;
            }
        }
        if inputs.choosy_levels.is_empty() {
            None
        } else {
            self.chosen_line(group, looks)
        }
    }

    /// The same for a group that weighs waits, or of whose agents some are kept back.
    #[inline(never)]
    fn chosen_line(&mut self, group: usize, looks: Looks) -> Option<usize> {
        let inputs = self.inputs;
        let of_group = &inputs.groups[group];
        let free = number::id(self.groups[group].idle.len());
        for level in &of_group.choosy_levels {
            let mut best: Option<(f64, usize)> = None;
            for line in level.iter().map(|line| number::index(*line)) {
                let part = &inputs.lines[line];
                // Whoever asks is not among the free yet.
                if part
                    .reserve
                    .get(group)
                    .is_some_and(|reserve| free < *reserve)
                {
                    continue;
                }
                let Some(arrived) = self.head(line, looks) else {
                    continue;
                };
                let wait = self.now.since(arrived).as_micros_f64();
                let urgency = if of_group.weighs {
                    part.base + part.weight * wait
                } else {
                    wait
                };
                // Lines that tie keep the order of the level.
                if best.is_none_or(|(most, _)| urgency > most) {
                    best = Some((urgency, line));
                }
            }
            if let Some((_, line)) = best {
                return Some(line);
            }
        }
        None
    }

    /// The line of those given whose head arrived first.
    #[inline(never)]
    fn longest_waiting(&mut self, lines: &[u32], looks: Looks) -> Option<usize> {
        let heads = lines.iter().filter_map(|line| {
            let line = number::index(*line);
            Some((self.head(line, looks)?, line))
        });
        // The first of the least: lines that tie keep the order of the level.
        heads
            .min_by_key(|(arrived, _)| *arrived)
            .map(|(_, line)| line)
    }

    /// When the contact at the head of a line arrived, if there is one and the line may be looked at.
    #[inline(always)]
    pub(super) fn head(&mut self, line: usize, looks: Looks) -> Option<SimTime> {
        let line = &mut self.lines[line];
        if looks == Looks::AtClosedQueues && self.queues[line.queue].is_open {
            return None;
        }
        line.head(self.now, &mut self.line_totals, self.observer)
    }

    #[inline(always)]
    pub(super) fn take_head(&mut self, place: usize) -> Option<Contact> {
        if self.lines[place].is_live {
            self.leaves_live_line(place);
        }
        self.lines[place].take(&mut self.line_totals)
    }

    /// An agent is about to take the head of a line of which is known at once who leaves.
    #[inline(never)]
    fn leaves_live_line(&mut self, line: usize) {
        let queue = self.lines[line].queue;
        self.queues[queue].in_line -= 1;
        if !self.inputs.has_relief {
            return;
        }
        let Some(contact) = self.lines[line].first() else {
            return;
        };
        if self.is_owed_callback(&contact) {
            self.queues[queue].callbacks_in_line -= 1;
        } else {
            self.queues[queue].last_wait = self.now.since(contact.arrived);
        }
    }
}
