//! The choice of the best plan is wrong as seldom as it says, where the best is known.

use springtide::experiment::{
    Criterion, Outcome, Period, Scope, Selection, Zone, compare_and_choose,
};
use springtide::measures::Better;
use springtide::model::ReplicationPlan;
use springtide::units::{Share, number};

use crate::aloud::say;
use crate::comparison::Plans;
use crate::erlang_a::ErlangA;

const SCENARIO: &str = r#"
[clock]
start = "2026-03-02"
time_zone = "UTC"
horizon = "2h"
interval = "1h"
warm_up = "1h"
[replication]
replications = 100
[report]
intervals = false
[queue.hotline.target]
wait = "20s"
[contact_type.calls]
demand.rate = "160/h"
talk = { law = "exponential", mean = "3min" }
patience = { law = "exponential", mean = "90s" }
[skill_group.front]
agents = 10
"#;

const STUDIES: u64 = 300;

/// Plans that differ in how long work takes, and in who comes: customers of other names are others.
fn plans(work: &[(&str, f64)]) -> (Plans, Vec<f64>) {
    let mut plans = Plans {
        plans: Vec::new(),
        inputs: Vec::new(),
    };
    let mut exact = Vec::new();
    for (name, seconds) in work {
        let text = SCENARIO.replace("calls", name);
        let own = Plans::of(&text.replace("3min", &format!("{seconds}s")), &[]);
        plans.plans.extend(own.plans);
        plans.inputs.extend(own.inputs);
        exact.push(ErlangA::new(10, 160.0 / 3600.0, *seconds, 90.0).abandonment());
    }
    (plans, exact)
}

fn criterion(plans: &Plans, zone: Zone, most_replications: u64) -> Criterion {
    Criterion {
        measure: "abandonment".to_owned(),
        scopes: vec![Scope::Centre; plans.plans.len()],
        better: Better::Lower,
        indifference: zone,
        confidence: Share::new(0.9).unwrap(),
        most_replications,
    }
}

fn chosen(plans: &Plans, criterion: &Criterion, seed: u64, threads: Option<usize>) -> Selection {
    let plan = ReplicationPlan {
        seed,
        ..plans.plans[0].scenario.replication
    };
    let contenders = plans.contenders();
    let found = compare_and_choose(&contenders, &plan, criterion, threads, &|_| {});
    found.unwrap().1
}

/// Where the best leads each other by just the zone: the hardest case for which the procedure promises
/// anything; with customers of their own, and on the same chance.
#[test]
fn it_errs_as_seldom_as_it_says() {
    let others = [("calls", 180.0), ("clients", 177.0), ("callers", 180.0)];
    let same = [("calls", 180.0), ("calls", 179.5), ("calls", 180.0)];
    for (case, work) in [
        ("customers of their own", others),
        ("the same chance", same),
    ] {
        let (plans, exact) = plans(&work);
        let zone = Zone::Absolute(exact[0] - exact[1]);
        let criterion = criterion(&plans, zone, 100_000);
        let (mut wrong, mut wrong_at_once, mut replications) = (0, 0, [0; 3]);
        for seed in 0..STUDIES {
            let selection = chosen(&plans, &criterion, seed, None);
            wrong += u64::from(selection.outcome != Outcome::Best(1));
            // As many as leave the race last would have been needed for certain by all.
            for (sum, own) in replications.iter_mut().zip(&selection.replications) {
                *sum += own;
            }
            let at_once = plans.compared(seed, None);
            let ahead = |plan| {
                let estimate =
                    at_once
                        .estimates(plan)
                        .get("abandonment", Scope::Centre, Period::Horizon);
                estimate.unwrap().value().unwrap()
            };
            wrong_at_once += u64::from(ahead(1) >= ahead(0).min(ahead(2)));
        }
        let percent = |wrong: u64| number::float(wrong * 100) / number::float(STUDIES);
        say(format!(
            "choosing with {case} at 90 %: wrong in {:.1} % of {STUDIES} seeds after {:?} replications, in {:.1} % after 100",
            percent(wrong),
            replications.map(|sum| sum / STUDIES),
            percent(wrong_at_once)
        ));
        // Ten in a hundred, and three standard errors.
        assert!(percent(wrong) <= 10.0 + 5.2, "{wrong} wrong");
    }
}

/// Where the zone is too narrow for the most replications, no plan is called best.
#[test]
fn what_cannot_be_told_apart_is_not_decided() {
    let (plans, exact) = plans(&[("calls", 180.0), ("clients", 180.0)]);
    let narrow = Zone::Absolute(exact[0] / 1_000.0);
    let selection = chosen(&plans, &criterion(&plans, narrow, 300), 1, None);
    let Outcome::Undecided {
        plans: left,
        needed,
    } = &selection.outcome
    else {
        panic!("{:?}", selection.outcome);
    };
    assert_eq!(left.len(), 2);
    assert_eq!(selection.replications, [300, 300]);
    assert!(*needed > 10_000, "{needed}");
    // With a zone as wide as both, either is as good as the best.
    let wide = Zone::Relative(0.5);
    let selection = chosen(&plans, &criterion(&plans, wide, 300), 1, None);
    assert!(matches!(selection.outcome, Outcome::Best(_)));
    assert!((selection.indifference / exact[0] - 0.5).abs() < 0.1);
}

#[test]
fn threads_do_not_choose() {
    let (plans, _) = plans(&[("calls", 180.0), ("clients", 178.0), ("callers", 179.0)]);
    let criterion = criterion(&plans, Zone::Absolute(0.003), 2_000);
    let one = chosen(&plans, &criterion, 9, Some(1));
    assert!(one.replications.iter().any(|count| *count > 100), "{one:?}");
    assert_eq!(one, chosen(&plans, &criterion, 9, Some(2)));
    assert_eq!(one, chosen(&plans, &criterion, 9, Some(3)));
}
