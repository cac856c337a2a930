//! Agents with desks take contacts, finish them, and lay tickets aside.

use super::desk::{Desk, Phase, Task};
use super::desks::{Pick, TicketKey};
use super::handling::Work;
use super::observer::{Answer, Contact, Finish, GroupState, How, Observer};
use super::router::Looks;
use super::taker::Way;
use super::world::World;
use crate::compile::DeskInputs;
use crate::model::{ChannelKind, SkillGroupId};
use crate::units::{SimTime, Span, number};

impl<'a, O: Observer> World<'a, O> {
    /// What the desks of a group have in common.
    pub(super) fn desks_of(&self, group: usize) -> &'a DeskInputs {
        match &self.inputs.groups[group].desks {
            Some(desks) => desks,
            None => unreachable!("group {group} has no desks"),
        }
    }

    /// The clock of an agent with a desk rings: a contact in hand, or its talk, is over.
    pub(super) fn desk_ends(&mut self, mut desk: Box<Desk>) {
        if self.task_ends(&mut desk) {
            let looks = if self.goes_when_done(&desk) {
                Looks::AtClosedQueues
            } else {
                Looks::Everywhere
            };
            self.fill(&mut desk, looks);
            if looks == Looks::AtClosedQueues && desk.tasks.is_empty() {
                self.goes(desk);
                return;
            }
        }
        self.settle(desk);
    }

    /// The task of a desk that ends now is over; false if its wrap-up follows and nothing else has changed:
    /// there is no room for another contact then.
    pub(super) fn task_ends(&mut self, desk: &mut Desk) -> bool {
        self.matters.fetch(desk.ending().contact.matter);
        self.progress(desk);
        let task = desk.ending();
        let talked = match task.phase {
            Phase::Talk => Some(task.wrap_up),
            Phase::Ringing => Some(Span::ZERO),
            Phase::WrapUp | Phase::FindingOut => None,
        };
        if let Some(wrap_up) = talked {
            let contact = task.contact;
            if desk.takes_more {
                // Nobody passes a contact on to oneself; the desk is listed again when it is put back.
                self.desks.lists.take(desk.agent);
            }
            let handover = self.customer_hangs_up(&contact, desk.group, desk.agent);
            let still_busy = handover.unwrap_or(Span::ZERO) + wrap_up;
            if !still_busy.is_zero() {
                desk.ending().begin_wrap_up(still_busy);
                // What was passed on may be in line, with room for it here.
                return handover.is_some();
            }
        }
        let task = desk.finish();
        self.takes_off(desk, task.channel);
        match task.phase {
            Phase::FindingOut => {
                // Nobody knew that the customer was not there any more.
                let t = task.contact.contact_type.index();
                self.release_trunk(self.inputs.contact_types[t].queue);
                self.announce_end(&task, How::FoundGone);
            }
            Phase::Talk | Phase::WrapUp => {
                self.desks.live_in_hand -= u64::from(task.is_waited_for());
                self.announce_end(&task, How::Finished);
            }
            // Nothing was done about the contact.
            Phase::Ringing => {}
        }
        true
    }

    /// Announces that a contact is no longer in hand.
    pub(super) fn announce_end(&mut self, task: &Task, how: How) {
        let finish = Finish {
            at: self.now,
            taken: task.taken,
            group: SkillGroupId::new(number::index(task.group)),
            agent: task.agent,
            time: task.time(),
            how,
        };
        self.observer.finished(&task.contact, &finish);
    }

    /// Accounts for the work of a desk up to now.
    pub(super) fn progress(&mut self, desk: &mut Desk) {
        let busy = desk.progress(self.now, self.desks_of(desk.group));
        if self.inputs.reads_occupancy {
            self.agents[number::index(desk.agent)].work += busy;
        }
    }

    fn takes_off(&mut self, desk: &mut Desk, channel: ChannelKind) {
        let mix = &self.desks_of(desk.group).mixes[number::index(desk.mix)];
        match mix.less[channel.index()] {
            Some(less) => desk.mix = less,
            None => unreachable!("a desk has no {} in hand", channel.name()),
        }
    }

    fn puts_on(&mut self, desk: &mut Desk, mut task: Task) {
        (task.group, task.agent) = (number::id(desk.group), desk.agent);
        let desks = self.desks_of(desk.group);
        match desks.mixes[number::index(desk.mix)].more[task.channel.index()] {
            Some(more) => desk.mix = more,
            None => unreachable!("a desk has no room for a {}", task.channel.name()),
        }
        desk.tasks.push(task);
    }

    /// A contact is taken at a desk that has room for it, perhaps beside tickets that are laid aside.
    pub(super) fn takes(&mut self, desk: &mut Desk, contact: &Contact, way: Way) {
        let channel = self.channel_of(contact.contact_type.index());
        self.progress(desk);
        self.makes_room(desk, channel);
        let work = self.work_at_desk(contact, desk.group, desk.agent);
        let (phase, work) = match work {
            Work::ToBeAnnounced((talk, wrap_up)) => {
                let answer = Answer {
                    at: self.now,
                    waited: way.waited,
                    group: SkillGroupId::new(desk.group),
                    agent: desk.agent,
                    talk,
                    wrap_up,
                };
                self.observer.answered_at_desk(contact, &answer);
                (Phase::Talk, (talk, wrap_up))
            }
            Work::Announced(work) => (Phase::Talk, work),
            Work::Ringing(time) => (Phase::Ringing, (time, Span::ZERO)),
        };
        let in_hand = Task::new(contact, (channel, way.line), phase, work, self.now);
        self.desks.live_in_hand += u64::from(in_hand.is_waited_for());
        self.puts_on(desk, in_hand);
    }

    /// A desk takes a chat whose customer has left silently.
    pub(super) fn takes_gone(&mut self, desk: &mut Desk, contact: &Contact, line: usize) {
        let t = contact.contact_type.index();
        let channel = self.channel_of(t);
        self.progress(desk);
        self.makes_room(desk, channel);
        let work = (self.finding_out(t, contact.index), Span::ZERO);
        let phase = Phase::FindingOut;
        let task = Task::new(contact, (channel, line), phase, work, self.now);
        self.puts_on(desk, task);
    }

    fn channel_of(&self, t: usize) -> ChannelKind {
        let desk = self.inputs.contact_types[t].desk.as_ref();
        desk.map_or(ChannelKind::Voice, |desk| desk.channel)
    }

    /// Lays tickets aside until there is room for one more of a channel, those due last first.
    fn makes_room(&mut self, desk: &mut Desk, channel: ChannelKind) {
        let desks = self.desks_of(desk.group);
        while desks.mixes[number::index(desk.mix)].more[channel.index()].is_none() {
            if !self.lays_ticket_aside(desk) {
                return;
            }
        }
    }

    /// Lays the ticket aside that is due last; false if there is none in hand. Work is accounted for.
    pub(super) fn lays_ticket_aside(&mut self, desk: &mut Desk) -> bool {
        let tickets = (desk.tasks.iter().enumerate())
            .filter(|(_, task)| task.channel == ChannelKind::Ticket)
            .map(|(place, task)| (self.key_of(&task.contact), place));
        let Some((key, place)) = tickets.max() else {
            return false;
        };
        let task = desk.tasks.remove(place);
        self.takes_off(desk, ChannelKind::Ticket);
        self.desks.laid_aside[number::index(task.line)].insert(key, task);
        self.desks.laid_aside_count += 1;
        self.desks.has_just_laid_aside = true;
        self.observer.backlog_changed(&task.contact, self.now, true);
        true
    }

    /// The place of a ticket in the order in which tickets are worked.
    pub(super) fn key_of(&self, contact: &Contact) -> TicketKey {
        let t = contact.contact_type.index();
        let line = &self.inputs.lines[self.inputs.contact_types[t].line];
        let due = line.desk.as_ref().and_then(|desk| desk.due.as_ref());
        (
            due.map_or(SimTime::NEVER, |clock| clock.due_at(contact.arrived)),
            contact.arrived,
            number::id(t),
            contact.index,
        )
    }

    /// A desk takes contacts from the lines while it has room for one.
    pub(super) fn fill(&mut self, desk: &mut Desk, looks: Looks) {
        while self.line_totals.occupied > 0 || self.desks.laid_aside_count > 0 {
            let Some(line) = self.next_line(desk, looks) else {
                return;
            };
            self.takes_from(desk, line);
        }
    }

    /// The line from which a desk takes its next contact.
    fn next_line(&mut self, desk: &Desk, looks: Looks) -> Option<usize> {
        let desks = self.desks_of(desk.group);
        let mix = &desks.mixes[number::index(desk.mix)];
        if mix.is_full {
            return None;
        }
        // Whoever asks is not among those who are kept back.
        let is_free = desk.announced == 0 && desk.takes_more;
        let others_free = self.desks.free[desk.group] - u32::from(is_free);
        let weighs = self.inputs.groups[desk.group].weighs;
        desks.levels.iter().find_map(|level| {
            let mut best: Option<(TicketKey, f64, usize)> = None;
            for line in level.iter().map(|line| number::index(*line)) {
                if self.lines[line].is_empty() && self.desks.laid_aside[line].is_empty() {
                    continue;
                }
                let part = &self.inputs.lines[line];
                let channel = part.channel.index();
                let has_room = mix.more[channel].is_some() || mix.room_beside_tickets[channel];
                let reserve = part.reserve.get(desk.group).copied().unwrap_or(0);
                if !has_room || others_free < reserve {
                    continue;
                }
                let Some(key) = self.head_at_desk(line, looks) else {
                    continue;
                };
                let urgency = if weighs {
                    part.base + part.weight * self.now.since(key.1).as_micros_f64()
                } else {
                    0.0
                };
                // Lines that tie keep the order of the level.
                let is_better = best.is_none_or(
                    |(least, most, _)| {
                        if weighs { urgency > most } else { key < least }
                    },
                );
                if is_better {
                    best = Some((key, urgency, line));
                }
            }
            best.map(|(.., line)| line)
        })
    }

    /// The order of the contact that a desk would take from a line, if there is one and the line may be
    /// looked at.
    fn head_at_desk(&mut self, line: usize, looks: Looks) -> Option<TicketKey> {
        if self.inputs.lines[line].channel != ChannelKind::Ticket {
            let arrived = self.head(line, looks)?;
            return Some((arrived, arrived, 0, 0));
        }
        if looks == Looks::AtClosedQueues {
            // Tickets can wait for others.
            return None;
        }
        if let Some((key, _)) = self.desks.laid_aside[line].first_key_value() {
            return Some(*key);
        }
        self.head(line, looks)?;
        let first = self.lines[line].first()?;
        Some(self.key_of(&first))
    }

    /// A desk takes the next contact of a line.
    fn takes_from(&mut self, desk: &mut Desk, line: usize) {
        if let Some((_, task)) = self.desks.laid_aside[line].pop_first() {
            self.desks.laid_aside_count -= 1;
            self.observer
                .backlog_changed(&task.contact, self.now, false);
            self.progress(desk);
            self.puts_on(desk, task);
            return;
        }
        let inputs = &self.inputs.lines[line];
        if self.lines[line].first_has_left_silently() {
            self.queues[inputs.queue].in_line -= 1;
            if let Some(contact) = self.lines[line].take_silent(&mut self.line_totals) {
                self.takes_gone(desk, &contact, line);
            }
            return;
        }
        let Some(contact) = self.take_head(line) else {
            return;
        };
        self.note_ticket_leaves(&contact);
        let waited = true;
        self.takes(desk, &contact, Way { line, waited });
    }

    /// A desk that stays is put back, in the list of its mix, with its clock set; then others may go on
    /// with the tickets that were laid aside.
    pub(super) fn settle(&mut self, mut desk: Box<Desk>) {
        let (group, agent) = (desk.group, desk.agent);
        let was_busy = desk.announced > 0;
        self.announce_hands(&mut desk);
        let is_busy = desk.announced > 0;
        if is_busy != was_busy {
            let state = &mut self.groups[group];
            if is_busy {
                state.busy += 1;
                self.desks.free[group] -= 1;
            } else {
                state.busy -= 1;
                self.desks.free[group] += 1;
            }
            self.announce_desks(group);
        }
        let desks = self.desks_of(group);
        if desk.takes_more {
            self.desks.lists.take(agent);
            self.desks.lists.push(desks.first_list + desk.mix, agent);
            self.agents[number::index(agent)].idle_since = self.now;
        }
        match desk.next_end(desks) {
            Some(end) => self.handling.set(agent, end),
            None => self.handling.clear(agent),
        }
        self.desks.put(desk);
        self.desks.fetch(self.handling.next_clock());
        self.offers_laid_aside();
    }

    /// Announces how many contacts are in hand, if that has changed.
    pub(super) fn announce_hands(&mut self, desk: &mut Desk) {
        let in_hand = number::id(desk.tasks.len());
        let before = std::mem::replace(&mut desk.announced, in_hand);
        if in_hand != before {
            let group = SkillGroupId::new(desk.group);
            self.observer
                .hands_changed(group, self.now, before, in_hand);
        }
    }

    /// Announces the people of a group with desks.
    pub(super) fn announce_desks(&mut self, group: usize) {
        let people = &self.groups[group];
        let state = GroupState {
            idle: self.desks.free[group],
            busy: people.busy + people.leavers,
            leaving: people.excess + people.leavers,
        };
        self.observer
            .group_changed(SkillGroupId::new(group), self.now, state);
    }

    /// Agents with room go on with tickets that were just laid aside.
    #[inline]
    pub(super) fn offers_laid_aside(&mut self) {
        if std::mem::take(&mut self.desks.has_just_laid_aside) {
            self.offers_all_laid_aside();
        }
    }

    fn offers_all_laid_aside(&mut self) {
        for line in 0..self.lines.len() {
            while let Some((_, task)) = self.desks.laid_aside[line].first_key_value() {
                let t = task.contact.contact_type.index();
                let index = task.contact.index;
                let Some(desk_type) = &self.inputs.contact_types[t].desk else {
                    break;
                };
                let Some(Pick::Desk(agent)) = self.pick(desk_type, t, index) else {
                    break;
                };
                let mut desk = self.desks.take(agent);
                self.takes_from(&mut desk, line);
                self.settle(desk);
            }
        }
    }

    /// How long an agent needs to find out that a customer has left.
    fn finding_out(&self, t: usize, index: u64) -> Span {
        let desk = self.inputs.contact_types[t].desk.as_ref();
        let law = desk.and_then(|desk| desk.silence.as_ref());
        match (law, self.desks.silence[t]) {
            (Some((_, law)), Some([_, stream])) => law.draw(&self.inputs.laws, stream.draw(index)),
            _ => unreachable!("nobody leaves type {t} silently"),
        }
    }
}
