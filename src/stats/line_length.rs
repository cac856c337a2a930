//! The longest line and the line as each cell begins, where a scenario asks for them.

use super::Layout;
use crate::units::SimTime;

/// The lengths of the lines of the centre, of each contact type and of each queue.
///
/// Needs the simulation to announce at once who leaves a line; contacts that are not counted stand in
/// line like the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineLengths {
    /// How many lines: the centre's, then by type, then by queue.
    lines: usize,
    types: usize,
    queue_of: Vec<usize>,
    now: Vec<u64>,
    /// By cell × line.
    longest: Vec<u64>,
    /// By cell × line.
    at_start: Vec<u64>,
    cell: usize,
    counted_from: SimTime,
    phase: Phase,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    WarmUp,
    Counting,
    After,
}

impl LineLengths {
    pub(super) fn new(layout: &Layout) -> Self {
        let lines = Self::lines_of(layout);
        let cells = layout.cells().len();
        Self {
            lines,
            types: layout.types(),
            queue_of: layout.queue_of.clone(),
            now: vec![0; lines],
            longest: vec![0; cells * lines],
            at_start: vec![0; cells * lines],
            cell: 0,
            counted_from: layout.counted_from,
            phase: Phase::WarmUp,
        }
    }

    fn lines_of(layout: &Layout) -> usize {
        1 + layout.types() + layout.queues()
    }

    pub(super) fn bytes_per_cell(layout: &Layout) -> usize {
        2 * size_of::<u64>() * Self::lines_of(layout)
    }

    pub(super) fn clear(&mut self) {
        self.now.fill(0);
        self.longest.fill(0);
        self.at_start.fill(0);
        self.cell = 0;
        self.phase = Phase::WarmUp;
    }

    /// The longest line in each cell, by cell × (centre, types, queues).
    pub fn longest(&self) -> &[u64] {
        &self.longest
    }

    /// The line as each cell begins, by cell × (centre, types, queues); before that instant's
    /// staffing change.
    pub fn at_start(&self) -> &[u64] {
        &self.at_start
    }

    /// How many lines there are: the centre's, each type's, each queue's.
    pub fn lines(&self) -> usize {
        self.lines
    }

    fn lines_with(&self, contact_type: usize) -> [usize; 3] {
        [
            0,
            1 + contact_type,
            1 + self.types + self.queue_of[contact_type],
        ]
    }

    /// From the end of the warm-up on lengths count, that of this very instant included.
    fn begin_counting(&mut self, at: SimTime) {
        if self.phase == Phase::WarmUp && at >= self.counted_from {
            self.phase = Phase::Counting;
            self.note_all();
        }
    }

    fn note_all(&mut self) {
        let first = self.cell * self.lines;
        for (longest, now) in self.longest[first..].iter_mut().zip(&self.now) {
            *longest = (*longest).max(*now);
        }
    }

    pub(super) fn joins(&mut self, contact_type: usize, at: SimTime) {
        self.begin_counting(at);
        for line in self.lines_with(contact_type) {
            self.now[line] += 1;
            if self.phase == Phase::Counting {
                let longest = &mut self.longest[self.cell * self.lines + line];
                *longest = (*longest).max(self.now[line]);
            }
        }
    }

    pub(super) fn leaves(&mut self, contact_type: usize, at: SimTime) {
        self.begin_counting(at);
        for line in self.lines_with(contact_type) {
            debug_assert!(
                self.now[line] > 0,
                "nobody stands in line {line} to leave it"
            );
            self.now[line] = self.now[line].saturating_sub(1);
        }
    }

    /// A planning interval begins in a cell.
    pub(super) fn interval_started(&mut self, at: SimTime, cell: usize) {
        self.begin_counting(at);
        let is_new = cell != self.cell || at == SimTime::START;
        self.cell = cell;
        if is_new {
            let first = cell * self.lines;
            self.at_start[first..first + self.lines].copy_from_slice(&self.now);
        }
        if self.phase == Phase::Counting {
            self.note_all();
        }
    }

    /// What follows is not counted.
    pub(super) fn horizon_ended(&mut self, at: SimTime) {
        self.begin_counting(at);
        self.phase = Phase::After;
    }
}
