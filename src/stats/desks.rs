//! What is counted only where agents have desks: contacts in hand, tickets, customers who left silently.

use super::Layout;
use crate::units::{SimTime, Span, number};

/// What is counted of contacts answered at desks, and of tickets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskTally {
    /// By cell of arrival × contact type.
    pub(super) types: Vec<DeskCell>,
    /// By cell × contact type.
    pub(super) backlog: Vec<BacklogCell>,
    /// By cell × number in hand of each group (see [`Layout::hands_of_group`]): the time of agents with
    /// just so many contacts in hand \[µs\].
    pub(super) hands: Vec<u128>,
}

/// What became of the contacts of a type that arrived in a cell and were answered at a desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeskCell {
    /// Agents' time that they took: the time with j contacts in hand ÷ j \[µs\].
    pub time: u128,
    /// Time from the first answer to the end of wrap-up \[µs\].
    pub duration: u128,
    /// Tickets finished.
    pub finished: u64,
    /// Time from coming in to the end of the work, of tickets finished \[µs\].
    pub to_finish: u128,
    /// Its squares \[µs²\].
    pub square_to_finish: u128,
    /// Tickets that were due within the horizon, abandoned ones left out.
    pub due: u64,
    /// Those of them that were finished by then.
    pub in_due_time: u64,
    /// Customers who left silently.
    pub silent: u64,
    /// Agents' time that finding out about them took \[µs\].
    pub lost: u128,
}

/// Tickets that nobody worked on in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BacklogCell {
    /// Time that they spent so, all together \[µs\].
    pub time: u128,
    /// Their ages, all together, over that time \[µs·s\].
    pub ages: u128,
}

impl DeskTally {
    /// A tally of nothing; takes no room where nobody has a desk.
    pub(super) fn new(layout: &Layout) -> Self {
        let cells = layout.cells().len();
        if !layout.has_desks() {
            return Self::default();
        }
        Self {
            types: vec![DeskCell::default(); cells * layout.types()],
            backlog: vec![BacklogCell::default(); cells * layout.types()],
            hands: vec![0; cells * layout.hands()],
        }
    }

    /// Forgets everything and keeps the room.
    pub(super) fn clear(&mut self) {
        self.types.fill(DeskCell::default());
        self.backlog.fill(BacklogCell::default());
        self.hands.fill(0);
    }

    /// What became of contacts, by cell of arrival × contact type; empty where nobody has a desk.
    pub fn types(&self) -> &[DeskCell] {
        &self.types
    }

    /// Tickets that nobody worked on, by cell × contact type; empty where nobody has a desk.
    pub fn backlog(&self) -> &[BacklogCell] {
        &self.backlog
    }

    /// The time of agents by number in hand, by cell × [place](Layout::hands_of_group).
    pub fn hands(&self) -> &[u128] {
        &self.hands
    }

    /// The memory of a cell \[bytes\].
    pub(super) fn bytes_per_cell(layout: &Layout) -> usize {
        if !layout.has_desks() {
            return 0;
        }
        let per_type = size_of::<DeskCell>() + size_of::<BacklogCell>();
        layout.types() * per_type + layout.hands() * size_of::<u128>()
    }
}

/// The running integrals of desks, up to an instant.
#[derive(Clone, Debug, Default)]
pub(super) struct DeskClocks {
    /// By contact type.
    backlogs: Vec<Backlog>,
    /// How many agents have so many contacts in hand, since when, and the time before that, by place.
    hands: Vec<Hands>,
    /// What happens before does not count.
    counted_from: SimTime,
    has_stopped: bool,
}

/// Agents with one number of contacts in hand.
#[derive(Clone, Copy, Debug, Default)]
struct Hands {
    agents: u64,
    since: SimTime,
    time: u128,
}

/// The tickets of a type that nobody works on.
#[derive(Clone, Copy, Debug, Default)]
struct Backlog {
    tickets: u64,
    /// The sum of the instants at which they came in \[µs\].
    came_in: u128,
    since: SimTime,
    time: u128,
    /// Twice the integral of their ages \[µs²\].
    ages: u128,
}

impl Backlog {
    /// Accounts for the time up to now: of n tickets that came in at A₁ … Aₙ the ages add up over time to
    /// ∫ Σ (t − Aᵢ) dt = n (b² − a²) ÷ 2 − Σ Aᵢ (b − a).
    fn advance(&mut self, counted_from: SimTime, now: SimTime) {
        let micros = |instant: SimTime| u128::from(instant.as_micros());
        let (from, to) = (micros(self.since.max(counted_from)), micros(now));
        if to > from {
            let tickets = u128::from(self.tickets);
            self.time += tickets * (to - from);
            self.ages += tickets * (to * to - from * from) - 2 * self.came_in * (to - from);
        }
        self.since = now;
    }
}

impl DeskClocks {
    pub(super) fn new(layout: &Layout) -> Self {
        if !layout.has_desks() {
            return Self::default();
        }
        Self {
            backlogs: vec![Backlog::default(); layout.types()],
            hands: vec![Hands::default(); layout.hands()],
            counted_from: layout.counted_from,
            has_stopped: false,
        }
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.backlogs.fill(Backlog::default());
        self.hands.fill(Hands::default());
        self.has_stopped = false;
    }

    /// A ticket that came in at an instant joins those that nobody works on, or leaves them.
    pub(super) fn backlog_changed(
        &mut self,
        contact_type: usize,
        came_in: SimTime,
        at: SimTime,
        joins: bool,
    ) {
        let backlog = &mut self.backlogs[contact_type];
        backlog.advance(self.counted_from, at);
        let came_in = u128::from(came_in.as_micros());
        if joins {
            backlog.tickets += 1;
            backlog.came_in += came_in;
        } else {
            backlog.tickets -= 1;
            backlog.came_in -= came_in;
        }
    }

    /// One more agent, or one fewer, has so many contacts in hand.
    pub(super) fn hands_changed(&mut self, place: usize, at: SimTime, joins: bool) {
        let counted_from = self.counted_from;
        let hands = &mut self.hands[place];
        hands.advance(counted_from, at);
        if joins {
            hands.agents += 1;
        } else {
            hands.agents -= 1;
        }
    }

    /// Adds the integrals up to an instant to a cell, and goes on from there.
    pub(super) fn flush(&mut self, at: SimTime, tally: &mut DeskTally, cell: usize) {
        if self.has_stopped {
            return;
        }
        let types = self.backlogs.len();
        for (place, backlog) in self.backlogs.iter_mut().enumerate() {
            backlog.advance(self.counted_from, at);
            let into = &mut tally.backlog[cell * types + place];
            into.time += std::mem::take(&mut backlog.time);
            into.ages += std::mem::take(&mut backlog.ages) / 2_000_000;
        }
        let places = self.hands.len();
        for (place, hands) in self.hands.iter_mut().enumerate() {
            hands.advance(self.counted_from, at);
            tally.hands[cell * places + place] += std::mem::take(&mut hands.time);
        }
    }

    /// Nothing counts any more.
    pub(super) fn stop(&mut self) {
        self.has_stopped = true;
    }
}

impl Hands {
    fn advance(&mut self, counted_from: SimTime, now: SimTime) {
        let time = now.since(self.since.max(counted_from));
        self.time += u128::from(self.agents) * micros(time);
        self.since = now;
    }
}

/// A length of time as a whole number.
pub(super) fn micros(span: Span) -> u128 {
    u128::from(span.as_micros())
}

/// The places of the numbers in hand of groups: of a group that may have k in hand, k places.
pub(super) fn places(most: impl Iterator<Item = u32>) -> Vec<std::ops::Range<usize>> {
    let mut next = 0;
    let ranges = most.map(|most| {
        let from = next;
        next += number::index(most);
        from..next
    });
    ranges.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secs: u64) -> SimTime {
        SimTime::START + Span::from_secs(secs)
    }

    #[test]
    fn ages_add_up_over_time() {
        let mut clocks = DeskClocks {
            backlogs: vec![Backlog::default()],
            hands: vec![Hands::default()],
            counted_from: at(10),
            has_stopped: false,
        };
        let mut tally = DeskTally {
            types: Vec::new(),
            backlog: vec![BacklogCell::default(); 2],
            hands: vec![0; 2],
        };
        clocks.backlog_changed(0, at(0), at(0), true);
        clocks.backlog_changed(0, at(20), at(20), true);
        clocks.hands_changed(0, at(5), true);
        clocks.flush(at(30), &mut tally, 0);
        // One ticket aged 10 to 30 s, another 0 to 10 s.
        let cell = tally.backlog[0];
        assert_eq!(cell.time, 30_000_000);
        assert_eq!(cell.ages, (400 + 50) * 1_000_000);
        assert_eq!(tally.hands[0], 20_000_000);
        clocks.backlog_changed(0, at(0), at(40), false);
        clocks.hands_changed(0, at(40), false);
        clocks.flush(at(50), &mut tally, 1);
        // The first from 30 to 40 s, the other from 10 to 30 s.
        assert_eq!(tally.backlog[1].time, 30_000_000);
        assert_eq!(tally.backlog[1].ages, (350 + 400) * 1_000_000);
        assert_eq!(tally.hands[1], 10_000_000);
        clocks.stop();
        clocks.flush(at(60), &mut tally, 1);
        assert_eq!(tally.backlog[1].time, 30_000_000);
    }
}
