//! Watches a day from empty, interval by interval and at instants.

use springtide::model::{Horizon, SkillGroupId};
use springtide::sim::{Answer, Contact, GroupState, Observer};
use springtide::units::{SimTime, Span, number};

use super::{Bottom, Number, Watch};
use crate::agreement::columns::numbered;

/// The wait within which an answer is in time.
const IN_TIME: Span = Span::from_secs(20);

/// A day of equal intervals with one skill group, nothing of it warm-up.
pub(super) struct Day {
    /// Where the intervals begin, and the end.
    edges: Vec<SimTime>,
    state: GroupState,
    since: SimTime,
    /// Instants at which the state is still to be noted, the latest first.
    instants: Vec<(SimTime, usize, Instant)>,
    interval: usize,
    ended: bool,
    intervals: Vec<Seen>,
}

#[derive(Clone, Copy)]
enum Instant {
    /// Just after whatever happens as the interval begins.
    Start,
    /// In the middle of it.
    Middle,
}

/// What was seen of an interval.
#[derive(Clone, Copy, Default)]
struct Seen {
    arrivals: f64,
    waiting_arrivals: f64,
    in_time: f64,
    abandons: f64,
    /// All answers, and of them those at the very instant at which the interval begins.
    answered: f64,
    answered_at_start: f64,
    queue_seconds: f64,
    busy_seconds: f64,
    queue_start: f64,
    queue_end: f64,
    busy_end: f64,
    leaving_start: f64,
    none_free_start: f64,
    none_free_middle: f64,
    none_free_end: f64,
}

impl Day {
    pub(super) fn new(horizon: &Horizon) -> Self {
        let mut edges: Vec<SimTime> = horizon.intervals().iter().map(|part| part.from).collect();
        let mut instants = Vec::new();
        for (k, part) in horizon.intervals().iter().enumerate() {
            let half = Span::from_micros((part.to - part.from).as_micros() / 2);
            instants.push((part.from, k, Instant::Start));
            instants.push((part.from + half, k, Instant::Middle));
        }
        instants.reverse();
        let intervals = vec![Seen::default(); edges.len()];
        edges.push(horizon.end());
        Self {
            edges,
            state: GroupState::default(),
            since: SimTime::START,
            instants,
            interval: 0,
            ended: false,
            intervals,
        }
    }

    /// Notes the state at every instant before `at`: nothing has changed since.
    fn note_instants(&mut self, at: SimTime) {
        while let Some((instant, k, what)) = self.instants.last().copied()
            && instant < at
        {
            self.instants.pop();
            let none_free = f64::from(u8::from(self.state.idle == 0));
            let seen = &mut self.intervals[k];
            match what {
                Instant::Start => {
                    seen.none_free_start = none_free;
                    seen.leaving_start = f64::from(self.state.leaving);
                }
                Instant::Middle => seen.none_free_middle = none_free,
            }
        }
    }

    /// Everything up to `at` happened with the present state.
    fn settle(&mut self, at: SimTime) {
        self.note_instants(at);
        let seconds = at.since(self.since).as_secs_f64();
        self.intervals[self.interval].busy_seconds += f64::from(self.state.busy) * seconds;
        self.since = at;
    }

    /// The interval of now is over, and nothing of what happens at its end has happened.
    fn interval_ends(&mut self, at: SimTime) {
        self.settle(at);
        let seen = &mut self.intervals[self.interval];
        seen.busy_end = f64::from(self.state.busy);
        seen.none_free_end = f64::from(u8::from(self.state.idle == 0));
    }

    /// Somebody stood in line from one instant to another.
    fn stood_in_line(&mut self, from: SimTime, to: SimTime) {
        for (k, edges) in self.edges.windows(2).enumerate() {
            let (begins, ends) = (edges[0], edges[1]);
            if to < begins || from >= ends {
                continue;
            }
            let seen = &mut self.intervals[k];
            seen.queue_seconds += to.min(ends).since(from.max(begins)).as_secs_f64();
            seen.queue_start += f64::from(u8::from(from <= begins && to > begins));
            seen.queue_end += f64::from(u8::from(from < ends && to >= ends));
        }
    }

    /// The interval of an instant, if it is in the horizon.
    fn at(&mut self, at: SimTime) -> Option<&mut Seen> {
        let k = self.edges.partition_point(|edge| *edge <= at) - 1;
        self.intervals.get_mut(k)
    }

    /// The interval in which a contact arrived, if it is in the horizon.
    fn of(&mut self, contact: &Contact) -> Option<&mut Seen> {
        self.intervals.get_mut(number::index(contact.interval))
    }
}

/// The names of [`Seen::numbers`].
const COLUMNS: [&str; 16] = [
    "exp_arrivals",
    "exp_waiting_arrivals",
    "exp_abandons",
    "exp_answered",
    "answered_then",
    "mean_queue_timeavg",
    "mean_busy_timeavg",
    "mean_queue_start",
    "mean_queue_end",
    "mean_busy_end",
    "p_wait_at_start",
    "p_wait_at_mid",
    "p_wait_at_end_before_step",
    "mean_leaving_agents_start",
    "p_wait_of_arrivals",
    "sl_offered_by_arrival_T20",
];

impl Seen {
    /// What an interval of this length comes to [s].
    fn numbers(&self, length: f64) -> [Number; 16] {
        let mean = |top: f64| Number {
            top,
            bottom: Bottom::Nothing,
        };
        let of_arrivals = |top: f64| Number {
            top,
            bottom: Bottom::Total(self.arrivals),
        };
        [
            mean(self.arrivals),
            mean(self.waiting_arrivals),
            mean(self.abandons),
            mean(self.answered - self.answered_at_start),
            mean(self.answered),
            mean(self.queue_seconds / length),
            mean(self.busy_seconds / length),
            mean(self.queue_start),
            mean(self.queue_end),
            mean(self.busy_end),
            mean(self.none_free_start),
            mean(self.none_free_middle),
            mean(self.none_free_end),
            mean(self.leaving_start),
            of_arrivals(self.waiting_arrivals),
            of_arrivals(self.in_time),
        ]
    }
}

impl Watch for Day {
    fn names(&self) -> Vec<String> {
        (0..self.intervals.len())
            .flat_map(|k| COLUMNS.map(|column| numbered(column, k)))
            .collect()
    }

    fn numbers(&self) -> Vec<Number> {
        let lengths = self
            .edges
            .windows(2)
            .map(|edges| (edges[1] - edges[0]).as_secs_f64());
        (self.intervals.iter().zip(lengths))
            .flat_map(|(seen, length)| seen.numbers(length))
            .collect()
    }
}

impl Observer for Day {
    fn interval_started(&mut self, at: SimTime, interval: u32) {
        if interval > 0 {
            self.interval_ends(at);
        }
        self.interval = number::index(interval);
    }

    fn horizon_ended(&mut self, at: SimTime) {
        self.interval_ends(at);
        self.ended = true;
    }

    fn offered(&mut self, contact: &Contact) {
        if let Some(seen) = self.of(contact) {
            seen.arrivals += 1.0;
        }
    }

    fn waits(&mut self, contact: &Contact) {
        if let Some(seen) = self.of(contact) {
            seen.waiting_arrivals += 1.0;
        }
    }

    fn answered(&mut self, contact: &Contact, answer: &Answer) {
        if answer.at.since(contact.arrived) <= IN_TIME
            && let Some(seen) = self.of(contact)
        {
            seen.in_time += 1.0;
        }
        let k = self.edges.partition_point(|edge| *edge <= answer.at) - 1;
        if let Some(seen) = self.intervals.get_mut(k) {
            seen.answered += 1.0;
            seen.answered_at_start += f64::from(u8::from(self.edges[k] == answer.at));
        }
        if answer.waited {
            self.stood_in_line(contact.arrived, answer.at);
        }
    }

    fn abandoned(&mut self, contact: &Contact, at: SimTime) {
        if let Some(seen) = self.at(at) {
            seen.abandons += 1.0;
        }
        // Who found nobody free and would not stand in line at all is not announced as waiting.
        if at == contact.arrived
            && let Some(seen) = self.of(contact)
        {
            seen.waiting_arrivals += 1.0;
        }
        self.stood_in_line(contact.arrived, at);
    }

    fn group_changed(&mut self, group: SkillGroupId, at: SimTime, state: GroupState) {
        assert_eq!(group.index(), 0, "only one group is watched");
        if !self.ended {
            self.settle(at);
            self.state = state;
        }
    }
}
