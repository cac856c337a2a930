//! Every rare thing that can happen.
//!
//! The two common things, an arrival and the end of a handling, are no events of the agenda: they are
//! alarms of clocks (see [`World`](super::world)). At one instant the order is: edges of intervals, ends of
//! handling, the other events here by rank, arrivals, departures from a line.

/// Something rare that happens at an instant.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    /// A leaver, by number, ends a talk, a wrap-up or both.
    LeaverEnds(u32),
    /// A leaver with a desk, by number, ends something in hand.
    DeskLeaverEnds(u32),
    /// A planning interval begins.
    IntervalStarts(u32),
    /// The warm-up is over.
    CountingStarts,
    /// The horizon is over; those counted who still wait are waited for.
    HorizonEnds,
    /// After the horizon: finds out who has left the lines.
    RunOffCheck,
    /// After the horizon: nobody is waited for any longer.
    RunOffEnds,
    /// The next step of a group's roster.
    RosterStep(u32),
    /// A queue opens; the number is the place among its opening hours.
    Opens {
        /// The queue.
        queue: u32,
        /// The place.
        hours: u32,
    },
    /// A queue closes.
    Closes {
        /// The queue.
        queue: u32,
        /// The place among its opening hours.
        hours: u32,
    },
    /// What was there before the horizon comes in.
    BacklogArrives,
    /// A dialogue of self-service about a matter ends.
    DialogueEnds(u32),
    /// The customer of a matter is back.
    CustomerReturns(u32),
    /// Contacts of a line have reached the wait of an overflow, by the timer's number.
    OverflowDue(u32),
    /// It is time to call the customer of a matter.
    CallbackDue(u32),
}

/// Ranks of events at one instant.
pub(super) mod rank {
    /// Edges of intervals and of the horizon: what happens at an edge belongs to what begins there.
    pub(in crate::sim) const EDGE: u8 = 0;
    /// Ends of handling.
    pub(in crate::sim) const END: u8 = 1;
    /// Log-outs.
    pub(in crate::sim) const LOG_OUT: u8 = 2;
    /// Log-ins.
    pub(in crate::sim) const LOG_IN: u8 = 3;
    /// Opening and closing.
    pub(in crate::sim) const OPENING: u8 = 4;
    /// What was there before the horizon.
    pub(in crate::sim) const BACKLOG: u8 = 5;
    /// Ends of dialogues with self-service.
    pub(in crate::sim) const DIALOGUE: u8 = 6;
    /// Customers who are back.
    pub(in crate::sim) const RETURN: u8 = 7;
    /// Overflows after some wait, and callbacks.
    pub(in crate::sim) const OVERFLOW: u8 = 8;
}
