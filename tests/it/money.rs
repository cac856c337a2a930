//! What plans cost: paid hours, what is fixed, and what a contact costs.

use std::path::Path;

use springtide::compile;
use springtide::experiment::{self, Estimate, Estimates, Period};
use springtide::measures::Scope;
use springtide::model::SkillGroupId;
use springtide::report::{Findings, intervals_csv, measures_csv, summary_json, table};
use springtide::scenario::{Plan, load_plans_text};

use crate::small::{SCENARIO, Study};

/// Two days of a centre whose costs one can work out by hand, and a plan with a project.
const PLANS: &str = r#"# What does it cost?
currency = "CNY"
[clock]
start = "2026-03-02"
time_zone = "UTC"
horizon = "2 days"
interval = "6h"
[replication]
replications = 30
[queue.hotline]
[contact_type.calls]
patience = { law = "exponential", mean = "2min" }
talk = { law = "exponential", mean = "5min" }
demand.rate = "60/h"
[skill_group.front]
serves = ["calls"]
agents = 6
shrinkage = "25%"
hourly_rate = 60
[skill_group.back]
serves = ["calls"]
agents = 2
hourly_rate = 12.5
[variant.project]
fixed_cost = 20_000
[variant.saving]
based_on = "project"
fixed_cost = -25_000
change.skill_group.back.hourly_rate = 0
"#;

fn plans(text: &str) -> Vec<(Plan, Estimates)> {
    let plans = load_plans_text(text, "money.toml", Path::new("nowhere"), &[], &[]);
    let plans = plans.unwrap_or_else(|problems| panic!("{problems}"));
    let run = |plan: Plan| {
        let scenario = &plan.scenario;
        let inputs = compile::compile(&scenario.centre, &scenario.report);
        let estimates = experiment::replicate(
            &inputs,
            &scenario.centre,
            &scenario.report,
            &scenario.replication,
            Some(1),
            &|_| {},
        );
        (plan, estimates.unwrap())
    };
    plans.into_iter().map(run).collect()
}

const FRONT: Scope = Scope::Group(SkillGroupId::new(0));
const BACK: Scope = Scope::Group(SkillGroupId::new(1));

fn get(estimates: &Estimates, measure: &str, scope: Scope, period: Period) -> Option<Estimate> {
    estimates.get(measure, scope, period)
}

fn value(estimates: &Estimates, measure: &str, scope: Scope, period: Period) -> f64 {
    let estimate = get(estimates, measure, scope, period);
    let estimate = estimate.unwrap_or_else(|| panic!("no {measure} of {scope:?}"));
    estimate
        .value()
        .unwrap_or_else(|| panic!("{measure} is not defined"))
}

fn is_near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-6 * expected.abs().max(1.0)
}

/// 48 hours of 6 ÷ 0.75 people at 60 and of 2 at 12.50.
#[test]
fn people_cost_their_paid_hours_times_their_rate() {
    let plans = plans(PLANS);
    let (_, base) = &plans[0];
    let of = |measure, scope, period| value(base, measure, scope, period);
    let front = 48.0 * 8.0 * 60.0;
    let back = 48.0 * 2.0 * 12.5;
    assert!(is_near(of("cost_staff", FRONT, Period::Horizon), front));
    assert!(is_near(of("cost_staff", BACK, Period::Horizon), back));
    assert!(is_near(
        of("cost_staff", Scope::Centre, Period::Horizon),
        front + back
    ));
    assert!(is_near(
        of("cost_staff", FRONT, Period::Day(1)),
        front / 2.0
    ));
    assert!(is_near(
        of("cost_staff", FRONT, Period::Interval(3)),
        front / 8.0
    ));
    assert!(is_near(
        of("cost", Scope::Centre, Period::Horizon),
        front + back
    ));
    assert!(is_near(
        of("cost_fixed", Scope::Centre, Period::Horizon),
        0.0
    ));
    for measure in ["cost", "cost_fixed", "cost_per_handled"] {
        assert_eq!(
            get(base, measure, Scope::Centre, Period::Day(0)),
            None,
            "{measure}"
        );
    }
    assert_eq!(get(base, "cost", FRONT, Period::Horizon), None);
}

#[test]
fn what_is_fixed_adds_to_the_cost_and_not_to_its_spread() {
    let plans = plans(PLANS);
    let of = |plan: usize, measure| value(&plans[plan].1, measure, Scope::Centre, Period::Horizon);
    let staff = of(0, "cost_staff");
    assert!(is_near(of(1, "cost_fixed"), 20_000.0));
    assert!(is_near(of(1, "cost"), staff + 20_000.0));
    // The variant's own and that of the one it is based on; its back office is free.
    assert!(is_near(of(2, "cost_fixed"), -5_000.0));
    assert!(is_near(of(2, "cost"), staff - 48.0 * 2.0 * 12.5 - 5_000.0));
    let error = |plan: usize, measure| {
        let (_, estimates) = &plans[plan];
        let estimate = get(estimates, measure, Scope::Centre, Period::Horizon);
        estimate.unwrap().standard_error().unwrap()
    };
    assert!(is_near(error(1, "cost"), error(0, "cost")));
    assert!(is_near(error(1, "cost_fixed"), 0.0));
    // All hours are planned, so that only the number of contacts varies: the error is relative to it.
    for plan in [0, 1, 2] {
        let (cost, handled) = (of(plan, "cost"), of(plan, "handled"));
        assert!(
            is_near(of(plan, "cost_per_handled"), cost / handled),
            "{plan}"
        );
        let expected = cost / handled / handled * error(plan, "handled");
        let found = error(plan, "cost_per_handled");
        assert!(
            (found / expected - 1.0).abs() < 1e-6,
            "{plan}: {found} {expected}"
        );
    }
    // Of a group it is what its people cost, by day too.
    let (_, project) = &plans[1];
    for period in [Period::Horizon, Period::Day(0)] {
        let ratio =
            value(project, "cost_staff", FRONT, period) / value(project, "handled", FRONT, period);
        assert!(is_near(
            value(project, "cost_per_handled", FRONT, period),
            ratio
        ));
    }
}

/// People who finish a contact after their shift are paid until then, and replications differ by it.
#[test]
fn hours_after_the_shift_cost_too() {
    let text = PLANS
        .replace("horizon = \"2 days\"", "horizon = \"12h\"")
        .replace("agents = 6", "plan = \"plan.csv\"");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("plan.csv"),
        "interval_start,front_agents\n00:00,6\n06:00,0\n",
    )
    .unwrap();
    let scenario =
        springtide::scenario::load_text(&text, "money.toml", folder.path(), &[]).unwrap();
    let inputs = compile::compile(&scenario.centre, &scenario.report);
    let estimates = experiment::replicate(
        &inputs,
        &scenario.centre,
        &scenario.report,
        &scenario.replication,
        Some(1),
        &|_| {},
    );
    let estimates = estimates.unwrap();
    let cost = get(&estimates, "cost_staff", FRONT, Period::Horizon).unwrap();
    let planned = 6.0 * 8.0 * 60.0;
    assert!(cost.value().unwrap() > planned, "{cost:?}");
    let (low, high) = cost.interval().unwrap();
    assert!(low < high, "{cost:?}");
    let paid = value(&estimates, "paid", FRONT, Period::Horizon);
    assert!(
        is_near(cost.value().unwrap(), paid * 12.0 * 60.0),
        "{cost:?}"
    );
}

#[test]
fn costs_are_shown_with_their_currency() {
    let plans = plans(PLANS);
    let (plan, estimates) = &plans[1];
    let scenario = &plan.scenario;
    let findings = Findings {
        scenario: &scenario.name,
        variant: &plan.name,
        variant_title: plan.title.as_ref(),
        question: None,
        hash: &scenario.hash,
        overrides: &[],
        centre: &scenario.centre,
        plan: scenario.replication,
        warnings: &[],
        log: None,
        estimates,
    };
    let text = table::to_text(&findings, 120);
    let costs = text.split_once("\nCosts ").unwrap().1;
    for line in [
        "cost staff        24,240 CNY (24,240–24,240)",
        "cost fixed        20,000 CNY (20,000–20,000)",
        "cost              44,240 CNY (44,240–44,240)",
    ] {
        assert!(costs.contains(line), "{text}");
    }
    assert!(costs.contains("cost per handled  "), "{text}");
    let mut bytes = Vec::new();
    measures_csv::write(&mut bytes, &findings).unwrap();
    let csv = String::from_utf8(bytes).unwrap();
    let line = "project,cost,CNY,centre,money,horizon,44240,44240,44240,30";
    assert!(csv.lines().any(|known| known == line), "{csv}");
    let mut bytes = Vec::new();
    intervals_csv::write(&mut bytes, &findings).unwrap();
    let csv = String::from_utf8(bytes).unwrap();
    assert!(
        csv.lines().next().unwrap().contains(",cost_staff_cny"),
        "{csv}"
    );
    let mut bytes = Vec::new();
    summary_json::write(&mut bytes, &findings).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(json["currency"], "CNY");
    assert_eq!(json["centre"]["cost"]["value"], 44_240.0);
}

/// Without a currency there are no costs; of groups without a rate there are none, which is said.
#[test]
fn costs_are_measured_where_they_are_stated() {
    let study = Study::run(&["replication.replications=2"], 1);
    let text = study.written(measures_csv::write);
    assert!(!text.contains(",cost"), "{text}");
    let with = SCENARIO
        .replace("[clock]", "currency = \"EUR\"\n[clock]")
        .replace("agents = 2", "agents = 2\nhourly_rate = 30");
    let study = Study::of(&with, &["replication.replications=2"], 1);
    let text = study.written(measures_csv::write);
    let has = |part: &str| text.lines().any(|line| line.starts_with(part));
    assert!(has("base,cost_staff,EUR,group,experts,horizon,"), "{text}");
    assert!(has("base,cost_staff,EUR,centre,"), "{text}");
    assert!(!text.contains(",EUR,group,front"), "{text}");
    let findings = study.findings();
    let warned = "no hourly rate is written for \"front\"";
    assert!(
        findings
            .warnings
            .iter()
            .any(|note| note.en.contains(warned)),
        "{:?}",
        findings.warnings
    );
}

/// Everything that can cost something, in round numbers that multiply the counts.
#[test]
fn every_cost_is_a_count_times_what_one_costs() {
    let text = PLANS
        .replace(
            "[queue.hotline]",
            "[queue.hotline]\ntrunks = 9\ntrunk_hourly_rate = 0.5\ncost_per_abandoned = 7\n\
             target = { wait = \"20s\", share = \"100%\", penalty = 1_000 }",
        )
        .replace(
            "[skill_group.back]",
            "[contact_type.calls.reason.any]\ncontained = \"25%\"\n\
             [self_service.ivr]\ncontained_time = { law = \"exponential\", mean = \"1min\" }\n\
             cost_per_session = 0.25\n[skill_group.back]\ncost_per_contact = 3",
        )
        .replace("hourly_rate = 12.5", "");
    let text = text.split("[variant.project]").next().unwrap();
    for per in ["day", "horizon"] {
        let text = text.replace(
            "penalty = 1_000",
            &format!("penalty = 1_000, penalty_per = \"{per}\""),
        );
        let plans = plans(&text);
        let (_, base) = &plans[0];
        let of = |measure| value(base, measure, Scope::Centre, Period::Horizon);
        assert!(is_near(of("cost_trunks"), 9.0 * 48.0 * 0.5));
        assert!(is_near(of("cost_abandoned"), 7.0 * of("abandoned")));
        assert!(is_near(of("cost_self_service"), 0.25 * of("sessions")));
        let by_back = value(base, "handled", BACK, Period::Horizon);
        assert!(is_near(of("cost_contacts"), 3.0 * by_back));
        assert!(is_near(
            value(base, "cost_contacts", BACK, Period::Horizon),
            3.0 * by_back
        ));
        // Nobody keeps such a promise.
        let periods = if per == "day" { 2.0 } else { 1.0 };
        assert!(of("chance_target_met") < 1e-9);
        assert!(
            is_near(of("penalty"), periods * 1_000.0),
            "{per} {}",
            of("penalty")
        );
        let parts = [
            "cost_staff",
            "cost_contacts",
            "cost_self_service",
            "cost_trunks",
            "cost_abandoned",
            "penalty",
            "cost_fixed",
        ];
        let sum: f64 = parts.into_iter().map(of).sum();
        assert!(is_near(of("cost"), sum), "{per}");
        assert!(is_near(of("cost_per_handled"), sum / of("handled")));
        assert!(is_near(
            of("cost_per_resolved"),
            sum / of("matters_resolved")
        ));
        // Of a group its own costs alone, of each day those of the day.
        let front = value(base, "cost_per_handled", FRONT, Period::Horizon);
        let staff = value(base, "cost_staff", FRONT, Period::Horizon);
        assert!(is_near(
            front,
            staff / value(base, "handled", FRONT, Period::Horizon)
        ));
        let days = [0, 1].map(|day| value(base, "cost_trunks", Scope::Centre, Period::Day(day)));
        assert!(is_near(days[0] + days[1], of("cost_trunks")));
    }
}
