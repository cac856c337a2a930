//! What is said of rows that are not kept.

use super::LogSpec;
use crate::scenario::LogSummary;
use crate::scenario::table::Reading;
use crate::scenario::table::cell::Misread;

/// What is wrong with a log of which nothing is left.
pub(super) fn nothing_kept(name: &str, summary: &LogSummary) -> Misread {
    let reasons: Vec<String> = summary
        .dropped
        .iter()
        .filter(|(_, rows)| *rows > 0)
        .map(|(reason, rows)| format!("{rows} {reason}"))
        .collect();
    let found = if reasons.is_empty() {
        format!("no rows in `{name}`")
    } else {
        format!(
            "none of the {} rows of `{name}` is kept ({})",
            summary.rows,
            reasons.join("; ")
        )
    };
    Misread::new(found, "at least one contact within the horizon")
        .with_hint("check clock.start, the filters and replay")
}

/// Says which rows are left out though no filter asks for it.
pub(super) fn warn_of_left_out(
    reading: &mut Reading<'_>,
    name: &str,
    spec: &LogSpec,
    summary: &LogSummary,
) {
    let asked_for =
        spec.drop_if_any.len() + spec.keep_if_all.len() + usize::from(!spec.keep_if_any.is_empty());
    let reasons: Vec<String> = (summary.dropped.iter().skip(asked_for))
        .map(|(reason, rows)| format!("{reason} ({rows})"))
        .collect();
    if !reasons.is_empty() {
        let found = format!(
            "of {} rows of `{name}` some are left out: {}",
            summary.rows,
            reasons.join(", ")
        );
        let advice = "nothing is to be done if the log covers more days or contact types";
        reading.warn(found, advice);
    }
}
