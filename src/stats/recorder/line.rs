//! Those who stand in line: when they leave it, and how long they stood there.

use super::Recorder;
use crate::sim::observer::Contact;
use crate::stats::desks::micros;
use crate::stats::tally::ThenCell;
use crate::units::{SimTime, Span, number};

impl Recorder<'_> {
    /// The cell of an instant that is not later than the present.
    #[inline]
    fn cell_at(&self, at: SimTime) -> usize {
        if at >= self.now_from {
            self.now
        } else {
            self.earlier_cell_at(at)
        }
    }

    fn earlier_cell_at(&self, at: SimTime) -> usize {
        // Who left is mostly announced soon after.
        let cells = self.layout.cells();
        let mut cell = self.now;
        for _ in 0..8 {
            cell = cell.saturating_sub(1);
            if cells[cell].from <= at {
                return cell;
            }
        }
        cells[..=cell]
            .partition_point(|stretch| stretch.from <= at)
            .saturating_sub(1)
    }

    /// Credits the time that a contact stood in line to the cells that it spans, and returns what
    /// happened to its type in the cell of leaving.
    #[expect(
        clippy::inline_always,
        reason = "on the way of every contact: a tenth of the time of W1 to W3 went into calls"
    )]
    #[inline(always)]
    pub(super) fn leaves_line(
        &mut self,
        contact: &Contact,
        left: SimTime,
    ) -> Option<&mut ThenCell> {
        let layout = self.layout;
        let types = layout.types();
        let contact_type = contact.contact_type.index();
        let last = self.cell_at(left);
        let joined = contact.arrived.max(layout.counted_from);
        if left > joined && contact.arrived < layout.end {
            let first = if contact.is_counted() {
                layout.slots[number::index(contact.interval)].cell
            } else {
                layout.first_counted
            };
            if first == last {
                self.tally.then[first * types + contact_type].line_time += micros(left - joined);
            } else {
                self.spans_cells(contact_type, (first, joined), (last, left));
            }
        }
        self.tally.then.get_mut(last * types + contact_type)
    }

    fn spans_cells(
        &mut self,
        contact_type: usize,
        (first, joined): (usize, SimTime),
        (last, left): (usize, SimTime),
    ) {
        let types = self.layout.types();
        let cells = self.layout.cells();
        // Who met self-service first may have begun to wait in a later cell.
        let first = if joined < cells[first].to {
            first
        } else {
            self.cell_at(joined)
        };
        let then = &mut self.tally.then;
        if first == last {
            then[first * types + contact_type].line_time += micros(left - joined);
            return;
        }
        then[first * types + contact_type].line_time += micros(cells[first].to - joined);
        if let Some(stretch) = cells.get(last) {
            then[last * types + contact_type].line_time += micros(left - stretch.from);
        }
        then[(first + 1) * types + contact_type].through += 1;
        then[last * types + contact_type].through -= 1;
    }

    /// A contact leaves the line with no answer, and not of its own accord.
    pub(super) fn leaves_unanswered(&mut self, contact: &Contact, at: SimTime) {
        if let Some(lines) = &mut self.tally.lines {
            lines.leaves(contact.contact_type.index(), at);
        }
        self.leaves_line(contact, at);
        if contact.is_counted() {
            let place = self.layout.place_of(contact);
            let wait = at - contact.arrived;
            let cell = &mut self.tally.types[place];
            cell.wait_sent_away += micros(wait);
            cell.square_sent_away += square(wait);
            self.note_long_wait(place, wait.as_micros());
            let waits = &mut self.tally.waits[self.layout.waits_of(contact)];
            waits.sent_away.add(wait);
        }
    }

    /// Counts a contact that waited towards the waits it is longer than.
    #[inline]
    pub(super) fn note_long_wait(&mut self, place: usize, wait: u64) {
        if wait > self.layout.least_over {
            let first = place * self.layout.extras() + 2 * self.layout.within.len();
            for (over, longer) in self.layout.over.iter().enumerate() {
                self.tally.extras[first + over] += u64::from(wait > *longer);
            }
        }
    }
}

#[inline]
pub(super) fn square(span: Span) -> u128 {
    micros(span) * micros(span)
}
