//! Variants of a scenario: what a change does to what it is put over.

use std::path::Path;

use springtide::model::{Demand, Distribution, Language, OpeningHours, StaffingPlan};
use springtide::scenario::{BASE, Plan, Problems, load_plans_text, load_text, warnings};
use springtide::units::{Agents, Cost, SimTime, Span};

/// A scenario on which the variants of the tests stand.
const SCENARIO: &str = r#"# Which plan is better?
currency = "CNY"
[clock]
start = "2026-03-02 08:00"
time_zone = "Europe/Berlin"
horizon = "8h"

[queue.hotline]
opening_hours = { mon-fri = "08:00-20:00" }
trunks = 90
[queue.hotline.target]
wait = "20s"
share = "80%"

[contact_type.calls]
groups = ["front", "back"]
patience = { law = "exponential", mean = "2min" }
talk = { law = "gamma", mean = "5min", cv = 0.8 }
wrap_up = { law = "exponential", mean = "30s" }
[contact_type.calls.demand]
daily_volume = "1000/day"
weekday = { mon = 2.0 }
busyness_cv = 0.1

[skill_group.front]
agents = 8
[skill_group.back]
agents = 2
"#;

fn load(variants: &str, overrides: &[&str], names: &[&str]) -> Result<Vec<Plan>, Problems> {
    let owned = |texts: &[&str]| {
        texts
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<String>>()
    };
    let text = format!("{SCENARIO}{variants}");
    let (overrides, names) = (owned(overrides), owned(names));
    load_plans_text(
        &text,
        "plans.toml",
        Path::new("nowhere"),
        &overrides,
        &names,
    )
}

fn plans(variants: &str) -> Vec<Plan> {
    load(variants, &[], &[]).unwrap_or_else(|problems| panic!("{variants}\n{problems}"))
}

/// The only variant of a text.
fn only(changes: &str) -> Plan {
    let plans = plans(&format!("[variant.one]\n{changes}"));
    assert_eq!(plans.len(), 2);
    plans[1].clone()
}

fn agents(plan: &Plan, group: usize) -> Agents {
    plan.scenario.centre.skill_groups()[group]
        .staffing
        .at(SimTime::START)
}

fn talk(plan: &Plan) -> Distribution {
    let handling = &plan.scenario.centre.contact_types()[0].handling[0];
    handling.clone().unwrap().talk
}

#[test]
fn sections_are_merged_and_the_rest_stays() {
    let plan = only(
        "change.skill_group.front.agents = 9\n\
         change.queue.hotline.target.wait = \"30s\"\n\
         [variant.one.change.contact_type.calls]\npriority = 2\n",
    );
    let base = &plans("")[0];
    assert_eq!(base.name, BASE);
    assert_eq!(
        (agents(base, 0), agents(&plan, 0)),
        (Agents::new(8), Agents::new(9))
    );
    assert_eq!(agents(&plan, 1), Agents::new(2));
    let (queue, was) = (
        &plan.scenario.centre.queues()[0],
        &base.scenario.centre.queues()[0],
    );
    assert_eq!(queue.target.wait, Span::from_secs(30));
    assert_eq!(queue.target.share, was.target.share);
    assert_eq!(
        (queue.trunks, &queue.opening_hours),
        (Some(90), &was.opening_hours)
    );
    assert_eq!(plan.scenario.centre.contact_types()[0].priority, 2);
    assert_eq!(talk(&plan), talk(base));
}

/// Braces around a section are the same as its header.
#[test]
fn sections_in_braces_are_merged_too() {
    let plan = only("change = { skill_group = { front = { agents = 9 } } }\n");
    assert_eq!(
        (agents(&plan, 0), agents(&plan, 1)),
        (Agents::new(9), Agents::new(2))
    );
}

/// A law in braces is another law; a dotted key changes one of its numbers.
#[test]
fn values_in_braces_are_replaced_and_dotted_keys_merged() {
    let law = "change.contact_type.calls.talk = { law = \"deterministic\", value = \"4min\" }\n";
    let four = Span::from_secs(240);
    assert_eq!(talk(&only(law)).mean(), four);
    let gamma = talk(&only("change.contact_type.calls.talk.mean = \"4min\"\n"));
    assert_eq!(gamma.mean(), four);
    assert_eq!(gamma, Distribution::gamma(four, 0.8).unwrap());
    // Without the name of a law, braces can only mean the same.
    let same = talk(&only(
        "change.contact_type.calls.talk = { mean = \"4min\" }\n",
    ));
    assert_eq!(same, gamma);
    // Hours that are written anew are all of them.
    let plan = only("change.queue.hotline.opening_hours = { mon = \"09:00-12:00\" }\n");
    let OpeningHours::Spans(spans) = &plan.scenario.centre.queues()[0].opening_hours else {
        panic!("always open");
    };
    assert_eq!(spans[0].0, SimTime::START + Span::from_secs(3_600));
}

/// A key takes the place of those that it excludes, with all that belongs to them.
#[test]
fn a_key_excludes_what_the_scenario_had() {
    let plan = only("change.contact_type.calls.demand.rate = \"50/h\"\n");
    let part = &plan.scenario.centre.contact_types()[0];
    let Demand::Curve(curve) = &part.demand else {
        panic!("{:?}", part.demand);
    };
    assert_eq!(curve.pieces().len(), 1);
    // What goes with both of them stays.
    assert!(part.busyness.day_cv > 0.0, "{:?}", part.busyness);
    let swing = "{ mean = \"9/h\", amplitude = \"1/h\", period = \"8h\", phase = \"0s\" }";
    let plan = only(&format!(
        "change.contact_type.calls.demand.sinusoid = {swing}\n"
    ));
    let part = &plan.scenario.centre.contact_types()[0];
    assert!(matches!(part.demand, Demand::Sinusoid { .. }), "{part:?}");
}

#[test]
fn what_is_removed_is_gone_and_what_is_changed_too_is_replaced() {
    let plan = only("remove = [\"contact_type.calls.wrap_up\", \"queue.hotline.trunks\"]\n");
    let handling = plan.scenario.centre.contact_types()[0].handling[0].clone();
    assert_eq!(handling.unwrap().wrap_up, None);
    assert_eq!(plan.scenario.centre.queues()[0].trunks, None);
    let plan = only(
        "remove = [\"queue.hotline\"]\n\
         change.queue.hotline.target.wait = \"30s\"\n",
    );
    let queue = &plan.scenario.centre.queues()[0];
    assert_eq!((queue.trunks, queue.target.share), (None, None));
    assert_eq!(queue.target.wait, Span::from_secs(30));
    // A part that is written anew keeps its place among the others.
    let plan = only(
        "remove = [\"skill_group.front\"]\n\
         change.skill_group.front = { agents = 9, shrinkage = \"10%\" }\n",
    );
    let groups = plan.scenario.centre.skill_groups();
    assert_eq!((groups[0].name.as_str(), groups.len()), ("front", 2));
    let plan = only(
        "remove = ['skill_group.\"back\"']\n\
         change.contact_type.calls.groups = [\"front\"]\n",
    );
    assert_eq!(plan.scenario.centre.skill_groups().len(), 1);
}

/// What several are based on is in it once, and costs once; what two take out is out.
#[test]
fn a_variant_stands_on_several() {
    let plans = plans(
        "[variant.nine]\nfixed_cost = 1_000\nchange.skill_group.front.agents = 9\n\
         [variant.three]\nbased_on = \"nine\"\nfixed_cost = 200\n\
         remove = [\"contact_type.calls.patience\"]\nchange.skill_group.back.agents = 3\n\
         [variant.fewer]\nbased_on = \"nine\"\nfixed_cost = 30\n\
         remove = [\"contact_type.calls.patience\"]\nchange.skill_group.front.agents = 7\n\
         [variant.all]\nbased_on = [\"three\", \"fewer\"]\n\
         [variant.other-way]\nbased_on = [\"fewer\", \"three\", \"base\"]\nfixed_cost = 4\n\
         change.skill_group.back.agents = 5\n",
    );
    let people = |plan: &Plan| (agents(plan, 0).as_u32(), agents(plan, 1).as_u32());
    assert_eq!(
        plans.iter().map(people).collect::<Vec<_>>(),
        [(8, 2), (9, 2), (9, 3), (7, 2), (7, 3), (7, 5)]
    );
    let costs = plans.iter().map(|plan| plan.fixed_cost.map(Cost::as_f64));
    let costs: Vec<f64> = costs.flatten().collect();
    assert_eq!(costs, [1_000.0, 1_200.0, 1_030.0, 1_230.0, 1_234.0]);
}

#[test]
fn variants_stand_on_each_other_and_their_costs_add_up() {
    let plans = plans(
        "[variant.both]\nbased_on = \"nine\"\nfixed_cost = 500\n\
         change.skill_group.back.agents = 3\n\
         [variant.nine]\ntitle = { en = \"Nine\", zh = \"九名\" }\nfixed_cost = 20_000\n\
         change.skill_group.front.agents = 9\n\
         [variant.dear]\nbased_on = \"both\"\ntitle = \"Dear\"\nfixed_cost = -0.5\n",
    );
    let names: Vec<&str> = plans.iter().map(|plan| plan.name.as_str()).collect();
    assert_eq!(names, [BASE, "both", "nine", "dear"]);
    let people = |plan: &Plan| (agents(plan, 0).as_u32(), agents(plan, 1).as_u32());
    assert_eq!(
        plans.iter().map(people).collect::<Vec<_>>(),
        [(8, 2), (9, 3), (9, 2), (9, 3)]
    );
    let costs: Vec<_> = plans
        .iter()
        .map(|plan| plan.fixed_cost.map(Cost::as_f64))
        .collect();
    assert_eq!(
        costs,
        [None, Some(20_500.0), Some(20_000.0), Some(20_499.5)]
    );
    let title = |plan: &Plan, language| {
        let title = plan.title.as_ref();
        title.map(|title| title.in_language(language).to_owned())
    };
    assert_eq!(title(&plans[2], Language::Chinese).as_deref(), Some("九名"));
    assert_eq!(title(&plans[3], Language::Chinese).as_deref(), Some("Dear"));
    assert_eq!(title(&plans[1], Language::English), None);
}

#[test]
fn variants_are_read_by_name_in_the_order_asked_for() {
    let text = "[variant.a]\nchange.skill_group.front.agents = 9\n\
                [variant.b]\nbased_on = \"a\"\nchange.skill_group.back.agents = 3\n\
                [variant.broken]\nchange.skill_group.back.agents = -3\n";
    let names = |asked: &[&str]| -> Vec<String> {
        let plans = load(text, &[], asked).unwrap();
        plans.into_iter().map(|plan| plan.name).collect()
    };
    assert_eq!(names(&["b", "a", "b"]), [BASE, "b", "a"]);
    assert_eq!(names(&["base"]), [BASE]);
    assert!(load(text, &[], &[]).is_err());
}

/// What is set on the command line is in the scenario before the variants change it.
#[test]
fn options_come_before_variants() {
    let text = "[variant.a]\nchange.skill_group.front.agents = 9\n";
    let options = ["skill_group.front.agents=7", "skill_group.back.agents=5"];
    let plans = load(text, &options, &[]).unwrap();
    assert_eq!(
        (agents(&plans[0], 0), agents(&plans[0], 1)),
        (Agents::new(7), Agents::new(5))
    );
    assert_eq!(
        (agents(&plans[1], 0), agents(&plans[1], 1)),
        (Agents::new(9), Agents::new(5))
    );
    let plans = load(text, &["variant.a.change.skill_group.front.agents=4"], &[]).unwrap();
    assert_eq!(agents(&plans[1], 0), Agents::new(4));
}

/// A new part is one; a variant makes no two scenarios of one hash.
#[test]
fn a_variant_may_add_parts() {
    let plan = only(
        "change.queue.desk.target.wait = \"60s\"\n\
         change.contact_type.calls.queue = \"desk\"\n\
         change.contact_type.calls.groups = [\"front\", \"back\", \"night\"]\n\
         [variant.one.change.skill_group.night]\nagents = 4\n",
    );
    let centre = &plan.scenario.centre;
    assert_eq!((centre.queues().len(), centre.skill_groups().len()), (2, 3));
    assert_eq!(
        centre.skill_groups()[2].staffing,
        StaffingPlan::constant(Agents::new(4))
    );
    let base = load_text(SCENARIO, "plans.toml", Path::new("nowhere"), &[]).unwrap();
    assert_ne!(plan.scenario.hash, base.hash);
}

/// A warning that the scenario has is told once; what only a variant has names it.
#[test]
fn warnings_are_told_once_and_name_the_variant() {
    let text = "[variant.alone]\nchange.skill_group.back.agents = 0\n\
                [variant.same]\nchange.skill_group.front.agents = 8\n\
                [variant.endless]\nremove = [\"contact_type.calls.patience\"]\n";
    let plans = load(text, &["skill_group.front.agents=0"], &[]).unwrap();
    let told: Vec<(String, String)> = warnings(&plans)
        .into_iter()
        .map(|warning| (warning.key, warning.found.en))
        .collect();
    let has = |key: &str, found: &str| {
        let is_it = |one: &&(String, String)| one.0 == key && one.1.contains(found);
        told.iter().filter(is_it).count()
    };
    assert_eq!(has("skill_group.front", "no agents"), 1, "{told:#?}");
    let key = "variant.alone.change.skill_group.back";
    assert_eq!(has(key, "no agents"), 1, "{told:#?}");
    let key = "variant.endless: contact_type.calls.patience";
    assert_eq!(has(key, "nobody hangs up"), 1, "{told:#?}");
    let text = "[variant.same]\nchange.skill_group.front.agents = 8\n";
    let told = warnings(&load(text, &[], &[]).unwrap());
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(told[0].key, "variant.same.change");
    assert!(told[0].found.en.contains("changes nothing"), "{told:#?}");
}
