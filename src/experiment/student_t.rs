//! Student's t distribution.

use crate::units::number;

/// The chance that Student's t with so many degrees of freedom is at most `t`.
///
/// By the incomplete beta function (Abramowitz and Stegun 1964, 26.7.1), whose continued fraction is
/// 26.5.8, evaluated by Lentz's method. Zero degrees of freedom give NaN.
pub fn cdf(t: f64, degrees: u64) -> f64 {
    if degrees == 0 || t.is_nan() {
        return f64::NAN;
    }
    let tail = upper_tail(t.abs(), number::float(degrees));
    if t >= 0.0 { 1.0 - tail } else { tail }
}

/// The value that Student's t with so many degrees of freedom [≥ 1] does not exceed with this chance
/// [0 < chance < 1]; NaN outside.
///
/// ```
/// use springtide::experiment::student_t;
/// // Tables print 2.262 for 9 degrees of freedom and 95 % between the two sides.
/// assert!((student_t::quantile(0.975, 9) - 2.262_157_162_798_205).abs() < 1e-12);
/// ```
pub fn quantile(chance: f64, degrees: u64) -> f64 {
    if degrees == 0 || chance.is_nan() || chance <= 0.0 || chance >= 1.0 {
        return f64::NAN;
    }
    if chance < 0.5 {
        return -upper_quantile(chance, degrees);
    }
    upper_quantile(1.0 - chance, degrees)
}

/// The value that is exceeded with chance `tail` [0 < tail ≤ 0.5].
fn upper_quantile(tail: f64, degrees: u64) -> f64 {
    let degrees = number::float(degrees);
    let mut low = 0.0;
    let mut high = 1.0;
    while upper_tail(high, degrees) > tail && high < 1e300 {
        low = high;
        high *= 2.0;
    }
    // Newton's steps, halving wherever one would leave the bracket.
    let mut t = f64::midpoint(low, high);
    for _ in 0..200 {
        let excess = upper_tail(t, degrees) - tail;
        if excess > 0.0 {
            low = t;
        } else {
            high = t;
        }
        let step = excess / density(t, degrees);
        let mut next = t + step;
        if !(low..=high).contains(&next) {
            next = f64::midpoint(low, high);
        }
        if (next - t).abs() <= 1e-15 * next.abs() {
            return next;
        }
        t = next;
    }
    t
}

/// The density at `t`.
fn density(t: f64, degrees: f64) -> f64 {
    let log = log_gamma_step(degrees / 2.0)
        - 0.5 * libm::log(degrees * std::f64::consts::PI)
        - f64::midpoint(degrees, 1.0) * libm::log1p(t * t / degrees);
    libm::exp(log)
}

/// The chance that t exceeds `t` [≥ 0].
fn upper_tail(t: f64, degrees: f64) -> f64 {
    let half = degrees / 2.0;
    let square = t * t;
    let part = degrees / (degrees + square);
    let rest = square / (degrees + square);
    if rest <= 0.0 {
        return 0.5;
    }
    // ln [x^a y^½ / B(a, ½)], with B(a, ½) = Γ(a) Γ(½) / Γ(a + ½) and Γ(½) = √π.
    let log = -half * libm::log1p(square / degrees) + 0.5 * libm::log(rest) + log_gamma_step(half)
        - 0.5 * libm::log(std::f64::consts::PI);
    let front = libm::exp(log);
    if part < (half + 1.0) / (half + 2.5) {
        0.5 * front * beta_fraction(half, 0.5, part) / half
    } else {
        0.5 * (1.0 - front * beta_fraction(0.5, half, rest) / 0.5)
    }
}

/// ln Γ(a + ½) − ln Γ(a), without the loss of digits of a difference of large numbers.
fn log_gamma_step(a: f64) -> f64 {
    if a < 40.0 {
        return libm::lgamma(a + 0.5) - libm::lgamma(a);
    }
    // Tricomi and Erdélyi 1951: the expansion of the ratio in powers of 1/a, as a logarithm.
    let inverse = 1.0 / a;
    let square = inverse * inverse;
    let series = inverse
        * (-1.0 / 8.0
            + square * (1.0 / 192.0 + square * (-1.0 / 640.0 + square * 17.0 / 14_336.0)));
    0.5 * libm::log(a) + series
}

/// The continued fraction of the incomplete beta function Iₓ(a, b), by Lentz's method.
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut upper = 1.0;
    let mut lower = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut value = lower;
    for step in 1..=10_000_u64 {
        let step = number::float(step);
        let place = a + 2.0 * step;
        let even = step * (b - step) * x / ((place - 1.0) * place);
        lower = 1.0 / away_from_zero(1.0 + even * lower);
        upper = away_from_zero(1.0 + even / upper);
        value *= lower * upper;
        let odd = -(a + step) * (a + b + step) * x / (place * (place + 1.0));
        lower = 1.0 / away_from_zero(1.0 + odd * lower);
        upper = away_from_zero(1.0 + odd / upper);
        let factor = lower * upper;
        value *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        // By mpmath 1.3 to 30 digits.
        for (degrees, expected) in [
            (3, 3.182_446_305_283_71),
            (9, 2.262_157_162_798_205_5),
            (29, 2.045_229_642_132_704_3),
            (79, 1.990_450_210_230_129),
            (81, 1.989_686_323_456_902_9),
            (199, 1.971_956_544_251_753_8),
            (9_999, 1.960_201_263_621_357_7),
        ] {
            let found = quantile(0.975, degrees);
            assert!((found - expected).abs() < 1e-12, "{degrees}: {found}");
        }
        // One, two and four degrees of freedom have closed forms.
        let tan = |x: f64| libm::tan(x);
        for chance in [0.6, 0.9, 0.975, 0.995, 0.9999] {
            let one = tan(std::f64::consts::PI * (chance - 0.5));
            assert!((quantile(chance, 1) / one - 1.0).abs() < 1e-11, "{chance}");
            let two = (2.0 * chance - 1.0) / (2.0 * chance * (1.0 - chance)).sqrt();
            assert!((quantile(chance, 2) / two - 1.0).abs() < 1e-11, "{chance}");
            let alpha = 4.0 * chance * (1.0 - chance);
            let q = libm::cos(libm::acos(alpha.sqrt()) / 3.0) / alpha.sqrt();
            let four = 2.0 * (q - 1.0).sqrt();
            assert!((quantile(chance, 4) / four - 1.0).abs() < 1e-9, "{chance}");
        }
    }

    #[test]
    fn many_degrees_of_freedom_are_normal() {
        let normal = 1.959_963_984_540_054;
        for degrees in [1_000_000_u64, 10_000_000, 300_000] {
            // Fisher's expansion: z + (z³ + z) / 4n.
            let expected =
                normal + (normal * normal * normal + normal) / (4.0 * number::float(degrees));
            assert!(
                (quantile(0.975, degrees) - expected).abs() < 1e-9,
                "{degrees}"
            );
        }
    }

    #[test]
    fn the_chance_undoes_the_quantile() {
        for degrees in [1, 2, 3, 7, 29, 78, 79, 80, 81, 99, 1_000, 299_999] {
            for chance in [0.001, 0.05, 0.3, 0.5, 0.8, 0.975, 0.9995] {
                let back = cdf(quantile(chance, degrees), degrees);
                assert!((back - chance).abs() < 1e-12, "{degrees} {chance} {back}");
            }
        }
        assert!(quantile(0.975, 0).is_nan());
        assert!(quantile(1.0, 5).is_nan());
    }
}
