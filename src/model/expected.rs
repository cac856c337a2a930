//! How many contacts are expected until an instant.

use super::expected_extra::ExpectedExtra;
use super::{ArrivalRecord, ContactCentre, ContactTypeId, Demand, RateCurve};
use crate::units::{PerHour, SimTime, Span, number};

/// The running total of expected contacts of a demand, ready to be asked often.
#[derive(Clone, Debug)]
pub struct ExpectedArrivals<'a> {
    law: Law<'a>,
    /// What incidents bring on top.
    extra: Option<ExpectedExtra<'a>>,
}

#[derive(Clone, Debug)]
enum Law<'a> {
    /// A curve, and the total at the beginning of each of its pieces.
    Curve(&'a RateCurve, Vec<f64>),
    Sinusoid {
        mean: PerHour,
        amplitude: PerHour,
        period: Span,
        phase: Span,
    },
    /// Recorded instants, ascending.
    Recorded(Vec<SimTime>),
}

impl<'a> ExpectedArrivals<'a> {
    /// The running total of a contact type: its demand, and what incidents bring on top, of those at random
    /// times the mean.
    pub fn of_type(centre: &'a ContactCentre, contact_type: ContactTypeId) -> Self {
        Self::with_incidents(centre, contact_type, true)
    }

    /// The running total of a contact type, without what incidents at random times bring: they may not
    /// happen.
    pub fn sure_of_type(centre: &'a ContactCentre, contact_type: ContactTypeId) -> Self {
        Self::with_incidents(centre, contact_type, false)
    }

    fn with_incidents(
        centre: &'a ContactCentre,
        contact_type: ContactTypeId,
        with_random: bool,
    ) -> Self {
        let demand = &centre.contact_types()[contact_type.index()].demand;
        Self {
            extra: ExpectedExtra::of(contact_type, demand, centre.incidents(), with_random),
            ..Self::of(demand)
        }
    }

    /// The running total of a demand.
    pub fn of(demand: &'a Demand) -> Self {
        let law = match demand {
            Demand::Curve(curve) => {
                let mut total = 0.0;
                let mut at_starts = vec![0.0];
                for pair in curve.pieces().windows(2) {
                    let mean = f64::midpoint(pair[0].rate.as_f64(), pair[0].rate_at_end.as_f64());
                    total += mean * pair[1].from.since(pair[0].from).as_hours_f64();
                    at_starts.push(total);
                }
                Law::Curve(curve, at_starts)
            }
            Demand::Sinusoid {
                mean,
                amplitude,
                period,
                phase,
            } => Law::Sinusoid {
                mean: *mean,
                amplitude: *amplitude,
                period: *period,
                phase: *phase,
            },
            Demand::Replay(records) => {
                let instant = |record: &ArrivalRecord| record.arrived;
                let mut instants: Vec<SimTime> = records.iter().map(instant).collect();
                instants.sort_unstable();
                Law::Recorded(instants)
            }
        };
        Self { law, extra: None }
    }

    /// Expected contacts from the start until an instant; recorded ones are counted.
    pub fn until(&self, instant: SimTime) -> f64 {
        let extra = self
            .extra
            .as_ref()
            .map_or(0.0, |extra| extra.until(instant));
        extra + self.own_until(instant)
    }

    fn own_until(&self, instant: SimTime) -> f64 {
        match &self.law {
            Law::Curve(curve, at_starts) => {
                let pieces = curve.pieces();
                let next = pieces.partition_point(|piece| piece.from <= instant);
                let Some(i) = next.checked_sub(1) else {
                    return 0.0;
                };
                let mean = f64::midpoint(pieces[i].rate.as_f64(), curve.at(instant).as_f64());
                at_starts[i] + mean * instant.since(pieces[i].from).as_hours_f64()
            }
            Law::Sinusoid {
                mean,
                amplitude,
                period,
                phase,
            } => {
                let turn = std::f64::consts::TAU / period.as_hours_f64();
                let swing = libm::cos(turn * phase.as_hours_f64())
                    - libm::cos(turn * (instant.since_start() + *phase).as_hours_f64());
                mean.as_f64() * instant.since_start().as_hours_f64()
                    + amplitude.as_f64() * swing / turn
            }
            Law::Recorded(instants) => {
                number::float_len(instants.partition_point(|arrived| *arrived < instant))
            }
        }
    }

    /// Expected contacts from one instant until another that is not earlier.
    pub fn between(&self, from: SimTime, to: SimTime) -> f64 {
        self.until(to) - self.until(from)
    }
}
