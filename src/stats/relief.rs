//! What relieves lines, counted.

use super::Layout;
use crate::sim::Contact;
use crate::units::Span;

/// What became of the contacts of a type that arrived in a cell and could not be answered at once, where
/// something else than the line awaits them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReliefCell {
    /// Were told a wait.
    pub told: u64,
    /// Those waits \[µs\].
    pub told_time: u128,
    /// Left at once because of it.
    pub balked: u64,
    /// Offered anew as contacts of another type, without standing in line.
    pub moved_at_door: u64,
    /// The same after standing in line.
    pub moved_from_line: u64,
    /// Took a callback without standing in line.
    pub callbacks_at_door: u64,
    /// The same after standing in line.
    pub callbacks_from_line: u64,
    /// Callbacks that reached the customer.
    pub reached: u64,
    /// The time until then \[µs\].
    pub reached_after: u128,
    /// Callbacks that nobody picked up, the last time too.
    pub lost: u64,
    /// Took something else than an agent from self-service.
    pub diverted: u64,
}

impl ReliefCell {
    /// Nothing happened.
    pub const NOTHING: Self = Self {
        told: 0,
        told_time: 0,
        balked: 0,
        moved_at_door: 0,
        moved_from_line: 0,
        callbacks_at_door: 0,
        callbacks_from_line: 0,
        reached: 0,
        reached_after: 0,
        lost: 0,
        diverted: 0,
    };

    /// Went another way without standing in line.
    pub const fn left_at_door(&self) -> u64 {
        self.moved_at_door + self.callbacks_at_door
    }

    /// Went another way after standing in line.
    pub const fn left_from_line(&self) -> u64 {
        self.moved_from_line + self.callbacks_from_line
    }
}

/// Counts what relieves lines: by cell × contact type; empty where nothing does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reliefs {
    cells: Vec<ReliefCell>,
}

/// The longest wait that is counted as told: as long as a replication waits for the last contacts.
const LONGEST_TOLD: Span = Span::from_secs(7 * 86_400);

impl Reliefs {
    pub(super) fn new(layout: &Layout) -> Self {
        let cells = if layout.relieves_lines() {
            layout.cells().len() * layout.types()
        } else {
            0
        };
        Self {
            cells: vec![ReliefCell::NOTHING; cells],
        }
    }

    pub(super) fn clear(&mut self) {
        self.cells.fill(ReliefCell::NOTHING);
    }

    /// What happened in a cell; nothing where nothing relieves lines.
    pub fn at(&self, place: usize) -> &ReliefCell {
        self.cells.get(place).unwrap_or(&ReliefCell::NOTHING)
    }

    fn of(&mut self, layout: &Layout, contact: &Contact) -> Option<&mut ReliefCell> {
        let is_counted = contact.is_counted();
        is_counted.then(|| &mut self.cells[layout.place_of(contact)])
    }

    pub(super) fn hears(&mut self, layout: &Layout, contact: &Contact, wait: Span) {
        if let Some(cell) = self.of(layout, contact) {
            cell.told += 1;
            cell.told_time += u128::from(wait.min(LONGEST_TOLD).as_micros());
        }
    }

    pub(super) fn balks(&mut self, layout: &Layout, contact: &Contact) {
        if let Some(cell) = self.of(layout, contact) {
            cell.balked += 1;
        }
    }

    pub(super) fn moves_on(&mut self, layout: &Layout, contact: &Contact, waited: bool) {
        if let Some(cell) = self.of(layout, contact) {
            cell.moved_from_line += u64::from(waited);
            cell.moved_at_door += u64::from(!waited);
        }
    }

    pub(super) fn takes_callback(&mut self, layout: &Layout, contact: &Contact, waited: bool) {
        if let Some(cell) = self.of(layout, contact) {
            cell.callbacks_from_line += u64::from(waited);
            cell.callbacks_at_door += u64::from(!waited);
        }
    }

    pub(super) fn called_back(&mut self, layout: &Layout, contact: &Contact, after: Span) {
        if let Some(cell) = self.of(layout, contact) {
            cell.reached += 1;
            cell.reached_after += u128::from(after.as_micros());
        }
    }

    pub(super) fn callback_lost(&mut self, layout: &Layout, contact: &Contact) {
        if let Some(cell) = self.of(layout, contact) {
            cell.lost += 1;
        }
    }

    pub(super) fn diverted(&mut self, layout: &Layout, contact: &Contact) {
        if let Some(cell) = self.of(layout, contact) {
            cell.diverted += 1;
        }
    }

    /// The memory of a cell and contact type \[bytes\].
    pub(super) fn bytes_per_place(layout: &Layout) -> usize {
        if layout.relieves_lines() {
            size_of::<ReliefCell>()
        } else {
            0
        }
    }
}
