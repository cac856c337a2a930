//! One panel of a picture: its plot, curves and numbers.

use std::io;

use super::canvas::{Anchor, Canvas, Letters, Plot, Point};
use super::drawing::{LEFT, NEAR, RIGHT, across};
use super::lettering::{self, Weight};
use super::picture::{Axis, Curve, Panel};
use super::style::{AXIS, BAND, EDGE, GUIDE, INK, MARK_EDGE, MARKED, PAPER, PROMISE, TEXT};
use crate::units::number;

const HEADING_LETTERS: Letters = Letters {
    size: TEXT,
    weight: Weight::Bold,
    colour: INK,
};

/// The place of a number on the axis from bottom to top; what is beyond its end is cut off.
fn up(panel: &Panel, plot: Plot, value: f64) -> i32 {
    let part = (value / panel.scale.top).clamp(0.0, 1.0);
    plot.bottom - number::nearest_signed(part * number::float_small(plot.bottom - plot.top))
}

/// Draws a panel, whose heading stands so far \[pixels\] above the plot's usual distance.
pub(super) fn draw(
    canvas: &Canvas<'_>,
    axis: &Axis,
    panel: &Panel,
    plot: Plot,
    above: i32,
) -> io::Result<()> {
    let room = RIGHT - LEFT;
    let heading = lettering::fitted(&panel.heading, TEXT, Weight::Bold, room);
    let place = (LEFT, plot.top - 14 - above);
    canvas.text(&heading, place, Anchor::Start, HEADING_LETTERS)?;
    for mark in &axis.marks {
        let (left, right) = (across(axis, mark.from), across(axis, mark.to));
        let right = right.max(left + 2);
        let place = Plot {
            left,
            right,
            ..plot
        };
        canvas.fill(place, MARKED)?;
        for x in [left, right] {
            canvas.line(&[(x, plot.top), (x, plot.bottom)], MARK_EDGE)?;
        }
    }
    for tick in &axis.ticks {
        let x = across(axis, tick.at);
        canvas.line(&[(x, plot.top), (x, plot.bottom)], GUIDE)?;
    }
    for (value, text) in &panel.scale.ticks {
        let y = up(panel, plot, *value);
        canvas.line(&[(plot.left, y), (plot.right, y)], GUIDE)?;
        let text = lettering::fitted(text, TEXT, Weight::Regular, LEFT - NEAR - EDGE / 2);
        let place = (plot.left - NEAR, y + TEXT / 3);
        canvas.text(&text, place, Anchor::End, Letters::usual(INK))?;
    }
    for curve in &panel.curves {
        draw_bands(canvas, axis, panel, plot, curve)?;
    }
    for curve in &panel.curves {
        for line in &curve.lines {
            canvas.line(&on_sheet(axis, panel, plot, line), curve.pen)?;
        }
    }
    for vertical in &axis.verticals {
        let x = across(axis, vertical.at);
        canvas.line(&[(x, plot.top), (x, plot.bottom)], PROMISE)?;
    }
    if let Some(promise) = panel.promise {
        let y = up(panel, plot, promise);
        canvas.line(&[(plot.left, y), (plot.right, y)], PROMISE)?;
    }
    let corner = (plot.left, plot.bottom);
    canvas.line(
        &[(plot.left, plot.top), corner, (plot.right, plot.bottom)],
        AXIS,
    )?;
    panel
        .message
        .as_ref()
        .map_or(Ok(()), |message| draw_message(canvas, message, plot))
}

/// A text in the middle of a plot, on a ground of its own.
fn draw_message(canvas: &Canvas<'_>, message: &str, plot: Plot) -> io::Result<()> {
    let room = plot.right - plot.left - 4 * NEAR;
    let message = lettering::fitted(message, TEXT, Weight::Regular, room);
    let (x, baseline) = (
        i32::midpoint(plot.left, plot.right),
        i32::midpoint(plot.top, plot.bottom),
    );
    let reach = lettering::width(&message, TEXT, Weight::Regular) / 2 + NEAR;
    let ground = Plot {
        left: x - reach,
        right: x + reach,
        top: baseline - TEXT - NEAR / 2,
        bottom: baseline + NEAR,
    };
    canvas.fill(ground, PAPER)?;
    canvas.text(&message, (x, baseline), Anchor::Middle, Letters::usual(INK))
}

fn draw_bands(
    canvas: &Canvas<'_>,
    axis: &Axis,
    panel: &Panel,
    plot: Plot,
    curve: &Curve,
) -> io::Result<()> {
    for band in &curve.bands {
        let corners = on_sheet(axis, panel, plot, band);
        canvas.area(corners, curve.pen.colour, BAND)?;
    }
    Ok(())
}

/// Points of a panel on the sheet.
fn on_sheet(axis: &Axis, panel: &Panel, plot: Plot, points: &[(f64, f64)]) -> Vec<Point> {
    let mut places: Vec<Point> = points
        .iter()
        .map(|(at, value)| (across(axis, *at), up(panel, plot, *value)))
        .collect();
    places.dedup();
    places
}
