//! What is kept of customers, or of people, and for which sets of them.

use super::Scope;
use super::moments::Shape;
use crate::measures::{Contacts, Quantity};

/// One kind of numbers: of customers or of people.
#[derive(Debug)]
pub(super) struct Side {
    /// What is read off each tally.
    pub(super) quantities: Vec<Quantity>,
    /// The products kept for the horizon and days.
    pub(super) shape: Shape,
    /// The products kept for intervals.
    pub(super) interval_shape: Shape,
    /// How many blocks there are.
    pub(super) blocks: usize,
    /// The blocks that each type or group belongs to, its own first.
    pub(super) blocks_with: Vec<Vec<usize>>,
    /// By block: its place in the table of intervals, if it has one.
    pub(super) interval_blocks: Vec<Option<usize>>,
    of_queue: Vec<usize>,
    of_centre: usize,
    /// The block of the live types of the centre, if it has tickets too.
    of_live: usize,
}

impl Side {
    /// The side of `own` types, in so many queues, or of `own` groups, in none.
    pub(super) fn new(own: usize, queue_of: &[usize], queues: usize) -> Self {
        let mut side = Self {
            quantities: Vec::new(),
            shape: Shape::default(),
            interval_shape: Shape::default(),
            blocks: own,
            blocks_with: (0..own).map(|block| vec![block]).collect(),
            interval_blocks: Vec::new(),
            of_queue: Vec::new(),
            of_centre: 0,
            of_live: 0,
        };
        for queue in 0..queues {
            let members = (0..own).filter(|part| queue_of[*part] == queue).collect();
            let block = side.block_of(members);
            side.of_queue.push(block);
        }
        side.of_centre = side.block_of((0..own).collect());
        side.of_live = side.of_centre;
        side
    }

    /// Keeps the live types of a centre apart from its tickets, where it has both.
    pub(super) fn set_apart(&mut self, live: Vec<usize>) {
        if !live.is_empty() {
            self.of_live = self.block_of(live);
        }
    }

    /// The block of a set of types or groups: an old one if there is one with these members.
    fn block_of(&mut self, members: Vec<usize>) -> usize {
        if let [only] = members[..] {
            return only;
        }
        let same = |block: &usize| {
            (self.blocks_with.iter().enumerate())
                .all(|(part, blocks)| blocks.contains(block) == members.contains(&part))
        };
        if let Some(block) = (0..self.blocks).find(same) {
            return block;
        }
        for part in members {
            self.blocks_with[part].push(self.blocks);
        }
        self.blocks += 1;
        self.blocks - 1
    }

    /// The place of a quantity among those read off each tally.
    pub(super) fn place_of(&self, quantity: Quantity) -> Option<usize> {
        self.quantities.iter().position(|known| *known == quantity)
    }

    /// Notes what a measure needs: these quantities and their products, for the horizon and days, and
    /// for intervals.
    pub(super) fn add_measure(&mut self, wanted: &[Quantity], by_day: bool, by_interval: bool) {
        let places: Vec<usize> = (wanted.iter())
            .map(|quantity| {
                self.place_of(*quantity).unwrap_or_else(|| {
                    self.quantities.push(*quantity);
                    self.quantities.len() - 1
                })
            })
            .collect();
        for (i, a) in places.iter().enumerate() {
            for b in &places[..=i] {
                let pair = (*a.min(b), *a.max(b));
                if by_day {
                    self.shape.pairs.push(pair);
                }
                if by_interval {
                    self.interval_shape.pairs.push(pair);
                }
            }
        }
    }

    /// Ends the noting.
    pub(super) fn seal(&mut self) {
        for shape in [&mut self.shape, &mut self.interval_shape] {
            shape.quantities = self.quantities.len();
            shape.pairs.sort_unstable();
            shape.pairs.dedup();
        }
    }

    /// Gives a block, if there is one, a place in the table of intervals.
    pub(super) fn keep_intervals(&mut self, block: Option<usize>) {
        if let Some(block) = block {
            let next = self.interval_blocks.iter().flatten().count();
            self.interval_blocks[block].get_or_insert(next);
        }
    }

    /// The block of customers of a scope, or of those of them that a number is about.
    pub(super) fn customers_of(&self, scope: Scope, contacts: Contacts) -> Option<usize> {
        match (scope, contacts) {
            (Scope::Centre, Contacts::All) => Some(self.of_centre),
            (Scope::Centre, Contacts::Live) => Some(self.of_live),
            (Scope::Type(id), _) => Some(id.index()),
            (Scope::Queue(id), _) => self.of_queue.get(id.index()).copied(),
            (Scope::Group(_), _) => None,
        }
    }

    /// The block of people of a scope.
    pub(super) fn people_of(&self, scope: Scope) -> Option<usize> {
        match scope {
            Scope::Centre => Some(self.of_centre),
            Scope::Group(id) => Some(id.index()),
            Scope::Type(_) | Scope::Queue(_) => None,
        }
    }
}
