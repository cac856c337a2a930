//! Skill groups: agents who can do the same things.

use super::{
    Concurrency, ContactChoice, ContactTypeId, Language, Leaving, People, StaffingPlan, Title,
};
use crate::units::{CostPerHour, Share, UnitCost};

/// Agents who can do the same contact types.
#[derive(Clone, Debug, PartialEq)]
pub struct SkillGroup {
    /// Its name, unique among groups.
    pub name: String,
    /// What people are shown instead of the name, if anything is.
    pub title: Option<Title>,
    /// The contact types it serves, in the order of its preference [at least one].
    pub serves: Vec<ContactTypeId>,
    /// Which waiting contact a free agent of the group takes.
    pub takes: ContactChoice,
    /// How many contacts its agents may have in hand at once; `None`: one.
    pub concurrency: Option<Concurrency>,
    /// Who is logged in when, special days with more or less shrinkage included.
    pub staffing: StaffingPlan,
    /// Paid time not logged in ÷ paid time, on ordinary days [0 ≤ shrinkage < 1].
    pub shrinkage: Share,
    /// What a paid hour costs, if that is known.
    pub hourly_rate: Option<CostPerHour>,
    /// What each contact that it answers costs, as an outsourcer charges it.
    pub cost_per_contact: Option<UnitCost>,
    /// How its people differ.
    pub people: People,
    /// What happens when fewer people are planned than are busy.
    pub leaving: Leaving,
}

impl SkillGroup {
    /// What it is called before people: its title in a language, or else its name.
    pub fn title_in(&self, language: Language) -> &str {
        Title::or_name(self.title.as_ref(), &self.name, language)
    }
}
