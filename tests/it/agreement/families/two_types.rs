//! Families of two contact types in one queue.

use super::text::{self, ContactType, group};
use super::{Centre, Row, memory_with_patience, memory_without_patience};

/// f02b: in order of arrival; the types differ in patience.
pub(super) fn first_come_first_served(row: &Row) -> Centre {
    let aht = row.need("aht_mean_both_s");
    let patience = [1, 2].map(|k| row.need(&format!("patience_mean_class{k}_s")));
    let rates = [1, 2].map(|k| row.need(&format!("arrival_rate_class{k}_per_hour")));
    let types = [0, 1].map(|k| Type {
        per_hour: rates[k],
        talk: text::exponential(aht),
        patience: Some(text::exponential(patience[k])),
        priority: 1,
    });
    let warm_up_s = memory_with_patience(aht, patience[0].max(patience[1]));
    centre(row.need("n_agents"), types, warm_up_s)
}

/// f03a: the first type goes first; nobody hangs up.
pub(super) fn priorities(row: &Row) -> Centre {
    let (agents, aht) = (row.need("n_agents"), row.need("aht_mean_both_s"));
    let rates = ["high", "low"].map(|class| row.need(&format!("arrival_rate_{class}_per_hour")));
    let types = [0, 1].map(|k| Type {
        per_hour: rates[k],
        talk: text::exponential(aht),
        patience: None,
        priority: k + 1,
    });
    let warm_up_s = memory_without_patience(rates[0] + rates[1], agents, aht, aht, 1.0);
    centre(agents, types, warm_up_s)
}

/// f03b: one agent; each type with its own law of handling.
pub(super) fn priorities_one_agent(row: &Row) -> Centre {
    let classes = ["high", "low"];
    let rates = classes.map(|class| row.need(&format!("arrival_rate_{class}_per_hour")));
    let means = classes.map(|class| row.need(&format!("service_mean_{class}_s")));
    let kinds = classes.map(|class| row.text(&format!("service_kind_{class}")).unwrap());
    let types = [0, 1].map(|k| Type {
        per_hour: rates[k],
        talk: text::named_law(kinds[k], means[k]),
        patience: None,
        priority: k + 1,
    });
    let total = rates[0] + rates[1];
    let mean = (rates[0] * means[0] + rates[1] * means[1]) / total;
    // The types differ, so that the mixture varies more than each; twice the exponential is enough.
    let longest = means[0].max(means[1]);
    let warm_up_s = memory_without_patience(total, row.need("n_agents"), mean, longest, 3.0);
    centre(row.need("n_agents"), types, warm_up_s)
}

struct Type {
    per_hour: f64,
    talk: String,
    patience: Option<String>,
    priority: usize,
}

fn centre(agents: f64, types: [Type; 2], warm_up_s: f64) -> Centre {
    let per_hour = types.iter().map(|part| part.per_hour).sum();
    let types = (types.into_iter().zip(["first", "second"])).map(|(part, name)| {
        let part = ContactType {
            name,
            queue: "line",
            per_hour: part.per_hour,
            talk: Some(part.talk),
            patience: part.patience,
            more: format!("priority = {}\n", part.priority),
        };
        part.text()
    });
    let types: String = types.collect();
    Centre {
        text: "[queue.line]\n\n".to_owned() + &types + &group("agents", agents, ""),
        per_hour,
        warm_up_s,
    }
}
