//! What a column of a table says, by its name: the names mean the same in all tables.

use springtide::experiment::{Period, Scope};
use springtide::model::{ContactTypeId, SkillGroupId};

use super::case::{Bottom, Comparison, Kind, NEVER_WAITED_H, Sign, Source, wait_name};
use super::table::{Row, Table};

/// Columns that are remarks, inputs of methods, or no exact answers.
const NO_ANSWERS: [&str; 6] = [
    "offered_load_erlang",
    "rho",
    "rho_offered",
    "beta_actual",
    "relaxation_time_s_info",
    "mean_residual_work_s",
];

/// Whether a column is known to be no answer.
pub(super) fn is_no_answer(column: &str) -> bool {
    NO_ANSWERS.contains(&column)
        || column.ends_with("_asymptotic")
        || column.starts_with("published_")
        || column.starts_with("value_at_n")
}

/// Every answer in a row, once its inputs have been read.
pub(super) fn answers(table: &Table, row: &Row) -> Vec<Comparison> {
    let mut comparisons = Vec::new();
    for column in &table.columns {
        if row.is_input(column) || is_no_answer(column) {
            continue;
        }
        let mut comparison = answer(column).unwrap_or_else(|| {
            panic!(
                "{}: column `{column}` is neither an input that was read, nor a known answer, nor listed as \
                 none",
                table.name
            )
        });
        let Some(exact) = row.answer(column) else {
            continue;
        };
        comparison.exact = exact;
        comparisons.push(comparison);
    }
    // What is averaged may be rare only if its frequency is known as well.
    let known: Vec<String> = comparisons.iter().map(|c| c.column.clone()).collect();
    for comparison in &mut comparisons {
        comparison.rests_on = (comparison.rests_on.take()).and_then(|events| {
            let total = events.split("_class").next().unwrap().to_owned();
            [events, total]
                .into_iter()
                .find(|column| known.contains(column))
        });
    }
    comparisons
}

/// A column's name taken apart.
struct Name {
    base: String,
    contact_type: Option<usize>,
    group: Option<usize>,
    threshold: Option<u32>,
}

impl Name {
    fn new(column: &str) -> Self {
        let (mut contact_type, mut group, mut threshold) = (None, None, None);
        let mut base = Vec::new();
        let place = |token: &str, word: &str| -> Option<usize> {
            token
                .strip_prefix(word)?
                .parse::<usize>()
                .ok()?
                .checked_sub(1)
        };
        for token in column.split('_') {
            if let Some(t) = place(token, "class") {
                contact_type = Some(t);
            } else if let Some(g) = place(token, "pool") {
                group = Some(g);
            } else if token == "high" || token == "low" {
                contact_type = Some(usize::from(token == "low"));
            } else if let Some(wait) = token.strip_prefix('T').and_then(|wait| wait.parse().ok()) {
                threshold = Some(wait);
            } else if token != "total" && token != "exact" {
                base.push(token);
            }
        }
        Self {
            base: base.join("_"),
            contact_type,
            group,
            threshold,
        }
    }
}

/// What is to be compared with a column; the answer itself is filled in later.
fn answer(column: &str) -> Option<Comparison> {
    // Behind a bot: the same, of those who ask for an agent.
    if let Some(rest) = column.strip_prefix("human_") {
        let answer = answer(rest)?;
        return Some(Comparison {
            column: column.to_owned(),
            rests_on: answer.rests_on.map(|events| format!("human_{events}")),
            ..answer
        });
    }
    let name = Name::new(column);
    let customers = name
        .contact_type
        .map_or(Scope::Centre, |t| Scope::Type(ContactTypeId::new(t)));
    let people = name
        .group
        .map_or(Scope::Centre, |g| Scope::Group(SkillGroupId::new(g)));
    let waiting = name
        .contact_type
        .map_or("p_wait".to_owned(), |t| format!("p_wait_class{}", t + 1));
    let (measure, scope, kind, sign, rests_on) = match name.base.as_str() {
        "p_wait" => ("waited_share", customers, OF_OFFERED, Sign::Congested, None),
        "p_block" => ("blocking", customers, OF_OFFERED, Sign::Congested, None),
        "p_abandon" => ("abandonment", customers, OF_OFFERED, Sign::Congested, None),
        "mean_queue" => (
            "queue_length",
            customers,
            Kind::Mean,
            Sign::Congested,
            Some(waiting),
        ),
        "mean_busy" | "carried_erlang" => ("busy", people, Kind::Mean, Sign::Congested, None),
        "occupancy" => ("occupancy", people, Kind::TimeShare, Sign::Congested, None),
        "mean_wait_all_s" | "mean_wait_s" => (
            "wait_mean",
            customers,
            Kind::Mean,
            Sign::Congested,
            Some(waiting),
        ),
        "mean_wait_served_s" => ("asa", customers, Kind::Mean, Sign::Congested, Some(waiting)),
        "mean_wait_served_if_delayed_s" | "mean_wait_if_delayed_s" => (
            "asa_waited",
            customers,
            Kind::Mean,
            Sign::Congested,
            Some(waiting),
        ),
        "mean_wait_abandoned_s" => (
            "wait_abandoned_mean",
            customers,
            Kind::Mean,
            Sign::Congested,
            Some("p_abandon".to_owned()),
        ),
        "sd_wait_all_s" | "sd_wait_s" => (
            "wait_sd",
            customers,
            Kind::Mean,
            Sign::Congested,
            Some(waiting),
        ),
        "var_busy" | "mean_in_system" => {
            let sign = if name.base == "var_busy" {
                Sign::Neither
            } else {
                Sign::Congested
            };
            return Some(comparison(
                column,
                Source::Watched(name.base),
                Kind::Mean,
                sign,
                None,
            ));
        }
        "blocked_per_hour" => (
            "blocked",
            customers,
            Kind::Mean,
            Sign::Congested,
            Some("p_block".to_owned()),
        ),
        base => {
            return answer_of_self_service(base)
                .or_else(|| answer_by_number(column, &name, customers));
        }
    };
    let source = Source::Measure {
        name: measure.to_owned(),
        scope,
        period: Period::Horizon,
        per_hour: name.base == "blocked_per_hour",
    };
    Some(comparison(column, source, kind, sign, rests_on))
}

const OF_OFFERED: Kind = Kind::Share(Bottom::Offered);

/// Columns about the bot of f08, and about the customers who come back.
fn answer_of_self_service(column: &str) -> Option<Comparison> {
    let per_hour = column.ends_with("_per_hour");
    let (measure, kind, sign) = match column {
        "bot_sessions_per_hour" => ("sessions", Kind::Mean, Sign::Neither),
        "returns_per_hour" => ("returns", Kind::Mean, Sign::Neither),
        "escalations_to_human_per_hour" => ("offered", Kind::Mean, Sign::Congested),
        "reported_containment" => (
            "containment_reported",
            Kind::Share(Bottom::Dialogues),
            Sign::Relaxed,
        ),
        "mean_concurrent_bot_sessions" => ("self_service_load", Kind::Mean, Sign::Neither),
        "sd_concurrent_bot_sessions"
        | "mean_contacts_in_return_delay"
        | "bot_sessions_per_new_contact"
        | "abandons_per_new_contact"
        | "fraction_new_contacts_never_reaching_human" => {
            let kind = if column.starts_with("fraction_") {
                Kind::Share(Bottom::Matters)
            } else {
                Kind::Mean
            };
            let sign = if column.starts_with("abandons_") {
                Sign::Congested
            } else {
                Sign::Neither
            };
            let source = Source::Watched(column.to_owned());
            return Some(comparison(column, source, kind, sign, None));
        }
        _ => return None,
    };
    let source = Source::Measure {
        name: measure.to_owned(),
        scope: Scope::Centre,
        period: Period::Horizon,
        per_hour,
    };
    Some(comparison(column, source, kind, sign, None))
}

/// Columns whose measure has a number in its name.
fn answer_by_number(column: &str, name: &Name, scope: Scope) -> Option<Comparison> {
    let wait = name.threshold;
    let service_level = |rule: &str| -> Option<String> {
        Some(format!("service_level_{rule}_within_{}", wait_name(wait?)))
    };
    let (measure, kind, sign) = match name.base.as_str() {
        "sl" | "sl_offered" => (service_level("abandons_miss")?, OF_OFFERED, Sign::Relaxed),
        "sl_excl_short_ab" => (
            service_level("short_abandons_excluded")?,
            Kind::Share(Bottom::NotShort(wait?)),
            Sign::Relaxed,
        ),
        "sl_ans_or_ab" => (
            service_level("short_abandons_meet")?,
            OF_OFFERED,
            Sign::Relaxed,
        ),
        "sl_of_served" => (
            service_level("answered_only")?,
            Kind::Share(Bottom::Answered),
            Sign::Relaxed,
        ),
        "p_served" => (
            format!("service_level_abandons_miss_within_{NEVER_WAITED_H}h"),
            OF_OFFERED,
            Sign::Relaxed,
        ),
        "p_wait_gt" => (
            format!("waiting_over_{}", wait_name(wait?)),
            Kind::Share(Bottom::Accepted),
            Sign::Congested,
        ),
        "served_per_hour" => {
            let group = name.group? + 1;
            let kind = Kind::Mean;
            (format!("handled_by_pool{group}"), kind, Sign::Relaxed)
        }
        base => {
            let (whose, percent) = if let Some(rest) = base.strip_prefix("wait_served_p") {
                ("wait_answered", rest)
            } else {
                ("wait", base.strip_prefix("wait_p")?)
            };
            let percent: u32 = percent.strip_suffix("_s")?.parse().ok()?;
            (
                format!("{whose}_p{percent}"),
                Kind::Percentile,
                Sign::Congested,
            )
        }
    };
    let source = Source::Measure {
        name: measure,
        scope,
        period: Period::Horizon,
        per_hour: name.base == "served_per_hour",
    };
    Some(comparison(column, source, kind, sign, None))
}

fn comparison(
    column: &str,
    source: Source,
    kind: Kind,
    sign: Sign,
    rests_on: Option<String>,
) -> Comparison {
    Comparison {
        column: column.to_owned(),
        exact: f64::NAN,
        source,
        kind,
        sign,
        rests_on,
    }
}

/// The name of a column over the whole of a profile.
pub(super) fn of_day(column: &str) -> String {
    format!("{column}[all]")
}

/// The name of a column in an interval of a profile.
pub(super) fn numbered(column: &str, interval: usize) -> String {
    format!("{column}[{interval}]")
}
