//! People log in and out, and finish the contact in hand.

use super::agent::{Group, InHand, Leaver};
use super::event::{Event, rank};
use super::observer::Observer;
use super::router::Looks;
use super::world::World;
use crate::compile::Roster;
use crate::compile::roster::PersonStep;
use crate::model::Leaving;
use crate::units::{SimTime, Span, number};

impl<O: Observer> World<'_, O> {
    /// Nobody is logged in; every place is vacant.
    pub(super) fn prepare_groups(&mut self) {
        for inputs in &self.inputs.groups {
            let places = inputs.first_agent..inputs.first_agent + inputs.agents;
            self.groups.push(Group {
                vacant: places.rev().collect(),
                ..Group::default()
            });
        }
    }

    /// Posts the next step of a group's roster.
    pub(super) fn post_roster_step(&mut self, group: usize) {
        let state = &self.groups[group];
        let next = match &self.inputs.groups[group].roster {
            Roster::Heads { steps, .. } => steps
                .get(state.step)
                .map(|(at, heads)| (*at, *heads > state.planned)),
            Roster::People { steps } => steps.get(state.step).map(|step| (step.at, step.logs_in)),
        };
        if let Some((at, is_more)) = next {
            let rank = if is_more { rank::LOG_IN } else { rank::LOG_OUT };
            self.post(at, rank, Event::RosterStep(number::id(group)));
        }
    }

    /// Applies the next step of a group's roster.
    pub(super) fn roster_step(&mut self, group: usize) {
        let step = self.groups[group].step;
        self.groups[group].step += 1;
        let has_desks = self.inputs.groups[group].desks.is_some();
        match &self.inputs.groups[group].roster {
            Roster::Heads { steps, leaving } if has_desks => {
                self.desk_plan_changes(group, steps[step].1, *leaving);
            }
            Roster::Heads { steps, leaving } => self.plan_changes(group, steps[step].1, *leaving),
            Roster::People { steps } if has_desks => {
                self.person_with_desk_comes_or_goes(group, steps[step]);
            }
            Roster::People { steps } => self.person_comes_or_goes(group, steps[step]),
        }
        self.post_roster_step(group);
        if has_desks {
            self.announce_desks(group);
        } else {
            self.announce(group);
        }
    }

    /// From now on so many people are planned.
    fn plan_changes(&mut self, group: usize, heads: u32, leaving: Leaving) {
        let before = std::mem::replace(&mut self.groups[group].planned, heads);
        let present = match leaving {
            Leaving::Named => before,
            Leaving::Any => self.groups[group].busy + number::id(self.groups[group].idle.len()),
        };
        for _ in heads..present {
            let Some(agent) = self.groups[group].idle.pop_front() else {
                break;
            };
            self.idle -= 1;
            self.groups[group].vacant.push(agent);
        }
        let still_there = self.groups[group].busy + number::id(self.groups[group].idle.len());
        match leaving {
            Leaving::Named => self.choose_leavers(group, still_there.saturating_sub(heads)),
            Leaving::Any => self.groups[group].excess = still_there.saturating_sub(heads),
        }
        for _ in present..heads {
            let Some(agent) = self.groups[group].vacant.pop() else {
                break;
            };
            self.logs_in(group, agent);
        }
    }

    /// So many busy agents are chosen to leave: those who logged in first. They give up their places
    /// and finish as leavers.
    fn choose_leavers(&mut self, group: usize, count: u32) {
        if count == 0 {
            return;
        }
        let inputs = &self.inputs.groups[group];
        let places = inputs.first_agent..inputs.first_agent + inputs.agents;
        let mut busy: Vec<(SimTime, u32, SimTime)> = places
            .filter_map(|agent| {
                let end = self.handling.alarm(agent)?;
                Some((self.agents[number::index(agent)].logged_in_at, agent, end))
            })
            .collect();
        busy.sort_unstable();
        for (_, agent, end) in busy.into_iter().take(number::index(count)) {
            self.handling.clear(agent);
            let leaver = Leaver {
                group,
                agent,
                in_hand: self.agents[number::index(agent)].in_hand.take(),
            };
            self.leaver_goes_on(leaver, end);
            let state = &mut self.groups[group];
            state.busy -= 1;
            state.leavers += 1;
            state.vacant.push(agent);
        }
    }

    fn person_comes_or_goes(&mut self, group: usize, step: PersonStep) {
        let agent = self.inputs.groups[group].first_agent + step.person;
        let leaves = &mut self.agents[number::index(agent)].leaves;
        if step.logs_in {
            if std::mem::take(leaves) {
                // Back before the last contact was finished: the person simply stays.
                self.groups[group].excess -= 1;
            } else {
                self.logs_in(group, agent);
            }
        } else if let Some(place) = self.groups[group]
            .idle
            .iter()
            .position(|idle| *idle == agent)
        {
            let _ = self.groups[group].idle.remove(place);
            self.idle -= 1;
        } else {
            *leaves = true;
            self.groups[group].excess += 1;
        }
    }

    /// An agent logs in and takes whoever waits.
    fn logs_in(&mut self, group: usize, agent: u32) {
        let state = &mut self.agents[number::index(agent)];
        state.logged_in_at = self.now;
        state.work = Span::ZERO;
        match self.next_contact(group, Looks::Everywhere) {
            Some(contact) => {
                self.groups[group].busy += 1;
                self.start_handling_apart(&contact, group, agent, true);
            }
            None => self.waits_for_work(group, agent),
        }
        self.announce(group);
    }

    /// An agent of a group with more people at work than planned has finished: true if the agent is done
    /// here, that is has left or works off a closed queue.
    #[inline(never)]
    pub(super) fn leaves(&mut self, group: usize, agent: u32) -> bool {
        let has_name = matches!(self.inputs.groups[group].roster, Roster::People { .. });
        if has_name && !self.agents[number::index(agent)].leaves {
            return false;
        }
        if let Some(contact) = self.next_contact(group, Looks::AtClosedQueues) {
            self.start_handling_apart(&contact, group, agent, true);
            return true;
        }
        self.handling.clear(agent);
        let state = &mut self.groups[group];
        state.busy -= 1;
        state.excess -= 1;
        if has_name {
            self.agents[number::index(agent)].leaves = false;
        } else {
            state.vacant.push(agent);
        }
        self.announce(group);
        true
    }

    /// A leaver works until an instant.
    fn leaver_goes_on(&mut self, leaver: Leaver, until: SimTime) {
        let leaver = self.leavers.put(leaver);
        self.post(until, rank::END, Event::LeaverEnds(leaver));
    }

    /// A leaver has finished a talk, a wrap-up or both, and goes unless there is a closed queue to
    /// work off.
    pub(super) fn leaver_ends(&mut self, leaver: u32) {
        let mut leaver = self.leavers.take(leaver);
        if let Some(in_hand) = leaver.in_hand.take() {
            let handover = self.customer_hangs_up(&in_hand.contact, leaver.group, leaver.agent);
            let still_busy = handover.unwrap_or(Span::ZERO) + in_hand.wrap_up;
            if !still_busy.is_zero() {
                self.leaver_goes_on(leaver, self.now + still_busy);
                return;
            }
        }
        let Some(contact) = self.next_contact(leaver.group, Looks::AtClosedQueues) else {
            self.groups[leaver.group].leavers -= 1;
            self.announce(leaver.group);
            return;
        };
        let (talk, wrap_up) = self.answer(&contact, leaver.group, leaver.agent, true);
        if self.inputs.follows_talk {
            leaver.in_hand = Some(InHand { contact, wrap_up });
            self.leaver_goes_on(leaver, self.now + talk);
        } else {
            self.leaver_goes_on(leaver, self.now + talk + wrap_up);
        }
    }
}
