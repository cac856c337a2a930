//! A picture becomes SVG.

use std::io;

use super::canvas::{Anchor, Canvas, Letters, Plot};
use super::labels::{self, Label};
use super::lettering::{self, Weight};
use super::picture::{Axis, Body, Key, Panel, Picture, Symbol};
use super::style::{AXIS, BAND, EDGE, INK, LINE, PALE_INK, PAPER, TEXT, TITLE, WIDTH, heat};
use super::{dots, heat_maps, intervals_in_rows, panel};
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

/// The fills in the explanation of a heat map.
const RAMP: i32 = 16;

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
    let lines = number::nearest_signed(number::float_len(picture.lines.len() + keys.len()));
    let head = EDGE + TITLE + 16 + LINE * lines;
    match &picture.body {
        Body::Panels(axis, panels) => {
            let (plots, above) = lay_panels(axis, panels, head);
            let rows_below = if axis.groups.is_empty() { 2 } else { 3 };
            let bottom = plots.last().map_or(head, |plot| plot.bottom + 18);
            let mut canvas = sheet(picture, &keys, bottom + rows_below * LINE + EDGE / 2)?;
            draw_panels(&mut canvas, axis, panels, &plots, above)?;
            Ok(canvas.finish())
        }
        Body::Maps(maps) => {
            let mut canvas = sheet(picture, &keys, heat_maps::bottom(maps, head))?;
            heat_maps::draw(&mut canvas, maps, head)?;
            Ok(canvas.finish())
        }
        Body::Rows(panels) => {
            let bottom = intervals_in_rows::bottom(panels, head);
            let mut canvas = sheet(picture, &keys, bottom)?;
            intervals_in_rows::draw(&mut canvas, panels, head)?;
            Ok(canvas.finish())
        }
    }
}

/// A sheet of a height with the title, what the picture rests on, and what its signs mean.
fn sheet(picture: &Picture, keys: &[Vec<(i32, String, &Key)>], height: i32) -> io::Result<Canvas> {
    let mut canvas = Canvas::new(height, picture.name, &picture.title)?;
    let room = WIDTH - 2 * EDGE;
    let mut baseline = EDGE + TITLE - 6;
    let title = lettering::fitted(&picture.title, TITLE, Weight::Bold, room);
    canvas.text(&title, (EDGE, baseline), Anchor::Start, TITLE_LETTERS)?;
    baseline += 12;
    for line in &picture.lines {
        baseline += LINE;
        let line = lettering::fitted(line, TEXT, Weight::Regular, room);
        let letters = Letters::usual(PALE_INK);
        canvas.text(&line, (EDGE, baseline), Anchor::Start, letters)?;
    }
    for line in keys {
        baseline += LINE;
        for (left, text, key) in line {
            let plan = key.plan.as_deref().unwrap_or_default();
            canvas.group("key", &[("plan", plan)], |canvas| {
                draw_symbol(canvas, key.symbol, *left, baseline - TEXT / 3)?;
                let place = (left + SAMPLE + NEAR, baseline);
                canvas.text(text, place, Anchor::Start, Letters::usual(INK))
            })?;
        }
    }
    Ok(canvas)
}

/// The keys in lines that fit, each with its place from the left.
fn lines_of_keys(keys: &[Key]) -> Vec<Vec<(i32, String, &Key)>> {
    let room = WIDTH - 2 * EDGE;
    let mut lines: Vec<Vec<(i32, String, &Key)>> = Vec::new();
    let mut next = 0;
    for key in keys {
        let text = lettering::fitted(&key.text, TEXT, Weight::Regular, room - SAMPLE - NEAR);
        let width = SAMPLE + NEAR + lettering::width(&text, TEXT, Weight::Regular);
        match lines.last_mut() {
            Some(line) if next + width <= room => line.push((EDGE + next, text, key)),
            _ => {
                next = 0;
                lines.push(vec![(EDGE, text, key)]);
            }
        }
        next += width + 2 * NEAR + NEAR;
    }
    lines
}

fn draw_symbol(canvas: &mut Canvas, symbol: Symbol, left: i32, middle: i32) -> io::Result<()> {
    let right = left + SAMPLE;
    let (upper, lower) = (middle - 10, middle + 10);
    let area = Plot {
        left,
        right,
        top: upper,
        bottom: lower,
    };
    let centre = (i32::midpoint(left, right), middle);
    match symbol {
        Symbol::Line(pen) => {
            canvas.line(&[(left, middle), (right, middle)], pen)?;
            (pen.marker).map_or(Ok(()), |marker| {
                canvas.marker(centre, panel::SIGN, marker, pen.colour)
            })
        }
        Symbol::Band(colour) => {
            let corners = [(left, upper), (right, upper), (right, lower), (left, lower)];
            canvas.area(corners.to_vec(), colour, BAND)
        }
        Symbol::Sign(pen) => dots::sign(canvas, centre, panel::SIGN + 3, pen),
        Symbol::Fill(colour) => canvas.fill(area, colour),
        Symbol::Dotted(colour) => {
            canvas.fill(area, colour)?;
            heat_maps::dot(canvas, centre, PAPER)
        }
        Symbol::Ramp => (0..RAMP).try_for_each(|i| {
            let part = number::float_small(i) / number::float_small(RAMP - 1);
            let strip = Plot {
                left: left + i * SAMPLE / RAMP,
                right: left + (i + 1) * SAMPLE / RAMP,
                ..area
            };
            canvas.fill(strip, heat(part))
        }),
    }
}

/// The plots of panels below `head`, and the room above the first for the names of days.
fn lay_panels(axis: &Axis, panels: &[Panel], head: i32) -> (Vec<Plot>, labels::Strip) {
    let strip = labels::above(axis, |at| across(axis, at), (LEFT, RIGHT));
    let height = plot_height(panels.len());
    let mut plots = Vec::new();
    let mut top = head;
    for panel in 0..panels.len() {
        let above = if panel == 0 { strip.rows * LINE } else { 0 };
        let plot = Plot {
            left: LEFT,
            right: RIGHT,
            top: top + LINE + 14 + above,
            bottom: top + LINE + 14 + above + height,
        };
        top = plot.bottom + 18;
        plots.push(plot);
    }
    (plots, strip)
}

fn draw_panels(
    canvas: &mut Canvas,
    axis: &Axis,
    panels: &[Panel],
    plots: &[Plot],
    strip: labels::Strip,
) -> io::Result<()> {
    panel::told(canvas, &axis.told, |at| across(axis, at))?;
    for (place, (panel, plot)) in panels.iter().zip(plots).enumerate() {
        let above = if place == 0 { strip.rows * LINE } else { 0 };
        panel::draw(canvas, axis, panel, *plot, above)?;
    }
    for label in strip.labels {
        let baseline = plots[0].top - NEAR - label.row * LINE;
        let place = (label.middle, baseline);
        canvas.text(&label.text, place, Anchor::Middle, Letters::usual(PALE_INK))?;
    }
    (plots.last()).map_or(Ok(()), |last| draw_axis_texts(canvas, axis, *last))
}

/// The place of a number on the axis from left to right.
pub(super) fn across(axis: &Axis, at: f64) -> i32 {
    let part = ((at - axis.from) / (axis.to - axis.from)).clamp(0.0, 1.0);
    LEFT + number::nearest_signed(part * number::float_small(PLOT_WIDTH))
}

/// The texts below the last plot.
fn draw_axis_texts(canvas: &mut Canvas, axis: &Axis, plot: Plot) -> io::Result<()> {
    let mut baseline = plot.bottom + LINE;
    let ticks = axis.ticks.iter().map(|tick| Label {
        middle: across(axis, tick.text_at),
        text: tick.text.clone(),
        row: 0,
    });
    for label in labels::apart(labels::inside(ticks)) {
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
