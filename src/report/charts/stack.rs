//! Plots below each other, each with a heading above it and the texts of its axis below.

use super::canvas::Plot;
use super::drawing::NEAR;
use super::lettering::{self, Weight};
use super::style::{EDGE, LINE, TEXT};

/// Above a plot: its heading \[pixels\].
const ABOVE: i32 = LINE + 14;

/// Below a plot: its texts, and room \[pixels\].
const BELOW: i32 = 2 * LINE + NEAR;

/// Below a plot whose axis stands below another one \[pixels\].
const NEXT: i32 = NEAR;

/// How high a plot is \[pixels\], and whether the texts of its axis stand below it.
pub(super) type Size = (i32, bool);

const fn below(has_axis: bool) -> i32 {
    if has_axis { BELOW } else { NEXT }
}

/// Where a picture with plots of these sizes below `head` ends \[pixels\].
pub(super) fn bottom(sizes: impl Iterator<Item = Size>, head: i32) -> i32 {
    let all: i32 = sizes
        .map(|(height, has_axis)| ABOVE + height + below(has_axis))
        .sum();
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

/// The plots of these sizes below `head`.
pub(super) fn plots(
    sizes: impl Iterator<Item = Size>,
    head: i32,
    (left, right): (i32, i32),
) -> impl Iterator<Item = Plot> {
    sizes.scan(head, move |top, (height, has_axis)| {
        let plot = Plot {
            left,
            right,
            top: *top + ABOVE,
            bottom: *top + ABOVE + height,
        };
        *top = plot.bottom + below(has_axis);
        Some(plot)
    })
}
