//! How every chart looks: sizes, colours, strokes.
//!
//! Colours are those of Okabe and Ito (2008), which colour-blind readers can tell apart; so that a
//! chart is read in grey too, lines that share a panel differ in their strokes as well.

use plotters::style::RGBColor;

use crate::units::number;

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
pub(super) const MARK_EDGE: Pen = pen(RGBColor(0xC4, 0xBC, 0x9A), 1, &[]);

/// The ground.
pub(super) const PAPER: RGBColor = RGBColor(0xFF, 0xFF, 0xFF);

/// How solid a confidence band is that few others can cover.
pub(super) const BAND: f64 = 0.25;

/// The same where many may lie above each other.
pub(super) const THIN_BAND: f64 = 0.13;

/// The most bands of a panel that have the usual solidity.
const MOST_SOLID: usize = 2;

/// How solid the bands of a panel with so many of them are.
pub(super) const fn band_of(bands: usize) -> f64 {
    if bands > MOST_SOLID { THIN_BAND } else { BAND }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen {
    /// Its colour.
    pub(super) colour: RGBColor,
    /// Its width \[pixels\].
    pub(super) width: u32,
    /// Lengths of dashes and of the gaps between them, in turn; none: solid \[pixels\].
    pub(super) dashes: &'static [u8],
    /// What is set upon it here and there, so that it is told apart without its colour.
    pub(super) marker: Option<Marker>,
}

/// A small sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A disc.
    Disc,
    /// A square on its side.
    Square,
    /// A square on its corner.
    Diamond,
    /// A triangle that points up.
    Up,
    /// A triangle that points down.
    Down,
    /// An upright bar.
    Bar,
}

const fn pen(colour: RGBColor, width: u32, dashes: &'static [u8]) -> Pen {
    Pen {
        colour,
        width,
        dashes,
        marker: None,
    }
}

const fn marked(colour: RGBColor, width: u32, dashes: &'static [u8], marker: Marker) -> Pen {
    Pen {
        colour,
        width,
        dashes,
        marker: Some(marker),
    }
}

/// Axes.
pub(super) const AXIS: Pen = pen(INK, 1, &[]);

/// Lines that lead the eye.
pub(super) const GUIDE: Pen = pen(GRID, 1, &[]);

/// The lines of a panel, in the order in which they are used.
pub(super) const LINES: [Pen; 5] = [
    pen(RGBColor(0x00, 0x72, 0xB2), 4, &[]),
    pen(RGBColor(0xD5, 0x5E, 0x00), 4, &[18, 8]),
    pen(RGBColor(0x00, 0x9E, 0x73), 4, &[5, 6]),
    pen(RGBColor(0xCC, 0x79, 0xA7), 4, &[24, 7]),
    pen(RGBColor(0x22, 0x22, 0x22), 3, &[10, 10]),
];

/// Areas that lie on each other, from the bottom up.
pub(super) const CAUSES: [RGBColor; 6] = [
    RGBColor(0x00, 0x72, 0xB2),
    RGBColor(0x56, 0xB4, 0xE9),
    RGBColor(0x22, 0x22, 0x22),
    RGBColor(0xCC, 0x79, 0xA7),
    RGBColor(0xE6, 0x9F, 0x00),
    RGBColor(0xD5, 0x5E, 0x00),
];

/// The upper edge of such an area, but for its colour.
pub(super) const AREA_EDGE: Pen = pen(INK, 2, &[]);

/// The lines of plans side by side: the base in ink, the others in colours, strokes and signs of their
/// own.
const PLANS: [Pen; 8] = [
    marked(RGBColor(0x22, 0x22, 0x22), 4, &[], Marker::Disc),
    marked(RGBColor(0x00, 0x72, 0xB2), 4, &[], Marker::Square),
    marked(RGBColor(0xD5, 0x5E, 0x00), 4, &[18, 8], Marker::Up),
    marked(RGBColor(0x00, 0x9E, 0x73), 4, &[5, 6], Marker::Diamond),
    marked(RGBColor(0xCC, 0x79, 0xA7), 4, &[24, 7, 5, 7], Marker::Down),
    marked(RGBColor(0x8A, 0x62, 0x00), 4, &[12, 6], Marker::Bar),
    marked(RGBColor(0x56, 0xB4, 0xE9), 4, &[30, 8], Marker::Disc),
    marked(RGBColor(0xE6, 0x9F, 0x00), 4, &[8, 4, 3, 4], Marker::Square),
];

/// Signs, for plans beyond those with a line of their own.
const MARKERS: [Marker; 6] = [
    Marker::Disc,
    Marker::Square,
    Marker::Diamond,
    Marker::Up,
    Marker::Down,
    Marker::Bar,
];

/// The line of a plan, by its place: only the base has that of the base, and of the first 43 no two have
/// colour and sign in common.
pub(super) fn plan(place: usize) -> Pen {
    if let Some(pen) = PLANS.get(place) {
        return *pen;
    }
    let others = PLANS.len() - 1;
    let pen = PLANS[1 + (place - 1) % others];
    let own = MARKERS.iter().position(|known| Some(*known) == pen.marker);
    let round = (place - 1) / others;
    let marker = MARKERS[(own.unwrap_or(0) + round) % MARKERS.len()];
    Pen {
        marker: Some(marker),
        ..pen
    }
}

/// Fills of a heat map from nothing to all: cividis (Nuñez, Anderton and Renslow, 2018), which is as
/// good in grey and for colour-blind readers, since its lightness alone tells the number.
const HEAT: [RGBColor; 9] = [
    RGBColor(0x00, 0x22, 0x4E),
    RGBColor(0x12, 0x35, 0x70),
    RGBColor(0x3B, 0x49, 0x6C),
    RGBColor(0x57, 0x5D, 0x6D),
    RGBColor(0x70, 0x71, 0x73),
    RGBColor(0x8A, 0x86, 0x78),
    RGBColor(0xA5, 0x9C, 0x74),
    RGBColor(0xC3, 0xB3, 0x69),
    RGBColor(0xE1, 0xCC, 0x55),
];

/// The last fill, at all.
const HOTTEST: RGBColor = RGBColor(0xFE, 0xE8, 0x38);

/// Where there is no number.
pub(super) const NO_HEAT: RGBColor = RGBColor(0xF4, 0xF4, 0xF4);

/// The fill of a part of the way from nothing to all [0..=1].
pub(super) fn heat(part: f64) -> RGBColor {
    let steps = number::float_len(HEAT.len());
    let place = part.clamp(0.0, 1.0) * steps;
    let below = number::index_wide(number::floor(place)).min(HEAT.len() - 1);
    let from = HEAT[below];
    let to = HEAT.get(below + 1).copied().unwrap_or(HOTTEST);
    let rest = place - number::float_len(below);
    let mixed = |from: u8, to: u8| {
        let (from, to) = (f64::from(from), f64::from(to));
        u8::try_from(number::nearest(from + (to - from) * rest)).unwrap_or(u8::MAX)
    };
    RGBColor(
        mixed(from.0, to.0),
        mixed(from.1, to.1),
        mixed(from.2, to.2),
    )
}

/// The colour of letters on a fill of a heat map.
pub(super) const fn on_heat(part: f64) -> RGBColor {
    if part < 0.48 { PAPER } else { INK }
}

/// A confidence interval as a bar.
pub(super) const fn error_bar(colour: RGBColor) -> Pen {
    pen(colour, 2, &[])
}

/// A wider confidence interval behind another.
pub(super) const fn wide_bar(colour: RGBColor) -> Pen {
    pen(colour, 1, &[4, 4])
}

/// The border of what cannot be better in one way without being worse in another.
pub(super) const FRONTIER: Pen = pen(RGBColor(0x77, 0x77, 0x77), 3, &[3, 5]);

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
pub(super) const PROMISE: Pen = pen(RGBColor(0x22, 0x22, 0x22), 2, &[12, 8]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_are_told_apart() {
        let looks: Vec<_> = (0..43)
            .map(|place| {
                let pen = plan(place);
                (pen.colour, pen.marker)
            })
            .collect();
        for (place, look) in looks.iter().enumerate() {
            assert!(!looks[..place].contains(look), "{place}: {look:?}");
        }
    }

    #[test]
    fn heat_grows_lighter_throughout() {
        let light = |part: f64| {
            let RGBColor(r, g, b) = heat(part);
            0.2126 * f64::from(r) + 0.7152 * f64::from(g) + 0.0722 * f64::from(b)
        };
        let steps: Vec<f64> = (0..=100).map(|i| light(f64::from(i) / 100.0)).collect();
        assert!(steps.windows(2).all(|pair| pair[1] > pair[0]), "{steps:?}");
    }
}
