//! Shares, service levels and waits of a centre with tickets are those of its live contacts.

use springtide::experiment::{Difference, Estimates, Period, Scope, Totals};
use springtide::measures::{Contacts, Measure, WaitKind};
use springtide::model::{ContactTypeId, QueueId};
use springtide::units::Share;

use crate::comparison::Plans;

/// Calls and tickets for one team; a plan with more people, one without tickets, one with chats too.
const CALLS_AND_TICKETS: &str = r#"
[clock]
start = "2026-03-02 00:00"
time_zone = "UTC"
horizon = "2 days"
interval = "6h"
[replication]
replications = 12
[report]
interval_percentiles = true
within = ["10s"]
[queue.hotline]
queue_capacity = 8
target = { wait = "20s", share = "80%" }
[queue.mail]
target = { wait = "2h", rule = "answered_only" }
[contact_type.calls]
queue = "hotline"
demand.rate = "40/h"
talk = { law = "exponential", mean = "4min" }
patience = { law = "exponential", mean = "2min" }
[contact_type.letters]
queue = "mail"
channel = "ticket"
due = "8h"
demand.rate = "4/h"
talk = { law = "exponential", mean = "10min" }
[skill_group.team]
agents = 4
[variant.more.change.skill_group.team]
agents = 5
[variant.calls-alone]
remove = ["contact_type.letters", "queue.mail"]
[variant.chats.change]
queue.chats.target = { wait = "1min", rule = "short_abandons_meet" }
contact_type.chats = { queue = "chats", channel = "chat", demand.rate = "10/h", talk = { law = "exponential", mean = "6min" }, patience = { law = "exponential", mean = "4min" } }
[variant.apart]
based_on = "chats"
change.contact_type.letters.groups = ["clerks"]
change.skill_group.clerks = { agents = 1 }
change.skill_group.team.serves = ["calls", "chats"]
[variant.live-alone]
based_on = "apart"
remove = ["contact_type.letters", "queue.mail", "skill_group.clerks"]
"#;

const HOTLINE: Scope = Scope::Queue(QueueId::new(0));

/// Every period of which anything is measured.
fn periods() -> impl Iterator<Item = Period> {
    let days = (0..2).map(Period::Day);
    let intervals = (0..8).map(Period::Interval);
    std::iter::once(Period::Horizon)
        .chain(days)
        .chain(intervals)
}

fn about_waiting(estimates: &Estimates) -> impl Iterator<Item = &Measure> {
    let measures = estimates.catalogue().measures().iter();
    measures.filter(|measure| measure.contacts == Contacts::Live)
}

/// What is said of a scope that is about waiting, to the bit.
fn said_of_waiting(estimates: &Estimates, names: &[String], scope: Scope) -> Vec<String> {
    let mut said = Vec::new();
    for period in periods() {
        let measures = names.iter().map(|name| {
            let estimate = estimates.get(name, scope, period);
            format!("{name} {period:?} {estimate:?}")
        });
        said.extend(measures);
        let nine_tenths = Share::new(0.9).unwrap();
        let wait = estimates.wait_percentile(WaitKind::All, nine_tenths, scope, period);
        said.push(format!("{period:?} {wait:?}"));
    }
    let longer = estimates.longer_waits(scope, WaitKind::Answered);
    said.push(format!("{longer:?}"));
    said
}

#[test]
fn waits_of_the_centre_are_those_of_live_contacts() {
    let plans = Plans::of(CALLS_AND_TICKETS, &["chats", "apart", "live-alone"]);
    let comparison = plans.compared(3, Some(2));
    let base = comparison.estimates(0);
    let names: Vec<String> = about_waiting(base).map(|one| one.name.clone()).collect();
    for some in [
        "waited_share",
        "abandonment",
        "blocking",
        "service_level",
        "service_level_day_mean",
        "service_level_answered_only_within_10s",
        "asa",
        "wait_mean",
        "wait_waited_sd",
        "wait_p90",
        "waiting_over_30min",
    ] {
        assert!(names.iter().any(|name| name == some), "{some}");
    }
    let said = |plan, scope| said_of_waiting(comparison.estimates(plan), &names, scope);
    assert_eq!(said(0, Scope::Centre), said(0, HOTLINE));
    // Calls and chats, which tickets do not disturb, beside each other: as without tickets.
    assert_eq!(said(2, Scope::Centre), said(3, Scope::Centre));
    assert_ne!(said(2, Scope::Centre), said(2, HOTLINE));
    // Counts and work are those of all.
    for measure in ["offered", "answered", "handled", "queue_length"] {
        let value = |scope| {
            let found = base.get(measure, scope, Period::Horizon).unwrap();
            found.value().unwrap()
        };
        let parts = [0, 1].map(|part| value(Scope::Type(ContactTypeId::new(part))));
        let off = (value(Scope::Centre) - parts[0] - parts[1]).abs();
        assert!(parts[1] > 0.0 && off < 1e-9, "{measure}");
    }
}

#[test]
fn times_to_finish_of_the_centre_are_those_of_its_tickets() {
    let plans = Plans::of(CALLS_AND_TICKETS, &["more"]);
    let comparison = plans.compared(3, Some(2));
    let base = comparison.estimates(0);
    let measures = base.catalogue().measures().iter();
    let names: Vec<&str> = measures.map(|measure| &*measure.name).collect();
    let of_tickets = names.iter().filter(|name| name.contains("to_finish"));
    let (letters, mail) = (
        Scope::Type(ContactTypeId::new(1)),
        Scope::Queue(QueueId::new(1)),
    );
    let mut known = 0;
    for name in of_tickets {
        for period in periods() {
            let [centre, of_type, of_queue] =
                [Scope::Centre, letters, mail].map(|scope| base.get(name, scope, period));
            assert_eq!(centre, of_type, "{name}");
            assert_eq!(centre, of_queue, "{name}");
            known += usize::from(centre.is_some_and(|one| one.interval().is_some()));
        }
        let calls = base.get(name, HOTLINE, Period::Horizon).unwrap();
        assert_eq!(calls.value(), None, "{name}");
        let of = |scope| comparison.difference(1, name, scope, Period::Horizon);
        assert_eq!(of(Scope::Centre), of(letters), "{name}");
        assert!(of(letters).unwrap().interval().is_some(), "{name}");
    }
    // The mean and the deviation have intervals for three periods, each of five percentiles for eleven.
    assert_eq!(known, 2 * 3 + 5 * 11);
}

#[test]
fn parts_that_are_merged_say_the_same_of_live_contacts() {
    let plans = Plans::of(CALLS_AND_TICKETS, &["chats"]);
    let (scenario, inputs) = (&plans.plans[1].scenario, &plans.inputs[1]);
    let totals = |range| {
        let mut totals = Totals::new(&scenario.centre, &scenario.report).unwrap();
        totals.simulate(inputs, 7, range);
        totals
    };
    let mut parts = totals(5..12);
    parts.merge(&totals(0..5));
    let confidence = scenario.replication.confidence;
    let [whole, parts] = [totals(0..12), parts].map(|totals| totals.estimates(confidence));
    let names: Vec<String> = about_waiting(&whole).map(|one| one.name.clone()).collect();
    let said = |estimates| said_of_waiting(estimates, &names, Scope::Centre);
    assert_eq!(said(&whole), said(&parts));
    for period in periods() {
        let of = |estimates: &Estimates| estimates.get("to_finish_p90", Scope::Centre, period);
        assert_eq!(of(&whole), of(&parts));
    }
}

/// Of plans with and without tickets the centre's differences are those of the hotline.
#[test]
fn differences_of_the_centre_are_those_of_live_contacts() {
    let plans = Plans::of(CALLS_AND_TICKETS, &["more", "calls-alone"]);
    let comparison = plans.compared(3, Some(2));
    let names = about_waiting(comparison.estimates(0)).map(|measure| &measure.name);
    for name in names {
        for (plan, period) in [1, 2]
            .into_iter()
            .flat_map(|plan| [Period::Horizon, Period::Day(1)].map(|period| (plan, period)))
        {
            let of = |scope| -> Difference {
                let found = comparison.difference(plan, name, scope, period);
                found.unwrap_or_else(|| panic!("no difference of {name}"))
            };
            assert_eq!(of(Scope::Centre), of(HOTLINE), "{name} of plan {plan}");
        }
    }
}

/// The base without tickets, and a plan that has them.
#[test]
fn the_base_may_be_the_plan_without_tickets() {
    let plans = Plans::of(CALLS_AND_TICKETS, &["calls-alone"]);
    let mut contenders = plans.contenders();
    contenders.reverse();
    let plan = plans.plans[0].scenario.replication;
    let comparison = springtide::experiment::compare(&contenders, &plan, Some(1), &|_| {}).unwrap();
    for name in ["service_level", "wait_mean", "wait_p90", "abandonment"] {
        let of = |scope| {
            let found = comparison.difference(1, name, scope, Period::Horizon);
            found.unwrap_or_else(|| panic!("no difference of {name}"))
        };
        assert_eq!(of(Scope::Centre), of(HOTLINE), "{name}");
    }
}
