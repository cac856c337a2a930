//! How people differ, ready to draw.

use crate::model::{Learning, SkillGroup};
use crate::random::streams;
use crate::units::Factor;

/// How the people of a group differ.
#[derive(Clone, Debug)]
pub struct PeopleInputs {
    /// Stands for the group's name in the keys of its chance.
    pub whose: u64,
    /// Mean and standard deviation of the logarithm of the factor on handling.
    pub handling: (f64, f64),
    /// Standard deviation of what is added to the chance to resolve.
    pub resolution_sd: f64,
    /// The share of each band and all before it, ascending to 1, with the tenure in microseconds.
    pub tenure: Vec<(f64, f64)>,
    /// How new people differ.
    pub learning: Option<LearningInputs>,
    /// Factors on handling from so many waiting contacts an agent on, ascending.
    pub under_load: Vec<(f64, Factor)>,
    /// The queues of the group, each once.
    pub queues: Vec<usize>,
}

/// A learning curve, compiled.
#[derive(Clone, Copy, Debug)]
pub struct LearningInputs {
    /// What the factor on handling exceeds 1 by on the first day.
    pub handling_lacks: f64,
    /// What the factor on the chance to resolve falls short of 1 by on the first day.
    pub resolution_lacks: f64,
    /// Half-lives in a microsecond.
    pub rate: f64,
}

/// The people of a group; `queues` are those of its contact types.
pub fn people(group: &SkillGroup, queues: Vec<usize>) -> PeopleInputs {
    let people = &group.people;
    let variance = libm::log1p(people.handling_cv * people.handling_cv);
    let mut up_to = 0.0;
    let tenure = people.tenure.iter().map(|(since, share)| {
        up_to += share.as_f64();
        (up_to, since.as_micros_f64())
    });
    PeopleInputs {
        whose: streams::whose(&group.name),
        handling: (-variance / 2.0, variance.sqrt()),
        resolution_sd: people.resolution_sd.as_f64(),
        tenure: tenure.collect(),
        learning: people.learning.map(learning),
        under_load: people.under_load.clone(),
        queues,
    }
}

fn learning(curve: Learning) -> LearningInputs {
    LearningInputs {
        handling_lacks: curve.handling_at_start.as_f64() - 1.0,
        resolution_lacks: curve.resolution_at_start.complement().as_f64(),
        rate: 1.0 / curve.half_life.as_micros_f64(),
    }
}
