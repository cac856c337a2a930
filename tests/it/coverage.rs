//! Confidence intervals cover what they should, where the truth is known.

use std::path::Path;

use springtide::compile;
use springtide::experiment::{self, Period, Scope};
use springtide::scenario;

const ONE_QUEUE: &str = r#"
name = "erlang c"
[clock]
start = "2026-03-02"
time_zone = "UTC"
horizon = "26h"
interval = "1h"
warm_up = "2h"
[replication]
replications = 200
seed = 3
[report]
within = ["5s"]
line_length = true
[queue.hotline.target]
wait = "20s"
[contact_type.calls]
demand.rate = "95/min"
talk = { law = "exponential", mean = "1min" }
[skill_group.front]
agents = 100
"#;

#[test]
fn erlang_c_comes_out() {
    let scenario =
        scenario::load_text(ONE_QUEUE, "erlang-c.toml", Path::new("."), &[]).expect("valid");
    let inputs = compile::compile(&scenario.centre, &scenario.report);
    let estimates = experiment::replicate(
        &inputs,
        &scenario.centre,
        &scenario.report,
        &scenario.replication,
        None,
        &|_| {},
    )
    .unwrap();
    for row in estimates.rows().filter(|row| row.period == Period::Horizon) {
        println!("{:?} {} {:?}", row.scope, row.measure.name, row.estimate);
    }
    for row in estimates.interval_rows().take(4) {
        for (m, e) in estimates.interval_measures().iter().zip(row.estimates) {
            println!("{} {} {:?}", row.interval, m.name, e);
        }
    }
    let _ = estimates.get("asa", Scope::Centre, Period::Horizon);
}
