//! Who takes a contact, with a desk or without.
//!
//! Where relief, callbacks and overflows ask for an agent they need not know what an agent of the group
//! may have in hand. The common way, of contacts that one agent without a desk answers, is in `router`.

use super::desks::Pick;
use super::observer::{Contact, Observer};
use super::world::World;

/// How a contact comes to an agent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    /// The line to which it belongs, whether it has stood there or not.
    pub(super) line: usize,
    /// Whether it has waited in it.
    pub(super) waited: bool,
}

impl<O: Observer> World<'_, O> {
    /// Who takes a contact of a type now, if anybody does.
    pub(super) fn taker(&mut self, t: usize, index: u64) -> Option<Pick> {
        if let Some(desk_type) = &self.inputs.contact_types[t].desk {
            return self.pick(desk_type, t, index);
        }
        let (group, agent) = self.free_agent(t, index)?;
        Some(Pick::Plain(group, agent))
    }

    /// Who of a group takes a contact of a type now: with nothing in hand, who has been free longest.
    pub(super) fn taker_in(&mut self, group: usize, t: usize, line: usize) -> Option<Pick> {
        let reserve = self.inputs.lines[line].reserve.get(group);
        let reserve = reserve.copied().unwrap_or(0);
        if self.inputs.groups[group].desks.is_none() {
            if self.free_in(group) <= reserve {
                return None;
            }
            let agent = self.groups[group].idle.pop_front()?;
            return Some(Pick::Plain(group, agent));
        }
        let desk_type = self.inputs.contact_types[t].desk.as_ref()?;
        let least = self.least_in_hand(group, reserve);
        let agent = self.pick_in(group, desk_type, least);
        let agent = agent.or_else(|| self.beside_tickets(group, desk_type, least));
        agent.map(Pick::Desk)
    }

    /// Who was picked takes a contact; a free agent without a desk is no longer among the free.
    #[inline(never)]
    pub(super) fn takes_up(&mut self, pick: Pick, contact: &Contact, way: Way) {
        match pick {
            Pick::Plain(group, agent) => {
                self.idle -= 1;
                self.groups[group].busy += 1;
                self.announce(group);
                self.start_handling_apart(contact, group, agent, way.waited);
            }
            Pick::Desk(agent) => {
                let mut desk = self.desks.take(agent);
                self.takes(&mut desk, contact, way);
                self.settle(desk);
            }
        }
    }

    /// Who was picked takes a contact whose customer has left without a word.
    pub(super) fn takes_up_gone(&mut self, pick: Pick, contact: &Contact, line: usize) {
        let Pick::Desk(agent) = pick else {
            unreachable!("groups to which customers come who may leave silently have desks");
        };
        let mut desk = self.desks.take(agent);
        self.takes_gone(&mut desk, contact, line);
        self.settle(desk);
    }

    /// How many people of a group are logged in and go on to take contacts.
    pub(super) fn people_of(&self, group: usize) -> u64 {
        let busy = self.groups[group].busy - self.groups[group].excess;
        u64::from(self.free_in(group)) + u64::from(busy)
    }
}
