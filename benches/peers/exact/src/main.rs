//! The exact answers to W3: the stationary distribution of its Markov chain, by Gauss and Seidel.
//!
//! `cargo run --release` prints after a few minutes what `run.py` holds as the exact values of W3.
//!
//! Three numbers tell the whole centre, because nobody waits while an agent who could answer is free:
//!
//! - `first`: contacts of type 0 that are with group 0 or in line; those above the size of the group
//!   are in line, and then group 1 has nobody free either;
//! - `helped`: contacts of type 0 with group 1;
//! - `second`: contacts of type 1, in service and in line; those that find no place in group 1 beside
//!   the helped are in line.
//!
//! The chain is cut to a box that holds all but a negligible part of the probability (the program
//! prints how much lies on its faces); what would leave the box does not happen.

use std::ops::Range;

/// Two types and two groups; group 1 answers both types, type 1 first. Rates of one time unit.
struct Centre {
    agents: [usize; 2],
    arrival: [f64; 2],
    abandonment: [f64; 2],
    /// Ends of service: type 0 with group 0, type 0 with group 1, type 1 with group 1.
    end: [f64; 3],
}

/// What is asked of each type.
#[derive(Clone, Copy, Debug, Default)]
struct Answers {
    waited: [f64; 2],
    in_line: [f64; 2],
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct State {
    first: usize,
    helped: usize,
    second: usize,
}

impl Centre {
    /// Contacts in line of each type; nothing for states that cannot be.
    fn in_line(&self, state: State) -> Option<[usize; 2]> {
        let State {
            first,
            helped,
            second,
        } = state;
        let [own, both] = self.agents;
        let waiting = [
            first.saturating_sub(own),
            (helped + second).saturating_sub(both),
        ];
        let possible = helped <= both && (waiting[0] == 0 || helped + second >= both);
        possible.then_some(waiting)
    }

    /// Whom the next contact of each type would find busy.
    fn busy(&self, state: State) -> [bool; 2] {
        let both = state.helped + state.second >= self.agents[1];
        [both && state.first >= self.agents[0], both]
    }

    /// Calls `step` with every state that may come next, and its rate.
    fn steps(&self, state: State, waiting: [usize; 2], mut step: impl FnMut(State, f64)) {
        let State {
            first,
            helped,
            second,
        } = state;
        let [own, both] = self.agents;
        let next = |first, helped, second| State {
            first,
            helped,
            second,
        };
        let arrived = if first >= own && helped + second < both {
            next(first, helped + 1, second)
        } else {
            next(first + 1, helped, second)
        };
        step(arrived, self.arrival[0]);
        step(next(first, helped, second + 1), self.arrival[1]);
        if first > 0 {
            let rate = real(first.min(own)) * self.end[0] + real(waiting[0]) * self.abandonment[0];
            step(next(first - 1, helped, second), rate);
        }
        // Who gets free in group 1 turns to line 1, then to line 0.
        let helps = waiting[1] == 0 && waiting[0] > 0;
        if helped > 0 {
            let to = if helps {
                next(first - 1, helped, second)
            } else {
                next(first, helped - 1, second)
            };
            step(to, real(helped) * self.end[1]);
        }
        if second > 0 {
            let ends = real(second - waiting[1]) * self.end[2];
            let abandons = real(waiting[1]) * self.abandonment[1];
            if helps {
                step(next(first - 1, helped + 1, second - 1), ends);
            } else {
                step(next(first, helped, second - 1), ends + abandons);
            }
        }
    }
}

/// The states looked at.
struct Frame {
    first: Range<usize>,
    helped: Range<usize>,
    second: Range<usize>,
}

impl Frame {
    fn len(&self) -> usize {
        self.first.len() * self.helped.len() * self.second.len()
    }

    fn index(&self, state: State) -> Option<usize> {
        let inside = self.first.contains(&state.first)
            && self.helped.contains(&state.helped)
            && self.second.contains(&state.second);
        inside.then(|| {
            let row = (state.helped - self.helped.start) * self.second.len() + state.second
                - self.second.start;
            row * self.first.len() + state.first - self.first.start
        })
    }

    fn state(&self, index: usize) -> State {
        let (row, first) = (index / self.first.len(), index % self.first.len());
        State {
            first: self.first.start + first,
            helped: self.helped.start + row / self.second.len(),
            second: self.second.start + row % self.second.len(),
        }
    }

    /// Whether states beyond this one were cut off.
    fn is_face(&self, state: State) -> bool {
        let at = |range: &Range<usize>, value| {
            value + 1 == range.end || (value == range.start && value > 0)
        };
        at(&self.first, state.first)
            || at(&self.helped, state.helped)
            || at(&self.second, state.second)
    }
}

/// The answers stand still when 50 sweeps change the length of no line by more than this share.
const STILL: f64 = 1e-7;

/// Sweeps through all states until the answers stand still; prints them on the way if `loud`.
///
/// Each change is made `relaxation` times as large as it would put the state in balance. /// `inflow` is kept up to date with every change of a probability, so that a sweep needs only the
/// steps away from each state.
fn solve(centre: &Centre, frame: &Frame, relaxation: f64, loud: bool) -> Answers {
    let mut probability = vec![0.0; frame.len()];
    let mut inflow = vec![0.0; frame.len()];
    let change = |probability: &mut [f64], inflow: &mut [f64], index: usize, start: bool| {
        let state = frame.state(index);
        let Some(waiting) = centre.in_line(state) else {
            return;
        };
        let mut out = 0.0;
        let mut targets = [(0, 0.0); 5];
        let mut count = 0;
        centre.steps(state, waiting, |to, rate| {
            if let Some(to) = frame.index(to) {
                targets[count] = (to, rate);
                count += 1;
                out += rate;
            }
        });
        let delta = if start {
            guess(centre, state)
        } else {
            relaxation * (inflow[index] / out - probability[index])
        };
        probability[index] += delta;
        for (to, rate) in &targets[..count] {
            inflow[*to] += rate * delta;
        }
    };
    for index in 0..frame.len() {
        change(&mut probability, &mut inflow, index, true);
    }
    let mut before = answers(centre, frame, &probability);
    for round in 1.. {
        for _ in 0..25 {
            for index in 0..frame.len() {
                change(&mut probability, &mut inflow, index, false);
            }
            for index in (0..frame.len()).rev() {
                change(&mut probability, &mut inflow, index, false);
            }
        }
        let now = answers(centre, frame, &probability);
        let moved = (0..2)
            .map(|kind| (now.in_line[kind] / before.in_line[kind] - 1.0).abs())
            .fold(0.0, f64::max);
        if loud {
            eprintln!("{} sweeps: {now:?}, moved {moved:.1e}", 50 * round);
        }
        before = now;
        if moved < STILL {
            break;
        }
    }
    if loud {
        let faces: f64 = (0..frame.len())
            .filter(|&index| frame.is_face(frame.state(index)))
            .map(|index| probability[index])
            .sum();
        let all: f64 = probability.iter().sum();
        eprintln!("on the faces of the box: {:.1e}", faces / all);
    }
    before
}

/// A first guess: normal laws about where the load lets one expect the three numbers.
fn guess(centre: &Centre, state: State) -> f64 {
    let [own, both] = centre.agents.map(real);
    let helped = (centre.arrival[0] / centre.end[0] - own).clamp(1.0, both / 2.0);
    let bell = |value: usize, middle: f64, width: f64| {
        let distance = (real(value) - middle) / width;
        (-0.5 * distance * distance).exp()
    };
    bell(state.first, own, own.sqrt())
        * bell(state.second, both - helped, both.sqrt())
        * bell(state.helped, helped, helped)
}

fn answers(centre: &Centre, frame: &Frame, probability: &[f64]) -> Answers {
    let mut sums = Answers::default();
    let mut all = 0.0;
    for (index, probability) in probability.iter().enumerate() {
        let state = frame.state(index);
        let Some(waiting) = centre.in_line(state) else {
            continue;
        };
        all += probability;
        let busy = centre.busy(state);
        for kind in 0..2 {
            sums.waited[kind] += f64::from(busy[kind]) * probability;
            sums.in_line[kind] += real(waiting[kind]) * probability;
        }
    }
    Answers {
        waited: sums.waited.map(|sum| sum / all),
        in_line: sums.in_line.map(|sum| sum / all),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred")]
fn real(number: usize) -> f64 {
    number as f64
}

fn main() {
    let centre = Centre {
        agents: [280, 240],
        arrival: [60.0, 40.0],
        abandonment: [1.0 / 3.0; 2],
        end: [1.0 / 5.0, 1.0 / 5.0, 1.0 / 6.0],
    };
    let frame = Frame {
        first: 190..371,
        helped: 0..90,
        second: 130..321,
    };
    let Answers { waited, in_line } = solve(&centre, &frame, 1.8, true);
    let [a, b] = centre.arrival;
    let waited_of_all = (a * waited[0] + b * waited[1]) / (a + b);
    let wait = in_line.iter().sum::<f64>() / (a + b);
    let abandoned = wait * centre.abandonment[0];
    println!("waited={waited_of_all:.8} wait_min={wait:.8} abandoned={abandoned:.8}");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cases N01 and N03 of `tests/reference/f06_multiskill.csv`, in seconds.
    #[test]
    #[expect(clippy::unreadable_literal, reason = "as they stand in the table")]
    fn agrees_with_exact_tables() {
        let cases = [
            (
                [2, 2],
                [30.0, 20.0],
                [150.0, 120.0],
                [240.0, 300.0, 240.0],
                [0.328302138116, 0.574814375688],
                [0.167313248892, 0.220725120797],
            ),
            (
                [3, 2],
                [20.0, 40.0],
                [200.0, 100.0],
                [360.0, 300.0, 180.0],
                [0.180894873667, 0.609080894854],
                [0.0653401563315, 0.390909046347],
            ),
        ];
        for (agents, hourly, patience, service, waited, in_line) in cases {
            let centre = Centre {
                agents,
                arrival: hourly.map(|rate: f64| rate / 3600.0),
                abandonment: patience.map(|mean: f64| 1.0 / mean),
                end: service.map(|mean: f64| 1.0 / mean),
            };
            let frame = Frame {
                first: 0..40,
                helped: 0..3,
                second: 0..40,
            };
            let answers = solve(&centre, &frame, 1.0, false);
            for kind in 0..2 {
                assert!((answers.waited[kind] / waited[kind] - 1.0).abs() < 1e-6);
                assert!((answers.in_line[kind] / in_line[kind] - 1.0).abs() < 1e-6);
            }
        }
    }
}
