//! The workloads from the compiled model on.

use criterion::Criterion;

use crate::prepared::{Prepared, long};

/// The workloads by which engines are compared.
pub(crate) const WORKLOADS: [&str; 4] = ["w1", "w2", "w3", "ov"];

pub(crate) fn bench(criterion: &mut Criterion) {
    let mut group = long(criterion, "workload");
    for name in WORKLOADS {
        Prepared::new(&format!("{name}.toml"), &[]).time(&mut group, name, 1);
    }
    group.finish();
}
