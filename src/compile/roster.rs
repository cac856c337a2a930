//! Plans → log-in and log-out instants.

use std::collections::BTreeMap;

use crate::model::{Leaving, StaffingPlan};
use crate::units::{SimTime, number};

/// Who of a group is logged in when.
#[derive(Clone, Debug)]
pub enum Roster {
    /// So many people from each instant on; agents have no names.
    Heads {
        /// Instants, ascending, and the number of people from then on.
        steps: Vec<(SimTime, u32)>,
        /// Whether the plan is a cap, or busy agents are chosen to leave.
        leaving: Leaving,
    },
    /// Each person's stays.
    People {
        /// Instants, ascending, log-outs before log-ins.
        steps: Vec<PersonStep>,
    },
}

/// A person logs in or out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonStep {
    /// When.
    pub at: SimTime,
    /// Whether the person logs in.
    pub logs_in: bool,
    /// Who: the place among the group's agents.
    pub person: u32,
}

/// The roster of a plan; people are numbered in the order of their names.
pub fn roster(plan: &StaffingPlan, leaving: Leaving) -> Roster {
    match plan {
        StaffingPlan::Steps(plan) => {
            let mut steps: Vec<(SimTime, u32)> = Vec::with_capacity(plan.len());
            for (at, agents) in plan {
                let agents = agents.as_u32();
                match steps.last_mut() {
                    Some(last) if last.1 == agents => {}
                    Some(last) if last.0 == *at => last.1 = agents,
                    _ => steps.push((*at, agents)),
                }
            }
            Roster::Heads { steps, leaving }
        }
        StaffingPlan::Sessions(sessions) => {
            let mut people: BTreeMap<&str, u32> = sessions
                .iter()
                .map(|session| (session.agent.as_str(), 0))
                .collect();
            for (place, person) in people.values_mut().enumerate() {
                *person = number::id(place);
            }
            let mut steps: Vec<PersonStep> = Vec::with_capacity(2 * sessions.len());
            for session in sessions {
                let person = people
                    .get(session.agent.as_str())
                    .copied()
                    .unwrap_or_default();
                steps.push(PersonStep {
                    at: session.from,
                    logs_in: true,
                    person,
                });
                steps.push(PersonStep {
                    at: session.to,
                    logs_in: false,
                    person,
                });
            }
            steps.sort_by_key(|step| (step.at, step.logs_in, step.person));
            Roster::People { steps }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Session;
    use crate::units::Agents;

    #[test]
    fn steps_that_change_nothing_are_left_out() {
        let at = SimTime::from_micros;
        let plan = [(0, 5), (10, 5), (20, 3), (20, 4), (30, 4)];
        let plan = plan
            .map(|(instant, heads)| (at(instant), Agents::new(heads)))
            .to_vec();
        let Roster::Heads { steps, .. } = roster(&StaffingPlan::Steps(plan), Leaving::Named) else {
            panic!("heads were planned")
        };
        assert_eq!(steps, [(at(0), 5), (at(20), 4)]);
    }

    #[test]
    fn people_log_out_before_others_log_in() {
        let at = SimTime::from_micros;
        let session = |agent: &str, from, to| Session {
            agent: agent.to_owned(),
            from: at(from),
            to: at(to),
        };
        let plan = StaffingPlan::Sessions(vec![session("zoe", 0, 10), session("ann", 10, 20)]);
        let Roster::People { steps } = roster(&plan, Leaving::Named) else {
            panic!("people were planned")
        };
        let order: Vec<_> = steps
            .iter()
            .map(|step| (step.at.as_micros(), step.logs_in, step.person))
            .collect();
        assert_eq!(
            order,
            [(0, true, 1), (10, false, 1), (10, true, 0), (20, false, 0)]
        );
    }
}
