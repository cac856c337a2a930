//! Alarm clocks, one a number: at most one future instant each, the earliest always known.

use crate::units::{SimTime, number};

/// A fixed set of alarm clocks, numbered from 0.
///
/// A winner tree with one leaf a clock and four children a node: setting, moving and clearing an alarm
/// are the same walk from the leaf to the root (Knuth 1998, "The Art of Computer Programming" 3,
/// section 5.4.1). Instant and number are packed in one word, so that comparing them is comparing
/// integers and equal instants ring in the order of their numbers. Memory is fixed and no operation
/// allocates.
#[derive(Clone, Debug)]
pub struct Clocks {
    /// The nodes level by level from the root, each with the earliest keys below its children; the
    /// children of node n are nodes 4n + 1 to 4n + 4, or clocks on the lowest level.
    nodes: Vec<[u64; ARITY]>,
    /// The earliest key of all.
    earliest: u64,
    /// Its instant.
    next_instant: SimTime,
    number_bits: u32,
    /// See [`Clocks::latest`].
    latest: u64,
}

const ARITY: usize = 4;

/// The key of a clock that is not set: later than every other.
const UNSET: u64 = u64::MAX;

impl Clocks {
    /// So many clocks, none of them set.
    pub fn new(count: usize) -> Self {
        let (mut nodes, mut leaves) = (1, ARITY);
        while leaves < count {
            nodes += leaves;
            leaves *= ARITY;
        }
        let number_bits = count.next_power_of_two().trailing_zeros().max(1);
        Self {
            nodes: vec![[UNSET; ARITY]; nodes],
            earliest: UNSET,
            next_instant: SimTime::from_micros(UNSET >> number_bits),
            number_bits,
            latest: (UNSET >> number_bits) - 1,
        }
    }

    /// The latest instant that can be told apart: alarms beyond it ring there. An owner must never
    /// come that far.
    #[inline]
    pub const fn latest(&self) -> SimTime {
        SimTime::from_micros(self.latest)
    }

    /// Sets, or moves, the alarm of a clock.
    #[inline]
    pub fn set(&mut self, clock: u32, at: SimTime) {
        let instant = at.as_micros().min(self.latest);
        self.put(clock, (instant << self.number_bits) | u64::from(clock));
    }

    /// Clears the alarm of a clock, whether it was set or not.
    #[inline]
    pub fn clear(&mut self, clock: u32) {
        self.put(clock, UNSET);
    }

    #[inline]
    fn put(&mut self, clock: u32, key: u64) {
        let mut earliest = key;
        // One beyond the place among the children of all nodes: 0 is the root's own.
        let mut place = self.nodes.len() + number::index(clock);
        loop {
            let lane = (place - 1) % ARITY;
            place = (place - 1) / ARITY;
            let node = &mut self.nodes[place];
            node[lane] = earliest;
            let others = node[lane ^ 1].min(node[lane ^ 2]).min(node[lane ^ 3]);
            earliest = earliest.min(others);
            if place == 0 {
                break;
            }
        }
        self.earliest = earliest;
        self.next_instant = SimTime::from_micros(earliest >> self.number_bits);
    }

    /// The earliest alarm, or an instant after [`Clocks::latest`] if none is set.
    #[inline]
    pub const fn next_instant(&self) -> SimTime {
        self.next_instant
    }

    /// The clock with the earliest alarm; meaningless if none is set.
    #[inline]
    pub const fn next_clock(&self) -> u32 {
        number::low_half(self.earliest & ((1 << self.number_bits) - 1))
    }

    /// When a clock will ring; `None` if it is not set.
    pub fn alarm(&self, clock: u32) -> Option<SimTime> {
        let place = self.nodes.len() + number::index(clock) - 1;
        let key = self.nodes[place / ARITY][place % ARITY];
        (key != UNSET).then(|| SimTime::from_micros(key >> self.number_bits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Against a plain list of alarms.
        #[test]
        fn the_earliest_is_always_known(
            count in 1_usize..70,
            steps in prop::collection::vec((0_u32..70, prop::option::of(0_u64..50)), 1..200),
        ) {
            let mut clocks = Clocks::new(count);
            let mut plain = vec![None; count];
            for (clock, alarm) in steps {
                let clock = clock % number::id(count);
                match alarm {
                    Some(at) => clocks.set(clock, SimTime::from_micros(at)),
                    None => clocks.clear(clock),
                }
                plain[number::index(clock)] = alarm;
                let first = plain.iter().enumerate().filter_map(|(i, at)| at.map(|at| (at, i))).min();
                match first {
                    Some((at, i)) => {
                        prop_assert_eq!(clocks.next_instant(), SimTime::from_micros(at));
                        prop_assert_eq!(clocks.next_clock(), number::id(i));
                    }
                    None => prop_assert!(clocks.next_instant() > clocks.latest()),
                }
                prop_assert_eq!(clocks.alarm(clock), alarm.map(SimTime::from_micros));
            }
        }
    }

    #[test]
    fn what_is_too_late_to_tell_apart_rings_last() {
        let mut clocks = Clocks::new(1000);
        clocks.set(7, SimTime::NEVER);
        assert_eq!(
            (clocks.next_instant(), clocks.next_clock()),
            (clocks.latest(), 7)
        );
        clocks.set(9, SimTime::START);
        assert_eq!(clocks.next_clock(), 9);
    }
}
