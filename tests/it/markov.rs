//! Small Markov chains in the long run, for tests that compare with them.

use std::collections::BTreeMap;

/// A chain over states of any kind, found from one of them by following its flows.
pub(crate) struct Chain<S> {
    states: Vec<S>,
    chances: Vec<f64>,
}

impl<S: Ord + Clone> Chain<S> {
    /// The chain with these flows: where each state leads to, and how often a second.
    pub(crate) fn new(first: S, flows: impl Fn(&S) -> Vec<(S, f64)>) -> Self {
        let mut states = vec![first.clone()];
        let mut places = BTreeMap::from([(first, 0)]);
        let mut rates: Vec<BTreeMap<usize, f64>> = Vec::new();
        while let Some(state) = states.get(rates.len()).cloned() {
            let mut row = BTreeMap::new();
            for (next, rate) in flows(&state) {
                if rate > 0.0 {
                    let place = *places.entry(next.clone()).or_insert_with(|| {
                        states.push(next);
                        states.len() - 1
                    });
                    *row.entry(place).or_insert(0.0) += rate;
                }
            }
            rates.push(row);
        }
        let chances = long_run(rates);
        Self { states, chances }
    }

    /// The mean of a number over states.
    pub(crate) fn mean(&self, of: impl Fn(&S) -> f64) -> f64 {
        let states = self.states.iter().zip(&self.chances);
        states.map(|(state, chance)| of(state) * chance).sum()
    }

    /// The share of time in some of the states.
    pub(crate) fn chance(&self, is_one: impl Fn(&S) -> bool) -> f64 {
        self.mean(|state| f64::from(u8::from(is_one(state))))
    }
}

/// The chance of each state in the long run (Grassmann, Taksar and Heyman 1985, "Regenerative analysis
/// and steady state distributions for Markov chains": no subtraction, so no loss of digits).
fn long_run(mut rates: Vec<BTreeMap<usize, f64>>) -> Vec<f64> {
    let count = rates.len();
    let mut out = vec![0.0; count];
    for last in (1..count).rev() {
        let row = rates[last].clone();
        out[last] = row.range(..last).map(|(_, rate)| rate).sum();
        for (from, ways) in rates.iter_mut().enumerate().take(last) {
            let Some(into) = ways.get(&last).copied() else {
                continue;
            };
            for (to, rate) in row.range(..last).filter(|(to, _)| **to != from) {
                *ways.entry(*to).or_insert(0.0) += into * rate / out[last];
            }
        }
    }
    let mut chances = vec![1.0; count];
    for state in 1..count {
        let into: f64 = (0..state)
            .map(|from| chances[from] * rates[from].get(&state).copied().unwrap_or(0.0))
            .sum();
        chances[state] = into / out[state];
    }
    let all: f64 = chances.iter().sum();
    chances.iter().map(|chance| chance / all).collect()
}

#[test]
fn a_queue_of_one_agent_is_geometric() {
    let chain = Chain::new(0_u32, |n| {
        let up = if *n < 60 {
            vec![(n + 1, 0.5)]
        } else {
            Vec::new()
        };
        let down = if *n > 0 {
            vec![(n - 1, 1.0)]
        } else {
            Vec::new()
        };
        [up, down].concat()
    });
    assert!((chain.mean(|n| f64::from(*n)) - 1.0).abs() < 1e-9);
    assert!((chain.chance(|n| *n == 0) - 0.5).abs() < 1e-9);
}
