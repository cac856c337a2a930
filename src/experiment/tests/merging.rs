//! Parts that are put together: replications in any order, and intervals, days and types that add up.

use proptest::prelude::*;

use super::*;

/// A number without its last digits.
fn rounded(value: f64) -> String {
    format!("{value:.9e}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Replications can be split into parts in any way, and the parts merged in any order.
    #[test]
    fn any_split_and_any_order_is_the_same(
        seeds in prop::collection::vec((any::<u64>(), 0..4_usize), 1..12),
        reversed: bool,
        intervals: bool,
        interval_percentiles: bool,
    ) {
        let report = ReportPlan { intervals, interval_percentiles, line_length: true, ..sample::report() };
        let mut whole = totals(&report);
        let mut parts = [(); 4].map(|()| totals(&report));
        for (index, (seed, part)) in (0..).zip(&seeds) {
            let tally = random_replication(&whole, *seed);
            whole.add(index, &tally);
            parts[*part].add(index, &tally);
        }
        if reversed {
            parts.reverse();
        }
        let mut merged = totals(&report);
        for part in &parts {
            merged.merge(part);
        }
        prop_assert_eq!(merged.replications(), whole.replications());
        prop_assert!(merged == whole);
    }

    /// Intervals add up to days and these to the horizon; types to their centre.
    #[test]
    fn parts_add_up(seeds in prop::collection::vec(any::<u64>(), 1..6)) {
        let mut totals = totals(&sample::report());
        for (index, seed) in (0..).zip(&seeds) {
            let tally = random_replication(&totals, *seed);
            totals.add(index, &tally);
        }
        let estimates = totals.estimates(percent(95.0));
        let value = |measure: &str, scope, period| {
            estimates.get(measure, scope, period).unwrap().value().unwrap()
        };
        for measure in ["offered", "answered", "abandoned", "blocked", "sent_away"] {
            let whole = value(measure, CENTRE, Period::Horizon);
            let types: f64 = [calls(), claims()].map(|scope| value(measure, scope, Period::Horizon)).iter().sum();
            let days: f64 = [0, 1].map(|day| value(measure, CENTRE, Period::Day(day))).iter().sum();
            let intervals: f64 =
                [0, 1, 2, 3].map(|interval| value(measure, CENTRE, Period::Interval(interval))).iter().sum();
            for sum in [types, days, intervals] {
                prop_assert!((sum - whole).abs() < 1e-9, "{} {} {}", measure, sum, whole);
            }
        }
        for (queue, scope) in [(0, calls()), (1, claims())] {
            let queue = QueueId::new(queue);
            let whole = estimates.get("wait_mean", scope, Period::Horizon).unwrap().value();
            let stretch = estimates.mean_wait_over(queue, 0..4).unwrap();
            prop_assert_eq!(stretch.value().map(rounded), whole.map(rounded));
            prop_assert_eq!(stretch.interval().is_some(), whole.is_some() && seeds.len() > 1);
            let one = estimates.get("wait_mean", scope, Period::Interval(2)).unwrap().value();
            let stretch = estimates.mean_wait_over(queue, 2..3).unwrap();
            prop_assert_eq!(stretch.value().map(rounded), one.map(rounded));
            prop_assert!(estimates.mean_wait_over(queue, 2..5).is_none());
            prop_assert!(estimates.mean_wait_over(queue, 2..2).is_none());
        }
        let fates: f64 = ["answered", "abandoned", "blocked", "sent_away", "still_there"]
            .map(|measure| value(measure, CENTRE, Period::Horizon))
            .iter()
            .sum();
        prop_assert!((fates - value("offered", CENTRE, Period::Horizon)).abs() < 1e-9);
    }
}
