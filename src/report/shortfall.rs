//! What is said of a number that the most replications did not make as exact as asked.

use super::{Findings, number};
use crate::experiment::{Scope, Shortfall};
use crate::measures::{HalfWidth, Unit};

/// How wide the interval still is, and about how many replications would do.
pub fn sentence(findings: &Findings<'_>, shortfall: &Shortfall) -> String {
    let precision = &shortfall.precision;
    let what = match precision.scope {
        Scope::Centre => precision.measure.clone(),
        scope => {
            let (kind, name) = (scope.kind().name(), scope.name(findings.centre));
            format!("{} of {kind} {name}", precision.measure)
        }
    };
    let done = number::whole(findings.estimates.replications());
    let unit = findings
        .estimates
        .catalogue()
        .find(&precision.measure)
        .map_or(Unit::Contacts, |measure| measure.unit);
    let of_value = |part: f64| {
        let points = number::half_width(Unit::Share, part);
        let percent = points.split(' ').next().unwrap_or_default();
        format!("{percent} % of its value")
    };
    let wanted = match precision.half_width {
        HalfWidth::Absolute(wide) => number::half_width(unit, wide),
        HalfWidth::Relative(part) => of_value(part),
    };
    let (value, half_width) = (shortfall.estimate.value(), shortfall.estimate.half_width());
    let found = match (value, half_width, precision.half_width) {
        (Some(_), Some(wide), HalfWidth::Absolute(_)) => number::half_width(unit, wide),
        (Some(value), Some(wide), HalfWidth::Relative(_)) if value.abs() > 0.0 => {
            of_value(wide / value.abs())
        }
        (None, _, _) => {
            return format!(
                "after {done} replications {what} is not defined: nothing of the kind happened"
            );
        }
        _ => {
            return format!(
                "after {done} replications {what} has no half-width in proportion to its value: ask for one in its own unit (`half_width`)"
            );
        }
    };
    let rest = match shortfall.needed {
        Some(needed) => format!(
            "about {} replications would do, which replication.most_replications may allow",
            number::about(needed)
        ),
        None => "replication.most_replications may allow more".to_owned(),
    };
    format!("after {done} replications {what} is known to ± {found}, not to ± {wanted}; {rest}")
}
