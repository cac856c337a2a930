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

impl<E: Copy> Default for Agenda<E> {
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
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The instant of the next event, or [`SimTime::NEVER`].
    #[inline]
    pub const fn next_instant(&self) -> SimTime {
        self.entries.next_instant()
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

    /// Takes the next event after looking at what is known of it.
    fn take(agenda: &mut Agenda<usize>) -> Option<(u64, usize)> {
        let (event, before) = (agenda.next_event(), agenda.len());
        let expected = event.map(|event| (agenda.next_instant(), event));
        let taken = agenda.take_next();
        assert_eq!((taken, agenda.len()), (expected, before.saturating_sub(1)));
        assert_eq!(agenda.is_empty(), agenda.next_instant() == SimTime::NEVER);
        taken.map(|(at, event)| (at.as_micros(), event))
    }

    proptest! {
        /// The order is that of a stable sort by instant and rank, with events taken and posted in turn
        /// and some of them struck off.
        #[test]
        fn order_is_that_of_a_stable_sort(
            rounds in prop::collection::vec(
                (prop::collection::vec((0_u64..20, 0_u8..4), 0..60), 0_usize..40, 1_usize..5),
                1..6,
            ),
            // Microseconds, or parts and multiples of what lies unsorted together.
            shift in prop::sample::select(vec![0_u32, 17, 20, 26, 28, 33, 36, 58]),
        ) {
            let mut agenda = Agenda::new();
            let mut plain: Vec<(u64, u8, usize)> = Vec::new();
            let (mut now, mut posted) = (0_u64, 0);
            for (posts, takes, keep) in rounds {
                for (after, rank) in posts {
                    let at = now.saturating_add(after << shift).min(u64::MAX - 1);
                    agenda.post(SimTime::from_micros(at), rank, posted);
                    plain.push((at, rank, posted));
                    posted += 1;
                }
                agenda.retain(|i| i % keep != 1);
                plain.retain(|(.., i)| i % keep != 1);
                plain.sort_unstable();
                let left = plain.split_off(takes.min(plain.len()));
                for (at, _, i) in std::mem::replace(&mut plain, left) {
                    prop_assert_eq!(take(&mut agenda), Some((at, i)));
                    now = at;
                }
                prop_assert_eq!(agenda.len(), plain.len());
            }
            for (at, _, i) in plain {
                prop_assert_eq!(take(&mut agenda), Some((at, i)));
            }
            prop_assert_eq!(take(&mut agenda), None);
        }
    }
}
