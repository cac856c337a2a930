//! What parts are called before people, and in files.

use springtide::model::Language;
use springtide::report::{measures_csv, summary_json, table};

use crate::small::{SCENARIO, Study};

/// The small centre with a title of each kind.
fn titled() -> Study {
    let text = SCENARIO
        .replace(
            "[clock]",
            "title = { en = \"Autumn night\", zh = \"秋夜\" }\nlanguage = \"zh\"\n[clock]",
        )
        .replace(
            "[queue.hotline]\n",
            "[queue.hotline]\ntitle = { en = \"The hotline\", zh = \"热线\" }\n",
        )
        .replace(
            "[skill_group.experts]\n",
            "[skill_group.experts]\ntitle = \"Experts of claims\"\n",
        )
        .replace(
            "[contact_type.calls]\n",
            "[contact_type.calls]\ntitle = { zh = \"来电\" }\n",
        );
    Study::of(&text, &["replication.replications=2"], 1)
}

#[test]
fn tables_show_titles_and_files_names() {
    let study = titled();
    let text = table::to_text(&study.findings(), 100);
    assert!(text.starts_with("Autumn night\n"), "{text}");
    assert!(text.contains("Queues"), "{text}");
    for (head, is_shown) in [
        ("The hotline", true),
        ("   hotline ", false),
        ("claims", true),
        ("Experts of claims", true),
        ("experts", false),
    ] {
        assert_eq!(text.contains(head), is_shown, "{head}: {text}");
    }
    assert!(
        study.verdict().contains("The hotline"),
        "{}",
        study.verdict()
    );
    let csv = study.written(measures_csv::write);
    assert!(csv.contains(",queue,hotline,"), "{csv}");
    assert!(csv.contains(",group,experts,"), "{csv}");
    assert!(!csv.contains("Experts"), "{csv}");
    let json = study.written(summary_json::write);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["scenario"], "two queues");
    assert_eq!(json["title"]["zh"], "秋夜");
    assert_eq!(json["queues"][0]["name"], "hotline");
    assert_eq!(json["queues"][0]["title"]["en"], "The hotline");
    assert!(json["queues"][1].get("title").is_none(), "{json}");
    assert_eq!(json["skill_groups"][1]["title"]["zh"], "Experts of claims");
}

#[test]
fn a_title_in_one_language_serves_both() {
    let study = titled();
    let findings = study.findings();
    let centre = findings.centre;
    assert_eq!(centre.language(), Language::Chinese);
    let calls = &centre.contact_types()[0];
    assert_eq!(calls.title_in(Language::English), "来电");
    assert_eq!(centre.queues()[0].title_in(Language::Chinese), "热线");
    assert_eq!(centre.queues()[1].title_in(Language::Chinese), "claims");
}
