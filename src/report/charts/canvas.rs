//! A sheet to draw on, in whole pixels.
//!
//! Whole pixels are also what makes a chart the same on every machine: how a number was rounded in its
//! last digit does not show.

use std::io;

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, FontStyle, RGBColor, TextStyle};

use super::lettering::{self, Weight};
use super::style::{PAPER, Pen, TEXT, WIDTH};
use crate::units::number;

/// A place on the sheet: from the left, from the top \[pixels\].
pub(super) type Point = (i32, i32);

/// A rectangle of the sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plot {
    /// Left edge.
    pub(super) left: i32,
    /// Right edge.
    pub(super) right: i32,
    /// Upper edge.
    pub(super) top: i32,
    /// Lower edge.
    pub(super) bottom: i32,
}

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letters {
    /// Pixels an em.
    pub(super) size: i32,
    /// How heavy.
    pub(super) weight: Weight,
    /// The colour.
    pub(super) colour: RGBColor,
}

impl Letters {
    /// Usual letters in a colour.
    pub(super) const fn usual(colour: RGBColor) -> Self {
        Self {
            size: TEXT,
            weight: Weight::Regular,
            colour,
        }
    }
}

/// A sheet to draw on.
pub(super) struct Canvas<'a>(DrawingArea<SVGBackend<'a>, Shift>);

impl<'a> Canvas<'a> {
    /// An empty sheet of a height, which becomes text in `svg`.
    pub(super) fn new(svg: &'a mut String, height: i32) -> io::Result<Self> {
        let size = (WIDTH.unsigned_abs(), height.unsigned_abs());
        let canvas = Self(SVGBackend::with_string(svg, size).into_drawing_area());
        canvas.0.fill(&PAPER).map_err(io::Error::other)?;
        Ok(canvas)
    }

    /// Ends the drawing.
    pub(super) fn finish(self) -> io::Result<()> {
        self.0.present().map_err(io::Error::other)
    }

    fn draw<E>(&self, element: &E) -> io::Result<()>
    where
        for<'b> &'b E: PointCollection<'b, Point>,
        E: Drawable<SVGBackend<'a>>,
    {
        self.0.draw(element).map_err(io::Error::other)
    }

    /// A filled rectangle.
    pub(super) fn fill(&self, plot: Plot, colour: RGBColor) -> io::Result<()> {
        let corners = [(plot.left, plot.top), (plot.right, plot.bottom)];
        self.draw(&Rectangle::new(corners, colour.filled()))
    }

    /// A filled area through which one can see.
    pub(super) fn area(&self, corners: Vec<Point>, colour: RGBColor, solid: f64) -> io::Result<()> {
        self.draw(&Polygon::new(corners, colour.mix(solid)))
    }

    /// A line.
    pub(super) fn line(&self, points: &[Point], pen: Pen) -> io::Result<()> {
        let style = pen.colour.stroke_width(pen.width);
        match pen.dashes {
            None => self.draw(&PathElement::new(points.to_vec(), style)),
            Some(lengths) => (dashes(points, lengths).into_iter())
                .try_for_each(|dash| self.draw(&PathElement::new(dash, style))),
        }
    }

    /// A line of text whose letters stand on `baseline`.
    pub(super) fn text(
        &self,
        text: &str,
        (x, baseline): Point,
        anchor: Anchor,
        letters: Letters,
    ) -> io::Result<()> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let horizontal = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let size = number::float_small(letters.size);
        // Plotters takes the size of a line, which is 1.24 em; below the place it was given, it
        // leaves 0.76 em.
        let below = number::nearest_signed(size * 0.76);
        let weight = match letters.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        let style = TextStyle::from((FontFamily::Name(lettering::FAMILY), size * 1.24, weight))
            .color(&letters.colour)
            .pos(Pos::new(horizontal, VPos::Top));
        self.draw(&Text::new(text.to_owned(), (x, baseline - below), style))
    }
}

/// A line cut into dashes.
fn dashes(points: &[Point], (dash, gap): (f64, f64)) -> Vec<Vec<Point>> {
    let mut dashes = Vec::new();
    let mut drawn: Vec<Point> = points.iter().take(1).copied().collect();
    let (mut is_dash, mut left) = (true, dash);
    for pair in points.windows(2) {
        let [from, to] =
            [pair[0], pair[1]].map(|(x, y)| (number::float_small(x), number::float_small(y)));
        let (along, up) = (to.0 - from.0, to.1 - from.1);
        let length = (along * along + up * up).sqrt();
        let mut gone = 0.0;
        while length - gone > left {
            gone += left;
            let part = gone / length;
            let point = (
                number::nearest_signed(from.0 + part * along),
                number::nearest_signed(from.1 + part * up),
            );
            if is_dash {
                drawn.push(point);
                dashes.push(std::mem::take(&mut drawn));
            } else {
                drawn = vec![point];
            }
            is_dash = !is_dash;
            left = if is_dash { dash } else { gap };
        }
        left -= length - gone;
        if is_dash {
            drawn.push(pair[1]);
        }
    }
    if drawn.len() > 1 {
        dashes.push(drawn);
    }
    dashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_follow_the_line_around_its_corners() {
        let found = dashes(&[(0, 0), (10, 0), (10, 10)], (6.0, 3.0));
        let expected = [
            vec![(0, 0), (6, 0)],
            vec![(9, 0), (10, 0), (10, 5)],
            vec![(10, 8), (10, 10)],
        ];
        assert_eq!(found, expected);
        assert!(dashes(&[(3, 3)], (6.0, 3.0)).is_empty());
    }

    #[test]
    fn text_stands_where_it_was_put() {
        let mut svg = String::new();
        let canvas = Canvas::new(&mut svg, 100).unwrap();
        let letters = Letters::usual(PAPER);
        canvas
            .text("a < b", (50, 67), Anchor::End, letters)
            .unwrap();
        canvas.finish().unwrap();
        assert!(
            svg.contains(r#"x="50" y="50" dy="0.76em" text-anchor="end""#),
            "{svg}"
        );
        assert!(svg.contains(r#"font-size="22""#), "{svg}");
        assert!(svg.contains("a &lt; b"), "{svg}");
    }
}
