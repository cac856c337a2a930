//! Watches a bot in balance: its dialogues, the customers who will be back, and what becomes of matters,
//! all by the instant at which it happens.

use std::collections::BTreeMap;

use springtide::model::{Cause, Horizon};
use springtide::sim::{Contact, MatterState, Observer, SessionEnd};
use springtide::units::{SimTime, Span};

use super::{Bottom, Number, Watch};

/// Dialogues and customers away, now and over what counts of the horizon; events in it.
pub(super) struct FrontEnd {
    from: SimTime,
    to: SimTime,
    dialogues: Held,
    away: Held,
    matters: f64,
    sessions: f64,
    abandoned: f64,
    resolved_alone: f64,
}

/// A number that goes up and down, over what counts of the horizon.
struct Held {
    from: SimTime,
    to: SimTime,
    now: f64,
    since: SimTime,
    /// By how much it changes at instants that have not come: the end of a dialogue may be announced as
    /// it begins.
    ahead: BTreeMap<SimTime, f64>,
    seconds: f64,
    seconds_of_squares: f64,
}

impl FrontEnd {
    pub(super) fn new(horizon: &Horizon) -> Self {
        let (from, to) = (horizon.counted_from(), horizon.end());
        Self {
            from,
            to,
            dialogues: Held::new(from, to),
            away: Held::new(from, to),
            matters: 0.0,
            sessions: 0.0,
            abandoned: 0.0,
            resolved_alone: 0.0,
        }
    }

    fn counts(&self, at: SimTime) -> f64 {
        f64::from(u8::from(self.from <= at && at < self.to))
    }
}

impl Held {
    const fn new(from: SimTime, to: SimTime) -> Self {
        Self {
            from,
            to,
            now: 0.0,
            since: SimTime::START,
            ahead: BTreeMap::new(),
            seconds: 0.0,
            seconds_of_squares: 0.0,
        }
    }

    fn changes(&mut self, at: SimTime, by: f64) {
        *self.ahead.entry(at).or_default() += by;
    }

    /// Everything up to now has been announced.
    fn advance(&mut self, now: SimTime) {
        while let Some(first) = self.ahead.first_entry()
            && *first.key() <= now
        {
            let (at, by) = first.remove_entry();
            self.pass(at);
            self.now += by;
            assert!(self.now >= 0.0, "more have gone than came");
        }
        self.pass(now);
    }

    fn pass(&mut self, at: SimTime) {
        let seconds = at.min(self.to).since(self.since.max(self.from));
        self.seconds += self.now * seconds.as_secs_f64();
        self.seconds_of_squares += self.now * self.now * seconds.as_secs_f64();
        self.since = at;
    }
}

impl Watch for FrontEnd {
    fn names(&self) -> Vec<String> {
        let names = [
            "sd_concurrent_bot_sessions",
            "mean_contacts_in_return_delay",
            "bot_sessions_per_new_contact",
            "fraction_new_contacts_never_reaching_human",
            "abandons_per_new_contact",
        ];
        names.map(str::to_owned).to_vec()
    }

    fn numbers(&self) -> Vec<Number> {
        let length = self.to.since(self.from).as_secs_f64();
        let per_matter = |top: f64| Number {
            top,
            bottom: Bottom::Total(self.matters),
        };
        vec![
            Number {
                top: self.dialogues.seconds_of_squares / length,
                bottom: Bottom::MeanOfRoot(self.dialogues.seconds / length),
            },
            Number {
                top: self.away.seconds / length,
                bottom: Bottom::Nothing,
            },
            per_matter(self.sessions),
            per_matter(self.resolved_alone),
            per_matter(self.abandoned),
        ]
    }
}

impl Observer for FrontEnd {
    fn matter_began(&mut self, contact: &Contact) {
        self.matters += self.counts(contact.arrived);
    }

    fn arrived(&mut self, contact: &Contact, cause: Cause) {
        if cause == Cause::FalselyContained {
            self.away.changes(contact.arrived, -1.0);
            self.away.advance(contact.arrived);
        }
    }

    fn dialogue_begins(&mut self, contact: &Contact) {
        self.sessions += self.counts(contact.arrived);
        self.dialogues.changes(contact.arrived, 1.0);
        self.dialogues.advance(contact.arrived);
    }

    fn dialogue_ended(&mut self, contact: &Contact, end: SessionEnd, length: Span, _: u32) {
        let at = contact.arrived + length;
        self.dialogues.changes(at, -1.0);
        if end == SessionEnd::FalselyContained {
            self.away.changes(at, 1.0);
        }
    }

    fn abandoned(&mut self, _: &Contact, at: SimTime) {
        self.abandoned += self.counts(at);
    }

    fn matter_resolved(&mut self, matter: &MatterState, at: SimTime, by_agent: bool) {
        if !by_agent && !matter.is_asked {
            self.resolved_alone += self.counts(at);
        }
    }

    fn horizon_ended(&mut self, at: SimTime) {
        self.dialogues.advance(at);
        self.away.advance(at);
    }
}
