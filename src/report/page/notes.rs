//! What the program noted about the plans.

use super::Subject;
use crate::model::differ_in_numbers_alone;
use crate::report::number;
use crate::units::number::count;

/// The most notes that are shown.
const MOST_NOTES: usize = 60;

/// The most plans that a note names.
const MOST_NAMED: usize = 8;

/// A note and the plans that have it.
struct Known {
    text: String,
    /// Those that have it as it is.
    plans: Vec<usize>,
    /// Those that have it with other numbers.
    with_other_numbers: Vec<usize>,
}

/// What the program noted about the plans, each note once; of several plans, which it holds for unless for all.
pub(in crate::report) fn notes(subject: &Subject<'_>) -> Vec<String> {
    let mut known: Vec<Known> = Vec::new();
    for (plan, findings) in subject.plans.iter().enumerate() {
        for note in findings.notes(subject.words.0) {
            let is_same = |known: &&mut Known| known.text == note;
            // What a plan has twice, at different times, it is told of twice.
            let is_alike = |known: &&mut Known| {
                !known.plans.contains(&plan) && differ_in_numbers_alone(&known.text, &note)
            };
            if let Some(known) = known.iter_mut().find(is_same) {
                known.plans.push(plan);
            } else if let Some(known) = known.iter_mut().find(is_alike) {
                if !known.with_other_numbers.contains(&plan) {
                    known.with_other_numbers.push(plan);
                }
            } else {
                known.push(Known {
                    text: note,
                    plans: vec![plan],
                    with_other_numbers: Vec::new(),
                });
            }
        }
    }
    let left_out = known.len().saturating_sub(MOST_NOTES);
    let shown = known.iter().take(MOST_NOTES);
    let mut notes: Vec<String> = shown.map(|known| known.told(subject)).collect();
    if left_out > 0 {
        let left_out = number::whole(count(left_out));
        notes.push(subject.words.pick(
            format!("{left_out} more notes are in run.json"),
            format!("另有{left_out}条提示见run.json"),
        ));
    }
    notes
}

impl Known {
    fn told(&self, subject: &Subject<'_>) -> String {
        let words = subject.words;
        let (text, all) = (&self.text, subject.plans.len());
        if self.plans.len() == all {
            return text.clone();
        }
        let under = named(subject, &self.plans);
        if self.with_other_numbers.is_empty() {
            return words.pick(
                format!("{text} (under {under})"),
                format!("{text}（{under}）"),
            );
        }
        let others = if self.plans.len() + self.with_other_numbers.len() == all {
            words.pick("all others", "其余所有方案").to_owned()
        } else {
            named(subject, &self.with_other_numbers)
        };
        words.pick(
            format!("{text} (under {under}; with other numbers under {others})"),
            format!("{text}（{under}；{others}亦然，数字不同）"),
        )
    }
}

/// Plans in a row; of many the first and how many more there are.
fn named(subject: &Subject<'_>, plans: &[usize]) -> String {
    let shown = plans.iter().take(MOST_NAMED);
    let mut names: Vec<String> = shown.map(|plan| subject.named(*plan)).collect();
    let more = plans.len() - names.len();
    if more > 0 {
        let more = number::whole(count(more));
        let words = subject.words;
        names.push(words.pick(format!("{more} more"), format!("另外{more}个方案")));
    }
    subject.words.list(&names)
}
