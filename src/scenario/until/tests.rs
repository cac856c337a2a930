use std::path::Path;

use crate::measures::{HalfWidth, Scope, StoppingRule};
use crate::model::{ContactTypeId, QueueId, SkillGroupId};
use crate::scenario::{Problems, Scenario, load_text};

const CENTRE: &str = r#"
[clock]
start = "2026-03-02"
time_zone = "UTC"
horizon = "1 day"
[queue.hotline.target]
share = "80%"
[queue.claims]
[contact_type.calls]
queue = "hotline"
demand.rate = "1/h"
patience = { law = "exponential", mean = "1min" }
talk = { law = "exponential", mean = "1min" }
[contact_type.claims]
queue = "claims"
demand.rate = "1/h"
patience = { law = "exponential", mean = "1min" }
talk = { law = "exponential", mean = "1min" }
[skill_group.front]
serves = ["calls"]
agents = 1
[skill_group.experts]
serves = ["claims"]
agents = 1
"#;

fn load(replication: &str) -> Result<Scenario, Problems> {
    let text = format!("{CENTRE}[replication]\n{replication}\n");
    load_text(&text, "test.toml", Path::new("."), &[])
}

fn rule(replication: &str) -> StoppingRule {
    match load(replication) {
        Ok(scenario) => scenario.until.unwrap(),
        Err(problems) => panic!("{replication}: {problems}"),
    }
}

#[test]
fn a_half_width_is_in_the_unit_of_its_measure() {
    let absolute = HalfWidth::Absolute;
    for (written, half_width) in [
        (
            "measure = \"service_level\", half_width = \"1 point\"",
            absolute(0.01),
        ),
        (
            "measure = \"abandonment\", half_width = \"0.25pp\"",
            absolute(0.0025),
        ),
        ("measure = \"asa\", half_width = \"1min\"", absolute(60.0)),
        ("measure = \"wait_p95\", half_width = \"5s\"", absolute(5.0)),
        ("measure = \"offered\", half_width = 20", absolute(20.0)),
        ("measure = \"load\", half_width = 0.5", absolute(0.5)),
        (
            "measure = \"asa\", relative_half_width = \"2%\"",
            HalfWidth::Relative(0.02),
        ),
    ] {
        let rule = rule(&format!("until = [{{ {written} }}]"));
        assert_eq!(rule.conditions[0].half_width, half_width, "{written}");
        assert_eq!(rule.most_replications, 10_000);
    }
}

#[test]
fn conditions_can_be_sections_and_of_any_part() {
    let text = r#"
most_replications = 2_000
[[replication.until]]
measure = "chance_target_met"
queue = "hotline"
half_width = "2 points"
[[replication.until]]
measure = "handled_by_front"
contact_type = "calls"
half_width = 10
[[replication.until]]
measure = "occupancy"
skill_group = "experts"
relative_half_width = "1%"
[[replication.until]]
measure = "asa"
half_width = "1s"
"#;
    let rule = rule(text);
    assert_eq!(rule.most_replications, 2_000);
    let scopes: Vec<Scope> = rule.conditions.iter().map(|one| one.scope).collect();
    let expected = [
        Scope::Queue(QueueId::new(0)),
        Scope::Type(ContactTypeId::new(0)),
        Scope::Group(SkillGroupId::new(1)),
        Scope::Centre,
    ];
    assert_eq!(scopes, expected);
    let alone = "[replication.until]\nmeasure = \"asa\"\nhalf_width = \"1s\"";
    assert_eq!(self::rule(alone).conditions.len(), 1);
    assert_eq!(load("until = []").unwrap().until, None);
    let few = "replications = 20\nmost_replications = 10\nuntil = []";
    assert_eq!(load(few).unwrap().until, None);
    assert_eq!(load("").unwrap().until, None);
}

/// What is written, and the key, the finding and the fix that are told.
const MISTAKES: [(&str, &str, &str, &str); 20] = [
    (
        "until = [{ measure = \"service_levl\", half_width = \"1 point\" }]",
        "replication.until.1.measure",
        "no measure \"service_levl\"",
        "did you mean `service_level`?",
    ),
    (
        "until = [{ measure = \"service_level\", half_width = \"1%\" }]",
        "replication.until.1.half_width",
        "may be points or a part of the value",
        "relative_half_width = \"1%\"",
    ),
    (
        "until = [{ measure = \"service_level\", half_width = 1 }]",
        "replication.until.1.half_width",
        "the bare number 1",
        "half_width = \"1 point\"",
    ),
    (
        "until = [{ measure = \"asa\", half_width = 5 }]",
        "replication.until.1.half_width",
        "the bare number 5",
        "write \"5s\"",
    ),
    (
        "until = [{ measure = \"offered\", half_width = \"5s\" }]",
        "replication.until.1.half_width",
        "the text \"5s\"",
        "",
    ),
    (
        "until = [{ measure = \"asa\", half_width = \"0s\" }]",
        "replication.until.1.half_width",
        "a half-width of nothing",
        "",
    ),
    (
        "until = [{ measure = \"asa\", relative_half_width = \"100%\" }]",
        "replication.until.1.relative_half_width",
        "a half-width of 100% of the value",
        "",
    ),
    (
        "until = [{ measure = \"asa\", half_width = \"1s\", relative_half_width = \"1%\" }]",
        "replication.until.1.relative_half_width",
        "both `half_width` and",
        "remove",
    ),
    (
        "until = [{ measure = \"asa\" }]",
        "replication.until.1",
        "none of half_width",
        "half_width",
    ),
    (
        "until = [{ half_width = \"1s\" }]",
        "replication.until.1.measure",
        "`measure` is missing",
        "add",
    ),
    (
        "until = [{ measure = \"asa\", group = \"front\", half_width = \"1s\" }]",
        "replication.until.1.group",
        "unknown key `group`",
        "",
    ),
    (
        "until = [{ measure = \"asa\", queue = \"hotlin\", half_width = \"1s\" }]",
        "replication.until.1.queue",
        "there is no queue \"hotlin\"",
        "did you mean `hotline`?",
    ),
    (
        "until = [{ measure = \"asa\", queue = \"hotline\", contact_type = \"calls\", half_width = \"1s\" }]",
        "replication.until.1.contact_type",
        "both `queue` and `contact_type`",
        "remove",
    ),
    (
        "until = [{ measure = \"asa\", skill_group = \"front\", half_width = \"1s\" }]",
        "replication.until.1.measure",
        "\"asa\" of a group",
        "",
    ),
    (
        "until = [{ measure = \"answered_then\", half_width = 1 }]",
        "replication.until.1.measure",
        "no number of the horizon",
        "",
    ),
    (
        "until = [{ measure = \"chance_target_met\", queue = \"claims\", half_width = \"1 point\" }]",
        "replication.until.1.measure",
        "which \"claims\" does not have",
        "",
    ),
    (
        "until = [{ measure = \"handled_by_front\", contact_type = \"claims\", half_width = 1 }]",
        "replication.until.1.measure",
        "which \"claims\" does not have",
        "",
    ),
    (
        "replications = 20\nuntil = [{ measure = \"asa\", half_width = \"1s\" }]",
        "replication.replications",
        "a first look after 20 replications",
        "too narrow",
    ),
    (
        "replications = 500\nmost_replications = 400\nuntil = [{ measure = \"asa\", half_width = \"1s\" }]",
        "replication.most_replications",
        "at most 400 replications",
        "",
    ),
    (
        "until = \"5s\"",
        "replication.until",
        "the text",
        "write what is to be known: `[{ measure",
    ),
];

#[test]
fn what_cannot_be_is_refused_with_its_place() {
    for (written, key, found, hint) in MISTAKES {
        let Err(problems) = load(written) else {
            panic!("{written} is accepted");
        };
        let told: Vec<_> = problems.iter().collect();
        assert_eq!(told.len(), 1, "{written}: {problems}");
        assert_eq!(told[0].key, key, "{written}");
        assert!(
            told[0].found.contains(found),
            "{written}: {}",
            told[0].found
        );
        let told_hint = told[0].hint.clone().unwrap_or_default();
        assert!(told_hint.contains(hint), "{written}: {told_hint}");
    }
}

#[test]
fn a_ceiling_of_nothing_is_warned_of() {
    let scenario = load("most_replications = 500").unwrap();
    assert_eq!(scenario.warnings.len(), 1);
    assert_eq!(scenario.warnings[0].key, "replication.most_replications");
}
