//! Which numbers a chart over time shows: read off the estimates, never computed.

use std::ops::Range;

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
    pub(super) fn of(findings: &Findings<'_>) -> Option<Self> {
        let horizon = findings.centre.horizon();
        let [days, intervals] = [days(horizon), intervals(horizon)];
        let by_day = Self::measured(findings, days, true);
        let is_long = by_day.as_ref().is_some_and(|days| {
            let is_close = days.slots.len() > 1 && intervals.len() > MOST_INTERVALS;
            is_close || days.slots.len() > MOST_DAYS_BY_INTERVAL
        });
        if is_long {
            return by_day;
        }
        Self::measured(findings, intervals, false).or(by_day.filter(|days| days.slots.len() > 1))
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
        let mut runs = vec![Vec::new()];
        for (period, time) in &self.slots {
            let estimate = findings.estimates.get(measure, scope, *period);
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
pub(super) struct Chosen {
    /// The parts, in the order of the scenario.
    pub(super) scopes: Vec<Scope>,
    /// Which ones were chosen, if not all.
    pub(super) note: Option<String>,
}

impl Chosen {
    /// The queues; of many, those with the longest mean wait over the horizon.
    pub(super) fn queues(findings: &Findings<'_>) -> Self {
        let words = ("queues", "the longest mean wait");
        Self::of(findings, ScopeKind::Queue, "wait_mean", words)
    }

    /// The skill groups; of many, those with the highest occupancy over the horizon.
    pub(super) fn groups(findings: &Findings<'_>) -> Self {
        let words = ("skill groups", "the highest occupancy");
        Self::of(findings, ScopeKind::Group, "occupancy", words)
    }

    fn of(
        findings: &Findings<'_>,
        kind: ScopeKind,
        measure: &str,
        (parts, what): (&str, &str),
    ) -> Self {
        let scopes = Scope::all(findings.centre);
        let mut scopes: Vec<Scope> = scopes.into_iter().filter(|s| s.kind() == kind).collect();
        let all = scopes.len();
        let value = |scope: &Scope| {
            let estimate = findings.over_horizon(measure, *scope);
            estimate
                .and_then(|estimate| estimate.value())
                .unwrap_or(-1.0)
        };
        scopes.sort_by(|a, b| value(b).total_cmp(&value(a)));
        scopes.truncate(MOST_PANELS);
        scopes.sort_unstable();
        let shown = scopes.len();
        let note =
            format!("Shown are the {shown} of {all} {parts} with {what}; measures.csv has all.");
        Self {
            scopes,
            note: (shown < all).then_some(note),
        }
    }
}

/// Whether anybody contacted a part of the centre.
pub(super) fn has_contacts(findings: &Findings<'_>, scope: Scope) -> bool {
    let offered = findings.over_horizon("offered", scope);
    offered
        .as_ref()
        .and_then(Estimate::value)
        .is_some_and(|offered| offered > 0.0)
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
    let ends = |sample: &Sample| [(sample.from, sample.value), (sample.to, sample.value)];
    run.iter().flat_map(ends).collect()
}

/// The corners of the confidence bands of a run: one for each stretch with confidence intervals.
pub(super) fn bands(run: &[Sample]) -> Vec<Vec<(f64, f64)>> {
    let with_bounds = run.split(|sample| sample.interval.is_none());
    let stretches = with_bounds.filter(|stretch| !stretch.is_empty());
    stretches
        .map(|stretch| {
            let low = |sample: &Sample| sample.interval.map_or(sample.value, |(low, _)| low);
            let high = |sample: &Sample| sample.interval.map_or(sample.value, |(_, high)| high);
            let mut corners = through_middles(stretch, high);
            corners.extend(through_middles(stretch, low).into_iter().rev());
            corners
        })
        .collect()
}
