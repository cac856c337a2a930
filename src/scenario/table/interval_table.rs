//! A curve as it is written: one value a row, from each row's start for the file's step.
//!
//! Rows recur every day (`08:00`), every week (`Mon 08:00`), or hold once (`2026-03-02T08:00`); a file
//! has one form throughout. The step is the spacing of the rows. Files that recur are closed where they
//! have no row, overnight or on a weekend; the last row of a block holds for one step, a day's only row
//! of a file without any spacing until midnight. A dated file is closed before its first row, and its
//! last value goes on. Factors are 1 where others are closed.
//!
//! Time runs on the local clock: in the hour that comes twice in autumn a recurring row holds twice,
//! in the one that is missing in spring not at all.

use std::collections::BTreeMap;
use std::io::Cursor;

use jiff::Timestamp;

use super::Reading;
use super::cell::{Misread, quoted};
use super::csv_row::{Row, RowMark};
use super::csv_table::{CsvTable, SharedBytes};
use super::interval_order::{Start, check_order, length_of_last, usual_step};
use super::interval_start::IntervalStart;
use super::local_clock::{LocalClock, civil_span, shown_text, span_between};
use super::rate_curve::Rows;
use crate::model::{Horizon, Note};
use crate::scenario::problem::Place;
use crate::units::{SimTime, Span, number};

/// The value before a table begins, in English and in Chinese.
type Missing = (&'static str, &'static str);

/// The column in which rows say when they begin.
const START: &str = "interval_start";
/// As many rows as a horizon may have intervals.
const MOST_ROWS: usize = Horizon::MOST_INTERVALS;
const WEEK: Span = Span::from_secs(7 * 86_400);

/// Values over time, as written in a file.
pub(super) struct IntervalTable<V> {
    table: CsvTable<Cursor<SharedBytes>>,
    column: usize,
    rows: Vec<Interval<V>>,
    step: Option<Span>,
    /// How long the last row of a dated file holds, if anybody knows.
    last: Option<Span>,
}

/// A row of the file.
#[derive(Clone, Copy, Debug)]
struct Interval<V> {
    start: Start,
    value: V,
    mark: RowMark,
}

/// A part of the horizon in which one row holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stretch {
    pub(super) from: SimTime,
    pub(super) to: SimTime,
    /// The index of the row.
    pub(super) row: usize,
    /// How far into the row's interval the stretch begins and ends [0..=1]; the interval is cut only
    /// by the start of the horizon and by daylight saving.
    pub(super) part_from: f64,
    pub(super) part_to: f64,
}

impl<V: Copy> IntervalTable<V> {
    /// Reads a value column; `None` if anything in it or in the order of the rows is wrong.
    ///
    /// `read` reads a cell, `fallback` stands for a cell that cannot be read, so that the order of
    /// the rows can still be looked at.
    pub(super) fn read(
        reading: &mut Reading<'_>,
        mut table: CsvTable<Cursor<SharedBytes>>,
        column: usize,
        clock: &LocalClock,
        read: impl Fn(&str) -> Result<V, Misread>,
        fallback: V,
    ) -> Option<Self> {
        let start_column = table.column(reading, START)?;
        let before = reading.problems.noted();
        let mut rows: Vec<Interval<V>> = Vec::new();
        let mut form: Option<IntervalStart> = None;
        let mut last: Option<Timestamp> = None;
        let mut noted = before;
        while let Some(row) = table.next_row(reading) {
            if reading.problems.noted() > noted {
                // A row that has been refused stood here: its neighbours are no neighbours.
                let (start, value, mark) = (Start::Unread, fallback, row.mark());
                rows.push(Interval { start, value, mark });
            }
            if rows.len() >= MOST_ROWS {
                let misread = Misread::new("more rows", format!("at most {MOST_ROWS} rows"));
                reading.refuse_cell(&row, start_column, || misread);
                break;
            }
            let start = same_form(&row, start_column, &mut form)
                .and_then(|start| Start::from_written(start, clock, &mut last));
            let start = start.unwrap_or_else(|misread| {
                reading.refuse_cell(&row, start_column, || misread);
                Start::Unread
            });
            let value = read(row.cell(column)).unwrap_or_else(|misread| {
                reading.refuse_cell(&row, column, || misread);
                fallback
            });
            let mark = row.mark();
            rows.push(Interval { start, value, mark });
            noted = reading.problems.noted();
        }
        if rows.is_empty() && reading.problems.noted() == before {
            let found = format!("no rows in `{}`", table.file_name());
            reading.refuse(Misread::new(found, "at least one row below the header"));
        }
        let starts: Vec<Start> = rows.iter().map(|row| row.start).collect();
        let step = usual_step(&starts);
        let last = starts.last().zip(step);
        let last = last.map(|(start, step)| length_of_last(*start, step, clock));
        let table = Self {
            table,
            column,
            rows,
            step,
            last,
        };
        check_order(&starts, step, |row, misread| {
            let place = table.table.place_of(table.rows[row].mark, start_column);
            reading.refuse_at(place, START, misread);
        });
        (reading.problems.noted() == before).then_some(table)
    }

    /// The values, by row.
    pub(super) fn value(&self, row: usize) -> V {
        self.rows[row].value
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// How the rows say when they hold.
    pub(super) fn recurrence(&self) -> Rows {
        match self.rows.first().map(|row| row.start) {
            Some(Start::Dated(..)) => Rows::Dated,
            Some(Start::Weekly(_)) => Rows::EveryWeek,
            _ => Rows::EveryDay,
        }
    }

    /// The rows of a day: from when after midnight, for how long, and the value; `None` if the rows do
    /// not recur every day.
    pub(super) fn day(&self) -> Option<Vec<(Span, Span, V)>> {
        let row = |place: usize| match self.rows[place].start {
            Start::Daily(at) => Some((at, self.until_step(at), self.rows[place].value)),
            _ => None,
        };
        (0..self.len()).map(row).collect()
    }

    /// Where the start of the first row is written.
    pub(super) fn first_start(&self) -> Place {
        let column = self.table.header().iter().position(|name| name == START);
        let mark = self
            .rows
            .first()
            .map_or(RowMark { at: 0, length: 0 }, |row| row.mark);
        self.table.place_of(mark, column.unwrap_or(0))
    }

    /// Where the value of a row is written.
    pub(super) fn place_of(&self, row: usize) -> Place {
        self.table.place_of(self.rows[row].mark, self.column)
    }

    /// The name of the value column.
    pub(super) fn column_name(&self) -> &str {
        &self.table.header()[self.column]
    }

    /// How long a row holds; of a dated file's only row nobody knows.
    pub(super) fn length_of(&self, row: usize) -> Option<Span> {
        match self.rows[row].start {
            Start::Daily(into_day) => Some(self.until_step(into_day)),
            Start::Weekly(into_week) => {
                let into_day = into_week.as_micros() % Span::DAY.as_micros();
                Some(self.until_step(Span::from_micros(into_day)))
            }
            Start::Dated(from, _) => match self.rows.get(row + 1).map(|next| next.start) {
                Some(Start::Dated(to, _)) => Some(span_between(from, to)),
                _ => self.last,
            },
            Start::Unread => None,
        }
    }

    /// A row that recurs holds for one step, and never past midnight.
    fn until_step(&self, into_day: Span) -> Span {
        let rest = Span::DAY.saturating_sub(into_day);
        self.step.map_or(rest, |step| step.min(rest))
    }

    /// The row that follows without a pause, for each row; in a file that recurs the first follows
    /// the last.
    pub(super) fn successors(&self) -> Vec<Option<usize>> {
        let period = self.period();
        let recurring = |i: usize| match self.rows[i].start {
            Start::Daily(at) | Start::Weekly(at) => Some(at),
            _ => None,
        };
        let by_start: BTreeMap<Span, usize> = (0..self.len())
            .filter_map(|i| Some((recurring(i)?, i)))
            .collect();
        let next = |i: usize| {
            let Some(at) = recurring(i) else {
                return Some(i + 1).filter(|next| *next < self.len());
            };
            let end = at + self.length_of(i)?;
            let end = end.as_micros() % period?.as_micros();
            by_start.get(&Span::from_micros(end)).copied()
        };
        (0..self.len()).map(next).collect()
    }

    /// After what time the rows recur.
    fn period(&self) -> Option<Span> {
        match self.rows.first().map(|row| row.start) {
            Some(Start::Daily(_)) => Some(Span::DAY),
            Some(Start::Weekly(_)) => Some(WEEK),
            _ => None,
        }
    }

    /// Tells, in order of time, which row holds when, at least until nothing more can happen; where
    /// no row holds there is a pause between stretches. `None` if there would be too many, which is refused.
    pub(super) fn stretches(
        &self,
        reading: &mut Reading<'_>,
        horizon: &Horizon,
        clock: &LocalClock,
        mut tell: impl FnMut(Stretch),
    ) -> Option<()> {
        let latest = horizon.latest();
        let Some(period) = self.period() else {
            self.dated_stretches(latest, clock, &mut tell);
            return Some(());
        };
        let periods = latest.as_micros().div_ceil(period.as_micros());
        if periods.saturating_mul(number::count(self.len())) > number::count(MOST_ROWS) * 4 {
            let found = format!("{} rows that recur over the horizon", self.len());
            let allowed = "fewer than 4 million rows over the horizon";
            reading.refuse(Misread::new(found, allowed).with_hint("make the intervals longer"));
            return None;
        }
        let mut order: Vec<(Span, usize)> = Vec::with_capacity(self.len());
        for (i, row) in self.rows.iter().enumerate() {
            if let Start::Daily(at) | Start::Weekly(at) = row.start {
                order.push((at, i));
            }
        }
        order.sort_unstable();
        for even in clock.even_stretches(latest) {
            let midnight = even.shown.date().at(0, 0, 0, 0);
            let mut into_period = civil_span(midnight, even.shown);
            if period == WEEK {
                let days = u64::try_from(even.shown.weekday().to_monday_zero_offset());
                into_period += Span::DAY.saturating_mul(days.unwrap_or(0));
            }
            // Along the stretch the clock runs evenly from `into_period`, so times are compared on a
            // clock that began with the period and never jumps.
            let length = even.to - even.from;
            let mut begun = Span::ZERO;
            while begun < into_period + length {
                for (at, row) in &order {
                    let holds = self.length_of(*row).unwrap_or(Span::ZERO);
                    let (from, to) = (begun + *at, begun + *at + holds);
                    let (lower, upper) = (from.max(into_period), to.min(into_period + length));
                    if lower < upper {
                        let part = |at: Span| {
                            at.saturating_sub(from).as_micros_f64() / holds.as_micros_f64()
                        };
                        tell(Stretch {
                            from: even.from + lower.saturating_sub(into_period),
                            to: even.from + upper.saturating_sub(into_period),
                            row: *row,
                            part_from: part(lower),
                            part_to: part(upper),
                        });
                    }
                }
                begun += period;
            }
        }
        Some(())
    }

    fn dated_stretches(&self, latest: SimTime, clock: &LocalClock, tell: &mut impl FnMut(Stretch)) {
        for (row, interval) in self.rows.iter().enumerate() {
            let Start::Dated(begins, _) = interval.start else {
                continue;
            };
            let next = self.rows.get(row + 1).map(|next| next.start);
            let ends = match next {
                Some(Start::Dated(ends, _)) => Some(ends),
                _ => None,
            };
            let from = clock.sim_time(begins);
            let to = match ends {
                None => SimTime::NEVER,
                Some(ends) => clock.sim_time(ends).unwrap_or(SimTime::START),
            };
            let is_cut = from.is_none();
            let from = from.unwrap_or(SimTime::START);
            if from >= latest.min(to) {
                continue;
            }
            let part_from = match ends.filter(|_| is_cut) {
                Some(ends) => {
                    let length = span_between(begins, ends);
                    let left = to.since(SimTime::START);
                    length.saturating_sub(left).as_micros_f64() / length.as_micros_f64()
                }
                None => 0.0,
            };
            tell(Stretch {
                from,
                to,
                row,
                part_from,
                part_to: 1.0,
            });
        }
    }

    /// Values from an instant on, in order of time and each unlike the one before; `outside` where no
    /// row holds. `None` if there would be too many, which is refused.
    pub(super) fn steps(
        &self,
        reading: &mut Reading<'_>,
        horizon: &Horizon,
        clock: &LocalClock,
        outside: V,
    ) -> Option<Vec<(SimTime, V)>>
    where
        V: PartialEq,
    {
        let mut steps: Vec<(SimTime, V)> = Vec::new();
        let mut end = SimTime::START;
        let mut step = |from: SimTime, value: V| {
            if steps.last().is_none_or(|last| last.1 != value) {
                steps.push((from, value));
            }
        };
        self.stretches(reading, horizon, clock, |stretch| {
            if stretch.from > end {
                step(end, outside);
            }
            step(stretch.from, self.value(stretch.row));
            end = stretch.to;
        })?;
        if end < horizon.latest() {
            step(end, outside);
        }
        Some(steps)
    }

    /// Says if a dated file does not reach over the horizon; `missing` is the value before it begins.
    pub(super) fn warn_of_ends(
        &self,
        reading: &mut Reading<'_>,
        horizon: &Horizon,
        missing: Missing,
    ) {
        let start = horizon.start().timestamp();
        let name = self.table.written();
        if let Some(Start::Dated(first, civil)) = self.rows.first().map(|row| row.start)
            && first > start
        {
            let (civil, (missing, chinese)) = (shown_text(civil), missing);
            let found = Note::new(
                format!(
                    "`{name}` begins at {civil}, after the start of the horizon: it is {missing} \
                     until then"
                ),
                format!("`{name}`从{civil}开始，晚于模拟时段的起点：在此之前为{chinese}"),
            );
            let advice = Note::new(
                "add the rows before it, or start the horizon there",
                "请补充之前的行，或让模拟时段从那时开始",
            );
            reading.warn(found, advice);
        }
        if let Some(Start::Dated(last, civil)) = self.rows.last().map(|row| row.start) {
            let covered = span_between(start, last) + self.last.unwrap_or(Span::ZERO);
            let is_before = last < start;
            if is_before || SimTime::START + covered < horizon.end() && self.len() > 1 {
                let civil = shown_text(civil);
                let found = Note::new(
                    format!(
                        "`{name}` ends with the row {civil}, before the end of the horizon: the last \
                         value goes on"
                    ),
                    format!("`{name}`到{civil}这一行为止，早于模拟时段的终点：之后沿用最后的值"),
                );
                let advice = Note::new(
                    "add the rows after it if that is not meant",
                    "如果不是此意，请补充之后的行",
                );
                reading.warn(found, advice);
            }
        }
    }
}

/// The start of a row, if it is written as those above it are.
fn same_form(
    row: &Row<'_>,
    column: usize,
    form: &mut Option<IntervalStart>,
) -> Result<IntervalStart, Misread> {
    let text = row.cell(column);
    let start = IntervalStart::read(text)?;
    let first = *form.get_or_insert(start);
    if std::mem::discriminant(&first) == std::mem::discriminant(&start) {
        return Ok(start);
    }
    Err(Misread::new(
        quoted(text),
        format!("{}, as in the rows above", first.form()),
    ))
}
