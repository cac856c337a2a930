//! From other laws to the normal one, so that all comparisons are on one scale.

/// The normal deviate as far out as a deviate of Student's t.
///
/// Wallace (1959), "Bounds on normal approximations to Student's and the chi-square distributions",
/// Annals of Mathematical Statistics 30, formula (4.3): off by less than 0.17 × freedom^(−3/2).
pub(super) fn from_student(t: f64, freedom: f64) -> f64 {
    let stretched = (freedom * libm::log1p(t * t / freedom)).sqrt();
    let z = stretched * (8.0 * freedom + 1.0) / (8.0 * freedom + 3.0);
    z.copysign(t)
}

/// How many standard errors Student's t allows at 95 % [inverse of the above at 1.96].
pub(super) fn student_95(freedom: f64) -> f64 {
    let z = TWO_SIDED_95 * (8.0 * freedom + 3.0) / (8.0 * freedom + 1.0);
    (freedom * libm::expm1(z * z / freedom)).sqrt()
}

/// The normal deviate within which 95 % fall.
pub(super) const TWO_SIDED_95: f64 = 1.959_963_984_540_054;

/// The normal deviate as far out as a count is in a Poisson law: by the probability of fewer, and
/// half that of just as many.
///
/// Counts need not be whole: clumps of events are counted in units of a clump.
pub(super) fn from_poisson(count: f64, mean: f64) -> f64 {
    let (fewer, not_fewer) = gamma_tails(count, mean);
    let (not_more, more) = gamma_tails(count + 1.0, mean);
    from_tails(
        f64::midpoint(fewer, not_more),
        f64::midpoint(not_fewer, more),
    )
}

/// The normal deviate with these probabilities below and above.
fn from_tails(below: f64, above: f64) -> f64 {
    let sign = if below < above { -1.0 } else { 1.0 };
    let tail = below.min(above);
    let (mut low, mut high) = (0.0, 40.0);
    for _ in 0..80 {
        let middle = f64::midpoint(low, high);
        if libm::erfc(middle / std::f64::consts::SQRT_2) / 2.0 > tail {
            low = middle;
        } else {
            high = middle;
        }
    }
    sign * f64::midpoint(low, high)
}

/// Probabilities that a Poisson variable is below `shape`, and that it is not: the incomplete gamma
/// function, by series and by continued fraction (Abramowitz & Stegun 6.5.29 and 6.5.31).
fn gamma_tails(shape: f64, mean: f64) -> (f64, f64) {
    if shape <= 0.0 {
        return (0.0, 1.0);
    }
    if mean <= 0.0 {
        return (1.0, 0.0);
    }
    let scale = libm::exp(shape * libm::log(mean) - mean - libm::lgamma(shape));
    if mean < shape + 1.0 {
        let (mut term, mut sum, mut k) = (1.0 / shape, 1.0 / shape, shape);
        while term > sum * 1e-17 {
            k += 1.0;
            term *= mean / k;
            sum += term;
        }
        let not_below = (scale * sum).min(1.0);
        (1.0 - not_below, not_below)
    } else {
        let mut partial = mean + 1.0 - shape;
        let mut above = 1e300;
        let mut below = 1.0 / partial;
        let mut fraction = below;
        let mut i = 1.0;
        loop {
            let numerator = -i * (i - shape);
            partial += 2.0;
            below = 1.0 / nonzero(numerator * below + partial);
            above = nonzero(partial + numerator / above);
            let factor = below * above;
            fraction *= factor;
            i += 1.0;
            if (factor - 1.0).abs() < 1e-15 || i > 1e5 {
                break;
            }
        }
        let fewer = (scale * fraction).min(1.0);
        (fewer, 1.0 - fewer)
    }
}

fn nonzero(value: f64) -> f64 {
    if value.abs() < 1e-300 { 1e-300 } else { value }
}

#[test]
fn student_becomes_normal() {
    // Tables of Student's t: the quantiles for 0.975, 0.995 and 0.9995.
    for (freedom, t, z) in [
        (99.0, 1.984_217, 1.959_964),
        (99.0, 2.626_405, 2.575_829),
        (99.0, 3.391_529, 3.290_527),
        (199.0, 1.971_957, 1.959_964),
        (10.0, 2.228_139, 1.959_964),
    ] {
        let bound = 0.17 * libm::pow(freedom, -1.5);
        assert!(
            (from_student(t, freedom) - z).abs() < bound,
            "{freedom} {t}"
        );
        assert!((from_student(-t, freedom) + z).abs() < bound);
    }
    assert!((student_95(99.0) - 1.984_217).abs() < 1e-4);
}

#[test]
fn poisson_becomes_normal() {
    // P(0 | 5) = e^-5: half of it is 0.003369, the deviate −2.7095.
    assert!((from_poisson(0.0, 5.0) + 2.7095).abs() < 1e-3);
    // P(X < 10 | 10) = 0.457930, P(X ≤ 10 | 10) = 0.583040.
    let middle = f64::midpoint(0.457_930, 0.583_040);
    let z = from_poisson(10.0, 10.0);
    assert!((libm::erfc(-z / std::f64::consts::SQRT_2) / 2.0 - middle).abs() < 1e-5);
    // For many events the square root of the count is nearly normal.
    let z = from_poisson(440.0, 400.0);
    assert!((z - 2.0 * (440.0_f64.sqrt() - 20.0)).abs() < 0.05, "{z}");
    assert!(from_poisson(1.0, 1e-9) > 5.0);
    assert!(from_poisson(0.0, 1e-9).abs() < 1e-3);
}
