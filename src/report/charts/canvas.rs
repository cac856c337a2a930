//! A sheet to draw on, in whole pixels, that becomes SVG.
//!
//! Whole pixels are what makes a chart the same on every machine: how a number was rounded in its last
//! digit does not show. Each shape is drawn by plotters; the sheet joins the shapes into groups with a
//! class and data, so that a page can find and hide what belongs together.

use std::fmt::Write as _;
use std::io;

use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea;
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, FontStyle, RGBColor, TextStyle};

use super::lettering::{self, Weight};
use super::style::{Marker, PAPER, Pen, TEXT, WIDTH};
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
pub(super) struct Canvas {
    svg: String,
    size: (u32, u32),
}

impl Canvas {
    /// An empty sheet of a height, for the chart of a name; `title` says what it shows.
    pub(super) fn new(height: i32, chart: &str, title: &str) -> io::Result<Self> {
        let size = (WIDTH.unsigned_abs(), height.unsigned_abs());
        let (width, height) = size;
        let mut svg = format!(
            "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\""
        );
        attribute(&mut svg, "data-chart", chart);
        attribute(&mut svg, "aria-label", title);
        svg.push_str(">\n");
        let mut canvas = Self { svg, size };
        let whole = Plot {
            left: 0,
            right: WIDTH,
            top: 0,
            bottom: i32::try_from(height).unwrap_or(i32::MAX),
        };
        canvas.fill(whole, PAPER)?;
        Ok(canvas)
    }

    /// The drawing as SVG.
    pub(super) fn finish(mut self) -> String {
        self.svg.push_str("</svg>\n");
        self.svg
    }

    /// What `draw` draws, as a group of a class with data (`data-name="value"`).
    pub(super) fn group(
        &mut self,
        class: &str,
        data: &[(&str, &str)],
        draw: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.svg.push_str("<g");
        attribute(&mut self.svg, "class", class);
        for (name, value) in data {
            attribute(&mut self.svg, &format!("data-{name}"), value);
        }
        self.svg.push_str(">\n");
        draw(self)?;
        self.svg.push_str("</g>\n");
        Ok(())
    }

    /// What a reader is told who points at the group.
    pub(super) fn tip(&mut self, text: &str) {
        self.svg.push_str("<title>");
        escape(&mut self.svg, text);
        self.svg.push_str("</title>\n");
    }

    /// Draws a shape, with attributes that plotters does not know.
    fn draw<E>(&mut self, shape: &E, attributes: &str) -> io::Result<()>
    where
        for<'b> &'b E: PointCollection<'b, Point>,
        for<'b> E: Drawable<SVGBackend<'b>>,
    {
        let mut drawing = String::new();
        {
            let area = SVGBackend::with_string(&mut drawing, self.size).into_drawing_area();
            area.draw(shape).map_err(io::Error::other)?;
            area.present().map_err(io::Error::other)?;
        }
        // The first line opens a document and the last one closes it.
        let (_, shapes) = drawing.split_once('\n').unwrap_or_default();
        let shapes = shapes.trim_end_matches("</svg>\n");
        let mut parts = shapes.split("/>\n").peekable();
        while let Some(part) = parts.next() {
            self.svg.push_str(part);
            if parts.peek().is_some() {
                self.svg.push_str(attributes);
                self.svg.push_str("/>\n");
            }
        }
        Ok(())
    }

    /// A filled rectangle.
    pub(super) fn fill(&mut self, plot: Plot, colour: RGBColor) -> io::Result<()> {
        let corners = [(plot.left, plot.top), (plot.right, plot.bottom)];
        self.draw(&Rectangle::new(corners, colour.filled()), "")
    }

    /// A filled area through which one can see.
    pub(super) fn area(
        &mut self,
        corners: Vec<Point>,
        colour: RGBColor,
        solid: f64,
    ) -> io::Result<()> {
        self.draw(&Polygon::new(corners, colour.mix(solid)), "")
    }

    /// A line.
    pub(super) fn line(&mut self, points: &[Point], pen: Pen) -> io::Result<()> {
        let style = pen.colour.stroke_width(pen.width);
        let mut more = String::new();
        if !pen.dashes.is_empty() {
            let lengths: Vec<String> = pen.dashes.iter().map(u8::to_string).collect();
            attribute(&mut more, "stroke-dasharray", &lengths.join(" "));
        }
        if points.len() > 2 && pen.width > 1 {
            attribute(&mut more, "stroke-linejoin", "round");
        }
        self.draw(&PathElement::new(points.to_vec(), style), &more)
    }

    /// A sign of so many pixels from its middle to its edge, set off from what lies below.
    pub(super) fn marker(
        &mut self,
        (x, y): Point,
        reach: i32,
        marker: Marker,
        colour: RGBColor,
    ) -> io::Result<()> {
        if marker == Marker::Disc {
            let radius = reach.unsigned_abs();
            self.draw(&Circle::new((x, y), radius + 2, PAPER.filled()), "")?;
            return self.draw(&Circle::new((x, y), radius, colour.filled()), "");
        }
        for (reach, colour) in [(reach + 2, PAPER), (reach, colour)] {
            let wide = reach + reach / 3;
            let corners = match marker {
                Marker::Disc | Marker::Square => {
                    vec![
                        (-reach, -reach),
                        (reach, -reach),
                        (reach, reach),
                        (-reach, reach),
                    ]
                }
                Marker::Diamond => vec![(0, -wide), (wide, 0), (0, wide), (-wide, 0)],
                Marker::Up => vec![(0, -wide), (wide, reach), (-wide, reach)],
                Marker::Down => vec![(0, wide), (wide, -reach), (-wide, -reach)],
                Marker::Bar => {
                    let thin = reach / 2;
                    vec![(-thin, -wide), (thin, -wide), (thin, wide), (-thin, wide)]
                }
            };
            let corners: Vec<Point> = corners.iter().map(|(a, b)| (x + a, y + b)).collect();
            self.draw(&Polygon::new(corners, colour.filled()), "")?;
        }
        Ok(())
    }

    /// A line of text whose letters stand on `baseline`.
    pub(super) fn text(
        &mut self,
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
        self.draw(
            &Text::new(text.to_owned(), (x, baseline - below), style),
            "",
        )
    }
}

/// Adds an attribute to an open tag.
fn attribute(svg: &mut String, name: &str, value: &str) {
    // A string takes all that is written.
    let _ = write!(svg, " {name}=\"");
    escape(svg, value);
    svg.push('"');
}

/// Adds a text that may hold signs of SVG's own; what XML forbids becomes a blank.
fn escape(svg: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => svg.push_str("&lt;"),
            '>' => svg.push_str("&gt;"),
            '&' => svg.push_str("&amp;"),
            '"' => svg.push_str("&quot;"),
            c if c.is_control() => svg.push(' '),
            c => svg.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::style::{INK, plan};

    #[test]
    fn text_stands_where_it_was_put() {
        let mut canvas = Canvas::new(100, "test", "a < b").unwrap();
        let letters = Letters::usual(PAPER);
        canvas
            .text("a < b", (50, 67), Anchor::End, letters)
            .unwrap();
        let svg = canvas.finish();
        assert!(
            svg.contains(r#"x="50" y="50" dy="0.76em" text-anchor="end""#),
            "{svg}"
        );
        assert!(svg.contains(r#"font-size="22""#), "{svg}");
        assert!(svg.contains("a &lt; b"), "{svg}");
    }

    #[test]
    fn groups_carry_what_a_page_looks_for() {
        let mut canvas = Canvas::new(100, "test", "nothing").unwrap();
        let name = "\"a\" & <b>\u{7}";
        canvas
            .group("series", &[("plan", name)], |canvas| {
                canvas.tip("a & b");
                canvas.line(&[(0, 0), (9, 9), (20, 0)], plan(2))?;
                canvas.marker((9, 9), 6, Marker::Up, INK)
            })
            .unwrap();
        let svg = canvas.finish();
        let document = roxmltree::Document::parse(&svg).unwrap();
        let group = document
            .descendants()
            .find(|node| node.attribute("class") == Some("series"))
            .unwrap();
        assert_eq!(group.attribute("data-plan"), Some("\"a\" & <b> "));
        let line = group.children().find(|node| node.has_tag_name("polyline"));
        assert_eq!(
            line.unwrap().attribute("stroke-dasharray"),
            Some("18 8"),
            "{svg}"
        );
        let signs = group.children().filter(|node| node.has_tag_name("polygon"));
        assert_eq!(signs.count(), 2, "{svg}");
        assert_eq!(svg.matches("<svg").count(), 1, "{svg}");
    }
}
