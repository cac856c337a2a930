//! From a file to a scenario.

use std::ffi::OsStr;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::LogSummary;
use super::assembly;
use super::doubt::Doubt;
use super::files::{Unreadable, into_text, read_bytes};
use super::overrides;
use super::problem::{Place, Problem, Problems, Source};
use super::reader::{Reader, did_you_mean};
use super::toml_tree::{self, Item, Value};
use super::variants::{self, Naming, Wanted};
use super::warning::Warning;
use crate::measures::StoppingRule;
use crate::model::{ContactCentre, ReplicationPlan, ReportPlan};
use crate::units::number;

/// The largest scenario file: far more than a thousand parts of each kind take. Broken text makes an
/// error of every few bytes, and the parser keeps them all.
const MOST_BYTES: u64 = 1 << 20;

/// A scenario that can be run.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its name in headings and files.
    pub name: String,
    /// The question it asks: the first paragraph of the comment at the top of the file.
    pub question: Option<String>,
    /// The contact centre.
    pub centre: ContactCentre,
    /// How often the horizon is simulated, or how often before the first look at `until`.
    pub replication: ReplicationPlan,
    /// Until when replications go on, if their number is not fixed.
    pub until: Option<StoppingRule>,
    /// What is measured.
    pub report: ReportPlan,
    /// What is allowed but probably not meant.
    pub warnings: Vec<Warning>,
    /// SHA-256 over the text, the overrides, the variant and every file read, in hexadecimal digits.
    pub hash: String,
    /// What was kept of the contact log, if one is replayed.
    pub log: Option<LogSummary>,
    /// Where every key is written.
    tree: Item,
    /// Of a variant: what names it where something is wrong.
    pub(super) naming: Option<Arc<Naming>>,
}

impl Scenario {
    /// Refuses the scenario for the sake of a key, whose path is given: the problem is shown where the
    /// key is written, or where it would be.
    pub fn refused(&self, key: &str, found: String, allowed: String, hint: String) -> Problems {
        let mut at = &self.tree;
        for name in key.split('.') {
            let Value::Table(table) = &at.value else {
                break;
            };
            let Some(entry) = table.get(name) else {
                break;
            };
            at = &entry.item;
        }
        let mut problems = Problems::default();
        let problem = Problem {
            place: at.place.clone(),
            key: key.to_owned(),
            found,
            allowed,
            hint: Some(hint),
        };
        problems.push(match &self.naming {
            Some(naming) => naming.problem(problem),
            None => problem,
        });
        problems
    }
}

/// Reads a scenario and the files beside it; its variants are read by
/// [`load_plans`](super::load_plans).
///
/// Each override is a `key=value` that replaces a value of the file.
///
/// ```
/// # let folder = tempfile::tempdir().unwrap();
/// let path = folder.path().join("mine.toml");
/// std::fs::write(&path, springtide::scenario::template()).unwrap();
/// let overrides = ["queue.hotline.target.wait=30s".to_owned()];
/// let scenario = springtide::scenario::load(&path, &overrides).unwrap();
/// assert_eq!(scenario.centre.queues()[0].target.wait.as_secs_f64(), 30.0);
/// ```
///
/// # Errors
/// Returns every problem found, in the scenario, in the files beside it and in the overrides.
pub fn load(path: &Path, overrides: &[String]) -> Result<Scenario, Problems> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let text = read_file(path)?;
    load_text(&text, &path.display().to_string(), folder, overrides)
}

/// Reads a scenario from a text; `name` is what messages call it, `folder` where its files are.
///
/// # Errors
/// Returns every problem found.
pub fn load_text(
    text: &str,
    name: &str,
    folder: &Path,
    overrides: &[String],
) -> Result<Scenario, Problems> {
    let plans = variants::load(text, name, folder, overrides, Wanted::Base)?;
    // The scenario itself is always the first plan.
    let base = plans.into_iter().next().map(|plan| plan.scenario);
    base.ok_or_else(Problems::default)
}

/// The text of a scenario file.
pub(super) fn read_file(path: &Path) -> Result<String, Problems> {
    read_bytes(path, MOST_BYTES)
        .and_then(into_text)
        .map_err(|unreadable| {
            let source = Arc::new(Source::new(path.display().to_string(), String::new()));
            let mut problems = Problems::default();
            problems.push(Problem {
                place: Place::beginning(&source),
                key: "file".to_owned(),
                found: unreadable.to_string(),
                allowed: match unreadable {
                    Unreadable::TooLarge(_) => {
                        "a scenario of at most 1 MiB; curves and logs belong in CSV files"
                            .to_owned()
                    }
                    _ => "a scenario: a text in TOML, in UTF-8".to_owned(),
                },
                hint: hint_for(path, &unreadable),
            });
            problems
        })
}

/// A scenario's text as a tree, with the overrides in it.
#[derive(Debug)]
pub(super) struct Parsed<'a> {
    text: &'a str,
    stem: &'a str,
    folder: &'a Path,
    overrides: &'a [String],
    pub(super) tree: Item,
    /// What is wrong with the text and the overrides.
    pub(super) problems: Problems,
    doubt: Doubt,
}

impl<'a> Parsed<'a> {
    /// Takes a text apart; refuses one that is no scenario at all.
    pub(super) fn read(
        text: &'a str,
        name: &'a str,
        folder: &'a Path,
        overrides: &'a [String],
    ) -> Result<Self, Problems> {
        // The mark that some editors put before a text is no part of it.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let source = Source::new(name.to_owned(), text.to_owned());
        let file_name = Path::new(name).file_name().and_then(OsStr::to_str);
        let source = Arc::new(source.written_as(file_name.unwrap_or(name)));
        let mut problems = Problems::default();
        if let Some(problem) = no_scenario(&source) {
            problems.push(problem);
            return Err(problems);
        }
        let mut tree = toml_tree::read(&source, &mut problems);
        let doubt = Doubt::about(&source, &problems);
        for (i, option) in overrides.iter().enumerate() {
            overrides::apply(&mut tree, option, i + 1, &mut problems);
        }
        Ok(Self {
            text,
            stem: (Path::new(name).file_stem().and_then(OsStr::to_str)).unwrap_or_default(),
            folder,
            overrides,
            tree: Item {
                value: Value::Table(tree),
                place: Place::beginning(&source),
            },
            problems,
            doubt,
        })
    }

    /// A reader of the tree, or of a variant's, when so many rows have been read for other plans.
    pub(super) fn reader(&self, rows: usize) -> Reader {
        let mut reader = Reader::at(self.folder, rows);
        reader.problems = self.problems.clone();
        reader.doubt = self.doubt.clone();
        reader
    }

    /// The scenario that a tree says, or `None`, and the reader with all that is wrong with it.
    pub(super) fn scenario(
        &self,
        tree: &Item,
        rows: usize,
        naming: Option<Naming>,
    ) -> (Option<Scenario>, Reader) {
        let mut reader = self.reader(rows);
        let parts = assembly::read(&mut reader, tree, self.stem);
        let parts = parts.filter(|_| reader.problems.is_empty());
        let variant = naming.as_ref().map(Naming::name);
        let digests = reader.files.digests();
        let hash = hash(self.text, self.overrides, variant, digests);
        let scenario = parts.map(|parts| Scenario {
            name: parts.name,
            question: question(self.text),
            centre: parts.centre,
            replication: parts.replication,
            until: parts.until,
            report: parts.report,
            hash,
            warnings: std::mem::take(&mut reader.warnings),
            log: parts.log,
            tree: tree.clone(),
            naming: naming.map(Arc::new),
        });
        (scenario, reader)
    }
}

/// A text that is no scenario at all: one problem says so, instead of one for each line.
fn no_scenario(source: &Arc<Source>) -> Option<Problem> {
    let text = &source.text;
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let (found, hint) = if number::count(text.len()) > MOST_BYTES {
        (
            "it is larger than 1 MiB".to_owned(),
            "curves and logs belong in CSV files",
        )
    } else if text.trim().is_empty() {
        (
            "an empty file".to_owned(),
            "`springtide new` writes a scenario to start from",
        )
    } else if text.contains('\0') || text.chars().filter(|c| control(*c)).count() > 20 {
        (
            "a file that is no text".to_owned(),
            "name the scenario itself: its file ends in .toml",
        )
    } else {
        return None;
    };
    Some(Problem {
        place: Place::beginning(source),
        key: "file".to_owned(),
        found,
        allowed: "a scenario: a text in TOML".to_owned(),
        hint: Some(hint.to_owned()),
    })
}

/// What to do about a file that cannot be read.
fn hint_for(path: &Path, unreadable: &Unreadable) -> Option<String> {
    match unreadable {
        Unreadable::Missing => {
            let folder = match path.parent() {
                Some(folder) if folder != Path::new("") => folder,
                _ => Path::new("."),
            };
            let written = path.file_name()?.to_str()?;
            let mut names: Vec<String> = std::fs::read_dir(folder)
                .ok()?
                .flatten()
                .filter_map(|entry| entry.file_name().into_string().ok())
                .filter(|name| Path::new(name).extension() == Some(OsStr::new("toml")))
                .collect();
            names.sort_unstable();
            did_you_mean(written, names.iter().map(String::as_str))
        }
        Unreadable::NotAFile => Some("name the file, not its folder".to_owned()),
        Unreadable::NotText { .. } => Some("save it as UTF-8, and as text".to_owned()),
        _ => None,
    }
}

/// The first paragraph of the comment at the top of the file, on one line.
fn question(text: &str) -> Option<String> {
    let lines: Vec<&str> = text
        .lines()
        .skip_while(|line| line.trim().is_empty())
        .map_while(|line| line.trim().strip_prefix('#'))
        .map(|line| line.trim_start_matches('#').trim())
        .skip_while(|line| line.is_empty())
        .take_while(|line| !line.is_empty())
        .collect();
    (!lines.is_empty()).then(|| lines.join(" "))
}

/// One number for all that went in, each part with its length before it.
fn hash(text: &str, overrides: &[String], variant: Option<&str>, digests: &[[u8; 32]]) -> String {
    let mut hasher = Sha256::new();
    let mut take = |bytes: &[u8]| {
        hasher.update(number::count(bytes.len()).to_le_bytes());
        hasher.update(bytes);
    };
    take(text.as_bytes());
    for option in overrides {
        take(option.as_bytes());
    }
    if let Some(variant) = variant {
        take(b"variant");
        take(variant.as_bytes());
    }
    for digest in digests {
        take(digest);
    }
    let mut digits = String::new();
    for byte in hasher.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}
