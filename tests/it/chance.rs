//! The same customers arrive under every plan, and more people never make anybody wait longer.

use std::collections::BTreeMap;
use std::path::Path;

use springtide::compile::compile;
use springtide::scenario;
use springtide::sim::{Answer, Contact, Customer, Observer, Replication, simulate};
use springtide::units::SimTime;

/// Every customer of a replication by type name and number, and how long each counted one waited.
#[derive(Debug, Default, PartialEq)]
struct Register {
    customers: BTreeMap<(usize, u64), (SimTime, Customer)>,
    waits: BTreeMap<(usize, u64), u64>,
}

impl Observer for Register {
    const FOLLOWS_CUSTOMERS: bool = true;

    fn customer(&mut self, contact: &Contact, customer: &Customer) {
        if contact.is_counted() {
            let key = (contact.contact_type.index(), contact.index);
            self.customers.insert(key, (contact.arrived, *customer));
        }
    }

    fn answered(&mut self, contact: &Contact, answer: &Answer) {
        if contact.is_counted() {
            let key = (contact.contact_type.index(), contact.index);
            self.waits
                .insert(key, (answer.at - contact.arrived).as_micros());
        }
    }
}

fn register(text: &str, replication: u64) -> Register {
    let loaded = scenario::load_text(text, "chance.toml", Path::new("."), &[])
        .unwrap_or_else(|p| panic!("{p}"));
    let mut register = Register::default();
    let replication = Replication {
        seed: 7,
        index: replication,
    };
    simulate(
        &compile(&loaded.centre, &loaded.report),
        replication,
        &mut register,
    );
    register
}

const HEAD: &str = r#"
[clock]
start = "2026-03-02 08:00"
time_zone = "Europe/Berlin"
horizon = "6h"
[queue.line]
[contact_type.billing]
demand = { sinusoid = { mean = "80/h", amplitude = "60/h", period = "6h" } }
patience = { law = "lognormal", mean = "4min", cv = 1.2 }
leaves_at_once = "10%"
talk = { law = "gamma", mean = "5min", cv = 0.8 }
wrap_up = { law = "exponential", mean = "30s" }
"#;

/// The first type alone with many people, and among others with few, other routing and another queue rule.
#[test]
fn a_customer_is_the_same_under_every_plan() {
    let plenty = format!("{HEAD}[skill_group.team]\nagents = 30\n");
    let scarce = HEAD.replace(
        "[queue.line]",
        "[queue.line]\nqueue_capacity = 5\ntrunks = 9\n",
    ) + r#"
[contact_type.sales]
demand = { rate = "70/h" }
patience = { law = "weibull", mean = "3min", shape = 0.7 }
talk = { law = "exponential", mean = "4min" }
[skill_group.first]
serves = ["sales", "billing"]
agents = 3
leaving = "any"
[skill_group.second]
serves = ["sales", "billing"]
agents = 2
takes = "ranked"
"#;
    for replication in 0..3 {
        let (one, mut other) = (
            register(&plenty, replication),
            register(&scarce, replication),
        );
        assert_ne!(
            one.waits, other.waits,
            "the plans must differ for the test to say anything"
        );
        other.customers.retain(|key, _| key.0 == 0);
        assert!(one.customers.len() > 300);
        assert_eq!(one.customers, other.customers);
    }
}

#[test]
fn customers_differ_between_replications() {
    let text = format!("{HEAD}[skill_group.team]\nagents = 30\n");
    assert_ne!(register(&text, 0).customers, register(&text, 1).customers);
}

/// Kiefer and Wolfowitz 1955: first come first served with handling that hangs on the customer, one
/// more agent leaves nobody waiting longer, contact by contact.
#[test]
fn one_more_agent_makes_nobody_wait_longer() {
    let text = |agents: u32| {
        format!(
            r#"
[clock]
start = "2026-03-02 08:00"
time_zone = "UTC"
horizon = "10h"
[queue.line]
[contact_type.call]
demand = {{ rate = "100/h" }}
talk = {{ law = "lognormal", mean = "5min", cv = 1.5 }}
[skill_group.team]
agents = {agents}
"#
        )
    };
    for replication in 0..5 {
        let mut before = register(&text(8), replication).waits;
        for agents in 9..14 {
            let with = register(&text(agents), replication).waits;
            assert_eq!(with.len(), before.len());
            for (key, wait) in &with {
                assert!(
                    *wait <= before[key],
                    "contact {key:?} waits longer with {agents} agents"
                );
            }
            assert!(
                with.values().sum::<u64>() < before.values().sum::<u64>()
                    || before.values().all(|w| *w == 0)
            );
            before = with;
        }
    }
}
