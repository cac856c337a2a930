//! The exponential function from a table, for variates whose logarithm is drawn.

use crate::units::number;

/// Steps of an octave, as bits.
const STEP_BITS: u32 = 7;
const STEPS: usize = 1 << STEP_BITS;
/// Adding it leaves a whole number in the low bits of the mantissa, rounded to nearest.
const ROUNDER: f64 = 1.5 * 4_503_599_627_370_496.0;
/// Steps of a factor of e, and e's logarithm of a step.
const STEPS_PER_E: f64 = 128.0 * std::f64::consts::LOG2_E;
const LOG_STEP: f64 = std::f64::consts::LN_2 / 128.0;
/// Beyond this, what comes out might not be a normal float.
const RANGE: f64 = 700.0;

/// e to a power, relative error below 2e-14 for powers of size up to 30 and 4e-13 for all: the steps of
/// an octave from a table and the rest as a polynomial (Tang 1989, "Table-driven implementation of the
/// exponential function in IEEE floating-point arithmetic", ACM TOMS 15(2)).
#[derive(Clone)]
pub struct Exp {
    /// 2^(step ÷ 128), as bits.
    steps: Box<[u64; STEPS]>,
}

impl std::fmt::Debug for Exp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Exp").field("steps", &STEPS).finish()
    }
}

impl Default for Exp {
    fn default() -> Self {
        Self::new()
    }
}

impl Exp {
    /// Builds the table.
    pub fn new() -> Self {
        let mut steps = Box::new([0; STEPS]);
        for (place, step) in steps.iter_mut().enumerate() {
            *step = libm::exp2(number::float_len(place) / number::float_len(STEPS)).to_bits();
        }
        Self { steps }
    }

    /// e to the power of `x`.
    #[inline]
    pub fn of(&self, x: f64) -> f64 {
        if x.abs() <= RANGE {
            self.within_range(x)
        } else {
            libm::exp(x)
        }
    }

    #[inline]
    fn within_range(&self, x: f64) -> f64 {
        let in_steps = x * STEPS_PER_E;
        let shifted = in_steps + ROUNDER;
        let rest = (in_steps - (shifted - ROUNDER)) * LOG_STEP;
        let whole = shifted.to_bits().wrapping_sub(ROUNDER.to_bits());
        let step = self.steps[number::index(number::low_half(whole)) % STEPS];
        // The octaves go to the exponent; a negative number of them wraps round to less.
        let octaves = (whole >> STEP_BITS) << (f64::MANTISSA_DIGITS - 1);
        let power = f64::from_bits(step.wrapping_add(octaves));
        let grown = rest + rest * rest * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0)));
        power + power * grown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_the_exact_ones() {
        let exp = Exp::new();
        for step in -70_000..=70_000_i32 {
            let x = f64::from(step) * 0.010_000_37;
            let error = (exp.of(x) / libm::exp(x) - 1.0).abs();
            let most = if x.abs() <= 30.0 { 2e-14 } else { 4e-13 };
            assert!(error < most, "{x}: {error}");
        }
        assert_eq!(exp.of(0.0).to_bits(), 1.0_f64.to_bits());
        assert_eq!(exp.of(f64::NEG_INFINITY).to_bits(), 0);
        assert!(exp.of(800.0).is_infinite() && exp.of(f64::NAN).is_nan());
    }
}
