//! Where texts stand so that none covers another.

use super::lettering::{self, Weight};
use super::picture::Axis;
use super::style::TEXT;

/// The most lines of text above a plot.
const MOST_ROWS: i32 = 3;

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

/// The texts of an axis' marks and verticals, in as many lines as it takes. Those for which no line
/// has room are left out: the mark itself is still there.
pub(super) fn above(axis: &Axis, across: impl Fn(f64) -> i32, (left, right): (i32, i32)) -> Strip {
    let of_marks = axis
        .marks
        .iter()
        .map(|mark| (f64::midpoint(mark.from, mark.to), &mark.text));
    let of_verticals = axis.verticals.iter().map(|tick| (tick.at, &tick.text));
    let mut free_from = [i32::MIN / 2; 3];
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
        let rows = free_from.iter_mut().zip(0..MOST_ROWS);
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
        }
    }

    #[test]
    fn texts_that_would_touch_stand_in_lines_of_their_own() {
        let axis = marks(&[
            (0.0, "New Year"),
            (500.0, "Spring Festival"),
            (510.0, "payday"),
        ]);
        let strip = above(&axis, crate::units::number::nearest_signed, (0, 1_000));
        let rows: Vec<i32> = strip.labels.iter().map(|label| label.row).collect();
        assert_eq!((rows, strip.rows), (vec![0, 0, 1], 2));
        assert!(strip.labels[0].middle > 40, "it stays inside: {strip:?}");
    }

    #[test]
    fn what_finds_no_room_is_left_out() {
        let crowd: Vec<(f64, &str)> = (0..30).map(|day| (f64::from(day), "holiday")).collect();
        let strip = above(
            &marks(&crowd),
            crate::units::number::nearest_signed,
            (0, 1_000),
        );
        assert_eq!((strip.labels.len(), strip.rows), (3, 3));
        let one_line = strip
            .labels
            .into_iter()
            .map(|label| Label { row: 0, ..label });
        assert_eq!(apart(one_line).len(), 1);
    }
}
