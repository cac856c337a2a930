//! What is wrong, or changes nothing, in calendars, special days and daily volumes.

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
