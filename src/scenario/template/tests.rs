use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use super::*;
use crate::scenario::problem::{Problems, Source};
use crate::scenario::toml_tree::{self, Table, Value};
use crate::scenario::{Scenario, catalogue, load_plans_text};

/// A line of the template that writes a key, as a comment or not.
#[derive(Clone, Debug)]
struct KeyLine {
    number: usize,
    section: String,
    key: String,
    is_comment: bool,
}

/// Every line with a key, from the text alone.
fn key_lines(text: &str) -> Vec<KeyLine> {
    let mut section = String::new();
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let (is_comment, line) = match line.strip_prefix('#') {
            // Prose has a space after the sign.
            Some(rest) if rest.starts_with(' ') || rest.is_empty() => continue,
            Some(rest) => (true, rest),
            None => (false, line),
        };
        if let Some(header) = line.strip_prefix('[') {
            header.trim_end_matches(']').clone_into(&mut section);
        } else if let Some((key, _)) = line.split_once(" = ") {
            lines.push(KeyLine {
                number,
                section: section.clone(),
                key: key.to_owned(),
                is_comment,
            });
        }
    }
    lines
}

fn parse(line: &str) -> Table {
    let mut problems = Problems::default();
    let source = Arc::new(Source::new("line".to_owned(), line.to_owned()));
    let table = toml_tree::read(&source, &mut problems);
    assert!(problems.is_empty(), "{line}: {problems}");
    table
}

/// A path of the template as the catalogue writes it.
fn in_catalogue(path: &str) -> String {
    NAMES.iter().fold(path.to_owned(), |path, (pattern, name)| {
        path.replace(name, pattern)
    })
}

/// Keys inside a value: those of laws are the same wherever a law stands.
fn inner_keys(path: &str, value: &Value, keys: &mut BTreeSet<String>) {
    let law = SECTIONS.last().unwrap().path;
    match value {
        Value::List(items) => {
            for item in items {
                inner_keys(path, &item.value, keys);
            }
        }
        // Days from the special day.
        Value::Table(_) if path.ends_with("volume") => {}
        // Weights by the names of contact types.
        Value::Table(_) if path.ends_with("contact_types") => {}
        // Days of the week, written as ranges too.
        Value::Table(days) if path.ends_with("opening_hours") || path.ends_with("weekday") => {
            let names = days.entries.iter().flat_map(|day| day.key.split('-'));
            keys.extend(names.map(|name| format!("{path}.{name}")));
        }
        Value::Table(table) => {
            let path = match path.rsplit('.').next() {
                _ if table.get("law").is_some() => law,
                // Those of titles too.
                Some("title") => catalogue::TITLE.path,
                _ => path,
            };
            for entry in &table.entries {
                keys.insert(format!("{path}.{}", entry.key));
                if entry.key != "quantiles" {
                    inner_keys(path, &entry.item.value, keys);
                }
            }
        }
        _ => {}
    }
}

#[test]
fn the_template_holds_every_key_that_the_reader_knows_and_no_other() {
    let text = template();
    let lines: Vec<&str> = text.lines().collect();
    let mut written = BTreeSet::new();
    for line in key_lines(&text) {
        let path = in_catalogue(&line.section);
        let path = match path.as_str() {
            "" => line.key.clone(),
            path => format!("{path}.{}", line.key),
        };
        let entry = lines[line.number].trim_start_matches('#');
        // A change holds keys of other sections.
        if !line.section.ends_with(".change") {
            inner_keys(&path, &parse(entry).entries[0].item.value, &mut written);
        }
        written.insert(path);
    }
    for line in &lines {
        if let Some(header) = line.trim_start_matches('#').strip_prefix('[') {
            let mut path = in_catalogue(header.trim_end_matches(']'));
            // Tickets have a section with one more key.
            if path == catalogue::GROUP_TICKETS.path {
                path = catalogue::GROUP_CHANNEL.path.to_owned();
            }
            while let Some(parent) = path.strip_suffix(".*").map(str::to_owned) {
                path = parent;
            }
            written.insert(path);
        }
    }
    let mut known = BTreeSet::new();
    for section in SECTIONS {
        for key in section.keys {
            known.insert(match section.path {
                "" => key.name.to_owned(),
                path => format!("{path}.{}", key.name),
            });
        }
    }
    assert_eq!(written, known);
}

/// The sheets that the template's comments name, and the files that they are in.
const SHEETS: [(&str, &str); 5] = [
    ("curves/demand.csv", "Forecast"),
    ("curves/staffing.csv", "Plan"),
    ("curves/eve.csv", "Eve"),
    ("calendars/days.csv", "Days"),
    ("curves/patience.csv", "Patience"),
];

/// A folder with the files that the template's comments name, and workbooks of the same tables.
fn files() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        if let Some((_, sheet_name)) = SHEETS.iter().find(|(file, _)| *file == name) {
            let mut book = rust_xlsxwriter::Workbook::new();
            let sheet = book.add_worksheet().set_name(*sheet_name).unwrap();
            for (row, line) in (0..).zip(text.lines()) {
                for (column, cell) in (0..).zip(line.split(',')) {
                    match cell.parse::<f64>() {
                        Ok(number) => sheet.write(row, column, number).unwrap(),
                        Err(_) => sheet.write(row, column, cell).unwrap(),
                    };
                }
            }
            book.save(path.with_extension("xlsx")).unwrap();
        }
        std::fs::write(path, text).unwrap();
    };
    write(
        "curves/demand.csv",
        "interval_start,calls_per_hour\n00:00,80\n12:00,120\n",
    );
    write(
        "curves/staffing.csv",
        "interval_start,front_agents\n00:00,10\n12:00,14\n",
    );
    write(
        "curves/talk_quantiles.csv",
        "share,value_s\n0,0\n0.5,240\n1,1200\n",
    );
    write(
        "curves/profile.csv",
        "interval_start,mon-fri,sat,sun\n08:00,3,1,1\n12:00,5,1,0\n",
    );
    write(
        "curves/eve.csv",
        "interval_start,weight\n08:00,3\n12:00,1\n",
    );
    write(
        "calendars/days.csv",
        "date,kind,name,replaces\n2026-03-02,holiday,A day,2026-03-07\n",
    );
    write(
        "calendars/campaigns.ics",
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260303\n\
         CATEGORIES:holiday\nEND:VEVENT\nEND:VCALENDAR\n",
    );
    write(
        "curves/patience.csv",
        "interval_start,calls_patience_factor\n08:00,1.2\n12:00,0.9\n",
    );
    write("curves/talk_values.csv", "talk_s\n240\n360\n");
    write(
        "sessions.csv",
        "agent,start,end\nAnn,2026-03-02 00:00,2026-03-03 00:00\n",
    );
    write(
        "calls.csv",
        "date,arrival,type,service_s,outcome,wait_s\n2026-03-02,08:00,PS,60,AGENT,0\n",
    );
    folder
}

fn load_template(text: &str, folder: &Path, overrides: &[&str]) -> Result<Scenario, Problems> {
    let overrides: Vec<String> = overrides
        .iter()
        .map(|option| (*option).to_owned())
        .collect();
    // The variants too; the scenario itself comes first.
    let plans = load_plans_text(text, "template.toml", folder, &overrides, &[])?;
    Ok(plans[0].scenario.clone())
}

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
fn with_line(text: &str, wanted: &KeyLine) -> String {
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
        "due" | "due_share" => "#channel = \"ticket\"",
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

#[test]
fn the_template_and_each_of_its_other_lines_load() {
    let text = template();
    let folder = files();
    let scenario = load_template(&text, folder.path(), &[]).unwrap();
    assert_eq!(scenario.warnings, []);
    let comments: Vec<KeyLine> = key_lines(&text)
        .into_iter()
        .filter(|line| line.is_comment)
        .collect();
    assert!(comments.len() > 30);
    for line in comments {
        let changed = with_line(&text, &line);
        if let Err(problems) = load_template(&changed, folder.path(), &[]) {
            panic!("{}.{}: {problems}", line.section, line.key);
        }
    }
}

#[test]
fn every_key_of_the_catalogue_is_read() {
    let text = template();
    let folder = files();
    let lines = key_lines(&text);
    for line in &lines {
        // No key of any kind takes this value.
        let wrong = format!("{} = nan", line.key);
        let changed: String = with_line(&text, line)
            .lines()
            .zip(text.lines().enumerate())
            .map(|(changed, (number, _))| {
                if number == line.number {
                    &wrong
                } else {
                    changed
                }
            })
            .fold(String::new(), |text, line| text + line + "\n");
        let path = match line.section.as_str() {
            "" => line.key.clone(),
            section => format!("{section}.{}", line.key),
        };
        let Err(problems) = load_template(&changed, folder.path(), &[]) else {
            panic!("{path} is not read");
        };
        assert!(
            problems.iter().any(|problem| problem.key == path),
            "{path}: {problems}"
        );
    }
}

#[test]
fn a_default_is_what_a_missing_key_stands_for() {
    let text = template();
    let folder = files();
    let parts = |text: &str, overrides: &[&str]| {
        let scenario = load_template(text, folder.path(), overrides).unwrap();
        (scenario.centre, scenario.replication, scenario.report)
    };
    let mut tried = 0;
    for line in key_lines(&text).iter().filter(|line| !line.is_comment) {
        let path = in_catalogue(&line.section);
        let section = SECTIONS
            .iter()
            .find(|section| section.path == path)
            .unwrap();
        let Some(default) = section.get(&line.key).unwrap().default else {
            continue;
        };
        let without: String = text
            .lines()
            .enumerate()
            .filter(|(number, _)| *number != line.number)
            .fold(String::new(), |text, (_, line)| text + line + "\n");
        let key = format!("{}.{}", line.section, line.key);
        let option = format!("{}={default}", key.trim_start_matches('.'));
        assert_eq!(parts(&without, &[]), parts(&text, &[&option]), "{option}");
        tried += 1;
    }
    assert!(tried >= 20, "{tried}");
}

/// A key of a table that stands as a value, made wrong, is reported under its own name.
#[test]
fn every_key_inside_a_value_is_read() {
    let text = template();
    let folder = files();
    let demand = "contact_type.calls.demand";
    let swing = "mean = \"9/h\", amplitude = \"1/h\", period = \"8h\", phase = \"0s\"";
    let logged = "file = \"sessions.csv\", agent = \"agent\", start = \"start\", end = \"end\"";
    let mut values = vec![
        (demand.to_owned(), "sinusoid", swing.to_owned()),
        (
            "skill_group.front".to_owned(),
            "sessions",
            logged.to_owned(),
        ),
    ];
    for example in crate::scenario::laws::EXAMPLES {
        let inner = example.trim_start_matches("{ ").trim_end_matches(" }");
        // Lists and tables inside are cut off: their keys are those of other laws.
        if !inner.contains("[{") && !inner.contains("= {") {
            values.push(("contact_type.calls".to_owned(), "talk", inner.to_owned()));
        }
    }
    let mut tried = BTreeSet::new();
    for (section, key, inner) in values {
        for pair in inner.split(", ") {
            let name = pair.split(" = ").next().unwrap();
            let wrong = inner.replace(pair, &format!("{name} = nan"));
            let option = if key == "talk" {
                format!("{section}.{key}={{ {wrong} }}")
            } else {
                // The keys beside it that exclude it have to go.
                let rest = if key == "sessions" {
                    "serves = [\"calls\"], "
                } else {
                    ""
                };
                format!("{section}={{ {rest}{key} = {{ {wrong} }} }}")
            };
            let Err(problems) = load_template(&text, folder.path(), &[&option]) else {
                panic!("{option}");
            };
            let path = format!("{section}.{key}.{name}");
            assert!(
                problems.iter().any(|problem| problem.key == path),
                "{option}: {problems}"
            );
            tried.insert(path);
        }
    }
    assert!(tried.len() > 20, "{tried:?}");
}
