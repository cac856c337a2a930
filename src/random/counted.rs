//! Arrivals counted by hour over many days, beside how many there should be.

use super::arrival_process::Piece;
use super::{Purpose, Stream};
use crate::units::{SimTime, number};

/// Microseconds.
pub(super) const HOUR: f64 = 3_600e6;

/// A piece of a rate between two instants \[µs\], with the rates an hour at both.
pub(super) fn piece(from: f64, until: f64, per_hour: f64, at_end: f64) -> Piece {
    let rate = per_hour / HOUR;
    let slope = if until.is_finite() {
        (at_end - per_hour) / HOUR / (until - from)
    } else {
        0.0
    };
    Piece {
        until,
        rate,
        gap: 1.0 / rate,
        slope,
        from,
    }
}

/// Counts by hour over days: of each day a process is made from its streams of gaps and of thinning, and
/// asked for its next arrival, at most until an instant.
pub(super) fn by_hour<P>(
    hours: usize,
    days: u32,
    (seed, whose): (u64, u64),
    begin: impl Fn(Stream, Stream) -> P,
    next: impl Fn(&mut P, SimTime) -> SimTime,
) -> Vec<f64> {
    let latest = SimTime::from_micros(number::floor(HOUR * number::float_len(hours)));
    let mut counts = vec![0.0; hours];
    for day in 0..u64::from(days) {
        let stream = |purpose| Stream::new(seed, day, whose, purpose);
        let mut process = begin(
            stream(Purpose::ArrivalGap),
            stream(Purpose::ArrivalThinning),
        );
        let mut last = SimTime::START;
        loop {
            let at = next(&mut process, latest);
            if at >= latest {
                break;
            }
            assert!(at >= last, "time runs backwards");
            last = at;
            counts[number::index_wide(at.as_micros() / 3_600_000_000)] += 1.0;
        }
    }
    counts
}

/// Checks counts against the mean of each hour, within 4.5 standard errors.
pub(super) fn check(counts: &[f64], means: &[f64], days: u32) {
    assert_eq!(counts.len(), means.len());
    for (hour, (found, mean)) in counts.iter().zip(means).enumerate() {
        let expected = mean * f64::from(days);
        assert!(
            (found - expected).abs() <= 4.5 * expected.sqrt(),
            "hour {hour}: {found} for {expected}"
        );
    }
}
