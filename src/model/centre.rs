//! The contact centre as a whole.

use thiserror::Error;

use super::{
    BusynessCorrelation, Channel, ChannelKind, Concurrency, ContactType, ContactTypeId, DueClock,
    Horizon, Incident, Journey, Language, Money, Overflow, OverflowTo, Queue, Reason, SelfService,
    SelfServiceId, SkillGroup, SpecialDays, StaffingPlan, Title,
};
use crate::units::{Cost, Factor, number};

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

    /// The self-service that a contact type's customers meet first.
    pub fn self_service_of(&self, contact_type: ContactTypeId) -> Option<&SelfService> {
        let journey = &self.contact_types[contact_type.index()].journey;
        let service = journey.self_service?;
        Some(&self.self_services[service.index()])
    }

    /// The share of a contact type's demand that gets in touch, because the cause has not been mended
    /// [0..=1].
    pub fn coming_share(&self, contact_type: ContactTypeId) -> f64 {
        let reasons = &self.contact_types[contact_type.index()].journey.reasons;
        if reasons.is_empty() {
            return 1.0;
        }
        let shares = reasons.iter();
        let shares =
            shares.map(|reason| reason.share.as_f64() * reason.spared.complement().as_f64());
        shares.sum::<f64>().min(1.0)
    }

    /// The share of a contact type's demand that asks for an agent at the first contact: what is neither
    /// spared nor kept by self-service [0..=1].
    pub fn asking_share(&self, contact_type: ContactTypeId) -> f64 {
        let reasons = &self.contact_types[contact_type.index()].journey.reasons;
        if reasons.is_empty() {
            return 1.0;
        }
        let shares = reasons.iter();
        let shares = shares.map(|reason| self.asking_part(contact_type, reason));
        shares.sum::<f64>().min(1.0)
    }

    /// The mean factor on the talk of those \[> 0\]; where some of them may go past self-service, as if
    /// that made no difference or shortened it.
    pub fn asking_talk_factor(&self, contact_type: ContactTypeId) -> Factor {
        let reasons = &self.contact_types[contact_type.index()].journey.reasons;
        let (mut share, mut talk) = (0.0, 0.0);
        for reason in reasons {
            let part = self.asking_part(contact_type, reason);
            share += part;
            talk += part * reason.talk_factor.as_f64();
        }
        let handed_over = self.self_service_of(contact_type).map_or(1.0, |service| {
            let factor = service.talk_factor.as_f64();
            if service.may_be_passed_by() {
                factor.min(1.0)
            } else {
                factor
            }
        });
        let mean = if share > 0.0 { talk / share } else { 1.0 };
        Factor::new(mean * handed_over).unwrap_or(Factor::ONE)
    }

    fn asking_part(&self, contact_type: ContactTypeId, reason: &Reason) -> f64 {
        let service = self.self_service_of(contact_type);
        let passed_on = service.map_or(1.0, |service| service.passes_on(reason));
        reason.share.as_f64() * reason.spared.complement().as_f64() * passed_on
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

    fn misfits(&self) -> Vec<Misfit> {
        let mut misfits = Vec::new();
        let names = |of: &mut dyn Iterator<Item = &String>| of.cloned().collect::<Vec<String>>();
        for (kind, mut names) in [
            (
                "contact type",
                names(&mut self.contact_types.iter().map(|part| &part.name)),
            ),
            (
                "queue",
                names(&mut self.queues.iter().map(|part| &part.name)),
            ),
            (
                "skill group",
                names(&mut self.skill_groups.iter().map(|part| &part.name)),
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
        for part in &self.contact_types {
            self.check_contact_type(part, &mut misfits);
        }
        for (q, queue) in self.queues.iter().enumerate() {
            self.check_relief(q, queue, &mut misfits);
        }
        self.check_services(&mut misfits);
        self.check_size(&mut misfits);
        misfits
    }

    fn check_contact_type(&self, part: &ContactType, misfits: &mut Vec<Misfit>) {
        let groups = self.skill_groups.len();
        if part.queue.index() >= self.queues.len()
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
            OverflowTo::Type(other) => other.index() < self.contact_types.len(),
            OverflowTo::Group(group) => group.index() < self.skill_groups.len(),
            OverflowTo::Callback => queue.relief.callback.is_some(),
        };
        if !queue.relief.overflows.iter().all(is_there) {
            misfits.push(Misfit::Dangling(queue.name.clone()));
        }
        for part in (self.contact_types.iter()).filter(|part| part.queue.index() == q) {
            let mut groups = part.groups.iter().flatten().peekable();
            if groups.peek().is_some() && groups.all(|group| queue.relief.is_by_overflow(*group)) {
                misfits.push(Misfit::Unserved(part.name.clone()));
            }
        }
    }

    /// Whether a journey leads only to what exists; self-services come later.
    fn is_sound(&self, journey: &Journey) -> bool {
        let groups = self.skill_groups.len();
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
            && others.all(|other| other.index() < self.contact_types.len())
    }

    /// A group is in a type's list, has handling for it and serves it, or none of the three.
    fn check_services(&self, misfits: &mut Vec<Misfit>) {
        for (g, group) in self.skill_groups.iter().enumerate() {
            if group
                .serves
                .iter()
                .any(|id| id.index() >= self.contact_types.len())
            {
                misfits.push(Misfit::Dangling(group.name.clone()));
            }
            for (t, part) in self.contact_types.iter().enumerate() {
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
        let latest = self.horizon.latest().as_micros();
        if people >= number::index(u32::MAX) || bits >= 40 || latest >= 1 << (63 - bits) {
            misfits.push(Misfit::TooLarge {
                people,
                days: self.horizon.days().len(),
            });
        }
    }

    /// When contacts of a type are due, if they are tickets with a due time.
    pub fn due_clock(&self, contact_type: usize) -> Option<DueClock> {
        let part = &self.contact_types[contact_type];
        match part.channel {
            Channel::Ticket(ticket) => {
                let hours = &self.queues[part.queue.index()].opening_hours;
                Some(DueClock::new(ticket.due?, hours.clone()))
            }
            Channel::Voice | Channel::Chat(_) => None,
        }
    }

    /// Which channels a group serves, in the order of [`ChannelKind::ALL`].
    pub fn channels_of(&self, group: usize) -> [bool; 3] {
        let mut serves = [false; 3];
        for id in &self.skill_groups[group].serves {
            serves[self.contact_types[id.index()].channel.kind().index()] = true;
        }
        serves
    }

    /// How many contacts agents of a group may have in hand, if that is more than a plain contact at a
    /// time: if it is written, or if there are tickets or customers who leave silently.
    pub fn desks_of(&self, group: usize) -> Option<Concurrency> {
        let part = &self.skill_groups[group];
        let is_plain = |id: &ContactTypeId| {
            let channel = &self.contact_types[id.index()].channel;
            channel.kind() != ChannelKind::Ticket && channel.silence().is_none()
        };
        match &part.concurrency {
            Some(concurrency) => Some(concurrency.clone()),
            None if part.serves.iter().all(is_plain) => None,
            None => Some(Concurrency::one_at_a_time()),
        }
    }

    /// The most contacts that an agent of a group may have in hand at once [1..].
    pub fn most_in_hand(&self, group: usize) -> u32 {
        let desks = self.desks_of(group);
        desks.map_or(1, |desks| desks.most_in_hand(self.channels_of(group)))
    }

    /// Whether tickets wait in a queue; then nothing else does.
    pub fn holds_tickets(&self, queue: usize) -> bool {
        let mut types = self.contact_types.iter();
        types.any(|part| part.queue.index() == queue && part.channel.kind() == ChannelKind::Ticket)
    }

    /// Whether some contact type is of a channel.
    pub fn has_channel(&self, channel: ChannelKind) -> bool {
        let mut types = self.contact_types.iter();
        types.any(|part| part.channel.kind() == channel)
    }

    /// The contact types whose customers wait at the other end: all but tickets.
    pub fn live_types(&self) -> impl Iterator<Item = usize> {
        let types = self.contact_types.iter().enumerate();
        let is_live = |part: &ContactType| part.channel.kind() != ChannelKind::Ticket;
        types.filter(move |(_, part)| is_live(part)).map(|(t, _)| t)
    }

    /// Whether it has both tickets and live contacts.
    pub fn mixes_tickets(&self) -> bool {
        self.has_channel(ChannelKind::Ticket) && self.live_types().next().is_some()
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
