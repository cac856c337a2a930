//! One experiment on 1 and on 2 threads.

use criterion::Criterion;

use crate::prepared::{Prepared, long};

pub(crate) fn bench(criterion: &mut Criterion) {
    let mut group = long(criterion, "threads");
    // 400 replications of 50,000 contacts: W2 cut into days of an office.
    let cut = ["clock.horizon=500min", "replication.replications=400"].map(str::to_owned);
    let prepared = Prepared::new("w2.toml", &cut);
    for threads in [1, 2] {
        prepared.time(&mut group, &threads.to_string(), threads);
    }
    group.finish();
}
