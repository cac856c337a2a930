use super::*;
use crate::agreement::case::{Bottom, Sign, Source};

fn comparison(exact: f64, kind: Kind) -> Comparison {
    Comparison {
        column: "column".to_owned(),
        exact,
        source: Source::Watched(String::new()),
        kind,
        sign: Sign::Relaxed,
        rests_on: None,
    }
}

const SHARE: Kind = Kind::Share(Bottom::Offered);

#[test]
fn a_mean_is_off_by_so_many_standard_errors() {
    let ours = Ours::with_error(10.4, 0.2, 1e6);
    let score = score(&comparison(10.0, Kind::Mean), &ours, None);
    assert!((score.z - 2.0).abs() < 1e-3 && (score.congestion + 2.0).abs() < 1e-3);
    assert!(!score.covered && score.counts && !score.as_count);
}

#[test]
fn an_interval_that_is_not_symmetric_counts_by_its_nearer_side() {
    let t = normal::student_95(999.0);
    let ours = |exact| Ours::with_interval(10.0, (10.0 - t, 10.0 + 2.0 * t), exact, 1_000.0);
    let z = |exact: f64| score(&comparison(exact, Kind::Percentile), &ours(exact), None).z;
    assert!((z(9.0) - 1.0).abs() < 1e-3);
    assert!((z(12.0) + 1.0).abs() < 1e-3);
}

#[test]
fn a_percentile_of_zero_is_only_watched() {
    let score = score(
        &comparison(0.0, Kind::Percentile),
        &Ours::with_interval(0.1, (0.0, 0.3), 0.0, 100.0),
        None,
    );
    assert!(!score.counts && score.z < 2.1);
}

#[test]
fn rare_events_are_a_count() {
    // 20 events expected among 1e6, 30 seen, each on its own.
    let ours = Ours::with_error(30e-6, (30.0_f64).sqrt() * 1e-6, 100.0);
    let events = Events::of_share(20e-6, &ours, 1e6);
    let rare = score(&comparison(20e-6, SHARE), &ours, Some(events));
    assert!(rare.as_count && rare.counts);
    assert!((rare.z - normal::from_poisson(30.0, 20.0)).abs() < 1e-9);
    // The opposite share is as far off, to the other side.
    let opposite = Ours::with_error(1.0 - 30e-6, ours.error, 100.0);
    let exact = 1.0 - 20e-6;
    let events = Events::of_share(exact, &opposite, 1e6);
    let common = score(&comparison(exact, SHARE), &opposite, Some(events));
    assert!((common.z + rare.z).abs() < 1e-6);
}

#[test]
fn clumps_count_once() {
    // 1,000 events in 10 clumps of 100, where 500 are expected.
    let ours = Ours::with_error(1e-3, (10.0_f64 * 1e4).sqrt() * 1e-6, 100.0);
    let events = Events::of_share(5e-4, &ours, 1e6);
    let clumped = score(&comparison(5e-4, SHARE), &ours, Some(events));
    assert!(clumped.as_count);
    assert!((clumped.z - normal::from_poisson(10.0, 5.0)).abs() < 1e-9);
}

#[test]
fn nothing_seen_is_judged_by_the_clumps_of_commoner_events() {
    let ours = Ours::with_error(0.0, 0.0, 100.0);
    let alone = Events::of_share(40e-6, &ours, 1e6);
    let z = |events: Events| score(&comparison(40e-6, SHARE), &ours, Some(events)).z;
    assert!(z(alone) < -5.0);
    assert!(z(alone.clumped_like(20.0)) > -2.0);
}

#[test]
fn what_cannot_happen_must_not_happen() {
    let none = Ours::with_error(0.0, 0.0, 100.0);
    let events = Events::of_share(0.0, &none, 1e6);
    let score_none = score(&comparison(0.0, SHARE), &none, Some(events));
    assert!(score_none.z.abs() < 1e-3 && !score_none.counts);
    let one = Ours::with_error(1e-5, 1e-6, 100.0);
    let events = Events::of_share(0.0, &one, 1e6);
    assert!(score(&comparison(0.0, SHARE), &one, Some(events)).z > 5.0);
}

#[test]
fn what_is_always_the_same_must_be_the_answer() {
    let always = |value: f64| {
        score(
            &comparison(60.0, Kind::Mean),
            &Ours::with_error(value, 0.0, 100.0),
            None,
        )
    };
    assert!(always(60.0).covered && !always(60.0).counts);
    assert!(always(60.001).z.is_infinite());
}

#[test]
fn widths_are_relative_but_for_shares() {
    assert!((wanted_half_width(&comparison(0.1, SHARE)) - 0.004).abs() < 1e-12);
    assert!((wanted_half_width(&comparison(0.9, SHARE)) - 0.018).abs() < 1e-12);
    assert!((wanted_half_width(&comparison(50.0, Kind::Mean)) - 1.0).abs() < 1e-12);
    assert!((wanted_bottom(1e-3) - 400_000.0).abs() < 1.0);
    assert!(wanted_bottom(1.0) == 0.0);
}
