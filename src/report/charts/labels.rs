//! Where texts stand so that none covers another.

use super::canvas::{Plot, Point};
use super::lettering::{self, Weight};
use super::picture::{Axis, Tick};
use super::style::{EDGE, TEXT, WIDTH};
use crate::units::number;

/// The most lines of text above a plot.
const MOST_ROWS: usize = 5;

/// The least room between two texts of a line \[pixels\].
const GAP: i32 = 10;

/// A text with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// Its middle, from the left \[pixels\].
    pub(super) middle: i32,
    /// The text.
    pub(super) text: String,
    /// Its line: 0 is next to the plot.
    pub(super) row: i32,
}

/// Texts above a plot.
#[derive(Clone, Debug)]
pub(super) struct Strip {
    /// The texts.
    pub(super) labels: Vec<Label>,
    /// How many lines they take.
    pub(super) rows: i32,
}

impl Label {
    /// Half its width, rounded up.
    fn reach(&self) -> i32 {
        lettering::width(&self.text, TEXT, Weight::Regular) / 2 + 1
    }
}

/// Texts moved to where they do not leave the picture.
pub(super) fn inside(labels: impl Iterator<Item = Label>) -> impl Iterator<Item = Label> {
    let (left, right) = (EDGE / 4, WIDTH - EDGE / 4);
    labels.map(move |label| {
        let reach = label.reach();
        let middle = label.middle.min(right - reach).max(left + reach);
        Label { middle, ..label }
    })
}

/// Texts in one line without those that would come too near to the one before.
pub(super) fn apart(labels: impl Iterator<Item = Label>) -> Vec<Label> {
    let mut kept: Vec<Label> = Vec::new();
    let mut free_from = i32::MIN / 2;
    for label in labels.filter(|label| !label.text.is_empty()) {
        let reach = label.reach();
        if label.middle - reach >= free_from {
            free_from = label.middle + reach + GAP;
            kept.push(label);
        }
    }
    kept
}

/// Every how many texts of a line may be kept.
const STEPS: [usize; 9] = [1, 2, 4, 5, 10, 20, 50, 100, 500];

/// Texts in one line of which as many at equal distances are left out as it takes for the others not to
/// come too near to each other; the one at `anchor` stays.
pub(super) fn evenly_apart(labels: &[Label], anchor: usize) -> Vec<Label> {
    let every = |step: usize| {
        let all = labels.iter().enumerate();
        all.filter(move |(place, _)| place % step == anchor % step)
            .map(|(_, label)| label.clone())
    };
    let fits = |step: &usize| apart(every(*step)).len() == every(*step).count();
    let step = STEPS.into_iter().find(fits);
    step.map_or_else(
        || apart(labels.iter().cloned()),
        |step| every(step).collect(),
    )
}

/// Ticks without the texts that would stand too near to others; those that are left out stand at equal
/// distances if the ticks do.
pub(super) fn readable(
    ticks: Vec<Tick>,
    (from, to): (f64, f64),
    width: i32,
    is_even: bool,
) -> Vec<Tick> {
    let width = number::float_small(width);
    let pixel = |at: f64| number::nearest_signed((at - from) / (to - from) * width);
    let label = |tick: &Tick| Label {
        middle: pixel(tick.at),
        text: tick.text.clone(),
        row: 0,
    };
    let labels: Vec<Label> = ticks.iter().map(label).collect();
    let kept = if is_even {
        evenly_apart(&labels, 0)
    } else {
        apart(labels.into_iter())
    };
    let is_kept = |tick: &Tick| {
        let middle = pixel(tick.at);
        kept.iter().any(|label| label.middle == middle)
    };
    ticks.into_iter().filter(is_kept).collect()
}

/// The texts of an axis' marks and verticals, in as many lines as it takes. Those for which no line
/// has room are left out: the mark itself is still there.
pub(super) fn above(axis: &Axis, across: impl Fn(f64) -> i32, (left, right): (i32, i32)) -> Strip {
    let of_marks = axis
        .marks
        .iter()
        .map(|mark| (f64::midpoint(mark.from, mark.to), &mark.text));
    let of_verticals = axis.verticals.iter().map(|tick| (tick.at, &tick.text));
    let mut free_from = [i32::MIN / 2; MOST_ROWS];
    let mut labels = Vec::new();
    for (at, text) in of_marks.chain(of_verticals) {
        let text = lettering::fitted(text, TEXT, Weight::Regular, (right - left) / 3);
        let mut label = Label {
            middle: across(at),
            text,
            row: 0,
        };
        let reach = label.reach();
        // A text in the middle of a narrow mark at the edge would leave the picture.
        label.middle = label.middle.clamp(left + reach, right - reach);
        let rows = free_from.iter_mut().zip(0..);
        for (free_from, row) in rows {
            if label.middle - reach >= *free_from {
                *free_from = label.middle + reach + GAP;
                labels.push(Label { row, ..label });
                break;
            }
        }
    }
    Strip {
        rows: labels.iter().map(|label| label.row + 1).max().unwrap_or(0),
        labels,
    }
}

/// The room between a point and its text \[pixels\].
const BESIDE: i32 = 16;

/// How far a sign reaches around its point \[pixels\].
const REACH: i32 = 14;

/// Where texts beside points begin: first where a line that rises through the points leaves room, then
/// wherever they neither cover a point, a line or another text nor leave the plot; `None` where there is no such
/// place. No other point is nearer to a text than its own. Which text comes first decides who finds room: of several orders that with room for most is taken.
pub(super) fn beside(
    points: &[Point],
    texts: &[&str],
    lines: &[[Point; 2]],
    plot: Plot,
) -> Vec<Option<Point>> {
    let all = || (0..points.len()).collect::<Vec<usize>>();
    let sorted = |key: fn(Point) -> i32| {
        let mut order = all();
        order.sort_by_key(|place| key(points[*place]));
        order
    };
    let orders = [
        all(),
        sorted(|(x, _)| x),
        sorted(|(x, _)| -x),
        sorted(|(_, y)| y),
        sorted(|(_, y)| -y),
    ];
    let mut best: Vec<Option<Point>> = vec![None; points.len()];
    for order in orders {
        let found = beside_in(&order, points, texts, lines, plot);
        if found.iter().flatten().count() > best.iter().flatten().count() {
            best = found;
        }
    }
    best
}

/// The same, of texts that look for room in this order.
fn beside_in(
    order: &[usize],
    points: &[Point],
    texts: &[&str],
    lines: &[[Point; 2]],
    plot: Plot,
) -> Vec<Option<Point>> {
    let around = |(x, y): Point| Plot {
        left: x - REACH,
        right: x + REACH,
        top: y - REACH,
        bottom: y + REACH,
    };
    let mut taken: Vec<Plot> = points.iter().map(|point| around(*point)).collect();
    let mut places = vec![None; points.len()];
    for place in order {
        let (point, text) = (points[*place], texts[*place]);
        let width = lettering::width(text, TEXT, Weight::Regular);
        let room = |(left, baseline): Point| Plot {
            left: left - 2,
            right: left + width + 2,
            top: baseline - TEXT,
            bottom: baseline + TEXT / 3,
        };
        let fits = |room: &Plot| {
            let is_inside = room.left > plot.left
                && room.right < plot.right
                && room.top > plot.top
                && room.bottom < plot.bottom;
            let distance = |point: &Point| distance(*point, room);
            let is_nearest = points
                .iter()
                .all(|other| distance(other) >= distance(&point));
            is_inside
                && is_nearest
                && !taken.iter().any(|other| is_over(room, other))
                && !lines.iter().any(|line| crosses(*line, room))
        };
        let mut candidates = candidates(point, width).into_iter();
        let found = candidates.find(|begin| !text.is_empty() && fits(&room(*begin)));
        taken.extend(found.map(room));
        places[*place] = found;
    }
    places
}

/// Where a text of such a width may begin, the best place first.
fn candidates((x, y): Point, width: i32) -> [Point; 12] {
    let (right, left) = (x + BESIDE, x - BESIDE - width);
    let (above, below) = (y - BESIDE + 4, y + BESIDE + TEXT - 6);
    let middle = y + TEXT / 3;
    [
        (right, below),
        (left, above),
        (right, above),
        (left, below),
        (x - width / 2, y - BESIDE - 4),
        (x - width / 2, y + BESIDE + TEXT),
        (right + 4, middle),
        (left - 4, middle),
        (right, below + TEXT),
        (left, above - TEXT),
        (right, above - TEXT),
        (left, below + TEXT),
    ]
}

/// How far a point is from a rectangle, squared.
fn distance((x, y): Point, room: &Plot) -> i32 {
    let across = (room.left - x).max(x - room.right).max(0);
    let up = (room.top - y).max(y - room.bottom).max(0);
    across * across + up * up
}

const fn is_over(a: &Plot, b: &Plot) -> bool {
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/// Whether a line goes through a rectangle: its part between the left and the right side reaches into it.
fn crosses([from, to]: [Point; 2], room: &Plot) -> bool {
    let (from, to) = if from.0 <= to.0 {
        (from, to)
    } else {
        (to, from)
    };
    let (left, right) = (from.0.max(room.left), to.0.min(room.right));
    if left > right {
        return false;
    }
    let [low, high] = [from.1, to.1].map(f64::from);
    let at = |x: i32| {
        let part = f64::from(x - from.0) / f64::from(to.0 - from.0);
        low + part * (high - low)
    };
    let (one, other) = if from.0 == to.0 {
        (low, high)
    } else {
        (at(left), at(right))
    };
    one.min(other) < f64::from(room.bottom) && one.max(other) > f64::from(room.top)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::picture::Mark;

    fn marks(names: &[(f64, &str)]) -> Axis {
        let mark = |(at, name): &(f64, &str)| Mark {
            from: *at,
            to: at + 2.0,
            text: (*name).to_owned(),
        };
        Axis {
            from: 0.0,
            to: 1_000.0,
            ticks: Vec::new(),
            groups: Vec::new(),
            name: String::new(),
            marks: names.iter().map(mark).collect(),
            verticals: Vec::new(),
            told: Vec::new(),
        }
    }

    #[test]
    fn texts_beside_points_cover_nothing() {
        let plot = Plot {
            left: 0,
            right: 400,
            top: 0,
            bottom: 200,
        };
        let points = [(380, 100), (100, 100), (104, 104), (100, 96)];
        let texts = ["at the edge", "one", "two", ""];
        let places = beside(&points, &texts, &[], plot);
        assert!(places[0].is_some_and(|(x, _)| x < 300), "{places:?}");
        assert!(places[1].is_some() && places[2].is_some(), "{places:?}");
        assert_ne!(places[1], places[2]);
        assert_eq!(places[3], None);
        let crowd = vec![(50, 50); 40];
        let found = beside(&crowd, &["a long text"; 40], &[], plot);
        assert!(found.iter().flatten().count() < 13, "{found:?}");
    }

    #[test]
    fn no_line_goes_through_a_text() {
        let plot = Plot {
            left: 0,
            right: 400,
            top: 0,
            bottom: 200,
        };
        let point = (200, 100);
        let place = |lines: &[[Point; 2]]| beside(&[point], &["text"], lines, plot)[0];
        let free = place(&[]).unwrap();
        let falling = [[(0, 20), point], [point, (400, 180)]];
        let beside_line = place(&falling).unwrap();
        assert_ne!(free, beside_line);
        let far = [[(0, 190), (400, 199)], [(390, 0), (390, 200)]];
        assert_eq!(place(&far), Some(free));
        let hatched: Vec<[Point; 2]> = (0..40).map(|i| [(0, i * 5), (400, i * 5)]).collect();
        assert_eq!(place(&hatched), None);
        assert!(crosses([(50, 0), (50, 200)], &plot), "upright");
        assert!(!crosses([(50, 300), (50, 201)], &plot));
    }

    #[test]
    fn texts_that_would_touch_stand_in_lines_of_their_own() {
        let axis = marks(&[
            (0.0, "New Year"),
            (500.0, "Spring Festival"),
            (510.0, "payday"),
        ]);
        let strip = above(&axis, number::nearest_signed, (0, 1_000));
        let rows: Vec<i32> = strip.labels.iter().map(|label| label.row).collect();
        assert_eq!((rows, strip.rows), (vec![0, 0, 1], 2));
        assert!(strip.labels[0].middle > 40, "it stays inside: {strip:?}");
    }

    #[test]
    fn what_is_left_out_of_an_even_line_is_even() {
        let label = |(place, middle): (usize, i32)| Label {
            middle,
            text: format!("{place},000 CNY"),
            row: 0,
        };
        let line = |distance: i32| -> Vec<Label> {
            let all = (0..9).zip((0..9).map(|i| i * distance));
            all.map(label).collect()
        };
        let kept = |distance: i32, anchor: usize| -> Vec<String> {
            let kept = evenly_apart(&line(distance), anchor);
            kept.into_iter().map(|label| label.text).collect()
        };
        assert_eq!(kept(300, 0).len(), 9);
        assert_eq!(
            kept(90, 1),
            ["1,000 CNY", "3,000 CNY", "5,000 CNY", "7,000 CNY"]
        );
        assert_eq!(kept(40, 0), ["0,000 CNY", "4,000 CNY", "8,000 CNY"]);
        assert_eq!(kept(1, 3), ["3,000 CNY"]);
    }

    #[test]
    fn what_finds_no_room_is_left_out() {
        let crowd: Vec<(f64, &str)> = (0..30).map(|day| (f64::from(day), "holiday")).collect();
        let strip = above(&marks(&crowd), number::nearest_signed, (0, 1_000));
        assert_eq!((strip.labels.len(), strip.rows), (5, 5));
        let one_line = strip
            .labels
            .into_iter()
            .map(|label| Label { row: 0, ..label });
        assert_eq!(apart(one_line).len(), 1);
    }
}
