//! Parts of the centre, as all plans have them, and their numbers over the horizon.

use super::book::{Book, Cell, Head, Placed, Sheet};
use super::wide::{self, Wide};
use crate::experiment::{Period, Scope};
use crate::measures::ScopeKind;
use crate::report::MEASURES;
use crate::report::page::{Subject, Words};
use crate::report::table::{Line, OF_CONTACTS, OF_GROUPS, OF_MONEY};
use crate::units::number::count;
use std::io;

/// The width of a column of names \[letters\].
pub(super) const NAME: f64 = 26.0;

/// What is said of plans first.
const OF_PLANS: [Line; 7] = [
    Line::always("service_level"),
    Line::always("chance_target_met"),
    Line::always("days_target_met"),
    Line::always("asa"),
    Line::always("wait_mean"),
    Line::always("wait_p90"),
    Line::always("abandonment"),
];

/// What is said of the people of the whole centre.
const OF_PEOPLE: [Line; 3] = [
    Line::always("logged_in"),
    Line::always("paid"),
    Line::always("occupancy"),
];

/// A part of the centre that some plans have.
pub(super) struct Part {
    pub(super) title: String,
    /// By plan.
    pub(super) scopes: Vec<Option<Scope>>,
}

/// The parts of a kind that any plan has, by their names, in the order of the plans.
pub(super) fn of_kind(subject: &Subject<'_>, kind: ScopeKind) -> Vec<Part> {
    let mut names: Vec<&str> = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    for (plan, findings) in subject.plans.iter().enumerate() {
        let centre = findings.centre;
        for scope in Scope::all(centre) {
            if scope.kind() != kind {
                continue;
            }
            // The centre may be called otherwise under another plan; it is one all the same.
            let name = match kind {
                ScopeKind::Centre => "",
                _ => scope.name(centre),
            };
            let place = names.iter().position(|known| *known == name);
            let place = place.unwrap_or_else(|| {
                names.push(name);
                parts.push(Part {
                    title: title(scope, subject, plan),
                    scopes: vec![None; subject.plans.len()],
                });
                parts.len() - 1
            });
            parts[place].scopes[plan] = Some(scope);
        }
    }
    parts
}

/// What a part is called before people.
pub(super) fn title(scope: Scope, subject: &Subject<'_>, plan: usize) -> String {
    match scope {
        Scope::Centre => whole_centre(subject.words).to_owned(),
        _ => (scope.title_in(subject.plans[plan].centre, subject.words.0)).to_owned(),
    }
}

pub(super) fn whole_centre(words: Words) -> &'static str {
    words.pick("whole centre", "整个客服中心")
}

/// The centre, then its queues.
pub(super) fn centre_and_queues(subject: &Subject<'_>) -> Vec<Part> {
    let mut parts = of_kind(subject, ScopeKind::Centre);
    parts.extend(of_kind(subject, ScopeKind::Queue));
    parts
}

/// The column of the plans, where there are several.
pub(super) fn plan_head(subject: &Subject<'_>) -> Option<Head> {
    let text = subject.words.pick("Plan", "方案");
    (!subject.is_one()).then(|| Head::new(text, NAME))
}

/// The cell of a plan, where there are several.
pub(super) fn plan_cell(subject: &Subject<'_>, plan: usize) -> Option<Cell> {
    (!subject.is_one()).then(|| Cell::text(subject.plan(plan)))
}

/// A table of parts over the horizon.
struct Table<'t> {
    name: &'static str,
    question: &'t str,
    /// What is above the column of the parts.
    part: &'t str,
    lines: &'t [&'t [Line]],
}

/// Where a table of parts stands, and which measures are its columns.
pub(super) struct Shown<'a> {
    pub(super) placed: Placed,
    pub(super) wide: Wide<'a>,
    /// The columns before those of the measures.
    pub(super) before: u16,
}

/// The plans beside each other, the whole centre under each.
pub(super) fn plans<'a>(book: &mut Book, subject: &Subject<'a>) -> io::Result<Shown<'a>> {
    let words = book.words;
    let table = Table {
        name: words.pick("Plans", "方案"),
        question: words.pick("What does each plan achieve?", "各方案效果如何？"),
        part: words.pick("Part", "范围"),
        lines: &[&OF_PLANS, &OF_PEOPLE, &OF_MONEY, &OF_CONTACTS],
    };
    write(book, subject, &table, &of_kind(subject, ScopeKind::Centre))
}

/// The whole centre and each queue, under each plan.
pub(super) fn queues<'a>(book: &mut Book, subject: &Subject<'a>) -> io::Result<Shown<'a>> {
    let words = book.words;
    let table = Table {
        name: words.pick("Queues", "队列"),
        question: words.pick(
            "How long do customers of each queue wait?",
            "各队列的客户要等多久？",
        ),
        part: words.pick("Queue", "队列"),
        lines: &[&OF_CONTACTS, &OF_PEOPLE, &OF_MONEY],
    };
    write(book, subject, &table, &centre_and_queues(subject))
}

/// Contact types, where a queue has several.
pub(super) fn contact_types(book: &mut Book, subject: &Subject<'_>) -> io::Result<()> {
    let types = of_kind(subject, ScopeKind::Type);
    if types.len() <= of_kind(subject, ScopeKind::Queue).len() {
        return Ok(());
    }
    let words = book.words;
    let table = Table {
        name: words.pick("Contact types", "业务类型"),
        question: words.pick("How do the contact types fare?", "各业务类型情况如何？"),
        part: words.pick("Contact type", "业务类型"),
        lines: &[&OF_CONTACTS],
    };
    write(book, subject, &table, &types).map(|_| ())
}

/// Skill groups.
pub(super) fn skill_groups(book: &mut Book, subject: &Subject<'_>) -> io::Result<()> {
    let words = book.words;
    let table = Table {
        name: words.pick("Skill groups", "技能组"),
        question: words.pick("How busy are people?", "人员有多忙？"),
        part: words.pick("Skill group", "技能组"),
        lines: &[&OF_GROUPS],
    };
    write(book, subject, &table, &of_kind(subject, ScopeKind::Group)).map(|_| ())
}

fn write<'a>(
    book: &mut Book,
    subject: &Subject<'a>,
    table: &Table<'_>,
    parts: &[Part],
) -> io::Result<Shown<'a>> {
    let wide = Wide::of(subject, table.lines);
    let mut heads = vec![Head::new(table.part, NAME)];
    heads.extend(plan_head(subject));
    let before = if subject.is_one() { 1 } else { 2 };
    heads.extend(wide.heads(book.words));
    let sheet = Sheet {
        name: table.name,
        question: table.question.to_owned(),
        notes: vec![wide::note(subject)],
        heads,
        frozen: before,
        most_rows: count(parts.len()).saturating_mul(count(subject.plans.len())),
        file: MEASURES,
    };
    let rows = parts.iter().flat_map(|part| {
        let plans = part.scopes.iter().enumerate();
        plans.filter_map(move |(plan, scope)| Some((part, plan, (*scope)?)))
    });
    let rows = rows.map(|(part, plan, scope)| {
        let mut cells = vec![Cell::text(&*part.title)];
        cells.extend(plan_cell(subject, plan));
        let estimates = subject.plans[plan].estimates;
        cells.extend(wide.cells(|measure| estimates.get(&measure.name, scope, Period::Horizon)));
        cells
    });
    let placed = book.table(&sheet, rows)?;
    Ok(Shown {
        placed,
        wide,
        before,
    })
}
