mod merging;
mod percentiles;

use super::*;
use crate::model::{AtClosing, ContactCentre, ContactTypeId, QueueId, ReportPlan, SkillGroupId};
use crate::sim::Observer;
use crate::stats::sample::{self, CALLS, CLAIMS, EXPERTS, FRONT, at, contact};
use crate::stats::{Recorder, Tally};
use crate::units::{Share, Span, number};

const CENTRE: Scope = Scope::Centre;

fn calls() -> Scope {
    Scope::Type(ContactTypeId::new(CALLS))
}

fn claims() -> Scope {
    Scope::Type(ContactTypeId::new(CLAIMS))
}

fn group(group: usize) -> Scope {
    Scope::Group(SkillGroupId::new(group))
}

fn totals(report: &ReportPlan) -> Totals {
    Totals::new(&sample::centre(), report).unwrap()
}

/// What a recorder of these totals' layout makes of some announcements.
fn tally(totals: &Totals, play: impl FnOnce(&mut Recorder<'_>)) -> Tally {
    let mut recorder = Recorder::new(totals.layout());
    play(&mut recorder);
    recorder.finish().clone()
}

fn percent(value: f64) -> Share {
    Share::new(value / 100.0).unwrap()
}

/// The sample replication so many times.
fn played(times: usize, report: &ReportPlan) -> Estimates {
    let mut totals = totals(report);
    for index in 0..times {
        let tally = tally(&totals, |recorder| sample::play(recorder));
        totals.add(number::count(index), &tally);
    }
    totals.estimates(percent(95.0))
}

#[track_caller]
fn check(estimates: &Estimates, measure: &str, scope: Scope, period: Period, expected: f64) {
    let estimate = estimates.get(measure, scope, period).expect(measure);
    let found = estimate.value().expect(measure);
    let off = (found - expected).abs();
    assert!(
        off <= 1e-9 * expected.abs().max(1e-3),
        "{measure}: {found}, not {expected}"
    );
    let (low, high) = estimate.interval().unwrap_or((found, found));
    assert!(
        (low - high).abs() <= 1e-6 * expected.abs(),
        "{measure}: {low} to {high}"
    );
}

#[test]
fn measures_of_the_horizon_are_what_a_person_computes() {
    let estimates = played(3, &sample::report());
    let check = |measure, scope, expected| {
        check(&estimates, measure, scope, Period::Horizon, expected);
    };
    for (measure, expected) in [
        ("offered", 11.0),
        ("answered", 4.0),
        ("abandoned", 3.0),
        ("blocked", 1.0),
        ("sent_away", 2.0),
        ("still_there", 1.0),
        ("waited_share", 8.0 / 11.0),
        ("abandonment", 3.0 / 11.0),
        ("blocking", 1.0 / 11.0),
        // Calls: 2 of 7 offered; claims: none of one answered.
        ("service_level", 2.0 / 8.0),
        ("service_level_abandons_miss", 2.0 / 11.0),
        ("service_level_short_abandons_excluded", 2.0 / 9.0),
        ("service_level_short_abandons_meet", 4.0 / 11.0),
        ("service_level_answered_only", 2.0 / 4.0),
        // The first day 2 of 5, the second none of 3.
        ("service_level_day_mean", 0.2),
        ("service_level_short_abandons_meet_within_30s", 4.0 / 11.0),
        ("service_level_answered_only_within_30s", 2.0 / 4.0),
        ("asa", 375.0 / 4.0),
        ("asa_waited", 375.0 / 3.0),
        ("wait_mean", 2_633.0 / 8.0),
        ("wait_abandoned_mean", 1_958.0 / 3.0),
        ("waiting_over_100s", 4.0 / 9.0),
        ("waiting_over_1000s", 2.0 / 9.0),
        ("load", 11.0 / 6_000.0 * 100.0),
        ("aht", 100.0),
        ("busy", 9_900.0 / 6_000.0),
        ("logged_in", 23_400.0 / 6_000.0),
        ("occupancy", 9_900.0 / 23_400.0),
        ("queue_length", 2_933.0 / 6_000.0),
    ] {
        check(measure, CENTRE, expected);
    }
    let deviation = |waits: &[f64]| {
        let count = f64::from(u32::try_from(waits.len()).unwrap());
        let mean = waits.iter().sum::<f64>() / count;
        let squares: f64 = waits.iter().map(|x| x * x).sum();
        (squares / count - mean * mean).sqrt()
    };
    let (answered, abandoned) = ([0.0, 15.0, 60.0, 300.0], [1_950.0, 8.0, 0.0]);
    let all = [&answered[..], &abandoned, &[300.0]].concat();
    check("wait_sd", CENTRE, deviation(&all));
    check("wait_answered_sd", CENTRE, deviation(&answered));
    check("wait_waited_sd", CENTRE, deviation(&answered[1..]));
    check("wait_abandoned_sd", CENTRE, deviation(&abandoned));
    check("handled", CENTRE, 4.0);
    check("handled", Scope::Queue(QueueId::new(CALLS)), 3.0);
    check("handled", calls(), 3.0);
    check("handled_by_front", calls(), 3.0);
    check("handled_by_front", claims(), 0.0);
    check("handled_by_experts", claims(), 1.0);
    check("handled", group(EXPERTS), 1.0);
    check("aht", group(FRONT), 350.0 / 3.0);
    check("paid", group(FRONT), 17_400.0 / 6_000.0);
    check("occupancy", group(FRONT), 9_900.0 / 17_400.0);
    let queue = Scope::Queue(QueueId::new(CLAIMS));
    check("service_level", queue, 0.0);
    check("sent_away", queue, 2.0);
    let paid = estimates.get("paid", group(EXPERTS), Period::Horizon);
    assert!((paid.unwrap().value().unwrap() - 1.0 / 0.75).abs() < 1e-9);
}

#[test]
fn measures_exist_only_where_they_mean_something() {
    let estimates = played(1, &sample::report());
    let get = |measure, scope, period| estimates.get(measure, scope, period);
    assert_eq!(get("handled_by_experts", calls(), Period::Horizon), None);
    assert_eq!(get("asa", group(FRONT), Period::Horizon), None);
    assert_eq!(get("occupancy", calls(), Period::Horizon), None);
    assert_eq!(get("answered_then", CENTRE, Period::Horizon), None);
    assert_eq!(get("wait_p50", CENTRE, Period::Interval(0)), None);
    assert_eq!(get("offered", CENTRE, Period::Day(2)), None);
    assert_eq!(get("offered", CENTRE, Period::Interval(4)), None);
    assert_eq!(
        get("offered", group(7), Period::Horizon),
        None,
        "no such group"
    );
    assert_eq!(get("nonsense", CENTRE, Period::Horizon), None);
    // One replication has values without intervals; what is 0 ÷ 0 has not even these.
    let asa = get("asa", claims(), Period::Day(0)).unwrap();
    assert_eq!((asa.value(), asa.interval()), (None, None));
    let offered = get("offered", CENTRE, Period::Horizon).unwrap();
    assert_eq!((offered.value(), offered.interval()), (Some(11.0), None));
}

#[test]
fn days_and_intervals_have_their_own() {
    let estimates = played(2, &sample::report());
    check(&estimates, "offered", calls(), Period::Day(0), 5.0);
    check(&estimates, "offered", calls(), Period::Day(1), 2.0);
    let level = "service_level_day_mean";
    check(&estimates, level, CENTRE, Period::Day(0), 0.4);
    check(&estimates, "asa", CENTRE, Period::Day(1), 180.0);
    check(&estimates, "offered", calls(), Period::Interval(1), 3.0);
    check(
        &estimates,
        "abandoned_then",
        calls(),
        Period::Interval(1),
        2.0,
    );
    check(
        &estimates,
        "abandoned_then",
        claims(),
        Period::Interval(2),
        1.0,
    );
    let handled = |of, interval| {
        let handled = estimates.get(of, claims(), Period::Interval(interval));
        handled.unwrap().value()
    };
    assert_eq!(handled("handled_by_experts", 3), Some(1.0));
    assert_eq!(handled("handled_by_experts", 1), Some(0.0));
    assert_eq!(handled("handled_by_front", 3), Some(0.0));
    // One of them came in the warm-up.
    check(
        &estimates,
        "answered_then",
        calls(),
        Period::Interval(0),
        3.0,
    );
    // The first ten minutes of the warm-up's last interval count.
    check(
        &estimates,
        "busy",
        group(FRONT),
        Period::Interval(0),
        1_500.0 / 600.0,
    );
    let median = estimates
        .get("wait_p50", claims(), Period::Day(1))
        .and_then(|estimate| estimate.value())
        .unwrap();
    assert!((median - 300.0).abs() < 1.2, "{median}");
}

#[test]
fn chances_count_the_replications_that_keep_a_promise() {
    let mut totals = totals(&sample::report());
    // The sample: 2 of 5 calls in time on the first day, none of 2 on the second, 2 of 7 together.
    for index in 0..2 {
        let tally = tally(&totals, |recorder| sample::play(recorder));
        totals.add(index, &tally);
    }
    // A replication that loses its calls on both days, and one without any.
    for (index, calls) in [(2, 1), (3, 0)] {
        let tally = tally(&totals, |recorder| {
            for second in [2_000, 5_000].into_iter().take(calls * 2) {
                recorder.offered(&contact(CALLS, second));
            }
        });
        totals.add(index, &tally);
    }
    let estimates = totals.estimates(percent(95.0));
    let hotline = Scope::Queue(QueueId::new(CALLS));
    let claims = Scope::Queue(QueueId::new(CLAIMS));
    for scope in [hotline, CENTRE] {
        let met = |measure, period| {
            let estimate = estimates.get(measure, scope, period).unwrap();
            (estimate.value().unwrap(), estimate.replications())
        };
        let chance = "chance_target_met";
        assert_eq!(met(chance, Period::Horizon), (2.0 / 3.0, 3));
        assert_eq!(met(chance, Period::Day(0)), (2.0 / 3.0, 3));
        assert_eq!(met(chance, Period::Day(1)), (0.0, 3));
        // Both calls of the first interval are in time, no other is; the lost ones are in the middle.
        assert_eq!(met(chance, Period::Interval(0)), (1.0, 2));
        for (interval, replications) in [(1, 3), (2, 3), (3, 2)] {
            let found = met(chance, Period::Interval(interval));
            assert_eq!(found, (0.0, replications), "{interval}");
        }
        let (days, replications) = met("days_target_met", Period::Horizon);
        assert!((days - 1.0 / 3.0).abs() < 1e-9 && replications == 3);
        assert_eq!(
            estimates.get("days_target_met", scope, Period::Day(0)),
            None
        );
    }
    let none = |measure, scope| estimates.get(measure, scope, Period::Horizon).is_none();
    assert!(none("chance_target_met", claims) && none("chance_target_met", calls()));
    assert!(
        none("chance_service_level_met", hotline),
        "the only promise"
    );
}

/// As of any number, of a chance only the rows of the table of intervals are kept.
#[test]
fn chances_of_intervals_are_kept_where_they_have_rows() {
    let estimates = played(
        2,
        &ReportPlan {
            most_interval_rows: 3,
            ..sample::report()
        },
    );
    let hotline = Scope::Queue(QueueId::new(CALLS));
    let chance = |scope, interval| {
        estimates
            .get("chance_target_met", scope, Period::Interval(interval))
            .is_some()
    };
    assert!(chance(CENTRE, 0) && chance(CENTRE, 2) && !chance(CENTRE, 3));
    assert!(!chance(hotline, 0));
    let of_horizon = estimates.get("chance_target_met", hotline, Period::Horizon);
    assert!(of_horizon.is_some());
}

#[test]
fn rows_come_by_scope_then_period_then_measure() {
    let estimates = played(2, &sample::report());
    let keys: Vec<(Scope, Period)> = estimates
        .rows()
        .map(|row| (row.scope, row.period))
        .collect();
    let mut runs = keys.clone();
    runs.dedup();
    let mut sorted = runs.clone();
    sorted.sort();
    assert_eq!(runs, sorted);
    assert_eq!(
        runs.len(),
        7 * 3,
        "seven scopes in the horizon and two days"
    );
    for row in estimates.rows() {
        let found = estimates.get(&row.measure.name, row.scope, row.period);
        assert_eq!(found, Some(row.estimate), "{}", row.measure.name);
    }
}

#[test]
fn the_table_of_intervals_keeps_as_many_rows_as_asked() {
    let whole = played(2, &sample::report());
    let rows: Vec<IntervalRow> = whole.interval_rows().collect();
    assert_eq!(rows.len(), 28);
    assert_eq!(whole.omissions(), []);
    let offered = whole.interval_measures()[0];
    assert_eq!(offered.name, "offered");
    for most in [1, 3, 6, 27] {
        let cut = played(
            2,
            &ReportPlan {
                most_interval_rows: most,
                ..sample::report()
            },
        );
        let kept: Vec<IntervalRow> = cut.interval_rows().collect();
        assert_eq!(kept.len(), usize::try_from(most).unwrap());
        for (cut, whole) in kept.iter().zip(&rows) {
            assert_eq!((cut.scope, cut.interval), (whole.scope, whole.interval));
            assert_eq!(cut.estimates, whole.estimates);
        }
        // The rows kept and what is said to be left out are all there are.
        let [
            Omission::IntervalRows {
                kept: said,
                left_out,
                cut: from,
                scopes,
            },
        ] = cut.omissions()
        else {
            panic!("{:?}", cut.omissions());
        };
        assert_eq!((*said, *left_out), (most, 28 - most));
        let is_left_out = |row: &&IntervalRow| {
            scopes.contains(&row.scope)
                || from.is_some_and(|(scope, first)| row.scope == scope && row.interval >= first)
        };
        let left: Vec<&IntervalRow> = rows.iter().filter(is_left_out).collect();
        assert_eq!(left.len(), rows.len() - kept.len());
        let text = cut.omissions()[0].note(&sample::centre()).en;
        let told = match most {
            1 => {
                "of centre `sample` those from 2026-01-05T23:30:00+00:00 on; all of type `calls`, type \
                  `claims`, queue `hotline`, queue `claims`, group `front`, 1 more"
            }
            27 => "of group `experts` those from 2026-01-06T00:30:00+00:00 on)",
            _ => "those from",
        };
        assert!(text.contains(told), "{text}");
    }
}

#[test]
fn a_mean_has_the_interval_of_the_textbook() {
    let mut totals = totals(&sample::report());
    for (index, calls) in [(0, 3), (1, 5), (2, 10)] {
        let tally = tally(&totals, |recorder| {
            for _ in 0..calls {
                recorder.offered(&contact(CALLS, 2_000));
            }
        });
        totals.add(index, &tally);
    }
    let estimates = totals.estimates(percent(95.0));
    // Mean 6, variance 13; t of 2 degrees of freedom is 4.303.
    let offered = estimates.get("offered", CENTRE, Period::Horizon).unwrap();
    assert_eq!(offered.value(), Some(6.0));
    let error = (13.0_f64 / 3.0).sqrt();
    assert!((offered.standard_error().unwrap() - error).abs() < 1e-12);
    let (low, high) = offered.interval().unwrap();
    assert!(low.abs() < 1e-12, "cut at nothing: {low}");
    assert!((high - (6.0 + 4.302_652_729_696_14 * error)).abs() < 1e-9);
}

/// A replication with so many contacts, whose fates follow from a seed.
fn random_replication(totals: &Totals, seed: u64) -> Tally {
    let mut state = seed;
    let mut draw = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    tally(totals, |recorder| {
        let contacts = draw(60);
        for interval in 0..4_u32 {
            recorder.interval_started(at(u64::from(interval) * 1_800), interval);
            let busy = u32::try_from(draw(4)).unwrap();
            sample::people(
                recorder,
                FRONT,
                u64::from(interval) * 1_800 + draw(1_800),
                4 - busy,
                busy,
            );
        }
        recorder.horizon_ended(at(7_200));
        for _ in 0..contacts {
            let id = if draw(2) == 0 { CALLS } else { CLAIMS };
            let contact = contact(id, draw(7_200));
            recorder.offered(&contact);
            let leaves = contact.arrived.as_micros() / 1_000_000 + draw(3_000);
            let fate = draw(5);
            if fate > 0 && at(leaves) > contact.arrived {
                recorder.waits(&contact);
            }
            match fate {
                0 => recorder.blocked(&contact),
                1 if at(leaves) == contact.arrived => {
                    recorder.sent_away(&contact, contact.arrived, false);
                }
                1 => recorder.sent_away(&contact, at(leaves), true),
                2 => recorder.abandoned(&contact, at(leaves)),
                _ => sample::answer(recorder, &contact, leaves, FRONT, (draw(500), draw(50))),
            }
        }
    })
}
