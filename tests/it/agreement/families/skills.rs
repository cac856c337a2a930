//! f06: several contact types and several skill groups.

use std::fmt::Write as _;

use super::text::{self, ContactType, group};
use super::{Centre, Row, memory_with_patience};

/// The most types and groups of a case.
const MOST: usize = 3;

/// f06: each type has its own queue and its order of groups, each group its order of types.
pub(super) fn centre(row: &Row) -> Centre {
    let model = row.text("model").unwrap();
    assert!(
        ["V", "N", "M", "W"].contains(&model),
        "`{model}` is no known model"
    );
    let (mut text, mut per_hour, mut longest_patience, mut longest_handling) =
        (String::new(), 0.0, 0.0_f64, 0.0_f64);
    // Every column is asked for, whether the case has it or not, so that none is taken for an answer.
    let numbers =
        |name: &dyn Fn(usize) -> String| (1..=MOST).map(|k| row.number(&name(k))).collect();
    let rates: Vec<Option<f64>> = numbers(&|k| format!("arrival_rate_class{k}_per_hour"));
    let patience: Vec<Option<f64>> = numbers(&|k| format!("patience_mean_class{k}_s"));
    let agents: Vec<Option<f64>> = numbers(&|p| format!("agents_pool{p}"));
    for k in 1..=MOST {
        let handling: Vec<Option<f64>> = numbers(&|p| format!("aht_mean_class{k}_pool{p}_s"));
        let order = row.text(&format!("pool_order_class{k}"));
        let (Some(rate), Some(patience), Some(order)) = (rates[k - 1], patience[k - 1], order)
        else {
            continue;
        };
        per_hour += rate;
        longest_patience = longest_patience.max(patience);
        let name = format!("class{k}");
        writeln!(text, "[queue.{name}]\n").unwrap();
        let part = ContactType {
            name: &name,
            queue: &name,
            per_hour: rate,
            talk: None,
            patience: Some(text::exponential(patience)),
            more: format!("groups = [{}]\n", names("pool", order)),
        };
        text += &part.text();
        for (p, aht) in handling.iter().enumerate() {
            if let Some(aht) = aht {
                longest_handling = longest_handling.max(*aht);
                let law = text::exponential(*aht);
                writeln!(
                    text,
                    "[contact_type.{name}.by_group.pool{}]\ntalk = {law}\n",
                    p + 1
                )
                .unwrap();
            }
        }
    }
    for p in 1..=MOST {
        let order = row.text(&format!("class_order_pool{p}"));
        if let (Some(agents), Some(order)) = (agents[p - 1], order) {
            let takes = format!("serves = [{}]\ntakes = \"ranked\"\n", names("class", order));
            text += &group(&format!("pool{p}"), agents, &takes);
        }
    }
    Centre {
        text,
        per_hour,
        warm_up_s: memory_with_patience(longest_handling, longest_patience),
    }
}

/// `1>3` → `"pool1", "pool3"`.
fn names(word: &str, order: &str) -> String {
    let names: Vec<String> = order.split('>').map(|k| format!("\"{word}{k}\"")).collect();
    names.join(", ")
}
