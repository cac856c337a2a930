//! What an experiment keeps of each replication, and where.

use super::batches::BatchPlan;
use super::chances::Judges;
use super::charges::Charges;
use super::memory::TooMuch;
use super::side::Side;
use super::{Omission, Period, Scope};
use crate::measures::{Catalogue, Contacts, Estimator, Quantity, ScopeKind, WaitKind};
use crate::model::{
    ContactCentre, ReportPlan, ServiceLevelRule, SkillGroup, SkillGroupId, StaffingPlan,
};
use crate::stats::{Layout, Stretch, Tally, WaitPeriods};
use crate::units::{CostPerHour, Span, UnitCost, number};

/// What an experiment keeps of each replication, and where.
///
/// Numbers of customers are kept by *block*: a set of contact types. The first blocks are the types;
/// a queue of one type is that type's block, and so is a centre of one queue that queue's. The live
/// types of a centre that has tickets too are a block of their own, unless they are a type or a queue. Blocks
/// of people are the groups, and the centre's if there are several.
#[derive(Debug)]
pub(super) struct Blueprint {
    pub(super) layout: Layout,
    pub(super) catalogue: Catalogue,
    pub(super) customers: Side,
    pub(super) people: Side,
    /// The periods with all measures: the horizon, then the days that count.
    pub(super) periods: Vec<Stretch>,
    /// By day of the horizon: its place among the periods.
    period_of_day: Vec<Option<usize>>,
    /// The tops and bottoms of the means of days, as places among the customers' quantities.
    pub(super) day_means: Vec<(usize, usize)>,
    /// Who is judged by what was promised.
    pub(super) judges: Judges,
    /// The scopes, in the order in which they are reported.
    pub(super) scopes: Vec<Scope>,
    /// The rule of each type's queue.
    pub(super) rules: Vec<ServiceLevelRule>,
    /// By queue: whether it holds tickets.
    pub(super) holds_tickets: Vec<bool>,
    /// Paid for logged-in time by group, in units of 2⁻⁴⁰.
    paid: Vec<u128>,
    /// By group: the same by cell, where special days change how many of the paid are there.
    paid_by_cell: Vec<Option<Vec<u128>>>,
    /// What a paid hour costs, by group, if that is known.
    rates: Vec<Option<CostPerHour>>,
    /// What each contact costs that a group answers, if it does.
    per_contact: Vec<Option<UnitCost>>,
    /// What customers and promises cost.
    pub(super) charges: Charges,
    /// The intervals that count, by their place in the horizon.
    pub(super) intervals: Vec<usize>,
    /// The most rows of the table of intervals that are kept.
    pub(super) interval_rows: usize,
    /// What is kept by batch of replications.
    pub(super) batches: BatchPlan,
    /// The kinds of waits.
    pub(super) kinds: &'static [WaitKind],
    /// The kinds of waits whose percentiles of intervals have confidence intervals.
    pub(super) interval_kinds: &'static [WaitKind],
}

impl Blueprint {
    pub(super) fn new(centre: &ContactCentre, report: &ReportPlan) -> Result<Self, TooMuch> {
        let blueprint = Self::lay(centre, report);
        TooMuch::check(&blueprint, centre, report)?;
        Ok(blueprint)
    }

    /// The same, whatever memory it needs.
    pub(super) fn lay(centre: &ContactCentre, report: &ReportPlan) -> Self {
        let layout = Layout::new(centre, report);
        let catalogue = Catalogue::new(centre, report);
        let queue_of = layout.queue_of();
        let mut customers = Side::new(layout.types(), queue_of, layout.queues());
        customers.set_apart(centre.live_types().collect());
        let mut people = Side::new(layout.groups(), &[], 0);
        for measure in catalogue.measures() {
            let wanted = measure.estimator.quantities();
            let by_day = measure.is_of_days();
            let by_interval = measure.has_interval_bounds();
            if measure.is_of(ScopeKind::Type) {
                customers.add_measure(&wanted, by_day, by_interval);
            }
            let of_people = Self::is_of_people(Scope::Centre, &wanted);
            if measure.is_of(ScopeKind::Group) || of_people {
                people.add_measure(&wanted, by_day, by_interval);
            }
        }
        let mut day_means = Vec::new();
        for measure in catalogue.measures() {
            if let Estimator::DayMean(top, bottom) = measure.estimator {
                customers.add_measure(&[top, bottom], false, false);
                day_means.extend(customers.place_of(top).zip(customers.place_of(bottom)));
            }
        }
        customers.seal();
        people.seal();
        let (periods, period_of_day) = Self::lay_periods(&layout, report);
        let intervals: Vec<usize> = if report.intervals {
            (0..layout.cells().len())
                .filter(|cell| !layout.cells()[*cell].counted().is_zero())
                .collect()
        } else {
            Vec::new()
        };
        let scopes = Scope::all(centre);
        let most = number::index_wide(report.most_interval_rows);
        let interval_rows = most.min(scopes.len().saturating_mul(intervals.len()));
        let judges = Judges::new(centre, &customers);
        let mut blueprint = Self {
            charges: Charges::new(centre, &judges),
            judges,
            customers,
            people,
            periods,
            period_of_day,
            day_means,
            rules: (centre.contact_types().iter())
                .map(|part| centre.queues()[part.queue.index()].target.rule)
                .collect(),
            holds_tickets: (0..centre.queues().len())
                .map(|queue| centre.holds_tickets(queue))
                .collect(),
            paid: (centre.skill_groups().iter())
                .map(|group| paid_factor(group.shrinkage.complement().as_f64()))
                .collect(),
            paid_by_cell: (centre.skill_groups().iter().enumerate())
                .map(|(g, group)| {
                    let planned = centre.special_days().planned_of(g)?;
                    Some(paid_by_cell(group, planned, layout.cells()))
                })
                .collect(),
            rates: (centre.skill_groups().iter())
                .map(|group| group.hourly_rate)
                .collect(),
            per_contact: (centre.skill_groups().iter())
                .map(|group| group.cost_per_contact)
                .collect(),
            scopes,
            intervals,
            interval_rows,
            batches: BatchPlan::default(),
            kinds: WaitKind::of(centre),
            interval_kinds: &[],
            layout,
            catalogue,
        };
        blueprint.lay_interval_blocks();
        blueprint.batches = BatchPlan::new(&blueprint);
        blueprint.choose_interval_kinds();
        blueprint
    }

    /// Paid for logged-in time of a group in a cell, in units of 2⁻⁴⁰.
    pub(super) fn paid(&self, cell: usize, group: usize) -> u128 {
        let by_cell = self.paid_by_cell[group].as_ref();
        by_cell.map_or(self.paid[group], |factors| factors[cell])
    }

    /// What so much paid time of a group costs, in millionths of the currency's unit.
    pub(super) fn cost(&self, group: usize, paid: u128) -> u128 {
        self.rates[group].map_or(0, |rate| rate.millionths_of(paid))
    }

    /// What so many contacts cost that a group answers, in millionths of the currency's unit.
    pub(super) fn contact_cost(&self, group: usize, contacts: u64) -> u128 {
        self.per_contact[group].map_or(0, |cost| cost.millionths_of(contacts))
    }

    /// Whether it is known what people of a scope cost.
    pub(super) fn has_rate(&self, scope: Scope) -> bool {
        match scope {
            Scope::Group(id) => {
                self.rates[id.index()].is_some() || self.per_contact[id.index()].is_some()
            }
            _ => true,
        }
    }

    fn lay_periods(layout: &Layout, report: &ReportPlan) -> (Vec<Stretch>, Vec<Option<usize>>) {
        let days = layout.days();
        let horizon = Stretch {
            from: days[0].from,
            to: days[0].from + layout.counted(),
            day: 0,
        };
        let mut periods = vec![horizon];
        let counted = days.iter().filter(|day| !day.counted().is_zero()).count();
        let period_of_day = days
            .iter()
            .map(|day| {
                if !report.days || day.counted().is_zero() {
                    None
                } else if counted == 1 {
                    Some(0)
                } else {
                    periods.push(*day);
                    Some(periods.len() - 1)
                }
            })
            .collect();
        (periods, period_of_day)
    }

    /// Gives a place in the table of intervals to the blocks of the scopes that have rows there.
    fn lay_interval_blocks(&mut self) {
        self.customers.interval_blocks = vec![None; self.customers.blocks];
        self.people.interval_blocks = vec![None; self.people.blocks];
        if self.intervals.is_empty() {
            return;
        }
        let kept = self.interval_rows.div_ceil(self.intervals.len());
        for scope in &self.scopes[..kept] {
            for contacts in [Contacts::All, Contacts::Live] {
                let block = self.customers.customers_of(*scope, contacts);
                self.customers.keep_intervals(block);
            }
            let block = self.people.people_of(*scope);
            self.people.keep_intervals(block);
        }
        self.judges.keep_intervals(&self.scopes[..kept]);
    }

    /// How many intervals have a place in the table of each block.
    pub(super) fn intervals_kept(&self) -> usize {
        self.intervals.len().min(self.interval_rows)
    }

    /// The place of an interval among those with a place in the tables; `None` if it has none.
    pub(super) fn kept_interval(&self, interval: usize) -> Option<usize> {
        let place = self.intervals.binary_search(&interval).ok()?;
        (place < self.intervals_kept()).then_some(place)
    }

    /// What was asked for and is left out.
    pub(super) fn omissions(&self) -> Vec<Omission> {
        let mut omissions = Vec::new();
        let has_percentiles = (self.catalogue.measures().iter())
            .any(|measure| matches!(measure.estimator, Estimator::Percentile(..)));
        if has_percentiles && !self.has_day_percentiles() {
            omissions.push(Omission::DayPercentiles);
        }
        let of_intervals = self.layout.wait_periods() == WaitPeriods::Intervals;
        if of_intervals && self.interval_kinds.len() < self.kinds.len() {
            let are_of_all = self.interval_kinds.contains(&WaitKind::All);
            omissions.push(Omission::IntervalPercentileBounds { are_of_all });
        }
        let rows = self.scopes.len() * self.intervals.len();
        if self.interval_rows < rows {
            let intervals = self.intervals.len();
            let (scope, interval) = (
                self.interval_rows / intervals,
                self.interval_rows % intervals,
            );
            let is_cut = interval > 0;
            omissions.push(Omission::IntervalRows {
                kept: number::count(self.interval_rows),
                left_out: number::count(rows - self.interval_rows),
                cut: is_cut.then(|| (self.scopes[scope], self.intervals[interval])),
                scopes: self.scopes[scope + usize::from(is_cut)..].to_vec(),
            });
        }
        omissions
    }

    /// The block of customers of a scope, or of those of them that a number is about.
    pub(super) fn customers_of(&self, scope: Scope, contacts: Contacts) -> Option<usize> {
        self.customers.customers_of(scope, contacts)
    }

    /// The block of people of a scope.
    pub(super) fn people_of(&self, scope: Scope) -> Option<usize> {
        self.people.people_of(scope)
    }

    /// Whether these quantities are known of people in a scope, and not of customers.
    pub(super) fn is_of_people(scope: Scope, quantities: &[Quantity]) -> bool {
        matches!(scope, Scope::Group(_)) || quantities.iter().any(|one| one.is_of_people())
    }

    /// The place of a mean of days among all of them.
    pub(super) fn day_mean(&self, top: Quantity, bottom: Quantity) -> Option<usize> {
        let side = &self.customers;
        let wanted = (side.place_of(top)?, side.place_of(bottom)?);
        (self.day_means.iter()).position(|known| *known == wanted)
    }

    /// The place of a contact type with a group that serves it.
    pub(super) fn pair_of(&self, scope: Scope, group: SkillGroupId) -> Option<usize> {
        let Scope::Type(id) = scope else {
            return None;
        };
        let pairs = self.layout.pairs();
        (pairs.binary_search(&(id.index(), group.index()))).ok()
    }

    /// The place of a period among those with all measures.
    pub(super) fn place_of(&self, period: Period) -> Option<usize> {
        match period {
            Period::Horizon => Some(0),
            Period::Day(day) => self.period_of_day.get(day).copied().flatten(),
            Period::Interval(_) => None,
        }
    }

    /// The periods of the tidy table: the horizon, then each day that counts.
    pub(super) fn reported(&self) -> impl Iterator<Item = Period> {
        let days = (0..self.period_of_day.len())
            .filter(|day| self.period_of_day[*day].is_some())
            .map(Period::Day);
        std::iter::once(Period::Horizon).chain(days)
    }

    /// By day: its place among the periods apart from the horizon's own.
    pub(super) fn own_period_of_day(&self, day: usize) -> Option<usize> {
        self.period_of_day[day].filter(|period| *period > 0)
    }

    /// Whether percentiles are known by day.
    pub(super) fn has_day_percentiles(&self) -> bool {
        self.periods.len() == 1 || self.layout.wait_periods() != WaitPeriods::Horizon
    }

    /// How many periods have percentiles with confidence intervals.
    pub(super) fn percentile_periods(&self) -> usize {
        if self.has_day_percentiles() {
            self.periods.len()
        } else {
            1
        }
    }

    /// Chooses the kinds of waits whose percentiles of intervals have confidence intervals: all, where
    /// these take little enough memory, else those of all customers, else none.
    fn choose_interval_kinds(&mut self) {
        if self.layout.wait_periods() != WaitPeriods::Intervals {
            return;
        }
        let room = TooMuch::MOST_BYTES.saturating_sub(self.bytes());
        let fits = |kinds: &&'static [WaitKind]| self.interval_percentile_bytes(kinds) <= room;
        let candidates: [&'static [WaitKind]; 2] = [self.kinds, &[WaitKind::All]];
        self.interval_kinds = candidates.into_iter().find(fits).unwrap_or_default();
    }

    /// The memory for confidence intervals of these percentiles of intervals \[bytes\].
    fn interval_percentile_bytes(&self, kinds: &[WaitKind]) -> u64 {
        let each = super::above::Above::most_bytes(&self.layout);
        let all = number::count(self.interval_percentiles() * kinds.len());
        all.saturating_mul(each)
    }

    /// How many blocks × intervals have percentiles with confidence intervals, if any have.
    pub(super) fn interval_percentiles(&self) -> usize {
        if self.layout.wait_periods() == WaitPeriods::Intervals {
            let blocks = self.customers.interval_blocks.iter().flatten().count();
            blocks * self.intervals_kept()
        } else {
            0
        }
    }

    /// The place of a block and an interval among those that have percentiles with confidence
    /// intervals.
    pub(super) fn interval_place(&self, block: usize, interval: usize) -> Option<usize> {
        if self.interval_kinds.is_empty() {
            return None;
        }
        let block = self.customers.interval_blocks[block]?;
        Some(block * self.intervals_kept() + self.kept_interval(interval)?)
    }

    /// The counted part of a period.
    pub(super) fn counted(&self, period: Period) -> Span {
        match period {
            Period::Horizon => self.layout.counted(),
            Period::Day(day) => self.layout.days()[day].counted(),
            Period::Interval(interval) => self.layout.cells()[interval].counted(),
        }
    }

    /// The memory of one thread: its tally and its totals \[bytes\].
    pub(super) fn bytes(&self) -> u64 {
        let table = |side: &Side| {
            let blocks = number::count(side.interval_blocks.iter().flatten().count());
            number::count(side.blocks * self.periods.len()) * side.shape.bytes()
                + blocks * number::count(self.intervals_kept()) * side.interval_shape.bytes()
        };
        let rows = number::count(self.layout.wait_rows());
        let day_means = self.customers.blocks * self.periods.len() * self.day_means.len() * 48;
        Tally::bytes(&self.layout)
            + table(&self.customers)
            + table(&self.people)
            + number::count(self.layout.pairs().len() * self.periods.len()) * 48
            + number::count(self.layout.pairs().len() * self.intervals_kept()) * 16
            + number::count(day_means)
            + self.line_bytes()
            + self.batches.bytes(self.intervals_kept())
            + self.judges.bytes(self.periods.len(), self.intervals_kept())
            // Histograms are in the tally and in the totals.
            + 2 * rows * self.layout.most_wait_bytes()
            + number::count(self.customers.blocks * self.percentile_periods() * self.kinds.len())
                * super::above::Above::most_bytes(&self.layout)
            + self.interval_percentile_bytes(self.interval_kinds)
    }
}

impl Blueprint {
    /// How many lines have their lengths measured: the centre's, each type's and each queue's.
    pub(super) fn lines(&self) -> usize {
        if self.layout.has_line_length() {
            1 + self.layout.types() + self.layout.queues()
        } else {
            0
        }
    }

    /// The place of a scope's line.
    pub(super) fn line_of(&self, scope: Scope) -> Option<usize> {
        match scope {
            _ if !self.layout.has_line_length() => None,
            Scope::Centre => Some(0),
            Scope::Type(id) => Some(1 + id.index()),
            Scope::Queue(id) => Some(1 + self.layout.types() + id.index()),
            Scope::Group(_) => None,
        }
    }

    fn line_bytes(&self) -> u64 {
        let per_line = self.periods.len() * 48 + self.intervals_kept() * 96;
        number::count(self.lines().saturating_mul(per_line))
    }
}

/// Paid for logged-in time, cell by cell: who is paid stays as planned where special days leave
/// fewer of them, or more, to be logged in.
fn paid_by_cell(group: &SkillGroup, planned: &StaffingPlan, cells: &[Stretch]) -> Vec<u128> {
    let usually = group.shrinkage.complement().as_f64();
    let factor = |cell: &Stretch| {
        let there = group.staffing.time_between(cell.from, cell.to);
        let planned = planned.time_between(cell.from, cell.to);
        if there == 0 || there == planned {
            paid_factor(usually)
        } else {
            paid_factor(usually * number::float_wide(there) / number::float_wide(planned))
        }
    };
    cells.iter().map(factor).collect()
}

/// Paid time for a unit of logged-in time, in units of 2⁻⁴⁰, if `present` is the share of paid time
/// that is logged in.
fn paid_factor(present: f64) -> u128 {
    let one = number::float(1 << 40);
    u128::from(number::nearest(one / present.max(1e-6)))
}
