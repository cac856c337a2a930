//! Mistakes in variants: each at the variant's line, all at once, and none of the scenario's told again.

use std::fmt::Write;
use std::path::Path;

use springtide::scenario::{Plan, Problems, Rendering, load_plans_text};

use super::SOUND;

fn load(text: &str, overrides: &[&str], names: &[&str]) -> Result<Vec<Plan>, Problems> {
    let owned = |texts: &[&str]| {
        texts
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<String>>()
    };
    let (overrides, names) = (owned(overrides), owned(names));
    load_plans_text(text, "bad.toml", Path::new("nowhere"), &overrides, &names)
}

pub(super) fn problems_of(text: &str, overrides: &[&str], names: &[&str]) -> Problems {
    match load(text, overrides, names) {
        Ok(_) => panic!("nothing was found wrong\n{text}"),
        Err(problems) => problems,
    }
}

/// One mistake of each kind in variants of a sound scenario.
const MISTAKES: &str = r#"
[variant.base]
change.skill_group.front.agents = 9
[variant.unknown]
based_on = "unnkown"
change.skill_group.front.agents = 9
[variant.keys]
tilte = "Keys"
change.skill_group.front.agnts = 9
change.skill_group.back.agents = -2
[variant.names]
change.skill_group.frnt.agents = 9
change.contact_type.chats.patience = { law = "exponential", mean = "2min" }
change.queue.hotlin.target.wait = "9s"
[variant.nothing]
[variant.empty]
change = { }
[variant.number]
change = 5
fixed_cost = "20,000 CNY"
title = { fr = "Nombre" }
[variant.path]
change."skill_group.front.agents" = 7
[variant.five]
based_on = "six"
change.skill_group.front.agents = 9
[variant.six]
based_on = "five"
change.skill_group.front.agents = 9
[variant.itself]
based_on = "itself"
change.skill_group.front.agents = 9
[variant.removes]
remove = ["contact_type.calls.talk", "skill_group.front.agnts", "clock", "a b", "queue.hotline.target.wait.x"]
[variant.common]
change.clock.horizon = "9h"
change.report.days = false
change.variant.keys.fixed_cost = 9
[variant.both]
change.skill_group.front.agents = 9
change.skill_group."front".plan = "x.csv"
change.contact_type.calls.demand.shape = "steps"
[variant.dear]
fixed_cost = nan
change.skill_group.front.hourly_rate = 5_000_000
change.currency = "EUR"
[variant.nobody]
remove = ["skill_group.front", "skill_group.back"]
[variant.torn]
remove = ["skill_group.front.agents", "skill_group.front.agents"]
change.skill_group.front.agents = 9
[variant.law]
change.contact_type.calls.patience.men = "4min"
change.queue.hotline.opening_hours.sat = "closed"
change.queue.hotline.target.wait.long = "9s"
"#;

#[test]
fn all_mistakes_of_all_variants_are_told_at_once() {
    let problems = problems_of(&format!("{SOUND}{MISTAKES}"), &[], &[]);
    insta::assert_snapshot!(Rendering::PLAIN.problems(&problems));
    // None of them is told of the variants that are read with a sound one by name.
    assert!(load(&format!("{SOUND}[variant.sound]\nchange.skill_group.front.agents = 9\n[variant.other]\nchange.skill_group.front.agents = -9\n"), &[], &["sound"]).is_ok());
}

/// The same key by a dotted and by a quoted path is one key twice.
#[test]
fn a_key_is_changed_once() {
    let text = format!(
        "{SOUND}[variant.twice]\nchange.skill_group.front.agents = 9\n\
         change.skill_group.\"front\".agents = 10\n"
    );
    let problems = problems_of(&text, &[], &[]);
    let first = problems.iter().next().unwrap();
    assert_eq!(first.place.line_and_column().0, 28, "{problems}");
    assert!(first.found.contains("`agents` a second time"), "{problems}");
    assert_eq!(problems.count(), 1, "{problems}");
}

/// What is wrong with the scenario, with an option or with a variant that others are based on is told once.
#[test]
fn no_mistake_is_told_again_for_each_variant() {
    let text = SOUND.replace("agents = 2", "agents = -2")
        + "[variant.a]\nchange.skill_group.front.agents = -9\n\
           [variant.b]\nbased_on = \"a\"\nchange.queue.hotline.trunks = 5\n\
           [variant.c]\nbased_on = \"b\"\nchange.queue.hotline.trunks = -5\n";
    let problems = problems_of(&text, &["queue.hotline.target.wait=20"], &[]);
    let keys: Vec<&str> = problems.iter().map(|one| one.key.as_str()).collect();
    let expected = [
        "queue.hotline.target.wait",
        "skill_group.back.agents",
        "variant.a.change.skill_group.front.agents",
        "variant.c.change.queue.hotline.trunks",
    ];
    assert_eq!(keys, expected, "{problems}");
    // A variant may mend what is wrong, but the scenario itself is run too.
    let text = SOUND.replace("agents = 2", "agents = -2")
        + "[variant.a]\nchange.skill_group.back.agents = 3\n";
    assert_eq!(problems_of(&text, &[], &[]).count(), 1);
}

/// A slip of TOML hides nothing in the variants that they do not have.
#[test]
fn a_slip_in_the_scenario_is_told_once() {
    let text = SOUND.replace("wait = \"20s\"", "wait = 20 s")
        + "[variant.a]\nchange.skill_group.front.agents = 9\n\
           [variant.b]\nchange.skill_group.front.agents = -9\n";
    let problems = problems_of(&text, &[], &[]);
    let keys: Vec<&str> = problems.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(
        keys,
        [
            "queue.hotline.target.wait",
            "variant.b.change.skill_group.front.agents"
        ],
        "{problems}"
    );
}

#[test]
fn names_on_the_command_line_are_known() {
    let text = format!("{SOUND}[variant.nine]\nchange.skill_group.front.agents = 9\n");
    let problems = problems_of(&text, &[], &["nien", "nine"]);
    assert_eq!(problems.count(), 1, "{problems}");
    let problem = problems.iter().next().unwrap();
    assert_eq!(problem.place.source.name, "the command line");
    assert_eq!(problem.hint.as_deref(), Some("did you mean `nine`?"));
    let problems = problems_of(SOUND, &[], &["nine"]);
    let page = problems.to_string();
    assert!(page.contains("the scenario has no variants"), "{page}");
}

#[test]
fn too_many_variants_are_refused() {
    let variants = |count: usize| -> String {
        let one = |i| format!("[variant.v{i}]\nchange.skill_group.front.agents = {i}\n");
        (1..=count).map(one).collect()
    };
    let text = format!("{SOUND}{}", variants(101));
    let problems = problems_of(&text, &[], &[]);
    assert_eq!(problems.count(), 1, "{problems}");
    assert_eq!(problems.iter().next().unwrap().found, "101 variants");
    let text = format!("{SOUND}{}", variants(100));
    assert_eq!(load(&text, &[], &[]).unwrap().len(), 101);
    // Large scenarios have fewer of them at a time.
    let mut text = SOUND.to_owned();
    for i in 0..800 {
        let _ = write!(
            text,
            "[skill_group.g{i}]\nagents = 1\nserves = [\"t{i}\"]\n\
             [contact_type.t{i}]\nqueue = \"hotline\"\n\
             talk = {{ law = \"exponential\", mean = \"5min\" }}\ndemand.rate = \"1/h\"\n"
        );
    }
    text += &variants(10);
    let problems = problems_of(&text, &[], &[]);
    let found = "10 variants of so large a scenario";
    assert!(problems.iter().any(|one| one.found == found), "{problems}");
}

/// Variants of variants of variants: as deep as a scenario may have them.
#[test]
fn a_long_chain_of_variants_is_read() {
    let mut text = format!("{SOUND}[variant.v0]\nchange.skill_group.front.agents = 9\n");
    for i in 1..100 {
        let _ = write!(
            text,
            "[variant.v{i}]\nbased_on = \"v{}\"\nchange.skill_group.back.agents = {i}\n",
            i - 1
        );
    }
    let plans = load(&text, &[], &["v99"]).unwrap();
    let groups = plans[1].scenario.centre.skill_groups();
    assert_eq!(
        (groups[0].staffing.most(), groups[1].staffing.most()),
        (9, 99)
    );
}

/// A fixed cost of no currency means nothing; it is said once, however many there are.
#[test]
fn a_cost_has_a_currency() {
    let variants = "[variant.a]\nfixed_cost = 5\n[variant.b]\nfixed_cost = 6\n";
    let problems = problems_of(&format!("{SOUND}{variants}"), &[], &[]);
    let keys: Vec<&str> = problems.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(keys, ["variant.a.fixed_cost"], "{problems}");
    let text = format!("currency = \"EUR\"\n{SOUND}{variants}");
    assert_eq!(load(&text, &[], &[]).unwrap().len(), 3);
    // A rate that only a variant has needs it too, and names the variant.
    let variant = "[variant.a]\nchange.skill_group.front.hourly_rate = 5\n";
    let problems = problems_of(&format!("{SOUND}{variant}"), &[], &[]);
    let keys: Vec<&str> = problems.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(
        keys,
        ["variant.a.change.skill_group.front.hourly_rate"],
        "{problems}"
    );
}
