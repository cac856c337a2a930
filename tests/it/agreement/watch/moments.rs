//! Means, ratios and variances with their standard errors.

use super::Bottom;
use crate::agreement::score::Ours;

/// Sums over replications.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::agreement) struct Moments {
    replications: f64,
    x: f64,
    xx: f64,
    y: f64,
    yy: f64,
    xy: f64,
    kind: Wanted,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Wanted {
    #[default]
    Mean,
    Ratio,
    Variance,
    Deviation,
}

impl Moments {
    /// Adds a replication.
    pub(super) fn add(&mut self, x: f64, bottom: Bottom) {
        let y = match bottom {
            Bottom::Nothing => 1.0,
            Bottom::Total(y) => {
                self.kind = Wanted::Ratio;
                y
            }
            Bottom::Mean(y) => {
                self.kind = Wanted::Variance;
                y
            }
            Bottom::MeanOfRoot(y) => {
                self.kind = Wanted::Deviation;
                y
            }
        };
        self.replications += 1.0;
        self.x += x;
        self.xx += x * x;
        self.y += y;
        self.yy += y * y;
        self.xy += x * y;
    }

    /// Adds other replications.
    pub(super) fn merge(&mut self, other: &Self) {
        self.replications += other.replications;
        self.x += other.x;
        self.xx += other.xx;
        self.y += other.y;
        self.yy += other.yy;
        self.xy += other.xy;
        if other.kind != Wanted::Mean {
            self.kind = other.kind;
        }
    }

    /// The number with its standard error.
    ///
    /// A ratio of totals r = X ÷ Y has the error of x − r·y, over the mean of y (Cochran 1977, 2.39); a
    /// variance X − Y², of means of squares X and means Y, that of x − 2·Y·y (the delta method),
    /// and its root √V that error ÷ 2·√V.
    pub(in crate::agreement) fn ours(&self) -> Ours {
        let n = self.replications;
        let (mean_x, mean_y) = (self.x / n, self.y / n);
        let (value, slope, scale) = match self.kind {
            Wanted::Mean => (mean_x, 0.0, 1.0),
            Wanted::Ratio => (mean_x / mean_y, mean_x / mean_y, mean_y),
            Wanted::Variance => (mean_x - mean_y * mean_y, 2.0 * mean_y, 1.0),
            Wanted::Deviation => {
                let root = (mean_x - mean_y * mean_y).max(0.0).sqrt();
                (root, 2.0 * mean_y, 2.0 * root)
            }
        };
        let centred = |product: f64, a: f64, b: f64| product - n * a * b;
        let squares = centred(self.xx, mean_x, mean_x)
            - 2.0 * slope * centred(self.xy, mean_x, mean_y)
            + slope * slope * centred(self.yy, mean_y, mean_y);
        let error = (squares.max(0.0) / (n - 1.0) / n).sqrt() / scale;
        Ours::with_error(value, error, n)
    }

    /// The sum of the bottoms: the number of events that a share is of.
    pub(in crate::agreement) fn bottom(&self) -> f64 {
        self.y
    }
}

#[test]
fn a_ratio_has_the_error_of_its_residuals() {
    let mut ratio = Moments::default();
    for (x, y) in [(1.0, 10.0), (3.0, 10.0), (2.0, 20.0), (4.0, 20.0)] {
        ratio.add(x, Bottom::Total(y));
    }
    let ours = ratio.ours();
    // r = 10 ÷ 60; residuals −2/3, 4/3, −4/3, 2/3: squares 40/9; √(40/9 ÷ 3 ÷ 4) ÷ 15.
    assert!((ours.value - 1.0 / 6.0).abs() < 1e-12);
    assert!((ours.error - (40.0_f64 / 9.0 / 12.0).sqrt() / 15.0).abs() < 1e-12);
}

#[test]
fn a_variance_has_the_error_of_the_delta_method() {
    let mut variance = Moments::default();
    for (square, mean) in [(5.0, 2.0), (11.0, 3.0), (8.0, 2.5)] {
        variance.add(square, Bottom::Mean(mean));
    }
    let ours = variance.ours();
    assert!((ours.value - (8.0 - 6.25)).abs() < 1e-12);
    // x − 5·y: −5, −4, −4.5; standard deviation 0.5.
    assert!((ours.error - 0.5 / 3.0_f64.sqrt()).abs() < 1e-12);
}

#[test]
fn a_standard_deviation_is_the_root_of_the_variance() {
    let mut deviation = Moments::default();
    for (square, mean) in [(5.0, 2.0), (11.0, 3.0), (8.0, 2.5)] {
        deviation.add(square, Bottom::MeanOfRoot(mean));
    }
    let ours = deviation.ours();
    let root = 1.75_f64.sqrt();
    assert!((ours.value - root).abs() < 1e-12);
    assert!((ours.error - 0.5 / 3.0_f64.sqrt() / (2.0 * root)).abs() < 1e-12);
}
