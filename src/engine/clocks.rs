//! Alarm clocks, one a number: at most one future instant each, the earliest always known.

use crate::units::{SimTime, number};

/// A fixed set of alarm clocks, numbered from 0.
///
/// A winner tree with one leaf a clock: setting, moving and clearing an alarm are the same walk from
/// the leaf to the root (Knuth 1998, "The Art of Computer Programming" 3, section 5.4.1). Instant and
/// number are packed in one word, so that comparing them is comparing integers and equal instants
/// ring in the order of their numbers. Memory is fixed and no operation allocates.
#[derive(Clone, Debug)]
pub struct Clocks {
    /// A binary tree in an array: node n has its children's keys side by side, so that one look at
    /// a node settles who of the two wins; node 1 is the root, node 0 is not used. The keys of the
    /// clocks themselves are the children of the lowest level.
    nodes: Vec<[u64; 2]>,
    /// The earliest key of all.
    earliest: u64,
    number_bits: u32,
}

/// The key of a clock that is not set: later than every other.
const UNSET: u64 = u64::MAX;

impl Clocks {
    /// So many clocks, none of them set.
    pub fn new(count: usize) -> Self {
        let leaves = count.next_power_of_two().max(2);
        Self {
            nodes: vec![[UNSET; 2]; leaves],
            earliest: UNSET,
            number_bits: leaves.trailing_zeros(),
        }
    }

    /// The latest instant that can be told apart: alarms beyond it ring there. An owner must never
    /// come that far.
    #[inline]
    pub const fn latest(&self) -> SimTime {
        SimTime::from_micros((UNSET >> self.number_bits) - 1)
    }

    /// Sets, or moves, the alarm of a clock.
    #[inline]
    pub fn set(&mut self, clock: u32, at: SimTime) {
        let instant = at.as_micros().min(self.latest().as_micros());
        self.put(clock, (instant << self.number_bits) | u64::from(clock));
    }

    /// Clears the alarm of a clock, whether it was set or not.
    #[inline]
    pub fn clear(&mut self, clock: u32) {
        self.put(clock, UNSET);
    }

    #[inline]
    fn put(&mut self, clock: u32, key: u64) {
        let mut place = self.nodes.len() + number::index(clock);
        let mut earliest = key;
        while place > 1 {
            let node = &mut self.nodes[place >> 1];
            node[place & 1] = earliest;
            earliest = earliest.min(node[(place & 1) ^ 1]);
            place >>= 1;
        }
        self.earliest = earliest;
    }

    /// The earliest alarm, or an instant after [`Clocks::latest`] if none is set.
    #[inline]
    pub const fn next_instant(&self) -> SimTime {
        SimTime::from_micros(self.earliest >> self.number_bits)
    }

    /// The clock with the earliest alarm; meaningless if none is set.
    #[inline]
    pub const fn next_clock(&self) -> u32 {
        number::low_half(self.earliest & ((1 << self.number_bits) - 1))
    }

    /// When a clock will ring; `None` if it is not set.
    pub fn alarm(&self, clock: u32) -> Option<SimTime> {
        let place = self.nodes.len() + number::index(clock);
        let key = self.nodes[place >> 1][place & 1];
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
