//! Days and planning intervals: when it is good, and when it is not.

use std::io;

use super::book::{Book, Cell, Head, Placed, Sheet};
use super::parts::{self, NAME, Part};
use super::wide::{self, Wide};
use crate::experiment::{Estimate, IntervalRow, Period, Scope};
use crate::measures::{Measure, ScopeKind};
use crate::report::page::{Subject, Words};
use crate::report::table::{Line, OF_CONTACTS, OF_GROUPS};
use crate::report::{INTERVALS, MEASURES};
use crate::units::number::count;

/// The width of a column of dates, and of dates with times of day \[letters\].
const DATES: (f64, f64) = (12.0, 17.0);

/// Where a table over time stands: a run of rows a part and plan.
pub(super) struct OverTime<'a> {
    pub(super) placed: Placed,
    pub(super) wide: Wide<'a>,
    /// The columns before those of the measures.
    pub(super) before: u16,
    /// The column of the time.
    pub(super) time: u16,
    /// What is drawn: the name of the part and the plan, and the rows.
    pub(super) runs: Vec<Run>,
}

impl<'a> OverTime<'a> {
    /// A table whose last two columns before the measures are of time.
    fn new(placed: Placed, wide: Wide<'a>, before: u16, runs: Runs) -> Self {
        Self {
            placed,
            wide,
            before,
            time: before - 2,
            runs: runs.0,
        }
    }
}

/// The rows of a part under a plan.
pub(super) struct Run {
    pub(super) part: String,
    pub(super) plan: usize,
    /// Its first row below the head.
    pub(super) first: u32,
    pub(super) rows: u32,
}

/// The centre and its queues by day; `None` where there are not several days that are reported.
pub(super) fn days<'a>(book: &mut Book, subject: &Subject<'a>) -> io::Result<Option<OverTime<'a>>> {
    let days: Vec<usize> = days_of(subject);
    if days.len() < 2 {
        return Ok(None);
    }
    let words = book.words;
    // How many days keep a promise is nothing that a day has.
    let wide = Wide::of(subject, &[&OF_CONTACTS]).without("days_target_met");
    let parts = parts::centre_and_queues(subject);
    let heads = heads(
        subject,
        words.pick("Queue", "队列"),
        vec![
            Head::new(words.pick("Day", "日期"), DATES.0),
            Head::new(words.pick("Weekday", "星期"), DATES.0),
        ],
        &wide,
    );
    let frozen = before(subject) + 2;
    let in_all = parts.len() * subject.plans.len() * days.len();
    let sheet = Sheet {
        name: words.pick("Days", "按日"),
        question: words
            .pick("On which days does it hold?", "哪些日子达到要求？")
            .to_owned(),
        notes: vec![wide::note(subject)],
        heads,
        frozen,
        most_rows: count(in_all),
        file: MEASURES,
    };
    let mut runs = Runs::default();
    let mut all: Vec<(&Part, usize, usize)> = Vec::new();
    for part in &parts {
        for plan in (0..subject.plans.len()).filter(|plan| part.scopes[*plan].is_some()) {
            runs.add(&part.title, plan, days.len());
            all.extend(days.iter().map(|day| (part, plan, *day)));
        }
    }
    let rows = all.into_iter().map(|(part, plan, day)| {
        let findings = &subject.plans[plan];
        let date = findings.centre.horizon().days()[day].date;
        let mut cells = vec![Cell::text(&*part.title)];
        cells.extend(parts::plan_cell(subject, plan));
        cells.push(Cell::Day(date));
        cells.push(Cell::text(weekday(date, words)));
        let of = |measure: &Measure| {
            let scope = part.scopes[plan]?;
            (findings.estimates).get(&measure.name, scope, Period::Day(day))
        };
        cells.extend(wide.cells(of));
        cells
    });
    let placed = book.table(&sheet, rows)?;
    Ok(Some(OverTime::new(placed, wide, frozen, runs)))
}

/// The centre and its queues by planning interval; `None` where intervals are not reported.
pub(super) fn intervals<'a>(
    book: &mut Book,
    subject: &Subject<'a>,
) -> io::Result<Option<OverTime<'a>>> {
    let words = book.words;
    let table = Table {
        name: words.pick("Intervals", "按时段"),
        question: words.pick("When do customers wait?", "客户在什么时候等待？"),
        part: words.pick("Queue", "队列"),
        kinds: &[ScopeKind::Centre, ScopeKind::Queue],
        lines: &OF_CONTACTS,
    };
    by_interval(book, subject, &table)
}

/// Skill groups by planning interval.
pub(super) fn groups(book: &mut Book, subject: &Subject<'_>) -> io::Result<()> {
    let words = book.words;
    let table = Table {
        name: words.pick("Groups by interval", "技能组按时段"),
        question: words.pick("When are people busy?", "人员在什么时候忙？"),
        part: words.pick("Skill group", "技能组"),
        kinds: &[ScopeKind::Group],
        lines: &OF_GROUPS,
    };
    by_interval(book, subject, &table).map(|_| ())
}

/// A table by planning interval.
struct Table<'t> {
    name: &'static str,
    question: &'t str,
    part: &'t str,
    kinds: &'t [ScopeKind],
    lines: &'t [Line],
}

fn by_interval<'a>(
    book: &mut Book,
    subject: &Subject<'a>,
    table: &Table<'_>,
) -> io::Result<Option<OverTime<'a>>> {
    let scopes = |plan: usize| {
        let scopes = subject.plans[plan].estimates.interval_scopes();
        scopes.filter(|(scope, _)| table.kinds.contains(&scope.kind()))
    };
    let mut runs = Runs::default();
    let mut all: Vec<(usize, Scope)> = Vec::new();
    for plan in 0..subject.plans.len() {
        for (scope, rows) in scopes(plan) {
            runs.add(&parts::title(scope, subject, plan), plan, rows);
            all.push((plan, scope));
        }
    }
    if all.is_empty() {
        return Ok(None);
    }
    let words = book.words;
    let wide = Wide::of_intervals(subject, &[table.lines]);
    let time = vec![
        Head::new(words.pick("Interval begins", "时段开始"), DATES.1),
        Head::new(words.pick("Offset from UTC", "UTC偏移"), DATES.0),
    ];
    let frozen = before(subject) + 2;
    let horizon = subject.base().centre.horizon();
    let zone = horizon.start().time_zone().iana_name().unwrap_or("UTC");
    let sheet = Sheet {
        name: table.name,
        question: table.question.to_owned(),
        notes: vec![
            wide::note(subject),
            words.pick(
                format!("times of day are those of {zone}"),
                format!("时刻为{zone}当地时间"),
            ),
        ],
        heads: heads(subject, table.part, time, &wide),
        frozen,
        most_rows: runs.rows(),
        file: INTERVALS,
    };
    let wide_ref = &wide;
    let rows = all.into_iter().flat_map(|(plan, scope)| {
        let estimates = subject.plans[plan].estimates;
        let own: Vec<Option<&Measure>> = (wide_ref.measures())
            .map(|measure| estimates.catalogue().find(&measure.name))
            .collect();
        let names: Vec<&str> = own.iter().flatten().map(|one| &*one.name).collect();
        let rows = estimates.interval_rows_of(scope, own.into_iter().flatten().collect());
        rows.map(move |row| cells(subject, plan, &row, (wide_ref, &names)))
    });
    let placed = book.table(&sheet, rows)?;
    Ok(Some(OverTime::new(placed, wide, frozen, runs)))
}

/// The cells of an interval.
fn cells(
    subject: &Subject<'_>,
    plan: usize,
    row: &IntervalRow,
    (wide, names): (&Wide<'_>, &[&str]),
) -> Vec<Cell> {
    let horizon = subject.plans[plan].centre.horizon();
    let from = horizon.zoned_at(horizon.intervals()[row.interval].from);
    let mut cells = vec![Cell::text(parts::title(row.scope, subject, plan))];
    cells.extend(parts::plan_cell(subject, plan));
    cells.push(Cell::Instant(from.datetime()));
    cells.push(Cell::text(from.strftime("%:z").to_string()));
    cells.extend(wide.cells(|measure| -> Option<Estimate> {
        let place = names.iter().position(|name| *name == measure.name)?;
        row.estimates.get(place).copied().flatten()
    }));
    cells
}

#[derive(Default)]
struct Runs(Vec<Run>);

impl Runs {
    fn rows(&self) -> u64 {
        self.0.iter().map(|run| u64::from(run.rows)).sum()
    }

    fn add(&mut self, part: &str, plan: usize, rows: usize) {
        let first = (self.0.last()).map_or(0, |last| last.first.saturating_add(last.rows));
        self.0.push(Run {
            part: part.to_owned(),
            plan,
            first,
            rows: u32::try_from(rows).unwrap_or(u32::MAX),
        });
    }
}

/// The columns of part and plan.
fn before(subject: &Subject<'_>) -> u16 {
    if subject.is_one() { 1 } else { 2 }
}

fn heads(subject: &Subject<'_>, part: &str, time: Vec<Head>, wide: &Wide<'_>) -> Vec<Head> {
    let mut heads = vec![Head::new(part, NAME)];
    heads.extend(parts::plan_head(subject));
    heads.extend(time);
    heads.extend(wide.heads(subject.words));
    heads
}

/// The days of the horizon of which something is reported.
fn days_of(subject: &Subject<'_>) -> Vec<usize> {
    let base = subject.base();
    let days = 0..base.centre.horizon().days().len();
    let is_reported = |day: &usize| {
        let found = (base.estimates).get("offered", Scope::Centre, Period::Day(*day));
        found.is_some()
    };
    days.filter(is_reported).collect()
}

fn weekday(date: jiff::civil::Date, words: Words) -> String {
    let chinese = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    let place = date.weekday().to_monday_zero_offset().unsigned_abs();
    words.pick(
        date.strftime("%A").to_string(),
        chinese[usize::from(place) % 7].to_owned(),
    )
}
