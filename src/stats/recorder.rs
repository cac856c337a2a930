//! The listener that fills a tally.

use super::Layout;
use super::desks::{DeskClocks, micros};
use super::tally::{Tally, ThenCell};
use super::time_weighted::GroupClocks;
use crate::model::{Cause, SkillGroupId};
use crate::sim::MatterState;
use crate::sim::observer::{Answer, Contact, Finish, GroupState, How, Observer, SessionEnd};
use crate::units::number;
use crate::units::{SimTime, Span};

/// Fills a [`Tally`] from what a replication announces.
///
/// A contact that is answered at once costs two additions, one that waits some ten; nothing is
/// allocated, and everything that can be added up later is left for [`Recorder::finish`].
#[derive(Clone, Debug)]
pub struct Recorder<'a> {
    layout: &'a Layout,
    tally: Tally,
    clocks: GroupClocks,
    desk_clocks: DeskClocks,
    /// The cell of the present; after the horizon one beyond the last.
    now: usize,
    /// Its beginning.
    now_from: SimTime,
}

impl<'a> Recorder<'a> {
    /// A recorder that has heard nothing.
    pub fn new(layout: &'a Layout) -> Self {
        Self {
            layout,
            tally: Tally::new(layout),
            clocks: GroupClocks::new(layout.groups(), layout.counted_from),
            desk_clocks: DeskClocks::new(layout),
            now: 0,
            now_from: SimTime::START,
        }
    }

    /// Forgets everything and keeps the room, for the next replication.
    pub fn clear(&mut self) {
        self.tally.clear();
        self.clocks.clear(self.layout.counted_from);
        self.desk_clocks.clear();
        self.now = 0;
        self.now_from = SimTime::START;
    }

    /// What was heard, once the replication is over.
    ///
    /// To be called once a replication, before it is [cleared](Recorder::clear) for the next.
    pub fn finish(&mut self) -> &Tally {
        // Who stood in line through whole cells was noted where that began and ended.
        let types = self.layout.types();
        for contact_type in 0..types {
            let mut through: i64 = 0;
            for (cell, stretch) in self.layout.cells().iter().enumerate() {
                let then = &mut self.tally.then[cell * types + contact_type];
                through += then.through;
                then.through = 0;
                let waiting = u128::from(through.unsigned_abs());
                then.line_time += waiting * u128::from(stretch.counted().as_micros());
            }
        }
        &self.tally
    }

    /// The cell of an instant that is not later than the present.
    #[inline]
    fn cell_at(&self, at: SimTime) -> usize {
        if at >= self.now_from {
            self.now
        } else {
            self.earlier_cell_at(at)
        }
    }

    fn earlier_cell_at(&self, at: SimTime) -> usize {
        // Who left is mostly announced soon after.
        let cells = self.layout.cells();
        let mut cell = self.now;
        for _ in 0..8 {
            cell = cell.saturating_sub(1);
            if cells[cell].from <= at {
                return cell;
            }
        }
        cells[..=cell]
            .partition_point(|stretch| stretch.from <= at)
            .saturating_sub(1)
    }

    /// Credits the time that a contact stood in line to the cells that it spans, and returns what
    /// happened to its type in the cell of leaving.
    #[expect(
        clippy::inline_always,
        reason = "on the way of every contact: a tenth of the time of W1 to W3 went into calls"
    )]
    #[inline(always)]
    fn leaves_line(&mut self, contact: &Contact, left: SimTime) -> Option<&mut ThenCell> {
        let layout = self.layout;
        let types = layout.types();
        let contact_type = contact.contact_type.index();
        let last = self.cell_at(left);
        let joined = contact.arrived.max(layout.counted_from);
        if left > joined && contact.arrived < layout.end {
            let first = if contact.is_counted() {
                layout.slots[number::index(contact.interval)].cell
            } else {
                layout.first_counted
            };
            if first == last {
                self.tally.then[first * types + contact_type].line_time += micros(left - joined);
            } else {
                self.spans_cells(contact_type, (first, joined), (last, left));
            }
        }
        self.tally.then.get_mut(last * types + contact_type)
    }

    fn spans_cells(
        &mut self,
        contact_type: usize,
        (first, joined): (usize, SimTime),
        (last, left): (usize, SimTime),
    ) {
        let types = self.layout.types();
        let cells = self.layout.cells();
        // Who met self-service first may have begun to wait in a later cell.
        let first = if joined < cells[first].to {
            first
        } else {
            self.cell_at(joined)
        };
        let then = &mut self.tally.then;
        if first == last {
            then[first * types + contact_type].line_time += micros(left - joined);
            return;
        }
        then[first * types + contact_type].line_time += micros(cells[first].to - joined);
        if let Some(stretch) = cells.get(last) {
            then[last * types + contact_type].line_time += micros(left - stretch.from);
        }
        then[(first + 1) * types + contact_type].through += 1;
        then[last * types + contact_type].through -= 1;
    }

    /// A contact leaves the line with no answer, and not of its own accord.
    fn leaves_unanswered(&mut self, contact: &Contact, at: SimTime) {
        if let Some(lines) = &mut self.tally.lines {
            lines.leaves(contact.contact_type.index(), at);
        }
        self.leaves_line(contact, at);
        if contact.is_counted() {
            let place = self.layout.place_of(contact);
            let wait = at - contact.arrived;
            let cell = &mut self.tally.types[place];
            cell.wait_sent_away += micros(wait);
            cell.square_sent_away += square(wait);
            self.note_long_wait(place, wait.as_micros());
            let waits = &mut self.tally.waits[self.layout.waits_of(contact)];
            waits.sent_away.add(wait);
        }
    }

    /// Counts a ticket, finished at an instant or not at all, by whether that was in due time.
    fn note_due(&mut self, contact: &Contact, finished: Option<SimTime>) {
        let layout = self.layout;
        let Some(clock) = &layout.due[contact.contact_type.index()] else {
            return;
        };
        let due = clock.due_at(contact.arrived);
        if due <= layout.end {
            let cell = &mut self.tally.desks.types[layout.place_of(contact)];
            cell.due += 1;
            cell.in_due_time += u64::from(finished.is_some_and(|at| at <= due));
        }
    }

    /// Counts a contact that waited towards the waits it is longer than.
    #[inline]
    fn note_long_wait(&mut self, place: usize, wait: u64) {
        if wait > self.layout.least_over {
            let first = place * self.layout.extras() + 2 * self.layout.within.len();
            for (over, longer) in self.layout.over.iter().enumerate() {
                self.tally.extras[first + over] += u64::from(wait > *longer);
            }
        }
    }
}

#[inline]
fn square(span: Span) -> u128 {
    micros(span) * micros(span)
}

impl Observer for Recorder<'_> {
    fn interval_started(&mut self, at: SimTime, interval: u32) {
        let groups = self.layout.groups();
        let first = self.now * groups;
        self.clocks
            .flush(at, &mut self.tally.groups[first..first + groups]);
        self.desk_clocks.flush(at, &mut self.tally.desks, self.now);
        let cell = self.layout.slots[number::index(interval)].cell;
        if cell != self.now {
            self.now = cell;
            self.now_from = at;
        }
        if let Some(lines) = &mut self.tally.lines {
            lines.interval_started(at, self.now);
        }
    }

    fn horizon_ended(&mut self, at: SimTime) {
        let groups = self.layout.groups();
        let first = self.now * groups;
        self.clocks
            .flush(at, &mut self.tally.groups[first..first + groups]);
        self.clocks.stop();
        self.desk_clocks.flush(at, &mut self.tally.desks, self.now);
        self.desk_clocks.stop();
        self.now = self.layout.cells.len();
        self.now_from = at;
        if let Some(lines) = &mut self.tally.lines {
            lines.horizon_ended(at);
        }
    }

    fn deflected(&mut self, contact: &Contact) {
        if contact.is_counted() {
            let place = self.layout.place_of(contact);
            self.tally.types[place].deflected += 1;
        }
    }

    #[expect(
        clippy::inline_always,
        reason = "on the way of every contact: a tenth of the time of W1 to W3 went into calls"
    )]
    #[inline(always)]
    fn offered(&mut self, contact: &Contact) {
        if contact.is_counted() {
            let place = self.layout.place_of(contact);
            self.tally.types[place].offered += 1;
        }
    }

    #[inline]
    fn blocked(&mut self, contact: &Contact) {
        if contact.is_counted() {
            let place = self.layout.place_of(contact);
            self.tally.types[place].blocked += 1;
        }
    }

    #[inline]
    fn waits(&mut self, contact: &Contact) {
        if let Some(lines) = &mut self.tally.lines {
            lines.joins(contact.contact_type.index(), contact.arrived);
        }
    }

    fn sent_away(&mut self, contact: &Contact, at: SimTime, waited: bool) {
        if waited {
            self.leaves_unanswered(contact, at);
        }
        if contact.is_counted() {
            let cell = &mut self.tally.types[self.layout.place_of(contact)];
            cell.sent_away_from_line += u64::from(waited);
            cell.sent_away_at_door += u64::from(!waited);
        }
    }

    #[expect(
        clippy::inline_always,
        reason = "on the way of every contact: a tenth of the time of W1 to W3 went into calls"
    )]
    #[inline(always)]
    fn answered(&mut self, contact: &Contact, answer: &Answer) {
        let layout = self.layout;
        if answer.waited {
            if let Some(lines) = &mut self.tally.lines {
                lines.leaves(contact.contact_type.index(), answer.at);
            }
            let counts = u64::from(answer.at >= layout.counted_from);
            if let Some(then) = self.leaves_line(contact, answer.at) {
                then.answered_waited += counts;
            }
        }
        if !contact.is_counted() {
            return;
        }
        let slot = layout.slots[number::index(contact.interval)];
        let contact_type = contact.contact_type.index();
        let pair = slot.pairs + layout.pair_of(contact.contact_type, answer.group);
        let handled = &mut self.tally.pairs[pair];
        handled.contacts += 1;
        handled.handling += micros(answer.talk + answer.wrap_up);
        if answer.waited {
            let wait = answer.at - contact.arrived;
            self.tally.waits[slot.waits + contact_type]
                .answered
                .add(wait);
            let place = slot.types + contact_type;
            let cell = &mut self.tally.types[place];
            let target = layout.targets[contact_type].wait;
            cell.answered_waited += 1;
            cell.in_target_waited += u64::from(wait.as_micros() <= target);
            cell.wait_answered += micros(wait);
            cell.square_answered += square(wait);
            let first = place * layout.extras();
            for (within, longest) in layout.within.iter().enumerate() {
                self.tally.extras[first + within] += u64::from(wait.as_micros() <= *longest);
            }
            self.note_long_wait(place, wait.as_micros());
        }
    }

    #[inline]
    fn abandoned(&mut self, contact: &Contact, at: SimTime) {
        let layout = self.layout;
        let wait = at - contact.arrived;
        if let Some(lines) = &mut self.tally.lines
            && !wait.is_zero()
        {
            lines.leaves(contact.contact_type.index(), at);
        }
        let counts = u64::from(at >= layout.counted_from);
        if let Some(then) = self.leaves_line(contact, at) {
            then.abandoned += counts;
        }
        if !contact.is_counted() {
            return;
        }
        let place = layout.place_of(contact);
        let cell = &mut self.tally.types[place];
        let short = layout.targets[contact.contact_type.index()].short_abandon;
        cell.abandoned += 1;
        cell.short_abandoned += u64::from(wait.as_micros() <= short);
        cell.wait_abandoned += micros(wait);
        cell.square_abandoned += square(wait);
        if wait.is_zero() {
            cell.abandoned_at_once += 1;
        } else {
            let waits = &mut self.tally.waits[layout.waits_of(contact)];
            waits.abandoned.add(wait);
        }
        let first = place * layout.extras() + layout.within.len();
        for (within, longest) in layout.within.iter().enumerate() {
            self.tally.extras[first + within] += u64::from(wait.as_micros() <= *longest);
        }
        self.note_long_wait(place, wait.as_micros());
    }

    fn still_there(&mut self, contact: &Contact, at: SimTime) {
        if let Some(lines) = &mut self.tally.lines {
            lines.leaves(contact.contact_type.index(), at);
        }
        self.leaves_line(contact, at);
        if contact.is_counted() {
            let place = self.layout.place_of(contact);
            self.tally.types[place].still_there += 1;
            self.note_long_wait(place, (at - contact.arrived).as_micros());
            self.note_due(contact, None);
        }
    }

    fn answered_at_desk(&mut self, contact: &Contact, answer: &Answer) {
        // What the contact takes is known when it ends.
        let answer = Answer {
            talk: Span::ZERO,
            wrap_up: Span::ZERO,
            ..*answer
        };
        self.answered(contact, &answer);
    }

    fn finished(&mut self, contact: &Contact, finish: &Finish) {
        if !contact.is_counted() {
            return;
        }
        let layout = self.layout;
        let place = layout.place_of(contact);
        let cell = &mut self.tally.desks.types[place];
        if finish.how == How::FoundGone {
            cell.lost += micros(finish.time);
            return;
        }
        cell.time += micros(finish.time);
        cell.duration += micros(finish.at - finish.taken);
        let slot = layout.slots[number::index(contact.interval)];
        let pair = slot.pairs + layout.pair_of(contact.contact_type, finish.group);
        self.tally.pairs[pair].handling += micros(finish.time);
        if layout.is_ticket[contact.contact_type.index()] {
            let is_finished = finish.how == How::Finished;
            if is_finished {
                let time = finish.at - contact.arrived;
                cell.finished += 1;
                cell.to_finish += micros(time);
                cell.square_to_finish += square(time);
                self.tally.waits[layout.waits_of(contact)]
                    .to_finish
                    .add(time);
            }
            self.note_due(contact, is_finished.then_some(finish.at));
        }
    }

    fn hands_changed(&mut self, group: SkillGroupId, at: SimTime, from: u32, to: u32) {
        let places = self.layout.hands_of_group(group.index());
        // Agents with nothing in hand are the rest of those who are logged in.
        for (in_hand, joins) in [(from, false), (to, true)] {
            if in_hand > 0 {
                let place = places.start + number::index(in_hand - 1);
                self.desk_clocks.hands_changed(place, at, joins);
            }
        }
    }

    fn backlog_changed(&mut self, contact: &Contact, at: SimTime, joins: bool) {
        let contact_type = contact.contact_type.index();
        self.desk_clocks
            .backlog_changed(contact_type, contact.arrived, at, joins);
    }

    fn left_silently(&mut self, contact: &Contact) {
        if contact.is_counted() {
            let place = self.layout.place_of(contact);
            self.tally.desks.types[place].silent += 1;
        }
    }

    fn hears(&mut self, contact: &Contact, wait: Span) {
        self.tally.reliefs.hears(self.layout, contact, wait);
    }

    fn balks(&mut self, contact: &Contact) {
        self.tally.reliefs.balks(self.layout, contact);
    }

    fn moves_on(&mut self, contact: &Contact, at: SimTime, waited: bool) {
        if waited {
            self.leaves_unanswered(contact, at);
        }
        self.tally.reliefs.moves_on(self.layout, contact, waited);
    }

    fn takes_callback(&mut self, contact: &Contact, at: SimTime, waited: bool) {
        if waited {
            self.leaves_unanswered(contact, at);
        }
        (self.tally.reliefs).takes_callback(self.layout, contact, waited);
    }

    fn called_back(&mut self, contact: &Contact, answer: &Answer, after: Span) {
        self.tally.reliefs.called_back(self.layout, contact, after);
        if contact.is_counted() {
            let slot = self.layout.slots[number::index(contact.interval)];
            let pair = slot.pairs + self.layout.pair_of(contact.contact_type, answer.group);
            let handled = &mut self.tally.pairs[pair];
            handled.contacts += 1;
            if self.layout.hands_of_group(answer.group.index()).is_empty() {
                handled.handling += micros(answer.talk + answer.wrap_up);
            }
        }
    }

    fn callback_lost(&mut self, contact: &Contact) {
        self.tally.reliefs.callback_lost(self.layout, contact);
    }

    fn diverted(&mut self, contact: &Contact) {
        self.tally.reliefs.diverted(self.layout, contact);
    }

    #[inline]
    fn group_changed(&mut self, group: SkillGroupId, at: SimTime, state: GroupState) {
        self.clocks.change(group.index(), at, state);
    }

    fn matter_began(&mut self, contact: &Contact) {
        self.tally.journeys.matter_began(self.layout, contact);
    }

    fn arrived(&mut self, contact: &Contact, cause: Cause) {
        self.tally.journeys.arrived(self.layout, contact, cause);
    }

    fn bypasses_self_service(&mut self, contact: &Contact) {
        self.tally.journeys.bypasses(self.layout, contact);
    }

    fn turned_away(&mut self, contact: &Contact) {
        self.tally.journeys.turned_away(self.layout, contact);
    }

    fn dialogue_begins(&mut self, contact: &Contact) {
        self.tally.journeys.dialogue_begins(self.layout, contact);
    }

    fn dialogue_ended(
        &mut self,
        contact: &Contact,
        end: SessionEnd,
        length: Span,
        failed_turns: u32,
    ) {
        (self.tally.journeys).dialogue_ended(self.layout, contact, end, length, failed_turns);
    }

    fn asked(&mut self, contact: &Contact, cause: Cause) {
        self.tally.journeys.asked(self.layout, contact, cause);
    }

    fn handled(&mut self, _: &Contact, matter: &MatterState, comes_back: Option<Span>) {
        (self.tally.journeys).handled(self.layout, matter, comes_back);
    }

    fn transferred(
        &mut self,
        contact: &Contact,
        group: SkillGroupId,
        cause: Cause,
        handover: Span,
    ) {
        self.tally.journeys.transferred(self.layout, contact, cause);
        // At a desk the handover is part of what the contact takes until it ends.
        let is_desk = !self.layout.hands_of_group(group.index()).is_empty();
        if contact.is_counted() && !is_desk {
            let slot = self.layout.slots[number::index(contact.interval)];
            let pair = slot.pairs + self.layout.pair_of(contact.contact_type, group);
            self.tally.pairs[pair].handling += micros(handover);
        }
    }

    fn matter_resolved(&mut self, matter: &MatterState, at: SimTime, by_agent: bool) {
        (self.tally.journeys).resolved(self.layout, matter, at, by_agent);
    }

    fn matter_given_up(&mut self, matter: &MatterState, _: SimTime) {
        self.tally.journeys.given_up(self.layout, matter);
    }
}

#[cfg(test)]
mod tests;
