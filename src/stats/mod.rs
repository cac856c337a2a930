//! What one replication leaves behind: whole numbers, no percentages.
//!
//! [`Recorder`] listens to the simulation and fills a [`Tally`]; [`Layout`] says which number goes
//! where. Contacts are counted in the period of their arrival; lengths of time (of the line, of busy
//! agents) in the periods they span. Sums are integers, so that adding tallies up is exact in any
//! order.

pub mod desks;
pub mod journeys;
mod layout;
pub mod line_length;
pub mod recorder;
pub mod relief;
#[cfg(test)]
pub(crate) mod sample;
pub mod tally;
pub mod time_weighted;
pub mod trace;
pub mod waits;

pub use desks::{BacklogCell, DeskCell, DeskTally};
pub use journeys::{JourneyCell, Journeys};
pub use layout::{Layout, Stretch, WaitPeriods};
pub use recorder::Recorder;
pub use relief::{ReliefCell, Reliefs};
pub use tally::{GroupCell, Handled, Tally, ThenCell, TypeCell, WaitSet};
pub use trace::Trace;
pub use waits::Waits;
