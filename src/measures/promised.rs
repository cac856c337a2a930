//! Whether a day, or the horizon, keeps what the customers of a queue were promised, and how likely
//! that is.
//!
//! A period of one replication *meets* a target if none of its promises is broken and at least one can
//! be judged. A promise cannot be judged where its number is not defined (0 ÷ 0: nobody was offered,
//! or nobody answered): so a day without contacts neither meets nor misses a target, and is left out
//! of the chances. The centre meets its targets if no queue misses its own.

use super::{Better, Contacts, Estimator, IntervalUse, Measure, ScopeKind, Unit};
use crate::model::{ContactCentre, ServiceTarget};
use crate::units::number;

/// Which promises of a target are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Promised {
    /// All of them.
    Target,
    /// The share within the target wait.
    ServiceLevel,
    /// The mean wait of answered contacts.
    Asa,
    /// The share of abandonments.
    Abandonment,
    /// The share of tickets finished in due time.
    InDueTime,
    /// The mean age of the backlog of tickets.
    BacklogAge,
}

/// What became of promises in a period of one replication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// There was nothing to judge by.
    Nothing,
    /// One was broken.
    Missed,
    /// None was broken.
    Met,
}

/// What a period of one replication is judged by: totals of the contacts of a queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The top of the service level by the queue's rule.
    pub met: u128,
    /// Its bottom.
    pub due: u128,
    /// Contacts answered.
    pub answered: u128,
    /// Waits of those answered \[µs\].
    pub wait_answered: u128,
    /// Contacts offered.
    pub offered: u128,
    /// Contacts that abandoned.
    pub abandoned: u128,
    /// Tickets that were due within the horizon.
    pub tickets_due: u128,
    /// Those of them that were finished by then.
    pub in_due_time: u128,
    /// Time of tickets that nobody works on \[µs\].
    pub backlog: u128,
    /// Their ages over that time \[µs·s\].
    pub backlog_ages: u128,
}

impl Promised {
    /// Every promise on its own.
    pub const EACH: [Self; 5] = [
        Self::ServiceLevel,
        Self::Asa,
        Self::Abandonment,
        Self::InDueTime,
        Self::BacklogAge,
    ];

    /// The name of the chance in files.
    pub const fn measure(self) -> &'static str {
        match self {
            Self::Target => "chance_target_met",
            Self::ServiceLevel => "chance_service_level_met",
            Self::Asa => "chance_asa_met",
            Self::Abandonment => "chance_abandonment_met",
            Self::InDueTime => "chance_in_due_time_met",
            Self::BacklogAge => "chance_backlog_age_met",
        }
    }

    /// Whether a target promises this.
    pub const fn is_in(self, target: &ServiceTarget) -> bool {
        match self {
            Self::Target => {
                target.share.is_some()
                    || target.asa.is_some()
                    || target.abandonment.is_some()
                    || target.due_share.is_some()
                    || target.backlog_age.is_some()
            }
            Self::ServiceLevel => target.share.is_some(),
            Self::Asa => target.asa.is_some(),
            Self::Abandonment => target.abandonment.is_some(),
            Self::InDueTime => target.due_share.is_some(),
            Self::BacklogAge => target.backlog_age.is_some(),
        }
    }

    /// Whether a queue with this target has a chance of it: of its target if it has any promise, of a
    /// promise on its own if it has several.
    pub fn is_of(self, target: &ServiceTarget) -> bool {
        let promises = Self::EACH.iter().filter(|one| one.is_in(target)).count();
        self.is_in(target) && (self == Self::Target || promises > 1)
    }

    /// What became of these promises of a target. All comparisons are exact up to the nearest float
    /// of each share.
    pub fn judge(self, target: &ServiceTarget, evidence: &Evidence) -> Kept {
        let looks_at = |one: Self| self == Self::Target || self == one;
        let share = |top: u128, bottom: u128| {
            (bottom > 0).then(|| number::float_wide(top) / number::float_wide(bottom))
        };
        let service_level = target.share.and_then(|promised| {
            let found = share(evidence.met, evidence.due)?;
            Some(found >= promised.as_f64())
        });
        let asa = target.asa.and_then(|promised| {
            let most = u128::from(promised.as_micros()) * evidence.answered;
            (evidence.answered > 0).then_some(evidence.wait_answered <= most)
        });
        let abandonment = target.abandonment.and_then(|promised| {
            let found = share(evidence.abandoned, evidence.offered)?;
            Some(found <= promised.as_f64())
        });
        let in_due_time = target.due_share.and_then(|promised| {
            let found = share(evidence.in_due_time, evidence.tickets_due)?;
            Some(found >= promised.as_f64())
        });
        let backlog_age = target.backlog_age.and_then(|promised| {
            let most = u128::from(promised.as_micros()) * evidence.backlog;
            (evidence.backlog > 0).then_some(evidence.backlog_ages * 1_000_000 <= most)
        });
        let kept = [
            (Self::ServiceLevel, service_level),
            (Self::Asa, asa),
            (Self::Abandonment, abandonment),
            (Self::InDueTime, in_due_time),
            (Self::BacklogAge, backlog_age),
        ];
        let judged = kept.iter().filter(|(one, _)| looks_at(*one));
        Kept::all(
            judged
                .filter_map(|(_, is_kept)| *is_kept)
                .map(|is_kept| if is_kept { Kept::Met } else { Kept::Missed }),
        )
    }
}

impl Kept {
    /// What became of several promises together.
    pub fn all(each: impl Iterator<Item = Self>) -> Self {
        each.fold(Self::Nothing, |all, one| match (all, one) {
            (Self::Missed, _) | (_, Self::Missed) => Self::Missed,
            (Self::Met, _) | (_, Self::Met) => Self::Met,
            _ => Self::Nothing,
        })
    }
}

/// The chances that a centre has: none where nothing was promised.
pub(super) fn measures(centre: &ContactCentre) -> Vec<Measure> {
    let any = |promised: Promised| {
        let mut targets = centre.queues().iter().map(|queue| &queue.target);
        targets.any(|target| promised.is_of(target))
    };
    let chance = |name: &str, scopes: &[ScopeKind], estimator, definition: &str| Measure {
        name: name.to_owned(),
        unit: Unit::Share,
        definition: definition.to_owned(),
        scopes: scopes.to_vec(),
        better: Better::Higher,
        contacts: Contacts::All,
        by_interval: match estimator {
            Estimator::ChanceMet(_) => IntervalUse::Confidence,
            _ => IntervalUse::Never,
        },
        estimator,
    };
    let mut measures = Vec::new();
    if any(Promised::Target) {
        let both = [ScopeKind::Centre, ScopeKind::Queue];
        measures.push(chance(
            Promised::Target.measure(),
            &both,
            Estimator::ChanceMet(Promised::Target),
            "chance that the period keeps every promise, of the centre: that every queue does; replications in which there was nothing to judge left out",
        ));
        let horizon = centre.horizon();
        let days = horizon.days().iter();
        if days.filter(|day| day.to > horizon.counted_from()).count() > 1 {
            measures.push(chance(
                "days_target_met",
                &both,
                Estimator::DaysMet,
                "share of the days of the horizon that keep every promise, days with nothing to judge left out",
            ));
        }
    }
    for promised in Promised::EACH.into_iter().filter(|one| any(*one)) {
        let what = match promised {
            Promised::ServiceLevel => "the promised service level",
            Promised::Asa => "the promised ASA",
            Promised::InDueTime => "the promised share of tickets finished in due time",
            Promised::BacklogAge => "the promised age of the backlog",
            _ => "the promised abandonment",
        };
        measures.push(chance(
            promised.measure(),
            &[ScopeKind::Queue],
            Estimator::ChanceMet(promised),
            &format!("chance that the period keeps {what}, where a queue has several promises"),
        ));
    }
    measures
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ServiceLevelRule;
    use crate::units::{Share, Span};

    fn target() -> ServiceTarget {
        ServiceTarget {
            wait: Span::from_secs(20),
            short_abandon: Span::from_secs(20),
            rule: ServiceLevelRule::default(),
            share: Share::new(0.8).ok(),
            asa: Some(Span::from_secs(30)),
            abandonment: Share::new(0.1).ok(),
            due_share: Share::new(0.5).ok(),
            backlog_age: Some(Span::from_secs(3_600)),
            penalty: None,
        }
    }

    /// Four of five in time, a mean wait of 30 s, one of ten lost, two of four tickets finished in due
    /// time, two tickets of an age of an hour over ten seconds: each promise just kept.
    fn just_kept() -> Evidence {
        Evidence {
            met: 8,
            due: 10,
            answered: 9,
            wait_answered: 270_000_000,
            offered: 10,
            abandoned: 1,
            tickets_due: 4,
            in_due_time: 2,
            backlog: 20_000_000,
            backlog_ages: 20_000_000 * 3_600,
        }
    }

    #[test]
    fn a_target_is_met_if_no_promise_is_broken() {
        let judge = |promised: Promised, evidence: Evidence| promised.judge(&target(), &evidence);
        assert_eq!(judge(Promised::Target, just_kept()), Kept::Met);
        for (broken, evidence) in [
            (
                Promised::ServiceLevel,
                Evidence {
                    met: 7,
                    ..just_kept()
                },
            ),
            (
                Promised::Asa,
                Evidence {
                    wait_answered: 270_000_001,
                    ..just_kept()
                },
            ),
            (
                Promised::Abandonment,
                Evidence {
                    abandoned: 2,
                    ..just_kept()
                },
            ),
            (
                Promised::InDueTime,
                Evidence {
                    in_due_time: 1,
                    ..just_kept()
                },
            ),
            (
                Promised::BacklogAge,
                Evidence {
                    backlog_ages: 20_000_000 * 3_600 + 1,
                    ..just_kept()
                },
            ),
        ] {
            assert_eq!(judge(Promised::Target, evidence), Kept::Missed);
            for one in Promised::EACH {
                let expected = if one == broken {
                    Kept::Missed
                } else {
                    Kept::Met
                };
                assert_eq!(judge(one, evidence), expected, "{one:?} of {broken:?}");
            }
        }
    }

    #[test]
    fn without_contacts_there_is_nothing_to_judge() {
        let nobody = Evidence::default();
        assert_eq!(Promised::Target.judge(&target(), &nobody), Kept::Nothing);
        // All abandoned: there is no ASA, but the other promises are broken.
        let lost = Evidence {
            due: 3,
            offered: 3,
            abandoned: 3,
            ..nobody
        };
        assert_eq!(Promised::Asa.judge(&target(), &lost), Kept::Nothing);
        assert_eq!(Promised::BacklogAge.judge(&target(), &lost), Kept::Nothing);
        assert_eq!(Promised::Target.judge(&target(), &lost), Kept::Missed);
        let of = |all: &[Kept]| Kept::all(all.iter().copied());
        assert_eq!(of(&[]), Kept::Nothing);
        assert_eq!(of(&[Kept::Nothing, Kept::Met]), Kept::Met);
        assert_eq!(of(&[Kept::Missed, Kept::Met]), Kept::Missed);
    }

    #[test]
    fn a_promise_alone_has_no_chance_of_its_own() {
        let alone = ServiceTarget {
            asa: None,
            abandonment: None,
            due_share: None,
            backlog_age: None,
            penalty: None,
            ..target()
        };
        assert!(Promised::Target.is_of(&alone));
        assert!(!Promised::ServiceLevel.is_of(&alone));
        assert!(Promised::ServiceLevel.is_of(&target()));
        assert!(!Promised::Asa.is_of(&alone));
        let none = ServiceTarget {
            share: None,
            ..alone
        };
        assert!(!Promised::Target.is_of(&none));
    }
}
