//! What customers and promises cost a centre, beside its people.

use super::blueprint::Blueprint;
use super::chances::Judges;
use super::room::add_to_centre;
use super::side::Side;
use crate::measures::{Quantity, TypeView};
use crate::model::{ContactCentre, Penalty, PenaltyPeriod};
use crate::units::{CostPerHour, Span, UnitCost};

/// What customers and promises cost, in millionths of the currency's unit.
#[derive(Debug)]
pub(super) struct Charges {
    /// By contact type: a dialogue with its self-service.
    per_session: Vec<UnitCost>,
    /// By contact type: a contact that abandons.
    per_abandoned: Vec<UnitCost>,
    /// Trunks, and what an hour of each costs.
    trunks: Vec<(u64, CostPerHour)>,
    /// By queue with a promise: what breaking it costs.
    penalties: Vec<Option<Penalty>>,
}

/// Charges of a stretch of time, by what they are for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Charged {
    pub(super) sessions: u128,
    pub(super) abandoned: u128,
    pub(super) trunks: u128,
    pub(super) penalties: u128,
}

impl Charges {
    pub(super) fn new(centre: &ContactCentre, judges: &Judges) -> Self {
        let queues = centre.queues();
        let types = centre.contact_types().iter();
        let of_session = |service: crate::model::SelfServiceId| {
            centre.self_services()[service.index()].cost_per_session
        };
        Self {
            per_session: (types.clone())
                .map(|part| part.journey.self_service.and_then(of_session))
                .map(Option::unwrap_or_default)
                .collect(),
            per_abandoned: types
                .map(|part| queues[part.queue.index()].cost_per_abandoned)
                .map(Option::unwrap_or_default)
                .collect(),
            trunks: (queues.iter())
                .filter_map(|queue| Some((queue.trunks?.into(), queue.trunk_hourly_rate?)))
                .collect(),
            penalties: judges.targets().map(|target| target.penalty).collect(),
        }
    }

    /// What the contacts of a type in a cell cost.
    pub(super) fn of_type(&self, contact_type: usize, view: &TypeView<'_>) -> Charged {
        Charged {
            sessions: self.per_session[contact_type].millionths_of(view.journey.dialogues),
            abandoned: self.per_abandoned[contact_type].millionths_of(view.cell.abandoned),
            ..Charged::default()
        }
    }

    /// What trunks cost in so much time.
    pub(super) fn of_trunks(&self, time: Span) -> Charged {
        let costs = self.trunks.iter().map(|(trunks, rate)| {
            rate.millionths_of(u128::from(time.as_micros()) * u128::from(*trunks))
        });
        Charged {
            trunks: costs.sum(),
            ..Charged::default()
        }
    }

    /// What the promises cost that were broken in a period of this kind; `broken` are the places of their
    /// queues among those with a promise.
    pub(super) fn of_broken(
        &self,
        per: PenaltyPeriod,
        broken: impl Iterator<Item = usize>,
    ) -> Charged {
        let due = broken.filter_map(|queue| self.penalties[queue]);
        let due = due.filter(|penalty| penalty.per == per);
        Charged {
            penalties: due.map(|penalty| penalty.amount.millionths_of(1)).sum(),
            ..Charged::default()
        }
    }

    /// Whether there is any penalty for periods of this kind.
    pub(super) fn has_penalties(&self, per: PenaltyPeriod) -> bool {
        let mut penalties = self.penalties.iter().flatten();
        penalties.any(|penalty| penalty.per == per)
    }
}

impl Blueprint {
    /// Adds to the numbers of people of a period what the promises cost that it broke, by its numbers of
    /// customers; `per` is the kind of period.
    pub(super) fn charge_broken(
        &self,
        per: PenaltyPeriod,
        customers: &[u128],
        people: &mut [u128],
    ) {
        if self.charges.has_penalties(per) {
            let broken = self.judges.broken(&self.customers, customers);
            self.charges
                .of_broken(per, broken)
                .put(&self.people, people);
        }
    }
}

impl Charged {
    /// Adds the charges to those of the whole centre, among the numbers of people.
    pub(super) fn put(self, people: &Side, values: &mut [u128]) {
        let all = self.sessions + self.abandoned + self.trunks + self.penalties;
        let amounts = [
            (Quantity::SessionCost, self.sessions),
            (Quantity::AbandonedCost, self.abandoned),
            (Quantity::TrunkCost, self.trunks),
            (Quantity::PenaltyCost, self.penalties),
            (Quantity::AllCost, all),
        ];
        add_to_centre(people, values, amounts);
    }
}

impl std::ops::AddAssign for Charged {
    fn add_assign(&mut self, other: Self) {
        self.sessions += other.sessions;
        self.abandoned += other.abandoned;
        self.trunks += other.trunks;
        self.penalties += other.penalties;
    }
}
