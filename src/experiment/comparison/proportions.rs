//! How sure the difference of two chances is, if the same replications decide both.

use crate::experiment::chances::wilson;
use crate::units::number;

/// How many replications met something under the base, under another plan, and under both; of those in
/// which both had something to judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PairedCounts {
    pub(super) judged: u64,
    pub(super) base: u64,
    pub(super) other: u64,
    pub(super) both: u64,
}

impl PairedCounts {
    /// The interval of the other plan's chance minus the base's, `z` being the quantile of the normal
    /// law; `None` with fewer than two replications.
    ///
    /// Newcombe, Statistics in Medicine 17 (1998) 2635, method 10: the intervals of Wilson of both
    /// chances, squared and added, with the correlation of the pairs. Like Wilson's it does not shrink to
    /// a point where all replications agree.
    pub(super) fn interval(&self, z: f64) -> Option<(f64, f64)> {
        if self.judged < 2 {
            return None;
        }
        let of = number::float;
        let share = |met: u64| of(met) / of(self.judged);
        let (p, q) = (share(self.other), share(self.base));
        let (low_p, high_p) = wilson(self.other, self.judged, z);
        let (low_q, high_q) = wilson(self.base, self.judged, z);
        let phi = self.correlation();
        let reach = |a: f64, b: f64| (a * a - 2.0 * phi * a * b + b * b).max(0.0).sqrt();
        let low = p - q - reach(p - low_p, high_q - q);
        let high = p - q + reach(high_p - p, q - low_q);
        Some((low.max(-1.0), high.min(1.0)))
    }

    /// The correlation of the pairs, drawn towards zero by half a replication where it is positive.
    fn correlation(&self) -> f64 {
        let n = number::float(self.judged);
        let (base, other) = (number::float(self.base), number::float(self.other));
        let spread = base * (n - base) * other * (n - other);
        // n times the product of both minus that of the margins is what a d − b c of the fourfold table is.
        let together = n * number::float(self.both) - base * other;
        if spread <= 0.0 {
            0.0
        } else if together > 0.0 {
            (together - n / 2.0).max(0.0) / spread.sqrt()
        } else {
            together / spread.sqrt()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(judged: u64, base: u64, other: u64, both: u64) -> PairedCounts {
        PairedCounts {
            judged,
            base,
            other,
            both,
        }
    }

    #[test]
    fn agreement_of_all_is_not_certainty() {
        let (low, high) = counts(100, 100, 100, 100).interval(1.96).unwrap();
        assert!(
            (low + high).abs() < 1e-12 && (0.03..0.06).contains(&high),
            "{high}"
        );
        let (low, high) = counts(100, 0, 100, 0).interval(1.96).unwrap();
        assert!(low > 0.93 && (high - 1.0).abs() < 1e-12, "{low} {high}");
        assert_eq!(counts(1, 1, 1, 1).interval(1.96), None);
    }

    #[test]
    fn pairs_that_agree_are_surer() {
        let width = |both| {
            let (low, high) = counts(200, 100, 120, both).interval(1.96).unwrap();
            assert!(low < 0.1 && 0.1 < high);
            high - low
        };
        // Independent, then as alike as can be: twenty replications differ.
        assert!(width(100) < 0.75 * width(60));
        assert!(width(100) < 0.5 * width(20));
        let (low, high) = counts(200, 100, 120, 100).interval(1.96).unwrap();
        // The usual interval of McNemar's pairs: 0.1 ± 1.96 √(20 − 20²/200) / 200.
        assert!((high - low - 2.0 * 1.96 * 18.0_f64.sqrt() / 200.0).abs() < 0.02);
    }

    /// How often the interval holds the truth, over all tables of 40 pairs, each with its chance.
    #[test]
    fn the_interval_covers() {
        let n: u64 = 40;
        let log_factorial = |k: u64| libm::lgamma(number::float(k) + 1.0);
        for (both, only_base, only_other) in [(0.6, 0.05, 0.15), (0.3, 0.2, 0.2), (0.85, 0.02, 0.1)]
        {
            let neither: f64 = 1.0 - both - only_base - only_other;
            let mut covered = 0.0;
            for a in 0..=n {
                for b in 0..=n - a {
                    for c in 0..=n - a - b {
                        let d = n - a - b - c;
                        let cells = [(a, both), (b, only_base), (c, only_other), (d, neither)];
                        let log: f64 = (cells.iter())
                            .map(|(k, p)| number::float(*k) * libm::log(*p) - log_factorial(*k))
                            .sum();
                        let chance = libm::exp(log + log_factorial(n));
                        let (low, high) = counts(n, a + b, a + c, a).interval(1.959_964).unwrap();
                        let truth = only_other - only_base;
                        if (low..=high).contains(&truth) {
                            covered += chance;
                        }
                    }
                }
            }
            assert!((0.93..0.985).contains(&covered), "{both}: {covered}");
        }
    }
}
