//! Gamma variates: by rejection, or as a function of a standard normal variate, so that they can go
//! together as normal ones do.

use std::cell::OnceCell;

use super::{Draw, StandardNormal};

/// A gamma variate of a shape, with the shape as its mean (Marsaglia and Tsang 2000, "A simple method
/// for generating gamma variables", ACM TOMS 26(3); below shape 1 by their section 6).
pub fn draw(shape: f64, normal: &StandardNormal, draw: &mut Draw) -> f64 {
    if shape < 1.0 {
        let boost = libm::pow(draw.unit(), 1.0 / shape);
        return boost * self::draw(shape + 1.0, normal, draw);
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal.draw(draw);
        let root = 1.0 + c * x;
        if root > 0.0 {
            let v = root * root * root;
            let uniform = draw.unit();
            let square = x * x;
            // Most are surely to be kept, which needs no logarithms.
            let is_kept = uniform < 1.0 - 0.0331 * square * square
                || libm::log(uniform) < 0.5 * square + d - d * v + d * libm::log(v);
            if is_kept {
                return d * v;
            }
        }
    }
}

/// The variate of the gamma law with mean 1 and a shape that stands where `z` stands in the standard
/// normal law; it rises with `z`.
///
/// Newton's method on the incomplete gamma function, kept inside a bracket; the start is that of Wilson
/// and Hilferty (1931). The smaller tail is inverted, so that both ends keep their precision.
///
/// ```
/// use springtide::random::gamma_law::from_normal;
/// // Shape 1 is the exponential law, whose median is ln 2.
/// assert!((from_normal(1.0, 0.0) - 2.0_f64.ln()).abs() < 1e-12);
/// ```
pub fn from_normal(shape: f64, z: f64) -> f64 {
    let is_upper = z > 0.0;
    let tail = 0.5 * libm::erfc(z.abs() / std::f64::consts::SQRT_2);
    let scale = libm::lgamma(shape);
    // Rises with x on both sides.
    let excess = |x: f64| {
        let (lower, upper) = tails(shape, x, scale);
        if is_upper { tail - upper } else { lower - tail }
    };
    let (mut low, mut high) = (0.0, f64::INFINITY);
    let mut x = start(shape, z, tail, scale);
    for _ in 0..200 {
        let gap = excess(x);
        if gap > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let density = libm::exp((shape - 1.0) * libm::log(x) - x - scale);
        let newton = x - gap / density;
        let next = if newton > low && newton < high {
            newton
        } else if high.is_finite() {
            f64::midpoint(low, high)
        } else {
            2.0 * x
        };
        if (next - x).abs() <= 1e-14 * x || next <= f64::MIN_POSITIVE {
            x = next;
            break;
        }
        x = next;
    }
    x / shape
}

/// A guess.
fn start(shape: f64, z: f64, tail: f64, scale: f64) -> f64 {
    let ninth = 1.0 / (9.0 * shape);
    let root = 1.0 - ninth + z * ninth.sqrt();
    let guess = shape * root * root * root;
    if root > 0.2 && guess > 0.0 {
        guess
    } else {
        // Near zero the law is x^shape / Γ(shape + 1).
        let below = if z > 0.0 { 1.0 - tail } else { tail };
        let log = (libm::log(below) + scale + libm::log(shape)) / shape;
        libm::exp(log).max(1e-300)
    }
}

/// The regularised incomplete gamma functions P(shape, x) and Q(shape, x): a series below shape + 1
/// (DLMF 8.11.4), a continued fraction above (DLMF 8.9.2, evaluated by Lentz's method).
fn tails(shape: f64, x: f64, log_gamma: f64) -> (f64, f64) {
    let front = libm::exp(shape * libm::log(x) - x - log_gamma);
    if x < shape + 1.0 {
        let (mut term, mut sum, mut over) = (1.0 / shape, 1.0 / shape, shape);
        for _ in 0..10_000 {
            over += 1.0;
            term *= x / over;
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        let lower = front * sum;
        (lower, 1.0 - lower)
    } else {
        const TINY: f64 = 1e-300;
        let mut bottom = x + 1.0 - shape;
        let (mut ratio, mut inverse) = (1.0 / TINY, 1.0 / bottom);
        let mut fraction = inverse;
        let mut step = 0.0;
        for _ in 0..10_000 {
            step += 1.0;
            let top = -step * (step - shape);
            bottom += 2.0;
            inverse = 1.0 / (top * inverse + bottom);
            ratio = bottom + top / ratio;
            fraction *= inverse * ratio;
            if (inverse * ratio - 1.0).abs() < 1e-16 {
                break;
            }
        }
        let upper = front * fraction;
        (1.0 - upper, upper)
    }
}

/// Two gamma variates of one coefficient of variation, each made of a normal variate.
#[derive(Clone, Debug)]
pub struct GammaPair {
    shape: f64,
    /// Squares of the coefficients of the gamma variate in the normalised Hermite polynomials of degree 1
    /// and more, once somebody asks for a correlation.
    weights: OnceCell<Vec<f64>>,
}

impl GammaPair {
    /// A pair of variates with a coefficient of variation \[> 0\].
    pub fn new(cv: f64) -> Self {
        Self {
            shape: 1.0 / (cv * cv),
            weights: OnceCell::new(),
        }
    }

    /// The correlation that the normal variates must have so that the gamma variates have the
    /// correlation `wanted` [0..1).
    ///
    /// It is found by bisection on the gamma variates' correlation, which is Σ cₙ² rⁿ ÷ Σ cₙ² with r
    /// that of the normal ones and cₙ the coefficients (Mehler 1866; Cario and Nelson 1997, "Modeling
    /// and generating random vectors with arbitrary marginal distributions and correlation matrix").
    pub fn normal_correlation(&self, wanted: f64) -> f64 {
        if wanted <= 0.0 {
            return 0.0;
        }
        let weights = self.weights.get_or_init(|| hermite_weights(self.shape));
        let whole = weights.iter().sum::<f64>();
        let terms = || weights.iter().rev();
        let correlation = |r: f64| terms().fold(0.0, |sum, weight| (sum + weight) * r) / whole;
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..60 {
            let middle = f64::midpoint(low, high);
            if correlation(middle) < wanted {
                low = middle;
            } else {
                high = middle;
            }
        }
        f64::midpoint(low, high)
    }
}

/// Squares of the coefficients of the gamma variate in the normalised Hermite polynomials of degree 1
/// and more; by the trapezoidal rule, which for such integrands is exact to rounding.
fn hermite_weights(shape: f64) -> Vec<f64> {
    const DEGREES: usize = 40;
    const STEP: f64 = 1.0 / 64.0;
    const REACH: i32 = 9 * 64;
    let mut coefficients = vec![0.0; DEGREES + 1];
    for place in -REACH..=REACH {
        let z = f64::from(place) * STEP;
        let weight = STEP * libm::exp(-0.5 * z * z) / (2.0 * std::f64::consts::PI).sqrt();
        let value = from_normal(shape, z) * weight;
        let (mut before, mut now, mut degree) = (0.0, 1.0, 0.0);
        for coefficient in &mut coefficients {
            *coefficient += value * now;
            let next_degree: f64 = degree + 1.0;
            let next = (z * now - f64::sqrt(degree) * before) / next_degree.sqrt();
            (before, now, degree) = (now, next, next_degree);
        }
    }
    coefficients.into_iter().skip(1).map(|c| c * c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quantiles_are_those_of_published_tables() {
        // Chi-square quantiles (Pearson and Hartley 1966, table 8): 2 × gamma with half the degrees.
        for (degrees, z, chi_square) in [
            (1.0, 1.959_963_984_540_054, 5.023_886_187_314_888),
            (10.0, -1.644_853_626_951_472_7, 3.940_299_136_100_766),
            (100.0, 2.326_347_874_040_840_8, 135.806_723_239_676_6),
        ] {
            let shape = degrees / 2.0;
            let found = 2.0 * shape * from_normal(shape, z);
            assert!(
                (found - chi_square).abs() < 1e-9 * chi_square,
                "{degrees}: {found}"
            );
        }
    }

    #[test]
    fn the_weights_add_up_to_the_variance() {
        for cv in [0.05, 0.3, 1.0] {
            let sum: f64 = hermite_weights(1.0 / (cv * cv)).iter().sum();
            assert!((sum / (cv * cv) - 1.0).abs() < 1e-6, "{cv}: {sum}");
        }
    }

    #[test]
    fn small_spreads_need_no_other_correlation_and_large_ones_more() {
        assert!((GammaPair::new(0.01).normal_correlation(0.6) - 0.6).abs() < 1e-4);
        // By integration over the plane, for two exponential variates.
        assert!((GammaPair::new(1.0).normal_correlation(0.6) - 0.643_30).abs() < 1e-5);
        assert!(GammaPair::new(1.0).normal_correlation(0.0).abs() < 1e-12);
    }

    proptest! {
        /// Higher stays higher, everywhere and for every shape.
        #[test]
        fn the_variate_rises(shape in 0.12..2_000.0_f64, z in -8.0..8.0_f64, more in 0.001..1.0_f64) {
            let (one, other) = (from_normal(shape, z), from_normal(shape, z + more));
            prop_assert!(one.is_finite() && one >= 0.0 && other.is_finite());
            prop_assert!(one < other || other < 1e-290, "{one} {other}");
        }
    }
}
