//! Alarm clocks, one a number: at most one future instant each, the earliest always known.

use crate::units::{SimTime, number};

/// A fixed set of alarm clocks, numbered from 0.
///
/// A winner tree with one leaf a clock and four children a node: setting, moving and clearing an alarm
/// are the same walk from the leaf towards the root, which ends where nothing changes (Knuth 1998, "The
/// Art of Computer Programming" 3, section 5.4.1). Instant and number are packed in one word, so that
/// comparing them is comparing integers and equal instants ring in the order of their numbers. Memory
/// is fixed and no operation allocates.
#[derive(Clone, Debug)]
pub struct Clocks {
    /// The nodes with at least one clock below them, each with the earliest keys below its children.
    /// Child c of node n is number 4n + c; the root is node 1, and the children of the nodes of the
    /// lowest level are the clocks. So numbers of a level begin at a power of 4, and those between the
    /// last node of a level and the first of the next stand for nothing.
    nodes: Vec<[u64; ARITY]>,
    /// The number of the first clock as a child.
    first: usize,
    /// The earliest key of all.
    earliest: u64,
    /// Its instant.
    next_instant: SimTime,
    number_bits: u32,
    /// The digits of a key that hold the number.
    number_mask: u64,
    /// See [`Clocks::latest`].
    latest: u64,
}

const ARITY: usize = 4;

/// The number of the root as a child, which it is of no node.
const ROOT: usize = 1;

/// The key of a clock that is not set: later than every other.
const UNSET: u64 = u64::MAX;

impl Clocks {
    /// So many clocks, none of them set.
    pub fn new(count: usize) -> Self {
        let mut first = ARITY;
        while first < count {
            first *= ARITY;
        }
        let number_bits = count.next_power_of_two().trailing_zeros().max(1);
        Self {
            nodes: vec![[UNSET; ARITY]; (first + count).div_ceil(ARITY).max(ROOT + 1)],
            first,
            earliest: UNSET,
            next_instant: SimTime::from_micros(UNSET >> number_bits),
            number_bits,
            number_mask: (1 << number_bits) - 1,
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
    #[expect(
        clippy::inline_always,
        reason = "on the way of every contact: a tenth of the time of W1 to W3 went into calls"
    )]
    #[inline(always)]
    pub fn set(&mut self, clock: u32, at: SimTime) {
        let instant = at.as_micros().min(self.latest);
        self.put(clock, (instant << self.number_bits) | u64::from(clock));
    }

    /// Clears the alarm of a clock, whether it was set or not.
    #[inline]
    pub fn clear(&mut self, clock: u32) {
        self.put(clock, UNSET);
    }

    #[expect(
        clippy::inline_always,
        reason = "on the way of every contact: a tenth of the time of W1 to W3 went into calls"
    )]
    #[inline(always)]
    fn put(&mut self, clock: u32, key: u64) {
        let mut earliest = key;
        let mut child = self.first + number::index(clock);
        while child != ROOT {
            let node = &mut self.nodes[child / ARITY];
            let lane = child % ARITY;
            if node[lane] == earliest {
                return;
            }
            node[lane] = earliest;
            // The other three do not wait for what comes from below.
            let others = node[lane ^ 1].min(node[lane ^ 2]).min(node[lane ^ 3]);
            earliest = earliest.min(others);
            child /= ARITY;
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
        number::low_half(self.earliest & self.number_mask)
    }

    /// When a clock will ring; `None` if it is not set.
    pub fn alarm(&self, clock: u32) -> Option<SimTime> {
        let child = self.first + number::index(clock);
        let key = self.nodes[child / ARITY][child % ARITY];
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
