//! A small centre that other tests run.

/// Two queues, with promises of each kind, on the day of 25 hours; a second or two of simulation at most.
pub(crate) const SCENARIO: &str = r#"# Will the hotline keep its promises on the longest day?
name = "two queues"

[clock]
start = "2026-10-25"
time_zone = "Europe/Berlin"
horizon = "1 day"
interval = "6h"

[replication]
replications = 20
seed = 7

[report]
percentiles = ["50%", "95%"]
within = ["10s"]

[queue.hotline]
queue_capacity = 6

[queue.hotline.target]
wait = "20s"
share = "80%"
asa = "30s"
abandonment = "15%"

[queue.claims.target]
wait = "1min"
share = "70%"
rule = "answered_only"

[contact_type.calls]
queue = "hotline"
groups = ["front"]
patience = { law = "exponential", mean = "2min" }
talk = { law = "exponential", mean = "5min" }
wrap_up = { law = "deterministic", value = "30s" }
demand.rate = "60/h"

[contact_type.claims]
queue = "claims"
groups = ["experts", "front"]
patience = { law = "exponential", mean = "10min" }
talk = { law = "lognormal", mean = "10min", cv = 1.2 }
demand.rate = "12/h"

[skill_group.front]
serves = ["calls", "claims"]
takes = "ranked"
agents = 5
shrinkage = "25%"

[skill_group.experts]
serves = ["claims"]
agents = 2
"#;
