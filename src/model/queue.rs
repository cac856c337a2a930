//! Queues: configured waiting places with their rules.

use super::{Language, Relief, ServiceTarget, Title};
use crate::units::{CostPerHour, SimTime, UnitCost};

/// A waiting place with its rules.
///
/// Within a priority class contacts are answered first come first served; contacts of a lower class
/// number go first.
#[derive(Clone, Debug, PartialEq)]
pub struct Queue {
    /// Its name, unique among queues.
    pub name: String,
    /// What people are shown instead of the name, if anything is.
    pub title: Option<Title>,
    /// How many may wait; `None`: any number. Further contacts are blocked.
    pub queue_capacity: Option<u32>,
    /// How many customers may be on the line, waiting and talking (wrap-up does not hold a trunk);
    /// `None`: any number. Further contacts are blocked.
    pub trunks: Option<u32>,
    /// What an hour of each trunk costs, used or not.
    pub trunk_hourly_rate: Option<CostPerHour>,
    /// What each contact that abandons costs: goodwill, business lost.
    pub cost_per_abandoned: Option<UnitCost>,
    /// When contacts are let in.
    pub opening_hours: OpeningHours,
    /// What happens at closing time to those who wait.
    pub at_closing: AtClosing,
    /// What happens to contacts that cannot be answered at once.
    pub relief: Relief,
    /// What customers were promised.
    pub target: ServiceTarget,
}

impl Queue {
    /// What it is called before people: its title in a language, or else its name.
    pub fn title_in(&self, language: Language) -> &str {
        Title::or_name(self.title.as_ref(), &self.name, language)
    }

    /// Whether a decision reads how many wait just now, so that who has left must be known at once.
    pub const fn reads_line_length(&self) -> bool {
        self.queue_capacity.is_some() || self.trunks.is_some() || !self.relief.is_none()
    }
}

/// When a queue lets contacts in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum OpeningHours {
    /// Day and night.
    #[default]
    Always,
    /// From each first instant until just before the second; ascending and disjoint.
    Spans(Vec<(SimTime, SimTime)>),
}

/// What happens at closing time to those who wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AtClosing {
    /// They are served: who would leave stays until the line is empty.
    #[default]
    WorkOff,
    /// They are sent away at once.
    SendAway,
}
