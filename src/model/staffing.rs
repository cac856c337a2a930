//! Who is logged in when.

use crate::units::{Agents, SimTime};

/// The people of a group over time.
#[derive(Clone, Debug, PartialEq)]
pub enum StaffingPlan {
    /// So many people from each instant on, ascending in time; before the first nobody, after the
    /// last as many as then.
    Steps(Vec<(SimTime, Agents)>),
    /// People with names, each from log-in to log-out.
    Sessions(Vec<Session>),
}

/// One person's stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub agent: String,
    /// Log-in.
    pub from: SimTime,
    /// Log-out \[> from\]; a contact in hand is finished.
    pub to: SimTime,
}

/// What happens when fewer people are planned than are busy. Nobody hangs up on a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leaving {
    /// Shifts end for named people: idle ones leave at once, then so many busy ones are chosen, who
    /// finish the contact in hand and go. A later increase brings new people.
    #[default]
    Named,
    /// The plan is a cap: as long as more are busy than planned, whoever ends a contact next takes no
    /// other. A later increase lifts the cap again.
    Any,
}

impl StaffingPlan {
    /// The same number of people always.
    pub fn constant(agents: Agents) -> Self {
        Self::Steps(vec![(SimTime::START, agents)])
    }

    /// The largest number of people planned at once (of sessions: the number of different people).
    pub fn most(&self) -> usize {
        match self {
            Self::Steps(steps) => steps
                .iter()
                .map(|step| crate::units::number::index(step.1.as_u32()))
                .max()
                .unwrap_or(0),
            Self::Sessions(sessions) => {
                let mut names: Vec<&str> = sessions
                    .iter()
                    .map(|session| session.agent.as_str())
                    .collect();
                names.sort_unstable();
                names.dedup();
                names.len()
            }
        }
    }

    /// Time that all people together are planned between two instants, in microseconds.
    pub fn time_between(&self, from: SimTime, to: SimTime) -> u128 {
        let shared = |begins: SimTime, ends: SimTime| {
            u128::from(ends.min(to).since(begins.max(from)).as_micros())
        };
        match self {
            Self::Steps(steps) => {
                let first = steps.partition_point(|step| step.0 <= from);
                let mut time = 0;
                for place in first.saturating_sub(1)..steps.len() {
                    let (begins, agents) = steps[place];
                    if begins >= to {
                        break;
                    }
                    let ends = steps.get(place + 1).map_or(SimTime::NEVER, |next| next.0);
                    time += shared(begins, ends) * u128::from(agents.as_u32());
                }
                time
            }
            Self::Sessions(sessions) => sessions.iter().map(|s| shared(s.from, s.to)).sum(),
        }
    }

    /// People planned at an instant.
    pub fn at(&self, instant: SimTime) -> Agents {
        match self {
            Self::Steps(steps) => {
                let next = steps.partition_point(|step| step.0 <= instant);
                next.checked_sub(1).map_or(Agents::ZERO, |i| steps[i].1)
            }
            Self::Sessions(sessions) => Agents::new(crate::units::number::id(
                sessions
                    .iter()
                    .filter(|s| s.from <= instant && instant < s.to)
                    .count(),
            )),
        }
    }
}
