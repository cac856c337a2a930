//! What is told in English is told in Chinese.

use springtide::measures::{ScopeKind, glossary};
use springtide::model::Language;

use crate::small::Study;

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
