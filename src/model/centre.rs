//! The contact centre as a whole.

use super::{
    BusynessCorrelation, ContactType, ContactTypeId, Horizon, Incident, Language, Misfit, Money,
    Queue, SelfService, SelfServiceId, SkillGroup, SpecialDays, StaffingPlan, Title,
};
use crate::units::Cost;

/// A contact centre whose parts fit together.
#[derive(Clone, Debug, PartialEq)]
pub struct ContactCentre {
    name: String,
    title: Option<Title>,
    language: Language,
    money: Option<Money>,
    horizon: Horizon,
    contact_types: Vec<ContactType>,
    queues: Vec<Queue>,
    skill_groups: Vec<SkillGroup>,
    self_services: Vec<SelfService>,
    special_days: SpecialDays,
    busyness_correlation: BusynessCorrelation,
    incidents: Vec<Incident>,
}

impl ContactCentre {
    /// A centre from parts that fit together.
    ///
    /// # Errors
    /// Returns every misfit found.
    pub fn new(
        name: String,
        horizon: Horizon,
        contact_types: Vec<ContactType>,
        queues: Vec<Queue>,
        skill_groups: Vec<SkillGroup>,
    ) -> Result<Self, Vec<Misfit>> {
        let centre = Self {
            name,
            title: None,
            language: Language::default(),
            money: None,
            horizon,
            contact_types,
            queues,
            skill_groups,
            self_services: Vec::new(),
            special_days: SpecialDays::default(),
            busyness_correlation: BusynessCorrelation::default(),
            incidents: Vec::new(),
        };
        let misfits = centre.misfits();
        if misfits.is_empty() {
            Ok(centre)
        } else {
            Err(misfits)
        }
    }

    /// The same centre with a title, and the language that its results are told in unless another is
    /// asked for.
    #[must_use]
    pub fn with_title(mut self, title: Option<Title>, language: Language) -> Self {
        self.title = title;
        self.language = language;
        self
    }

    /// The same centre with self-services, each in front of some contact types; types that do not
    /// exist are passed over.
    #[must_use]
    pub fn with_self_services(mut self, services: Vec<(SelfService, Vec<ContactTypeId>)>) -> Self {
        for (service, types) in services {
            let id = SelfServiceId::new(self.self_services.len());
            for t in types {
                if let Some(part) = self.contact_types.get_mut(t.index()) {
                    part.journey.self_service = Some(id);
                }
            }
            self.self_services.push(service);
        }
        self
    }

    /// The same centre in a currency, with what its plan costs beside its people.
    #[must_use]
    pub const fn with_money(mut self, money: Option<Money>) -> Self {
        self.money = money;
        self
    }

    /// The same centre with another fixed cost, if it knows money.
    #[must_use]
    pub fn with_fixed_cost(mut self, fixed_cost: Cost) -> Self {
        if let Some(money) = &mut self.money {
            money.fixed_cost = fixed_cost;
        }
        self
    }

    /// The same centre with days whose busyness goes together.
    #[must_use]
    pub fn with_busyness_correlation(mut self, correlation: BusynessCorrelation) -> Self {
        self.busyness_correlation = correlation;
        self
    }

    /// The same centre with incidents.
    ///
    /// # Panics
    /// If one affects, or deflects to, a contact type that does not exist.
    #[must_use]
    pub fn with_incidents(mut self, incidents: Vec<Incident>) -> Self {
        let named = incidents.iter().flat_map(|incident| {
            let to = (incident.announcement).and_then(|announcement| announcement.to);
            incident.affects.iter().map(|(id, _)| *id).chain(to)
        });
        for id in named {
            assert!(
                id.index() < self.contact_types.len(),
                "an incident of no type"
            );
        }
        self.incidents = incidents;
        self
    }

    /// The same centre with the special days of its horizon.
    #[must_use]
    pub fn with_special_days(mut self, special_days: SpecialDays) -> Self {
        self.special_days = special_days;
        self
    }

    /// The centre's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What people are shown instead of the name, if anything is.
    pub const fn title(&self) -> Option<&Title> {
        self.title.as_ref()
    }

    /// What it is called before people: its title in a language, or else its name.
    pub fn title_in(&self, language: Language) -> &str {
        Title::or_name(self.title.as_ref(), &self.name, language)
    }

    /// The language that results are told in unless another is asked for.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Its currency and what its plan costs beside its people; `None` if it knows no money.
    pub const fn money(&self) -> Option<&Money> {
        self.money.as_ref()
    }

    /// The days simulated.
    pub const fn horizon(&self) -> &Horizon {
        &self.horizon
    }

    /// The reasons for contact.
    pub fn contact_types(&self) -> &[ContactType] {
        &self.contact_types
    }

    /// The queues.
    pub fn queues(&self) -> &[Queue] {
        &self.queues
    }

    /// The skill groups.
    pub fn skill_groups(&self) -> &[SkillGroup] {
        &self.skill_groups
    }

    /// The self-services.
    pub fn self_services(&self) -> &[SelfService] {
        &self.self_services
    }

    /// Whether something follows from contacts, or comes before them, so that matters are followed.
    pub fn follows_matters(&self) -> bool {
        (self.contact_types.iter()).any(|part| !part.journey.is_none())
            || (self.queues.iter()).any(|queue| queue.relief.callback.is_some())
    }

    /// Whether anything but the line awaits contacts that cannot be answered at once.
    pub fn relieves_lines(&self) -> bool {
        (self.queues.iter()).any(|queue| !queue.relief.is_none())
            || (self.self_services.iter()).any(|service| service.escalation.only_below.is_some())
    }

    /// How the busyness of days goes together.
    pub const fn busyness_correlation(&self) -> BusynessCorrelation {
        self.busyness_correlation
    }

    /// What brings extra contacts for a while.
    pub fn incidents(&self) -> &[Incident] {
        &self.incidents
    }

    /// Whether some incident is announced, so that customers may be deflected.
    pub fn has_announcements(&self) -> bool {
        (self.incidents.iter()).any(|incident| incident.announcement.is_some())
    }

    /// The special days of the horizon, and what they change.
    pub const fn special_days(&self) -> &SpecialDays {
        &self.special_days
    }

    /// The most people that may be at work at once.
    pub fn people(&self) -> usize {
        self.skill_groups
            .iter()
            .map(|group| &group.staffing)
            .map(StaffingPlan::most)
            .sum()
    }
}
