//! Ready-to-draw laws of lengths of time.

use super::{Draw, StandardLaws, gamma_law};
use crate::units::{Span, number};

/// A law of a length of time, ready to draw from; lengths in microseconds as floats.
#[derive(Clone, Debug)]
pub enum Sampler {
    /// Exponential with a mean.
    Exponential {
        /// The mean in microseconds.
        mean: f64,
    },
    /// Always the same.
    Constant(Span),
    /// exp(location + scale × normal).
    Lognormal {
        /// Mean of the logarithm of microseconds.
        location: f64,
        /// Standard deviation of the logarithm.
        scale: f64,
    },
    /// Gamma.
    Gamma {
        /// The shape \[> 0\].
        shape: f64,
        /// Mean ÷ shape, in microseconds.
        scale: f64,
    },
    /// A sum of exponential stages.
    Stages {
        /// How many.
        count: u32,
        /// Mean of one stage in microseconds.
        mean: f64,
    },
    /// Uniform.
    Uniform {
        /// The shortest, in microseconds.
        from: f64,
        /// Longest less shortest, in microseconds.
        width: f64,
    },
    /// scale × exponential^power.
    Weibull {
        /// The scale in microseconds.
        scale: f64,
        /// 1 ÷ shape.
        power: f64,
    },
    /// One of several.
    Mixture {
        /// The share of each law and all before it, ascending to 1.
        up_to: Vec<f64>,
        /// The laws.
        parts: Vec<Sampler>,
    },
    /// Any of the values.
    Values(Vec<Span>),
    /// Linear between quantiles.
    Quantiles(Vec<(f64, Span)>),
}

impl Sampler {
    /// One length.
    #[expect(
        clippy::inline_always,
        reason = "on the way of every contact: a tenth of the time of W1 to W3 went into calls"
    )]
    #[inline(always)]
    pub fn draw(&self, laws: &StandardLaws, draw: Draw) -> Span {
        match self {
            Self::Exponential { mean } => Span::from_micros_f64(mean * laws.exponential.draw(draw)),
            Self::Constant(value) => *value,
            Self::Lognormal { location, scale } => lognormal(*location, *scale, laws, draw),
            other => other.draw_other(laws, draw),
        }
    }

    #[inline(never)]
    fn draw_other(&self, laws: &StandardLaws, mut draw: Draw) -> Span {
        let micros = match self {
            Self::Exponential { .. } | Self::Constant(_) | Self::Lognormal { .. } => {
                return self.draw(laws, draw);
            }
            Self::Gamma { shape, scale } => {
                scale * gamma_law::draw(*shape, &laws.normal, &mut draw)
            }
            Self::Stages { count, mean } => {
                let logs: f64 = (0..*count).map(|_| -libm::log(draw.unit())).sum();
                mean * logs
            }
            Self::Uniform { from, width } => from + width * draw.unit(),
            Self::Weibull { scale, power } => {
                scale * libm::pow(laws.exponential.draw(draw), *power)
            }
            Self::Mixture { up_to, parts } => {
                let chosen = draw.unit();
                let part = up_to
                    .iter()
                    .position(|share| chosen < *share)
                    .unwrap_or(parts.len() - 1);
                return parts[part].draw_further(laws, draw);
            }
            Self::Values(values) => {
                let place = draw.unit() * number::float_len(values.len());
                return values[number::index_wide(number::floor(place)).min(values.len() - 1)];
            }
            Self::Quantiles(points) => between(points, draw.unit()),
        };
        Span::from_micros_f64(micros)
    }

    /// A part of a mixture draws from what the choice of the part has left.
    fn draw_further(&self, laws: &StandardLaws, mut draw: Draw) -> Span {
        self.draw(laws, draw.further())
    }
}

/// A lognormal length, by the mean and the standard deviation of its logarithm.
#[inline(never)]
fn lognormal(location: f64, scale: f64, laws: &StandardLaws, mut draw: Draw) -> Span {
    let log = location + scale * laws.normal.draw(&mut draw);
    Span::from_micros_f64(laws.exp.of(log))
}

/// The length at a share, linear between the points around it.
fn between(points: &[(f64, Span)], share: f64) -> f64 {
    let next = points
        .partition_point(|point| point.0 <= share)
        .clamp(1, points.len() - 1);
    let ((lower, from), (upper, to)) = (points[next - 1], points[next]);
    let part = ((share - lower) / (upper - lower)).clamp(0.0, 1.0);
    from.as_micros_f64() + part * (to.as_micros_f64() - from.as_micros_f64())
}

#[cfg(test)]
mod tests;
