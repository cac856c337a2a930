//! Words of the trade that are not the words here.

/// Words, and what is written instead: the key, and what it means where it is not quite the same.
const SYNONYMS: &[(&[&str], &str, &str)] = &[
    (&["cn", "chinese", "zh-cn"], "zh", ""),
    (&["english", "eng"], "en", ""),
    (
        &["label", "caption", "heading", "display_name"],
        "title",
        "",
    ),
    (
        &["scenario_variant", "plan_b", "alternative", "what_if"],
        "variant",
        "",
    ),
    (&["parent", "base", "extends", "basis"], "based_on", ""),
    (&["changes", "set", "override", "overrides"], "change", ""),
    (&["delete", "drop", "removed", "without"], "remove", ""),
    (
        &[
            "aht",
            "handling",
            "handling_time",
            "handle_time",
            "service",
            "service_time",
            "holding_time",
        ],
        "talk",
        "`talk` is the time with the customer, `wrap_up` the work after it: together they are the AHT",
    ),
    (
        &[
            "talk_time",
            "talking",
            "talking_time",
            "att",
            "conversation",
        ],
        "talk",
        "",
    ),
    (
        &[
            "acw",
            "after_call",
            "after_call_work",
            "wrapup",
            "wrapup_time",
            "wrap_up_time",
            "afterwork",
        ],
        "wrap_up",
        "",
    ),
    (
        &[
            "staff",
            "staffing",
            "people",
            "headcount",
            "heads",
            "agent",
            "fte",
            "servers",
            "positions",
        ],
        "agents",
        "",
    ),
    (
        &["roster", "schedule", "staffing_plan", "agents_plan"],
        "plan",
        "",
    ),
    (
        &[
            "sd",
            "std",
            "stdev",
            "std_dev",
            "stddev",
            "standard_deviation",
            "deviation",
        ],
        "cv",
        "`cv` is the standard deviation / mean",
    ),
    (
        &["variance", "var"],
        "cv",
        "`cv` is the square root of the variance / mean",
    ),
    (&["average", "avg", "expected"], "mean", ""),
    (&["median"], "p50", ""),
    (&["k", "phases"], "stages", ""),
    (&["min", "minimum", "lower"], "from", ""),
    (&["max", "maximum", "upper"], "to", ""),
    (&["distribution", "dist", "type", "kind"], "law", ""),
    (
        &[
            "arrivals",
            "arrival_rate",
            "volume",
            "calls",
            "calls_per_hour",
            "load",
            "lambda",
            "contacts",
        ],
        "rate",
        "",
    ),
    (&["forecast", "profile"], "curve", ""),
    (
        &[
            "abandon",
            "abandonment_time",
            "patience_time",
            "reneging",
            "time_to_abandon",
            "hang_up",
        ],
        "patience",
        "",
    ),
    (&["balking", "balk"], "leaves_at_once", ""),
    (&["balking", "balk"], "balks", ""),
    (
        &[
            "capacity",
            "places",
            "waiting_places",
            "queue_size",
            "max_queue",
        ],
        "queue_capacity",
        "",
    ),
    (&["lines", "trunk", "channels", "circuits"], "trunks", ""),
    (
        &[
            "hours",
            "open",
            "opening",
            "business_hours",
            "opening_times",
        ],
        "opening_hours",
        "",
    ),
    (&["timezone", "tz", "zone"], "time_zone", ""),
    (&["duration", "length", "days", "period"], "horizon", ""),
    (
        &["begin", "from", "date", "start_time", "start_date"],
        "start",
        "",
    ),
    (&["warmup", "warm_up_time"], "warm_up", ""),
    (
        &["interval_length", "slot", "step", "granularity"],
        "interval",
        "",
    ),
    (
        &["runs", "repetitions", "trials", "iterations", "n"],
        "replications",
        "",
    ),
    (&["random_seed"], "seed", ""),
    (&["service_level", "sla", "level", "goal"], "share", ""),
    (
        &[
            "target_wait",
            "threshold",
            "awt",
            "acceptable_wait",
            "within_time",
        ],
        "wait",
        "",
    ),
    (
        &["skills", "types", "contact_types", "handles"],
        "serves",
        "",
    ),
    (&["skill_groups", "teams", "group"], "groups", ""),
    (&["absence", "absenteeism", "shrink"], "shrinkage", ""),
    (&["routing", "strategy"], "choice", ""),
    (&["path", "csv"], "file", ""),
];

/// The keys that a word may stand for, with what is to be said of each.
pub(super) fn of(word: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let word = word.to_lowercase().replace('-', "_");
    (SYNONYMS.iter())
        .filter(move |(words, ..)| words.contains(&word.as_str()))
        .map(|(_, key, about)| (*key, *about))
}

/// Whether a word stands for a key.
pub(super) fn is_for(word: &str, key: &str) -> bool {
    of(word).any(|(meant, _)| meant == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::catalogue::SECTIONS;

    #[test]
    fn synonyms_lead_to_keys() {
        for (words, key, _) in SYNONYMS {
            let is_key = SECTIONS.iter().any(|section| section.get(key).is_some());
            assert!(is_key, "`{key}` is no key");
            assert!(!words.contains(key), "{key}");
        }
    }
}
