//! What is said of rows that are not kept.

use super::LogSpec;
use crate::model::Note;
use crate::scenario::LogSummary;
use crate::scenario::table::Reading;
use crate::scenario::table::cell::Misread;

/// Why rows are left out that no filter drops: before and after the horizon, and of other contact types.
pub(super) const REASONS: [(&str, &str); 3] = [
    ("before the horizon", "早于模拟时段"),
    ("after the horizon", "晚于模拟时段"),
    ("contact type not in the scenario", "场景中没有的联络类型"),
];

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
    let reasons = || summary.dropped.iter().skip(asked_for);
    let english: Vec<String> = reasons()
        .map(|(reason, rows)| format!("{reason} ({rows})"))
        .collect();
    let chinese: Vec<String> = reasons()
        .map(|(reason, rows)| {
            let known = REASONS.iter().find(|(english, _)| english == reason);
            format!(
                "{}（{rows}）",
                known.map_or(reason.as_str(), |(_, chinese)| chinese)
            )
        })
        .collect();
    if !english.is_empty() {
        let rows = summary.rows;
        let found = Note::new(
            format!(
                "of {rows} rows of `{name}` some are left out: {}",
                english.join(", ")
            ),
            format!("`{name}`的{rows}行中有一部分未采用：{}", chinese.join("、")),
        );
        let advice = Note::new(
            "nothing is to be done if the log covers more days or contact types",
            "如果日志包含更多日期或联络类型，则无需处理",
        );
        reading.warn(found, advice);
    }
}
