//! Many scenarios that differ in the value of one or two keys.

use std::path::Path;
use std::sync::Arc;

use super::load::{load_text, read_file};
use super::problem::{Place, Problem, Problems, Source};

/// Reads a scenario at many points, each with overrides of its own after those of all, and keeps none:
/// whoever goes on reads them one by one.
///
/// What is wrong with the scenario anyway is told as ever, and nothing else then; what is wrong at points,
/// once for all of them.
///
/// # Errors
/// Returns every problem found.
pub fn check_points(
    path: &Path,
    overrides: &[String],
    points: &[Vec<String>],
) -> Result<(), Problems> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = path.display().to_string();
    let text = read_file(path)?;
    load_text(&text, &name, folder, overrides)?;
    let mut told: Vec<(Problem, usize)> = Vec::new();
    for point in points {
        let all: Vec<String> = overrides.iter().chain(point).cloned().collect();
        let Err(problems) = load_text(&text, &name, folder, &all) else {
            continue;
        };
        for problem in problems.iter() {
            let problem = named(problem, overrides.len(), point);
            let known = told.iter_mut().find(|(known, _)| {
                (&known.key, &known.allowed) == (&problem.key, &problem.allowed)
            });
            match known {
                Some((_, points)) => *points += 1,
                None => told.push((problem, 1)),
            }
        }
    }
    if told.is_empty() {
        return Ok(());
    }
    let mut problems = Problems::default();
    for (mut problem, points) in told {
        if points > 1 {
            problem.found = format!("{} (and so at {} more points)", problem.found, points - 1);
        }
        problems.push(problem);
    }
    Err(problems)
}

/// A problem in an option of a point says which option that is.
fn named(problem: &Problem, before: usize, point: &[String]) -> Problem {
    let mut problem = problem.clone();
    let source = &problem.place.source;
    for (place, option) in point.iter().enumerate() {
        let written = format!("--set #{}", before + place + 1);
        if source.name == written && source.text == *option {
            let source = Source::new(format!("--vary #{}", place + 1), option.clone());
            problem.place = Place::new(&Arc::new(source), problem.place.span.clone());
            break;
        }
    }
    problem
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(points: &[&str]) -> Result<(), Problems> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.toml");
        std::fs::write(&path, crate::scenario::template()).unwrap();
        let points: Vec<Vec<String>> = points.iter().map(|one| vec![(*one).to_owned()]).collect();
        check_points(&path, &[], &points)
    }

    #[test]
    fn what_is_wrong_at_many_points_is_told_once() {
        let wait = "queue.hotline.target.wait";
        let of = |values: [&str; 3]| values.map(|value| format!("{wait}={value}"));
        assert!(checked(&of(["10s", "20s", "30s"]).each_ref().map(String::as_str)).is_ok());
        let wrong = of(["10s", "20", "30"]);
        let problems = checked(&wrong.each_ref().map(String::as_str)).unwrap_err();
        let told: Vec<&Problem> = problems.iter().collect();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].place.source.name, "--vary #1");
        assert!(
            told[0].found.ends_with("(and so at 1 more points)"),
            "{}",
            told[0].found
        );
    }
}
