//! Whether the promises to customers are kept, and the sentence that says so.

use super::Findings;
use super::number;
use super::worst_stretch;
use crate::experiment::{Estimate, Scope};
use crate::measures::Unit;
use crate::model::{Language, QueueId, ServiceLevelRule, ServiceTarget};

/// How many promises of one outcome the sentence spells out.
const MOST_TOLD: usize = 4;

/// What was promised to the customers of a queue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Promise {
    /// At least this share within the target wait [0..=1].
    Share(f64),
    /// At most this mean wait of answered contacts, in seconds.
    Asa(f64),
    /// At most this share of abandonments [0..=1].
    Abandonment(f64),
    /// At least this share of tickets finished in due time [0..=1].
    InDueTime(f64),
    /// At most this mean age of the backlog of tickets, in seconds.
    BacklogAge(f64),
}

/// Whether a promise is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The whole confidence interval breaks it.
    Missed,
    /// The confidence interval straddles it, there is none, or the number is not defined.
    NotSure,
    /// The whole confidence interval keeps it.
    Met,
}

/// A promise with what became of it.
#[derive(Clone, Copy, Debug)]
pub struct Judgement {
    /// The queue.
    pub queue: QueueId,
    /// The promise.
    pub promise: Promise,
    /// The number that it is held against.
    pub estimate: Estimate,
    /// Whether it is kept.
    pub outcome: Outcome,
}

impl Promise {
    /// The promises of a target.
    fn of(target: &ServiceTarget) -> impl Iterator<Item = Self> {
        let share = target.share.map(|share| Self::Share(share.as_f64()));
        let asa = target.asa.map(|asa| Self::Asa(asa.as_secs_f64()));
        let abandonment = target
            .abandonment
            .map(|share| Self::Abandonment(share.as_f64()));
        let due_share = target
            .due_share
            .map(|share| Self::InDueTime(share.as_f64()));
        let backlog_age = target
            .backlog_age
            .map(|age| Self::BacklogAge(age.as_secs_f64()));
        [share, asa, abandonment, due_share, backlog_age]
            .into_iter()
            .flatten()
    }

    /// The measure that the promise is about.
    pub const fn measure(self) -> &'static str {
        match self {
            Self::Share(_) => "service_level",
            Self::Asa(_) => "asa",
            Self::Abandonment(_) => "abandonment",
            Self::InDueTime(_) => "in_due_time",
            Self::BacklogAge(_) => "backlog_age",
        }
    }

    /// What was promised, in the measure's unit.
    pub const fn value(self) -> f64 {
        match self {
            Self::Share(value)
            | Self::Asa(value)
            | Self::Abandonment(value)
            | Self::InDueTime(value)
            | Self::BacklogAge(value) => value,
        }
    }

    pub(in crate::report) const fn unit(self) -> Unit {
        match self {
            Self::Asa(_) | Self::BacklogAge(_) => Unit::Seconds,
            Self::Share(_) | Self::Abandonment(_) | Self::InDueTime(_) => Unit::Share,
        }
    }

    /// Whether a number keeps it.
    pub(super) fn is_kept_by(self, value: f64) -> bool {
        match self {
            Self::Share(promised) | Self::InDueTime(promised) => value >= promised,
            Self::Asa(promised) | Self::Abandonment(promised) | Self::BacklogAge(promised) => {
                value <= promised
            }
        }
    }

    /// Whether it is kept, by the confidence interval of the number that it is held against.
    fn judge(self, interval: Option<(f64, f64)>) -> Outcome {
        let Some((low, high)) = interval else {
            return Outcome::NotSure;
        };
        let (worse, better) = match self {
            Self::Share(promised) | Self::InDueTime(promised) => (promised - low, promised - high),
            Self::Asa(promised) | Self::Abandonment(promised) | Self::BacklogAge(promised) => {
                (high - promised, low - promised)
            }
        };
        if worse <= 0.0 {
            Outcome::Met
        } else if better > 0.0 {
            Outcome::Missed
        } else {
            Outcome::NotSure
        }
    }
}

impl Outcome {
    /// The outcome's name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::NotSure => "not_sure",
            Self::Met => "met",
        }
    }
}

/// What became of every promise, queue by queue.
pub fn judgements(findings: &Findings<'_>) -> Vec<Judgement> {
    let queues = findings.centre.queues().iter().enumerate();
    queues
        .flat_map(|(i, queue)| {
            let queue_id = QueueId::new(i);
            Promise::of(&queue.target).filter_map(move |promise| {
                let estimate = findings.over_horizon(promise.measure(), Scope::Queue(queue_id))?;
                let outcome = promise.judge(estimate.interval());
                Some(Judgement {
                    queue: queue_id,
                    promise,
                    estimate,
                    outcome,
                })
            })
        })
        .collect()
}

/// The worst outcome of all promises; `None` if nothing was promised.
pub fn overall(judgements: &[Judgement]) -> Option<Outcome> {
    [Outcome::Missed, Outcome::NotSure, Outcome::Met]
        .into_iter()
        .find(|outcome| judgements.iter().any(|one| one.outcome == *outcome))
}

/// The verdict in one sentence, without a full stop.
pub fn sentence(findings: &Findings<'_>, judgements: &[Judgement]) -> String {
    let Some(worst) = overall(judgements) else {
        return without_promise(findings);
    };
    let of = |outcome| judgements.iter().filter(move |one| one.outcome == outcome);
    let told = |outcome| {
        let texts: Vec<String> = of(outcome)
            .take(MOST_TOLD)
            .map(|one| one.text(findings))
            .collect();
        let rest = of(outcome).count() - texts.len();
        if rest > 0 {
            format!("{}; and {rest} more", texts.join("; "))
        } else {
            texts.join("; ")
        }
    };
    let (count, all) = (of(worst).count(), judgements.len());
    let (missed, not_sure, met) = ("missed", "not sure", "met");
    let word = match worst {
        Outcome::Missed => missed,
        Outcome::NotSure => not_sure,
        Outcome::Met => met,
    };
    let mut clauses = vec![if all == 1 {
        format!("target {word}: {}", told(worst))
    } else if count == all {
        format!("all {all} targets {word}: {}", told(worst))
    } else {
        format!("{count} of {all} targets {word}: {}", told(worst))
    }];
    for (outcome, word) in [(Outcome::NotSure, not_sure), (Outcome::Met, met)] {
        if outcome != worst && of(outcome).next().is_some() {
            clauses.push(format!("{word}: {}", told(outcome)));
        }
    }
    clauses.extend(worst_stretch::clauses(findings, judgements));
    clauses.extend(advice(findings, judgements).map(str::to_owned));
    clauses.join("; ")
}

/// What would make sure what is not.
fn advice(findings: &Findings<'_>, judgements: &[Judgement]) -> Option<&'static str> {
    let mut unsure = judgements
        .iter()
        .filter(|one| one.outcome == Outcome::NotSure && one.estimate.value().is_some())
        .peekable();
    unsure.peek()?;
    if findings.plan.replications == 1 {
        Some("one replication gives no confidence interval")
    } else {
        Some("more replications would tell")
    }
}

impl Judgement {
    /// The number, what it is about and the promise: `61 % (59–63) within 20 s, promised 80 %`.
    fn text(&self, findings: &Findings<'_>) -> String {
        let queues = findings.centre.queues();
        let queue = &queues[self.queue.index()];
        let promised = self.promise.value();
        let unit = self.promise.unit();
        let number = self.estimate.value().map_or_else(
            || "nothing to judge by".to_owned(),
            |value| number::people_against(unit, value, self.estimate.interval(), promised),
        );
        let promised = number::as_written(unit, promised);
        let text = match self.promise {
            Promise::Share(_) => {
                format!("{number} {}, promised {promised}", within(&queue.target))
            }
            Promise::Asa(_) => format!("ASA {number}, promised at most {promised}"),
            Promise::Abandonment(_) => {
                format!("{number} abandoned, promised at most {promised}")
            }
            Promise::InDueTime(_) => {
                format!("{number} finished in due time, promised {promised}")
            }
            Promise::BacklogAge(_) => {
                format!("mean age of the backlog {number}, promised at most {promised}")
            }
        };
        if queues.len() > 1 {
            format!("{} {text}", queue.title_in(Language::English))
        } else {
            text
        }
    }
}

/// The wait within which an answer counts, with the rule unless it is the usual one.
fn within(target: &ServiceTarget) -> String {
    let wait = number::as_written(Unit::Seconds, target.wait.as_secs_f64());
    if target.rule == ServiceLevelRule::default() {
        format!("within {wait}")
    } else {
        format!("within {wait} (rule {})", target.rule.name())
    }
}

/// The sentence where nothing was promised.
fn without_promise(findings: &Findings<'_>) -> String {
    let level = findings.over_horizon("service_level", Scope::Centre);
    let Some((level, value)) = level.and_then(|level| Some((level, level.value()?))) else {
        return "no target promised, and nothing offered".to_owned();
    };
    let number = number::people_with_interval(Unit::Share, value, level.interval());
    let within = match findings.centre.queues() {
        [queue] => within(&queue.target),
        _ if findings.centre.mixes_tickets() => {
            "of live contacts within the target wait of their queues".to_owned()
        }
        _ => "within the target wait of their queues".to_owned(),
    };
    let mut clauses = vec![format!("no target promised: {number} {within}")];
    clauses.extend(worst_stretch::clauses(findings, &[]));
    clauses.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_kept_or_broken_only_by_the_whole_interval() {
        let cases = [
            (Promise::Share(0.8), (0.81, 0.83), Outcome::Met),
            (Promise::Share(0.8), (0.8, 0.83), Outcome::Met),
            (Promise::Share(0.8), (0.79, 0.81), Outcome::NotSure),
            (Promise::Share(0.8), (0.75, 0.79), Outcome::Missed),
            (Promise::Asa(30.0), (25.0, 29.0), Outcome::Met),
            (Promise::Asa(30.0), (29.0, 31.0), Outcome::NotSure),
            (Promise::Asa(30.0), (31.0, 33.0), Outcome::Missed),
            (Promise::Abandonment(0.05), (0.0, 0.05), Outcome::Met),
            (Promise::Abandonment(0.05), (0.051, 0.06), Outcome::Missed),
            (Promise::InDueTime(0.9), (0.9, 0.95), Outcome::Met),
            (Promise::InDueTime(0.9), (0.8, 0.89), Outcome::Missed),
            (
                Promise::BacklogAge(3_600.0),
                (3_000.0, 3_600.0),
                Outcome::Met,
            ),
            (
                Promise::BacklogAge(3_600.0),
                (3_500.0, 3_700.0),
                Outcome::NotSure,
            ),
            (
                Promise::BacklogAge(3_600.0),
                (3_601.0, 3_700.0),
                Outcome::Missed,
            ),
        ];
        for (promise, interval, outcome) in cases {
            assert_eq!(
                promise.judge(Some(interval)),
                outcome,
                "{promise:?} {interval:?}"
            );
        }
        assert_eq!(Promise::Share(0.8).judge(None), Outcome::NotSure);
    }
}
