//! What is told in English is told in Chinese.

use std::collections::BTreeSet;
use std::fs;

use springtide::measures::{ScopeKind, glossary};
use springtide::model::Language;
use springtide::report::page;
use springtide::scenario::{load_plans_text, warnings};

use crate::small::{SCENARIO, Study};

/// A run with every kind of measure.
fn everything() -> Study {
    Study::run(
        &[
            "clock.horizon=2 days",
            "report.line_length=true",
            "report.within=[\"10s\", \"2min\"]",
            "report.waiting_over=[\"30min\", \"90s\"]",
            "report.percentiles=[\"50%\", \"99.5%\"]",
            "replication.replications=2",
            "currency=\"CNY\"",
            "skill_group.front.hourly_rate=60",
        ],
        2,
    )
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn every_measure_has_words_in_both_languages() {
    let study = everything();
    let measures = study.findings().estimates.catalogue().measures();
    assert!(measures.len() > 50, "{} measures", measures.len());
    assert!(measures.iter().any(|measure| measure.name == "cost"));
    for measure in measures {
        let name = &measure.name;
        let [en, zh] = Language::ALL.map(|language| glossary::label(measure, language));
        assert!(en.starts_with(|c: char| c.is_uppercase()), "{name}: {en}");
        assert!(
            !en.contains('_') || name.starts_with("handled_by_"),
            "{name}: {en}"
        );
        assert!(is_chinese(&zh), "{name}: {zh}");
        let [en, zh] = Language::ALL.map(|language| glossary::definition(measure, language));
        assert!(!en.is_empty() && !is_chinese(&en), "{name}: {en}");
        assert!(is_chinese(&zh), "{name}: {zh}");
    }
}

#[test]
fn no_two_measures_of_a_part_are_called_the_same() {
    let study = everything();
    let measures = study.findings().estimates.catalogue().measures();
    for kind in ScopeKind::ALL {
        for language in Language::ALL {
            let of_kind = measures.iter().filter(|measure| measure.is_of(kind));
            let mut labels: Vec<String> = of_kind
                .map(|measure| glossary::label(measure, language))
                .collect();
            let all = labels.len();
            labels.sort_unstable();
            labels.dedup();
            assert_eq!(labels.len(), all, "{kind:?} {language:?}");
        }
    }
}

/// A scenario in which much is allowed but probably not meant, and files with the like.
const DOUBTFUL: &str = r#"
currency = "EUR"
[clock]
start = "2026-10-24"
time_zone = "Europe/Berlin"
horizon = "3 days"
interval = "30min"
[replication]
replications = 2
most_replications = 50
[calendar]
file = ["days.csv", "days.ics"]
[special_day.holiday]
profile = "profile.csv"
counts_as = "sun"
shrinkage = 1.5
[special_day.festival]
volume = 2
[log]
file = "log.csv"
time = "when"
contact_type = "what"
[queue.open]
[queue.closed]
opening_hours = { wed = "09:00-10:00" }
[queue.empty]
target = { wait = "10s" }
[contact_type.many]
queue = "open"
groups = ["few"]
talk = { law = "exponential", mean = "10min" }
demand.curve = "curve.csv"
[contact_type.impatient]
queue = "open"
groups = ["few"]
patience = { law = "exponential", mean = "1min" }
talk = { law = "exponential", mean = "10min" }
demand.rate = "100/h"
[contact_type.recorded]
queue = "open"
groups = ["few", "shifts"]
talk = { law = "exponential", mean = "1min" }
demand.replay = ["calls"]
[contact_type.unseen]
queue = "closed"
groups = ["absent"]
patience = { law = "exponential", mean = "1min" }
talk = { law = "exponential", mean = "1min" }
demand.sinusoid = { mean = "1/h", amplitude = "0.5/h", period = "24h" }
[skill_group.few]
agents = 3
hourly_rate = 20
[skill_group.absent]
agents = 0
[skill_group.shifts]
sessions = { file = "sessions.csv" }
[variant.same.change]
skill_group.few.agents = 3
[variant.none.change]
skill_group.few.agents = 0
"#;

const FILES: [(&str, &str); 6] = [
    (
        "days.csv",
        "date,kind,nam\n2026-10-24,holiday,x\n2026-10-25,payday,y\n",
    ),
    (
        "days.ics",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261026\r\nCATEGORIES:holiday\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ),
    ("profile.csv", "interval_start,weight\n00:00,1\n12:00,2\n"),
    (
        "curve.csv",
        "interval_start,many_per_hour\n2026-10-24 06:00,900\n2026-10-24 12:00,800\n",
    ),
    (
        "log.csv",
        "when,what\n2026-10-20 10:00:00,calls\n2026-10-25 02:30:00,calls\n2026-10-25 02:10:00,calls\n2026-10-25 05:10:00,other\n",
    ),
    (
        "sessions.csv",
        "agent,start,end\na,2026-10-24 08:00,2026-10-24 12:00\na,2026-10-24 11:00,2026-10-24 13:00\nb,2026-10-25 02:30,2026-10-25 09:00\nc,2026-10-01 08:00,2026-10-01 12:00\n",
    ),
];

#[test]
fn every_warning_is_told_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in FILES {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let plans = match load_plans_text(DOUBTFUL, "doubtful.toml", folder.path(), &[], &[]) {
        Ok(plans) => plans,
        Err(problems) => panic!("{problems}"),
    };
    let mut kinds = BTreeSet::new();
    for warning in warnings(&plans) {
        for note in [&warning.found, &warning.advice, &warning.written()] {
            assert!(!is_chinese(&note.en), "{note:?}");
            assert!(is_chinese(&note.zh), "{note:?}");
            // What is not a name or a number is Chinese.
            let words = note.zh.split(|c: char| !c.is_ascii_alphabetic());
            let english = ["the", "of", "is", "are", "and", "no", "or", "write", "this"];
            let left = words.filter(|word| english.contains(word)).count();
            assert_eq!(left, 0, "{note:?}");
        }
        kinds.insert(warning.advice.en);
    }
    assert!(kinds.len() >= 17, "{}: {kinds:#?}", kinds.len());
}

#[test]
fn what_is_noted_on_a_page_is_in_its_language() {
    let patient = SCENARIO
        .lines()
        .filter(|line| !line.starts_with("patience"))
        .collect::<Vec<_>>()
        .join("\n");
    let study = Study::of(
        &patient,
        &["replication.replications=2", "report.most_interval_rows=3"],
        1,
    );
    let report = study.report();
    let page =
        |language| study.written(|out, findings| page::write_run(out, findings, &report, language));
    let said = [
        ("nobody hangs up", "没有客户会挂断"),
        ("the table of intervals keeps 3 rows", "时段表保留3行"),
    ];
    let [english, chinese] = Language::ALL.map(page);
    for (en, zh) in said {
        assert!(english.contains(en) && !english.contains(zh), "{en}");
        assert!(chinese.contains(zh) && !chinese.contains(en), "{zh}");
    }
}
