//! The shapes that a random length of time may have, with their limits.

use thiserror::Error;

use crate::units::{Share, Span};

/// A law of a random length of time, written by mean and spread.
///
/// Parameters are checked when a law is made; [`Distribution::mean`] is exact up to rounding.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Distribution {
    /// Memoryless.
    Exponential {
        /// The mean \[> 0\].
        mean: Span,
    },
    /// Always the same.
    Deterministic {
        /// The value.
        value: Span,
    },
    /// The logarithm is normal.
    Lognormal {
        /// The mean \[> 0\].
        mean: Span,
        /// Standard deviation ÷ mean [0 < cv ≤ 100].
        cv: f64,
    },
    /// Gamma.
    Gamma {
        /// The mean \[> 0\].
        mean: Span,
        /// Standard deviation ÷ mean [0 < cv ≤ 100].
        cv: f64,
    },
    /// A sum of exponential stages with equal means.
    Erlang {
        /// The mean of the sum \[> 0\].
        mean: Span,
        /// How many stages [1..=1000].
        stages: u32,
    },
    /// Equally likely between two lengths.
    Uniform {
        /// The shortest.
        from: Span,
        /// The longest \[> from\].
        to: Span,
    },
    /// Weibull: P(longer than x) = exp(−(x/s)^shape) with s = mean ÷ Γ(1 + 1/shape).
    Weibull {
        /// The mean \[> 0\].
        mean: Span,
        /// The shape [0.1..=100]; below 1 long waits become ever less likely to end.
        shape: f64,
    },
    /// One of several laws, each with its share.
    Mixture {
        /// Shares, which add up to 1, and laws [at least one].
        parts: Vec<(Share, Distribution)>,
    },
    /// Recorded values, each as likely as the next.
    Empirical {
        /// The values, ascending [at least one].
        values: Vec<Span>,
    },
    /// A distribution function through stated quantiles, linear between them.
    Quantiles {
        /// Shares strictly ascending from 0 to 1, lengths ascending [at least two].
        points: Vec<(Share, Span)>,
    },
}

/// Why a law cannot be.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum DistributionError {
    /// The mean is zero.
    #[error("the mean must be above zero")]
    ZeroMean,
    /// The coefficient of variation is out of range.
    #[error("the coefficient of variation {0} is not above 0 and at most 100")]
    Cv(f64),
    /// The shape is out of range.
    #[error("the shape {0} is not between 0.1 and 100")]
    Shape(f64),
    /// The number of stages is out of range.
    #[error("{0} stages are not between 1 and 1000")]
    Stages(u32),
    /// The range is empty.
    #[error("the upper end of the range must be above the lower")]
    EmptyRange,
    /// The shares of a mixture do not make a whole.
    #[error("the shares add up to {:.6} %, not 100 %", .0 * 100.0)]
    Shares(f64),
    /// Nothing to draw from.
    #[error("there is nothing to draw from")]
    Empty,
    /// Quantiles that no distribution function passes through.
    #[error("quantiles must ascend in share (from 0 % to 100 %) and in length")]
    Quantiles,
}

const LARGEST_CV: f64 = 100.0;

impl Distribution {
    /// A memoryless law.
    ///
    /// # Errors
    /// Refuses a mean of zero.
    pub fn exponential(mean: Span) -> Result<Self, DistributionError> {
        positive(mean).map(|mean| Self::Exponential { mean })
    }

    /// Always the same length; zero is allowed.
    pub const fn deterministic(value: Span) -> Self {
        Self::Deterministic { value }
    }

    /// A lognormal law.
    ///
    /// # Errors
    /// Refuses a mean of zero and a coefficient of variation outside 0 < cv ≤ 100.
    pub fn lognormal(mean: Span, cv: f64) -> Result<Self, DistributionError> {
        Ok(Self::Lognormal {
            mean: positive(mean)?,
            cv: spread(cv)?,
        })
    }

    /// A lognormal law from its median and another quantile, `normal_score` standard deviations of
    /// the logarithm above the median.
    ///
    /// # Errors
    /// Refuses a median of zero, a quantile not above it, and a spread beyond cv = 100.
    pub fn lognormal_from_quantiles(
        median: Span,
        upper: Span,
        normal_score: f64,
    ) -> Result<Self, DistributionError> {
        positive(median)?;
        if upper <= median || normal_score <= 0.0 {
            return Err(DistributionError::Quantiles);
        }
        let sigma = libm::log(upper.as_secs_f64() / median.as_secs_f64()) / normal_score;
        let variance = sigma * sigma;
        let mean = Span::from_secs_f64(median.as_secs_f64() * libm::exp(variance / 2.0));
        Self::lognormal(mean, libm::expm1(variance).sqrt())
    }

    /// A gamma law.
    ///
    /// # Errors
    /// Refuses a mean of zero and a coefficient of variation outside 0 < cv ≤ 100.
    pub fn gamma(mean: Span, cv: f64) -> Result<Self, DistributionError> {
        Ok(Self::Gamma {
            mean: positive(mean)?,
            cv: spread(cv)?,
        })
    }

    /// A sum of exponential stages.
    ///
    /// # Errors
    /// Refuses a mean of zero and stages outside 1..=1000.
    pub fn erlang(mean: Span, stages: u32) -> Result<Self, DistributionError> {
        if !(1..=1000).contains(&stages) {
            return Err(DistributionError::Stages(stages));
        }
        positive(mean).map(|mean| Self::Erlang { mean, stages })
    }

    /// Equally likely between two lengths.
    ///
    /// # Errors
    /// Refuses an empty range.
    pub fn uniform(from: Span, to: Span) -> Result<Self, DistributionError> {
        if from < to {
            Ok(Self::Uniform { from, to })
        } else {
            Err(DistributionError::EmptyRange)
        }
    }

    /// A Weibull law.
    ///
    /// # Errors
    /// Refuses a mean of zero and a shape outside 0.1..=100.
    pub fn weibull(mean: Span, shape: f64) -> Result<Self, DistributionError> {
        if !(0.1..=100.0).contains(&shape) {
            return Err(DistributionError::Shape(shape));
        }
        positive(mean).map(|mean| Self::Weibull { mean, shape })
    }

    /// A mixture of laws.
    ///
    /// # Errors
    /// Refuses no parts, and shares that do not add up to 1 within one millionth.
    pub fn mixture(parts: Vec<(Share, Self)>) -> Result<Self, DistributionError> {
        if parts.is_empty() {
            return Err(DistributionError::Empty);
        }
        let total: f64 = parts.iter().map(|(share, _)| share.as_f64()).sum();
        if (total - 1.0).abs() > 1e-6 {
            return Err(DistributionError::Shares(total));
        }
        Ok(Self::Mixture { parts })
    }

    /// Recorded values, in any order.
    ///
    /// # Errors
    /// Refuses an empty list.
    pub fn empirical(mut values: Vec<Span>) -> Result<Self, DistributionError> {
        values.sort_unstable();
        if values.is_empty() {
            Err(DistributionError::Empty)
        } else {
            Ok(Self::Empirical { values })
        }
    }

    /// A distribution function through quantiles.
    ///
    /// # Errors
    /// Refuses fewer than two points, shares that do not ascend strictly from 0 to 1 and lengths
    /// that descend.
    pub fn quantiles(points: Vec<(Share, Span)>) -> Result<Self, DistributionError> {
        let ascending = points
            .windows(2)
            .all(|pair| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1);
        let ends = points.first().map(|p| p.0) == Some(Share::ZERO)
            && points.last().map(|p| p.0) == Some(Share::ONE);
        if points.len() < 2 {
            Err(DistributionError::Empty)
        } else if ascending && ends {
            Ok(Self::Quantiles { points })
        } else {
            Err(DistributionError::Quantiles)
        }
    }

    /// The mean length, rounded to the microsecond.
    pub fn mean(&self) -> Span {
        match self {
            Self::Exponential { mean }
            | Self::Lognormal { mean, .. }
            | Self::Gamma { mean, .. }
            | Self::Erlang { mean, .. }
            | Self::Weibull { mean, .. } => *mean,
            Self::Deterministic { value } => *value,
            Self::Uniform { from, to } => {
                Span::from_secs_f64(f64::midpoint(from.as_secs_f64(), to.as_secs_f64()))
            }
            Self::Mixture { parts } => Span::from_secs_f64(
                parts
                    .iter()
                    .map(|(share, law)| share.as_f64() * law.mean().as_secs_f64())
                    .sum(),
            ),
            Self::Empirical { values } => {
                let total: f64 = values.iter().map(|value| value.as_secs_f64()).sum();
                Span::from_secs_f64(total / crate::units::number::float_len(values.len()))
            }
            Self::Quantiles { points } => Span::from_secs_f64(
                points
                    .windows(2)
                    .map(|pair| {
                        let width = pair[1].0.as_f64() - pair[0].0.as_f64();
                        width * f64::midpoint(pair[0].1.as_secs_f64(), pair[1].1.as_secs_f64())
                    })
                    .sum(),
            ),
        }
    }
}

fn positive(mean: Span) -> Result<Span, DistributionError> {
    if mean.is_zero() {
        Err(DistributionError::ZeroMean)
    } else {
        Ok(mean)
    }
}

fn spread(cv: f64) -> Result<f64, DistributionError> {
    if cv > 0.0 && cv <= LARGEST_CV {
        Ok(cv)
    } else {
        Err(DistributionError::Cv(cv))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secs(secs: u64) -> Span {
        Span::from_secs(secs)
    }

    #[test]
    fn laws_refuse_what_cannot_be() {
        assert_eq!(
            Distribution::exponential(Span::ZERO),
            Err(DistributionError::ZeroMean)
        );
        assert!(matches!(
            Distribution::lognormal(secs(1), f64::NAN),
            Err(DistributionError::Cv(_))
        ));
        assert!(matches!(
            Distribution::weibull(secs(1), f64::NAN),
            Err(DistributionError::Shape(_))
        ));
        assert_eq!(
            Distribution::uniform(secs(2), secs(2)),
            Err(DistributionError::EmptyRange)
        );
        let half = Share::new(0.5).unwrap();
        let law = Distribution::deterministic(secs(1));
        assert_eq!(
            Distribution::mixture(vec![(half, law)]),
            Err(DistributionError::Shares(0.5))
        );
        assert_eq!(
            Distribution::quantiles(vec![(half, secs(1)), (Share::ONE, secs(2))]),
            Err(DistributionError::Quantiles)
        );
    }

    #[test]
    fn means_are_what_the_parts_add_up_to() {
        let quarter = Share::new(0.25).unwrap();
        let law = Distribution::mixture(vec![
            (quarter, Distribution::exponential(secs(100)).unwrap()),
            (
                quarter.complement(),
                Distribution::uniform(secs(0), secs(40)).unwrap(),
            ),
        ]);
        assert_eq!(law.unwrap().mean(), secs(40));
        let points = vec![
            (Share::ZERO, secs(0)),
            (quarter, secs(10)),
            (Share::ONE, secs(10)),
        ];
        assert_eq!(
            Distribution::quantiles(points).unwrap().mean(),
            Span::from_secs_f64(8.75)
        );
    }

    #[test]
    fn a_lognormal_law_is_found_from_two_quantiles() {
        // sigma = ln(4) / 1.2815…, so mean = 60 exp(sigma²/2) and cv² = exp(sigma²) − 1.
        let law =
            Distribution::lognormal_from_quantiles(secs(60), secs(240), 1.281_551_565_544_600_4)
                .unwrap();
        let Distribution::Lognormal { mean, cv } = law else {
            panic!("not lognormal")
        };
        assert!((mean.as_secs_f64() - 107.707_131).abs() < 1e-5, "{mean:?}");
        assert!((cv - 1.490_789).abs() < 1e-5, "{cv}");
    }
}
