//! Every law against its own moments and quantiles.

use super::*;
use crate::random::{Purpose, Stream};

const N: u32 = 200_000;

fn draws(sampler: &Sampler) -> Vec<f64> {
    let laws = StandardLaws::new();
    let stream = Stream::new(11, 0, 5, Purpose::Talk);
    (0..u64::from(N))
        .map(|i| sampler.draw(&laws, stream.draw(i)).as_micros_f64())
        .collect()
}

/// Mean and variance within 4.5 standard errors, the error of the variance from the draws themselves.
fn check(name: &str, sampler: &Sampler, mean: f64, sd: f64) {
    let draws = draws(sampler);
    let n = f64::from(N);
    let found = draws.iter().sum::<f64>() / n;
    let squares: Vec<f64> = draws.iter().map(|x| (x - mean) * (x - mean)).collect();
    let variance = squares.iter().sum::<f64>() / n;
    let spread = (squares
        .iter()
        .map(|s| (s - variance) * (s - variance))
        .sum::<f64>()
        / n
        / n)
        .sqrt();
    let z_mean = (found - mean) * n.sqrt() / sd;
    let z_variance = (variance - sd * sd) / spread;
    assert!(
        z_mean.abs() < 4.5,
        "{name}: mean {found} for {mean}, z = {z_mean}"
    );
    assert!(
        z_variance.abs() < 4.5,
        "{name}: variance {variance}, z = {z_variance}"
    );
}

#[test]
fn laws_have_their_means_and_spreads() {
    let m = 180e6;
    check("exponential", &Sampler::Exponential { mean: m }, m, m);
    let sigma2 = libm::log(1.0 + 0.64);
    let location = libm::log(m) - sigma2 / 2.0;
    check(
        "lognormal",
        &Sampler::Lognormal {
            location,
            scale: sigma2.sqrt(),
        },
        m,
        0.8 * m,
    );
    check(
        "gamma cv 0.5",
        &Sampler::Gamma {
            shape: 4.0,
            scale: m / 4.0,
        },
        m,
        0.5 * m,
    );
    check(
        "gamma cv 2",
        &Sampler::Gamma {
            shape: 0.25,
            scale: m * 4.0,
        },
        m,
        2.0 * m,
    );
    check(
        "three stages",
        &Sampler::Stages {
            count: 3,
            mean: m / 3.0,
        },
        m,
        m / 3.0_f64.sqrt(),
    );
    check(
        "uniform",
        &Sampler::Uniform {
            from: 60e6,
            width: 240e6,
        },
        m,
        240e6 / 12.0_f64.sqrt(),
    );
    let (g1, g2) = (libm::tgamma(1.0 + 1.0 / 0.7), libm::tgamma(1.0 + 2.0 / 0.7));
    let weibull = Sampler::Weibull {
        scale: m / g1,
        power: 1.0 / 0.7,
    };
    check("weibull", &weibull, m, m * (g2 / (g1 * g1) - 1.0).sqrt());
    let parts = vec![
        Sampler::Exponential { mean: 60e6 },
        Sampler::Exponential { mean: 300e6 },
    ];
    let second_moment: f64 = 2.0 * (0.25 * 60e6 * 60e6 + 0.75 * 300e6 * 300e6);
    let mixture = Sampler::Mixture {
        up_to: vec![0.25, 1.0],
        parts,
    };
    check(
        "mixture",
        &mixture,
        240e6,
        (second_moment - 240e6 * 240e6).sqrt(),
    );
    let values = [10, 20, 60].map(Span::from_secs).to_vec();
    check(
        "values",
        &Sampler::Values(values),
        30e6,
        (4_200e12 / 9.0_f64).sqrt() * 1.0,
    );
}

#[test]
fn quantiles_are_met_and_joined_by_straight_lines() {
    let points = vec![
        (0.0, Span::ZERO),
        (0.5, Span::from_secs(10)),
        (1.0, Span::from_secs(100)),
    ];
    let draws = draws(&Sampler::Quantiles(points));
    for (x, share) in [(5e6, 0.25), (10e6, 0.5), (55e6, 0.75)] {
        let below = draws.iter().filter(|d| **d <= x).count();
        let z = (number::float_len(below) / f64::from(N) - share)
            / (share * (1.0 - share) / f64::from(N)).sqrt();
        assert!(z.abs() < 4.5, "{x}: {z}");
    }
}

#[test]
fn impossible_lengths_saturate() {
    let laws = StandardLaws::new();
    let stream = Stream::new(1, 0, 0, Purpose::Talk);
    let vast = Sampler::Weibull {
        scale: 1e300,
        power: 10.0,
    };
    assert!(
        (0..1000).any(|i| vast.draw(&laws, stream.draw(i)) > Span::DAY.saturating_mul(100_000_000))
    );
}
