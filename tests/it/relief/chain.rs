//! Markov chains in balance, found by going through their states.

use std::collections::BTreeMap;

/// The states of a chain with the share of time that it spends in each.
#[derive(Debug)]
pub(super) struct Balance<S> {
    pub(super) states: Vec<(S, f64)>,
}

impl<S: Ord + Clone> Balance<S> {
    /// The chain that starts in a state and moves on at these rates (successive relaxation of the
    /// equations of balance; what is left is below 1e-13).
    pub(super) fn of(start: S, moves: impl Fn(&S) -> Vec<(S, f64)>) -> Self {
        let mut places: BTreeMap<S, usize> = BTreeMap::from([(start.clone(), 0)]);
        let mut states = vec![start];
        let mut into: Vec<Vec<(usize, f64)>> = vec![Vec::new()];
        let mut out: Vec<f64> = vec![0.0];
        let mut from = 0;
        while from < states.len() {
            for (to, rate) in moves(&states[from].clone()) {
                if rate <= 0.0 {
                    continue;
                }
                let place = *places.entry(to.clone()).or_insert_with(|| {
                    states.push(to);
                    into.push(Vec::new());
                    out.push(0.0);
                    states.len() - 1
                });
                if place != from {
                    into[place].push((from, rate));
                    out[from] += rate;
                }
            }
            from += 1;
        }
        let mut shares = vec![1.0; states.len()];
        for _ in 0..100_000 {
            let mut change = 0.0_f64;
            for place in 0..states.len() {
                let flow: f64 = into[place]
                    .iter()
                    .map(|(from, rate)| shares[*from] * rate)
                    .sum();
                let share = flow / out[place];
                change = change.max((share - shares[place]).abs());
                shares[place] = share;
            }
            let sum: f64 = shares.iter().sum();
            for share in &mut shares {
                *share /= sum;
            }
            if change / sum < 1e-14 {
                return Self {
                    states: states.into_iter().zip(shares).collect(),
                };
            }
        }
        panic!("the chain does not come into balance");
    }

    /// The mean over time of something.
    pub(super) fn mean(&self, of: impl Fn(&S) -> f64) -> f64 {
        self.states
            .iter()
            .map(|(state, share)| share * of(state))
            .sum()
    }
}

#[test]
fn a_line_before_two_agents_is_as_the_formula_has_it() {
    // One arrival a minute, two agents who take a minute each: load 1, Erlang C 1/3.
    let chain = Balance::of(0_u32, |n| {
        vec![
            (n + 1, if *n < 80 { 1.0 } else { 0.0 }),
            (n.saturating_sub(1), f64::from((*n).min(2))),
        ]
    });
    let waits = chain.mean(|n| f64::from(u8::from(*n >= 2)));
    assert!((waits - 1.0 / 3.0).abs() < 1e-9, "{waits}");
    let line = chain.mean(|n| f64::from(n.saturating_sub(2)));
    assert!((line - 1.0 / 3.0).abs() < 1e-9, "{line}");
}
