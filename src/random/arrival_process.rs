//! Arrival instants of a Poisson process whose rate varies in time.
//!
//! Where the rate is constant or linear by pieces the integrated rate is inverted (Çinlar 1975,
//! "Introduction to stochastic processes", section 4.7): each arrival takes one exponential variate of
//! integrated rate. A sinusoid is thinned (Lewis and Shedler 1979, "Simulation of nonhomogeneous
//! Poisson processes by thinning", algorithm 1).

use super::{StandardExponential, Stream};
use crate::units::{SimTime, number};

/// A rate over time, per microsecond.
#[derive(Clone, Debug)]
pub enum ArrivalLaw {
    /// Constant or linear by pieces.
    Pieces(Vec<Piece>),
    /// mean + amplitude × sin(angle × (t + phase)).
    Sinusoid {
        /// The mean rate per microsecond.
        mean: f64,
        /// The amplitude per microsecond [≤ mean].
        amplitude: f64,
        /// 2π ÷ period, per microsecond.
        angle: f64,
        /// The phase in microseconds.
        phase: f64,
    },
}

/// A piece of a rate.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Where it ends, in microseconds; the last one never does.
    pub until: f64,
    /// The rate at its beginning, per microsecond.
    pub rate: f64,
    /// 1 ÷ rate; infinite where the rate is zero.
    pub gap: f64,
    /// Change of the rate per microsecond, zero where it is constant.
    pub slope: f64,
    /// Where it begins, in microseconds.
    pub from: f64,
}

impl Piece {
    /// The rate at an instant inside it, per microsecond.
    pub(super) fn at(&self, instant: f64) -> f64 {
        if self.slope == 0.0 {
            self.rate
        } else {
            (self.rate + self.slope * (instant - self.from)).max(0.0)
        }
    }
}

/// Where an arrival process stands.
#[derive(Clone, Copy, Debug)]
pub struct ArrivalProcess {
    gaps: Stream,
    thinning: Stream,
    /// The last instant drawn, in microseconds; fractions are kept so that rounding does not add up.
    at: f64,
    piece: usize,
    /// Variates drawn so far.
    drawn: u64,
}

impl ArrivalProcess {
    /// A process at the start of the horizon.
    pub const fn new(gaps: Stream, thinning: Stream) -> Self {
        Self {
            gaps,
            thinning,
            at: 0.0,
            piece: 0,
            drawn: 0,
        }
    }

    /// The next arrival, not after `latest`; [`SimTime::NEVER`] if there is none.
    #[expect(
        clippy::inline_always,
        reason = "on the way of every contact: a tenth of the time of W1 to W3 went into calls"
    )]
    #[inline(always)]
    pub fn next(
        &mut self,
        law: &ArrivalLaw,
        exponential: &StandardExponential,
        latest: SimTime,
    ) -> SimTime {
        match law {
            ArrivalLaw::Pieces(pieces) => {
                let variate = exponential.draw(self.gaps.draw(self.drawn));
                self.drawn += 1;
                let piece = &pieces[self.piece];
                let at = self.at + variate * piece.gap;
                if piece.slope == 0.0 && at < piece.until {
                    self.at = at;
                    return SimTime::from_micros(number::floor(at));
                }
                self.across_pieces(pieces, variate)
            }
            ArrivalLaw::Sinusoid {
                mean,
                amplitude,
                angle,
                phase,
            } => {
                let highest = mean + amplitude;
                let end = number::float(latest.as_micros());
                while highest > 0.0 && self.at <= end {
                    self.at += exponential.draw(self.gaps.draw(self.drawn)) / highest;
                    let level = self.thinning.draw(self.drawn).unit() * highest;
                    self.drawn += 1;
                    if level < mean + amplitude * libm::sin(angle * (self.at + phase)) {
                        return SimTime::from_micros(number::floor(self.at));
                    }
                }
                SimTime::NEVER
            }
        }
    }

    /// Spends a variate of integrated rate from where the process stands, piece by piece.
    #[inline(never)]
    fn across_pieces(&mut self, pieces: &[Piece], mut variate: f64) -> SimTime {
        loop {
            let piece = &pieces[self.piece];
            let rate = piece.rate + piece.slope * (self.at - piece.from);
            let left = piece.until - self.at;
            // rate × d + slope × d² / 2 = variate, solved for d without cancellation.
            let root = rate * rate + 2.0 * piece.slope * variate;
            let step = if piece.slope == 0.0 {
                variate * piece.gap
            } else if root < 0.0 {
                f64::INFINITY
            } else {
                2.0 * variate / (rate + root.sqrt())
            };
            if step < left {
                self.at += step;
                return SimTime::from_micros(number::floor(self.at));
            }
            if self.piece + 1 == pieces.len() {
                return SimTime::NEVER;
            }
            variate = (variate - left * (rate + 0.5 * piece.slope * left)).max(0.0);
            self.at = piece.until;
            self.piece += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::counted::{self, HOUR, piece};

    use std::f64::consts::FRAC_PI_2;

    fn counts(law: &ArrivalLaw, hours: usize, days: u32) -> Vec<f64> {
        let exponential = StandardExponential::new();
        let next = |process: &mut ArrivalProcess, latest| process.next(law, &exponential, latest);
        counted::by_hour(hours, days, (1, 9), ArrivalProcess::new, next)
    }

    #[test]
    fn counts_follow_steps_slopes_and_nothing() {
        let law = ArrivalLaw::Pieces(vec![
            piece(0.0, HOUR, 0.0, 0.0),
            piece(HOUR, 2.0 * HOUR, 30.0, 90.0),
            piece(2.0 * HOUR, 3.0 * HOUR, 50.0, 0.0),
            piece(3.0 * HOUR, f64::INFINITY, 20.0, 20.0),
        ]);
        let means = [0.0, 60.0, 25.0, 20.0, 20.0];
        counted::check(&counts(&law, means.len(), 4_000), &means, 4_000);
    }

    #[test]
    fn a_sinusoid_is_thinned_to_its_rate() {
        let angle = 2.0 * std::f64::consts::PI / (4.0 * HOUR);
        let law = ArrivalLaw::Sinusoid {
            mean: 60.0 / HOUR,
            amplitude: 40.0 / HOUR,
            angle,
            phase: HOUR,
        };
        // The integral of the rate over hour k of the period of four, a quarter period ahead.
        let area = |k: f64| {
            60.0 + 40.0 * 2.0 / std::f64::consts::PI
                * (libm::cos((k + 1.0) * FRAC_PI_2) - libm::cos((k + 2.0) * FRAC_PI_2))
        };
        let means = [0.0, 1.0, 2.0, 3.0].map(area);
        counted::check(&counts(&law, means.len(), 4_000), &means, 4_000);
    }

    #[test]
    fn no_rate_means_no_arrivals() {
        let law = ArrivalLaw::Pieces(vec![piece(0.0, f64::INFINITY, 0.0, 0.0)]);
        assert_eq!(counts(&law, 2, 3), vec![0.0, 0.0]);
        let law = ArrivalLaw::Sinusoid {
            mean: 0.0,
            amplitude: 0.0,
            angle: 1.0,
            phase: 0.0,
        };
        assert_eq!(counts(&law, 2, 3), vec![0.0, 0.0]);
    }
}
