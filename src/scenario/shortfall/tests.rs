use std::path::Path;

use crate::scenario::load_text;

/// A day in Berlin; `queue`, `calls` and `front` are further keys of the three sections.
fn warnings(queue: &str, calls: &str, front: &str) -> Vec<String> {
    let text = format!(
        "[clock]\nstart = \"2026-03-02\"\ntime_zone = \"Europe/Berlin\"\nhorizon = \"1 day\"\n\
         [queue.line]\n{queue}\n[contact_type.calls]\n\
         talk = {{ law = \"exponential\", mean = \"5min\" }}\n{calls}\n[skill_group.front]\n{front}\n"
    );
    let scenario = load_text(&text, "day.toml", Path::new("nowhere"), &[]);
    let scenario = scenario.unwrap_or_else(|problems| panic!("{problems}"));
    let found = scenario
        .warnings
        .into_iter()
        .map(|warning| warning.found.en);
    found
        .filter(|found| found.contains("erlangs for"))
        .collect()
}

const PATIENCE: &str = "patience = { law = \"exponential\", mean = \"2min\" }\n";
const TWELVE: &str = "agents = 12";

#[test]
fn customers_who_hang_up_are_no_excuse_for_a_hundred_erlangs_on_twelve_agents() {
    let calls = format!("{PATIENCE}demand.rate = \"1200/h\"");
    assert_eq!(
        warnings("", &calls, TWELVE),
        [
            "from 2026-03-02 00:00 to 2026-03-03 00:00 \"calls\" have a load of 100.0 erlangs for \
             12.0 agents: at least 87 % must leave or be turned away"
        ]
    );
}

#[test]
fn a_little_too_much_is_for_the_simulation_to_say() {
    // 15 erlangs on 12 agents lose a fifth but for those in line at the end, 16 more than that.
    let calls = |rate: u32| format!("{PATIENCE}demand.rate = \"{rate}/h\"");
    assert_eq!(warnings("", &calls(180), TWELVE), [""; 0]);
    assert_eq!(warnings("", &calls(192), TWELVE).len(), 1);
    // Without patience anything above all is too much.
    let patient = warnings("", "demand.rate = \"150/h\"", TWELVE);
    assert!(patient[0].contains("can never be served"), "{patient:?}");
}

#[test]
fn a_line_that_fills_blocks_the_rest() {
    let calls = "demand.rate = \"1200/h\"";
    for queue in ["queue_capacity = 50", "trunks = 60"] {
        let found = warnings(queue, calls, TWELVE);
        assert!(found[0].contains("at least 87 %"), "{found:?}");
    }
}

#[test]
fn places_and_patience_that_are_never_reached_change_nothing() {
    let never =
        "from the start \"calls\" can never be served: a load of 100.0 erlangs for 12.0 agents";
    let calls = "demand.rate = \"1200/h\"";
    assert_eq!(
        warnings("queue_capacity = 1_000_000", calls, TWELVE),
        [never]
    );
    assert_eq!(warnings("trunks = 1_000_000", calls, TWELVE), [never]);
    let patient = format!("patience = {{ law = \"exponential\", mean = \"30 days\" }}\n{calls}");
    assert_eq!(warnings("", &patient, TWELVE), [never]);
}

#[test]
fn a_few_trunks_are_filled_by_chance_alone() {
    // Just as much work as people, in the mean.
    let calls = "demand.rate = \"144/h\"";
    assert_eq!(warnings("trunks = 15", calls, TWELVE), [""; 0]);
    assert_eq!(warnings("", calls, TWELVE).len(), 1);
}

#[test]
fn who_waits_at_closing_time_is_sent_away() {
    let queue = "opening_hours = \"08:00-20:00\"\nat_closing = \"send_away\"";
    assert_eq!(
        warnings(queue, "demand.rate = \"240/h\"", TWELVE),
        [
            "from 2026-03-02 08:00 to 2026-03-02 20:00 \"calls\" have a load of 20.0 erlangs for \
             12.0 agents: at least 40 % must leave or be turned away"
        ]
    );
}

#[test]
fn the_stretch_is_where_it_is_too_much() {
    let folder = tempfile::tempdir().unwrap();
    let row = |hour: u32| {
        let rate = if (9..13).contains(&hour) { 400 } else { 40 };
        format!("{hour:02}:00,{rate}\n")
    };
    let rows: Vec<String> = (0..24).map(row).collect();
    let rows = rows.concat();
    let curve = folder.path().join("demand.csv");
    std::fs::write(&curve, format!("interval_start,calls_per_hour\n{rows}")).unwrap();
    let calls = format!("{PATIENCE}demand.curve = '{}'", curve.display());
    let found = warnings("", &calls, TWELVE);
    assert!(
        found[0].starts_with("from 2026-03-02 09:00 to 2026-03-02 13:00 \"calls\""),
        "{found:?}"
    );
    assert_eq!(found.len(), 1);
}
