//! The page: whole in both languages, from numbers alone, and nothing in it that its reader did not ask for.
//!
//! The pages are left in the folder `pages` of cargo's temporary folder, for people to look at.

use std::fs;
use std::path::Path;

use springtide::compile;
use springtide::experiment::{
    Comparison, Contender, Criterion, Period, Scope, Selection, Zone, compare, compare_and_choose,
};
use springtide::measures::Better;
use springtide::model::{Language, QueueId};
use springtide::report::comparison::{summary_json, table};
use springtide::report::{Compared, Findings, page};
use springtide::scenario::{Plan, load_plans_text};

/// A day with an evening peak, and three plans against it.
const PLANS: &str = r#"# Which plan keeps the hotline's promise in the evening?
title = { en = "Spring festival", zh = "春节客服中心" }

[clock]
start = "2026-02-16"
time_zone = "Asia/Shanghai"
horizon = "2 days"
interval = "1h"

[replication]
replications = 40
seed = 5

[queue.hotline]
title = { en = "Hotline", zh = "热线" }
[queue.hotline.target]
wait = "20s"
share = "80%"
abandonment = "5%"

[queue.chat]
title = { en = "Chat", zh = "在线会话" }
[queue.chat.target]
wait = "1min"
asa = "40s"

[contact_type.calls]
title = { en = "Calls", zh = "来电" }
queue = "hotline"
talk = { law = "lognormal", mean = "4min", cv = 1.1 }
patience = { law = "exponential", mean = "3min" }
demand = { sinusoid = { mean = "100/h", amplitude = "50/h", period = "24h", phase = "14h" } }

[contact_type.chats]
title = { en = "Chats", zh = "会话" }
queue = "chat"
talk = { law = "lognormal", mean = "6min", cv = 0.8 }
demand.rate = "20/h"

[skill_group.voice]
title = { en = "Voice team", zh = "电话组" }
serves = ["calls"]
agents = 9

[skill_group.text]
title = { en = "Chat team", zh = "在线组" }
serves = ["chats"]
agents = 4

[variant.five-more]
title = { en = "Five more agents", zh = "增加五名坐席" }
change.skill_group.voice.agents = 14

[variant.pooled]
title = { en = "One pooled team", zh = "合并团队" }
change.skill_group.voice = { serves = ["calls", "chats"] }
change.skill_group.text = { serves = ["chats", "calls"] }
"#;

/// Plans that were simulated on the same chance.
struct Simulated {
    plans: Vec<Plan>,
    comparison: Comparison,
    selection: Option<Selection>,
}

impl Simulated {
    fn of(text: &str, overrides: &[&str]) -> Self {
        Self::chosen(text, overrides, None)
    }

    /// The same, with a choice of the best by a measure of the centre.
    fn chosen(text: &str, overrides: &[&str], best: Option<(&str, Zone)>) -> Self {
        Self::chosen_of(Scope::Centre, text, overrides, best)
    }

    /// The same, by a measure of a part of it.
    fn chosen_of(part: Scope, text: &str, overrides: &[&str], best: Option<(&str, Zone)>) -> Self {
        let overrides: Vec<String> = overrides.iter().map(|&text| text.to_owned()).collect();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let plans = load_plans_text(text, "plans.toml", folder, &overrides, &[]).unwrap();
        let inputs: Vec<_> = (plans.iter())
            .map(|plan| compile::compile(&plan.scenario.centre, &plan.scenario.report))
            .collect();
        let contenders: Vec<Contender<'_>> = (plans.iter().zip(&inputs))
            .map(|(plan, inputs)| Contender {
                inputs,
                centre: &plan.scenario.centre,
                report: &plan.scenario.report,
                until: None,
            })
            .collect();
        let replication = &plans[0].scenario.replication;
        let (comparison, selection) = match best {
            None => {
                let found = compare(&contenders, replication, Some(2), &|_| {}).unwrap();
                (found, None)
            }
            Some((measure, indifference)) => {
                let criterion = Criterion {
                    measure: measure.to_owned(),
                    scopes: vec![part; plans.len()],
                    better: Better::Lower,
                    indifference,
                    confidence: replication.confidence,
                    most_replications: 400,
                };
                let found =
                    compare_and_choose(&contenders, replication, &criterion, Some(2), &|_| {});
                let (comparison, selection) = found.unwrap();
                (comparison, Some(selection))
            }
        };
        Self {
            plans,
            comparison,
            selection,
        }
    }

    fn findings(&self) -> Vec<Findings<'_>> {
        (self.plans.iter().enumerate())
            .map(|(i, plan)| Findings {
                scenario: &plan.scenario.name,
                variant: &plan.name,
                variant_title: plan.title.as_ref(),
                question: plan.scenario.question.as_deref(),
                hash: &plan.scenario.hash,
                overrides: &[],
                centre: &plan.scenario.centre,
                plan: plan.scenario.replication,
                warnings: &[],
                log: None,
                estimates: self.comparison.estimates(i),
            })
            .collect()
    }

    fn page(&self, language: Language) -> String {
        let (findings, report) = (self.findings(), &self.plans[0].scenario.report);
        let mut out = Vec::new();
        if let [alone] = &findings[..] {
            page::write_run(&mut out, alone, report, language).unwrap();
        } else {
            page::write_plans(&mut out, &self.compared(&findings), report, language).unwrap();
        }
        String::from_utf8(out).unwrap()
    }

    fn compared<'a>(&'a self, findings: &'a [Findings<'a>]) -> Compared<'a> {
        Compared {
            plans: findings,
            comparison: &self.comparison,
            selection: self.selection.as_ref(),
            shows_targets: false,
        }
    }

    /// The page in each language, left for people under a name.
    fn pages(&self, name: &str) -> [String; 2] {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
        fs::create_dir_all(&folder).unwrap();
        Language::ALL.map(|language| {
            let text = self.page(language);
            let file = format!("{name}-{}.html", language.code());
            fs::write(folder.join(file), &text).unwrap();
            text
        })
    }
}

/// What a reader sees outside of charts: no tags, no style, no script, no names of files, no English list.
fn prose(page: &str) -> String {
    let mut text = page.to_owned();
    for (from, to) in [
        ("<style", "</style>"),
        ("<script", "</script>"),
        ("<svg", "</svg>"),
        ("<code", "</code>"),
        ("<ul lang=\"en\"", "</ul>"),
    ] {
        while let Some(begin) = text.find(from) {
            let end = begin + text[begin..].find(to).unwrap() + to.len();
            text.replace_range(begin..end, "");
        }
    }
    let mut seen = String::new();
    let mut is_tag = false;
    for c in text.chars() {
        match c {
            '<' => is_tag = true,
            '>' => {
                is_tag = false;
                seen.push('\n');
            }
            _ if !is_tag => seen.push(c),
            _ => {}
        }
    }
    seen
}

/// What a reader sees of a section, line by line.
fn section(page: &str, id: &str) -> Vec<String> {
    let from = page.find(&format!("<section id=\"{id}\"")).unwrap();
    let section = &page[from..from + page[from..].find("</section>").unwrap()];
    let lines = prose(section);
    let told = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    told.map(|line| line.replace('\u{a0}', " ")).collect()
}

fn sentences(page: &str) -> Vec<String> {
    section(page, "answer")
}

fn is_chinese(c: char) -> bool {
    ('\u{3000}'..='\u{9fff}').contains(&c)
}

#[test]
fn a_page_of_plans_is_whole_in_both_languages() {
    let compared = Simulated::of(PLANS, &[]);
    let [en, zh] = compared.pages("plans");
    for page in [&en, &zh] {
        assert!(page.len() < page::MOST_BYTES, "{} bytes", page.len());
        assert_eq!(sentences(page).len(), 2, "{:?}", sentences(page));
        for id in ["numbers", "assumptions", "definitions", "making"] {
            assert!(page.contains(&format!("<section id=\"{id}\"")), "{id}");
        }
        assert!(page.contains(&compared.plans[2].scenario.hash));
    }
    assert!(!prose(&en).contains(is_chinese), "{}", prose(&en));
    // Names of programs, zones and ways to count have no other words.
    let known = [
        "springtide",
        "ASA",
        "AHT",
        "SHA-256",
        "Asia",
        "Shanghai",
        "plans",
    ];
    for line in prose(&zh).lines() {
        let words = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        for word in words.filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic())) {
            let is_question = line.starts_with("Which plan");
            assert!(is_question || known.contains(&word), "{word} in {line}");
        }
    }
}

#[test]
fn the_answer_is_made_from_the_numbers() {
    let compared = Simulated::of(PLANS, &[]);
    let [first, second] = &sentences(&compared.page(Language::English))[..] else {
        panic!("two sentences");
    };
    let level = compared.comparison.estimates(1);
    let level = level.get("service_level", Scope::Centre, Period::Horizon);
    let percent = 100.0 * level.unwrap().value().unwrap();
    let shown = format!("{percent:.1} % of contacts");
    assert!(first.starts_with("“Five more agents” "), "{first}");
    assert!(
        first.contains("surely") && first.contains("confidence"),
        "{first}"
    );
    assert!(
        first.contains(&shown) || first.contains(&format!("{percent:.0} %")),
        "{first}: {shown}"
    );
    assert!(second.contains("promises"), "{second}");
    assert!(
        second.contains("18 paid people on average, 5 more"),
        "{second}"
    );
}

/// The page in both languages, the terminal and `summary.json` tell the same of the same stretches.
#[test]
fn the_worst_stretch_of_each_plan_is_told_everywhere() {
    let compared = Simulated::of(PLANS, &[]);
    let [en, zh] = compared.pages("plans").map(|page| section(&page, "worst"));
    let findings = compared.findings();
    let of_all = compared.compared(&findings);
    let terminal = table::to_text(&of_all, 120);
    let paragraphs = terminal.split("\n\n");
    let paragraph = paragraphs
        .into_iter()
        .find(|text| text.starts_with("worst stretch"));
    let paragraph = paragraph.unwrap();
    let sentence = en
        .iter()
        .find(|line| line.starts_with("Under the base plan"));
    assert!(paragraph.contains(&**sentence.unwrap()), "{paragraph}");
    let mut json = Vec::new();
    summary_json::write(&mut json, &of_all).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let plans = json["plans"].as_array().unwrap().iter();
    let plans: Vec<String> = plans
        .map(|plan| plan["worst_stretch"].to_string())
        .collect();
    let told = [
        en.join(" | "),
        zh.join(" | "),
        paragraph.to_owned(),
        plans.join("\n"),
    ];
    insta::assert_snapshot!(told.join("\n\n"));
}

/// Where all are worst at the same time, a last column would say the same again; where nothing is known by
/// interval, there is nothing to tell.
#[test]
fn worst_stretches_are_told_once_or_not_at_all() {
    let day = "clock.horizon=\"4h\"";
    let (two_plans, _) = PLANS.split_once("[variant.pooled]").unwrap();
    let same = Simulated::of(two_plans, &[day, "clock.interval=\"4h\""]);
    let lines = section(&same.page(Language::English), "worst");
    assert!(
        !lines.iter().any(|line| line.contains("last column")),
        "{lines:?}"
    );
    let unknown = Simulated::of(PLANS, &[day, "report.intervals=false"]);
    let page = unknown.page(Language::English);
    assert!(!page.contains("<section id=\"worst\""));
}

#[test]
fn the_answer_says_what_a_plan_costs() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/10-plans.toml");
    let text = fs::read_to_string(path).unwrap();
    let compared = Simulated::of(&text, &["replication.replications=30"]);
    let [en, zh] = compared.pages("cost");
    let [en, zh] = [sentences(&en)[1].clone(), sentences(&zh)[1].clone()];
    assert!(
        en.contains("costs 20,160 CNY, 3,840 CNY more than the base plan"),
        "{en}"
    );
    assert!(zh.contains("费用为20,160元，比基准方案多3,840元"), "{zh}");
}

#[test]
fn a_choice_is_told_with_its_confidence() {
    let sure = Simulated::chosen(PLANS, &[], Some(("wait_mean", Zone::Absolute(1.0))));
    let [en, zh] = sure.pages("best");
    let told = "“Five more agents” is the best plan by “Mean wait” or within 1 s of the best, with 95 % confidence: ";
    assert!(sentences(&en)[0].starts_with(told), "{:?}", sentences(&en));
    assert!(
        sentences(&en)[0].contains(" shorter than the base plan"),
        "{:?}",
        sentences(&en)
    );
    assert!(
        sentences(&zh)[0].starts_with("按“平均等待时间”，“增加五名坐席”是最佳方案"),
        "{:?}",
        sentences(&zh)
    );
    let close = Simulated::chosen(PLANS, &[], Some(("wait_p99", Zone::Absolute(1e-6))));
    if let Some(Selection {
        outcome: springtide::experiment::Outcome::Undecided { .. },
        ..
    }) = &close.selection
    {
        let told = sentences(&close.page(Language::English));
        assert!(
            told[0].contains("is not decided at 95 % confidence"),
            "{told:?}"
        );
    } else {
        panic!("{:?}", close.selection);
    }
}

/// Which plan is best for one queue says nothing of the others.
#[test]
fn a_choice_by_a_part_names_the_part() {
    let best = Some(("wait_mean", Zone::Absolute(1.0)));
    let hotline = Scope::Queue(QueueId::new(0));
    let [en, zh] = Simulated::chosen_of(hotline, PLANS, &[], best).pages("best-of-hotline");
    let told =
        "“Five more agents” is the best plan by “Mean wait” of Hotline or within 1 s of the best";
    assert!(sentences(&en)[0].starts_with(told), "{:?}", sentences(&en));
    let told = "按热线的“平均等待时间”，“增加五名坐席”是最佳方案";
    assert!(sentences(&zh)[0].starts_with(told), "{:?}", sentences(&zh));
}

#[test]
fn a_plan_that_changes_nothing_is_not_called_better() {
    let same = PLANS.replace(
        "change.skill_group.voice.agents = 14",
        "change.skill_group.voice.agents = 9",
    );
    let same = &same[..same.find("[variant.pooled]").unwrap()];
    let compared = Simulated::of(same, &[]);
    let [en, zh] = compared.pages("same");
    assert!(
        sentences(&en)[0].starts_with("No plan differs from the base plan"),
        "{:?}",
        sentences(&en)
    );
    assert!(
        sentences(&zh)[0].starts_with("没有方案与基准方案有差异"),
        "{:?}",
        sentences(&zh)
    );
    let once = Simulated::of(PLANS, &["replication.replications=1"]);
    let [en, _] = once.pages("once");
    assert!(
        sentences(&en)[0].starts_with("One replication cannot tell"),
        "{:?}",
        sentences(&en)
    );
    assert!(!en.contains("<b>better</b>"), "nothing is sure");
}

#[test]
fn a_page_of_one_plan_says_whether_the_promises_are_kept() {
    let alone = &PLANS[..PLANS.find("[variant").unwrap()];
    let [en, zh] = Simulated::of(alone, &[]).pages("one");
    assert!(
        sentences(&en)[0].contains("of 3 promises"),
        "{:?}",
        sentences(&en)
    );
    assert!(
        sentences(&en)[1].starts_with("Customers wait "),
        "{:?}",
        sentences(&en)
    );
    assert!(
        sentences(&zh)[0].contains("3项承诺"),
        "{:?}",
        sentences(&zh)
    );
    assert!(!en.contains("type=\"checkbox\""), "nothing to hide");
    let free = Simulated::of(alone, &["queue.hotline.target={}", "queue.chat.target={}"]);
    let [en, _] = free.pages("no-promise");
    assert!(
        sentences(&en)[0].starts_with("Nothing was promised"),
        "{:?}",
        sentences(&en)
    );
}

#[cfg(feature = "charts")]
#[test]
fn charts_for_which_there_is_no_room_are_named() {
    let alone = &PLANS[..PLANS.find("[variant").unwrap()];
    let fine = [
        "clock.horizon=20 days",
        "clock.interval=10min",
        "replication.replications=2",
    ];
    let [en, zh] = Simulated::of(alone, &fine).pages("long");
    for (page, told) in [(en, "For want of room"), (zh, "因篇幅所限")] {
        assert!(page.len() < page::MOST_BYTES, "{} bytes", page.len());
        let left_out = page.matches(told).count();
        assert!(left_out > 0, "{} bytes", page.len());
        assert_eq!(page.matches("<figure>").count() + left_out, 8);
    }
}

/// A page holds the numbers of the plans that do best, and stays small enough to be mailed.
#[test]
fn a_hundred_plans_are_one_page() {
    let mut text = PLANS[..PLANS.find("[variant").unwrap()].to_owned();
    for more in 1..100 {
        let agents = 9 + more;
        let variant = format!(
            "[variant.plan-{more}]\ntitle = \"{more} more\"\nchange.skill_group.voice.agents = {agents}\n"
        );
        text.push_str(&variant);
    }
    let compared = Simulated::of(&text, &["replication.replications=2"]);
    let [en, zh] = compared.pages("hundred");
    for (page, told) in [
        (&en, "the 30 plans that do best"),
        (&zh, "表现最好的30个方案"),
    ] {
        assert!(page.len() < page::MOST_BYTES, "{} bytes", page.len());
        assert!(page.contains(told), "{told}");
    }
    for id in ["worst", "numbers"] {
        let lines = section(&en, id);
        let is_plan = |line: &&String| {
            let number = line.strip_suffix(" more");
            number.is_some_and(|number| number.parse::<u32>().is_ok())
        };
        assert_eq!(lines.iter().filter(is_plan).count(), 30, "{id}");
    }
    assert!(
        !en.contains("<th scope=\"col\">1 more</th>"),
        "it helps least"
    );
    let answer = &sentences(&en)[0];
    let (_, rest) = answer.split_once('“').unwrap();
    let (best, _) = rest.split_once('”').unwrap();
    assert!(
        en.contains(&format!("<th scope=\"col\">{best}</th>")),
        "{answer}"
    );
}

#[test]
fn nothing_that_somebody_wrote_becomes_part_of_the_page() {
    let evil = "</style><script>alert(1)</script><img src=x onerror=\"alert(2)\">";
    let titled = PLANS
        .replace("Five more agents", &evil.replace('"', "\\\""))
        .replace("Spring festival", "<b>&amp;")
        .replace("Hotline", "</td><a href='https://example.org'>")
        .replace("Which plan keeps", "<i onclick=x> & \"which\" plan keeps");
    let compared = Simulated::of(&titled, &[]);
    let [en, _] = compared.pages("evil");
    assert_eq!(en.matches("<script").count(), 1, "one script, its own");
    for wrong in ["<img", "<a ", "<i ", "<b>&amp;<", "onerror=\"", "</td><a"] {
        assert!(!en.contains(wrong), "{wrong}");
    }
    assert!(
        en.contains("&#60;b&#62;&#38;amp;"),
        "what was written is shown"
    );
}

#[test]
fn a_page_asks_for_nothing() {
    let [en, zh] = Simulated::of(PLANS, &[]).pages("plans");
    for page in [en, zh] {
        let page = page.replace("http://www.w3.org/2000/svg", "");
        for word in [
            "http:",
            "https:",
            "url(",
            "@import",
            " src=",
            "<link rel=\"stylesheet",
            "fetch(",
        ] {
            assert!(!page.contains(word), "{word}");
        }
        assert!(page.contains("default-src 'none'"));
    }
}

#[test]
fn incidents_are_told_in_both_languages() {
    let incidents = "incident={ outage = { title = { en = \"Payments fail\", zh = \"支付故障\" }, \
                     at = \"2026-02-16 20:10\", contact_types = { calls = 1, chats = 0.2 }, size = 3, \
                     ramp = \"10min\", lasts = \"1h\", decay = \"40min\", \
                     announcement = { after = \"15min\", deflects = \"40%\" } }, \
                     slow = { rate = \"0.25/day\", contact_types = [\"calls\"], contacts = 80, lasts = \"20min\", \
                     announcement = { deflects = \"12.5%\", to = \"chats\", lasts = \"5min\" } } }";
    let told = Simulated::of(PLANS, &[incidents]).pages("incidents");
    let [english, chinese] = told.map(|page| prose(&page).replace('\u{a0}', " "));
    for (page, sentences) in [
        (
            english,
            [
                "“Payments fail” begins at 16 Feb 2026 20:10 and is over after 1:50:00 h. At its top it brings, \
                 beside those who come anyway, 3 times as many of Calls and 0.6 times as many of Chats. From \
                 15 min after its beginning customers are told of it: 40 % of all who would arrive with Calls \
                 and Chats then do not get in touch.",
                "“slow” happens at random, on average 0.5 times over the horizon, and is over after 20 min. It \
                 brings 80 contacts of Calls on average, beside those who come anyway. From its beginning for \
                 5 min customers are told of it: 12.5 % of all who would arrive with Calls then arrive as Chats \
                 instead.",
                "Deflection rate",
            ],
        ),
        (
            chinese,
            [
                "“支付故障”开始于2026年2月16日 20:10，历时1小时50分0秒。高峰时，除照常到达的之外另有联络：来电为平常的3倍和会话为平常的0.6倍。开始15分钟后发布公告：其间本会以来电和会话到达的客户中有40%不再联络。",
                "“slow”随机发生，整个时段平均0.5次，每次历时20分钟。除照常到达的之外，平均带来80个来电的联络。一开始发布公告，持续5分钟：其间本会以来电到达的客户中有12.5%改为“会话”到达。",
                "分流率",
            ],
        ),
    ] {
        for sentence in sentences {
            assert!(page.contains(sentence), "{sentence}\n{page}");
        }
    }
}
