//! Standard normal variates by inversion, from a table: one uniform number gives one variate, and a larger
//! one a larger variate, so that plans that share their chance move together.
//!
//! The probability of the nearer tail is cut where a float cuts itself: an octave for each power of two,
//! in cells of one width. In a cell the quantile is the cubic that has the quantile's values and slopes at
//! both ends (Hermite's interpolation; Hörmann and Leydold 2003, "Continuous random variate generation by
//! fast numerical inversion", ACM TOMACS 13(4), section 2). It errs by less than 5e-10, which moves a talk
//! of five minutes by a fraction of a microsecond.

use super::{Draw, normal};
use crate::units::number;

/// Cells of an octave, as bits of the mantissa.
const CELL_BITS: u32 = 6;
/// The mantissa's bits that say where in its cell a probability lies.
const PLACE_BITS: u32 = f64::MANTISSA_DIGITS - 1 - CELL_BITS;
/// Octaves in the table: 1/4 to 1/2, 1/8 to 1/4 and so on; one draw in four thousand lies beyond.
const OCTAVES: usize = 12;
const CELLS: usize = OCTAVES << CELL_BITS;
/// The cell, by exponent and mantissa, in which probabilities begin that no tail has.
const END: u64 = 0.5_f64.to_bits() >> PLACE_BITS;

/// Draws standard normal variates.
#[derive(Clone)]
pub struct StandardNormal {
    /// How far out a quantile lies, as a cubic of the place in the cell \[0..1\], from the constant up;
    /// from the octave next to the middle outwards, and in each downwards.
    cells: Box<[[f64; 4]; CELLS]>,
}

impl std::fmt::Debug for StandardNormal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StandardNormal")
            .field("cells", &CELLS)
            .finish_non_exhaustive()
    }
}

impl Default for StandardNormal {
    fn default() -> Self {
        Self::new()
    }
}

impl StandardNormal {
    /// Builds the table.
    pub fn new() -> Self {
        let mut cells = Box::new([[0.0; 4]; CELLS]);
        for (cell, place) in cells.iter_mut().zip(1..) {
            let ends = [END - place, END - place + 1].map(|end| f64::from_bits(end << PLACE_BITS));
            *cell = cubic(ends);
        }
        Self { cells }
    }

    /// One variate.
    #[inline]
    pub fn draw(&self, draw: &mut Draw) -> f64 {
        self.quantile(draw.unit())
    }

    /// The quantile at `p` \[0 < p < 1\].
    #[inline]
    pub fn quantile(&self, p: f64) -> f64 {
        let tail = if p < 0.5 { p } else { 1.0 - p };
        let bits = tail.to_bits();
        let cell = END.wrapping_sub((bits >> PLACE_BITS) + 1);
        let Some([constant, slope, square, cube]) = self.cells.get(number::index_wide(cell)) else {
            return normal::quantile(p);
        };
        let within = bits & ((1 << PLACE_BITS) - 1);
        let x = number::float(within) * (1.0 / number::float(1 << PLACE_BITS));
        let size = constant + x * (slope + x * (square + x * cube));
        if p < 0.5 { -size } else { size }
    }
}

/// The cubic through how far out the quantiles at two tail probabilities lie, with their slopes.
fn cubic(ends: [f64; 2]) -> [f64; 4] {
    let width = ends[1] - ends[0];
    let [from, to] = ends.map(|tail| -normal::quantile(tail));
    let slope = |x: f64| -width * (2.0 * std::f64::consts::PI).sqrt() * libm::exp(0.5 * x * x);
    let (starts, arrives) = (slope(from), slope(to));
    let rise = to - from;
    let square = 3.0 * rise - 2.0 * starts - arrives;
    [from, starts, square, starts + arrives - 2.0 * rise]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// At the ends of cells, next to them, inside and beyond the table, on both sides.
    #[test]
    fn quantiles_are_the_exact_ones_and_rise() {
        let law = StandardNormal::new();
        let mut last = f64::NEG_INFINITY;
        let steps = 40_000_u32;
        for step in 1..steps {
            // Denser towards both ends.
            let s = f64::from(step) / f64::from(steps);
            let p = s * s * (3.0 - 2.0 * s);
            let z = law.quantile(p);
            assert!(z > last, "{p}: {z} after {last}");
            last = z;
            let error = z - normal::quantile(p);
            assert!(error.abs() < 5e-10, "{p}: {error}");
        }
        for edge in 1..200 {
            let p = f64::from_bits((END - edge) << PLACE_BITS);
            for p in [p.next_down(), p, p.next_up(), 1.0 - p] {
                let error = law.quantile(p) - normal::quantile(p);
                assert!(error.abs() < 5e-10, "{p}: {error}");
            }
        }
        for p in [
            1e-300,
            1e-17,
            1e-9,
            0.5_f64.next_down(),
            0.5,
            0.5_f64.next_up(),
            1.0 - 1e-9,
        ] {
            assert!((law.quantile(p) - normal::quantile(p)).abs() < 1e-11, "{p}");
        }
    }
}
