//! Charts that a spreadsheet draws from its own cells.

use rust_xlsxwriter::{
    Chart, ChartErrorBars, ChartErrorBarsType, ChartFont, ChartFormat, ChartLegendPosition,
    ChartLine, ChartMarker, ChartMarkerType, ChartRange, ChartSolidFill, ChartType, Color,
};

use super::book::Placed;
use crate::measures::{Better, Unit};
use crate::report::columns::printable;

/// How large a chart is \[pixels\].
pub(super) const SIZE: (u32, u32) = (960, 400);

/// How many charts fit on a page below each other.
pub(super) const OF_PAGE: u32 = 4;

/// How many rows of a sheet a chart covers.
pub(super) const ROWS: u32 = 21;

/// The most points of a curve.
pub(super) const MOST_POINTS: u32 = 3_000;

/// The most points with a sign and a bar for their interval.
const MOST_MARKED: u64 = 64;

/// The most labels of times below an axis.
const MOST_LABELS: u32 = 12;

/// A blank that is not seen.
const NO_WIDTH: char = '\u{200b}';

/// The most letters of a text of a chart.
const MOST_LETTERS: usize = 200;

/// The most curves that can be told apart.
pub(super) const MOST_CURVES: usize = 6;

/// Okabe and Ito's colours, which all readers tell apart, with signs for those who print in grey.
const PENS: [(u32, ChartMarkerType); MOST_CURVES] = [
    (0x00_72B2, ChartMarkerType::Circle),
    (0xD5_5E00, ChartMarkerType::Square),
    (0x00_9E73, ChartMarkerType::Diamond),
    (0xCC_79A7, ChartMarkerType::Triangle),
    (0xE6_9F00, ChartMarkerType::X),
    (0x56_B4E9, ChartMarkerType::Star),
];

/// A chart to be.
pub(super) struct Plot<'a> {
    pub(super) title: String,
    /// What is on the axis to the right.
    pub(super) along: String,
    /// What is on the axis upwards.
    pub(super) up: String,
    pub(super) unit: Unit,
    pub(super) better: Better,
    pub(super) shape: Shape,
    pub(super) placed: &'a Placed,
    /// The column of what is on the axis to the right.
    pub(super) categories: u16,
    /// The columns of the values and of their half-widths.
    pub(super) values: (u16, Option<u16>),
    pub(super) curves: Vec<Curve>,
    /// How numbers along the axis are written, if they are dates.
    pub(super) dates: Option<&'static str>,
}

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A column a name.
    Columns,
    /// A line over names or dates.
    Line,
    /// A line over numbers, as far apart as they are.
    Scatter,
}

/// A curve: what it is called, and its rows below the head.
pub(super) struct Curve {
    pub(super) name: String,
    pub(super) first: u32,
    pub(super) rows: u32,
}

/// The chart.
pub(super) fn chart(plot: &Plot<'_>) -> Chart {
    let mut chart = Chart::new(match plot.shape {
        Shape::Columns => ChartType::Column,
        Shape::Line => ChartType::Line,
        Shape::Scatter => ChartType::ScatterStraightWithMarkers,
    });
    let sheet = &*plot.placed.sheet;
    let points = plot.curves.iter().map(|curve| u64::from(curve.rows));
    let is_short = points.sum::<u64>() <= MOST_MARKED;
    for (curve, (colour, sign)) in plot.curves.iter().zip(PENS) {
        let first = plot.placed.first + curve.first;
        let last = first + curve.rows - 1;
        let (values, halves) = plot.values;
        let series = chart.add_series();
        series
            .set_name(&short(&curve.name))
            .set_categories((sheet, first, plot.categories, last, plot.categories))
            .set_values((sheet, first, values, last, values));
        let colour = Color::RGB(colour);
        let mut line = ChartLine::new();
        line.set_color(colour).set_width(1.75);
        match plot.shape {
            Shape::Columns => {
                let mut fill = ChartSolidFill::new();
                fill.set_color(colour);
                series
                    .set_format(ChartFormat::new().set_solid_fill(&fill))
                    .set_gap(80);
            }
            Shape::Line | Shape::Scatter => {
                series.set_format(ChartFormat::new().set_line(&line));
                let mut marker = ChartMarker::new();
                if is_short {
                    marker.set_type(sign).set_size(6);
                } else {
                    marker.set_none();
                }
                series.set_marker(&marker);
            }
        }
        if let Some(halves) = halves.filter(|_| is_short) {
            let range = || ChartRange::new_from_range(sheet, first, halves, last, halves);
            let mut bars = ChartErrorBars::new();
            bars.set_type(ChartErrorBarsType::Custom(range(), range()));
            series.set_y_error_bars(&bars);
        }
    }
    let mut font = ChartFont::new();
    font.set_size(12);
    chart.title().set_name(&short(&plot.title)).set_font(&font);
    let along = chart.x_axis();
    along.set_name(&short(&plot.along));
    if let Some(format) = plot.dates {
        // Else times of one day would all stand at its date.
        along.set_text_axis(true).set_num_format(format);
        let longest = plot.curves.iter().map(|curve| curve.rows).max();
        let step = longest.unwrap_or(0).div_ceil(MOST_LABELS).max(1);
        let step = u16::try_from(step).unwrap_or(u16::MAX);
        along.set_label_interval(step).set_tick_interval(step);
    }
    let up = chart.y_axis();
    up.set_name(&short(&plot.up));
    up.set_min(0);
    if plot.unit == Unit::Share {
        up.set_num_format("0%");
        // Of what should be little, all would be a flat line at the bottom.
        if plot.better != Better::Lower {
            up.set_max(1);
        }
    }
    if plot.curves.len() > 1 {
        chart.legend().set_position(ChartLegendPosition::Bottom);
    } else {
        chart.legend().set_hidden();
    }
    chart.set_width(SIZE.0).set_height(SIZE.1);
    chart.set_alt_text(short(&plot.title));
    chart
}

/// A text of a chart: the format has no room for long ones, nor for characters that cannot be shown.
fn short(text: &str) -> String {
    let is_shown = |c: &char| !matches!(c, '\u{fffe}' | '\u{ffff}');
    let clean = printable(text);
    let mut cut: String = clean.chars().filter(is_shown).take(MOST_LETTERS).collect();
    if clean.chars().count() > MOST_LETTERS {
        cut.push('…');
    }
    // What looks like a formula, or like a cell of a sheet, would be taken for one.
    if cut.starts_with('=') {
        cut.insert(0, NO_WIDTH);
    }
    cut.replace('!', &format!("!{NO_WIDTH}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_short_and_can_be_shown() {
        assert_eq!(short("Wartezeit, min"), "Wartezeit, min");
        assert_eq!(short("a\u{1b}b\u{ffff}c"), "a\u{fffd}bc");
        assert_eq!(short("=A1"), "\u{200b}=A1");
        assert_eq!(short("Days!A1:B2"), "Days!\u{200b}A1:B2");
        let long = short(&"界".repeat(1_000));
        assert_eq!(long.chars().count(), MOST_LETTERS + 1);
        assert!(long.ends_with('…'));
    }
}
