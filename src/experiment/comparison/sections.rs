//! How sure differences of percentiles are.
//!
//! Which waits two plans' percentiles will be is not known while the replications run, so that products
//! of who waits longer under the one and under the other cannot be kept. So the replications are
//! dealt into a few sections, each with its own histogram of waits; the percentile of each section differs
//! from plan to plan by a number of its own, and these numbers vary about the difference over all
//! replications (sectioning: Asmussen and Glynn, Stochastic Simulation, 2007, section III.5a; for
//! percentiles under variance reduction: Nakayama, ACM TOMACS 24, 2014). Both plans' sections hold the same
//! replications, so the pairing is kept. Histograms here are coarse (16 bins an octave, waits evenly
//! spread inside a bin): they give the spread, the value is that of the fine ones.

use crate::experiment::blueprint::Blueprint;
use crate::experiment::wait_totals::{Coarse, WaitRoom};
use crate::measures::{Estimator, WaitKind};
use crate::units::number;

/// How many sections there are, for the reason for which there are as many batches of intervals.
const SECTIONS: u64 = 20;

/// The waits of the horizon by section × block of customers.
#[derive(Clone, Debug)]
pub(super) struct Sections {
    blocks: usize,
    waits: Vec<Coarse>,
    all: Vec<Coarse>,
}

/// The spread of a difference, and of either side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spread {
    pub(super) difference: f64,
    pub(super) base: f64,
    pub(super) other: f64,
    /// Sections that were used.
    pub(super) sections: u64,
}

impl Sections {
    /// Room for the sections; none is taken if no percentile is measured.
    pub(super) fn new(blueprint: &Blueprint) -> Self {
        let blocks = if has_percentiles(blueprint) {
            blueprint.customers.blocks
        } else {
            0
        };
        Self {
            blocks,
            waits: vec![Coarse::default(); blocks * number::index_wide(SECTIONS)],
            all: vec![Coarse::default(); blocks],
        }
    }

    /// Adds the replication that `room` has just read.
    pub(super) fn add(&mut self, index: u64, room: &WaitRoom) {
        let section = number::index_wide(index % SECTIONS);
        let own = &mut self.waits[section * self.blocks..];
        for ((own, all), waits) in own.iter_mut().zip(&mut self.all).zip(room.horizon()) {
            own.add(waits);
            all.add(waits);
        }
    }

    /// Adds what other replications left.
    pub(super) fn merge(&mut self, other: &Self) {
        let mine = self.waits.iter_mut().chain(&mut self.all);
        for (mine, theirs) in mine.zip(other.waits.iter().chain(&other.all)) {
            mine.add(theirs);
        }
    }

    /// The standard errors of a percentile of a block here, of one of another block there, and of
    /// their difference; `None` with fewer than two sections of waits.
    pub(super) fn spread(
        base: (&Self, usize),
        other: (&Self, usize),
        (kind, share): (WaitKind, f64),
    ) -> Option<Spread> {
        let of = |(sections, block): (&Self, usize), section: Option<usize>| {
            let waits = match section {
                Some(section) => sections.waits.get(section * sections.blocks + block),
                None => sections.all.get(block),
            };
            waits?.quantile(kind, share)
        };
        let centre = (of(base, None)?, of(other, None)?);
        let (mut squares, mut used) = ([0.0; 3], 0);
        for section in 0..number::index_wide(SECTIONS) {
            let Some((a, b)) = of(base, Some(section)).zip(of(other, Some(section))) else {
                continue;
            };
            let (a, b) = (a - centre.0, b - centre.1);
            for (sum, off) in squares.iter_mut().zip([b - a, a, b]) {
                *sum += off * off;
            }
            used += 1;
        }
        let (sections, freedom) = (number::float(used), number::float(used.max(1) - 1));
        let [difference, base, other] = squares.map(|sum| (sum / freedom / sections).sqrt());
        (used > 1).then_some(Spread {
            difference,
            base,
            other,
            sections: used,
        })
    }

    /// The most memory that they take \[bytes\].
    pub(super) fn bytes(blueprint: &Blueprint) -> u64 {
        if !has_percentiles(blueprint) {
            return 0;
        }
        let each = number::count(3 * 8 * (blueprint.layout.last_coarse_bin() + 2) + 100);
        (SECTIONS + 1) * each * number::count(blueprint.customers.blocks)
    }
}

fn has_percentiles(blueprint: &Blueprint) -> bool {
    let mut measures = blueprint.catalogue.measures().iter();
    measures.any(|measure| matches!(measure.estimator, Estimator::Percentile(..)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spread_of_a_difference_is_that_of_the_pairs() {
        let sections = |shift: u64| {
            let mut sections = Sections {
                blocks: 1,
                waits: vec![Coarse::default(); 20],
                all: vec![Coarse::default(); 1],
            };
            for index in 0..20_u64 {
                // One wait a section, in a bin that moves with it.
                let bin = number::index_wide(100 + index % 2 + shift);
                let mut waits = Coarse::default();
                waits.answered.resize(bin + 1, 0);
                waits.answered[bin] = 1;
                sections.waits[number::index_wide(index)].add(&waits);
                sections.all[0].add(&waits);
            }
            sections
        };
        let (base, same) = (sections(0), sections(0));
        let what = (WaitKind::All, 0.5);
        let spread = Sections::spread((&base, 0), (&same, 0), what).unwrap();
        assert!(spread.difference.abs() < 1e-12 && spread.base > 0.0);
        assert!((spread.base - spread.other).abs() < 1e-12);
        assert_eq!(spread.sections, 20);
        let empty = Sections {
            blocks: 1,
            waits: vec![Coarse::default(); 20],
            all: vec![Coarse::default(); 1],
        };
        assert!(Sections::spread((&base, 0), (&empty, 0), what).is_none());
    }
}
