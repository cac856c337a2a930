//! The template with one of its commented lines, and what has to stand beside that.

use super::{KeyLine, key_lines};

/// Keys of which only one may be written, and keys that need another.
const ALTERNATIVES: [&[&str]; 7] = [
    &["speeds", "slowdown"],
    &["rate", "curve", "daily_volume", "sinusoid", "replay"],
    &["agents", "plan", "sessions"],
    &["at", "rate"],
    &["size", "contacts"],
    &["line_above", "oldest_above", "expected_above", "after"],
    &["to", "to_type", "to_group"],
];

const NEEDED: [(&str, &str, &[&str]); 30] = [
    ("channel.ticket", "most", &["slowdown"]),
    ("channel.ticket", "speeds", &["most"]),
    ("channel.ticket", "slowdown", &["most"]),
    ("channel.chat", "most", &["slowdown"]),
    ("channel.chat", "speeds", &["most"]),
    ("channel.chat", "slowdown", &["most"]),
    ("calls", "silent_abandonment", &["finding_out"]),
    ("calls", "finding_out", &["silent_abandonment"]),
    ("callback", "after", &["kind"]),
    ("callback", "kind", &["after"]),
    ("bot", "only_below", &["otherwise_callback"]),
    ("bot", "otherwise", &["only_below"]),
    ("bot", "otherwise_callback", &["only_below"]),
    (
        "bot",
        "otherwise_acceptance",
        &["only_below", "otherwise_callback"],
    ),
    ("demand", "column", &["curve"]),
    ("demand", "shape", &["curve"]),
    ("demand", "sheet", &["curve"]),
    ("demand", "weekday", &["daily_volume"]),
    ("demand", "profile", &["daily_volume"]),
    ("demand", "trend", &["daily_volume"]),
    ("demand", "trend_from", &["daily_volume", "trend"]),
    ("front", "plan_column", &["plan"]),
    ("front", "plan_sheet", &["plan"]),
    ("redial", "instead_share", &["instead"]),
    ("repeat", "instead_share", &["instead"]),
    ("return", "instead_share", &["instead"]),
    ("bot", "during_outage", &["outages"]),
    ("target", "penalty_per", &["penalty"]),
    ("calls", "patience_column", &["patience_by_time"]),
    ("calls", "patience_sheet", &["patience_by_time"]),
];

/// The template with a commented line in the place of the one that it stands for.
#[expect(
    clippy::too_many_lines,
    reason = "a paragraph for each way in which keys hang together"
)]
pub(super) fn with_line(text: &str, wanted: &KeyLine) -> String {
    let lines = key_lines(text);
    let mut wanted_lines = vec![wanted.clone()];
    for (section, key, needed) in NEEDED {
        if wanted.section.ends_with(section) && wanted.key == key {
            let belongs = |line: &&KeyLine| {
                let is_it = line.is_comment && needed.contains(&line.key.as_str());
                line.section == wanted.section && is_it
            };
            wanted_lines.extend(lines.iter().filter(belongs).cloned());
        }
    }
    // What only chats or tickets have goes with their channel.
    let channel = match wanted.key.as_str() {
        "chat_choice" | "silent_abandonment" | "finding_out" => "#channel = \"chat\"",
        "due" | "due_share" | "backlog_age" => "#channel = \"ticket\"",
        _ => "",
    };
    if wanted.key == "due_share" {
        wanted_lines.extend(lines.iter().find(|line| line.key == "due").cloned());
    }
    let is_channel = |line: &&KeyLine| text.lines().nth(line.number) == Some(channel);
    wanted_lines.extend(lines.iter().find(is_channel).cloned());
    // A calendar has days only with its file; special days have a kind only with a calendar.
    let is_file = wanted.section == "calendar" && wanted.key == "file";
    if !is_file && (wanted.section == "calendar" || wanted.section.contains("special_day")) {
        let is_file = |line: &&KeyLine| line.section == "calendar" && line.key == "file";
        wanted_lines.extend(lines.iter().find(is_file).cloned());
    }
    // The sheet of a day's course goes with it.
    if wanted.section.contains("special_day") && wanted.key == "sheet" {
        let belongs = |line: &&KeyLine| line.section == wanted.section && line.key == "profile";
        wanted_lines.extend(lines.iter().find(belongs).cloned());
    }
    // An incident says when, how many, of which types and how long; what is announced says of how many.
    if wanted.section.contains("incident") {
        let bounds = ["from", "to"].contains(&wanted.key.as_str());
        let begins = if bounds && wanted.section == "incident.outage" {
            "rate"
        } else {
            "at"
        };
        for key in [begins, "size", "contact_types", "lasts"] {
            let belongs = |line: &&KeyLine| line.section == "incident.outage" && line.key == key;
            let is_there = ALTERNATIVES
                .iter()
                .any(|set| set.contains(&key) && set.contains(&&*wanted.key));
            let is_itself = is_there || wanted.key == key;
            if !(is_itself && wanted.section == "incident.outage") {
                wanted_lines.extend(lines.iter().find(belongs).cloned());
            }
        }
        if wanted.section.ends_with("announcement") && wanted.key != "deflects" {
            let belongs =
                |line: &&KeyLine| line.section == wanted.section && line.key == "deflects";
            wanted_lines.extend(lines.iter().find(belongs).cloned());
        }
    }
    // The log is written whole, and with it a type that replays it.
    if wanted.section == "log" || wanted.key == "replay" {
        let belongs = |line: &&KeyLine| line.section == "log" || line.key == "replay";
        wanted_lines.extend(lines.iter().filter(belongs).cloned());
    }
    let is_wanted = |number: usize| wanted_lines.iter().any(|line| line.number == number);
    let replaced = |line: &KeyLine| {
        wanted_lines.iter().any(|wanted| {
            line.section == wanted.section
                && (line.key == wanted.key
                    || ALTERNATIVES
                        .iter()
                        .any(|set| set.contains(&&*line.key) && set.contains(&&*wanted.key)))
        })
    };
    let header = |line: &str| {
        let section = line
            .strip_prefix("#[")
            .and_then(|line| line.strip_suffix(']'));
        section.is_some_and(|section| wanted_lines.iter().any(|line| line.section == section))
    };
    let mut made = String::new();
    for (number, line) in text.lines().enumerate() {
        let known = lines.iter().find(|line| line.number == number);
        if is_wanted(number) || header(line) {
            made.push_str(line.trim_start_matches('#'));
        } else if known.is_some_and(|line| !line.is_comment && replaced(line)) {
            // Left out.
        } else {
            made.push_str(line);
        }
        made.push('\n');
    }
    // Those who are deflected go to a type of their own.
    if wanted.section.ends_with("announcement") && wanted.key == "to" {
        made = made.replace(
            "serves = [\"calls\"]",
            "serves = [\"calls\", \"calls_later\"]",
        );
        made.push_str("[contact_type.calls_later]\ndemand = { rate = \"0/h\" }\ntalk = { law = \"exponential\", mean = \"5min\" }\n");
    }
    // Parts that only some keys name.
    if wanted.key == "to_type" || wanted.key == "otherwise" {
        made.push_str(
            "[queue.desk]\n[contact_type.tickets]\nqueue = \"desk\"\ndemand.rate = \"1/h\"\n\
             talk = { law = \"exponential\", mean = \"5min\" }\n\
             [skill_group.back]\nserves = [\"tickets\"]\nagents = 1\n",
        );
    }
    if wanted.key == "to_group" {
        made = made.replace(
            "\ngroups = [\"front\"]",
            "\ngroups = [\"front\", \"partner\"]",
        );
        made.push_str("[skill_group.partner]\nserves = [\"calls\"]\nagents = 1\n");
    }
    // Nobody calls back who chats or writes; lines keep their numbers.
    let has_no_phone = |line: &str| {
        ["\"chat\"", "\"ticket\""]
            .map(|name| format!("channel = {name}"))
            .iter()
            .any(|key| line.starts_with(key))
    };
    if made.lines().any(has_no_phone) {
        let is_relief = |line: &str| {
            let mut names = ["callback", "overflow"].iter();
            names.any(|name| line.starts_with(&format!("[queue.hotline.{name}")))
        };
        let mut is_left_out = false;
        let kept = made.lines().map(|line| {
            if line.starts_with('[') {
                is_left_out = is_relief(line);
            }
            if is_left_out {
                "#\n".to_owned()
            } else {
                format!("{line}\n")
            }
        });
        made = kept.collect();
    }
    // Only workbooks have sheets.
    if wanted.key.ends_with("sheet") {
        made = made.replace(".csv\"", ".xlsx\"");
    }
    made
}
