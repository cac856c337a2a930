//! What to do where a measure is asked for that the scenario does not produce.

use crate::scenario::did_you_mean;

/// The key that makes the scenario measure it, or else the measure that may have been meant.
pub(super) fn hint<'n>(
    name: &str,
    knows_money: bool,
    names: impl Iterator<Item = &'n str> + Clone,
) -> Option<String> {
    by_key(name, knows_money, names.clone()).or_else(|| did_you_mean(name, names))
}

fn by_key<'n>(
    name: &str,
    knows_money: bool,
    mut names: impl Iterator<Item = &'n str>,
) -> Option<String> {
    let is_number = |text: &str| text.parse::<f64>().is_ok_and(|n| n > 0.0 && n < 100.0);
    if let Some((kind, percent)) = name.rsplit_once("_p")
        && is_number(percent)
        && names.any(|known| known.strip_suffix("_sd") == Some(kind))
    {
        return Some(format!(
            "to measure it, write \"{percent}%\" into the list `report.percentiles`"
        ));
    }
    if name == "queue_length_max" {
        return Some("to measure it, write `report.line_length = true`".to_owned());
    }
    let over = name
        .strip_prefix("waiting_over_")
        .map(|wait| (wait, "waiting_over"));
    let within = name.strip_prefix("service_level_").and_then(|rest| {
        let (_, wait) = rest.rsplit_once("_within_")?;
        Some((wait, "within"))
    });
    if let Some((wait, key)) = over.or(within)
        && wait.starts_with(|c: char| c.is_ascii_digit())
    {
        return Some(format!(
            "to measure it, write \"{wait}\" into the list `report.{key}`"
        ));
    }
    let costs = ["cost", "cost_staff", "cost_fixed", "cost_per_handled"];
    (costs.contains(&name) && !knows_money).then(|| {
        format!("write `currency = \"EUR\"` at the beginning of the scenario, and {COSTS}")
    })
}

/// The keys from which costs come.
pub(super) const COSTS: &str = "what a paid hour costs as `skill_group.NAME.hourly_rate`, or what a plan costs beside its \
                                people as `variant.NAME.fixed_cost`";

#[cfg(test)]
mod tests {
    use super::hint;

    #[test]
    fn a_measure_of_a_key_names_the_key() {
        let names = ["asa", "queue_length", "wait_sd", "wait_abandoned_sd"];
        let hint = |name| hint(name, false, names.into_iter()).unwrap_or_default();
        for (name, key) in [
            ("wait_p85", "\"85%\" into the list `report.percentiles`"),
            ("wait_abandoned_p99.5", "\"99.5%\" into the list"),
            ("queue_length_max", "`report.line_length = true`"),
            (
                "waiting_over_5min",
                "\"5min\" into the list `report.waiting_over`",
            ),
            (
                "service_level_abandons_miss_within_7s",
                "\"7s\" into the list `report.within`",
            ),
            ("cost_per_handled", "`currency = "),
            ("asaa", "did you mean `asa`?"),
        ] {
            assert!(hint(name).contains(key), "{name}: {}", hint(name));
        }
        for name in [
            "wait_px",
            "wait_p0",
            "to_finish_p85",
            "waiting_over_",
            "service_level_within_",
        ] {
            assert!(!hint(name).contains("report."), "{name}: {}", hint(name));
        }
    }
}
