//! The waiting line: contacts in order of arrival, each with the instant at which it leaves.
//!
//! Who has lost patience is settled when a line is looked at, not when it happens: first come first
//! served needs to know no earlier, and most departures then cost nothing. A line whose length something
//! reads is *live*: its departures are alarms of their own ([`Deadlines`]), and the line only has to skip
//! who has gone.

use super::observer::{Contact, Observer};
use crate::engine::{Ladder, Ring, Timed};
use crate::model::ContactTypeId;
use crate::units::{SimTime, number};

/// When a contact leaves whose customer has left already, without a word: not by itself.
const LEFT_SILENTLY: SimTime = SimTime::from_micros(u64::MAX - 1);

/// A contact in line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waiting {
    pub(super) contact: Contact,
    /// When it leaves if it has not been answered.
    pub(super) leaves_at: SimTime,
}

impl Waiting {
    /// Whether it has left a live line and still takes up room.
    pub(super) fn is_gone(&self) -> bool {
        self.leaves_at == SimTime::START
    }

    /// Whether its customer has left without a word.
    pub(super) fn has_left_silently(&self) -> bool {
        self.leaves_at == LEFT_SILENTLY
    }
}

impl Default for Waiting {
    fn default() -> Self {
        let contact = Contact {
            contact_type: ContactTypeId::new(0),
            index: 0,
            arrived: SimTime::START,
            interval: Contact::NOT_COUNTED,
            matter: Contact::NO_MATTER,
        };
        Self {
            contact,
            leaves_at: SimTime::START,
        }
    }
}

/// Contacts that wait, in order of arrival.
#[derive(Debug)]
pub(super) struct Line {
    ring: Ring<Waiting>,
    /// Contacts of a live line that have left and still take up room.
    gone: u64,
    pub(super) queue: usize,
    pub(super) is_live: bool,
}

/// What lines know together.
#[derive(Debug, Default)]
pub(super) struct LineTotals {
    /// Lines with somebody in them, or somebody not yet known to have left.
    pub(super) occupied: u32,
    /// Counted contacts in lines, those not yet known to have left included.
    pub(super) counted: u64,
}

impl LineTotals {
    /// A contact has left a line for good.
    #[inline]
    pub(super) fn leaves(&mut self, contact: &Contact) {
        self.counted -= u64::from(contact.is_counted());
    }
}

impl Line {
    pub(super) fn new(queue: usize, is_live: bool) -> Self {
        Self {
            ring: Ring::new(),
            gone: 0,
            queue,
            is_live,
        }
    }

    /// Adds a contact and tells its number in the line.
    #[inline(always)]
    pub(super) fn join(
        &mut self,
        waiting: Waiting,
        now: SimTime,
        totals: &mut LineTotals,
        observer: &mut impl Observer,
    ) -> u64 {
        if self.ring.is_full() && !self.is_live {
            self.settle(now, totals, observer);
        }
        totals.occupied += u32::from(self.ring.is_empty());
        totals.counted += u64::from(waiting.contact.is_counted());
        self.ring.push(waiting)
    }

    /// When the contact at the head arrived; settles those before it who have left.
    #[inline]
    pub(super) fn head(
        &mut self,
        now: SimTime,
        totals: &mut LineTotals,
        observer: &mut impl Observer,
    ) -> Option<SimTime> {
        while let Some(waiting) = self.ring.front() {
            if waiting.leaves_at >= now {
                return Some(waiting.contact.arrived);
            }
            let waiting = *waiting;
            let _ = self.take_first(totals);
            if self.is_live {
                self.gone -= 1;
            } else {
                totals.leaves(&waiting.contact);
                observer.abandoned(&waiting.contact, waiting.leaves_at);
            }
        }
        None
    }

    /// Takes the contact at the head, which [`Line::head`] has just found to be there.
    #[inline]
    pub(super) fn take(&mut self, totals: &mut LineTotals) -> Option<Contact> {
        let contact = self.take_first(totals)?;
        totals.leaves(&contact);
        Some(contact)
    }

    /// Takes the contact at the head, which counts among those in lines until it has left for good.
    #[inline]
    fn take_first(&mut self, totals: &mut LineTotals) -> Option<Contact> {
        let waiting = self.ring.pop()?;
        totals.occupied -= u32::from(self.ring.is_empty());
        Some(waiting.contact)
    }

    /// Marks a contact of a live line whose patience ends now as gone and tells who it was; `None` if it
    /// has been answered, or has left in another way.
    pub(super) fn leave(
        &mut self,
        number: u64,
        at: SimTime,
        totals: &mut LineTotals,
    ) -> Option<Contact> {
        if self.ring.get_mut(number)?.leaves_at != at {
            return None;
        }
        Some(self.take_out(number, totals)?.contact)
    }

    /// Marks a contact of a live line as gone and tells who it was.
    pub(super) fn take_out(&mut self, number: u64, totals: &mut LineTotals) -> Option<Waiting> {
        let waiting = self.ring.get_mut(number)?;
        let taken = *waiting;
        // Before every instant at which the line can be looked at again.
        waiting.leaves_at = SimTime::START;
        self.gone += 1;
        if !taken.has_left_silently() {
            totals.leaves(&taken.contact);
        }
        Some(taken)
    }

    /// A contact of a live line leaves it no more for want of patience.
    pub(super) fn keeps_place(&mut self, number: u64) {
        if let Some(waiting) = self.ring.get_mut(number) {
            waiting.leaves_at = SimTime::NEVER;
        }
    }

    /// Whether nobody takes up room in it; whoever has left may still do so.
    pub(super) const fn is_empty(&self) -> bool {
        self.ring.is_empty()
    }

    /// The number of the first contact, or of the next to come if there is none.
    pub(super) const fn first_number(&self) -> u64 {
        self.ring.first_number()
    }

    /// The contact with a number, gone or not; `None` if it has been answered or has not come.
    pub(super) fn at(&mut self, number: u64) -> Option<Waiting> {
        self.ring.get_mut(number).map(|waiting| *waiting)
    }

    /// Marks the customer of a contact of a live line as gone; the contact stays in line.
    pub(super) fn leave_silently(&mut self, number: u64, totals: &mut LineTotals) {
        if let Some(waiting) = self.ring.get_mut(number) {
            waiting.leaves_at = LEFT_SILENTLY;
            totals.leaves(&waiting.contact);
        }
    }

    /// The contact at the head, which [`Line::head`] has just found to be there.
    pub(super) fn first(&self) -> Option<Contact> {
        self.ring.front().map(|waiting| waiting.contact)
    }

    /// Whether the customer of the contact at the head has left silently.
    pub(super) fn first_has_left_silently(&self) -> bool {
        let first = self.ring.front();
        first.is_some_and(Waiting::has_left_silently)
    }

    /// Takes the contact at the head whose customer has left silently.
    pub(super) fn take_silent(&mut self, totals: &mut LineTotals) -> Option<Contact> {
        self.take_first(totals)
    }

    /// Announces everybody who has left a line that is not live.
    pub(super) fn settle(
        &mut self,
        now: SimTime,
        totals: &mut LineTotals,
        observer: &mut impl Observer,
    ) {
        if self.is_live || self.ring.is_empty() {
            return;
        }
        self.ring.retain(|waiting| {
            let stays = waiting.leaves_at >= now;
            if !stays {
                totals.leaves(&waiting.contact);
                observer.abandoned(&waiting.contact, waiting.leaves_at);
            }
            stays
        });
        totals.occupied -= u32::from(self.ring.is_empty());
    }

    /// Whether a live line is about to take more room for contacts most of which have left.
    #[inline]
    pub(super) fn wants_compacting(&self) -> bool {
        self.ring.is_full() && 2 * self.gone > self.ring.len()
    }

    /// Gives back the room of those who have left a live line; those who stay get new numbers.
    fn compact(&mut self, totals: &mut LineTotals) {
        self.ring.retain(|waiting| !waiting.is_gone());
        self.gone = 0;
        totals.occupied -= u32::from(self.ring.is_empty());
    }

    /// Empties the line; `with` is told everybody still in it. Returns how many there were besides, whose
    /// customers had left silently.
    pub(super) fn clear<O: Observer>(
        &mut self,
        now: SimTime,
        totals: &mut LineTotals,
        observer: &mut O,
        mut with: impl FnMut(&Contact, &mut O),
    ) -> u32 {
        let mut silent = 0;
        while self.head(now, totals, observer).is_some() {
            if self.first_has_left_silently() {
                let _ = self.take_silent(totals);
                silent += 1;
            } else if let Some(contact) = self.take(totals) {
                with(&contact, observer);
            }
        }
        silent
    }
}

/// When contacts leave live lines.
#[derive(Debug, Default)]
pub(super) struct Deadlines {
    ladder: Ladder<Deadline>,
    /// How many there may be before it is looked which of them still matter.
    most: usize,
}

/// When a contact leaves, its line, and its number there; in this order of comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Deadline {
    at: SimTime,
    line: u32,
    place: u64,
}

impl Timed for Deadline {
    type Key = Self;

    #[inline]
    fn at(&self) -> SimTime {
        self.at
    }

    #[inline]
    fn key(&self) -> Self {
        *self
    }
}

impl Deadlines {
    /// The earliest departure, or [`SimTime::NEVER`].
    #[inline]
    pub(super) const fn next_instant(&self) -> SimTime {
        self.ladder.next_instant()
    }

    /// Posts a departure. `lines` tell which departures no longer matter, so that contacts answered
    /// long before their patience ends do not fill the memory.
    pub(super) fn post(&mut self, at: SimTime, line: usize, place: u64, lines: &[Line]) {
        if at >= LEFT_SILENTLY {
            return;
        }
        let line = number::id(line);
        self.ladder.push(Deadline { at, line, place });
        if self.ladder.len() > self.most {
            self.ladder.retain(|deadline| {
                deadline.place >= lines[number::index(deadline.line)].ring.first_number()
            });
            self.most = 2 * self.ladder.len() + 64;
        }
    }

    /// Compacts a live line, and posts its departures anew under the new numbers.
    #[cold]
    pub(super) fn compact(&mut self, line: usize, lines: &mut [Line], totals: &mut LineTotals) {
        let id = number::id(line);
        self.ladder.retain(|deadline| deadline.line != id);
        lines[line].compact(totals);
        let ring = &mut lines[line].ring;
        let first = ring.first_number();
        for place in first..first + ring.len() {
            if let Some(at) = ring.get_mut(place).map(|waiting| waiting.leaves_at)
                && at < LEFT_SILENTLY
            {
                let line = id;
                self.ladder.push(Deadline { at, line, place });
            }
        }
    }

    /// Takes the earliest departure: instant, line and number.
    pub(super) fn take_next(&mut self) -> Option<(SimTime, usize, u64)> {
        let Deadline { at, line, place } = self.ladder.pop()?;
        Some((at, number::index(line), place))
    }
}
