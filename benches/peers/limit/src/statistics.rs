//! All that a planner would ask for: totals, a histogram of waits, a table of intervals.

use common::{Counters, IN_TIME};
use std::fmt;

/// Significant bits that tell the waits in one octave apart: 64 steps, 1.6 % each.
const STEP_BITS: u32 = 6;
const BUCKETS: usize = 2048;
/// The bucket of 2⁻²⁰ minutes, which also takes all shorter waits.
const FIRST: u64 = (1023 - 20) << STEP_BITS;

/// Intervals of 15 minutes; the table starts again after 32 hours.
const INTERVALS: usize = 128;
const INTERVAL: f64 = 15.0;

/// What is kept of the contacts that arrived in an interval.
#[derive(Clone, Copy, Default)]
struct Interval {
    offered: u64,
    answered: u64,
    in_time: u64,
    abandoned: u64,
    wait: f64,
    handling: f64,
}

pub struct Statistics {
    counters: Counters,
    squares: f64,
    waits: Box<[u32; BUCKETS]>,
    intervals: Box<[Interval; INTERVALS]>,
}

impl Statistics {
    pub fn new() -> Self {
        Self {
            counters: Counters::default(),
            squares: 0.0,
            waits: Box::new([0; BUCKETS]),
            intervals: Box::new([Interval::default(); INTERVALS]),
        }
    }

    #[inline]
    pub fn answered_at_once(&mut self, arrival: f64, service: f64) {
        self.counters.answered_at_once();
        let interval = self.interval(arrival);
        interval.offered += 1;
        interval.answered += 1;
        interval.in_time += 1;
        interval.handling += service;
    }

    #[inline]
    pub fn answered_after(&mut self, wait: f64, arrival: f64, service: f64) {
        self.counters.answered_after(wait);
        self.waited(wait);
        let interval = self.interval(arrival);
        interval.offered += 1;
        interval.answered += 1;
        interval.in_time += u64::from(wait <= IN_TIME);
        interval.wait += wait;
        interval.handling += service;
    }

    #[inline]
    pub fn abandoned_after(&mut self, wait: f64, arrival: f64) {
        self.counters.abandoned_after(wait);
        self.waited(wait);
        let interval = self.interval(arrival);
        interval.offered += 1;
        interval.abandoned += 1;
        interval.wait += wait;
    }

    #[inline]
    fn interval(&mut self, minute: f64) -> &mut Interval {
        let number = (minute * (1.0 / INTERVAL)) as usize;
        &mut self.intervals[number % INTERVALS]
    }

    /// Puts the wait into the bucket of its exponent and first bits.
    #[inline]
    fn waited(&mut self, wait: f64) {
        self.squares += wait * wait;
        let bucket = (wait.to_bits() >> (52 - STEP_BITS)).saturating_sub(FIRST) as usize;
        self.waits[bucket.min(BUCKETS - 1)] += 1;
    }

    pub fn counters(&self) -> Counters {
        self.counters
    }

    /// The wait, in minutes, that no more than this share of all contacts exceed.
    fn percentile(&self, share: f64) -> f64 {
        let rank = (share * self.counters.contacts as f64) as u64;
        let mut below = self.counters.contacts - self.counters.waited;
        if rank < below {
            return 0.0;
        }
        for (bucket, &contacts) in (FIRST..).zip(&*self.waits) {
            below += u64::from(contacts);
            if rank < below {
                let middle = (2 * bucket + 1) << (51 - STEP_BITS);
                return f64::from_bits(middle);
            }
        }
        f64::INFINITY
    }
}

impl fmt::Display for Statistics {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counters { contacts, wait, .. } = self.counters;
        let mean = wait / contacts as f64;
        let deviation = (self.squares / contacts as f64 - mean * mean).sqrt();
        let busiest = self.intervals.iter().map(|of| of.offered).max();
        write!(
            out,
            " wait_sd_min={deviation:.4} p50_s={:.2} p95_s={:.2} p99_s={:.2} busiest_interval={}",
            60.0 * self.percentile(0.50),
            60.0 * self.percentile(0.95),
            60.0 * self.percentile(0.99),
            busiest.unwrap_or(0)
        )?;
        let [offered, answered, in_time, abandoned] =
            self.intervals
                .iter()
                .fold([0; 4], |[offered, answered, in_time, abandoned], of| {
                    [
                        offered + of.offered,
                        answered + of.answered,
                        in_time + of.in_time,
                        abandoned + of.abandoned,
                    ]
                });
        assert_eq!(
            (offered, answered + abandoned, in_time, abandoned),
            (
                contacts,
                contacts,
                self.counters.in_time,
                self.counters.abandoned
            ),
            "the table of intervals adds up to the totals"
        );
        let handling: f64 = self.intervals.iter().map(|of| of.handling).sum();
        write!(out, " handling_min={:.4}", handling / answered as f64)
    }
}
