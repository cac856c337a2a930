//! A discrete-event core with no contact-centre word in it.
//!
//! **Order of equal instants.** Events of an [`Agenda`] happen in order of instant, then of rank (lower
//! first), then in the order posted. Alarms of a [`Clocks`] happen in order of instant, then of number.
//! Who runs several of them side by side says which goes first at an equal instant, so that the order
//! of all events is fixed.
//!
//! **What may be posted.** Any instant; one at or after the latest that a run can reach simply never
//! happens. Nothing is checked against the clock here: the clock belongs to who advances it.
//!
//! **When a run ends.** The core never ends a run; its owner stops asking for the next event.

pub mod agenda;
pub mod clocks;
pub mod ladder;
pub mod lists;
pub mod ring;
pub mod slab;

pub use agenda::Agenda;
pub use clocks::Clocks;
pub use ladder::{Ladder, Timed};
pub use lists::Lists;
pub use ring::Ring;
pub use slab::Slab;
