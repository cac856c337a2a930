//! What the terminal shows of a sweep.

use super::sentence::{MOST_TOLD, clause};
use super::{Column, Swept, sentence};
use crate::experiment::Estimate;
use crate::measures::{ScopeKind, Unit};
use crate::model::Language;
use crate::report::columns::{Columns, printable};
use crate::report::number;
use crate::report::table::{estimate_text, label, live_alone};

/// The longest text above the column of a value \[letters\].
const MOST_HEAD: usize = 32;

/// How many parts of a kind are shown; `sweep.csv` has all of them.
const MOST_PARTS: usize = 8;

/// The whole table without its last line, which is the [sentence](super::sentence()).
pub fn to_text(swept: &Swept<'_>, width: usize) -> String {
    let mut paragraphs = vec![heading(swept)];
    for (kind, scope) in parts(swept) {
        // In the order in which they were asked for.
        let of_measure = |measure: &String| {
            swept.columns.iter().position(|column| {
                column.scope_kind == kind
                    && column.scope == scope
                    && column.period == "horizon"
                    && column.measure.name == *measure
            })
        };
        let columns: Vec<usize> = swept.shown.iter().filter_map(of_measure).collect();
        if swept.axes.len() == 1 {
            paragraphs.push(one_key(swept, (kind, scope), &columns).to_text(width));
        } else {
            let of_two = columns
                .iter()
                .map(|column| two_keys(swept, *column).to_text(width));
            paragraphs.extend(of_two);
        }
    }
    let firsts = swept.firsts();
    if firsts.len() > MOST_TOLD {
        let mut lines: Vec<String> = (firsts.iter())
            .map(|first| printable(&clause(swept, first)))
            .collect();
        lines.push(String::new());
        paragraphs.push(lines.join("\n"));
    }
    // The sentence is a paragraph of its own.
    paragraphs.push(String::new());
    paragraphs.join("\n")
}

/// The last line, fit for a terminal.
pub fn last_line(swept: &Swept<'_>) -> String {
    printable(&sentence(swept))
}

fn heading(swept: &Swept<'_>) -> String {
    let title = swept.centre.title_in(Language::English);
    let mut lines = vec![printable(title)];
    lines.extend(swept.question.unwrap_or_default().lines().map(printable));
    let replications = swept.points.iter().map(|point| point.replications);
    let (least, most) = (replications.clone().min(), replications.max());
    let [least, most] = [least, most].map(|count| number::whole(count.unwrap_or(0)));
    let replications = if least == most {
        most
    } else {
        format!("{least} to {most}")
    };
    lines.push(format!(
        "{} points on the same chance, {replications} replications each, seed {}",
        swept.points.len(),
        swept.plan.seed
    ));
    let confidence = number::as_written(Unit::Share, swept.confidence().as_f64());
    lines.push(format!("in brackets: {confidence} confidence intervals"));
    lines.extend(live_alone(swept.centre));
    lines.push(String::new());
    lines.join("\n")
}

/// The parts that say something new: the centre beside its queues only where there are several.
fn parts<'a>(swept: &'a Swept<'_>) -> Vec<(ScopeKind, &'a str)> {
    let of_kind = |kind: ScopeKind| {
        let mut names: Vec<&str> = Vec::new();
        for column in swept.columns {
            if column.scope_kind == kind
                && is_shown(swept, column)
                && !names.contains(&column.scope.as_str())
            {
                names.push(&column.scope);
            }
        }
        names
    };
    let queues = of_kind(ScopeKind::Queue);
    let mut parts = Vec::new();
    for kind in [ScopeKind::Centre, ScopeKind::Queue, ScopeKind::Group] {
        // Of a centre of one queue, the centre has all that the queue has.
        if kind == ScopeKind::Queue && queues.len() < 2 {
            continue;
        }
        parts.extend(
            of_kind(kind)
                .into_iter()
                .take(MOST_PARTS)
                .map(|name| (kind, name)),
        );
    }
    parts
}

fn is_shown(swept: &Swept<'_>, column: &Column) -> bool {
    column.period == "horizon" && swept.shown.contains(&column.measure.name)
}

fn cell(column: &Column, estimate: Option<&Estimate>) -> String {
    estimate.map_or_else(String::new, |one| estimate_text(column.measure.unit, one))
}

/// What is above the table of a part.
fn title(swept: &Swept<'_>, (kind, name): (ScopeKind, &str)) -> String {
    let key = &swept.axes[0].key;
    match kind {
        ScopeKind::Centre => key.clone(),
        _ => format!("{}: {key}", swept.title_of(kind, name, Language::English)),
    }
}

/// The values below each other, the measures beside each other.
fn one_key(swept: &Swept<'_>, part: (ScopeKind, &str), columns: &[usize]) -> Columns {
    let row = |(value, name): (usize, &String)| {
        let point = swept.point(value, None);
        let cells = columns
            .iter()
            .map(|column| cell(&swept.columns[*column], point.estimates[*column].as_ref()));
        (printable(name), cells.collect())
    };
    Columns {
        title: printable(&title(swept, part)),
        heads: (columns.iter())
            .map(|column| label(&swept.columns[*column].measure.name))
            .collect(),
        rows: swept.axes[0].values.iter().enumerate().map(row).collect(),
    }
}

/// What stands above the column of a value: of a long key only the end, so that the value is seen.
fn value_of(key: &str, value: &str) -> String {
    let all = format!("{key} = {value}");
    let letters = all.chars().count();
    let room = MOST_HEAD.max(value.chars().count() + 4);
    if letters <= room {
        return all;
    }
    let end: String = all.chars().skip(letters - room + 1).collect();
    format!("…{end}")
}

/// A measure over both keys: the first downwards, the second to the right.
fn two_keys(swept: &Swept<'_>, column: usize) -> Columns {
    let what = &swept.columns[column];
    let (first, second) = (&swept.axes[0], &swept.axes[1]);
    let row = |(value, name): (usize, &String)| {
        let cells = (0..second.values.len()).map(|other| {
            let point = swept.point(value, Some(other));
            cell(what, point.estimates[column].as_ref())
        });
        (printable(name), cells.collect())
    };
    let of = match what.scope_kind {
        ScopeKind::Centre => String::new(),
        kind => format!(
            " of {}",
            swept.title_of(kind, &what.scope, Language::English)
        ),
    };
    Columns {
        title: printable(&format!(
            "{}{of} by {}",
            label(&what.measure.name),
            first.key
        )),
        heads: (second.values.iter())
            .map(|value| value_of(&second.key, value))
            .collect(),
        rows: first.values.iter().enumerate().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::value_of;

    #[test]
    fn the_value_is_seen_beside_a_long_key() {
        assert_eq!(value_of("a.agents", "20"), "a.agents = 20");
        let cut = value_of("contact_type.games.talk.mean", "4.5min");
        assert_eq!(cut, "…t_type.games.talk.mean = 4.5min");
        assert_eq!(cut.chars().count(), 32);
    }
}
