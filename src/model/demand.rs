//! When customers arrive.

use super::FactorCurve;
use crate::units::{PerHour, SimTime, Span};

/// How the contacts of a type arrive.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Demand {
    /// A Poisson process with a rate that is constant or linear by pieces.
    Curve(RateCurve),
    /// A Poisson process with rate mean + amplitude × sin(2π (t + phase) ÷ period), t from the start.
    Sinusoid {
        /// The mean rate.
        mean: PerHour,
        /// The amplitude [≤ mean].
        amplitude: PerHour,
        /// The period \[> 0\].
        period: Span,
        /// How far into its period the sine is at the start of the horizon.
        phase: Span,
    },
    /// Recorded contacts, the same in every replication.
    Replay(Vec<ArrivalRecord>),
}

/// One recorded contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArrivalRecord {
    /// When it arrived.
    pub arrived: SimTime,
    /// How long it was handled, if that was recorded and is wanted.
    pub handling: Option<Span>,
}

/// A piece of a rate curve, from its start to the start of the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatePiece {
    /// Where the piece begins.
    pub from: SimTime,
    /// The rate at its beginning.
    pub rate: PerHour,
    /// The rate at its end: the same as `rate` where it is constant.
    pub rate_at_end: PerHour,
}

/// An arrival rate by pieces; the last piece goes on for ever, at its end rate.
#[derive(Clone, Debug, PartialEq)]
pub struct RateCurve {
    pieces: Vec<RatePiece>,
}

impl RateCurve {
    /// The same rate always.
    pub fn constant(rate: PerHour) -> Self {
        Self {
            pieces: vec![RatePiece {
                from: SimTime::START,
                rate,
                rate_at_end: rate,
            }],
        }
    }

    /// A curve from pieces in order of time; neighbours with one constant rate become one piece, so
    /// that a curve that is constant is the same as a constant.
    ///
    /// Before the first piece the rate is zero. A last piece that is not constant has no end to rise
    /// or fall to, so it is taken as constant at its own beginning. Returns `None` if the pieces
    /// do not ascend strictly in time, or there is none.
    pub fn new(pieces: Vec<RatePiece>) -> Option<Self> {
        let first = *pieces.first()?;
        if !pieces.windows(2).all(|pair| pair[0].from < pair[1].from) {
            return None;
        }
        let mut merged: Vec<RatePiece> = Vec::with_capacity(pieces.len() + 1);
        if first.from > SimTime::START {
            merged.push(RatePiece {
                from: SimTime::START,
                rate: PerHour::ZERO,
                rate_at_end: PerHour::ZERO,
            });
        }
        for piece in pieces {
            match merged.last() {
                Some(last)
                    if last.is_constant() && piece.is_constant() && last.rate == piece.rate => {}
                _ => merged.push(piece),
            }
        }
        if let Some(last) = merged.last_mut() {
            last.rate_at_end = last.rate;
        }
        Some(Self { pieces: merged })
    }

    /// The pieces, ascending in time, the first at the start of the horizon.
    pub fn pieces(&self) -> &[RatePiece] {
        &self.pieces
    }

    /// The rate at an instant.
    pub fn at(&self, instant: SimTime) -> PerHour {
        let next = self.pieces.partition_point(|piece| piece.from <= instant);
        let Some(piece) = next.checked_sub(1).map(|i| self.pieces[i]) else {
            return PerHour::ZERO;
        };
        let Some(end) = self.pieces.get(next).map(|piece| piece.from) else {
            return piece.rate;
        };
        let part =
            instant.since(piece.from).as_micros_f64() / end.since(piece.from).as_micros_f64();
        let rate = piece.rate.as_f64() + part * (piece.rate_at_end.as_f64() - piece.rate.as_f64());
        PerHour::new(rate).unwrap_or_default()
    }

    /// The pieces, cut where they hold some of the instants (ascending) inside; neighbours that were
    /// one piece stay apart.
    pub fn cut_at(&self, instants: &[SimTime]) -> Vec<RatePiece> {
        let mut cut = Vec::with_capacity(self.pieces.len() + instants.len());
        for (i, piece) in self.pieces.iter().enumerate() {
            let end = self.pieces.get(i + 1).map(|next| next.from);
            let first = instants.partition_point(|at| *at <= piece.from);
            let inside = instants[first..].iter().copied();
            let inside = inside.take_while(|at| end.is_none_or(|end| *at < end));
            let mut part = *piece;
            for at in inside {
                let rate = self.at(at);
                cut.push(RatePiece {
                    rate_at_end: rate,
                    ..part
                });
                part = RatePiece {
                    from: at,
                    rate,
                    rate_at_end: piece.rate_at_end,
                };
            }
            cut.push(part);
        }
        cut
    }

    /// The curve times a factor by day; `None` if a rate would be past all numbers.
    pub fn times(&self, factors: &FactorCurve) -> Option<Self> {
        let changes: Vec<SimTime> = factors.steps().iter().map(|step| step.0).collect();
        let pieces = self.cut_at(&changes).into_iter().map(|piece| {
            let factor = factors.at(piece.from);
            Some(RatePiece {
                from: piece.from,
                rate: (piece.rate * factor)?,
                rate_at_end: (piece.rate_at_end * factor)?,
            })
        });
        Self::new(pieces.collect::<Option<Vec<RatePiece>>>()?)
    }

    /// Expected arrivals between two instants.
    pub fn expected_between(&self, from: SimTime, to: SimTime) -> f64 {
        let mut expected = 0.0;
        for (i, piece) in self.pieces.iter().enumerate() {
            let end = self
                .pieces
                .get(i + 1)
                .map_or(SimTime::NEVER, |next| next.from);
            let (lower, upper) = (piece.from.max(from), end.min(to));
            if lower < upper {
                let middle =
                    SimTime::from_micros(u64::midpoint(lower.as_micros(), upper.as_micros()));
                expected += self.at(middle).expected_in(upper - lower);
            }
        }
        expected
    }
}

impl RatePiece {
    fn is_constant(&self) -> bool {
        self.rate == self.rate_at_end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(per_hour: f64) -> PerHour {
        PerHour::new(per_hour).unwrap()
    }

    fn piece(hour: u64, from: f64, to: f64) -> RatePiece {
        let from_instant = SimTime::START + Span::HOUR.saturating_mul(hour);
        RatePiece {
            from: from_instant,
            rate: rate(from),
            rate_at_end: rate(to),
        }
    }

    #[test]
    fn a_constant_curve_is_a_constant() {
        let curve = RateCurve::new(vec![
            piece(0, 5.0, 5.0),
            piece(1, 5.0, 5.0),
            piece(2, 5.0, 5.0),
        ]);
        assert_eq!(curve, Some(RateCurve::constant(rate(5.0))));
    }

    #[test]
    fn expected_counts_follow_steps_and_slopes() {
        let curve = RateCurve::new(vec![piece(1, 10.0, 30.0), piece(2, 6.0, 6.0)]).unwrap();
        let hours = |h: u64| SimTime::START + Span::HOUR.saturating_mul(h);
        assert!((curve.expected_between(hours(0), hours(1)) - 0.0).abs() < 1e-9);
        assert!((curve.expected_between(hours(0), hours(2)) - 20.0).abs() < 1e-9);
        assert!((curve.expected_between(hours(1), hours(4)) - 32.0).abs() < 1e-9);
        assert_eq!(curve.at(hours(3)), rate(6.0));
    }

    #[test]
    fn factors_cut_steps_and_slopes() {
        let curve = RateCurve::new(vec![piece(0, 10.0, 30.0), piece(2, 6.0, 6.0)]).unwrap();
        let hours = |h: u64| SimTime::START + Span::HOUR.saturating_mul(h);
        let factor = |value: f64| crate::units::Factor::new(value).unwrap();
        let factors = FactorCurve::new([(hours(1), factor(2.0)), (hours(3), factor(0.0))]);
        let times = curve.times(&factors.unwrap()).unwrap();
        let expect = |from, to, contacts: f64| {
            let found = times.expected_between(hours(from), hours(to));
            assert!((found - contacts).abs() < 1e-9, "{from} to {to}: {found}");
        };
        expect(0, 1, 15.0);
        expect(1, 2, 50.0);
        expect(2, 3, 12.0);
        expect(3, 9, 0.0);
    }

    #[test]
    fn pieces_out_of_order_are_refused() {
        assert_eq!(
            RateCurve::new(vec![piece(2, 1.0, 1.0), piece(1, 1.0, 1.0)]),
            None
        );
        assert_eq!(RateCurve::new(vec![]), None);
    }
}
