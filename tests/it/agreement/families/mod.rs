//! Families of reference cases: how a row becomes a contact centre.

mod one_type;
mod profile;
pub(super) mod published;
mod self_service;
mod skills;
mod text;
mod two_types;

use super::case::{Case, Clock};
use super::columns;
use super::table::{Row, Table};

/// The cases of a table; `None` if the family is not known.
pub(super) fn cases(table: &Table) -> Option<Vec<Case>> {
    let family = table.name.split('_').next().unwrap();
    let centre: fn(&Row) -> Centre = match family {
        "f01a" => one_type::erlang_b,
        "f01b" => one_type::erlang_c,
        "f01c" | "f01d" => one_type::erlang_a,
        "f02a" => one_type::general_patience,
        "f02b" => two_types::first_come_first_served,
        "f03a" => two_types::priorities,
        "f03b" => two_types::priorities_one_agent,
        "f04a" | "f04b" => one_type::general_handling,
        "f04c" => one_type::phase_type_handling,
        "f05" => return Some(profile::cases(table)),
        "f06" => skills::centre,
        "f08" => self_service::front_end,
        "f11" | "f12" => return Some(published::cases(family, table)),
        "f10b" => one_type::many_servers,
        _ => return None,
    };
    let cases = table.rows.iter().map(|row| {
        let centre = centre(row);
        Case {
            family: family.to_owned(),
            id: row.case_id.clone(),
            centre: centre.text,
            files: Vec::new(),
            clock: Clock::Steady {
                per_hour: centre.per_hour,
                warm_up_s: centre.warm_up_s,
            },
            comparisons: columns::answers(table, row),
        }
    });
    Some(cases.collect())
}

/// A centre in balance.
struct Centre {
    /// Its queues, contact types and skill groups.
    text: String,
    /// Contacts an hour, all types.
    per_hour: f64,
    /// How long it takes to forget how it began [s].
    warm_up_s: f64,
}

/// How long a centre remembers if its customers hang up [s].
fn memory_with_patience(longest_handling_s: f64, longest_patience_s: f64) -> f64 {
    10.0 * (longest_handling_s + longest_patience_s)
}

/// How long a centre remembers if nobody hangs up [s]: 20 relaxation times.
///
/// The relaxation time of M/M/n is 1 ÷ (√(nμ) − √λ)² when the agents are busy, and a handling
/// time at least; it grows with the variability of handling (in heavy traffic as (1 + scv) ÷ 2).
fn memory_without_patience(
    per_hour: f64,
    agents: f64,
    mean_s: f64,
    longest_s: f64,
    scv: f64,
) -> f64 {
    let gap = (agents / mean_s).sqrt() - (per_hour / 3_600.0).sqrt();
    20.0 * longest_s.max(f64::midpoint(1.0, scv).max(1.0) / (gap * gap))
}
