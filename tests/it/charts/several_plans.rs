//! The charts of several plans side by side.

use roxmltree::Document;
use springtide::model::{Language, Title};
use springtide::report::charts::{self, Differences, Look, PlanDifference};
use springtide::report::{Chart, Findings, MarkedDay};

use super::{check, has, leave, marked, of_class};
use crate::small::{SCENARIO, Study};

/// Plans that differ in their people, with their names.
struct Plans {
    studies: Vec<(String, Option<Title>, Study)>,
}

impl Plans {
    fn new(text: &str, overrides: &[&str], plans: &[(&str, Option<Title>, u32)]) -> Self {
        let studies = plans.iter().map(|(name, title, agents)| {
            let agents = format!("skill_group.front.agents={agents}");
            let all = [overrides, &[&agents]].concat();
            ((*name).to_owned(), title.clone(), Study::of(text, &all, 2))
        });
        Self {
            studies: studies.collect(),
        }
    }

    fn findings(&self) -> Vec<Findings<'_>> {
        let studies = self.studies.iter();
        studies
            .map(|(name, title, study)| Findings {
                variant: name,
                variant_title: title.as_ref(),
                ..study.findings()
            })
            .collect()
    }

    /// Draws every chart, leaves it for people, and checks it: how many plots it has, and how many of
    /// them say something instead of showing something. Gives back SVG and texts.
    #[track_caller]
    fn look(
        &self,
        name: &str,
        look: &Look<'_>,
        panels: &[(Chart, usize, usize)],
    ) -> Vec<(String, Vec<String>)> {
        let findings = self.findings();
        panels
            .iter()
            .map(|(chart, panels, said)| {
                let svg = chart.svg(&findings, look).unwrap();
                leave(name, chart.files(), &svg);
                let texts = check(&format!("{name} {chart:?}"), &svg, *panels, *said);
                (svg, texts)
            })
            .collect()
    }

    /// Differences as the findings give them, one by one.
    fn differences(&self, measure: &str) -> Vec<PlanDifference> {
        let findings = self.findings();
        let value = |plan: usize| {
            let estimate =
                findings[plan].over_horizon(measure, springtide::experiment::Scope::Centre);
            let estimate = estimate.unwrap();
            (
                estimate.value().unwrap(),
                estimate.half_width().unwrap_or(0.0),
            )
        };
        let base = value(0);
        (1..findings.len())
            .map(|plan| {
                let (own, half_width) = value(plan);
                let (value, reach) = (own - base.0, half_width + base.1);
                PlanDifference {
                    plan,
                    value,
                    interval: Some((value - reach / 2.0, value + reach / 2.0)),
                    simultaneous: Some((value - reach, value + reach)),
                }
            })
            .collect()
    }
}

fn english(marked: &[MarkedDay]) -> Look<'_> {
    Look {
        marked,
        language: Language::English,
        hover: true,
    }
}

/// The charts with their plots where there are two queues and two groups, over the intervals of a day.
const TWO_QUEUES: [(Chart, usize); 7] = [
    (Chart::Wait, 3),
    (Chart::ServiceLevel, 3),
    (Chart::WaitDistribution, 3),
    (Chart::Flows, 3),
    (Chart::LineLength, 3),
    (Chart::Occupancy, 3),
    (Chart::ServiceLevelMap, 3),
];

fn shown(panels: &[(Chart, usize)]) -> Vec<(Chart, usize, usize)> {
    panels
        .iter()
        .map(|(chart, panels)| (*chart, *panels, 0))
        .collect()
}

#[test]
fn three_plans_on_a_day() {
    let plans = Plans::new(
        SCENARIO,
        &[
            "clock.interval=30min",
            "contact_type.calls.demand={ sinusoid = { mean = \"60/h\", amplitude = \"30/h\", period = \"24h\", phase = \"13h\" } }",
        ],
        &[
            ("base", None, 6),
            ("two-more", None, 8),
            ("two-fewer", None, 4),
        ],
    );
    let found = plans.look("three plans", &english(&[]), &shown(&TWO_QUEUES));
    for (svg, texts) in &found {
        for plan in ["Base plan", "two-more"] {
            let is_named = texts.iter().any(|text| text.starts_with(plan));
            assert!(is_named, "{plan}: {texts:?}");
        }
        let document = Document::parse(svg).unwrap();
        for plan in ["base", "two-more", "two-fewer"] {
            let own = |class| {
                of_class(&document, class)
                    .filter(|node| node.attribute("data-plan") == Some(plan))
                    .count()
            };
            assert!(own("series") > 0, "{plan}");
        }
        let told = of_class(&document, "told");
        for told in told {
            let count = |name, sign| told.attribute(name).unwrap().split(sign).count();
            assert_eq!(count("data-x", ' '), count("data-values", '|'));
        }
    }
    let map = Chart::ServiceLevelMap
        .svg(&plans.findings(), &english(&[]))
        .unwrap();
    let count = |text: &str| map.matches(text).count();
    assert_eq!(
        count("local time, Europe/Berlin"),
        1,
        "one axis for all maps of a day"
    );
    assert_eq!((count("\n06:00\n"), count("series map")), (1, 3), "{map}");
    let quiet = Look {
        hover: false,
        ..english(&[])
    };
    let svg = Chart::Wait.svg(&plans.findings(), &quiet).unwrap();
    assert!(!svg.contains("data-values"), "{svg}");
    assert!(svg.len() < found[0].0.len());
}

#[test]
fn ten_plans_with_long_names_over_three_weeks() {
    let names: Vec<String> = (0..10)
        .map(|i| {
            format!(
                "{}-{i}",
                "a-plan-with-more-words-than-anybody-reads".repeat(2)
            )
        })
        .collect();
    let mut all: Vec<(&str, Option<Title>, u32)> = names
        .iter()
        .zip(3..)
        .map(|(name, agents)| (name.as_str(), None, agents))
        .collect();
    all[0].0 = "base";
    let plans = Plans::new(
        SCENARIO,
        &[
            "clock.start=\"2026-02-09\"",
            "clock.horizon=\"21 days\"",
            "clock.interval=30min",
            "replication.replications=4",
        ],
        &all,
    );
    let days = marked(&[
        (16, "New Year's Eve"),
        (17, "Spring Festival"),
        (20, "make-up working day"),
    ]);
    let mut panels = shown(&TWO_QUEUES);
    for (chart, panels, _) in &mut panels {
        *panels = match chart {
            // Waits of most are known by day.
            Chart::Wait | Chart::ServiceLevelMap | Chart::Flows => 6,
            _ => *panels,
        };
    }
    let found = plans.look("ten plans", &english(&days), &panels);
    let note = "Shown are the 6 of 10 plans: the base plan and those with the shortest mean wait; measures.csv has all.";
    for ((chart, ..), (svg, texts)) in panels.iter().zip(&found) {
        assert!(has(texts, note), "{texts:?}");
        assert!(svg.len() < 700_000, "{chart:?}: {} bytes", svg.len());
    }
    let measures = ["service_level", "wait_mean"];
    let catalogue = plans.findings()[0].estimates.catalogue();
    let differences: Vec<Differences<'_>> = measures
        .iter()
        .map(|name| Differences {
            measure: catalogue.find(name).unwrap(),
            plans: plans.differences(name),
        })
        .collect();
    let svg = charts::differences(&plans.findings(), &differences, &english(&days)).unwrap();
    leave("ten plans", charts::DIFFERENCES, &svg);
    let texts = check("ten plans, differences", &svg, 2, 0);
    assert!(
        has(&texts, "better →") && has(&texts, "worse →"),
        "{texts:?}"
    );
}

#[test]
fn chinese_names_and_words() {
    let titled = |en: &str, zh: &str| {
        Some(Title {
            en: en.to_owned(),
            zh: zh.to_owned(),
        })
    };
    let text = SCENARIO
        .replace(
            "[queue.hotline]",
            "[queue.hotline]\ntitle = { en = \"Hotline\", zh = \"客户服务热线\" }",
        )
        .replace(
            "name = \"two queues\"",
            "name = \"two queues\"\ntitle = { en = \"Two queues\", zh = \"春节期间的两个队列\" }",
        );
    let plans = Plans::new(
        &text,
        &[
            "clock.start=\"2026-02-14\"",
            "clock.horizon=\"7 days\"",
            "clock.interval=1h",
        ],
        &[
            ("base", None, 5),
            (
                "more",
                titled("Two more", "热线增加两名员工并且延长服务时间到晚上十点"),
                7,
            ),
            ("fewer", titled("Fewer", "减少一名员工"), 4),
        ],
    );
    let days = marked(&[(16, "除夕"), (17, "春节")]);
    let look = Look {
        language: Language::Chinese,
        ..english(&days)
    };
    let mut panels = shown(&TWO_QUEUES);
    panels[0].1 = 6;
    let found = plans.look("chinese", &look, &panels);
    for (_, texts) in &found {
        let is_english = |text: &String| {
            // The names of rules and time zones are the same in every language.
            let text = text
                .replace("answered_only", "")
                .replace("abandons_miss", "");
            text.chars().filter(char::is_ascii_alphabetic).count() > 10 && !text.contains("Europe/")
        };
        let english: Vec<&String> = texts.iter().filter(|text| is_english(text)).collect();
        assert!(english.is_empty(), "{english:?}");
    }
    assert!(has(&found[0].1, "客户等待多久"), "{:?}", found[0].1);
    assert!(
        found[0].1.iter().any(|text| text.contains("2月17日")),
        "{:?}",
        found[0].1
    );
}

#[test]
fn costs_against_service_levels() {
    let text = format!("currency = \"CNY\"\n{SCENARIO}").replace(
        "[skill_group.front]",
        "[skill_group.front]\nhourly_rate = 60",
    );
    let names: Vec<String> = (1..9)
        .map(|more| format!("{more} more people on the first line"))
        .collect();
    let mut all = vec![("base", None, 4)];
    all.extend(
        names
            .iter()
            .zip(5..)
            .map(|(name, agents)| (name.as_str(), None, agents)),
    );
    let plans = Plans::new(&text, &[], &all);
    let found = plans.look("costs", &english(&[]), &[(Chart::Cost, 1, 0)]);
    let (svg, texts) = &found[0];
    assert!(
        has(texts, "cost over the whole period, CNY") && has(texts, "25,000"),
        "{texts:?}"
    );
    let document = Document::parse(svg).unwrap();
    let points: Vec<&str> = of_class(&document, "point")
        .map(|point| point.attribute("data-plan").unwrap())
        .collect();
    assert_eq!(points.len(), 9, "{points:?}");
    let chinese = Look {
        language: Language::Chinese,
        ..english(&[])
    };
    let svg = Chart::Cost.svg(&plans.findings(), &chinese).unwrap();
    leave("costs in chinese", Chart::Cost.files(), &svg);
    let texts = check("costs in chinese", &svg, 1, 0);
    assert!(has(&texts, "全部时段的费用（元）"), "{texts:?}");
    let without = Plans::new(SCENARIO, &[], &[("base", None, 4), ("more", None, 5)]);
    without.look("no costs", &english(&[]), &[(Chart::Cost, 1, 1)]);
}

#[test]
fn plans_with_other_queues_are_matched_by_name() {
    let base = Study::of(SCENARIO, &["clock.interval=1h"], 2);
    let renamed = SCENARIO.replace("claims", "complaints");
    let other = Study::of(&renamed, &["clock.interval=1h"], 2);
    let findings = [
        base.findings(),
        Findings {
            variant: "renamed",
            ..other.findings()
        },
    ];
    let svg = Chart::LineLength.svg(&findings, &english(&[])).unwrap();
    leave("other queues", Chart::LineLength.files(), &svg);
    let texts = check("other queues", &svg, 3, 0);
    assert!(has(&texts, "whole centre, customers in line"), "{texts:?}");
    let note = "Shown are the 2 of 3 queues with the longest mean wait; measures.csv has all.";
    assert!(has(&texts, note), "{texts:?}");
}

#[test]
fn no_plan_is_no_chart() {
    let error = Chart::Wait.svg(&[], &english(&[])).unwrap_err();
    assert_eq!(error.to_string(), "a chart of no plan");
}
