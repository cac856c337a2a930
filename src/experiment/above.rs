//! How uncertain the share of contacts is that waits longer than this or that.

use ethnum::U256;

use super::moments::centred;
use crate::stats::{Layout, waits};
use crate::units::{Span, number};

/// Moments over replications of how many contacts waited longer than each of a grid of waits.
///
/// The grid is zero, then the ends of the coarse bins of the histograms of waits (16 an octave).
/// A count is below 2^50, so that sums of ten million products stay below 2^128.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Above {
    points: Vec<Point>,
    contacts: u128,
    contacts_squared: u128,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Point {
    above: u128,
    above_squared: u128,
    above_by_contacts: u128,
}

impl Above {
    /// Adds one replication: waits of zero, and the others by coarse bin, of any number of histograms.
    pub(super) fn add(&mut self, zeros: u64, coarse: &[u64]) {
        let mut above: u64 = coarse.iter().sum();
        let contacts = u128::from(zeros + above);
        self.contacts += contacts;
        self.contacts_squared += contacts * contacts;
        let points = 1 + coarse
            .iter()
            .rposition(|&n| n > 0)
            .map_or(0, |last| last + 1);
        if points > self.points.len() {
            self.points.resize(points, Point::default());
        }
        let leaving = std::iter::once(0).chain(coarse.iter().copied());
        for (point, leaves) in self.points.iter_mut().zip(leaving) {
            above -= leaves;
            let above = u128::from(above);
            point.above += above;
            point.above_squared += above * above;
            point.above_by_contacts += above * contacts;
        }
    }

    /// Adds what other replications left.
    pub(super) fn merge(&mut self, other: &Self) {
        self.contacts += other.contacts;
        self.contacts_squared += other.contacts_squared;
        if other.points.len() > self.points.len() {
            self.points.resize(other.points.len(), Point::default());
        }
        for (mine, theirs) in self.points.iter_mut().zip(&other.points) {
            mine.above += theirs.above;
            mine.above_squared += theirs.above_squared;
            mine.above_by_contacts += theirs.above_by_contacts;
        }
    }

    /// The standard error of the share of contacts that wait no longer than `wait`, as a ratio of
    /// totals (Cochran 1977, eq. 2.39); `None` with one replication or no contact.
    pub(super) fn standard_error(&self, wait: f64, replications: u64) -> Option<f64> {
        if replications < 2 || self.contacts == 0 {
            return None;
        }
        if wait <= 0.0 {
            return Some(self.variance(0, replications).sqrt());
        }
        let coarse = waits::coarse_of(Span::from_secs_f64(wait));
        let from =
            (coarse.checked_sub(1)).map_or(0.0, |before| waits::coarse_end(before).as_secs_f64());
        let to = waits::coarse_end(coarse).as_secs_f64();
        let part = ((wait - from) / (to - from)).clamp(0.0, 1.0);
        let (before, after) = (
            self.variance(coarse, replications),
            self.variance(coarse + 1, replications),
        );
        Some((before + part * (after - before)).sqrt())
    }

    /// For each wait of the grid: the share of contacts that wait longer, and its standard error;
    /// nothing without contacts.
    pub(super) fn shares(
        &self,
        replications: u64,
    ) -> impl Iterator<Item = (Span, f64, Option<f64>)> {
        let contacts = number::float_wide(self.contacts);
        let known = if self.contacts == 0 {
            &[]
        } else {
            &self.points[..]
        };
        known.iter().enumerate().map(move |(place, point)| {
            let wait = (place.checked_sub(1)).map_or(Span::ZERO, waits::coarse_end);
            let error = (replications > 1).then(|| self.variance(place, replications).sqrt());
            (wait, number::float_wide(point.above) / contacts, error)
        })
    }

    fn variance(&self, point: usize, replications: u64) -> f64 {
        let point = self.points.get(point).copied().unwrap_or_default();
        let (above, contacts) = (point.above, self.contacts);
        let centre = |product, a, b| centred(replications, U256::new(product), (a, b));
        let share = number::float_wide(above) / number::float_wide(contacts);
        let spread = centre(point.above_squared, above, above)
            - 2.0 * share * centre(point.above_by_contacts, above, contacts)
            + share * share * centre(self.contacts_squared, contacts, contacts);
        let contacts = number::float_wide(contacts);
        spread.max(0.0) / (contacts * contacts * number::float(replications - 1))
    }

    /// The most memory that the grid of one block, period and kind of wait takes \[bytes\].
    pub(super) fn most_bytes(layout: &Layout) -> u64 {
        let points = 2 * (layout.last_coarse_bin() + 2);
        number::count(points * size_of::<Point>() + size_of::<Self>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_of_a_share_is_that_of_a_ratio() {
        let mut above = Above::default();
        // Two replications of 10 contacts: 4 and 6 wait at all, 1 and 3 longer than the first bin.
        above.add(6, &[3, 1]);
        above.add(4, &[3, 2, 1]);
        // Equal denominators: the error of the mean share of (0.6, 0.4) and of (0.9, 0.7): 0.1 each.
        assert!((above.standard_error(0.0, 2).unwrap() - 0.1).abs() < 1e-12);
        let end = waits::coarse_end(0).as_secs_f64();
        assert!((above.standard_error(end, 2).unwrap() - 0.1).abs() < 1e-12);
        // Beyond the longest wait the share is surely 1.
        assert!(above.standard_error(1e6, 2).unwrap().abs() < 1e-12);
        assert_eq!(above.standard_error(0.0, 1), None);
    }

    #[test]
    fn shares_fall_from_those_who_wait_to_nobody() {
        let mut above = Above::default();
        assert_eq!(above.shares(2).count(), 0);
        above.add(6, &[3, 1]);
        above.add(4, &[3, 2, 1]);
        let shares: Vec<f64> = above.shares(2).map(|(_, share, _)| share).collect();
        assert_eq!(shares, [0.5, 0.2, 0.05, 0.0]);
        let (wait, _, error) = above.shares(2).next().unwrap();
        assert_eq!(wait, Span::ZERO);
        assert!((error.unwrap() - 0.1).abs() < 1e-12);
    }

    #[test]
    fn parts_add_up_to_the_whole() {
        let replications: [(u64, &[u64]); 3] = [(1, &[0, 5]), (9, &[]), (2, &[1, 0, 0, 7])];
        let mut whole = Above::default();
        let mut parts = [Above::default(), Above::default()];
        for (i, (zeros, coarse)) in replications.iter().enumerate() {
            whole.add(*zeros, coarse);
            parts[i % 2].add(*zeros, coarse);
        }
        let [mut first, second] = parts;
        first.merge(&second);
        assert_eq!(first, whole);
    }
}
