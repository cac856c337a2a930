//! What happens at instants to come, the earliest first.

use std::collections::BTreeMap;

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
/// Those of the second that has begun are in a 4-ary heap; those of later seconds of the same stretch of
/// time, some minutes, lie unsorted by their second, and all later ones unsorted by their stretch. So
/// customers who are back tomorrow by the ten thousand make nothing slower today. A second becomes the heap
/// as the one before is used up, and a stretch is dealt out to its seconds as the one before is over (a
/// ladder queue of two rungs: Tang, Goh and Thng, 2005, "Ladder queue: an O(1) priority queue structure for
/// large-scale discrete event simulation").
#[derive(Clone, Debug)]
pub struct Ladder<T> {
    /// What comes before `near_until`; only empty if there is nothing at all.
    near: Vec<T>,
    near_until: SimTime,
    /// What comes after that and before `seconds_until`, by second of the stretch that has begun.
    seconds: Vec<Vec<T>>,
    /// The place of the first second that has not begun.
    next_second: usize,
    /// The end of the stretch that has begun.
    seconds_until: SimTime,
    /// Later things by the number of their stretch.
    far: BTreeMap<u64, Vec<T>>,
    /// How many there are beside the near.
    later: usize,
}

const ARITY: usize = 4;

/// Microseconds of what is called a second here, as a power of two.
const SECOND_BITS: u32 = 20;

/// Seconds of a stretch, as a power of two.
const STRETCH_BITS: u32 = 8;

const SECONDS: usize = 1 << STRETCH_BITS;

/// The number of the second of an instant.
const fn second_of(at: SimTime) -> u64 {
    at.as_micros() >> SECOND_BITS
}

/// The place of an instant's second in its stretch.
const fn place_of(at: SimTime) -> usize {
    number::index(number::low_half(second_of(at))) % SECONDS
}

/// The beginning of a second.
fn start_of(second: u64) -> SimTime {
    let start = second.checked_mul(1 << SECOND_BITS);
    start.map_or(SimTime::NEVER, SimTime::from_micros)
}

impl<T> Default for Ladder<T> {
    fn default() -> Self {
        Self {
            near: Vec::new(),
            near_until: SimTime::START,
            seconds: Vec::new(),
            next_second: 0,
            seconds_until: SimTime::START,
            far: BTreeMap::new(),
            later: 0,
        }
    }
}

impl<T: Timed> Ladder<T> {
    /// How many things there are.
    pub const fn len(&self) -> usize {
        self.near.len() + self.later
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.near.is_empty()
    }

    /// The next thing.
    #[inline]
    pub fn first(&self) -> Option<&T> {
        self.near.first()
    }

    /// Adds a thing.
    pub fn push(&mut self, thing: T) {
        let at = thing.at();
        if at < self.near_until {
            self.near.push(thing);
            self.sift_up(self.near.len() - 1);
            return;
        }
        self.later += 1;
        if at < self.seconds_until {
            self.seconds[place_of(at)].push(thing);
        } else {
            let stretch = second_of(at) >> STRETCH_BITS;
            self.far.entry(stretch).or_default().push(thing);
        }
        self.begin_second();
    }

    /// Takes the next thing.
    pub fn pop(&mut self) -> Option<T> {
        let last = self.near.pop()?;
        let taken = match self.near.first_mut() {
            Some(first) => {
                let taken = std::mem::replace(first, last);
                self.sift_down(0);
                taken
            }
            None => last,
        };
        self.begin_second();
        Some(taken)
    }

    /// Keeps only things for which `wanted` holds; their order does not change.
    pub fn retain(&mut self, mut wanted: impl FnMut(&T) -> bool) {
        self.near.retain(&mut wanted);
        self.heapify();
        for second in &mut self.seconds {
            second.retain(&mut wanted);
        }
        self.far.retain(|_, things| {
            things.retain(&mut wanted);
            !things.is_empty()
        });
        let lengths = self.seconds.iter().chain(self.far.values()).map(Vec::len);
        self.later = lengths.sum();
        self.begin_second();
    }

    /// If nothing is near, the next second with something in it begins.
    #[inline]
    fn begin_second(&mut self) {
        if self.near.is_empty() && self.later > 0 {
            self.begin_next_second();
        }
    }

    #[inline(never)]
    fn begin_next_second(&mut self) {
        let mut is_full = self.seconds.iter().skip(self.next_second);
        let place = match is_full.position(|second| !second.is_empty()) {
            Some(further) => self.next_second + further,
            None => self.begin_next_stretch(),
        };
        std::mem::swap(&mut self.near, &mut self.seconds[place]);
        self.later -= self.near.len();
        self.next_second = place + 1;
        if let Some(first) = self.near.first() {
            self.near_until = start_of(second_of(first.at()) + 1);
        }
        self.heapify();
    }

    /// Deals the next stretch out to its seconds; tells the place of the first with something in it.
    fn begin_next_stretch(&mut self) -> usize {
        if self.seconds.is_empty() {
            self.seconds.resize_with(SECONDS, Vec::new);
        }
        let mut least = 0;
        if let Some((stretch, things)) = self.far.pop_first() {
            self.seconds_until = start_of((stretch + 1) << STRETCH_BITS);
            least = SECONDS - 1;
            for thing in things {
                let place = place_of(thing.at());
                least = least.min(place);
                self.seconds[place].push(thing);
            }
        }
        least
    }

    fn heapify(&mut self) {
        for place in (0..self.near.len().div_ceil(ARITY)).rev() {
            self.sift_down(place);
        }
    }

    /// Moves a thing up to its place.
    fn sift_up(&mut self, mut place: usize) {
        let thing = self.near[place];
        while place > 0 {
            let parent = (place - 1) / ARITY;
            if self.near[parent].key() <= thing.key() {
                break;
            }
            self.near[place] = self.near[parent];
            place = parent;
        }
        self.near[place] = thing;
    }

    /// Moves a thing down to its place.
    fn sift_down(&mut self, mut place: usize) {
        let Some(&thing) = self.near.get(place) else {
            return;
        };
        loop {
            let first = ARITY * place + 1;
            let end = (first + ARITY).min(self.near.len());
            let Some(children) = self.near.get(first..end) else {
                break;
            };
            let mut least = (thing.key(), 0);
            for (child, other) in (first..).zip(children) {
                let key = other.key();
                if key < least.0 {
                    least = (key, child);
                }
            }
            if least.1 == 0 {
                break;
            }
            self.near[place] = self.near[least.1];
            place = least.1;
        }
        self.near[place] = thing;
    }
}
