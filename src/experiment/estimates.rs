//! Every measure of an experiment, with its confidence interval.

use std::sync::Arc;

use super::blueprint::Blueprint;
use super::student_t;
use super::totals::Sums;
use super::view::View;
use super::{Estimate, Period, Scope, Shortfall};
use crate::measures::{Catalogue, Measure, WaitKind};
use crate::model::{ContactCentre, Note};
use crate::units::Share;

/// Every measure of an experiment, with its confidence interval.
#[derive(Clone, Debug)]
pub struct Estimates {
    pub(super) blueprint: Arc<Blueprint>,
    pub(super) sums: Sums,
    confidence: Share,
    /// The chance below the upper end of an interval, and its quantile of Student's t.
    pub(super) reach: (f64, f64),
    omissions: Vec<Omission>,
    pub(super) shortfalls: Vec<Shortfall>,
}

/// The chance below the upper end of an interval of this confidence, and its quantile of Student's t.
pub(super) fn reach(confidence: Share, replications: u64) -> (f64, f64) {
    let chance = f64::midpoint(1.0, confidence.as_f64());
    let degrees = replications.saturating_sub(1);
    (chance, student_t::quantile(chance, degrees))
}

/// One number of the tidy table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// What is measured.
    pub measure: &'a Measure,
    /// Of which part of the centre.
    pub scope: Scope,
    /// Over which time: the horizon or a day.
    pub period: Period,
    /// The number.
    pub estimate: Estimate,
}

/// One row of the wide table of intervals.
#[derive(Clone, Debug)]
pub struct IntervalRow {
    /// Which part of the centre.
    pub scope: Scope,
    /// Which interval, by its place in the horizon.
    pub interval: usize,
    /// The numbers, in the order of the measures that were asked for (of the whole table that of
    /// [`Estimates::interval_measures`]); `None` where the measure does not exist in the scope.
    pub estimates: Vec<Option<Estimate>>,
}

/// Something that was asked for and is left out, because it would take too much room.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Omission {
    /// Percentiles of waits by day.
    DayPercentiles,
    /// Confidence intervals of percentiles of waits by interval.
    IntervalPercentileBounds {
        /// Whether the percentiles of all customers' waits have theirs all the same.
        are_of_all: bool,
    },
    /// Rows of the table of intervals.
    IntervalRows {
        /// How many rows are kept.
        kept: u64,
        /// How many are left out.
        left_out: u64,
        /// The part of the centre of which only the intervals before one are kept, and that interval.
        cut: Option<(Scope, usize)>,
        /// The parts of the centre that are left out altogether.
        scopes: Vec<Scope>,
    },
}

impl Omission {
    /// What is left out, in words.
    pub fn note(&self, centre: &ContactCentre) -> Note {
        const MOST: usize = 5;
        let (kept, left_out, cut, scopes) = match self {
            Self::DayPercentiles => {
                return Note::new(
                    "there are too many days and contact types for percentiles of each day: those of \
                     the horizon are kept",
                    "日期和联络类型太多，无法保留每天的分位数：只保留整个模拟时段的分位数",
                );
            }
            Self::IntervalPercentileBounds { are_of_all } => {
                let (kept, chinese) = if *are_of_all {
                    (
                        "those of all customers' waits are kept",
                        "只保留全部客户等待时间的置信区间",
                    )
                } else {
                    ("their values are kept", "只保留数值")
                };
                return Note::new(
                    format!(
                        "there are too many intervals and contact types for confidence intervals of all \
                         percentiles by interval: {kept}"
                    ),
                    format!("时段和联络类型太多，无法保留各时段全部分位数的置信区间：{chinese}"),
                );
            }
            Self::IntervalRows {
                kept,
                left_out,
                cut,
                scopes,
            } => (kept, left_out, cut, scopes),
        };
        let named = |scope: &Scope| format!("{} `{}`", scope.kind().name(), scope.name(centre));
        let (mut parts, mut chinese) = (Vec::new(), Vec::new());
        if let Some((scope, interval)) = cut {
            let horizon = centre.horizon();
            let from = horizon.text_at(horizon.intervals()[*interval].from);
            parts.push(format!("of {} those from {from} on", named(scope)));
            chinese.push(format!("{}从{from}起的行", named(scope)));
        }
        if !scopes.is_empty() {
            let mut shown: Vec<String> = scopes.iter().take(MOST).map(named).collect();
            let mut all = shown.join("、");
            if scopes.len() > MOST {
                shown.push(format!("{} more", scopes.len() - MOST));
                all = format!("{all}等{}个", scopes.len());
            }
            parts.push(format!("all of {}", shown.join(", ")));
            chinese.push(format!("{all}的全部行"));
        }
        Note::new(
            format!(
                "the table of intervals keeps {kept} rows and leaves out {left_out} ({}); \
                 report.most_interval_rows allows more",
                parts.join("; ")
            ),
            format!(
                "时段表保留{kept}行，省略{left_out}行（{}）；report.most_interval_rows可允许更多",
                chinese.join("；")
            ),
        )
    }
}

impl Estimates {
    pub(super) fn new(blueprint: Arc<Blueprint>, sums: Sums, confidence: Share) -> Self {
        Self {
            omissions: blueprint.omissions(),
            reach: reach(confidence, sums.replications),
            shortfalls: Vec::new(),
            blueprint,
            sums,
            confidence,
        }
    }

    /// The measures, with their definitions.
    pub fn catalogue(&self) -> &Catalogue {
        &self.blueprint.catalogue
    }

    /// The confidence of the intervals \[0 < confidence < 1\].
    pub fn confidence(&self) -> Share {
        self.confidence
    }

    /// How many replications there were.
    pub fn replications(&self) -> u64 {
        self.sums.replications
    }

    /// What was asked for and is left out.
    pub fn omissions(&self) -> &[Omission] {
        &self.omissions
    }

    /// What is not known as exactly as asked, after the most replications.
    pub fn shortfalls(&self) -> &[Shortfall] {
        &self.shortfalls
    }

    pub(super) fn view(&self, scope: Scope, period: Period) -> View<'_> {
        View::new(&self.blueprint, &self.sums, self.reach, scope, period)
    }

    /// Every number of the horizon and the days: by scope (centre, types, queues, groups), then
    /// period, then measure.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let scopes = self.blueprint.scopes.iter();
        scopes.flat_map(move |scope| {
            (self.blueprint.reported()).flat_map(move |period| {
                let view = self.view(*scope, period);
                let measures = self.catalogue().measures().iter();
                measures.filter_map(move |measure| {
                    Some(Row {
                        measure,
                        scope: *scope,
                        period,
                        estimate: view.estimate(measure)?,
                    })
                })
            })
        })
    }

    /// The measures of the table of intervals, in order.
    pub fn interval_measures(&self) -> Vec<&Measure> {
        let measures = self.catalogue().measures().iter();
        measures
            .filter(|measure| measure.is_of_intervals())
            .collect()
    }

    /// The rows of the table of intervals: by scope (centre, types, queues, groups), then interval.
    pub fn interval_rows(&self) -> impl Iterator<Item = IntervalRow> {
        let scopes = self.interval_scopes();
        scopes.flat_map(|(scope, _)| self.interval_rows_of(scope, self.interval_measures()))
    }

    /// The parts of the centre of which the table of intervals has rows, and how many of each.
    pub fn interval_scopes(&self) -> impl Iterator<Item = (Scope, usize)> {
        let (all, each) = (self.blueprint.interval_rows, self.blueprint.intervals.len());
        let scopes = self.blueprint.scopes.iter().enumerate();
        scopes
            .map(move |(place, scope)| (*scope, all.saturating_sub(place * each).min(each)))
            .filter(|(_, rows)| *rows > 0)
    }

    /// The rows of one part, of these measures.
    pub fn interval_rows_of<'a>(
        &'a self,
        scope: Scope,
        measures: Vec<&'a Measure>,
    ) -> impl Iterator<Item = IntervalRow> + 'a {
        let mut scopes = self.interval_scopes();
        let rows = scopes.find(|(known, _)| *known == scope);
        let rows = rows.map_or(0, |(_, rows)| rows);
        let intervals = self.blueprint.intervals.iter().take(rows);
        intervals.map(move |interval| {
            let view = self.view(scope, Period::Interval(*interval));
            IntervalRow {
                scope,
                interval: *interval,
                estimates: measures
                    .iter()
                    .map(|measure| view.estimate(measure))
                    .collect(),
            }
        })
    }

    /// The wait \[s\] that a share of contacts (of the whole centre: of live ones, where it has any) does not
    /// exceed, whether it is among the percentiles of the report or not; `None` where the waits of the period are not kept. By interval they are kept
    /// only if the report has percentiles by interval.
    pub fn wait_percentile(
        &self,
        kind: WaitKind,
        share: Share,
        scope: Scope,
        period: Period,
    ) -> Option<Estimate> {
        self.view(scope, period).percentile(kind, share.as_f64())
    }

    /// One number; `None` if the measure does not exist there.
    pub fn get(&self, measure: &str, scope: Scope, period: Period) -> Option<Estimate> {
        if !self.blueprint.scopes.contains(&scope) {
            return None;
        }
        let measure = self.catalogue().find(measure)?;
        self.view(scope, period).estimate(measure)
    }
}
