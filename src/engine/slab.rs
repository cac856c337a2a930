//! Things that come and go, each under a small number of its own while it is there.

use crate::units::number;

/// Things by number. The number of what was taken out is given to what comes next, so that the room is
/// that of the most there ever were at once.
#[derive(Clone, Debug)]
pub struct Slab<T> {
    places: Vec<Option<T>>,
    vacant: Vec<u32>,
}

impl<T> Default for Slab<T> {
    fn default() -> Self {
        Self {
            places: Vec::new(),
            vacant: Vec::new(),
        }
    }
}

impl<T> Slab<T> {
    /// Puts a thing in and tells its number.
    pub fn put(&mut self, thing: T) -> u32 {
        if let Some(place) = self.vacant.pop() {
            self.places[number::index(place)] = Some(thing);
            return place;
        }
        self.places.push(Some(thing));
        number::id(self.places.len() - 1)
    }

    /// Takes a thing out.
    ///
    /// # Panics
    /// If there is none of this number.
    pub fn take(&mut self, place: u32) -> T {
        let thing = self.places[number::index(place)].take();
        self.vacant.push(place);
        thing.unwrap_or_else(|| unreachable!("nothing has the number {place}"))
    }

    /// Takes everything out, in the order of numbers.
    pub fn drain(&mut self) -> impl Iterator<Item = T> + '_ {
        self.vacant.clear();
        self.places.drain(..).flatten()
    }

    /// A thing that is there.
    ///
    /// # Panics
    /// If there is none of this number.
    #[inline]
    pub fn get(&self, place: u32) -> &T {
        (self.places[number::index(place)].as_ref())
            .unwrap_or_else(|| unreachable!("nothing has the number {place}"))
    }

    /// A thing that is there, to be changed.
    ///
    /// # Panics
    /// If there is none of this number.
    #[inline]
    pub fn get_mut(&mut self, place: u32) -> &mut T {
        (self.places[number::index(place)].as_mut())
            .unwrap_or_else(|| unreachable!("nothing has the number {place}"))
    }

    /// Has the memory of a thing fetched that will soon be looked at, if it is there: nothing waits for it.
    #[inline]
    pub fn fetch(&self, place: u32) {
        if let Some(place) = self.places.get(number::index(place)) {
            std::hint::black_box(place.is_some());
        }
    }

    /// A thing to be changed, if it is there.
    #[inline]
    pub fn find_mut(&mut self, place: u32) -> Option<&mut T> {
        self.places.get_mut(number::index(place))?.as_mut()
    }

    /// How many things there are.
    pub const fn len(&self) -> usize {
        self.places.len() - self.vacant.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        /// Against a map by number.
        #[test]
        fn a_number_names_one_thing_while_it_is_there(steps in prop::collection::vec(any::<(bool, u8)>(), 0..200)) {
            let mut slab = Slab::default();
            let mut plain = BTreeMap::new();
            let mut most = 0;
            for (puts, value) in steps {
                if puts || plain.is_empty() {
                    let place = slab.put(value);
                    prop_assert_eq!(plain.insert(place, value), None);
                } else {
                    let place = *plain.keys().nth(usize::from(value) % plain.len()).unwrap();
                    prop_assert_eq!(Some(slab.take(place)), plain.remove(&place));
                    prop_assert_eq!(slab.find_mut(place), None);
                }
                most = most.max(plain.len());
                prop_assert_eq!(slab.len(), plain.len());
                prop_assert!(slab.places.len() <= most);
                for (place, value) in &plain {
                    prop_assert_eq!(slab.get(*place), value);
                }
            }
        }
    }
}
