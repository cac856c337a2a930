//! The two simulations: one queue, and two types with two groups.
//!
//! The next event is the earlier of the next arrival and the next end of service. Patience is
//! settled when the contact reaches the head of the line.

use crate::{
    calendar::{Calendar, NEVER},
    line::{Line, Waiting},
    random::Exponential,
    statistics::Statistics,
};
use common::{ContactType, Workload};

/// One type, one group; `ABANDONS` tells at compile time whether anybody does.
pub fn one_queue<const ABANDONS: bool>(
    workload: &Workload,
    contacts: u64,
    seed: u64,
) -> Statistics {
    let ContactType { rate, service } = workload.types[0];
    let (gap, patience) = (1.0 / rate, workload.patience.unwrap_or(f64::INFINITY));
    let agents = workload.agents[0];

    let mut exponential = Exponential::new(seed);
    let mut statistics = Statistics::new();
    let mut calendar = Calendar::new(agents);
    let mut idle: Vec<u32> = (0..agents as u32).rev().collect();
    let mut line = Line::new();
    let mut to_come = contacts;
    let mut arrival = exponential.draw() * gap;
    loop {
        let now = calendar.next();
        if arrival <= now {
            if to_come == 0 {
                return statistics;
            }
            if let Some(agent) = idle.pop() {
                let handling = exponential.draw() * service;
                statistics.answered_at_once(arrival, handling);
                calendar.busy_until(agent, arrival + handling);
            } else {
                let until = if ABANDONS {
                    arrival + exponential.draw() * patience
                } else {
                    NEVER
                };
                line.join(Waiting {
                    since: arrival,
                    until,
                });
            }
            to_come -= 1;
            arrival = if to_come == 0 {
                NEVER
            } else {
                arrival + exponential.draw() * gap
            };
        } else {
            let agent = calendar.next_agent();
            loop {
                let Some(Waiting { since, until }) = line.leave() else {
                    calendar.free(agent);
                    idle.push(agent);
                    break;
                };
                if ABANDONS && until < now {
                    statistics.abandoned_after(until - since, since);
                    continue;
                }
                let handling = exponential.draw() * service;
                statistics.answered_after(now - since, since, handling);
                calendar.busy_until(agent, now + handling);
                break;
            }
        }
    }
}

/// Two types and two groups, the second of which answers both types, its own first.
pub fn two_queues(workload: &Workload, contacts: u64, seed: u64) -> Statistics {
    let [service, gap] = [
        [workload.types[0].service, workload.types[1].service],
        [1.0 / workload.types[0].rate, 1.0 / workload.types[1].rate],
    ];
    let patience = workload.patience.unwrap_or(f64::INFINITY);
    let first_of_both = workload.agents[0] as u32;
    let all = first_of_both + workload.agents[1] as u32;

    let mut exponential = Exponential::new(seed);
    let mut statistics = Statistics::new();
    let mut calendar = Calendar::new(all as usize);
    let mut idle: [Vec<u32>; 2] = [
        (0..first_of_both).rev().collect(),
        (first_of_both..all).rev().collect(),
    ];
    let mut lines = [Line::new(), Line::new()];
    let mut to_come = contacts;
    let mut arrivals = gap.map(|gap| exponential.draw() * gap);
    loop {
        let now = calendar.next();
        let kind = usize::from(arrivals[1] < arrivals[0]);
        let arrival = arrivals[kind];
        if arrival <= now {
            if to_come == 0 {
                return statistics;
            }
            let free = if kind == 0 {
                idle[0].pop().or_else(|| idle[1].pop())
            } else {
                idle[1].pop()
            };
            if let Some(agent) = free {
                let handling = exponential.draw() * service[kind];
                statistics.answered_at_once(arrival, handling);
                calendar.busy_until(agent, arrival + handling);
            } else {
                lines[kind].join(Waiting {
                    since: arrival,
                    until: arrival + exponential.draw() * patience,
                });
            }
            to_come -= 1;
            if to_come == 0 {
                arrivals = [NEVER; 2];
            } else {
                arrivals[kind] = arrival + exponential.draw() * gap[kind];
            }
        } else {
            let agent = calendar.next_agent();
            let group = usize::from(agent >= first_of_both);
            // From the group's own type down to type 0.
            let mut kind = group;
            let handling = 'next: loop {
                while let Some(Waiting { since, until }) = lines[kind].leave() {
                    if until < now {
                        statistics.abandoned_after(until - since, since);
                        continue;
                    }
                    let handling = exponential.draw() * service[kind];
                    statistics.answered_after(now - since, since, handling);
                    break 'next Some(handling);
                }
                if kind == 0 {
                    break None;
                }
                kind = 0;
            };
            if let Some(handling) = handling {
                calendar.busy_until(agent, now + handling);
            } else {
                calendar.free(agent);
                idle[group].push(agent);
            }
        }
    }
}
