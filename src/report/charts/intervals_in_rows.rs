//! Confidence intervals in rows, one below the other: a forest plot.

use std::io;

use super::canvas::{Anchor, Canvas, Letters, Plot};
use super::dots;
use super::drawing::NEAR;
use super::labels::{self, Label};
use super::lettering::{self, Weight};
use super::panel::{HEADING_LETTERS, draw_message};
use super::scale::Scale;
use super::stack;
use super::style::{
    AXIS, EDGE, GUIDE, INK, LINE, PALE_INK, PROMISE, Pen, TEXT, WIDTH, error_bar, wide_bar,
};
use crate::units::number;

/// The least and the most room from the left to the plot, for names \[pixels\].
const LEFT: (i32, i32) = (330, 620);

/// The least and the most room from the plot to the right, for numbers \[pixels\].
const NUMBERS: (i32, i32) = (420, 640);

/// How high a row is \[pixels\].
const ROW: i32 = 44;

/// From the middle of a sign to its edge \[pixels\].
const SIGN: i32 = 8;

/// Rows over an axis of their own.
#[derive(Clone, Debug)]
pub(super) struct RowPanel {
    /// What it is about.
    pub(super) heading: String,
    /// From left to right.
    pub(super) scale: Scale,
    /// What lies on either side of nothing: left, right.
    pub(super) sides: [String; 2],
    /// From top to bottom.
    pub(super) rows: Vec<Row>,
    /// Said instead of rows.
    pub(super) message: Option<String>,
}

/// A number with its confidence intervals.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The plan, for data.
    pub(super) plan: String,
    /// Its name for people.
    pub(super) name: String,
    /// Its sign and colour.
    pub(super) pen: Pen,
    /// The number.
    pub(super) value: f64,
    /// Its confidence interval.
    pub(super) interval: Option<(f64, f64)>,
    /// The same so wide that all rows hold together.
    pub(super) wide: Option<(f64, f64)>,
    /// The number in words.
    pub(super) text: String,
}

/// How high a panel is \[pixels\], with an axis of its own.
fn size(panel: &RowPanel) -> stack::Size {
    let rows = number::nearest_signed(number::float_len(panel.rows.len()));
    ((rows * ROW).max(2 * LINE), true)
}

/// Where a picture with these panels below `head` ends.
pub(super) fn bottom(panels: &[RowPanel], head: i32) -> i32 {
    stack::bottom(panels.iter().map(size), head)
}

/// Draws panels below each other.
pub(super) fn draw(canvas: &mut Canvas, panels: &[RowPanel], head: i32) -> io::Result<()> {
    let rows = panels.iter().flat_map(|panel| &panel.rows);
    let left = stack::left(rows.clone().map(|row| &row.name), 0, LEFT);
    let texts = rows.map(|row| lettering::width(&row.text, TEXT, Weight::Regular));
    let numbers = texts.max().unwrap_or(0) + NEAR + EDGE / 2;
    let right = WIDTH - numbers.clamp(NUMBERS.0, NUMBERS.1);
    let plots = stack::plots(panels.iter().map(size), head, (left, right));
    for (panel, plot) in panels.iter().zip(plots) {
        canvas.group("panel", &[], |canvas| draw_panel(canvas, panel, plot))?;
    }
    Ok(())
}

fn across(scale: &Scale, plot: Plot, value: f64) -> i32 {
    let part = ((value - scale.bottom) / (scale.top - scale.bottom)).clamp(0.0, 1.0);
    plot.left + number::nearest_signed(part * number::float_small(plot.right - plot.left))
}

fn draw_panel(canvas: &mut Canvas, panel: &RowPanel, plot: Plot) -> io::Result<()> {
    let heading = lettering::fitted(&panel.heading, TEXT, Weight::Bold, WIDTH - 2 * EDGE);
    let place = (EDGE, plot.top - 14);
    canvas.text(&heading, place, Anchor::Start, HEADING_LETTERS)?;
    let x = |value: f64| across(&panel.scale, plot, value);
    for (value, _) in &panel.scale.ticks {
        let x = x(*value);
        canvas.line(&[(x, plot.top), (x, plot.bottom)], GUIDE)?;
    }
    let nothing = x(0.0);
    canvas.line(&[(nothing, plot.top), (nothing, plot.bottom)], PROMISE)?;
    let mut middle = plot.top + ROW / 2;
    for row in &panel.rows {
        canvas.group("series point", &[("plan", &row.plan)], |canvas| {
            draw_row(canvas, row, plot, middle, x)
        })?;
        middle += ROW;
    }
    let corners = [(plot.left, plot.bottom), (plot.right, plot.bottom)];
    canvas.line(&[(plot.left, plot.top), corners[0], corners[1]], AXIS)?;
    if let Some(message) = &panel.message {
        return draw_message(canvas, message, plot);
    }
    let ticks = panel.scale.ticks.iter().map(|(value, text)| Label {
        middle: x(*value),
        text: text.clone(),
        row: 0,
    });
    let baseline = plot.bottom + LINE;
    let ticks: Vec<Label> = labels::inside(ticks).collect();
    let values = panel.scale.ticks.iter();
    let nothing = values
        .map(|(value, _)| value.abs() < f64::EPSILON)
        .position(|is| is);
    for label in labels::evenly_apart(&ticks, nothing.unwrap_or(0)) {
        let place = (label.middle, baseline);
        canvas.text(&label.text, place, Anchor::Middle, Letters::usual(INK))?;
    }
    let baseline = baseline + LINE;
    let [left, right] = &panel.sides;
    let room = (plot.right - plot.left) / 2 - NEAR;
    let letters = Letters::usual(PALE_INK);
    let text = lettering::fitted(left, TEXT, Weight::Regular, room);
    canvas.text(&text, (plot.left, baseline), Anchor::Start, letters)?;
    let text = lettering::fitted(right, TEXT, Weight::Regular, room);
    canvas.text(&text, (plot.right, baseline), Anchor::End, letters)
}

fn draw_row(
    canvas: &mut Canvas,
    row: &Row,
    plot: Plot,
    middle: i32,
    x: impl Fn(f64) -> i32,
) -> io::Result<()> {
    canvas.tip(&format!("{}: {}", row.name, row.text));
    let baseline = middle + TEXT / 3;
    let name =
        lettering::fitted_in_middle(&row.name, TEXT, Weight::Regular, plot.left - NEAR - EDGE);
    let letters = Letters::usual(INK);
    canvas.text(&name, (plot.left - NEAR, baseline), Anchor::End, letters)?;
    let level = |(low, high): (f64, f64)| [(x(low), middle), (x(high), middle)];
    if let Some(wide) = row.wide {
        dots::bar(canvas, level(wide), wide_bar(row.pen.colour))?;
    }
    if let Some(interval) = row.interval {
        let pen = error_bar(row.pen.colour);
        canvas.line(&level(interval), Pen { width: 4, ..pen })?;
    }
    dots::sign(canvas, (x(row.value), middle), SIGN, row.pen)?;
    let room = WIDTH - plot.right - NEAR - EDGE / 2;
    let text = lettering::fitted(&row.text, TEXT, Weight::Regular, room);
    canvas.text(&text, (plot.right + NEAR, baseline), Anchor::Start, letters)
}
