//! What a chart consists of, before it is drawn.

use plotters::style::RGBColor;

use super::heat_maps::Map;
use super::intervals_in_rows::RowPanel;
use super::scale::Scale;
use super::style::Pen;

/// A chart.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// Its name in data.
    pub(super) name: &'static str,
    /// What is shown, in words.
    pub(super) title: String,
    /// What it rests on, and what is left out: lines of text.
    pub(super) lines: Vec<String>,
    /// What lines and areas mean.
    pub(super) keys: Vec<Key>,
    /// What stands below.
    pub(super) body: Body,
}

/// What a chart shows.
#[derive(Clone, Debug)]
pub(super) enum Body {
    /// Panels above each other over one axis.
    Panels(Axis, Vec<Panel>),
    /// Maps above each other, each with its own columns.
    Maps(Vec<Map>),
    /// Intervals in rows, panels above each other with an axis each.
    Rows(Vec<RowPanel>),
}

/// What a line or an area means.
#[derive(Clone, Debug)]
pub(super) struct Key {
    /// The plan, if it is one of several.
    pub(super) plan: Option<String>,
    /// How it looks.
    pub(super) symbol: Symbol,
    /// What it means.
    pub(super) text: String,
}

/// How something that has a meaning looks.
#[derive(Clone, Copy, Debug)]
pub(super) enum Symbol {
    /// A line.
    Line(Pen),
    /// An area through which one can see.
    Band(RGBColor),
    /// The sign of a pen.
    Sign(Pen),
    /// An area.
    Fill(RGBColor),
    /// The fills of a heat map from nothing to all.
    Ramp,
    /// A small dot in the middle of an area.
    Dotted(RGBColor),
}

impl Key {
    /// What something other than a plan means.
    pub(super) fn of(symbol: Symbol, text: impl Into<String>) -> Self {
        Self {
            plan: None,
            symbol,
            text: text.into(),
        }
    }
}

/// The axis from left to right.
#[derive(Clone, Debug)]
pub(super) struct Axis {
    /// Its beginning, in its unit.
    pub(super) from: f64,
    /// Its end.
    pub(super) to: f64,
    /// Lines with a text each.
    pub(super) ticks: Vec<Tick>,
    /// Parts with a text each, below the ticks.
    pub(super) groups: Vec<Group>,
    /// What the axis is.
    pub(super) name: String,
    /// Parts that are set off.
    pub(super) marks: Vec<Mark>,
    /// Places that are set off.
    pub(super) verticals: Vec<Tick>,
    /// What places are called, for those who point at them.
    pub(super) told: Vec<Told>,
}

/// A place on an axis with its text.
#[derive(Clone, Debug)]
pub(super) struct Tick {
    /// Where the line is.
    pub(super) at: f64,
    /// The text; empty: none.
    pub(super) text: String,
    /// Where the middle of the text is.
    pub(super) text_at: f64,
}

impl Tick {
    /// A text under its line.
    pub(super) const fn at(at: f64, text: String) -> Self {
        Self {
            at,
            text,
            text_at: at,
        }
    }
}

/// A part of an axis with its text.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Its beginning.
    pub(super) from: f64,
    /// Its end.
    pub(super) to: f64,
    /// The text; empty: none.
    pub(super) text: String,
}

/// A part of an axis that is set off, over all panels.
pub(super) type Mark = Group;

/// Curves over one axis of numbers.
#[derive(Clone, Debug)]
pub(super) struct Panel {
    /// What it is about.
    pub(super) heading: String,
    /// From bottom to top.
    pub(super) scale: Scale,
    /// The curves, the last one on top.
    pub(super) curves: Vec<Curve>,
    /// Points, above the curves.
    pub(super) dots: Vec<Dot>,
    /// What was promised.
    pub(super) promise: Option<f64>,
    /// Whether the bands of the curves are areas that lie on each other, through which nobody is to see.
    pub(super) is_stacked: bool,
    /// Said instead of curves.
    pub(super) message: Option<String>,
}

impl Panel {
    /// A panel without curves that says why.
    pub(super) fn message(heading: String, scale: Scale, message: &str) -> Self {
        Self {
            heading,
            scale,
            curves: Vec::new(),
            dots: Vec::new(),
            promise: None,
            is_stacked: false,
            message: Some(message.to_owned()),
        }
    }

    /// A panel with curves.
    pub(super) const fn of_curves(heading: String, scale: Scale, curves: Vec<Curve>) -> Self {
        Self {
            heading,
            scale,
            curves,
            dots: Vec::new(),
            promise: None,
            is_stacked: false,
            message: None,
        }
    }
}

/// A point with its confidence intervals in both directions.
#[derive(Clone, Debug)]
pub(super) struct Dot {
    /// The plan, if it is one of several.
    pub(super) plan: Option<String>,
    /// Its sign and colour.
    pub(super) pen: Pen,
    /// From left to right, from bottom to top.
    pub(super) at: (f64, f64),
    /// From left to right: the confidence interval.
    pub(super) across: Option<(f64, f64)>,
    /// From bottom to top: the confidence interval.
    pub(super) up: Option<(f64, f64)>,
    /// Written beside it where there is room; empty: nothing.
    pub(super) label: String,
    /// Told to those who point at it.
    pub(super) tip: String,
}

/// A number of a curve, for those who point at it.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// From left to right.
    pub(super) at: f64,
    /// The text.
    pub(super) text: String,
}

/// A curve with its confidence band.
#[derive(Clone, Debug)]
pub(super) struct Curve {
    /// The plan, if it is one of several.
    pub(super) plan: Option<String>,
    /// What it shows, for those who point at it; empty: the plan says it.
    pub(super) what: String,
    /// How its line is drawn.
    pub(super) pen: Pen,
    /// Its line: runs of points without a gap.
    pub(super) lines: Vec<Vec<(f64, f64)>>,
    /// Its band: the corners of areas.
    pub(super) bands: Vec<Vec<(f64, f64)>>,
    /// Its numbers.
    pub(super) told: Vec<Told>,
}
