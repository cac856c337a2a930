//! What is said of a number that the most replications did not make as exact as asked.

use super::{Findings, number};
use crate::experiment::{Scope, Shortfall};
use crate::measures::{HalfWidth, Unit};
use crate::model::{Language, Note};

/// How wide the interval still is, and about how many replications would do.
pub fn note(findings: &Findings<'_>, shortfall: &Shortfall) -> Note {
    let precision = &shortfall.precision;
    let what = match precision.scope {
        Scope::Centre => Note::new(&precision.measure, &precision.measure),
        scope => {
            let (kind, name) = (scope.kind().name(), scope.name(findings.centre));
            Note::new(
                format!("{} of {kind} {name}", precision.measure),
                format!("{kind} {name}的{}", precision.measure),
            )
        }
    };
    let done = number::whole(findings.estimates.replications());
    let begin = Note::new(
        format!("after {done} replications {}", what.en),
        format!("模拟{done}次后，{}", what.zh),
    );
    let unit = findings
        .estimates
        .catalogue()
        .find(&precision.measure)
        .map_or(Unit::Contacts, |measure| measure.unit);
    let of_value = |part: f64| {
        let points = number::half_width(Unit::Share, part);
        let percent = points.split(' ').next().unwrap_or_default();
        Note::new(
            format!("{percent} % of its value"),
            format!("其值的{percent}%"),
        )
    };
    let absolute = |wide: f64| {
        let text = |language| number::half_width_in(unit, wide, language);
        Note::new(text(Language::English), text(Language::Chinese))
    };
    let wanted = match precision.half_width {
        HalfWidth::Absolute(wide) => absolute(wide),
        HalfWidth::Relative(part) => of_value(part),
    };
    let (value, half_width) = (shortfall.estimate.value(), shortfall.estimate.half_width());
    let found = match (value, half_width, precision.half_width) {
        (Some(_), Some(wide), HalfWidth::Absolute(_)) => absolute(wide),
        (Some(value), Some(wide), HalfWidth::Relative(_)) if value.abs() > 0.0 => {
            of_value(wide / value.abs())
        }
        (None, _, _) => {
            return Note::new(
                format!("{} is not defined: nothing of the kind happened", begin.en),
                format!("{}没有定义：没有发生此类情况", begin.zh),
            );
        }
        _ => {
            return Note::new(
                format!(
                    "{} has no half-width in proportion to its value: ask for one in its own unit (`half_width`)",
                    begin.en
                ),
                format!(
                    "{}没有与其值成比例的半宽：请用其自身单位给出（`half_width`）",
                    begin.zh
                ),
            );
        }
    };
    let rest = match shortfall.needed {
        Some(needed) => {
            let needed = number::about(needed);
            Note::new(
                format!(
                    "about {needed} replications would do, which replication.most_replications may allow"
                ),
                format!("约需{needed}次模拟，可由replication.most_replications允许"),
            )
        }
        None => Note::new(
            "replication.most_replications may allow more",
            "可由replication.most_replications允许更多次数",
        ),
    };
    Note::new(
        format!(
            "{} is known to ± {}, not to ± {}; {}",
            begin.en, found.en, wanted.en, rest.en
        ),
        format!(
            "{}的精度为±{}，未达到±{}；{}",
            begin.zh, found.zh, wanted.zh, rest.zh
        ),
    )
}
