//! The state of a replication, and the loop that moves it on.
//!
//! Three things happen all the time: somebody arrives, a handling ends, somebody leaves a live line. Each
//! has clocks of its own; everything else is an [`Event`] of the agenda. A step takes the earliest of
//! the four, in the order of [`event`](super::event) where instants are equal; that neither an event
//! of the agenda nor a departure can be next is known by one comparison.

use super::Replication;
use super::agent::{Agent, Group, Leaver};
use super::callback;
use super::chances::Chances;
use super::desks::Desks;
use super::event::{Event, rank};
use super::incidents::Incidents;
use super::line::{Deadlines, Line, LineTotals};
use super::matter::Matter;
use super::observer::{Contact, Observer};
use super::people::{self, Traits};
use super::relief::ReliefState;
use super::source::Source;
use crate::compile::SimInputs;
use crate::engine::{Agenda, Clocks, Slab};
use crate::model::SkillGroupId;
use crate::units::{SimTime, Span, number};

/// How often lines are looked through after the horizon.
const RUN_OFF_CHECK: Span = Span::from_secs(900);

/// A contact centre in one replication.
pub(super) struct World<'a, O> {
    pub(super) inputs: &'a SimInputs,
    pub(super) observer: &'a mut O,
    pub(super) now: SimTime,
    /// The interval to which arrivals count just now, or [`Contact::NOT_COUNTED`].
    pub(super) counts_to: u32,
    /// The interval of now.
    interval: u32,
    /// Ends of handling, a clock an agent.
    pub(super) handling: Clocks,
    /// Next arrivals, a clock a contact type, then one for what each incident brings to a type.
    pub(super) arrivals: Clocks,
    pub(super) agenda: Agenda<Event>,
    pub(super) sources: Vec<Source>,
    pub(super) incidents: Incidents,
    pub(super) lines: Vec<Line>,
    pub(super) line_totals: LineTotals,
    pub(super) deadlines: Deadlines,
    pub(super) queues: Vec<QueueState>,
    pub(super) groups: Vec<Group>,
    /// Free agents of all groups together.
    pub(super) idle: u32,
    pub(super) agents: Vec<Agent>,
    pub(super) leavers: Slab<Leaver>,
    /// Matters that are not over (kept where matters are followed).
    pub(super) matters: Slab<Matter>,
    /// By contact type, where matters are followed.
    pub(super) chances: Vec<Chances>,
    /// What agents are like; empty where all are alike.
    pub(super) traits: Vec<Traits>,
    /// Dialogues just now, by self-service.
    pub(super) open_sessions: Vec<u32>,
    /// Counted contacts in self-service or with an agent (kept where matters are followed).
    pub(super) counted_elsewhere: u64,
    pub(super) relief: ReliefState,
    pub(super) desks: Desks,
    /// No event of the agenda, and no departure from a live line, comes before this instant.
    pub(super) rare_from: SimTime,
    pub(super) horizon_has_ended: bool,
    is_over: bool,
}

/// A queue just now.
#[derive(Clone, Copy, Debug)]
pub(super) struct QueueState {
    pub(super) is_open: bool,
    /// How many contacts are in its lines (kept for queues with live lines).
    pub(super) in_line: u32,
    /// Of them, callbacks.
    pub(super) callbacks_in_line: u32,
    /// Trunks taken (kept for queues that have them).
    pub(super) trunks_taken: u32,
    /// The wait of the contact that was answered last (kept where something reads it).
    pub(super) last_wait: Span,
}

impl<'a, O: Observer> World<'a, O> {
    pub(super) fn new(
        inputs: &'a SimInputs,
        replication: Replication,
        observer: &'a mut O,
    ) -> Self {
        let mut world = Self {
            inputs,
            observer,
            now: SimTime::START,
            counts_to: Contact::NOT_COUNTED,
            interval: 0,
            handling: Clocks::new(inputs.group_of_agent.len()),
            arrivals: Clocks::new(inputs.contact_types.len() + inputs.incidents.extras.len()),
            agenda: Agenda::new(),
            sources: inputs
                .contact_types
                .iter()
                .map(|part| Source::new(part, &inputs.laws, replication))
                .collect(),
            incidents: Incidents::new(inputs, replication),
            lines: inputs
                .lines
                .iter()
                .map(|line| Line::new(line.queue, line.is_live))
                .collect(),
            line_totals: LineTotals::default(),
            deadlines: Deadlines::default(),
            queues: vec![
                QueueState {
                    is_open: true,
                    in_line: 0,
                    callbacks_in_line: 0,
                    trunks_taken: 0,
                    last_wait: Span::ZERO,
                };
                inputs.queues.len()
            ],
            groups: Vec::new(),
            idle: 0,
            agents: vec![Agent::default(); inputs.group_of_agent.len()],
            leavers: Slab::default(),
            matters: Slab::default(),
            chances: if inputs.follows_matters() {
                let types = inputs.contact_types.iter();
                types
                    .map(|part| Chances::new(part.whose, replication))
                    .collect()
            } else {
                Vec::new()
            },
            traits: people::traits(&inputs.people, replication),
            open_sessions: vec![0; inputs.self_services.len()],
            counted_elsewhere: 0,
            relief: ReliefState::new(inputs, replication),
            desks: Desks::new(inputs, replication),
            rare_from: SimTime::START,
            horizon_has_ended: false,
            is_over: false,
        };
        world.prepare_groups();
        world.prepare_agenda();
        world
    }

    fn prepare_agenda(&mut self) {
        self.post(SimTime::START, rank::EDGE, Event::IntervalStarts(0));
        self.post(self.inputs.counted_from, rank::EDGE, Event::CountingStarts);
        self.post(self.inputs.end, rank::EDGE, Event::HorizonEnds);
        self.post(self.inputs.latest, rank::EDGE, Event::RunOffEnds);
        for group in 0..self.groups.len() {
            self.post_roster_step(group);
        }
        for queue in 0..self.queues.len() {
            self.prepare_opening_hours(queue);
        }
        self.post(SimTime::START, rank::BACKLOG, Event::BacklogArrives);
        for (t, part) in self.inputs.contact_types.iter().enumerate() {
            let first = self.sources[t].next_arrival(part, self.inputs);
            self.arrivals.set(number::id(t), first);
        }
        self.prepare_incidents();
    }

    /// Runs to the end.
    pub(super) fn run(&mut self) {
        while self.step() {}
        self.finish();
    }

    /// Moves on by one event; false after the last, which is a rare one.
    #[inline(always)]
    fn step(&mut self) -> bool {
        let ends = self.handling.next_instant();
        let arrives = self.arrivals.next_instant();
        if ends <= arrives && ends < self.rare_from {
            self.next_handling_ends(ends);
        } else if arrives < self.rare_from {
            self.now = arrives;
            self.contact_arrives(number::index(self.arrivals.next_clock()));
        } else {
            self.rare_step(ends, arrives);
            return !self.is_over;
        }
        true
    }

    #[inline(always)]
    fn next_handling_ends(&mut self, at: SimTime) {
        self.now = at;
        self.handling_ends(self.handling.next_clock());
    }

    /// A step in which something rare may be next: an event of the agenda, or a departure from a
    /// live line.
    #[inline(never)]
    fn rare_step(&mut self, ends: SimTime, arrives: SimTime) {
        let happens = self.agenda.next_instant();
        let leaves = self.deadlines.next_instant();
        let ends_go_first =
            ends < happens || ends == happens && self.agenda.next_rank() > rank::EDGE;
        if ends <= arrives && ends <= leaves && ends_go_first {
            self.next_handling_ends(ends);
        } else if happens <= arrives && happens <= leaves {
            self.apply_next();
        } else if arrives <= leaves {
            self.now = arrives;
            self.contact_arrives(number::index(self.arrivals.next_clock()));
        } else {
            self.contact_leaves();
        }
        if self.horizon_has_ended {
            // Any step may be the last.
            self.rare_from = SimTime::START;
            self.is_over |= self.nobody_is_waited_for()
                && self.counted_elsewhere == 0
                && self.relief.counted_callbacks == 0;
        } else {
            let leaves = self.deadlines.next_instant();
            self.rare_from = self.agenda.next_instant().min(leaves);
        }
    }

    /// Posts an event.
    pub(super) fn post(&mut self, at: SimTime, rank: u8, event: Event) {
        self.agenda.post(at, rank, event);
        self.rare_from = self.rare_from.min(at);
    }

    /// Applies the next event of the agenda.
    fn apply_next(&mut self) {
        let Some((at, event)) = self.agenda.take_next() else {
            self.is_over = true;
            return;
        };
        self.now = at;
        if let Some(Event::DialogueEnds(matter) | Event::CustomerReturns(matter)) =
            self.agenda.next_event()
        {
            self.matters.fetch(matter);
        }
        match event {
            Event::LeaverEnds(leaver) => self.leaver_ends(leaver),
            Event::DeskLeaverEnds(leaver) => self.desk_leaver_ends(leaver),
            Event::IntervalStarts(interval) => self.interval_starts(interval),
            Event::CountingStarts => self.counts_to = self.interval,
            Event::HorizonEnds => self.horizon_ends(),
            Event::RunOffCheck => self.run_off_check(),
            Event::RunOffEnds => self.is_over = true,
            Event::RosterStep(group) => self.roster_step(number::index(group)),
            Event::Opens { queue, hours } => {
                self.queue_opens(number::index(queue), number::index(hours));
            }
            Event::Closes { queue, hours } => {
                self.queue_closes(number::index(queue), number::index(hours));
            }
            Event::BacklogArrives => self.backlog_arrives(),
            Event::DialogueEnds(matter) => self.dialogue_ends(matter),
            Event::CustomerReturns(matter) => self.customer_returns(matter),
            Event::OverflowDue(timer) => self.overflow_is_due(timer),
            Event::CallbackDue(matter) => self.callback_is_due(matter),
        }
    }

    fn interval_starts(&mut self, interval: u32) {
        self.interval = interval;
        if self.counts_to != Contact::NOT_COUNTED {
            self.counts_to = interval;
        }
        self.observer.interval_started(self.now, interval);
        if let Some(next) = self.inputs.interval_starts.get(number::index(interval) + 1) {
            self.post(*next, rank::EDGE, Event::IntervalStarts(interval + 1));
        }
    }

    fn horizon_ends(&mut self) {
        self.horizon_has_ended = true;
        self.counts_to = Contact::NOT_COUNTED;
        self.observer.horizon_ended(self.now);
        self.run_off_check();
    }

    fn run_off_check(&mut self) {
        for line in &mut self.lines {
            line.settle(self.now, &mut self.line_totals, self.observer);
        }
        self.post(self.now + RUN_OFF_CHECK, rank::EDGE, Event::RunOffCheck);
    }

    /// Announces who is still in line.
    fn finish(&mut self) {
        let now = self.now;
        for line in &mut self.lines {
            line.clear(
                now,
                &mut self.line_totals,
                self.observer,
                |contact, observer| {
                    if !callback::is_owed(&self.matters, contact) {
                        observer.still_there(contact, now);
                    }
                },
            );
        }
        self.announce_unfinished();
    }

    /// Announces the people of a group.
    #[inline]
    pub(super) fn announce(&mut self, group: usize) {
        let state = self.groups[group].state();
        self.observer
            .group_changed(SkillGroupId::new(group), self.now, state);
    }
}
