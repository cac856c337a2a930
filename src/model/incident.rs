//! Incidents: something goes wrong, more customers than usual get in touch, and it passes.

use super::{ContactTypeId, Language, Title};
use crate::units::{PerHour, Share, SimTime, Span};

/// Something that brings extra contacts for a while.
///
/// The extra contacts come on top of those who would have come anyway, whose arrivals it does not move.
/// Their rate rises from nothing over `ramp`, stays at its top, and falls to nothing over `decay`, both
/// evenly; incidents that overlap add up.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    /// Its name, unique among incidents; its chance hangs on it.
    pub name: String,
    /// What people are shown instead of the name, if anything is.
    pub title: Option<Title>,
    /// When it begins.
    pub begins: IncidentStart,
    /// How many extra contacts it brings.
    pub size: IncidentSize,
    /// Coefficient of variation of a gamma factor with mean 1 on the size, drawn each time it happens
    /// [0..=1]; 0: always as stated.
    pub size_cv: f64,
    /// From its beginning to its top.
    pub ramp: Span,
    /// How long it stays at its top.
    pub lasts: Span,
    /// From the end of its top to its end.
    pub decay: Span,
    /// The contact types that it affects, each once, with their weights \[> 0\].
    pub affects: Vec<(ContactTypeId, f64)>,
    /// What customers are told while it is on, if anything is.
    pub announcement: Option<Announcement>,
}

/// When an incident begins.
#[derive(Clone, Debug, PartialEq)]
pub enum IncidentStart {
    /// At these instants, ascending \[inside the horizon\].
    At(Vec<SimTime>),
    /// At random: a Poisson process of this rate between two instants \[inside the horizon\].
    Random {
        /// How often on average.
        rate: PerHour,
        /// The first instant at which it may begin.
        from: SimTime,
        /// The first instant at which it no longer may.
        to: SimTime,
    },
}

/// How many extra contacts an incident brings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum IncidentSize {
    /// At its top, so many times a type's own rate, times the type's weight [0..].
    Times(f64),
    /// So many in all each time on average [0..], dealt out to the types in proportion to their
    /// weights.
    Contacts(f64),
}

/// What customers are told during an incident: some of them do not get in touch then, or do so elsewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Announcement {
    /// How long after the incident begins it is made.
    pub after: Span,
    /// How long it is made; `None`: as long as the incident is on. It ends with the incident anyway.
    pub lasts: Option<Span>,
    /// The share that it deflects of all who arrive with one of the affected types, whether the
    /// incident brought them or not [0..=1].
    pub deflects: Share,
    /// The contact type as which those who are deflected arrive instead, at the same instant; `None`:
    /// they do not get in touch.
    pub to: Option<ContactTypeId>,
}

impl Incident {
    /// The largest coefficient of variation of the size.
    pub const MOST_SIZE_CV: f64 = 1.0;

    /// From its beginning to its end.
    pub fn length(&self) -> Span {
        self.ramp + self.lasts + self.decay
    }

    /// How long it would be at its top if it were nothing but that and brought as many: half of ramp and
    /// decay, and all between.
    pub fn time_at_top(&self) -> Span {
        Span::from_micros_f64(
            0.5 * (self.ramp.as_micros_f64() + self.decay.as_micros_f64())
                + self.lasts.as_micros_f64(),
        )
    }

    /// How far it has risen so long after its beginning [0..=1].
    ///
    /// ```
    /// # use springtide::model::{Incident, IncidentSize, IncidentStart};
    /// # use springtide::units::Span;
    /// let outage = Incident {
    ///     ramp: Span::from_secs(600),
    ///     lasts: Span::from_secs(3_600),
    ///     decay: Span::from_secs(1_200),
    /// #   name: "outage".to_owned(),
    /// #   title: None,
    /// #   begins: IncidentStart::At(Vec::new()),
    /// #   size: IncidentSize::Times(1.0),
    /// #   size_cv: 0.0,
    /// #   affects: Vec::new(),
    /// #   announcement: None,
    /// };
    /// assert_eq!(outage.level(Span::from_secs(300)), 0.5);
    /// assert_eq!(outage.level(Span::from_secs(600)), 1.0);
    /// assert_eq!(outage.level(Span::from_secs(4_800)), 0.5);
    /// assert_eq!(outage.time_at_top(), Span::from_secs(4_500));
    /// ```
    pub fn level(&self, after: Span) -> f64 {
        let top = self.ramp + self.lasts;
        if after < self.ramp {
            after.as_micros_f64() / self.ramp.as_micros_f64()
        } else if after < top {
            1.0
        } else if after < self.length() {
            1.0 - after.saturating_sub(top).as_micros_f64() / self.decay.as_micros_f64()
        } else {
            0.0
        }
    }

    /// The weight of a contact type; zero if it is not affected.
    pub fn weight_of(&self, contact_type: ContactTypeId) -> f64 {
        let of = |(affected, weight): &(ContactTypeId, f64)| {
            (*affected == contact_type).then_some(*weight)
        };
        self.affects.iter().find_map(of).unwrap_or(0.0)
    }

    /// The extra contacts of a type at the incident's top.
    pub fn extra_of(&self, contact_type: ContactTypeId) -> ExtraContacts {
        let weight = self.weight_of(contact_type);
        match self.size {
            IncidentSize::Times(times) => ExtraContacts::Times(times * weight),
            IncidentSize::Contacts(contacts) => {
                let all: f64 = self.affects.iter().map(|(_, weight)| weight).sum();
                let hours = self.time_at_top().as_hours_f64();
                let rate = PerHour::new(contacts * weight / all / hours);
                ExtraContacts::Rate(rate.unwrap_or_default())
            }
        }
    }

    /// How often it begins on average.
    pub fn expected_times(&self) -> f64 {
        match &self.begins {
            IncidentStart::At(instants) => crate::units::number::float_len(instants.len()),
            IncidentStart::Random { rate, from, to } => rate.expected_in(to.since(*from)),
        }
    }

    /// The instants at which it begins, if they are set.
    pub fn set_times(&self) -> &[SimTime] {
        match &self.begins {
            IncidentStart::At(instants) => instants,
            IncidentStart::Random { .. } => &[],
        }
    }

    /// From when until when customers are told of it, if it begins at an instant; nothing if the incident
    /// is over before.
    pub fn announced(&self, begins: SimTime) -> Option<(SimTime, SimTime)> {
        let announcement = self.announcement?;
        let from = begins + announcement.after;
        let end = begins + self.length();
        let to = announcement
            .lasts
            .map_or(end, |lasts| end.min(from + lasts));
        (from < to).then_some((from, to))
    }

    /// What it is called before people: its title in a language, or else its name.
    pub fn title_in(&self, language: Language) -> &str {
        Title::or_name(self.title.as_ref(), &self.name, language)
    }
}

/// The extra contacts of a type at the top of an incident.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ExtraContacts {
    /// So many times the type's own rate at each instant [0..].
    Times(f64),
    /// So many, whatever the type's own rate.
    Rate(PerHour),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn incident() -> Incident {
        Incident {
            name: "outage".to_owned(),
            title: None,
            begins: IncidentStart::At(vec![SimTime::START]),
            size: IncidentSize::Contacts(900.0),
            size_cv: 0.0,
            ramp: Span::from_secs(600),
            lasts: Span::from_secs(3_600),
            decay: Span::from_secs(1_200),
            affects: vec![(ContactTypeId::new(0), 2.0), (ContactTypeId::new(3), 1.0)],
            announcement: Some(Announcement {
                after: Span::from_secs(900),
                lasts: None,
                deflects: Share::ONE,
                to: None,
            }),
        }
    }

    #[test]
    fn contacts_are_dealt_out_by_weight_over_the_time_at_the_top() {
        let incident = incident();
        let rate = |t| match incident.extra_of(ContactTypeId::new(t)) {
            ExtraContacts::Rate(rate) => rate.as_f64(),
            ExtraContacts::Times(_) => f64::NAN,
        };
        // 900 contacts over 75 min at the top, two thirds of them of the first type.
        assert!((rate(0) - 480.0).abs() < 1e-9);
        assert!((rate(3) - 240.0).abs() < 1e-9);
        assert!(rate(1).abs() < 1e-9);
    }

    #[test]
    fn an_announcement_ends_with_its_incident() {
        let mut incident = incident();
        let at = |secs| SimTime::START + Span::from_secs(secs);
        assert_eq!(incident.announced(at(0)), Some((at(900), at(5_400))));
        let mut change = |after, lasts| {
            incident.announcement = Some(Announcement {
                after: Span::from_secs(after),
                lasts: Some(Span::from_secs(lasts)),
                deflects: Share::ONE,
                to: None,
            });
            incident.announced(at(100))
        };
        assert_eq!(change(900, 60), Some((at(1_000), at(1_060))));
        assert_eq!(change(900, 9_000), Some((at(1_000), at(5_500))));
        assert_eq!(change(5_400, 60), None);
    }
}
