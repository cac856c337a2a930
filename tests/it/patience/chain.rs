//! The small centre as a Markov chain, solved over time.
//!
//! The state is how many agents are busy, how many customers of the first half wait and how many of the
//! second, who stand behind them.

use std::collections::BTreeMap;

use springtide::units::number;

const AGENTS: usize = 2;
const PLACES: usize = 4;
/// Arrivals a second.
const COME: f64 = 1.0 / 60.0;
/// Ends of handling a second, of each busy agent.
const END: f64 = 1.0 / 180.0;
/// Departures a second of each who waits, by the half of arrival.
pub(super) const LEAVE: [f64; 2] = [1.0 / 60.0, 1.0 / 300.0];
const HALF_S: f64 = 1_800.0;

/// What is gathered along the way, by half: waiting arrivals, departures by the half of arrival,
/// waiting time, busy time.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Gathered {
    Waiting,
    Left,
    Line,
    Busy,
}

const GATHERED: [Gathered; 4] = [
    Gathered::Waiting,
    Gathered::Left,
    Gathered::Line,
    Gathered::Busy,
];

/// The chain in one stretch of time: flows from state to state, and what each state adds to.
#[derive(Default)]
struct Chain {
    flows: Vec<(usize, usize, f64)>,
    gains: Vec<(usize, usize, f64)>,
}

/// The states: busy agents, and those of each half who wait.
fn states() -> Vec<(usize, [usize; 2])> {
    let idle = (0..AGENTS).map(|busy| (busy, [0, 0]));
    let full = (0..=PLACES)
        .flat_map(|first| (0..=PLACES - first).map(move |second| (AGENTS, [first, second])));
    idle.chain(full).collect()
}

impl Chain {
    /// While customers of this half arrive; `None`: nobody does. `leave` is by half of arrival.
    fn new(half: Option<usize>, leave: [f64; 2]) -> Self {
        let states = states();
        let place = |state: (usize, [usize; 2])| states.iter().position(|s| *s == state).unwrap();
        let gain = |what: Gathered, half: usize| {
            states.len() + 2 * GATHERED.iter().position(|g| *g == what).unwrap() + half
        };
        let mut chain = Self::default();
        for (from, (busy, line)) in states.iter().copied().enumerate() {
            let waiting: usize = line.iter().sum();
            if let Some(half) = half {
                chain
                    .gains
                    .push((from, gain(Gathered::Line, half), float(waiting)));
                chain
                    .gains
                    .push((from, gain(Gathered::Busy, half), float(busy)));
                if busy < AGENTS {
                    chain.flows.push((from, place((busy + 1, line)), COME));
                } else if waiting < PLACES {
                    let mut longer = line;
                    longer[half] += 1;
                    chain.flows.push((from, place((busy, longer)), COME));
                    chain
                        .gains
                        .push((from, gain(Gathered::Waiting, half), COME));
                }
            }
            // First come, first served: those of the first half are ahead.
            let next = match line {
                [0, 0] => (busy.saturating_sub(1), line),
                [0, second] => (busy, [0, second - 1]),
                [first, second] => (busy, [first - 1, second]),
            };
            chain.flows.push((from, place(next), END * float(busy)));
            for who in (0..2).filter(|who| line[*who] > 0) {
                let mut shorter = line;
                shorter[who] -= 1;
                let rate = leave[who] * float(line[who]);
                chain.flows.push((from, place((busy, shorter)), rate));
                chain.gains.push((from, gain(Gathered::Left, who), rate));
            }
        }
        chain
    }

    fn slope(&self, at: &[f64]) -> Vec<f64> {
        let mut slope = vec![0.0; at.len()];
        for (from, to, rate) in &self.flows {
            slope[*from] -= rate * at[*from];
            slope[*to] += rate * at[*from];
        }
        for (from, to, rate) in &self.gains {
            slope[*to] += rate * at[*from];
        }
        slope
    }

    /// Moves on by so many seconds (Runge and Kutta, fourth order; the fastest rate is 0.1 a second,
    /// so that a step of half a second leaves an error of some 1e-9).
    fn advance(&self, mut at: Vec<f64>, seconds: f64) -> Vec<f64> {
        const STEP: f64 = 0.5;
        let along = |at: &[f64], slope: &[f64], step: f64| -> Vec<f64> {
            at.iter().zip(slope).map(|(x, s)| x + step * s).collect()
        };
        for _ in 0..number::nearest(seconds / STEP) {
            let one = self.slope(&at);
            let two = self.slope(&along(&at, &one, STEP / 2.0));
            let three = self.slope(&along(&at, &two, STEP / 2.0));
            let four = self.slope(&along(&at, &three, STEP));
            for (i, x) in at.iter_mut().enumerate() {
                *x += STEP / 6.0 * (one[i] + 2.0 * (two[i] + three[i]) + four[i]);
            }
        }
        at
    }
}

fn float(count: usize) -> f64 {
    number::float_len(count)
}

/// The answers by measure and half, if those who came in the first half leave at this rate in the second.
pub(super) fn answers(first_later: f64) -> BTreeMap<(&'static str, usize), f64> {
    let states = states().len();
    let mut at = vec![0.0; states + 2 * GATHERED.len()];
    at[0] = 1.0;
    let at = Chain::new(Some(0), LEAVE).advance(at, HALF_S);
    let leave = [first_later, LEAVE[1]];
    let at = Chain::new(Some(1), leave).advance(at, HALF_S);
    let at = Chain::new(None, leave).advance(at, 7_200.0);
    assert!((at[..states].iter().sum::<f64>() - 1.0).abs() < 1e-9);
    assert!(at[AGENTS + 1..states].iter().all(|waiting| *waiting < 1e-9));
    let offered = COME * HALF_S;
    let mut answers = BTreeMap::new();
    for (what, (name, bottom)) in [
        ("waited_share", offered),
        ("abandonment", offered),
        ("queue_length", HALF_S),
        ("busy", HALF_S),
    ]
    .into_iter()
    .enumerate()
    {
        for half in 0..2 {
            answers.insert((name, half), at[states + 2 * what + half] / bottom);
        }
    }
    answers
}
