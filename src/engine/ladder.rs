//! What happens at instants to come, the earliest first.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap};

use crate::units::{SimTime, number};

/// What happens at an instant.
pub trait Timed: Copy {
    /// The instant, and what decides between equal ones.
    type Key: Ord;

    /// When it happens.
    fn at(&self) -> SimTime;

    /// Its place in the order of all; a later instant is a larger key.
    fn key(&self) -> Self::Key;
}

/// Things to come, in order.
///
/// Those of the second that has begun are sorted, and in a heap if they come only then; those of later
/// seconds of the same stretch of time, some minutes, lie unsorted by their second, those of later stretches
/// of the same era, some hours, by their stretch, and all later ones by their era. So customers who are back
/// tomorrow by the ten thousand make nothing slower today. A second is sorted as the one before is used up; a
/// stretch is dealt out to its seconds, and an era to its stretches, as the one before is over (a ladder
/// queue: Tang, Goh and Thng, 2005, "Ladder queue: an O(1) priority queue structure for large-scale discrete
/// event simulation").
#[derive(Clone, Debug)]
pub struct Ladder<T> {
    /// What comes before `near_until`, the last first.
    near: Vec<T>,
    near_until: SimTime,
    /// What comes before `near_until` too, and was added after that had been sorted. Both are only empty
    /// if there is nothing at all.
    late: BinaryHeap<Late<T>>,
    /// What comes after that in the stretch that has begun, by second.
    seconds: Rung<T>,
    /// The end of that stretch.
    seconds_until: SimTime,
    /// What comes after that in the era that has begun, by stretch.
    stretches: Rung<T>,
    /// The end of that era.
    stretches_until: SimTime,
    /// Later things by the number of their era.
    eras: BTreeMap<u64, Vec<T>>,
    /// How many there are.
    in_eras: usize,
    /// When the next thing happens; [`SimTime::NEVER`] if there is none.
    next_instant: SimTime,
}

/// Things by which of the equal parts of a length of time they happen in.
#[derive(Clone, Debug)]
struct Rung<T> {
    /// By part; none before the first thing comes.
    parts: Vec<Vec<T>>,
    /// The first part that may hold something.
    next: usize,
    /// How many things there are.
    count: usize,
    /// How many binary digits of an instant lie below the number of its part.
    bits: u32,
}

/// A thing that a heap, whose first is the greatest, has the earlier the greater.
#[derive(Clone, Copy, Debug)]
struct Late<T>(T);

impl<T: Timed> Ord for Late<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.0.key().cmp(&self.0.key())
    }
}

impl<T: Timed> PartialOrd for Late<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Timed> PartialEq for Late<T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<T: Timed> Eq for Late<T> {}

/// Microseconds of what is called a second here, as a power of two.
const SECOND_BITS: u32 = 20;

/// Parts of a rung, as a power of two: seconds of a stretch, stretches of an era.
const PART_BITS: u32 = 8;

const PARTS: usize = 1 << PART_BITS;

const STRETCH_BITS: u32 = SECOND_BITS + PART_BITS;

const ERA_BITS: u32 = STRETCH_BITS + PART_BITS;

/// The end of the length of time of so many binary digits that holds an instant.
fn end_of(at: SimTime, bits: u32) -> SimTime {
    let end = ((at.as_micros() >> bits) + 1).checked_mul(1 << bits);
    end.map_or(SimTime::NEVER, SimTime::from_micros)
}

impl<T> Rung<T> {
    const fn new(bits: u32) -> Self {
        Self {
            parts: Vec::new(),
            next: 0,
            count: 0,
            bits,
        }
    }
}

impl<T: Timed> Rung<T> {
    /// Adds a thing of the length of time that has begun.
    #[inline]
    fn push(&mut self, thing: T) {
        let part = number::index(number::low_half(thing.at().as_micros() >> self.bits)) % PARTS;
        self.parts[part].push(thing);
        self.count += 1;
    }

    /// A new length of time begins, with these things; nothing is left of the one before.
    fn begin(&mut self, things: Vec<T>) {
        self.parts.resize_with(PARTS, Vec::new);
        self.next = 0;
        for thing in things {
            self.push(thing);
        }
    }

    /// The things of the next part that holds any, in the place of an empty list that is given for them.
    fn swap_next(&mut self, empty: &mut Vec<T>) {
        let mut parts = self.parts.iter_mut().enumerate().skip(self.next);
        if let Some((place, part)) = parts.find(|(_, part)| !part.is_empty()) {
            std::mem::swap(part, empty);
            self.next = place + 1;
            self.count -= empty.len();
        }
    }

    fn retain(&mut self, mut wanted: impl FnMut(&T) -> bool) {
        for part in &mut self.parts {
            part.retain(&mut wanted);
        }
        self.count = self.parts.iter().map(Vec::len).sum();
    }
}

impl<T: Timed> Default for Ladder<T> {
    fn default() -> Self {
        Self {
            near: Vec::new(),
            near_until: SimTime::START,
            late: BinaryHeap::new(),
            seconds: Rung::new(SECOND_BITS),
            seconds_until: SimTime::START,
            stretches: Rung::new(STRETCH_BITS),
            stretches_until: SimTime::START,
            eras: BTreeMap::new(),
            in_eras: 0,
            next_instant: SimTime::NEVER,
        }
    }
}

impl<T: Timed> Ladder<T> {
    /// How many things there are.
    pub fn len(&self) -> usize {
        let later = self.seconds.count + self.stretches.count + self.in_eras;
        self.near.len() + self.late.len() + later
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.near.is_empty() && self.late.is_empty()
    }

    /// When the next thing happens, or [`SimTime::NEVER`].
    #[inline]
    pub const fn next_instant(&self) -> SimTime {
        self.next_instant
    }

    /// The next thing.
    #[inline]
    pub fn first(&self) -> Option<&T> {
        if self.late_is_first() {
            self.late.peek().map(|late| &late.0)
        } else {
            self.near.last()
        }
    }

    /// Whether the next thing was added late.
    #[inline]
    fn late_is_first(&self) -> bool {
        let Some(Late(late)) = self.late.peek() else {
            return false;
        };
        let near = self.near.last();
        near.is_none_or(|near| late.key() < near.key())
    }

    /// Adds a thing.
    pub fn push(&mut self, thing: T) {
        let at = thing.at();
        self.next_instant = self.next_instant.min(at);
        if at < self.near_until {
            self.late.push(Late(thing));
            return;
        }
        if at < self.seconds_until {
            self.seconds.push(thing);
        } else if at < self.stretches_until {
            self.stretches.push(thing);
        } else {
            let era = at.as_micros() >> ERA_BITS;
            self.eras.entry(era).or_default().push(thing);
            self.in_eras += 1;
        }
        if self.is_empty() {
            self.begin_second();
        }
    }

    /// Takes the next thing.
    #[inline]
    pub fn pop(&mut self) -> Option<T> {
        let taken = if self.late_is_first() {
            self.late.pop().map(|late| late.0)
        } else {
            self.near.pop()
        };
        if self.is_empty() {
            self.begin_second();
        }
        self.note_next();
        taken
    }

    #[inline]
    fn note_next(&mut self) {
        self.next_instant = self.first().map_or(SimTime::NEVER, T::at);
    }

    /// Keeps only things for which `wanted` holds; their order does not change.
    pub fn retain(&mut self, mut wanted: impl FnMut(&T) -> bool) {
        self.near.retain(&mut wanted);
        self.late.retain(|late| wanted(&late.0));
        self.seconds.retain(&mut wanted);
        self.stretches.retain(&mut wanted);
        self.eras.retain(|_, things| {
            things.retain(&mut wanted);
            !things.is_empty()
        });
        self.in_eras = self.eras.values().map(Vec::len).sum();
        if self.is_empty() {
            self.begin_second();
        }
        self.note_next();
    }

    /// The next second with something in it begins, if there is one; nothing is near.
    #[inline(never)]
    fn begin_second(&mut self) {
        if self.seconds.count == 0 {
            self.begin_stretch();
        }
        self.seconds.swap_next(&mut self.near);
        if let Some(first) = self.near.first() {
            self.near_until = end_of(first.at(), SECOND_BITS);
        }
        self.near.sort_unstable_by_key(|thing| Reverse(thing.key()));
    }

    /// The next stretch with something in it is dealt out to its seconds, if there is one.
    fn begin_stretch(&mut self) {
        if self.stretches.count == 0
            && let Some((_, things)) = self.eras.pop_first()
            && let Some(first) = things.first()
        {
            self.stretches_until = end_of(first.at(), ERA_BITS);
            self.in_eras -= things.len();
            self.stretches.begin(things);
        }
        let mut things = Vec::new();
        self.stretches.swap_next(&mut things);
        if let Some(first) = things.first() {
            self.seconds_until = end_of(first.at(), STRETCH_BITS);
            self.seconds.begin(things);
        }
    }
}
