//! What is said of incidents that cannot be.

use std::path::Path;

use springtide::scenario::{Problem, load_text};

/// A sound scenario with an incident, whose lines the tests change.
const SOUND: &str = r#"
[clock]
start = "2026-02-16"
time_zone = "Europe/Berlin"
horizon = "2 days"
[queue.line]
[contact_type.calls]
demand.rate = "60/h"
talk = { law = "exponential", mean = "5min" }
patience = { law = "exponential", mean = "5min" }
[contact_type.mail]
demand.rate = "60/h"
talk = { law = "exponential", mean = "5min" }
patience = { law = "exponential", mean = "5min" }
[skill_group.front]
agents = 20
[incident.outage]
at = "2026-02-16 20:10"
contact_types = ["calls"]
size = 1.5
ramp = "10min"
lasts = "1h"
[incident.outage.announcement]
after = "15min"
deflects = "40%"
to = "mail"
"#;

fn problems(text: &str) -> Vec<Problem> {
    match load_text(text, "bad.toml", Path::new("nowhere"), &[]) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().cloned().collect(),
    }
}

/// A line of the sound scenario, what stands in its place, the key that is blamed, and what message and hint
/// say.
const MISTAKES: &[(&str, &str, &str, &str, &str)] = &[
    (
        "at = \"2026-02-16 20:10\"",
        "",
        "incident.outage",
        "none of at, rate",
        "at = ",
    ),
    (
        "size = 1.5",
        "size = 1.5\ncontacts = 9",
        "incident.outage.contacts",
        "both `size` and `contacts`",
        "remove",
    ),
    ("size = 1.5", "size = -1", "incident.outage.size", "-1", ""),
    (
        "size = 1.5",
        "size = \"150%\"",
        "incident.outage.size",
        "150%",
        "write 1.5",
    ),
    (
        "size = 1.5",
        "size = nan",
        "incident.outage.size",
        "nan",
        "",
    ),
    (
        "size = 1.5",
        "contacts = 1e12",
        "incident.outage.contacts",
        "1e12",
        "",
    ),
    (
        "size = 1.5",
        "size = 1.5\nsize_cv = 2",
        "incident.outage.size_cv",
        "2",
        "",
    ),
    (
        "at = \"2026-02-16 20:10\"",
        "at = \"2026-02-18 20:10\"",
        "incident.outage.at",
        "after the horizon",
        "look at the date",
    ),
    (
        "at = \"2026-02-16 20:10\"",
        "at = \"2026-02-15 20:10\"",
        "incident.outage.at",
        "before the horizon",
        "look at the date",
    ),
    (
        "at = \"2026-02-16 20:10\"",
        "at = \"2026-02-18\"",
        "incident.outage.at",
        "the horizon ends",
        "an earlier one",
    ),
    (
        "at = \"2026-02-16 20:10\"",
        "at = \"16.02.2026 20:10\"",
        "incident.outage.at",
        "16.02.2026",
        "year-month-day",
    ),
    (
        "at = \"2026-02-16 20:10\"",
        "at = []",
        "incident.outage.at",
        "an empty list",
        "",
    ),
    (
        "at = \"2026-02-16 20:10\"",
        "at = [\"2026-02-16\", \"2026-02-16 00:00\"]",
        "incident.outage.at",
        "the same time twice",
        "remove one",
    ),
    (
        "at = \"2026-02-16 20:10\"",
        "rate = 2",
        "incident.outage.rate",
        "2",
        "write \"2/week\" or \"2/month\"",
    ),
    (
        "at = \"2026-02-16 20:10\"",
        "rate = \"2/months\"",
        "incident.outage.rate",
        "2/months",
        "write \"2/month\"",
    ),
    (
        "at = \"2026-02-16 20:10\"",
        "rate = \"1000/h\"",
        "incident.outage.rate",
        "48,000 incidents in one horizon",
        "unit",
    ),
    (
        "at = \"2026-02-16 20:10\"",
        "rate = \"1/h\"\nfrom = \"2026-02-17\"\nto = \"2026-02-16 12:00\"",
        "incident.outage.to",
        "not after `from`",
        "earlier",
    ),
    (
        "at = \"2026-02-16 20:10\"",
        "at = \"2026-02-16 20:10\"\nfrom = \"2026-02-16\"",
        "incident.outage.from",
        "`from` without `rate`",
        "remove",
    ),
    (
        "contact_types = [\"calls\"]",
        "contact_types = [\"cals\"]",
        "incident.outage.contact_types",
        "there is no contact type \"cals\"",
        "did you mean `calls`?",
    ),
    (
        "contact_types = [\"calls\"]",
        "contact_types = [\"calls\", \"calls\"]",
        "incident.outage.contact_types",
        "a second time",
        "remove",
    ),
    (
        "contact_types = [\"calls\"]",
        "contact_types = { calls = -2 }",
        "incident.outage.contact_types.calls",
        "-2",
        "",
    ),
    (
        "contact_types = [\"calls\"]",
        "contact_types = []",
        "incident.outage.contact_types",
        "no contact type",
        "write, say",
    ),
    (
        "contact_types = [\"calls\"]",
        "",
        "incident.outage.contact_types",
        "is missing",
        "add",
    ),
    (
        "ramp = \"10min\"\nlasts = \"1h\"",
        "",
        "incident.outage.lasts",
        "over as it begins",
        "lasts = \"1h\"",
    ),
    (
        "ramp = \"10min\"",
        "ramp = \"500 days\"",
        "incident.outage.ramp",
        "500 days",
        "unit",
    ),
    (
        "ramp = \"10min\"",
        "ramp = 10",
        "incident.outage.ramp",
        "10",
        "write",
    ),
    (
        "deflects = \"40%\"",
        "deflects = \"140%\"",
        "incident.outage.announcement.deflects",
        "140%",
        "",
    ),
    (
        "deflects = \"40%\"",
        "",
        "incident.outage.announcement.deflects",
        "is missing",
        "add",
    ),
    (
        "to = \"mail\"",
        "to = \"calls\"",
        "incident.outage.announcement.to",
        "which the incident affects too",
        "leave `to` out",
    ),
    (
        "to = \"mail\"",
        "to = \"post\"",
        "incident.outage.announcement.to",
        "there is no contact type \"post\"",
        "",
    ),
    (
        "to = \"mail\"",
        "to = \"mail\"\n[incident.back]\nat = \"2026-02-17\"\nsize = 1\nlasts = \"1h\"\ncontact_types = [\"mail\"]\n\
         announcement = { deflects = \"5%\", to = \"calls\" }",
        "incident.back.announcement.to",
        "come back to where they were",
        "name another type",
    ),
    (
        "lasts = \"1h\"",
        "lasts = \"1h\"\nduration = \"1h\"",
        "incident.outage.duration",
        "unknown key",
        "",
    ),
    (
        "size = 1.5",
        "size = 900\ndecay = \"300 days\"\nsize_cv = 1",
        "incident.outage",
        "contacts of one contact type",
        "look at the size",
    ),
    (
        "demand.rate = \"60/h\"",
        "demand.replay = [\"a\"]",
        "incident.outage.contact_types",
        "which replays a log",
        "has its incidents in it",
    ),
];

#[test]
fn each_mistake_is_named_where_it_is() {
    assert!(problems(SOUND).is_empty(), "{:?}", problems(SOUND));
    for (line, instead, key, found, hint) in MISTAKES {
        assert!(SOUND.contains(line), "{line}");
        let text = SOUND.replacen(line, instead, 1);
        let told = problems(&text);
        let is_told = |problem: &&Problem| {
            let says = problem.hint.as_deref().unwrap_or_default();
            problem.key == *key && problem.found.contains(found) && says.contains(hint)
        };
        assert!(
            told.iter().any(|problem| is_told(&problem)),
            "{instead}: {told:#?}"
        );
        // Nothing is said twice, and nothing of what is right; a log that is missing is another matter.
        let is_other = |problem: &&Problem| !problem.key.starts_with("log");
        assert_eq!(
            told.iter().filter(is_other).count(),
            1,
            "{instead}: {told:#?}"
        );
    }
}

#[test]
fn too_many_incidents_and_times_are_refused() {
    let mut many = String::new();
    for i in 0..101 {
        let name = format!("[incident.n{i}]\n");
        many.push_str(&name);
        many.push_str(
            "at = \"2026-02-17\"\ncontact_types = [\"calls\"]\nsize = 1\nlasts = \"1h\"\n",
        );
    }
    let told = problems(&format!("{SOUND}{many}"));
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].found, "102 incidents");
    let times: Vec<String> = (0..150)
        .map(|i| format!("\"2026-02-16 {:02}:{:02}\"", i / 60, i % 60))
        .collect();
    let list = format!("at = [{}]", times.join(", "));
    let one = SOUND.replace("at = \"2026-02-16 20:10\"", &list);
    assert!(problems(&one).is_empty());
    let two = format!(
        "{one}[incident.more]\n{list}\ncontact_types = [\"calls\"]\nsize = 1\nlasts = \"1h\"\n"
    );
    let told = problems(&two);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].found, "more than 200 times of incidents");
}

#[test]
fn an_announcement_that_is_never_made_is_said() {
    let text = SOUND.replace("after = \"15min\"", "after = \"70min\"");
    let scenario = load_text(&text, "late.toml", Path::new("nowhere"), &[]).unwrap();
    let told: Vec<&str> = scenario
        .warnings
        .iter()
        .map(|one| one.found.en.as_str())
        .collect();
    assert_eq!(
        told,
        ["the announcement is never made: the incident is over before"]
    );
}
