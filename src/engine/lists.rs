//! Numbers in lists: each in at most one, found and taken out of the middle at once.

use crate::units::number;

/// What stands for no number.
const NONE: u32 = u32::MAX;

/// A fixed set of numbers, from 0, and of lists that hold them; each number is in at most one list.
///
/// Doubly linked through the numbers, so that adding and taking out never search and never allocate.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    links: Vec<Link>,
    ends: Vec<Ends>,
}

/// A number's neighbours and its list.
#[derive(Clone, Copy, Debug)]
struct Link {
    before: u32,
    after: u32,
    list: u32,
}

/// A list's ends and length.
#[derive(Clone, Copy, Debug)]
struct Ends {
    first: u32,
    last: u32,
    length: u32,
}

impl Lists {
    /// So many numbers, none of them in one of so many lists.
    pub fn new(numbers: usize, lists: usize) -> Self {
        let alone = Link {
            before: NONE,
            after: NONE,
            list: NONE,
        };
        let empty = Ends {
            first: NONE,
            last: NONE,
            length: 0,
        };
        Self {
            links: vec![alone; numbers],
            ends: vec![empty; lists],
        }
    }

    /// Puts a number, which is in no list, at the end of one.
    #[inline]
    pub fn push(&mut self, list: u32, which: u32) {
        let ends = &mut self.ends[number::index(list)];
        let before = std::mem::replace(&mut ends.last, which);
        ends.length += 1;
        match before {
            NONE => ends.first = which,
            _ => self.links[number::index(before)].after = which,
        }
        self.links[number::index(which)] = Link {
            before,
            after: NONE,
            list,
        };
    }

    /// Takes a number out of its list, if it is in one.
    #[inline]
    pub fn take(&mut self, which: u32) {
        let link = &mut self.links[number::index(which)];
        let Link {
            before,
            after,
            list,
        } = *link;
        if list == NONE {
            return;
        }
        link.list = NONE;
        let ends = &mut self.ends[number::index(list)];
        ends.length -= 1;
        match before {
            NONE => ends.first = after,
            _ => self.links[number::index(before)].after = after,
        }
        match after {
            NONE => self.ends[number::index(list)].last = before,
            _ => self.links[number::index(after)].before = before,
        }
    }

    /// The first number of a list: the one that has been in it longest.
    #[inline]
    pub fn first(&self, list: u32) -> Option<u32> {
        let first = self.ends[number::index(list)].first;
        (first != NONE).then_some(first)
    }

    /// How many numbers a list holds.
    #[inline]
    pub fn length(&self, list: u32) -> u32 {
        self.ends[number::index(list)].length
    }

    /// The numbers of a list, in the order in which they were put there.
    pub fn iter(&self, list: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(self.first(list), |which| {
            let after = self.links[number::index(*which)].after;
            (after != NONE).then_some(after)
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// They are what vectors are that one searches.
        #[test]
        fn lists_hold_what_was_put_in(steps in prop::collection::vec((0..6_u32, 0..4_u32), 0..60)) {
            let mut lists = Lists::new(6, 3);
            let mut plain: [Vec<u32>; 3] = Default::default();
            for (which, list) in steps {
                lists.take(which);
                for of in &mut plain {
                    of.retain(|other| *other != which);
                }
                if list < 3 {
                    lists.push(list, which);
                    plain[number::index(list)].push(which);
                }
                for (list, of) in (0..).zip(&plain) {
                    prop_assert_eq!(&lists.iter(list).collect::<Vec<_>>(), of);
                    prop_assert_eq!(lists.first(list), of.first().copied());
                    prop_assert_eq!(number::index(lists.length(list)), of.len());
                }
            }
        }
    }
}
