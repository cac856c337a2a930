//! Of what, and over which time, a number is.

use super::ScopeKind;
use crate::model::{ContactCentre, ContactTypeId, Language, QueueId, SkillGroupId, Title};

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

    /// The title of the part of this centre, if it has one.
    pub fn title(self, centre: &ContactCentre) -> Option<&Title> {
        match self {
            Self::Centre => centre.title(),
            Self::Type(id) => centre.contact_types()[id.index()].title.as_ref(),
            Self::Queue(id) => centre.queues()[id.index()].title.as_ref(),
            Self::Group(id) => centre.skill_groups()[id.index()].title.as_ref(),
        }
    }

    /// What the part of this centre is called before people: its title in a language, or else its name.
    pub fn title_in(self, centre: &ContactCentre, language: Language) -> &str {
        Title::or_name(self.title(centre), self.name(centre), language)
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
