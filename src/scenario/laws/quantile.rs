//! Laws that may be written by their median and another quantile.

use super::law::{made, needed_duration, spread};
use crate::model::{Distribution, DistributionError};
use crate::scenario::reader::{Fault, Reader};
use crate::scenario::section::Section;
use crate::units::Span;

/// Quantiles that may stand beside the median: the key, its share, and how many standard deviations
/// above the mean a normal variable has it.
const UPPER_QUANTILES: [(&str, f64, f64); 5] = [
    ("p75", 0.75, 0.674_489_750_196_081_7),
    ("p80", 0.80, 0.841_621_233_572_914_4),
    ("p90", 0.90, 1.281_551_565_544_600_4),
    ("p95", 0.95, 1.644_853_626_951_472_6),
    ("p99", 0.99, 2.326_347_874_040_841),
];

/// The median and the one other quantile, if the law is written by them.
fn two_quantiles(
    reader: &mut Reader,
    law: &Section<'_>,
    spread: &str,
) -> Option<(Span, &'static str, Span, f64, f64)> {
    let upper: Vec<&(&str, f64, f64)> = UPPER_QUANTILES
        .iter()
        .filter(|(key, ..)| law.entry(key).is_some())
        .collect();
    for key in ["mean", spread] {
        let first = law.entry("p50").or_else(|| law.entry(upper.first()?.0));
        if let (Some(first), Some(other)) = (first, law.entry(key)) {
            let form = format!("mean and {spread}, or p50 and one other quantile");
            law.refuse_both(reader, first, other, &form);
            return None;
        }
    }
    let median = needed_duration(reader, law, "p50");
    let &[&(key, share, score)] = upper.as_slice() else {
        let found = match upper.len() {
            0 => "p50 alone".to_owned(),
            count => format!("{count} quantiles beside p50"),
        };
        let allowed = "p50 and exactly one of p75, p80, p90, p95, p99";
        let hint = "for more quantiles take the law \"empirical\"";
        let fault = Fault::new(found, allowed).hint(hint);
        reader.refuse(&law.place, &law.path, fault);
        return None;
    };
    let quantile = law.duration(reader, key);
    Some((median?, key, quantile?, share, score))
}

/// Whether the law is written by quantiles rather than by its mean.
fn has_quantiles(law: &Section<'_>) -> bool {
    let written = |key: &str| law.entry(key).is_some();
    written("p50") || UPPER_QUANTILES.iter().any(|(key, ..)| written(key))
}

/// A lognormal law, written by mean and spread or by two quantiles.
pub(super) fn lognormal(reader: &mut Reader, law: &Section<'_>) -> Option<Distribution> {
    if has_quantiles(law) {
        let (median, key, upper, _, score) = two_quantiles(reader, law, "cv")?;
        let lognormal = Distribution::lognormal_from_quantiles(median, upper, score);
        return made(reader, law, key, lognormal);
    }
    let (mean, cv) = (needed_duration(reader, law, "mean"), spread(reader, law));
    let lognormal = Distribution::lognormal(mean?, cv?);
    made(reader, law, "cv", lognormal)
}

/// A Weibull law, written by mean and shape or by two quantiles.
pub(super) fn weibull(reader: &mut Reader, law: &Section<'_>) -> Option<Distribution> {
    if has_quantiles(law) {
        let (median, key, upper, share, _) = two_quantiles(reader, law, "shape")?;
        let weibull = weibull_from_quantiles(median, upper, share);
        return made(reader, law, key, weibull);
    }
    let mean = needed_duration(reader, law, "mean");
    law.required(reader, "shape");
    let shape = law.number(reader, "shape", "a number from 0.1 to 100, like 1.5");
    let weibull = Distribution::weibull(mean?, shape?);
    made(reader, law, "shape", weibull)
}

/// From P(longer than x) = exp(−(x/s)^k): (q/m)^k = ln(1/(1−p)) / ln 2 gives k, then the median s.
fn weibull_from_quantiles(
    median: Span,
    upper: Span,
    share: f64,
) -> Result<Distribution, DistributionError> {
    if median.is_zero() {
        return Err(DistributionError::ZeroMean);
    }
    if upper <= median {
        return Err(DistributionError::Quantiles);
    }
    let ratio = upper.as_secs_f64() / median.as_secs_f64();
    let form = libm::log(-libm::log1p(-share) / std::f64::consts::LN_2) / libm::log(ratio);
    if !(0.1..=100.0).contains(&form) {
        return Err(DistributionError::Shape(form));
    }
    let scale = median.as_secs_f64() / libm::pow(std::f64::consts::LN_2, 1.0 / form);
    let mean = Span::from_secs_f64(scale * libm::tgamma(1.0 + 1.0 / form));
    Distribution::weibull(mean, form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weibull_law_is_found_from_two_quantiles() {
        // Shape 2, scale 10 min: median 10 √ln2, 90 % quantile 10 √ln10 min, mean 10 Γ(1.5) min.
        let secs = Span::from_secs_f64;
        let law = weibull_from_quantiles(secs(499.532_77), secs(910.456_50), 0.9).unwrap();
        let Distribution::Weibull { mean, shape } = law else {
            panic!("{law:?}")
        };
        assert!((shape - 2.0).abs() < 1e-6, "{shape}");
        assert!((mean.as_secs_f64() - 531.736_155).abs() < 1e-3, "{mean:?}");
    }

    #[test]
    fn the_scores_are_those_of_the_normal_law() {
        for (key, share, score) in UPPER_QUANTILES {
            let below = 0.5 * libm::erfc(-score / std::f64::consts::SQRT_2);
            assert!((below - share).abs() < 1e-12, "{key}: {below}");
        }
    }
}
