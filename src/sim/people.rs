//! What makes one agent unlike another.

use super::Replication;
use super::observer::Observer;
use super::world::World;
use crate::compile::people::PeopleInputs;
use crate::random::{Purpose, Stream, normal};
use crate::units::{Factor, SimTime, number};

/// What an agent is like, in this replication.
#[derive(Clone, Copy, Debug)]
pub(super) struct Traits {
    /// Factor on handling.
    handling: f64,
    /// What is added to the chance to resolve a matter.
    resolution: f64,
    /// Tenure when the horizon starts \[µs\].
    tenure: f64,
}

/// The traits of all agents of the groups; empty where people do not differ.
pub(super) fn traits(
    groups: &[(PeopleInputs, u32)],
    Replication { seed, index }: Replication,
) -> Vec<Traits> {
    let mut all = Vec::new();
    for (people, agents) in groups {
        let stream = |purpose| Stream::new(seed, index, people.whose, purpose);
        let (handling, resolution, tenure) = (
            stream(Purpose::AgentHandling),
            stream(Purpose::AgentResolution),
            stream(Purpose::AgentTenure),
        );
        let (location, scale) = people.handling;
        for place in 0..*agents {
            let place = number::count(number::index(place));
            let normal = |stream: &Stream| normal::quantile(stream.draw(place).unit());
            let band = tenure.draw(place).unit();
            let since = people.tenure.iter().find(|(up_to, _)| band < *up_to);
            let since = since.or(people.tenure.last());
            all.push(Traits {
                handling: libm::exp(location + scale * normal(&handling)),
                resolution: people.resolution_sd * normal(&resolution),
                tenure: since.map_or(f64::INFINITY, |(_, since)| *since),
            });
        }
    }
    all
}

impl Traits {
    /// The part of what a new person lacks that this one still lacks.
    fn lacks(&self, people: &PeopleInputs, now: SimTime) -> f64 {
        let Some(curve) = &people.learning else {
            return 0.0;
        };
        let since = self.tenure + now.since_start().as_micros_f64();
        libm::exp2(-since * curve.rate)
    }

    /// Factor on handling at an instant, whatever the line.
    pub(super) fn handling_factor(&self, people: &PeopleInputs, now: SimTime) -> f64 {
        let lacks = self.lacks(people, now);
        let learning = (people.learning).map_or(0.0, |curve| curve.handling_lacks);
        self.handling * (1.0 + learning * lacks)
    }
}

impl<O: Observer> World<'_, O> {
    /// Factor on the handling of a contact that an agent of a group takes now.
    pub(super) fn handling_factor(&self, group: usize, agent: u32) -> Factor {
        let people = &self.inputs.people[group].0;
        let own = self.traits[number::index(agent)].handling_factor(people, self.now);
        Factor::new(own).unwrap_or(Factor::ONE) * self.load_factor(group)
    }

    /// Factor on handling by how many wait for each agent of a group.
    fn load_factor(&self, group: usize) -> Factor {
        let people = &self.inputs.people[group].0;
        if people.under_load.is_empty() {
            return Factor::ONE;
        }
        let waiting = people
            .queues
            .iter()
            .map(|queue| self.queues[*queue].in_line);
        let state = &self.groups[group];
        let agents = self.free_in(group) + state.busy + state.leavers;
        let agents = f64::from(agents.max(1));
        let each = f64::from(waiting.sum::<u32>()) / agents;
        let next = people.under_load.partition_point(|step| step.0 <= each);
        (next.checked_sub(1)).map_or(Factor::ONE, |place| people.under_load[place].1)
    }

    /// The chance that an agent of a group resolves what has a chance with somebody of no special kind.
    pub(super) fn chance_with(&self, group: usize, agent: u32, chance: f64) -> f64 {
        let Some((people, _)) = self.inputs.people.get(group) else {
            return chance;
        };
        let traits = &self.traits[number::index(agent)];
        let learning = (people.learning).map_or(0.0, |curve| curve.resolution_lacks);
        let chance = chance * (1.0 - learning * traits.lacks(people, self.now));
        (chance + traits.resolution).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::people::people;
    use crate::model::{ContactChoice, Learning, Leaving, People, SkillGroup, StaffingPlan};
    use crate::units::{Agents, Share, Span};

    /// Means and standard deviations over many people are as stated, within 4.5 standard errors; new
    /// people lack half of it after a half-life.
    #[test]
    fn people_differ_as_stated() {
        let share = |value| Share::new(value).unwrap();
        let people_of_group = People {
            handling_cv: 0.3,
            resolution_sd: share(0.05),
            tenure: vec![(Span::ZERO, share(0.25)), (Span::DAY, share(0.75))],
            learning: Some(Learning {
                handling_at_start: Factor::new(2.0).unwrap(),
                resolution_at_start: Share::ONE,
                half_life: Span::DAY,
            }),
            ..People::default()
        };
        let group = SkillGroup {
            name: "front".to_owned(),
            title: None,
            serves: Vec::new(),
            takes: ContactChoice::default(),
            staffing: StaffingPlan::constant(Agents::ZERO),
            shrinkage: Share::ZERO,
            hourly_rate: None,
            cost_per_contact: None,
            concurrency: None,
            people: people_of_group,
            leaving: Leaving::default(),
        };
        let inputs = people(&group, Vec::new());
        let count = 100_000_u32;
        let replication = Replication { seed: 3, index: 0 };
        let all = traits(&[(inputs.clone(), count)], replication);
        let n = f64::from(count);
        let moments = |of: &dyn Fn(&Traits) -> f64| {
            let mean = all.iter().map(of).sum::<f64>() / n;
            let squares = all.iter().map(|one| (of(one) - mean) * (of(one) - mean));
            (mean, (squares.sum::<f64>() / n).sqrt())
        };
        let (mean, sd) = moments(&|one| one.handling);
        assert!((mean - 1.0).abs() < 4.5 * 0.3 / n.sqrt(), "{mean}");
        assert!((sd / 0.3 - 1.0).abs() < 0.03, "{sd}");
        let (mean, sd) = moments(&|one| one.resolution);
        assert!(mean.abs() < 4.5 * 0.05 / n.sqrt(), "{mean}");
        assert!((sd / 0.05 - 1.0).abs() < 0.02, "{sd}");
        let (new, _) = moments(&|one| f64::from(u8::from(one.tenure <= 0.0)));
        assert!((new - 0.25).abs() < 4.5 * (0.25 * 0.75 / n).sqrt(), "{new}");
        let with = |tenure| Traits {
            handling: 1.0,
            resolution: 0.0,
            tenure,
        };
        let day = Span::DAY.as_micros_f64();
        let factor = |tenure, at| with(tenure).handling_factor(&inputs, at);
        assert!((factor(0.0, SimTime::START) - 2.0).abs() < 1e-12);
        assert!((factor(day, SimTime::START) - 1.5).abs() < 1e-12);
        assert!((factor(day, SimTime::START + Span::DAY) - 1.25).abs() < 1e-12);
    }
}
