//! How much work there is, and what people do.

use super::List;
use crate::measures::{Better, Estimator, IntervalUse, Quantity, ScopeKind, Unit};
use crate::model::{ContactCentre, SkillGroupId};

impl List {
    pub(super) fn work(&mut self, centre: &ContactCentre) {
        let measure = self.add(
            "load",
            Unit::Erlangs,
            Estimator::Load,
            "offered rate × AHT: people busy on average if nobody were lost",
        );
        measure.better = Better::Neither;
        measure.by_interval = IntervalUse::Confidence;
        let measure = self.add(
            "aht",
            Unit::Seconds,
            Estimator::Ratio(Quantity::Handling, Quantity::Handled),
            "mean of talk and wrap-up over handled contacts; where an agent has several in hand, each takes its part of the agent's time",
        );
        measure.scopes = ScopeKind::ALL.to_vec();
        measure.better = Better::Neither;
        let measure = self.add(
            "handled",
            Unit::Contacts,
            Estimator::Mean(Quantity::Handled),
            "contacts answered and finished, counted where they arrived; callbacks that reached the customer among them",
        );
        measure.scopes = ScopeKind::ALL.to_vec();
        measure.better = Better::Higher;
        for (g, group) in centre.skill_groups().iter().enumerate() {
            let measure = self.add(
                format!("handled_by_{}", group.name),
                Unit::Contacts,
                Estimator::HandledBy(SkillGroupId::new(g)),
                format!("contacts of the type that `{}` handled", group.name),
            );
            measure.scopes = vec![ScopeKind::Type];
            measure.better = Better::Neither;
        }
        self.people();
    }

    fn people(&mut self) {
        self.of_people(
            "busy",
            Unit::Agents,
            Estimator::TimeMean(Quantity::Busy),
            "people with a contact or in wrap-up, on average over time",
        )
        .by_interval = IntervalUse::Confidence;
        self.of_people(
            "logged_in",
            Unit::Agents,
            Estimator::TimeMean(Quantity::LoggedIn),
            "people logged in, on average over time, those included who finish a contact after their shift",
        );
        self.of_people(
            "paid",
            Unit::Fte,
            Estimator::TimeMean(Quantity::Paid),
            "paid capacity, on average over time: logged in ÷ (1 − shrinkage), with that of the day",
        )
        .better = Better::Lower;
        self.of_people(
            "occupancy",
            Unit::Share,
            Estimator::Ratio(Quantity::Busy, Quantity::LoggedIn),
            "busy time ÷ logged-in time",
        )
        .by_interval = IntervalUse::Confidence;
        self.of_people(
            "utilisation",
            Unit::Share,
            Estimator::Ratio(Quantity::Busy, Quantity::Paid),
            "busy time ÷ paid time",
        );
    }
}
