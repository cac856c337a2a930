//! The workloads W1, W2 and W3 on NeXosim.
//!
//! The centre is one model that schedules events for itself, which is the least that the engine can be
//! asked to do: no messages between models. Patience is settled when the contact reaches the head
//! of the line, so that it costs the engine no event.

use common::{Arguments, Counters, Workload, print_timed};
use nexosim::{
    model::{Context, Model, schedulable},
    ports::{EventSinkReader, Output, SinkState, event_slot},
    simulation::{Mailbox, SimInit},
    time::MonotonicTime,
};
use rand::{RngExt, SeedableRng};
use rand_distr::Exp1;
use rand_xoshiro::Xoshiro256PlusPlus;
use serde::{Deserialize, Serialize};
use std::{array, collections::VecDeque, time::Duration};

/// Somebody in line.
#[derive(Serialize, Deserialize)]
struct Waiting {
    since: MonotonicTime,
    /// In minutes.
    patience: f64,
}

/// The whole centre. The engine wants to be able to save it; nobody here does.
#[derive(Serialize, Deserialize)]
struct Centre {
    #[serde(skip)]
    workload: Workload,
    random: Xoshiro256PlusPlus,
    /// Contacts that have not arrived yet.
    to_come: u64,
    /// Contacts in line and in service.
    present: u64,
    /// A line for each contact type.
    lines: [VecDeque<Waiting>; 2],
    /// Free agents in each group.
    idle: [usize; 2],
    #[serde(skip)]
    counters: Counters,
    /// Tells the counters when the last contact has been answered or has abandoned.
    done: Output<Counters>,
}

#[Model]
impl Centre {
    fn new(arguments: &Arguments) -> Self {
        let Arguments {
            workload,
            contacts,
            seed,
        } = arguments.clone();
        Self {
            random: Xoshiro256PlusPlus::seed_from_u64(seed),
            to_come: contacts,
            present: 0,
            lines: array::from_fn(|_| VecDeque::new()),
            idle: array::from_fn(|group| workload.agents.get(group).copied().unwrap_or(0)),
            counters: Counters::default(),
            done: Output::default(),
            workload,
        }
    }

    fn exponential(&mut self, mean: f64) -> f64 {
        mean * self.random.sample::<f64, _>(Exp1)
    }

    fn next_arrival(&mut self, kind: usize, context: &Context<Self>) {
        let gap = self.exponential(1.0 / self.workload.types[kind].rate);
        context
            .schedule_event(delay(gap), schedulable!(Self::arrive), kind)
            .expect("the delay is above zero");
    }

    fn serve(&mut self, kind: usize, group: usize, context: &Context<Self>) {
        let service = self.exponential(self.workload.types[kind].service);
        context
            .schedule_event(delay(service), schedulable!(Self::finish), group)
            .expect("the delay is above zero");
    }

    #[nexosim(init)]
    #[expect(clippy::unused_async, reason = "the engine awaits it")]
    async fn init(&mut self, context: &Context<Self>) {
        for kind in 0..self.workload.types.len() {
            self.next_arrival(kind, context);
        }
    }

    #[nexosim(schedulable)]
    fn arrive(&mut self, kind: usize, context: &Context<Self>) {
        if self.to_come == 0 {
            return;
        }
        self.to_come -= 1;
        self.present += 1;
        let free = (kind..self.idle.len()).find(|&group| self.idle[group] > 0);
        if let Some(group) = free {
            self.idle[group] -= 1;
            self.counters.answered_at_once();
            self.serve(kind, group, context);
        } else {
            let patience = match self.workload.patience {
                Some(mean) => self.exponential(mean),
                None => f64::INFINITY,
            };
            self.lines[kind].push_back(Waiting {
                since: context.time(),
                patience,
            });
        }
        self.next_arrival(kind, context);
    }

    #[nexosim(schedulable)]
    fn finish(&mut self, group: usize, context: &Context<Self>) {
        self.present -= 1;
        let now = context.time();
        for kind in (0..=group).rev() {
            while let Some(Waiting { since, patience }) = self.lines[kind].pop_front() {
                let wait = now.duration_since(since).as_secs_f64() / 60.0;
                if patience < wait {
                    self.counters.abandoned_after(patience);
                    self.present -= 1;
                    continue;
                }
                self.counters.answered_after(wait);
                self.serve(kind, group, context);
                return;
            }
        }
        self.idle[group] += 1;
        if self.to_come == 0 && self.present == 0 {
            context
                .schedule_event(delay(0.0), schedulable!(Self::report), ())
                .expect("the delay is above zero");
        }
    }

    #[nexosim(schedulable)]
    async fn report(&mut self) {
        self.done.send(self.counters).await;
    }
}

/// That many minutes in the engine's nanoseconds; it takes no event without a delay.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "positive and far below 584 years"
)]
fn delay(minutes: f64) -> Duration {
    Duration::from_nanos((minutes * 60e9) as u64 + 1)
}

fn main() {
    let arguments = Arguments::read();
    print_timed(&arguments, |arguments| {
        let mut centre = Centre::new(arguments);
        let (sink, mut results) = event_slot(SinkState::Enabled);
        centre.done.connect_sink(sink);
        let mut simulation = SimInit::with_num_threads(1)
            .add_model(centre, Mailbox::new(), "centre")
            .init(MonotonicTime::EPOCH)
            .expect("one model without connections");
        simulation.run().expect("no event fails");
        let counters = results.try_read().expect("the last contact tells them");
        (counters, "")
    });
}
