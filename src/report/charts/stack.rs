//! Plots below each other, each with a heading above it and the texts of its axis below.

use super::canvas::Plot;
use super::drawing::NEAR;
use super::lettering::{self, Weight};
use super::style::{EDGE, LINE, TEXT};

/// Above a plot: its heading \[pixels\].
const ABOVE: i32 = LINE + 14;

/// Below a plot: its texts, and room \[pixels\].
const BELOW: i32 = 2 * LINE + NEAR;

/// Where a picture with plots of these heights below `head` ends \[pixels\].
pub(super) fn bottom(heights: impl Iterator<Item = i32>, head: i32) -> i32 {
    let all: i32 = heights.map(|height| ABOVE + height + BELOW).sum();
    head + all + EDGE / 2
}

/// The left edge of every plot: behind the names of the rows of all, and `beside` them, within bounds
/// \[pixels\].
pub(super) fn left<'a>(
    names: impl Iterator<Item = &'a String>,
    beside: i32,
    (least, most): (i32, i32),
) -> i32 {
    let widths = names.map(|name| lettering::width(name, TEXT, Weight::Regular));
    (widths.max().unwrap_or(0) + NEAR + EDGE + beside).clamp(least, most)
}

/// The plots of these heights below `head`.
pub(super) fn plots(
    heights: impl Iterator<Item = i32>,
    head: i32,
    (left, right): (i32, i32),
) -> impl Iterator<Item = Plot> {
    heights.scan(head, move |top, height| {
        let plot = Plot {
            left,
            right,
            top: *top + ABOVE,
            bottom: *top + ABOVE + height,
        };
        *top = plot.bottom + BELOW;
        Some(plot)
    })
}
