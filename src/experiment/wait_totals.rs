//! Waits of many replications: pooled histograms, and how far replications differ.

use super::Period;
use super::above::Above;
use super::blueprint::Blueprint;
use crate::measures::WaitKind;
use crate::stats::{Tally, WaitPeriods, WaitSet, Waits, waits};
use crate::units::{Span, number};

/// Waits of many replications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WaitTotals {
    /// By row of the layout × contact type.
    pooled: Vec<WaitSet>,
    /// Those answered at once and those who abandoned at once, by row × contact type.
    zeros: Vec<[u64; 2]>,
    /// By period × block of customers × kind of wait.
    above: Vec<Above>,
    /// By block with rows of intervals × interval × kind of wait whose percentiles of intervals have
    /// confidence intervals.
    interval_above: Vec<Above>,
}

/// Room for the waits of one replication, in coarse bins.
#[derive(Clone, Debug)]
pub(super) struct WaitRoom {
    /// By block: the row of the layout.
    row: Vec<Coarse>,
    /// By block.
    day: Vec<Coarse>,
    /// By block.
    horizon: Vec<Coarse>,
    own: Coarse,
    /// By row × contact type.
    zeros: Vec<[u64; 2]>,
    all: Vec<u64>,
}

/// Waits in coarse bins.
#[derive(Clone, Debug, Default)]
pub(super) struct Coarse {
    /// Those answered at once and those who abandoned at once.
    zeros: [u64; 2],
    pub(super) answered: Vec<u64>,
    abandoned: Vec<u64>,
    sent_away: Vec<u64>,
    to_finish: Vec<u64>,
}

impl Coarse {
    fn clear(&mut self) {
        self.zeros = [0; 2];
        self.answered.clear();
        self.abandoned.clear();
        self.sent_away.clear();
        self.to_finish.clear();
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.zeros[0] += other.zeros[0];
        self.zeros[1] += other.zeros[1];
        add_up(&mut self.answered, &other.answered);
        add_up(&mut self.abandoned, &other.abandoned);
        add_up(&mut self.sent_away, &other.sent_away);
        add_up(&mut self.to_finish, &other.to_finish);
    }

    /// The wait \[s\] that a share of contacts does not exceed, waits being evenly spread inside a bin;
    /// `None` without contacts.
    pub(super) fn quantile(&self, kind: WaitKind, share: f64) -> Option<f64> {
        let [at_once, left_at_once] = self.zeros;
        let (zeros, sets): (u64, &[&Vec<u64>]) = match kind {
            WaitKind::All => (
                at_once + left_at_once,
                &[&self.answered, &self.abandoned, &self.sent_away],
            ),
            WaitKind::Answered => (at_once, &[&self.answered]),
            WaitKind::Waited => (0, &[&self.answered]),
            WaitKind::Abandoned => (left_at_once, &[&self.abandoned]),
            WaitKind::ToFinish => (0, &[&self.to_finish]),
        };
        let count = |bin: usize| sets.iter().filter_map(|set| set.get(bin)).sum::<u64>();
        let bins = sets.iter().map(|set| set.len()).max().unwrap_or(0);
        let contacts = zeros + (0..bins).map(count).sum::<u64>();
        (contacts > 0).then_some(())?;
        let rank = share * number::float(contacts);
        let mut below = zeros;
        if rank <= number::float(below) && below > 0 {
            return Some(0.0);
        }
        let ends = |bin: usize| {
            let from = bin.checked_sub(1).map_or(Span::ZERO, waits::coarse_end);
            (from.as_secs_f64(), waits::coarse_end(bin).as_secs_f64())
        };
        for bin in 0..bins {
            let n = count(bin);
            if n > 0 && number::float(below + n) >= rank {
                let part = (rank - number::float(below)) / number::float(n);
                let (from, to) = ends(bin);
                return Some(from + part * (to - from));
            }
            below += n;
        }
        // Rounding may put the rank a little beyond the last.
        Some(ends(bins.max(1) - 1).1)
    }
}

fn add_up(sums: &mut Vec<u64>, other: &[u64]) {
    if other.len() > sums.len() {
        sums.resize(other.len(), 0);
    }
    for (sum, n) in sums.iter_mut().zip(other) {
        *sum += n;
    }
}

/// The waits of a block in a period, all replications together.
#[derive(Clone, Debug, Default)]
pub(super) struct Pooled {
    waits: Waits,
    zeros: u64,
}

impl Pooled {
    fn add(&mut self, kind: WaitKind, set: &WaitSet, [at_once, left_at_once]: [u64; 2]) {
        if matches!(kind, WaitKind::All | WaitKind::Answered | WaitKind::Waited) {
            self.waits.merge(&set.answered);
        }
        if matches!(kind, WaitKind::All | WaitKind::Abandoned) {
            self.waits.merge(&set.abandoned);
            self.zeros += left_at_once;
        }
        if kind == WaitKind::All {
            self.waits.merge(&set.sent_away);
        }
        if kind == WaitKind::ToFinish {
            self.waits.merge(&set.to_finish);
        }
        if matches!(kind, WaitKind::All | WaitKind::Answered) {
            self.zeros += at_once;
        }
    }

    /// How many contacts there are.
    pub(super) fn contacts(&self) -> u64 {
        self.zeros + self.waits.count()
    }

    /// The wait \[s\] that this share of contacts does not exceed; `None` without contacts.
    pub(super) fn quantile(&self, share: f64) -> Option<f64> {
        let contacts = self.contacts();
        (contacts > 0).then_some(())?;
        let share = share.clamp(0.0, 1.0);
        self.waits
            .quantile(self.zeros, share * number::float(contacts))
    }
}

impl WaitRoom {
    pub(super) fn new(blueprint: &Blueprint) -> Self {
        let blocks = blueprint.customers.blocks;
        let sets = blueprint.layout.wait_rows() * blueprint.layout.types();
        Self {
            row: vec![Coarse::default(); blocks],
            day: vec![Coarse::default(); blocks],
            horizon: vec![Coarse::default(); blocks],
            own: Coarse::default(),
            zeros: vec![[0; 2]; sets],
            all: Vec::new(),
        }
    }

    /// The waits of the horizon in the replication that was added last, by block.
    pub(super) fn horizon(&self) -> &[Coarse] {
        &self.horizon
    }

    /// Counts those who did not wait, by row × contact type.
    fn count_zeros(&mut self, blueprint: &Blueprint, tally: &Tally) {
        let layout = &blueprint.layout;
        let types = layout.types();
        self.zeros.fill([0; 2]);
        for (index, stretch) in layout.cells().iter().enumerate() {
            let row = match layout.wait_periods() {
                WaitPeriods::Horizon => 0,
                WaitPeriods::Days => stretch.day,
                WaitPeriods::Intervals => index,
            };
            for contact_type in 0..types {
                let cell = &tally.types()[index * types + contact_type];
                let answered = tally.handled(layout, index, contact_type).contacts;
                let zeros = &mut self.zeros[row * types + contact_type];
                zeros[0] += answered - cell.answered_waited;
                zeros[1] += cell.abandoned_at_once;
            }
        }
    }
}

impl WaitTotals {
    pub(super) fn new(blueprint: &Blueprint) -> Self {
        let sets = blueprint.layout.wait_rows() * blueprint.layout.types();
        let blocks = blueprint.percentile_periods() * blueprint.customers.blocks;
        let of_intervals = blueprint.interval_percentiles() * blueprint.interval_kinds.len();
        Self {
            pooled: vec![WaitSet::default(); sets],
            zeros: vec![[0; 2]; sets],
            above: vec![Above::default(); blocks * blueprint.kinds.len()],
            interval_above: vec![Above::default(); of_intervals],
        }
    }

    /// Adds one replication.
    pub(super) fn add(&mut self, blueprint: &Blueprint, tally: &Tally, room: &mut WaitRoom) {
        let layout = &blueprint.layout;
        let types = layout.types();
        room.count_zeros(blueprint, tally);
        for (mine, theirs) in self.zeros.iter_mut().zip(&room.zeros) {
            mine[0] += theirs[0];
            mine[1] += theirs[1];
        }
        room.horizon.iter_mut().for_each(Coarse::clear);
        for row in 0..layout.wait_rows() {
            for contact_type in 0..types {
                let set = row * types + contact_type;
                let waits = &tally.waits()[set];
                let pooled = &mut self.pooled[set];
                let own = &mut room.own;
                own.clear();
                own.zeros = room.zeros[set];
                (pooled.answered).merge_noting(&waits.answered, &mut own.answered);
                (pooled.abandoned).merge_noting(&waits.abandoned, &mut own.abandoned);
                (pooled.sent_away).merge_noting(&waits.sent_away, &mut own.sent_away);
                (pooled.to_finish).merge_noting(&waits.to_finish, &mut own.to_finish);
                for block in &blueprint.customers.blocks_with[contact_type] {
                    room.row[*block].add(&room.own);
                }
            }
            self.end_row(blueprint, row, room);
            let day = layout.day_of_wait_row(row);
            let ends_day = row + 1 == layout.wait_rows() || layout.day_of_wait_row(row + 1) != day;
            if ends_day {
                self.end_day(blueprint, day, room);
            }
        }
        for (block, coarse) in room.horizon.iter().enumerate() {
            self.add_block(blueprint, block, coarse, &mut room.all);
        }
    }

    /// Adds the waits of a row to those of its day, and to the interval's own if it is one.
    fn end_row(&mut self, blueprint: &Blueprint, row: usize, room: &mut WaitRoom) {
        let kinds = blueprint.interval_kinds;
        for block in 0..room.row.len() {
            if let Some(place) = blueprint.interval_place(block, row) {
                let above = self.interval_above[place * kinds.len()..].iter_mut();
                add_kinds(kinds.iter().zip(above), &room.row[block], &mut room.all);
            }
            room.day[block].add(&room.row[block]);
            room.row[block].clear();
        }
    }

    /// Adds the waits of a day to those of the horizon, and to the day's own.
    fn end_day(&mut self, blueprint: &Blueprint, day: Option<usize>, room: &mut WaitRoom) {
        let blocks = room.day.len();
        let period = day.and_then(|day| blueprint.own_period_of_day(day));
        for block in 0..blocks {
            if let Some(period) = period {
                let place = period * blocks + block;
                self.add_block(blueprint, place, &room.day[block], &mut room.all);
            }
            room.horizon[block].add(&room.day[block]);
            room.day[block].clear();
        }
    }

    fn add_block(
        &mut self,
        blueprint: &Blueprint,
        place: usize,
        waits: &Coarse,
        all: &mut Vec<u64>,
    ) {
        let kinds = blueprint.kinds;
        let above = self.above[place * kinds.len()..].iter_mut();
        add_kinds(kinds.iter().zip(above), waits, all);
    }

    /// Adds what other replications left.
    pub(super) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.pooled.iter_mut().zip(&other.pooled) {
            mine.merge(theirs);
        }
        for (mine, theirs) in self.zeros.iter_mut().zip(&other.zeros) {
            mine[0] += theirs[0];
            mine[1] += theirs[1];
        }
        for (mine, theirs) in self.above.iter_mut().zip(&other.above) {
            mine.merge(theirs);
        }
        let intervals = self.interval_above.iter_mut();
        for (mine, theirs) in intervals.zip(&other.interval_above) {
            mine.merge(theirs);
        }
    }

    /// The waits of a block in a period; `None` if they are not kept.
    pub(super) fn pooled(
        &self,
        blueprint: &Blueprint,
        block: usize,
        period: Period,
        kind: WaitKind,
    ) -> Option<Pooled> {
        let layout = &blueprint.layout;
        let types = layout.types();
        let rows = match (period, layout.wait_periods()) {
            (Period::Horizon, _) => 0..layout.wait_rows(),
            (Period::Day(_), WaitPeriods::Horizon) if blueprint.has_day_percentiles() => 0..1,
            (Period::Day(day), WaitPeriods::Days) => day..day + 1,
            (Period::Day(day), WaitPeriods::Intervals) => layout.cells_of_day(day),
            (Period::Interval(interval), WaitPeriods::Intervals) => interval..interval + 1,
            _ => return None,
        };
        let mut pooled = Pooled::default();
        let members = (0..types)
            .filter(|part| blueprint.customers.blocks_with[*part].contains(&block))
            .collect::<Vec<_>>();
        for row in rows {
            for contact_type in &members {
                let set = row * types + contact_type;
                pooled.add(kind, &self.pooled[set], self.zeros[set]);
            }
        }
        Some(pooled)
    }

    /// How far replications differ in a period; `None` where that is not kept.
    pub(super) fn above(
        &self,
        blueprint: &Blueprint,
        block: usize,
        period: Period,
        kind: WaitKind,
    ) -> Option<&Above> {
        let place_in = |kinds: &[WaitKind]| kinds.iter().position(|known| *known == kind);
        if let Period::Interval(interval) = period {
            let kinds = blueprint.interval_kinds;
            let place = blueprint.interval_place(block, interval)?;
            return self
                .interval_above
                .get(place * kinds.len() + place_in(kinds)?);
        }
        let place = blueprint.place_of(period)? * blueprint.customers.blocks + block;
        let kinds = blueprint.kinds;
        self.above.get(place * kinds.len() + place_in(kinds)?)
    }
}

/// Adds the waits of a replication to what is kept of each kind of wait.
fn add_kinds<'a>(
    kinds: impl Iterator<Item = (&'a WaitKind, &'a mut Above)>,
    waits: &Coarse,
    all: &mut Vec<u64>,
) {
    let [at_once, left_at_once] = waits.zeros;
    for (kind, above) in kinds {
        match kind {
            WaitKind::All => {
                all.clear();
                add_up(all, &waits.answered);
                add_up(all, &waits.abandoned);
                add_up(all, &waits.sent_away);
                above.add(at_once + left_at_once, all);
            }
            WaitKind::Answered => above.add(at_once, &waits.answered),
            WaitKind::Waited => above.add(0, &waits.answered),
            WaitKind::Abandoned => above.add(left_at_once, &waits.abandoned),
            WaitKind::ToFinish => above.add(0, &waits.to_finish),
        }
    }
}
