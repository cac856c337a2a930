//! Who may know whom: the table of modules, two conventions that make it checkable, and the homes
//! of the crates of others.

use std::fs;
use std::path::{Path, PathBuf};

/// A module and the modules that it may name beside itself. What is not listed may not exist.
const MODULES: [(&str, &[&str]); 13] = [
    ("units", &[]),
    ("engine", &["units"]),
    ("random", &["units"]),
    ("model", &["units"]),
    ("compile", &["units", "model", "random"]),
    ("sim", &["units", "model", "random", "compile", "engine"]),
    ("stats", &["units", "model", "sim"]),
    ("measures", &["units", "model", "stats"]),
    // A scenario names the measures that are to be known exactly (`replication.until`).
    ("scenario", &["units", "model", "measures"]),
    (
        "experiment",
        &[
            "units", "model", "random", "compile", "sim", "stats", "measures",
        ],
    ),
    ("report", &["units", "model", "measures", "experiment"]),
    (
        "cli",
        &[
            "units",
            "model",
            "scenario",
            "compile",
            "sim",
            "stats",
            "measures",
            "experiment",
            "report",
        ],
    ),
    ("main", &["cli"]),
];

/// A crate of others and the modules, or folders of them, that may name it outside their tests; a star:
/// every module.
const HOMES: [(&str, &[&str]); 29] = [
    ("anstream", &["cli"]),
    ("askama", &["report/page"]),
    ("calamine", &["scenario"]),
    ("clap", &["cli"]),
    ("csv", &["scenario", "stats", "report"]),
    ("csv_core", &["scenario"]),
    ("ctrlc", &["cli"]),
    ("dejavu", &["report/charts"]),
    ("ethnum", &["stats", "measures", "experiment"]),
    ("indicatif", &["cli"]),
    ("jiff", &["model", "scenario", "report"]),
    ("libm", &["*"]),
    ("miette", &["scenario", "cli"]),
    ("open", &["cli"]),
    ("parquet", &["report/parquet_tables"]),
    ("plotters", &["report/charts"]),
    ("rayon", &["experiment"]),
    ("resvg", &["report/charts"]),
    ("rust_xlsxwriter", &["report/workbook"]),
    ("serde", &["scenario", "report"]),
    ("serde_json", &["report"]),
    ("sha2", &["scenario", "report"]),
    ("skrifa", &["report/charts"]),
    ("strsim", &["scenario"]),
    ("terminal_size", &["cli"]),
    ("thiserror", &["*"]),
    ("toml", &["scenario"]),
    ("unicode_width", &["report"]),
    ("zip", &["scenario"]),
];

/// A file of the program with its module and its lines of code, numbered from 1.
struct Source {
    path: PathBuf,
    module: String,
    lines: Vec<(usize, String)>,
}

impl Source {
    /// Whether `super` leads to the root of the crate.
    fn is_top(&self) -> bool {
        self.path.components().count() == 1 || {
            let below = self.path.components().count();
            below == 2 && self.path.ends_with("mod.rs")
        }
    }

    fn breach(&self, line: usize, what: &str) -> String {
        format!("src/{}:{line}: {what}", self.path.display())
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(&root).unwrap().to_owned();
                let first = path.components().next().unwrap().as_os_str();
                let module = first.to_str().unwrap().trim_end_matches(".rs").to_owned();
                sources.push(Source {
                    path,
                    module,
                    lines: code_lines(&text),
                });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

/// Lines with their numbers, without those that are comments.
fn code_lines(text: &str) -> Vec<(usize, String)> {
    let lines = text.lines().enumerate();
    let code = lines.filter(|(_, line)| !line.trim_start().starts_with("//"));
    code.map(|(i, line)| (i + 1, line.to_owned())).collect()
}

/// The lines before the tests at the foot of a file; a file or a folder of tests has none.
fn lines_in_use(source: &Source) -> impl Iterator<Item = &(usize, String)> {
    let mut parts = source.path.iter();
    let is_tests = parts.any(|part| part == "tests" || part == "tests.rs");
    let lines = source.lines.iter().filter(move |_| !is_tests);
    lines.take_while(|(_, line)| line != "#[cfg(test)]")
}

/// The names that follow `path::` in a line; an empty name where none does.
fn names_after(line: &str, path: &str) -> Vec<String> {
    let beginning = format!("{path}::");
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(&beginning)
        .filter(|(at, _)| !line[..*at].ends_with(|c| is_word(c) || c == ':'))
        .map(|(at, _)| {
            line[at + beginning.len()..]
                .chars()
                .take_while(|c| is_word(*c))
                .collect()
        })
        .collect()
}

fn row(module: &str) -> Option<&'static [&'static str]> {
    let row = MODULES.iter().find(|(name, _)| *name == module)?;
    Some(row.1)
}

fn module_breaches(source: &Source) -> Vec<String> {
    let mut breaches = Vec::new();
    if source.module == "lib" {
        return breaches;
    }
    let Some(allowed) = row(&source.module) else {
        return vec![source.breach(1, "this module has no row in the table of modules")];
    };
    for (number, line) in &source.lines {
        let mut named = names_after(line, "crate");
        if source.module == "main" {
            named.extend(names_after(line, "springtide"));
        }
        if source.is_top() {
            let up = names_after(line, "super").into_iter();
            named.extend(up.filter(|name| row(name).is_some()));
        }
        for name in named {
            if name.is_empty() {
                let what = "a brace group directly after `crate::` hides which module is meant";
                breaches.push(source.breach(*number, what));
            } else if name != source.module && !allowed.contains(&name.as_str()) {
                let what = format!("`{}` may not know `{name}`", source.module);
                breaches.push(source.breach(*number, &what));
            }
        }
        if line.contains("super::super") {
            let what = "`super::super` hides which module is meant";
            breaches.push(source.breach(*number, what));
        }
    }
    breaches
}

fn home_breaches(source: &Source) -> Vec<String> {
    let mut breaches = Vec::new();
    for (name, homes) in HOMES {
        let is_home =
            |home: &str| home == "*" || home == source.module || source.path.starts_with(home);
        if homes.iter().any(|home| is_home(home)) {
            continue;
        }
        for (number, line) in lines_in_use(source) {
            if !names_after(line, name).is_empty() {
                let what = format!("`{name}` is not at home in `{}`", source.module);
                breaches.push(source.breach(*number, &what));
            }
        }
    }
    breaches
}

#[test]
fn modules_know_only_those_in_their_row() {
    let breaches: Vec<String> = sources().iter().flat_map(module_breaches).collect();
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn crates_of_others_stay_at_home() {
    let breaches: Vec<String> = sources().iter().flat_map(home_breaches).collect();
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn every_crate_has_a_home() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let text = fs::read_to_string(manifest).unwrap();
    let table = text.split("[dependencies]").nth(1).unwrap();
    let names = table
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim().replace('-', "_"));
    for name in names {
        let has_home = HOMES.iter().any(|(home, _)| *home == name);
        assert!(has_home, "`{name}` has no home in the table of crates");
    }
}

#[test]
fn the_table_has_no_circle() {
    for (i, (module, allowed)) in MODULES.iter().enumerate() {
        for name in *allowed {
            let place = MODULES.iter().position(|(other, _)| other == name);
            assert!(
                place.is_some_and(|place| place < i),
                "{module} knows {name}"
            );
        }
    }
}

#[test]
fn breaches_are_found() {
    let source = |path: &str, text: &str| Source {
        path: PathBuf::from(path),
        module: path.split('/').next().unwrap().to_owned(),
        lines: code_lines(text),
    };
    let breaches = |path: &str, text: &str| {
        let source = source(path, text);
        let found = module_breaches(&source);
        [found, home_breaches(&source)].concat().join("; ")
    };
    let none: &str = "use crate::model::Queue;\n// use crate::sim::World;\nlet a = b::crate_name;";
    assert_eq!(breaches("compile/inputs.rs", none), "");
    let cases = [
        (
            "scenario/file.rs",
            "\nuse crate::engine::Agenda;",
            "src/scenario/file.rs:2: `scenario` may not know `engine`",
        ),
        (
            "sim/world.rs",
            "fn f(x: &crate::stats::Tally) {}",
            "src/sim/world.rs:1: `sim` may not know `stats`",
        ),
        (
            "model/mod.rs",
            "use super::scenario::load;",
            "src/model/mod.rs:1: `model` may not know `scenario`",
        ),
        (
            "sim/line.rs",
            "use crate::{model, units};",
            "src/sim/line.rs:1: a brace group",
        ),
        (
            "sim/line.rs",
            "use super::super::model;",
            "src/sim/line.rs:1: `super::super`",
        ),
        (
            "sim/line.rs",
            "use rayon::prelude::*;",
            "src/sim/line.rs:1: `rayon` is not at home in `sim`",
        ),
        (
            "report/table.rs",
            "use plotters::style::RGBColor;",
            "src/report/table.rs:1: `plotters` is not at home in `report`",
        ),
        (
            "secret/mod.rs",
            "",
            "src/secret/mod.rs:1: this module has no row",
        ),
    ];
    for (path, text, breach) in cases {
        let found = breaches(path, text);
        assert!(found.starts_with(breach), "{path}: {found}");
    }
}
