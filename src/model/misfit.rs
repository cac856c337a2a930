//! Parts that do not fit together, and how they are found.

use thiserror::Error;

use super::{ContactCentre, ContactType, Journey, Overflow, OverflowTo, Queue};
use crate::units::number;

/// Parts that do not fit together.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum Misfit {
    /// A centre without one of its parts.
    #[error("there is no {0}")]
    Nothing(&'static str),
    /// Two parts of a kind share a name.
    #[error("there are two {kind}s named `{name}`")]
    SameName {
        /// The kind of part.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// An id points at nothing.
    #[error("`{0}` names a part that does not exist")]
    Dangling(String),
    /// A contact type that nobody can answer.
    #[error("no skill group serves contact type `{0}`")]
    Unserved(String),
    /// Group and contact type disagree on whether one serves the other.
    #[error(
        "skill group `{group}` and contact type `{contact_type}` disagree on whether one serves the other"
    )]
    OneSided {
        /// The group.
        group: String,
        /// The type.
        contact_type: String,
    },
    /// The people and the days together need more clock than there is.
    #[error("{people} people over {days} days are more than one replication can hold")]
    TooLarge {
        /// The people planned at most.
        people: usize,
        /// The days of the horizon.
        days: usize,
    },
}

impl ContactCentre {
    /// Everything that does not fit.
    pub(super) fn misfits(&self) -> Vec<Misfit> {
        let mut misfits = Vec::new();
        let names = |of: &mut dyn Iterator<Item = &String>| of.cloned().collect::<Vec<String>>();
        for (kind, mut names) in [
            (
                "contact type",
                names(&mut self.contact_types().iter().map(|part| &part.name)),
            ),
            (
                "queue",
                names(&mut self.queues().iter().map(|part| &part.name)),
            ),
            (
                "skill group",
                names(&mut self.skill_groups().iter().map(|part| &part.name)),
            ),
        ] {
            if names.is_empty() {
                misfits.push(Misfit::Nothing(kind));
            }
            names.sort_unstable();
            for pair in names.windows(2).filter(|pair| pair[0] == pair[1]) {
                misfits.push(Misfit::SameName {
                    kind,
                    name: pair[0].clone(),
                });
            }
        }
        for part in self.contact_types() {
            self.check_contact_type(part, &mut misfits);
        }
        for (q, queue) in self.queues().iter().enumerate() {
            self.check_relief(q, queue, &mut misfits);
        }
        self.check_services(&mut misfits);
        self.check_size(&mut misfits);
        misfits
    }

    fn check_contact_type(&self, part: &ContactType, misfits: &mut Vec<Misfit>) {
        let groups = self.skill_groups().len();
        if part.queue.index() >= self.queues().len()
            || part
                .groups
                .iter()
                .flatten()
                .any(|group| group.index() >= groups)
            || part.handling.len() != groups
            || part.in_service_at_start.len() != groups
            || !self.is_sound(&part.journey)
        {
            misfits.push(Misfit::Dangling(part.name.clone()));
        } else if part.groups.iter().flatten().next().is_none() {
            misfits.push(Misfit::Unserved(part.name.clone()));
        }
    }

    /// Overflows lead only to what exists, and leave somebody who answers without them.
    fn check_relief(&self, q: usize, queue: &Queue, misfits: &mut Vec<Misfit>) {
        let is_there = |overflow: &Overflow| match overflow.to {
            OverflowTo::Type(other) => other.index() < self.contact_types().len(),
            OverflowTo::Group(group) => group.index() < self.skill_groups().len(),
            OverflowTo::Callback => queue.relief.callback.is_some(),
        };
        if !queue.relief.overflows.iter().all(is_there) {
            misfits.push(Misfit::Dangling(queue.name.clone()));
        }
        for part in (self.contact_types().iter()).filter(|part| part.queue.index() == q) {
            let mut groups = part.groups.iter().flatten().peekable();
            if groups.peek().is_some() && groups.all(|group| queue.relief.is_by_overflow(*group)) {
                misfits.push(Misfit::Unserved(part.name.clone()));
            }
        }
    }

    /// Whether a journey leads only to what exists; self-services come later.
    fn is_sound(&self, journey: &Journey) -> bool {
        let groups = self.skill_groups().len();
        let follow_ups = [
            journey.redial.as_ref().map(|redial| &redial.how),
            journey.repeat.as_ref().map(|repeat| &repeat.how),
            journey.comes_back.as_ref().map(|back| &back.how),
        ];
        let transfer = journey.transfer.iter();
        let passed_on = transfer.flat_map(|transfer| {
            let wrong = transfer.wrong.map(|(wrong, _)| wrong);
            std::iter::once(transfer.to).chain(wrong)
        });
        let others = follow_ups.into_iter().flatten();
        let others = others.filter_map(|how| how.other.map(|(other, _)| other));
        let mut others = others.chain(passed_on);
        journey.self_service.is_none()
            && (journey.resolution.is_empty() || journey.resolution.len() == groups)
            && others.all(|other| other.index() < self.contact_types().len())
    }

    /// A group is in a type's list, has handling for it and serves it, or none of the three.
    fn check_services(&self, misfits: &mut Vec<Misfit>) {
        for (g, group) in self.skill_groups().iter().enumerate() {
            if group
                .serves
                .iter()
                .any(|id| id.index() >= self.contact_types().len())
            {
                misfits.push(Misfit::Dangling(group.name.clone()));
            }
            for (t, part) in self.contact_types().iter().enumerate() {
                let listed = part
                    .groups
                    .iter()
                    .flatten()
                    .filter(|id| id.index() == g)
                    .count();
                let served = group.serves.iter().filter(|id| id.index() == t).count();
                let handled = usize::from(part.handling.get(g).is_some_and(Option::is_some));
                if listed != served || listed != handled {
                    let (group, contact_type) = (group.name.clone(), part.name.clone());
                    misfits.push(Misfit::OneSided {
                        group,
                        contact_type,
                    });
                }
            }
        }
    }

    /// An agent's number and an instant must fit together in 63 bits (see `engine::agent_clock`).
    fn check_size(&self, misfits: &mut Vec<Misfit>) {
        let people = self.people();
        let bits = usize::BITS - people.leading_zeros();
        let latest = self.horizon().latest().as_micros();
        if people >= number::index(u32::MAX) || bits >= 40 || latest >= 1 << (63 - bits) {
            misfits.push(Misfit::TooLarge {
                people,
                days: self.horizon().days().len(),
            });
        }
    }
}
