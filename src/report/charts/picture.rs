//! What a chart consists of, before it is drawn.

use plotters::style::RGBColor;

use super::scale::Scale;
use super::style::Pen;

/// A chart: panels above each other over one axis.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// What is shown, in words.
    pub(super) title: String,
    /// What it rests on, and what is left out: lines of text.
    pub(super) lines: Vec<String>,
    /// What lines and areas mean.
    pub(super) keys: Vec<Key>,
    /// From left to right.
    pub(super) axis: Axis,
    /// From top to bottom.
    pub(super) panels: Vec<Panel>,
}

/// What a line or an area means.
#[derive(Clone, Debug)]
pub(super) struct Key {
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
    /// What was promised.
    pub(super) promise: Option<f64>,
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
            promise: None,
            message: Some(message.to_owned()),
        }
    }
}

/// A curve with its confidence band.
#[derive(Clone, Debug)]
pub(super) struct Curve {
    /// How its line is drawn.
    pub(super) pen: Pen,
    /// Its line: runs of points without a gap.
    pub(super) lines: Vec<Vec<(f64, f64)>>,
    /// Its band: the corners of areas.
    pub(super) bands: Vec<Vec<(f64, f64)>>,
}
