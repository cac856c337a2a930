//! How busy the days of a replication are.

use super::Replication;
use crate::compile::busyness::BusynessInputs;
use crate::random::arrival_process::Piece;
use crate::random::{Draw, Purpose, StandardNormal, Stream, gamma_law};
use crate::units::number;

/// Whose what all contact types share is.
const EVERYBODY: u64 = 0;

/// The pieces of a contact type's rate as they are in a replication: each times the factor of its day
/// and that of its planning interval.
pub(super) fn strayed(
    pieces: &[Piece],
    busyness: &BusynessInputs,
    normal: &StandardNormal,
    whose: u64,
    replication: Replication,
) -> Vec<Piece> {
    let Replication { seed, index } = replication;
    let stream = |whose, purpose| Stream::new(seed, index, whose, purpose);
    let by_day = busyness.day.map(|law| {
        let shared = normals(
            stream(EVERYBODY, Purpose::CommonBusyness),
            law.shared_persistence,
            busyness.days,
            normal,
        );
        let own = normals(
            stream(whose, Purpose::Busyness),
            law.own_persistence,
            busyness.days,
            normal,
        );
        let own_part = (1.0 - law.shared * law.shared).sqrt();
        let factor =
            |(shared, own)| gamma_law::from_normal(law.shape, law.shared * shared + own_part * own);
        shared
            .into_iter()
            .zip(own)
            .map(factor)
            .collect::<Vec<f64>>()
    });
    let by_interval = stream(whose, Purpose::Overdispersion);
    let strayed = pieces
        .iter()
        .zip(&busyness.pieces)
        .map(|(piece, (day, interval))| {
            let of_day = by_day.as_ref().map_or(1.0, |factors| factors[*day]);
            let of_interval = busyness.interval.map_or(1.0, |shape| {
                gamma_law::draw(
                    shape,
                    normal,
                    &mut by_interval.draw(number::count(*interval)),
                ) / shape
            });
            let factor = of_day * of_interval;
            Piece {
                rate: piece.rate * factor,
                gap: 1.0 / (piece.rate * factor),
                slope: piece.slope * factor,
                ..*piece
            }
        });
    strayed.collect()
}

/// Standard normal variates of the days, each tied to the one before.
fn normals(stream: Stream, persistence: f64, days: usize, normal: &StandardNormal) -> Vec<f64> {
    let fresh = (1.0 - persistence * persistence).sqrt();
    let mut before = None;
    let draws = (0..number::count(days)).map(|day| {
        let mut draw: Draw = stream.draw(day);
        let news = normal.draw(&mut draw);
        let now = before.map_or(news, |before: f64| persistence * before + fresh * news);
        before = Some(now);
        now
    });
    draws.collect()
}
