//! How much time of a case is simulated.

use springtide::units::number;

use super::case::{Case, Clock};

/// How much of a case is simulated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Size {
    /// Independent horizons.
    pub(super) replications: u64,
    /// The part of each that is not counted [s].
    pub(super) warm_up_s: u64,
    /// The part of each that is counted [s].
    pub(super) counted_s: u64,
}

/// How much work may be done.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort {
    /// The most contacts of a case in balance, the warm-up included.
    pub(super) contacts: f64,
    /// The replications of a profile.
    pub(super) profiles: u64,
    /// Whether a first look at a case decides how much of it is needed.
    pub(super) looks_first: bool,
}

/// The fewest replications of a case.
const FEWEST: u64 = 100;
/// How many if there is room for them.
const WANTED: f64 = 400.0;
/// The counted stretch of a replication, in warm-ups, if there is room for it.
const STRETCH: f64 = 5.0;
/// The longest horizon [s]: what a scenario may have, less a day.
const LONGEST_S: f64 = 3_659.0 * 86_400.0;

impl Effort {
    /// The same with so many times the work.
    pub(super) fn times(self, times: u64) -> Self {
        Self {
            contacts: self.contacts * number::float(times),
            profiles: self.profiles * times,
            ..self
        }
    }
}

impl Size {
    /// For so many contacts in all, the warm-up included.
    pub(super) fn of(case: &Case, contacts: f64) -> Self {
        match case.clock {
            Clock::Steady {
                per_hour,
                warm_up_s,
            } => Self::steady(per_hour, warm_up_s, contacts),
            Clock::Profile { .. } => unreachable!("{} is sized by replications", case.id),
        }
    }

    fn steady(per_hour: f64, warm_up_s: f64, contacts: f64) -> Self {
        let total_s = contacts / per_hour * 3_600.0;
        let fitting = total_s / ((1.0 + STRETCH) * warm_up_s);
        let needed = (total_s / LONGEST_S).ceil();
        let replications = fitting
            .min(WANTED)
            .max(needed)
            .max(number::float(FEWEST))
            .floor();
        let warm_up = warm_up_s.ceil();
        let counted = (total_s / replications - warm_up).max(warm_up).ceil();
        Self {
            replications: number::nearest(replications),
            warm_up_s: number::nearest(warm_up),
            counted_s: number::nearest(counted),
        }
    }

    /// For a profile: so many of it.
    pub(super) fn profile(each_s: u64, intervals: usize, replications: u64) -> Self {
        Self {
            replications,
            warm_up_s: 0,
            counted_s: each_s * number::count(intervals),
        }
    }

    /// Hours counted in a replication.
    pub(super) fn counted_hours(&self) -> f64 {
        number::float(self.counted_s) / 3_600.0
    }

    /// The contacts of a case with this size, the warm-up included; those of profiles are not known.
    pub(super) fn contacts(&self, per_hour: f64) -> f64 {
        number::float(self.replications * (self.warm_up_s + self.counted_s)) / 3_600.0 * per_hour
    }
}

/// The fewest contacts for which a case in balance can be counted long enough: 100 replications
/// with a stretch of five warm-ups each.
pub(super) fn fewest_contacts(case: &Case) -> f64 {
    match case.clock {
        Clock::Steady {
            per_hour,
            warm_up_s,
        } => number::float(FEWEST) * (1.0 + STRETCH) * warm_up_s * per_hour / 3_600.0,
        Clock::Profile { .. } => 0.0,
    }
}

#[test]
fn little_room_shortens_the_stretch_and_never_the_warm_up() {
    let size = Size::steady(100.0, 3_600.0, 1e6);
    assert_eq!((size.replications, size.warm_up_s), (400, 3_600));
    assert!((size.contacts(100.0) - 1e6).abs() < 100.0);
    let tight = Size::steady(100.0, 3_600.0, 40_000.0);
    assert_eq!((tight.replications, tight.warm_up_s), (100, 3_600));
    assert_eq!(tight.counted_s, 3 * 3_600);
    let slow = Size::steady(10.0, 2_700.0, 60e6);
    assert!(number::float(slow.counted_s + slow.warm_up_s) < LONGEST_S);
}
