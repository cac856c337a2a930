//! First in, first out, with a number for every element.

use crate::units::number;

/// A ring of elements in order of coming; each keeps the number it came with.
///
/// Room is a power of two, so that a place is a mask away; it grows when it must and never shrinks.
#[derive(Clone, Debug)]
pub struct Ring<T> {
    room: Vec<T>,
    first: u64,
    next: u64,
}

impl<T: Copy + Default> Default for Ring<T> {
    fn default() -> Self {
        Self {
            room: vec![T::default(); 16],
            first: 0,
            next: 0,
        }
    }
}

impl<T: Copy + Default> Ring<T> {
    /// An empty ring.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets every element; numbers start anew.
    pub const fn clear(&mut self) {
        self.first = 0;
        self.next = 0;
    }

    /// How many elements there are.
    #[inline]
    pub const fn len(&self) -> u64 {
        self.next - self.first
    }

    /// Whether there is none.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.first == self.next
    }

    /// Whether one more element needs more room.
    #[inline]
    pub const fn is_full(&self) -> bool {
        self.len() == number::count(self.room.len())
    }

    /// The number of the first element, or of the next to come if there is none.
    pub const fn first_number(&self) -> u64 {
        self.first
    }

    #[inline]
    const fn place(&self, number: u64) -> usize {
        number::index_wide(number & (number::count(self.room.len()) - 1))
    }

    /// Adds an element at the end and tells its number.
    #[inline]
    pub fn push(&mut self, element: T) -> u64 {
        if self.is_full() {
            self.grow();
        }
        let place = self.place(self.next);
        self.room[place] = element;
        self.next += 1;
        self.next - 1
    }

    /// The first element.
    #[inline]
    pub fn front(&self) -> Option<&T> {
        if self.is_empty() {
            None
        } else {
            self.room.get(self.place(self.first))
        }
    }

    /// Takes the first element.
    #[inline]
    pub fn pop(&mut self) -> Option<T> {
        let element = *self.front()?;
        self.first += 1;
        Some(element)
    }

    /// The element with a number; `None` if it has been taken or has not come.
    pub fn get_mut(&mut self, number: u64) -> Option<&mut T> {
        let place = self.place(number);
        if number < self.first || number >= self.next {
            None
        } else {
            self.room.get_mut(place)
        }
    }

    /// Keeps, in order, only the elements for which `wanted` holds; those that stay get new numbers.
    pub fn retain(&mut self, mut wanted: impl FnMut(&T) -> bool) {
        let end = self.next;
        self.next = self.first;
        for number in self.first..end {
            let element = self.room[self.place(number)];
            if wanted(&element) {
                let place = self.place(self.next);
                self.room[place] = element;
                self.next += 1;
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self) {
        let room = vec![T::default(); 2 * self.room.len()];
        let mut larger = Self {
            room,
            first: self.first,
            next: self.next,
        };
        for number in self.first..self.next {
            let place = larger.place(number);
            larger.room[place] = self.room[self.place(number)];
        }
        *self = larger;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_keep_their_order_and_numbers_while_room_grows() {
        let mut ring = Ring::new();
        for n in 0..10_u64 {
            assert_eq!(ring.push(n), n);
        }
        for n in 0..7 {
            assert_eq!(ring.pop(), Some(n));
        }
        for n in 10..100 {
            ring.push(n);
        }
        assert_eq!((ring.len(), ring.front()), (93, Some(&7)));
        assert_eq!(ring.get_mut(6), None);
        assert_eq!(ring.get_mut(55), Some(&mut 55));
        ring.retain(|n| n % 10 == 0);
        let left: Vec<u64> = std::iter::from_fn(|| ring.pop()).collect();
        assert_eq!(left, [10, 20, 30, 40, 50, 60, 70, 80, 90]);
    }
}
