//! How a page was made: all that it takes to make it again.

use super::Subject;
use crate::experiment::Scope;
use crate::measures::glossary;
use crate::report::number;

/// A fact: what it is, what it says.
#[derive(Debug)]
pub(in crate::report) struct Fact {
    pub(in crate::report) name: &'static str,
    pub(in crate::report) text: String,
    /// Whether its name is to be read; facts in a row may share theirs.
    pub(in crate::report) is_named: bool,
    /// Whether it is to be copied rather than read.
    pub(in crate::report) is_code: bool,
}

/// Version, scenario, seed and the like.
pub(in crate::report) fn facts(subject: &Subject<'_>) -> Vec<Fact> {
    let words = subject.words;
    let base = subject.base();
    let mut facts: Vec<Fact> = Vec::new();
    let mut add = |name: (&'static str, &'static str), text: String, is_code: bool| {
        let name = words.pick(name.0, name.1);
        let is_named = facts.last().is_none_or(|last| last.name != name);
        facts.push(Fact {
            name,
            text,
            is_named,
            is_code,
        });
    };
    let program = concat!("springtide ", env!("CARGO_PKG_VERSION"));
    add(("Program", "程序"), program.to_owned(), false);
    add(("Scenario", "场景"), base.scenario.to_owned(), false);
    let horizon = base.centre.horizon();
    let zone = horizon.start().time_zone().iana_name().unwrap_or("UTC");
    add(
        ("Time simulated", "模拟时段"),
        words.pick(
            format!("{} ({zone})", words.horizon(horizon)),
            format!("{}（{zone}）", words.horizon(horizon)),
        ),
        false,
    );
    add(("Replications", "模拟次数"), replications(subject), false);
    add(("Seed", "随机种子"), base.plan.seed.to_string(), false);
    let confidence = words.share(base.estimates.confidence().as_f64());
    add(("Confidence", "置信度"), confidence, false);
    if let Some(saved) = saved(subject) {
        add(
            ("Saved by the same chance", "同一随机数的节省"),
            saved,
            false,
        );
    }
    if let Some(log) = base.log {
        let (kept, rows) = (number::whole(log.kept), number::whole(log.rows));
        add(
            ("Contact log", "联络日志"),
            words.pick(
                format!("{kept} of {rows} rows are replayed"),
                format!("{rows}行中回放{kept}行"),
            ),
            false,
        );
    }
    if !base.overrides.is_empty() {
        let name = ("Changed for this run", "本次更改");
        add(name, base.overrides.join(", "), true);
    }
    for (plan, findings) in subject.plans.iter().enumerate() {
        let name = (
            "Hash of all that was read (SHA-256)",
            "所读内容的哈希（SHA-256）",
        );
        let text = if subject.is_one() {
            findings.hash.to_owned()
        } else {
            let title = subject.plan(plan);
            words.pick(
                format!("{title}: {}", findings.hash),
                format!("{title}：{}", findings.hash),
            )
        };
        add(name, text, true);
    }
    facts
}

/// How often the horizon was simulated; of several plans that differ in it, of each.
fn replications(subject: &Subject<'_>) -> String {
    let words = subject.words;
    let counts: Vec<u64> = (subject.plans.iter())
        .map(|findings| findings.estimates.replications())
        .collect();
    if counts.iter().all(|count| *count == counts[0]) {
        return number::whole(counts[0]);
    }
    let each: Vec<String> = counts
        .iter()
        .enumerate()
        .map(|(plan, count)| {
            let (title, count) = (subject.plan(plan), number::whole(*count));
            words.pick(format!("{title}: {count}"), format!("{title}：{count}"))
        })
        .collect();
    each.join(words.pick("; ", "；"))
}

/// How many times fewer replications the pairing took, for the mean wait.
fn saved(subject: &Subject<'_>) -> Option<String> {
    let words = subject.words;
    let measure = subject.measure("wait_mean")?;
    let least = (1..subject.plans.len())
        .filter_map(|plan| {
            let difference = subject.difference(plan, &measure.name, Scope::Centre)?;
            difference.times_fewer()
        })
        .filter(|times| times.is_finite())
        .min_by(f64::total_cmp)?;
    let times = number::expected(least);
    let what = glossary::label(measure, words.0);
    Some(words.pick(
        format!(
            "the difference in “{what}” would take {times} times as many replications without it"
        ),
        format!("否则“{what}”的差异需要{times}倍的模拟次数"),
    ))
}
