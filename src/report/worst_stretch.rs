//! The worst stretch of a run, as the verdict names it.

use jiff::Zoned;

use super::Findings;
use super::number;
use super::page::Words;
use super::verdict::{self, Judgement, Outcome};
use crate::experiment::{Period, Scope, WorstStretch};
use crate::model::Language;
use crate::units::{SimTime, Span};

/// How much longer than over the horizon customers must wait for a stretch to be worth a name.
const NOTABLY: f64 = 1.25;

/// The worst stretch in words, if there is one worth a name: `in Hotline, 17 Feb 20:00–01:00: 38 min on
/// average (36–40)`.
///
/// It is the run of intervals that [`worst_stretch`](crate::experiment::Estimates::worst_stretch)
/// finds. It is named if the whole confidence interval of its mean wait is at least a quarter above
/// the queue's mean wait over the horizon (else it is chance, or the horizon itself), and if it
/// matters: a promise is not surely met, or the mean wait is above the queue's target wait.
fn worth_a_name(findings: &Findings<'_>, judgements: &[Judgement]) -> Option<String> {
    let stretch = findings.estimates.worst_stretch()?;
    let value = stretch.wait.value()?;
    let interval = stretch.wait.interval();
    let queue = &findings.centre.queues()[stretch.queue.index()];
    let usual = findings.over_horizon("wait_mean", Scope::Queue(stretch.queue))?;
    let surely = interval.map_or(value, |(low, _)| low);
    let is_notable = surely >= usual.value()? * NOTABLY;
    let is_in_doubt = judgements.iter().any(|one| one.outcome != Outcome::Met);
    let matters = is_in_doubt || value > queue.target.wait.as_secs_f64();
    if !is_notable || !matters {
        return None;
    }
    let words = Words(Language::English);
    let (place, wait) = (
        place(findings, &stretch, words),
        number::mean_wait(value, interval),
    );
    let within = if findings.centre.queues().len() > 1 {
        "in "
    } else {
        ""
    };
    Some(format!("{within}{place}: {wait}"))
}

/// Where and when a stretch is: `Hotline, 17 Feb 20:00–01:00`; of a centre of one queue only when.
pub(super) fn place(findings: &Findings<'_>, stretch: &WorstStretch, words: Words) -> String {
    let when = when(findings, stretch, words);
    let queues = findings.centre.queues();
    if queues.len() == 1 {
        return when;
    }
    let queue = queues[stretch.queue.index()].title_in(words.0);
    words.pick(format!("{queue}, {when}"), format!("{queue}，{when}"))
}

/// When a stretch begins and ends.
pub(super) fn ends(findings: &Findings<'_>, stretch: &WorstStretch) -> Option<(SimTime, SimTime)> {
    let intervals = findings.centre.horizon().intervals();
    let intervals = &intervals[stretch.intervals.clone()];
    Some((intervals.first()?.from, intervals.last()?.to))
}

/// When a stretch is, in local time.
fn when(findings: &Findings<'_>, stretch: &WorstStretch, words: Words) -> String {
    ends(findings, stretch).map_or_else(String::new, |ends| span_text(findings, ends, words))
}

/// A span of local time: `20:00–21:15` on a horizon of one day, `17 Feb 20:00–01:00` on one of several,
/// with both dates where it is longer than a day, and with years where the horizon has several.
fn span_text(findings: &Findings<'_>, (from, to): (SimTime, SimTime), words: Words) -> String {
    let horizon = findings.centre.horizon();
    let (start, end) = (horizon.zoned_at(from), horizon.zoned_at(to));
    let days = horizon.days();
    let years = days.first().zip(days.last());
    let has_several = years.is_some_and(|(first, last)| first.date.year() != last.date.year());
    let format = if has_several {
        words.pick("%-d %b %Y", "%Y年%-m月%-d日")
    } else {
        words.pick("%-d %b", "%-m月%-d日")
    };
    let date = |at: &Zoned| at.strftime(format).to_string();
    if to.since(from) > Span::DAY {
        let [from, to] = [&start, &end].map(|at| format!("{} {}", date(at), clock(at)));
        return words.pick(format!("{from} to {to}"), format!("{from}至{to}"));
    }
    let is_midnight = end.time() == jiff::civil::Time::midnight();
    let ends = if is_midnight {
        "24:00".to_owned()
    } else {
        clock(&end)
    };
    let times = format!("{}–{ends}", clock(&start));
    if days.len() == 1 {
        times
    } else {
        format!("{} {times}", date(&start))
    }
}

/// The time of day, with seconds where there are any.
fn clock(at: &Zoned) -> String {
    let format = if at.second() == 0 {
        "%H:%M"
    } else {
        "%H:%M:%S"
    };
    at.strftime(format).to_string()
}

/// On how many days a promise was missed, of how many; `None` where nothing was promised, or there
/// is one day only.
///
/// A day counts if any promise to any queue is broken by the value of that day, all replications
/// together; days on which nobody came to a queue keep the promises to it.
fn days_missed(findings: &Findings<'_>, judgements: &[Judgement]) -> Option<(u64, u64)> {
    let horizon = findings.centre.horizon();
    let days = horizon.days().iter().enumerate();
    let counted = days.filter(|(_, day)| day.to > horizon.counted_from());
    let (mut all, mut missed) = (0_u64, 0_u64);
    for (day, _) in counted {
        let mut is_known = false;
        let mut is_missed = false;
        for one in judgements {
            let scope = Scope::Queue(one.queue);
            let measure = one.promise.measure();
            if let Some(estimate) = findings.estimates.get(measure, scope, Period::Day(day)) {
                is_known = true;
                let value = estimate.value();
                is_missed |= value.is_some_and(|value| !one.promise.is_kept_by(value));
            }
        }
        all += u64::from(is_known);
        missed += u64::from(is_missed);
    }
    (all > 1).then_some((missed, all))
}

/// What is said after the promises: the worst stretch, then the days; that no day misses a target
/// that is met goes without saying.
pub(super) fn clauses(findings: &Findings<'_>, judgements: &[Judgement]) -> Vec<String> {
    let days = days_missed(findings, judgements)
        .filter(|(missed, _)| *missed > 0 || verdict::overall(judgements) != Some(Outcome::Met));
    let target = if judgements.len() == 1 {
        "target"
    } else {
        "a target"
    };
    let days = days.map(|(missed, all)| {
        let (missed, all) = (number::whole(missed), number::whole(all));
        format!("{target} missed on {missed} of {all} days")
    });
    let stretch = worth_a_name(findings, judgements).map(|text| format!("worst stretch {text}"));
    stretch.into_iter().chain(days).collect()
}
