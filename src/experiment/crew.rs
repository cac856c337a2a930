//! Threads that share out replications.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::ThreadPool;

use super::TooMuch;
use crate::units::number;

/// How often `progress` is called at most.
const REPORTS: u64 = 2_000;

/// Threads that share out replications.
pub(super) struct Crew<'a> {
    /// `None`: this thread does it all.
    pool: Option<ThreadPool>,
    progress: &'a (dyn Fn(u64) + Sync),
}

/// What is left to do.
pub(super) struct Replications<'a> {
    range: Range<u64>,
    next: AtomicU64,
    done: AtomicU64,
    stride: u64,
    progress: &'a (dyn Fn(u64) + Sync),
}

impl<'a> Crew<'a> {
    /// So many threads, `None`: as many as the machine has, but no more than there is work and memory
    /// for. Each needs so many bytes, and so many tables of that size are kept beside theirs.
    pub(super) fn new(
        threads: Option<usize>,
        replications: u64,
        (bytes, kept): (u64, u64),
        progress: &'a (dyn Fn(u64) + Sync),
    ) -> Self {
        let wanted =
            threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
        let affordable = TooMuch::MOST_BYTES / bytes.max(1);
        let workers = wanted
            .min(number::index_wide(affordable.saturating_sub(kept)))
            .min(number::index_wide(replications))
            .max(1);
        // If the system grants no further threads, this one does it all.
        let pool = (workers > 1)
            .then(|| rayon::ThreadPoolBuilder::new().num_threads(workers).build())
            .and_then(Result::ok);
        Self { pool, progress }
    }

    /// Says how many replications are done, where threads do not share them one by one.
    pub(super) fn tell(&self, done: u64) {
        (self.progress)(done);
    }

    /// What each thread makes of its share of the replications.
    ///
    /// Taking one replication at a time costs nothing beside even a tiny one, and long ones leave no
    /// thread idle but for the last.
    pub(super) fn share<T: Send>(
        &self,
        range: Range<u64>,
        of_thread: impl Fn(&Replications<'_>) -> T + Sync,
    ) -> Vec<T> {
        let replications = Replications {
            next: AtomicU64::new(range.start),
            done: AtomicU64::new(range.start),
            stride: (range.end - range.start).div_ceil(REPORTS).max(1),
            range,
            progress: self.progress,
        };
        match &self.pool {
            Some(pool) => pool.broadcast(|_| of_thread(&replications)),
            None => vec![of_thread(&replications)],
        }
    }
}

impl Replications<'_> {
    /// The next replication, if one is left.
    pub(super) fn next(&self) -> Option<u64> {
        self.next_of(1).map(|one| one.start)
    }

    /// The next so many replications, or what is left of them.
    pub(super) fn next_of(&self, several: u64) -> Option<Range<u64>> {
        let start = self.next.fetch_add(several, Ordering::Relaxed);
        (start < self.range.end).then(|| start..(start + several).min(self.range.end))
    }

    /// Notes that one is done.
    pub(super) fn is_done(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(self.stride) || done == self.range.end {
            (self.progress)(done);
        }
    }
}
