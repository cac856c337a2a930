//! When arrivals are those of a forecast.
//!
//! Given the forecast they are Poisson, so the mean of `n` replications has the standard error √(λ ÷ n),
//! known beforehand. The rule for all intervals together, each part of it four standard errors wide:
//!
//! - |z| > 1.96 in 5 % of them, and |z| > 5 in none;
//! - the mean of z is 0 and that of z² is 1;
//! - 95 % of the program's own confidence intervals hold the forecast, half a point more or less (they
//!   take counts for normal variables).

use springtide::experiment::{Estimates, Period, Scope};
use springtide::units::number;

/// Holds arrivals against the forecast by the rule.
pub(super) fn judge(name: &str, estimates: &Estimates, expected: &[f64], replications: u64) {
    let n = number::float(replications);
    let (mut sum, mut squares, mut beyond, mut covered) = (0.0, 0.0, 0.0, 0.0);
    let (mut intervals, mut worst) = (0.0, 0.0_f64);
    for (k, forecast) in expected.iter().enumerate() {
        let offered = estimates.get("offered", Scope::Centre, Period::Interval(k));
        let offered = offered.unwrap();
        let mean = offered.value().unwrap();
        if *forecast <= 0.0 {
            assert!(
                mean <= 0.0,
                "{name}: {mean} in interval {k}, where nobody comes"
            );
            continue;
        }
        let z = (mean - forecast) / (forecast / n).sqrt();
        let (low, high) = offered.interval().unwrap();
        intervals += 1.0;
        sum += z;
        squares += z * z;
        beyond += f64::from(u8::from(z.abs() > 1.96));
        covered += f64::from(u8::from(low <= *forecast && *forecast <= high));
        worst = worst.max(z.abs());
    }
    let (mean, square) = (sum / intervals, squares / intervals);
    let (beyond, covered) = (beyond / intervals, covered / intervals);
    crate::aloud::say(format!(
        "{name}: {intervals} intervals, mean z {mean:+.4}, mean z² {square:.4}, {:.2} % beyond 1.96, \
         worst {worst:.2}, {:.2} % of confidence intervals hold the forecast",
        100.0 * beyond,
        100.0 * covered
    ));
    let four = |variance: f64| 4.0 * (variance / intervals).sqrt();
    let of_share = four(0.05 * 0.95);
    assert!(
        worst <= 5.0,
        "{name}: an interval is {worst:.2} standard errors off"
    );
    assert!(
        (beyond - 0.05).abs() <= of_share,
        "{name}: {beyond} beyond 1.96"
    );
    assert!(mean.abs() <= four(1.0), "{name}: the mean of z is {mean}");
    // Of a Poisson variable z² has the variance 2 + 1 ÷ (nλ), of which the second part is small here.
    assert!(
        (square - 1.0).abs() <= four(2.1),
        "{name}: the mean of z² is {square}"
    );
    assert!(
        (covered - 0.95).abs() <= of_share + 0.005,
        "{name}: {covered} of the confidence intervals hold the forecast"
    );
}
