use proptest::prelude::*;

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

/// A number without its last digits.
fn rounded(value: f64) -> String {
    format!("{value:.9e}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Replications can be split into parts in any way, and the parts merged in any order.
    #[test]
    fn any_split_and_any_order_is_the_same(
        seeds in prop::collection::vec((any::<u64>(), 0..4_usize), 1..12),
        reversed: bool,
        intervals: bool,
        interval_percentiles: bool,
    ) {
        let report = ReportPlan { intervals, interval_percentiles, line_length: true, ..sample::report() };
        let mut whole = totals(&report);
        let mut parts = [(); 4].map(|()| totals(&report));
        for (index, (seed, part)) in (0..).zip(&seeds) {
            let tally = random_replication(&whole, *seed);
            whole.add(index, &tally);
            parts[*part].add(index, &tally);
        }
        if reversed {
            parts.reverse();
        }
        let mut merged = totals(&report);
        for part in &parts {
            merged.merge(part);
        }
        prop_assert_eq!(merged.replications(), whole.replications());
        prop_assert!(merged == whole);
    }

    /// Intervals add up to days and these to the horizon; types to their centre.
    #[test]
    fn parts_add_up(seeds in prop::collection::vec(any::<u64>(), 1..6)) {
        let mut totals = totals(&sample::report());
        for (index, seed) in (0..).zip(&seeds) {
            let tally = random_replication(&totals, *seed);
            totals.add(index, &tally);
        }
        let estimates = totals.estimates(percent(95.0));
        let value = |measure: &str, scope, period| {
            estimates.get(measure, scope, period).unwrap().value().unwrap()
        };
        for measure in ["offered", "answered", "abandoned", "blocked", "sent_away"] {
            let whole = value(measure, CENTRE, Period::Horizon);
            let types: f64 = [calls(), claims()].map(|scope| value(measure, scope, Period::Horizon)).iter().sum();
            let days: f64 = [0, 1].map(|day| value(measure, CENTRE, Period::Day(day))).iter().sum();
            let intervals: f64 =
                [0, 1, 2, 3].map(|interval| value(measure, CENTRE, Period::Interval(interval))).iter().sum();
            for sum in [types, days, intervals] {
                prop_assert!((sum - whole).abs() < 1e-9, "{} {} {}", measure, sum, whole);
            }
        }
        for (queue, scope) in [(0, calls()), (1, claims())] {
            let queue = QueueId::new(queue);
            let whole = estimates.get("wait_mean", scope, Period::Horizon).unwrap().value();
            let stretch = estimates.mean_wait_over(queue, 0..4).unwrap();
            prop_assert_eq!(stretch.value().map(rounded), whole.map(rounded));
            prop_assert_eq!(stretch.interval().is_some(), whole.is_some() && seeds.len() > 1);
            let one = estimates.get("wait_mean", scope, Period::Interval(2)).unwrap().value();
            let stretch = estimates.mean_wait_over(queue, 2..3).unwrap();
            prop_assert_eq!(stretch.value().map(rounded), one.map(rounded));
            prop_assert!(estimates.mean_wait_over(queue, 2..5).is_none());
            prop_assert!(estimates.mean_wait_over(queue, 2..2).is_none());
        }
        let fates: f64 = ["answered", "abandoned", "blocked", "sent_away", "still_there"]
            .map(|measure| value(measure, CENTRE, Period::Horizon))
            .iter()
            .sum();
        prop_assert!((fates - value("offered", CENTRE, Period::Horizon)).abs() < 1e-9);
    }
}
