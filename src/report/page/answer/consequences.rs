//! Whether a plan keeps the promises to customers, and what it costs.

use crate::experiment::Scope;
use crate::measures::Unit;
use crate::report::number;
use crate::report::page::Subject;
use crate::report::verdict::{self, Outcome};
use crate::units::{Span, number as convert};

/// A part of a day at least as long is called a day.
const LEAST_DAY: Span = Span::from_secs(6 * 3_600);

/// What follows for the promises and the budget.
pub(super) fn sentence(subject: &Subject<'_>, plan: usize) -> String {
    let words = subject.words;
    let name = subject.named(plan);
    let (kept, cost) = (kept(subject, plan), cost(subject, plan));
    let judgements = verdict::judgements(&subject.plans[plan]);
    let chance = (verdict::overall(&judgements) != Some(Outcome::Missed))
        .then(|| chance(subject, plan))
        .flatten()
        .unwrap_or_default();
    let cheapest = cheapest(subject, plan).map_or_else(String::new, |text| {
        words.pick(format!("; {text}"), format!("；{text}"))
    });
    words.pick(
        format!("{name} {kept}{chance} and {cost}{cheapest}."),
        format!("{name}{kept}{chance}，{cost}{cheapest}。"),
    )
}

/// Which promises are kept, by the numbers of all replications together.
fn kept(subject: &Subject<'_>, plan: usize) -> String {
    let words = subject.words;
    let judgements = verdict::judgements(&subject.plans[plan]);
    let all = judgements.len();
    let count = |outcome| {
        judgements
            .iter()
            .filter(|one| one.outcome == outcome)
            .count()
    };
    let (missed, unsure) = (count(Outcome::Missed), count(Outcome::NotSure));
    let whole = |count: usize| number::whole(convert::count(count));
    let (english, chinese) = match (all, missed, unsure) {
        (0, _, _) => ("has no promise to keep", "没有承诺要兑现"),
        (1, 1, _) => ("breaks the promise to customers", "未兑现对客户的承诺"),
        (1, _, 1) => (
            "may or may not keep the promise to customers",
            "能否兑现对客户的承诺尚不确定",
        ),
        (1, _, _) => ("keeps the promise to customers", "兑现了对客户的承诺"),
        (2, 0, 0) => ("keeps both promises", "兑现了两项承诺"),
        (2, 2, _) => ("breaks both promises", "两项承诺都未兑现"),
        (_, 0, 0) => {
            return words.pick(
                format!("keeps all {} promises", whole(all)),
                format!("兑现了全部{}项承诺", whole(all)),
            );
        }
        (_, 0, _) => {
            return words.pick(
                format!(
                    "may or may not keep {} of {} promises",
                    whole(unsure),
                    whole(all)
                ),
                format!(
                    "{}项承诺中有{}项能否兑现尚不确定",
                    whole(all),
                    whole(unsure)
                ),
            );
        }
        _ => {
            return words.pick(
                format!("breaks {} of {} promises", whole(missed), whole(all)),
                format!("{}项承诺中有{}项未兑现", whole(all), whole(missed)),
            );
        }
    };
    words.pick(english, chinese).to_owned()
}

/// How likely it is that one horizon keeps them all, which is less than that they are kept on the whole.
fn chance(subject: &Subject<'_>, plan: usize) -> Option<String> {
    let words = subject.words;
    let scope = match subject.base().centre.queues() {
        [_] => Scope::Queue(crate::model::QueueId::new(0)),
        _ => Scope::Centre,
    };
    let chance = subject.estimate(plan, "chance_target_met", scope)?;
    let value = chance.value()?;
    let parts = words.numbers().parts(Unit::Share, value, chance.interval());
    let text = words.numbers().joined(&parts);
    let (only, between) = (
        parts.value,
        parts
            .interval
            .map_or_else(String::new, |own| format!("，区间{own}")),
    );
    let horizon = subject.base().centre.horizon();
    let is_day = horizon.days().len() == 1 && horizon.end().since_start() >= LEAST_DAY;
    let (english, chinese) = if is_day {
        ("day", "单独一天")
    } else {
        ("period", "单独一次这样的时段")
    };
    Some(words.pick(
        format!(" on average – the chance that a single such {english} does is {text} –"),
        format!("（按平均值；{chinese}全部兑现的概率为{only}{between}）"),
    ))
}

/// What a plan costs over the horizon, and how much more than the base; people where no money is stated.
pub(super) fn cost(subject: &Subject<'_>, plan: usize) -> String {
    let words = subject.words;
    let known = |name: &str| {
        let estimate = subject.estimate(plan, name, Scope::Centre)?;
        let value = estimate.value()?;
        let unit = subject.measure(name)?.unit;
        let parts = words.numbers().parts(unit, value, estimate.interval());
        Some((parts.value, unit))
    };
    if let Some((text, unit)) = known("cost") {
        let more = more(subject, plan, "cost", unit).unwrap_or_default();
        return words.pick(format!("costs {text}{more}"), format!("费用为{text}{more}"));
    }
    match known("paid") {
        Some((text, unit)) => {
            let more = more(subject, plan, "paid", unit).unwrap_or_default();
            words.pick(
                format!("takes {text} paid people on average{more} (no hourly rates are stated)"),
                format!("平均需要{text}名付薪人员{more}（未给出小时工资）"),
            )
        }
        None => words.pick("has no known cost", "费用不详").to_owned(),
    }
}

/// How much more than the base, as a clause.
fn more(subject: &Subject<'_>, plan: usize, name: &str, unit: Unit) -> Option<String> {
    let words = subject.words;
    let difference = subject.difference(plan, name, Scope::Centre)?;
    let value = difference.value()?;
    let base = subject.named(0);
    if difference.sign() == 0 && difference.simultaneous().is_some() {
        return Some(words.pick(format!(", as much as {base}"), format!("，与{base}相当")));
    }
    let numbers = words.numbers();
    let text = numbers
        .difference_parts(unit, value, difference.simultaneous(), false)
        .value;
    let people = if unit == Unit::Fte { "名" } else { "" };
    let (english, chinese) = if value > 0.0 {
        ("more", "多")
    } else {
        ("less", "少")
    };
    Some(words.pick(
        format!(", {text} {english} than {base}"),
        format!("，比{base}{chinese}{text}{people}"),
    ))
}

/// The plan that costs least of those that surely keep every promise, if that is another one.
fn cheapest(subject: &Subject<'_>, told: usize) -> Option<String> {
    let words = subject.words;
    let cost = |plan: usize| subject.estimate(plan, "cost", Scope::Centre)?.value();
    let keeps = |plan: &usize| {
        let judgements = verdict::judgements(&subject.plans[*plan]);
        verdict::overall(&judgements) == Some(Outcome::Met)
    };
    let keeping = (0..subject.plans.len()).filter(keeps);
    let priced = keeping.filter_map(|plan| Some((plan, cost(plan)?)));
    let (plan, value) = priced.min_by(|a, b| a.1.total_cmp(&b.1))?;
    if plan == told || cost(told).is_some_and(|own| own <= value && keeps(&told)) {
        return None;
    }
    let estimate = subject.estimate(plan, "cost", Scope::Centre)?;
    let unit = subject.measure("cost")?.unit;
    let text = words
        .numbers()
        .parts(unit, value, estimate.interval())
        .value;
    let name = subject.named(plan);
    Some(words.pick(
        format!("the cheapest plan that surely keeps every promise is {name}, at {text}"),
        format!("确定兑现全部承诺的方案中，费用最低的是{name}，为{text}"),
    ))
}
