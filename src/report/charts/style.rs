//! How every chart looks: sizes, colours, strokes.
//!
//! Colours are those of Okabe and Ito (2008), which colour-blind readers can tell apart; so that a
//! chart is read in grey too, lines that share a panel differ in their strokes as well.

use plotters::style::RGBColor;

/// The width of every chart \[pixels\].
pub(super) const WIDTH: i32 = 1_600;

/// The room left free at every edge \[pixels\].
pub(super) const EDGE: i32 = 40;

/// Letters of the title \[pixels an em\].
pub(super) const TITLE: i32 = 36;

/// Letters of all other text \[pixels an em\].
pub(super) const TEXT: i32 = 22;

/// The distance of two lines of text \[pixels\].
pub(super) const LINE: i32 = 34;

/// Text and axes.
pub(super) const INK: RGBColor = RGBColor(0x22, 0x22, 0x22);

/// Text beside the point.
pub(super) const PALE_INK: RGBColor = RGBColor(0x55, 0x55, 0x55);

/// Lines that lead the eye.
pub(super) const GRID: RGBColor = RGBColor(0xDD, 0xDD, 0xDD);

/// Behind days with a name.
pub(super) const MARKED: RGBColor = RGBColor(0xEE, 0xEA, 0xDC);

/// Between days with a name and others.
pub(super) const MARK_EDGE: Pen = pen(RGBColor(0xC4, 0xBC, 0x9A), 1, None);

/// The ground.
pub(super) const PAPER: RGBColor = RGBColor(0xFF, 0xFF, 0xFF);

/// How solid a confidence band is.
pub(super) const BAND: f64 = 0.25;

/// How a line is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen {
    /// Its colour.
    pub(super) colour: RGBColor,
    /// Its width \[pixels\].
    pub(super) width: u32,
    /// Lengths of dashes and of the gaps between them; none: solid \[pixels\].
    pub(super) dashes: Option<(f64, f64)>,
}

const fn pen(colour: RGBColor, width: u32, dashes: Option<(f64, f64)>) -> Pen {
    Pen {
        colour,
        width,
        dashes,
    }
}

/// Axes.
pub(super) const AXIS: Pen = pen(INK, 1, None);

/// Lines that lead the eye.
pub(super) const GUIDE: Pen = pen(GRID, 1, None);

/// The lines of a panel, in the order in which they are used.
pub(super) const LINES: [Pen; 5] = [
    pen(RGBColor(0x00, 0x72, 0xB2), 4, None),
    pen(RGBColor(0xD5, 0x5E, 0x00), 4, Some((18.0, 8.0))),
    pen(RGBColor(0x00, 0x9E, 0x73), 4, Some((5.0, 6.0))),
    pen(RGBColor(0xCC, 0x79, 0xA7), 4, Some((24.0, 7.0))),
    pen(RGBColor(0x22, 0x22, 0x22), 3, Some((10.0, 10.0))),
];

/// The most slots of time whose curve has the full width.
const MOST_WIDE: usize = 400;

impl Pen {
    /// The pen for a curve of so many slots of time: a thinner one where they are close together.
    pub(super) const fn for_slots(self, slots: usize) -> Self {
        let width = if slots > MOST_WIDE { 2 } else { self.width };
        Self { width, ..self }
    }
}

/// What was promised.
pub(super) const PROMISE: Pen = pen(RGBColor(0x22, 0x22, 0x22), 2, Some((12.0, 8.0)));
