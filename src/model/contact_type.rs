//! Contact types: why people get in touch, and everything that differs by reason.

use super::{
    AgentChoice, Announced, Busyness, Channel, Demand, Handling, Journey, Language, Patience,
    QueueId, SkillGroupId, Title, Urgency,
};
use crate::units::Agents;

/// A reason for contact.
#[derive(Clone, Debug, PartialEq)]
pub struct ContactType {
    /// Its name, unique among contact types; chance hangs on it, not on the place in the file.
    pub name: String,
    /// What people are shown instead of the name, if anything is.
    pub title: Option<Title>,
    /// How its contacts reach the centre.
    pub channel: Channel,
    /// Where its contacts wait.
    pub queue: QueueId,
    /// Priority class in the queue [1..]; 1 is answered first.
    pub priority: u32,
    /// When its contacts arrive.
    pub demand: Demand,
    /// How far its volume strays from the demand's rate; none where contacts are replayed or the rate
    /// is a sinusoid.
    pub busyness: Busyness,
    /// How long its customers wait.
    pub patience: Patience,
    /// What an announcement of the wait does to them.
    pub announced: Announced,
    /// Groups that may answer, in order; groups in one inner list rank equally [at least one].
    pub groups: Vec<Vec<SkillGroupId>>,
    /// Which free agent of equally ranked groups takes the contact.
    pub choice: AgentChoice,
    /// How the waits of its customers are weighted where groups choose by weighted wait.
    pub urgency: Urgency,
    /// Free agents of each group (in the centre's order) that are kept back from its contacts, for
    /// others; empty: none.
    pub reserve: Vec<u32>,
    /// Handling by skill group, in the centre's order of groups; `None` where the group does not
    /// serve the type.
    pub handling: Vec<Option<Handling>>,
    /// What happens to its customers before an agent is asked for and after.
    pub journey: Journey,
    /// Contacts already in line when the horizon starts; they load the centre and are not counted.
    pub waiting_at_start: u32,
    /// Contacts just taken by the agents of each group (in the centre's order) when the horizon
    /// starts; they load the centre and are not counted.
    pub in_service_at_start: Vec<Agents>,
}

impl ContactType {
    /// What it is called before people: its title in a language, or else its name.
    pub fn title_in(&self, language: Language) -> &str {
        Title::or_name(self.title.as_ref(), &self.name, language)
    }
}
