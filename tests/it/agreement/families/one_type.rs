//! Families of one queue, one contact type and one group.

use super::text::{self, OneType};
use super::{Centre, Row, memory_with_patience, memory_without_patience};

/// f01a: nobody can wait.
pub(super) fn erlang_b(row: &Row) -> Centre {
    let aht = row.need("aht_mean_s");
    centre(
        row,
        &OneType {
            agents: row.need("n_agents"),
            per_hour: row.need("arrival_rate_per_hour"),
            talk: text::exponential(aht),
            patience: None,
            queue_capacity: Some(0.0),
        },
        memory_with_patience(aht, 0.0),
    )
}

/// f01b: nobody hangs up.
pub(super) fn erlang_c(row: &Row) -> Centre {
    let (aht, agents) = (row.need("aht_mean_s"), row.need("n_agents"));
    let per_hour = row.need("arrival_rate_per_hour");
    centre(
        row,
        &OneType {
            agents,
            per_hour,
            talk: text::exponential(aht),
            patience: None,
            queue_capacity: None,
        },
        memory_without_patience(per_hour, agents, aht, aht, 1.0),
    )
}

/// f01c and f01d: exponential patience, perhaps little room.
pub(super) fn erlang_a(row: &Row) -> Centre {
    let (aht, patience) = (row.need("aht_mean_s"), row.need("patience_mean_s"));
    centre(
        row,
        &OneType {
            agents: row.need("n_agents"),
            per_hour: row.need("arrival_rate_per_hour"),
            talk: text::exponential(aht),
            patience: Some(text::exponential(patience)),
            queue_capacity: row.number("queue_capacity"),
        },
        memory_with_patience(aht, patience),
    )
}

/// f02a: any law of patience.
pub(super) fn general_patience(row: &Row) -> Centre {
    let (aht, mean) = (row.need("aht_mean_s"), row.need("patience_mean_s"));
    let p1 = row.number("patience_p1_s");
    let p2 = row.number("patience_p2");
    let p3 = row.number("patience_p3_s");
    let p = |place: Option<f64>| place.unwrap_or_else(|| panic!("{}: no parameter", row.case_id));
    let law = match row.text("patience_kind").unwrap() {
        "deterministic" => text::deterministic(p(p1)),
        "uniform_0_b" => text::uniform(0.0, p(p2)),
        "uniform_a_b" => text::uniform(p(p1), p(p2)),
        "erlang_k3" => text::erlang(mean, 3),
        "hyperexp2" => text::hyperexponential(p(p2), p(p1), p(p3)),
        kind if kind.starts_with("lognormal_cv") => text::lognormal(mean, p(p2)),
        kind if kind.starts_with("weibull_shape") => text::weibull(mean, p(p2)),
        kind => panic!("{}: `{kind}` is no known patience", row.case_id),
    };
    centre(
        row,
        &OneType {
            agents: row.need("n_agents"),
            per_hour: row.need("arrival_rate_per_hour"),
            talk: text::exponential(aht),
            patience: Some(law),
            queue_capacity: None,
        },
        memory_with_patience(aht, mean),
    )
}

/// f04a and f04b: any law of handling, nobody hangs up.
pub(super) fn general_handling(row: &Row) -> Centre {
    let mean = (row.number("service_mean_s").or(row.number("service_s"))).unwrap();
    let cv = row.number("service_cv").unwrap_or(0.0);
    let law = match row.text("service_kind").unwrap() {
        "deterministic" => text::deterministic(mean),
        "lognormal" => text::lognormal(mean, cv),
        "gamma" => text::gamma(mean, cv),
        "uniform_0_2m" => text::uniform(0.0, 2.0 * mean),
        kind => panic!("{}: `{kind}` is no known handling", row.case_id),
    };
    let (agents, per_hour) = (row.need("n_agents"), row.need("arrival_rate_per_hour"));
    centre(
        row,
        &OneType {
            agents,
            per_hour,
            talk: law,
            patience: None,
            queue_capacity: None,
        },
        memory_without_patience(per_hour, agents, mean, mean, cv * cv),
    )
}

/// f04c: handling of phase type, perhaps with patience.
pub(super) fn phase_type_handling(row: &Row) -> Centre {
    let (mean, scv) = (row.need("service_mean_s"), row.need("service_scv"));
    let parts = (
        row.number("h2_prob_1"),
        row.number("h2_mean_1_s"),
        row.number("h2_mean_2_s"),
    );
    let (law, longest) = match (row.text("service_kind").unwrap(), parts) {
        ("erlang2", _) => (text::erlang(mean, 2), mean),
        ("hyperexp2", (Some(first), Some(one), Some(other))) => {
            (text::hyperexponential(first, one, other), one.max(other))
        }
        (kind, _) => panic!("{}: `{kind}` is no known handling", row.case_id),
    };
    let patience = row.number("patience_mean_s");
    let (agents, per_hour) = (row.need("n_agents"), row.need("arrival_rate_per_hour"));
    let warm_up_s = patience.map_or_else(
        || memory_without_patience(per_hour, agents, mean, longest, scv),
        |patience| memory_with_patience(longest, patience),
    );
    centre(
        row,
        &OneType {
            agents,
            per_hour,
            talk: law,
            patience: patience.map(text::exponential),
            queue_capacity: None,
        },
        warm_up_s,
    )
}

/// f10b: Erlang C and Erlang A in centres of all sizes.
pub(super) fn many_servers(row: &Row) -> Centre {
    let _ = row.need("offered_load");
    let patience = row.number("patience_mean_s");
    match (row.text("model").unwrap(), patience) {
        ("erlang_c", None) => erlang_c(row),
        ("erlang_a", Some(_)) => erlang_a(row),
        (model, _) => panic!("{}: `{model}` is no known model", row.case_id),
    }
}

fn centre(row: &Row, centre: &OneType, warm_up_s: f64) -> Centre {
    assert!(
        centre.per_hour > 0.0 && warm_up_s.is_finite(),
        "{}",
        row.case_id
    );
    Centre {
        text: centre.text(),
        per_hour: centre.per_hour,
        warm_up_s,
    }
}
