//! Watches how long the contacts of a day waited, whatever became of them.

use springtide::model::Horizon;
use springtide::sim::{Answer, Contact, Observer};
use springtide::units::{SimTime, Span, number};

use super::{Bottom, Number, Watch};
use crate::agreement::columns::{numbered, of_day};

/// The wait within which an answer is in time, and a departure short.
const IN_TIME: Span = Span::from_secs(20);

/// The contacts of a day, by the interval of their arrival, followed until they have left the line.
pub(super) struct Waits {
    intervals: Vec<Seen>,
}

/// What was seen of the contacts of an interval.
#[derive(Clone, Copy, Default)]
struct Seen {
    offered: f64,
    answered_in_time: f64,
    abandoned_short: f64,
    wait_seconds: f64,
}

impl Waits {
    pub(super) fn new(horizon: &Horizon) -> Self {
        Self {
            intervals: vec![Seen::default(); horizon.intervals().len()],
        }
    }

    fn of(&mut self, contact: &Contact) -> Option<&mut Seen> {
        self.intervals.get_mut(number::index(contact.interval))
    }
}

/// The names of [`Seen::numbers`].
const COLUMNS: [&str; 5] = [
    "answered_in_time",
    "abandoned_short",
    "waited_short",
    "wait_seconds",
    "sl_excl_short_ab",
];

impl Seen {
    fn plus(self, other: &Self) -> Self {
        Self {
            offered: self.offered + other.offered,
            answered_in_time: self.answered_in_time + other.answered_in_time,
            abandoned_short: self.abandoned_short + other.abandoned_short,
            wait_seconds: self.wait_seconds + other.wait_seconds,
        }
    }

    fn numbers(&self) -> [Number; 5] {
        let mean = |top: f64| Number {
            top,
            bottom: Bottom::Nothing,
        };
        [
            mean(self.answered_in_time),
            mean(self.abandoned_short),
            mean(self.answered_in_time + self.abandoned_short),
            mean(self.wait_seconds),
            Number {
                top: self.answered_in_time,
                bottom: Bottom::Total(self.offered - self.abandoned_short),
            },
        ]
    }
}

impl Watch for Waits {
    fn names(&self) -> Vec<String> {
        let by_interval = (0..self.intervals.len()).map(|k| COLUMNS.map(|c| numbered(c, k)));
        by_interval.chain([COLUMNS.map(of_day)]).flatten().collect()
    }

    fn numbers(&self) -> Vec<Number> {
        let day = self.intervals.iter().fold(Seen::default(), Seen::plus);
        let all = self.intervals.iter().chain([&day]);
        all.flat_map(Seen::numbers).collect()
    }
}

impl Observer for Waits {
    fn offered(&mut self, contact: &Contact) {
        if let Some(seen) = self.of(contact) {
            seen.offered += 1.0;
        }
    }

    fn answered(&mut self, contact: &Contact, answer: &Answer) {
        if let Some(seen) = self.of(contact) {
            let wait = answer.at.since(contact.arrived);
            seen.answered_in_time += f64::from(u8::from(wait <= IN_TIME));
            seen.wait_seconds += wait.as_secs_f64();
        }
    }

    fn abandoned(&mut self, contact: &Contact, at: SimTime) {
        if let Some(seen) = self.of(contact) {
            let wait = at.since(contact.arrived);
            seen.abandoned_short += f64::from(u8::from(wait <= IN_TIME));
            seen.wait_seconds += wait.as_secs_f64();
        }
    }
}
