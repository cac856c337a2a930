//! How plans differ from the base: a forest plot.

use super::heading;
use super::intervals_in_rows::{Row, RowPanel};
use super::picture::{Body, Key, Picture, Symbol};
use super::scale::Scale;
use super::style::{self, error_bar, wide_bar};
use super::subject::Subject;
use crate::measures::{Better, Measure, Unit, glossary};

/// The most plans with a row in each panel.
const MOST_ROWS: usize = 24;

/// How plans differ from the base in a measure of the whole centre over the horizon.
#[derive(Clone, Debug)]
pub struct Differences<'a> {
    /// The measure.
    pub measure: &'a Measure,
    /// Each plan that has a difference.
    pub plans: Vec<PlanDifference>,
}

/// How a plan differs from the base.
#[derive(Clone, Copy, Debug)]
pub struct PlanDifference {
    /// The plan's place among the findings \[1..\]; the base has the place 0.
    pub plan: usize,
    /// The plan's value − the base's, in the measure's unit.
    pub value: f64,
    /// Its confidence interval.
    pub interval: Option<(f64, f64)>,
    /// The confidence interval that holds for all plans together.
    pub simultaneous: Option<(f64, f64)>,
}

/// The chart: a panel a measure.
pub(super) fn picture(subject: &Subject<'_>, differences: &[Differences<'_>]) -> Picture {
    let words = subject.words;
    let panels = differences.iter().map(|of| panel(subject, of));
    let panels = panels.collect();
    let mut lines = vec![heading::text(subject)];
    let base = subject.base_in_sentence();
    lines.push(words.pick(
        format!("Each plan minus {base}; all plans meet the same customers."),
        format!("各方案减去{base}；所有方案面对相同的客户。"),
    ));
    let pen = subject.plan_pen(0);
    let mut keys = Vec::new();
    if let Some(text) = heading::confidence(subject, ("interval", "置信区间")) {
        let bar = style::Pen {
            width: 4,
            ..error_bar(pen.colour)
        };
        keys.push(Key::of(Symbol::Line(bar), text));
    }
    let all = differences.iter().flat_map(|of| &of.plans);
    if all.clone().any(|plan| plan.simultaneous.is_some()) {
        let kind = (
            "interval for all plans together",
            "同时置信区间（对所有方案同时成立）",
        );
        if let Some(text) = heading::confidence(subject, kind) {
            keys.push(Key::of(Symbol::Line(wide_bar(pen.colour)), text));
        }
    }
    let most = differences.iter().map(|of| of.plans.len()).max();
    let all = most.unwrap_or(0);
    if all > MOST_ROWS {
        lines.push(words.pick(
            format!("Shown are the first {MOST_ROWS} of {all} plans."),
            format!("图中为{all}个方案中的前{MOST_ROWS}个。"),
        ));
    }
    Picture {
        name: "differences",
        title: words
            .pick(
                "How plans differ from the base plan",
                "各方案与基准方案的差异",
            )
            .to_owned(),
        lines,
        keys,
        body: Body::Rows(panels),
    }
}

fn panel(subject: &Subject<'_>, of: &Differences<'_>) -> RowPanel {
    let words = subject.words;
    let unit = of.measure.unit;
    let mut heading = glossary::label(of.measure, words.language);
    if unit == Unit::Share {
        heading = words.pick(
            format!("{heading}, percentage points"),
            format!("{heading}，百分点"),
        );
    }
    let shown = of.plans.iter().take(MOST_ROWS);
    let rows: Vec<Row> = shown.map(|plan| row(subject, unit, plan)).collect();
    let ends = rows.iter().flat_map(|row| {
        let bounds = [row.interval, row.wide].into_iter().flatten();
        bounds
            .flat_map(|(low, high)| [low, high])
            .chain([row.value])
    });
    let (least, most) = ends.fold((0.0, 0.0), |(least, most): (f64, f64), end| {
        (least.min(end), most.max(end))
    });
    let scale = Scale::of_differences(words, unit, least, most);
    let [better, worse] = [words.pick("better", "更好"), words.pick("worse", "更差")];
    let sides = match of.measure.better {
        Better::Higher => [format!("← {worse}"), format!("{better} →")],
        Better::Lower => [format!("← {better}"), format!("{worse} →")],
        Better::Neither => {
            let [less, more] = [words.pick("less", "更少"), words.pick("more", "更多")];
            [format!("← {less}"), format!("{more} →")]
        }
    };
    let nothing = words.pick("no plan differs from the base here", "没有可比较的方案");
    RowPanel {
        message: rows.is_empty().then(|| nothing.to_owned()),
        heading,
        scale,
        sides,
        rows,
    }
}

fn row(subject: &Subject<'_>, unit: Unit, difference: &PlanDifference) -> Row {
    let words = subject.words;
    let pen = subject.plan_pen(difference.plan);
    // The same as the table of the page says.
    let said = difference.simultaneous.or(difference.interval);
    Row {
        plan: subject.plans[difference.plan].variant.to_owned(),
        name: subject.whole_plan_title(difference.plan),
        pen,
        value: difference.value,
        interval: difference.interval,
        wide: difference.simultaneous,
        text: words.difference(unit, difference.value, said),
    }
}
