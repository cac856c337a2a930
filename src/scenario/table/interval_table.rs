//! A curve as it is written: one value a row, from each row's start for the file's step.

use std::collections::BTreeMap;
use std::io::Cursor;

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::Reading;
use super::cell::{Misread, quoted};
use super::csv_table::{CsvTable, Row, RowMark, SharedBytes};
use super::interval_start::IntervalStart;
use super::local_clock::{LocalClock, Shown, civil_span, shown_text, span_between};
use crate::model::Horizon;
use crate::scenario::problem::Place;
use crate::units::{SimTime, Span, number};

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
}

/// A row of the file.
#[derive(Clone, Copy, Debug)]
struct Interval<V> {
    start: Start,
    value: V,
    mark: RowMark,
}

/// When a row begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    /// Every day, after midnight on the clock.
    Daily(Span),
    /// Every week, after the midnight before Monday on the clock.
    Weekly(Span),
    /// Once.
    Dated(Timestamp, DateTime),
    /// Nobody knows: that has been noted.
    Unread,
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
        while let Some(row) = table.next_row(reading) {
            if rows.len() == MOST_ROWS {
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
        }
        if rows.is_empty() && reading.problems.noted() == before {
            let found = format!("no rows in `{}`", table.file_name());
            reading.refuse(Misread::new(found, "at least one row below the header"));
        }
        let step = usual_step(&rows);
        let table = Self {
            table,
            column,
            rows,
            step,
        };
        table.check_order(reading, start_column);
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
                _ => self.step,
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

    /// Tells, in order of time, which row holds when, until nothing more can happen; where no row
    /// holds there is a pause between stretches. `None` if there would be too many.
    pub(super) fn stretches(
        &self,
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
            // The clock is taken to run on evenly from `into_period`; `first` is the instant at
            // which it would have shown the beginning of the period.
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
            let to = match ends.map(|ends| clock.sim_time(ends)) {
                None => latest,
                Some(None | Some(SimTime::START)) => continue,
                Some(Some(to)) => to.min(latest),
            };
            let from = clock.sim_time(begins).unwrap_or(SimTime::START);
            if from >= to {
                continue;
            }
            let cut = clock.sim_time(begins).is_none();
            let part_from = match ends.filter(|_| cut) {
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

    /// Says if a dated file does not reach over the horizon.
    pub(super) fn warn_of_ends(&self, reading: &mut Reading<'_>, horizon: &Horizon) {
        let start = horizon.start().timestamp();
        let name = self.table.file_name();
        if let Some(Start::Dated(first, civil)) = self.rows.first().map(|row| row.start)
            && first > start
        {
            let found = format!(
                "`{name}` begins at {}, after the start of the horizon: it is zero until then",
                shown_text(civil)
            );
            reading.warn(found, "add the rows before it, or start the horizon there");
        }
        if let Some(Start::Dated(last, civil)) = self.rows.last().map(|row| row.start) {
            let covered = span_between(start, last) + self.step.unwrap_or(Span::ZERO);
            let is_before = last < start;
            if is_before || SimTime::START + covered < horizon.end() && self.len() > 1 {
                let found = format!(
                    "`{name}` ends with the row {}, before the end of the horizon: the last value \
                     goes on",
                    shown_text(civil)
                );
                reading.warn(found, "add the rows after it if that is not meant");
            }
        }
    }

    fn check_order(&self, reading: &mut Reading<'_>, column: usize) {
        let mut seen_days = [false; 7];
        for (i, row) in self.rows.iter().enumerate() {
            let before = i.checked_sub(1).map(|before| self.rows[before].start);
            let misread = match (before, row.start) {
                (Some(Start::Daily(before)), Start::Daily(at)) => self.uneven(before, at),
                (before, Start::Weekly(at)) => {
                    let day = number::index_wide(at.as_micros() / Span::DAY.as_micros()).min(6);
                    match before {
                        Some(Start::Weekly(before)) if same_day(before, at) => {
                            self.uneven(before, at)
                        }
                        Some(Start::Unread) => None,
                        _ => std::mem::replace(&mut seen_days[day], true).then(|| {
                            Misread::new(
                                "a day that has come before",
                                "each day once, in one block",
                            )
                            .with_hint("keep the rows of a day together")
                        }),
                    }
                }
                (Some(Start::Dated(before, shown_before)), Start::Dated(at, shown)) => {
                    self.uneven_dates((before, shown_before), (at, shown))
                }
                _ => None,
            };
            if let Some(misread) = misread {
                let place = self.table.place_of(row.mark, column);
                reading.refuse_at(place, START, misread);
            }
        }
    }

    /// What is wrong with a row after the row before it, in a file that recurs.
    fn uneven(&self, before: Span, at: Span) -> Option<Misread> {
        let step = self.step?;
        if at == before {
            return Some(duplicate());
        }
        if at < before {
            return Some(out_of_order());
        }
        let pause = at.saturating_sub(before);
        (pause != step).then(|| gap(pause, step))
    }

    /// The same for dates. Rows that are a step apart on the clock are even too, as the days of a
    /// daily file over daylight saving, unless an hour that comes twice was given once.
    fn uneven_dates(
        &self,
        (before, shown_before): (Timestamp, DateTime),
        (at, shown): (Timestamp, DateTime),
    ) -> Option<Misread> {
        let step = self.step?;
        if at == before {
            return Some(duplicate());
        }
        if at < before {
            return Some(out_of_order());
        }
        let pause = span_between(before, at);
        let on_clock = civil_span(shown_before, shown);
        let put_back = pause.saturating_sub(on_clock);
        let put_forward = on_clock.saturating_sub(pause);
        let is_even = pause == step
            || on_clock == step && put_back < step
            || !put_forward.is_zero() && on_clock == step + step && put_forward < step;
        if is_even {
            return None;
        }
        let misread = gap(pause, step);
        Some(if put_back.is_zero() {
            misread
        } else {
            misread.with_hint(
                "the clock is put back that night: give the hour that comes twice two times, \
                 in order, or with offsets",
            )
        })
    }
}

impl Start {
    /// Places a start on the clock; dates go up, which tells the two passes of the hour that comes
    /// twice apart.
    fn from_written(
        start: IntervalStart,
        clock: &LocalClock,
        last: &mut Option<Timestamp>,
    ) -> Result<Self, Misread> {
        match start {
            IntervalStart::Daily(at) => Ok(Self::Daily(at)),
            IntervalStart::Weekly(day, at) => {
                Ok(Self::Weekly(Span::DAY.saturating_mul(u64::from(day)) + at))
            }
            IntervalStart::Dated(local) => {
                let instant = match clock.shown(local)? {
                    Shown::Once(instant) => instant,
                    Shown::Twice(first, second) => match last {
                        Some(last) if *last >= first => second,
                        _ => first,
                    },
                };
                *last = Some(instant);
                Ok(Self::Dated(instant, local.civil))
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

fn same_day(one: Span, other: Span) -> bool {
    let day = |at: Span| at.as_micros() / Span::DAY.as_micros();
    day(one) == day(other)
}

/// The commonest time between neighbours, the shorter one of equals; `None` if no rows are
/// neighbours.
fn usual_step<V>(rows: &[Interval<V>]) -> Option<Span> {
    let mut counted: BTreeMap<Span, u64> = BTreeMap::new();
    for pair in rows.windows(2) {
        let step = match (pair[0].start, pair[1].start) {
            (Start::Daily(one), Start::Daily(next)) => next.saturating_sub(one),
            (Start::Weekly(one), Start::Weekly(next)) if same_day(one, next) => {
                next.saturating_sub(one)
            }
            (Start::Dated(one, _), Start::Dated(next, _)) => span_between(one, next),
            _ => Span::ZERO,
        };
        if !step.is_zero() {
            *counted.entry(step).or_default() += 1;
        }
    }
    let most = counted
        .iter()
        .max_by_key(|(step, count)| (**count, std::cmp::Reverse(**step)));
    most.map(|(step, _)| *step)
}

fn duplicate() -> Misread {
    Misread::new("the same start as the row above", "each interval once")
}

fn out_of_order() -> Misread {
    Misread::new(
        "a start before that of the row above",
        "rows in order of time",
    )
}

fn gap(pause: Span, step: Span) -> Misread {
    let found = format!("a row {} after the row above", in_words(pause));
    let misread = Misread::new(
        found,
        format!("{}, as elsewhere in the file", in_words(step)),
    );
    if pause > step {
        misread.with_hint("add the rows between them, with 0 where nothing is meant")
    } else {
        misread
    }
}

/// A span as it is said in a message.
fn in_words(span: Span) -> String {
    let seconds = span.as_micros() / Span::SECOND.as_micros();
    let parts = [
        (seconds / 86_400, "d"),
        (seconds / 3_600 % 24, "h"),
        (seconds / 60 % 60, "min"),
        (seconds % 60, "s"),
    ];
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count} {unit}"))
        .collect();
    if said.is_empty() {
        format!("{} µs", span.as_micros())
    } else {
        said.join(" ")
    }
}
