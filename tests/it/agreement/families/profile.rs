//! f05: rates and staffing that change over time, from empty.

use springtide::experiment::{Period, Scope};
use springtide::units::number;

use super::text;
use super::{Row, Table};
use crate::agreement::case::{Bottom, Case, Clock, Comparison, Kind, Sign, Source};
use crate::agreement::columns::{self, numbered};

/// The cases of f05: rows of one name are the intervals of one day.
pub(super) fn cases(table: &Table) -> Vec<Case> {
    table
        .rows
        .chunk_by(|a, b| a.case_id == b.case_id)
        .map(|rows| case(table, rows))
        .collect()
}

fn case(table: &Table, rows: &[Row]) -> Case {
    let intervals: Vec<Interval> = rows.iter().map(Interval::new).collect();
    let first = &intervals[0];
    for (i, part) in intervals.iter().enumerate() {
        let is_next = (part.index - number::float_len(i)).abs() < 0.5
            && (part.from_s - number::float_len(i) * first.to_s).abs() < 1e-6;
        assert!(is_next, "{}: interval {i} is out of order", rows[0].case_id);
    }
    let demand = match first.sinusoid {
        Some((mean, amplitude, period)) => format!(
            "sinusoid = {{ mean = \"{mean}/h\", amplitude = \"{amplitude}/h\", period = \"{period}s\", phase = \"0s\" }}"
        ),
        None => "curve = \"demand.csv\"".to_owned(),
    };
    let leaving = match rows[0].text("discipline").unwrap() {
        "MARKED" => "named",
        "ANY" => "any",
        other => panic!("{}: `{other}` is no known discipline", rows[0].case_id),
    };
    let centre = format!(
        "[queue.line]\n\n[contact_type.calls]\ntalk = {}\npatience = {}\n[contact_type.calls.demand]\n{demand}\n\n\
         [skill_group.agents]\nplan = \"staffing.csv\"\nleaving = \"{leaving}\"\n",
        text::exponential(rows[0].need("aht_mean_s")),
        text::exponential(rows[0].need("patience_mean_s")),
    );
    let mut files = vec![(
        "staffing.csv",
        curve("agents_agents", &intervals, |part| part.agents),
    )];
    if first.sinusoid.is_none() {
        files.push((
            "demand.csv",
            curve("calls_per_hour", &intervals, |part| part.per_hour),
        ));
    }
    let comparisons = (rows.iter().enumerate())
        .flat_map(|(i, row)| comparisons(table, row, i))
        .collect();
    Case {
        family: "f05".to_owned(),
        id: rows[0].case_id.clone(),
        centre,
        files,
        clock: Clock::Profile {
            interval_s: number::nearest(first.to_s),
            intervals: intervals.len(),
            weight: 1,
        },
        comparisons,
    }
}

/// The inputs of a row.
struct Interval {
    index: f64,
    from_s: f64,
    to_s: f64,
    agents: f64,
    per_hour: f64,
    /// Mean and amplitude per hour, and period in seconds.
    sinusoid: Option<(f64, f64, f64)>,
}

impl Interval {
    fn new(row: &Row) -> Self {
        // Said in other words by other columns, or by all rows alike.
        for column in [
            "profile",
            "arrival_rate_end_per_hour",
            "aht_mean_s",
            "patience_mean_s",
        ] {
            let _ = row.text(column);
        }
        let _ = row.text("discipline");
        let swing = (
            row.number("rate_mean_per_hour"),
            row.number("rate_amplitude_per_hour"),
            row.number("rate_period_s"),
        );
        let sinusoid = match (row.text("rate_kind").unwrap(), swing) {
            ("steps", _) => None,
            ("sinusoid", (Some(mean), Some(amplitude), Some(period))) => {
                Some((mean, amplitude, period))
            }
            (kind, _) => panic!("{}: `{kind}` is no known curve", row.case_id),
        };
        Self {
            index: row.need("interval_index"),
            from_s: row.need("interval_start_s"),
            to_s: row.need("interval_end_s"),
            agents: row.need("agents_scheduled"),
            per_hour: row.need("arrival_rate_start_per_hour"),
            sinusoid,
        }
    }
}

/// A curve as CSV: from the start of each interval on.
fn curve(column: &str, intervals: &[Interval], value: impl Fn(&Interval) -> f64) -> String {
    let steps = (intervals.iter()).map(|part| (number::nearest(part.from_s / 60.0), value(part)));
    text::curve(column, steps)
}

/// What is compared in an interval.
fn comparisons(table: &Table, row: &Row, interval: usize) -> Vec<Comparison> {
    let mut comparisons = Vec::new();
    for column in &table.columns {
        if row.is_input(column) || columns::is_no_answer(column) {
            continue;
        }
        let (kind, sign, rests_on, public) = answer(column).unwrap_or_else(|| {
            panic!(
                "{}: column `{column}` is neither input, known answer nor listed as none",
                table.name
            )
        });
        let Some(exact) = row.answer(column) else {
            continue;
        };
        let source = match public {
            Some(name) => Source::Measure {
                name: name.to_owned(),
                scope: Scope::Centre,
                period: Period::Interval(interval),
                per_hour: false,
            },
            None => Source::Watched(numbered(column, interval)),
        };
        comparisons.push(Comparison {
            column: numbered(column, interval),
            exact,
            source,
            kind,
            sign,
            rests_on: rests_on.map(|events| numbered(events, interval)),
        });
    }
    comparisons
}

/// Kind and sign of a column, the events on which it rests, and the measure if the program itself
/// gives it with a confidence interval.
fn answer(column: &str) -> Option<(Kind, Sign, Option<&'static str>, Option<&'static str>)> {
    let waiting = Some("exp_waiting_arrivals");
    let instant = Kind::Share(Bottom::Replications);
    Some(match column {
        "exp_arrivals" => (Kind::Count, Sign::Neither, None, Some("offered")),
        "exp_answered" | "mean_leaving_agents_start" => (Kind::Count, Sign::Neither, None, None),
        "exp_waiting_arrivals" | "exp_abandons" | "mean_queue_start" | "mean_queue_end" => {
            (Kind::Count, Sign::Congested, None, None)
        }
        "p_wait_of_arrivals" => (Kind::Share(Bottom::Offered), Sign::Congested, None, None),
        "mean_queue_timeavg" => (Kind::Mean, Sign::Congested, waiting, None),
        "mean_busy_timeavg" | "mean_busy_end" => (Kind::Mean, Sign::Congested, None, None),
        "p_wait_at_start" | "p_wait_at_mid" | "p_wait_at_end_before_step" => {
            (instant, Sign::Congested, None, None)
        }
        "sl_offered_by_arrival_T20" => (
            Kind::Share(Bottom::Offered),
            Sign::Relaxed,
            None,
            Some("service_level"),
        ),
        _ => return None,
    })
}
