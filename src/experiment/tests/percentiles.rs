//! Percentiles by interval: their uncertainty, and how much of it there is room for.

use super::*;

/// The sample centre from the beginning of 2026 to a day, in intervals of ten minutes; those who wait are
/// sent away at closing time.
fn sample_until(end: &str) -> ContactCentre {
    let centre = sample::centre();
    let start = "2026-01-01T00:00[UTC]".parse().unwrap();
    let end = format!("{end}T00:00[UTC]").parse().unwrap();
    let horizon =
        crate::model::Horizon::new(start, &end, Span::from_secs(600), Span::ZERO).unwrap();
    let mut queues = centre.queues().to_vec();
    for queue in &mut queues {
        queue.at_closing = AtClosing::SendAway;
    }
    ContactCentre::new(
        "long".to_owned(),
        horizon,
        centre.contact_types().to_vec(),
        queues,
        centre.skill_groups().to_vec(),
    )
    .unwrap()
}

#[test]
fn percentiles_of_intervals_have_their_own_uncertainty() {
    let report = ReportPlan {
        interval_percentiles: true,
        ..sample::report()
    };
    let mut totals = totals(&report);
    for index in 0..40 {
        let tally = random_replication(&totals, index);
        totals.add(index, &tally);
    }
    let estimates = totals.estimates(percent(95.0));
    let measures = estimates.interval_measures();
    let measures = measures.iter().filter(|one| one.name.contains("_p"));
    let mut narrow = 0;
    for measure in measures {
        assert!(measure.has_interval_bounds(), "{}", measure.name);
        for scope in [CENTRE, calls(), claims()] {
            for interval in 0..4 {
                let period = Period::Interval(interval);
                let estimate = estimates.get(&measure.name, scope, period).unwrap();
                let Some(value) = estimate.value() else {
                    continue;
                };
                let (low, high) = estimate.interval().expect(&measure.name);
                assert!(
                    low <= value && value <= high,
                    "{}: {estimate:?}",
                    measure.name
                );
                narrow += usize::from(low < high);
            }
        }
    }
    assert!(narrow > 20, "{narrow}");
}

/// Values come first: where there is no room for all confidence intervals, those of all customers stay,
/// then none, and what is left out is said.
#[test]
fn percentiles_of_intervals_lose_their_uncertainty_before_they_are_refused() {
    let report = ReportPlan {
        interval_percentiles: true,
        ..sample::report()
    };
    let mut seen = Vec::new();
    for end in [
        "2026-01-05",
        "2026-01-20",
        "2026-02-01",
        "2026-02-10",
        "2026-02-20",
        "2026-03-01",
        "2026-03-10",
        "2026-03-20",
        "2026-04-01",
    ] {
        let centre = sample_until(end);
        let Ok(blueprint) = blueprint::Blueprint::new(&centre, &report) else {
            seen.push("refused".to_owned());
            break;
        };
        let texts: Vec<String> = (blueprint.omissions().iter())
            .map(|omission| omission.note(&centre).en)
            .filter(|text| text.contains("confidence intervals"))
            .collect();
        let text = texts.join("; ");
        if seen.last() != Some(&text) {
            seen.push(text);
        }
    }
    let about = "there are too many intervals and contact types for confidence intervals of all percentiles by interval: ";
    let expected = [
        String::new(),
        format!("{about}those of all customers' waits are kept"),
        format!("{about}their values are kept"),
        "refused".to_owned(),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn what_cannot_fit_is_refused_before_anything_is_allocated() {
    let long = sample_until("2035-12-01");
    let report = ReportPlan {
        interval_percentiles: true,
        ..sample::report()
    };
    let refused = Totals::new(&long, &report).unwrap_err();
    assert!(refused.bytes > TooMuch::MOST_BYTES);
    assert!(
        refused.to_string().contains("percentiles by interval"),
        "{refused}"
    );
    // Without them the percentiles of days go, and the rest fits.
    let report = ReportPlan {
        intervals: false,
        ..sample::report()
    };
    let totals = Totals::new(&long, &report).unwrap();
    let estimates = totals.estimates(percent(95.0));
    assert_eq!(estimates.omissions(), [Omission::DayPercentiles]);
}
