//! What charts over time have in common.

use std::ops::Range;

use super::drawing::PLOT_WIDTH;
use super::picture::{Axis, Curve, Key, Symbol, Told};
use super::series::{self, Sample, Slots};
use super::style::{PROMISE, Pen};
use super::subject::{Part, Subject};
use super::{heading, time_axis, words};
use crate::experiment::Period;
use crate::measures::Unit;
use crate::units::SimTime;

/// The time that a chart shows.
pub(super) struct OverTime {
    slots: Option<Slots>,
    /// The days, where slots are finer.
    days: Option<Slots>,
    /// The axis.
    pub(super) axis: Axis,
}

/// A curve over time: whose it is, and how it looks.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The plan, if it is one of several.
    pub(super) plan: Option<String>,
    /// What it shows; empty: the plan says it.
    pub(super) what: String,
    /// How it is drawn.
    pub(super) pen: Pen,
    /// The unit of its numbers.
    pub(super) unit: Unit,
}

impl OverTime {
    /// The counted part of the horizon.
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        let slots = Slots::of(subject);
        let is_fine = slots.as_ref().is_some_and(|slots| !slots.are_days);
        let horizon = subject.base.centre.horizon();
        let mut axis = time_axis::of(horizon, subject, PLOT_WIDTH);
        if subject.hover {
            let slots = slots.iter().flat_map(Slots::all);
            axis.told = (slots.map(|(period, time)| told_of(subject, *period, time))).collect();
        }
        Self {
            days: is_fine.then(|| Slots::days_of(subject.base)).flatten(),
            slots,
            axis,
        }
    }

    /// Whether each slot is a day.
    pub(super) fn is_by_day(&self) -> bool {
        self.slots.as_ref().is_some_and(|slots| slots.are_days)
    }

    /// The heading of a panel of a plan's whole centre: of what each day or each interval, in English and
    /// in Chinese.
    pub(super) fn heading(
        &self,
        subject: &Subject<'_>,
        plan: usize,
        (each_day, each_interval): ([&str; 2], [&str; 2]),
    ) -> String {
        let whose = if subject.is_one() {
            subject.part_title(Subject::CENTRE)
        } else {
            subject.plan_title(plan)
        };
        let [english, chinese] = if self.is_by_day() {
            each_day
        } else {
            each_interval
        };
        (subject.words).pick(format!("{whose}, {english}"), format!("{whose}，{chinese}"))
    }

    /// The slots.
    pub(super) const fn slots(&self) -> Option<&Slots> {
        self.slots.as_ref()
    }

    /// The days, where slots are finer and there are several.
    pub(super) const fn days(&self) -> Option<&Slots> {
        self.days.as_ref()
    }

    /// The numbers of a part of a plan's centre, in runs without a gap.
    pub(super) fn runs(
        &self,
        subject: &Subject<'_>,
        plan: usize,
        measure: &str,
        part: Part<'_>,
    ) -> Vec<Vec<Sample>> {
        let findings = &subject.plans[plan];
        let slots = self.slots.as_ref().zip(part.of(findings));
        slots.map_or_else(Vec::new, |(slots, scope)| {
            slots.runs(findings, measure, scope)
        })
    }

    /// The pen for a curve over this time.
    pub(super) fn pen(&self, pen: Pen) -> Pen {
        let slots = self.slots.as_ref().map_or(0, Slots::len);
        pen.for_slots(slots)
    }

    /// A curve through the numbers, with its confidence band.
    pub(super) fn curve(&self, subject: &Subject<'_>, line: Line, runs: &[Vec<Sample>]) -> Curve {
        let through = |run: &Vec<Sample>| series::through_middles(run, |sample| sample.value);
        let lines = runs.iter().map(through).collect();
        Curve {
            bands: runs.iter().flat_map(|run| series::bands(run)).collect(),
            ..self.bare(subject, line, runs, lines)
        }
    }

    /// A line that is level over each slot, with its confidence band: of slots so much wider than the axis' own
    /// that a line from one to the next would tell of a course that nobody has seen.
    pub(super) fn level_curve(
        &self,
        subject: &Subject<'_>,
        line: Line,
        runs: &[Vec<Sample>],
    ) -> Curve {
        Curve {
            bands: (runs.iter())
                .flat_map(|run| series::level_bands(run))
                .collect(),
            ..self.steps(subject, line, runs)
        }
    }

    /// A line that is level over each slot, without a band.
    pub(super) fn steps(&self, subject: &Subject<'_>, line: Line, runs: &[Vec<Sample>]) -> Curve {
        let lines = runs.iter().map(|run| series::in_steps(run)).collect();
        self.bare(subject, line, runs, lines)
    }

    fn bare(
        &self,
        subject: &Subject<'_>,
        line: Line,
        runs: &[Vec<Sample>],
        lines: Vec<Vec<(f64, f64)>>,
    ) -> Curve {
        Curve {
            told: told(subject, line.unit, runs),
            plan: line.plan,
            what: line.what,
            pen: self.pen(line.pen),
            lines,
            bands: Vec::new(),
        }
    }

    /// A curve a plan, of those that are shown.
    pub(super) fn by_plan(
        &self,
        subject: &Subject<'_>,
        (measure, unit): (&str, Unit),
        part: Part<'_>,
        alone: Pen,
    ) -> (Vec<Curve>, Vec<Vec<Sample>>) {
        let mut all = Vec::new();
        let mut curves = Vec::new();
        for plan in subject.shown() {
            let runs = self.runs(subject, plan, measure, part);
            if !runs.is_empty() {
                let line = Line {
                    plan: subject.plan_name(plan).map(str::to_owned),
                    what: String::new(),
                    pen: if subject.is_one() {
                        alone
                    } else {
                        subject.plan_pen(plan)
                    },
                    unit,
                };
                curves.push(self.curve(subject, line, &runs));
            }
            all.extend(runs);
        }
        // The base lies on top.
        curves.reverse();
        (curves, all)
    }

    /// Why a queue has no numbers to show, if so.
    pub(super) fn why_empty(
        &self,
        subject: &Subject<'_>,
        part: Part<'_>,
        runs: &[Vec<Sample>],
    ) -> Option<String> {
        let words = subject.words;
        if !subject.has_contacts(part) {
            Some(words.pick("nobody contacted this queue", "没有客户进入该队列"))
        } else if runs.is_empty() && self.slots.is_some() {
            Some(words.pick("nobody was let in", "没有客户被接入"))
        } else if runs.is_empty() {
            Some(not_kept(subject))
        } else {
            None
        }
        .map(str::to_owned)
    }

    /// The lines below the title.
    pub(super) fn lines(&self, subject: &Subject<'_>, notes: &[String]) -> Vec<String> {
        let words = subject.words;
        let by = match &self.slots {
            Some(slots) if slots.are_days => words.pick("by day", "按天"),
            _ => {
                let interval = subject.base.centre.horizon().interval();
                let interval = words.span(interval.as_secs_f64());
                &words.pick(
                    format!("by intervals of {interval}"),
                    format!("按{interval}时段"),
                )
            }
        };
        let mut lines = vec![words.list(&[heading::text(subject), by.to_owned()])];
        lines.extend_from_slice(notes);
        lines
    }
}

/// When a slot is.
fn told_of(subject: &Subject<'_>, period: Period, time: &Range<SimTime>) -> Told {
    let begin = subject.base.centre.horizon().zoned_at(time.start);
    let mut text = subject.words.date(begin.date(), words::WEEKDAY);
    if matches!(period, Period::Interval(_)) {
        text = format!("{text} {}", begin.strftime("%H:%M"));
    }
    let [from, to] = [time.start, time.end].map(series::seconds);
    let at = f64::midpoint(from, to);
    Told { at, text }
}

/// The numbers of runs for those who point at them.
fn told(subject: &Subject<'_>, unit: Unit, runs: &[Vec<Sample>]) -> Vec<Told> {
    if !subject.hover {
        return Vec::new();
    }
    let samples = runs.iter().flatten();
    samples
        .map(|sample| Told {
            at: f64::midpoint(sample.from, sample.to),
            text: (subject.words).estimate(unit, sample.value, sample.interval),
        })
        .collect()
}

/// Which parts and which plans are shown, if not all, and where there are several plans what the curves
/// are, which their keys do not say.
pub(super) fn notes(subject: &Subject<'_>, parts: Option<String>, what: &str) -> Vec<String> {
    let what = (!subject.is_one() && !what.is_empty()).then(|| what.to_owned());
    let notes = [what, parts, subject.plans_left_out()];
    notes.into_iter().flatten().collect()
}

/// What lines mean: the plans, if there are several, or else what is said; then the confidence band and
/// the promise.
pub(super) fn keys(subject: &Subject<'_>, lines: &[(Pen, &str)], promise: &str) -> Vec<Key> {
    let mut keys = if subject.is_one() {
        lines.iter().map(line_key).collect()
    } else {
        plan_keys(subject, Symbol::Line)
    };
    let colour = match keys.first() {
        Some(Key {
            symbol: Symbol::Line(pen),
            ..
        }) => Some(pen.colour),
        _ => None,
    };
    keys.extend(colour.and_then(|colour| heading::band(subject, colour)));
    if !promise.is_empty() {
        keys.push(line_key(&(PROMISE, promise)));
    }
    keys
}

/// What a line means.
pub(super) fn line_key((pen, text): &(Pen, &str)) -> Key {
    Key::of(Symbol::Line(*pen), *text)
}

/// How the plans that are shown are told apart.
pub(super) fn plan_keys(subject: &Subject<'_>, symbol: impl Fn(Pen) -> Symbol) -> Vec<Key> {
    let plans = subject.shown().into_iter();
    plans
        .map(|plan| Key {
            plan: subject.plan_name(plan).map(str::to_owned),
            symbol: symbol(subject.plan_pen(plan)),
            text: subject.plan_title(plan),
        })
        .collect()
}

/// Said where intervals were asked for and too few of them kept.
pub(super) fn not_kept(subject: &Subject<'_>) -> &'static str {
    subject.words.pick(
        "the numbers of this chart were not kept: report.most_interval_rows allows more",
        "未保留本图所需的数据：请调高 report.most_interval_rows",
    )
}
