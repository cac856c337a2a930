//! How far volume strays, ready to draw.

use crate::model::{BusynessCorrelation, ContactType, Demand, Horizon, RatePiece};
use crate::random::gamma_law::GammaPair;
use crate::units::SimTime;

/// How far the volume of a contact type strays from its rate.
#[derive(Clone, Debug)]
pub struct BusynessInputs {
    /// The factor of the day.
    pub day: Option<DayBusyness>,
    /// The shape of the gamma law, with mean 1, of the planning interval's own factor.
    pub interval: Option<f64>,
    /// By piece of the rate: the day and the planning interval in which it lies, by their places in the
    /// horizon; the last of each after it.
    pub pieces: Vec<(usize, usize)>,
    /// How many days there are.
    pub days: usize,
}

/// The law of a day's factor: gamma with mean 1, made of a normal variate, which is made of what all
/// types share and of the type's own, each tied to the day before.
#[derive(Clone, Copy, Debug)]
pub struct DayBusyness {
    /// The shape of the gamma law.
    pub shape: f64,
    /// The weight of what all types share [0..1]; that of the type's own is √(1 − shared²).
    pub shared: f64,
    /// Correlation of what all types share with that of the day before [0..1].
    pub shared_persistence: f64,
    /// Correlation of the type's own with that of the day before [0..1].
    pub own_persistence: f64,
}

/// Instants at which a contact type's rate must be cut, so that each piece lies in one day and, if
/// these have factors of their own, in one planning interval.
pub fn cuts(part: &ContactType, horizon: &Horizon) -> Vec<SimTime> {
    let days = horizon.days().iter().map(|day| day.from);
    let intervals = horizon.intervals().iter().map(|interval| interval.from);
    if part.busyness.is_none() {
        Vec::new()
    } else if part.busyness.interval_cv > 0.0 {
        intervals.collect()
    } else {
        days.collect()
    }
}

/// How far the volume of a contact type strays; `None` where it does not.
///
/// The days of a type have the correlation that is asked for, and so do any two types of one
/// coefficient of variation; where these differ, it is within a hundredth of what is asked for.
pub fn busyness(
    part: &ContactType,
    correlation: BusynessCorrelation,
    horizon: &Horizon,
) -> Option<BusynessInputs> {
    let (busyness, cuts) = (part.busyness, cuts(part, horizon));
    let Demand::Curve(curve) = &part.demand else {
        return None;
    };
    if busyness.is_none() {
        return None;
    }
    let day = (busyness.day_cv > 0.0).then(|| day_busyness(busyness.day_cv, correlation));
    let pieces = curve.cut_at(&cuts);
    let pieces = pieces.iter().map(|RatePiece { from, .. }| {
        let days = horizon.days().partition_point(|day| day.from <= *from);
        let intervals = horizon
            .intervals()
            .partition_point(|part| part.from <= *from);
        (days.saturating_sub(1), intervals.saturating_sub(1))
    });
    Some(BusynessInputs {
        day,
        interval: (busyness.interval_cv > 0.0).then(|| shape_of(busyness.interval_cv)),
        pieces: pieces.collect(),
        days: horizon.days().len(),
    })
}

/// The law of the days of a type; it hangs on no other type, so that one more type changes nobody's
/// days.
fn day_busyness(cv: f64, correlation: BusynessCorrelation) -> DayBusyness {
    let pair = GammaPair::new(cv);
    let shared = pair.normal_correlation(correlation.between_types);
    let persistence = pair.normal_correlation(correlation.day_to_day);
    // What is shared persists as asked for; the type's own makes up for what the gamma law takes.
    let own = (persistence - shared * correlation.day_to_day) / (1.0 - shared);
    DayBusyness {
        shape: shape_of(cv),
        shared: shared.sqrt(),
        shared_persistence: correlation.day_to_day,
        own_persistence: own.min(0.999_999),
    }
}

/// The shape of the gamma law with a coefficient of variation.
fn shape_of(cv: f64) -> f64 {
    1.0 / (cv * cv)
}
