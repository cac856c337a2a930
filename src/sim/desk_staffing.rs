//! People with desks log in and out, and finish what is in hand.

use super::desk::Desk;
use super::event::{Event, rank};
use super::observer::Observer;
use super::router::Looks;
use super::world::World;
use crate::compile::Roster;
use crate::compile::roster::PersonStep;
use crate::model::Leaving;
use crate::units::{SimTime, Span, number};

impl<O: Observer> World<'_, O> {
    /// From now on so many people are planned.
    pub(super) fn desk_plan_changes(&mut self, group: usize, heads: u32, leaving: Leaving) {
        let before = std::mem::replace(&mut self.groups[group].planned, heads);
        let present = match leaving {
            Leaving::Named => before,
            Leaving::Any => self.groups[group].busy + self.desks.free[group],
        };
        for _ in heads..present {
            let Some(agent) = self.longest_free(group) else {
                break;
            };
            self.leaves_desk(group, agent);
            self.groups[group].vacant.push(agent);
        }
        let still_there = self.groups[group].busy + self.desks.free[group];
        let excess = still_there.saturating_sub(heads);
        match leaving {
            Leaving::Named => self.choose_desk_leavers(group, excess),
            Leaving::Any => self.groups[group].excess = excess,
        }
        for _ in present..heads {
            let Some(agent) = self.groups[group].vacant.pop() else {
                break;
            };
            self.logs_in_at_desk(group, agent);
        }
    }

    /// Who has had nothing in hand longest.
    fn longest_free(&self, group: usize) -> Option<u32> {
        let desks = self.inputs.groups[group].desks.as_ref()?;
        self.desks.lists.first(desks.first_list)
    }

    /// Somebody with nothing in hand logs out.
    fn leaves_desk(&mut self, group: usize, agent: u32) {
        self.desks.lists.take(agent);
        let _ = self.desks.take(agent);
        self.desks.free[group] -= 1;
    }

    fn logs_in_at_desk(&mut self, group: usize, agent: u32) {
        let state = &mut self.agents[number::index(agent)];
        state.logged_in_at = self.now;
        state.work = Span::ZERO;
        self.desks.free[group] += 1;
        let mut desk = Box::new(Desk::new(group, agent, self.now, self.desks_of(group)));
        self.fill(&mut desk, Looks::Everywhere);
        self.settle(desk);
        self.announce_desks(group);
    }

    /// So many busy agents are chosen to leave: those who logged in first. They give up their places
    /// and finish what is in hand.
    fn choose_desk_leavers(&mut self, group: usize, count: u32) {
        if count == 0 {
            return;
        }
        let inputs = &self.inputs.groups[group];
        let places = inputs.first_agent..inputs.first_agent + inputs.agents;
        let mut busy: Vec<(SimTime, u32)> = places
            .filter(|agent| self.desks.is_busy(*agent))
            .map(|agent| (self.agents[number::index(agent)].logged_in_at, agent))
            .collect();
        busy.sort_unstable();
        for (_, agent) in busy.into_iter().take(number::index(count)) {
            let desk = self.takes_no_more(agent);
            self.handling.clear(agent);
            let state = &mut self.groups[group];
            state.busy -= 1;
            state.vacant.push(agent);
            if !desk.tasks.is_empty() {
                state.leavers += 1;
                self.desk_leaver_goes_on(desk);
            }
            self.announce_desks(group);
            self.offers_laid_aside();
        }
    }

    /// An agent takes no further contact, and lays tickets aside where that is done.
    #[expect(
        clippy::unnecessary_box_returns,
        reason = "a desk stays where it is while it is changed"
    )]
    fn takes_no_more(&mut self, agent: u32) -> Box<Desk> {
        let mut desk = self.desks.take(agent);
        self.desks.lists.take(agent);
        desk.takes_more = false;
        self.progress(&mut desk);
        let desks = self.inputs.groups[desk.group].desks.as_ref();
        if desks.is_some_and(|desks| desks.is_interruptible) {
            while self.lays_ticket_aside(&mut desk) {}
        }
        self.announce_hands(&mut desk);
        desk
    }

    fn desk_leaver_goes_on(&mut self, mut desk: Box<Desk>) {
        if let Some(end) = desk.next_end(self.desks_of(desk.group)) {
            let leaver = self.desks.leavers.put(desk);
            self.post(end, rank::END, Event::DeskLeaverEnds(leaver));
        }
    }

    /// A leaver has finished something, and goes with nothing in hand unless there is a closed queue to
    /// work off.
    pub(super) fn desk_leaver_ends(&mut self, leaver: u32) {
        let mut desk = self.desks.leavers.take(leaver);
        if self.task_ends(&mut desk) {
            self.fill(&mut desk, Looks::AtClosedQueues);
        }
        self.announce_hands(&mut desk);
        if desk.tasks.is_empty() {
            self.groups[desk.group].leavers -= 1;
            self.announce_desks(desk.group);
        } else {
            self.desk_leaver_goes_on(desk);
        }
    }

    pub(super) fn person_with_desk_comes_or_goes(&mut self, group: usize, step: PersonStep) {
        let agent = self.inputs.groups[group].first_agent + step.person;
        if step.logs_in {
            if std::mem::take(&mut self.agents[number::index(agent)].leaves) {
                // Back before what was in hand was finished: the person simply stays.
                self.groups[group].excess -= 1;
                let mut desk = self.desks.take(agent);
                desk.takes_more = true;
                self.progress(&mut desk);
                self.fill(&mut desk, Looks::Everywhere);
                self.settle(desk);
            } else {
                self.logs_in_at_desk(group, agent);
            }
        } else if !self.desks.is_busy(agent) {
            self.leaves_desk(group, agent);
        } else {
            let desk = self.takes_no_more(agent);
            self.agents[number::index(agent)].leaves = true;
            self.groups[group].excess += 1;
            if desk.tasks.is_empty() {
                self.goes(desk);
                self.offers_laid_aside();
            } else {
                self.settle(desk);
            }
        }
    }

    /// Whether an agent takes no further contact because there are more people than planned.
    pub(super) fn goes_when_done(&self, desk: &Desk) -> bool {
        match self.inputs.groups[desk.group].roster {
            Roster::People { .. } => self.agents[number::index(desk.agent)].leaves,
            Roster::Heads { .. } => self.groups[desk.group].excess > 0,
        }
    }

    /// Somebody beyond the plan has nothing in hand any more and is gone.
    pub(super) fn goes(&mut self, mut desk: Box<Desk>) {
        let (group, agent) = (desk.group, desk.agent);
        self.announce_hands(&mut desk);
        self.desks.lists.take(agent);
        self.handling.clear(agent);
        let state = &mut self.groups[group];
        state.busy -= 1;
        state.excess -= 1;
        match self.inputs.groups[group].roster {
            Roster::People { .. } => self.agents[number::index(agent)].leaves = false,
            Roster::Heads { .. } => state.vacant.push(agent),
        }
        self.announce_desks(group);
    }
}
