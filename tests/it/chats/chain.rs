//! Chats as Markov chains: several in hand at speeds that fall, and customers who leave silently.

use springtide::units::number;

use crate::markov::Chain;

/// A case of several chats in hand. Rates are a second.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) agents: usize,
    /// The speed of each chat with 1, 2, … in hand; as many as there may be.
    pub(super) speeds: Vec<f64>,
    pub(super) most_first: bool,
    pub(super) arrivals: f64,
    /// Mean work alone \[s\].
    pub(super) work: f64,
    /// Mean patience \[s\]; `None`: for ever.
    pub(super) patience: Option<f64>,
}

/// The answers to a case.
#[derive(Debug)]
pub(super) struct Answers {
    pub(super) waited_share: f64,
    pub(super) abandonment: f64,
    pub(super) line: f64,
    /// Time from answer to end \[s\].
    pub(super) duration: f64,
    /// Share of agents with 1, 2, … chats.
    pub(super) with: Vec<f64>,
    pub(super) places_taken: f64,
}

/// Agents by number of chats, from none on, and contacts in line.
type State = (Vec<usize>, usize);

/// The line is cut where its chance is beyond any reckoning.
const PLACES: usize = 400;

pub(super) fn answers(case: &Case) -> Answers {
    let most = case.speeds.len();
    let leave = case.patience.map_or(0.0, |patience| 1.0 / patience);
    let mut idle = vec![0; most + 1];
    idle[0] = case.agents;
    let chain = Chain::new((idle, 0), |(agents, line): &State| {
        let mut flows = Vec::new();
        let moved = |from: usize, to: usize| {
            let mut after = agents.clone();
            after[from] -= 1;
            after[to] += 1;
            after
        };
        let mut with_room = (0..most).filter(|chats| agents[*chats] > 0);
        let taker = if case.most_first {
            with_room.next_back()
        } else {
            with_room.next()
        };
        match taker {
            Some(chats) => flows.push(((moved(chats, chats + 1), 0), case.arrivals)),
            None if *line < PLACES => flows.push(((agents.clone(), line + 1), case.arrivals)),
            None => {}
        }
        for chats in 1..=most {
            let each = case.speeds[chats - 1] / case.work;
            let ends = float(agents[chats] * chats) * each;
            if ends > 0.0 {
                let after = if *line > 0 {
                    (agents.clone(), line - 1)
                } else {
                    (moved(chats, chats - 1), 0)
                };
                flows.push((after, ends));
            }
        }
        if *line > 0 {
            flows.push(((agents.clone(), line - 1), float(*line) * leave));
        }
        flows
    });
    let with = |chats: usize| chain.mean(|(agents, _)| float(agents[chats])) / float(case.agents);
    let line = chain.mean(|(_, line)| float(*line));
    let abandonment = leave * line / case.arrivals;
    let with: Vec<f64> = (1..=most).map(with).collect();
    let each: f64 = (1..)
        .zip(&with)
        .map(|(chats, share)| float(chats) * share)
        .sum();
    let in_hand = each * float(case.agents);
    Answers {
        waited_share: chain.mean(|(agents, _)| float(usize::from(agents[most] == case.agents))),
        abandonment,
        line,
        duration: in_hand / (case.arrivals * (1.0 - abandonment)),
        with,
        places_taken: each / float(most),
    }
}

/// A case of silent abandonment: one chat at a time, a line of so many places, in which those who
/// left silently keep theirs. Times are means \[s\].
#[derive(Clone, Copy, Debug)]
pub(super) struct Silent {
    pub(super) agents: usize,
    pub(super) places: usize,
    pub(super) arrivals: f64,
    pub(super) work: f64,
    pub(super) patience: f64,
    pub(super) share: f64,
    pub(super) finding_out: f64,
}

/// The answers: shares of those offered, and means over time.
#[derive(Debug)]
pub(super) struct SilentAnswers {
    pub(super) blocking: f64,
    pub(super) waited_share: f64,
    pub(super) abandonment: f64,
    pub(super) silent: f64,
    pub(super) line: f64,
    pub(super) busy: f64,
    /// Agents who are finding out.
    pub(super) lost: f64,
}

/// Agents who talk, agents who find out, and who stands in line: whether the customer is still there.
type Line = (usize, usize, Vec<bool>);

pub(super) fn silent(case: Silent) -> SilentAnswers {
    let leave = 1.0 / case.patience;
    let chain = Chain::new((0, 0, Vec::new()), |(talk, find, line): &Line| {
        let (talk, find) = (*talk, *find);
        let mut flows = Vec::new();
        // Somebody takes the next contact, if there is one.
        let next = |talk: usize, find: usize| match line.split_first() {
            None => (talk, find, Vec::new()),
            Some((true, rest)) => (talk + 1, find, rest.to_vec()),
            Some((false, rest)) => (talk, find + 1, rest.to_vec()),
        };
        if talk + find < case.agents {
            flows.push(((talk + 1, find, Vec::new()), case.arrivals));
        } else if line.len() < case.places {
            let longer = [line.clone(), vec![true]].concat();
            flows.push(((talk, find, longer), case.arrivals));
        }
        if talk > 0 {
            flows.push((next(talk - 1, find), float(talk) / case.work));
        }
        if find > 0 {
            flows.push((next(talk, find - 1), float(find) / case.finding_out));
        }
        for place in (0..line.len()).filter(|place| line[*place]) {
            let mut without = line.clone();
            without.remove(place);
            flows.push(((talk, find, without), leave * (1.0 - case.share)));
            let mut gone = line.clone();
            gone[place] = false;
            flows.push(((talk, find, gone), leave * case.share));
        }
        flows
    });
    let share = |is: &dyn Fn(&Line) -> bool| chain.mean(|state| float(usize::from(is(state))));
    let is_full = |state: &Line| state.2.len() == case.places;
    let is_busy = |state: &Line| state.0 + state.1 == case.agents;
    let line = chain.mean(|state| float(state.2.iter().filter(|there| **there).count()));
    let abandonment = leave * line / case.arrivals;
    SilentAnswers {
        blocking: share(&|state| is_busy(state) && is_full(state)),
        waited_share: share(&|state| is_busy(state) && !is_full(state)),
        abandonment,
        silent: abandonment * case.share,
        line,
        busy: chain.mean(|state| float(state.0 + state.1)),
        lost: chain.mean(|state| float(state.1)),
    }
}

fn float(count: usize) -> f64 {
    number::float_len(count)
}
