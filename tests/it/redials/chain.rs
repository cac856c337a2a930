//! A centre whose customers try again, as a Markov chain in the long run.
//!
//! The state is how many agents are busy, who stands in line (in order, each by the number of the attempt)
//! and who will be back (how many, by the number of the attempt that it will be). Arrivals are Poisson;
//! handling, patience and the time until a redial are exponential.

use std::collections::BTreeMap;

use springtide::units::number;

/// A centre whose customers try again; rates are a second.
#[derive(Clone, Debug)]
pub(super) struct Centre {
    pub(super) agents: usize,
    pub(super) arrivals: f64,
    pub(super) service: f64,
    /// Zero: nobody loses patience.
    pub(super) departures: f64,
    /// Room in line.
    pub(super) room: usize,
    pub(super) after_abandoning: f64,
    pub(super) after_blocking: f64,
    /// From the second time in a row on; `None`: as the first time.
    pub(super) later: Option<f64>,
    /// How often in a row at most; `None`: any number of times.
    pub(super) most: Option<usize>,
    /// Returns of each customer who is away.
    pub(super) back: f64,
    /// Where the number of customers away is cut.
    pub(super) cut: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    busy: usize,
    line: Vec<usize>,
    away: Vec<usize>,
}

/// What the chain says in the long run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answers {
    /// Attempts a second, first and later ones.
    pub(super) attempts: f64,
    pub(super) waited_share: f64,
    pub(super) blocking: f64,
    pub(super) abandonment: f64,
    pub(super) busy: f64,
    pub(super) line: f64,
    pub(super) away: f64,
    /// Of those let in \[s\].
    pub(super) wait_mean: f64,
    /// Of those answered \[s\].
    pub(super) asa: f64,
    /// Of those who abandon \[s\]; not a number if nobody does.
    pub(super) wait_abandoned: f64,
    /// Customers answered at last ÷ customers.
    pub(super) served_ever: f64,
}

impl Centre {
    /// How many attempts are told apart.
    fn attempts(&self) -> usize {
        match self.most {
            Some(most) => most + 1,
            None if self.later.is_some() => 2,
            None => 1,
        }
    }

    /// The chance that a customer tries again after this attempt, and which attempt that will be.
    fn again(&self, attempt: usize, first: f64) -> (f64, usize) {
        if self.most == Some(attempt) {
            return (0.0, attempt);
        }
        let chance = match self.later {
            Some(later) if attempt > 0 && first > 0.0 => later,
            _ => first,
        };
        (chance, (attempt + 1).min(self.attempts() - 1))
    }

    /// An attempt ends unanswered.
    fn is_lost(&self, state: State, (attempt, first): (usize, f64), rate: f64, to: &mut Flows) {
        let (chance, next) = self.again(attempt, first);
        if chance > 0.0 && state.away.iter().sum::<usize>() < self.cut {
            let mut away = state.clone();
            away.away[next] += 1;
            to.push((away, rate * chance));
            to.push((state, rate * (1.0 - chance)));
        } else {
            to.push((state, rate));
        }
    }

    fn arrives(&self, mut state: State, attempt: usize, rate: f64, to: &mut Flows) {
        if state.busy < self.agents {
            state.busy += 1;
            to.push((state, rate));
        } else if state.line.len() < self.room {
            state.line.push(attempt);
            to.push((state, rate));
        } else {
            self.is_lost(state, (attempt, self.after_blocking), rate, to);
        }
    }

    /// Where a state leads, and how fast.
    fn flows(&self, state: &State) -> Flows {
        let mut to = Flows::new();
        self.arrives(state.clone(), 0, self.arrivals, &mut to);
        for (attempt, away) in state.away.iter().enumerate().filter(|(_, away)| **away > 0) {
            let mut back = state.clone();
            back.away[attempt] -= 1;
            let rate = self.back * number::float_len(*away);
            self.arrives(back, attempt, rate, &mut to);
        }
        if state.busy > 0 {
            let mut ended = state.clone();
            if ended.line.is_empty() {
                ended.busy -= 1;
            } else {
                ended.line.remove(0);
            }
            to.push((ended, self.service * number::float_len(state.busy)));
        }
        for place in 0..state.line.len() {
            let mut shorter = state.clone();
            let attempt = shorter.line.remove(place);
            let lost = (attempt, self.after_abandoning);
            self.is_lost(shorter, lost, self.departures, &mut to);
        }
        to
    }

    /// Solves the chain.
    pub(super) fn answers(&self) -> Answers {
        let (states, flows) = self.explored();
        let chances = long_run(&flows);
        let (mut attempts, mut blocked) = (0.0, 0.0);
        let (mut busy, mut line, mut away, mut at_cut) = (0.0, 0.0, 0.0, 0.0);
        // Attempts that stand in line with so many ahead.
        let mut joins: Vec<f64> = Vec::new();
        for (state, chance) in states.iter().zip(&chances) {
            let gone: usize = state.away.iter().sum();
            let arrivals = chance * (self.arrivals + self.back * number::float_len(gone));
            attempts += arrivals;
            busy += chance * number::float_len(state.busy);
            line += chance * number::float_len(state.line.len());
            away += chance * number::float_len(gone);
            if gone == self.cut {
                at_cut += chance;
            }
            if state.busy < self.agents {
                continue;
            }
            if state.line.len() < self.room {
                joins.resize(joins.len().max(state.line.len() + 1), 0.0);
                joins[state.line.len()] += arrivals;
            } else {
                blocked += arrivals;
            }
        }
        assert!(at_cut < 1e-9, "{at_cut} is cut off");
        let waited: f64 = joins.iter().sum();
        let times = self.times_in_line(joins.len());
        let sum = |of: fn(&Tagged) -> f64| -> f64 {
            joins.iter().zip(&times).map(|(rate, t)| rate * of(t)).sum()
        };
        let abandoned = sum(|tagged| tagged.abandons);
        // Little's law and the conservation of customers, by two ways each.
        assert!((sum(|tagged| tagged.time) - line).abs() < 1e-8 * line.max(1.0));
        assert!((abandoned - self.departures * line).abs() < 1e-8 * attempts);
        let answered = self.service * busy;
        assert!((attempts - blocked - abandoned - answered).abs() < 1e-8 * attempts);
        Answers {
            attempts,
            waited_share: waited / attempts,
            blocking: blocked / attempts,
            abandonment: abandoned / attempts,
            busy,
            line,
            away,
            wait_mean: line / (attempts - blocked),
            asa: (line - sum(|tagged| tagged.time_if_abandons)) / answered,
            wait_abandoned: sum(|tagged| tagged.time_if_abandons) / abandoned,
            served_ever: answered / self.arrivals,
        }
    }

    /// Every state that can be reached from the empty centre, and the flows by place.
    fn explored(&self) -> (Vec<State>, Vec<Vec<(usize, f64)>>) {
        let empty = State {
            busy: 0,
            line: Vec::new(),
            away: vec![0; self.attempts()],
        };
        let mut places = BTreeMap::from([(empty.clone(), 0)]);
        let mut states = vec![empty];
        let mut flows: Vec<Vec<(usize, f64)>> = Vec::new();
        while let Some(state) = states.get(flows.len()).cloned() {
            let mut from_here = Vec::new();
            for (next, rate) in self.flows(&state) {
                if rate <= 0.0 || next == state {
                    continue;
                }
                let place = *places.entry(next).or_insert_with_key(|next| {
                    states.push(next.clone());
                    states.len() - 1
                });
                from_here.push((place, rate));
            }
            flows.push(from_here);
        }
        (states, flows)
    }

    /// What becomes of somebody who stands in line with 0, 1, … others ahead.
    fn times_in_line(&self, places: usize) -> Vec<Tagged> {
        let ends = self.service * number::float_len(self.agents);
        let mut before = Tagged::default();
        let mut all = Vec::new();
        for ahead in 0..places {
            let moves = ends + self.departures * number::float_len(ahead);
            let rate = moves + self.departures;
            let abandons = (self.departures + moves * before.abandons) / rate;
            before = Tagged {
                abandons,
                time: 1.0 / rate + moves / rate * before.time,
                time_if_abandons: abandons / rate + moves / rate * before.time_if_abandons,
            };
            all.push(before);
        }
        all
    }
}

type Flows = Vec<(State, f64)>;

/// Somebody in line: the chance of abandoning, the mean time there, and its part of those who abandon.
#[derive(Clone, Copy, Debug, Default)]
struct Tagged {
    abandons: f64,
    time: f64,
    time_if_abandons: f64,
}

/// The chance of each state in the long run (Gauss and Seidel, forwards and backwards).
fn long_run(flows: &[Vec<(usize, f64)>]) -> Vec<f64> {
    const SWEEPS: usize = 20_000;
    let mut into: Vec<Vec<(usize, f64)>> = vec![Vec::new(); flows.len()];
    let mut out = vec![0.0; flows.len()];
    for (from, to) in flows.iter().enumerate() {
        for (place, rate) in to {
            into[*place].push((from, *rate));
            out[from] += rate;
        }
    }
    let mut chances = vec![1.0 / number::float_len(flows.len()); flows.len()];
    for sweep in 0..SWEEPS {
        let mut change = 0.0_f64;
        let mut settle = |place: usize| {
            let inflow: f64 = (into[place].iter())
                .map(|(from, rate)| rate * chances[*from])
                .sum();
            let now = inflow / out[place];
            change += (now - chances[place]).abs();
            chances[place] = now;
        };
        if sweep % 2 == 0 {
            (0..flows.len()).for_each(&mut settle);
        } else {
            (0..flows.len()).rev().for_each(&mut settle);
        }
        let sum: f64 = chances.iter().sum();
        for chance in &mut chances {
            *chance /= sum;
        }
        if change < 1e-14 {
            return chances;
        }
    }
    panic!("the chain has not settled");
}

const TWO: Centre = Centre {
    agents: 2,
    arrivals: 0.02,
    service: 1.0 / 80.0,
    departures: 1.0 / 60.0,
    room: 60,
    after_abandoning: 0.0,
    after_blocking: 0.0,
    later: None,
    most: None,
    back: 1.0 / 300.0,
    cut: 1,
};

#[test]
fn without_redials_it_is_erlang_a() {
    let chain = TWO.answers();
    let exact = crate::erlang_a::ErlangA::new(2, 0.02, 80.0, 60.0);
    let near = |one: f64, other: f64| assert!((one - other).abs() < 1e-10, "{one} {other}");
    near(chain.abandonment, exact.abandonment());
    near(chain.waited_share, exact.waiting());
    near(chain.wait_mean, exact.wait_mean());
    near(chain.attempts, 0.02);
}

#[test]
fn without_room_it_is_the_retrial_queue_of_the_books() {
    // M/M/1 with retrials for ever (Falin and Templeton 1997, chapter 1): busy with chance ρ, and on
    // average ρ² ÷ (1 − ρ) + (λ ÷ ν)·ρ ÷ (1 − ρ) customers away.
    let centre = Centre {
        agents: 1,
        arrivals: 0.4,
        service: 1.0,
        departures: 0.0,
        room: 0,
        after_blocking: 1.0,
        back: 0.5,
        cut: 120,
        ..TWO
    };
    let answers = centre.answers();
    assert!((answers.busy - 0.4).abs() < 1e-9);
    assert!((answers.away - (0.16 / 0.6 + 0.8 * 0.4 / 0.6)).abs() < 1e-8);
    assert!((answers.served_ever - 1.0).abs() < 1e-9);
}
