//! One panel of a picture: its plot, curves and numbers.

use std::io;

use super::canvas::{Anchor, Canvas, Letters, Plot, Point};
use super::drawing::{LEFT, NEAR, RIGHT, across};
use super::lettering::{self, Weight};
use super::picture::{Axis, Curve, Dot, Mark, Panel, Told};
use super::style::{
    AXIS, EDGE, GUIDE, INK, MARK_EDGE, MARKED, PAPER, PROMISE, Pen, TEXT, band_of, error_bar,
};
use super::{dots, labels};
use crate::units::number;

pub(super) const HEADING_LETTERS: Letters = Letters {
    size: TEXT,
    weight: Weight::Bold,
    colour: INK,
};

/// The distance of the signs on a curve \[pixels\].
const SIGNS: i32 = 190;

/// From the middle of a sign on a curve to its edge \[pixels\].
pub(super) const SIGN: i32 = 6;

/// A panel on its way to the sheet.
struct Frame<'a> {
    axis: &'a Axis,
    panel: &'a Panel,
    plot: Plot,
}

/// Draws a panel, whose heading stands so far \[pixels\] above the plot's usual distance.
pub(super) fn draw(
    canvas: &mut Canvas,
    axis: &Axis,
    panel: &Panel,
    plot: Plot,
    above: i32,
) -> io::Result<()> {
    let edges = [plot.left, plot.right, plot.top, plot.bottom].map(|edge| edge.to_string());
    let [left, right, top, bottom] = &edges;
    let data = [
        ("left", left.as_str()),
        ("right", right),
        ("top", top),
        ("bottom", bottom),
    ];
    let frame = Frame { axis, panel, plot };
    canvas.group("panel", &data, |canvas| {
        frame.ground(canvas, above)?;
        let bands = panel.curves.iter().filter(|curve| !curve.bands.is_empty());
        let solid = if panel.is_stacked {
            1.0
        } else {
            band_of(bands.count())
        };
        for curve in &panel.curves {
            series(canvas, curve, |canvas| frame.bands(canvas, curve, solid))?;
        }
        for curve in &panel.curves {
            series(canvas, curve, |canvas| frame.lines(canvas, curve))?;
        }
        frame.promises(canvas)?;
        frame.dots(canvas)?;
        let corner = (plot.left, plot.bottom);
        canvas.line(
            &[(plot.left, plot.top), corner, (plot.right, plot.bottom)],
            AXIS,
        )?;
        (panel.message.as_ref()).map_or(Ok(()), |message| draw_message(canvas, message, plot))
    })
}

impl Frame<'_> {
    /// The place of a number on the axis from bottom to top; what is beyond its end is cut off.
    fn up(&self, value: f64) -> i32 {
        let (scale, plot) = (&self.panel.scale, self.plot);
        let part = ((value - scale.bottom) / (scale.top - scale.bottom)).clamp(0.0, 1.0);
        plot.bottom - number::nearest_signed(part * number::float_small(plot.bottom - plot.top))
    }

    /// Points on the sheet.
    fn on_sheet(&self, points: &[(f64, f64)]) -> Vec<Point> {
        let mut places: Vec<Point> = points
            .iter()
            .map(|(at, value)| (across(self.axis, *at), self.up(*value)))
            .collect();
        places.dedup();
        places
    }

    /// The heading, the days with a name and the incidents, and the lines that lead the eye, with their texts.
    fn ground(&self, canvas: &mut Canvas, above: i32) -> io::Result<()> {
        let (axis, plot) = (self.axis, self.plot);
        let heading = lettering::fitted(&self.panel.heading, TEXT, Weight::Bold, RIGHT - LEFT);
        let place = (LEFT, plot.top - 14 - above);
        canvas.text(&heading, place, Anchor::Start, HEADING_LETTERS)?;
        let sides = |mark: &Mark| {
            let (left, right) = (across(axis, mark.from), across(axis, mark.to));
            (left, right.max(left + 2))
        };
        for (left, right) in axis.marks.iter().map(sides) {
            let place = Plot {
                left,
                right,
                ..plot
            };
            canvas.fill(place, MARKED)?;
        }
        // An incident inside a day with a name keeps its edges.
        for (left, right) in axis.marks.iter().map(sides) {
            for x in [left, right] {
                canvas.line(&[(x, plot.top), (x, plot.bottom)], MARK_EDGE)?;
            }
        }
        for tick in &axis.ticks {
            let x = across(axis, tick.at);
            canvas.line(&[(x, plot.top), (x, plot.bottom)], GUIDE)?;
        }
        for (value, text) in &self.panel.scale.ticks {
            let y = self.up(*value);
            canvas.line(&[(plot.left, y), (plot.right, y)], GUIDE)?;
            let text = lettering::fitted(text, TEXT, Weight::Regular, LEFT - NEAR - EDGE / 2);
            let place = (plot.left - NEAR, y + TEXT / 3);
            canvas.text(&text, place, Anchor::End, Letters::usual(INK))?;
        }
        Ok(())
    }

    fn bands(&self, canvas: &mut Canvas, curve: &Curve, solid: f64) -> io::Result<()> {
        for band in &curve.bands {
            canvas.area(self.on_sheet(band), curve.pen.colour, solid)?;
        }
        Ok(())
    }

    fn lines(&self, canvas: &mut Canvas, curve: &Curve) -> io::Result<()> {
        told(canvas, &curve.told, |at| across(self.axis, at))?;
        for line in &curve.lines {
            let points = self.on_sheet(line);
            canvas.line(&points, curve.pen)?;
            signs(canvas, &points, curve.pen)?;
        }
        Ok(())
    }

    fn promises(&self, canvas: &mut Canvas) -> io::Result<()> {
        let plot = self.plot;
        for vertical in &self.axis.verticals {
            let x = across(self.axis, vertical.at);
            canvas.line(&[(x, plot.top), (x, plot.bottom)], PROMISE)?;
        }
        if let Some(promise) = self.panel.promise {
            let y = self.up(promise);
            canvas.line(&[(plot.left, y), (plot.right, y)], PROMISE)?;
        }
        Ok(())
    }

    /// The lines that no text should be written over: curves, and the intervals of points.
    fn strokes(&self, places: &[Point]) -> Vec<[Point; 2]> {
        let curves = self.panel.curves.iter().flat_map(|curve| &curve.lines);
        let mut strokes: Vec<[Point; 2]> = curves
            .flat_map(|line| {
                let points = self.on_sheet(line);
                let pairs: Vec<_> = points.windows(2).map(|pair| [pair[0], pair[1]]).collect();
                pairs
            })
            .collect();
        for (dot, (x, y)) in self.panel.dots.iter().zip(places) {
            let level = dot
                .across
                .map(|(low, high)| [low, high].map(|at| (across(self.axis, at), *y)));
            let upright = dot
                .up
                .map(|(low, high)| [low, high].map(|at| (*x, self.up(at))));
            strokes.extend(level.into_iter().chain(upright));
        }
        strokes
    }

    /// Points with their confidence intervals and, where there is room, their labels.
    fn dots(&self, canvas: &mut Canvas) -> io::Result<()> {
        let place = |dot: &Dot| (across(self.axis, dot.at.0), self.up(dot.at.1));
        let places: Vec<Point> = self.panel.dots.iter().map(place).collect();
        let texts: Vec<&str> = (self.panel.dots.iter())
            .map(|dot| dot.label.as_str())
            .collect();
        let labels = labels::beside(&places, &texts, &self.strokes(&places), self.plot);
        for ((dot, (x, y)), label) in self.panel.dots.iter().zip(&places).zip(labels) {
            let ends = |bounds: Option<(f64, f64)>, of: &dyn Fn(f64) -> i32| {
                bounds.map(|(low, high)| (of(low), of(high)))
            };
            let level = ends(dot.across, &|at| across(self.axis, at));
            let upright = ends(dot.up, &|value| self.up(value));
            let data = [("plan", dot.plan.as_deref().unwrap_or_default())];
            canvas.group("series point", &data, |canvas| {
                canvas.tip(&dot.tip);
                let pen = error_bar(dot.pen.colour);
                if let Some((left, right)) = level {
                    dots::bar(canvas, [(left, *y), (right, *y)], pen)?;
                }
                if let Some((bottom, top)) = upright {
                    dots::bar(canvas, [(*x, bottom), (*x, top)], pen)?;
                }
                if let Some(marker) = dot.pen.marker {
                    canvas.marker((*x, *y), SIGN + 3, marker, dot.pen.colour)?;
                }
                label.map_or(Ok(()), |place| {
                    canvas.text(&dot.label, place, Anchor::Start, Letters::usual(INK))
                })
            })?;
        }
        Ok(())
    }
}

/// A part of a curve, as a group that a page can hide and read.
fn series(
    canvas: &mut Canvas,
    curve: &Curve,
    draw: impl FnOnce(&mut Canvas) -> io::Result<()>,
) -> io::Result<()> {
    let plan = curve.plan.as_deref().unwrap_or_default();
    let mut data = vec![("plan", plan)];
    if !curve.what.is_empty() {
        data.push(("what", curve.what.as_str()));
    }
    canvas.group("series", &data, draw)
}

/// Numbers of which a script can tell the one that is pointed at: from the left \[pixels\], and as text.
pub(super) fn told(
    canvas: &mut Canvas,
    told: &[Told],
    across: impl Fn(f64) -> i32,
) -> io::Result<()> {
    if told.is_empty() {
        return Ok(());
    }
    let places: Vec<String> = told
        .iter()
        .map(|told| across(told.at).to_string())
        .collect();
    let texts: Vec<&str> = told.iter().map(|told| told.text.as_str()).collect();
    let data = [("x", &*places.join(" ")), ("values", &*texts.join("|"))];
    canvas.group("told", &data, |_| Ok(()))
}

/// The signs on a line, at distances, and not where other plans have theirs.
fn signs(canvas: &mut Canvas, points: &[Point], pen: Pen) -> io::Result<()> {
    let Some(marker) = pen.marker else {
        return Ok(());
    };
    let [first, .., last] = points else {
        return Ok(());
    };
    let phase = i32::from(marker as u8) * SIGNS / 6 + SIGNS / 12;
    let mut next = first.0 + phase.min((last.0 - first.0) / 2);
    for pair in points.windows(2) {
        let [(from, low), (to, high)] = [pair[0], pair[1]];
        while next <= to && from < to {
            let part = number::float_small(next - from) / number::float_small(to - from);
            let y = low + number::nearest_signed(part * number::float_small(high - low));
            canvas.marker((next, y), SIGN, marker, pen.colour)?;
            next += SIGNS;
        }
    }
    Ok(())
}

/// A text in the middle of a plot, on a ground of its own.
pub(super) fn draw_message(canvas: &mut Canvas, message: &str, plot: Plot) -> io::Result<()> {
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
    canvas.group("message", &[], |canvas| {
        canvas.fill(ground, PAPER)?;
        canvas.text(&message, (x, baseline), Anchor::Middle, Letters::usual(INK))
    })
}
