//! Days that are worked instead of others, at queues that go by the day of the week.

use springtide::scenario;

/// What is said of opening hours when Saturday the 14th is worked instead of a Friday.
fn said(opening_hours: &str, demand: &str) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let days = "date,kind,name,replaces\n2026-02-14,makeup_workday,,2026-02-20\n";
    std::fs::write(folder.path().join("c.csv"), days).unwrap();
    let text = format!(
        "[clock]\n{}\n[calendar]\nfile = \"c.csv\"\n[special_day.makeup_workday]\n\
         [queue.line]\nopening_hours = {opening_hours}\n[contact_type.calls]\ndemand = {{ {demand} }}\n\
         talk = {{ law = \"exponential\", mean = \"5min\" }}\n\
         patience = {{ law = \"exponential\", mean = \"2min\" }}\n[skill_group.front]\nagents = 10\n",
        super::WEEK
    );
    let scenario = scenario::load_text(&text, "s.toml", folder.path(), &[]).unwrap();
    let of_hours = scenario.warnings.into_iter();
    of_hours
        .filter(|warning| warning.key == "queue.line.opening_hours")
        .map(|warning| (warning.found.en, warning.advice.en))
        .collect()
}

#[test]
fn a_queue_that_is_closed_on_a_worked_day_is_said() {
    let daily = "daily_volume = \"240/day\", weekday = { sat-sun = 0 }";
    let said_of = |hours: &str| said(hours, daily);
    let found = said_of("{ mon-fri = \"00:00-24:00\" }");
    assert_eq!(found.len(), 1, "{found:?}");
    let (found, advice) = &found[0];
    assert!(found.starts_with("2026-02-14 is like a Friday"), "{found}");
    assert!(found.contains("of a Saturday: 240 expected"), "{found}");
    assert!(advice.contains("on each Saturday"), "{advice}");
    // Half of the day or more.
    let found = said_of("{ mon-fri = \"24h\", sat = \"06:00-12:00\" }");
    assert!(found[0].0.contains(": 180 expected"), "{found:?}");
    assert!(said_of("{ mon-fri = \"24h\", sat = \"06:00-20:00\" }").is_empty());
    assert!(said_of("{ mon-sat = \"24h\" }").is_empty());
    assert!(said_of("\"24h\"").is_empty());
    // A rate is as high as on any Saturday, worked or not.
    assert!(said("{ mon-fri = \"24h\" }", "rate = \"10/h\"").is_empty());
}
