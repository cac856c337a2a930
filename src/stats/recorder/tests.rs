use proptest::prelude::*;

use super::*;
use crate::model::ReportPlan;
use crate::stats::sample::{self, CALLS, CLAIMS, at, contact};
use crate::stats::{GroupCell, Handled, TypeCell, Waits};

const SECOND: u128 = 1_000_000;

fn played(report: &ReportPlan) -> (Layout, Tally) {
    let layout = Layout::new(&sample::centre(), report);
    let mut recorder = Recorder::new(&layout);
    sample::play(&mut recorder);
    let tally = recorder.finish().clone();
    (layout, tally)
}

fn secs(secs: u128) -> u128 {
    secs * SECOND
}

fn squared(secs: u128) -> u128 {
    secs * secs * SECOND * SECOND
}

#[test]
fn contacts_are_counted_where_they_arrived() {
    let (_, tally) = played(&sample::report());
    let mut expected = [TypeCell::default(); 8];
    expected[CALLS] = TypeCell {
        offered: 2,
        answered_waited: 1,
        in_target_waited: 1,
        wait_answered: secs(15),
        square_answered: squared(15),
        ..TypeCell::default()
    };
    expected[CLAIMS] = TypeCell {
        offered: 1,
        abandoned: 1,
        wait_abandoned: secs(1_950),
        square_abandoned: squared(1_950),
        ..TypeCell::default()
    };
    expected[2 + CALLS] = TypeCell {
        offered: 3,
        blocked: 1,
        abandoned: 2,
        short_abandoned: 2,
        abandoned_at_once: 1,
        wait_abandoned: secs(8),
        square_abandoned: squared(8),
        ..TypeCell::default()
    };
    expected[2 + CLAIMS] = TypeCell {
        offered: 2,
        sent_away_at_door: 1,
        sent_away_from_line: 1,
        wait_sent_away: secs(300),
        square_sent_away: squared(300),
        ..TypeCell::default()
    };
    expected[4 + CALLS] = TypeCell {
        offered: 1,
        answered_waited: 1,
        wait_answered: secs(60),
        square_answered: squared(60),
        ..TypeCell::default()
    };
    expected[6 + CALLS] = TypeCell {
        offered: 1,
        still_there: 1,
        ..TypeCell::default()
    };
    expected[6 + CLAIMS] = TypeCell {
        offered: 1,
        answered_waited: 1,
        wait_answered: secs(300),
        square_answered: squared(300),
        ..TypeCell::default()
    };
    assert_eq!(tally.types(), expected);
}

#[test]
fn further_waits_are_counted_for_those_who_waited() {
    let (_, tally) = played(&sample::report());
    // Answered within 30 s, abandoned within 30 s, longer than 100 s, longer than 1,000 s.
    let expected = [
        [1, 0, 0, 0],
        [0, 0, 1, 1],
        [0, 2, 0, 0],
        [0, 0, 1, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
        [0, 0, 1, 1],
        [0, 0, 1, 0],
    ];
    assert_eq!(tally.extras(), expected.concat());
}

#[test]
fn time_in_line_is_counted_where_it_passes() {
    let (_, tally) = played(&sample::report());
    let line_time: Vec<u128> = tally.then().iter().map(|then| then.line_time).collect();
    let expected = [315, 50, 8, 2_100, 60, 100, 100, 200].map(secs);
    assert_eq!(line_time[..8], expected);
}

#[test]
fn what_happens_is_counted_when_it_happens_too() {
    let (_, tally) = played(&sample::report());
    let happened: Vec<(u64, u64)> = (tally.then().iter())
        .map(|then| (then.answered_waited, then.abandoned))
        .collect();
    // The first is one of the call of the warm-up; the last two are after the horizon.
    let expected = [
        (2, 0),
        (0, 0),
        (0, 2),
        (0, 0),
        (1, 0),
        (0, 1),
        (0, 0),
        (0, 0),
        (1, 0),
        (1, 0),
    ];
    assert_eq!(happened, expected);
}

#[test]
fn what_happens_in_the_warm_up_is_not_counted() {
    let layout = Layout::new(&sample::centre(), &sample::report());
    let mut recorder = Recorder::new(&layout);
    recorder.interval_started(at(0), 0);
    // The first interval is warm-up in its beginning, and counted from 1,200 s on.
    for (arrived, left) in [(100, 1_199), (200, 1_200)] {
        for answered in [true, false] {
            let early = contact(CALLS, arrived);
            recorder.offered(&early);
            recorder.waits(&early);
            if answered {
                sample::answer(&mut recorder, &early, left, sample::FRONT, (60, 0));
            } else {
                recorder.abandoned(&early, at(left));
            }
        }
    }
    let then = recorder.finish().then()[CALLS];
    assert_eq!((then.answered_waited, then.abandoned), (1, 1));
}

#[test]
fn work_is_counted_by_type_and_group() {
    let (layout, tally) = played(&sample::report());
    assert_eq!(layout.pairs(), [(0, 0), (1, 0), (1, 1)]);
    let handled = |contacts, handling| Handled {
        contacts,
        handling: secs(handling),
    };
    let mut expected = [Handled::default(); 12];
    expected[0] = handled(2, 320);
    expected[6] = handled(1, 30);
    expected[11] = handled(1, 50);
    assert_eq!(tally.pairs(), expected);
    assert_eq!(tally.handled(&layout, 3, CLAIMS), handled(1, 50));
}

#[test]
fn the_time_of_people_is_counted_after_the_warm_up() {
    let (_, tally) = played(&sample::report());
    let cell = |busy, logged_in| GroupCell {
        busy: secs(busy),
        logged_in: secs(logged_in),
    };
    let expected = [
        cell(1_500, 1_800),
        cell(0, 600),
        cell(3_600, 5_400),
        cell(0, 1_800),
        cell(0, 5_400),
        cell(0, 1_800),
        cell(4_800, 4_800),
        cell(0, 1_800),
    ];
    assert_eq!(tally.groups(), expected);
}

#[test]
fn waits_go_into_the_histograms_of_their_day() {
    let (_, tally) = played(&sample::report());
    let counts: Vec<[u64; 3]> = (tally.waits().iter())
        .map(|set| [&set.answered, &set.abandoned, &set.sent_away].map(Waits::count))
        .collect();
    assert_eq!(counts, [[1, 1, 0], [0, 1, 1], [1, 0, 0], [1, 0, 0]]);
    let wait = tally.waits()[2].answered.quantile(0, 1.0).unwrap();
    assert!((wait - 60.0).abs() < 0.004 * 60.0, "{wait}");
}

#[test]
fn days_are_the_sums_of_their_intervals() {
    let (_, fine) = played(&sample::report());
    let (_, coarse) = played(&ReportPlan {
        intervals: false,
        ..sample::report()
    });
    for day in 0..2 {
        for contact_type in [CALLS, CLAIMS] {
            let place = |cell: usize| cell * 2 + contact_type;
            let (first, second) = (place(2 * day), place(2 * day + 1));
            let then = |cell: usize| fine.then()[cell].line_time;
            assert_eq!(
                coarse.then()[place(day)].line_time,
                then(first) + then(second)
            );
            assert_eq!(
                coarse.types()[place(day)].offered,
                fine.types()[first].offered + fine.types()[second].offered
            );
        }
        assert_eq!(
            coarse.groups()[2 * day].busy,
            fine.groups()[4 * day].busy + fine.groups()[4 * day + 2].busy
        );
    }
}

#[test]
fn a_cleared_recorder_hears_the_same_again() {
    let layout = Layout::new(&sample::centre(), &sample::report());
    let mut recorder = Recorder::new(&layout);
    sample::play(&mut recorder);
    let first = recorder.finish().clone();
    recorder.clear();
    sample::play(&mut recorder);
    assert_eq!(*recorder.finish(), first);
}

#[test]
fn the_longest_line_counts_those_who_were_there_before() {
    let layout = Layout::new(
        &sample::centre(),
        &ReportPlan {
            line_length: true,
            ..sample::report()
        },
    );
    let mut recorder = Recorder::new(&layout);
    recorder.interval_started(at(0), 0);
    let joining = [
        contact(CALLS, 100),
        contact(CLAIMS, 200),
        contact(CALLS, 300),
    ];
    for joining in &joining {
        recorder.waits(joining);
    }
    // Three in the warm-up, of whom two are left when it ends.
    recorder.abandoned(&joining[2], at(1_100));
    recorder.abandoned(&joining[0], at(1_400));
    recorder.interval_started(at(1_800), 1);
    recorder.abandoned(&contact(CALLS, 2_000), at(2_000));
    recorder.interval_started(at(3_600), 2);
    recorder.waits(&contact(CLAIMS, 4_000));
    recorder.interval_started(at(5_400), 3);
    recorder.horizon_ended(at(7_200));
    recorder.waits(&contact(CALLS, 7_300));
    let lines = recorder.finish().lines().unwrap();
    assert_eq!(lines.lines(), 5);
    // Centre, calls, claims, hotline, claims.
    let longest = [
        [2, 1, 1, 1, 1],
        [1, 0, 1, 0, 1],
        [2, 0, 2, 0, 2],
        [2, 0, 2, 0, 2],
    ];
    let at_start = [
        [0, 0, 0, 0, 0],
        [1, 0, 1, 0, 1],
        [1, 0, 1, 0, 1],
        [2, 0, 2, 0, 2],
    ];
    assert_eq!(lines.longest(), longest.concat());
    assert_eq!(lines.at_start(), at_start.concat());
}

proptest! {
    /// Whenever a contact arrives, leaves and is announced to have left, its time in line is its
    /// overlap with each cell.
    #[test]
    fn time_in_line_is_the_overlap(
        contacts in prop::collection::vec((0..7_200_u64, 0..9_000_u64, 0..3_000_u64), 1..30),
        intervals: bool,
    ) {
        let report = ReportPlan { intervals, ..sample::report() };
        let layout = Layout::new(&sample::centre(), &report);
        let mut recorder = Recorder::new(&layout);
        // (announced, arrived, left)
        let mut leaving: Vec<(u64, u64, u64)> = (contacts.iter())
            .map(|(arrived, wait, late)| (arrived + wait + late, *arrived, arrived + wait))
            .collect();
        leaving.sort_unstable();
        let mut edges = [(0, Some(0)), (1_800, Some(1)), (3_600, Some(2)), (5_400, Some(3)), (7_200, None)]
            .into_iter()
            .peekable();
        for (announced, arrived, left) in &leaving {
            while let Some((edge, interval)) = edges.next_if(|(edge, _)| edge <= announced) {
                match interval {
                    Some(interval) => recorder.interval_started(at(edge), interval),
                    None => recorder.horizon_ended(at(edge)),
                }
            }
            recorder.abandoned(&contact(CALLS, *arrived), at(*left));
        }
        let tally = recorder.finish();
        for (cell, stretch) in layout.cells().iter().enumerate() {
            let overlap: u128 = (leaving.iter())
                .map(|(_, arrived, left)| {
                    let from = at(*arrived).max(stretch.from);
                    micros(at(*left).min(stretch.to).since(from))
                })
                .sum();
            prop_assert_eq!(tally.then()[2 * cell].line_time, overlap);
        }
    }
}
