//! Quantities as types; this module depends on nothing of ours.
//!
//! A number that means something has a type: an instant is a [`SimTime`], a length of time a
//! [`Span`], a probability a [`Share`]. Minutes and percents exist only where text is read
//! ([`quantity_text`]) or printed. Conversions between number types live in [`number`] and nowhere
//! else, so that every cast is in one place to be looked at.

pub mod clock_time;
pub mod factor;
pub mod money;
pub mod number;
pub mod people;
pub mod quantity_text;
pub mod rate;
pub mod share;
pub mod time;

pub use clock_time::ClockTime;
pub use factor::Factor;
pub use money::{Cost, CostPerHour, Currency, UnitCost};
pub use people::{Agents, Fte};
pub use rate::{Erlangs, PerHour};
pub use share::Share;
pub use time::{SimTime, Span};
