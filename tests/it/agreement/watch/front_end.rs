//! Watches a bot in balance: its dialogues, the customers who will be back, and what becomes of matters,
//! all by the instant at which it happens.

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

/// A number that goes up and down.
#[derive(Clone, Copy, Default)]
struct Held {
    now: f64,
    since: SimTime,
    seconds: f64,
    seconds_of_squares: f64,
}

impl FrontEnd {
    pub(super) fn new(horizon: &Horizon) -> Self {
        Self {
            from: horizon.counted_from(),
            to: horizon.end(),
            dialogues: Held::default(),
            away: Held::default(),
            matters: 0.0,
            sessions: 0.0,
            abandoned: 0.0,
            resolved_alone: 0.0,
        }
    }

    fn counts(&self, at: SimTime) -> f64 {
        f64::from(u8::from(self.from <= at && at < self.to))
    }

    fn seconds(&self, from: SimTime, to: SimTime) -> f64 {
        to.min(self.to).since(from.max(self.from)).as_secs_f64()
    }

    fn dialogues_change(&mut self, at: SimTime, by: f64) {
        let seconds = self.seconds(self.dialogues.since, at);
        self.dialogues.change(at, seconds, by);
    }

    fn away_changes(&mut self, at: SimTime, by: f64) {
        let seconds = self.seconds(self.away.since, at);
        self.away.change(at, seconds, by);
    }
}

impl Held {
    fn change(&mut self, at: SimTime, counted_seconds: f64, by: f64) {
        self.seconds += self.now * counted_seconds;
        self.seconds_of_squares += self.now * self.now * counted_seconds;
        self.since = at;
        self.now += by;
        assert!(self.now >= 0.0, "more have gone than came");
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
        let length = self.seconds(self.from, self.to);
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
            self.away_changes(contact.arrived, -1.0);
        }
    }

    fn dialogue_begins(&mut self, contact: &Contact) {
        self.sessions += self.counts(contact.arrived);
        self.dialogues_change(contact.arrived, 1.0);
    }

    fn dialogue_ended(&mut self, contact: &Contact, end: SessionEnd, length: Span, _: u32) {
        let at = contact.arrived + length;
        self.dialogues_change(at, -1.0);
        if end == SessionEnd::FalselyContained {
            self.away_changes(at, 1.0);
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
        self.dialogues_change(at, 0.0);
        self.away_changes(at, 0.0);
    }
}
