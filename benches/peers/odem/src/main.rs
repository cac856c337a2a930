//! The workloads W1, W2 and W3 on odem-rs.
//!
//! Every agent is a job that works through the lines and sleeps when they are empty, like the server
//! in the engine's own M/M/1 example; every contact type is a job that brings contacts. Patience is
//! settled when the contact reaches the head of the line, so that it costs the engine no event.

use common::{Arguments, Counters, Workload, print_timed};
use odem_rs::{core::ops::waker, prelude::*};
use rand::{SeedableRng, rngs::SmallRng};
use rand_distr::Exp1;
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    task::Waker,
};

/// Somebody in line, in minutes.
struct Waiting {
    since: f64,
    patience: f64,
}

/// What all jobs share. There is a line for each contact type.
#[derive(Config)]
#[time(f64)]
struct Centre {
    workload: Workload,
    to_come: Cell<u64>,
    random: RefCell<SmallRng>,
    lines: Vec<RefCell<VecDeque<Waiting>>>,
    /// The agents of each group who sleep.
    idle: Vec<RefCell<Vec<Waker>>>,
    counters: RefCell<Counters>,
}

impl Centre {
    fn new(arguments: &Arguments) -> Self {
        let workload = arguments.workload.clone();
        Self {
            to_come: Cell::new(arguments.contacts),
            random: RefCell::new(SmallRng::seed_from_u64(arguments.seed)),
            lines: workload.types.iter().map(|_| RefCell::default()).collect(),
            idle: workload.agents.iter().map(|_| RefCell::default()).collect(),
            counters: RefCell::default(),
            workload,
        }
    }

    fn exponential(&self, mean: f64) -> f64 {
        mean * self.random.borrow_mut().sample::<f64, _>(Exp1)
    }

    /// Takes the next contact that still waits, from the group's own line down to line 0.
    fn take(&self, group: usize, now: f64) -> Option<usize> {
        (0..=group).rev().find(|&kind| {
            let mut line = self.lines[kind].borrow_mut();
            while let Some(Waiting { since, patience }) = line.pop_front() {
                let mut counters = self.counters.borrow_mut();
                let wait = now - since;
                if patience < wait {
                    counters.abandoned_after(patience);
                    continue;
                }
                // Only who found a sleeping agent is taken at the very instant of arrival.
                if wait == 0.0 {
                    counters.answered_at_once();
                } else {
                    counters.answered_after(wait);
                }
                return true;
            }
            false
        })
    }
}

async fn agent(sim: &Sim<Centre>, group: usize) {
    let centre = sim.global();
    loop {
        while let Some(kind) = centre.take(group, sim.now()) {
            let service = centre.workload.types[kind].service;
            sim.advance(centre.exponential(service)).await;
        }
        let waker = waker().await;
        centre.idle[group].borrow_mut().push(waker);
        sleep().await;
    }
}

async fn arrivals(sim: &Sim<Centre>, kind: usize) {
    let centre = sim.global();
    let gap = 1.0 / centre.workload.types[kind].rate;
    loop {
        sim.advance(centre.exponential(gap)).await;
        if centre.to_come.get() == 0 {
            return;
        }
        centre.to_come.set(centre.to_come.get() - 1);
        let patience = centre
            .workload
            .patience
            .map_or(f64::INFINITY, |mean| centre.exponential(mean));
        centre.lines[kind].borrow_mut().push_back(Waiting {
            since: sim.now(),
            patience,
        });
        let free =
            (kind..centre.idle.len()).find_map(|group| centre.idle[group].borrow_mut().pop());
        if let Some(waker) = free {
            waker.wake();
        }
    }
}

#[odem_rs::main(Centre::new(&arguments))]
async fn run(sim: &Sim<Centre>, arguments: Arguments) -> Counters {
    let centre = sim.global();
    let mut agents = Vec::new();
    for (group, &size) in arguments.workload.agents.iter().enumerate() {
        agents.extend((0..size).map(|_| Box::pin(Job::new(agent(sim, group)))));
    }
    for agent in &mut agents {
        sim.activate(agent.as_mut());
    }
    let mut streams: Vec<_> = (0..arguments.workload.types.len())
        .map(|kind| Box::pin(Job::new(arrivals(sim, kind))))
        .collect();
    for stream in &mut streams {
        sim.activate(stream.as_mut());
    }
    while centre.counters.borrow().contacts < arguments.contacts {
        sim.advance(100.0).await;
    }
    for idle in &centre.idle {
        idle.borrow_mut().clear();
    }
    *centre.counters.borrow()
}

fn main() {
    let arguments = Arguments::read();
    print_timed(&arguments, |arguments| (run(arguments.clone()), ""));
}
