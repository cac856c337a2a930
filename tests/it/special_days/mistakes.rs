//! What is wrong, or changes nothing, in calendars, special days and daily volumes.

use springtide::scenario;

use super::{WEEK, load, loaded};

#[test]
fn factors_are_numbers_and_mistakes_have_their_place_and_fix() {
    let files = [("c.csv", "date,kind,name\n2026-02-11,holiday,\n")];
    for (lines, key, words) in [
        (
            "volume = \"110%\"",
            "special_day.holiday.volume",
            "write 1.1",
        ),
        (
            "handling = \"+10%\"",
            "special_day.holiday.handling",
            "write 1.1",
        ),
        (
            "shrinkage = \"30%\"",
            "special_day.holiday.shrinkage",
            "write 0.3 for so much of it, or 1.3",
        ),
        ("handling = 0", "special_day.holiday.handling", "above 0"),
        (
            "volume = -1",
            "special_day.holiday.volume",
            "from 0 to 1,000",
        ),
        (
            "volume = 1e9",
            "special_day.holiday.volume",
            "from 0 to 1,000",
        ),
        (
            "volume = { \"+15\" = 1 }",
            "special_day.holiday.volume.\"+15\"",
            "\"-14\" to \"+14\"",
        ),
        (
            "volume = { \"1\" = 1, \"+1\" = 2 }",
            "special_day.holiday.volume.\"+1\"",
            "each day once",
        ),
        (
            "volume = [1, 2]",
            "special_day.holiday.volume",
            "factors by days from it",
        ),
        (
            "profile = \"sunday\"",
            "special_day.holiday.profile",
            "counts_as = \"sun\"",
        ),
        (
            "profile = \"no.csv\"",
            "special_day.holiday.profile",
            "no such file",
        ),
        (
            "counts_as = \"sunday\"",
            "special_day.holiday.counts_as",
            "write `sun`",
        ),
        (
            "sheet = \"a\"",
            "special_day.holiday.sheet",
            "without `profile`",
        ),
        (
            "volum = 1",
            "special_day.holiday.volum",
            "did you mean `volume`?",
        ),
    ] {
        let sections = format!("[calendar]\nfile = \"c.csv\"\n[special_day.holiday]\n{lines}\n");
        let problems = load(WEEK, "rate = \"1/h\"", &sections, &files).unwrap_err();
        let found: Vec<_> = problems.iter().collect();
        assert_eq!(found.len(), 1, "{lines}: {problems}");
        assert_eq!(found[0].key, key, "{lines}");
        let said = format!("{:?}", found[0]).replace("\\\"", "\"");
        assert!(said.contains(words), "{lines}: {said}");
    }
}

#[test]
fn mistakes_of_daily_volumes_have_their_place_and_fix() {
    for (demand, key, words) in [
        ("daily_volume = 1200", "daily_volume", "1200/day"),
        (
            "daily_volume = \"1/day\", weekday = { monday = 1 }",
            "weekday.monday",
            "write `mon`",
        ),
        (
            "daily_volume = \"1/day\", weekday = 2",
            "weekday",
            "factors by day of the week",
        ),
        (
            "daily_volume = \"1/day\", trend = \"5%\"",
            "trend",
            "5%/year",
        ),
        (
            "daily_volume = \"1/day\", trend_from = \"2026-01-01\"",
            "trend_from",
            "without `trend`",
        ),
        (
            "rate = \"1/h\", trend = \"+5%/year\"",
            "trend",
            "without `daily_volume`",
        ),
        (
            "rate = \"1/h\", sheet = \"a\"",
            "sheet",
            "without `curve` or `profile`",
        ),
        (
            "daily_volume = \"1/day\", rate = \"1/h\"",
            "daily_volume",
            "both",
        ),
        (
            "daily_volume = \"9999999999/day\"",
            "daily_volume",
            "more than 100,000,000/h",
        ),
    ] {
        let problems = load(WEEK, demand, "", &[]).unwrap_err();
        let problem = problems.iter().next().unwrap();
        assert!(problem.key.ends_with(key), "{demand}: {problem:?}");
        let said = format!("{problem:?}");
        assert!(said.contains(words), "{demand}: {said}");
    }
}

#[test]
fn what_changes_nothing_is_said() {
    let warnings = |sections: &str| -> Vec<String> {
        let files = [("c.csv", "date,kind,name\n2026-02-11,holiday,\n")];
        let scenario = loaded(WEEK, "rate = \"1/h\"", sections, &files);
        scenario.warnings.iter().map(ToString::to_string).collect()
    };
    let calendar = "[calendar]\nfile = \"c.csv\"\n";
    let found = warnings(calendar);
    assert!(
        found[0].contains("1 day of the kind \"holiday\", which changes nothing"),
        "{found:?}"
    );
    let found = warnings(&format!("{calendar}[special_day.holliday]\nvolume = 2\n"));
    assert!(
        found
            .iter()
            .any(|said| said.contains("did you mean `holiday`?")),
        "{found:?}"
    );
    let found = warnings("[special_day.holiday]\nvolume = 2\n");
    assert!(found[0].contains("name a file with its days"), "{found:?}");
    assert!(warnings(&format!("{calendar}[special_day.holiday]\n")).is_empty());
    let files = [
        (
            "c.csv",
            "date,kind,name,replaces\n2026-02-14,makeup_workday,,fri\n",
        ),
        (
            "w.csv",
            "interval_start,calls_per_hour\nFri 08:00,1\nSat 08:00,1\n",
        ),
    ];
    let scenario = loaded(WEEK, "curve = \"w.csv\"", calendar, &files);
    let found = scenario.warnings[0].to_string();
    assert!(
        found.contains("2026-02-14 is to be like another day"),
        "{found}"
    );
    let swing = "sinusoid = { mean = \"9/h\", amplitude = \"1/h\", period = \"24h\" }";
    let sections = format!("{calendar}[special_day.makeup_workday]\nvolume = 2\n");
    let scenario = loaded(WEEK, swing, &sections, &files);
    let found = scenario.warnings[0].to_string();
    assert!(found.contains("which a sinusoid does not take"), "{found}");
}

#[test]
fn a_day_that_is_named_twice_is_refused() {
    let files = [
        (
            "a.csv",
            "date,kind,name\n2026-02-11,holiday,x\n2026-02-11,holiday,x\n",
        ),
        ("b.csv", "date,kind,name\n2026-02-11,holiday,x\n"),
    ];
    let sections = "[calendar]\nfile = [\"a.csv\", \"b.csv\"]\n[special_day.holiday]\n";
    let problems = load(WEEK, "rate = \"1/h\"", sections, &files).unwrap_err();
    assert_eq!(problems.count(), 2, "{problems}");
}

/// Keys that are read and have nothing to change here.
#[test]
fn keys_without_effect_are_said() {
    let files = [
        ("c.csv", "date,kind,name\n2026-02-11,holiday,\n"),
        ("d.csv", "interval_start,weight\n08:00,1\n"),
        ("l.csv", "at\n2026-02-11 10:00:00\n"),
        (
            "f.csv",
            "interval_start,calls_per_hour\n2026-02-09 00:00,1\n2026-02-16 00:00,1\n",
        ),
    ];
    let calendar = "[calendar]\nfile = \"c.csv\"\n[special_day.holiday]\n";
    let keys = |demand: &str, sections: &str| -> Vec<String> {
        let scenario = loaded(WEEK, demand, &format!("{calendar}{sections}"), &files);
        let said = scenario.warnings.iter();
        let said = said.filter(|warning| warning.found.en.contains("changes nothing"));
        said.map(|warning| warning.key.clone()).collect()
    };
    let rate = "rate = \"1/h\"";
    let daily = "daily_volume = \"24/day\"";
    let dated = "curve = \"f.csv\"";
    let course = "counts_as = \"sun\"\nprofile = \"d.csv\"\n";
    let of_kind = [
        "special_day.holiday.counts_as",
        "special_day.holiday.profile",
    ];
    assert_eq!(keys(rate, course), of_kind);
    assert!(keys(daily, course).is_empty());
    let own = format!("[contact_type.calls.special_day.holiday]\n{course}");
    let of_type = of_kind.map(|key| format!("contact_type.calls.{key}"));
    assert_eq!(keys(rate, &own), of_type);
    assert!(keys(daily, &own).is_empty());
    assert_eq!(keys(dated, "volume = 2"), ["special_day.holiday.volume"]);
    assert!(keys(dated, "volume = 1").is_empty());
    assert!(keys(rate, "volume = 2").is_empty());
    let own = "[contact_type.calls.special_day.holiday]\nvolume = 2";
    assert!(keys(dated, own).is_empty());
    let recorded = "volume = 2\n[log]\nfile = \"l.csv\"\ntime = \"at\"";
    let replay = "replay = [\"*\"]";
    assert_eq!(keys(replay, recorded), ["special_day.holiday.volume"]);
    assert!(keys(replay, &recorded.replace('2', "1")).is_empty());
    // The people of the scenario have a shrinkage; recorded ones are there, whatever the day.
    assert!(keys(rate, "shrinkage = 1.5").is_empty());
    let text = |shrinkage: &str| {
        format!(
            "[clock]\n{WEEK}\n[queue.line]\n[contact_type.calls]\ndemand.rate = \"1/h\"\n\
             talk = {{ law = \"exponential\", mean = \"5min\" }}\n\
             [skill_group.front]\nagents = 10\n{calendar}{shrinkage}"
        )
    };
    for (lines, key) in [
        ("shrinkage = 1.5", Some("special_day.holiday.shrinkage")),
        ("shrinkage = 1", None),
        (
            "[skill_group.front.special_day.holiday]\nshrinkage = 1.5",
            Some("skill_group.front.special_day.holiday.shrinkage"),
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("c.csv"), files[0].1).unwrap();
        let scenario = scenario::load_text(&text(lines), "s.toml", folder.path(), &[]).unwrap();
        let said = scenario.warnings.iter();
        let said = said.filter(|warning| warning.found.en.contains("changes nothing"));
        let keys: Vec<&str> = said.map(|warning| warning.key.as_str()).collect();
        assert_eq!(keys, key.into_iter().collect::<Vec<_>>(), "{lines}");
    }
}

#[test]
fn a_sheet_of_events_is_refused() {
    let event = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nCATEGORIES:holiday\n\
                 DTSTART;VALUE=DATE:20260211\nEND:VEVENT\nEND:VCALENDAR\n";
    let files = [("c.ics", event)];
    let sections = "[calendar]\nfile = \"c.ics\"\n[special_day.holiday]\n";
    loaded(WEEK, "rate = \"1/h\"", sections, &files);
    let sections = sections.replace("[special", "sheet = \"Days\"\n[special");
    let problems = load(WEEK, "rate = \"1/h\"", &sections, &files).unwrap_err();
    let found: Vec<_> = problems.iter().collect();
    assert_eq!(found.len(), 1, "{problems}");
    assert_eq!(found[0].key, "calendar.sheet");
    assert!(found[0].found.contains("without a workbook"), "{problems}");
}

/// Each of two mistakes that belong together is told.
#[test]
fn a_wrong_trend_is_told_beside_its_wrong_date() {
    let demand = "daily_volume = \"1/day\", trend = \"5%\", trend_from = \"2026-13-01\"";
    let problems = load(WEEK, demand, "", &[]).unwrap_err();
    let mut keys: Vec<&str> = problems
        .iter()
        .map(|problem| problem.key.as_str())
        .collect();
    keys.sort_unstable();
    let demand = "contact_type.calls.demand";
    assert_eq!(
        keys,
        [format!("{demand}.trend"), format!("{demand}.trend_from")]
    );
}

/// Files from Windows end their lines with a carriage return, which nobody wants to see.
#[test]
fn line_ends_are_not_shown() {
    let files = [("c.csv", "date,kind,name\r\n2026-02-30,holiday,feast\r\n")];
    let sections = "[calendar]\nfile = \"c.csv\"\n[special_day.holiday]\n";
    let problems = load(WEEK, "rate = \"1/h\"", sections, &files).unwrap_err();
    let shown = problems.to_string();
    assert!(shown.contains("2026-02-30,holiday,feast\n"), "{shown}");
    assert!(!shown.contains(['\r', '\u{fffd}']), "{shown}");
}
