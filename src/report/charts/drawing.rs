//! A picture becomes SVG.

use std::io;

use super::canvas::{Anchor, Canvas, Letters, Plot};
use super::labels::{self, Label};
use super::lettering::{self, Weight};
use super::panel;
use super::picture::{Axis, Key, Picture, Symbol};
use super::style::{AXIS, BAND, EDGE, INK, LINE, PALE_INK, TEXT, TITLE, WIDTH};
use crate::units::number;

/// The left edge of every plot, behind the texts of its axis \[pixels\].
pub(super) const LEFT: i32 = 190;

/// The right edge of every plot; half of a text stands beyond it \[pixels\].
pub(super) const RIGHT: i32 = WIDTH - 50;

/// The width of every plot \[pixels\].
pub(super) const PLOT_WIDTH: i32 = RIGHT - LEFT;

/// Between an axis and its texts \[pixels\].
pub(super) const NEAR: i32 = 12;

/// The length of a line in the explanation of lines \[pixels\].
const SAMPLE: i32 = 64;

const TITLE_LETTERS: Letters = Letters {
    size: TITLE,
    weight: Weight::Bold,
    colour: INK,
};

/// How high a plot is where so many are above each other \[pixels\].
const fn plot_height(panels: usize) -> i32 {
    match panels {
        0 | 1 => 560,
        2 => 360,
        3 => 290,
        _ => 230,
    }
}

/// Draws a picture.
///
/// # Errors
/// Fails only if memory does.
pub(super) fn to_svg(picture: &Picture) -> io::Result<String> {
    let keys = lines_of_keys(&picture.keys);
    let strip = labels::above(&picture.axis, |at| across(&picture.axis, at), (LEFT, RIGHT));
    let head = EDGE
        + TITLE
        + 16
        + LINE * number::nearest_signed(number::float_len(picture.lines.len() + keys.len()));
    let plot_height = plot_height(picture.panels.len());
    let mut plots = Vec::new();
    let mut top = head;
    for panel in 0..picture.panels.len() {
        let above = if panel == 0 { strip.rows * LINE } else { 0 };
        let plot = Plot {
            left: LEFT,
            right: RIGHT,
            top: top + LINE + 14 + above,
            bottom: top + LINE + 14 + above + plot_height,
        };
        top = plot.bottom + 18;
        plots.push(plot);
    }
    let rows_below = if picture.axis.groups.is_empty() { 2 } else { 3 };
    let mut svg = String::new();
    let canvas = Canvas::new(&mut svg, top + rows_below * LINE + EDGE / 2)?;
    draw_head(&canvas, picture, &keys)?;
    for (panel, plot) in picture.panels.iter().zip(&plots) {
        let above = if plot.top == plots[0].top {
            strip.rows * LINE
        } else {
            0
        };
        panel::draw(&canvas, &picture.axis, panel, *plot, above)?;
    }
    for label in &strip.labels {
        let baseline = plots[0].top - NEAR - label.row * LINE;
        let place = (label.middle, baseline);
        canvas.text(&label.text, place, Anchor::Middle, Letters::usual(PALE_INK))?;
    }
    if let Some(last) = plots.last() {
        draw_axis_texts(&canvas, &picture.axis, *last)?;
    }
    canvas.finish()?;
    Ok(svg)
}

/// The place of a number on the axis from left to right.
pub(super) fn across(axis: &Axis, at: f64) -> i32 {
    let part = ((at - axis.from) / (axis.to - axis.from)).clamp(0.0, 1.0);
    LEFT + number::nearest_signed(part * number::float_small(PLOT_WIDTH))
}

/// The keys in lines that fit, each with its place from the left.
fn lines_of_keys(keys: &[Key]) -> Vec<Vec<(i32, String, Symbol)>> {
    let room = WIDTH - 2 * EDGE;
    let mut lines: Vec<Vec<(i32, String, Symbol)>> = Vec::new();
    let mut next = 0;
    for key in keys {
        let text = lettering::fitted(&key.text, TEXT, Weight::Regular, room - SAMPLE - NEAR);
        let width = SAMPLE + NEAR + lettering::width(&text, TEXT, Weight::Regular);
        match lines.last_mut() {
            Some(line) if next + width <= room => line.push((EDGE + next, text, key.symbol)),
            _ => {
                next = 0;
                lines.push(vec![(EDGE, text, key.symbol)]);
            }
        }
        next += width + 2 * NEAR + NEAR;
    }
    lines
}

fn draw_head(
    canvas: &Canvas<'_>,
    picture: &Picture,
    keys: &[Vec<(i32, String, Symbol)>],
) -> io::Result<()> {
    let room = WIDTH - 2 * EDGE;
    let mut baseline = EDGE + TITLE - 6;
    let title = lettering::fitted(&picture.title, TITLE, Weight::Bold, room);
    canvas.text(&title, (EDGE, baseline), Anchor::Start, TITLE_LETTERS)?;
    baseline += 12;
    for line in &picture.lines {
        baseline += LINE;
        let line = lettering::fitted(line, TEXT, Weight::Regular, room);
        canvas.text(
            &line,
            (EDGE, baseline),
            Anchor::Start,
            Letters::usual(PALE_INK),
        )?;
    }
    for line in keys {
        baseline += LINE;
        for (left, text, symbol) in line {
            let middle = baseline - TEXT / 3;
            let right = left + SAMPLE;
            match symbol {
                Symbol::Line(pen) => canvas.line(&[(*left, middle), (right, middle)], *pen)?,
                Symbol::Band(colour) => {
                    let (upper, lower) = (middle - 10, middle + 10);
                    let corners = [
                        (*left, upper),
                        (right, upper),
                        (right, lower),
                        (*left, lower),
                    ];
                    canvas.area(corners.to_vec(), *colour, BAND)?;
                }
            }
            let place = (right + NEAR, baseline);
            canvas.text(text, place, Anchor::Start, Letters::usual(INK))?;
        }
    }
    Ok(())
}

/// The texts below the last plot.
fn draw_axis_texts(canvas: &Canvas<'_>, axis: &Axis, plot: Plot) -> io::Result<()> {
    let mut baseline = plot.bottom + LINE;
    let ticks = axis.ticks.iter().map(|tick| Label {
        middle: across(axis, tick.text_at),
        text: tick.text.clone(),
        row: 0,
    });
    for label in labels::apart(ticks) {
        let place = (label.middle, baseline);
        canvas.text(&label.text, place, Anchor::Middle, Letters::usual(INK))?;
    }
    if !axis.groups.is_empty() {
        baseline += LINE;
        for group in &axis.groups {
            let (left, right) = (across(axis, group.from), across(axis, group.to));
            let place = (i32::midpoint(left, right), baseline);
            canvas.text(&group.text, place, Anchor::Middle, Letters::usual(INK))?;
            for x in [left, right] {
                canvas.line(&[(x, baseline - TEXT), (x, baseline + 8)], AXIS)?;
            }
        }
    }
    baseline += LINE;
    let place = (i32::midpoint(plot.left, plot.right), baseline);
    canvas.text(&axis.name, place, Anchor::Middle, Letters::usual(PALE_INK))
}
