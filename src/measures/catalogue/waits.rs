//! How long contacts wait: means, standard deviations, percentiles, and who waits too long.

use super::List;
use crate::measures::{Estimator, IntervalUse, Quantity, Unit, WaitKind, glossary, wording};
use crate::model::ReportPlan;
use crate::units::Span;

impl List {
    pub(super) fn waits(&mut self, report: &ReportPlan) {
        self.mean_waits();
        for waits in WaitKind::IN_LINE {
            self.deviation(waits);
        }
        for waits in WaitKind::IN_LINE {
            self.percentiles(waits, report);
        }
        for (i, wait) in report.waiting_over.iter().enumerate() {
            self.waiting_over(i, *wait);
        }
    }

    fn mean_waits(&mut self) {
        let mut mean = |name, top, bottom, by_interval, definition| {
            let estimator = Estimator::Ratio(top, bottom);
            self.add(name, Unit::Seconds, estimator, definition)
                .by_interval = by_interval;
        };
        mean(
            "asa",
            Quantity::WaitAnswered,
            Quantity::Answered,
            IntervalUse::Confidence,
            "mean wait of answered contacts, those answered at once included",
        );
        mean(
            "asa_waited",
            Quantity::WaitAnswered,
            Quantity::AnsweredWaited,
            IntervalUse::Value,
            "mean wait of contacts answered after standing in line",
        );
        mean(
            "wait_mean",
            Quantity::WaitSettled,
            Quantity::Settled,
            IntervalUse::Confidence,
            "mean wait of contacts that were let in: until answered, abandoned or sent away; those still there at the end left out",
        );
        mean(
            "wait_abandoned_mean",
            Quantity::WaitAbandoned,
            Quantity::Abandoned,
            IntervalUse::Value,
            "mean wait of contacts that abandoned",
        );
    }

    pub(super) fn deviation(&mut self, waits: WaitKind) {
        let ([_, what], who) = (waits.what(), waits.who());
        self.add(
            format!("{}_sd", waits.name()),
            Unit::Seconds,
            Estimator::StandardDeviation(waits),
            format!("standard deviation of the {what} of {who}"),
        );
    }

    pub(super) fn percentiles(&mut self, waits: WaitKind, report: &ReportPlan) {
        let ([what, _], who) = (waits.what(), waits.who());
        for share in &report.percentiles {
            let percent = wording::percent(*share);
            let measure = self.add(
                format!("{}_p{}", waits.name(), percent.replace('.', "_")),
                Unit::Seconds,
                Estimator::Percentile(waits, *share),
                format!("{what} that {percent} % of {who} did not exceed"),
            );
            measure.by_interval = if report.intervals && report.interval_percentiles {
                IntervalUse::Confidence
            } else {
                IntervalUse::Never
            };
        }
    }

    fn waiting_over(&mut self, index: usize, wait: Span) {
        let wait = wording::span(wait);
        self.add(
            format!("waiting_over_{wait}"),
            Unit::Share,
            Estimator::Ratio(Quantity::WaitedOver(index), Quantity::Accepted),
            format!(
                "share of contacts let in that stood in line for longer than {}",
                glossary::spaced(&wait).0
            ),
        );
    }
}
