//! Of what, and over which time, a number is.

use super::ScopeKind;
use crate::model::{ContactCentre, ContactTypeId, QueueId, SkillGroupId};

/// The part of a centre that a number is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// All of it.
    Centre,
    /// One contact type.
    Type(ContactTypeId),
    /// One queue, that is all contact types that wait in it.
    Queue(QueueId),
    /// One skill group.
    Group(SkillGroupId),
}

impl Scope {
    /// The kind of scope.
    pub const fn kind(self) -> ScopeKind {
        match self {
            Self::Centre => ScopeKind::Centre,
            Self::Type(_) => ScopeKind::Type,
            Self::Queue(_) => ScopeKind::Queue,
            Self::Group(_) => ScopeKind::Group,
        }
    }

    /// The name of the part of this centre.
    pub fn name(self, centre: &ContactCentre) -> &str {
        match self {
            Self::Centre => centre.name(),
            Self::Type(id) => &centre.contact_types()[id.index()].name,
            Self::Queue(id) => &centre.queues()[id.index()].name,
            Self::Group(id) => &centre.skill_groups()[id.index()].name,
        }
    }

    /// Every scope of a centre, in the order in which they are reported.
    pub fn all(centre: &ContactCentre) -> Vec<Self> {
        let mut scopes = vec![Self::Centre];
        scopes.extend((0..centre.contact_types().len()).map(|t| Self::Type(ContactTypeId::new(t))));
        scopes.extend((0..centre.queues().len()).map(|q| Self::Queue(QueueId::new(q))));
        scopes.extend((0..centre.skill_groups().len()).map(|g| Self::Group(SkillGroupId::new(g))));
        scopes
    }
}

/// The time that a number is about; only the part after the warm-up counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// All of it.
    Horizon,
    /// A local day, by its place in [`Horizon::days`](crate::model::Horizon::days).
    Day(usize),
    /// A planning interval, by its place in [`Horizon::intervals`](crate::model::Horizon::intervals).
    Interval(usize),
}
