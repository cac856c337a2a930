//! What a contact costs as the centre, its backlog, its variety or its horizon grows.

use criterion::Criterion;

use crate::prepared::{Prepared, long};

/// Axes, each with the scenarios along it, all of 20 million contacts.
const AXES: [(&str, &[&str]); 4] = [
    ("agents", &["w1", "agents-1000", "agents-10000"]),
    ("backlog", &["backlog-600", "ov", "backlog-60000"]),
    (
        "types-x-groups",
        &["grid-1x1", "grid-10x10", "grid-100x100"],
    ),
    ("horizon", &["horizon-day", "horizon-month", "horizon-year"]),
];

pub(crate) fn bench(criterion: &mut Criterion) {
    for (axis, scenarios) in AXES {
        let mut group = long(criterion, &format!("growth/{axis}"));
        for name in scenarios {
            Prepared::new(&format!("{name}.toml"), &[]).time(&mut group, name, 1);
        }
        group.finish();
    }
}
