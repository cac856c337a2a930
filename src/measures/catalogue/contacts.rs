//! What becomes of contacts: how many, which share, and how many stand in line.

use super::List;
use crate::measures::{Better, Estimator, IntervalUse, Quantity, Unit, worded};
use crate::model::{ContactCentre, ReportPlan};

impl List {
    /// What announcements do; of a centre with incidents, so that a plan that announces them can be held
    /// against one that does not.
    pub(super) fn deflected(&mut self, centre: &ContactCentre) {
        let mut came = Quantity::Arrived;
        if !centre.follows_matters() {
            // Otherwise it is listed with what happens around contacts.
            came = Quantity::OfferedOrDeflected;
            self.add(
                "arrived",
                Unit::Contacts,
                Estimator::Mean(came),
                worded::ARRIVED,
            )
            .better = Better::Neither;
        }
        self.add(
            "deflected",
            Unit::Contacts,
            Estimator::Mean(Quantity::Deflected),
            "contacts that an announcement kept away as they arrived, or sent elsewhere, where they arrive anew",
        )
        .better = Better::Neither;
        self.add(
            "deflection",
            Unit::Share,
            Estimator::Ratio(Quantity::Deflected, came),
            "deflected ÷ arrived",
        )
        .better = Better::Neither;
    }

    pub(super) fn counts(&mut self) {
        let mut count = |name, of, better, definition| {
            let measure = self.add(name, Unit::Contacts, Estimator::Mean(of), definition);
            measure.better = better;
            measure.by_interval = match of {
                Quantity::Offered | Quantity::Answered | Quantity::Abandoned => {
                    IntervalUse::Confidence
                }
                Quantity::AnsweredThen | Quantity::AbandonedThen => IntervalUse::Only,
                _ => IntervalUse::Value,
            };
        };
        count(
            "offered",
            Quantity::Offered,
            Better::Neither,
            "contacts that asked for an agent, blocked and sent away ones included",
        );
        count(
            "answered",
            Quantity::Answered,
            Better::Higher,
            "contacts that an agent took, counted where they arrived",
        );
        count(
            "abandoned",
            Quantity::Abandoned,
            Better::Lower,
            "contacts that left the line unanswered, or would not stand in it, counted where they arrived",
        );
        count(
            "blocked",
            Quantity::Blocked,
            Better::Lower,
            "contacts refused because the line, or every trunk, was full",
        );
        count(
            "sent_away",
            Quantity::SentAway,
            Better::Lower,
            "contacts that came to a closed queue, or waited in it as it closed",
        );
        count(
            "still_there",
            Quantity::StillThere,
            Better::Lower,
            "contacts that still stood in line when the replication ended, at most 7 days after the horizon; it does not wait for tickets",
        );
        count(
            "answered_then",
            Quantity::AnsweredThen,
            Better::Higher,
            "contacts that an agent took in the interval, whenever they arrived: in the warm-up and before the start too",
        );
        count(
            "abandoned_then",
            Quantity::AbandonedThen,
            Better::Lower,
            "contacts that left unanswered in the interval, whenever they arrived: in the warm-up and before the start too",
        );
    }

    pub(super) fn shares(&mut self) {
        self.add(
            "waited_share",
            Unit::Share,
            Estimator::Ratio(Quantity::Waited, Quantity::Offered),
            "contacts let in and not answered at once ÷ offered",
        )
        .by_interval = IntervalUse::Confidence;
        self.add(
            "abandonment",
            Unit::Share,
            Estimator::Ratio(Quantity::Abandoned, Quantity::Offered),
            "abandoned ÷ offered",
        )
        .by_interval = IntervalUse::Confidence;
        self.add(
            "blocking",
            Unit::Share,
            Estimator::Ratio(Quantity::Blocked, Quantity::Offered),
            "blocked ÷ offered",
        );
    }

    pub(super) fn lines(&mut self, report: &ReportPlan) {
        self.add(
            "queue_length",
            Unit::Contacts,
            Estimator::TimeMean(Quantity::LineTime),
            "contacts in line, on average over time",
        )
        .by_interval = IntervalUse::Confidence;
        if report.line_length {
            self.add(
                "queue_length_max",
                Unit::Contacts,
                Estimator::LongestLine,
                "longest line of a replication, on average over replications",
            )
            .by_interval = IntervalUse::Confidence;
            self.add(
                "queue_length_at_start",
                Unit::Contacts,
                Estimator::LineAtStart,
                "contacts in line as the interval begins, before its change of staffing",
            )
            .by_interval = IntervalUse::Only;
        }
    }
}
