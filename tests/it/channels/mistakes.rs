//! What is wrong with what is written of tickets is said.

use std::path::Path;

use springtide::scenario;

const SOUND: &str = r#"
[clock]
start = "2026-03-02 08:00"
time_zone = "UTC"
horizon = "1h"

[queue.hotline]

[queue.mail]

[contact_type.calls]
queue = "hotline"
demand.rate = "60/h"
talk = { law = "exponential", mean = "3min" }
patience = { law = "exponential", mean = "1min" }

[contact_type.letters]
queue = "mail"
channel = "ticket"
due = "8h"
demand.rate = "10/h"
talk = { law = "exponential", mean = "3min" }

[skill_group.front]
agents = 5

[skill_group.front.channel.ticket]
interruptible = true
"#;

fn load(from: &str, to: &str) -> Result<scenario::Scenario, scenario::Problems> {
    assert!(SOUND.contains(from), "{from}");
    let text = SOUND.replacen(from, to, 1);
    scenario::load_text(&text, "tickets.toml", Path::new("."), &[])
}

#[test]
fn a_queue_of_tickets_is_one_of_tickets() {
    for (from, to, key, found) in [
        (
            "queue = \"mail\"",
            "queue = \"hotline\"",
            "contact_type.letters.queue",
            "tickets in the queue of \"calls\"",
        ),
        (
            "[queue.mail]",
            "[queue.mail]\nopening_hours = \"08:00-20:00\"\nat_closing = \"send_away\"",
            "queue.mail.at_closing",
            "\"send_away\" of a queue of tickets",
        ),
        (
            "due = \"8h\"",
            "due = 8",
            "contact_type.letters.due",
            "the bare number 8",
        ),
        (
            "[queue.hotline]",
            "[queue.hotline]\ntarget = { due_share = \"95%\" }",
            "queue.hotline.target.due_share",
            "`due_share` of a queue without tickets",
        ),
        (
            "[queue.mail]",
            "[queue.mail.target]\ndue_share = \"0%\"",
            "queue.mail.target.due_share",
            "a promise of 0 %",
        ),
        (
            "[queue.hotline]",
            "[queue.hotline]\ntarget = { backlog_age = \"1 day\" }",
            "queue.hotline.target.backlog_age",
            "`backlog_age` of a queue without tickets",
        ),
        (
            "[queue.mail]",
            "[queue.mail.target]\nbacklog_age = 24",
            "queue.mail.target.backlog_age",
            "the bare number 24",
        ),
        (
            "[queue.mail]",
            "[queue.mail.target]\nbacklog_age = \"20%\"",
            "queue.mail.target.backlog_age",
            "\"20%\": `%` is not a unit known here",
        ),
    ] {
        let problems = load(from, to).unwrap_err();
        let all: Vec<_> = problems.iter().collect();
        assert_eq!(all.len(), 1, "{all:#?}");
        assert_eq!([all[0].key.as_str(), all[0].found.as_str()], [key, found]);
        assert!(all[0].hint.is_some(), "{all:#?}");
    }
}

#[test]
fn what_is_never_due_cannot_be_promised_in_due_time() {
    let text = SOUND
        .replace("due = \"8h\"\n", "")
        .replace("[queue.mail]", "[queue.mail]\ntarget.due_share = \"95%\"");
    let problems = scenario::load_text(&text, "tickets.toml", Path::new("."), &[]).unwrap_err();
    let all: Vec<_> = problems.iter().collect();
    assert_eq!(all.len(), 1, "{all:#?}");
    assert_eq!(all[0].key, "queue.mail.target.due_share");
    assert_eq!(all[0].found, "`due_share` of tickets that are never due");
    let hint = all[0].hint.as_deref().unwrap_or_default();
    assert!(hint.contains("contact_type.letters.due"), "{hint}");
}

/// Key and finding of each warning.
fn warned(from: &str, to: &str) -> Vec<String> {
    let scenario = load(from, to).unwrap_or_else(|problems| panic!("{problems}"));
    let told = scenario.warnings.iter();
    told.map(|warning| format!("{}: {}", warning.key, warning.found.en))
        .collect()
}

#[test]
fn what_has_no_effect_is_told() {
    assert_eq!(warned("agents = 5", "agents = 5"), [""; 0]);
    assert_eq!(
        warned("[queue.mail]", "[queue.mail]\ntrunks = 5"),
        ["queue.mail.trunks: tickets take no trunks: the key has no effect"]
    );
    assert_eq!(
        warned("due = \"8h\"", "due = \"8h\"\nleaves_at_once = \"2%\""),
        ["contact_type.letters.leaves_at_once: `leaves_at_once` of a ticket has no effect"]
    );
    assert_eq!(
        warned(
            "[skill_group.front.channel.ticket]",
            "[skill_group.front.channel.chat]\n[skill_group.front.channel.ticket]"
        ),
        ["skill_group.front.channel.chat: the group serves no contact type of the channel chat"]
    );
}
