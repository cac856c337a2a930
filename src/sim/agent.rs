//! Agents and their groups while a replication runs.

use std::collections::VecDeque;

use super::observer::{Contact, GroupState};
use crate::units::{SimTime, Span, number};

/// One agent.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Agent {
    /// Whether the agent leaves after the contact in hand (people with names only).
    pub(super) leaves: bool,
    /// The contact whose talk is not over yet (kept where something follows from its end).
    pub(super) in_hand: Option<InHand>,
    /// Since when the agent is free, if so (kept where a choice reads it).
    pub(super) idle_since: SimTime,
    /// When the agent logged in.
    pub(super) logged_in_at: SimTime,
    /// Handling begun since logging in (kept where a choice reads it).
    pub(super) work: Span,
}

/// A contact that an agent talks to.
#[derive(Clone, Copy, Debug)]
pub(super) struct InHand {
    /// The contact.
    pub(super) contact: Contact,
    /// Wrap-up that follows the talk.
    pub(super) wrap_up: Span,
}

/// Somebody beyond the plan, who has given up a place among the agents and finishes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaver {
    /// The group.
    pub(super) group: usize,
    /// The number the agent had.
    pub(super) agent: u32,
    /// The contact whose talk is not over yet (kept where something follows from its end).
    pub(super) in_hand: Option<InHand>,
}

impl Agent {
    /// Whether this agent's occupancy since logging in is lower than another's.
    pub(super) fn is_less_occupied_than(&self, other: &Self, now: SimTime) -> bool {
        let time = |agent: &Self| u128::from((now - agent.logged_in_at).as_micros());
        let work = |agent: &Self| u128::from(agent.work.as_micros());
        work(self) * time(other) < work(other) * time(self)
    }
}

/// The agents of a group.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// Free agents, the one free longest first.
    pub(super) idle: VecDeque<u32>,
    /// Agents at work who have a place among the agents.
    pub(super) busy: u32,
    /// People at work who have given up their place: they finish and go.
    pub(super) leavers: u32,
    /// Of `busy`, how many go after the contact in hand.
    pub(super) excess: u32,
    /// People planned just now.
    pub(super) planned: u32,
    /// Places that nobody holds.
    pub(super) vacant: Vec<u32>,
    /// The next step of the roster.
    pub(super) step: usize,
}

impl Group {
    /// What an observer is told.
    #[inline]
    pub(super) fn state(&self) -> GroupState {
        GroupState {
            idle: number::id(self.idle.len()),
            busy: self.busy + self.leavers,
            leaving: self.excess + self.leavers,
        }
    }
}
