//! Demand → arrival instants, ready to draw.

use crate::model::{ArrivalRecord, Demand, RatePiece};
use crate::random::ArrivalLaw;
use crate::random::arrival_process::Piece;
use crate::units::{SimTime, number};

/// When the contacts of a type arrive.
#[derive(Clone, Debug)]
pub enum Arrivals {
    /// By chance.
    Drawn(ArrivalLaw),
    /// As recorded, ascending.
    Recorded(Vec<ArrivalRecord>),
}

/// Demand, ready to draw from; a curve is cut at the instants given.
pub fn arrivals(demand: &Demand, cuts: &[SimTime]) -> Arrivals {
    match demand {
        Demand::Curve(curve) => Arrivals::Drawn(ArrivalLaw::Pieces(pieces(&curve.cut_at(cuts)))),
        Demand::Sinusoid {
            mean,
            amplitude,
            period,
            phase,
        } => Arrivals::Drawn(ArrivalLaw::Sinusoid {
            mean: mean.per_micro(),
            amplitude: amplitude.per_micro(),
            angle: 2.0 * std::f64::consts::PI / period.as_micros_f64(),
            phase: phase.as_micros_f64(),
        }),
        Demand::Replay(records) => {
            let mut records = records.clone();
            records.sort_by_key(|record| record.arrived);
            Arrivals::Recorded(records)
        }
    }
}

fn pieces(curve: &[RatePiece]) -> Vec<Piece> {
    let ends = (curve.iter().skip(1)).map(|next| number::float(next.from.as_micros()));
    let ends = ends.chain(std::iter::once(f64::INFINITY));
    let pieces = curve.iter().zip(ends).map(|(piece, until)| {
        let from = number::float(piece.from.as_micros());
        let rate = piece.rate.per_micro();
        let slope = (piece.rate_at_end.per_micro() - rate) / (until - from);
        Piece {
            from,
            until,
            rate,
            gap: 1.0 / rate,
            slope,
        }
    });
    pieces.collect()
}
