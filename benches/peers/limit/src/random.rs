//! Exponential draws: a ziggurat on xoshiro256++.

/// The generator of Blackman and Vigna, xoshiro256++.
struct Xoshiro([u64; 4]);

impl Xoshiro {
    /// Fills the state with four steps of `SplitMix64` from `seed`.
    fn new(seed: u64) -> Self {
        let mut counter = seed;
        Self(std::array::from_fn(|_| {
            counter = counter.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut word = counter;
            word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            word ^ (word >> 31)
        }))
    }

    #[inline]
    fn word(&mut self) -> u64 {
        let [a, b, c, d] = self.0;
        let word = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.0 = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        word
    }
}

/// The upper 53 bits as a number from 0 up to, not including, 1.
#[inline]
#[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
fn unit(word: u64) -> f64 {
    const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
    (word >> 11) as f64 * STEP
}

const LAYERS: usize = 256;
/// Where the base layer ends and the tail begins.
const TAIL: f64 = 7.697_117_470_131_487;
/// The area of each layer.
const AREA: f64 = 0.003_949_659_822_581_572;

/// Draws from the exponential law with mean 1 by the ziggurat of Marsaglia and Tsang.
pub struct Exponential {
    generator: Xoshiro,
    /// Right edge of each layer, from the base to the top; the base as wide as its area asks.
    edge: [f64; LAYERS + 1],
    /// Density at each edge.
    density: [f64; LAYERS + 1],
}

impl Exponential {
    pub fn new(seed: u64) -> Self {
        let mut edge = [0.0; LAYERS + 1];
        edge[0] = AREA / (-TAIL).exp();
        edge[1] = TAIL;
        for layer in 2..LAYERS {
            let below: f64 = edge[layer - 1];
            edge[layer] = -((-below).exp() + AREA / below).ln();
        }
        Self {
            generator: Xoshiro::new(seed),
            density: edge.map(|x: f64| (-x).exp()),
            edge,
        }
    }

    #[inline]
    pub fn draw(&mut self) -> f64 {
        let (layer, x) = self.candidate();
        if x < self.edge[layer + 1] {
            x
        } else {
            self.near_the_edge(layer, x)
        }
    }

    /// A layer and a point in it; surely under the density if left of the next layer's edge.
    #[inline]
    fn candidate(&mut self) -> (usize, f64) {
        let word = self.generator.word();
        let layer = usize::from(word.to_le_bytes()[0]);
        (layer, unit(word) * self.edge[layer])
    }

    /// The one draw in a hundred that needs the density itself.
    #[cold]
    #[inline(never)]
    fn near_the_edge(&mut self, mut layer: usize, mut x: f64) -> f64 {
        loop {
            let u = unit(self.generator.word());
            if layer == 0 {
                return TAIL - (1.0 - u).ln();
            }
            let (low, high) = (self.density[layer], self.density[layer + 1]);
            if high + (low - high) * u < (-x).exp() {
                return x;
            }
            (layer, x) = self.candidate();
            if x < self.edge[layer + 1] {
                return x;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_the_exponential_law() {
        let mut exponential = Exponential::new(1);
        let draws = 2_000_000;
        let (mut sum, mut squares, mut above_8) = (0.0, 0.0, 0);
        for _ in 0..draws {
            let x = exponential.draw();
            sum += x;
            squares += x * x;
            above_8 += i32::from(x > 8.0);
        }
        let draws = f64::from(draws);
        assert!((sum / draws - 1.0).abs() < 0.003);
        assert!((squares / draws - 2.0).abs() < 0.015);
        assert!((f64::from(above_8) - draws * (-8.0_f64).exp()).abs() < 130.0);
    }
}
