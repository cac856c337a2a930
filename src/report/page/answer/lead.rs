//! Which plan is better, by how much, and how sure that is.
//!
//! A plan is said to be better only where the whole interval of its difference from the base says so, and to
//! help most only where no other plan's interval reaches into its own. The intervals hold for all plans
//! together.

use crate::experiment::{Difference, Scope};
use crate::measures::{Better, Measure, Unit, glossary};
use crate::model::{Language, QueueId, ServiceTarget};
use crate::report::comparison::Change;
use crate::report::page::Subject;

/// The measure that plans are held against each other by: of what was promised, if anything was.
pub(super) struct Lead<'a> {
    measure: Option<&'a Measure>,
    scope: Scope,
}

/// A plan and how it differs from the base.
struct Rival<'a> {
    plan: usize,
    measure: &'a Measure,
    difference: Difference,
    /// Plan − base.
    value: f64,
    change: Change,
}

impl<'a> Lead<'a> {
    /// What a choice was made by, if one was; else the share in time if any queue promises one, else the mean wait of the answered, else the share that
    /// abandons, else the share of tickets finished in due time, else the age of the backlog, else the mean wait; of the only queue, or of the centre.
    pub(super) fn of(subject: &Subject<'a>) -> Self {
        if let Some(selection) = subject.selection {
            let criterion = &selection.criterion;
            return Self {
                measure: subject.measure(&criterion.measure),
                scope: criterion.scopes.first().copied().unwrap_or(Scope::Centre),
            };
        }
        let centre = subject.base().centre;
        let queues = centre.queues();
        let any = |is: fn(&ServiceTarget) -> bool| queues.iter().any(|queue| is(&queue.target));
        // The waits of a centre with tickets are those of its other queues.
        let is_told = |q: usize| !(centre.mixes_tickets() && centre.holds_tickets(q));
        let live = |is: fn(&ServiceTarget) -> bool| {
            let mut queues = queues.iter().enumerate();
            queues.any(|(q, queue)| is_told(q) && is(&queue.target))
        };
        let name = if live(|target| target.share.is_some()) {
            "service_level"
        } else if live(|target| target.asa.is_some()) {
            "asa"
        } else if live(|target| target.abandonment.is_some()) {
            "abandonment"
        } else if any(|target| target.due_share.is_some()) {
            "in_due_time"
        } else if any(|target| target.backlog_age.is_some()) {
            "backlog_age"
        } else {
            "wait_mean"
        };
        Self {
            measure: subject.measure(name),
            scope: match queues {
                [_] => Scope::Queue(QueueId::new(0)),
                _ => Scope::Centre,
            },
        }
    }

    /// The measure, if any plan has it.
    pub(super) const fn measure(&self) -> Option<&'a Measure> {
        self.measure
    }

    /// The places of the plans that can be compared with the base, those that gain most first.
    pub(super) fn best_first(&self, subject: &Subject<'_>) -> Vec<usize> {
        let rivals = self.rivals(subject).into_iter();
        rivals.map(|rival| rival.plan).collect()
    }

    /// How much more or less than the base a plan has, if it is surely another.
    pub(super) fn more_than_base(&self, subject: &Subject<'_>, plan: usize) -> Option<String> {
        let rivals = self.rivals(subject);
        let own = rivals.iter().find(|rival| rival.plan == plan)?;
        (own.difference.sign() != 0).then(|| own.more(subject))
    }

    /// The plans that can be compared with the base, those that gain most first.
    fn rivals(&self, subject: &Subject<'_>) -> Vec<Rival<'a>> {
        let Some(measure) = self.measure else {
            return Vec::new();
        };
        let mut rivals: Vec<Rival<'a>> = (1..subject.plans.len())
            .filter_map(|plan| {
                let difference = subject.difference(plan, &measure.name, self.scope)?;
                Some(Rival {
                    plan,
                    measure,
                    difference,
                    value: difference.value()?,
                    change: Change::of(&difference, measure.better),
                })
            })
            .collect();
        // What is surely better comes first, then what gains most.
        rivals.sort_by(|a, b| {
            let is_worse = |one: &Rival<'_>| one.change != Change::Better;
            is_worse(a)
                .cmp(&is_worse(b))
                .then(b.gain().total_cmp(&a.gain()))
        });
        rivals
    }

    /// The sentence, and the plan that the next one goes on about.
    pub(super) fn sentence(&self, subject: &Subject<'_>) -> (String, usize) {
        let words = subject.words;
        let rivals = self.rivals(subject);
        let base = subject.named(0);
        let Some(best) = rivals.first() else {
            let text = words.pick(
                format!("no plan can be compared with {base}: nothing of the kind happened."),
                format!("没有方案可以与{base}比较：没有相应的联络。"),
            );
            return (text, 0);
        };
        if best.change == Change::Better {
            return (self.better(subject, best, &rivals[1..]), best.plan);
        }
        (self.no_better(subject, best, &rivals), 0)
    }

    /// A plan is better.
    fn better(&self, subject: &Subject<'_>, best: &Rival<'_>, others: &[Rival<'_>]) -> String {
        let words = subject.words;
        let (base, sure, name) = (subject.named(0), sure(subject), subject.named(best.plan));
        let amount = self.amount(subject, best.plan);
        let more = best.more(subject);
        let equals: Vec<String> = others
            .iter()
            .filter(|rival| rival.reaches(best))
            .map(|rival| subject.named(rival.plan))
            .collect();
        if others.is_empty() {
            words.pick(
                format!("{name} surely helps ({sure}): {amount}, {more} than {base}."),
                format!("{name}确实有改善（{sure}）：{amount}，比{base}{more}。"),
            )
        } else if equals.is_empty() {
            words.pick(
                format!("{name} helps most, and surely ({sure}): {amount}, {more} than {base}."),
                format!("{name}改善最大且确定（{sure}）：{amount}，比{base}{more}。"),
            )
        } else {
            let equals = words.list(&equals);
            words.pick(
                format!("{name} surely helps ({sure}), but whether more than {equals} is not sure: {amount}, {more} than {base}."),
                format!("{name}确实有改善（{sure}），但是否优于{equals}尚不确定：{amount}，比{base}{more}。"),
            )
        }
    }

    /// No plan is surely better.
    fn no_better(&self, subject: &Subject<'_>, best: &Rival<'_>, rivals: &[Rival<'_>]) -> String {
        let words = subject.words;
        let (base, sure, name) = (subject.named(0), sure(subject), subject.named(best.plan));
        let closest = best.signed(subject);
        let amount = self.amount(subject, 0);
        if best.difference.simultaneous().is_none() && best.change != Change::Same {
            words.pick(
                format!("one replication cannot tell whether a plan is better than {base}; {name} shows {closest}."),
                format!("只模拟一次无法判断哪个方案优于{base}；{name}的差异为{closest}。"),
            )
        } else if rivals.iter().all(Rival::is_nothing) {
            words.pick(
                format!("no plan differs from {base}, where {amount}."),
                format!("没有方案与{base}有差异，其{amount}。"),
            )
        } else if rivals.len() == 1 && best.change == Change::Worse {
            let (amount, more) = (self.amount(subject, best.plan), best.more(subject));
            words.pick(
                format!(
                    "{name} is surely worse than {base} ({sure}): {amount}, {more} than {base}."
                ),
                format!("{name}确实不如{base}（{sure}）：{amount}，比{base}{more}。"),
            )
        } else {
            words.pick(
                format!("no plan is surely better than {base} ({sure}), where {amount}; {name} comes closest with {closest}."),
                format!("没有方案确实优于{base}（{sure}），其{amount}；最接近的是{name}，差异为{closest}。"),
            )
        }
    }

    /// What the measure says of a plan, as a clause.
    pub(super) fn amount(&self, subject: &Subject<'_>, plan: usize) -> String {
        let words = subject.words;
        let known = self.measure.and_then(|measure| {
            let estimate = subject.estimate(plan, &measure.name, self.scope)?;
            Some((measure, estimate.value()?, estimate.interval()))
        });
        let Some((measure, value, interval)) = known else {
            return words.pick("nothing is known", "数据不详").to_owned();
        };
        // The interval of the difference follows; that of the value stands in the table.
        let value = words.numbers().parts(measure.unit, value, interval).value;
        let (english, chinese) = match &*measure.name {
            "service_level" => (
                format!("{value} of contacts are served within the target wait"),
                format!("服务水平为{value}"),
            ),
            "asa" => (
                format!("contacts are answered after {value} on average"),
                format!("平均应答速度为{value}"),
            ),
            "abandonment" => (
                format!("{value} of contacts are abandoned"),
                format!("放弃率为{value}"),
            ),
            "in_due_time" => (
                format!("{value} of tickets are finished in due time"),
                format!("工单按时完成率为{value}"),
            ),
            "backlog_age" => (
                format!("the mean age of the backlog is {value}"),
                format!("积压工单平均时龄为{value}"),
            ),
            "wait_mean" => (
                format!("customers wait {value} on average"),
                format!("客户平均等待{value}"),
            ),
            _ => {
                let label = glossary::label(measure, words.0);
                (
                    format!("“{label}” is {value}"),
                    format!("“{label}”为{value}"),
                )
            }
        };
        words.pick(english, chinese)
    }
}

/// With which confidence, and whether for all plans at once.
fn sure(subject: &Subject<'_>) -> String {
    let words = subject.words;
    let confidence = words.share(subject.base().estimates.confidence().as_f64());
    if subject.plans.len() > 2 {
        words.pick(
            format!("{confidence} confidence for all plans together"),
            format!("对所有方案同时成立的置信度{confidence}"),
        )
    } else {
        words.pick(
            format!("{confidence} confidence"),
            format!("置信度{confidence}"),
        )
    }
}

impl Rival<'_> {
    /// How much better it is than the base.
    fn gain(&self) -> f64 {
        match self.measure.better {
            Better::Higher => self.value,
            Better::Lower | Better::Neither => -self.value,
        }
    }

    /// Whether it is just as the base.
    fn is_nothing(&self) -> bool {
        self.change == Change::Same
    }

    /// Whether its interval reaches into that of another plan.
    fn reaches(&self, into: &Self) -> bool {
        match (
            self.difference.simultaneous(),
            into.difference.simultaneous(),
        ) {
            (Some((low, high)), Some((from, to))) => low <= to && high >= from,
            _ => true,
        }
    }

    fn signed(&self, subject: &Subject<'_>) -> String {
        let (unit, interval) = (self.measure.unit, self.difference.simultaneous());
        let numbers = subject.words.numbers();
        numbers.difference(unit, self.value, interval, true)
    }

    /// How much more or less than the base: `14.4 points (13.9–14.9) more`.
    fn more(&self, subject: &Subject<'_>) -> String {
        let (unit, interval) = (self.measure.unit, self.difference.simultaneous());
        let numbers = subject.words.numbers();
        let text = numbers.difference(unit, self.value, interval, false);
        let is_more = self.value > 0.0;
        let is_time = unit == Unit::Seconds;
        match subject.words.0 {
            Language::English => {
                let word = match (is_time, is_more) {
                    (true, true) => "longer",
                    (true, false) => "shorter",
                    (false, true) => "more",
                    (false, false) => "less",
                };
                format!("{text} {word}")
            }
            Language::Chinese => {
                let word = match (is_time, is_more) {
                    (true, true) => "延长",
                    (true, false) => "缩短",
                    (false, true) => "提高",
                    (false, false) => "降低",
                };
                format!("{word}{text}")
            }
        }
    }
}
