//! Every default value, once, with the reason for it.
//!
//! The same values stand in the catalogue of keys, for people; a test holds the two together.

use crate::units::{Share, Span};

/// Fifteen minutes: the interval of most forecasts and staffing plans.
pub(crate) const INTERVAL: Span = Span::from_secs(15 * 60);

/// Nothing: the question is mostly about days that begin as stated, not about a steady state.
pub(crate) const WARM_UP: Span = Span::ZERO;

/// A hundred days narrow the service level of a usual centre to about one percent point, and take
/// about a second.
pub(crate) const REPLICATIONS: u64 = 100;

/// A hundred times the first look narrow an interval to a tenth; who wants more says so.
pub(crate) const MOST_REPLICATIONS: u64 = 10_000;

/// Any number would do; one that is always the same gives the same answer twice.
pub(crate) const SEED: u64 = 1;

/// The confidence that most readers of an interval expect.
pub(crate) const CONFIDENCE_PERCENT: u32 = 95;

/// Days are what reports are about, and cost little.
pub(crate) const DAYS: bool = true;

/// The peak is found by looking at intervals.
pub(crate) const INTERVALS: bool = true;

/// Percentiles of each interval take a histogram each.
pub(crate) const INTERVAL_PERCENTILES: bool = false;

/// To know the line's length at every instant costs time in each replication.
pub(crate) const LINE_LENGTH: bool = false;

/// The usual rows of a report on waits: the median, two that promises are made of, two for the worst.
pub(crate) const PERCENTILES: [u32; 5] = [50, 80, 90, 95, 99];

/// Half an hour: waits that make the news.
pub(crate) const WAITING_OVER: Span = Span::from_secs(30 * 60);

/// A week is what most centres look back over.
pub(crate) const FCR_WINDOW: Span = Span::from_secs(7 * 24 * 3_600);

/// More rows than that no spreadsheet opens comfortably.
pub(crate) const MOST_INTERVAL_ROWS: u64 = 100_000;

/// Charts are what managers look at, and take a fraction of a second.
pub(crate) const CHARTS: bool = true;

/// Planners go on in a spreadsheet; writing one takes a fraction of a second.
pub(crate) const WORKBOOK: bool = true;

/// 80 % within 20 s is the promise that most centres start from; the share is never assumed.
pub(crate) const TARGET_WAIT: Span = Span::from_secs(20);

/// A fifth of the customers: nobody plans to lose so many, so it is said before the run.
pub(crate) const MUST_LEAVE_PERCENT: u32 = 20;

/// An hour: customers who are lost in a shorter peak are what the simulation is there to count.
pub(crate) const LONG_SHORTFALL: Span = Span::HOUR;

/// Everybody is equal until the scenario says otherwise.
pub(crate) const PRIORITY: u32 = 1;

/// Nobody is told seconds of a wait that is only estimated.
pub(crate) const ANNOUNCEMENT_ROUNDS_TO: Span = Span::MINUTE;

/// Half a minute: some six rings, after which agents give up.
pub(crate) const CALLBACK_RINGING: Span = Span::from_secs(30);

/// Who is not there is not called again unless the scenario says so.
pub(crate) const CALLBACK_TRIES: u32 = 1;

/// Half an hour: long enough for somebody who was out to be back.
pub(crate) const CALLBACK_AGAIN_AFTER: Span = Span::from_secs(30 * 60);

/// A whole number of percent as a share; more than 100 gives all.
pub(crate) fn percent(percent: u32) -> Share {
    Share::new(f64::from(percent) / 100.0).unwrap_or(Share::ONE)
}
