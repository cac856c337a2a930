//! Future events, in order.

use std::collections::BTreeMap;

use crate::units::SimTime;

/// Future events ordered by (instant, rank, sequence).
///
/// Those of the stretch of time that has begun are in a 4-ary heap, all later ones unsorted by their
/// stretch: customers who are back tomorrow by the ten thousand make nothing slower today. A stretch's
/// events become the heap as the one before is used up (the first step of a ladder queue: Tang, Goh and
/// Thng, 2005, "Ladder queue: an O(1) priority queue structure for large-scale discrete event simulation").
///
/// Meant for what is rare; what happens all the time belongs on [`Clocks`](super::Clocks).
#[derive(Clone, Debug)]
pub struct Agenda<E> {
    /// Events before `near_until`; only empty if there is no event at all.
    near: Vec<Entry<E>>,
    /// The first instant of the stretch after the one that has begun.
    near_until: SimTime,
    /// Later events by the number of their stretch.
    far: BTreeMap<u64, Vec<Entry<E>>>,
    far_count: usize,
    posted: u64,
}

#[derive(Clone, Copy, Debug)]
struct Entry<E> {
    at: SimTime,
    /// Rank, then sequence.
    order: u64,
    event: E,
}

impl<E> Entry<E> {
    /// Instant, rank and sequence in one number.
    fn key(&self) -> u128 {
        u128::from(self.at.as_micros()) << 64 | u128::from(self.order)
    }
}

const ARITY: usize = 4;

/// Binary digits of a sequence number: more events than a century of computing posts.
const SEQUENCE_BITS: u32 = 56;

/// Microseconds of a stretch, as a power of two: about a minute.
const STRETCH_BITS: u32 = 26;

/// The number of the stretch of an instant.
const fn stretch_of(at: SimTime) -> u64 {
    at.as_micros() >> STRETCH_BITS
}

impl<E> Default for Agenda<E> {
    fn default() -> Self {
        Self {
            near: Vec::new(),
            near_until: SimTime::START,
            far: BTreeMap::new(),
            far_count: 0,
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
    pub const fn len(&self) -> usize {
        self.near.len() + self.far_count
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.near.is_empty()
    }

    /// The instant of the next event, or [`SimTime::NEVER`].
    #[inline]
    pub fn next_instant(&self) -> SimTime {
        self.near.first().map_or(SimTime::NEVER, |entry| entry.at)
    }

    /// The rank of the next event; that of no event is the highest.
    pub fn next_rank(&self) -> u8 {
        self.near.first().map_or(u8::MAX, |entry| {
            let [rank, ..] = entry.order.to_be_bytes();
            rank
        })
    }

    /// Posts an event; of equal instants the lower rank goes first, of equal ranks the first posted.
    pub fn post(&mut self, at: SimTime, rank: u8, event: E) {
        let order = u64::from(rank) << SEQUENCE_BITS | self.posted;
        self.posted += 1;
        let entry = Entry { at, order, event };
        if at < self.near_until {
            self.near.push(entry);
            self.sift_up(self.near.len() - 1);
        } else {
            self.far.entry(stretch_of(at)).or_default().push(entry);
            self.far_count += 1;
            self.begin_stretch();
        }
    }

    /// Takes the next event with its instant.
    pub fn take_next(&mut self) -> Option<(SimTime, E)> {
        let last = self.near.pop()?;
        let taken = match self.near.first_mut() {
            Some(first) => std::mem::replace(first, last),
            None => last,
        };
        self.sift_down(0);
        self.begin_stretch();
        Some((taken.at, taken.event))
    }

    /// Keeps only events for which `wanted` holds; their order does not change.
    pub fn retain(&mut self, mut wanted: impl FnMut(&E) -> bool) {
        self.near.retain(|entry| wanted(&entry.event));
        self.heapify();
        self.far.retain(|_, entries| {
            entries.retain(|entry| wanted(&entry.event));
            !entries.is_empty()
        });
        self.far_count = self.far.values().map(Vec::len).sum();
        self.begin_stretch();
    }

    /// If nothing is near, the next stretch with an event begins.
    #[inline]
    fn begin_stretch(&mut self) {
        if self.near.is_empty() && self.far_count > 0 {
            self.begin_next_stretch();
        }
    }

    #[inline(never)]
    fn begin_next_stretch(&mut self) {
        let Some((stretch, entries)) = self.far.pop_first() else {
            return;
        };
        self.far_count -= entries.len();
        let end = (stretch + 1).checked_mul(1 << STRETCH_BITS);
        self.near_until = end.map_or(SimTime::NEVER, SimTime::from_micros);
        self.near = entries;
        self.heapify();
    }

    fn heapify(&mut self) {
        for place in (0..self.near.len().div_ceil(ARITY)).rev() {
            self.sift_down(place);
        }
    }

    /// Moves an entry up to its place.
    fn sift_up(&mut self, mut place: usize) {
        let entry = self.near[place];
        while place > 0 {
            let parent = (place - 1) / ARITY;
            if self.near[parent].key() <= entry.key() {
                break;
            }
            self.near[place] = self.near[parent];
            place = parent;
        }
        self.near[place] = entry;
    }

    /// Moves an entry down to its place.
    fn sift_down(&mut self, mut place: usize) {
        let Some(&entry) = self.near.get(place) else {
            return;
        };
        loop {
            let first = ARITY * place + 1;
            let last = (first + ARITY).min(self.near.len());
            let Some(children) = self.near.get(first..last) else {
                break;
            };
            let mut least = (entry.key(), 0);
            for (child, other) in (first..).zip(children) {
                if other.key() < least.0 {
                    least = (other.key(), child);
                }
            }
            if least.1 == 0 {
                break;
            }
            self.near[place] = self.near[least.1];
            place = least.1;
        }
        self.near[place] = entry;
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
            // Microseconds, or stretches.
            shift in prop::sample::select(vec![0_u32, STRETCH_BITS - 2, STRETCH_BITS]),
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
