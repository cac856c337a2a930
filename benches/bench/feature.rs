//! Each optional part of the model against the same scenario without it.
//!
//! The cases are those whose instructions are counted, `benches/cases.csv`.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use criterion::Criterion;

use crate::prepared::Prepared;

/// A case: a scenario with changes.
struct Case {
    without: String,
    scenario: String,
    changes: Vec<String>,
}

fn cases() -> BTreeMap<String, Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/cases.csv");
    let mut table = csv::Reader::from_path(path).unwrap();
    let rows = table.records().map(|row| {
        let row = row.unwrap();
        let case = Case {
            without: row[1].to_owned(),
            scenario: row[2].to_owned(),
            changes: row[3].split(" ; ").map(str::to_owned).collect(),
        };
        (row[0].to_owned(), case)
    });
    rows.collect()
}

pub(crate) fn bench(criterion: &mut Criterion) {
    let cases = cases();
    for (name, case) in &cases {
        let Some(without) = cases.get(&case.without) else {
            continue;
        };
        let mut group = criterion.benchmark_group(format!("feature/{name}"));
        group.sample_size(20).warm_up_time(Duration::from_secs(1));
        for (side, case) in [("without", without), ("with", case)] {
            Prepared::new(&case.scenario, &case.changes).time(&mut group, side, 1);
        }
        group.finish();
    }
}
