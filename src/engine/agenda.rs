//! Future events, in order.

use crate::units::SimTime;

/// Future events ordered by (instant, rank, sequence): a 4-ary heap.
///
/// Meant for what is rare; what happens all the time belongs on [`Clocks`](super::Clocks).
#[derive(Clone, Debug)]
pub struct Agenda<E> {
    heap: Vec<Entry<E>>,
    posted: u64,
}

#[derive(Clone, Debug)]
struct Entry<E> {
    at: SimTime,
    rank: u8,
    sequence: u64,
    event: E,
}

impl<E> Entry<E> {
    fn key(&self) -> (SimTime, u8, u64) {
        (self.at, self.rank, self.sequence)
    }
}

const ARITY: usize = 4;

impl<E> Default for Agenda<E> {
    fn default() -> Self {
        Self {
            heap: Vec::new(),
            posted: 0,
        }
    }
}

impl<E> Agenda<E> {
    /// Nothing to do.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets every event; sequence numbers start anew.
    pub fn clear(&mut self) {
        self.heap.clear();
        self.posted = 0;
    }

    /// How many events there are.
    pub const fn len(&self) -> usize {
        self.heap.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }

    /// The instant of the next event, or [`SimTime::NEVER`].
    #[inline]
    pub fn next_instant(&self) -> SimTime {
        self.heap.first().map_or(SimTime::NEVER, |entry| entry.at)
    }

    /// The rank of the next event; that of no event is the highest.
    pub fn next_rank(&self) -> u8 {
        self.heap.first().map_or(u8::MAX, |entry| entry.rank)
    }

    /// Posts an event; of equal instants the lower rank goes first, of equal ranks the first posted.
    pub fn post(&mut self, at: SimTime, rank: u8, event: E) {
        let sequence = self.posted;
        self.posted += 1;
        self.heap.push(Entry {
            at,
            rank,
            sequence,
            event,
        });
        let mut place = self.heap.len() - 1;
        while place > 0 {
            let parent = (place - 1) / ARITY;
            if self.heap[parent].key() <= self.heap[place].key() {
                break;
            }
            self.heap.swap(parent, place);
            place = parent;
        }
    }

    /// Takes the next event with its instant.
    pub fn take_next(&mut self) -> Option<(SimTime, E)> {
        let last = self.heap.len().checked_sub(1)?;
        self.heap.swap(0, last);
        let taken = self.heap.pop()?;
        self.sift_down(0);
        Some((taken.at, taken.event))
    }

    /// Keeps only events for which `wanted` holds; their order does not change.
    pub fn retain(&mut self, mut wanted: impl FnMut(&E) -> bool) {
        self.heap.retain(|entry| wanted(&entry.event));
        for place in (0..self.heap.len().div_ceil(ARITY)).rev() {
            self.sift_down(place);
        }
    }

    fn sift_down(&mut self, mut place: usize) {
        loop {
            let children = ARITY * place + 1..(ARITY * place + 1 + ARITY).min(self.heap.len());
            let Some(least) = children.min_by_key(|child| self.heap[*child].key()) else {
                return;
            };
            if self.heap[place].key() <= self.heap[least].key() {
                return;
            }
            self.heap.swap(place, least);
            place = least;
        }
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
            take in 0_usize..40,
            keep in 1_usize..4,
        ) {
            let mut agenda = Agenda::new();
            for (i, (at, rank)) in posts.iter().enumerate() {
                agenda.post(SimTime::from_micros(*at), *rank, i);
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
