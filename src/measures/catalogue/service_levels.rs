//! Service levels, by each rule and within each wait that is asked for.

use super::List;
use crate::measures::{Better, Estimator, IntervalUse, Quantity, Unit, wording};
use crate::model::{ReportPlan, ServiceLevelRule};

impl List {
    /// A service level, and unless it is of one of the further waits its mean of days.
    fn service_level(&mut self, name: &str, what: &str, top: Quantity, bottom: Quantity) {
        let by_interval = if top == Quantity::MetOwn {
            IntervalUse::Confidence
        } else {
            IntervalUse::Value
        };
        let measure = self.add(name, Unit::Share, Estimator::Ratio(top, bottom), what);
        measure.better = Better::Higher;
        measure.by_interval = by_interval;
        if !matches!(top, Quantity::MetWithin(..)) {
            let measure = self.add(
                format!("{name}_day_mean"),
                Unit::Share,
                Estimator::DayMean(top, bottom),
                format!("mean of the daily shares, days without such contacts left out: {what}"),
            );
            measure.better = Better::Higher;
            measure.by_interval = IntervalUse::Never;
        }
    }

    pub(super) fn service_levels(&mut self, report: &ReportPlan) {
        self.service_level(
            "service_level",
            "share of contacts served within the target wait, by the rule of each queue",
            Quantity::MetOwn,
            Quantity::DueOwn,
        );
        for rule in ServiceLevelRule::ALL {
            self.service_level(
                &format!("service_level_{}", rule.name()),
                &rule_in_words(rule, "the target wait", "short abandonments"),
                Quantity::Met(rule),
                Quantity::Due(rule),
            );
        }
        for (i, wait) in report.within.iter().enumerate() {
            let wait = wording::span(*wait);
            for rule in ServiceLevelRule::ALL {
                self.service_level(
                    &format!("service_level_{}_within_{wait}", rule.name()),
                    &rule_in_words(rule, &wait, &format!("abandoned within {wait}")),
                    Quantity::MetWithin(rule, i),
                    Quantity::DueWithin(rule, i),
                );
            }
        }
    }
}

fn rule_in_words(rule: ServiceLevelRule, wait: &str, short: &str) -> String {
    match rule {
        ServiceLevelRule::AbandonsMiss => format!("answered within {wait} ÷ offered"),
        ServiceLevelRule::ShortAbandonsExcluded => {
            format!("answered within {wait} ÷ (offered − {short})")
        }
        ServiceLevelRule::ShortAbandonsMeet => {
            format!("(answered within {wait} + {short}) ÷ offered")
        }
        ServiceLevelRule::AnsweredOnly => format!("answered within {wait} ÷ answered"),
    }
}
