//! A histogram of waits that adds up exactly and whose quantiles are within 0.4 %.
//!
//! Waits are cut into units of 1,024 µs. Below 512 units a bin is one unit wide; above, each octave has
//! 256 bins of equal width, so that a bin is at most 1/256 of its wait wide. The idea is that of
//! `HdrHistogram` (Tene 2012).

use crate::units::number;
use crate::units::{SimTime, Span};

const UNIT_BITS: u32 = 10;
const OCTAVE_BITS: u32 = 8;
/// Bins of the fine histogram in one coarse bin; there are 16 coarse bins an octave.
const COARSE_BITS: u32 = 4;

/// How many waits there were in each bin; waits of zero are counted elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Waits {
    bins: Vec<u64>,
}

/// The bin of a wait.
#[inline]
fn bin_of(wait: Span) -> usize {
    let units = wait.as_micros() >> UNIT_BITS;
    let octave = 63 - OCTAVE_BITS - (units | 1 << OCTAVE_BITS).leading_zeros();
    number::index(octave << OCTAVE_BITS) + number::index_wide(units >> octave)
}

/// The shortest wait of a bin.
fn start_of(bin: usize) -> Span {
    let octave = (bin >> OCTAVE_BITS).saturating_sub(1);
    let units = number::count(bin - (octave << OCTAVE_BITS)) << octave;
    Span::from_micros(units << UNIT_BITS)
}

/// The coarse bin that holds a wait.
pub fn coarse_of(wait: Span) -> usize {
    bin_of(wait) >> COARSE_BITS
}

/// The shortest wait that is longer than all waits of a coarse bin.
pub fn coarse_end(coarse: usize) -> Span {
    start_of((coarse + 1) << COARSE_BITS)
}

/// The most memory that a histogram may take if nobody waits beyond an instant \[bytes\].
pub fn most_bytes(latest: SimTime) -> u64 {
    number::count(room_for(bin_of(latest.since_start())) * size_of::<u64>())
}

/// How many bins there is room for where one bin is needed: whole octaves.
fn room_for(bin: usize) -> usize {
    ((bin >> OCTAVE_BITS) + 1) << OCTAVE_BITS
}

impl PartialEq for Waits {
    /// Whether the same was counted; room for longer waits makes no difference.
    fn eq(&self, other: &Self) -> bool {
        self.used() == other.used()
    }
}

impl Eq for Waits {}

fn add_up(sums: &mut [u64], counts: &[u64]) {
    for (sum, count) in sums.iter_mut().zip(counts) {
        *sum += count;
    }
}

impl Waits {
    /// Counts one wait.
    #[inline]
    pub fn add(&mut self, wait: Span) {
        let bin = bin_of(wait);
        if bin >= self.bins.len() {
            self.make_room(bin);
        }
        self.bins[bin] += 1;
    }

    /// Makes room for a bin; no more than is needed, because there may be very many histograms.
    #[cold]
    fn make_room(&mut self, bin: usize) {
        let more = room_for(bin).saturating_sub(self.bins.len());
        self.bins.reserve_exact(more);
        self.bins.resize(self.bins.len() + more, 0);
    }

    /// The bins up to the last that holds a wait.
    fn used(&self) -> &[u64] {
        let used = self.bins.iter().rposition(|&n| n > 0);
        &self.bins[..used.map_or(0, |last| last + 1)]
    }

    /// Adds what another histogram counted.
    pub fn merge(&mut self, other: &Self) {
        let theirs = other.used();
        if theirs.len() > self.bins.len() {
            self.make_room(theirs.len() - 1);
        }
        add_up(&mut self.bins, theirs);
    }

    /// Forgets every wait and keeps the room.
    pub fn clear(&mut self) {
        self.bins.fill(0);
    }

    /// How many waits were counted.
    pub fn count(&self) -> u64 {
        self.bins.iter().sum()
    }

    /// Adds what another histogram counted, and to `sums`, which grows as needed, the same by coarse
    /// bin.
    pub fn merge_noting(&mut self, other: &Self, sums: &mut Vec<u64>) {
        for (coarse, theirs) in other.bins.chunks(1 << COARSE_BITS).enumerate() {
            let sum: u64 = theirs.iter().sum();
            if sum > 0 {
                let first = coarse << COARSE_BITS;
                if self.bins.len() <= first {
                    self.make_room(first);
                }
                add_up(&mut self.bins[first..], theirs);
                if sums.len() <= coarse {
                    sums.resize(coarse + 1, 0);
                }
                sums[coarse] += sum;
            }
        }
    }

    /// The wait \[s\] that a number of waits, `rank`, do not exceed; `zeros` waits of zero come before
    /// all others. Waits are taken as evenly spread inside a bin. `None` if there is no such wait.
    pub fn quantile(&self, zeros: u64, rank: f64) -> Option<f64> {
        if rank <= number::float(zeros) {
            return (zeros > 0 || rank < 0.0).then_some(0.0);
        }
        let mut below = zeros;
        for (bin, &n) in self.bins.iter().enumerate().filter(|(_, n)| **n > 0) {
            if number::float(below + n) >= rank {
                let (from, to) = (start_of(bin).as_secs_f64(), start_of(bin + 1).as_secs_f64());
                let part = (rank - number::float(below)) / number::float(n);
                return Some(from + part * (to - from));
            }
            below += n;
        }
        // Rounding may put the rank a little beyond the last.
        let last = self.bins.iter().rposition(|&n| n > 0)?;
        Some(start_of(last + 1).as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bins_follow_one_another() {
        let mut end = Span::ZERO;
        for bin in 0..9_000 {
            assert_eq!(start_of(bin), end, "bin {bin}");
            end = start_of(bin + 1);
            assert_eq!(bin_of(start_of(bin)), bin);
            assert_eq!(bin_of(Span::from_micros(end.as_micros() - 1)), bin);
            let width = (end.as_micros() - start_of(bin).as_micros()) * 256;
            assert!(width <= start_of(bin).as_micros().max(256 * 1_024), "{bin}");
        }
    }

    #[test]
    fn waits_of_zero_come_first() {
        let mut waits = Waits::default();
        assert_eq!(waits.quantile(0, 0.0), None);
        assert_eq!(waits.quantile(3, 2.0), Some(0.0));
        waits.add(Span::from_secs(10));
        assert_eq!(waits.quantile(3, 3.0), Some(0.0));
        assert!((waits.quantile(3, 4.0).unwrap() - 10.0).abs() < 0.04);
        // One more than there are.
        assert!((waits.quantile(3, 4.5).unwrap() - 10.0).abs() < 0.04);
    }

    proptest! {
        /// Quantiles are within 0.4 % of the exact one, or 1.1 ms where that is more.
        #[test]
        fn quantiles_are_near(
            waits in prop::collection::vec((0..45_u32, 0.0..1.0), 1..200),
            share in 0.001..1.0_f64,
        ) {
            let mut exact: Vec<u64> = (waits.iter())
                .map(|(octave, part)| (1 << octave) + number::floor(part * number::float(1 << octave)))
                .collect();
            exact.sort_unstable();
            let mut histogram = Waits::default();
            for wait in &exact {
                histogram.add(Span::from_micros(*wait));
            }
            let rank: f64 = share * number::float_len(exact.len());
            let truth = exact[number::index_wide(number::floor(rank.ceil())) - 1];
            let truth = Span::from_micros(truth).as_secs_f64();
            let found = histogram.quantile(0, rank).unwrap();
            prop_assert!((found - truth).abs() <= (0.004 * truth).max(0.0011), "{} {}", found, truth);
        }

        /// Adding up parts is adding up the whole, also in coarse bins.
        #[test]
        fn parts_add_up(waits in prop::collection::vec((0..1_u64 << 40, any::<bool>()), 0..100)) {
            let (mut first, mut second, mut whole) =
                (Waits::default(), Waits::default(), Waits::default());
            for (wait, is_first) in &waits {
                let wait = Span::from_micros(*wait);
                if *is_first { first.add(wait) } else { second.add(wait) }
                whole.add(wait);
            }
            let (mut sums, mut expected) = (Vec::new(), Vec::new());
            let mut noted = Waits::default();
            noted.merge_noting(&first, &mut sums);
            noted.merge_noting(&second, &mut sums);
            Waits::default().merge_noting(&whole, &mut expected);
            prop_assert_eq!(sums, expected);
            prop_assert_eq!(noted.count(), whole.count());
            first.merge(&second);
            prop_assert_eq!(first.count(), whole.count());
            for rank in [0.5, 3.0, 17.2] {
                prop_assert_eq!(first.quantile(2, rank), whole.quantile(2, rank));
                prop_assert_eq!(noted.quantile(2, rank), whole.quantile(2, rank));
            }
        }
    }
}
