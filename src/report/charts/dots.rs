//! Confidence intervals as bars with ends.

use std::io;

use super::canvas::{Canvas, Point};
use super::style::{Marker, Pen};

/// Half the length of the end of a bar \[pixels\].
const END: i32 = 7;

/// A level or upright bar with a short line across each end.
pub(super) fn bar(canvas: &mut Canvas, [from, to]: [Point; 2], pen: Pen) -> io::Result<()> {
    canvas.line(&[from, to], pen)?;
    let is_level = from.1 == to.1 && from.0 != to.0;
    for (x, y) in [from, to] {
        let end = if is_level {
            [(x, y - END), (x, y + END)]
        } else {
            [(x - END, y), (x + END, y)]
        };
        canvas.line(&end, pen)?;
    }
    Ok(())
}

/// The sign of a pen, or a disc.
pub(super) fn sign(canvas: &mut Canvas, at: Point, reach: i32, pen: Pen) -> io::Result<()> {
    canvas.marker(at, reach, pen.marker.unwrap_or(Marker::Disc), pen.colour)
}
