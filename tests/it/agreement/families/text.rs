//! Pieces of scenario text.

use std::fmt::Write as _;

/// An exponential law.
pub(super) fn exponential(mean_s: f64) -> String {
    format!("{{ law = \"exponential\", mean = \"{mean_s}s\" }}")
}

/// Always the same.
pub(super) fn deterministic(value_s: f64) -> String {
    format!("{{ law = \"deterministic\", value = \"{value_s}s\" }}")
}

/// A lognormal law by its coefficient of variation.
pub(super) fn lognormal(mean_s: f64, cv: f64) -> String {
    format!("{{ law = \"lognormal\", mean = \"{mean_s}s\", cv = {cv:?} }}")
}

/// A gamma law by its coefficient of variation.
pub(super) fn gamma(mean_s: f64, cv: f64) -> String {
    format!("{{ law = \"gamma\", mean = \"{mean_s}s\", cv = {cv:?} }}")
}

/// A sum of equal exponential stages.
pub(super) fn erlang(mean_s: f64, stages: u32) -> String {
    format!("{{ law = \"erlang\", mean = \"{mean_s}s\", stages = {stages} }}")
}

/// Equally likely between two values.
pub(super) fn uniform(from_s: f64, to_s: f64) -> String {
    format!("{{ law = \"uniform\", from = \"{from_s}s\", to = \"{to_s}s\" }}")
}

/// A Weibull law by its shape.
pub(super) fn weibull(mean_s: f64, shape: f64) -> String {
    format!("{{ law = \"weibull\", mean = \"{mean_s}s\", shape = {shape:?} }}")
}

/// One of two exponential laws: the first with probability `first`.
pub(super) fn hyperexponential(first: f64, first_mean_s: f64, other_mean_s: f64) -> String {
    format!(
        "{{ law = \"mixture\", parts = [ {{ share = \"{}\", law = \"exponential\", mean = \"{first_mean_s}s\" }}, \
         {{ share = \"{}\", law = \"exponential\", mean = \"{other_mean_s}s\" }} ] }}",
        percent(first),
        percent(1.0 - first)
    )
}

/// A law by the name that tables give it, like `lognormal_cv0.7`.
pub(super) fn named_law(kind: &str, mean_s: f64) -> String {
    let number = |prefix: &str| kind.strip_prefix(prefix).and_then(|rest| rest.parse().ok());
    match kind {
        "exponential" => exponential(mean_s),
        "deterministic" => deterministic(mean_s),
        "erlang_k2" => erlang(mean_s, 2),
        _ => lognormal(
            mean_s,
            number("lognormal_cv").unwrap_or_else(|| panic!("`{kind}` is no known law")),
        ),
    }
}

/// One queue, one type, one group.
pub(super) struct OneType {
    pub(super) agents: f64,
    pub(super) per_hour: f64,
    pub(super) talk: String,
    pub(super) patience: Option<String>,
    pub(super) queue_capacity: Option<f64>,
}

impl OneType {
    pub(super) fn text(&self) -> String {
        let capacity = self
            .queue_capacity
            .map(|places| format!("queue_capacity = {places}\n"));
        let queue = format!("[queue.line]\n{}\n", capacity.unwrap_or_default());
        let calls = ContactType {
            name: "calls",
            queue: "line",
            per_hour: self.per_hour,
            talk: Some(self.talk.clone()),
            patience: self.patience.clone(),
            more: String::new(),
        };
        queue + &calls.text() + &group("agents", self.agents, "")
    }
}

/// A contact type.
pub(super) struct ContactType<'a> {
    pub(super) name: &'a str,
    pub(super) queue: &'a str,
    pub(super) per_hour: f64,
    pub(super) talk: Option<String>,
    pub(super) patience: Option<String>,
    /// Further keys, a line each.
    pub(super) more: String,
}

impl ContactType<'_> {
    pub(super) fn text(&self) -> String {
        let law = |key: &str, law: &Option<String>| {
            law.as_ref()
                .map_or(String::new(), |law| format!("{key} = {law}\n"))
        };
        format!(
            "[contact_type.{0}]\nqueue = \"{1}\"\n{2}{3}{4}[contact_type.{0}.demand]\nrate = \"{5}/h\"\n\n",
            self.name,
            self.queue,
            self.more,
            law("talk", &self.talk),
            law("patience", &self.patience),
            self.per_hour
        )
    }
}

/// A skill group.
pub(super) fn group(name: &str, agents: f64, more: &str) -> String {
    format!("[skill_group.{name}]\nagents = {agents}\n{more}\n")
}

/// A curve as CSV: each value from so many minutes after the start on.
pub(super) fn curve(column: &str, steps: impl Iterator<Item = (u64, f64)>) -> String {
    let mut csv = format!("interval_start,{column}\n");
    for (minutes, value) in steps {
        let (hour, minute) = (minutes / 60, minutes % 60);
        assert!(hour < 24, "a profile is no longer than a day");
        writeln!(csv, "2026-01-05T{hour:02}:{minute:02},{value}").unwrap();
    }
    csv
}

/// A share as scenarios write it.
pub(super) fn percent(share: f64) -> String {
    let text = format!("{:.9}", share * 100.0);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}
