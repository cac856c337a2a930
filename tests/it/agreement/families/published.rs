//! f11 and f12: the example programs of two libraries for contact centres, solved exactly.
//!
//! The tables hold answers only; what the programs simulate stands here.

use springtide::experiment::{Period, Scope};
use springtide::model::{QueueId, SkillGroupId};
use springtide::units::number;

use super::text;
use super::{Row, Table};
use crate::agreement::case::{Bottom, Case, Clock, Comparison, Kind, Sign, Source};
use crate::agreement::columns::{self, numbered, of_day};

/// People of SSJ's `CallCenter` by hour.
const SSJ_AGENTS: [f64; 13] = [
    4.0, 6.0, 8.0, 8.0, 8.0, 7.0, 8.0, 8.0, 6.0, 6.0, 4.0, 4.0, 4.0,
];

/// Its contacts by hour on a day as foreseen.
const SSJ_PER_HOUR: [f64; 13] = [
    100.0, 150.0, 150.0, 180.0, 200.0, 150.0, 150.0, 150.0, 120.0, 100.0, 80.0, 70.0, 60.0,
];

/// Contacts of such a day: the constant by which its sums are divided.
const SSJ_FORESEEN: f64 = 1_660.0;

/// These days are so many times as long as most of f05 and their totals need fewer of them.
const WEIGHT: u64 = 4;

/// The cases of f11 and f12: rows of one name are answers about one day.
pub(super) fn cases(family: &str, table: &Table) -> Vec<Case> {
    (table.rows)
        .chunk_by(|a, b| a.case_id == b.case_id)
        .map(|rows| {
            let id = &rows[0].case_id;
            let comparisons = match family {
                "f11" => rows.iter().map(of_a_day).collect(),
                _ => (rows.iter())
                    .flat_map(|row| of_an_hour(table, row))
                    .collect(),
            };
            case(family, id, comparisons)
        })
        .collect()
}

/// A published day by its name; `_…` after it says what is different.
pub(in crate::agreement) fn case(family: &str, id: &str, comparisons: Vec<Comparison>) -> Case {
    let (centre, files, intervals) = match id.split_once('_').unwrap_or((id, "")) {
        ("SSJ", "fixed_B1") | ("MSK1", "T20") => ssj(None),
        ("SSJ", gamma) => {
            let shape: Option<f64> = (gamma.strip_prefix("gamma")).and_then(|a| a.parse().ok());
            ssj(Some(shape.unwrap_or_else(|| panic!("`{id}`: no shape"))))
        }
        ("MMC", "") => mmc("", None),
        ("MMCAb", "") => mmc("", Some(text::exponential(60.0))),
        ("MMCClrQ", "") => mmc(
            "opening_hours = \"00:00-08:00\"\nat_closing = \"send_away\"\n",
            None,
        ),
        ("Telethon", "") => telethon(),
        _ => panic!("{family}: `{id}` is no known program"),
    };
    Case {
        family: family.to_owned(),
        id: id.to_owned(),
        centre,
        files,
        clock: Clock::Profile {
            interval_s: 3_600,
            intervals,
            weight: WEIGHT,
        },
        comparisons,
    }
}

type Day = (String, Vec<(&'static str, String)>, usize);

/// SSJ's `CallCenter`, with the shape of its days' gamma factor; `None`: it is always 1.
fn ssj(shape: Option<f64>) -> Day {
    let busyness = shape.map(|shape| format!("busyness_cv = {:?}\n", 1.0 / shape.sqrt()));
    let centre = format!(
        "[queue.line]\n\n[contact_type.calls]\ntalk = {}\npatience = {}\nleaves_at_once = \"10%\"\n\
         [contact_type.calls.demand]\ncurve = \"demand.csv\"\n{}\n\
         [skill_group.agents]\nplan = \"staffing.csv\"\nleaving = \"any\"\n",
        text::exponential(100.0),
        text::exponential(1_000.0),
        busyness.unwrap_or_default(),
    );
    let hours = |values: &[f64; 13]| -> Vec<(u64, f64)> {
        (0..).map(|hour| 60 * hour).zip(*values).collect()
    };
    let files = vec![
        (
            "staffing.csv",
            text::curve("agents_agents", hours(&SSJ_AGENTS).into_iter()),
        ),
        (
            "demand.csv",
            text::curve("calls_per_hour", hours(&SSJ_PER_HOUR).into_iter()),
        ),
    ];
    (centre, files, SSJ_AGENTS.len())
}

/// `MMC` of `ContactCenters` and its kin: eight hours from empty.
fn mmc(queue: &str, patience: Option<String>) -> Day {
    let calls = text::ContactType {
        name: "calls",
        queue: "line",
        per_hour: 4.2 * 60.0,
        talk: Some(text::exponential(120.0)),
        patience,
        more: String::new(),
    };
    let centre =
        format!("[queue.line]\n{queue}\n") + &calls.text() + &text::group("agents", 12.0, "");
    (centre, Vec::new(), 8)
}

/// `Telethon` of `ContactCenters`: five mornings of four hours, each from empty, of which one is simulated;
/// two hours more see the last contacts out. Who has waited two minutes leaves a message.
fn telethon() -> Day {
    let centre = format!(
        "[queue.line]\ntrunks = 24\nopening_hours = \"00:00-04:00\"\nat_closing = \"send_away\"\n\
         [queue.line.overflow.message]\nafter = \"2min\"\nto_type = \"messages\"\n\
         [queue.machine]\n\
         [contact_type.calls]\nqueue = \"line\"\ntalk = {}\npatience = {}\n\
         [contact_type.calls.demand]\ncurve = \"demand.csv\"\n\
         [contact_type.messages]\nqueue = \"machine\"\ntalk = {}\ndemand.rate = \"0/h\"\n\
         [skill_group.agents]\nserves = [\"calls\"]\nagents = 12\n\
         [skill_group.machine]\nserves = [\"messages\"]\nagents = 1000\n",
        text::exponential(600.0),
        text::exponential(120.0),
        text::deterministic(60.0),
    );
    let per_hour = |hour: u64| if hour < TELETHON_OPEN { 50.0 } else { 0.0 };
    let hours = (0..TELETHON_HOURS).map(|hour| (60 * hour, per_hour(hour)));
    let files = vec![("demand.csv", text::curve("calls_per_hour", hours))];
    (centre, files, number::index_wide(TELETHON_HOURS))
}

/// Hours of a morning of `Telethon`, and until everybody has gone.
const TELETHON_OPEN: u64 = 4;
const TELETHON_HOURS: u64 = 6;

/// What `Telethon` prints: as [`published`]. Its days are five mornings; its service level is per cent of
/// the thousand calls that are expected, its occupancy what the agents do ÷ the time of twelve agents in
/// the opening hours.
pub(in crate::agreement) fn telethon_printed(name: &str) -> Option<(f64, Source, Kind, Sign)> {
    let of_line = |name: &str| Source::Measure {
        name: name.to_owned(),
        scope: Scope::Queue(QueueId::new(0)),
        period: Period::Horizon,
        per_hour: false,
    };
    let count = |name: &str, sign| Some((0.2, of_line(name), Kind::Count, sign));
    let in_time = || of_line("service_level_abandons_miss_within_1min");
    match name {
        "Number of arrived contacts" => count("offered", Sign::Neither),
        "Number of served contacts" => count("answered", Sign::Relaxed),
        "Number of blocked contacts" => count("blocked", Sign::Congested),
        "Number of abandoned contacts" => count("abandoned", Sign::Congested),
        "Number of messages" => count("overflowed", Sign::Congested),
        "Number of disconnected contacts" => count("sent_away", Sign::Congested),
        // A thousand are expected to call.
        "Number of contacts in target" => Some((
            0.001,
            in_time(),
            Kind::Share(Bottom::Offered),
            Sign::Relaxed,
        )),
        "Service level" => Some((0.01, in_time(), Kind::Share(Bottom::Offered), Sign::Relaxed)),
        "Speed of answer (ratio of expectations)" => {
            Some((60.0, of_line("asa"), Kind::Mean, Sign::Congested))
        }
        // Busy people on average over six hours ÷ 12 × 6 ÷ 4, in per cent.
        "Agents' occupancy ratio" => Some((
            0.08,
            Source::Measure {
                name: "busy".to_owned(),
                scope: Scope::Group(SkillGroupId::new(0)),
                period: Period::Horizon,
                per_hour: false,
            },
            Kind::Mean,
            Sign::Congested,
        )),
        _ => None,
    }
}

/// A row of f11: a number of the whole day.
fn of_a_day(row: &Row) -> Comparison {
    let column = row.text("measure").unwrap();
    let exact = row.need("exact");
    let (scale, source, kind, sign) = match column {
        "arrivals per day" => (1.0, measured("offered"), Kind::Count, Sign::Neither),
        "E[sum of waits of the day]/1660 (s)" => (
            SSJ_FORESEEN,
            watched("wait_seconds"),
            Kind::Mean,
            Sign::Congested,
        ),
        "E[number with wait < 20 s]/1660" => (
            SSJ_FORESEEN,
            watched("waited_short"),
            Kind::Count,
            Sign::Relaxed,
        ),
        "E[number abandoned]/1660" => (
            SSJ_FORESEEN,
            measured("abandoned"),
            Kind::Count,
            Sign::Congested,
        ),
        other => published(other).unwrap_or_else(|| panic!("f11: `{other}` is no known answer")),
    };
    comparison(column.to_owned(), exact * scale, source, kind, sign)
}

/// What the example programs of `ContactCenters` print: by how much it is to be multiplied, where ours
/// is found, and what it is.
pub(in crate::agreement) fn published(name: &str) -> Option<(f64, Source, Kind, Sign)> {
    let short_excluded = "service_level_short_abandons_excluded_within_20s";
    Some(match name {
        "E[answered < 20 s per day]" | "Number of contacts in target" => {
            (1.0, watched("answered_in_time"), Kind::Count, Sign::Relaxed)
        }
        "E[answered < 20 s]/E[served]" | "Service level (ratio of expectations)" => (
            1.0,
            measured("service_level_answered_only_within_20s"),
            Kind::Share(Bottom::Answered),
            Sign::Relaxed,
        ),
        "mean wait of served (min)" | "Speed of answer (ratio of expectations)" => {
            (60.0, measured("asa"), Kind::Mean, Sign::Congested)
        }
        "occupancy over the day" | "Occupancy ratio (ratio of expectations)" => {
            (1.0, measured("occupancy"), Kind::TimeShare, Sign::Congested)
        }
        "E[abandoned per day]" | "Number of contacts having abandoned" => {
            (1.0, measured("abandoned"), Kind::Count, Sign::Congested)
        }
        "E[answered < 20 s]/(E[served]+E[abandoned after 20 s])"
        | "Service level with abandonment (ratio of expectations)" => (
            1.0,
            measured(short_excluded),
            Kind::Share(Bottom::NotShort(20)),
            Sign::Relaxed,
        ),
        "Number of disconnected contacts" => {
            (1.0, measured("sent_away"), Kind::Count, Sign::Congested)
        }
        "Service level with disconnected contacts (ratio of expectations)" => (
            1.0,
            measured("service_level_abandons_miss_within_20s"),
            Kind::Share(Bottom::Offered),
            Sign::Relaxed,
        ),
        _ => return None,
    })
}

/// A row of f12: an hour, or the day.
fn of_an_hour(table: &Table, row: &Row) -> Vec<Comparison> {
    assert!(
        (row.need("threshold_s") - 20.0).abs() < 1e-9,
        "{}: 20 s are watched",
        row.case_id
    );
    let _ = (row.text("clock"), row.text("source"));
    let hour = match row.text("hour_index").unwrap() {
        "all" => None,
        hour => Some(hour.parse::<usize>().unwrap()),
    };
    let place = |column: &str| hour.map_or_else(|| of_day(column), |hour| numbered(column, hour));
    let measured = |name: &str| Source::Measure {
        name: name.to_owned(),
        scope: Scope::Centre,
        period: hour.map_or(Period::Horizon, Period::Interval),
        per_hour: false,
    };
    let mut comparisons = Vec::new();
    for column in &table.columns {
        if row.is_input(column) || columns::is_no_answer(column) {
            continue;
        }
        let Some(exact) = row.answer(column) else {
            continue;
        };
        let (scale, source, kind, sign) = match column.as_str() {
            "exp_arrivals" => (1.0, measured("offered"), Kind::Count, Sign::Neither),
            "exp_answered_within_T" => (
                1.0,
                Source::Watched(place("answered_in_time")),
                Kind::Count,
                Sign::Relaxed,
            ),
            "exp_abandoned_within_T" => (
                1.0,
                Source::Watched(place("abandoned_short")),
                Kind::Count,
                Sign::Congested,
            ),
            "sl_percent_exact" => (
                0.01,
                Source::Watched(place("sl_excl_short_ab")),
                Kind::Share(Bottom::NotShort(20)),
                Sign::Relaxed,
            ),
            "sl_answered_over_arrivals_percent" => (
                0.01,
                measured("service_level"),
                Kind::Share(Bottom::Offered),
                Sign::Relaxed,
            ),
            other => panic!("{}: `{other}` is neither known nor listed", table.name),
        };
        comparisons.push(comparison(place(column), exact * scale, source, kind, sign));
    }
    comparisons
}

/// A measure of the program's over the day.
fn measured(name: &str) -> Source {
    Source::Measure {
        name: name.to_owned(),
        scope: Scope::Centre,
        period: Period::Horizon,
        per_hour: false,
    }
}

/// What the harness's observer saw of the day.
fn watched(name: &str) -> Source {
    Source::Watched(of_day(name))
}

fn comparison(column: String, exact: f64, source: Source, kind: Kind, sign: Sign) -> Comparison {
    Comparison {
        column,
        exact,
        source,
        kind,
        sign,
        rests_on: None,
    }
}
