//! `report.html`: one page that opens from a mail attachment, prints, and asks nothing of anybody.
//!
//! It says the answer first, then shows the numbers of all plans beside each other, the charts, and what
//! all of that rests on. Style, script and charts are inside it; a policy in its head forbids any request
//! and any script but its own. Whatever a scenario's author wrote is escaped.

mod answer;
mod assumptions;
mod channels;
mod definitions;
mod incidents;
#[cfg(feature = "charts")]
mod inline;
mod journeys;
mod making;
mod notes;
mod relief;
mod script_hash;
mod subject;
mod table;
mod words;
mod worst;

use std::fmt::Write as _;
use std::io::{self, Write};

use askama::Template;

pub(super) use self::answer::sentences as answer;
use self::definitions::Definition;
pub(super) use self::making::{Fact, facts};
pub(super) use self::notes::notes;
pub(super) use self::subject::Subject;
pub use self::words::Words;
use super::{Compared, Findings};
use crate::model::{Language, ReportPlan};

/// The file's name.
pub const FILE: &str = "report.html";

/// The largest that a page may be.
pub const MOST_BYTES: usize = 2_000_000;

/// What stands around charts and explains them \[bytes\].
#[cfg(feature = "charts")]
const AROUND_CHARTS: usize = 30_000;

/// The most plans beside the base of which the numbers are shown: those that do best.
const MOST_OTHERS: usize = 30;

/// The most plans that stand beside the base in a table.
const MOST_BESIDE_BASE: usize = 5;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// The page, as the template sees it.
#[derive(Template)]
#[template(path = "report.html", config = "src/report/page/askama.toml")]
struct Page {
    code: &'static str,
    text: Texts,
    title: String,
    question: Option<String>,
    when: String,
    style: &'static str,
    hiding: String,
    script: &'static str,
    script_hash: String,
    answer: Vec<String>,
    worst: Option<worst::Table>,
    plans: Vec<PlanHead>,
    /// The plans of each table.
    tables: Vec<Vec<usize>>,
    are_plans_left_out: bool,
    are_parts_left_out: bool,
    sections: Vec<table::Section>,
    charts: Vec<DrawnChart>,
    charts_left_out: Vec<&'static str>,
    assumptions: Vec<String>,
    notes: Vec<String>,
    definitions: Vec<Definition>,
    making: Vec<Fact>,
}

/// A plan above its column and beside its box.
struct PlanHead {
    id: String,
    name: String,
    title: String,
}

/// Headings and hints.
struct Texts {
    answer: &'static str,
    numbers: &'static str,
    brackets: String,
    swipe: &'static str,
    open: &'static str,
    close: &'static str,
    marks: String,
    measure: &'static str,
    plans_left_out: String,
    parts_left_out: &'static str,
    charts: &'static str,
    shown: &'static str,
    left_out: &'static str,
    assumptions: &'static str,
    notes: &'static str,
    definitions: &'static str,
    making: &'static str,
    again: &'static str,
}

/// Writes the page of one plan, in a language.
///
/// # Errors
/// Fails only if `out` does.
pub fn write_run(
    out: &mut dyn Write,
    findings: &Findings<'_>,
    report: &ReportPlan,
    language: Language,
) -> io::Result<()> {
    write(out, &Subject::of_run(findings, language), report)
}

/// Writes the page of plans that were compared, in a language; `report` is that of the base.
///
/// # Errors
/// Fails only if `out` does.
pub fn write_plans(
    out: &mut dyn Write,
    compared: &Compared<'_>,
    report: &ReportPlan,
    language: Language,
) -> io::Result<()> {
    write(out, &Subject::of_plans(compared, language), report)
}

fn write(out: &mut dyn Write, subject: &Subject<'_>, report: &ReportPlan) -> io::Result<()> {
    let drawn_with = |drawn| page(subject, drawn).render().map_err(io::Error::other);
    #[cfg(not(feature = "charts"))]
    let text = {
        let _ = report;
        drawn_with(Drawn::default())?
    };
    #[cfg(feature = "charts")]
    let text = {
        let rest = drawn_with(Drawn::default())?.len() + AROUND_CHARTS;
        let room = MOST_BYTES.saturating_sub(rest);
        drawn_with(inline::charts(subject, report, room)?)?
    };
    out.write_all(text.as_bytes())
}

/// The charts that fit, as SVG, and the files of those that do not.
#[derive(Debug, Default)]
struct Drawn {
    charts: Vec<DrawnChart>,
    left_out: Vec<&'static str>,
}

/// A chart as SVG.
#[derive(Debug)]
struct DrawnChart {
    svg: String,
    /// Whether it is much higher than wide, so that it takes a sheet of paper of its own.
    is_tall: bool,
}

fn page(subject: &Subject<'_>, drawn: Drawn) -> Page {
    let words = subject.words;
    let base = subject.base();
    let Drawn { charts, left_out } = drawn;
    let sections = table::sections(subject);
    let foremost = answer::foremost(subject, MOST_OTHERS);
    let zone = base.centre.horizon().start().time_zone();
    let zone = zone.iana_name().unwrap_or("UTC");
    let when = words.horizon(base.centre.horizon());
    Page {
        code: words.code(),
        text: Texts::of(subject),
        title: title(subject),
        // It is in the language of those who wrote it.
        question: (base.question.filter(|_| base.centre.language() == words.0)).map(str::to_owned),
        when: words.pick(format!("{when} ({zone})"), format!("{when}（{zone}）")),
        style: STYLE,
        hiding: hiding(subject),
        script: SCRIPT,
        script_hash: script_hash::of(SCRIPT),
        answer: answer(subject),
        worst: worst::table(subject, &foremost),
        plans: (0..subject.plans.len())
            .map(|plan| PlanHead {
                id: box_id(plan),
                name: subject.plans[plan].variant.to_owned(),
                title: if subject.is_one() {
                    words.pick("Number", "数值").to_owned()
                } else {
                    subject.plan(plan)
                },
            })
            .collect(),
        tables: tables(&foremost),
        are_plans_left_out: subject.plans.len() > MOST_OTHERS + 1,
        are_parts_left_out: table::are_parts_left_out(subject),
        definitions: definitions::definitions(subject, &sections, !charts.is_empty()),
        sections,
        charts,
        charts_left_out: left_out,
        assumptions: assumptions::sentences(subject),
        notes: notes(subject),
        making: facts(subject),
    }
}

/// The plans of each table, as evenly as can be: the base, and so many of the others that a sheet of paper
/// holds them.
fn tables(others: &[usize]) -> Vec<Vec<usize>> {
    let tables = others.len().div_ceil(MOST_BESIDE_BASE).max(1);
    let each = others.len().div_ceil(tables).max(1);
    let with_base = |others: &[usize]| [&[0], others].concat();
    if others.is_empty() {
        return vec![with_base(&[])];
    }
    others.chunks(each).map(with_base).collect()
}

/// The centre, and the variant where it is alone.
pub(super) fn title(subject: &Subject<'_>) -> String {
    let words = subject.words;
    let base = subject.base();
    let centre = base.centre.title_in(words.0).to_owned();
    if subject.is_one() && base.variant != Findings::BASE {
        let plan = subject.plan(0);
        return words.pick(format!("{centre}: {plan}"), format!("{centre}：{plan}"));
    }
    centre
}

fn box_id(plan: usize) -> String {
    format!("plan-{plan}")
}

/// The rules by which a box hides a plan's curves, without a script.
fn hiding(subject: &Subject<'_>) -> String {
    let mut rules = String::new();
    if subject.is_one() {
        return rules;
    }
    for (plan, findings) in subject.plans.iter().enumerate() {
        let (id, name) = (box_id(plan), css_text(findings.variant));
        let off = format!("body:has(#{id}:not(:checked)) figure svg");
        // A string takes all that is written.
        let _ = writeln!(rules, "{off} .series[data-plan={name}]{{display:none}}");
        let _ = writeln!(rules, "{off} .key[data-plan={name}]{{opacity:.35}}");
    }
    rules
}

/// A text in CSS: everything but letters and digits by its number, so that no text can end the style.
fn css_text(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            quoted.push(c);
        } else {
            let _ = write!(quoted, "\\{:06x}", u32::from(c));
        }
    }
    quoted.push('"');
    quoted
}

impl Texts {
    fn of(subject: &Subject<'_>) -> Self {
        let words = subject.words;
        let confidence = words.share(subject.base().estimates.confidence().as_f64());
        let together = if subject.plans.len() > 2 {
            words.pick(
                " (they hold for all plans together)",
                "（对所有方案同时成立）",
            )
        } else {
            ""
        };
        let base = subject.named(0);
        let (open, close) = words.pick(("(", ")"), ("（", "）"));
        Self {
            answer: words.pick("The answer", "结论"),
            numbers: words.pick("Numbers", "数据"),
            brackets: words.pick(
                format!("In brackets: {confidence} confidence intervals. All words are explained further down."),
                format!("括号内为{confidence}置信区间；所有用语见下文解释。"),
            ),
            swipe: words.pick("Swipe to the left to see the rest.", "向左滑动可查看其余部分。"),
            open,
            close,
            marks: words.pick(
                format!("Under each number: the difference from {base} with its {confidence} confidence interval{together}."),
                format!("每个数字下方为与{base}的差异及其{confidence}置信区间{together}。"),
            ),
            measure: words.pick("Measure", "指标"),
            plans_left_out: words.pick(
                format!("Shown are {base} and the {MOST_OTHERS} plans that do best; measures.csv has all."),
                format!("仅显示{base}和表现最好的{MOST_OTHERS}个方案；全部数据见measures.csv。"),
            ),
            parts_left_out: words.pick(
                "Of many queues or skill groups only the first are shown; measures.csv has all.",
                "队列或技能组较多，仅显示前面的部分；全部数据见measures.csv。",
            ),
            charts: words.pick("Charts", "图表"),
            shown: words.pick("Plans shown", "显示的方案"),
            left_out: words.pick(
                "For want of room this chart is only in the folder of results:",
                "因篇幅所限，此图仅在结果文件夹中：",
            ),
            assumptions: words.pick("What these numbers take for granted", "这些数据的前提"),
            notes: words.pick("Notes", "程序提示"),
            definitions: words.pick("What the words mean", "用语解释"),
            making: words.pick("How this page was made", "本页的生成方式"),
            again: words.pick(
                "The same scenario, seed and version give the same numbers, on any machine. This page asks nothing of any other computer.",
                "相同的场景、种子和版本在任何机器上都得出相同的数据。本页不访问任何其他计算机。",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_even_and_each_has_the_base() {
        assert_eq!(tables(&[]), [vec![0]]);
        assert_eq!(tables(&[1]), [vec![0, 1]]);
        assert_eq!(tables(&[1, 2, 3, 5, 8]), [vec![0, 1, 2, 3, 5, 8]]);
        let seven = [1, 2, 3, 4, 5, 6, 7];
        assert_eq!(tables(&seven), [vec![0, 1, 2, 3, 4], vec![0, 5, 6, 7]]);
    }

    #[test]
    fn no_name_ends_a_style() {
        assert_eq!(css_text("five-more"), "\"five\\00002dmore\"");
        assert_eq!(css_text("\"</"), "\"\\000022\\00003c\\00002f\"");
    }
}
