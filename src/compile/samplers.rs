//! Laws → samplers.

use crate::model::Distribution;
use crate::random::Sampler;
use crate::units::Span;

/// A law, ready to draw from.
pub fn sampler(law: &Distribution) -> Sampler {
    match law {
        Distribution::Exponential { mean } => Sampler::Exponential {
            mean: mean.as_micros_f64(),
        },
        Distribution::Deterministic { value } => Sampler::Constant(*value),
        Distribution::Lognormal { mean, cv } => {
            let variance = libm::log1p(cv * cv);
            let location = libm::log(mean.as_micros_f64()) - variance / 2.0;
            Sampler::Lognormal {
                location,
                scale: variance.sqrt(),
            }
        }
        Distribution::Gamma { mean, cv } => {
            let shape = 1.0 / (cv * cv);
            Sampler::Gamma {
                shape,
                scale: mean.as_micros_f64() / shape,
            }
        }
        Distribution::Erlang { mean, stages } => Sampler::Stages {
            count: *stages,
            mean: mean.as_micros_f64() / f64::from(*stages),
        },
        Distribution::Uniform { from, to } => Sampler::Uniform {
            from: from.as_micros_f64(),
            width: (to.saturating_sub(*from)).as_micros_f64(),
        },
        Distribution::Weibull { mean, shape } => {
            let power = 1.0 / shape;
            Sampler::Weibull {
                scale: mean.as_micros_f64() / libm::tgamma(1.0 + power),
                power,
            }
        }
        Distribution::Mixture { parts } => {
            let mut total = 0.0;
            let up_to = parts.iter().map(|(share, _)| {
                total += share.as_f64();
                total
            });
            Sampler::Mixture {
                up_to: up_to.collect(),
                parts: parts.iter().map(|(_, law)| sampler(law)).collect(),
            }
        }
        Distribution::Empirical { values } => Sampler::Values(values.clone()),
        Distribution::Quantiles { points } => Sampler::Quantiles(
            points
                .iter()
                .map(|(share, length): &(_, Span)| (share.as_f64(), *length))
                .collect(),
        ),
    }
}
