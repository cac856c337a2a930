use std::fs;

use tempfile::TempDir;

use crate::scenario::load_text;

/// A day in Berlin with a queue; what comes and who is there follows.
const DAY: &str = r#"
[clock]
start = "2026-03-02"
time_zone = "Europe/Berlin"
horizon = "1 day"

[queue.line]
"#;

const FIVE_MINUTES: &str = "talk = { law = \"exponential\", mean = \"5min\" }\n";

/// The warnings of load that can never be served.
fn overloads(rest: &str, files: &[(&str, &str)]) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let text = format!("{DAY}{rest}");
    let scenario = load_text(&text, "day.toml", folder.path(), &[]);
    let scenario = scenario.unwrap_or_else(|problems| panic!("{problems}"));
    let found = scenario
        .warnings
        .into_iter()
        .map(|warning| warning.found.en);
    found.filter(|found| found.contains("never")).collect()
}

fn calls(demand: &str, agents: &str) -> String {
    format!(
        "[contact_type.calls]\n{FIVE_MINUTES}[contact_type.calls.demand]\n{demand}\n\
         [skill_group.front]\n{agents}\n"
    )
}

#[test]
fn a_constant_load_above_the_agents_is_never_served() {
    assert_eq!(
        overloads(&calls("rate = \"100/h\"", "agents = 8"), &[]),
        ["from the start \"calls\" can never be served: a load of 8.3 erlangs for 8.0 agents"]
    );
    assert_eq!(
        overloads(&calls("rate = \"100/h\"", "agents = 9"), &[]),
        [""; 0]
    );
    // Just as much work as people: the line has no bound either.
    assert_eq!(
        overloads(&calls("rate = \"96/h\"", "agents = 8"), &[]).len(),
        1
    );
}

#[test]
fn the_warning_names_where_the_overload_begins() {
    let plan = "interval_start,front_agents\n2026-03-02 00:00,10\n2026-03-02 14:00,5\n";
    let text = calls("rate = \"100/h\"", "plan = \"plan.csv\"");
    assert_eq!(
        overloads(&text, &[("plan.csv", plan)]),
        [
            "from 2026-03-02 14:00 on \"calls\" can never be served: a load of 8.3 erlangs for 5.0 \
             agents"
        ]
    );
}

/// A demand curve for every day, in rows of two hours.
fn two_hourly(rate: impl Fn(u32) -> u32) -> String {
    (0..24)
        .step_by(2)
        .map(|hour| format!("{hour:02}:00,{}", rate(hour)))
        .fold("interval_start,calls_per_hour\n".to_owned(), |text, row| {
            text + &row + "\n"
        })
}

#[test]
fn overload_that_passes_is_no_alarm() {
    // Three times too much at noon, every day, and time enough afterwards.
    let text = calls("curve = \"demand.csv\"", "agents = 10");
    let noon = two_hourly(|hour| if hour == 12 { 360 } else { 60 });
    assert_eq!(overloads(&text, &[("demand.csv", &noon)]), [""; 0]);
    // The same in the last hours of the horizon: the next morning, uncounted, works it off.
    let evening = two_hourly(|hour| if hour == 22 { 360 } else { 60 });
    assert_eq!(overloads(&text, &[("demand.csv", &evening)]), [""; 0]);
    // A last quarter of an hour that goes on for ever only because the file ends there.
    let demand = "interval_start,calls_per_hour\n2026-03-02 23:30,100\n2026-03-02 23:45,121\n";
    assert_eq!(overloads(&text, &[("demand.csv", demand)]), [""; 0]);
}

#[test]
fn customers_who_leave_in_any_way_are_no_overload() {
    let text = calls("rate = \"100/h\"", "agents = 5");
    let patient = text.replacen(
        "talk",
        "patience = { law = \"exponential\", mean = \"1h\" }\ntalk",
        1,
    );
    assert_eq!(overloads(&patient, &[]), [""; 0]);
    assert_eq!(
        overloads(&format!("queue_capacity = 50\n{text}"), &[]),
        [""; 0]
    );
    assert_eq!(overloads(&format!("trunks = 50\n{text}"), &[]), [""; 0]);
    // Half of them leave at once if they must wait: a load of 4.2 is left.
    let half = text.replacen("talk", "leaves_at_once = \"50%\"\ntalk", 1);
    assert_eq!(overloads(&half, &[]), [""; 0]);
    let closing = "opening_hours = \"08:00-20:00\"\nat_closing = \"send_away\"\n";
    assert_eq!(overloads(&format!("{closing}{text}"), &[]), [""; 0]);
}

#[test]
fn closed_hours_make_no_load() {
    // 12 hours of 8.3 erlangs are worked off by 5 agents in 20 hours.
    let text = calls("rate = \"100/h\"", "agents = 5");
    let hours = "opening_hours = \"08:00-20:00\"\n";
    assert_eq!(overloads(&format!("{hours}{text}"), &[]), [""; 0]);
    let too_few = text.replace("agents = 5", "agents = 4");
    let found = overloads(&format!("{hours}{too_few}"), &[]);
    assert!(
        found[0].starts_with("from 2026-03-02 08:00 on"),
        "{found:?}"
    );
}

/// Types `a` and `b` share a group; `c` has help from elsewhere.
fn three_types(shared: u32, other: u32) -> String {
    let part = |name: &str, groups: &str| {
        format!(
            "[contact_type.{name}]\ngroups = [{groups}]\n{FIVE_MINUTES}\
             [contact_type.{name}.demand]\nrate = \"60/h\"\n"
        )
    };
    let text = part("a", "\"x\"") + &part("b", "\"x\"") + &part("c", "\"x\", \"y\"");
    format!("{text}[skill_group.x]\nagents = {shared}\n[skill_group.y]\nagents = {other}\n")
}

#[test]
fn types_are_overloaded_together() {
    // Each alone has 5 erlangs for 8 agents or more, a and b together 10.
    let found = overloads(&three_types(8, 9), &[]);
    assert_eq!(
        found,
        ["from the start \"a\", \"b\" can never be served: a load of 10.0 erlangs for 8.0 agents"]
    );
    let found = overloads(&three_types(11, 3), &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("\"a\", \"b\", \"c\""), "{found:?}");
    assert_eq!(overloads(&three_types(11, 5), &[]), [""; 0]);
}

#[test]
fn a_swinging_rate_counts_by_its_mean() {
    let swing = |mean: u32| {
        let swing = format!(
            "sinusoid = {{ mean = \"{mean}/h\", amplitude = \"{mean}/h\", period = \"8h\" }}"
        );
        calls(&swing, "agents = 8")
    };
    assert_eq!(overloads(&swing(80), &[]), [""; 0]);
    assert_eq!(overloads(&swing(120), &[]).len(), 1);
}
