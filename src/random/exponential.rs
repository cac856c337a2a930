//! Exponential variates by the ziggurat (Marsaglia and Tsang 2000, "The ziggurat method for generating
//! random variables", Journal of Statistical Software 5(8)), 256 layers.

use super::Draw;
use crate::units::number;

const LAYERS: usize = 256;
/// Where the tail begins, and the area of each layer (Marsaglia and Tsang 2000, section 3).
const TAIL: f64 = 7.697_117_470_131_487;
const AREA: f64 = 0.003_949_659_822_581_572;
/// 2^−53: the step of the 53 bits from which a point on a layer is made.
const STEP: f64 = 1.0 / 9_007_199_254_740_992.0;

/// Draws exponential variates with mean 1.
#[derive(Clone)]
pub struct StandardExponential {
    layers: Box<[Layer; LAYERS]>,
    /// The density at the right edges of the layers.
    density: Box<[f64; LAYERS + 1]>,
}

#[derive(Clone, Copy, Default)]
struct Layer {
    /// The layer's width times 2^−53.
    scale: f64,
    /// Left of this the layer lies wholly under the density.
    inside: f64,
}

impl std::fmt::Debug for StandardExponential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StandardExponential")
            .field("layers", &LAYERS)
            .finish_non_exhaustive()
    }
}

impl Default for StandardExponential {
    fn default() -> Self {
        Self::new()
    }
}

impl StandardExponential {
    /// Builds the layers.
    pub fn new() -> Self {
        let mut edges = [0.0; LAYERS + 1];
        edges[0] = AREA / libm::exp(-TAIL);
        edges[1] = TAIL;
        for i in 1..LAYERS - 1 {
            edges[i + 1] = -libm::log(libm::exp(-edges[i]) + AREA / edges[i]);
        }
        let mut layers = Box::new([Layer::default(); LAYERS]);
        for (i, layer) in layers.iter_mut().enumerate() {
            *layer = Layer {
                scale: edges[i] * STEP,
                inside: edges[i + 1],
            };
        }
        Self {
            layers,
            density: Box::new(edges.map(|edge| libm::exp(-edge))),
        }
    }

    /// One variate \[> 0\].
    #[expect(
        clippy::inline_always,
        reason = "on the way of every contact: a tenth of the time of W1 to W3 went into calls"
    )]
    #[inline(always)]
    pub fn draw(&self, mut draw: Draw) -> f64 {
        let (i, x) = self.propose(&mut draw);
        if x < self.layers[i].inside {
            x
        } else {
            self.decide(draw, i, x)
        }
    }

    /// A layer and a point on it.
    #[expect(
        clippy::inline_always,
        reason = "on the way of every contact: a tenth of the time of W1 to W3 went into calls"
    )]
    #[inline(always)]
    fn propose(&self, draw: &mut Draw) -> (usize, f64) {
        let bits = draw.bits();
        let i = number::index(number::low_half(bits & 255));
        (i, (number::float(bits >> 11) + 0.5) * self.layers[i].scale)
    }

    /// What one draw in a hundred needs: the tail, or the part of a layer that sticks out.
    #[cold]
    #[inline(never)]
    fn decide(&self, mut draw: Draw, mut i: usize, mut x: f64) -> f64 {
        loop {
            if i == 0 {
                return TAIL - libm::log(draw.unit());
            }
            let height = self.density[i] + draw.unit() * (self.density[i + 1] - self.density[i]);
            if height < libm::exp(-x) {
                return x;
            }
            (i, x) = self.propose(&mut draw);
            if x < self.layers[i].inside {
                return x;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, Stream};

    /// The share of draws up to each of 60 points is that of the exponential law, within 4.5 standard
    /// errors; the points reach into the tail and into every kind of layer.
    #[test]
    fn draws_follow_the_exponential_law() {
        let law = StandardExponential::new();
        let stream = Stream::new(3, 0, 1, Purpose::Talk);
        let n = 1_000_000_u32;
        let draws: Vec<f64> = (0..u64::from(n))
            .map(|i| law.draw(stream.draw(i)))
            .collect();
        for step in 1..=60_u32 {
            let x = f64::from(step) * f64::from(step) / 300.0;
            let expected = -libm::expm1(-x);
            let below =
                f64::from(u32::try_from(draws.iter().filter(|d| **d <= x).count()).unwrap());
            let error = (expected * (1.0 - expected) / f64::from(n)).sqrt();
            let z = (below / f64::from(n) - expected) / error;
            assert!(z.abs() < 4.5, "x = {x}: z = {z}");
        }
    }
}
