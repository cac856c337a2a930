//! Future events, in order.

use super::ladder::{Ladder, Timed};
use crate::units::SimTime;

/// Future events ordered by (instant, rank, sequence).
///
/// Meant for what is rare; what happens all the time belongs on [`Clocks`](super::Clocks).
#[derive(Clone, Debug)]
pub struct Agenda<E> {
    entries: Ladder<Entry<E>>,
    posted: u64,
}

#[derive(Clone, Copy, Debug)]
struct Entry<E> {
    at: SimTime,
    /// Rank, then sequence.
    order: u64,
    event: E,
}

impl<E: Copy> Timed for Entry<E> {
    /// Instant, rank and sequence in one number.
    type Key = u128;

    #[inline]
    fn at(&self) -> SimTime {
        self.at
    }

    #[inline]
    fn key(&self) -> u128 {
        u128::from(self.at.as_micros()) << 64 | u128::from(self.order)
    }
}

/// Binary digits of a sequence number: more events than a century of computing posts.
const SEQUENCE_BITS: u32 = 56;

impl<E> Default for Agenda<E> {
    fn default() -> Self {
        Self {
            entries: Ladder::default(),
            posted: 0,
        }
    }
}

impl<E: Copy> Agenda<E> {
    /// Nothing to do.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets every event; sequence numbers start anew.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The instant of the next event, or [`SimTime::NEVER`].
    #[inline]
    pub fn next_instant(&self) -> SimTime {
        let first = self.entries.first();
        first.map_or(SimTime::NEVER, |entry| entry.at)
    }

    /// The rank of the next event; that of no event is the highest.
    pub fn next_rank(&self) -> u8 {
        self.entries.first().map_or(u8::MAX, |entry| {
            let [rank, ..] = entry.order.to_be_bytes();
            rank
        })
    }

    /// Posts an event; of equal instants the lower rank goes first, of equal ranks the first posted.
    pub fn post(&mut self, at: SimTime, rank: u8, event: E) {
        let order = u64::from(rank) << SEQUENCE_BITS | self.posted;
        self.posted += 1;
        self.entries.push(Entry { at, order, event });
    }

    /// Takes the next event with its instant.
    pub fn take_next(&mut self) -> Option<(SimTime, E)> {
        let taken = self.entries.pop()?;
        Some((taken.at, taken.event))
    }

    /// The next event.
    #[inline]
    pub fn next_event(&self) -> Option<E> {
        self.entries.first().map(|entry| entry.event)
    }

    /// Keeps only events for which `wanted` holds; their order does not change.
    pub fn retain(&mut self, mut wanted: impl FnMut(&E) -> bool) {
        self.entries.retain(|entry| wanted(&entry.event));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The order is that of a stable sort by instant and rank, with events taken in between and
        /// some of them struck off.
        #[test]
        fn order_is_that_of_a_stable_sort(
            posts in prop::collection::vec((0_u64..20, 0_u8..4), 0..150),
            // Microseconds, or parts and multiples of what lies unsorted together.
            shift in prop::sample::select(vec![0_u32, 17, 20, 26, 28]),
            take in 0_usize..40,
            keep in 1_usize..4,
        ) {
            let mut agenda = Agenda::new();
            for (i, (at, rank)) in posts.iter().enumerate() {
                agenda.post(SimTime::from_micros(*at << shift), *rank, i);
            }
            let mut sorted: Vec<usize> = (0..posts.len()).collect();
            sorted.sort_by_key(|i| posts[*i]);
            let mut taken: Vec<usize> = (0..take).map_while(|_| agenda.take_next()).map(|e| e.1).collect();
            agenda.retain(|i| i % keep == 0);
            let rest = sorted.split_off(taken.len());
            prop_assert_eq!(&taken, &sorted);
            taken = std::iter::from_fn(|| agenda.take_next()).map(|e| e.1).collect();
            let rest: Vec<usize> = rest.into_iter().filter(|i| i % keep == 0).collect();
            prop_assert_eq!(taken, rest);
            prop_assert!(agenda.is_empty());
        }
    }
}
