//! What many replications leave behind, added up exactly.

use std::ops::Range;
use std::sync::Arc;

use super::batches::Batches;
use super::blueprint::Blueprint;
use super::chances::Chances;
use super::moments::{Moments, Shape};
use super::room::{Room, SideRoom, pass_on, raise};
use super::side::Side;
use super::view::View;
use super::wait_totals::WaitTotals;
use super::{Estimates, Period, Scope, TooMuch};
use crate::compile::SimInputs;
use crate::model::{ContactCentre, PenaltyPeriod, ReportPlan};
use crate::sim::{Replication, simulate};
use crate::stats::{Layout, Recorder, Tally};
use crate::units::Share;

/// What many replications leave behind: whole numbers, so that adding up is exact.
///
/// Any split of the replications into parts whose totals are [merged](Totals::merge), in any order,
/// gives the same totals and so the same estimates.
#[derive(Clone, Debug)]
pub struct Totals {
    pub(super) blueprint: Arc<Blueprint>,
    pub(super) sums: Sums,
    pub(super) room: Room,
}

/// The numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) replications: u64,
    /// By block × period.
    pub(super) customers: Moments,
    /// By block with rows of intervals × interval.
    pub(super) customer_intervals: Moments,
    pub(super) people: Moments,
    pub(super) people_intervals: Moments,
    /// By block × period × mean of days.
    pub(super) day_means: Vec<DayMean>,
    /// How often promises were kept.
    pub(super) chances: Chances,
    /// Contacts handled by pair of type and group × period.
    pub(super) pairs: Moments,
    /// Contacts handled by pair × interval, without squares.
    pub(super) pair_intervals: Moments,
    /// The longest line by line × period.
    pub(super) lines: Moments,
    /// The longest line and the line at the start by line × interval.
    pub(super) line_intervals: Moments,
    pub(super) waits: WaitTotals,
    /// Waits by batch of replications, queue and interval.
    pub(super) batches: Batches,
}

/// A mean over the days of a replication, over replications.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DayMean {
    /// Replications with at least one such day.
    pub(super) replications: u64,
    /// In units of 2⁻⁴⁰.
    pub(super) sum: u128,
    pub(super) squares: u128,
}

impl DayMean {
    /// Binary digits after the point of a mean of days.
    pub(super) const FRACTION_BITS: u32 = 40;

    pub(super) fn add(&mut self, value: u128) {
        self.replications += 1;
        self.sum += value;
        self.squares += value * value;
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.replications += other.replications;
        self.sum += other.sum;
        self.squares += other.squares;
    }
}

impl Totals {
    /// The totals of no replication.
    ///
    /// # Errors
    /// Refuses what would need more memory than a machine can be expected to have.
    pub fn new(centre: &ContactCentre, report: &ReportPlan) -> Result<Self, TooMuch> {
        Ok(Self::of(Arc::new(Blueprint::new(centre, report)?)))
    }

    pub(super) fn of(blueprint: Arc<Blueprint>) -> Self {
        let (customers, people) = (&blueprint.customers, &blueprint.people);
        let periods = blueprint.periods.len();
        let intervals = blueprint.intervals_kept();
        let interval_table = |side: &Side| {
            let blocks = side.interval_blocks.iter().flatten().count();
            Moments::new(side.interval_shape.clone(), blocks * intervals)
        };
        let lines = blueprint.lines();
        let (means, pairs) = (blueprint.day_means.len(), blueprint.layout.pairs().len());
        let sums = Sums {
            replications: 0,
            customers: Moments::new(customers.shape.clone(), customers.blocks * periods),
            customer_intervals: interval_table(customers),
            people: Moments::new(people.shape.clone(), people.blocks * periods),
            people_intervals: interval_table(people),
            day_means: vec![DayMean::default(); customers.blocks * periods * means],
            chances: Chances::new(&blueprint.judges, periods, intervals),
            pairs: Moments::new(Shape::with_squares(1), pairs * periods),
            pair_intervals: Moments::new(Shape::of_totals(1), pairs * intervals),
            lines: Moments::new(Shape::with_squares(1), lines * periods),
            line_intervals: Moments::new(Shape::with_squares(2), lines * intervals),
            waits: WaitTotals::new(&blueprint),
            batches: Batches::new(&blueprint),
        };
        let room = Room::new(&blueprint);
        Self {
            blueprint,
            sums,
            room,
        }
    }

    /// Simulates some replications of an experiment and adds them.
    pub fn simulate(&mut self, inputs: &SimInputs, seed: u64, replications: Range<u64>) {
        let blueprint = Arc::clone(&self.blueprint);
        let mut recorder = Recorder::new(&blueprint.layout);
        for index in replications {
            self.simulate_one(inputs, Replication { seed, index }, &mut recorder);
        }
    }

    pub(super) fn simulate_one(
        &mut self,
        inputs: &SimInputs,
        replication: Replication,
        recorder: &mut Recorder<'_>,
    ) {
        simulate(inputs, replication, recorder);
        self.add(replication.index, recorder.finish());
        recorder.clear();
    }

    /// The shape of the tallies that can be added.
    pub fn layout(&self) -> &Layout {
        &self.blueprint.layout
    }

    /// What they say of a measure over the horizon; `None` if it is not defined, or not there.
    pub(super) fn value_of(&self, measure: &str, scope: Scope) -> Option<f64> {
        let measure = self.blueprint.catalogue.find(measure)?;
        // Nothing is said of its uncertainty.
        let reach = (0.5, 0.0);
        let view = View::new(&self.blueprint, &self.sums, reach, scope, Period::Horizon);
        view.estimate(measure)?.value()
    }

    /// How many replications were added.
    pub fn replications(&self) -> u64 {
        self.sums.replications
    }

    /// The estimates that follow, with intervals of this confidence \[0 < confidence < 1\].
    pub fn estimates(self, confidence: Share) -> Estimates {
        Estimates::new(self.blueprint, self.sums, confidence)
    }

    /// Adds what other replications left.
    ///
    /// # Panics
    /// If the totals are of another centre or report.
    pub fn merge(&mut self, other: &Self) {
        let (mine, theirs) = (&mut self.sums, &other.sums);
        mine.replications += theirs.replications;
        mine.customers.merge(&theirs.customers);
        mine.customer_intervals.merge(&theirs.customer_intervals);
        mine.people.merge(&theirs.people);
        mine.people_intervals.merge(&theirs.people_intervals);
        for (mine, theirs) in mine.day_means.iter_mut().zip(&theirs.day_means) {
            mine.merge(theirs);
        }
        mine.chances.merge(&theirs.chances);
        mine.pairs.merge(&theirs.pairs);
        mine.pair_intervals.merge(&theirs.pair_intervals);
        mine.lines.merge(&theirs.lines);
        mine.line_intervals.merge(&theirs.line_intervals);
        mine.waits.merge(&theirs.waits);
        mine.batches.merge(&theirs.batches);
    }

    /// Adds a replication, which is the one of this index in the experiment and whose tally is of this
    /// [layout](Totals::layout).
    pub fn add(&mut self, index: u64, tally: &Tally) {
        let Self {
            blueprint,
            sums,
            room,
        } = self;
        sums.replications += 1;
        let batch = sums.batches.begin(index);
        let cells = blueprint.layout.cells();
        let mut interval = 0;
        for (cell, stretch) in cells.iter().enumerate() {
            if !stretch.counted().is_zero() {
                room.read_cell(blueprint, tally, cell);
                let (judged, charged) = (&room.customers.cell, &mut room.people.cell);
                blueprint.charge_broken(PenaltyPeriod::Interval, judged, charged);
                if interval < blueprint.intervals_kept() {
                    sums.add_interval(blueprint, tally, room, (cell, interval));
                    sums.batches.add(blueprint, room, batch, interval);
                    interval += 1;
                }
                pass_on(&mut room.customers.cell, &mut room.customers.day);
                pass_on(&mut room.people.cell, &mut room.people.day);
            }
            let ends_day = cells
                .get(cell + 1)
                .is_none_or(|next| next.day != stretch.day);
            if ends_day {
                sums.end_day(blueprint, stretch.day, room);
            }
        }
        sums.end_horizon(blueprint, room);
        sums.waits.add(blueprint, tally, &mut room.waits);
    }
}

impl PartialEq for Totals {
    /// Whether the same numbers were added up.
    fn eq(&self, other: &Self) -> bool {
        self.sums == other.sums
    }
}

impl Eq for Totals {}

impl Sums {
    /// Adds a cell that is the `interval`-th planning interval that counts.
    fn add_interval(
        &mut self,
        blueprint: &Blueprint,
        tally: &Tally,
        room: &Room,
        (cell, interval): (usize, usize),
    ) {
        let kept = blueprint.intervals_kept();
        (self.chances).add_interval(blueprint, interval, &room.customers.cell);
        for (side, values, moments) in [
            (
                &blueprint.customers,
                &room.customers.cell,
                &mut self.customer_intervals,
            ),
            (
                &blueprint.people,
                &room.people.cell,
                &mut self.people_intervals,
            ),
        ] {
            for (block, place) in side.interval_blocks.iter().enumerate() {
                if let Some(place) = place {
                    let values = SideRoom::block(side, values, block);
                    moments.add(place * kept + interval, values);
                }
            }
        }
        let pairs = blueprint.layout.pairs().len();
        for (pair, handled) in tally.pairs()[cell * pairs..][..pairs].iter().enumerate() {
            let handled = [u128::from(handled.contacts)];
            self.pair_intervals.add(pair * kept + interval, &handled);
        }
        if let Some(lines) = tally.lines() {
            for line in 0..lines.lines() {
                let place = cell * lines.lines() + line;
                let values = [lines.longest()[place], lines.at_start()[place]].map(u128::from);
                self.line_intervals.add(line * kept + interval, &values);
            }
        }
    }

    /// Takes the numbers of a day, and passes them on to the horizon.
    fn end_day(&mut self, blueprint: &Blueprint, day: usize, room: &mut Room) {
        let period = blueprint.own_period_of_day(day);
        let (periods, means) = (blueprint.periods.len(), blueprint.day_means.len());
        for block in 0..blueprint.customers.blocks {
            let values = SideRoom::block(&blueprint.customers, &room.customers.day, block);
            for (mean, (top, bottom)) in blueprint.day_means.iter().enumerate() {
                let (top, bottom) = (values[*top], values[*bottom]);
                if let Some(ratio) = (top << DayMean::FRACTION_BITS).checked_div(bottom) {
                    let (sum, days) = &mut room.day_ratios[block * means + mean];
                    *sum += ratio;
                    *days += 1;
                    if let Some(period) = period {
                        let place = (block * periods + period) * means + mean;
                        self.day_means[place].add(ratio);
                    }
                }
            }
        }
        let day = &room.customers.day;
        (self.chances).end_day(blueprint, period, day, &mut room.chances);
        blueprint.charge_broken(PenaltyPeriod::Day, day, &mut room.people.day);
        if let Some(period) = period {
            self.add_period(blueprint, period, room, |side| &side.day);
            self.add_lists(blueprint, period, &room.pairs[0], &room.lines[0]);
        }
        pass_on(&mut room.customers.day, &mut room.customers.horizon);
        pass_on(&mut room.people.day, &mut room.people.horizon);
        let [day, horizon] = &mut room.pairs;
        pass_on(day, horizon);
        let [day, horizon] = &mut room.lines;
        raise(horizon, day.iter().copied());
        day.fill(0);
    }

    /// Takes the numbers of the horizon, and leaves the room empty.
    fn end_horizon(&mut self, blueprint: &Blueprint, room: &mut Room) {
        let horizon = &room.customers.horizon;
        (self.chances).end_horizon(blueprint, horizon, &mut room.chances);
        let charged = &mut room.people.horizon;
        blueprint.charge_broken(PenaltyPeriod::Horizon, horizon, charged);
        self.add_period(blueprint, 0, room, |side| &side.horizon);
        self.add_lists(blueprint, 0, &room.pairs[1], &room.lines[1]);
        let (periods, means) = (blueprint.periods.len(), blueprint.day_means.len());
        for (place, (sum, days)) in room.day_ratios.iter_mut().enumerate() {
            if *days > 0 {
                let (block, mean) = (place / means, place % means);
                let place = block * periods * means + mean;
                self.day_means[place].add(*sum / u128::from(*days));
            }
            (*sum, *days) = (0, 0);
        }
        room.customers.horizon.fill(0);
        room.people.horizon.fill(0);
        room.pairs[1].fill(0);
        room.lines[1].fill(0);
    }

    fn add_period(
        &mut self,
        blueprint: &Blueprint,
        period: usize,
        room: &Room,
        values: impl Fn(&SideRoom) -> &Vec<u128>,
    ) {
        let periods = blueprint.periods.len();
        for (side, room, moments) in [
            (&blueprint.customers, &room.customers, &mut self.customers),
            (&blueprint.people, &room.people, &mut self.people),
        ] {
            for block in 0..side.blocks {
                let values = SideRoom::block(side, values(room), block);
                moments.add(block * periods + period, values);
            }
        }
    }

    /// Adds what is kept by pair and by line.
    fn add_lists(&mut self, blueprint: &Blueprint, period: usize, pairs: &[u128], lines: &[u128]) {
        let periods = blueprint.periods.len();
        for (values, moments) in [(pairs, &mut self.pairs), (lines, &mut self.lines)] {
            for (place, value) in values.iter().enumerate() {
                moments.add(place * periods + period, &[*value]);
            }
        }
    }
}

impl Shape {
    /// So many quantities with all their products.
    pub(super) fn with_products(quantities: usize) -> Self {
        Self {
            quantities,
            pairs: (0..quantities)
                .flat_map(|a| (a..quantities).map(move |b| (a, b)))
                .collect(),
        }
    }

    fn of_totals(quantities: usize) -> Self {
        Self {
            quantities,
            pairs: Vec::new(),
        }
    }

    fn with_squares(quantities: usize) -> Self {
        Self {
            quantities,
            pairs: (0..quantities).map(|place| (place, place)).collect(),
        }
    }
}
