//! Maps whose fills are numbers: rows of cells over one axis.

use std::io;

use super::canvas::{Anchor, Canvas, Letters, Plot, Point};
use super::drawing::{NEAR, RIGHT};
use super::labels::{self, Label};
use super::lettering::{self, Weight};
use super::panel::{self, HEADING_LETTERS};
use super::picture::Told;
use super::stack;
use super::style::{AXIS, EDGE, INK, LINE, MARKED, NO_HEAT, PALE_INK, TEXT, heat, on_heat};
use crate::units::number;

/// The least and the most room from the left to the maps, for the names of rows \[pixels\].
const LEFT: (i32, i32) = (330, 560);

/// A map.
#[derive(Clone, Debug)]
pub(super) struct Map {
    /// The plan, if it is one of several.
    pub(super) plan: Option<String>,
    /// What it is about.
    pub(super) heading: String,
    /// From top to bottom.
    pub(super) rows: Vec<Row>,
    /// Texts below: a part of the way from left to right [0..=1] each.
    pub(super) ticks: Vec<(f64, String)>,
    /// What the axis from left to right is.
    pub(super) name: String,
    /// Said instead of cells.
    pub(super) message: Option<String>,
}

/// A row of a map.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its name.
    pub(super) name: String,
    /// Whether it is set off.
    pub(super) is_marked: bool,
    /// Its cells.
    pub(super) cells: Vec<Cell>,
}

/// A cell of a map.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// Where it begins: a part of the way from left to right [0..=1].
    pub(super) from: f64,
    /// Where it ends.
    pub(super) to: f64,
    /// Which of how many cells in the same place it is, from top to bottom.
    pub(super) share_of_row: (i32, i32),
    /// Its fill, from nothing to all [0..=1]; `None`: there is no number.
    pub(super) heat: Option<f64>,
    /// Written in it, if there is room.
    pub(super) text: String,
    /// Told to those who point at it.
    pub(super) told: String,
    /// Whether it has a small dot, whose meaning a key tells.
    pub(super) has_dot: bool,
}

impl Map {
    /// A map without cells that says why.
    pub(super) fn message(heading: String, message: &str) -> Self {
        Self {
            plan: None,
            heading,
            rows: Vec::new(),
            ticks: Vec::new(),
            name: String::new(),
            message: Some(message.to_owned()),
        }
    }
}

/// How high a row is where a map has so many: at least so that its name does not touch the next one
/// \[pixels\].
const fn row_height(rows: usize) -> i32 {
    match rows {
        0..=8 => 36,
        9..=14 => 28,
        _ => 26,
    }
}

/// How high a map is \[pixels\].
fn height(map: &Map) -> i32 {
    let rows = number::nearest_signed(number::float_len(map.rows.len()));
    let height = rows * row_height(map.rows.len());
    // What is said instead of cells takes two lines.
    height.max(if map.message.is_some() { 2 * LINE } else { 0 })
}

/// The heights of maps, and whether each has an axis of its own: maps of one row share theirs with the next
/// one, if it is the same.
fn sizes(maps: &[Map]) -> impl Iterator<Item = stack::Size> {
    maps.iter().enumerate().map(|(place, map)| {
        let shares = |next: &Map| {
            [map, next].map(|one| one.rows.len()) == [1, 1]
                && (&map.ticks, &map.name) == (&next.ticks, &next.name)
        };
        (height(map), !maps.get(place + 1).is_some_and(shares))
    })
}

/// Where a picture with these maps below `head` ends.
pub(super) fn bottom(maps: &[Map], head: i32) -> i32 {
    stack::bottom(sizes(maps), head)
}

/// Draws maps below each other.
pub(super) fn draw(canvas: &mut Canvas, maps: &[Map], head: i32) -> io::Result<()> {
    let names = maps.iter().flat_map(|map| &map.rows).map(|row| &row.name);
    let left = stack::left(names, 4, LEFT);
    let plots = stack::plots(sizes(maps), head, (left, RIGHT));
    for ((map, plot), (_, has_axis)) in maps.iter().zip(plots).zip(sizes(maps)) {
        let data = [("plan", map.plan.as_deref().unwrap_or_default())];
        canvas.group("series map", &data, |canvas| draw_map(canvas, map, plot))?;
        // An axis of several stays when one of them is hidden.
        if has_axis {
            draw_axis(canvas, map, plot)?;
        }
    }
    Ok(())
}

fn draw_map(canvas: &mut Canvas, map: &Map, plot: Plot) -> io::Result<()> {
    let heading = lettering::fitted(&map.heading, TEXT, Weight::Bold, RIGHT - EDGE);
    let place = (EDGE, plot.top - 14);
    canvas.text(&heading, place, Anchor::Start, HEADING_LETTERS)?;
    let height = row_height(map.rows.len());
    let has_texts = has_texts(map, plot);
    let mut top = plot.top;
    for row in &map.rows {
        let strip = Plot {
            top,
            bottom: top + height,
            ..plot
        };
        draw_row(canvas, row, strip, has_texts)?;
        let room = plot.left - NEAR - EDGE;
        let name = lettering::fitted_in_middle(&row.name, TEXT, Weight::Regular, room);
        let place = (plot.left - NEAR, top + height / 2 + TEXT / 3);
        canvas.text(&name, place, Anchor::End, Letters::usual(INK))?;
        top += height;
    }
    let corner = (plot.left, plot.bottom);
    canvas.line(
        &[(plot.left, plot.top), corner, (plot.right, plot.bottom)],
        AXIS,
    )?;
    if let Some(message) = &map.message {
        panel::draw_message(canvas, message, plot)?;
    }
    Ok(())
}

/// The texts below a map.
fn draw_axis(canvas: &mut Canvas, map: &Map, plot: Plot) -> io::Result<()> {
    let ticks = map.ticks.iter().map(|(part, text)| Label {
        middle: across(plot, *part),
        text: text.clone(),
        row: 0,
    });
    for label in labels::apart(labels::inside(ticks)) {
        let place = (label.middle, plot.bottom + LINE);
        canvas.text(&label.text, place, Anchor::Middle, Letters::usual(INK))?;
    }
    let place = (i32::midpoint(plot.left, plot.right), plot.bottom + 2 * LINE);
    canvas.text(&map.name, place, Anchor::Middle, Letters::usual(PALE_INK))
}

fn across(plot: Plot, part: f64) -> i32 {
    plot.left + number::nearest_signed(part * number::float_small(plot.right - plot.left))
}

fn draw_row(canvas: &mut Canvas, row: &Row, strip: Plot, has_texts: bool) -> io::Result<()> {
    if row.is_marked {
        let ground = Plot {
            left: EDGE,
            right: strip.left,
            ..strip
        };
        canvas.fill(ground, MARKED)?;
    }
    let told: Vec<Told> = (row.cells.iter())
        .filter(|cell| !cell.told.is_empty())
        .map(|cell| Told {
            at: f64::midpoint(cell.from, cell.to),
            text: cell.told.clone(),
        })
        .collect();
    let name = row.name.as_str();
    canvas.group("row", &[("name", name)], |canvas| {
        panel::told(canvas, &told, |part| across(strip, part))?;
        (row.cells.iter()).try_for_each(|cell| draw_cell(canvas, cell, strip, has_texts))
    })
}

/// Whether the numbers are written into the cells: into all of them, or none. Those of an hour that the
/// clock shows twice do without.
fn has_texts(map: &Map, plot: Plot) -> bool {
    let cells = map.rows.iter().flat_map(|row| &row.cells);
    let mut whole = cells.filter(|cell| cell.share_of_row.1 == 1);
    whole.all(|cell| {
        let width = lettering::width(&cell.text, TEXT, Weight::Regular);
        across(plot, cell.to) - across(plot, cell.from) >= width + 7
    })
}

fn draw_cell(canvas: &mut Canvas, cell: &Cell, strip: Plot, has_texts: bool) -> io::Result<()> {
    let (place, of) = cell.share_of_row;
    let height = strip.bottom - strip.top;
    let plot = Plot {
        left: across(strip, cell.from) + 1,
        right: across(strip, cell.to),
        top: strip.top + height * place / of + 1,
        bottom: strip.top + height * (place + 1) / of,
    };
    let Some(part) = cell.heat else {
        return canvas.fill(plot, NO_HEAT);
    };
    canvas.fill(plot, heat(part))?;
    let middle = (
        i32::midpoint(plot.left, plot.right),
        i32::midpoint(plot.top, plot.bottom),
    );
    let has_room = has_texts && of == 1 && !cell.text.is_empty();
    if has_room {
        let letters = Letters::usual(on_heat(part));
        let place = (middle.0, middle.1 + TEXT / 3);
        canvas.text(&cell.text, place, Anchor::Middle, letters)?;
    }
    if cell.has_dot {
        let place = if has_room {
            (plot.right - 5, plot.top + 5)
        } else {
            middle
        };
        dot(canvas, place, on_heat(part))?;
    }
    Ok(())
}

/// A small dot.
pub(super) fn dot(
    canvas: &mut Canvas,
    (x, y): Point,
    colour: plotters::style::RGBColor,
) -> io::Result<()> {
    let plot = Plot {
        left: x - 2,
        right: x + 2,
        top: y - 2,
        bottom: y + 2,
    };
    canvas.fill(plot, colour)
}
