//! Which numbers a chart over time shows: read off the estimates, never computed.

use std::ops::Range;

use super::subject::{Part, Subject};
use super::words::Which;
use crate::experiment::{Estimate, Period, Scope};
use crate::measures::ScopeKind;
use crate::model::Horizon;
use crate::report::Findings;
use crate::units::SimTime;

/// The most parts of a centre that have a panel of their own.
pub(super) const MOST_PANELS: usize = 4;

/// A horizon of more days, or of more intervals, is shown by day: intervals would be much finer than a
/// pixel.
const MOST_DAYS_BY_INTERVAL: usize = 31;
const MOST_INTERVALS: usize = 3_000;

/// The same where curves of several plans share a panel: a week of quarters of an hour.
const MOST_INTERVALS_OF_PLANS: usize = 672;

/// The most parts of a centre beside the whole that have a panel where there are several plans.
const MOST_PARTS_OF_PLANS: usize = 2;

/// The slots of time of which a chart shows a number each.
#[derive(Clone, Debug)]
pub(super) struct Slots {
    /// Each slot with its first instant and the first one after it.
    slots: Vec<(Period, Range<SimTime>)>,
    /// Whether slots are days.
    pub(super) are_days: bool,
}

/// A number of a slot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sample {
    /// When the slot begins \[s after the horizon's start\].
    pub(super) from: f64,
    /// When it ends.
    pub(super) to: f64,
    /// The number, in the measure's unit.
    pub(super) value: f64,
    /// Its confidence interval.
    pub(super) interval: Option<(f64, f64)>,
}

/// An instant on a chart's axis of time \[s after the horizon's start\].
pub(super) fn seconds(instant: SimTime) -> f64 {
    instant.since_start().as_secs_f64()
}

impl Slots {
    /// The finest slots that can be told apart and are measured: intervals, else days; `None` if
    /// there are neither.
    pub(super) fn of(subject: &Subject<'_>) -> Option<Self> {
        let horizon = subject.base.centre.horizon();
        let intervals = intervals(horizon);
        let most = if subject.is_one() {
            MOST_INTERVALS
        } else {
            MOST_INTERVALS_OF_PLANS
        };
        let by_day = Self::by_day(subject.base);
        let is_long = by_day.as_ref().is_some_and(|days| {
            let is_close = days.slots.len() > 1 && intervals.len() > most;
            is_close || days.slots.len() > MOST_DAYS_BY_INTERVAL
        });
        if is_long {
            return by_day;
        }
        Self::measured(subject.base, intervals, false)
            .or(by_day.filter(|days| days.slots.len() > 1))
    }

    /// The days, if there are several and they are measured.
    pub(super) fn days_of(findings: &Findings<'_>) -> Option<Self> {
        Self::by_day(findings).filter(|days| days.slots.len() > 1)
    }

    /// The planning intervals, if they are measured.
    pub(super) fn intervals_of(findings: &Findings<'_>) -> Option<Self> {
        let horizon = findings.centre.horizon();
        Self::measured(findings, intervals(horizon), false)
    }

    fn by_day(findings: &Findings<'_>) -> Option<Self> {
        let days = days(findings.centre.horizon());
        Self::measured(findings, days, true)
    }

    /// The slots, each with its first instant and the first one after it.
    pub(super) fn all(&self) -> &[(Period, Range<SimTime>)] {
        &self.slots
    }

    fn measured(
        findings: &Findings<'_>,
        slots: Vec<(Period, Range<SimTime>)>,
        are_days: bool,
    ) -> Option<Self> {
        let (period, _) = slots.last()?;
        let last = findings.estimates.get("offered", Scope::Centre, *period);
        last.map(|_| Self { slots, are_days })
    }

    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.slots.len()
    }

    /// The numbers of a part of the centre, in runs without a gap. A gap is a slot without a
    /// number: nobody came, or nobody was there.
    pub(super) fn runs(
        &self,
        findings: &Findings<'_>,
        measure: &str,
        scope: Scope,
    ) -> Vec<Vec<Sample>> {
        self.runs_of(|period| findings.estimates.get(measure, scope, period))
    }

    /// The same for numbers that are known by their period.
    pub(super) fn runs_of(&self, number: impl Fn(Period) -> Option<Estimate>) -> Vec<Vec<Sample>> {
        let mut runs = vec![Vec::new()];
        for (period, time) in &self.slots {
            let estimate = number(*period);
            let known =
                estimate.and_then(|estimate| Some((estimate.value()?, estimate.interval())));
            let Some((value, interval)) = known else {
                runs.push(Vec::new());
                continue;
            };
            if let Some(run) = runs.last_mut() {
                run.push(Sample {
                    from: seconds(time.start),
                    to: seconds(time.end),
                    value,
                    interval,
                });
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }
}

fn days(horizon: &Horizon) -> Vec<(Period, Range<SimTime>)> {
    let days = horizon.days().iter().enumerate();
    let days = days.map(|(place, day)| (Period::Day(place), day.from..day.to));
    counted(horizon, days)
}

fn intervals(horizon: &Horizon) -> Vec<(Period, Range<SimTime>)> {
    let intervals = horizon.intervals().iter().enumerate();
    let intervals = intervals.map(|(place, slot)| (Period::Interval(place), slot.from..slot.to));
    counted(horizon, intervals)
}

/// The parts after the warm-up.
fn counted(
    horizon: &Horizon,
    slots: impl Iterator<Item = (Period, Range<SimTime>)>,
) -> Vec<(Period, Range<SimTime>)> {
    let from = horizon.counted_from();
    slots
        .filter(|(_, time)| time.end > from)
        .map(|(period, time)| (period, time.start.max(from)..time.end))
        .collect()
}

/// Parts of the centre that get a panel each, and what is said of those that do not.
#[derive(Clone, Debug)]
pub(super) struct Chosen<'a> {
    /// The parts, in the order of the scenario; of several plans first the whole centre, if there is
    /// more than one part.
    pub(super) parts: Vec<Part<'a>>,
    /// Which ones were chosen, if not all.
    pub(super) note: Option<String>,
}

impl<'a> Chosen<'a> {
    /// The queues; of many, those with the longest mean wait over the horizon, and of tickets only where there
    /// is room beside the others.
    pub(super) fn queues(subject: &Subject<'a>) -> Self {
        Self::of(subject, ScopeKind::Queue, "wait_mean", Which::Queues)
    }

    /// The skill groups; of many, those with the highest occupancy over the horizon.
    pub(super) fn groups(subject: &Subject<'a>) -> Self {
        Self::of(subject, ScopeKind::Group, "occupancy", Which::Groups)
    }

    fn of(subject: &Subject<'a>, kind: ScopeKind, measure: &str, which: Which) -> Self {
        let all = subject.parts(kind);
        let most = if subject.is_one() {
            MOST_PANELS
        } else {
            MOST_PARTS_OF_PLANS
        };
        let mut places: Vec<usize> = (0..all.len()).collect();
        let value = |place: &usize| subject.largest(measure, all[*place]);
        places.sort_by(|a, b| value(b).total_cmp(&value(a)));
        places.sort_by_key(|place| subject.holds_tickets(all[*place]));
        places.truncate(most);
        places.sort_unstable();
        let note = (subject.words).shown_of(places.len(), all.len(), which);
        let note = (places.len() < all.len()).then_some(note);
        let mut parts: Vec<Part<'a>> = places.into_iter().map(|place| all[place]).collect();
        if !subject.is_one() && all.len() > 1 {
            parts.insert(0, Subject::CENTRE);
        }
        Self { parts, note }
    }
}

/// The largest value of some runs, and the largest upper end of their confidence intervals.
pub(super) fn largest<'a>(runs: impl IntoIterator<Item = &'a Vec<Sample>>) -> (f64, f64) {
    let samples = runs.into_iter().flatten();
    samples.fold((0.0, 0.0), |(value, high): (f64, f64), sample| {
        let own_high = sample.interval.map_or(sample.value, |(_, high)| high);
        (value.max(sample.value), high.max(own_high))
    })
}

/// What an axis must hold of the largest value and the largest upper end: a band that is very wide
/// in one place must not press down the curve everywhere.
pub(super) fn with_band(value: f64, high: f64) -> f64 {
    high.clamp(value, (value * 1.5).max(value))
}

/// Points through the middles of the slots of a run; a slot alone is a short level line.
pub(super) fn through_middles(run: &[Sample], of: impl Fn(&Sample) -> f64) -> Vec<(f64, f64)> {
    match run {
        [alone] => vec![(alone.from, of(alone)), (alone.to, of(alone))],
        _ => run
            .iter()
            .map(|sample| (f64::midpoint(sample.from, sample.to), of(sample)))
            .collect(),
    }
}

/// Points of a line that is level over each slot of a run.
pub(super) fn in_steps(run: &[Sample]) -> Vec<(f64, f64)> {
    level(run, |sample| sample.value)
}

fn level(run: &[Sample], of: impl Fn(&Sample) -> f64) -> Vec<(f64, f64)> {
    let ends = |sample: &Sample| [(sample.from, of(sample)), (sample.to, of(sample))];
    run.iter().flat_map(ends).collect()
}

/// The corners of the confidence bands of a run: one for each stretch with confidence intervals.
pub(super) fn bands(run: &[Sample]) -> Vec<Vec<(f64, f64)>> {
    bands_along(run, |stretch, of| through_middles(stretch, of))
}

/// The same, level over each slot.
pub(super) fn level_bands(run: &[Sample]) -> Vec<Vec<(f64, f64)>> {
    bands_along(run, |stretch, of| level(stretch, of))
}

fn bands_along(
    run: &[Sample],
    along: impl Fn(&[Sample], fn(&Sample) -> f64) -> Vec<(f64, f64)>,
) -> Vec<Vec<(f64, f64)>> {
    let with_bounds = run.split(|sample| sample.interval.is_none());
    let stretches = with_bounds.filter(|stretch| !stretch.is_empty());
    stretches
        .map(|stretch| {
            let low = |sample: &Sample| sample.interval.map_or(sample.value, |(low, _)| low);
            let high = |sample: &Sample| sample.interval.map_or(sample.value, |(_, high)| high);
            let mut corners = along(stretch, high);
            corners.extend(along(stretch, low).into_iter().rev());
            corners
        })
        .collect()
}
