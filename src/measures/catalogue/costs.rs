//! What a plan costs.

use super::{List, PEOPLE};
use crate::measures::{Better, Estimator, IntervalUse, Quantity, ScopeKind, Unit};
use crate::model::ContactCentre;

impl List {
    pub(super) fn costs(&mut self, centre: &ContactCentre) {
        let Some(money) = centre.money() else {
            return;
        };
        let (unit, fixed) = (Unit::Money(money.currency), money.fixed_cost);
        let mut cost = |name, scopes: &[ScopeKind], estimator, definition| {
            let measure = self.of_people(name, unit, estimator, definition);
            measure.scopes = scopes.to_vec();
            measure.better = Better::Lower;
            measure.by_interval = match estimator {
                Estimator::Mean(_) => IntervalUse::Value,
                _ => IntervalUse::Never,
            };
        };
        cost(
            "cost_staff",
            PEOPLE,
            Estimator::Mean(Quantity::StaffCost),
            "paid hours × hourly rate, over the groups with a rate; hours of shrinkage are paid",
        );
        let centre_only = &[ScopeKind::Centre];
        let groups = centre.skill_groups();
        if groups.iter().any(|group| group.cost_per_contact.is_some()) {
            cost(
                "cost_contacts",
                PEOPLE,
                Estimator::Mean(Quantity::ContactCost),
                "contacts answered by groups that are paid for each contact × what each costs",
            );
        }
        let services = centre.self_services();
        if (services.iter()).any(|service| service.cost_per_session.is_some()) {
            cost(
                "cost_self_service",
                centre_only,
                Estimator::Mean(Quantity::SessionCost),
                "sessions with self-service × what each costs",
            );
        }
        let queues = centre.queues();
        if (queues.iter()).any(|queue| queue.trunks.is_some() && queue.trunk_hourly_rate.is_some())
        {
            cost(
                "cost_trunks",
                centre_only,
                Estimator::Mean(Quantity::TrunkCost),
                "trunks × hours × their hourly rate",
            );
        }
        if queues
            .iter()
            .any(|queue| queue.cost_per_abandoned.is_some())
        {
            cost(
                "cost_abandoned",
                centre_only,
                Estimator::Mean(Quantity::AbandonedCost),
                "abandoned contacts × what each costs",
            );
        }
        if queues.iter().any(|queue| queue.target.penalty.is_some()) {
            cost(
                "penalty",
                centre_only,
                Estimator::Mean(Quantity::PenaltyCost),
                "penalties for the intervals, the days or the horizon in which a queue broke one of its promises",
            );
        }
        cost(
            "cost_fixed",
            centre_only,
            Estimator::FixedCost(fixed),
            "what the plan costs beside its people over the horizon: projects, licences",
        );
        cost(
            "cost",
            centre_only,
            Estimator::Cost(fixed),
            "the sum of all costs: of people, of what is paid for by the contact, session, trunk or abandoned contact, penalties, and what is fixed",
        );
        cost(
            "cost_per_handled",
            PEOPLE,
            Estimator::CostPerHandled(fixed),
            "cost ÷ handled; of a skill group that of its people and contacts ÷ handled",
        );
        if centre.follows_matters() {
            cost(
                "cost_per_resolved",
                centre_only,
                Estimator::CostPerResolved(fixed),
                "cost ÷ matters resolved",
            );
        }
    }
}
