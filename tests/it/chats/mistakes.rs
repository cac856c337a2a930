//! What is wrong with what is written of chats is said.

use std::path::Path;

use springtide::scenario;

const SOUND: &str = r#"
[clock]
start = "2026-03-02 08:00"
time_zone = "UTC"
horizon = "1h"

[queue.line]

[contact_type.chats]
channel = "chat"
demand.rate = "60/h"
talk = { law = "exponential", mean = "3min" }
patience = { law = "exponential", mean = "1min" }

[skill_group.front]
agents = 2

[skill_group.front.channel.chat]
most = 3
speeds = [1.0, 0.8, 0.6]
"#;

/// Key and finding of the problems of the scenario with one text in place of another.
fn said(from: &str, to: &str) -> Vec<String> {
    assert!(SOUND.contains(from), "{from}");
    let text = SOUND.replace(from, to);
    match scenario::load_text(&text, "chats.toml", Path::new("."), &[]) {
        Ok(_) => Vec::new(),
        Err(problems) => (problems.iter())
            .map(|problem| {
                assert!(problem.place.line_and_column().0 > 1, "{problem:?}");
                assert!(problem.hint.is_some(), "{problem:?}");
                format!("{}: {}", problem.key, problem.found)
            })
            .collect(),
    }
}

#[test]
fn what_is_wrong_has_its_key_and_a_way_out() {
    let chat = "skill_group.front.channel.chat";
    assert_eq!(said("most = 3", "most = 3"), [""; 0]);
    for (from, to, problem) in [
        ("most = 3", "most = 0", format!("{chat}.most: the number 0")),
        (
            "[1.0, 0.8, 0.6]",
            "[1.0, 0.8]",
            format!("{chat}.speeds: 2 speeds"),
        ),
        (
            "[1.0, 0.8, 0.6]",
            "[1.0, 1.2, 0.6]",
            format!("{chat}.speeds.2: the number 1.2"),
        ),
        (
            "[1.0, 0.8, 0.6]",
            "[0.9, 0.8, 0.6]",
            format!("{chat}.speeds.1: the number 0.9"),
        ),
        (
            "[1.0, 0.8, 0.6]",
            "[1.0, 0.8, 0.0]",
            format!("{chat}.speeds.3: the number 0.0"),
        ),
        (
            "speeds = [1.0, 0.8, 0.6]",
            "",
            format!("{chat}: 3 at once, but not how fast each of them then goes on"),
        ),
        (
            "speeds = [1.0, 0.8, 0.6]",
            "speeds = [1.0, 0.8, 0.6]\nslowdown = 0.2",
            format!("{chat}.slowdown: both `speeds` and `slowdown`"),
        ),
        (
            "most = 3",
            "most = 3\nweight = \"40%\"",
            format!("{chat}.weight: 3 contacts of 40% each are more than an agent"),
        ),
        (
            "most = 3",
            "most = 3\ninterruptible = true",
            format!("{chat}.interruptible: unknown key `interruptible`"),
        ),
        (
            "channel.chat]",
            "channel.chats]",
            "skill_group.front.channel.chats: no channel is called `chats`".to_owned(),
        ),
        (
            "agents = 2",
            "agents = 2\nleaving = \"any\"",
            "skill_group.front.leaving: \"any\" where an agent may have several contacts in hand"
                .to_owned(),
        ),
        (
            "channel = \"chat\"",
            "channel = \"chat\"\ndue = \"8h\"",
            "contact_type.chats.due: `due` of a chat contact type".to_owned(),
        ),
        (
            "channel = \"chat\"",
            "channel = \"chat\"\nsilent_abandonment = \"30%\"",
            "contact_type.chats.finding_out: `finding_out` is missing".to_owned(),
        ),
        (
            "channel = \"chat\"",
            "channel = \"chat\"\nfinding_out = { law = \"exponential\", mean = \"3min\" }",
            "contact_type.chats.finding_out: `finding_out` without `silent_abandonment`".to_owned(),
        ),
        (
            "patience = { law = \"exponential\", mean = \"1min\" }",
            "silent_abandonment = \"30%\"\nfinding_out = { law = \"exponential\", mean = \"3min\" }",
            "contact_type.chats.silent_abandonment: `silent_abandonment` without `patience`"
                .to_owned(),
        ),
        (
            "channel = \"chat\"",
            "chat_choice = \"most_first\"",
            "contact_type.chats.chat_choice: `chat_choice` of a voice contact type".to_owned(),
        ),
    ] {
        assert_eq!(said(from, to), [problem], "{to}");
    }
}

#[test]
fn all_problems_are_told_at_once() {
    let all = said(
        "most = 3\nspeeds = [1.0, 0.8, 0.6]",
        "most = 0\nspeeds = [2.0]\nweight = 3",
    );
    assert_eq!(all.len(), 3, "{all:?}");
}
