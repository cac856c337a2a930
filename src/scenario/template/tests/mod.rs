mod files;
mod uncommented;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use self::files::files;
use self::uncommented::with_line;
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

fn load_template(text: &str, folder: &Path, overrides: &[&str]) -> Result<Scenario, Problems> {
    let overrides: Vec<String> = overrides
        .iter()
        .map(|option| (*option).to_owned())
        .collect();
    // The variants too; the scenario itself comes first.
    let plans = load_plans_text(text, "template.toml", folder, &overrides, &[])?;
    Ok(plans[0].scenario.clone())
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
