//! Exact sums, squares and products over replications.

use ethnum::U256;

use crate::units::number;

/// Sums of quantities over replications, and sums of their products, for many places.
///
/// All are whole numbers, so adding up is exact and order does not matter. A quantity of one replication
/// is below 2^100 in any simulation that ends, a product so below 2^200, and n times the sum of n
/// products below 2^256 for ten million replications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moments {
    shape: Shape,
    sums: Vec<u128>,
    products: Vec<U256>,
}

/// Which quantities are multiplied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// How many quantities there are.
    pub(super) quantities: usize,
    /// Which products are kept: pairs of places among the quantities, ascending, the smaller first.
    pub(super) pairs: Vec<(usize, usize)>,
}

impl Shape {
    /// The memory of one place \[bytes\].
    pub(super) fn bytes(&self) -> u64 {
        number::count(self.quantities * size_of::<u128>() + self.pairs.len() * size_of::<U256>())
    }
}

/// The moments of one place over so many replications.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub(super) replications: u64,
    sums: &'a [u128],
    products: &'a [U256],
    pairs: &'a [(usize, usize)],
}

impl Moments {
    pub(super) fn new(shape: Shape, places: usize) -> Self {
        Self {
            sums: vec![0; places * shape.quantities],
            products: vec![U256::ZERO; places * shape.pairs.len()],
            shape,
        }
    }

    /// Adds one replication's quantities at a place.
    pub(super) fn add(&mut self, place: usize, values: &[u128]) {
        let width = self.shape.quantities;
        let sums = &mut self.sums[place * width..][..width];
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += value;
        }
        let width = self.shape.pairs.len();
        let products = &mut self.products[place * width..][..width];
        for (product, (a, b)) in products.iter_mut().zip(&self.shape.pairs) {
            *product = product.wrapping_add(multiply(values[*a], values[*b]));
        }
    }

    /// Adds what other replications left.
    pub(super) fn merge(&mut self, other: &Self) {
        assert_eq!(self.shape, other.shape, "moments of different shapes");
        for (mine, theirs) in self.sums.iter_mut().zip(&other.sums) {
            *mine += theirs;
        }
        for (mine, theirs) in self.products.iter_mut().zip(&other.products) {
            *mine = mine.wrapping_add(*theirs);
        }
    }

    /// The sums of all quantities, by place.
    pub(super) fn sums(&self) -> &[u128] {
        &self.sums
    }

    pub(super) fn place(&self, place: usize, replications: u64) -> Place<'_> {
        let (quantities, pairs) = (self.shape.quantities, self.shape.pairs.len());
        Place {
            replications,
            sums: &self.sums[place * quantities..][..quantities],
            products: &self.products[place * pairs..][..pairs],
            pairs: &self.shape.pairs,
        }
    }
}

/// The product of two numbers; mostly both are small.
pub(super) fn multiply(a: u128, b: u128) -> U256 {
    if (a | b) >> 64 == 0 {
        U256::new(a * b)
    } else {
        U256::new(a).wrapping_mul(U256::new(b))
    }
}

/// n·Σab − Σa·Σb of the sum of products and the two sums, exactly, then rounded to a float.
pub(super) fn centred(replications: u64, products: U256, sums: (u128, u128)) -> f64 {
    let first = products.wrapping_mul(U256::from(replications));
    let second = multiply(sums.0, sums.1);
    first.wrapping_sub(second).as_i256().as_f64()
}

impl Place<'_> {
    /// The sum of a quantity.
    pub(super) fn sum(&self, quantity: usize) -> u128 {
        self.sums[quantity]
    }

    /// The sum of a quantity as a float.
    pub(super) fn total(&self, quantity: usize) -> f64 {
        number::float_wide(self.sums[quantity])
    }

    /// n Σab − Σa Σb of two quantities over replications: n² times their covariance; `None` if
    /// their product is not kept.
    pub(super) fn covariance(&self, a: usize, b: usize) -> Option<f64> {
        let pair = (a.min(b), a.max(b));
        let product = self.products[self.pairs.binary_search(&pair).ok()?];
        let sums = (self.sums[a], self.sums[b]);
        Some(centred(self.replications, product, sums))
    }

    /// N·Σx² − (Σx)² of N numbers whose count, sum and sum of squares are these quantities.
    pub(super) fn spread(&self, count: usize, sum: usize, squares: usize) -> f64 {
        let first = multiply(self.sums[count], self.sums[squares]);
        let second = multiply(self.sums[sum], self.sums[sum]);
        first.wrapping_sub(second).as_i256().as_f64().max(0.0)
    }

    /// The standard error of a smooth function of the mean quantities, by the delta method: `gradient`
    /// is the change of the function with each *total*. `None` with one replication, or if a
    /// product is not kept.
    ///
    /// For a ratio this is Cochran, Sampling Techniques (1977), eq. 2.39 and 6.13.
    pub(super) fn standard_error(&self, gradient: &[(usize, f64)]) -> Option<f64> {
        if self.replications < 2 {
            return None;
        }
        let mut variance = 0.0;
        for (i, (a, slope_a)) in gradient.iter().enumerate() {
            variance += slope_a * slope_a * self.covariance(*a, *a)?;
            for (b, slope_b) in &gradient[..i] {
                variance += 2.0 * slope_a * slope_b * self.covariance(*a, *b)?;
            }
        }
        // The totals' variance is n · s², with s² = centred / (n (n − 1)).
        let degrees = number::float(self.replications - 1);
        Some((variance.max(0.0) / degrees).sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(values: &[[u128; 2]]) -> Moments {
        let shape = Shape {
            quantities: 2,
            pairs: vec![(0, 0), (0, 1), (1, 1)],
        };
        let mut moments = Moments::new(shape, 1);
        for value in values {
            moments.add(0, value);
        }
        moments
    }

    #[test]
    fn covariances_are_exact_where_floats_would_not_be() {
        let large: u128 = 1 << 90;
        let moments = moments(&[[large + 1, 5], [large + 2, 5], [large + 3, 8]]);
        let place = moments.place(0, 3);
        // n Σ (a − mean)² · … : 3 · 2 and 3 · (1·2 + 0·1 …).
        assert_eq!(place.covariance(0, 0), Some(6.0));
        assert_eq!(place.covariance(1, 0), Some(9.0));
        assert_eq!(place.covariance(1, 1), Some(18.0));
    }

    #[test]
    fn the_error_of_a_mean_is_the_usual_one() {
        let moments = moments(&[[2, 1], [4, 1], [9, 1], [1, 1]]);
        let place = moments.place(0, 4);
        // Mean 4, s² = (4 + 0 + 25 + 9) / 3; the error of the mean is √(s² / 4).
        let expected = (38.0_f64 / 3.0 / 4.0).sqrt();
        let found = place.standard_error(&[(0, 0.25)]).unwrap();
        assert!((found - expected).abs() < 1e-12);
        assert_eq!(moments.place(0, 1).standard_error(&[(0, 0.25)]), None);
    }
}
