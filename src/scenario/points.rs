//! Many scenarios that differ in the value of one or two keys.

use std::path::Path;
use std::sync::Arc;

use super::load::{load_text, read_file};
use super::overrides;
use super::problem::{Place, Problem, Problems, Source};

/// Keys that say how a centre is simulated, told and compared, and not what it is: they are the same at all
/// points.
const COMMON: [&str; 7] = [
    "name",
    "title",
    "language",
    "currency",
    "replication",
    "report",
    "variant",
];

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
    refuse_common(points)?;
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

/// Refuses keys that are the same at all points.
fn refuse_common(points: &[Vec<String>]) -> Result<(), Problems> {
    let mut problems = Problems::default();
    for (place, option) in points.iter().flat_map(|point| point.iter().enumerate()) {
        let path = overrides::path_of(option).unwrap_or_default();
        let is_common = (path.first()).is_some_and(|first| COMMON.contains(&first.as_str()));
        let written = format!("--vary #{}", place + 1);
        let is_told = (problems.iter()).any(|one| one.place.source.name == written);
        if !is_common || is_told {
            continue;
        }
        let key = path.join(".");
        let source = Arc::new(Source::new(written, option.clone()));
        problems.push(Problem {
            place: Place::new(&source, 0..option.len()),
            found: format!("`{key}`, which is the same at all points"),
            allowed: "keys of queues, contact types, skill groups, calendars, logs and the clock"
                .to_owned(),
            hint: Some(match path[0].as_str() {
                "variant" => {
                    "vary the key that the variant changes, or `compare` variants".to_owned()
                }
                _ => format!("set it for all points: --set '{key}=…'"),
            }),
            key,
        });
    }
    if problems.is_empty() {
        return Ok(());
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
    fn what_says_how_to_simulate_is_the_same_everywhere() {
        for key in [
            "replication.seed=1",
            "\"replication\".seed=1",
            "report.days=true",
            "variant.a.fixed_cost=1",
            "language=en",
        ] {
            let problems = checked(&[key, key]).unwrap_err();
            let told: Vec<&Problem> = problems.iter().collect();
            assert_eq!(told.len(), 1, "{key}");
            assert_eq!(told[0].place.source.name, "--vary #1");
            assert!(told[0].found.ends_with("the same at all points"), "{key}");
        }
        assert!(checked(&["clock.horizon=2 days"]).is_ok());
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
