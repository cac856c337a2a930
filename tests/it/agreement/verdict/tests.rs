use super::*;
use crate::agreement::case::{Comparison, Kind, Sign, Source};
use crate::agreement::score::{Ours, score};

/// A generator good enough for tests: `SplitMix64`.
struct Chance(u64);

impl Chance {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number::unit_open(z ^ (z >> 31))
    }

    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * libm::log(self.unit())).sqrt();
        radius * libm::cos(2.0 * std::f64::consts::PI * self.unit())
    }
}

const REPLICATIONS: u32 = 100;

/// What a simulator of known bias would come to: cases with a few comparisons each, which hang
/// together as those of one queue do; the last one is of a better thing. The bias is in standard
/// errors of a comparison, towards congestion.
fn simulator(cases: usize, bias: f64, chance: &mut Chance) -> Vec<Outcome> {
    let comparison = |column: usize| Comparison {
        column: column.to_string(),
        exact: 10.0,
        source: Source::Watched(String::new()),
        kind: Kind::Mean,
        sign: if column == 3 {
            Sign::Relaxed
        } else {
            Sign::Congested
        },
        rests_on: None,
    };
    let n = f64::from(REPLICATIONS);
    let outcome = |case: usize, chance: &mut Chance| {
        let mut sums = [[0.0; 2]; 4];
        for _ in 0..REPLICATIONS {
            let shared = chance.normal();
            for (k, sum) in sums.iter_mut().enumerate() {
                let x = (shared + chance.normal()) / std::f64::consts::SQRT_2 + bias / n.sqrt();
                let x = if k == 3 { -x } else { x };
                *sum = [sum[0] + x, sum[1] + x * x];
            }
        }
        let scores = sums.iter().enumerate().map(|(k, [sum, squares])| {
            let error = ((squares - sum * sum / n) / (n - 1.0) / n).sqrt();
            score(
                &comparison(k),
                &Ours::with_error(10.0 + sum / n, error, n),
                None,
            )
        });
        Outcome {
            family: format!("f{}", case % 7),
            id: format!("case {case}"),
            scores: scores.collect(),
            wide: Vec::new(),
            left_out: Vec::new(),
            contacts: 0.0,
        }
    };
    (0..cases).map(|case| outcome(case, chance)).collect()
}

#[test]
fn a_correct_simulator_passes() {
    let mut chance = Chance(1);
    let failed = (0..200).filter(|_| !breaches(&simulator(300, 0.0, &mut chance)).is_empty());
    assert!(
        failed.count() <= 3,
        "three standard errors are left once in 370 times"
    );
}

#[test]
fn a_bias_of_a_third_of_a_standard_error_is_found() {
    let mut chance = Chance(2);
    for bias in [1.0 / 3.0, -1.0 / 3.0] {
        for _ in 0..50 {
            let first = breaches(&simulator(300, bias, &mut chance));
            assert!(
                matches!(first.last(), Some(Breach::Leaning(_))),
                "{first:?}"
            );
            let again = repeated(first, &simulator(300, bias, &mut chance));
            assert!(
                matches!(again.last(), Some(Breach::Leaning(_))),
                "{again:?}"
            );
        }
    }
}

#[test]
fn what_does_not_repeat_does_not_count() {
    let mut chance = Chance(3);
    let mut first = simulator(60, 0.0, &mut chance);
    first[0].scores[0].z = 5.5;
    let found = breaches(&first);
    assert_eq!(found.len(), 1);
    assert!(found[0].concerns("f0", "case 0") && !found[0].concerns("f0", "case 7"));
    assert_eq!(repeated(found.clone(), &simulator(1, 0.0, &mut chance)), []);
    assert_eq!(repeated(found.clone(), &first[..1]), found);
}

#[test]
fn intervals_that_are_too_narrow_are_found_in_large_and_small_families() {
    let mut chance = Chance(4);
    for cases in [30, 300] {
        let mut outcomes = simulator(cases, 0.0, &mut chance);
        for score in outcomes.iter_mut().flat_map(|outcome| &mut outcome.scores) {
            score.z *= 1.5;
            score.covered = score.z.abs() < 1.96;
        }
        let found = breaches(&outcomes);
        let families: Vec<usize> = (found.iter())
            .filter_map(|breach| match breach {
                Breach::Coverage { families, .. } => Some(families.len()),
                _ => None,
            })
            .collect();
        assert_eq!(families, if cases == 30 { vec![7] } else { vec![1; 7] });
    }
}

#[test]
fn what_is_not_a_number_is_far_off() {
    let mut outcomes = simulator(30, 0.0, &mut Chance(5));
    outcomes[3].scores[1].z = f64::NAN;
    assert!(matches!(breaches(&outcomes)[..], [Breach::Far { .. }]));
}
