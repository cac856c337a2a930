//! Where and when customers wait longest under each of several plans.

use super::number::Parts;
use super::page::Subject;
use super::worst_stretch;
use crate::experiment::{Estimate, Scope, WorstStretch};
use crate::measures::ScopeKind;

/// The worst stretch of each plan.
#[derive(Debug)]
pub(super) struct WorstOfPlans {
    stretches: Vec<Option<WorstStretch>>,
    /// What each plan does to the worst stretch of the base.
    there: Vec<Option<Estimate>>,
}

impl WorstOfPlans {
    /// The worst stretches; `None` if nobody waits under any plan, or intervals are not measured.
    pub(super) fn of(subject: &Subject<'_>) -> Option<Self> {
        let plans = subject.plans.iter();
        let stretches: Vec<_> = plans.map(|plan| plan.estimates.worst_stretch()).collect();
        let of_base = stretches.first().cloned().flatten();
        let there = (0..subject.plans.len())
            .map(|plan| wait_in(subject, plan, of_base.as_ref()?))
            .collect();
        stretches
            .iter()
            .any(Option::is_some)
            .then_some(Self { stretches, there })
    }

    /// The stretch of a plan.
    pub(super) fn stretch(&self, plan: usize) -> Option<&WorstStretch> {
        self.stretches[plan].as_ref()
    }

    /// The mean wait under a plan of those who arrive in the base's worst stretch.
    pub(super) fn there(&self, plan: usize) -> Option<&Estimate> {
        self.there[plan].as_ref()
    }

    /// Where and when customers of a plan wait longest.
    pub(super) fn place(&self, subject: &Subject<'_>, plan: usize) -> Option<String> {
        let (findings, stretch) = (&subject.plans[plan], self.stretch(plan)?);
        Some(worst_stretch::place(findings, stretch, subject.words))
    }

    /// What the columns of the table hold behind the names of plans: where and when, how long, and how long
    /// where the base is worst, unless all are worst there.
    pub(super) fn heads(&self, subject: &Subject<'_>) -> Vec<String> {
        let words = subject.words;
        let base = subject.named(0);
        let place = match subject.base().centre.queues() {
            [_] => words.pick("when customers wait longest", "等待最久的时段"),
            _ => words.pick("where customers wait longest", "等待最久的队列和时段"),
        };
        let then = words.pick("mean wait then", "该时段的平均等待");
        let there = words.pick(
            format!("where {base} is worst"),
            format!("{base}最差时段的平均等待"),
        );
        let heads = [place, then].map(str::to_owned).into_iter();
        heads
            .chain((!self.is_one_place()).then_some(there))
            .collect()
    }

    /// The mean waits of a row, one a column.
    pub(super) fn waits(&self, subject: &Subject<'_>, plan: usize) -> Vec<Option<Parts>> {
        let numbers = subject.words.numbers();
        let parts = |wait: &Estimate| Some(numbers.mean_wait(wait.value()?, wait.interval()));
        let then = self.stretch(plan).map(|stretch| &stretch.wait);
        let there = (!self.is_one_place()).then(|| self.there(plan));
        let waits = std::iter::once(then).chain(there);
        waits.map(|wait| wait.and_then(parts)).collect()
    }

    /// Whether all plans are worst at the same place and time, or only the others tell where.
    fn is_one_place(&self) -> bool {
        let Some(Some(of_base)) = self.stretches.first() else {
            return true;
        };
        let is_same = |stretch: &WorstStretch| {
            (stretch.queue, &stretch.intervals) == (of_base.queue, &of_base.intervals)
        };
        self.stretches.iter().flatten().all(is_same)
    }

    /// What is to be said first: how bad it is under the base, and which plan surely eases that most.
    pub(super) fn sentence(&self, subject: &Subject<'_>) -> Option<String> {
        let words = subject.words;
        let base = subject.named(0);
        let stretch = self.stretch(0)?;
        let place = self.place(subject, 0)?;
        let wait = words
            .numbers()
            .mean_wait_in_words(stretch.wait.value()?, stretch.wait.interval());
        let within = match subject.base().centre.queues() {
            [_] => "",
            _ => "in ",
        };
        let eased = self.eased(subject).unwrap_or_default();
        Some(words.pick(
            format!("Under {base} customers wait longest {within}{place}: {wait}{eased}."),
            format!("{base}下，客户等待最久的是{place}：{wait}{eased}。"),
        ))
    }

    /// Under which plan customers wait shortest in the worst stretch of the base, of those under which they
    /// surely wait shorter; `None` where no confidence interval tells.
    fn eased(&self, subject: &Subject<'_>) -> Option<String> {
        let words = subject.words;
        let (low, _) = self.there(0)?.interval()?;
        let value = |plan: &usize| self.there(*plan).and_then(Estimate::value);
        let is_shorter = |plan: &usize| {
            let interval = self.there(*plan).and_then(Estimate::interval);
            interval.is_some_and(|(_, high)| high < low)
        };
        let shorter = (1..subject.plans.len()).filter(is_shorter);
        let best = shorter
            .filter_map(|plan| Some((plan, value(&plan)?)))
            .min_by(|one, other| one.1.total_cmp(&other.1));
        let Some((plan, value)) = best else {
            let none = words.pick(
                "; no other plan surely shortens that",
                "；没有其他方案确定能缩短这一等待",
            );
            return Some(none.to_owned());
        };
        let name = subject.named(plan);
        let interval = self.there(plan).and_then(Estimate::interval);
        let wait = words.numbers().mean_wait_in_words(value, interval);
        let (english, chinese) = if subject.plans.len() == 2 {
            ("shorter", "缩短")
        } else {
            ("shortest", "最短")
        };
        Some(words.pick(
            format!("; under {name} that is {english}, {wait}"),
            format!("；在{name}下{chinese}，{wait}"),
        ))
    }
}

/// The mean wait under a plan of those who arrive in a stretch of the base; `None` if the plan lacks the queue.
fn wait_in(subject: &Subject<'_>, plan: usize, stretch: &WorstStretch) -> Option<Estimate> {
    let queue = &subject.base().centre.queues()[stretch.queue.index()];
    let of_base = subject.scope_named(ScopeKind::Queue, &queue.name)?;
    let Scope::Queue(queue) = subject.scope_in(plan, of_base)? else {
        return None;
    };
    let estimates = subject.plans[plan].estimates;
    estimates.mean_wait_over(queue, stretch.intervals.clone())
}
