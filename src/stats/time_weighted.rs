//! Integrals over time of how many people are busy or logged in.

use super::tally::GroupCell;
use crate::sim::observer::GroupState;
use crate::units::{SimTime, Span};

/// The running integrals of a group.
///
/// ∫N dt from a base to an end is N(end) × (end − base) − Σ ΔN × (t − base) over the changes. So a
/// change costs one product, and the integral is taken when a planning interval ends. All is modulo 2^64,
/// which is exact as long as one interval's integral is below 2^64 µs: 200 million people for a day.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct GroupClock {
    busy: u64,
    logged_in: u64,
    busy_moment: u64,
    logged_in_moment: u64,
}

impl GroupClock {
    /// The people changed to `state`, so long after the base.
    #[inline]
    pub(super) fn change(&mut self, state: GroupState, after: Span) {
        let busy = u64::from(state.busy);
        let logged_in = u64::from(state.idle) + busy;
        let more = busy.wrapping_sub(self.busy);
        self.busy_moment = (self.busy_moment).wrapping_add(more.wrapping_mul(after.as_micros()));
        self.busy = busy;
        if logged_in != self.logged_in {
            let more = logged_in.wrapping_sub(self.logged_in);
            self.logged_in_moment =
                (self.logged_in_moment).wrapping_add(more.wrapping_mul(after.as_micros()));
            self.logged_in = logged_in;
        }
    }

    /// Adds the integrals since the base to `cell` and takes the end as the new base.
    pub(super) fn flush(&mut self, since_base: Span, cell: &mut GroupCell) {
        let integral = |people: u64, moment: u64| {
            u128::from((people.wrapping_mul(since_base.as_micros())).wrapping_sub(moment))
        };
        cell.busy += integral(self.busy, self.busy_moment);
        cell.logged_in += integral(self.logged_in, self.logged_in_moment);
        self.busy_moment = 0;
        self.logged_in_moment = 0;
    }
}

/// The integrals of all groups, from a common base.
#[derive(Clone, Debug)]
pub(super) struct GroupClocks {
    clocks: Vec<GroupClock>,
    base: SimTime,
}

impl GroupClocks {
    /// Nobody there; time before `counted_from` does not count.
    pub(super) fn new(groups: usize, counted_from: SimTime) -> Self {
        Self {
            clocks: vec![GroupClock::default(); groups],
            base: counted_from,
        }
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self, counted_from: SimTime) {
        self.clocks.fill(GroupClock::default());
        self.base = counted_from;
    }

    #[inline]
    pub(super) fn change(&mut self, group: usize, at: SimTime, state: GroupState) {
        self.clocks[group].change(state, at.since(self.base));
    }

    /// Adds the integrals up to an instant to the groups' cells, and goes on from there.
    pub(super) fn flush(&mut self, at: SimTime, cells: &mut [GroupCell]) {
        if at > self.base {
            let since_base = at - self.base;
            for (clock, cell) in self.clocks.iter_mut().zip(cells) {
                clock.flush(since_base, cell);
            }
            self.base = at;
        }
    }

    /// Nothing counts any more.
    pub(super) fn stop(&mut self) {
        self.base = SimTime::NEVER;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(idle: u32, busy: u32) -> GroupState {
        GroupState {
            idle,
            busy,
            leaving: 0,
        }
    }

    fn at(secs: u64) -> SimTime {
        SimTime::START + Span::from_secs(secs)
    }

    #[test]
    fn integrals_are_areas_under_steps() {
        let mut clocks = GroupClocks::new(1, at(10));
        clocks.change(0, at(0), state(2, 0));
        clocks.change(0, at(5), state(0, 2));
        let mut cells = [GroupCell::default()];
        clocks.change(0, at(20), state(1, 1));
        clocks.change(0, at(30), state(0, 1));
        clocks.flush(at(40), &mut cells);
        // 2 busy from 10 to 20, then 1 for 20 s; 2 there for 20 s, then 1 for 10 s.
        assert_eq!(cells[0].busy, 40_000_000);
        assert_eq!(cells[0].logged_in, 50_000_000);
        clocks.flush(at(45), &mut cells);
        assert_eq!(cells[0].busy, 45_000_000);
        clocks.stop();
        clocks.change(0, at(50), state(0, 9));
        clocks.flush(at(60), &mut cells);
        assert_eq!(cells[0].busy, 45_000_000);
    }
}
